"""The command line: its frame, and what every command of it stands on."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Coroutine
from datetime import datetime
from typing import Any

import typer

from actions.installation import Office
from actions.office.setup import prepare_office
from bot.clock import SystemClock
from bot.logs import set_up_logs
from bot.settings import Settings, SettingsWrong
from storage.database import Database
from storage.schema import is_set_up
from storage.schema import migrate as bring_up
from texts.front import console

app = typer.Typer(
    add_completion=False,
    no_args_is_help=False,
    help="Dondoc: đôn đốc công việc qua Telegram.",
    pretty_exceptions_enable=False,
)


def read_settings() -> Settings:
    """What the environment says; says what is wrong with it and leaves with 2."""
    try:
        settings = Settings.read()
    except SettingsWrong as wrong:
        for fault in wrong.faults:
            print(console.settings_wrong(fault), file=sys.stderr)
        raise typer.Exit(2) from None
    set_up_logs(settings.log_level, settings.log_format)
    return settings


def with_office(act: Callable[[Office, datetime], Coroutine[Any, Any, int]], *, prepared: bool = True) -> None:
    """Run an act on the database of the settings; its number is the exit code."""
    settings = read_settings()

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
