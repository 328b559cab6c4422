"""`python -m bot`: the command line of the contract."""

from __future__ import annotations

import asyncio
import errno
import json
import os
import sys
from collections.abc import Callable, Coroutine
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated, Any

import typer
from aiohttp import web
from xlsxwriter.exceptions import FileCreateError

from actions.clock import audit, bulletins
from actions.office import invitations
from actions.office.setup import prepare_office, public_calendar
from actions.work import Office, Order
from bot import checking, restoring
from bot.clock import SystemClock
from bot.health import health_routes
from bot.importing import import_spreadsheet
from bot.logs import set_up_logs
from bot.memory import collect_seldom
from bot.program import Program, run_until_stopped
from bot.settings import Settings, SettingsWrong
from bot.trial.run import run_trial
from domain.office.calendar import Calendar
from domain.refusals import Refusal
from handlers.front.console import SpanUnreadable, deadline_line, read_span, refused_words
from handlers.office import imports
from storage.backup import InUse, NoBackupHere, NotACopy, NothingToBackUp, sha256_of
from storage.backup import backup as back_up
from storage.database import Database
from storage.journal import AnchorUnreadable, export_lines, read_anchor
from storage.schema import is_set_up, is_up_to_date
from storage.schema import migrate as bring_up
from texts.front import console

FILE_FAULTS = (OSError, FileCreateError)
RESTORE_FAULTS: dict[type[Exception], str] = {
    NoBackupHere: console.BACKUP_BY_POSTGRESQL,
    NotACopy: console.NOT_A_COPY,
    restoring.NotOurs: console.NOT_OURS,
    InUse: console.IN_USE,
}
YEARS = range(1950, 2091)  # in which Tết is known, and the years before and after
PORT_FAULTS = frozenset({errno.EADDRINUSE, errno.EACCES, errno.EADDRNOTAVAIL})

app = typer.Typer(
    add_completion=False,
    no_args_is_help=False,
    help="Dondoc: đôn đốc công việc qua Telegram.",
    pretty_exceptions_enable=False,
)
journal_app = typer.Typer(help="The journal: verify it, write it out.")
app.add_typer(journal_app, name="journal")


def _settings() -> Settings:
    try:
        settings = Settings.read()
    except SettingsWrong as wrong:
        for fault in wrong.faults:
            print(console.settings_wrong(fault), file=sys.stderr)
        raise typer.Exit(2) from None
    set_up_logs(settings.log_level, settings.log_format)
    return settings


def _with_office(act: Callable[[Office, datetime], Coroutine[Any, Any, int]], *, prepared: bool = True) -> None:
    """Run an act on the database of the settings; its number is the exit code."""
    settings = _settings()

    async def run() -> int:
        database = Database(settings.database_url)
        now = SystemClock().now()
        office = Office(database, timezone=settings.zone)
        try:
            if prepared:
                await bring_up(database)
                await prepare_office(office, now)
            elif not await is_set_up(database):
                print(console.NO_DATABASE, file=sys.stderr)
                return 1
            return await act(office, now)
        finally:
            await database.close()

    raise typer.Exit(asyncio.run(run()))


@app.callback(invoke_without_command=True)
def main(context: typer.Context) -> None:
    """Without a subcommand: run the bot, or trial mode where no token is set."""
    if context.invoked_subcommand is not None:
        return
    settings = _settings()
    if settings.token is None:
        _serve(run_trial(settings.http_port), settings.http_port)
        return
    _serve(_run(settings, settings.token), settings.http_port)


def _serve(running: Coroutine[Any, Any, None], port: int) -> None:
    collect_seldom()
    try:
        asyncio.run(running)
    except OSError as wrong:
        if wrong.errno not in PORT_FAULTS:
            raise
        print(console.port_not_opened(port, os.strerror(wrong.errno)), file=sys.stderr)
        raise typer.Exit(1) from None


async def _run(settings: Settings, token: str) -> None:
    program = Program(settings, SystemClock(), token=token)
    await program.prepare()
    served = web.Application()
    served.add_routes(health_routes(program))
    runner = web.AppRunner(served, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, settings.http_host, settings.http_port).start()
        await run_until_stopped(program)
    finally:
        await runner.cleanup()
        await program.close()


@app.command()
def trial(port: Annotated[int | None, typer.Option(help="The page's port.")] = None) -> None:
    """Trial mode: the bot on a platform of its own, with a page to play everybody and a clock to move."""
    settings = _settings()
    chosen = settings.http_port if port is None else port
    _serve(run_trial(chosen), chosen)


@app.command()
def check() -> None:
    """Say in plain words what is wrong with the settings, the database, the token."""
    raise typer.Exit(asyncio.run(checking.check()))


@app.command()
def migrate() -> None:
    """Bring the database to the present schema."""
    settings = _settings()

    async def run() -> None:
        database = Database(settings.database_url)
        try:
            print(console.MIGRATED if await bring_up(database) else console.ALREADY_MIGRATED)
        finally:
            await database.close()

    asyncio.run(run())


