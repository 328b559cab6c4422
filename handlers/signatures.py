"""`/ky CODE`: what waits for the head's signature, an opinion or a case that goes up (M18, M22)."""

from __future__ import annotations

from domain.cases import PREFIXES, CaseKind
from handlers import answers, dossiers
from handlers.desk import Call, Reply
from handlers.typing import parse_code


async def sign(ask: Call) -> Reply:
    code, _ = parse_code("ky", ask.text)
    is_task = code.startswith(f"{PREFIXES[CaseKind.TASK]}-")
    return await (dossiers.sign(ask, code) if is_task else answers.sign(ask))
