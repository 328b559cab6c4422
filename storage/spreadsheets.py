"""Files of an import: kept by their content until it is confirmed, known by their hash once it is done (M3)."""

from __future__ import annotations

import hashlib
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.inserting import insert_into
from storage.tables import imported_files, spreadsheets


def digest_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


async def keep(connection: AsyncConnection, content: bytes, *, at: datetime) -> str:
    """Keep a file that waits, from this moment on; returns its SHA-256."""
    digest = digest_of(content)
    kept = insert_into(connection, spreadsheets).values(sha256=digest, content=content, kept_at=at)
    await connection.execute(
        kept.on_conflict_do_update(index_elements=[spreadsheets.c.sha256], set_={"kept_at": kept.excluded.kept_at})
    )
    return digest


async def kept(connection: AsyncConnection, digest: str) -> bytes | None:
    """None for a file that waits no longer."""
    content: bytes | None = await connection.scalar(
        select(spreadsheets.c.content).where(spreadsheets.c.sha256 == digest)
    )
    return content


async def imported_at(connection: AsyncConnection, digest: str) -> datetime | None:
    """When this very file was last imported; None for one that never was."""
    moment: datetime | None = await connection.scalar(
        select(imported_files.c.imported_at).where(imported_files.c.sha256 == digest)
    )
    return moment


async def note_imported(connection: AsyncConnection, digest: str, *, at: datetime) -> None:
    """Its content is needed no longer: what it brought is in the office."""
    await connection.execute(delete(spreadsheets).where(spreadsheets.c.sha256 == digest))
    done = insert_into(connection, imported_files).values(sha256=digest, imported_at=at)
    await connection.execute(
        done.on_conflict_do_update(
            index_elements=[imported_files.c.sha256], set_={"imported_at": done.excluded.imported_at}
        )
    )
