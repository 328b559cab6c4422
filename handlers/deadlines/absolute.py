"""The absolute date atom, read by dateparser and believed only where it agrees with the numbers written."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

SECOND = timedelta(seconds=1)


def agrees(written: str, meant: date, *, today: date) -> bool:
    """Whether dateparser reads the same date in the atom as its numbers, in the order day, month, year, say."""
    # Imported on first use: it costs more than everything else here together.
    from dateparser.date import DateDataParser  # noqa: PLC0415

    parser = DateDataParser(
        languages=["vi"],
        settings={
            "PARSERS": ["absolute-time"],
            "DATE_ORDER": "DMY",
            "STRICT_DATE_ORDER": "all",
            "REQUIRE_PARTS": ["day", "month"],
            "NORMALIZE": False,
            "PREFER_DATES_FROM": "future",
            "RELATIVE_BASE": datetime.combine(today, time()) - SECOND,
        },
    )
    found = parser.get_date_data(written).date_obj
    return found is not None and found.date() == meant
