"""The summary as a document, and objections settled (M10, M25, M26)."""

from __future__ import annotations

from actions.aside import made_aside
from actions.opinions import reconciliations, summaries
from actions.opinions.reconciliations import Minutes
from documents.summaries import as_docx
from domain.names import fold
from handlers.desk import Behind, Call, Command, FileUse, Pressed, Reply, scene
from handlers.dialogues import drafts
from handlers.reading.addressing import addressed
from handlers.reading.typing import parse_code, split_reason
from texts.front.usage import heads
from texts.opinions import opinion_confirmations
from texts.opinions import summaries as told

ALL = "tat ca"


async def hand_out(call: Call) -> Reply:
    """The whole table as a document to print and to hand up."""
    code, _ = parse_code("tonghop", call.text)
    shown = await summaries.summarise(call.office, call.order, code=code)
    sheet = told.sheet(await scene(call), shown, agency=call.desk.agency)
    content = await call.office.apart(made_aside(as_docx, sheet))
    return Reply(text=opinion_confirmations.summary(shown.case), document=(sheet.file_name, content))


async def reconcile(call: Call) -> Reply:
    """`CODE [UNIT;] HOW; WITH WHOM; MINUTES`, the minutes also as a file; `tất cả` means every unit that objected."""
    about = await addressed(call, "thongnhat")
    first, behind = split_reason(about.rest)
    every = about.part is None and fold(first) == ALL
    text = behind if every else about.rest
    if not text and call.attachment is None:
        return await drafts.wait_for_text(call, "thongnhat", about.code, unit="tất cả" if every else about.part)
    file = await call.attachment.read() if call.attachment is not None else None
    minutes = Minutes(text=text, file=file, file_name=call.attachment.name if call.attachment is not None else "")
    settled = await reconciliations.reconcile_opinions(
        call.office, call.order, code=about.code, minutes=minutes, unit=about.part, every=every
    )
    return Reply(text=opinion_confirmations.reconciled(await scene(call), settled))


COMMANDS = (
    Command(
        usage=heads.TONGHOP, run=hand_out, rights=(), changes=False, pressed=Pressed(on_cases=True), behind=Behind.CODE
    ),
    Command(
        usage=heads.THONGNHAT,
        run=reconcile,
        rights=(),
        changes=True,
        behind=Behind.CODE_AND_WORDS,
        files=FileUse.FIRST,
    ),
)
