"""The rows that others must point at, and entries to write."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from domain.acts import Act
from domain.duties.cases import Case, CaseKind, Deadline
from domain.duties.duties import Duty, DutyKind
from domain.journal.entry import Entry
from storage import cases, duties, policies
from storage.accounts import link_account
from storage.database import Connection, Database
from storage.journal import append, keep_words
from storage.people import add_person, add_unit

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


def at(text: str) -> datetime:
    """`2026-11-30 09:00` on the office's clock."""
    return datetime.fromisoformat(text).replace(tzinfo=HANOI)


OPENED = at("2026-11-30 09:00")
DUE = Deadline(moment=at("2026-12-14 16:30"), names_hour=True)


async def seat(connection: Connection, name: str = "Nguyễn Văn An") -> int:
    """A person with an account; returns the id."""
    person_id = await add_person(connection, name)
    await link_account(
        connection, person_id=person_id, channel="telegram", user_id=str(person_id), chat_id=str(person_id), at=OPENED
    )
    return person_id


async def a_case(connection: Connection, person_id: int) -> Case:
    await policies.ensure_policy(connection, at=OPENED)
    case = Case(
        id=0,
        kind=CaseKind.TASK,
        number=await cases.take_numbers(connection, CaseKind.TASK),
        title="Báo cáo",
        assigner_id=person_id,
        registrar_id=person_id,
        policy_version=1,
        deadline=DUE,
        original=DUE,
        opened_at=OPENED,
    )
    return replace(case, id=await cases.add_case(connection, case))


async def a_duty(connection: Connection, **columns: object) -> Duty:
    """A lead's duty in a case of its own, held by a person of its own."""
    person_id = await seat(connection)
    case = await a_case(connection, person_id)
    duty = Duty(
        id=0,
        case_id=case.id,
        kind=DutyKind.LEAD,
        holder_id=person_id,
        held_since=OPENED,
        deadline=DUE,
        act_by=DUE.moment,
        opened_at=OPENED,
        stepped_until=OPENED,
        next_step_at=at("2026-12-01 09:00"),
    )
    duty = replace(duty, **columns)  # type: ignore[arg-type]  # columns are those of Duty
    return replace(duty, id=await duties.add_duty(connection, duty))


async def a_unit(connection: Connection, name: str) -> int:
    return await add_unit(connection, name, None)


ACTS = tuple(Act)


def entry(number: int, **columns: object) -> Entry:
    return Entry(at=OPENED, act=ACTS[number % len(ACTS)], via="test", data={"number": number, "tên": "Đỗ"}, **columns)  # type: ignore[arg-type]


async def write_chain(database: Database, length: int) -> None:
    """So many entries, every third with free text, in transactions of up to four."""
    written = 0
    while written < length:
        async with database.writing() as connection:
            entries = []
            for number in range(written + 1, min(written + 4, length) + 1):
                one = entry(number, actor_id=number % 7, actor_position="Chuyên viên", case_id=number % 5 or None)
                if number % 3 == 0:
                    key, digest = await keep_words(connection, f"lời thứ {number}")
                    one = replace(one, data={**one.data, "words": {"text": {"id": key, "hash": digest}}})
                entries.append(one)
            await append(connection, entries)
        written += len(entries)
