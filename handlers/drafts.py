"""What a chat has begun: a draft that waits for its confirmation, a command that waits for its text."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from actions import dialogues
from domain.names import fold
from domain.refusals import DraftGone
from handlers.desk import Ask, Handler, Reply
from handlers.texts import replies
from storage.dialogues import Dialogue

COMPLETE = "complete"  # the next text or file completes a command
CONFIRM_WORDS = {"giao viec": "ok", "gui": "ok", "sua lai": "edit", "huy": "leave"}


async def begin(ask: Ask, kind: str, data: Mapping[str, Any]) -> Dialogue:
    dialogue = Dialogue(kind=kind, token=secrets.token_hex(6), data=data, begun_at=ask.order.now)
    await dialogues.begin_dialogue(ask.office, ask.channel, ask.chat_id, dialogue)
    return dialogue


async def wait_for_text(ask: Ask, command: str, code: str, *, prefix: str = "", about: str | None = None) -> Reply:
    """The next text or file of this chat completes the command."""
    await begin(ask, COMPLETE, {"command": command, "prefix": prefix or code})
    return Reply(text=replies.wait_for(about or command, code))


async def current(ask: Ask) -> Dialogue | None:
    return await dialogues.dialogue_of(ask.office, ask.channel, ask.chat_id)


async def leave(ask: Ask) -> Reply:
    return Reply(text=replies.left(await dialogues.end_dialogue(ask.office, ask.channel, ask.chat_id)))


async def pressed(ask: Ask, verb: str, token: str, confirmers: Mapping[str, Handler]) -> Reply:
    """A button of a draft: confirm it, take it back to edit, leave it. A button of another draft is stale."""
    dialogue = await current(ask)
    if dialogue is None or dialogue.token != token or dialogue.kind not in confirmers:
        raise DraftGone
    return await _go_on(ask, verb, dialogue, confirmers)


async def typed(ask: Ask, confirmers: Mapping[str, Handler], commands: Mapping[str, Handler]) -> Reply | None:
    """What a plain text or a file means in the dialogue of this chat; None where there is none that it fits."""
    dialogue = await current(ask)
    if dialogue is None:
        return None
    if dialogue.kind == COMPLETE:
        command = dialogue.data["command"]
        completed = ask.with_text(f"{dialogue.data['prefix']} {ask.text}".strip(), command=command)
        reply = await commands[command](completed)
        await dialogues.end_dialogue(ask.office, ask.channel, ask.chat_id, token=dialogue.token)
        return reply
    verb = CONFIRM_WORDS.get(fold(ask.text))
    if verb is None or dialogue.kind not in confirmers:
        return None
    return await _go_on(ask, verb, dialogue, confirmers)


async def _go_on(ask: Ask, verb: str, dialogue: Dialogue, confirmers: Mapping[str, Handler]) -> Reply:
    match verb:
        case "ok":
            return await confirmers[dialogue.kind](ask)
        case "edit":
            await dialogues.end_dialogue(ask.office, ask.channel, ask.chat_id, token=dialogue.token)
            return Reply(text=replies.edit_again(dialogue.data["original"]))
        case _:
            return await leave(ask)
