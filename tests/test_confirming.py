"""When the machine's clock may be believed (design §3)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cli.platforms import check_platforms
from bot.clock import StandingClock
from bot.confirming import ConfirmedClock
from bot.settings import Settings
from bot.trial.telegram import BotApi
from domain.clocks import HeldBack
from tests.scenarios.cast import TOKEN, served

NOON = datetime(2026, 11, 30, 5, 0, tzinfo=UTC)
FIVE = timedelta(minutes=5)
SECOND = timedelta(seconds=1)


def answered(clock: ConfirmedClock, at: datetime) -> None:
    clock.leaves()(format_datetime(at, usegmt=True))


@pytest.mark.parametrize(
    ("off", "confirmed"), [(FIVE, True), (-FIVE, True), (FIVE + SECOND, False), (-FIVE - SECOND, False)]
)
def test_five_minutes_at_the_most(off: timedelta, confirmed: bool) -> None:
    clock = ConfirmedClock(StandingClock(NOON))
    answered(clock, NOON + off)
    assert clock.is_confirmed is confirmed


@pytest.mark.parametrize(
    "date",
    [None, "", "heute", "Mon, 99 Nov 2026 05:00:00 GMT", "Mon, 30 Nov 99999999999 05:00:00 GMT"],
)
def test_an_answer_without_a_date_confirms_nothing(date: str | None) -> None:
    clock = ConfirmedClock(StandingClock(NOON))
    clock.leaves()(date)
    assert clock.holds_back is HeldBack.BY_CLOCK
    answered(clock, NOON)
    clock.leaves()(date)
    assert clock.is_confirmed, "nor does it take away what was confirmed"


def test_set_by_more_than_five_minutes_it_waits_for_the_next_answer() -> None:
    wall = StandingClock(NOON)
    clock = ConfirmedClock(wall)
    answered(clock, NOON)
    wall.set_to(NOON + FIVE)
    assert clock.is_confirmed
    wall.set_to(NOON + FIVE + SECOND)
    assert clock.holds_back is HeldBack.EVERYTHING
    wall.set_to(NOON - FIVE - SECOND)
    assert clock.holds_back is HeldBack.EVERYTHING
    answered(clock, wall.now())
    assert clock.is_confirmed


def test_set_while_a_request_is_under_way_the_next_answer_tells() -> None:
    """A poll is held open for long: what it says is of neither time for certain."""
    wall = StandingClock(NOON)
    clock = ConfirmedClock(wall)
    answered(clock, NOON)
    held = clock.leaves()
    wall.set_to(NOON + timedelta(days=100))
    held(format_datetime(NOON, usegmt=True))
    assert clock.holds_back is HeldBack.EVERYTHING
    answered(clock, NOON)
    assert clock.holds_back is HeldBack.BY_CLOCK
    assert clock.now() == NOON


def test_set_right_before_any_platform_could_be_asked_it_was_wrong_all_the_same() -> None:
    wall = StandingClock(NOON - 20 * SECOND + timedelta(days=100))
    clock = ConfirmedClock(wall)
    wall.move_to(wall.now() + 20 * SECOND)
    wall.set_to(NOON)
    answered(clock, NOON)
    ((found,)) = clock.findings
    assert found.ahead == timedelta(days=100)
    assert (found.since, found.until) == (NOON - 20 * SECOND, NOON)


def test_a_machine_that_slept_was_not_wrong() -> None:
    """The time that has passed is not counted while it sleeps; the clock on the wall is right."""
    wall = StandingClock(NOON)
    clock = ConfirmedClock(wall)
    answered(clock, NOON)
    wall.set_to(NOON + timedelta(hours=9))
    assert not clock.is_confirmed
    answered(clock, wall.now())
    assert clock.is_confirmed
    assert clock.findings == []


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["set", "pass", "answer", "silent"]), st.integers(min_value=-400_000, max_value=40_000_000)
        ),
        max_size=20,
    )
)
def test_whatever_happens_to_it_it_is_believed_only_where_it_is_right(course: list[tuple[str, int]]) -> None:
    """True time passes, the clock is set to anything, the platform tells the true time or cannot be reached."""
    true, wall = StandingClock(NOON), StandingClock(NOON)
    clock = ConfirmedClock(wall)
    for what, seconds in course:
        match what:
            case "set":
                wall.set_to(wall.now() + timedelta(seconds=seconds))
            case "pass":
                for one in (true, wall):
                    one.move_to(one.now() + timedelta(seconds=abs(seconds)))
            case "answer":
                answered(clock, true.now())
                assert abs(clock.now() - true.now()) <= FIVE, "what is written down bears the true time"
            case _:
                clock.leaves()
        if clock.is_confirmed:
            assert abs(wall.now() - true.now()) <= 2 * FIVE


async def test_check_names_a_wrong_clock_and_a_server_that_tells_no_time(capsys: pytest.CaptureFixture[str]) -> None:
    api = BotApi(StandingClock(datetime(2001, 1, 1, tzinfo=UTC)), TOKEN)
    async with served(api) as network:
        settings = Settings(_env_file=None, telegram_api_base=network.address, telegram_bot_token=TOKEN)  # type: ignore[call-arg]
        assert not await check_platforms(settings)
        assert "đồng hồ máy chủ chạy nhanh" in capsys.readouterr().out
        await network.cut()
        await network.mend(dates=False)
        assert not await check_platforms(settings)
        assert "thiếu Date" in capsys.readouterr().out
