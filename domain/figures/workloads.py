"""Who had how much in hand, for how long, and how much of that too late (M33, M40)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from domain.duties.duties import DutyKind, Phase
from domain.figures.records import Register, Stretch
from domain.figures.scopes import Keys
from domain.figures.statuses import DutyStatus, Period, whose_stretch
from domain.figures.timelines import TIMELESS
from domain.office.calendar import Calendar


@dataclass(frozen=True, kw_only=True)
class Load:
    """What one person had in hand: open now, overdue, how long held in all and how much of that after the deadline in
    force (M33, M40)."""

    person_id: int
    unit_id: int | None
    held: int
    open_now: int
    overdue_now: int
    holding: timedelta
    holding_late: timedelta


@dataclass(kw_only=True)
class _Hand:
    duties: set[int] = field(default_factory=set)
    open_now: int = 0
    overdue_now: int = 0
    holding: timedelta = timedelta()
    holding_late: timedelta = timedelta()


def loads_of(
    standings: Iterable[DutyStatus], register: Register, period: Period, *, keys: Keys, calendar: Calendar
) -> tuple[Load, ...]:
    """Loads by unit and person. A person's lateness is the working time of their own holding intervals after the
    deadline in force (design §2): so late acceptance is that of who accepts (M17)."""
    hands = defaultdict[int, _Hand](_Hand)
    for standing in standings:
        if standing.record.kind is DutyKind.READING:
            continue
        for stretch in _held_within(standing, period):
            if not (keys.admit_all or keys.admit(whose_stretch(standing.record, stretch, register))):
                continue
            hand = hands[stretch.person_id]
            hand.duties.add(standing.record.duty_id)
            if stretch is standing.present and not standing.is_closed:
                hand.open_now += 1
                hand.overdue_now += standing.is_late
            since, until = max(stretch.since, period.since), stretch.end(period.end)
            if stretch.phase is not Phase.PAUSED:
                hand.holding += calendar.working_time(since, until)
            if stretch.phase not in TIMELESS and until > standing.passes_at:
                hand.holding_late += calendar.working_time(max(since, standing.passes_at), until)
    loads = [
        Load(
            person_id=person_id,
            unit_id=register.unit_of(person_id, period.moment),
            held=len(hand.duties),
            open_now=hand.open_now,
            overdue_now=hand.overdue_now,
            holding=hand.holding,
            holding_late=hand.holding_late,
        )
        for person_id, hand in hands.items()
    ]
    return tuple(sorted(loads, key=lambda load: (load.unit_id is None, load.unit_id or 0, load.person_id)))


def busiest(loads: Iterable[Load]) -> list[Load]:
    """Who holds something now, those with most first."""
    holding = (one for one in loads if one.open_now)
    return sorted(holding, key=lambda one: (-one.open_now, -one.overdue_now, one.person_id))


def _held_within(standing: DutyStatus, period: Period) -> Iterator[Stretch]:
    for stretch in standing.record.stretches:
        if stretch.since <= period.moment and (stretch.until is None or stretch.until >= period.since):
            yield stretch
