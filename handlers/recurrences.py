"""Tasks that come again: `/dinhky` lists them, `/dinhky dừng DK-1; REASON` stops one (M6)."""

from __future__ import annotations

import re

from actions import recurrences
from domain.names import fold
from domain.refusals import Unreadable
from handlers.desk import Ask, Reply, scene
from handlers.texts import recurring
from handlers.typing import split_reason

_STOP = re.compile(r"(?:dung|bo|ngung|thoi)\s+(?:dk)?\s*-?\s*(\d{1,9})")


async def list_or_stop(ask: Ask) -> Reply:
    if not ask.text:
        return Reply(text=recurring.listed(await scene(ask), await recurrences.list_recurrences(ask.office, ask.order)))
    first, reason = split_reason(ask.text)
    found = _STOP.fullmatch(fold(first))
    if found is None:
        raise Unreadable(command="dinhky")
    stopped = await recurrences.stop_recurrence(ask.office, ask.order, number=int(found[1]), reason=reason)
    return Reply(text=recurring.stopped(stopped))
