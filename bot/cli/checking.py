"""`python -m bot check`: what is wrong, in plain words."""

from __future__ import annotations

import asyncio

import typer

from bot.idle_settings import NoEffect, without_effect
from bot.settings import Settings, SettingsWrong
from storage import journal
from storage.database import Database, DatabaseAddressUnknown
from storage.restorations import erasures_unknown
from storage.revisions import newest, revision
from texts.front import checking, upkeep

IDLE = {
    NoEffect.UNKNOWN: checking.setting_unknown,
    NoEffect.OUTDONE: checking.setting_outdone,
    NoEffect.IN_TRIAL: checking.setting_in_trial,
    NoEffect.NO_BOT: checking.setting_without_bot,
}


def run() -> None:
    raise typer.Exit(asyncio.run(check()))


async def check() -> int:
    """Print one line for each thing looked at; 0 when all is well."""
    try:
        settings = Settings.read()
    except SettingsWrong as wrong:
        for fault in wrong.faults:
            print(checking.settings_found_wrong(fault))
        return 1
    print(checking.SETTINGS_GOOD)
    for name, why in without_effect(settings, in_trial=not settings.has_bot).items():
        print(IDLE[why](name))
    if settings.zalo_token is not None and not settings.public_url:
        print(checking.NO_PUBLIC_URL)
    results = [await _database(settings), await _platforms(settings)]
    return 0 if all(results) else 1


async def _platforms(settings: Settings) -> bool:
    if not settings.has_bot:
        print(checking.NO_TOKEN)
        return True
    from bot.cli.platforms import check_platforms  # noqa: PLC0415 – its libraries are many

    return await check_platforms(settings)


async def _database(settings: Settings) -> bool:
    try:
        database = Database(settings.database_url)
    except DatabaseAddressUnknown:
        print(checking.ADDRESS_WRONG)
        return False
    if not database.is_there:
        print(checking.DATABASE_TO_BE_MADE)
        return True
    try:
        fault = await database.answers()
        if fault is not None:
            print(checking.database_closed(fault))
            return False
        return await _content(database, settings)
    finally:
        await database.close()


async def _content(database: Database, settings: Settings) -> bool:
    async with database.reading() as connection:
        present = await revision(connection)
        sound = present is None or await journal.head_is_last(connection)
        unknown = [] if present is None else await erasures_unknown(connection)
    if present is None:
        print(checking.DATABASE_EMPTY)
    elif present != newest():
        print(checking.DATABASE_OLD)
    else:
        print(checking.DATABASE_GOOD if sound else checking.JOURNAL_WRONG)
    for one in unknown:
        print(upkeep.erasures_unknown(one, settings.zone))
    return sound
