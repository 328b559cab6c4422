"""Days by date and weekday (R6–R8, R12)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from deadlines.dates import (
    YEARS_FOR_A_DATE,
    day_month,
    day_month_year,
    existing_date,
    full_year,
    latest_begun,
    month_after,
    valid_date,
)
from deadlines.numerals import FOUR_OR_FROM, SIX_OR_AFTER, numeral, plain, require_number
from deadlines.readings import Lean, Reason
from deadlines.registry import rule
from deadlines.values import Ambiguous, AskBack, CalendarPeriod, Context, Due, NamedDay
from domain.office.calendar import DAY

WEEKDAYS = {word: n for n, word in enumerate(("hai", "ba", "tu", "nam", "sau", "bay", "nhat"))}
DAYS_OR_DATE = re.compile(r"\b[1-9][0-9]? - [1-9]")  # 2-3 may be two days of a month as well; 02-03 is not

# Dates


@rule
def dmy(context: Context, text: str) -> NamedDay:
    require_number(text, SIX_OR_AFTER, FOUR_OR_FROM)
    day, month, written = day_month_year(text)
    year = full_year(written)
    furthest = context.rules.furthest_years if written == year else context.rules.furthest_short_years
    if year > context.today.year + furthest:
        raise AskBack(Reason.TOO_FAR)
    return NamedDay(on=existing_date(day, month, year))


@rule
def dm(context: Context, text: str) -> NamedDay:
    require_number(text, SIX_OR_AFTER, FOUR_OR_FROM)
    day, month = day_month(text)
    found = replace(nearest(context, lambda year: valid_date(day, month, year), context.today.year), without_year=True)
    if DAYS_OR_DATE.search(text) and day < month and not isinstance(found.on, Ambiguous):
        return replace(found, on=Ambiguous(Reason.AMBIGUOUS, (whole_day_due(context, found.on),)))
    return found


@rule
def dm_in_year(_: Context, text: str, year: CalendarPeriod) -> NamedDay:
    require_number(text, SIX_OR_AFTER, FOUR_OR_FROM)
    return NamedDay(on=existing_date(*day_month(text), year.first.year))


@rule
def day_number(context: Context, text: str) -> NamedDay:
    require_number(text)
    number = numeral(text)
    if context.lean is Lean.PAST:
        months = (month_after(context.today, -back) for back in range(2))
        days = [valid_date(number, month.month, month.year) for month in months]
        return NamedDay(on=latest_begun(days, context.today), without_year=True)
    here = valid_date(number, context.today.month, context.today.year)
    following = month_after(context.today, 1)
    later = valid_date(number, following.month, following.year)
    if here and here >= context.today:
        return NamedDay(on=here, start=here)
    if here is None or later is None:
        suggestions = (whole_day_due(context, later),) if later else ()
        return NamedDay(on=Ambiguous(Reason.IMPOSSIBLE, suggestions), start=here)
    return NamedDay(on=later, start=here)


@rule
def day_in_month(_: Context, text: str, month: CalendarPeriod) -> NamedDay:
    require_number(text)
    return NamedDay(on=existing_date(numeral(text), month.first.month, month.first.year))


def nearest(context: Context, in_year: Callable[[int], date | None], year: int) -> NamedDay:
    """The day whose year is not named: the next one, unless the last one is so near that it may be meant (R8); of what
    has been, the latest one."""
    if context.lean is Lean.PAST:
        days = [in_year(year + 1), *(in_year(year - back) for back in range(YEARS_FOR_A_DATE))]
        return NamedDay(on=latest_begun(days, context.today), without_year=True)
    found = [on for offset in (-1, 0, 1) if (on := in_year(year + offset))]
    past = max((on for on in found if on < context.today), default=None)
    ahead = min((on for on in found if on >= context.today), default=None)
    if ahead is None:
        raise AskBack(Reason.IMPOSSIBLE)
    if past and ahead != context.today and (context.today - past).days <= context.rules.past_days_asked:
        near = past if context.today - past <= ahead - context.today else ahead
        return NamedDay(on=Ambiguous(Reason.PAST, (whole_day_due(context, ahead),)), start=near)
    return NamedDay(on=ahead)


# Days by their distance


@rule
def relative_day(context: Context, text: str) -> NamedDay:
    words = plain(text).split()
    if "hom" in words and words[-1] in {"qua", "kia"}:
        return NamedDay(on=context.today - DAY * (1 if words[-1] == "qua" else 2))
    if text.endswith("kìa "):
        return NamedDay(on=context.today + 3 * DAY)
    return NamedDay(on=context.today + DAY * {"nay": 0, "mai": 1, "mot": 2, "kia": 2}[words[-1]])


@rule
def weekday(context: Context, text: str) -> NamedDay:
    ahead = (weekday_number(text) - context.today.weekday() - 1) % 7 + 1
    return NamedDay(on=context.today + ahead * DAY, only_weekday=True)


@rule
def nearest_weekday(context: Context, text: str, which: str) -> NamedDay:
    on = weekday(context, text).as_deadline
    if plain(which) == "nay" and weekday_number(text) == context.today.weekday():
        raise AskBack(Reason.AMBIGUOUS, whole_day_due(context, context.today), whole_day_due(context, on))
    return NamedDay(on=on)


@rule
def weekday_in_week(_: Context, text: str, week: CalendarPeriod) -> NamedDay:
    return NamedDay(on=week.first + weekday_number(text) * DAY)


@rule
def last_weekday(context: Context, text: str) -> NamedDay:
    return NamedDay(on=context.today - ((context.today.weekday() - weekday_number(text) - 1) % 7 + 1) * DAY)


@rule
def agreeing(context: Context, *days: NamedDay) -> NamedDay:
    """The one day that all of these name. A weekday that has been needs its date or its week beside it."""
    dates = [day for day in days if not day.only_weekday]
    if context.lean is Lean.PAST and not dates:
        raise AskBack(Reason.AMBIGUOUS)
    first, *others = dates or days[:1]
    if any(day.on != first.on for day in others):
        raise AskBack(Reason.WEEKDAY_CONTRADICTS_DATE)
    weekdays = {day.as_deadline.weekday() for day in days if day.only_weekday}
    if weekdays and weekdays != {first.as_deadline.weekday()}:
        raise AskBack(Reason.WEEKDAY_CONTRADICTS_DATE)
    return first


def whole_day_due(context: Context, on: date) -> Due:
    """R1: a day that was named, by its end."""
    return Due(moment=context.calendar.at(on, context.rules.end_of_day), names_hour=False, names_day=True)


def weekday_number(text: str) -> int:
    word = plain(text).split()[-1]
    return int(word) - 2 if word.isdigit() else WEEKDAYS[word]
