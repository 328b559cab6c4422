"""A small office on both databases: entered once, by the acts by which an office is entered, then copied."""

from __future__ import annotations

import asyncio
import shutil
import uuid
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from storage.database import Database
from storage.schema import migrate
from tests.actions.office import SmallOffice


@dataclass(frozen=True)
class Seated:
    """A database in which the cast has been entered, and everybody's id."""

    place: str
    ids: dict[str, int]


async def _seat(address: str) -> dict[str, int]:
    database = Database(address)
    await migrate(database)
    small = SmallOffice(database)
    await small.open()
    await database.close()
    return small.ids


def seat(address: str) -> dict[str, int]:
    """In a thread of its own: session fixtures have no event loop to stand on."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(asyncio.run, _seat(address)).result()


@pytest.fixture(scope="session")
def seated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Seated:
    place = tmp_path_factory.mktemp("seated") / "dondoc.db"
    return Seated(str(place), seat(f"sqlite:///{place}"))


@pytest.fixture(scope="session")
def seated_postgresql(postgresql_server: str) -> Seated:
    with psycopg.connect(postgresql_server, autocommit=True) as connection:
        connection.execute("CREATE DATABASE seated")
    return Seated("seated", seat(postgresql_server.replace("/postgres?", "/seated?")))


@pytest.fixture
def seated(request: pytest.FixtureRequest, database_kind: str) -> Seated:
    found: Seated = request.getfixturevalue(f"seated_{database_kind}")
    return found


@pytest.fixture(params=["sqlite", "postgresql"])
def database_kind(request: pytest.FixtureRequest) -> str:
    kind: str = request.param
    return kind


@pytest.fixture
def database_address(
    request: pytest.FixtureRequest, database_kind: str, seated: Seated, tmp_path: Path
) -> Iterator[str]:
    """The address of a copy of the seated office, once of each kind."""
    if database_kind == "sqlite":
        shutil.copy(seated.place, tmp_path / "dondoc.db")
        yield f"sqlite:///{tmp_path}/dondoc.db"
        return
    server: str = request.getfixturevalue("postgresql_server")
    name = f"t{uuid.uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{seated.place}"')
    yield server.replace("/postgres?", f"/{name}?")
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
async def small(database: Database, seated: Seated) -> AsyncIterator[SmallOffice]:
    """The office, at 09:00 of a working Monday; at the end its journal must hold and its duties be in order."""
    office = SmallOffice(database, seated.ids)
    yield office
    await office.is_in_order()
