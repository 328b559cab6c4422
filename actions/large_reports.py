"""The report of a large office: read and reckoned in a process beside ours, so that only who asked waits for it."""

from __future__ import annotations

import asyncio
from zoneinfo import ZoneInfo

from actions.aside import REPORTS
from actions.installation import Office
from actions.order import Order
from actions.report_input import ReportInput, ReportWindow, figures_of, gather
from actions.view import View
from domain.figures.reports import Report
from domain.figures.scopes import Scope
from domain.figures.trends import reach_of
from storage.database import Database
from storage.records import are_many

LARGE = 300  # cases: their figures take a tenth of a second


async def is_large(view: View, span: ReportWindow) -> bool:
    return await are_many(view.connection, reach_of(span.since, span.at, view.calendar), LARGE)


async def reckon_aside(office: Office, order: Order, *, scope: Scope, span: ReportWindow) -> tuple[Report, Scope]:
    """The report, and its scope as the tasks have it. Raises FieldUnknown, TooHeavy. The process ends with it: what a
    large report takes of memory is given back."""
    try:
        return await REPORTS.make(_reckoned, office.database.address, office.timezone.key, order, scope, span)
    finally:
        await REPORTS.rest()


# In the other process


def _reckoned(address: str, timezone: str, order: Order, scope: Scope, span: ReportWindow) -> tuple[Report, Scope]:
    material = asyncio.run(_read(address, ZoneInfo(timezone), order, scope, span))
    return figures_of(material), material.scope


async def _read(address: str, timezone: ZoneInfo, order: Order, scope: Scope, span: ReportWindow) -> ReportInput:
    database = Database(address)
    try:
        async with Office(database, timezone=timezone).look(order) as view:
            return await gather(view, scope=scope, span=span)
    finally:
        await database.close()
