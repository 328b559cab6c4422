"""What an installation needs before its first command: the rules of the office and the public holidays."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from actions.installation import Office
from actions.order import Order
from domain.acts import Act
from domain.journal.rules import HolidaysStored
from domain.office.calendar import Calendar
from storage import calendars, policies, reviews, settings_store, sheets
from storage.holidays import base_version, public_days

YEARS_AHEAD = 3
BASE_VERSION = "holidays_version"


def public_calendar(timezone: ZoneInfo, now: datetime) -> Calendar:
    """The calendar of an office that has decided nothing of its own."""
    years = _years(now.astimezone(timezone).year)
    return calendars.calendar_of(public_days(years), calendars.EnteredCalendar(), timezone)


def _years(year: int) -> range:
    return range(year - 1, year + YEARS_AHEAD + 1)


async def is_prepared(office: Office) -> bool:
    """Whether it has rules and a calendar, of whichever version of the program."""
    async with office.database.reading() as connection:
        return await settings_store.fact(connection, BASE_VERSION) is not None


async def prepare_office(office: Office, now: datetime) -> None:
    """The default rules where there are none, and the public holidays of last year and the coming ones. Where a new
    version of the program knows other holidays, open duties are planned anew by them."""
    year = now.astimezone(office.timezone).year
    async with office.act(Order(now=now, said_at=now, via="start")) as work:
        await policies.ensure_policy(work.connection, at=now)
        await sheets.ensure_sheets(work.connection, at=now)
        stored = await calendars.base_years(work.connection)
        known = await settings_store.fact(work.connection, BASE_VERSION)
        years = _years(year)
        if stored is not None and stored[0] <= years[0] and stored[1] >= years[-1] and known == base_version():
            return
        if stored is not None:
            before = await calendars.stored_calendar(work.connection)
            await reviews.begin_review(work.connection, before, at=now)
            await sheets.look_again(work.connection, at=now)
            await work.record(Act.CALENDAR_HOLIDAYS_STORED, HolidaysStored(version=base_version()))
        await calendars.store_base(work.connection, public_days(years))
        await settings_store.set_fact(work.connection, BASE_VERSION, base_version())
