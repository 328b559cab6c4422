"""Dates written as they are elsewhere, `30 Nov 2026`, `2026/11/30`, `30 thg 11`: dateparser reads them, and what it
reads is a suggestion of the question back, never a deadline (docs/decisions/0051)."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

SECOND = timedelta(seconds=1)
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?|thg ?\d{1,2})"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:,? ?\d{4})?"
# The whole of a short phrase, or it is none: dateparser finds dates in almost anything.
WRITTEN = re.compile(rf"\d{{4}}[/.]\d{{1,2}}[/.]\d{{1,2}}|{_DAY}[ -]?{_MONTH}{_YEAR}|{_MONTH} {_DAY}{_YEAR}")


def foreign_date(phrase: str, *, today: date) -> date | None:
    """The date that a phrase of such a form names, without a year the next one."""
    if WRITTEN.fullmatch(phrase.casefold()) is None:
        return None
    # Imported on first use: it costs more than everything else here together, and few write so.
    from dateparser.date import DateDataParser  # noqa: PLC0415

    parser = DateDataParser(
        languages=["vi", "en"],
        settings={
            "PARSERS": ["absolute-time"],
            "DATE_ORDER": "DMY",
            "REQUIRE_PARTS": ["day", "month"],
            "NORMALIZE": False,
            "PREFER_DATES_FROM": "future",
            "RELATIVE_BASE": datetime.combine(today, time()) - SECOND,
        },
    )
    found = parser.get_date_data(phrase).date_obj
    return None if found is None else found.date()
