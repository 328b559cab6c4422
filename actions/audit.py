"""Look over the whole: is anything due left lying, does the journal hold?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from actions.work import Office, Order
from domain.cases import Case
from domain.duties import Duty
from domain.ladder import PlannedStep, who_hears
from domain.people import Chart
from storage import cases, duties, journal, notices
from storage.journal import Soundness


@dataclass(frozen=True, kw_only=True)
class State:
    unsent_since: datetime | None
    head_is_sound: bool
    journal_seq: int


async def look_over(office: Office, now: datetime) -> State:
    """By indexed reads alone: since when a message could have been sent, and whether the last entry is the head."""
    async with office.database.reading() as connection:
        seq, _ = await journal.head(connection)
        return State(
            unsent_since=await notices.oldest_unsent(connection, now),
            head_is_sound=await journal.head_is_last(connection),
            journal_seq=seq,
        )


async def verify_journal(office: Office, *, anchor: str | None = None) -> Soundness:
    async with office.database.reading() as connection:
        return await journal.verify(connection, anchor=anchor)


@dataclass(frozen=True, kw_only=True)
class DutyPlan:
    case: Case
    duty: Duty
    steps: Sequence[PlannedStep]


async def simulate(office: Office, now: datetime, until: datetime) -> tuple[Chart, list[DutyPlan]]:
    """The dated plan of every open duty as it stands, up to a moment."""
    async with office.look(Order(now=now, said_at=now, via="cli")) as view:
        still_open = await duties.open_duties(view.connection)
        known = await cases.cases_of(view.connection, [duty.case_id for duty in still_open])
        plans = [
            DutyPlan(
                case=known[duty.case_id],
                duty=duty,
                steps=[
                    PlannedStep(
                        step=step, told=who_hears(step, duty, known[duty.case_id], view.chart.at(max(now, step.at)))
                    )
                    for step in view.plan(duty, known[duty.case_id], after=duty.stepped_until)
                    if step.at <= until
                ],
            )
            for duty in still_open
        ]
        return view.chart, plans
