"""The last messages of the bot in a chat without buttons, and what each of them offered by number."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.menus import MenuOption, OfferedMenu
from storage.tables import menus
from storage.types import AnyRow

MOST_KEPT = 10  # of one chat


async def begin(
    connection: AsyncConnection,
    channel: str,
    chat_id: str,
    *,
    options: Sequence[MenuOption],
    rest: Sequence[MenuOption],
    at: datetime,
) -> int:
    """Note a message that is about to be said there; returns its key. The oldest of the chat go."""
    mine = (menus.c.channel == channel, menus.c.chat_id == chat_id)
    older = select(menus.c.id).where(*mine).order_by(menus.c.id.desc()).offset(MOST_KEPT - 1)
    await connection.execute(delete(menus).where(menus.c.id.in_(older)))
    values = {"options": _text(options), "rest": _text(rest), "begun_at": at}
    key: int | None = await connection.scalar(
        insert(menus).values(channel=channel, chat_id=chat_id, **values).returning(menus.c.id)
    )
    assert key is not None
    return key


async def note_said(connection: AsyncConnection, menu_id: int, *, at: datetime) -> None:
    """It has arrived."""
    await connection.execute(update(menus).where(menus.c.id == menu_id).values(said_at=at))


async def forget(connection: AsyncConnection, menu_id: int) -> None:
    """It was certainly not said: what was offered before still is."""
    await connection.execute(delete(menus).where(menus.c.id == menu_id))


async def forget_all(connection: AsyncConnection) -> None:
    await connection.execute(delete(menus))


async def of_chat(connection: AsyncConnection, channel: str, chat_id: str) -> list[OfferedMenu]:
    """Its last messages, oldest first."""
    mine = (menus.c.channel == channel, menus.c.chat_id == chat_id)
    return [_menu(row) for row in await connection.execute(select(menus).where(*mine).order_by(menus.c.id))]


def _menu(row: AnyRow) -> OfferedMenu:
    return OfferedMenu(
        id=row.id,
        options=_options(row.options),
        rest=_options(row.rest),
        begun_at=row.begun_at,
        said_at=row.said_at,
    )


def _text(options: Sequence[MenuOption]) -> str:
    return json.dumps([[one.label, one.data] for one in options], ensure_ascii=False)


def _options(text: str) -> tuple[MenuOption, ...]:
    return tuple(MenuOption(label=label, data=data) for label, data in json.loads(text))
