"""A database made by an earlier release opens, migrates, verifies, goes on where it was killed, and gives the same
reports to the last figure."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from actions.clock import audit
from actions.report_input import ReportWindow, register_for
from storage.database import Database
from storage.revisions import is_up_to_date
from tests.copies import Databases, migrated
from tests.databases.restored import FOLDER, HANOI, MONDAY, copied, lived_on, told, unpacked
from tests.oracle.agreement import compared, differences, sums_that_fail
from tests.oracle.two_counts import made, recounted, replayed, rules_of
from tests.scenarios.cast import World, moment

pytestmark = pytest.mark.long(45)

SCHEMA = "schema_0024"
MONTHS = (9, 10, 11)


@pytest.fixture
async def restored(tmp_path: Path, database_kind: str, databases: Databases) -> AsyncIterator[str]:
    """The address of the database at the present schema, once of each kind."""
    address = f"sqlite:///{unpacked(SCHEMA, tmp_path)}"
    await migrated(address)
    if database_kind == "sqlite":
        yield address
        return
    server = databases.empty()
    await copied(address, server)
    yield server
    databases.drop(server)


@pytest.fixture
async def world(restored: str, tmp_path: Path) -> AsyncIterator[World]:
    async with lived_on(restored, tmp_path / f"{SCHEMA}.db") as found:
        yield found


async def test_it_says_to_the_last_figure_what_it_said_before(world: World) -> None:
    """After a change of words on purpose: python -m tests.databases.write_told"""
    parts = [f"== {title}\n{words}\n" async for title, words in told(world)]
    before = (FOLDER / f"{SCHEMA}.txt").read_text(encoding="utf-8")
    assert "\n".join(parts) == before
    await audit.audit_hourly(world.program.office, MONDAY)
    state = await audit.look_over(world.program.office, MONDAY)
    assert (state.audited_at, state.found) == (MONDAY, ())
    assert (state.due, state.unread_since, sum(state.set_aside.values())) == (0, None, 0)
    assert (await audit.verify_journal(world.program.office)).broken is None


async def test_every_figure_is_what_its_journal_says(restored: str) -> None:
    database = Database(restored)
    assert await is_up_to_date(database)
    async with database.reading() as connection:
        rules = await rules_of(connection, HANOI)
    replay = await replayed(database)
    for month in MONTHS:
        span = ReportWindow(since=moment(1, month=month), until=moment(1, month=month + 1), at=MONDAY)
        async with database.reading() as connection:
            report = made(await register_for(connection, span, rules.calendar), span, rules)
        assert list(differences(report, recounted(replay, span, rules))) == []
        assert list(sums_that_fail(report)) == []
        assert compared(report) > 300
    await database.close()
