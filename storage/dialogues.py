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
    await end_dialogue(connection, channel, chat_id)
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


async def end_dialogue(connection: AsyncConnection, channel: str, chat_id: str, *, token: str | None = None) -> bool:
    """Whether there was one, or, with a token, whether it was that one: a draft is confirmed once."""
    query = delete(dialogues).where(dialogues.c.channel == channel, dialogues.c.chat_id == chat_id)
    if token is not None:
        query = query.where(dialogues.c.token == token)
    return (await connection.execute(query)).rowcount == 1
