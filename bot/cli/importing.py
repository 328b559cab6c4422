"""`python -m bot import`: a spreadsheet from this machine, shown or done."""

from __future__ import annotations

import asyncio
import sys
from datetime import datetime
from pathlib import Path

from actions.exchange.import_contents import CellFault, ImportContents
from actions.exchange.imports import ImportSource, import_contents, preview_import
from actions.installation import Office
from actions.order import Order
from domain.refusals import Refusal
from handlers.front.console import refused_words
from handlers.office.imports import content_of_path, read_contents
from storage.spreadsheets import digest_of
from texts.front import console


async def import_spreadsheet(
    office: Office, now: datetime, file: Path, *, by: str | None, preview: bool, again: bool
) -> int:
    """The exit code. What was done goes to standard output, what stands against it to the other."""
    order = Order(now=now, said_at=now, via="cli")
    try:
        content = await asyncio.to_thread(content_of_path, file)
        async with office.look(order) as view:
            calendar = view.calendar
        contents = await read_contents(content, now=now, calendar=calendar, tell=_tell)
        source = ImportSource(digest=digest_of(content), by=by, again=again)
        said, faults = await (_shown if preview else _done)(office, order, contents, source)
    except OSError as wrong:
        print(console.not_read(file, wrong.strerror or type(wrong).__name__), file=sys.stderr)
        return 1
    except Refusal as refusal:
        async with office.look(order) as view:
            print(refused_words(view, refusal), file=sys.stderr)
        return 1
    if faults:
        async with office.look(order) as view:
            for line in console.import_refused(office.timezone, view.chart, faults):
                print(line, file=sys.stderr)
        return 1
    print(said)
    return 0


Outcome = tuple[str, tuple[CellFault, ...]]  # what is said of it, or what is wrong with the file


async def _shown(office: Office, order: Order, contents: ImportContents, source: ImportSource) -> Outcome:
    found = await preview_import(office, order, contents, source)
    if isinstance(found, tuple):
        return "", found
    return console.import_planned(office.timezone, found, contents), ()


async def _done(office: Office, order: Order, contents: ImportContents, source: ImportSource) -> Outcome:
    result = await import_contents(office, order, contents, source)
    return console.imported(result, contents), result.faults


async def _tell(text: str) -> None:
    print(console.plain(text), file=sys.stderr)
