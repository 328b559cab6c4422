"""`/ky CODE`: what waits for the head's signature, an opinion or a case that goes up (M18, M22)."""

from __future__ import annotations

from domain.duties.cases import PREFIXES, CaseKind
from handlers.desk import Behind, Call, Command, Reply
from handlers.duties import dossiers
from handlers.opinions import answers
from handlers.reading.typing import parse_code
from texts.front.usage import heads


async def sign(call: Call) -> Reply:
    code, _ = parse_code("ky", call.text)
    is_task = code.startswith(f"{PREFIXES[CaseKind.TASK]}-")
    return await (dossiers.sign(call, code) if is_task else answers.sign(call))


COMMANDS = (
    Command(usage=heads.KY, run=sign, rights=(), changes=True, behind=Behind.CODE_AND_PART, is_reportable=True),
)
