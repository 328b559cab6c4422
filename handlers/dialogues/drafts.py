"""What a chat has begun: a draft that waits for its confirmation, a command that waits for its text."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass, replace
from typing import TypeGuard, TypeVar

from actions.dialogues import dialogues
from actions.duties.parts import plainly
from deadlines.refusals import DayOffNamed, DeadlineUnclear, IntervalUnclear
from domain.names import fitting, fold
from domain.refusals import (
    AlreadyUsed,
    DraftGone,
    DraftLapsed,
    FormUnclear,
    NotLinked,
    Refusal,
    SeveralPeople,
    UnknownPerson,
    UnknownUnit,
    Unreadable,
    WhichUnit,
)
from handlers.desk import Behind, Call, Command, FileUse, Handler, Preview, Reply, scene
from handlers.dialogues import payloads
from handlers.dialogues.explaining import explained
from handlers.dialogues.payloads import (
    AwaitedText,
    Begun,
    FormDraft,
    GuideUnderWay,
    ImportDraft,
    OpenDialogue,
    ShownDraft,
    UnclearMeaning,
    WaitingCommand,
    WaitingFiles,
)
from handlers.reading.received import keep, waiting_file
from storage.dialogues import DialogueKey
from texts.buttons import choice_buttons, standing_buttons
from texts.front import asked, replies
from texts.front.deadlines import deadline_words, interval_words
from texts.front.refusals import refusal_text
from texts.front.usage import everybody
from texts.words import LABELS

B = TypeVar("B", bound=Begun)

SPREADSHEET = ".xlsx"
SPENT = (DraftGone, DraftLapsed, AlreadyUsed, NotLinked)  # of these nothing stays that could be set right
LEAVING = {fold(LABELS["edit"]): "edit", fold(LABELS["leave"]): "leave"}  # a draft, typed as its button says


async def begin(ask: Call, begun: B, *, token: str | None = None) -> OpenDialogue[B]:
    """Remember what the chat has begun, in the place of anything before; with its token it goes on."""
    if begun.begun_by is None:
        begun = replace(begun, chosen=dict(ask.chosen), begun_by=begun_by(ask))
    key = DialogueKey(channel=ask.channel, chat_id=ask.chat_id, token=token or secrets.token_hex(6))
    dialogue = OpenDialogue(key=key, begun=begun, begun_at=ask.order.now)
    await dialogues.begin_dialogue(ask.office, ask.channel, ask.chat_id, payloads.written(dialogue))
    return dialogue


def begun_by(ask: Call) -> tuple[int | None, int | None]:
    """The message, and the command in it, by which something is begun."""
    return ask.order.inbox_id, ask.order.place


async def has_begun(ask: Call) -> bool:
    """Whether this very command has left something open in the chat: a draft to confirm, a word to give."""
    dialogue = await current(ask)
    return dialogue is not None and dialogue.begun.begun_by == begun_by(ask)


async def wait_for_text(
    ask: Call,
    command: str,
    code: str,
    *,
    unit: str | None = None,
    given: str = "",
    about: str | None = None,
    text: str | None = None,
) -> Reply:
    """The next text or file of this chat completes the command, behind the case, the unit or part of it, and what has
    been `given`. `text` asks for it, if not in the usual words. What is reported on paper is reported whole: raises
    Unreadable."""
    if ask.order.recorded_by_id is not None:
        raise Unreadable(command=command)
    asked_for = text or replies.wait_for(about or command, code)
    prefix = " ".join([code, *(f"{one};" for one in (unit, given) if one)])
    await begin(ask, AwaitedText(command=command, prefix=prefix, duty=ask.order.duty_id, asked=asked_for))
    return Reply(text=asked_for)


async def waits_for_word_on(ask: Call, duty_ids: Collection[int], codes: Collection[str]) -> bool:
    """Whether the chat waits for a word that completes a command on one of these duties."""
    dialogue = await current(ask)
    if dialogue is None or is_over(ask, dialogue):
        return False
    begun = dialogue.begun
    if not isinstance(begun, AwaitedText | UnclearMeaning):
        return False
    return begun.duty in duty_ids or begun.prefix.partition(" ")[0] in codes


async def current(ask: Call) -> OpenDialogue[Begun] | None:
    row = await dialogues.dialogue_of(ask.office, ask.channel, ask.chat_id)
    return None if row is None else payloads.read(row, channel=ask.channel, chat_id=ask.chat_id)


async def confirmed(ask: Call, kind: type[B]) -> B:
    """What the chat has begun, of this kind. Raises DraftGone where it is another by now."""
    dialogue = await current(ask)
    if dialogue is None or not isinstance(dialogue.begun, kind):
        raise DraftGone
    return dialogue.begun


def is_over(ask: Call, dialogue: OpenDialogue[Begun]) -> bool:
    """Whether what was begun had lapsed when this was said or pressed."""
    return dialogue.is_over(ask.order.said_at)


def is_of(dialogue: OpenDialogue[Begun], kind: type[B]) -> TypeGuard[OpenDialogue[B]]:
    return isinstance(dialogue.begun, kind)


async def awaited(ask: Call) -> str | None:
    """What the chat waits for, in the words that asked for it; None where it waits for nothing."""
    dialogue = await current(ask)
    if dialogue is None or is_over(ask, dialogue):
        return None
    match dialogue.begun:
        case GuideUnderWay():
            return replies.question_waits()
        case AwaitedText() as begun:
            return begun.asked or replies.wait_for(begun.command, begun.prefix.partition(" ")[0])
        case _:
            return replies.button_waits()


async def leave(ask: Call) -> Reply:
    return Reply(text=replies.left(await dialogues.leave_dialogue(ask.office, ask.channel, ask.chat_id)))


@dataclass(frozen=True, kw_only=True)
class Continuations:
    """How what was begun goes on: a guide by the answer to its question, and a form by `rest`, which asks for what it
    lacks."""

    guide: Callable[[Call, OpenDialogue[GuideUnderWay]], Awaitable[Reply]]
    rest: Callable[[Call, FormUnclear], Awaitable[Reply]]


async def run(ask: Call, go_on: Continuations) -> Reply:
    """The command; of a form what is wrong or missing is asked for, and what came with it is kept."""
    try:
        return await carry_out(ask)
    except FormUnclear as unclear:
        return await go_on.rest(await with_waiting_files(ask), unclear)


async def carry_out(ask: Call) -> Reply:
    """Run a command; a file that came with one that keeps none is said to have been left out."""
    ask = await with_waiting_files(ask)
    reply, files = await _carry_out(ask, ask.declared.run), ask.declared.files
    if files in {FileUse.FIRST, FileUse.SPREADSHEET} and ask.more_files:
        return replace(reply, text=f"{reply.text}\n\n{replies.only_first_file(ask.files[0].name)}")
    if ask.attachment is None or files is not FileUse.NONE:
        return reply
    return replace(reply, text=f"{reply.text}\n\n{replies.file_not_taken()}")


async def files_wait(ask: Call) -> bool:
    """Whether files that came before wait in the chat for the command that they go with."""
    return await _waiting_files(ask) is not None


async def _waiting_files(ask: Call) -> OpenDialogue[WaitingFiles] | None:
    dialogue = await current(ask)
    if dialogue is None or is_over(ask, dialogue) or not is_of(dialogue, WaitingFiles):
        return None
    return dialogue


async def with_waiting_files(ask: Call) -> Call:
    """A command that keeps files takes the one that it answers, or those that were sent before it; with a caption
    those of the same album."""
    taken = ask.declared.files
    if taken is FileUse.NONE:
        return ask
    if ask.quoted is not None and not ask.files:
        return ask.with_files([ask.quoted])
    dialogue = await _waiting_files(ask)
    if dialogue is None or (ask.files and (ask.album is None or dialogue.begun.album != ask.album)):
        return ask
    waiting = [
        waiting_file(ask, one)
        for one in dialogue.begun.files
        if taken is not FileUse.SPREADSHEET or one.name.casefold().endswith(SPREADSHEET)
    ]
    if not waiting:
        return ask
    album = ask.album or dialogue.begun.album
    return replace(ask.with_files([*waiting, *ask.files]), album=album).completing(dialogue.key)


async def waiting_names(ask: Call) -> list[str]:
    """The names of the files that wait in the chat until it is said what they are."""
    dialogue = await current(ask)
    return dialogue.begun.names if dialogue is not None and is_of(dialogue, WaitingFiles) else []


async def naming_lost(ask: Call, waiting: Sequence[str], reply: Reply) -> Reply:
    """The reply, and which files wait no more because a command that takes none has begun something else."""
    if not waiting or ask.declared.files is not FileUse.NONE:
        return reply
    begun = await current(ask)
    if begun is None or is_of(begun, WaitingFiles):
        return reply
    return replace(reply, text=f"{reply.text}\n\n{replies.wait_no_more(waiting)}")


async def _carry_out(ask: Call, handler: Handler) -> Reply:
    """Where several parts of the case are possible, offer them by name. Of several commands the others go on."""
    try:
        return await _understood(ask, handler)
    except WhichUnit as which:
        if ask.order.place is not None:
            raise
        return await _offer(ask, which.code, which.units, asked.which_part(which), duties=which.duties)


async def _understood(ask: Call, handler: Handler) -> Reply:
    """Where a deadline or a name has no single meaning, or a day off is named, offer what may be meant."""
    try:
        return await handler(ask)
    except DeadlineUnclear as unclear:
        if not unclear.question.suggestions:
            raise
        labels = [deadline_words(reading) for reading in unclear.question.suggestions]
        return await _offer(ask, unclear.phrase, labels, asked.unclear_deadline(unclear))
    except DayOffNamed as named:
        labels = [deadline_words(named.reading)]
        return await _offer(ask, named.phrase, labels, asked.named_day_off(named), day_off=True)
    except IntervalUnclear as unclear:
        if not unclear.question.intervals:
            raise
        labels = [interval_words(days) for days in unclear.question.intervals]
        return await _offer(ask, unclear.phrase, labels, asked.unclear_interval(unclear))
    except SeveralPeople as several:
        return await _offer(ask, several.name, several.choices, asked.unclear_name(several, several.choices))
    except (UnknownPerson, UnknownUnit) as unknown:
        if not unknown.similar:
            raise
        return await _offer(ask, unknown.name, unknown.similar, asked.unclear_name(unknown, unknown.similar))


async def _offer(
    ask: Call, phrase: str, labels: Sequence[str], text: str, *, day_off: bool = False, duties: Sequence[int] = ()
) -> Reply:
    """What may be meant, to be pressed or typed; `duties` where it is a part of the case `phrase`."""
    files = ask.files if ask.declared.files is not FileUse.NONE else ()
    unclear = UnclearMeaning(
        command=ask.command,
        prefix=ask.completes,
        text=ask.text,
        phrase=phrase,
        choices=tuple(labels),
        day_off=day_off or ask.day_off_confirmed,
        duty=ask.order.duty_id,
        duties=tuple(duties),
        files=tuple([await keep(ask, file) for file in files]),
    )
    dialogue = await begin(ask, unclear)
    return Reply(text=text, buttons=choice_buttons(dialogue.token, labels))


async def pressed(ask: Call, verb: str, token: str, go_on: Continuations) -> Reply:
    """A button of a draft: confirm it, choose, take it back to edit, leave it. A button of another draft is stale."""
    dialogue = await current(ask)
    if dialogue is None or dialogue.token != token:
        raise DraftGone
    if is_over(ask, dialogue):
        raise DraftLapsed(begun_at=dialogue.begun_at)
    if is_of(dialogue, UnclearMeaning):
        return await _choose(ask, verb, dialogue, go_on)
    preview = preview_of(ask, dialogue)
    if preview is None:
        raise DraftGone
    return await _go_on(ask, verb, dialogue, preview)


def _previews(ask: Call) -> list[Preview]:
    return [command.preview for command in ask.desk.commands.values() if command.preview is not None]


def preview_of(ask: Call, dialogue: OpenDialogue[Begun]) -> Preview | None:
    """What was shown in it, None where nothing waits to be confirmed."""
    return next((preview for preview in _previews(ask) if preview.kind == dialogue.begun.kind), None)


def _verb_typed(ask: Call) -> str | None:
    """The button of a draft whose label was typed."""
    labels = {fold(preview.label): "ok" for preview in _previews(ask) if preview.label}
    return (LEAVING | labels).get(fold(ask.text))


async def _choose(ask: Call, verb: str, dialogue: OpenDialogue[UnclearMeaning], go_on: Continuations) -> Reply:
    """The command again, in which the phrase or the name stands for what was chosen for it."""
    begun = dialogue.begun
    if not verb.isdecimal() or int(verb) >= len(begun.choices):
        raise DraftGone
    again = replace(
        ask, text=begun.text, command=begun.command, completes=begun.prefix, day_off_confirmed=begun.day_off
    )
    if begun.files:
        again = again.with_files([waiting_file(ask, one) for one in begun.files])
    if begun.duties:
        meant = again.choosing(begun.chosen).of_part(begun.duties[int(verb)])
    else:
        meant = again.choosing({**begun.chosen, begun.phrase: begun.choices[int(verb)]})
    return await run(meant.about(begun.duty).completing(dialogue.key), go_on)


def number_typed(text: str, choices: Sequence[str]) -> int | None:
    """Which of the choices was typed, by its number or in its own words."""
    if text.isdecimal() and len(text) < 3:
        return int(text) - 1 if 1 <= int(text) <= len(choices) else None
    found = fitting(text, choices)
    return found[0] if len(found) == 1 else None


def _chosen(text: str, unclear: UnclearMeaning) -> int | None:
    """Which of the choices was typed; of the parts of a case also with its code, as they are shown, whatever the
    dash."""
    if not unclear.duties:
        return number_typed(text, unclear.choices)
    bare = text.removeprefix("•").strip()
    code = unclear.phrase
    if fold(bare).startswith(f"{fold(code)} "):
        bare = bare[len(code) :]
    return number_typed(plainly(bare), [plainly(name) for name in unclear.choices])


async def typed(ask: Call, go_on: Continuations) -> Reply | None:
    """What a plain text or a file means in the dialogue of this chat; None where there is none that it fits."""
    dialogue = await current(ask)
    if dialogue is None:
        return None
    if is_over(ask, dialogue):
        await dialogues.end_dialogue(ask.office, dialogue.key)
        return Reply(text=replies.lapsed(await scene(ask), dialogue.begun_at))
    if is_of(dialogue, GuideUnderWay):
        return await go_on.guide(ask, dialogue)
    return await _typed(ask, dialogue, go_on)


async def _typed(ask: Call, dialogue: OpenDialogue[Begun], go_on: Continuations) -> Reply | None:
    if is_of(dialogue, UnclearMeaning) and (number := _chosen(ask.text, dialogue.begun)) is not None:
        return await _choose(ask, str(number), dialogue, go_on)
    if is_of(dialogue, WaitingCommand) and dialogue.begun.prefix:
        return await _complete(ask, dialogue, go_on)
    if is_of(dialogue, ImportDraft) and ask.files and ask.files[0].name.casefold().endswith(SPREADSHEET):
        return await carry_out(replace(ask, command="nhapfile"))  # set right, sent again
    verb, preview = _verb_typed(ask), preview_of(ask, dialogue)
    return None if verb is None or preview is None else await _go_on(ask, verb, dialogue, preview)


async def _complete(ask: Call, dialogue: OpenDialogue[WaitingCommand], go_on: Continuations) -> Reply:
    """The command whose text this is; where it is refused the dialogue stays, and the text can be given again."""
    begun = dialogue.begun
    text = f"{begun.prefix} {ask.text}".strip()
    completed = replace(ask, text=text, command=begun.command, completes=begun.prefix)
    return await run(completed.about(begun.duty).completing(dialogue.key), go_on)


async def _go_on(ask: Call, verb: str, dialogue: OpenDialogue[Begun], preview: Preview) -> Reply:
    match verb:
        case "ok":
            drafted = ask.completing(dialogue.key).choosing(dialogue.begun.chosen)
            try:
                return await preview.confirm(drafted)
            except SPENT:
                raise
            except Refusal as why:
                return await _stands(ask, dialogue, why)
        case "edit":
            await dialogues.end_dialogue(ask.office, dialogue.key)
            return Reply(text=replies.edit_again(_original(dialogue.begun)))
        case _:
            return await leave(ask)


def _original(begun: Begun) -> str:
    return begun.original if isinstance(begun, ShownDraft) else ""


async def _stands(ask: Call, dialogue: OpenDialogue[Begun], why: Refusal) -> Reply:
    """What was shown cannot be done as things are now: whom or what it lacks, and the draft, which stays as it is."""
    if await current(ask) is None:
        raise why
    text = refusal_text(await scene(ask), await explained(ask, why))
    can_be_edited = isinstance(dialogue.begun, FormDraft)
    note = replies.draft_stands(_original(dialogue.begun), can_be_edited=can_be_edited)
    return Reply(text=f"{text}\n\n{note}", buttons=standing_buttons(dialogue.token, can_be_edited=can_be_edited))


COMMANDS = (Command(usage=everybody.HUY, run=leave, rights=(), changes=True, behind=Behind.NOTHING),)
