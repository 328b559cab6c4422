"""Cases and their numbers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, insert, or_, select, update
from sqlalchemy import case as either
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.duties.cases import PREFIXES, Case, CaseKind, CaseState, Deadline, Label, Source
from domain.duties.duties import DutyKind
from domain.names import fold
from domain.rules.lengths import Urgency
from storage.inserting import insert_into
from storage.tables import cases, counters, duties, watchers
from storage.types import AnyRow, by_value, files_of, files_text

COMPARED = 200  # open tasks of one person among which a similar one is looked for
_BY_PREFIX = {prefix: kind for kind, prefix in PREFIXES.items()}
_KINDS, _URGENCIES, _STATES = by_value(CaseKind), by_value(Urgency), by_value(CaseState)
_SOURCES, _LABELS = by_value(Source), by_value(Label)


_served = cases.alias("served")
# A request for opinions is of the field of the task that it serves, whatever that is by now.
_FIELD = either((cases.c.serves_case_id.is_not(None), _served.c.field), else_=cases.c.field).label("present_field")


def select_cases() -> Select[Any]:
    """What `case_of` reads."""
    return select(cases, _FIELD).outerjoin(_served, _served.c.id == cases.c.serves_case_id)


def registered_cases() -> Select[Any]:
    """The same, a request for opinions without the field of the task that it serves: as the figures count it."""
    return select(cases, cases.c.field.label("present_field"))


def case_of(row: AnyRow) -> Case:
    """A row of `select_cases` or `registered_cases`."""
    return Case(
        id=row.id,
        kind=_KINDS[row.kind],
        number=row.number,
        title=row.title,
        product=row.product,
        proposal=row.proposal,
        file_name=row.file_name,
        file_hash=row.file_hash,
        more_files=files_of(row.more_files),
        assigner_id=row.assigner_id,
        registrar_id=row.registrar_id,
        urgency=_URGENCIES[row.urgency],
        field=row.present_field,
        document=row.document,
        document_day=row.document_day,
        subject=row.subject,
        source=None if row.source is None else _SOURCES[row.source],
        recipients=row.recipients,
        label=None if row.label is None else _LABELS[row.label],
        bundle_id=row.bundle_id,
        recurrence_id=row.recurrence_id,
        serves_case_id=row.serves_case_id,
        round=row.round,
        excess=row.excess,
        policy_version=row.policy_version,
        deadline=Deadline(moment=row.due_at, names_hour=row.due_names_hour),
        original=Deadline(moment=row.original_due_at, names_hour=row.original_names_hour),
        signing=row.signing,
        state=_STATES[row.state],
        opened_at=row.opened_at,
        closed_at=row.closed_at,
    )


def case_columns(case: Case) -> dict[str, Any]:
    columns = dict(vars(case))
    del columns["id"], columns["deadline"], columns["original"]
    return columns | {
        "field": case.field if case.serves_case_id is None else None,  # else it is the served task's
        "folded": fold(case.title),
        "more_files": files_text(case.more_files),
        "due_at": case.deadline.moment,
        "due_names_hour": case.deadline.names_hour,
        "original_due_at": case.original.moment,
        "original_names_hour": case.original.names_hour,
    }


async def take_numbers(connection: AsyncConnection, kind: CaseKind, count: int = 1) -> int:
    """Reserve that many numbers in a row, without a gap within what was committed; returns the first."""
    last: int | None = await connection.scalar(
        insert_into(connection, counters)
        .values(kind=kind, last=count)
        .on_conflict_do_update(index_elements=[counters.c.kind], set_={"last": counters.c.last + count})
        .returning(counters.c.last)
    )
    assert last is not None
    return last - count + 1


async def add_case(connection: AsyncConnection, case: Case, *, watching: Iterable[int] = ()) -> int:
    key: int | None = await connection.scalar(insert(cases).values(case_columns(case)).returning(cases.c.id))
    assert key is not None
    rows = [{"case_id": key, "unit_id": unit_id} for unit_id in watching]
    if rows:
        await connection.execute(insert(watchers), rows)
    return key


async def save_case(connection: AsyncConnection, case: Case) -> None:
    """Store the changed case; who gave it stands beside each of its duties too."""
    await connection.execute(update(cases).where(cases.c.id == case.id).values(case_columns(case)))
    given = {"assigner_id": case.assigner_id, "registrar_id": case.registrar_id}
    differs = (duties.c.assigner_id != case.assigner_id) | (duties.c.registrar_id != case.registrar_id)
    await connection.execute(update(duties).where(duties.c.case_id == case.id, differs).values(given))


async def case_by_code(connection: AsyncConnection, code: str) -> Case | None:
    """The case of a code such as `NV-12`, None where there is none or the code is no code."""
    prefix, _, number = code.partition("-")
    if prefix not in _BY_PREFIX or not number.isdecimal() or len(number) > 9:
        return None
    row = (
        await connection.execute(
            select_cases().where(cases.c.kind == _BY_PREFIX[prefix], cases.c.number == int(number))
        )
    ).one_or_none()
    return None if row is None else case_of(row)


async def cases_of(connection: AsyncConnection, ids: Iterable[int]) -> dict[int, Case]:
    rows = await connection.execute(select_cases().where(cases.c.id.in_(set(ids))))
    return {row.id: case_of(row) for row in rows}


async def open_led_by(connection: AsyncConnection, person_id: int) -> list[Case]:
    """The open tasks whose lead this person holds, the newest first; as many as are worth comparing."""
    rows = await connection.execute(
        select_cases()
        .join(duties, duties.c.case_id == cases.c.id)
        .where(duties.c.holder_id == person_id, duties.c.closed_at.is_(None), duties.c.kind == DutyKind.LEAD)
        .order_by(cases.c.id.desc())
        .limit(COMPARED)
    )
    return [case_of(row) for row in rows]


async def in_bundle(connection: AsyncConnection, case: Case) -> list[Case]:
    """The case and those that the same message made."""
    first = case.bundle_id or case.id
    rows = await connection.execute(
        select_cases().where(or_(cases.c.id == first, cases.c.bundle_id == first)).order_by(cases.c.id)
    )
    return [case_of(row) for row in rows]


async def open_serving(connection: AsyncConnection, case_id: int) -> list[Case]:
    """The open requests for opinions about a task."""
    rows = await connection.execute(
        select_cases().where(cases.c.serves_case_id == case_id, cases.c.state == CaseState.OPEN).order_by(cases.c.id)
    )
    return [case_of(row) for row in rows]


async def hold_case(connection: AsyncConnection, case_id: int) -> None:
    """Keep others from ending duties of the case until this transaction is over: the last one must see it is."""
    await connection.execute(select(cases.c.id).where(cases.c.id == case_id).with_for_update())


async def watching_units(connection: AsyncConnection, case_id: int) -> tuple[int, ...]:
    rows = await connection.execute(select(watchers.c.unit_id).where(watchers.c.case_id == case_id))
    return tuple(row.unit_id for row in rows)


async def close_case(connection: AsyncConnection, case_id: int, state: CaseState, *, at: datetime) -> datetime:
    """Close it behind the last of its duties: the one recorded last may have ended before another. Returns when."""
    last = await connection.scalar(select(func.max(duties.c.closed_at)).where(duties.c.case_id == case_id))
    closed_at = at if last is None else max(at, last)
    await connection.execute(
        update(cases)
        .where(cases.c.id == case_id, cases.c.state == CaseState.OPEN)
        .values(state=state, closed_at=closed_at)
    )
    return closed_at
