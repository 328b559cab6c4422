"""The record of sending: what a message can be, who has it in hand, and what joins what (promise 2, design §5)."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select, text
from sqlalchemy.exc import IntegrityError

from domain.ladder.notices import PRIORITY, AnyNotice, Notice
from domain.office.calendar import Calendar
from domain.payloads.office import LinkedNotice
from domain.rules.lengths import Urgency
from storage import due_messages, notices
from storage import messages as sending
from storage.accounts import live_accounts
from storage.database import Connection, Database
from storage.messages import Message
from storage.next_due import next_message
from storage.tables import MessageState, messages
from storage.tables import notices as owed_notices
from tests.storage.samples import HANOI, OPENED, at, seat
from tests.storage.test_plans_of_queries import listening

CALENDAR = Calendar(timezone=HANOI)
LEASE = timedelta(seconds=60)
MINUTE = timedelta(minutes=1)


def notice(recipient_id: int, slot: str, *, by_clock: bool = True, planned_at: datetime = OPENED) -> AnyNotice:
    return Notice(
        recipient_id=recipient_id,
        payload=LinkedNotice(person=1, account=1),
        slot=slot,
        planned_at=planned_at,
        by_clock=by_clock,
        spaced=by_clock,
    )


async def owe(connection: Connection, *owed: AnyNotice, now: datetime = OPENED) -> None:
    await notices.owe(connection, owed, now=now, calendar=CALENDAR)


async def due(connection: Connection, now: datetime = OPENED) -> list[Message]:
    return await due_messages.due_messages(connection, now, 50)


async def claim(connection: Connection, message: Message, now: datetime = OPENED) -> Message | None:
    (account,) = await live_accounts(connection, [message.recipient_id])
    return await sending.claim(connection, message, account_id=account.id, now=now, lease=LEASE)


async def queued(database: Database, *slots: str) -> tuple[int, Message]:
    async with database.writing() as connection:
        person_id = await seat(connection)
        await owe(connection, *(notice(person_id, slot) for slot in slots or ("a",)))
        (message,) = await due(connection)
    return person_id, message


async def state_of(database: Database, message: Message) -> str | None:
    async with database.reading() as connection:
        return await connection.scalar(select(messages.c.state).where(messages.c.id == message.id))


async def notice_states(database: Database) -> dict[str, str]:
    async with database.reading() as connection:
        rows = await connection.execute(select(owed_notices.c.slot, owed_notices.c.state))
        return {row.slot: row.state for row in rows}


# Owing


async def test_the_same_word_is_owed_once(database: Database) -> None:
    async with database.writing() as connection:
        person_id = await seat(connection)
        await owe(connection, notice(person_id, "a"), notice(person_id, "a"))
        await owe(connection, notice(person_id, "a"), notice(person_id, "b"))
    assert await notice_states(database) == {"a": "owed", "b": "owed"}


async def test_words_that_fall_due_together_go_in_one_message(database: Database) -> None:
    _, message = await queued(database, "a", "b", "c")
    async with database.reading() as connection:
        carried = await notices.notices_in(connection, [message.id])
    assert [one.slot for one in carried[message.id]] == ["a", "b", "c"]


async def test_nothing_joins_a_message_that_is_on_its_way(database: Database) -> None:
    person_id, message = await queued(database)
    async with database.writing() as connection:
        assert await claim(connection, message) is not None
        await owe(connection, notice(person_id, "late"))
    async with database.reading() as connection:
        carried = await notices.notices_in(connection, [message.id])
    assert [one.slot for one in carried[message.id]] == ["a"]


async def test_what_is_owed_while_its_message_is_being_claimed_is_not_taken_for_said(
    database: Database, database_address: str
) -> None:
    """Two processes: one claims the waiting message, the other wants to join it. On PostgreSQL neither waits."""
    person_id, _ = await queued(database)
    other = Database(database_address)

    async def join() -> None:
        async with other.writing() as connection:
            await owe(connection, notice(person_id, "late"))

    joining: asyncio.Task[None]
    async with database.writing() as connection:
        (held,) = await due(connection)
        claimed = await claim(connection, held)
        assert claimed is not None
        carried = [one.id for one in (await notices.notices_in(connection, [held.id]))[held.id]]
        joining = asyncio.create_task(join())
        if not database.is_sqlite:
            await joining
    await joining
    async with database.writing() as connection:
        assert await sending.sent(connection, claimed, carried, platform_id="1", now=OPENED)
    await other.close()
    assert await notice_states(database) == {"a": "said", "late": "owed"}


async def test_a_message_is_not_claimed_while_another_process_adds_to_it(
    database: Database, database_address: str
) -> None:
    person_id, _ = await queued(database)
    other = Database(database_address)

    async def take() -> tuple[Message, list[str]] | None:
        async with other.writing() as connection:
            for message in await due(connection):
                claimed = await claim(connection, message)
                assert claimed is not None
                carried = await notices.notices_in(connection, [message.id])
                return claimed, [one.slot for one in carried[message.id]]
        return None

    async with database.writing() as connection:
        await owe(connection, notice(person_id, "late"))
        taking = asyncio.create_task(take())
        if not database.is_sqlite:
            assert await taking is None  # locked: left for the next round
    if not database.is_sqlite:
        taking = asyncio.create_task(take())
    taken = await taking
    await other.close()
    assert taken is not None
    assert taken[1] == ["a", "late"]


@pytest.mark.parametrize(
    ("planned", "now", "goes_out"),
    [
        ("2026-11-30 09:00", "2026-11-30 09:00", "2026-11-30 09:00"),
        ("2026-11-30 00:00", "2026-11-30 00:00", "2026-11-30 07:30"),
        ("2026-11-30 17:30", "2026-11-30 17:30", "2026-12-01 07:30"),
        ("2026-11-30 16:59", "2026-11-30 17:40", "2026-11-30 17:40"),  # planned in office hours, within the hour
        ("2026-12-05 09:00", "2026-12-05 09:00", "2026-12-07 07:30"),  # a Saturday
    ],
)
async def test_a_word_waits_for_the_office_to_open(database: Database, planned: str, now: str, goes_out: str) -> None:
    async with database.writing() as connection:
        person_id = await seat(connection)
        await owe(connection, notice(person_id, "a", planned_at=at(planned)), now=at(now))
        assert await due(connection, at(goes_out) - timedelta(seconds=1)) == []
        assert len(await due(connection, at(goes_out))) == 1


async def test_what_waits_for_the_same_opening_goes_together_whoever_caused_it(database: Database) -> None:
    night = at("2026-11-30 20:00")
    async with database.writing() as connection:
        person_id = await seat(connection)
        await owe(connection, notice(person_id, "clock", planned_at=night), now=night)
        await owe(connection, notice(person_id, "act", by_clock=False, planned_at=night), now=night)
        assert len(await due(connection, at("2026-12-01 07:30"))) == 1


async def test_the_most_urgent_goes_first(database: Database) -> None:
    async with database.writing() as connection:
        for urgency in (Urgency.NORMAL, Urgency.FLASH, Urgency.URGENT):
            person_id = await seat(connection, urgency)
            await connection.execute(
                insert(messages).values(
                    recipient_id=person_id,
                    state="queued",
                    by_clock=False,
                    spaced=False,
                    waits_for_opening=False,
                    priority=PRIORITY[urgency],
                    planned_at=OPENED,
                    not_before=OPENED,
                    promised_at=OPENED,
                    queued_at=OPENED,
                    attempt=0,
                    doubts=0,
                    refusals=0,
                )
            )
        assert [one.priority for one in await due(connection)] == [0, 2, 3]


# Claiming


async def test_of_two_who_claim_one_message_exactly_one_has_it(database: Database, database_address: str) -> None:
    _, message = await queued(database)
    several = [Database(database_address) for _ in range(4)]

    async def take(by: Database) -> Message | None:
        async with by.writing() as connection:
            return await claim(connection, message)

    taken = await asyncio.gather(*(take(by) for by in several))
    for one in several:
        await one.close()
    assert len([one for one in taken if one is not None]) == 1


async def test_two_senders_share_what_is_due_and_send_nothing_twice(database: Database, database_address: str) -> None:
    async with database.writing() as connection:
        for number in range(20):
            await owe(connection, notice(await seat(connection, str(number)), "a"))
    other = Database(database_address)

    async def take_all(by: Database) -> list[int]:
        async with by.writing() as connection:
            taken = [await claim(connection, message) for message in await due(connection)]
        return [one.id for one in taken if one is not None]

    first, second = await asyncio.gather(take_all(database), take_all(other))
    await other.close()
    assert sorted(first + second) == sorted(set(first + second))
    async with database.writing() as connection:
        rest = [one.id for one in await due(connection)]
    assert len(first + second + rest) == 20


async def test_a_claim_is_fenced_by_its_attempt(database: Database) -> None:
    """A sender that comes back after its lease cannot speak for the attempt that followed."""
    _, message = await queued(database)
    async with database.writing() as connection:
        slow = await claim(connection, message)
        carried = [one.id for one in (await notices.notices_in(connection, [message.id]))[message.id]]
    assert slow is not None
    later = OPENED + LEASE
    async with database.writing() as connection:
        (abandoned,) = await due(connection, later)
        second = await claim(connection, abandoned, later)
        assert second is not None
        assert (second.attempt, second.doubts, second.first_attempt_at) == (2, 1, OPENED)
        assert not await sending.sent(connection, slow, carried, platform_id="1", now=later)
        assert not await sending.put_back(connection, slow, not_before=later)
        assert not await sending.doubt(connection, slow, until=later, reason="r")
        assert await sending.sent(connection, second, carried, platform_id="2", now=later)
    assert await state_of(database, message) == MessageState.SENT
    assert await notice_states(database) == {"a": "said"}


async def test_a_message_in_somebodys_hands_is_nobody_elses_until_the_lease_ends(database: Database) -> None:
    _, message = await queued(database)
    async with database.writing() as connection:
        await claim(connection, message)
        assert await due(connection, OPENED + LEASE - timedelta(seconds=1)) == []
        assert await next_message(connection) == OPENED + LEASE
        assert [one.id for one in await due(connection, OPENED + LEASE)] == [message.id]


async def test_what_certainly_did_not_leave_is_no_first_attempt(database: Database) -> None:
    _, message = await queued(database)
    async with database.writing() as connection:
        claimed = await claim(connection, message)
        assert claimed is not None
        assert await sending.put_back(connection, claimed, not_before=at("2026-11-30 09:05"), reason="dns")
        (again,) = await due(connection, at("2026-11-30 09:05"))
    assert (again.first_attempt_at, again.attempted_at, again.doubts) == (None, None, 0)


async def test_after_a_doubt_the_first_attempt_stays_known(database: Database) -> None:
    _, message = await queued(database)
    async with database.writing() as connection:
        claimed = await claim(connection, message)
        assert claimed is not None
        assert await sending.doubt(connection, claimed, until=OPENED + LEASE, reason="read timeout")
        (doubtful,) = await due(connection, OPENED + LEASE)
        repeat = await claim(connection, doubtful, OPENED + LEASE)
        assert repeat is not None
        assert await sending.put_back(connection, repeat, not_before=OPENED + 2 * LEASE)
        (again,) = await due(connection, OPENED + 2 * LEASE)
    assert (again.first_attempt_at, again.doubts) == (OPENED, 1)


# Impossible states


IMPOSSIBLE: Sequence[str] = (
    "state = 'sending'",  # without lease
    "state = 'uncertain', attempt = 1",
    "lease_until = not_before",  # queued with a lease
    "state = 'sending', lease_until = not_before",  # never attempted
    "state = 'sent', attempt = 1",  # without proof
    "state = 'sent', attempt = 1, sent_at = not_before",
    "state = 'sent', attempt = 1, platform_id = '9'",
    "sent_at = not_before, platform_id = '9'",  # queued with proof
    "state = 'sent', sent_at = not_before, platform_id = '9'",  # sent without attempt
    "state = 'failed'",  # without reason
    "state = 'superseded'",
    "state = 'suppressed'",
    "state = 'flying'",
    "state = NULL",
    "recipient_id = 999",
)


async def refuses(database: Database, statement: str) -> bool:
    """Whether the database itself refuses it."""
    try:
        async with database.writing() as connection:
            await connection.execute(text(statement))
            await connection.rollback()
    except IntegrityError:
        return True
    return False


async def test_an_impossible_message_cannot_be_stored(database: Database) -> None:
    await queued(database)
    stored = [change for change in IMPOSSIBLE if not await refuses(database, f"UPDATE messages SET {change}")]
    assert stored == []


IMPOSSIBLE_NOTICES: Sequence[str] = (
    "state = 'superseded'",  # without reason
    "state = 'suppressed'",
    "message_id = NULL",  # owed, and nothing carries it
    "state = 'lost'",
)


async def test_an_impossible_notice_cannot_be_stored(database: Database) -> None:
    await queued(database)
    stored = [change for change in IMPOSSIBLE_NOTICES if not await refuses(database, f"UPDATE notices SET {change}")]
    assert stored == []


async def test_what_is_possible_can_be_stored(database: Database) -> None:
    await queued(database)
    assert not await refuses(database, "UPDATE messages SET state = 'failed', reason = 'r'")
    assert not await refuses(database, "UPDATE notices SET state = 'suppressed', reason = 'r'")


async def test_the_record_of_sending_does_not_go_with_a_person(database: Database) -> None:
    await queued(database)
    async with database.writing() as connection:
        await connection.execute(text("DELETE FROM memberships"))
        await connection.execute(text("DELETE FROM accounts"))
    with pytest.raises(IntegrityError):
        async with database.writing() as connection:
            await connection.execute(text("DELETE FROM people"))
    assert await notice_states(database) == {"a": "owed"}


# What joins what, and who goes first


async def messages_of(connection: Connection, person_id: int) -> list[tuple[int, datetime]]:
    """Priority and moment of each message waiting for the person."""
    rows = await connection.execute(
        select(messages.c.priority, messages.c.not_before)
        .where(messages.c.recipient_id == person_id)
        .order_by(messages.c.id)
    )
    return [(row.priority, row.not_before) for row in rows]


def pressing(recipient_id: int, slot: str, urgency: Urgency, *, planned_at: datetime = OPENED) -> AnyNotice:
    waits = urgency is not Urgency.FLASH
    return replace(
        notice(recipient_id, slot, planned_at=planned_at), urgency=urgency, waits_for_opening=waits, spaced=waits
    )


async def test_the_message_that_an_urgent_word_joins_is_as_urgent_as_it(database: Database) -> None:
    async with database.writing() as connection:
        person_id = await seat(connection)
        await owe(connection, notice(person_id, "plain"))
        await owe(connection, pressing(person_id, "urgent", Urgency.VERY_URGENT))
        assert await messages_of(connection, person_id) == [(1, OPENED)]


async def test_an_urgent_word_does_not_wait_behind_one_that_the_network_holds_up(database: Database) -> None:
    person_id, message = await queued(database)
    later = OPENED + timedelta(minutes=5)
    async with database.writing() as connection:
        claimed = await claim(connection, message)
        assert claimed is not None
        assert await sending.put_back(connection, claimed, not_before=later, reason="dns")
        await owe(connection, notice(person_id, "like it"))
        await owe(connection, pressing(person_id, "urgent", Urgency.VERY_URGENT))
        assert await messages_of(connection, person_id) == [(3, later), (1, OPENED)]


async def test_nothing_joins_what_somebody_may_have_read(database: Database) -> None:
    person_id, message = await queued(database)
    async with database.writing() as connection:
        claimed = await claim(connection, message)
        assert claimed is not None
        assert await sending.put_back(connection, claimed, not_before=OPENED, reason="502", may_have_arrived=True)
        await owe(connection, notice(person_id, "new"))
        assert len(await messages_of(connection, person_id)) == 2


async def test_a_word_planned_after_closing_does_not_go_out_with_one_planned_before(database: Database) -> None:
    """Of the two only the first may still go out within the hour after closing."""
    closing, after = at("2026-11-30 16:50"), at("2026-11-30 17:20")
    async with database.writing() as connection:
        person_id = await seat(connection)
        await owe(connection, notice(person_id, "in hours", planned_at=closing), now=after)
        await owe(connection, notice(person_id, "after", planned_at=after), now=after)
        assert await messages_of(connection, person_id) == [(3, after), (3, at("2026-12-01 07:30"))]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    words=st.lists(
        st.tuples(st.sampled_from(Urgency), st.integers(0, 40), st.integers(0, 40), st.booleans()),
        min_size=1,
        max_size=8,
    )
)
async def test_joining_delays_nothing_hurries_nothing_and_makes_nothing_less_urgent(
    database: Database, words: list[tuple[Urgency, int, int, bool]]
) -> None:
    """Whatever falls due in whichever order: each goes out when it would have gone out alone."""
    async with database.writing() as connection:
        person_id = await seat(connection)
        now = OPENED
        for number, (urgency, hours, lag, by_clock) in enumerate(sorted(words, key=lambda word: word[1])):
            planned = OPENED + timedelta(hours=hours)
            now = max(now, planned + timedelta(minutes=lag))
            one = replace(pressing(person_id, str(number), urgency, planned_at=planned), by_clock=by_clock)
            await owe(connection, one, now=now)
            carried = select(owed_notices.c.message_id).where(owed_notices.c.slot == str(number))
            row = (await connection.execute(select(messages).where(messages.c.id.in_(carried)))).one()
            alone = CALENDAR.goes_out_at(planned, now) if one.waits_for_opening else now
            assert max(row.not_before, now) == alone
            assert row.priority <= PRIORITY[urgency]
            if one.waits_for_opening and not CALENDAR.may_go_out(planned, now):
                assert not CALENDAR.may_go_out(row.planned_at, now)
        await connection.rollback()


async def test_who_has_waited_longest_is_not_left_behind_by_the_urgent(database: Database) -> None:
    async with database.writing() as connection:
        patient = await seat(connection)
        await owe(connection, notice(patient, "plain"))
        for number in range(60):
            await owe(connection, pressing(await seat(connection), str(number), Urgency.FLASH), now=OPENED + MINUTE)
        found = await due_messages.due_messages(connection, OPENED + MINUTE, 50)
    assert [message.recipient_id for message in found][-1] == patient
    assert [message.priority for message in found[:-1]] == [0] * (len(found) - 1)


async def test_of_equals_goes_first_who_was_least_recently_written_to(database: Database) -> None:
    async with database.writing() as connection:
        people = [await seat(connection) for _ in range(3)]
        for minutes, person_id in enumerate(people):
            await owe(connection, notice(person_id, "before", by_clock=False))
            (message,) = [one for one in await due(connection) if one.recipient_id == person_id]
            claimed = await claim(connection, message, OPENED - timedelta(minutes=minutes))
            assert claimed is not None
            assert await sending.sent(connection, claimed, [1 + minutes], platform_id="1", now=OPENED)
        for person_id in people:
            await owe(connection, notice(person_id, "now", by_clock=False))
        assert [message.recipient_id for message in await due(connection)] == people[::-1]


async def test_many_are_stored_together_each_notice_in_its_own_message(database: Database) -> None:
    async with database.writing() as connection:
        people = [await seat(connection) for _ in range(40)]
        with listening(connection) as asked:
            await owe(connection, *(notice(person_id, "many") for person_id in people))
        assert len(asked) == 5, "\n".join(statement for statement, _ in asked)
        joined = select(messages.c.recipient_id.label("of_message"), owed_notices.c.recipient_id.label("of_notice"))
        rows = (await connection.execute(joined.join(owed_notices, owed_notices.c.message_id == messages.c.id))).all()
    assert sorted(row.of_notice for row in rows) == sorted(people)
    assert all(row.of_message == row.of_notice for row in rows)
