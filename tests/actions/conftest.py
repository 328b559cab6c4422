"""A small office on both databases: entered once, by the acts by which an office is entered, then copied."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from storage.database import Database
from tests.actions.office import SmallOffice
from tests.copies import Databases, at_once


@dataclass(frozen=True)
class Seated:
    """A database in which the cast has been entered, and everybody's id."""

    address: str
    ids: dict[str, int]


async def seat(address: str) -> dict[str, int]:
    database = Database(address)
    small = SmallOffice(database)
    await small.open()
    await database.close()
    return small.ids


@pytest.fixture(scope="session")
def seated_sqlite(sqlite_databases: Databases, migrated_sqlite: str) -> Seated:
    address = sqlite_databases.copy(migrated_sqlite)
    return Seated(address, at_once(seat(address)))


@pytest.fixture(scope="session")
def seated_postgresql(postgresql_databases: Databases, migrated_postgresql: str) -> Seated:
    address = postgresql_databases.copy(migrated_postgresql)
    return Seated(address, at_once(seat(address)))


@pytest.fixture
def seated(request: pytest.FixtureRequest, database_kind: str) -> Seated:
    found: Seated = request.getfixturevalue(f"seated_{database_kind}")
    return found


@pytest.fixture
def template(seated: Seated) -> str:
    return seated.address


@pytest.fixture
async def small(database: Database, seated: Seated) -> AsyncIterator[SmallOffice]:
    """The office, at 09:00 of a working Monday; at the end its journal must hold and its duties be in order."""
    office = SmallOffice(database, seated.ids)
    yield office
    await office.is_in_order()
