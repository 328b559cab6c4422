"""The ways by which somebody comes to the bot, and how each is gone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from texts.phrases import capital
from texts.words import channel_name


@dataclass(frozen=True, kw_only=True)
class Door:
    """How the bot is found by one channel. `name` is how one looks for it there, `address` opens its chat and may be
    empty; where `carries_code` a code behind the address is said by whoever opens it."""

    channel: str
    name: str
    address: str = ""
    carries_code: bool = False

    def link(self, code: str) -> str:
        """What is opened by who was given the code; empty where the messenger knows no such address."""
        return f"{self.address}?start={code}" if self.carries_code else self.address


def first_link(doors: Sequence[Door], code: str) -> str:
    """What a square code shows: the address that says the code by itself before any other; empty where there is none."""
    return next((one.link(code) for one in sorted(doors, key=lambda one: not one.carries_code) if one.address), "")


def how_to_enter(door: Door, code: str) -> str:
    """A line of HTML: what to open, and what to type there."""
    typed = f"gõ <code>/start {escape(code)}</code>"
    title = channel_name(door.channel)
    if door.carries_code:
        return f"• {title}: mở {escape(door.link(code))}"
    where = f"mở {escape(door.address)}" if door.address else f"tìm bot «{escape(door.name)}»"
    return f"• {title}: {where}, rồi {typed}"


def steps_in(doors: Sequence[Door], code: str) -> tuple[str, ...]:
    """The first two steps of somebody who holds a printed invitation: plain text."""
    if not doors:
        return ("1. Hỏi Văn phòng cách mở Dondoc.", f"2. Gõ: /start {code}")
    first, *others = sorted(doors, key=lambda one: not one.carries_code)
    scanned = "dùng máy ảnh quét mã vuông (hoặc tìm" if first.address else "tìm"
    end = ")" if first.address else ""
    begin = "bấm Bắt đầu (Start); nếu chưa được nhận ra, gõ" if first.carries_code else "gõ"
    return (
        f"1. Mở {channel_name(first.channel)}, {scanned} {first.name}{end}.",
        f"2. {capital(begin)}: /start {code}",
        *(f"Hoặc dùng {channel_name(one.channel)}: tìm {one.name}, rồi gõ mã như bước 2." for one in others),
    )
