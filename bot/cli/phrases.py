"""Deadline phrases, as they are read."""

from __future__ import annotations

import asyncio
import sys
from datetime import datetime

import typer

from actions.installation import Office
from actions.office.setup import prepare_office, public_calendar
from actions.order import Order
from bot.cli.frame import read_settings
from bot.clock import SystemClock
from bot.settings import Settings
from deadlines import DateQuestion, read_deadline
from domain.office.calendar import Calendar
from storage.database import Database
from storage.schema import migrate as bring_up
from texts.front import upkeep

YEARS = range(1950, 2091)  # in which Tết is known, and the years before and after


def read(now: str | None) -> None:
    """One a line from standard input, as at that local moment."""
    settings = read_settings()
    try:
        moment = datetime.fromisoformat(now).replace(tzinfo=settings.zone) if now else SystemClock().now()
        if moment.year not in YEARS:
            raise ValueError(moment.year)  # noqa: TRY301
    except ValueError:
        print(upkeep.NOW_UNREADABLE, file=sys.stderr)
        raise typer.Exit(2) from None
    calendar = asyncio.run(_calendar(settings, moment))
    for line in sys.stdin:
        print(_as_read(line.rstrip("\r\n"), now=moment, calendar=calendar))


def _as_read(phrase: str, *, now: datetime, calendar: Calendar) -> str:
    """`YYYY-MM-DDTHH:MM` in local time, or `?`, a tab and the reason."""
    read = read_deadline(phrase, now=now, calendar=calendar, sent_at=now)
    if isinstance(read, DateQuestion):
        return f"?\t{read.reason}"
    return f"{calendar.local(read.moment):%Y-%m-%dT%H:%M}"


async def _calendar(settings: Settings, moment: datetime) -> Calendar:
    """The office's own calendar, or the public holidays where there is no office yet."""
    database = Database(settings.database_url)
    try:
        if not database.is_there:
            return public_calendar(settings.zone, moment)
        await bring_up(database)
        office = Office(database, timezone=settings.zone)
        await prepare_office(office, moment)
        async with office.look(Order(now=moment, said_at=moment, via="cli")) as view:
            return view.calendar
    finally:
        await database.close()
