"""The lists that the database picks are those that the rules name; their cost follows the page, not what is stored."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import insert, select, text

from domain.duties.cases import Deadline
from domain.duties.duties import Duty, DutyKind, Outcome, Phase
from domain.duties.lists import AGES, Arrangement, Choice, due_before, start_of, this_day, this_week
from domain.office.calendar import Calendar
from storage import cases, duties, lists
from storage.database import Connection, Database
from storage.tables import cases as cases_table
from storage.tables import duties as duties_table
from storage.tables import holdings, units
from storage.tables import people as people_table
from tests.storage.samples import HANOI, OPENED, a_case, a_duty, at, seat
from tests.storage.test_plans_of_queries import explained, listening, read_whole

CALENDAR = Calendar(timezone=HANOI)
NOW = at("2026-12-09 10:30")  # a Wednesday
NOWHERE = Choice(now=NOW, today=start_of(NOW.date(), CALENDAR))


async def some_duties(database: Database, person_id: int, count: int = 120) -> list[Duty]:
    """Duties of every phase around now, some without a named hour, some with a moment of the holder's own."""
    chance = random.Random(9)
    made = []
    async with database.writing() as connection:
        for _ in range(count):
            hour, day = chance.choice([8, 10, 17]), chance.randrange(-70, 12)
            due = Deadline(
                moment=NOW.replace(hour=hour, minute=30) + timedelta(days=day), names_hour=chance.random() < 0.5
            )
            if not due.names_hour:
                due = replace(due, moment=due.moment.replace(hour=17, minute=0))
            own = NOW.replace(hour=chance.choice([8, 10, 17])) + timedelta(days=chance.randrange(-2, 3))
            phase = chance.choice([Phase.WORKING, Phase.WORKING, Phase.SUBMITTED, Phase.PAUSED, Phase.CLOSED])
            stopped_at = min(NOW, due.moment + timedelta(hours=chance.choice([-3, 0, 3, 7, 8])))
            closed = {"closed_at": NOW, "outcome": Outcome.ACCEPTED, "next_step_at": None}
            made.append(
                await a_duty(
                    connection,
                    holder_id=person_id,
                    deadline=due,
                    act_by=own if chance.random() < 0.4 else due.moment,
                    phase=phase,
                    kind=chance.choice((DutyKind.LEAD, DutyKind.COORDINATING, DutyKind.READING, DutyKind.OPINION)),
                    held_since=stopped_at,
                    paused_at=stopped_at - timedelta(hours=2) if phase is Phase.PAUSED else None,  # under another head
                    submitted_at=min(NOW, due.moment + timedelta(hours=chance.choice([-3, 0, 3, 7, 8]))),
                    **(closed if phase is Phase.CLOSED else {}),
                )
            )
    return made


async def read(database: Database, choice: Choice, arrangement: Arrangement = Arrangement.BY_DEADLINE) -> list[int]:
    async with database.reading() as connection:
        found = await lists.page(connection, choice, arrangement, limit=1000)
        assert await lists.count(connection, choice, most=1000) == len(found)
        assert await lists.count(connection, choice, most=3) == min(3, len(found))
    return [duty.id for duty in found]


async def test_what_is_late_today_this_week_and_overdue_is_what_the_rules_say(database: Database) -> None:
    async with database.writing() as connection:
        person = await seat(connection, "Người giữ")
    every = await some_duties(database, person)
    mine = replace(NOWHERE, holder_id=person)
    today, week = this_day(NOW, CALENDAR), this_week(NOW, CALENDAR)

    def ids(wanted: Callable[[Duty], bool]) -> set[int]:
        return {duty.id for duty in every if duty.is_open and wanted(duty)}

    def overdue(duty: Duty) -> bool:
        return duty.is_overdue(NOW, CALENDAR)

    def late(duty: Duty) -> bool:
        return overdue(duty) and duty.phase is not Phase.SUBMITTED

    assert set(await read(database, mine)) == ids(lambda _: True)
    assert set(await read(database, replace(mine, overdue=True, owed=True))) == ids(late) != set()
    for window in (today, week):
        within = ids(lambda duty, window=window: window.first <= duty.act_by < window.end)  # type: ignore[misc]
        assert set(await read(database, replace(mine, act_by=window))) == within != set()
    async with database.reading() as connection:
        counts = await lists.open_counts(connection, mine)
    assert counts == {person: (len(ids(lambda _: True)), len(ids(late)))}
    backlog = replace(NOWHERE, overdue=True)
    assert set(await read(database, backlog)) == ids(overdue) != set()
    for age in AGES:
        before = due_before(age, now=NOW, calendar=CALENDAR)
        older = replace(backlog, due_before=before)
        assert set(await read(database, older)) == ids(
            lambda duty, before=before: overdue(duty) and duty.deadline.moment < before  # type: ignore[misc]
        )
    by_id = {duty.id: duty for duty in every}
    shown = [by_id[key].deadline.moment for key in await read(database, backlog, Arrangement.OLDEST)]
    assert shown == sorted(shown)


