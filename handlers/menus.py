"""The menu of commands that the platform shows beside the text: each sees those of his own part."""

from __future__ import annotations

import re
from html import unescape

import structlog
from telegram import BotCommand, BotCommandScopeChat
from telegram.error import TelegramError
from telegram.ext import ExtBot

from domain.office.people import Person
from handlers.front.helping import usages_of
from texts.front.usage import Usage

log = structlog.get_logger()

PURPOSE_LIMIT = 100  # characters: more is not shown beside a command
_TAG = re.compile(r"<[^>]+>")


class Menus:
    """What each chat has been shown; set anew when its person's part changes. A menu is a help, never in the way."""

    def __init__(self) -> None:
        self._shown: dict[str, tuple[Usage, ...]] = {}

    async def show(self, bot: ExtBot[int], chat_id: str, person: Person) -> None:
        wanted = usages_of(person)
        if self._shown.get(chat_id) == wanted:
            return
        self._shown[chat_id] = wanted
        commands = [BotCommand(usage.name, _purpose(usage)) for usage in wanted]
        try:
            await bot.set_my_commands(commands, scope=BotCommandScopeChat(int(chat_id)))
        except TelegramError as wrong:
            log.info("menu_not_shown", kind=type(wrong).__name__)


def _purpose(usage: Usage) -> str:
    plain = unescape(_TAG.sub("", usage.purpose))
    return plain if len(plain) <= PURPOSE_LIMIT else plain[: PURPOSE_LIMIT - 1] + "…"
