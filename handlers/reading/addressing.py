"""Which case, and which of its parts, a command means."""

from __future__ import annotations

from dataclasses import dataclass

from actions.duties.parts import NamedBy
from actions.duty_meant import is_choice, names_part
from actions.view import View
from actions.visible_case import find_case
from domain.refusals import UnknownCase
from handlers.desk import Call
from handlers.reading.typing import parse_code


@dataclass(frozen=True, kw_only=True)
class Addressed:
    """`CODE [PART;] REST` as it was typed: the part is its unit, its person, or both with the part as a choice shows
    it; None where none is named, and then all behind the code is the rest."""

    code: str
    part: str | None = None
    rest: str = ""


async def addressed(call: Call, command: str, *, by: NamedBy = NamedBy.ANY) -> Addressed:
    """Read which part is meant, and the rest. Behind a button no part is named: what is typed after it is all of it the
    rest. Raises UnknownUnit for a name that is a slip away from a unit's: what was meant for a part must not be done to
    the whole."""
    code, rest = parse_code(command, call.text)
    whole = Addressed(code=code, rest=rest)
    first, parted, tail = rest.partition(";")
    if call.order.duty_id is not None or not rest or (by is NamedBy.CHOICE and not parted):
        return whole
    async with call.office.look(call.order) as view:
        is_part = await _is_part(view, code, first.strip(), by=by)
    return Addressed(code=code, part=first.strip(), rest=tail.strip()) if is_part else whole


async def _is_part(view: View, code: str, typed: str, *, by: NamedBy) -> bool:
    """A case that is unknown is said before anything is asked back that would come to nothing; where only a choice is
    looked for it is told further on."""
    try:
        seen = await find_case(view, code)
    except UnknownCase:
        if by is NamedBy.CHOICE:
            return False
        raise
    return is_choice(view, seen, typed) if by is NamedBy.CHOICE else names_part(view, seen, typed, by=by)
