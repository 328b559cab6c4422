"""A small year, played through the real actions: every figure of every report is what the journal alone says."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time

import pytest
from sqlalchemy import insert, select, text

from actions.report_input import ReportWindow, register_for
from benchmarks.year import HANOI, Size, begun
from domain.figures.figures import Grouping
from domain.figures.records import Register
from domain.figures.reports import report_of
from domain.figures.scopes import Scope
from storage.database import Database
from storage.schema import migrate
from storage.tables import journal, metadata
from tests.copies import Databases, at_once
from tests.oracle.agreement import compared, differences, sums_that_fail
from tests.oracle.replay_tasks import TaskReplay
from tests.oracle.two_counts import Rules, made, recounted, replayed, rules_of

pytestmark = pytest.mark.long(40)

SIZE = Size(
    tasks=80,
    opinions=36,
    people=36,
    units=6,
    seed=8,
    last=date(2026, 5, 15),
    moves=12,
    absent=0.01,
    unrest=3,
    storm=date(2026, 4, 7),
)
PLAYED = """
task.assigned duty.opened duty.acknowledged duty.delegated duty.reported duty.initiative blocker.raised
late_words.credited duty.submitted duty.returned duty.accepted duty.ended duty.handed_over case.closed
case.withdrawn case.corrected case.assigner_changed task.paused task.resumed task.reassigned extension.asked
extension.granted extension.denied refusal.asked transfer.asked transfer.granted direction.asked direction.given
dossier.drafted
submission.asked submission.granted cause.proposed cause.confirmed opinion.asked opinion.drafted
opinion.signed opinion.answered opinion.lacking opinion.supplied opinion.deemed opinion.late deadline.moved
person.corrected absence.began absence.ended
"""
WRITTEN_AT = time(6, 30)  # of the first day of a month: the clock has ticked, nothing has been said


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=HANOI)


def month(number: int, *, asked: str | None = None) -> ReportWindow:
    until = at(f"2026-{number + 1:02}-01")
    return ReportWindow(since=at(f"2026-{number:02}-01"), until=until, at=at(asked) if asked else until)


TIMES = {
    "a month": month(3),
    "a month with Tết in it, as of much later": month(2, asked="2026-05-15 10:00"),
    "a month under way": month(4, asked="2026-04-09 14:20"),
    "a month at its first minute": month(4, asked="2026-04-01 00:00"),
    "a quarter": ReportWindow(since=at("2026-01-01"), until=at("2026-04-01"), at=at("2026-04-02 08:00")),
    "a year under way": ReportWindow(since=at("2026-01-01"), until=at("2027-01-01"), at=at("2026-05-15 23:00")),
    "a year as of a past moment": ReportWindow(
        since=at("2026-01-01"), until=at("2027-01-01"), at=at("2026-03-17 15:03")
    ),
    "any days": ReportWindow(since=at("2026-03-04 09:11"), until=at("2026-03-20 15:02"), at=at("2026-03-18 10:10")),
}


@dataclass(frozen=True, kw_only=True)
class Played:
    """The year in a database, what its journal tells, and the registers from which reports were made on the way."""

    address: str
    told: TaskReplay
    rules: Rules
    then: dict[int, Register]


async def _play(address: str) -> Played:
    database = Database(address)
    year = await begun(database, SIZE)
    then: dict[int, Register] = {}
    for number in (1, 2, 3):
        await year.run(datetime.combine(date(2026, number + 1, 1), WRITTEN_AT, HANOI))
        async with database.reading() as connection:
            rules = await rules_of(connection, HANOI)
            then[number] = await register_for(connection, month(number), rules.calendar)
    await year.run(datetime.combine(SIZE.last, time(23), HANOI))
    async with database.reading() as connection:
        acts = set(await connection.scalars(select(journal.c.act).distinct()))
    assert set(PLAYED.split()) - acts == set(), "everything that changes a figure has been done"
    assert sum(year.refused.values()) < sum(year.done.values()) / 10
    async with database.reading() as connection:
        rules = await rules_of(connection, HANOI)
    told = await replayed(database)
    await database.close()
    return Played(address=address, told=told, rules=rules, then=then)


async def _copy(played: Played, address: str) -> Played:
    """The same rows in PostgreSQL."""
    source, target = Database(played.address), Database(address)
    await migrate(target)
    async with source.reading() as reading, target.writing() as writing:
        await writing.execute(text("SET session_replication_role = replica"))  # rows refer to later ones
        for table in metadata.sorted_tables:
            rows = [dict(row._mapping) for row in await reading.execute(select(table))]
            await writing.execute(table.delete())
            if rows:
                await writing.execute(insert(table), rows)
    told = await replayed(target)
    await source.close()
    await target.close()
    return replace(played, address=address, told=told)


@pytest.fixture(scope="session")
def played_sqlite(sqlite_databases: Databases) -> Played:
    return at_once(_play(sqlite_databases.empty()))


@pytest.fixture(scope="session")
def played_postgresql(played_sqlite: Played, postgresql_databases: Databases) -> Played:
    return at_once(_copy(played_sqlite, postgresql_databases.empty()))


@pytest.fixture
def played(request: pytest.FixtureRequest, database_kind: str) -> Played:
    found: Played = request.getfixturevalue(f"played_{database_kind}")
    return found


async def register_now(played: Played, span: ReportWindow, person_id: int | None = None) -> Register:
    database = Database(played.address)
    async with database.reading() as connection:
        register = await register_for(connection, span, played.rules.calendar, person_id=person_id)
    await database.close()
    return register


@pytest.mark.parametrize("when", TIMES)
async def test_every_figure_is_what_the_journal_says(played: Played, when: str) -> None:
    span = TIMES[when]
    report = made(await register_now(played, span), span, played.rules)
    assert list(differences(report, recounted(played.told, span, played.rules))) == []
    assert list(sums_that_fail(report)) == []
    assert compared(report) > 300, "there was something to compare"


@pytest.mark.parametrize("number", [1, 2, 3])
async def test_last_months_report_stays_what_it_was(played: Played, number: int) -> None:
    """Only what was registered wrongly and set right since is right in it now."""
    span = month(number)
    then, now = played.then[number], await register_now(played, span)
    as_registered = {record.case.id: record.case for record in then.records}
    records = tuple(replace(record, case=as_registered.get(record.case.id, record.case)) for record in now.records)
    assert made(replace(now, records=records), span, played.rules) == made(then, span, played.rules)


async def test_a_report_about_one_thing_is_its_group(played_sqlite: Played) -> None:
    span = TIMES["a quarter"]
    register = await register_now(played_sqlite, span)
    report = made(register, span, played_sqlite.rules)
    scopes = {
        Grouping.PERSON: lambda key: Scope(person_id=key),
        Grouping.FIELD: lambda key: Scope(field=key),
        Grouping.RANK: lambda key: Scope(rank=key),
        Grouping.ASSIGNER: lambda key: Scope(assigner_id=key),
    }
    for grouping, scope in scopes.items():
        for group in report.groups[grouping][:9]:
            if group.key is not None:
                alone = report_of(
                    register,
                    since=span.since,
                    until=span.until,
                    at=span.at,
                    calendar=played_sqlite.rules.calendar,
                    policies=played_sqlite.rules.policies,
                    scope=scope(group.key),
                )
                assert alone.whole == group.figures


@pytest.mark.parametrize("when", ["a month", "a month under way", "a year as of a past moment"])
async def test_ones_own_figures_are_the_same_made_of_what_concerns_one_alone(played: Played, when: str) -> None:
    span = TIMES[when]
    everything = await register_now(played, span)
    people = sorted({stretch.person_id for record in everything.records for stretch in record.stretches})
    assert len(people) > 20
    for person_id in people:
        own = await register_now(played, span, person_id)
        assert len(own.records) < len(everything.records)
        of_all, of_own = (
            report_of(
                register,
                since=span.since,
                until=span.until,
                at=span.at,
                calendar=played.rules.calendar,
                policies=played.rules.policies,
                units=played.rules.units,
                scope=Scope(person_id=person_id),
            )
            for register in (everything, own)
        )
        assert of_own == of_all, person_id


async def test_a_figure_that_is_wrong_by_one_is_found(played_sqlite: Played) -> None:
    span = TIMES["a month"]
    report = made(await register_now(played_sqlite, span), span, played_sqlite.rules)
    recount = recounted(played_sqlite.told, span, played_sqlite.rules)
    boxes = replace(report.whole.boxes, done_late=report.whole.boxes.done_late + 1)
    line = replace(report.lines[0], days_late=report.lines[0].days_late + 1)
    wrong = replace(
        report, whole=replace(report.whole, boxes=boxes), lines=(line, *report.lines[1:]), loads=report.loads[1:]
    )
    assert len(list(differences(wrong, recount))) == 3
    assert list(sums_that_fail(wrong))
