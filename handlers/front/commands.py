"""The table of commands, and what is typed: a command, or words and files that go on with what was begun."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from domain.permissions import may
from domain.refusals import NotAllowed, NotLinked
from domain.rights import relations_to_office
from handlers.desk import Call, Command, Reply
from handlers.dialogues import carrying_out, drafts, going_on, guiding, offers, remarks
from handlers.duties import (
    agendas,
    cases,
    clearing,
    decisions,
    dossiers,
    lists,
    nudges,
    recurrences,
    requests,
    results,
    statements,
    steering,
    tasks,
)
from handlers.duties import duties as duty_handlers
from handlers.front import helping, trailing
from handlers.office import (
    absences,
    calendars,
    channels,
    groups,
    imports,
    paper,
    people,
    personal,
    policies,
    reorganising,
    rules,
    status,
    units,
)
from handlers.opinions import answers, circulars, opinions, signatures, summaries
from handlers.reading.typing import Typed, parse_command
from handlers.reports import reports
from texts.front import replies
from texts.front.usage.table import USAGES

DECLARED: tuple[Command, ...] = (
    *people.COMMANDS,
    *channels.COMMANDS,
    *helping.COMMANDS,
    *drafts.COMMANDS,
    *lists.COMMANDS,
    *nudges.COMMANDS,
    *clearing.COMMANDS,
    *rules.COMMANDS,
    *cases.COMMANDS,
    *duty_handlers.COMMANDS,
    *statements.COMMANDS,
    *results.COMMANDS,
    *requests.COMMANDS,
    *decisions.COMMANDS,
    *dossiers.COMMANDS,
    *steering.COMMANDS,
    *recurrences.COMMANDS,
    *tasks.COMMANDS,
    *opinions.COMMANDS,
    *answers.COMMANDS,
    *signatures.COMMANDS,
    *circulars.COMMANDS,
    *summaries.COMMANDS,
    *policies.COMMANDS,
    *reorganising.COMMANDS,
    *calendars.COMMANDS,
    *status.COMMANDS,
    *absences.COMMANDS,
    *imports.COMMANDS,
    *units.COMMANDS,
    *reports.COMMANDS,
    *personal.COMMANDS,
    *agendas.COMMANDS,
    *groups.COMMANDS,
    *paper.COMMANDS,
)


def by_name(declared: Iterable[Command]) -> dict[str, Command]:
    """The commands under each of their names. Raises RuntimeError for a name that is there twice, and for a usage that
    no command has: the program does not start with it."""
    commands: dict[str, Command] = {}
    for command in declared:
        run = trailing.wordless(command) if command.behind.is_wordless else command.run
        for name in (command.usage.name, *command.aliases):
            if name in commands:
                raise RuntimeError(f"two commands are called /{name}")
            commands[name] = replace(command, run=run)
    undeclared = ", ".join(f"/{name}" for name in USAGES if name not in commands)
    if undeclared:
        raise RuntimeError(f"no handler declares a command for {undeclared}")
    return commands


COMMANDS = by_name(DECLARED)
GO_ON = carrying_out.Continuations(guide=guiding.answered, rest=guiding.ask_for_rest)


async def run(call: Call, typed: Typed) -> Reply:
    """A typed command. Beginning another command leaves what the chat had begun as it is, for /huy or the button."""
    command = COMMANDS.get(typed.name)
    if call.sender is None and (command is None or not command.is_open_to_strangers):
        raise NotLinked
    if command is None:
        return Reply(text=replies.unknown_command(typed.name))
    call = call.with_text(typed.rest, command=typed.name)
    await _require_right(call, command)
    if not call.text and command.is_guided:
        return await guiding.begin(await carrying_out.with_waiting_files(call))
    waiting = await carrying_out.waiting_names(call)
    return await carrying_out.naming_lost(call, waiting, await carrying_out.run(call, GO_ON))


async def _require_right(call: Call, command: Command) -> None:
    """Who may not give a command is told so before being told how it is written. Raises NotAllowed."""
    if not command.rights or call.sender is None:
        return
    async with call.office.look(call.order) as view:
        has = relations_to_office(call.sender, view.chart)
    if not any(may(right, has) for right in command.rights):
        raise NotAllowed


def are_among(texts: Iterable[str]) -> bool:
    """Whether one of these is a command of ours."""
    return any((typed := parse_command(text)) is not None and typed.name in COMMANDS for text in texts)


async def refuse_forwarded(call: Call) -> Reply:
    """A command that was passed on is not carried out; a file that came with it is offered as any other."""
    refused = replies.forwarded_command()
    if call.sender is None or not call.files:
        return Reply(text=refused)
    offered = await offers.offer(call.with_text(""))
    return replace(offered, text=f"{refused}\n\n{offered.text}") if offered.buttons else Reply(text=refused)


async def run_edited(call: Call, text: str) -> Reply | None:
    """An edited message is not read again: nothing that has been done is undone by it. Its sender is told so."""
    if not text:
        return None
    if text.startswith("/") or call.sender is None:
        return Reply(text=replies.edited())
    return Reply(text=replies.edited_text(await drafts.awaited(call)))


async def run_text(call: Call) -> Reply:
    """A plain text, or a file: it completes what the chat has begun, or is offered the buttons that it may mean, and
    records nothing. In reply to a nudge it speaks of that one, whatever was begun about others."""
    if call.sender is None:
        raise NotLinked
    if not call.text and call.attachment is None:
        return Reply(text=replies.not_read(await drafts.awaited(call)))
    about = await remarks.replied_to(call)
    duty_ids, codes = {one.duty.id for one in about}, {one.case.code for one in about}
    if about and not await drafts.waits_for_word_on(call, duty_ids, codes):
        is_kept = bool(call.files) and await offers.hold(call) is not None
        return await remarks.offer(call, about, kept=is_kept)
    reply = await offers.joined(call) if call.files else None
    reply = reply or await going_on.typed(call, GO_ON)
    return reply or (await offers.offer(call) if call.files else await remarks.answer(call))
