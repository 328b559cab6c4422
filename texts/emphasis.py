"""Which button stands out: the one thing that is asked for, and what turns somebody down."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from texts.buttons import Button, Rows


class Emphasis(StrEnum):
    """How a button stands out, where a messenger can show that."""

    MAIN = "main"  # what is asked for
    REFUSAL = "refusal"  # turns somebody down


_MAIN = ("draft:ok", "nhan", "ky", "duyet", "nghiemthu", "xong")
_REFUSALS = ("tuchoi", "khongduyet", "tralai")


def emphasis(buttons: Rows) -> Mapping[Button, Emphasis]:
    """Of each that stands out. What is asked for is one thing; the stances on an opinion all look alike."""
    every = [button for row in buttons for button in row]
    main = next((one for verb in _MAIN for one in every if _says(one, verb)), None)
    refusals = {one: Emphasis.REFUSAL for verb in _REFUSALS for one in every if _says(one, verb)}
    return refusals | ({main: Emphasis.MAIN} if main is not None else {})


def _says(button: Button, verb: str) -> bool:
    return button.data.startswith(f"{verb}:")
