"""Begin, look at and end what a chat has not finished. No act of the office, so nothing for the journal."""

from __future__ import annotations

from actions.work import Office
from storage import dialogues
from storage.dialogues import Dialogue


async def begin_dialogue(office: Office, channel: str, chat_id: str, dialogue: Dialogue) -> None:
    async with office.database.writing() as connection:
        await dialogues.begin_dialogue(connection, channel, chat_id, dialogue)


async def dialogue_of(office: Office, channel: str, chat_id: str) -> Dialogue | None:
    async with office.database.reading() as connection:
        return await dialogues.dialogue_of(connection, channel, chat_id)


async def end_dialogue(office: Office, channel: str, chat_id: str, *, token: str | None = None) -> bool:
    """Whether there was one, or, with a token, whether it was that one."""
    async with office.database.writing() as connection:
        return await dialogues.end_dialogue(connection, channel, chat_id, token=token)
