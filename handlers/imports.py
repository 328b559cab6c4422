"""Import by chat and on the command line: the template, the file, what came of it (M3)."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path

from actions import exports, imports
from actions.exports import Wording
from actions.import_contents import Contents, Sheet
from actions.imports import Imported
from actions.work import Office, Order
from domain.calendar import Calendar
from domain.cells import TooMuchInside
from domain.refusals import NotAllowed, Refusal, TooHeavy
from domain.rights import Act, may, relations_to_office
from handlers import drafts
from handlers.aside import SIDE, made_aside
from handlers.desk import Ask, Reply, scene, scene_of
from handlers.documents.columns import STATES
from handlers.documents.reading import read_spreadsheet
from handlers.documents.writing import export_to, marked_copy, template
from handlers.received import content_of
from handlers.texts import imports as texts
from handlers.texts.words import LABEL_NAMES, ROLES, SOURCES, URGENCIES

SIZE_LIMIT = 100_000_000  # bytes of a file on this machine; what comes by chat is smaller
PROGRESS = 10_000  # rows between two words on how far the reading is
TEMPLATE_NAME = "mau-nhap-dondoc.xlsx"
MARKED_NAME = "danh-dau-loi.xlsx"
WAITING = "tệp"  # what stands before a file that is awaited

Tell = Callable[[str], Awaitable[None]]


async def import_file(ask: Ask) -> Reply:
    """Without a file the template, and the next file is read; with one all of it or nothing. Where nothing came of a
    file, the next one is waited for."""
    assert ask.sender is not None
    if not may(Act.IMPORT, relations_to_office(ask.sender)):
        raise NotAllowed
    if ask.attachment is None:
        await _wait(ask)
        if ask.text:
            return Reply(text=texts.not_a_spreadsheet_sent())
        return Reply(text=texts.template(), document=(TEMPLATE_NAME, template()))
    try:
        content = await content_of(ask.attachment)
        async with ask.office.look(ask.order) as view:
            calendar = view.calendar
        read = await read_contents(content, now=ask.order.now, calendar=calendar, tell=ask.tell)
    except Refusal:
        await _wait(ask)
        raise
    result = await imports.import_contents(ask.office, ask.order, read)
    return await _answer(ask, read, result, content)


def content_of_path(file: Path) -> bytes:
    """Raises OSError, and TooMuchInside for a file larger than is read, or one without an end."""
    with file.open("rb") as opened:
        content = opened.read(SIZE_LIMIT + 1)
    if len(content) > SIZE_LIMIT:
        raise TooMuchInside
    return content


async def _wait(ask: Ask) -> None:
    """The next file is read, for four hours from now."""
    await drafts.begin(ask, drafts.COMPLETE, {"command": "nhapfile", "prefix": WAITING, "duty": None})


async def read_contents(content: bytes, *, now: datetime, calendar: Calendar, tell: Tell | None) -> Contents:
    """The rows of the file, read in the process beside ours. Raises NotASpreadsheet, TooMuchInside, TooManyRows and
    TooHeavy."""
    found, count, told = Contents(), 0, 0
    async for count, more in SIDE.bits(read_spreadsheet, content, now, calendar, at_once=PROGRESS):
        found.add(more)
        if tell is not None and count - told >= PROGRESS:
            told = count
            await tell(texts.progress(count))
    if tell is not None and count >= PROGRESS:
        await tell(texts.checking(count))
    return found


async def _answer(ask: Ask, read: Contents, result: Imported, content: bytes) -> Reply:
    about = await scene(ask)
    if not result.faults:
        return Reply(text="\n".join((texts.done(result), *texts.remarks(read))))
    await _wait(ask)
    reasons = [texts.reason(about, fault) for fault in result.faults]
    try:
        marked = await made_aside(marked_copy, content, result.faults, reasons)
    except (TooHeavy, TooMuchInside):  # what is wrong stands in the words; other sheets of the file may be endless
        return Reply(text=texts.refused(about, result.faults, copied=False))
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
