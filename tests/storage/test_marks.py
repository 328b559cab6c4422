"""That an update was answered, and that somebody was heard, is written with whatever is written next, and before it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from storage import inbox
from storage.database import Database
from storage.tables import accounts
from storage.tables import inbox as table
from tests.storage.samples import OPENED, seat
from tests.storage.test_inbox import said, stored, waiting

LATER = OPENED + timedelta(minutes=1)


async def states(database: Database) -> list[tuple[object, ...]]:
    async with database.reading() as connection:
        rows = select(table.c.state, table.c.answered_at, table.c.handled_at, table.c.raw).order_by(table.c.id)
        return [tuple(row) for row in await connection.execute(rows)]


async def test_they_go_along_in_the_next_transaction_and_only_once(database: Database) -> None:
    await stored(database, said(1))
    (one,) = await waiting(database)
    database.marks.answered[one.id] = OPENED
    assert [row[0] for row in await states(database)] == ["stored"]
    async with database.writing():
        database.marks.answered[one.id + 1] = OPENED  # noted while the others are being written
    assert await states(database) == [("handled", OPENED, OPENED, None)]
    assert database.marks.answered == {one.id + 1: OPENED}


async def test_what_an_act_has_marked_keeps_its_moment(database: Database) -> None:
    await stored(database, said(1))
    (one,) = await waiting(database)
    async with database.writing() as connection:
        await inbox.mark_handled(connection, one.id, at=OPENED)
    database.marks.answered[one.id] = LATER
    async with database.writing():
        pass
    assert await states(database) == [("handled", LATER, OPENED, None)]


async def test_of_a_transaction_undone_they_go_along_in_the_next(database: Database) -> None:
    await stored(database, said(1))
    (one,) = await waiting(database)
    database.marks.answered[one.id] = OPENED
    with pytest.raises(ZeroDivisionError):
        async with database.writing():
            raise ZeroDivisionError
    assert [row[0] for row in await states(database)] == ["stored"]
    async with database.writing():
        pass
    assert [row[0] for row in await states(database)] == ["handled"]


async def test_who_was_heard_is_answered_there(database: Database) -> None:
    async with database.writing() as connection:
        await seat(connection)
    database.marks.heard[1] = LATER
    async with database.writing() as connection:
        assert await connection.scalar(select(accounts.c.heard_at)) == LATER
    assert not database.marks.heard


async def test_what_is_answered_waits_no_more_though_it_is_not_marked(database: Database) -> None:
    await stored(database, said(1), said(2))
    first, _ = await waiting(database)
    async with database.reading() as connection:
        assert [one.update_id for one in await inbox.waiting(connection, 9, answered={first.id})] == ["2"]
