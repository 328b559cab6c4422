"""How long a report takes and how much memory, from the database to the three files; whether every figure of it is what
the journal says.

Run from the root of the project, with a database that `python -m benchmarks.year` has made (it is only read):
    python -m benchmarks.reports --database sqlite:///year.db [--month 2026-11] [--months 1] [--no-recount]
"""

from __future__ import annotations

import argparse
import asyncio
import resource
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time
from itertools import islice, pairwise
from time import perf_counter, process_time

from actions.installation import Office
from actions.report_input import ReportWindow, register_for
from actions.reports import FinishedReport
from benchmarks.year import HANOI
from bot.memory import collect_seldom
from domain.figures.reports import Report
from domain.figures.scopes import Scope
from storage.database import Connection, Database
from storage.journal import words_of
from tests.oracle.agreement import compared, differences, sums_that_fail
from tests.oracle.two_counts import Rules, made, recounted, replayed, rules_of
from texts.scene import Scene

AGENCY = "UBND tỉnh"
SHOWN = 10  # differences printed


def files_of(scene: Scene, told: FinishedReport) -> dict[str, bytes]:
    """The three files of a report, by their names."""
    from documents.pictures.reports import report_picture  # noqa: PLC0415
    from documents.reports.letter import paper  # noqa: PLC0415 (what they need is part of the measure)
    from documents.reports.workbook import workbook  # noqa: PLC0415

    with timed("picture"):
        picture = report_picture(scene, told.report)
    with timed("spreadsheet"):
        spreadsheet = workbook(scene, told, agency=AGENCY)
    with timed("document"):
        document = paper(scene, told, agency=AGENCY, pictures=[picture])
    return {"picture": picture, "spreadsheet": spreadsheet, "document": document}


@contextmanager
def timed(what: str) -> Iterator[None]:
    began, computed = perf_counter(), process_time()
    yield
    took, busy = perf_counter() - began, process_time() - computed
    print(f"  {what:22} {took:6.2f} s ({busy:.2f} s of computing), {_memory():.0f} MB at most so far")


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def months(first: date, count: int) -> list[ReportWindow]:
    """So many months from that one on, each as of its end."""
    edges = [
        datetime.combine(date(first.year + (first.month - 1 + ago) // 12, (first.month - 1 + ago) % 12 + 1, 1), time())
        for ago in range(count + 1)
    ]
    local = [edge.replace(tzinfo=HANOI) for edge in edges]
    return [ReportWindow(since=since, until=until, at=until) for since, until in pairwise(local)]


async def measure(database: Database, span: ReportWindow) -> tuple[Report, Rules]:
    """The report and its files, as the program makes them."""
    async with database.reading() as connection:
        rules = await rules_of(connection, HANOI)
        with timed("loading"):
            register = await register_for(connection, span, rules.calendar)
        with timed("figures"):
            report = made(register, span, rules)
        told = await _told(connection, report)
        scene = await _scene(database, connection, span)
    print(f"  {len(register.records)} records, {len(report.lines)} tasks in the report")
    files = files_of(scene, told)
    print("  " + ", ".join(f"{name} {len(content) // 1024} KiB" for name, content in files.items()))
    return report, rules


async def _told(connection: Connection, report: Report) -> FinishedReport:
    keys = {key for line in report.lines for key in (*line.blockers, *line.initiatives, line.cause_words) if key}
    sample = tuple(line.case.code for line in report.lines[:5])
    return FinishedReport(
        report=report, scope=Scope(), words=await words_of(connection, sorted(keys)), seed=1, sample=sample
    )


async def _scene(database: Database, connection: Connection, span: ReportWindow) -> Scene:
    office = Office(database, timezone=HANOI)
    return Scene(timezone=HANOI, chart=await office.chart(connection, span.at))


async def compare(database: Database, spans: Sequence[ReportWindow], reports: Sequence[Report], rules: Rules) -> int:
    """How many figures are not what the journal says; each is printed, up to a few."""
    with timed("reading the journal"):
        told = await replayed(database)
    wrong = 0
    for span, report in zip(spans, reports, strict=True):
        with timed(f"recount of {span.since:%m/%Y}"):
            found = [*differences(report, recounted(told, span, rules)), *sums_that_fail(report)]
        print(f"  {compared(report)} figures compared, {len(found)} differ or do not add up")
        print("".join(f"    {sentence}\n" for sentence in islice(found, SHOWN)), end="")
        wrong += len(found)
    return wrong


async def main(arguments: list[str]) -> int:
    asked = argparse.ArgumentParser()
    asked.add_argument("--database", required=True)
    asked.add_argument("--month", default="2026-11")
    asked.add_argument("--months", type=int, default=1)
    asked.add_argument("--no-recount", action="store_true")
    wanted = asked.parse_args(arguments)
    collect_seldom()  # as the program does
    database = Database(wanted.database)
    spans = months(date.fromisoformat(f"{wanted.month}-01"), wanted.months)
    reports = []
    for span in spans:
        print(f"report of {span.since:%m/%Y}")
        with timed("in all"):
            report, rules = await measure(database, span)
        reports.append(report)
    wrong = 0 if wanted.no_recount else await compare(database, spans, reports, rules)
    await database.close()
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main(sys.argv[1:])))
