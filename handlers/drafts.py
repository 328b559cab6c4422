"""What a chat has begun: a draft that waits for its confirmation, a command that waits for its text."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from actions import dialogues
from domain.names import fold
from domain.refusals import DraftGone, DraftLapsed, Unreadable
from handlers.buttons import choice_buttons
from handlers.deadlines import Reading
from handlers.desk import Ask, Handler, Reply, scene
from handlers.texts import asked, replies
from handlers.texts.deadlines import deadline_words
from handlers.when import DayOffNamed, DeadlineUnclear
from storage.dialogues import Dialogue

COMPLETE = "complete"  # the next text or file completes a command
MEANT = "meant"  # a deadline that must be chosen among what it may have meant
WORD_WAITS = timedelta(hours=4)  # for the word that completes a command: later it is meant as something else
DRAFT_WAITS = timedelta(hours=24)  # for its confirmation: later what it was written in has changed
TAKING_FILES = frozenset({"xong", "xinykien", "nhapfile"})
NUMBERS = frozenset({"1", "2", "3"})
CONFIRM_WORDS = {"giao viec": "ok", "gui": "ok", "sua lai": "edit", "huy": "leave"}


async def begin(ask: Ask, kind: str, data: Mapping[str, Any]) -> Dialogue:
    dialogue = Dialogue(kind=kind, token=secrets.token_hex(6), data=data, begun_at=ask.order.now)
    await dialogues.begin_dialogue(ask.office, ask.channel, ask.chat_id, dialogue)
    return dialogue


async def wait_for_text(ask: Ask, command: str, code: str, *, prefix: str = "", about: str | None = None) -> Reply:
    """The next text or file of this chat completes the command; what is reported on paper is reported whole."""
    if ask.order.recorded_by_id is not None:
        raise Unreadable(command=command)
    await begin(ask, COMPLETE, {"command": command, "prefix": prefix or code, "duty": ask.order.duty_id})
    return Reply(text=replies.wait_for(about or command, code))


async def current(ask: Ask) -> Dialogue | None:
    return await dialogues.dialogue_of(ask.office, ask.channel, ask.chat_id)


def _is_over(ask: Ask, dialogue: Dialogue) -> bool:
    """Whether what was begun had lapsed when this was said or pressed."""
    waits = WORD_WAITS if dialogue.kind in {COMPLETE, MEANT} else DRAFT_WAITS
    return ask.order.said_at - dialogue.begun_at > waits


async def leave(ask: Ask) -> Reply:
    return Reply(text=replies.left(await dialogues.leave_dialogue(ask.office, ask.channel, ask.chat_id)))


@dataclass(frozen=True, kw_only=True)
class Continuations:
    """How what was begun goes on: a draft by its kind, a command by its name."""

    confirmers: Mapping[str, Handler]
    commands: Mapping[str, Handler]


async def carry_out(ask: Ask, handler: Handler) -> Reply:
    """Run a command; a file that came with one that keeps none is said to have been left out."""
    reply = await _carry_out(ask, handler)
    if ask.attachment is None or ask.command in TAKING_FILES:
        return reply
    return replace(reply, text=f"{reply.text}\n\n{replies.file_not_taken()}")


async def _carry_out(ask: Ask, handler: Handler) -> Reply:
    """Where the deadline of the command has no single meaning, or names a day off, offer what may be meant."""
    try:
        return await handler(ask)
    except DeadlineUnclear as unclear:
        if not unclear.question.suggestions:
            raise
        return await _offer(ask, unclear.phrase, unclear.question.suggestions, asked.unclear_deadline(unclear))
    except DayOffNamed as named:
        return await _offer(ask, named.phrase, (named.reading,), asked.named_day_off(named), day_off=True)


async def _offer(ask: Ask, phrase: str, readings: Sequence[Reading], text: str, *, day_off: bool = False) -> Reply:
    labels = [deadline_words(reading) for reading in readings]
    data = {
        "command": ask.command,
        "prefix": ask.completes,
        "text": ask.text,
        "phrase": phrase,
        "choices": labels,
        "day_off": day_off,
        "duty": ask.order.duty_id,
        "chosen": dict(ask.chosen),
    }
    dialogue = await begin(ask, MEANT, data)
    if ask.attachment is not None and ask.command in TAKING_FILES:
        text = f"{text}\n\n{replies.file_to_send_again()}"
    return Reply(text=text, buttons=choice_buttons(dialogue.token, labels))


async def pressed(ask: Ask, verb: str, token: str, go_on: Continuations) -> Reply:
    """A button of a draft: confirm it, choose, take it back to edit, leave it. A button of another draft is stale."""
    dialogue = await current(ask)
    if dialogue is None or dialogue.token != token:
        raise DraftGone
    if _is_over(ask, dialogue):
        raise DraftLapsed(dialogue.begun_at)
    if dialogue.kind == MEANT:
        return await _choose(ask, verb, dialogue, go_on)
    if dialogue.kind not in go_on.confirmers:
        raise DraftGone
    return await _go_on(ask, verb, dialogue, go_on.confirmers)


async def _choose(ask: Ask, verb: str, dialogue: Dialogue, go_on: Continuations) -> Reply:
    """The command again, in which the phrase stands for the moment chosen."""
    choices = dialogue.data["choices"]
    if not verb.isdecimal() or int(verb) >= len(choices):
        raise DraftGone
    data, command = dialogue.data, dialogue.data["command"]
    chosen = {**data.get("chosen", {}), data["phrase"]: choices[int(verb)]}
    meant = replace(ask, text=data["text"], command=command, chosen=chosen, day_off_confirmed=data["day_off"])
    return await carry_out(meant.about(data.get("duty")).completing(dialogue), go_on.commands[command])


async def typed(ask: Ask, go_on: Continuations) -> Reply | None:
    """What a plain text or a file means in the dialogue of this chat; None where there is none that it fits."""
    dialogue = await current(ask)
    if dialogue is None:
        return None
    if _is_over(ask, dialogue):
        await dialogues.end_dialogue(ask.office, ask.key_of(dialogue))
        return Reply(text=replies.lapsed(await scene(ask), dialogue.begun_at))
    if dialogue.kind == MEANT and ask.text in NUMBERS:
        return await _choose(ask, str(int(ask.text) - 1), dialogue, go_on)
    if dialogue.data.get("prefix"):
        return await _complete(ask, dialogue, go_on)
    confirmers = go_on.confirmers
    verb = CONFIRM_WORDS.get(fold(ask.text))
    if verb is None or dialogue.kind not in confirmers:
        return None
    return await _go_on(ask, verb, dialogue, confirmers)


async def _complete(ask: Ask, dialogue: Dialogue, go_on: Continuations) -> Reply:
    """The command whose text this is; where it is refused the dialogue stays, and the text can be given again."""
    command, prefix = dialogue.data["command"], dialogue.data["prefix"]
    completed = replace(ask, text=f"{prefix} {ask.text}".strip(), command=command, completes=prefix)
    return await carry_out(completed.about(dialogue.data.get("duty")).completing(dialogue), go_on.commands[command])


async def _go_on(ask: Ask, verb: str, dialogue: Dialogue, confirmers: Mapping[str, Handler]) -> Reply:
    match verb:
        case "ok":
            return await confirmers[dialogue.kind](ask.completing(dialogue))
        case "edit":
            await dialogues.end_dialogue(ask.office, ask.key_of(dialogue))
            return Reply(text=replies.edit_again(dialogue.data["original"]))
        case _:
            return await leave(ask)
