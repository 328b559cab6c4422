"""Import by chat and on the command line: the template, the file, what came of it (M3)."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path

from actions import exports, imports
from actions.exports import Wording
from actions.import_contents import Contents, Sheet
from actions.imports import Imported
from actions.work import Office, Order
from domain.calendar import Calendar
from domain.refusals import NotAllowed
from domain.rights import Act, may, relations_to_office
from handlers import drafts
from handlers.desk import Ask, Reply, scene, scene_of
from handlers.documents.columns import STATES
from handlers.documents.reading import Reader
from handlers.documents.writing import export_to, marked_copy, template
from handlers.tasks import content_of
from handlers.texts import imports as texts
from handlers.texts.words import LABEL_NAMES, ROLES, SOURCES, URGENCIES

PROGRESS = 10_000  # rows between two words on how far the reading is
TEMPLATE_NAME = "mau-nhap-dondoc.xlsx"
MARKED_NAME = "danh-dau-loi.xlsx"
WAITING = "tệp"  # what stands before a file that is awaited

Tell = Callable[[str], Awaitable[None]]


async def import_file(ask: Ask) -> Reply:
    """Without a file the template, and the next file is read; with one all of it or nothing."""
    assert ask.sender is not None
    if not may(Act.IMPORT, relations_to_office(ask.sender)):
        raise NotAllowed
    if ask.attachment is None and ask.text:
        return Reply(text=texts.not_a_spreadsheet_sent())
    if ask.attachment is None:
        await drafts.begin(ask, drafts.COMPLETE, {"command": "nhapfile", "prefix": WAITING, "duty": None})
        return Reply(text=texts.template(), document=(TEMPLATE_NAME, template()))
    content = await content_of(ask.attachment)
    async with ask.office.look(ask.order) as view:
        calendar = view.calendar
    read = await read_contents(content, now=ask.order.now, calendar=calendar, tell=ask.tell)
    result = await imports.import_contents(ask.office, ask.order, read)
    return await _answer(ask, result, content)


async def read_contents(content: bytes, *, now: datetime, calendar: Calendar, tell: Tell | None) -> Contents:
    """The rows of the file, read aside so that others are answered meanwhile. Raises NotASpreadsheet, TooManyRows."""
    reader = Reader(now=now, calendar=calendar)
    rows = reader.rows(content)
    count = 0
    while (read := await asyncio.to_thread(_advance, rows)) is not None:
        count = read
        if tell is not None and count % PROGRESS == 0:
            await tell(texts.progress(count))
    if tell is not None and count >= PROGRESS:
        await tell(texts.checking(count))
    return reader.contents


def _advance(rows: Iterator[int]) -> int | None:
    """Up to so many rows more; how many have been read, None at the end."""
    counts = deque(islice(rows, PROGRESS), maxlen=1)
    return counts[0] if counts else None


async def _answer(ask: Ask, result: Imported, content: bytes) -> Reply:
    if not result.faults:
        return Reply(text=texts.done(result))
    about = await scene(ask)
    marked = await asyncio.to_thread(marked_copy, content, result.faults, lambda fault: texts.reason(about, fault))
    return Reply(text=texts.refused(about, result.faults), document=(MARKED_NAME, marked))


async def export_file(
    office: Office, order: Order, to: Path, *, since: datetime | None, until: datetime | None
) -> dict[Sheet, int]:
    """Write what the office has, in the columns of the template; returns the rows of each sheet."""
    async with office.look(order) as view:
        about = scene_of(view)
    wording = Wording(
        roles=ROLES,
        urgencies=URGENCIES,
        states=STATES,
        sources=SOURCES,
        labels=LABEL_NAMES,
        deadline=about.deadline,
    )
    tables = await exports.exported(office, order, wording=wording, since=since, until=until)
    return await asyncio.to_thread(export_to, to, tables)
