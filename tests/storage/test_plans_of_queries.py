"""What an idle tick asks is answered by index: its cost depends on what is due, not on what is stored (design §3)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event, func, insert, select, text

from domain.hearing import all_read
from storage import due_messages, duties, hearings, inbox, next_due, sheets
from storage.database import Connection, Database
from storage.leases import take_lease
from storage.records import register_between
from storage.schema import migrate
from storage.settings_store import fact
from storage.tables import duties as duties_table
from storage.tables import facts as facts_table
from storage.tables import inbox as inbox_table
from storage.tables import messages
from tests.copies import Databases
from tests.storage.samples import DUE, OPENED, a_duty, at, seat

ROWS = 3000
LONG_AGO = at("2026-10-01 09:00")
FAR_AHEAD = at("2027-06-01 09:00")


def a_message(person_id: int, number: int) -> dict[str, Any]:
    """Most were sent long ago; a third waits for a day to come, and some are in a sender's hands."""
    waits, on_its_way = number % 3 == 0, number % 100 == 1
    sent = not (waits or on_its_way)
    return {
        "recipient_id": person_id,
        "state": "sent" if sent else ("queued" if waits else "sending"),
        "by_clock": True,
        "spaced": True,
        "waits_for_opening": True,
        "priority": number % 4,
        "planned_at": LONG_AGO,
        "not_before": LONG_AGO if sent else FAR_AHEAD + timedelta(minutes=number),
        "promised_at": LONG_AGO if sent else FAR_AHEAD,
        "queued_at": LONG_AGO,
        "attempt": 1,
        "doubts": 0,
        "lease_until": FAR_AHEAD if on_its_way and not waits else None,
        "sent_at": LONG_AGO if sent else None,
        "platform_id": str(number) if sent else None,
    }


async def fill(connection: Connection) -> None:
    """Some years of an office: thousands of rows of which nothing is due."""
    duty = await a_duty(connection)
    row = dict((await connection.execute(select(duties_table))).one()._mapping)
    done = {
        **row,
        "kind": "coordinating",
        "phase": "closed",
        "outcome": "ended",
        "closed_at": LONG_AGO,
        "next_step_at": None,
        "due_at": DUE.moment,
    }
    open_ones = {**row, "kind": "coordinating", "next_step_at": FAR_AHEAD}
    rows = [dict(open_ones if number % 50 == 0 else done) for number in range(ROWS)]
    for one in rows:
        del one["id"]
    await connection.execute(insert(duties_table), rows)
    await connection.execute(duties_table.update().where(duties_table.c.id == duty.id).values(next_step_at=FAR_AHEAD))
    person_id = await seat(connection)
    await connection.execute(insert(messages), [a_message(person_id, number) for number in range(ROWS)])
    await connection.execute(
        insert(inbox_table),
        [
            {
                "channel": "telegram",
                "update_id": str(number),
                "chat_id": "1",
                "received_at": LONG_AGO,
                "said_at": LONG_AGO,
                "raw": None,
                "secret": False,
                "state": "handled",
                "handled_at": LONG_AGO,
                "answered_at": LONG_AGO,
            }
            for number in range(ROWS)
        ],
    )
    await hearings.note_hearing(connection, all_read("telegram", OPENED))
    await sheets.ensure_sheets(connection, at=FAR_AHEAD)
    await connection.execute(insert(facts_table), [{"name": f"fact-{number}", "value": "x"} for number in range(ROWS)])
    await take_lease(connection, "polling", "me", now=OPENED, length=timedelta(minutes=1))


async def explained(connection: Connection, statement: str, parameters: Any) -> str:
    """The plan of a statement with the very parameters with which it was run."""
    kind = "EXPLAIN QUERY PLAN " if connection.dialect.name == "sqlite" else "EXPLAIN "
    rows = (await connection.exec_driver_sql(kind + statement, parameters)).all()
    return "\n".join(str(row[-1]) for row in rows)


@contextmanager
def listening(connection: Connection) -> Iterator[list[tuple[str, Any]]]:
    """The statements that are sent meanwhile, with their parameters."""
    asked: list[tuple[str, Any]] = []

    def note(_c: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, _many: bool) -> None:
        asked.append((statement, parameters))

    event.listen(connection.sync_connection, "before_cursor_execute", note)
    yield asked
    event.remove(connection.sync_connection, "before_cursor_execute", note)


@pytest.fixture
async def filled(database: Database) -> Database:
    async with database.writing() as connection:
        await fill(connection)
    async with database.writing() as connection:
        await connection.execute(text("ANALYZE"))
    return database


