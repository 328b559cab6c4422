from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import pytest

from actions.installation import Office
from actions.office.setup import prepare_office
from bot.clock import StandingClock
from bot.trial.telegram import BotApi
from storage.database import Database
from tests.copies import Databases, at_once, file_of
from tests.scenarios.advised import EVERY_ADVICE, advised
from tests.scenarios.cast import (
    HANOI,
    MONDAY,
    TOKEN,
    Player,
    World,
    call_in,
    open_accounts,
    opened,
    seat,
    served,
    turn_sheets_off,
)


async def _seat(address: str) -> None:
    database = Database(address)
    office = Office(database, timezone=HANOI)
    await prepare_office(office, MONDAY)
    await seat(office, MONDAY)
    await database.close()


@pytest.fixture(scope="session")
def seated_cast(sqlite_databases: Databases, migrated_sqlite: str) -> str:
    """The address of the office in which the cast has been entered: once, then copied for every scenario."""
    address = sqlite_databases.copy(migrated_sqlite)
    at_once(_seat(address))
    return address


@asynccontextmanager
async def a_world(folder: Path, template: str, *, admins: str = "") -> AsyncIterator[World]:
    clock = StandingClock(MONDAY)
    api = BotApi(clock, TOKEN)
    database = folder / "dondoc.db"
    shutil.copy(file_of(template), database)
    async with served(api) as network, AsyncExitStack() as stay:
        program = await stay.enter_async_context(opened(network.address, f"sqlite:///{database}", clock, admins=admins))
        await turn_sheets_off(program)
        yield World(api=api, program=program, clock=clock, network=network, database=database, stay=stay)


@pytest.fixture
async def world(tmp_path: Path, seated_cast: str) -> AsyncIterator[World]:
    """The cast on a Monday at 08:00, everybody linked, nothing assigned."""
    async with a_world(tmp_path, seated_cast) as made:
        await open_accounts(made.api)
        call_in(made)
        if not os.environ.get(EVERY_ADVICE):
            yield made
            return
        async with advised(made, tmp_path) as watch:
            yield made
        assert not watch.refused, "\n".join(watch.refused)


@pytest.fixture
async def empty_world(tmp_path: Path, migrated_sqlite: str) -> AsyncIterator[World]:
    """The first minute of an installation: nobody is entered, and the account 1001 is named in ADMIN_IDS."""
    async with a_world(tmp_path, migrated_sqlite, admins="1001") as made:
        for number, key, name in ((1001, "clerk", "Lê Thị Hoa"), (1002, "binh", "Bình"), (1003, "an", "An")):
            await made.api.add_person(number, name)
            made.players[key] = Player(world=made, user_id=number, name=name)
        yield made
