"""Silence is consent only where it could have been broken: a head who is reached by another messenger (M23)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from actions.office.accounts import withdraw_link
from actions.order import Order
from domain.hearing import ChannelHearing, HearingProof
from storage.hearings import note_hearing
from tests.scenarios.cast import World, moment
from tests.scenarios.second_channel import SHORT, Pigeon, comes, takes_up

DUC = "d0c0c0"
ASKED = {"Hỏi": "\n- Phòng Tài nguyên: quy hoạch", "Hạn": "16h ngày 04/12/2026"}  # a Friday
QUESTION_ENDS = moment(7, 16)  # a working day after the deadline
SOUND, NONE = HearingProof.SOUND, HearingProof.NONE


@pytest.fixture
async def pigeon(world: World) -> Pigeon:
    pigeon = Pigeon(traits=replace(SHORT, longest_text=2000))
    world.program.channels[pigeon.name] = pigeon
    await takes_up(world, world.duc, channel=pigeon.name, chat_id=DUC)
    return pigeon


async def leaves_telegram(world: World) -> None:
    ((clerk_id,),) = world.stored(f"SELECT person_id FROM accounts WHERE user_id = '{world.clerk.user_id}'")
    ((account_id, person_id),) = world.stored(
        f"SELECT id, person_id FROM accounts WHERE user_id = '{world.duc.user_id}'"
    )
    assert isinstance(clerk_id, int)
    assert isinstance(account_id, int)
    assert isinstance(person_id, int)
    now = world.clock.now()
    order = Order(now=now, said_at=now, via="test", sender_id=clerk_id)
    await withdraw_link(world.program.office, order, person_id=person_id, account_id=account_id)
    world.duc.read = len(world.duc.said_by_bot())


async def heard_until(world: World, until: datetime, proof: HearingProof, since: datetime | None = None) -> None:
    """The other messenger is heard as far as that, and time goes on to there."""
    await world.until(until - timedelta(minutes=1))
    hearing = ChannelHearing(channel="pigeon", proof=proof, since=since, until=until)
    async with world.program.database.writing() as connection:
        await note_hearing(connection, hearing)
    await world.until(until)


def told(pigeon: Pigeon, part: str) -> list[str]:
    return [text for _, text in pigeon.said if part in text]


def deemed(world: World) -> list[tuple[object, ...]]:
    return world.stored("SELECT at FROM deemed")


async def test_heard_all_the_last_working_day_silence_is_consent_in_time(world: World, pigeon: Pigeon) -> None:
    await leaves_telegram(world)
    await world.clerk.asks_opinions(**ASKED)
    assert told(pigeon, "Đến hạn không trả lời thì được ghi nhận là mặc nhiên đồng ý")
    await heard_until(world, moment(4, 16), SOUND, since=moment(3, 16))
    assert len(deemed(world)) == 1
    assert told(pigeon, "được ghi nhận mặc nhiên đồng ý")
    assert not told(pigeon, "(Hỏi lại)")


async def test_ten_minutes_unheard_cost_a_second_question_and_a_working_day(world: World, pigeon: Pigeon) -> None:
    await leaves_telegram(world)
    await world.clerk.asks_opinions(**ASKED)
    await heard_until(world, moment(4, 16), SOUND, since=moment(4, 9, 10))
    assert deemed(world) == []
    (question,) = told(pigeon, "(Hỏi lại)")
    assert "Hết hạn Thứ Sáu 04/12/2026 16:00, Dondoc chưa nhận được ý kiến" in question
    assert "Đến Thứ Hai 07/12/2026 16:00 không trả lời thì được ghi nhận là mặc nhiên đồng ý" in question
    assert "Đồng ý" in question, "the choices of the first"
    world.clerk.read = len(world.clerk.said_by_bot())
    await world.clerk.is_told("/viec YK-1", "đã hỏi lại lúc Thứ Sáu 04/12/2026 16:00")
    await heard_until(world, QUESTION_ENDS, SOUND, since=moment(4, 9, 10))
    assert len(deemed(world)) == 1
    assert told(pigeon, "Đã hỏi lại lúc Thứ Sáu 04/12/2026 16:00")
    world.clerk.read = len(world.clerk.said_by_bot())
    await world.clerk.is_told(
        "/lichsu YK-1", "hỏi lại vì tin gửi qua", "ghi nhận mặc nhiên đồng ý, tính từ Thứ Hai 07/12/2026 16:00"
    )


async def test_the_second_question_is_answered_like_the_first(world: World, pigeon: Pigeon) -> None:
    await leaves_telegram(world)
    await world.clerk.asks_opinions(**ASKED)
    await heard_until(world, moment(4, 16), SOUND, since=moment(4, 9, 10))
    await world.until(moment(7, 9))
    await comes(world, "pigeon", DUC, words="/ykien YK-1 không đồng ý; trái quy hoạch đã duyệt")
    assert world.stored("SELECT stance, state FROM answers") == [("disagree", "final")]
    await heard_until(world, QUESTION_ENDS, SOUND, since=moment(4, 9, 10))
    assert deemed(world) == []


async def test_unheard_again_the_office_decides_and_is_told_every_working_day(world: World, pigeon: Pigeon) -> None:
    clerk = world.clerk
    await leaves_telegram(world)
    await clerk.asks_opinions(**ASKED)
    await heard_until(world, moment(4, 16), SOUND, since=moment(4, 9, 10))
    await heard_until(world, QUESTION_ENDS, SOUND, since=moment(7, 10))
    assert deemed(world) == []
    assert told(pigeon, "Không ghi nhận mặc nhiên đồng ý")
    assert any("Không ghi nhận mặc nhiên đồng ý" in one.text for one in clerk.unread())
    for day in (8, 9):
        clerk.read = len(clerk.said_by_bot())
        await world.until(moment(day, 8, 30))
        clerk.receives("Chờ Văn phòng quyết định", "/ghigiay Hoàng Minh Đức; /ykien YK-1 ý kiến; lý do")
        clerk.receives_nothing()
    await clerk.is_told("/ghigiay Hoàng Minh Đức; /ykien YK-1 đồng ý", "Đã gửi ý kiến")
    assert world.stored("SELECT stance, state FROM answers") == [("agree", "final")]
    clerk.read = len(clerk.said_by_bot())
    await world.until(moment(10, 9))
    clerk.receives_nothing()


async def test_what_is_polled_is_said_beforehand_never_to_be_consent(world: World, pigeon: Pigeon) -> None:
    clerk = world.clerk
    await leaves_telegram(world)
    await heard_until(world, world.clock.now() + timedelta(minutes=2), NONE)
    await clerk.asks_opinions(**ASKED)
    previews = [one.text for one in clerk.said_by_bot() if "Dondoc hiểu yêu cầu" in one.text]
    assert "Phòng Tài nguyên: không ghi nhận mặc nhiên đồng ý" in previews[-1]
    assert "được ghi nhận là mặc nhiên đồng ý" not in previews[-1]
    assert told(pigeon, "Đến hết hạn mà chưa trả lời thì Văn phòng quyết định")
    clerk.read = len(clerk.said_by_bot())
    await heard_until(world, moment(4, 16), NONE)
    assert deemed(world) == []
    assert not told(pigeon, "(Hỏi lại)")
    assert any("Không ghi nhận mặc nhiên đồng ý" in one.text for one in clerk.unread())


async def test_telegram_down_for_a_whole_working_day_is_waited_for_no_longer(world: World, pigeon: Pigeon) -> None:
    """The head has both, and hears by the other."""
    await world.clerk.asks_opinions(**ASKED)
    await heard_until(world, moment(3, 15, 30), SOUND, since=moment(1, 8))
    await world.network.cut()
    for hour in (moment(4, 9), moment(4, 16)):
        world.clock.move_to(hour)
        async with world.program.database.writing() as connection:
            hearing = ChannelHearing(channel="pigeon", proof=SOUND, since=moment(1, 8), until=hour)
            await note_hearing(connection, hearing)
        await world.program.tick()
        await world.program.sender.send_due()
    assert deemed(world) == []
    (question,) = told(pigeon, "(Hỏi lại)")
    assert "Trước hạn có lúc tin gửi qua Telegram có thể đã không tới Dondoc" in question
    await world.network.mend()
