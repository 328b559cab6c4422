"""What every kind of notice has, and what several kinds have in common.

A kind is one class, by the names under which a row keeps it. A field without a default is one that whoever owes the
notice must say; where it may be None, rows of before may lack it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from domain.borrowing import Borrowed
from domain.ladder.dates import MovedDate

DECLARED: dict[str, type[NoticePayload]] = {}


@dataclass(frozen=True, kw_only=True)
class NoticePayload:
    """`about_the_turn` is what may be dropped at send time when the ball has moved on meanwhile; the rest is said
    whatever happened. What only `informs` has no buttons to act with."""

    kind: ClassVar[str]  # as it is stored: it never changes
    about_the_turn: ClassVar[bool] = False
    informs: ClassVar[bool] = False

    def __init_subclass__(cls, *, kind: str | None = None) -> None:
        """Without a kind it is what several have in common. Raises RuntimeError for a kind that another has."""
        super().__init_subclass__()
        if kind is None:
            return
        if kind in DECLARED:
            raise RuntimeError(f"two notices of the kind {kind}")
        cls.kind = kind
        DECLARED[kind] = cls


@dataclass(frozen=True, kw_only=True)
class OfAct(NoticePayload):
    """Of something that a person did; `right` where that was another's."""

    by: int | None
    right: Borrowed | None = None


@dataclass(frozen=True, kw_only=True)
class Worded(NoticePayload):
    """`words` is the key of what was written."""

    words: int | None


@dataclass(frozen=True, kw_only=True)
class WithTexts(NoticePayload):
    """The keys of several free texts, by their part in what is said."""

    texts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class WithDates(NoticePayload):
    """What days move beside, and which do not."""

    dates: tuple[MovedDate, ...] = ()
    kept: tuple[MovedDate, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ListedDuties:
    """The first of a list, by their ids, and how many it has; of circulars beside each how many have not read it."""

    total: int
    duties: tuple[int, ...]
    readers: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Listing(NoticePayload):
    """Duties under headings."""

    lists: Mapping[str, ListedDuties] = field(default_factory=dict)


# What is read beside each, whatever its kind


def words_key(payload: NoticePayload) -> int | None:
    return payload.words if isinstance(payload, Worded) else None


def text_keys(payload: NoticePayload) -> Mapping[str, int]:
    return payload.texts if isinstance(payload, WithTexts) else {}


def listed_in(payload: NoticePayload) -> list[int]:
    """The duties that a sheet or a list names, by their ids."""
    lists = payload.lists.values() if isinstance(payload, Listing) else ()
    return [duty_id for few in lists for duty_id in few.duties]
