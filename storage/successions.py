"""What hangs on somebody who leaves: what they gave out, what they were asked to decide, and who gave a case before."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import func, insert, literal, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.duties.cases import Case, CaseState
from domain.duties.duties import Duty, DutyKind, Phase
from domain.office.people import Person
from storage.cases import case_of, save_case, select_cases
from storage.duties import duties_by
from storage.people import person_of
from storage.tables import cases, duties, memberships, past_assigners, people

_OPEN = duties.c.closed_at.is_(None)
_WAITING = (Phase.SUBMITTED, Phase.LACKING, Phase.FREED)


async def givers(connection: AsyncConnection) -> set[int]:
    """Everybody in whose name open work was given out, or entered."""
    found: set[int] = set()
    for who in (duties.c.assigner_id, duties.c.registrar_id):
        found |= set(await connection.scalars(select(who).where(_OPEN).distinct()))
    return found


async def open_given_by(connection: AsyncConnection, person_ids: Collection[int]) -> list[Case]:
    """The open cases that these people gave out, or entered for others."""
    theirs = or_(cases.c.assigner_id.in_(person_ids), cases.c.registrar_id.in_(person_ids))
    rows = await connection.execute(select_cases().where(theirs, cases.c.state == CaseState.OPEN).order_by(cases.c.id))
    return [case_of(row) for row in rows]


async def waiting_with(connection: AsyncConnection, person_ids: Collection[int]) -> list[Duty]:
    """What waits for the word of these people: requests, results, dossiers, work to give anew."""
    waits = or_(duties.c.kind == DutyKind.DECISION.value, duties.c.phase.in_([one.value for one in _WAITING]))
    held = (duties.c.holder_id.in_(person_ids), waits, _OPEN)
    return await duties_by(connection, select(duties).where(*held).order_by(duties.c.id))


async def open_for_head_of(connection: AsyncConnection, unit_ids: Collection[int]) -> dict[int, list[Case]]:
    """By unit the open cases that its head gave out, and that somebody else has while nobody heads it."""
    newest = select(func.max(past_assigners.c.id)).group_by(past_assigners.c.case_id)
    query = (
        select_cases()
        .add_columns(past_assigners.c.for_unit_id)
        .join(past_assigners, past_assigners.c.case_id == cases.c.id)
        .where(
            past_assigners.c.for_unit_id.in_(unit_ids),
            past_assigners.c.id.in_(newest),
            cases.c.state == CaseState.OPEN,
        )
        .order_by(cases.c.id)
    )
    found: dict[int, list[Case]] = {}
    for row in await connection.execute(query):
        found.setdefault(row.for_unit_id, []).append(case_of(row))
    return found


async def change_giver(
    connection: AsyncConnection, before: Case, after: Case, *, at: datetime, for_unit_id: int | None = None
) -> None:
    """Store the case under its new assigner; who gave it until now stays on record."""
    await save_case(connection, after)
    if after.assigner_id != before.assigner_id:
        await connection.execute(
            insert(past_assigners).values(
                case_id=before.id, assigner_id=before.assigner_id, until=at, for_unit_id=for_unit_id
            )
        )


async def last_posts(connection: AsyncConnection, person_ids: Collection[int]) -> dict[int, Person]:
    """What these people were last, of those who ever were anything."""
    newest = (
        select(func.max(memberships.c.id))
        .where(memberships.c.person_id.in_(person_ids))
        .group_by(memberships.c.person_id)
    )
    rows = await connection.execute(
        select(
            people.c.id,
            people.c.name,
            memberships.c.unit_id,
            memberships.c.position,
            memberships.c.roles,
            memberships.c.fields,
            literal(False).label("reachable"),
        )
        .join(memberships, memberships.c.person_id == people.c.id)
        .where(memberships.c.id.in_(newest))
    )
    return {row.id: person_of(row) for row in rows}
