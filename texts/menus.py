"""Buttons as numbered lines, for messengers that have none, and what is asked where a number may mean several."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from html import escape

from domain.duties.cases import Case
from domain.menus import MenuOption
from texts.scene import Scene

MORE = "Khác…"  # behind it lies what found no room
SHOWN = 40  # characters of what was typed that are read back


def lines(options: Sequence[MenuOption]) -> list[str]:
    return [f"{number}. {escape(one.label)}" for number, one in enumerate(options, start=1)]


def menu(options: Sequence[MenuOption]) -> str:
    """What stands at the end of a message: how to choose, and the choices."""
    return "\n".join(["Gõ số hoặc chữ để chọn:", *lines(options)])


def others() -> str:
    return "Các lựa chọn khác của tin trên:"


def in_doubt(typed: str) -> str:
    """What was typed may have been meant for an earlier message: the choices follow, each named."""
    said = escape(typed if len(typed) <= SHOWN else typed[: SHOWN - 1] + "…")
    return (
        f"Chưa có gì được ghi, vì chưa chắc <b>{said}</b> là lựa chọn của tin nào (có tin khác vừa đến, hoặc đã quá "
        "một giờ). Ý đồng chí là:"
    )


def of_case(label: str, case: Case) -> str:
    """An earlier choice, by the case that it is about."""
    named = label if case.code in label else f"{label} {case.code}"
    return f"{named} – {case.title}"


def of_message(scene: Scene, label: str, offered_at: datetime) -> str:
    """The same of a choice that is about no case: by the message that offered it."""
    return f"{label} – tin lúc {scene.moment(offered_at)}"
