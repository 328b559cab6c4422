"""The working calendar as data: public holidays as the base, what the office decided above them (M27)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.calendar import Calendar
from storage.facts import changed
from storage.tables import calendar_days

CALENDAR = "calendar"


async def load_calendar(connection: AsyncConnection, timezone: ZoneInfo) -> Calendar:
    rows = await connection.execute(select(calendar_days).order_by(calendar_days.c.day, calendar_days.c.source))
    days: dict[str, dict[date, str]] = {"off": {}, "worked": {}, "half": {}, "plain": {}}
    for row in rows:  # the office's row of a day comes after its base row and replaces it
        for kind in days.values():
            kind.pop(row.day, None)
        days[row.kind][row.day] = row.name
    return Calendar(timezone=timezone, days_off=days["off"], worked=days["worked"], half_days=days["half"])


async def base_years(connection: AsyncConnection) -> tuple[int, int] | None:
    """The first and last year of which public holidays are stored."""
    row = (
        await connection.execute(
            select(func.min(calendar_days.c.day), func.max(calendar_days.c.day)).where(calendar_days.c.source == "base")
        )
    ).one()
    return None if row[0] is None else (row[0].year, row[1].year)


async def store_base(
    connection: AsyncConnection, *, off: Mapping[date, str], worked: Iterable[tuple[date, str]] = ()
) -> None:
    """Replace the public holidays; what the office decided stays."""
    await connection.execute(delete(calendar_days).where(calendar_days.c.source == "base"))
    rows = [{"day": day, "source": "base", "kind": "off", "name": name} for day, name in off.items()]
    rows += [{"day": day, "source": "base", "kind": "worked", "name": name} for day, name in worked]
    await connection.execute(insert(calendar_days), rows)
    await changed(connection, CALENDAR)
