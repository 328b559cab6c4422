"""Buttons as a numbered menu: at most nine, each called by a short label of its own."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import unescape

from domain.menus import LONGEST_LABEL, MenuOption, bare
from domain.names import spelled
from texts import menus as texts
from texts.buttons import Button, Rows, is_foremost, more_data
from texts.splitting import shown_units

MOST_NUMBERED = 9
SHORTEST_LABEL = 12  # to which a label may be cut for want of room
HEADING, NUMBER = 30, 5  # UTF-16 units that the menu's first line takes, and the number before a label

_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, kw_only=True)
class NumberedMenu:
    """What a message offers by number, and what lies behind the last of it."""

    options: tuple[MenuOption, ...] = ()
    rest: tuple[MenuOption, ...] = ()

    @property
    def text(self) -> str:
        return texts.menu(self.options) if self.options else ""

    @property
    def length(self) -> int:
        return shown_units(f"\n\n{self.text}") if self.options else 0

    def stands_in(self, html: str) -> bool:
        """Whether the text numbers the same by itself."""
        shown = {line.strip() for line in unescape(_TAG.sub("", html)).splitlines()}
        return bool(self.options) and shown.issuperset(unescape(line) for line in texts.lines(self.options))

    def below(self, html: str) -> str:
        """The text with the menu at its end."""
        return html if not self.options or self.stands_in(html) else f"{html}\n\n{self.text}"


def numbered(buttons: Rows, *, room: int) -> NumberedMenu:
    """The buttons in their order; where they are too many, those that may not lie behind another come first. `room` is
    for the menu as a whole, in UTF-16 units."""
    every = _each_once(button for row in buttons for button in row)
    shown, rest = every, list[Button]()
    if len(every) > MOST_NUMBERED:
        ranked = sorted(every, key=lambda button: not is_foremost(button))
        count = max(MOST_NUMBERED - 1, sum(map(is_foremost, every)))
        shown, rest = ranked[:count], ranked[count:]
    if rest:
        shown = [*shown, Button(label=texts.MORE, data=more_data(secrets.token_hex(4)))]
    longest = (room - HEADING) // max(len(shown), 1) - NUMBER
    return NumberedMenu(
        options=_told_apart(shown, min(LONGEST_LABEL, max(SHORTEST_LABEL, longest))),
        rest=_told_apart(rest, LONGEST_LABEL),
    )


def _each_once(buttons: Iterable[Button]) -> list[Button]:
    """Those that only copy are left out: what they copy stands in the text."""
    return list({(button.label, button.data): button for button in buttons if not button.copies}.values())


def _told_apart(buttons: Sequence[Button], longest: int) -> tuple[MenuOption, ...]:
    """With labels of at most so many characters, no two of which are called the same."""
    taken: set[str] = set()
    options: list[MenuOption] = []
    for button in buttons:
        label, again = _cut(button.label, longest), 2
        while spelled(bare(label)) in taken:
            ending = f" ({again})"
            label, again = _cut(button.label, longest - len(ending)) + ending, again + 1
        taken.add(spelled(bare(label)))
        options.append(MenuOption(label=label, data=button.data))
    return tuple(options)


def _cut(label: str, longest: int) -> str:
    return label if len(label) <= longest else label[: longest - 1].rstrip() + "…"
