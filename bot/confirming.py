"""The clock as far as the platforms bear it out: it is confirmed by what they answer, never by itself (design §3)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from enum import StrEnum, auto
from functools import partial

from bot.clock import Clock
from domain.clocks import LARGEST_DIFFERENCE, HeldBack, WrongClock


class Verdict(StrEnum):
    CONFIRMED = auto()
    WRONG = auto()  # the platform's date is another
    UNDATED = auto()  # it answers without a date, which says nothing


@dataclass(frozen=True, kw_only=True)
class ClockAnswer:
    """What the last answer that said something about the clock made of it; `at` is the true time as of that answer."""

    verdict: Verdict
    shown: datetime
    elapsed: timedelta
    at: datetime

    @property
    def ahead(self) -> timedelta:
        """By how much the clock is fast; negative where it is slow."""
        return self.shown - self.at


class ConfirmedClock:
    """Any clock, confirmed by an answer whose `Date` differs from it by at most five minutes. That holds until another
    answer contradicts it or it parts by more from the time that has passed. `findings` is what the office must be told
    of a clock that was wrong, or has been for long."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._began = self._read()
        self.last: ClockAnswer | None = None
        self._doubted = False  # somebody's message is dated later than it is
        self._strayed: WrongClock | None = None
        self._wrong: WrongClock | None = None
        self._told = False
        self.findings: list[WrongClock] = []

    def _read(self) -> tuple[datetime, timedelta]:
        return self._clock.now(), self._clock.elapsed()

    # What it shows

    def now(self) -> datetime:
        """The present moment as far as is known: by the platform's word where that contradicts the clock."""
        shown, elapsed = self._read()
        last = self.last
        if last is None or last.verdict is not Verdict.WRONG or self._parted(last, shown, elapsed):
            return shown
        return last.at + (elapsed - last.elapsed)

    def elapsed(self) -> timedelta:
        return self._clock.elapsed()

    @staticmethod
    def _parted(last: ClockAnswer, shown: datetime, elapsed: timedelta) -> timedelta | None:
        """By how much the clock has been set since, where that is more than it may differ."""
        by = (shown - last.shown) - (elapsed - last.elapsed)
        return by if abs(by) > LARGEST_DIFFERENCE else None

    @property
    def holds_back(self) -> HeldBack:
        last = self.last
        shown, elapsed = self._read()
        if last is None:
            return HeldBack.EVERYTHING
        if (by := self._parted(last, shown, elapsed)) is not None:
            since = last.at + (elapsed - last.elapsed)
            self._strayed = self._strayed or WrongClock(ahead=by, since=since, until=None)
            return HeldBack.EVERYTHING
        if self._doubted or last.verdict is not Verdict.CONFIRMED:
            return HeldBack.BY_CLOCK
        return HeldBack.NOTHING

    @property
    def is_confirmed(self) -> bool:
        return self.holds_back is HeldBack.NOTHING

    @property
    def is_known(self) -> bool:
        """Whether a platform has said what time it is, be it the clock's or another."""
        undated = self.last is None or self.last.verdict is Verdict.UNDATED
        return not undated and self.holds_back is not HeldBack.EVERYTHING

    @property
    def wants_answer(self) -> bool:
        """Whether a platform should be asked: it is not confirmed, or has not been for long."""
        last = self.last
        return not self.is_confirmed or last is None or abs(self._clock.now() - last.shown) > LARGEST_DIFFERENCE

    @property
    def fault(self) -> str | None:
        """Why nothing goes out by the clock, for /healthz."""
        if self.is_confirmed:
            return None
        if self.holds_back is HeldBack.BY_CLOCK and self.last is not None and not self._doubted:
            if self.last.verdict is Verdict.UNDATED:
                return "clock: the platform answers without a Date header"
            ahead = self.last.ahead
            return f"clock: {abs(ahead) // timedelta(seconds=1)} s {'fast' if ahead > timedelta() else 'slow'}"
        return "clock: not confirmed by the platform yet"

    # What bears it out

    def leaves(self) -> Callable[[str | None], None]:
        """A request leaves for a platform: to be called with the `Date` of its answer."""
        return partial(self._answered, *self._read())

    def said(self, at: datetime) -> None:
        """Somebody's message carries that date. Old ones come late, so it tells something only where it lies ahead."""
        if at > self.now() + LARGEST_DIFFERENCE:
            self._doubted = True

    def _answered(self, left_at: datetime, elapsed_then: timedelta, date: str | None) -> None:
        shown, elapsed = self._read()
        said = _moment(date)
        if said is None:
            if self.last is None or self._parted(self.last, shown, elapsed):
                self.last = ClockAnswer(verdict=Verdict.UNDATED, shown=shown, elapsed=elapsed, at=shown)
        elif abs(said - shown) <= LARGEST_DIFFERENCE:
            self._confirmed(shown, elapsed)
        elif not min(left_at, shown) - LARGEST_DIFFERENCE <= said <= max(left_at, shown) + LARGEST_DIFFERENCE:
            self._contradicted(said, shown, elapsed)
        # Else the clock was set while the request was under way: the next answer tells.
        if self._wrong and not self._told and self.now() - self._wrong.since > LARGEST_DIFFERENCE:
            self._told = True
            self.findings.append(self._wrong)

    def _confirmed(self, shown: datetime, elapsed: timedelta) -> None:
        wrong = self._wrong or self._was_wrong(shown, elapsed)
        if wrong is not None:
            self.findings.append(WrongClock(ahead=wrong.ahead, since=wrong.since, until=shown))
        self.last = ClockAnswer(verdict=Verdict.CONFIRMED, shown=shown, elapsed=elapsed, at=shown)
        self._wrong, self._strayed, self._told, self._doubted = None, None, False, False

    def _was_wrong(self, shown: datetime, elapsed: timedelta) -> WrongClock | None:
        """Set right, or back, before any platform could say that it was wrong."""
        if self.last is None:
            began, elapsed_then = self._began
            since = shown - (elapsed - elapsed_then)
            ahead = began - since
            return WrongClock(ahead=ahead, since=since, until=shown) if abs(ahead) > LARGEST_DIFFERENCE else None
        return None if self._parted(self.last, shown, elapsed) else self._strayed

    def _contradicted(self, said: datetime, shown: datetime, elapsed: timedelta) -> None:
        since = self._wrong.since if self._wrong else said
        self._wrong = WrongClock(ahead=shown - said, since=since, until=None)
        self.last = ClockAnswer(verdict=Verdict.WRONG, shown=shown, elapsed=elapsed, at=said)


def _moment(date: str | None) -> datetime | None:
    """The moment that a `Date` header names; None where it names none."""
    try:
        found = parsedate_to_datetime(date or "")
    except (ValueError, OverflowError):
        return None
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)
