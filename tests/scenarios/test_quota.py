"""A channel that allows so many messages a month: the office is told in time, what need not go at once is gathered, and
when none is left who has another channel is written to there."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.health import health_of
from domain.quotas import next_month
from handlers.delivery.outcomes import QuotaSpent
from tests.scenarios.cast import HANOI, MONDAY, World, moment
from tests.scenarios.second_channel import SHORT, Pigeon, comes, takes_up

AN = "a9f0c3b2d4e5f6a7b8c9"


@pytest.fixture
async def zalo(world: World) -> Pigeon:
    """A channel of that name, in memory, by which An was heard last; it allows a hundred messages a month."""
    zalo = Pigeon(name="zalo", traits=replace(SHORT, longest_text=2000, monthly_messages=100))
    world.program.channels[zalo.name] = zalo
    await takes_up(world, world.an, channel=zalo.name, chat_id=AN)
    return zalo


async def has_sent(world: World, count: int) -> None:
    """So many more in this month, by whichever process."""
    for _ in range(count):
        world.program.count_sent("zalo")
    await world.step()
    await world.step()


async def test_the_office_is_told_of_each_level_once(world: World, zalo: Pigeon) -> None:
    await has_sent(world, 79)
    world.clerk.receives_nothing()
    await has_sent(world, 1)
    world.clerk.receives("Bot Zalo đã gửi 80 trong 100 tin", "mỗi người một tin một ngày", "01/12/2026")
    await has_sent(world, 10)
    world.clerk.receives_nothing()
    await has_sent(world, 10)
    world.clerk.receives("Bot Zalo đã gửi 100 trong 100 tin", "không gửi được nữa")
    await world.clerk.is_told("/trangthai", "Zalo đã gửi trong tháng: 100 tin")
    world.nothing_else_was_said()


async def test_with_none_left_what_comes_goes_by_the_other_channel(world: World, zalo: Pigeon) -> None:
    await has_sent(world, 100)
    world.clerk.receives("Bot Zalo đã gửi 100 trong 100 tin")
    await world.clerk.assigns()
    world.an.receives("Đồng chí được giao chủ trì")
    assert zalo.said == []
    assert "sending by zalo: quota spent" in (await health_of(world.program)).faults
    await world.until(moment(1, 8))
    assert not (await health_of(world.program)).faults
    await world.clerk.assigns(Việc="Việc của tháng sau")
    assert "Việc của tháng sau" in zalo.said[-1][1], "counted anew"


async def test_when_it_runs_short_each_hears_once_a_day_of_what_need_not_go_at_once(world: World, zalo: Pigeon) -> None:
    """Two reminders of one day, hours apart: one goes, the other waits for the next morning."""
    for work, due in (("Việc một", "16h30 ngày 03/12/2026"), ("Việc hai", "10h00 ngày 03/12/2026")):
        await world.clerk.assigns(Việc=work, Hạn=due)
    await world.until(moment(2, 7))
    await has_sent(world, 85)
    before = len(zalo.said)
    await world.until(moment(3, 7))
    world.clerk.receives("Bot Zalo đã gửi 8")
    assert len(zalo.said) - before <= 1
    await world.until(moment(3, 23))
    assert len(zalo.said) - before <= 2
    await world.until(moment(4, 12))
    said = "".join(text for _, text in zalo.said[before:])
    assert "NV-1" in said
    assert "NV-2" in said


# The platform says so, whatever was counted here

SPENT = QuotaSpent(until=next_month(MONDAY, HANOI))


async def test_what_is_refused_for_the_quota_goes_by_the_other_channel_at_once(world: World, zalo: Pigeon) -> None:
    zalo.next_outcomes.append(SPENT)
    await world.clerk.assigns()
    await world.forward(minutes=1)
    world.an.receives("Đồng chí được giao chủ trì")
    assert zalo.said == []
    assert "sending by zalo: quota spent" in (await health_of(world.program)).faults


async def test_the_office_is_told_once_that_none_are_left(world: World, zalo: Pigeon) -> None:
    zalo.next_outcomes += [SPENT] * 30
    await world.clerk.assigns(**{"Chủ trì": "Ngô Văn Khánh"})
    world.khanh.receives("Đồng chí được giao chủ trì")
    await world.clerk.assigns()
    await world.forward(hours=3)
    world.clerk.receives("Zalo báo bot đã hết số tin được phép, dù Dondoc mới đếm 0 trong 100 tin")
    world.clerk.receives_nothing()


async def test_who_has_no_other_channel_waits_and_it_is_tried_each_hour(world: World, zalo: Pigeon) -> None:
    await world.clerk.is_told("/thulienket Nguyễn Văn An", "Đã thu hồi")
    await takes_up(world, world.an, channel="zalo", chat_id=AN)
    zalo.next_outcomes += [SPENT, SPENT]
    await world.clerk.assigns()
    await world.step()
    world.clerk.receives("Zalo báo bot đã hết số tin")
    await world.clerk.assigns(Việc="Việc khác")
    await world.until(MONDAY + timedelta(minutes=59))
    assert len(zalo.next_outcomes) == 1, "one message found it out"
    await world.until(MONDAY + timedelta(minutes=61))
    assert zalo.said == []
    assert not zalo.next_outcomes, "one message found out that it still is"
    await world.until(MONDAY + timedelta(minutes=122))
    assert "NV-1" in "".join(text for _, text in zalo.said)
    assert "(Gửi lại)" not in "".join(text for _, text in zalo.said)
    assert "NV-2" in "".join(text for _, text in zalo.said)
    assert "sending by zalo: quota spent" not in (await health_of(world.program)).faults


async def test_who_cannot_be_answered_is_still_heard(world: World, zalo: Pigeon) -> None:
    await world.clerk.assigns()
    zalo.next_outcomes += [SPENT] * 9
    await comes(world, "zalo", AN, words="/tiendo NV-1 Đã xong bước một")
    await comes(world, "zalo", AN, words="/tiendo NV-1 Đã xong bước hai")
    assert world.stored("SELECT count(*) FROM journal WHERE act = 'duty.reported'") == [(2,)]
