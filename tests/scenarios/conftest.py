"""Worlds of the cast, on the channels that a scenario is played on."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import AsyncIterator, Callable, Generator
from contextlib import AsyncExitStack, asynccontextmanager
from functools import cache
from pathlib import Path

import pytest

from actions.installation import Office
from actions.office.setup import prepare_office
from bot.clock import StandingClock
from bot.trial.telegram import BotApi
from bot.trial.zalo.platform import ZaloApi
from bot.trial.zalo.serving import zalo_application
from storage.database import Database
from tests.copies import Databases, at_once, file_of
from tests.scenarios.advised import EVERY_ADVICE, advised
from tests.scenarios.cast import (
    ALL_ON_TELEGRAM,
    HANOI,
    MONDAY,
    TOKEN,
    ZALO_TOKEN,
    Channels,
    Network,
    World,
    ZaloSide,
    call_in,
    opened,
    seat,
    served,
    turn_sheets_off,
)
from tests.scenarios.channels import EVERY_CHANNEL, compare, outcome
from tests.scenarios.messengers import READING

PASSED = pytest.StashKey[bool]()


async def _seat(address: str, channels: Channels) -> None:
    database = Database(address)
    office = Office(database, timezone=HANOI)
    await prepare_office(office, MONDAY)
    await seat(office, MONDAY, channels)
    await database.close()


@pytest.fixture(scope="session")
def seated_casts(sqlite_databases: Databases, migrated_sqlite: str) -> Callable[[Channels], str]:
    """The address of the office in which the cast has been entered: once, then copied for every scenario."""

    @cache
    def seated(channels: Channels) -> str:
        address = sqlite_databases.copy(migrated_sqlite)
        at_once(_seat(address, channels))
        return address

    return seated


@asynccontextmanager
async def a_zalo(clock: StandingClock, telegram: BotApi | None) -> AsyncIterator[ZaloSide]:
    api = ZaloApi(clock, ZALO_TOKEN)
    network = Network(lambda: zalo_application(api))
    await network.mend()
    api.address = network.address
    try:
        yield ZaloSide(api=api, network=network, web=Network(), telegram=telegram)
    finally:
        await network.cut()


@asynccontextmanager
async def a_world(
    folder: Path, template: str, *, admins: str = "", channels: Channels = ALL_ON_TELEGRAM
) -> AsyncIterator[World]:
    clock = StandingClock(MONDAY)
    api = BotApi(clock, TOKEN)
    database = folder / "dondoc.db"
    shutil.copy(file_of(template), database)
    async with served(api) as network, AsyncExitStack() as around, AsyncExitStack() as stay:
        telegram = api if channels.by_webhook else None
        zalo = await around.enter_async_context(a_zalo(clock, telegram)) if channels.on_zalo else None
        program = await stay.enter_async_context(
            opened(network.address, f"sqlite:///{database}", clock, admins=admins, zalo=zalo)
        )
        await turn_sheets_off(program)
        yield World(api=api, program=program, clock=clock, network=network, database=database, zalo=zalo, stay=stay)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A scenario that is marked so runs three times: on Telegram, on Zalo, and with people on both; once where what it
    is about is not there on Zalo."""
    definition = metafunc.definition
    if "world" in metafunc.fixturenames and definition.get_closest_marker("on_every_channel"):
        played = [ALL_ON_TELEGRAM] if definition.get_closest_marker("telegram_alone") else EVERY_CHANNEL.values()
        metafunc.parametrize("channels", played, ids=lambda one: one.name)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.when == "call":
        item.stash[PASSED] = report.passed
    return report


@pytest.fixture
def channels() -> Channels:
    """Who is on which, where a scenario is played once."""
    return ALL_ON_TELEGRAM


@pytest.fixture
async def world(
    tmp_path: Path,
    seated_casts: Callable[[Channels], str],
    channels: Channels,
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
) -> AsyncIterator[World]:
    """The cast on a Monday at 08:00, everybody linked, nothing assigned."""
    is_compared = request.node.get_closest_marker("on_every_channel") is not None
    async with a_world(tmp_path, seated_casts(channels), channels=channels) as made:
        await call_in(made, channels)
        if is_compared:
            made.reading = READING
        ((seated,),) = made.stored("SELECT max(seq) FROM journal")
        if not os.environ.get(EVERY_ADVICE):
            yield made
        else:
            async with advised(made, tmp_path) as watch:
                yield made
            assert not watch.refused, "\n".join(watch.refused)
        if is_compared and request.node.stash.get(PASSED, False):
            folder = _shared(tmp_path_factory) / "outcomes"
            folder.mkdir(exist_ok=True)
            scenario = f"{request.node.path.stem}.{request.node.name}".replace(channels.name, "", 1)
            compare(folder, re.sub(r"\W", "-", scenario), channels.name, outcome(made, since=seated))


def _shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of this run, for all of its workers."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if os.environ.get("PYTEST_XDIST_WORKER") else own


@pytest.fixture
async def empty_world(tmp_path: Path, migrated_sqlite: str) -> AsyncIterator[World]:
    """The first minute of an installation: nobody is entered, and the account 1001 is named in ADMIN_IDS."""
    async with a_world(tmp_path, migrated_sqlite, admins="1001") as made:
        for number, key, name in ((1001, "clerk", "Lê Thị Hoa"), (1002, "binh", "Bình"), (1003, "an", "An")):
            await made.api.add_person(number, name)
            made.add_player(key, number, name)
        yield made