async def an_idle_tick(connection: Connection) -> None:
    """Everything that is asked between two ticks of which neither has anything to do."""
    assert await duties.due_before(connection, OPENED, 100) == []
    assert await due_messages.due_messages(connection, OPENED, 50) == []
    assert await inbox.waiting(connection, 100) == []
    assert await inbox.carried_out_unanswered(connection, "telegram", 100) == []
    assert await inbox.oldest_waiting(connection) == {}
    assert await inbox.unheard(connection, within_share=True) == []
    assert await next_due.next_turn(connection) == FAR_AHEAD
    assert await next_due.next_message(connection) == FAR_AHEAD
    assert await due_messages.oldest_unsent(connection, OPENED) is None
    assert set(await hearings.all_hearings(connection, now=OPENED)) == {"telegram"}
    assert await fact(connection, "revision:chart") is not None
    assert await sheets.due_sheets(connection, OPENED) == []
    assert await take_lease(connection, "polling", "me", now=OPENED, length=timedelta(minutes=1))


# Tables of which the tick may never read every row, however many there are.
LARGE = ("duties", "messages", "inbox", "facts")


# The least of a column without an index is a SEARCH to SQLite, and reads everything.
_SCANS = re.compile("SCAN |SEARCH ")


def read_whole(plan: str, dialect: str) -> list[str]:
    """The large tables that the plan reads row by row."""
    scans = [
        line
        for line in plan.splitlines()
        if ("Seq Scan on" in line if dialect != "sqlite" else _SCANS.match(line) and " USING " not in line)
    ]
    return [table for table in LARGE if any(f"{table}" in line.split() for line in scans)]


async def test_an_idle_tick_reads_no_table_whole(filled: Database) -> None:
    async with filled.writing() as connection:
        with listening(connection) as asked:
            await an_idle_tick(connection)
        assert len(asked) >= 12
        whole = {}
        for statement, parameters in asked:
            plan = await explained(connection, statement, parameters)
            if read_whole(plan, connection.dialect.name):
                whole[statement] = plan
    assert not whole, "\n\n".join(f"{statement}\n{plan}" for statement, plan in whole.items())


async def test_what_may_be_sent_is_found_by_the_partial_index_of_each_side(filled: Database) -> None:
    """Neither what waits nor what a sender left behind is looked for among the thousands that were sent."""
    async with filled.writing() as connection:
        with listening(connection) as asked:
            await due_messages.due_messages(connection, OPENED, 50)
            assert await due_messages.due_messages(connection, FAR_AHEAD + timedelta(minutes=9), 50)
        plan = "\n".join([await explained(connection, statement, given) for statement, given in asked])
    for index in ("ix_messages_rank", "ix_messages_leased", "ix_messages_queued", "ix_messages_recipient"):
        assert index in plan, plan
    assert "ix_messages_open" not in plan, plan


async def test_the_rows_are_there(filled: Database) -> None:
    """What the plans above were made for."""
    async with filled.reading() as connection:
        for table in (duties_table, messages, inbox_table):
            assert (await connection.scalar(select(func.count()).select_from(table)) or 0) >= ROWS


# What of a register grows with everything that was ever done.
RECORDED = ("cases", "duties", "holdings", "past_terms", "statements", "answers", "deemed")
_WHOLE = re.compile(rf"^(?:SCAN|SEARCH) (?:{'|'.join(RECORDED)})(?: USING INDEX sqlite_autoindex_cases_1 .*)?$", re.M)


@pytest.mark.parametrize("person_id", [None, 1])
async def test_a_register_reads_no_more_than_its_time_and_its_person(
    sqlite_databases: Databases, person_id: int | None
) -> None:
    """By way of keys, whatever the tables hold. (PostgreSQL's plan follows their size, which is none here.)"""
    database = Database(sqlite_databases.empty())
    await migrate(database)
    async with database.reading() as connection:
        with listening(connection) as asked:
            until = OPENED + timedelta(days=30)
            await register_between(connection, OPENED, until, reach=OPENED - timedelta(days=300), person_id=person_id)
        plans = {statement: await explained(connection, statement, given) for statement, given in asked}
    await database.close()
    whole = {statement: plan for statement, plan in plans.items() if _WHOLE.search(plan)}
    assert len(plans) > 8
    assert not whole, "\n\n".join(f"{statement}\n{plan}" for statement, plan in whole.items())
