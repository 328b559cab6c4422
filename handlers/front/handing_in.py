"""Files handed in by a link, where the messenger carries none: said where one may be, heard as one that was sent."""

from __future__ import annotations

from dataclasses import replace

from actions.delivery import links
from actions.installation import Office
from handlers.delivery.links import FileLinks
from handlers.desk import Call, FileUse, Reply
from handlers.dialogues import drafts
from handlers.dialogues.begun import Begun
from handlers.dialogues.payloads import FormDraft, GuideUnderWay, ImportDraft, WaitingCommand, WaitingFiles
from handlers.front.channel import Glance
from handlers.front.heard import Attachment, Author, ChatKind, Heard, HeardKind
from storage.inbox import Incoming
from texts.front import replies

GLANCE = Glance(chat=ChatKind.PRIVATE, text="")


def heard_of(office: Office, stored: Incoming) -> Heard:
    """A file that was handed in, as if it had been sent in the chat."""
    handed = links.handed_in(stored)

    async def read() -> bytes:
        return await links.read_handed_in(office, handed)

    return Heard(
        kind=HeardKind.WORDS,
        author=Author(user_id=handed.user_id, name=""),
        file=Attachment(name=handed.name, size=handed.size, read=read),
    )


async def with_link(call: Call, reply: Reply | None) -> Reply | None:
    """The answer, and where to hand in what the chat now waits for, if that may be a file."""
    if reply is None or call.carries_files or call.sender is None:
        return reply
    dialogue = await drafts.current(call)
    if dialogue is None or drafts.is_over(call, dialogue) or not _takes_file(call, dialogue.begun):
        return reply
    if not call.desk.public_url and not isinstance(dialogue.begun, WaitingCommand):
        return reply  # nothing asks for a file alone: it is not said at every step that none can be taken
    where = await _where(call, dialogue.token)
    return reply if where is None else replace(reply, text=f"{reply.text}\n\n{where}")


def _takes_file(call: Call, begun: Begun) -> bool:
    match begun:
        case FormDraft() | ImportDraft() | WaitingFiles():
            return True
        case GuideUnderWay(progress=progress):
            name = progress.command
        case WaitingCommand(command=name):
            pass
        case _:
            return False
    command = call.desk.commands.get(name)
    return command is not None and command.files is not FileUse.NONE


async def not_carried(call: Call) -> Reply | None:
    """What the messenger does not pass on: who is known learns that it has not arrived, and where it can be handed in.
    Each time by another link, for who sends it has not found the last."""
    if call.sender is None:
        return None
    where = await _where(call, f"not carried: {call.order.inbox_id}")
    return Reply(text=f"{replies.not_carried(call.channel)}\n\n{where}")


async def _where(call: Call, dialogue: str) -> str | None:
    links = FileLinks(office=call.office, public_url=call.desk.public_url)
    return await links.where_to_hand_in(call.channel, call.chat_id, dialogue=dialogue, now=call.order.now)
