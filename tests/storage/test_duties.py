"""Duties and their holding intervals: one holder at a time, and nobody overwrites what they have not read."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from domain.duties.cases import CaseKind, CaseState
from domain.duties.duties import Duty, Outcome
from storage import cases, duties, evidence, next_due
from storage.database import Database
from storage.duties import DutyMoved
from tests.storage.samples import DUE, OPENED, a_duty, at, seat


async def stored(database: Database, **columns: object) -> Duty:
    async with database.writing() as connection:
        return await a_duty(connection, **columns)


async def read(database: Database, duty_id: int) -> Duty:
    async with database.reading() as connection:
        found = await duties.duty_by_id(connection, duty_id)
    assert found is not None
    return found


async def test_a_duty_comes_back_as_it_was_stored(database: Database) -> None:
    written = await stored(
        database,
        acknowledged_at=at("2026-11-30 10:00"),
        progress_at=at("2026-12-01 10:00"),
        extensions=2,
        reason="vì sao",
    )
    assert await read(database, written.id) == written


async def test_who_saves_what_another_has_changed_meanwhile_is_told_so(database: Database) -> None:
    duty = await stored(database)
    async with database.writing() as connection:
        await duties.save_duty(connection, duty, duty.acknowledge(at=at("2026-11-30 10:00")), at=at("2026-11-30 12:00"))
    with pytest.raises(DutyMoved):
        async with database.writing() as connection:
            await duties.save_duty(connection, duty, duty.report(at=at("2026-11-30 11:00")), at=at("2026-11-30 12:00"))
    assert (await read(database, duty.id)).progress_at is None


async def test_of_two_who_save_at_once_one_wins_and_the_other_is_told(
    database: Database, database_address: str
) -> None:
    duty = await stored(database)
    other = Database(database_address)

    async def save(by: Database, minute: int) -> None:
        async with by.writing() as connection:
            changed = duty.acknowledge(at=OPENED + timedelta(minutes=minute))
            await duties.save_duty(connection, duty, changed, at=at("2026-11-30 12:00"))

    outcomes = await asyncio.gather(save(database, 1), save(other, 2), return_exceptions=True)
    await other.close()
    assert sorted(type(outcome) for outcome in outcomes if outcome) == [DutyMoved]
    assert (await read(database, duty.id)).version == 1


async def test_a_step_taken_on_a_duty_that_moved_is_refused(database: Database) -> None:
    duty = await stored(database)
    async with database.writing() as connection:
        await duties.save_duty(connection, duty, duty.acknowledge(at=at("2026-11-30 10:00")), at=at("2026-11-30 12:00"))
    with pytest.raises(DutyMoved):
        async with database.writing() as connection:
            await duties.advance(connection, [(duty, at("2026-12-01 09:00"), at("2026-12-02 09:00"))])
    assert (await read(database, duty.id)).stepped_until == OPENED


async def test_every_change_of_holder_closes_one_interval_and_opens_the_next(database: Database) -> None:
    duty = await stored(database)
    async with database.writing() as connection:
        binh = await seat(connection, "Phạm Văn Bình")
        handed = replace(duty.hand_to(binh, at=at("2026-12-01 08:00"), act_by=DUE.moment), version=1)
        await duties.save_duty(connection, duty, handed, at=at("2026-11-30 12:00"))
        ended = handed.close(Outcome.ACCEPTED, at=at("2026-12-02 08:00"))
        await duties.save_duty(connection, handed, ended, at=at("2026-11-30 12:00"))
    async with database.reading() as connection:
        held = await duties.holdings_of(connection, [duty.id])
        assert await duties.past_holders(connection, [duty.id]) == {duty.id: {duty.holder_id, binh}}
    assert [(one.person_id, one.since, one.until) for one in held] == [
        (duty.holder_id, OPENED, at("2026-12-01 08:00")),
        (binh, at("2026-12-01 08:00"), at("2026-12-02 08:00")),
    ]


IMPOSSIBLE = [
    "UPDATE duties SET phase = 'closed'",
    "UPDATE duties SET closed_at = opened_at",
    "UPDATE duties SET outcome = 'accepted'",
    "UPDATE duties SET next_step_at = NULL",
    "UPDATE duties SET kind = 'decision'",
    "UPDATE duties SET about_id = id",
    "UPDATE duties SET wanted_at = due_at",
    "UPDATE duties SET phase = 'resting'",
    "UPDATE duties SET kind = 'favour'",
    "UPDATE holdings SET until = '2020-01-01T00:00:00.000000Z'",
    "INSERT INTO holdings (duty_id, turn, person_id, since) SELECT duty_id, 9, person_id, since FROM holdings",
    "UPDATE cases SET state = 'closed'",
    "UPDATE cases SET urgency = 'whenever'",
    "DELETE FROM cases",
    "DELETE FROM people",
]


async def test_what_must_never_be_cannot_be_stored(database: Database) -> None:
    await stored(database)
    accepted = []
    for change in IMPOSSIBLE:
        try:
            async with database.writing() as connection:
                await connection.execute(text(change))
                await connection.rollback()
        except IntegrityError:
            continue
        accepted.append(change)
    assert accepted == []


async def test_a_case_has_one_lead(database: Database) -> None:
    duty = await stored(database)
    with pytest.raises(IntegrityError):
        async with database.writing() as connection:
            await duties.add_duty(connection, replace(duty, id=0))


async def test_what_is_due_comes_in_its_order_and_nothing_before_its_moment(database: Database) -> None:
    planned = [at("2026-12-03 09:00"), at("2026-12-01 09:00"), at("2026-12-02 09:00")]
    ids = [(await stored(database, next_step_at=moment)).id for moment in planned]
    async with database.writing() as connection:
        assert [duty.id for duty in await duties.due_before(connection, at("2026-12-02 09:00"), 9)] == [ids[1], ids[2]]
        assert [duty.id for duty in await duties.due_before(connection, at("2026-12-09 09:00"), 1)] == [ids[1]]
        assert await duties.due_before(connection, at("2026-12-01 08:59"), 9) == []
        assert await next_due.next_turn(connection) == planned[1]


async def test_first_numbers_taken_at_once_are_one_and_two(database: Database, database_address: str) -> None:
    other = Database(database_address)

    async def number(by: Database) -> int:
        async with by.writing() as connection:
            return await cases.take_numbers(connection, CaseKind.OPINION)

    taken = await asyncio.gather(*(number(by) for by in (database, other) * 3))
    await other.close()
    assert sorted(taken) == [1, 2, 3, 4, 5, 6]


async def test_one_file_handed_in_by_two_at_once_is_kept_once(database: Database, database_address: str) -> None:
    other = Database(database_address)

    async def keep(by: Database) -> str:
        async with by.writing() as connection:
            return await evidence.keep_file(connection, b"scan", at=OPENED)

    assert len(set(await asyncio.gather(*(keep(by) for by in (database, other) * 3)))) == 1
    await other.close()


async def test_a_case_closes_behind_the_last_of_its_duties_whichever_was_recorded_last(database: Database) -> None:
    """After downtime a silence of yesterday is recorded behind an answer of this morning: the case ended with that."""
    duty = await stored(database)
    async with database.writing() as connection:
        ended = duty.close(Outcome.ACCEPTED, at=at("2026-12-01 08:30"))
        await duties.save_duty(connection, duty, ended, at=at("2026-12-01 10:00"))
        closed_at = await cases.close_case(connection, duty.case_id, CaseState.CLOSED, at=at("2026-11-30 16:30"))
        found = await cases.cases_of(connection, [duty.case_id])
    assert closed_at == found[duty.case_id].closed_at == at("2026-12-01 08:30")
