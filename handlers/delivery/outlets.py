"""Whether messages get through by one channel: what fails there holds up nobody elsewhere."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from actions.delivery import attempts
from domain.retries import pause_after
from domain.routes import OUT_OF_REACH

FAILURES_BORNE = 3  # in a row; then nothing gets through, and all wait
SPENT_PAUSE = timedelta(hours=1)  # the platform counts by a calendar of its own, and may only have meant: not now


@dataclass(frozen=True, kw_only=True)
class Patience:
    """By which channels messages may go, as all that was said there has been stored; by which nothing has been heard
    for so long that who has another is written to there; whose words wait to be handled: of what they may act on
    nothing is said before that."""

    may_send: frozenset[str]
    given_up: frozenset[str]
    unheard: frozenset[int] = frozenset()

    def holds_back(self, channels: Collection[str]) -> bool:
        """Whether something may have to wait for people to be heard out."""
        return bool(self.unheard) or not self.may_send.issuperset(channels)


class Outlet:
    """While nothing gets through it pauses, longer each time, and is tried with one message. A message that fails alone
    waits alone. `fault` is why nothing got through; `under_way` counts the messages in its hands."""

    def __init__(self) -> None:
        self.fault: str | None = None
        self.paused_until: datetime | None = None
        self.spent_until: datetime | None = None  # nothing more is carried for this bot until then
        self.under_way = 0
        self._failing_since: datetime | None = None
        self._failed_at: datetime | None = None  # the last time
        self._failed_in_a_row = 0
        self._pauses = 0

    @property
    def is_tried(self) -> bool:
        """Whether the next message only finds out if it stands again."""
        return self._pauses > 0

    def fault_at(self, now: datetime) -> str | None:
        """Why nothing gets through, for /healthz."""
        return "quota spent" if self.is_spent(now) else self.fault

    def is_closed(self, now: datetime) -> bool:
        """Whether nothing may be sent by it now. A pause that ends later than any can was begun by a wrong clock."""
        paused = self.paused_until is not None and now < self.paused_until <= now + attempts.LONGEST_PAUSE
        return paused or self.is_spent(now)

    def is_spent(self, now: datetime) -> bool:
        return self.spent_until is not None and now < self.spent_until

    def is_down(self, now: datetime) -> bool:
        """Whether who has another channel is written to there. Not tried for long, it may stand again:
        the next message finds out."""
        if self._failing_since is None or self._failed_at is None:
            return self.is_spent(now)
        is_out_of_reach = now - self._failing_since >= OUT_OF_REACH
        return (is_out_of_reach and now - self._failed_at < attempts.LONGEST_PAUSE) or self.is_spent(now)

    def got_through(self) -> None:
        self._failed_in_a_row, self._pauses = 0, 0
        self.paused_until, self.fault, self._failing_since, self._failed_at = None, None, None, None

    def refused_for_quota(self, until: datetime, now: datetime) -> None:
        """The platform says that nothing more is carried before then: one message now and then finds out if it is."""
        self.spent_until, self._pauses = min(until, now + SPENT_PAUSE), max(self._pauses, 1)

    def failed(self, now: datetime) -> None:
        """Those still under way when a pause began do not lengthen it."""
        self._failed_in_a_row += 1
        self._failing_since, self._failed_at = self._failing_since or now, now
        paused = self.paused_until is not None and now < self.paused_until
        if paused or self._failed_in_a_row < FAILURES_BORNE:
            return
        self._pauses += 1
        self.paused_until = now + pause_after(self._pauses, first=attempts.FIRST_PAUSE, longest=attempts.LONGEST_PAUSE)
