"""The clock as a channel needs it: it is told what a platform says of the time, and says what that leaves in doubt."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Protocol

from domain.clocks import HeldBack


class PlatformClock(Protocol):
    def now(self) -> datetime:
        """The present moment as far as is known, aware, in UTC."""
        ...

    def elapsed(self) -> timedelta:
        """Since a moment of no meaning: it goes on as time does, whatever the clock is set to."""
        ...

    def said(self, at: datetime) -> None:
        """Somebody's message carries that date."""
        ...

    @property
    def holds_back(self) -> HeldBack: ...
