"""What an event is made of, held against what its platform says that it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

# No database keeps these; a blank of no width keeps the place by which the marks in a text count.
_UNKEPT = re.compile("[\x00\ud800-\udfff]")
_NO_WIDTH = "\u200b"


def mended(found: Any) -> Any:
    """The same without the signs that no database keeps."""
    match found:
        case str():
            return _UNKEPT.sub(_NO_WIDTH, found)
        case list():
            return [mended(one) for one in found]
        case dict():
            return {name: mended(one) for name, one in found.items()}
        case _:
            return found


def fits(found: Any, form: Any) -> bool:
    """Whether it has the form, as far as that is laid down: any field may be missing, or be one nobody knows here."""
    if isinstance(form, Mapping):
        return isinstance(found, dict) and all(fits(found[name], form[name]) for name in form if name in found)
    if isinstance(form, list):
        return isinstance(found, list) and all(fits(one, form[0]) for one in found)
    return isinstance(found, form) and (form is bool or not isinstance(found, bool))
