"""One message, several commands: where each begins, which cases each names, and carrying them out one by one."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import replace

from domain.refusals import TooManyCommands
from handlers.desk import Behind, Call, Command, FileUse, Reply
from handlers.dialogues import carrying_out, drafts
from handlers.reading.typing import Typed, leading_codes, parse_command
from texts.front import several as texts

MOST = 20  # commands in one message, each case of a list counting as one
_BULLET = re.compile(r"\s*(?:[-–—•*+]|\d{1,2}[.)])[^\S\n]*(?=/)")


def commands_in(text: str, known: Mapping[str, Command]) -> list[str]:
    """Each as if it had been sent alone: a line that begins with a known command begins one, other lines belong to the
    one above; a list of codes is one command for each. Raises TooManyCommands."""
    parts: list[list[str]] = []
    for line in text.split("\n"):
        typed = parse_command(_BULLET.sub("", line, count=1))
        if not parts or (typed is not None and typed.name in known and not _waits_for_command(parts[-1], known)):
            parts.append([line])
        else:
            parts[-1].append(line)
    found = [command for part in parts for command in _for_each_code("\n".join(part).strip(), known) if command]
    if len(found) > MOST:
        raise TooManyCommands(count=len(found), most=MOST)
    return found


def _waits_for_command(lines: Sequence[str], known: Mapping[str, Command]) -> bool:
    """`/ghigiay NAME;` whose command stands in the next line."""
    typed = parse_command("\n".join(lines))
    return typed is not None and _takes_command(typed, known) and not typed.rest.partition(";")[2].strip()


def _takes_command(typed: Typed, known: Mapping[str, Command]) -> bool:
    return typed.name in known and known[typed.name].behind is Behind.COMMAND


def _for_each_code(text: str, known: Mapping[str, Command]) -> list[str]:
    bare = _BULLET.sub("", text, count=1)
    typed = parse_command(bare)
    if typed is None:
        return [text]
    if _takes_command(typed, known):
        who, _, line = typed.rest.partition(";")
        reported = parse_command(line.strip() if line.strip().startswith("/") else f"/{line.strip()}")
        every = _listed(reported, known) if reported is not None else []
        return [f"/{typed.name} {who.strip()}; {one}" for one in every] or [bare]
    return _listed(typed, known) or [bare]


def _listed(typed: Typed, known: Mapping[str, Command]) -> list[str]:
    """The command for each code of a list; empty where there is no list."""
    if typed.name not in known or not known[typed.name].behind.has_code:
        return []
    codes, rest = leading_codes(typed.rest, freely=known[typed.name].behind.is_wordless)
    at = f"@{typed.bot}" if typed.bot else ""
    return [f"/{typed.name}{at} {code} {rest}".strip() for code in dict.fromkeys(codes)] if len(codes) > 1 else []


async def run_each(
    call: Call, commands: Sequence[str], answer: Callable[[Call], Awaitable[Reply | None]], *, done: Collection[int]
) -> Reply | None:
    """Carry them out in their order, each as an act of its own; those in the places `done` were before a crash. Where
    one leaves a draft or a dialogue open the rest is named as not done."""
    said: list[Reply] = []
    held = await carrying_out.with_waiting_files(call.with_text("", command="xong"))
    for place, text in enumerate(commands):
        if place in done:
            said.append(Reply(text=texts.done_before(text)))
            continue
        one = replace(_with_file(call, commands, place), text=text, order=replace(call.order, place=place))
        if _takes_file(call, text) and not await carrying_out.files_wait(call):
            # A command above has used them up, and they are meant for this one as well.
            one = replace(one.with_files(held.files), album=held.album)
        reply = await answer(one)
        if reply is not None:
            said.append(replace(reply, text=texts.answer_to(text, reply.text)))
        rest = commands[place + 1 :]
        if rest and await drafts.has_begun(one):
            said.append(Reply(text=texts.not_done(rest)))
            break
    return _joined(said)


def _with_file(call: Call, commands: Sequence[str], place: int) -> Call:
    """A file goes with every command that keeps files; with the first where none does, which says so."""
    takers = [number for number, text in enumerate(commands) if _takes_file(call, text)] or [0]
    return call if place in takers else call.with_files(())


def _takes_file(call: Call, text: str) -> bool:
    typed, commands = parse_command(text), call.desk.commands
    return typed is not None and typed.name in commands and commands[typed.name].files is not FileUse.NONE


def _joined(said: Sequence[Reply]) -> Reply | None:
    """Answers in as few messages as carry them: what has buttons or files of its own stands alone."""
    messages: list[Reply] = []
    for reply in said:
        if messages and _is_plain(messages[-1]) and _is_plain(reply):
            messages[-1] = replace(messages[-1], text=f"{messages[-1].text}\n\n{reply.text}")
        else:
            messages.append(reply)
    return replace(messages[0], then=(*messages[0].then, *messages[1:])) if messages else None


def _is_plain(reply: Reply) -> bool:
    return reply == Reply(text=reply.text)
