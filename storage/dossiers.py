"""What cases went up with (M18)."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.duties.dossiers import Dossier
from storage.tables import dossiers
from storage.types import AnyRow


def _dossier(row: AnyRow) -> Dossier:
    return Dossier(
        id=row.id,
        duty_id=row.duty_id,
        author_id=row.author_id,
        made_at=row.made_at,
        basis_id=row.basis_id,
        practice_id=row.practice_id,
        position_id=row.position_id,
        beyond_id=row.beyond_id,
        signed_by_id=row.signed_by_id,
        signed_at=row.signed_at,
        for_head_id=row.for_head_id,
        decision_id=row.decision_id,
    )


async def add_dossier(connection: AsyncConnection, dossier: Dossier) -> int:
    columns = asdict(dossier)
    del columns["id"]
    key: int | None = await connection.scalar(insert(dossiers).values(columns).returning(dossiers.c.id))
    assert key is not None
    return key


async def unsigned_dossier(connection: AsyncConnection, duty_id: int) -> Dossier | None:
    """The newest that waits for its signature."""
    row = (
        await connection.execute(
            select(dossiers)
            .where(dossiers.c.duty_id == duty_id, dossiers.c.signed_at.is_(None))
            .order_by(dossiers.c.id.desc())
            .limit(1)
        )
    ).one_or_none()
    return None if row is None else _dossier(row)


async def sign_dossier(
    connection: AsyncConnection, key: int, *, by_id: int, at: datetime, for_head_id: int | None, decision_id: int
) -> None:
    await connection.execute(
        update(dossiers)
        .where(dossiers.c.id == key)
        .values(signed_by_id=by_id, signed_at=at, for_head_id=for_head_id, decision_id=decision_id)
    )
