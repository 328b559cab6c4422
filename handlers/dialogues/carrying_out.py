"""A command carried out with the files that waited for it; what may have been meant is offered."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace

from deadlines.refusals import DayOffNamed, DeadlineUnclear, IntervalUnclear
from domain.refusals import (
    FormUnclear,
    SeveralPeople,
    UnknownPerson,
    UnknownUnit,
    WhichUnit,
)
from handlers.desk import Call, FileUse, Handler, Reply
from handlers.dialogues.begun import OpenDialogue
from handlers.dialogues.drafts import begin, current, is_of, is_over
from handlers.dialogues.payloads import GuideUnderWay, UnclearMeaning, WaitingFiles
from handlers.reading.received import keep, waiting_file
from texts.buttons import choice_buttons
from texts.front import asked, replies
from texts.front.deadlines import deadline_words, interval_words

SPREADSHEET = ".xlsx"


@dataclass(frozen=True, kw_only=True)
class Continuations:
    """How what was begun goes on: a guide by the answer to its question, and a form by `rest`, which asks for what it
    lacks."""

    guide: Callable[[Call, OpenDialogue[GuideUnderWay]], Awaitable[Reply]]
    rest: Callable[[Call, FormUnclear], Awaitable[Reply]]


async def run(call: Call, go_on: Continuations) -> Reply:
    """The command; of a form what is wrong or missing is asked for, and what came with it is kept."""
    try:
        return await carry_out(call)
    except FormUnclear as unclear:
        return await go_on.rest(await with_waiting_files(call), unclear)


async def carry_out(call: Call) -> Reply:
    """Run a command; a file that came with one that keeps none is said to have been left out."""
    call = await with_waiting_files(call)
    reply, files = await _carry_out(call, call.declared.run), call.declared.files
    if files in {FileUse.FIRST, FileUse.SPREADSHEET} and call.more_files:
        return replace(reply, text=f"{reply.text}\n\n{replies.only_first_file(call.files[0].name)}")
    if call.attachment is None or files is not FileUse.NONE:
        return reply
    return replace(reply, text=f"{reply.text}\n\n{replies.file_not_taken()}")


async def files_wait(call: Call) -> bool:
    """Whether files that came before wait in the chat for the command that they go with."""
    return await _waiting_files(call) is not None


async def _waiting_files(call: Call) -> OpenDialogue[WaitingFiles] | None:
    dialogue = await current(call)
    if dialogue is None or is_over(call, dialogue) or not is_of(dialogue, WaitingFiles):
        return None
    return dialogue


async def with_waiting_files(call: Call) -> Call:
    """A command that keeps files takes the one that it answers, or those that were sent before it; with a caption
    those of the same album."""
    taken = call.declared.files
    if taken is FileUse.NONE:
        return call
    if call.quoted is not None and not call.files:
        return call.with_files([call.quoted])
    dialogue = await _waiting_files(call)
    if dialogue is None or (call.files and (call.album is None or dialogue.begun.album != call.album)):
        return call
    waiting = [
        waiting_file(call, one)
        for one in dialogue.begun.files
        if taken is not FileUse.SPREADSHEET or one.name.casefold().endswith(SPREADSHEET)
    ]
    if not waiting:
        return call
    album = call.album or dialogue.begun.album
    return replace(call.with_files([*waiting, *call.files]), album=album).completing(dialogue.key)


async def waiting_names(call: Call) -> list[str]:
    """The names of the files that wait in the chat until it is said what they are."""
    dialogue = await current(call)
    return dialogue.begun.names if dialogue is not None and is_of(dialogue, WaitingFiles) else []


async def naming_lost(call: Call, waiting: Sequence[str], reply: Reply) -> Reply:
    """The reply, and which files wait no more because a command that takes none has begun something else."""
    if not waiting or call.declared.files is not FileUse.NONE:
        return reply
    begun = await current(call)
    if begun is None or is_of(begun, WaitingFiles):
        return reply
    return replace(reply, text=f"{reply.text}\n\n{replies.wait_no_more(waiting)}")


async def _carry_out(call: Call, handler: Handler) -> Reply:
    """Where several parts of the case are possible, offer them by name. Of several commands the others go on."""
    try:
        return await _understood(call, handler)
    except WhichUnit as which:
        if call.order.place is not None:
            raise
        return await _offer(call, which.code, which.units, asked.which_part(which), duties=which.duties)


async def _understood(call: Call, handler: Handler) -> Reply:
    """Where a deadline or a name has no single meaning, or a day off is named, offer what may be meant."""
    try:
        return await handler(call)
    except DeadlineUnclear as unclear:
        if not unclear.question.suggestions:
            raise
        labels = [deadline_words(reading) for reading in unclear.question.suggestions]
        return await _offer(call, unclear.phrase, labels, asked.unclear_deadline(unclear))
    except DayOffNamed as named:
        labels = [deadline_words(named.reading)]
        return await _offer(call, named.phrase, labels, asked.named_day_off(named), day_off=True)
    except IntervalUnclear as unclear:
        if not unclear.question.intervals:
            raise
        labels = [interval_words(days) for days in unclear.question.intervals]
        return await _offer(call, unclear.phrase, labels, asked.unclear_interval(unclear))
    except SeveralPeople as several:
        return await _offer(call, several.name, several.choices, asked.unclear_name(several, several.choices))
    except (UnknownPerson, UnknownUnit) as unknown:
        if not unknown.similar:
            raise
        return await _offer(call, unknown.name, unknown.similar, asked.unclear_name(unknown, unknown.similar))


async def _offer(
    call: Call, phrase: str, labels: Sequence[str], text: str, *, day_off: bool = False, duties: Sequence[int] = ()
) -> Reply:
    """What may be meant, to be pressed or typed; `duties` where it is a part of the case `phrase`."""
    files = call.files if call.declared.files is not FileUse.NONE else ()
    unclear = UnclearMeaning(
        command=call.command,
        prefix=call.completes,
        text=call.text,
        phrase=phrase,
        choices=tuple(labels),
        day_off=day_off or call.day_off_confirmed,
        duty=call.order.duty_id,
        duties=tuple(duties),
        files=tuple([await keep(call, file) for file in files]),
    )
    dialogue = await begin(call, unclear)
    return Reply(text=text, buttons=choice_buttons(dialogue.token, labels))
