"""The menu of commands that a messenger shows beside the text: each sees the commands of their own part."""

from __future__ import annotations

import re
from html import unescape

from domain.office.people import Person
from handlers.front.channel import Channel, MenuEntry
from handlers.front.helping import usages_of
from texts.front.usage.command import Usage

_TAG = re.compile(r"<[^>]+>")


class Menus:
    """What each chat has been shown; set anew when its person's part changes."""

    def __init__(self) -> None:
        self._shown: dict[tuple[str, str], tuple[Usage, ...]] = {}

    async def show(self, channel: Channel, chat_id: str, person: Person) -> None:
        wanted = usages_of(person)
        if self._shown.get((channel.name, chat_id)) == wanted:
            return
        self._shown[channel.name, chat_id] = wanted
        entries = [MenuEntry(command=one.name, purpose=unescape(_TAG.sub("", one.purpose))) for one in wanted]
        await channel.show_menu(chat_id, entries)
