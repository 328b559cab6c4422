"""Migrations bring an empty database to the tables that the code knows, once, and keep what was stored."""

import asyncio
import re
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect

from storage.calendars import DayKind, EnteredDay, base_days
from storage.cases import cases_of
from storage.database import Database
from storage.duties import duties_of_case
from storage.migrations import versions
from storage.reviews import open_review
from storage.revisions import newest, revision
from storage.schema import migrate, upgrade
from storage.tables import metadata


async def test_a_migrated_database_has_the_tables_that_the_code_knows(database: Database) -> None:
    async with database.reading() as connection:
        assert await revision(connection) == newest()
        differences = await connection.run_sync(
            lambda sync: compare_metadata(MigrationContext.configure(sync), metadata)
        )
    assert differences == []


async def test_migrations_and_tables_agree_on_every_constraint_and_index(database: Database) -> None:
    """compare_metadata looks at neither CHECK constraints nor the conditions of indexes."""
    async with database.rebuilding() as connection:
        migrated = await connection.run_sync(_described)
        await connection.run_sync(_emptied)
        await connection.run_sync(metadata.create_all)
        assert await connection.run_sync(_described) == migrated
        await connection.rollback()


def _described(connection: Connection) -> dict[str, Any]:
    found = inspect(connection)
    return {
        table: {
            "checks": sorted((one["name"], _plain(one["sqltext"])) for one in found.get_check_constraints(table)),
            "uniques": sorted(sorted(one["column_names"]) for one in found.get_unique_constraints(table)),
            "indexes": sorted(
                (one["name"], one["column_names"], one["unique"], _conditions(one)) for one in found.get_indexes(table)
            ),
            "foreign": sorted(
                (one["constrained_columns"], one["referred_table"]) for one in found.get_foreign_keys(table)
            ),
        }
        for table in sorted(metadata.tables)
    }


def _conditions(index: Any) -> list[tuple[str, str]]:
    return sorted((name, _plain(str(value))) for name, value in index.get("dialect_options", {}).items())


def _plain(text: str) -> str:
    return re.sub(r"[\s()\"]+|::\w+(\[\])?", "", text)


def _emptied(connection: Connection) -> None:
    metadata.drop_all(connection)


FIRST_ROWS = (
    "INSERT INTO policies (version, data, since) VALUES (1, '{}', '2026-11-30T01:00:00.000000Z')",
    "INSERT INTO people (id, name, folded) VALUES (1, 'Nguyễn Văn An', 'nguyen van an')",
    "INSERT INTO cases (id, kind, number, title, product, proposal, draft_name, draft_hash, assigner_id, registrar_id,"
    " urgency, document, policy_version, due_at, due_names_hour, original_due_at, original_names_hour, signing, state,"
    " opened_at) VALUES (7, 'task', 1, 'Báo cáo', 'Báo cáo', '', 'tep.docx', 'abc', 1, 1, 'normal', '12/UBND', 1,"
    " '2026-12-07T09:30:00.000000Z', true, '2026-12-07T09:30:00.000000Z', true, true, 'open',"
    " '2026-11-30T01:00:00.000000Z')",
    "INSERT INTO duties (id, case_id, kind, to_unit, holder_id, held_since, turn, phase, due_at, due_names_hour,"
    " act_by, opened_at, extensions, stepped_until, next_step_at, version) VALUES (9, 7, 'lead', false, 1,"
    " '2026-11-30T01:00:00.000000Z', 1, 'working', '2026-12-07T09:30:00.000000Z', true, '2026-12-07T09:30:00.000000Z',"
    " '2026-11-30T01:00:00.000000Z', 0, '2026-11-30T01:00:00.000000Z', '2026-12-01T01:00:00.000000Z', 0)",
    "INSERT INTO holdings (duty_id, turn, person_id, since) VALUES (9, 1, 1, '2026-11-30T01:00:00.000000Z')",
)


