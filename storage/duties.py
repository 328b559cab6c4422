"""Duties and the intervals in which they were held."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.duties.cases import Deadline
from domain.duties.duties import DecisionKind, Duty, DutyKind, Holding, Milestone, Outcome, Phase
from domain.encoding import canonical, from_canonical
from storage.inserting import insert_rows
from storage.tables import cases, duties, holdings, past_terms
from storage.types import AnyRow


class DutyMoved(Exception):
    """The duty changed between reading and writing: another process was faster; read again."""


def _deadline(moment: datetime | None, names_hour: bool | None) -> Deadline | None:
    return None if moment is None else Deadline(moment=moment, names_hour=bool(names_hour))


def duty_of(row: AnyRow) -> Duty:
    return Duty(
        id=row.id,
        case_id=row.case_id,
        kind=DutyKind(row.kind),
        unit_id=row.unit_id,
        to_unit=row.to_unit,
        named_id=row.named_id,
        holder_id=row.holder_id,
        held_since=row.held_since,
        turn=row.turn,
        phase=Phase(row.phase),
        outcome=None if row.outcome is None else Outcome(row.outcome),
        deadline=Deadline(moment=row.due_at, names_hour=row.due_names_hour),
        act_by=row.act_by,
        opened_at=row.opened_at,
        restarted_at=row.restarted_at,
        acknowledged_at=row.acknowledged_at,
        progress_at=row.progress_at,
        submitted_at=row.submitted_at,
        paused_at=row.paused_at,
        due_since=row.due_since,
        asked_again_at=row.asked_again_at,
        undeemed_since=row.undeemed_since,
        closed_at=row.closed_at,
        extensions=row.extensions,
        transfers=row.transfers,
        milestones=_milestones(row.milestones),
        last=_deadline(row.last_at, row.last_names_hour),
        decision=None if row.decision is None else DecisionKind(row.decision),
        about_id=row.about_id,
        asked_by_id=row.asked_by_id,
        wanted=_deadline(row.wanted_at, row.wanted_names_hour),
        wanted_person_id=row.wanted_person_id,
        wanted_unit_id=row.wanted_unit_id,
        upward=row.upward,
        reason=row.reason,
        stepped_until=row.stepped_until,
        next_step_at=row.next_step_at,
        version=row.version,
    )


def _milestones(stored: str) -> tuple[Milestone, ...]:
    return tuple(
        Milestone(
            title=one["title"],
            deadline=Deadline(moment=from_canonical(one["due_at"]), names_hour=one["names_hour"]),
            reached_at=None if one["reached_at"] is None else from_canonical(one["reached_at"]),
        )
        for one in json.loads(stored)
    )


def _milestone_data(milestone: Milestone) -> dict[str, Any]:
    return {
        "title": milestone.title,
        "due_at": canonical(milestone.deadline.moment),
        "names_hour": milestone.deadline.names_hour,
        "reached_at": None if milestone.reached_at is None else canonical(milestone.reached_at),
    }


def duty_columns(duty: Duty) -> dict[str, Any]:
    columns = dict(vars(duty))
    del columns["id"], columns["deadline"], columns["wanted"], columns["last"], columns["left_acknowledged_at"]
    return columns | {
        "milestones": json.dumps([_milestone_data(one) for one in duty.milestones], ensure_ascii=False),
        "last_at": duty.last.moment if duty.last else None,
        "last_names_hour": duty.last.names_hour if duty.last else None,
        "due_at": duty.deadline.moment,
        "due_names_hour": duty.deadline.names_hour,
        "wanted_at": duty.wanted.moment if duty.wanted else None,
        "wanted_names_hour": duty.wanted.names_hour if duty.wanted else None,
    }


async def add_duty(connection: AsyncConnection, duty: Duty) -> int:
    """Store a new duty; its first holding interval begins."""
    of_case = select(cases.c.assigner_id).where(cases.c.id == duty.case_id).scalar_subquery()
    entered = select(cases.c.registrar_id).where(cases.c.id == duty.case_id).scalar_subquery()
    columns = duty_columns(duty) | {"assigner_id": of_case, "registrar_id": entered}
    key: int | None = await connection.scalar(insert(duties).values(columns).returning(duties.c.id))
    assert key is not None
    await connection.execute(insert(holdings).values(holding_columns(duty, key)))
    return key


async def add_duties(
    connection: AsyncConnection, opened: Sequence[Duty], *, assigner_id: int, registrar_id: int
) -> list[int]:
    """Store many new duties of one case at once; their first holding intervals begin. Returns their keys in the same
    order."""
    of_case = {"assigner_id": assigner_id, "registrar_id": registrar_id}
    keys = await insert_rows(connection, duties, [duty_columns(duty) | of_case for duty in opened])
    held = [holding_columns(duty, key) for key, duty in zip(keys, opened, strict=True)]
    await connection.execute(insert(holdings), held)
    return keys


def holding_columns(duty: Duty, key: int) -> dict[str, Any]:
    """The interval that begins with the duty's present turn."""
    return {
        "duty_id": key,
        "turn": duty.turn,
        "person_id": duty.holder_id,
        "unit_id": duty.unit_id,
        "phase": duty.phase,
        "since": duty.held_since,
        "acknowledged_at": duty.acknowledged_at,
    }


