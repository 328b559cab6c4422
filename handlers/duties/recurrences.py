"""Tasks that come again: `/dinhky` lists them, `/dinhky sửa DK-1; Chủ trì: NAME` names others, `/dinhky dừng DK-1;
REASON` stops one (M6)."""

from __future__ import annotations

import re

from actions.duties import recurrences
from actions.duties.recurrences import Renamed
from domain.names import fold
from domain.refusals import Unreadable
from handlers.desk import Call, Command, Reply, scene
from handlers.reading.names import listed
from handlers.reading.typing import parse_form, split_reason
from texts.duties import recurring
from texts.front.usage import heads

_STOP = re.compile(r"(?:dung|bo|ngung|thoi)\s+(?:dk)?\s*-?\s*(\d{1,9})")


_CHANGE = re.compile(r"(?:sua|doi)\s+(?:dk)?\s*-?\s*(\d{1,9})")
KEYS = {fold(key): key for key in ("Chủ trì", "Người giao", "Phối hợp", "Theo dõi")}


async def list_or_change(call: Call) -> Reply:
    if not call.text:
        return Reply(
            text=recurring.listed(await scene(call), await recurrences.list_recurrences(call.office, call.order))
        )
    first, reason = split_reason(call.text.replace("\n", ";", 1) if ";" not in call.text else call.text)
    changed = _CHANGE.fullmatch(fold(first))
    if changed is not None:
        renamed = await _renamed(call, reason)
        standing = await recurrences.change_recurrence(call.office, call.order, number=int(changed[1]), renamed=renamed)
        return Reply(text=recurring.changed(await scene(call), standing))
    found = _STOP.fullmatch(fold(first))
    if found is None:
        raise Unreadable(command="dinhky")
    stopped = await recurrences.stop_recurrence(call.office, call.order, number=int(found[1]), reason=reason)
    return Reply(text=recurring.stopped(stopped))


async def _renamed(call: Call, text: str) -> Renamed:
    """`KEY: NAMES`, parted by semicolons or lines. Raises Unreadable for what names nobody."""
    written = parse_form(text.replace(";", "\n"), KEYS)
    values = {key: given[-1] for key, given in written.values.items() if given[-1]}
    if not values or written.strange:
        raise Unreadable(command="dinhky")
    return Renamed(
        lead=values.get("Chủ trì"),
        assigner=values.get("Người giao"),
        coordinating=await listed(call, values["Phối hợp"]) if "Phối hợp" in values else None,
        watching=await listed(call, values["Theo dõi"]) if "Theo dõi" in values else None,
    )


COMMANDS = (Command(usage=heads.DINHKY, run=list_or_change, rights=(), changes=True),)
