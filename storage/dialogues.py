"""What a chat has begun and not finished: a draft to confirm, a result to send. Survives a restart."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables import dialogues


@dataclass(frozen=True, kw_only=True)
class Dialogue:
    """`token` tells this dialogue's buttons from those of an earlier one."""

    kind: str
    token: str
    data: Mapping[str, Any]
    begun_at: datetime


@dataclass(frozen=True, kw_only=True)
class DialogueKey:
    """One dialogue of one chat, and no earlier or later one of it."""

    channel: str
    chat_id: str
    token: str


async def dialogue_of(connection: AsyncConnection, channel: str, chat_id: str) -> Dialogue | None:
    row = (
        await connection.execute(
            select(dialogues).where(dialogues.c.channel == channel, dialogues.c.chat_id == chat_id)
        )
    ).one_or_none()
    if row is None:
        return None
    return Dialogue(kind=row.kind, token=row.token, data=json.loads(row.data), begun_at=row.begun_at)


async def begin_dialogue(connection: AsyncConnection, channel: str, chat_id: str, dialogue: Dialogue) -> None:
    """Put the dialogue in the place of any earlier one of the chat."""
    await leave(connection, channel, chat_id)
    await connection.execute(
        insert(dialogues).values(
            channel=channel,
            chat_id=chat_id,
            kind=dialogue.kind,
            token=dialogue.token,
            data=json.dumps(dialogue.data, ensure_ascii=False),
            begun_at=dialogue.begun_at,
        )
    )


async def leave(connection: AsyncConnection, channel: str, chat_id: str) -> bool:
    """End whatever the chat has begun; whether there was anything."""
    here = (dialogues.c.channel == channel) & (dialogues.c.chat_id == chat_id)
    return (await connection.execute(delete(dialogues).where(here))).rowcount == 1


async def end(connection: AsyncConnection, key: DialogueKey) -> bool:
    """End this one dialogue; False where it has ended or another is in its place: a draft is confirmed once."""
    this = (
        (dialogues.c.channel == key.channel) & (dialogues.c.chat_id == key.chat_id) & (dialogues.c.token == key.token)
    )
    return (await connection.execute(delete(dialogues).where(this))).rowcount == 1