async def save_duty(connection: AsyncConnection, before: Duty, after: Duty, *, at: datetime) -> None:
    """Store the changed duty if it is still as it was read; a change of holder closes one interval and opens the
    next, the end of the duty closes the last. A deadline that another one follows was in force until `at`, when that
    is recorded."""
    columns = duty_columns(after) | {"version": before.version + 1}
    saved = await connection.execute(
        update(duties).where(duties.c.id == before.id, duties.c.version == before.version).values(columns)
    )
    if saved.rowcount != 1:
        raise DutyMoved
    if after.deadline != before.deadline:
        past = {"due_at": before.deadline.moment, "names_hour": before.deadline.names_hour}
        await connection.execute(insert(past_terms).values(duty_id=before.id, until=at, **past))
    present = update(holdings).where(holdings.c.duty_id == before.id, holdings.c.until.is_(None))
    if after.turn == before.turn:
        if after.acknowledged_at != before.acknowledged_at:
            await connection.execute(present.values(acknowledged_at=after.acknowledged_at))
        return
    ends_at = after.closed_at or after.held_since
    left = after.left_acknowledged_at or before.acknowledged_at
    await connection.execute(present.values(until=ends_at, acknowledged_at=left))
    if after.is_open:
        await connection.execute(insert(holdings).values(holding_columns(after, after.id)))


async def duties_by(connection: AsyncConnection, query: Select[Any]) -> list[Duty]:
    """The duties whose rows a query selects, in its order."""
    return [duty_of(row) for row in await connection.execute(query)]


async def duty_by_id(connection: AsyncConnection, duty_id: int) -> Duty | None:
    row = (await connection.execute(select(duties).where(duties.c.id == duty_id))).one_or_none()
    return None if row is None else duty_of(row)


async def duties_of(connection: AsyncConnection, ids: Iterable[int]) -> dict[int, Duty]:
    return {duty.id: duty for duty in await duties_by(connection, select(duties).where(duties.c.id.in_(set(ids))))}


async def duties_of_case(connection: AsyncConnection, case_id: int) -> list[Duty]:
    return await duties_by(connection, select(duties).where(duties.c.case_id == case_id).order_by(duties.c.id))


async def duties_of_cases(connection: AsyncConnection, case_ids: Iterable[int]) -> dict[int, list[Duty]]:
    """Ended ones too, by their case."""
    query = select(duties).where(duties.c.case_id.in_(set(case_ids))).order_by(duties.c.id)
    found: dict[int, list[Duty]] = {}
    for duty in await duties_by(connection, query):
        found.setdefault(duty.case_id, []).append(duty)
    return found


def due_before_query(now: datetime, limit: int) -> Select[Any]:
    return select(duties).where(duties.c.next_step_at <= now).order_by(duties.c.next_step_at, duties.c.id).limit(limit)


async def due_before(connection: AsyncConnection, now: datetime, limit: int) -> list[Duty]:
    """The duties of which a step has come, the longest waiting first; on PostgreSQL locked past those that another
    process is working on."""
    query = due_before_query(now, limit)
    if connection.dialect.name != "sqlite":
        query = query.with_for_update(skip_locked=True)
    return await duties_by(connection, query)


async def advance(connection: AsyncConnection, stepped: Sequence[tuple[Duty, datetime, datetime]]) -> None:
    """Note for each duty up to when its steps are taken and when the next one comes, in one statement."""
    if not stepped:
        return
    advanced = await connection.execute(
        update(duties)
        .where(duties.c.id == bindparam("duty"), duties.c.version == bindparam("read"))
        .values(stepped_until=bindparam("until"), next_step_at=bindparam("following"), version=duties.c.version + 1),
        [
            {"duty": duty.id, "read": duty.version, "until": until, "following": following}
            for duty, until, following in stepped
        ],
    )
    if advanced.rowcount != len(stepped):
        raise DutyMoved


async def transfers_of(connection: AsyncConnection, duty_id: int) -> list[Duty]:
    """The granted transfers of a duty, in their order: each says by whom and from which unit it was passed on."""
    return await duties_by(
        connection,
        select(duties)
        .where(
            duties.c.about_id == duty_id,
            duties.c.decision == DecisionKind.TRANSFER,
            duties.c.outcome == Outcome.GRANTED,
        )
        .order_by(duties.c.id),
    )


async def past_holders(connection: AsyncConnection, duty_ids: Iterable[int]) -> dict[int, frozenset[int]]:
    """Who has ever held each duty."""
    rows = await connection.execute(
        select(holdings.c.duty_id, holdings.c.person_id).where(holdings.c.duty_id.in_(set(duty_ids)))
    )
    found: dict[int, frozenset[int]] = {}
    for row in rows:
        found[row.duty_id] = found.get(row.duty_id, frozenset()) | {row.person_id}
    return found


async def holdings_of(connection: AsyncConnection, duty_ids: Iterable[int]) -> list[Holding]:
    rows = await connection.execute(
        select(holdings).where(holdings.c.duty_id.in_(set(duty_ids))).order_by(holdings.c.duty_id, holdings.c.turn)
    )
    return [Holding(duty_id=row.duty_id, person_id=row.person_id, since=row.since, until=row.until) for row in rows]
