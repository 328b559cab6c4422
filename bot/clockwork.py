"""The tick: APScheduler's one job, on a trigger that counts from now."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger

from bot.clock import SystemClock

JOB = "tick"


class FromNow(BaseTrigger):  # type: ignore[misc]  # APScheduler 3 publishes no types
    """Every so many seconds from the last time, whatever the clock did meanwhile: an interval trigger makes up for
    every missed interval after a jump forward."""

    def __init__(self, seconds: float) -> None:
        self.pause = timedelta(seconds=seconds)

    def get_next_fire_time(self, _previous: datetime | None, now: datetime) -> datetime:
        return now + self.pause


class Clockwork(AsyncIOScheduler):  # type: ignore[misc]
    """One job; set back, the clock must not leave it waiting for a moment that it has lived through already."""

    def __init__(self, tick: Callable[[], Awaitable[None]], *, seconds: float) -> None:
        super().__init__(timezone="UTC")
        self.trigger = FromNow(seconds)
        self.add_job(
            tick,
            self.trigger,
            id=JOB,
            next_run_time=SystemClock().now(),
            max_instances=1,
            coalesce=True,
            misfire_grace_time=None,
        )

    def _process_jobs(self) -> float | None:
        job = self.get_job(JOB)
        if job is not None:
            at_latest = self.trigger.get_next_fire_time(None, SystemClock().now())
            if job.next_run_time > at_latest:
                job.modify(next_run_time=at_latest)
        wait: float | None = super()._process_jobs()
        longest: float = self.trigger.pause.total_seconds()
        return longest if wait is None else min(wait, longest)
