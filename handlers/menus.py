"""The menu of commands that the platform shows beside the text: each sees those of his own part."""

from __future__ import annotations

import re
from html import unescape

import structlog
from telegram import BotCommand, BotCommandScopeChat
from telegram.error import TelegramError
from telegram.ext import ExtBot

from domain.people import Person
from domain.rights import Permission, may, relations_to_office
from handlers.texts.usage import EVERYBODY, HEADS, HOLDERS, OFFICE, PURPOSES, REPORTS

log = structlog.get_logger()

PURPOSE_LIMIT = 100  # characters: more is not shown beside a command
_TAG = re.compile(r"<[^>]+>")


def menu_of(person: Person) -> tuple[str, ...]:
    """The commands of his part, nobody's twice, in the order of the help."""
    has = relations_to_office(person)
    heads = HEADS if may(Permission.ASK_OPINION, has) else ()
    reports = REPORTS if may(Permission.READ_FIGURES, has) else ()
    office = OFFICE if may(Permission.ENTER_PEOPLE, has) else ()
    return tuple(dict.fromkeys((*EVERYBODY, *HOLDERS, *heads, *reports, *office)))


class Menus:
    """What each chat has been shown; set anew when its person's part changes. A menu is a help, never in the way."""

    def __init__(self) -> None:
        self._shown: dict[str, tuple[str, ...]] = {}

    async def show(self, bot: ExtBot[int], chat_id: str, person: Person) -> None:
        wanted = menu_of(person)
        if self._shown.get(chat_id) == wanted:
            return
        self._shown[chat_id] = wanted
        commands = [BotCommand(name, _purpose(name)) for name in wanted]
        try:
            await bot.set_my_commands(commands, scope=BotCommandScopeChat(int(chat_id)))
        except TelegramError as wrong:
            log.info("menu_not_shown", kind=type(wrong).__name__)


def _purpose(name: str) -> str:
    plain = unescape(_TAG.sub("", PURPOSES[name]))
    return plain if len(plain) <= PURPOSE_LIMIT else plain[: PURPOSE_LIMIT - 1] + "…"
