"""How a spreadsheet shows a number: as a date, as a time of day, with so many decimals."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from enum import StrEnum

BUILT_IN = (
    {1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 22: "d/m/yy h:mm"}
    | dict.fromkeys((14, 15, 16, 17, *range(27, 37), *range(50, 59)), "d/m/yy")
    | dict.fromkeys((18, 19, 20, 21, 45, 46, 47), "h:mm:ss")
)  # ECMA-376, 18.8.30
_NO_LETTERS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!(?:h|m|s)+\])[^\]]*\]', re.IGNORECASE)
_DECIMALS = re.compile(r"[#,]*(0*)(?:\.(0+))?(%?)")
SECONDS = 86_400
LAST_SERIAL = 2_958_466  # the day after 31/12/9999
FALSE_LEAP_DAY = 60  # 29/02/1900, which never was: days before are counted one less


class NumberKind(StrEnum):
    NUMBER = "number"
    DATE = "date"
    TIME = "time"


def look_of(code: str) -> NumberKind:
    """What a number format makes of its numbers."""
    letters = _NO_LETTERS.sub("", code.split(";", maxsplit=1)[0]).casefold()
    if letters == "general" or not re.search("[dmyhs]", letters):
        return NumberKind.NUMBER
    return NumberKind.DATE if re.search("[dy]", letters) or not re.search("[hs]", letters) else NumberKind.TIME


def shown(number: float, code: str) -> str:
    """The number as the sheet shows it, in the formats that people choose; the point parts the decimals."""
    found = _DECIMALS.fullmatch(code.split(";", maxsplit=1)[0])
    if found is None or not found[0]:
        return str(int(number)) if number.is_integer() and abs(number) < 1e15 else f"{number:.11g}"
    scaled = number * 100 if found[3] else number
    wide = len(found[1]) + (1 + len(found[2]) if found[2] else 0)
    return f"{scaled:0{wide}.{len(found[2] or '')}f}{found[3]}"


def moment_of(serial: float, *, since_1904: bool) -> datetime | time | None:
    """The moment by the sheet's own clock, to the second; a time of day below 1; None where there is no such day."""
    if not 0 <= serial < LAST_SERIAL:
        return None
    whole = round(serial * SECONDS)
    first = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30 if serial >= FALSE_LEAP_DAY else 31)  # noqa: DTZ001
    try:
        found = first + timedelta(seconds=whole)
    except OverflowError:
        return None
    return found.time() if whole < SECONDS else found