@app.command()
def backup(file: Path) -> None:
    """Copy the database into FILE while the bot runs; an existing file is not overwritten."""
    settings = _settings()

    async def run() -> int:
        database = Database(settings.database_url)
        try:
            head = await asyncio.to_thread(back_up, database, file)
            noted = await _note_backup(Office(database, timezone=settings.zone), file, head)
        except NoBackupHere:
            print(console.BACKUP_BY_POSTGRESQL, file=sys.stderr)
            return 1
        except NothingToBackUp:
            print(console.NO_DATABASE, file=sys.stderr)
            return 1
        except FileNotFoundError:
            print(console.folder_missing(file.parent), file=sys.stderr)
            return 1
        except FileExistsError:
            print(console.file_exists(file), file=sys.stderr)
            return 1
        finally:
            await database.close()
        print(console.backed_up(file, noted=noted))
        return 0

    raise typer.Exit(asyncio.run(run()))


async def _note_backup(office: Office, file: Path, head: tuple[int, str] | None) -> bool:
    """Whether the database, of the present schema, could take down that it was copied."""
    if head is None or not await is_up_to_date(office.database):
        return False
    now = SystemClock().now()
    digest = await asyncio.to_thread(sha256_of, file)
    order = Order(now=now, said_at=now, via="cli")
    await audit.record_backup(office, order, file=str(file), digest=digest, head=head)
    return True


@app.command()
def restore(file: Path) -> None:
    """Put a backup in the place of the database, while the bot stands still; what stood there is kept beside it."""
    settings = _settings()

    async def run() -> int:
        try:
            done = await restoring.restore(settings.database_url, file, now=SystemClock().now(), timezone=settings.zone)
        except tuple(RESTORE_FAULTS) as wrong:
            print(RESTORE_FAULTS[type(wrong)], file=sys.stderr)
            return 1
        except FileNotFoundError:
            print(console.file_missing(file), file=sys.stderr)
            return 1
        except OSError as wrong:
            print(console.not_put_back(wrong.strerror or str(wrong)), file=sys.stderr)
            return 1
        except restoring.Unsound as broken:
            print(console.not_restored(broken.soundness), file=sys.stderr)
            return 1
        print(console.restored(file, done.soundness, done.kept))
        for line in console.erasures_after_restore(done.again, known=done.erasures_known):
            print(line)
        return 0

    raise typer.Exit(asyncio.run(run()))


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
        username = await checking.bot_username(_settings())
        print(made.code)
        if username is not None:
            print(f"https://t.me/{username}?start={made.code}")
        return 0

    _with_office(act)


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

    _with_office(act)


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
        if await asyncio.to_thread(file.exists):
            print(console.file_exists(file), file=sys.stderr)
            return 1
        try:
            counts = await imports.export_file(office, order, file, since=begins, until=ends)
        except FILE_FAULTS as wrong:
            print(console.not_written(file, str(wrong)), file=sys.stderr)
            return 1
        print(console.exported(file, counts))
        return 0

    _with_office(act)


@app.command()
def deadline(now: Annotated[str | None, typer.Option(help="Local moment, e.g. 2026-11-23T09:00.")] = None) -> None:
    """Read deadline phrases, one a line, from standard input."""

    settings = _settings()
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

    _with_office(act)


@journal_app.command()
def verify(
    anchor: Annotated[
        str | None, typer.Option(help="A hash posted on some day, as it was posted, or its first 16 characters.")
    ] = None,
    groups: Annotated[list[str] | None, typer.Argument(hidden=True, help="The groups behind its first.")] = None,
) -> None:
    """Recompute the whole chain; exit 1 and name the first broken entry."""
    try:
        posted = [*([] if anchor is None else [anchor]), *(groups or [])]
        looked_for = read_anchor(" ".join(posted)) if posted else None
    except AnchorUnreadable:
        print(console.ANCHOR_UNREADABLE, file=sys.stderr)
        raise typer.Exit(2) from None

    async def act(office: Office, _now: datetime) -> int:
        soundness = await audit.verify_journal(office, anchor=looked_for)
        print(console.journal_words(soundness))
        return 0 if soundness.broken is None else 1

    # A tampered database is looked at as it stands.
    _with_office(act, prepared=False)


@journal_app.command()
def export(file: Path) -> None:
    """Write every entry as a line of JSON."""

    async def act(office: Office, _now: datetime) -> int:
        try:
            with file.open("x", encoding="utf-8") as out:
                async with office.database.reading() as connection:
                    async for entry in export_lines(connection):
                        out.write(json.dumps(entry, ensure_ascii=False) + "\n")
        except OSError as wrong:
            print(console.not_written(file, wrong.strerror), file=sys.stderr)
            return 1
        return 0

    _with_office(act, prepared=False)


if __name__ == "__main__":
    app()
