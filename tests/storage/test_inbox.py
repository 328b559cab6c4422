"""What people wrote: stored once, handled once, never lost (promise 1); and leases, of which one owner has each."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.exc import IntegrityError

from domain.intake import MOST_ATTEMPTS, Hindrance
from storage import inbox, marks
from storage.database import Database
from storage.inbox import Incoming
from storage.leases import leave_lease, take_lease
from storage.tables import inbox as table
from tests.storage.samples import OPENED, at


def said(number: int, *, channel: str = "telegram", said_at: str = "2026-11-30 09:00") -> Incoming:
    return Incoming(
        channel=channel,
        update_id=str(number),
        chat_id="7",
        received_at=OPENED,
        said_at=at(said_at),
        raw=f'{{"text": "{number}"}}',
    )


async def stored(database: Database, *incoming: Incoming) -> None:
    async with database.writing() as connection:
        await inbox.store(connection, incoming)


async def waiting(database: Database) -> list[Incoming]:
    async with database.reading() as connection:
        return await inbox.waiting(connection, 100)


async def test_the_same_update_twice_is_stored_once(database: Database) -> None:
    await stored(database, said(1), said(2))
    await stored(database, said(2), said(3), said(3))
    assert [one.update_id for one in await waiting(database)] == ["1", "2", "3"]


async def test_the_same_number_on_another_channel_is_another_update(database: Database) -> None:
    await stored(database, said(1), said(1, channel="zalo"))
    assert [one.channel for one in await waiting(database)] == ["telegram", "zalo"]


async def test_two_readers_of_the_same_update_store_it_once(database: Database, database_address: str) -> None:
    other = Database(database_address)
    await asyncio.gather(*(stored(by, said(1), said(2)) for by in (database, other, database, other)))
    await other.close()
    assert len(await waiting(database)) == 2


async def test_what_is_handled_does_not_come_back_and_its_text_is_blanked(database: Database) -> None:
    await stored(database, said(1), said(2))
    first, _ = await waiting(database)
    async with database.writing() as connection:
        assert await inbox.mark_handled(connection, first.id, at=OPENED)
        assert not await inbox.mark_handled(connection, first.id, at=OPENED)
    await stored(database, said(1))  # delivered again after it was handled
    assert [one.update_id for one in await waiting(database)] == ["2"]
    async with database.reading() as connection:
        assert await connection.scalar(select(table.c.raw).where(table.c.id == first.id)) is None


async def test_carried_out_but_not_answered_is_found_after_a_start(database: Database) -> None:
    await stored(database, said(1), said(2), said(3))
    first, second, _ = await waiting(database)
    async with database.writing() as connection:
        await inbox.mark_handled(connection, first.id, at=OPENED)
        await inbox.mark_handled(connection, second.id, at=OPENED)
        await marks.mark_answered(connection, {second.id: OPENED})
    async with database.reading() as connection:
        assert [one.update_id for one in await inbox.carried_out_unanswered(connection, "telegram", 9)] == ["1"]


async def counted(database: Database, one: Incoming) -> bool:
    async with database.writing() as connection:
        return await inbox.count_attempt(connection, one.id)


async def test_attempts_are_counted_before_they_are_made_and_are_at_most_three(database: Database) -> None:
    await stored(database, said(1), said(2))
    first, _ = await waiting(database)
    assert first.attempts == 1, "counted where it is stored"
    assert [await counted(database, first) for _ in range(MOST_ATTEMPTS)] == [True, True, False]
    assert [one.attempts for one in await waiting(database)] == [MOST_ATTEMPTS, 1]


async def test_an_attempt_that_was_none_is_taken_back(database: Database) -> None:
    await stored(database, said(1))
    (first,) = await waiting(database)
    for _ in range(2 * MOST_ATTEMPTS):
        async with database.writing() as connection:
            await inbox.take_back_attempt(connection, first.id)
        assert await counted(database, first)
    async with database.writing() as connection:
        await inbox.take_back_attempt(connection, first.id)
        await inbox.take_back_attempt(connection, first.id)
    assert [one.attempts for one in await waiting(database)] == [0]


@pytest.mark.parametrize("why", Hindrance)
async def test_what_is_set_aside_waits_no_more_is_counted_and_keeps_its_text(
    database: Database, why: Hindrance
) -> None:
    await stored(database, said(1), said(2))
    first, _ = await waiting(database)
    async with database.writing() as connection:
        assert await inbox.set_aside(connection, first.id, why, at=OPENED)
        assert not await inbox.set_aside(connection, first.id, why, at=OPENED)
        assert not await inbox.count_attempt(connection, first.id)
    assert [one.update_id for one in await waiting(database)] == ["2"]
    async with database.reading() as connection:
        assert await inbox.count_set_aside(connection) == {one: int(one is why) for one in Hindrance}
        (unanswered,) = await inbox.carried_out_unanswered(connection, "telegram", 9)
    assert (unanswered.raw, unanswered.set_aside) == (first.raw, why)


async def test_the_oldest_unread_word_is_the_one_said_first(database: Database) -> None:
    async with database.reading() as connection:
        assert await inbox.oldest_waiting(connection) == {}
    await stored(database, said(1, said_at="2026-11-30 10:00"), said(2, said_at="2026-11-30 09:30"))
    async with database.reading() as connection:
        assert await inbox.oldest_waiting(connection) == {"telegram": at("2026-11-30 09:30")}


async def test_what_waits_cannot_be_without_its_text(database: Database) -> None:
    with pytest.raises(IntegrityError):
        async with database.writing() as connection:
            await connection.execute(
                insert(table).values(
                    channel="c",
                    update_id="1",
                    chat_id="1",
                    received_at=OPENED,
                    said_at=OPENED,
                    secret=False,
                    state="stored",
                )
            )


# Leases


MINUTE = timedelta(minutes=1)


async def take(database: Database, owner: str, *, after: int = 0) -> bool:
    async with database.writing() as connection:
        return await take_lease(connection, "polling", owner, now=OPENED + after * MINUTE, length=2 * MINUTE)


async def test_who_holds_a_lease_renews_it_and_others_wait_for_its_end(database: Database) -> None:
    assert await take(database, "one")
    assert not await take(database, "other", after=1)
    assert await take(database, "one", after=1)
    assert not await take(database, "other", after=2)
    assert await take(database, "other", after=3)
    assert not await take(database, "one", after=4)


async def test_a_lease_given_up_is_free_at_once(database: Database) -> None:
    assert await take(database, "one")
    async with database.writing() as connection:
        await leave_lease(connection, "polling", "other", now=OPENED)
    assert not await take(database, "other")
    async with database.writing() as connection:
        await leave_lease(connection, "polling", "one", now=OPENED)
    assert await take(database, "other")


async def test_of_many_who_ask_for_a_new_lease_one_gets_it(database: Database, database_address: str) -> None:
    several = [Database(database_address) for _ in range(6)]
    for one in several:  # connected beforehand, so that they meet
        async with one.reading() as connection:
            await connection.execute(text("SELECT 1"))
    taken = await asyncio.gather(*(take(one, str(number)) for number, one in enumerate(several)))
    for one in several:
        await one.close()
    assert sorted(taken) == [False] * 5 + [True]
