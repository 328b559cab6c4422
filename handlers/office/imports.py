"""Import by chat and on the command line: the template, the file, what came of it (M3)."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from actions.aside import SIDE, made_aside
from actions.duties import files
from actions.exchange import exports, imports
from actions.exchange.exports import CellWording
from actions.exchange.import_contents import CellFault, ImportContents, Worksheet
from actions.exchange.import_plans import Plan
from actions.exchange.imports import ImportSource
from actions.installation import Office
from actions.order import Order
from documents.writing import export_to, marked_copy, template
from domain.cells import TooMuchInside
from domain.office.calendar import Calendar
from domain.permissions import Permission, may
from domain.refusals import NotAllowed, Refusal, TooHeavy
from domain.rights import relations_to_office
from handlers.desk import Call, Command, FileUse, Preview, Reply, scene, scene_of
from handlers.dialogues import drafts
from handlers.dialogues.begun import DialogueKind
from handlers.dialogues.payloads import AwaitedText, ImportDraft
from handlers.office.spreadsheets import read_spreadsheet
from texts.buttons import confirm_buttons
from texts.front.usage import office
from texts.office import import_plans as plans
from texts.office import imports as texts
from texts.office import lapses
from texts.office.columns import STATES
from texts.office.gaps import gaps
from texts.office.successions import under_answer
from texts.scene import Scene
from texts.words import LABEL_NAMES, LABELS, ROLES, SOURCES, URGENCIES

SIZE_LIMIT = 100_000_000  # bytes of a file on this machine; what comes by chat is smaller
PROGRESS = 10_000  # rows between two words on how far the reading is
TEMPLATE_NAME = "mau-nhap-dondoc.xlsx"
MARKED_NAME = "danh-dau-loi.xlsx"
WAITING = "tệp"  # what stands before a file that is awaited

Tell = Callable[[str], Awaitable[None]]


async def import_file(call: Call) -> Reply:
    """Without a file the template, and the next file is read; with one what would be done, which waits for its button.
    Where a file cannot be done, the next one is waited for."""
    assert call.sender is not None
    if not may(Permission.IMPORT, relations_to_office(call.sender)):
        raise NotAllowed
    if call.attachment is None:
        await _wait(call)
        if call.text:
            return Reply(text=texts.not_a_spreadsheet_sent())
        return Reply(text=texts.template(), document=(TEMPLATE_NAME, template()))
    try:
        content = await call.attachment.read()
        read = await _read(call, content, now=call.order.now)
    except Refusal:
        await _wait(call)
        raise
    source = ImportSource(digest=await files.keep_spreadsheet(call.office, call.order, content), again=True)
    found = await imports.preview_import(call.office, call.order, read, source)
    if not isinstance(found, Plan):
        return await _refused(call, found, content)
    if found.is_empty:
        await _wait(call)
        return Reply(text="\n".join((plans.nothing_new(found), *texts.remarks(read))))
    return await _shown(call, read, found, source.digest, read_at=call.order.now)


async def confirm(call: Call) -> Reply:
    """Done as it was shown, or, where it would no longer be the same, shown again."""
    draft = await drafts.confirmed(call, ImportDraft)
    content = await files.kept_spreadsheet(call.office, draft.digest)
    read = await _read(call, content, now=draft.read_at)  # what "tuần sau" meant when it was shown
    source = ImportSource(digest=draft.digest, again=True, shown=draft.mark)
    result = await imports.import_contents(call.office, call.order, read, source)
    if (
        result.faults
    ):  # the preview waits on: what the office lacks may be entered, or the file set right and sent again
        refused = await _refused(call, result.faults, content, stands=True)
        return replace(refused, text=f"{refused.text}\n\n{texts.preview_stands()}")
    if result.changed is not None:
        told = plans.changed(await _scene_of(call, result.changed), result.changed, draft.holders)
        again = await _shown(call, read, result.changed, draft.digest, read_at=draft.read_at)
        return replace(again, text=f"{told}\n\n{again.text}")
    told = "\n".join((texts.done(result), *texts.remarks(read)))
    about = await scene(call)
    return Reply(
        text=told
        + lapses.under_answer(about, result.lapsed)
        + under_answer(about, result.succession)
        + gaps(about, result.waiting)
    )


async def _shown(call: Call, read: ImportContents, plan: Plan, digest: str, *, read_at: datetime) -> Reply:
    """The preview, which waits for its button. The dialogue keeps the hash of the file, not the file."""
    shown = plan.shown
    draft = ImportDraft(digest=digest, read_at=read_at, mark=shown.mark, holders=shown.holders)
    dialogue = await drafts.begin(call, draft)
    text = f"{plans.preview(await _scene_of(call, plan), plan, read)}\n{plans.ask(plan)}"
    return Reply(text=text, buttons=confirm_buttons(dialogue.token, confirm=LABELS["nhapfile"]))


async def _scene_of(call: Call, plan: Plan) -> Scene:
    """Everybody by name, those included whom the file brings."""
    return replace(await scene(call), chart=plan.chart)


async def _read(call: Call, content: bytes, *, now: datetime) -> ImportContents:
    async with call.office.look(call.order) as view:
        calendar = view.calendar
    return await call.office.apart(read_contents(content, now=now, calendar=calendar, tell=call.tell))


def content_of_path(file: Path) -> bytes:
    """Raises OSError, and TooMuchInside for a file larger than is read, or one without an end."""
    with file.open("rb") as opened:
        content = opened.read(SIZE_LIMIT + 1)
    if len(content) > SIZE_LIMIT:
        raise TooMuchInside
    return content


async def _wait(call: Call) -> None:
    """The next file is read, for four hours from now."""
    await drafts.begin(call, AwaitedText(command="nhapfile", prefix=WAITING, duty=None))


async def read_contents(content: bytes, *, now: datetime, calendar: Calendar, tell: Tell | None) -> ImportContents:
    """The rows of the file, read in the process beside ours. Raises NotASpreadsheet, TooMuchInside, TooManyRows and
    TooHeavy."""
    found, count, told = ImportContents(), 0, 0
    async for count, more in SIDE.bits(read_spreadsheet, content, now, calendar, at_once=PROGRESS):
        found.add(more)
        if tell is not None and count - told >= PROGRESS:
            told = count
            await tell(texts.progress(count))
    if tell is not None and count >= PROGRESS:
        await tell(texts.checking(count))
    return found


async def _refused(call: Call, faults: tuple[CellFault, ...], content: bytes, *, stands: bool = False) -> Reply:
    about = await scene(call)
    if not stands:
        await _wait(call)
    reasons = [texts.reason(about, fault) for fault in faults]
    try:
        marked = await call.office.apart(made_aside(marked_copy, content, faults, reasons))
    except (TooHeavy, TooMuchInside):  # what is wrong stands in the words; other sheets of the file may be endless
        return Reply(text=texts.refused(about, faults, copied=False))
    return Reply(text=texts.refused(about, faults), document=(MARKED_NAME, marked))


async def export_file(
    office: Office, order: Order, to: Path, *, since: datetime | None, until: datetime | None
) -> dict[Worksheet, int]:
    """Write what the office has, in the columns of the template; returns the rows of each sheet."""
    async with office.look(order) as view:
        about = scene_of(view)
    wording = CellWording(
        roles=ROLES,
        urgencies=URGENCIES,
        states=STATES,
        sources=SOURCES,
        labels=LABEL_NAMES,
        deadline=about.deadline,
    )
    tables = await exports.exported(office, order, wording=wording, since=since, until=until)
    return await asyncio.to_thread(export_to, to, tables)


COMMANDS = (
    Command(
        usage=office.NHAPFILE,
        run=import_file,
        rights=(Permission.IMPORT,),
        changes=True,
        files=FileUse.SPREADSHEET,
        preview=Preview(kind=DialogueKind.IMPORT, confirm=confirm, label=office.NHAPFILE.button),
    ),
)
