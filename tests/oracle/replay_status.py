"""A duty as it stood at a moment, told from the journal: its box, who worked on it, how late it was and why."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cached_property

from domain.figures.records import Box
from tests.oracle.replay_model import Owed, Saying, Turn
from tests.oracle.slow_calendar import SlowCalendar

OWN_WORK = {"lead": ("working", "paused"), "coordinating": ("working", "paused"), "opinion": ("working", "drafted")}


class ReplayedStatus:
    """A duty as it stood at a moment."""

    def __init__(self, owed: Owed, at: datetime, slow: SlowCalendar) -> None:
        self.owed, self.at, self.slow = owed, at, slow
        self.turns = [turn for turn in owed.turns if turn.since <= at] or owed.turns[:1]
        self.present = self.turns[-1]
        self.closed = owed.closed if owed.closed is not None and owed.closed <= at else None
        in_force = [deadline for since, deadline in owed.terms if since <= at]
        self.deadline = in_force[-1] if in_force else owed.terms[0][1]

    @cached_property
    def handed_in(self) -> datetime | None:
        since = None
        for turn in reversed(self.turns):
            if turn.phase != "submitted":
                break
            since = turn.since
        return since

    @cached_property
    def judged(self) -> datetime:
        if self.handed_in is not None:
            return self.handed_in
        if self.closed is not None:
            return self.closed
        stopped = self.at
        for turn in reversed(self.turns):  # the pause goes on, whoever has come to hold it meanwhile
            if turn.phase != "paused":
                break
            stopped = turn.since
        return stopped

    @cached_property
    def passes(self) -> datetime:
        return self.slow.passes(self.deadline)

    @cached_property
    def box(self) -> Box:
        done = self.closed is not None or self.handed_in is not None
        late = self.judged > self.passes if done else self.judged >= self.passes
        if self.closed is None:
            return Box.OPEN_OVERDUE if late else Box.OPEN_ON_TIME
        if self.owed.outcome not in {"accepted", "ended"}:
            return Box.CANCELLED
        return Box.DONE_LATE if late else Box.DONE_ON_TIME

    @property
    def is_late(self) -> bool:
        return self.box in {Box.DONE_LATE, Box.OPEN_OVERDUE}

    @property
    def is_done(self) -> bool:
        return self.box in {Box.DONE_ON_TIME, Box.DONE_LATE}

    @cached_property
    def worker(self) -> Turn:
        if self.present.phase == "freed":
            return self.present
        own = [turn for turn in self.turns if turn.phase in OWN_WORK[self.owed.kind]]
        return own[-1] if own else self.owed.turns[0]

    def days_late(self) -> int:
        if not self.is_late:
            return 0
        return self.slow.days_between(self.slow.day(self.deadline.moment), self.slow.day(self.judged))

    def cause(self) -> tuple[Saying | None, bool]:
        """What was named as the cause, and whether it had been confirmed."""
        named = sorted(
            (one for one in self.owed.sayings if one.kind == "cause" and one.at <= self.at), key=lambda one: one.at
        )
        confirmed = [one for one in named if one.confirmed is not None and one.confirmed <= self.at]
        if confirmed:
            return max(reversed(confirmed), key=lambda one: one.confirmed or one.at), True
        holders = [one for one in named if not one.beside]
        return ((holders or named)[-1], False) if named else (None, False)

    def confirmed_cause(self) -> str | None:
        cause, confirmed = self.cause()
        return cause.detail if cause is not None and confirmed else None

    def is_self_judged(self) -> bool:
        """Whether the result lies with who worked on it, to accept or accepted."""
        if self.present.phase != "submitted" or (self.closed is not None and not self.is_done):
            return False
        return self.present.person == self.worker.person

    def is_protected(self) -> bool:
        if not self.is_late:
            return False
        beside = self.owed.case.label is not None
        for one in self.owed.sayings:
            credited = one.confirmed is not None and one.confirmed <= self.at
            in_time = one.at <= self.passes or credited
            beside |= one.kind in {"initiative", "blocker"} and one.at <= self.at and in_time
        return beside

    def handling(self) -> timedelta:
        paused = [turn for turn in self.owed.turns if turn.phase == "paused"]
        spent = self.slow.worked(self.owed.opened, self.judged)
        for turn in paused:
            end = self.judged if turn.until is None else min(turn.until, self.judged)
            spent -= self.slow.worked(turn.since, end)
        return spent
