"""A large office, entered at once: thousands of people with accounts, and what they owe."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Table, func, insert, select, text

from actions.installation import Office
from actions.office.setup import prepare_office
from actions.order import Order
from channels.telegram.envelopes import CHANNEL
from domain.duties.cases import Case, CaseKind, Deadline
from domain.duties.duties import Duty, DutyKind
from domain.names import fold, spelled
from domain.office.people import Role
from domain.rules.lengths import Urgency
from storage import cases, duties, settings_store, tables
from storage.database import Connection, Database
from storage.people import CHART
from storage.schema import migrate

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
FIRST_ACCOUNT = 100_000
UNIT_SIZE = 20
ROWS_AT_ONCE = 500


def account_of(person_id: int) -> int:
    """The person's user id at the platform, and the chat."""
    return FIRST_ACCOUNT + person_id


async def add(connection: Connection, table: Table, rows: Iterable[dict[str, Any]]) -> None:
    rows = iter(rows)
    while some := list(islice(rows, ROWS_AT_ONCE)):
        await connection.execute(insert(table), some)
    if connection.dialect.name != "sqlite" and "id" in table.c:
        # The rows came with numbers of their own: the next one is the database's again.
        await connection.execute(
            text(f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), (SELECT max(id) FROM {table.name}))")
        )


async def found(database: Database, *, people: int, now: datetime, unit_size: int = UNIT_SIZE) -> list[int]:
    """An office of so many, the first its clerk and leader, the first of each unit its head; returns their ids."""
    await migrate(database)
    await prepare_office(Office(database, timezone=HANOI), now)
    ids = list(range(1, people + 1))
    units = {key: 2 + (key - 1) // unit_size for key in ids}
    async with database.writing() as connection:
        top = [{"id": 1, "name": "UBND tỉnh", "spelled": spelled("UBND tỉnh"), "parent_id": None}]
        names = {unit: f"Phòng số {unit}" for unit in sorted(set(units.values()))}
        below = [{"id": unit, "name": name, "spelled": spelled(name), "parent_id": 1} for unit, name in names.items()]
        await add(connection, tables.units, top + below)
        await add(
            connection, tables.people, ({"id": key, "name": _name(key), "folded": fold(_name(key))} for key in ids)
        )
        await add(
            connection,
            tables.memberships,
            (
                {
                    "person_id": key,
                    "unit_id": units[key],
                    "position": "Chức vụ",
                    "roles": _roles(key, unit_size),
                    "since": now,
                }
                for key in ids
            ),
        )
        await add(
            connection,
            tables.accounts,
            (
                {
                    "person_id": key,
                    "channel": CHANNEL,
                    "user_id": str(account_of(key)),
                    "chat_id": str(account_of(key)),
                    "linked_at": now,
                    "heard_at": now,
                }
                for key in ids
            ),
        )
        await settings_store.changed(connection, CHART)
    return ids


def _name(key: int) -> str:
    return f"Nguyễn Văn {key}"


def _roles(key: int, unit_size: int) -> str:
    if key == 1:
        return ",".join(sorted((Role.OFFICE, Role.LEADER)))
    return Role.HEAD if key % unit_size == 1 else Role.OFFICIAL


async def assign(
    database: Database,
    holders: Sequence[int],
    *,
    at: datetime,
    due_in: timedelta,
    urgency: Urgency,
    stepped_until: datetime | None = None,
) -> None:
    """A task for each of them, assigned at that moment by the first, with its next step planned: the first of all, or
    that after `stepped_until`."""
    stepped = stepped_until or at
    office = Office(database, timezone=HANOI)
    async with office.look(Order(now=at, said_at=at, via="test")) as view:
        deadline = Deadline(moment=at + due_in, names_hour=True)
        first = await view.connection.scalar(select(func.max(tables.cases.c.id))) or 0
        case = Case(
            id=0,
            kind=CaseKind.TASK,
            number=0,
            title="Báo cáo",
            product="Báo cáo",
            assigner_id=1,
            registrar_id=1,
            policy_version=max(view.policies),
            deadline=deadline,
            original=deadline,
            urgency=urgency,
            opened_at=at,
        )
        duty = Duty(
            id=0,
            case_id=0,
            kind=DutyKind.LEAD,
            unit_id=2,
            holder_id=1,
            held_since=at,
            deadline=deadline,
            act_by=deadline.moment,
            opened_at=at,
            stepped_until=stepped,
        )
        step_at = view.plan(duty, case, after=stepped)[0].at
        owed = [
            replace(duty, case_id=first + number, holder_id=holder, unit_id=view.chart.person(holder).unit_id)
            for number, holder in enumerate(holders, start=1)
        ]
    async with database.writing() as connection:
        await add(
            connection,
            tables.cases,
            (
                cases.case_columns(replace(case, number=one.case_id, title=f"Báo cáo số {one.case_id}"))
                | {"id": one.case_id}
                for one in owed
            ),
        )
        await add(
            connection,
            tables.duties,
            (
                duties.duty_columns(replace(one, next_step_at=step_at))
                | {"id": one.case_id, "assigner_id": case.assigner_id, "registrar_id": case.registrar_id}
                for one in owed
            ),
        )
        await add(
            connection,
            tables.holdings,
            ({"duty_id": one.case_id, "turn": 1, "person_id": one.holder_id, "since": at} for one in owed),
        )