async def test_what_the_first_version_stored_is_there_after_every_migration(empty_address: str) -> None:
    database = Database(empty_address)
    async with database.rebuilding() as connection:
        await connection.run_sync(lambda sync: upgrade(sync, to="0001"))
        for statement in FIRST_ROWS:
            await connection.exec_driver_sql(statement)
    assert await migrate(database)
    async with database.reading() as connection:
        (duty,) = await duties_of_case(connection, 7)
        case = (await cases_of(connection, [7]))[7]
    await database.close()
    assert (duty.id, duty.holder_id, duty.milestones) == (9, 1, ())
    assert (case.file_name, case.document, case.source) == ("tep.docx", "12/UBND", None)
    assert duty.next_step_at == duty.stepped_until, "the next tick plans what has begun by the ladder of today"


async def test_a_holiday_only_foreseen_keeps_its_name_and_that_it_is_foreseen(empty_address: str) -> None:
    """Up to 0024 the end of its name said so, in the days and in what a review keeps of the calendar before it."""
    database = Database(empty_address)
    async with database.rebuilding() as connection:
        await connection.run_sync(lambda sync: upgrade(sync, to="0024"))
        for statement in (
            "INSERT INTO calendar_days (day, source, kind, name) VALUES ('2027-02-06', 'base', 'off', 'Tết (dự kiến)')",
            "INSERT INTO calendar_days (day, source, kind, name) VALUES ('2027-01-01', 'base', 'off', 'Tết dương')",
            "INSERT INTO calendar_reviews (begun_at, reached, prior) VALUES ('2026-11-30T01:00:00.000000Z', 0,"
            ' \'{"base": [["2027-02-06", "off", "Tết (dự kiến)", ""]], "days": [], "hours": []}\')',
        ):
            await connection.exec_driver_sql(statement)
    await migrate(database)
    async with database.writing() as connection:
        days = await base_days(connection)
        review = await open_review(connection)
    await database.close()
    foreseen = EnteredDay(day=date(2027, 2, 6), kind=DayKind.OFF, name="Tết", forecast=True)
    assert days == (EnteredDay(day=date(2027, 1, 1), kind=DayKind.OFF, name="Tết dương"), foreseen)
    assert review is not None
    assert review.prior.base == (foreseen,)


PUBLISHED = {
    "0001_first": "07ea8ecf034f8bad00799d3c8b2f85362e16313f4371c3432fd7d93bec089d71",
    "0002_tasks": "ab3625c557d76d4c4629a462d836019b99a436dd8acb13498c84ffa99d0c46de",
    "0003_calendar": "c6eaf1b431e0f774258883fb2d28d3f430d4133c3ee5e1c60785d851ded26b49",
    "0004_opinions": "4d4e269faf0d9c0363f14f37911ff123e5196b6c63c66470d0540c090ffa6e68",
    "0005_people": "209230f05354daeb47b5ca7918cb98c2606bf0d208bc9e6af023d3ed8e40ed3c",
    "0006_sending": "00c4ecaad9d5c811a5b7b8db2a7bb2e00466c9d4f3940e25afb397dd6af9c4bf",
    "0007_lists": "d40a0d383d03c879dedb8878078f8eb2338f7cd649937da3edb31b4656078787",
    "0008_dialogues": "0f8e774bb1735b6d760f5425df9814399caa88f00490a51a39c86c7f4ce4d234",
    "0009_records": "d5f3b7a7245d5539e057710573fa452f554f8006ddad7b274dc344a0886ca689",
    "0010_sheets": "097a59ef474dfda616dcec4532720ca16634b0c4773fc69577b0fe2d95967848",
    "0011_units": "73ee63a93ea1ba7f9c76e0b209eef1297e503fa7f2e5fb5ea2e98c8bd10f0d67",
}


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_published_migration_is_never_touched(name: str) -> None:
    """Where it has run already, what is changed in it never comes: that belongs into a later one."""
    text = Path(versions.__path__[0], f"{name}.py").read_text(encoding="utf-8")
    assert sha256(text.encode()).hexdigest() == PUBLISHED[name]


async def test_two_processes_that_start_together_migrate_once(empty_address: str) -> None:
    first, second = Database(empty_address), Database(empty_address)
    changed = await asyncio.gather(migrate(first), migrate(second))
    assert sorted(changed) == [False, True]
    await first.close()
    await second.close()
