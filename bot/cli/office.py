"""The office from the command line: people and spreadsheets, deadlines as they are read, what is to come."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Coroutine
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import typer
from xlsxwriter.exceptions import FileCreateError

from actions.clock import audit, bulletins
from actions.installation import Office
from actions.office import invitations
from actions.office.setup import prepare_office
from actions.order import Order
from bot.cli.frame import read_settings
from bot.cli.importing import import_spreadsheet
from bot.cli.platforms import doors
from bot.clock import SystemClock
from domain.refusals import Refusal
from handlers.front.console import SpanUnreadable, read_span, refused_words
from handlers.office import imports
from storage.database import Database
from storage.schema import migrate as bring_up
from texts.front import console, upkeep

FILE_FAULTS = (OSError, FileCreateError)


def with_office(act: Callable[[Office, datetime], Coroutine[Any, Any, int]]) -> None:
    """Run an act on the office of the settings, brought up to date; its number is the exit code."""
    settings = read_settings()

    async def run() -> int:
        database = Database(settings.database_url)
        now = SystemClock().now()
        office = Office(database, timezone=settings.zone)
        try:
            await bring_up(database)
            await prepare_office(office, now)
            return await act(office, now)
        finally:
            await database.close()

    raise typer.Exit(asyncio.run(run()))


def invite(name: str) -> None:
    async def act(office: Office, now: datetime) -> int:
        order = Order(now=now, said_at=now, via="cli")
        try:
            made = await invitations.invite_from_console(office, order, name=name)
        except Refusal as refusal:
            async with office.look(order) as view:
                print(refused_words(view, refusal), file=sys.stderr)
            return 1
        print(made.code)
        for link in [door.link(made.code) for door in await doors(read_settings())]:
            print(link)
        return 0

    with_office(act)


def import_file(file: Path, *, by: str | None, preview: bool, again: bool) -> None:
    async def act(office: Office, now: datetime) -> int:
        return await import_spreadsheet(office, now, file, by=by, preview=preview, again=again)

    with_office(act)


def export_file(file: Path, *, since: str | None, until: str | None) -> None:
    async def act(office: Office, now: datetime) -> int:
        order = Order(now=now, said_at=now, via="cli")
        async with office.look(order) as view:
            calendar = view.calendar
        try:
            begins, ends = read_span(since, until, now=now, calendar=calendar)
        except SpanUnreadable as unreadable:
            print(console.span_unreadable(unreadable.option, unreadable.phrase, unreadable.meant), file=sys.stderr)
            return 2
        return await _export(office, order, file, since=begins, until=ends)

    with_office(act)


async def _export(office: Office, order: Order, file: Path, *, since: datetime | None, until: datetime | None) -> int:
    if await asyncio.to_thread(file.exists):
        print(upkeep.file_exists(file), file=sys.stderr)
        return 1
    try:
        counts = await imports.export_file(office, order, file, since=since, until=until)
    except FILE_FAULTS as wrong:
        print(upkeep.not_written(file, str(wrong)), file=sys.stderr)
        return 1
    print(console.exported(file, counts))
    return 0


def simulate(days: int) -> None:
    async def act(office: Office, now: datetime) -> int:
        chart, plans = await audit.simulate(office, now, now + timedelta(days=days))
        for line in console.plan_words(office.timezone, chart, plans):
            print(line)
        for line in console.sheet_words(office.timezone, chart, await bulletins.sheets_ahead(office, now)):
            print(line)
        return 0

    with_office(act)
