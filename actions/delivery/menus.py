"""What the bot's last messages offered in a chat without buttons: noted before each is said, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from actions.installation import Office
from domain.menus import MenuOption, OfferedMenu
from storage import menus


async def begin_menu(
    office: Office,
    channel: str,
    chat_id: str,
    *,
    options: Sequence[MenuOption] = (),
    rest: Sequence[MenuOption] = (),
    now: datetime,
) -> int:
    """Note what a message is going to offer, most nothing: from now on nothing before it is offered for certain."""
    async with office.database.writing() as connection:
        return await menus.begin(connection, channel, chat_id, options=options, rest=rest, at=now)


async def confirm_menu(office: Office, menu_id: int, *, said_at: datetime) -> None:
    """The message has arrived, at that moment by the clock that dates what people say."""
    async with office.database.writing() as connection:
        await menus.note_said(connection, menu_id, at=said_at)


async def forget_menu(office: Office, menu_id: int) -> None:
    """The message was certainly not said."""
    async with office.database.writing() as connection:
        await menus.forget(connection, menu_id)


async def forget_menus(office: Office) -> None:
    """Of a copy that takes the place of the database nobody knows what has been said behind them."""
    async with office.database.writing() as connection:
        await menus.forget_all(connection)


async def menus_of(office: Office, channel: str, chat_id: str) -> list[OfferedMenu]:
    """The last messages of the chat, oldest first."""
    async with office.database.reading() as connection:
        return await menus.of_chat(connection, channel, chat_id)
