"""What the bot can measure of the points of Decree 335/2025/NĐ-CP: per person and month how many products fell due, how
many were completed, how many late (M39). Conversion, quality, the common criteria and the class are for people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from domain.duties.duties import DutyKind, Outcome, Phase
from domain.duties.statements import Cause
from domain.figures.chiefs import upward
from domain.figures.records import Box, Register
from domain.figures.scopes import Keys
from domain.figures.statuses import DutyStatus, Period, returns_of, whose_stretch
from domain.office.calendar import Calendar
from domain.office.people import Unit

OFF_EACH_DELAY = 0.25  # of a product's progress points
PRODUCTS = frozenset({DutyKind.LEAD, DutyKind.COORDINATING})
WITH_OTHERS = frozenset({Phase.SUBMITTED, Phase.PAUSED})  # meanwhile nothing is owed by who works on it


@dataclass(frozen=True, kw_only=True)
class Points:
    """One person's products of a month by Decree 335/2025, as far as the bot can measure it: the share of its
    progress points that each product keeps, the number of products, what was returned (M39)."""

    person_id: int
    unit_id: int | None
    month: date
    products: int  # completed, or due and not completed
    completed: int = 0
    delays: int  # those without a confirmed outside cause
    excused: int
    returned: int
    progress: float | None  # of 100; None without a product
    self_judged: int = 0  # of those completed: accepted by who did it


@dataclass(frozen=True, kw_only=True)
class UnitPoints:
    """The points of those who worked in a unit or below it, added up; `progress` is over all of their products."""

    unit_id: int | None
    month: date
    people: int
    products: int
    completed: int
    delays: int
    excused: int
    returned: int
    progress: float | None
    self_judged: int = 0


@dataclass(kw_only=True)
class _Made:
    completed: int = 0
    outstanding: int = 0
    delays: int = 0
    excused: int = 0
    returned: int = 0
    self_judged: int = 0

    def points(self, person_id: int, unit_id: int | None, month: date) -> Points:
        products = self.completed + self.outstanding
        return Points(
            person_id=person_id,
            unit_id=unit_id,
            month=month,
            products=products,
            completed=self.completed,
            delays=self.delays,
            excused=self.excused,
            returned=self.returned,
            progress=progress_of(products, self.delays),
            self_judged=self.self_judged,
        )


def progress_of(products: int, delays: int) -> float | None:
    """Progress out of 100: each product keeps all of its progress points, less a quarter for each delay that is not
    excused."""
    return 100 * (1 - OFF_EACH_DELAY * delays / products) if products else None


def points_of(
    months: Iterable[tuple[Period, Sequence[DutyStatus]]], register: Register, *, keys: Keys, calendar: Calendar
) -> tuple[Points, ...]:
    """Points of PRODUCTS by month, unit and person, counted in the unit where the person worked at the end of the
    month. A product is a lead or a coordinating part that was accepted in the month, or is overdue with who works on it
    at its end: one that stays overdue is a delay in each month. What waits for acceptance is one of the month in which
    it is accepted."""
    found: list[Points] = []
    for period, standings in months:
        made = defaultdict[int, _Made](_Made)
        for standing in standings:
            _look_at(made, standing, register, period, keys)
        month = calendar.day_of(period.since).replace(day=1)
        of_month = (
            one.points(person_id, register.unit_of(person_id, period.moment), month) for person_id, one in made.items()
        )
        found += sorted(of_month, key=lambda one: (one.unit_id is None, one.unit_id or 0, one.person_id))
    return tuple(found)


def is_completed(standing: DutyStatus) -> bool:
    return standing.is_closed and standing.record.outcome is Outcome.ACCEPTED


def is_product(standing: DutyStatus) -> bool:
    """Whether it is a product of a month in which it was open: accepted, or overdue with who works on it."""
    outstanding = standing.box is Box.OPEN_OVERDUE and standing.present.phase not in WITH_OTHERS
    return is_completed(standing) or outstanding


def _look_at(made: dict[int, _Made], standing: DutyStatus, register: Register, period: Period, keys: Keys) -> None:
    record = standing.record
    for at, worked in returns_of(record):
        if period.has(at) and keys.admit(whose_stretch(record, worked, register)):
            made[worked.person_id].returned += 1
    completed = is_completed(standing)
    outstanding = is_product(standing) and not completed
    whose = whose_stretch(record, standing.worker, register)
    if not (completed or outstanding) or not keys.admit(whose):
        return
    one = made[whose.person_id]
    one.completed += completed
    one.self_judged += completed and standing.is_self_judged()
    one.outstanding += outstanding
    if standing.is_late:
        excused = standing.confirmed_cause() is Cause.OUTSIDE
        one.excused += excused
        one.delays += not excused


def rolled_up(points: Iterable[Points], units: Mapping[int, Unit], *, keys: Keys) -> tuple[UnitPoints, ...]:
    """From person to section and on to every unit above it that the scope takes in (M39): by month, each unit before
    those below it. A unit's counts hold those of the units below, so they do not add up over all rows."""
    groups: dict[tuple[date, tuple[int, ...]], list[Points]] = {}
    for one in points:
        own, *above = (*upward(one.unit_id, units),) or (None,)
        chain = [unit_id for unit_id in (own, *filter(keys.takes_in, above)) if unit_id is not None]
        for place in range(len(chain)) if chain else (0,):
            groups.setdefault((one.month, tuple(reversed(chain[place:]))), []).append(one)
    # What belongs to no unit stands last, as everywhere.
    order = sorted(groups, key=lambda group: (group[0], not group[1], group[1]))
    return tuple(_added_up(chain[-1] if chain else None, month, groups[month, chain]) for month, chain in order)


def beside(points: Iterable[UnitPoints], own: UnitPoints) -> list[UnitPoints]:
    """Those of the other units of a unit's report in the same month: of the units below it."""
    return [one for one in points if one.month == own.month and one.unit_id != own.unit_id]


def of_last_month(points: Sequence[UnitPoints]) -> list[UnitPoints]:
    last = max((one.month for one in points), default=None)
    return [one for one in points if one.month == last]


def _added_up(unit_id: int | None, month: date, those: Sequence[Points]) -> UnitPoints:
    products, delays = sum(one.products for one in those), sum(one.delays for one in those)
    return UnitPoints(
        unit_id=unit_id,
        month=month,
        people=len(those),
        products=products,
        completed=sum(one.completed for one in those),
        delays=delays,
        excused=sum(one.excused for one in those),
        returned=sum(one.returned for one in those),
        progress=progress_of(products, delays),
        self_judged=sum(one.self_judged for one in those),
    )
