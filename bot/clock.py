"""The one clock. Everything else is handed `now` as an argument."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        ...

    def elapsed(self) -> timedelta:
        """Since a moment of no meaning: it goes on as time does, whatever the clock is set to."""
        ...


class MovableClock(Clock, Protocol):
    def move_to(self, moment: datetime) -> None:
        """From now on it is that moment."""
        ...


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)

    def elapsed(self) -> timedelta:
        return timedelta(seconds=time.monotonic())


class MovedClock:
    """The system's clock, moved by an offset: trial mode lives in the future. Moved, it has lived through the time."""

    def __init__(self, offset: timedelta = timedelta()) -> None:
        self.offset = offset

    def now(self) -> datetime:
        return datetime.now(UTC) + self.offset

    def elapsed(self) -> timedelta:
        return timedelta(seconds=time.monotonic()) + self.offset

    def move_to(self, moment: datetime) -> None:
        self.offset = moment - datetime.now(UTC)


class StandingClock:
    """A clock that stands until it is moved: tests and simulations. Moved, it has lived through the time between."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment
        self.lived = timedelta()

    def now(self) -> datetime:
        return self.moment

    def elapsed(self) -> timedelta:
        return self.lived

    def move_to(self, moment: datetime) -> None:
        self.lived += moment - self.moment
        self.moment = moment

    def set_to(self, moment: datetime) -> None:
        """Set like a clock on the wall: no time passes."""
        self.moment = moment
