"""What a typed number or label means where a messenger has no buttons: only the bot's last message offers anything, for
an hour, and what was typed too early or too late for it records nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.names import fitting, fold

LIFE = timedelta(hours=1)
UNREAD = timedelta(seconds=3)  # what is typed so soon was begun before the message could be read
ON_ITS_WAY = timedelta(minutes=2)  # so long a message may still arrive of which nobody knows whether it did
LONGEST_TYPED = 80
LONGEST_LABEL = 60

_NUMBER = re.compile(r"(?:(?:chon|bam|go) )?(?:so ?)?(\d{1,2})")
_AROUND = re.compile(r"^[\W_]+|[\W_]+$")
_NO_PRESS = frozenset("?%+-−")  # around it these make a question or a quantity: `Duyệt?`, `5%`


@dataclass(frozen=True, kw_only=True)
class MenuOption:
    """`data` is what the button would carry."""

    label: str
    data: str


@dataclass(frozen=True, kw_only=True)
class OfferedMenu:
    """What one message of the bot offered, by number; one that offers nothing ends what was offered before. `rest` lies
    behind the last of the `options`. `said_at` is the platform's date of it, None where nobody knows whether it
    arrived."""

    id: int
    options: tuple[MenuOption, ...] = ()
    rest: tuple[MenuOption, ...] = ()
    begun_at: datetime
    said_at: datetime | None = None

    @property
    def offered_at(self) -> datetime:
        return self.said_at or self.begun_at

    def was_read_by(self, moment: datetime) -> bool:
        return self.said_at is not None and moment >= self.said_at + UNREAD

    def is_live_at(self, moment: datetime) -> bool:
        return self.was_read_by(moment) and moment <= self.offered_at + LIFE

    def fitting(self, typed: str) -> tuple[MenuOption, ...]:
        """What may be meant by it here; more than one where it was typed without the accents that tell them apart."""
        if not _NO_PRESS.isdisjoint("".join(_AROUND.findall(unicodedata.normalize("NFKC", typed)))):
            return ()
        number = number_of(typed)
        if number is not None:
            return self.options[number - 1 : number] if number else ()
        return tuple(self.options[place] for place in fitting(bare(typed), [bare(one.label) for one in self.options]))


@dataclass(frozen=True, kw_only=True)
class PossiblePress:
    """One thing that may have been meant, and when it was offered."""

    option: MenuOption
    offered_at: datetime


@dataclass(frozen=True, kw_only=True)
class TypedPress:
    """What was typed presses `option`; where that is None it is in doubt among what is `possible`, the newest first."""

    option: MenuOption | None = None
    possible: tuple[PossiblePress, ...] = ()


def number_of(typed: str) -> int | None:
    """The number in `2`, `2.`, `số 2`, `chọn số 2`, `②`."""
    found = _NUMBER.fullmatch(fold(bare(typed)))
    return int(found[1]) if found else None


def read_press(typed: str, *, said_at: datetime, menus: Sequence[OfferedMenu], awaits_words: bool) -> TypedPress | None:
    """What was pressed by what was typed at that moment; `menus` are the last messages of the chat, oldest first. None
    where it is plain words: nothing that was offered is called so, or the chat `awaits_words` and these may be they."""
    if len(typed) > LONGEST_TYPED or "\n" in typed.strip():
        return None
    found = {menu.id: options for menu in menus if (options := menu.fitting(typed))}
    if not found:
        return None
    last = _last_known(menus)
    unsure = _perhaps_later(menus, last)
    if last is not None and last.is_live_at(said_at):
        meant = [found.get(one.id, ()) for one in (last, *unsure)]
        if len(meant[0]) == 1 and all(one == meant[0] for one in meant):
            return TypedPress(option=meant[0][0])
    if awaits_words and _may_be_words(typed, said_at, found, last, unsure):
        return None
    return TypedPress(possible=_possible(menus, found))


def _last_known(menus: Sequence[OfferedMenu]) -> OfferedMenu | None:
    """Of the messages that are known to have arrived the one that arrived last."""
    return max(
        (one for one in menus if one.said_at is not None), key=lambda one: (one.offered_at, one.id), default=None
    )


def _perhaps_later(menus: Sequence[OfferedMenu], last: OfferedMenu | None) -> list[OfferedMenu]:
    """Messages that may have arrived behind it, or may not have."""
    return [
        one
        for one in menus
        if one.said_at is None and (last is None or one.id > last.id or one.begun_at + ON_ITS_WAY > last.offered_at)
    ]


def _may_be_words(
    typed: str,
    said_at: datetime,
    found: dict[int, tuple[MenuOption, ...]],
    last: OfferedMenu | None,
    unsure: Sequence[OfferedMenu],
) -> bool:
    """Whether it may be the answer that a chat waits for: any words, and a number that the last message does not
    offer, which its sender has read."""
    if number_of(typed) is None:
        return True
    return last is not None and last.was_read_by(said_at) and not any(one.id in found for one in (last, *unsure))


def _possible(menus: Sequence[OfferedMenu], found: dict[int, tuple[MenuOption, ...]]) -> tuple[PossiblePress, ...]:
    by_data: dict[str, PossiblePress] = {}
    for menu in reversed(menus):
        for option in found.get(menu.id, ()):
            by_data.setdefault(option.data, PossiblePress(option=option, offered_at=menu.offered_at))
    return tuple(by_data.values())


def bare(typed: str) -> str:
    """A number or a label without the marks around it, in plain characters (`２` is 2)."""
    return _AROUND.sub("", unicodedata.normalize("NFKC", typed))
