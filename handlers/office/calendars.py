"""The working calendar by chat: everybody reads it, the office changes it with the number of a notice (M27)."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import time

from actions.office import calendars
from actions.office.calendars import Entered
from deadlines import Lean
from domain.names import fold
from domain.office.hours import Session
from domain.refusals import HoursUnclear, Unreadable
from handlers.desk import Call, Command, Reply
from handlers.reading.when import interval
from storage.calendars import DayKind
from texts.front.usage import everybody
from texts.office import calendars as texts

COMMAND = "lichnghi"
_CLOCK = r"(\d{1,2})\s*(?:h|g|giờ|gio|:)\s*(\d{2})?"
_SESSION = re.compile(rf"{_CLOCK}\s*(?:-|–|—|đến|den)\s*{_CLOCK}")  # as phones write it
_BETWEEN_SESSIONS = re.compile(r"[,&+]|(?<!\w)(?:và|va)(?!\w)")
MOST_SESSIONS = 4


@dataclass(frozen=True, kw_only=True)
class CalendarCommand:
    """What stands behind the verb: the days as typed, and what follows the semicolons."""

    days: str
    rest: str


async def calendar(call: Call) -> Reply:
    """`VERB DATE [- DATE]; …`; without a verb the calendar as it stands."""
    if not call.text:
        return Reply(text=texts.shown(await calendars.show_calendar(call.office, call.order)))
    verb, wish = _parsed(call.text)
    return await verb(call, wish)


async def _day_off(call: Call, wish: CalendarCommand) -> Reply:
    return await _enter(call, wish, DayKind.OFF)


async def _worked(call: Call, wish: CalendarCommand) -> Reply:
    return await _enter(call, wish, DayKind.WORKED)


async def _half_day(call: Call, wish: CalendarCommand) -> Reply:
    return await _enter(call, wish, DayKind.HALF)


async def _enter(call: Call, wish: CalendarCommand, kind: DayKind) -> Reply:
    days = await interval(call, wish.days, lean=Lean.AHEAD)
    done = await calendars.enter_days(
        call.office, call.order, kind=kind, first=days.first, last=days.last, notice=wish.rest
    )
    return Reply(text=texts.entered(done, kind, wish.rest))


async def _hours(call: Call, wish: CalendarCommand) -> Reply:
    written, _, notice = (part.strip() for part in wish.rest.partition(";"))
    days = await interval(call, wish.days, lean=Lean.AHEAD)
    hours = parse_hours(written)
    done = await calendars.enter_hours(
        call.office, call.order, first=days.first, last=days.last, hours=hours, notice=notice
    )
    return Reply(text=texts.hours_entered(done, hours, notice))


async def _take_back(call: Call, wish: CalendarCommand) -> Reply:
    days = await interval(call, wish.days, lean=Lean.AHEAD)
    done = await calendars.take_back_days(call.office, call.order, first=days.first, last=days.last, notice=wish.rest)
    shown = await calendars.show_calendar(call.office, call.order)
    return Reply(text=texts.taken_back(done, shown.calendar))


async def _take_back_hours(call: Call, wish: CalendarCommand) -> Reply:
    days = await interval(call, wish.days, lean=Lean.AHEAD)
    done: Entered = await calendars.take_back_hours(call.office, call.order, day=days.first)
    return Reply(text=texts.hours_taken_back(done))


_VERBS: dict[str, Callable[[Call, CalendarCommand], Awaitable[Reply]]] = {
    "nghi": _day_off,
    "lam bu": _worked,
    "nua ngay": _half_day,
    "bo gio": _take_back_hours,
    "bo": _take_back,
    "gio": _hours,
}


def _parsed(text: str) -> tuple[Callable[[Call, CalendarCommand], Awaitable[Reply]], CalendarCommand]:
    """Raises Unreadable where no verb begins the text, or no days follow it."""
    words = text.split()
    for count in (2, 1):
        verb = _VERBS.get(fold(" ".join(words[:count])))
        if verb is not None:
            days, _, rest = text.split(maxsplit=count)[count].partition(";") if len(words) > count else ("", "", "")
            if days.strip():
                return verb, CalendarCommand(days=days.strip(), rest=rest.strip())
    raise Unreadable(command=COMMAND)


def parse_hours(text: str) -> tuple[Session, ...]:
    """`7h00-11h30, 13h30-17h00`. Raises HoursUnclear."""
    parts = [part.strip() for part in _BETWEEN_SESSIONS.split(text)]
    found = [_SESSION.fullmatch(part.casefold()) for part in parts]
    if not 0 < len(parts) <= MOST_SESSIONS or not all(found):
        raise HoursUnclear(text=text)
    try:
        return tuple(
            Session(opens=time(int(one[1]), int(one[2] or 0)), closes=time(int(one[3]), int(one[4] or 0)))
            for one in found
            if one is not None
        )
    except ValueError as impossible:
        raise HoursUnclear(text=text) from impossible


COMMANDS = (Command(usage=everybody.LICHNGHI, run=calendar, rights=(), changes=True),)
