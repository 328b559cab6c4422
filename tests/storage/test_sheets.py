"""The moments of the sheets are claimed once, and the first lines of every owner are read by one query."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from domain.duties.duties import WAITING, Duty, Phase
from domain.duties.lists import Arrangement, Choice, FirstLines, ListOwner, start_of, this_week
from domain.rules.bulletin_rules import BulletinKind
from storage import lists, sheets
from storage.database import Database
from storage.next_due import next_turn
from tests.storage.samples import OPENED, seat
from tests.storage.test_lists import CALENDAR, NOW, some_duties

TODAY = Choice(now=NOW, today=start_of(NOW.date(), CALENDAR))
LATER = OPENED + timedelta(days=1)


async def test_each_kind_has_one_row_however_often_the_program_starts(database: Database) -> None:
    async with database.writing() as connection:
        await sheets.ensure_sheets(connection, at=OPENED)
        await sheets.ensure_sheets(connection, at=LATER)
        due = await sheets.due_sheets(connection, OPENED)
    assert {one.kind for one in due} == set(BulletinKind)
    assert {(one.taken_until, one.due_at) for one in due} == {(OPENED, OPENED)}


async def test_of_two_who_read_the_same_row_one_may_move_it(database: Database) -> None:
    async with database.writing() as connection:
        await sheets.ensure_sheets(connection, at=OPENED)
        one, *_ = await sheets.due_sheets(connection, OPENED)
        assert await sheets.reschedule(connection, one, due_at=LATER, taken_until=OPENED)
        assert not await sheets.reschedule(connection, one, due_at=LATER, taken_until=OPENED)
        assert len(await sheets.due_sheets(connection, OPENED)) == len(BulletinKind) - 1


async def test_what_was_off_begins_when_all_are_looked_at_again(database: Database) -> None:
    async with database.writing() as connection:
        await sheets.ensure_sheets(connection, at=OPENED)
        off, *others = await sheets.due_sheets(connection, OPENED)
        for one in (off, *others):
            await sheets.reschedule(connection, one, due_at=None if one is off else LATER)
        assert await next_turn(connection) == LATER
        await sheets.look_again(connection, at=NOW)
        again = {one.kind: one for one in await sheets.due_sheets(connection, NOW)}
    assert again[off.kind].taken_until == NOW
    assert {again[one.kind].taken_until for one in others} == {OPENED}


async def test_the_first_lines_of_each_owner_are_those_that_the_rules_name(database: Database) -> None:
    async with database.writing() as connection:
        people = [await seat(connection, f"Người {number}") for number in range(2)]
    every = [duty for person in people for duty in await some_duties(database, person, count=60)]
    _, end = (this_week(NOW, CALENDAR).first, this_week(NOW, CALENDAR).end)
    window = replace(this_week(NOW, CALENDAR), first=TODAY.today)

    def works(duty: Duty) -> bool:
        return duty.phase is Phase.WORKING

    def overdue(duty: Duty) -> bool:
        return duty.is_overdue(NOW, CALENDAR)

    wanted: list[tuple[Choice, Callable[[Duty], bool]]] = [
        (replace(TODAY, in_work=True, overdue=True), lambda duty: works(duty) and overdue(duty)),
        (
            replace(TODAY, in_work=True, coming=window),
            lambda duty: works(duty) and window.first <= duty.deadline.moment < end and not overdue(duty),
        ),
        (
            replace(TODAY, in_work=True, unacknowledged=True, due_from=end),
            lambda duty: works(duty) and duty.acknowledged_at is None and duty.deadline.moment >= end,
        ),
        (replace(TODAY, waiting=True), lambda duty: duty.phase in WAITING),
    ]
    for choice, fits in wanted:
        async with database.reading() as connection:
            found = await lists.first_of_each(connection, choice, ListOwner.HOLDER, Arrangement.BY_DEADLINE, most=3)
        expected = {}
        for person in people:
            mine = sorted((duty.act_by, duty.id) for duty in every if duty.holder_id == person and fits(duty))
            if mine:
                expected[person] = FirstLines(total=len(mine), first=tuple(mine[:3]))
        assert found == expected != {}
