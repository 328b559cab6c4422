"""Words behind a command that takes none: they change nothing of what it does, and are said not to have been done."""

from __future__ import annotations

from dataclasses import replace

from actions.dialogues import remarks as actions
from actions.duty_meant import parts_called
from actions.finding import find_unit
from actions.view import View
from actions.visible_case import find_case
from domain.names import fold
from domain.office.directory import Directory
from domain.refusals import UnknownCase, UnknownUnit
from handlers.desk import Behind, Call, Command, Handler, Reply
from handlers.dialogues import remarks
from handlers.reading.typing import is_code, parse_code
from texts.front import several as texts

LONGEST_NAME = 30  # words: a unit, a person with another, and the part


def wordless(command: Command) -> Handler:
    """The command carried out, told apart from the words behind it."""

    async def carry_out(call: Call) -> Reply:
        kept, words = await _parted(call, command)
        reply = await command.run(call.with_text(kept))
        return await _told(call, reply, words) if words else reply

    return carry_out


async def _parted(call: Call, command: Command) -> tuple[str, str]:
    """What the command takes, and what stands behind it. Raises UnknownUnit for what is like a unit and is none."""
    if command.behind is Behind.NOTHING:
        return "", call.text
    if not is_code(call.text):
        return call.text, ""
    code, rest = parse_code(command.usage.name, call.text)
    if not rest or (command.keyword and fold(rest) == command.keyword):
        return call.text, ""
    if command.behind is not Behind.CODE_AND_PART or call.order.duty_id is not None:
        return code, _worth_saying(rest)
    async with call.office.look(call.order) as view:
        unit = await _part_before(view, code, rest) or _unit_before(view.chart, rest, command)
    return f"{code} {unit}".strip(), _worth_saying(rest[len(unit) :])


def _worth_saying(rest: str) -> str:
    """What is left, without the marks that end a sentence."""
    return rest.strip(" ;,.!?…")


async def _part_before(view: View, code: str, text: str) -> str:
    """The part of the case that the text begins with, as it was typed; empty where it begins with none."""
    try:
        seen = await find_case(view, code)
    except UnknownCase:
        return ""
    first = text.partition(";")[0].partition("\n")[0]
    lengths = range(min(len(first.split()), LONGEST_NAME), 0, -1)
    return next((name for length in lengths if parts_called(view.chart, seen, name := _begun(first, length))), "")


def _unit_before(chart: Directory, text: str, command: Command) -> str:
    """The unit that the text begins with, as it was typed; empty where it begins with none."""
    first = text.partition(";")[0].partition("\n")[0]
    words = first.split()
    try:
        find_unit(chart, first.strip())
    except UnknownUnit as unknown:
        for length in range(min(len(words), LONGEST_NAME), 0, -1):
            name = _begun(first, length)
            if any(fold(name) in map(fold, (unit.name, *unit.former)) for unit in chart.units.values()):
                return name
        like_a_unit = {"phan", *(fold(unit.name).split()[0] for unit in chart.units.values())}
        if unknown.near is not None or (command.needs_known_part and fold(words[0]) in like_a_unit):
            raise
        return ""
    return first.strip()


def _begun(text: str, length: int) -> str:
    """The first words of the text, as they stand there."""
    rest = text.split(maxsplit=length)
    return text[: len(text) - len(rest[length])].rstrip() if len(rest) > length else text.rstrip()


async def _told(call: Call, reply: Reply, words: str) -> Reply:
    """The answer, and of the words that they were not carried out, with the buttons that would."""
    code = parse_code(call.command, call.text)[0] if is_code(call.text) else None
    about = await _about(call, code)
    if code is None or not about:
        text = texts.words_left(call.command, words, verbs=(), code=None, pressed=False)
        return replace(reply, text=f"{reply.text}\n\n{text}")
    meant = await remarks.meant(call.with_text(words), about[0])
    text = texts.words_left(call.command, words, verbs=meant.verbs, code=code, pressed=bool(meant.buttons))
    shown = meant.buttons if meant.understood or not reply.buttons else ()
    return replace(reply, text=f"{reply.text}\n\n{text}", buttons=(*reply.buttons, *shown))


async def _about(call: Call, code: str | None) -> tuple[actions.RemarkSubject, ...]:
    if code is None:
        return ()
    try:
        return await actions.spoken_of(call.office, call.order, code=code)
    except UnknownCase:
        return ()
