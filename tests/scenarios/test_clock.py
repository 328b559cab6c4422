"""A machine's clock that is wrong does nothing that cannot be undone (design §3)."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime, timedelta

import pytest

from actions.delivery import intake
from bot.clock import StandingClock
from bot.health import health_of
from bot.program import Program
from channels.telegram.polling import LEASE
from domain.acts import Act
from domain.encoding import canonical
from tests.scenarios.cast import HANOI, MONDAY, TOKEN, World, moment, opened, settings_for

MARCH = datetime(2027, 3, 29, 9, 0, tzinfo=HANOI)
FEBRUARY = datetime(2026, 2, 2, 9, 0, tzinfo=HANOI)
HELD = "act IN ('step.taken', 'opinion.deemed', 'sheet.made', 'anchor.posted', 'retention.done', 'absence.began')"


def true_time(world: World) -> StandingClock:
    """The platform keeps its own time from here on, as a real one does."""
    world.api.clock = StandingClock(world.clock.now())
    return world.api.clock


def both_move_to(world: World, moment: datetime) -> None:
    world.clock.move_to(moment)
    assert isinstance(world.api.clock, StandingClock)
    world.api.clock.move_to(moment)


def done_by_clock(world: World) -> list[tuple[object, ...]]:
    return world.stored(f"SELECT act FROM journal WHERE {HELD}")


async def an_opinion_is_asked(world: World) -> None:
    await world.clerk.asks_opinions(Hỏi="\n- Phòng Tài nguyên: quy hoạch", Hạn="16h ngày 04/12/2026")
    world.duc.receives("YK-1")


@pytest.fixture(params=["set while it runs", "wrong at the start"])
def how(request: pytest.FixtureRequest) -> str:
    found: str = request.param
    return found


async def goes_wrong(world: World, how: str, wrong: datetime) -> None:
    if how == "set while it runs":
        world.clock.set_to(wrong)
        await world.step()
    else:
        await world.stops()
        world.clock.set_to(wrong)
        await world.starts()


async def test_in_march_for_twenty_seconds_at_power_on(world: World, how: str) -> None:
    """Nothing of the ladder goes out, no consent is deemed; an objection in time counts as one, whenever it is read."""
    true = true_time(world)
    await an_opinion_is_asked(world)
    await world.clerk.assigns()
    world.an.receives("NV-1")
    await goes_wrong(world, how, MARCH)
    for _ in range(4):
        true.move_to(true.now() + timedelta(seconds=5))
        world.clock.move_to(world.clock.now() + timedelta(seconds=5))
        await world.step()
    assert not done_by_clock(world)
    for player in (world.clerk, world.duc, world.an, world.leader):
        player.receives_nothing()
    await world.duc.is_told("/nhan YK-1", "Đã ghi nhận")
    world.clock.set_to(true.now())
    await world.step()
    world.clerk.receives("Đồng hồ của máy chủ đã chạy nhanh 119 ngày", "nay đã đúng", "không ghi nhận mặc nhiên đồng ý")
    both_move_to(world, moment(4, 15, 30))
    await world.step()
    world.an.receives("NV-1")
    world.duc.read = len(world.duc.said_by_bot())
    await world.duc.says("/ykien YK-1 không đồng ý; trái quy hoạch sử dụng đất")
    world.duc.receives("YK-1")
    assert not world.stored("SELECT 1 FROM journal WHERE act IN ('opinion.deemed', 'opinion.late')")
    assert world.stored("SELECT count(*) FROM journal WHERE act = 'opinion.answered'") == [(1,)]


async def test_what_is_done_meanwhile_bears_the_true_time(world: World, how: str) -> None:
    true = true_time(world)
    await goes_wrong(world, how, MARCH)
    await world.clerk.assigns(Hạn="16h30 ngày 08/12/2026")
    world.an.receives("NV-1", "Thứ Ba 08/12/2026 16:30")
    await world.an.is_told("/nhan NV-1", "Đã ghi nhận")
    ((recorded,),) = world.stored("SELECT max(at) FROM journal")
    assert str(recorded) < (true.now() + timedelta(minutes=1)).isoformat()
    world.nothing_else_was_said()


async def test_slow_by_months(world: World, how: str) -> None:
    """Nothing is done by it; consent is deemed when it is right again, and an answer that comes too late is late."""
    true = true_time(world)
    await an_opinion_is_asked(world)
    await goes_wrong(world, how, FEBRUARY)
    true.move_to(moment(7, 9))
    world.clock.move_to(FEBRUARY + timedelta(days=7))
    await world.duc.says("/ykien YK-1 không đồng ý; trái quy hoạch sử dụng đất")
    assert not world.stored("SELECT 1 FROM journal WHERE act = 'opinion.deemed'"), "not by this clock"
    world.clock.set_to(true.now())
    await world.step()
    assert any("chạy chậm" in one.text for one in world.clerk.said_by_bot())
    acts = [act for (act,) in world.stored("SELECT act FROM journal WHERE act LIKE 'opinion.%' ORDER BY seq")]
    assert acts == [Act.OPINION_ASKED, Act.OPINION_LATE, Act.OPINION_DEEMED]
    assert any("Tính từ Thứ Sáu 04/12/2026 16:00" in one.text for one in world.duc.said_by_bot())


async def test_where_it_stays_wrong_the_office_is_told(world: World) -> None:
    true = true_time(world)
    await goes_wrong(world, "set while it runs", MARCH)
    world.clerk.receives_nothing()
    for clock in (true, world.clock):
        clock.move_to(clock.now() + timedelta(minutes=6))
    await world.step()
    world.clerk.receives("Đồng hồ của máy chủ đang chạy nhanh 119 ngày", "tạm dừng nhắc việc")
    await world.step()
    world.nothing_else_was_said()


async def test_health_says_so(world: World) -> None:
    true = true_time(world)
    assert not [one for one in (await health_of(world.program)).faults if "clock" in one]
    world.clock.set_to(MARCH)
    assert "clock: not confirmed by the platform yet" in (await health_of(world.program)).faults
    await world.step()
    assert "clock: 10285200 s fast" in (await health_of(world.program)).faults
    world.clock.set_to(true.now() - timedelta(minutes=20))
    await world.step()
    assert "clock: 1200 s slow" in (await health_of(world.program)).faults
    world.clock.set_to(true.now() + timedelta(minutes=5))
    await world.step()
    assert not [one for one in (await health_of(world.program)).faults if "clock" in one]


async def test_after_a_start_nothing_is_done_before_a_platform_answers(world: World) -> None:
    await world.clerk.assigns()
    world.an.receives("NV-1")
    await an_opinion_is_asked(world)
    await world.stops()
    await world.sleep_until(moment(7, 9))
    program = Program(settings_for(world.network.address, f"sqlite:///{world.database}"), world.clock, token=TOKEN)
    await program.tick()
    await program.sender.send_due()
    assert "clock: not confirmed by the platform yet" in (await health_of(program)).faults
    await program.close()
    assert not done_by_clock(world)
    await world.starts()
    world.duc.receives("mặc nhiên đồng ý", "Tính từ Thứ Sáu 04/12/2026 16:00")
    assert world.stored("SELECT count(*) FROM journal WHERE act = 'opinion.deemed'") == [(1,)]


async def test_set_while_no_platform_is_in_reach(world: World) -> None:
    """Wrong and right again before anybody could say so: nothing was done, and the office hears of it."""
    await an_opinion_is_asked(world)
    await world.network.cut()
    world.clock.set_to(MARCH)
    await world.program.tick()
    await world.program.sender.send_due()
    assert not done_by_clock(world)
    world.clock.set_to(MONDAY + timedelta(minutes=1))
    await world.network.mend()
    await world.step()
    world.clerk.receives("đã chạy nhanh 119 ngày")
    assert not done_by_clock(world)
    world.nothing_else_was_said()


async def test_down_for_days_the_clock_that_was_confirmed_goes_on(world: World) -> None:
    """Tick and journal run while the platform is out of reach; what is due is said when it is back."""
    await world.clerk.assigns(Hạn="18/12/2026")
    world.an.receives("NV-1")
    await world.without_network_until(moment(1, 9))
    assert world.stored("SELECT count(*) FROM journal WHERE act = 'step.taken'") == [(1,)]
    world.an.receives_nothing()
    await world.until(moment(1, 10))
    world.an.receives("chưa xác nhận đã nhận việc")
    world.nothing_else_was_said()


async def test_answers_without_a_date_confirm_nothing(world: World) -> None:
    """Commands are carried out and told; nothing goes out by a clock that nobody bears out."""
    await world.stops()
    await world.network.cut()
    await world.network.mend(dates=False)
    await world.starts()
    await world.clerk.assigns(Hạn="18/12/2026")
    world.an.receives("NV-1")
    await world.until(moment(2, 9))
    assert not done_by_clock(world)
    assert "clock: the platform answers without a Date header" in (await health_of(world.program)).faults
    world.nothing_else_was_said()


async def test_a_message_dated_ahead_says_that_the_clock_is_slow(world: World) -> None:
    await world.api.say(world.an.user_id, "/viec", date=world.clock.now() + timedelta(hours=1))
    await world.polling.read_now()
    assert not world.program.clock.is_confirmed
    await world.step()
    assert world.program.clock.is_confirmed, "the next answer has borne it out"
    await world.api.say(world.an.user_id, "/viec", date=world.clock.now() - timedelta(days=20))
    await world.polling.read_now()
    assert world.program.clock.is_confirmed, "an old message says nothing"


async def test_what_a_wrong_clock_wrote_binds_nobody(world: World) -> None:
    """A database of before: a lease until March, and that all has been heard until March."""
    await an_opinion_is_asked(world)
    await world.stops()
    in_march = canonical(MARCH)
    with closing(sqlite3.connect(world.database)) as connection, connection:
        connection.execute(
            "INSERT INTO leases (name, owner, until) VALUES ('polling:telegram', 'gone', ?)", (in_march,)
        )
        connection.execute("UPDATE hearings SET until = ?", (in_march,))
    await world.sleep_until(moment(4, 17))
    await world.api.say(world.duc.user_id, "/ykien YK-1 không đồng ý; trái quy hoạch", date=moment(4, 15))
    async with opened(world.network.address, f"sqlite:///{world.database}", world.clock) as program:
        assert program.clock.is_confirmed
        await program.tick()
        assert not world.stored("SELECT 1 FROM journal WHERE act = 'opinion.deemed'"), "nobody has been heard yet"
        assert await intake.lead_reading(program.office, "telegram", "new", now=program.clock.now(), length=LEASE)
        await program.step()
    assert not world.stored("SELECT 1 FROM journal WHERE act = 'opinion.deemed'")
    assert world.stored("SELECT count(*) FROM journal WHERE act = 'opinion.answered'") == [(1,)]


async def test_an_office_begun_in_march_is_not_silent_until_then(empty_world: World) -> None:
    """The very first start, by a clock that is set right a little later."""
    world = empty_world
    await world.stops()
    world.database.unlink()
    true_time(world)
    world.clock.set_to(MARCH)
    async with opened(world.network.address, f"sqlite:///{world.database}", world.clock) as program:
        world.clock.set_to(MONDAY)
        await program.step()
        ahead = canonical(MONDAY + timedelta(days=40))
        assert world.stored(f"SELECT kind FROM sheets WHERE taken_until > '{ahead}' OR due_at > '{ahead}'") == []
