"""What an installation needs before its first command: the rules of the office and the public holidays."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from actions.work import Office
from domain.calendar import Calendar
from storage import calendars, policies
from storage.holidays import public_holidays, worked_days

YEARS_AHEAD = 3


def public_calendar(timezone: ZoneInfo, now: datetime) -> Calendar:
    """The calendar of an office that has decided nothing of its own."""
    years = _years(now.astimezone(timezone).year)
    return Calendar(timezone=timezone, days_off=public_holidays(years), worked=worked_days(years))


def _years(year: int) -> range:
    return range(year - 1, year + YEARS_AHEAD + 1)


async def prepare_office(office: Office, now: datetime) -> None:
    """The default rules where there are none, and the public holidays of last year and the coming ones."""
    year = now.astimezone(office.timezone).year
    async with office.database.writing() as connection:
        await policies.ensure_policy(connection, at=now)
        stored = await calendars.base_years(connection)
        if stored is None or stored[1] < year + YEARS_AHEAD:
            years = _years(year)
            await calendars.store_base(connection, off=public_holidays(years), worked=worked_days(years).items())
