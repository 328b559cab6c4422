"""What the commands stand on: the settings, and the database that they name."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable

import typer

from bot.logs import set_up_logs
from bot.settings import Settings, SettingsWrong
from storage.database import Database
from storage.revisions import is_set_up
from texts.front import upkeep


def read_settings() -> Settings:
    """What the environment says; says what is wrong with it and leaves with 2."""
    try:
        settings = Settings.read()
    except SettingsWrong as wrong:
        for fault in wrong.faults:
            print(upkeep.settings_wrong(fault), file=sys.stderr)
        raise typer.Exit(2) from None
    set_up_logs(settings.log_level, settings.log_format)
    return settings


def with_database(act: Callable[[Database], Awaitable[int]]) -> None:
    """Run an act on the database of the settings as it stands; its number is the exit code."""
    settings = read_settings()

    async def run() -> int:
        database = Database(settings.database_url)
        try:
            if not await is_set_up(database):
                print(upkeep.NO_DATABASE, file=sys.stderr)
                return 1
            return await act(database)
        finally:
            await database.close()

    raise typer.Exit(asyncio.run(run()))
