"""What an export reads: tasks of a time with who leads, coordinates and watches, a batch at a time."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.duties.cases import Case, CaseKind
from domain.duties.duties import Duty
from storage.cases import case_of, registered_cases
from storage.duties import duty_of
from storage.tables import cases, duties, watchers

BATCH = 1000


@dataclass(kw_only=True)
class ExportedCase:
    """A case with its duties and the units that watch."""

    case: Case
    duties: list[Duty] = field(default_factory=list)
    watching: list[int] = field(default_factory=list)


async def tasks_opened(
    connection: AsyncConnection, *, since: datetime | None, until: datetime | None
) -> AsyncIterator[Sequence[ExportedCase]]:
    """The tasks opened in that time, by their numbers."""
    last = 0
    while True:
        query = registered_cases().where(cases.c.kind == CaseKind.TASK, cases.c.number > last)
        if since is not None:
            query = query.where(cases.c.opened_at >= since)
        if until is not None:
            query = query.where(cases.c.opened_at < until)
        found = [case_of(row) for row in await connection.execute(query.order_by(cases.c.number).limit(BATCH))]
        if not found:
            return
        yield await _whole(connection, found)
        last = found[-1].number


async def _whole(connection: AsyncConnection, found: Sequence[Case]) -> Sequence[ExportedCase]:
    by_id = {case.id: ExportedCase(case=case) for case in found}
    owed = await connection.execute(select(duties).where(duties.c.case_id.in_(by_id)).order_by(duties.c.id))
    for row in owed:
        by_id[row.case_id].duties.append(duty_of(row))
    seen = await connection.execute(
        select(watchers).where(watchers.c.case_id.in_(by_id)).order_by(watchers.c.case_id, watchers.c.unit_id)
    )
    for row in seen:
        by_id[row.case_id].watching.append(row.unit_id)
    return list(by_id.values())
