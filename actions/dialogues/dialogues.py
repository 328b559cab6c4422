"""Begin, look at and end what a chat has not finished. No act of the office, so nothing for the journal."""

from __future__ import annotations

from actions.installation import Office
from storage import dialogues
from storage.dialogues import Dialogue, DialogueKey


async def begin_dialogue(office: Office, channel: str, chat_id: str, dialogue: Dialogue) -> None:
    async with office.database.writing() as connection:
        await dialogues.begin_dialogue(connection, channel, chat_id, dialogue)


async def dialogue_of(office: Office, channel: str, chat_id: str) -> Dialogue | None:
    async with office.database.reading() as connection:
        return await dialogues.dialogue_of(connection, channel, chat_id)


async def leave_dialogue(office: Office, channel: str, chat_id: str) -> bool:
    """Whether the chat had begun anything."""
    if await dialogue_of(office, channel, chat_id) is None:
        return False
    async with office.database.writing() as connection:
        return await dialogues.leave(connection, channel, chat_id)


async def end_dialogue(office: Office, key: DialogueKey) -> bool:
    """End what is not carried out; an act ends what it completes by itself."""
    async with office.database.writing() as connection:
        return await dialogues.end(connection, key)
