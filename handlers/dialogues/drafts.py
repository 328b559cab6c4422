"""What a chat has begun: a draft that waits for its confirmation, a command that waits for its text."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import replace
from typing import TypeGuard, TypeVar

from actions.dialogues import dialogues
from domain.refusals import (
    DraftGone,
    Unreadable,
)
from handlers.desk import Behind, Call, Command, Reply
from handlers.dialogues import payloads
from handlers.dialogues.begun import Begun, OpenDialogue
from handlers.dialogues.payloads import AwaitedText, GuideUnderWay, UnclearMeaning
from storage.dialogues import DialogueKey
from texts.front import replies
from texts.front.usage import everybody

B = TypeVar("B", bound=Begun)


async def begin(call: Call, begun: B, *, token: str | None = None) -> OpenDialogue[B]:
    """Remember what the chat has begun, in the place of anything before; with its token it goes on."""
    if begun.begun_by is None:
        begun = replace(begun, chosen=dict(call.chosen), begun_by=begun_by(call))
    key = DialogueKey(channel=call.channel, chat_id=call.chat_id, token=token or secrets.token_hex(6))
    dialogue = OpenDialogue(key=key, begun=begun, begun_at=call.order.now)
    await dialogues.begin_dialogue(call.office, call.channel, call.chat_id, payloads.written(dialogue))
    return dialogue


def begun_by(call: Call) -> tuple[int | None, int | None]:
    """The message, and the command in it, by which something is begun."""
    return call.order.inbox_id, call.order.place


async def has_begun(call: Call) -> bool:
    """Whether this very command has left something open in the chat: a draft to confirm, a word to give."""
    dialogue = await current(call)
    return dialogue is not None and dialogue.begun.begun_by == begun_by(call)


async def wait_for_text(
    call: Call,
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
    if call.order.recorded_by_id is not None:
        raise Unreadable(command=command)
    asked_for = text or replies.wait_for(about or command, code)
    prefix = " ".join([code, *(f"{one};" for one in (unit, given) if one)])
    await begin(call, AwaitedText(command=command, prefix=prefix, duty=call.order.duty_id, asked=asked_for))
    return Reply(text=asked_for)


async def waits_for_word_on(call: Call, duty_ids: Collection[int], codes: Collection[str]) -> bool:
    """Whether the chat waits for a word that completes a command on one of these duties."""
    dialogue = await current(call)
    if dialogue is None or is_over(call, dialogue):
        return False
    begun = dialogue.begun
    if not isinstance(begun, AwaitedText | UnclearMeaning):
        return False
    return begun.duty in duty_ids or begun.prefix.partition(" ")[0] in codes


async def awaits_words(call: Call) -> bool:
    """Whether the chat waits for words of any kind, and not only for what was offered."""
    dialogue = await current(call)
    if dialogue is None or is_over(call, dialogue):
        return False
    return isinstance(dialogue.begun, GuideUnderWay | AwaitedText)


async def current(call: Call) -> OpenDialogue[Begun] | None:
    row = await dialogues.dialogue_of(call.office, call.channel, call.chat_id)
    return None if row is None else payloads.read(row, channel=call.channel, chat_id=call.chat_id)


async def confirmed(call: Call, kind: type[B]) -> B:
    """What the chat has begun, of this kind. Raises DraftGone where it is another by now."""
    dialogue = await current(call)
    if dialogue is None or not isinstance(dialogue.begun, kind):
        raise DraftGone
    return dialogue.begun


def is_over(call: Call, dialogue: OpenDialogue[Begun]) -> bool:
    """Whether what was begun had lapsed when this was said or pressed."""
    return dialogue.is_over(call.order.said_at)


def is_of(dialogue: OpenDialogue[Begun], kind: type[B]) -> TypeGuard[OpenDialogue[B]]:
    return isinstance(dialogue.begun, kind)


async def awaited(call: Call) -> str | None:
    """What the chat waits for, in the words that asked for it; None where it waits for nothing."""
    dialogue = await current(call)
    if dialogue is None or is_over(call, dialogue):
        return None
    match dialogue.begun:
        case GuideUnderWay():
            return replies.question_waits()
        case AwaitedText() as begun:
            return begun.asked or replies.wait_for(begun.command, begun.prefix.partition(" ")[0])
        case _:
            return replies.button_waits()


async def leave(call: Call) -> Reply:
    return Reply(text=replies.left(await dialogues.leave_dialogue(call.office, call.channel, call.chat_id)))


COMMANDS = (Command(usage=everybody.HUY, run=leave, rights=(), changes=True, behind=Behind.NOTHING),)
