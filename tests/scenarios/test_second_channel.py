"""Whatever messenger reaches somebody, words by it are heard and answered, and what is owed comes to its end."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import update

from bot.health import health_of
from handlers.delivery.outcomes import (
    BadToken,
    Declined,
    Moved,
    NotSent,
    SendOutcome,
    Sent,
    ServerTrouble,
    TooMany,
    Uncertain,
    Unreachable,
)
from storage.tables import accounts
from tests.scenarios.cast import MONDAY, World, giaoviec
from tests.scenarios.second_channel import Pigeon, comes, takes_up

AN = "a9f0c3b2d4e5f6a7b8c9"  # numbers need not be numbers
REPEATED = "(Gửi lại) Tin này đã gửi lần đầu lúc Thứ Hai 30/11/2026 08:00"
TOLD = "Đồng chí được giao chủ trì"


@pytest.fixture
async def pigeon(world: World) -> Pigeon:
    """An has an account there, and was heard there last."""
    pigeon = Pigeon()
    world.program.channels[pigeon.name] = pigeon
    await takes_up(world, world.an, channel=pigeon.name, chat_id=AN)
    return pigeon


def heard_of(pigeon: Pigeon) -> str:
    return "\n---\n".join(text for _, text in pigeon.said)


async def test_a_command_is_heard_and_answered_by_the_channel_that_it_came_by(world: World, pigeon: Pigeon) -> None:
    await comes(world, "pigeon", AN, words="/viec@pigeon")
    ((chat, answer),) = pigeon.said
    assert chat == AN
    assert answer.startswith("Đồng chí không có việc nào đang chờ.\n\nGõ số hoặc chữ để chọn:\n1. Quá hạn")
    await comes(world, "pigeon", AN, words="/viec@ai_khac")
    assert len(pigeon.said) == 1, "that was for another bot"
    world.nothing_else_was_said()


async def test_what_is_owed_goes_where_somebody_was_heard_last_and_its_menu_acts(world: World, pigeon: Pigeon) -> None:
    await world.clerk.assigns()
    assert TOLD in heard_of(pigeon)
    assert "\n1. Đã nhận" in heard_of(pigeon)
    await comes(world, "pigeon", AN, words="1")
    assert "Đã ghi nhận đồng chí nhận NV-1" in pigeon.said[-1][1]
    acknowledged = world.stored("SELECT via FROM journal WHERE act = 'duty.acknowledged'")
    assert acknowledged == [("pigeon",)]
    world.nothing_else_was_said()


async def test_what_is_longer_than_a_message_there_comes_in_several(world: World, pigeon: Pigeon) -> None:
    await world.clerk.assigns(Việc="Rà soát quỹ đất công " * 20)
    parts = [text for _, text in pigeon.said]
    assert len(parts) > 1
    assert TOLD in parts[0]
    assert "\n1. Đã nhận" in parts[-1]
    assert not any("1. Đã nhận" in part for part in parts[:-1])
    await comes(world, "pigeon", AN, words="/trogiup")
    assert len(pigeon.said) > len(parts) + 1


async def test_where_only_a_part_was_said_the_whole_is_said_again_and_marked(world: World, pigeon: Pigeon) -> None:
    await world.clerk.says(giaoviec(Việc="Rà soát quỹ đất công " * 20))
    world.clerk.receives("Dondoc hiểu")
    pigeon.next_outcomes.extend([Sent(message_id="p"), NotSent()])
    await world.clerk.presses("Giao việc")
    assert world.stored("SELECT state, reason FROM messages") == [("uncertain", "a part: NotSent")]
    await world.forward(minutes=2)
    assert REPEATED in heard_of(pigeon)
    assert world.stored("SELECT state FROM messages") == [("sent",)]


async def test_a_picture_that_cannot_be_shown_there_keeps_no_word_back(world: World, pigeon: Pigeon) -> None:
    await world.clerk.assigns()
    before = len(pigeon.said)
    await comes(world, "pigeon", AN, words="/lichsu NV-1")
    assert any("NV-1" in text for _, text in pigeon.said[before:])
    assert world.stored("SELECT count(*) FROM inbox WHERE answered_at IS NULL") == [(0,)]


# Each outcome, and what is promised of it


@pytest.mark.parametrize(
    ("outcome", "waits", "is_marked"),
    [
        (NotSent(), timedelta(seconds=10), False),
        (BadToken(), timedelta(seconds=10), False),
        (Declined(reason="so it says"), timedelta(seconds=10), False),
        (ServerTrouble(reason="HTTP 502"), timedelta(seconds=10), True),
        (Uncertain(), timedelta(seconds=60), True),
        (TooMany(wait=timedelta(minutes=5)), timedelta(minutes=5), False),
    ],
    ids=lambda value: type(value).__name__,
)
async def test_what_did_not_arrive_comes_later_and_is_marked_where_it_may_have(
    world: World, pigeon: Pigeon, outcome: SendOutcome, waits: timedelta, is_marked: bool
) -> None:
    pigeon.next_outcomes.append(outcome)
    await world.clerk.assigns()
    assert not pigeon.said
    await world.until(MONDAY + waits * 0.99)
    if waits > timedelta(seconds=10):
        assert not pigeon.said
    await world.until(MONDAY + waits + timedelta(seconds=10))
    assert TOLD in heard_of(pigeon)
    assert (REPEATED in heard_of(pigeon)) is is_marked
    assert world.stored("SELECT state FROM messages") == [("sent",)]
    world.nothing_else_was_said()


async def test_who_cannot_be_reached_there_is_told_where_else_he_can_be(world: World, pigeon: Pigeon) -> None:
    pigeon.next_outcomes.append(Unreachable(reason="gone"))
    await world.clerk.assigns()
    world.an.receives(TOLD)
    world.clerk.receives("không còn nhắn được cho đồng chí Nguyễn Văn An")
    assert not pigeon.said
    world.nothing_else_was_said()


async def test_who_has_another_number_there_is_told_by_that(world: World, pigeon: Pigeon) -> None:
    pigeon.next_outcomes.append(Moved(chat_id="b0"))
    await world.clerk.assigns()
    assert {chat for chat, _ in pigeon.said} == {"b0"}
    assert world.stored("SELECT chat_id FROM accounts WHERE channel = 'pigeon'") == [("b0",)]


async def test_what_is_refused_again_and_again_has_failed(world: World, pigeon: Pigeon) -> None:
    pigeon.next_outcomes.extend([Declined(reason="so it says")] * 4)
    await world.clerk.assigns()
    await world.forward(minutes=5)
    assert not pigeon.said
    assert world.stored("SELECT state, reason FROM messages LIMIT 1") == [("failed", "so it says")]


async def test_an_answer_that_could_not_be_given_is_given_later(world: World, pigeon: Pigeon) -> None:
    pigeon.next_outcomes.extend([TooMany(wait=timedelta(seconds=3)), NotSent(), Uncertain()])
    await comes(world, "pigeon", AN, words="/viec")
    await world.step()
    await world.step()
    assert not pigeon.said, "the last may have arrived: it is not said twice"
    assert world.stored("SELECT count(*) FROM inbox WHERE answered_at IS NULL") == [(0,)]


# A channel that this program has not


async def test_what_only_a_missing_channel_can_carry_waits_for_it(world: World) -> None:
    await takes_up(world, world.an, channel="pigeon", chat_id=AN)
    ((person,),) = world.stored(f"SELECT person_id FROM accounts WHERE user_id = '{AN}'")
    await gone_from_telegram(world, person)
    await world.clerk.assigns()
    waiting = world.stored("SELECT state, reason, attempt FROM messages")
    assert waiting == [("queued", "no channel pigeon", 0)]
    await world.forward(minutes=16)
    assert "a due message is unsent" in (await health_of(world.program)).faults
    pigeon = Pigeon()
    world.program.channels["pigeon"] = pigeon
    await world.forward(minutes=6)
    assert TOLD in heard_of(pigeon)
    assert "Gửi lại" not in heard_of(pigeon)
    world.nothing_else_was_said()


async def gone_from_telegram(world: World, person_id: object) -> None:
    """The other channel has been taken up in its place."""
    async with world.program.office.database.writing() as connection:
        await connection.execute(
            update(accounts)
            .where(accounts.c.person_id == person_id, accounts.c.channel == "telegram")
            .values(unlinked_at=world.clock.now())
        )


async def test_a_channel_that_is_there_goes_before_one_that_is_not(world: World) -> None:
    await takes_up(world, world.an, channel="pigeon", chat_id=AN)
    await world.clerk.assigns()
    world.an.receives(TOLD)
    world.nothing_else_was_said()


async def test_what_came_by_a_missing_channel_is_kept_and_named(world: World) -> None:
    await takes_up(world, world.an, channel="pigeon", chat_id=AN)
    await comes(world, "pigeon", AN, words="/viec")
    kept = world.stored("SELECT state, reason, raw FROM inbox WHERE channel = 'pigeon'")
    assert kept == [("failed", "unreadable", f'{{"by": "{AN}", "words": "/viec"}}')]
    world.clerk.receives("không đọc được")
    await world.is_down_until(MONDAY + timedelta(hours=1))
    world.nothing_else_was_said()
