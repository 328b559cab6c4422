"""Between two moments the clock has nothing to do, and one look tells it so."""

from __future__ import annotations

from actions.clock.tick import do_chores, next_moment
from storage.sheets import ensure_sheets
from tests.actions.office import SmallOffice, at, counted


async def test_where_nothing_has_come_little_is_asked_and_nothing_written(small: SmallOffice) -> None:
    async with small.database.writing() as connection:
        await ensure_sheets(connection, at=small.now)
    await small.assigned("an")
    await do_chores(small.office, small.now)
    before = await small.snapshot()
    with counted(small.database) as asked:
        await do_chores(small.office, at("2026-11-30 16:44"))
    assert len([statement for statement in asked if statement.startswith("SELECT")]) <= 2
    assert not any(statement.startswith("BEGIN IMMEDIATE") for statement in asked), "nobody has to wait for it"
    assert await small.snapshot() == before


async def test_at_the_next_moment_something_is_done(small: SmallOffice) -> None:
    await small.assigned("an")
    await small.delivered()
    await do_chores(small.office, small.now)
    assert await next_moment(small.office) == at("2026-12-01 09:00")
    await do_chores(small.office, at("2026-12-01 08:59"))
    assert await small.delivered("2026-12-01 08:59") == {}
    await do_chores(small.office, at("2026-12-01 09:00"))
    assert "an" in await small.delivered("2026-12-01 09:00")
