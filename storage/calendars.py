"""The working calendar as data: public holidays as the base, what the office decided above them (M27)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.office.calendar import Calendar
from domain.office.hours import Season, Session
from storage.settings_store import changed
from storage.tables import calendar_days, office_hours
from storage.types import AnyRow

CALENDAR = "calendar"
BASE, OFFICE = "base", "office"


class DayKind(StrEnum):
    OFF = "off"
    WORKED = "worked"  # a weekend day or a holiday that is worked instead of another
    HALF = "half"  # the morning alone is worked
    PLAIN = "plain"  # nothing special, whatever the public holidays say


@dataclass(frozen=True, kw_only=True)
class EnteredDay:
    """What is entered about a day: `name` is the holiday's, `notice` the document on which it rests. A `forecast` is a
    holiday whose yearly notice is not out yet."""

    day: date
    kind: DayKind
    name: str = ""
    notice: str = ""
    forecast: bool = False


@dataclass(frozen=True, kw_only=True)
class EnteredHours:
    season: Season
    notice: str = ""


@dataclass(frozen=True, kw_only=True)
class EnteredCalendar:
    """What the office itself has entered."""

    days: tuple[EnteredDay, ...] = ()
    hours: tuple[EnteredHours, ...] = ()


@dataclass(frozen=True, kw_only=True)
class StoredCalendar:
    """Everything of which a calendar is made."""

    base: tuple[EnteredDay, ...]
    decided: EnteredCalendar

    def calendar(self, timezone: ZoneInfo) -> Calendar:
        return calendar_of(self.base, self.decided, timezone)


async def load_calendar(connection: AsyncConnection, timezone: ZoneInfo) -> Calendar:
    return (await stored_calendar(connection)).calendar(timezone)


async def stored_calendar(connection: AsyncConnection) -> StoredCalendar:
    return StoredCalendar(base=await base_days(connection), decided=await decided(connection))


def calendar_of(base: Sequence[EnteredDay], above: EnteredCalendar, timezone: ZoneInfo) -> Calendar:
    """The public holidays with the office's own decisions above them. Half a day of a weekend day that is worked is
    worked in the morning."""
    days: dict[DayKind, dict[date, str]] = {kind: {} for kind in DayKind}
    forecasts = {one.day for one in base if one.forecast} - {one.day for one in above.days}
    for entered in (*base, *above.days):  # the office's word on a day comes after the base's and replaces it
        for kind in DayKind:
            if (kind, entered.kind) != (DayKind.WORKED, DayKind.HALF):
                days[kind].pop(entered.day, None)
        days[entered.kind][entered.day] = entered.name or entered.notice
    return Calendar(
        timezone=timezone,
        days_off=days[DayKind.OFF],
        forecasts=frozenset(forecasts),
        worked=days[DayKind.WORKED],
        half_days=days[DayKind.HALF],
        seasons=tuple(entered.season for entered in above.hours),
    )


async def base_days(connection: AsyncConnection) -> tuple[EnteredDay, ...]:
    return await _days(connection, BASE)


async def decided(connection: AsyncConnection) -> EnteredCalendar:
    rows = await connection.execute(select(office_hours).order_by(office_hours.c.first))
    return EnteredCalendar(days=await _days(connection, OFFICE), hours=tuple(_hours(row) for row in rows))


async def _days(connection: AsyncConnection, source: str) -> tuple[EnteredDay, ...]:
    query = select(calendar_days).where(calendar_days.c.source == source).order_by(calendar_days.c.day)
    return tuple(
        EnteredDay(day=row.day, kind=DayKind(row.kind), name=row.name, notice=row.notice, forecast=row.forecast)
        for row in await connection.execute(query)
    )


def _hours(row: AnyRow) -> EnteredHours:
    return EnteredHours(
        season=Season(first=row.first, last=row.last, hours=hours_from_text(row.hours)), notice=row.notice
    )


def hours_text(hours: Sequence[Session]) -> str:
    """`07:30-11:30 13:00-17:00`"""
    return " ".join(f"{session.opens:%H:%M}-{session.closes:%H:%M}" for session in hours)


def hours_from_text(text: str) -> tuple[Session, ...]:
    pairs = (session.split("-") for session in text.split())
    return tuple(Session(opens=time.fromisoformat(opens), closes=time.fromisoformat(closes)) for opens, closes in pairs)


async def enter_days(connection: AsyncConnection, entered: Sequence[EnteredDay]) -> None:
    """The office's word on each of these days, in place of an earlier one."""
    await forget_days(connection, [one.day for one in entered])
    if entered:
        await connection.execute(
            insert(calendar_days),
            [_columns(one, OFFICE) for one in entered],
        )
    await changed(connection, CALENDAR)


