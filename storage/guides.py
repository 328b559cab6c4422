"""What a guide may offer: to whom somebody lately gave duties."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.duties.duties import DutyKind
from storage.tables import cases, duties, holdings

LATEST = 30  # of the registrar's cases are looked at, however many there are


def recent_query(registrar_id: int, kind: DutyKind) -> Select[Any]:
    latest = (
        select(cases.c.id).where(cases.c.registrar_id == registrar_id).order_by(cases.c.id.desc()).limit(LATEST)
    ).subquery()
    first = (holdings.c.duty_id == duties.c.id) & (holdings.c.turn == 1)
    return (
        select(duties.c.to_unit, duties.c.unit_id, holdings.c.person_id)
        .join(holdings, first)
        .where(duties.c.case_id.in_(select(latest.c.id)), duties.c.kind == kind)
        .order_by(duties.c.case_id.desc(), duties.c.id)
    )


async def recent_parties(
    connection: AsyncConnection, registrar_id: int, kind: DutyKind
) -> list[tuple[int | None, int | None]]:
    """To whom the registrar lately gave duties of this kind, the newest first, each once: the id of a unit, or of the
    person who held it first."""
    rows = await connection.execute(recent_query(registrar_id, kind))
    return list(dict.fromkeys((row.unit_id, None) if row.to_unit else (None, row.person_id) for row in rows))
