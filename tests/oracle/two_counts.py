"""A report as it is made, and what is needed to make it once more from the journal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sqlalchemy import select

from actions.report_input import ReportWindow
from domain.figures.records import Register
from domain.figures.reports import Report, report_of
from domain.office.calendar import Calendar
from domain.office.people import Unit
from domain.rules.policy import Policy
from storage import journal
from storage.calendars import load_calendar
from storage.charts import load_chart
from storage.database import Connection, Database
from storage.policies import load_policies
from storage.tables import words
from tests.oracle.recount_people import WholeRecount
from tests.oracle.replay_tasks import TaskReplay
from tests.oracle.slow_calendar import SlowCalendar


@dataclass(frozen=True, kw_only=True)
class Rules:
    calendar: Calendar
    policies: Mapping[int, Policy]
    units: Mapping[int, Unit]


async def rules_of(connection: Connection, timezone: ZoneInfo) -> Rules:
    return Rules(
        calendar=await load_calendar(connection, timezone),
        policies=await load_policies(connection),
        units=(await load_chart(connection)).units,
    )


def made(register: Register, span: ReportWindow, rules: Rules) -> Report:
    return report_of(
        register,
        since=span.since,
        until=span.until,
        at=span.at,
        calendar=rules.calendar,
        policies=rules.policies,
        units=rules.units,
    )


async def replayed(database: Database) -> TaskReplay:
    """What the whole journal tells."""
    async with database.reading() as connection:
        texts = {row.id: row.text for row in await connection.execute(select(words.c.id, words.c.text))}
        replay = TaskReplay(texts)
        async for rows in journal.stored_rows(connection):
            replay.read(journal.entry_of(row) for row in rows)
    return replay


def recounted(replay: TaskReplay, span: ReportWindow, rules: Rules) -> WholeRecount:
    return WholeRecount(
        replay,
        since=span.since,
        until=span.until,
        at=span.at,
        slow=SlowCalendar(rules.calendar),
        policies=rules.policies,
    )
