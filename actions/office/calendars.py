"""The working calendar as the office enters it: days off, swapped and half days, office hours by season (M27)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from actions.installation import Office
from actions.order import Order
from actions.transaction import Transaction
from domain.acts import Act
from domain.duties.cases import LABEL_LIMIT, require_length
from domain.journal.rules import CalendarChanged
from domain.office.calendar import DAY, Calendar
from domain.office.hours import Season, Session, hours_in_order
from domain.permissions import Permission
from domain.refusals import (
    DaysOutOfReach,
    HoursOverlap,
    HoursUnclear,
    NothingEntered,
    NoticeMissing,
    OffAlready,
    WorkedAlready,
)
from domain.rights import relations_to_office
from storage import calendars, reviews, sheets
from storage.calendars import DayKind, EnteredDay, EnteredHours

LONGEST_OFF = 60  # days; more at once is a slip of the finger
FURTHEST_BACK = timedelta(days=366)  # a storm is entered when it is over; what is older has been reported on
FURTHEST_AHEAD = timedelta(days=3 * 366)
SHOWN_AHEAD = timedelta(days=400)


@dataclass(frozen=True, kw_only=True)
class Entered:
    """What was entered: the days that it changes, in order."""

    first: date
    last: date
    days: tuple[date, ...] = ()


@dataclass(frozen=True, kw_only=True)
class CalendarView:
    """The calendar from today on: what is in force, and what stands behind it."""

    calendar: Calendar
    today: date
    days: tuple[EnteredDay, ...]
    hours: tuple[EnteredHours, ...]


async def show_calendar(office: Office, order: Order) -> CalendarView:
    """The special days to come, the office's word in place of the public holiday's; everybody may read it."""
    async with office.look(order) as view:
        today = view.calendar.day_of(view.now)
        decided = await calendars.decided(view.connection)
        known = {one.day: one for one in (*await calendars.base_days(view.connection), *decided.days)}
        return CalendarView(
            calendar=view.calendar,
            today=today,
            days=tuple(known[day] for day in sorted(known) if today <= day <= today + SHOWN_AHEAD),
            hours=tuple(one for one in decided.hours if one.season.last >= today),
        )


async def enter_days(office: Office, order: Order, *, kind: DayKind, first: date, last: date, notice: str) -> Entered:
    """Days off, worked instead, or worked by half, with the notice on which they rest. Of a range those days are
    entered for which it makes a difference; refused where it makes none."""
    async with office.act(order) as work:
        _allow(work)
        if not notice:
            raise NoticeMissing
        require_length(notice, LABEL_LIMIT)
        _check_reach(work, first, last)
        names = {one.day: one.name for one in await calendars.base_days(work.connection)}
        entered = [
            EnteredDay(
                day=day,
                kind=kind,
                name=names.get(day, "") if _names(kind) else "",
                notice=notice,
            )
            for day in _days(first, last)
            if _makes_sense(work.calendar, day, kind, known=day in names)
        ]
        if not entered:
            raise WorkedAlready(day=first) if kind is DayKind.WORKED else OffAlready(day=first)
        await _begin_review(work)
        await calendars.enter_days(work.connection, entered)
        days = [one.day for one in entered]
        await _record(work, kind, days, notice)
        return Entered(first=first, last=last, days=tuple(days))


def _names(kind: DayKind) -> bool:
    """A day off keeps the name of its holiday: its notice has come out."""
    return kind is DayKind.OFF


def _makes_sense(calendar: Calendar, day: date, kind: DayKind, *, known: bool) -> bool:
    match kind:
        case DayKind.OFF:
            return known or calendar.is_working_day(day)
        case DayKind.WORKED:
            return not calendar.is_working_day(day)
        case _:
            return calendar.is_working_day(day)


async def enter_hours(
    office: Office, order: Order, *, first: date, last: date, hours: tuple[Session, ...], notice: str = ""
) -> Entered:
    """Office hours between two days; two seasons never overlap."""
    async with office.act(order) as work:
        _allow(work)
        require_length(notice, LABEL_LIMIT)
        _check_reach(work, first, last, longest=FURTHEST_BACK.days)
        if not hours_in_order(hours):
            raise HoursUnclear(text=calendars.hours_text(hours))
        decided = await calendars.decided(work.connection)
        for one in decided.hours:
            if one.season.first <= last and first <= one.season.last:
                raise HoursOverlap(first=one.season.first, last=one.season.last)
        await _begin_review(work)
        season = Season(first=first, last=last, hours=hours)
        await calendars.enter_hours(work.connection, EnteredHours(season=season, notice=notice))
        await _record(work, "hours", [first, last], notice, hours=calendars.hours_text(hours))
        return Entered(first=first, last=last)


async def take_back_days(office: Office, order: Order, *, first: date, last: date, notice: str = "") -> Entered:
    """What the office entered about these days is no longer said; a public holiday about which it had said nothing is
    a plain day from now on."""
    async with office.act(order) as work:
        _allow(work)
        require_length(notice, LABEL_LIMIT)
        _check_reach(work, first, last)
        own = {one.day for one in (await calendars.decided(work.connection)).days}
        base = {one.day for one in await calendars.base_days(work.connection)}
        wanted = list(_days(first, last))
        back = [day for day in wanted if day in own]
        plain = [day for day in wanted if day in base - own]
        if not back and not plain:
            raise NothingEntered(day=first)
        await _begin_review(work)
        await calendars.forget_days(work.connection, back)
        await calendars.enter_days(
            work.connection, [EnteredDay(day=day, kind=DayKind.PLAIN, notice=notice) for day in plain]
        )
        days = sorted([*back, *plain])
        await _record(work, "taken_back", days, notice)
        return Entered(first=first, last=last, days=tuple(days))


async def take_back_hours(office: Office, order: Order, *, day: date) -> Entered:
    """The season to which the day belongs is over for good: the usual hours apply."""
    async with office.act(order) as work:
        _allow(work)
        decided = await calendars.decided(work.connection)
        season = next((one.season for one in decided.hours if one.season.first <= day <= one.season.last), None)
        if season is None:
            raise NothingEntered(day=day, hours=True)
        await _begin_review(work)
        await calendars.forget_hours(work.connection, season)
        await _record(work, "hours_taken_back", [season.first, season.last], "")
        return Entered(first=season.first, last=season.last)


def _allow(work: Transaction) -> None:
    work.allow(Permission.CHANGE_CALENDAR, relations_to_office(work.sender))


def _check_reach(work: Transaction, first: date, last: date, *, longest: int = LONGEST_OFF) -> None:
    today = work.calendar.day_of(work.now)
    within = today - FURTHEST_BACK <= first <= last <= today + FURTHEST_AHEAD
    if not within or (last - first).days >= longest:
        raise DaysOutOfReach(first=first, last=last)


def _days(first: date, last: date) -> Iterable[date]:
    return (first + count * DAY for count in range((last - first).days + 1))


async def _begin_review(work: Transaction) -> None:
    """Every open duty is looked at under the new calendar, by the clock and in batches (actions/clock/replanning.py);
    the sheets are planned anew."""
    await reviews.begin_review(work.connection, await calendars.stored_calendar(work.connection), at=work.now)
    await sheets.look_again(work.connection, at=work.now)


async def _record(work: Transaction, change: str, days: list[date], notice: str, *, hours: str | None = None) -> None:
    await work.record(
        Act.CALENDAR_CHANGED, CalendarChanged(change=change, days=tuple(days), hours=hours), words={"notice": notice}
    )
