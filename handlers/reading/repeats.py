"""How often a task comes again, from what people write to an iCalendar RRULE (M6)."""

from __future__ import annotations

import re
from datetime import date

from domain.names import fold
from domain.refusals import ValueUnknown

KEY = "Lặp lại"
WORKING_WEEK = "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"
CHOICES = (
    "hằng tuần",
    "hằng tháng",
    "hằng quý",
    "hằng năm",
    "ngày làm việc cuối tháng",
    "ngày 25 hằng tháng",
    "thứ Sáu hằng tuần",
)
DAYS = {"hai": "MO", "ba": "TU", "tu": "WE", "nam": "TH", "sau": "FR", "bay": "SA"} | {
    str(number): day for number, day in zip(range(2, 8), ("MO", "TU", "WE", "TH", "FR", "SA"), strict=True)
}
MONTHS = {"thang": 1, "quy": 3, "nua nam": 6, "nam": 12}
_EVERY = r"(?:hang|moi|dinh ky(?: hang| moi)?)"
_LAST = re.compile(rf"(?:vao )?ngay (?:lam viec )?cuoi (?:cung )?(?:cua )?(?:{_EVERY} )?(thang|quy|nam)")
_DAY_OF_MONTH = re.compile(rf"(?:vao )?ngay (?:mung )?(\d{{1,2}}) {_EVERY} (thang|quy)")
_WEEKDAY = re.compile(rf"(?:vao )?(?:thu (\w+)|(t[2-7])) {_EVERY} tuan")
_PERIOD = re.compile(rf"{_EVERY} (ngay(?: lam viec)?|tuan|thang|quy|nua nam|nam)")
_NTH = re.compile(r"(?:moi )?(\d{1,2}) (tuan|thang|nam) (?:mot|1) lan")


def parse_repeats(text: str, *, first: date) -> str:
    """The rule, counted from the first deadline's day. Raises ValueUnknown for what is none: an RRULE itself is not
    taken either, for one that never comes is looked for until the year 9999."""
    rule = _rule(fold(text.rstrip(" .")), first)
    if rule is None:
        raise ValueUnknown(key=KEY, value=text[:40], choices=CHOICES)
    return rule


def _rule(words: str, first: date) -> str | None:
    if found := _LAST.fullmatch(words):
        return _last_of(found[1])
    if found := _DAY_OF_MONTH.fullmatch(words):
        day = int(found[1])
        return _monthly(MONTHS[found[2]], day) if 1 <= day <= 31 else None
    if found := _WEEKDAY.fullmatch(words):
        weekday = DAYS.get(found[1] or found[2][1:])
        return f"FREQ=WEEKLY;BYDAY={weekday}" if weekday else None
    if found := _NTH.fullmatch(words):
        return _every(found[2], int(found[1]), first)
    if found := _PERIOD.fullmatch(words):
        return _every(found[1], 1, first)
    return None


def _last_of(period: str) -> str:
    """The last day; on a day off the deadline is moved back, and so it is the last working day."""
    months = {"thang": "", "quy": ";BYMONTH=3,6,9,12", "nam": ";BYMONTH=12"}[period]
    return f"FREQ=MONTHLY{months};BYMONTHDAY=-1"


def _every(period: str, count: int, first: date) -> str | None:
    if count < 1:
        return None
    if period.startswith("ngay"):
        return WORKING_WEEK
    if period == "tuan":
        return "FREQ=WEEKLY" + (f";INTERVAL={count}" if count > 1 else "")
    is_last = date.fromordinal(first.toordinal() + 1).day == 1
    return _monthly(MONTHS[period] * count, -1 if is_last and first.day > 27 else first.day)


def _monthly(months: int, day: int) -> str:
    """The same day every so many months; where a month is too short, its last one."""
    every = "FREQ=MONTHLY" + (f";INTERVAL={months}" if months > 1 else "")
    if day > 28:
        days = ",".join(str(number) for number in range(28, day + 1))
        return f"{every};BYMONTHDAY={days};BYSETPOS=-1"
    return f"{every};BYMONTHDAY={day}"