async def test_titles_are_found_by_all_their_words_and_wildcards_are_letters(database: Database) -> None:
    async with database.writing() as connection:
        duty = await a_duty(connection)
        case = (await cases.cases_of(connection, [duty.case_id]))[duty.case_id]
        await cases.save_case(connection, replace(case, title="Giải ngân  100% VỐN đầu_tư công"))
    for words in (("giai", "von"), ("100%",), ("dau_tu",), ("cong", "ngan")):
        assert await read(database, replace(NOWHERE, words=words)) == [duty.id]
    for words in (("giai", "khong"), ("vo_",), ("%%",), ("1%0",)):
        assert await read(database, replace(NOWHERE, words=words)) == []


async def test_who_gave_a_duty_follows_its_case(database: Database) -> None:
    async with database.writing() as connection:
        duty = await a_duty(connection)
        other = await seat(connection, "Người khác")
        case = (await cases.cases_of(connection, [duty.case_id]))[duty.case_id]
    assert await read(database, replace(NOWHERE, assigner_id=case.assigner_id)) == [duty.id]
    async with database.writing() as connection:
        await cases.save_case(connection, replace(case, assigner_id=other))
    assert await read(database, replace(NOWHERE, assigner_id=case.assigner_id)) == []
    assert await read(database, replace(NOWHERE, assigner_id=other)) == [duty.id]
    assert await read(database, replace(NOWHERE, registrar_id=case.registrar_id)) == [duty.id]


async def test_who_handed_in_waits_until_it_is_given_back(database: Database) -> None:
    async with database.writing() as connection:
        duty = await a_duty(connection)
        judge = await seat(connection, "Người nghiệm thu")
        handed = duty.submit(to_id=judge, at=NOW, act_by=NOW + timedelta(days=2))
        await duties.save_duty(connection, duty, handed, at=at("2026-11-30 12:00"))
    waits = replace(NOWHERE, awaited_by_id=duty.holder_id)
    assert await read(database, waits, Arrangement.LONGEST_HELD) == [duty.id]
    assert await read(database, replace(NOWHERE, awaited_by_id=judge)) == []
    async with database.writing() as connection:
        back = replace(handed, version=1).give_back(to_id=duty.holder_id, at=NOW, calendar=CALENDAR)
        await duties.save_duty(connection, replace(handed, version=1), back, at=at("2026-11-30 12:00"))
    assert await read(database, waits) == []


# Plans

OPEN, CLOSED, PEOPLE = 3000, 6000, 60
KIND = DutyKind.COORDINATING


