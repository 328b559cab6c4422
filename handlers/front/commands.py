"""The table of commands, and what a pressed button stands for: a command typed for that duty."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import replace

from actions.duties import duties, history
from actions.finding import described, find_case
from domain.acts import Act
from domain.borrowing import Borrowed
from domain.duties.duties import Duty, Move
from domain.duties.opinions import Stance
from domain.refusals import AlreadyDone, DraftGone, NotAllowed, NotLinked, PersonGone
from domain.rights import may, relations_to_office
from handlers.desk import Call, Command, FileUse, Handler, Reply
from handlers.dialogues import drafts, guiding, offers, remarks
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
from texts.buttons import (
    STANCE_VERBS,
    Press,
    parse_case_press,
    parse_draft_press,
    parse_file_press,
    parse_guide_press,
    parse_link_press,
    parse_list_press,
    parse_press,
)
from texts.duties.history import DONE_AS
from texts.front import replies
from texts.front.usage import USAGES
from texts.words import STANCES

DECLARED: tuple[Command, ...] = (
    *people.COMMANDS,
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
ONLY_PRESSED: dict[str, Handler] = {
    "suaykien": answers.answer,
    "xacnhan": statements.confirm_cause,
    "hoso": cases.hand_out_file,
}
CHOOSING: dict[str, Callable[[Call, str, int], Awaitable[Reply]]] = {  # what else the button carries is a part of it
    "giahan": remarks.ask_reason,
    "ghinhan": statements.credit_one,
}
WHOEVER_HOLDS = frozenset({"xacnhan", "ghinhan"})  # about what was said: of use though the ball has changed courts
GO_ON = drafts.Continuations(guide=guiding.answered, rest=guiding.ask_for_rest)
STANCES_BY_VERB: dict[str, Stance] = {verb: stance for stance, verb in STANCE_VERBS.items()}


async def run(ask: Call, typed: Typed) -> Reply:
    """A typed command. Beginning another command leaves what the chat had begun as it is, for /huy or the button."""
    command = COMMANDS.get(typed.name)
    if ask.sender is None and (command is None or not command.is_open_to_strangers):
        raise NotLinked
    if command is None:
        return Reply(text=replies.unknown_command(typed.name))
    ask = ask.with_text(typed.rest, command=typed.name)
    await _require_right(ask, command)
    if not ask.text and command.is_guided:
        return await guiding.begin(await drafts.with_waiting_files(ask))
    waiting = await drafts.waiting_names(ask)
    return await drafts.naming_lost(ask, waiting, await drafts.run(ask, GO_ON))


async def _require_right(ask: Call, command: Command) -> None:
    """Who may not give a command is told so before being told how it is written. Raises NotAllowed."""
    if not command.rights or ask.sender is None:
        return
    async with ask.office.look(ask.order) as view:
        has = relations_to_office(ask.sender, view.chart)
    if not any(may(right, has) for right in command.rights):
        raise NotAllowed


def are_among(texts: Iterable[str]) -> bool:
    """Whether one of these is a command of ours."""
    return any((typed := parse_command(text)) is not None and typed.name in COMMANDS for text in texts)


async def refuse_forwarded(ask: Call) -> Reply:
    """A command that was passed on is not carried out; a file that came with it is offered as any other."""
    refused = replies.forwarded_command()
    if ask.sender is None or not ask.files:
        return Reply(text=refused)
    offered = await offers.offer(ask.with_text(""))
    return replace(offered, text=f"{refused}\n\n{offered.text}") if offered.buttons else Reply(text=refused)


async def run_edited(ask: Call, text: str) -> Reply | None:
    """An edited message is not read again: nothing that has been done is undone by it. Its sender is told so."""
    if not text:
        return None
    if text.startswith("/") or ask.sender is None:
        return Reply(text=replies.edited())
    return Reply(text=replies.edited_text(await drafts.awaited(ask)))


async def run_text(ask: Call) -> Reply:
    """A plain text, or a file: it completes what the chat has begun, or is offered the buttons that it may mean, and
    records nothing. In reply to a nudge it speaks of that one, whatever was begun about others."""
    if ask.sender is None:
        raise NotLinked
    if not ask.text and ask.attachment is None:
        return Reply(text=replies.not_read(await drafts.awaited(ask)))
    about = await remarks.replied_to(ask)
    duty_ids, codes = {one.duty.id for one in about}, {one.case.code for one in about}
    if about and not await drafts.waits_for_word_on(ask, duty_ids, codes):
        is_kept = bool(ask.files) and await offers.hold(ask) is not None
        return await remarks.offer(ask, about, kept=is_kept)
    reply = await offers.joined(ask) if ask.files else None
    reply = reply or await drafts.typed(ask, GO_ON)
    return reply or (await offers.offer(ask) if ask.files else await remarks.answer(ask))


async def run_press(ask: Call, data: str) -> Reply | None:
    """A pressed button: a command for that duty, refused where the duty has moved on since the button was shown."""
    if ask.sender is None:
        raise NotLinked
    begun = await _run_begun(ask, data)
    if begun is not None:
        return begun
    board = parse_case_press(data)
    if board is not None:
        verb, code = board
        return await (ONLY_PRESSED.get(verb) or COMMANDS[verb].run)(ask.with_text(code, command=verb))
    shown = parse_list_press(data)
    if shown is not None:
        command, text = shown
        return await COMMANDS[command].run(ask.with_text(text, command=command))
    guided = parse_guide_press(data)
    if guided is not None:
        return await guiding.pressed(ask, *guided)
    link = parse_link_press(data)
    if link is not None:
        return await people.withdraw_account(ask, person_id=link[0], account_id=link[1])
    press = parse_press(data)
    if press is None:
        raise DraftGone
    return await _run_duty_press(ask, press)


async def _run_begun(ask: Call, data: str) -> Reply | None:
    """A button of what the chat has begun: a draft, or files that were kept; None for any other."""
    file = parse_file_press(data)
    if file is not None:
        return await offers.pressed(ask, *file)
    draft = parse_draft_press(data)
    return None if draft is None else await drafts.pressed(ask, *draft, GO_ON)


async def _run_duty_press(ask: Call, press: Press) -> Reply:
    duty, case = await duties.duty_shown(ask.office, ask.order, duty_id=press.duty_id)
    async with ask.office.look(ask.order) as view:
        # Who may not see the case learns nothing from its buttons.
        await find_case(view, case.code)
        chosen = view.chart.people.get(press.choice) if press.choice is not None else None
    if press.verb in {"lichsu", "viec"}:
        return await COMMANDS[press.verb].run(ask.with_text(case.code))
    if press.verb not in WHOEVER_HOLDS and duty.turn != press.turn:
        await _refuse_stale(ask, duty, case.code)
    ask = ask.about(duty.id).with_text(case.code, command=press.verb)
    if press.verb in STANCES_BY_VERB:
        return await answers.answer(ask.with_text(f"{case.code} {STANCES[STANCES_BY_VERB[press.verb]]}"))
    if press.verb == "phancong":
        return await duty_handlers.offer_officials(ask, case.code, duty.id)
    if press.verb == "chon" and chosen is not None:
        if chosen.has_left:
            raise PersonGone(person_id=chosen.id)
        return await duty_handlers.delegate(ask.with_text(f"{case.code} {described(view.chart, chosen)}"))
    if press.choice is not None and press.verb in CHOOSING:
        return await CHOOSING[press.verb](ask, case.code, press.choice)
    return await _run_verb(ask, press.verb)


async def _run_verb(ask: Call, verb: str) -> Reply:
    if verb in ONLY_PRESSED:
        return await ONLY_PRESSED[verb](ask)
    if verb not in COMMANDS:
        raise DraftGone
    command = COMMANDS[verb]
    return await (command.run(ask) if command.files is FileUse.NONE else drafts.carry_out(ask))


async def _refuse_stale(ask: Call, duty: Duty, code: str) -> None:
    """The button was made for an earlier turn: say who did what when."""
    last = await history.last_act(ask.office, ask.order, duty_id=duty.id)
    if last is None:
        raise AlreadyDone(code=code)
    if not duty.is_open and last.act is Act.DUTY_ENDED:  # it ended with another: by what that was is said
        duty.require(Move.ACKNOWLEDGE, code)
    right = Borrowed.of_entry(last.data)
    raise AlreadyDone(code=code, act=DONE_AS.get(last.act), by_id=last.actor_id, right=right, at=last.at)
