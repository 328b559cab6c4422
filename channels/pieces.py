"""JSON read by its pieces, without being built: what is too deep, too big or broken inside hides nothing around it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

_STRING = r'"[^"\\]*(?:\\.[^"\\]*)*"'
_SIGN = re.compile(rf"{_STRING}|[\[\]{{}},]", re.DOTALL)
_FIELD = re.compile(rf"\s*({_STRING})\s*:(.*)", re.DOTALL)
LONGEST_KEPT = 20_000  # characters
_WHOLE = {"{": "}", "[": "]"}


class NotWhole(ValueError):
    """The text is no JSON array or object, or ends before it is closed."""


def members(text: str) -> list[str]:
    """The text of each member of an array, as it stands there. Raises NotWhole."""
    return _parts(text, "[")


def fields(text: str) -> Mapping[str, str]:
    """The text of each field of an object, by its name. Raises NotWhole."""
    return _fields_again(text) if len(text) <= LONGEST_KEPT else _fields(text)


def _fields(text: str) -> Mapping[str, str]:
    found = (_FIELD.fullmatch(part) for part in _parts(text, "{"))
    return {str(value_of(field[1])): field[2].strip() for field in found if field is not None}


# Of one update its number, its date, its chat and more are asked for one after the other.
_fields_again = lru_cache(64)(_fields)


def fields_within(text: str, *path: str) -> Mapping[str, str]:
    """The fields of the object that lies at the end of the path; none where there is no such object."""
    try:
        for name in path:
            text = fields(text).get(name, "")
        return fields(text)
    except NotWhole:
        return {}


def value_of(text: str) -> Any:
    """What the text stands for; None where that cannot be built."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def strings(text: str) -> Iterator[str]:
    """Every string that stands in the text, names of fields included, wherever and however deep."""
    for token in re.finditer(_STRING, text, re.DOTALL):
        read = value_of(token[0])
        yield read if isinstance(read, str) else token[0]


def _parts(text: str, opening: str) -> list[str]:
    """What stands between the commas of the outermost brackets."""
    text = text.strip()
    if not text.startswith(opening):
        raise NotWhole
    parts: list[str] = []
    depth, begin = 0, 1
    for token in _SIGN.finditer(text):
        match token[0]:
            case "[" | "{":
                depth += 1
            case "]" | "}":
                depth -= 1
                if depth == 0:
                    return _closed(text, token, [*parts, text[begin : token.start()]])
            case "," if depth == 1:
                parts.append(text[begin : token.start()])
                begin = token.end()
    raise NotWhole


def _closed(text: str, end: re.Match[str], parts: list[str]) -> list[str]:
    if end.end() != len(text) or end[0] != _WHOLE[text[0]]:
        raise NotWhole
    return [part.strip() for part in parts] if len(parts) > 1 or parts[0].strip() else []
