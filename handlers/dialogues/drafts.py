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


COMMANDS = (Command(usage=everybody.HUY, run=leave, rights=(), changes=True, behind=Behind.NOTHING),)
