"""Results and the files that prove them (M17)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables import files, submissions
from storage.types import AnyRow


@dataclass(frozen=True, kw_only=True)
class Submission:
    """One round of handing in: words, a file, or both."""

    duty_id: int
    by_id: int
    at: datetime
    words_id: int | None
    file_sha256: str | None
    file_name: str | None


async def keep_file(connection: AsyncConnection, content: bytes, *, at: datetime) -> str:
    """Store a file once by its content; returns its SHA-256."""
    digest = hashlib.sha256(content).hexdigest()
    make = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    await connection.execute(
        make(files)
        .values(sha256=digest, content=content, size=len(content), kept_at=at)
        .on_conflict_do_nothing(index_elements=[files.c.sha256])
    )
    return digest


async def add_submission(connection: AsyncConnection, submission: Submission) -> int:
    key: int | None = await connection.scalar(
        insert(submissions)
        .values({name: getattr(submission, name) for name in Submission.__dataclass_fields__})
        .returning(submissions.c.id)
    )
    assert key is not None
    return key


async def file_content(connection: AsyncConnection, sha256: str) -> bytes:
    """The file as it was handed in. Raises NoResultFound for a hash that is not stored."""
    row = (await connection.execute(select(files.c.content).where(files.c.sha256 == sha256))).one()
    content: bytes = row.content
    return content


async def last_submissions(connection: AsyncConnection, duty_ids: Iterable[int]) -> dict[int, Submission]:
    """The newest round of each duty that has one."""
    rows = await connection.execute(
        select(submissions).where(submissions.c.duty_id.in_(set(duty_ids))).order_by(submissions.c.id)
    )
    return {row.duty_id: _submission(row) for row in rows}


async def last_submission(connection: AsyncConnection, duty_id: int) -> Submission | None:
    row = (
        await connection.execute(
            select(submissions).where(submissions.c.duty_id == duty_id).order_by(submissions.c.id.desc()).limit(1)
        )
    ).one_or_none()
    if row is None:
        return None
    return _submission(row)


def _submission(row: AnyRow) -> Submission:
    return Submission(**{name: getattr(row, name) for name in Submission.__dataclass_fields__})