def _columns(one: EnteredDay, source: str) -> dict[str, Any]:
    return {
        "day": one.day,
        "source": source,
        "kind": one.kind,
        "name": one.name,
        "notice": one.notice,
        "forecast": one.forecast,
    }


async def forget_days(connection: AsyncConnection, days: Iterable[date]) -> None:
    """What the office said of these days; the public holidays stay."""
    await connection.execute(
        delete(calendar_days).where(calendar_days.c.source == OFFICE, calendar_days.c.day.in_(set(days)))
    )
    await changed(connection, CALENDAR)


async def enter_hours(connection: AsyncConnection, entered: EnteredHours) -> None:
    season = entered.season
    await connection.execute(
        insert(office_hours).values(
            first=season.first, last=season.last, hours=hours_text(season.hours), notice=entered.notice
        )
    )
    await changed(connection, CALENDAR)


async def forget_hours(connection: AsyncConnection, season: Season) -> None:
    await connection.execute(delete(office_hours).where(office_hours.c.first == season.first))
    await changed(connection, CALENDAR)


def stored_data(stored: StoredCalendar) -> dict[str, Any]:
    """The calendar as plain JSON data."""
    return {
        "base": [_day_data(one) for one in stored.base],
        "days": [_day_data(one) for one in stored.decided.days],
        "hours": [
            [one.season.first.isoformat(), one.season.last.isoformat(), hours_text(one.season.hours), one.notice]
            for one in stored.decided.hours
        ],
    }


def stored_from(data: Mapping[str, Any]) -> StoredCalendar:
    hours = tuple(
        EnteredHours(
            season=Season(first=date.fromisoformat(first), last=date.fromisoformat(last), hours=hours_from_text(text)),
            notice=notice,
        )
        for first, last, text, notice in data["hours"]
    )
    days = tuple(_day_from(one) for one in data["days"])
    return StoredCalendar(
        base=tuple(_day_from(one) for one in data["base"]), decided=EnteredCalendar(days=days, hours=hours)
    )


def _day_data(one: EnteredDay) -> list[str | bool]:
    return [one.day.isoformat(), one.kind, one.name, one.notice, one.forecast]


def _day_from(data: tuple[str, str, str, str, bool]) -> EnteredDay:
    day, kind, name, notice, forecast = data
    return EnteredDay(day=date.fromisoformat(day), kind=DayKind(kind), name=name, notice=notice, forecast=forecast)


async def base_years(connection: AsyncConnection) -> tuple[int, int] | None:
    """The first and last year of which public holidays are stored."""
    row = (
        await connection.execute(
            select(func.min(calendar_days.c.day), func.max(calendar_days.c.day)).where(calendar_days.c.source == BASE)
        )
    ).one()
    return None if row[0] is None else (row[0].year, row[1].year)


async def store_base(connection: AsyncConnection, days: Iterable[EnteredDay]) -> None:
    """Replace the public holidays; what the office decided stays."""
    await connection.execute(delete(calendar_days).where(calendar_days.c.source == BASE))
    await connection.execute(insert(calendar_days), [_columns(one, BASE) for one in days])
    await changed(connection, CALENDAR)
