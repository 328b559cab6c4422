"""Absences and delegations by chat (M30)."""

from __future__ import annotations

import re
from datetime import datetime, time

from actions.office import absences, delegations
from domain.names import fold
from domain.permissions import Permission
from domain.refusals import Unreadable
from handlers.desk import Call, Command, Reply, scene
from handlers.reading.typing import parse_names
from handlers.reading.when import deadline
from texts.front.usage import everybody, heads
from texts.office import absences as texts

GIVING_UP = frozenset({"huy", "tro lai", "da ve"})
EVERYTHING = frozenset({"tat ca", "toan bo", "moi linh vuc", "moi viec"})
_BETWEEN = re.compile(r"\s+[-–—]\s+|\s+(?:đến|den|tới|toi)\s+(?:hết\s+|het\s+)?", re.IGNORECASE)
_DASH = re.compile(r"\s*[-–—]\s*")
_FROM = re.compile(r"(?:từ|tu)\s+", re.IGNORECASE)
FIELD_LIMIT = 10


async def be_away(call: Call) -> Reply:
    """`FROM - TO; SUBSTITUTE`; nothing to see what is entered; `hủy` to come back."""
    if not call.text:
        return Reply(text=texts.own_absences(await scene(call), await absences.own_absences(call.office, call.order)))
    if fold(call.text) in GIVING_UP:
        return Reply(text=texts.came_back(await absences.come_back(call.office, call.order)))
    span, _, substitute = call.text.partition(";")
    if not substitute.strip():
        raise Unreadable(command=call.command)
    since, until = await _span(call, span)
    done = await absences.be_away(call.office, call.order, since=since, until=until, substitute=substitute.strip())
    return Reply(text=texts.declared(await scene(call), done))


async def empower(call: Call) -> Reply:
    """`NAME; SCOPE; FROM - TO`; nothing to see what is given; `NAME; hủy` to take it back."""
    if not call.text:
        given = await delegations.own_delegations(call.office, call.order)
        return Reply(text=texts.own_delegations(await scene(call), given))
    name, *rest = (part.strip() for part in call.text.split(";"))
    if len(rest) == 1 and fold(rest[0]) in GIVING_UP:
        person = await delegations.withdraw_delegation(call.office, call.order, name=name)
        return Reply(text=texts.delegation_withdrawn(await scene(call), person))
    if len(rest) != 2 or not all((name, *rest)):
        raise Unreadable(command=call.command)
    since, until = await _span(call, rest[1])
    delegation, person = await delegations.empower(
        call.office, call.order, name=name, fields=_fields(call, rest[0]), since=since, until=until
    )
    return Reply(text=texts.empowered(await scene(call), delegation, person))


def _fields(call: Call, scope: str) -> tuple[str, ...]:
    if fold(scope) in EVERYTHING:
        return ()
    fields = parse_names(scope)
    if not 0 < len(fields) <= FIELD_LIMIT or any(len(name) > 100 for name in fields):
        raise Unreadable(command=call.command)
    return fields


async def _span(call: Call, text: str) -> tuple[datetime, datetime]:
    """Two phrases of the deadline grammar: from the beginning of the first day until the end of the last, unless an
    hour is named."""
    first, last = _phrases(call, text.strip())
    begins, ends = await deadline(call, first), await deadline(call, last)
    async with call.office.look(call.order) as view:
        calendar = view.calendar
    since = begins.moment if begins.names_hour else calendar.at(calendar.day_of(begins.moment), time())
    until = ends.moment if ends.names_hour else calendar.midnight_after(calendar.day_of(ends.moment))
    return since, until


def _phrases(call: Call, text: str) -> tuple[str, str]:
    """What stands on either side of a dash between blanks or of *đến*; where there is one dash alone, of that."""
    text = _FROM.sub("", text, count=1) if _FROM.match(text) else text
    for between in (_BETWEEN, _DASH):
        parts = [part.strip() for part in between.split(text)]
        if len(parts) == 2 and all(parts):
            return parts[0], parts[1]
    raise Unreadable(command=call.command)


COMMANDS = (
    Command(usage=everybody.VANGMAT, run=be_away, rights=(), changes=True, is_reportable=True),
    Command(usage=heads.UYQUYEN, run=empower, rights=(Permission.EMPOWER,), changes=True),
)
