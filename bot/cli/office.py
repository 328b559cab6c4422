"""The office from the command line: people and spreadsheets, deadlines as they are read, what is to come."""

from __future__ import annotations

import asyncio
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer
from xlsxwriter.exceptions import FileCreateError

from actions.clock import audit, bulletins
from actions.installation import Office
from actions.office import invitations
from actions.office.setup import prepare_office, public_calendar
from actions.order import Order
from bot.cli.app import app, read_settings, with_office
from bot.cli.importing import import_spreadsheet
from bot.cli.platforms import doors
from bot.clock import SystemClock
from bot.settings import Settings
from domain.office.calendar import Calendar
from domain.refusals import Refusal
from handlers.front.console import SpanUnreadable, deadline_line, read_span, refused_words
from handlers.office import imports
from storage.database import Database
from storage.schema import migrate as bring_up
from texts.front import console

FILE_FAULTS = (OSError, FileCreateError)
YEARS = range(1950, 2091)  # in which Tết is known, and the years before and after


@app.command()
def invite(name: str) -> None:
    """Print a one-time code for a person, and its link where the bot's name is known."""

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


@app.command("import")
def import_file(
    file: Path,
    as_person: Annotated[str | None, typer.Option("--as", help="Who imports; the office's first.")] = None,
    preview: Annotated[bool, typer.Option("--preview", help="Say what would be done, and do nothing.")] = False,
    again: Annotated[bool, typer.Option("--again", help="Also what has been imported before.")] = False,
) -> None:
    """Import units, people and tasks from FILE.xlsx, all or nothing; every bad cell is named."""

    async def act(office: Office, now: datetime) -> int:
        return await import_spreadsheet(office, now, file, by=as_person, preview=preview, again=again)

    with_office(act)


@app.command("export")
def export_file(
    file: Path,
    since: Annotated[
        str | None, typer.Option("--from", help="First day of assignment, or a time: 2026-11-01, tháng 11/2026.")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--to", help="Last day of assignment, or a time: 2026-11-30, quý IV/2026.")
    ] = None,
) -> None:
    """Export units, people and the tasks of a time to FILE.xlsx, in the columns of the import."""

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
        print(console.file_exists(file), file=sys.stderr)
        return 1
    try:
        counts = await imports.export_file(office, order, file, since=since, until=until)
    except FILE_FAULTS as wrong:
        print(console.not_written(file, str(wrong)), file=sys.stderr)
        return 1
    print(console.exported(file, counts))
    return 0


@app.command()
def deadline(now: Annotated[str | None, typer.Option(help="Local moment, e.g. 2026-11-23T09:00.")] = None) -> None:
    """Read deadline phrases, one a line, from standard input."""

    settings = read_settings()
    try:
        moment = datetime.fromisoformat(now).replace(tzinfo=settings.zone) if now else SystemClock().now()
        if moment.year not in YEARS:
            raise ValueError(moment.year)  # noqa: TRY301
    except ValueError:
        print(console.NOW_UNREADABLE, file=sys.stderr)
        raise typer.Exit(2) from None
    calendar = asyncio.run(_calendar(settings, moment))
    for line in sys.stdin:
        print(deadline_line(line.rstrip("\r\n"), now=moment, calendar=calendar))


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


@app.command()
def simulate(days: Annotated[int, typer.Option(min=1, max=3660)] = 60) -> None:
    """Print the dated plan of every open duty, and when the bot next says something by itself."""

    async def act(office: Office, now: datetime) -> int:
        chart, plans = await audit.simulate(office, now, now + timedelta(days=days))
        for line in console.plan_words(office.timezone, chart, plans):
            print(line)
        for line in console.sheet_words(office.timezone, chart, await bulletins.sheets_ahead(office, now)):
            print(line)
        return 0

    with_office(act)