async def fill(connection: Connection) -> None:
    """An office of years: thousands of open duties of many people and many more that are over."""
    person = await seat(connection)
    await connection.execute(
        insert(people_table), [{"name": f"Người {number}", "folded": f"nguoi {number}"} for number in range(PEOPLE)]
    )
    await connection.execute(
        insert(units), [{"name": f"Phòng {number}", "spelled": f"phòng {number}"} for number in range(PEOPLE)]
    )
    everybody = list(await connection.scalars(select(people_table.c.id).where(people_table.c.id != person)))
    of_units = list(await connection.scalars(select(units.c.id)))
    case = await a_case(connection, person)
    await a_duty(connection)
    row = dict((await connection.execute(select(duties_table))).first()._mapping)  # type: ignore[union-attr]
    del row["id"]
    rows: list[dict[str, Any]] = []
    for number in range(OPEN + CLOSED):
        who = everybody[number % PEOPLE]
        moment = OPENED + timedelta(hours=number)
        one = {**row, "case_id": case.id, "kind": KIND, "holder_id": who, "unit_id": of_units[number % PEOPLE]}
        one |= {"assigner_id": everybody[number % 7], "registrar_id": everybody[number % 5], "asked_by_id": None}
        one |= {"due_at": moment, "act_by": moment, "held_since": moment}
        if number >= OPEN:
            one |= {"phase": "closed", "outcome": "ended", "closed_at": OPENED, "next_step_at": None}
        elif number % 20 == 0:
            one |= {"asked_by_id": everybody[(number // 20) % PEOPLE]}
        rows.append(one)
    await connection.execute(insert(duties_table), rows)


@pytest.fixture
async def filled(database: Database) -> Database:
    async with database.writing() as connection:
        await fill(connection)
    async with database.writing() as connection:
        await connection.execute(text("ANALYZE"))
    return database


LATER = OPENED + timedelta(hours=200)
AT = Choice(now=LATER, today=LATER - timedelta(hours=9))
PERSON, UNIT = 30, 30
LISTS: dict[str, tuple[Choice, Arrangement]] = {
    "what lies with me": (replace(AT, holder_id=PERSON), Arrangement.BY_DEADLINE),
    "what is late": (replace(AT, holder_id=PERSON, overdue=True, owed=True), Arrangement.BY_DEADLINE),
    "this week": (replace(AT, holder_id=PERSON, act_by=this_week(LATER, CALENDAR)), Arrangement.BY_DEADLINE),
    "searched": (replace(AT, holder_id=PERSON, words=("bao", "cao")), Arrangement.BY_DEADLINE),
    "what I wait for": (replace(AT, awaited_by_id=PERSON), Arrangement.LONGEST_HELD),
    "handed out": (replace(AT, assigner_id=3), Arrangement.BY_DEADLINE),
    "handed out, late": (replace(AT, assigner_id=3, overdue=True), Arrangement.BY_DEADLINE),
    "handed out, waits for me": (replace(AT, assigner_id=3, holder_id=3), Arrangement.BY_DEADLINE),
    "handed out, longest": (replace(AT, assigner_id=3), Arrangement.LONGEST_HELD),
    "entered": (replace(AT, registrar_id=3), Arrangement.BY_DEADLINE),
    "entered, longest": (replace(AT, registrar_id=3), Arrangement.LONGEST_HELD),
    "everybody's": (AT, Arrangement.BY_DEADLINE),
    "everybody's, late": (replace(AT, overdue=True), Arrangement.BY_DEADLINE),
    "everybody's, longest": (AT, Arrangement.LONGEST_HELD),
    "of a unit": (replace(AT, unit_ids=frozenset({UNIT})), Arrangement.BY_DEADLINE),
    "of a unit, longest": (replace(AT, unit_ids=frozenset({UNIT})), Arrangement.LONGEST_HELD),
    "the backlog": (replace(AT, overdue=True), Arrangement.OLDEST),
    "the old backlog": (replace(AT, overdue=True, due_before=OPENED + timedelta(hours=90)), Arrangement.OLDEST),
}


async def test_every_list_and_its_count_are_answered_by_an_index_of_open_duties(filled: Database) -> None:
    wrong = {}
    async with filled.reading() as connection:
        for name, (choice, arrangement) in LISTS.items():
            with listening(connection) as asked:
                assert await lists.page(connection, choice, arrangement, limit=10) or name in EMPTY
                await lists.count(connection, choice, most=1001)
            for statement, given in asked:
                plan = await explained(connection, statement, given)
                found = plan.replace("ix_duties_open", "ix_duties_pressing") if name in UNCHOSEN else plan
                if not uses_index_of_open_duties(found, connection.dialect.name):
                    wrong[f"{name}: {statement}"] = plan
    assert not wrong, "\n\n".join(f"{what}\n{plan}" for what, plan in wrong.items())


EMPTY = {"searched", "handed out, waits for me"}
INDEXES = ("held", "asked", "given", "registered", "of_unit", "pressing", "backlog", "longest", "next_step")
UNCHOSEN = {"everybody's", "everybody's, longest"}  # every open duty will do: any index of them answers


def uses_index_of_open_duties(plan: str, dialect: str) -> bool:
    """Of some of them, that is: no list and no count reads the table row by row."""
    return not read_whole(plan, dialect) and any(f"ix_duties_{name}" in plan for name in INDEXES)


async def test_the_rows_are_there(filled: Database) -> None:
    async with filled.reading() as connection:
        assert await connection.scalar(select(cases_table.c.folded).limit(1)) == "bao cao"
        assert (await lists.count(connection, AT, most=10**6)) >= OPEN
        assert (await connection.execute(select(holdings).limit(1))).first() is not None
