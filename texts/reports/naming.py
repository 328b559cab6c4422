"""A report as it is typed, and what its files are called."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from actions.reports import FinishedReport
from deadlines import Interval
from domain.figures.reports import Report
from domain.names import fold
from texts.front.deadlines import interval_words
from texts.reports import words as rw
from texts.reports.forms import RANKS_TYPED
from texts.scene import Scene

LONGEST_SLUG = 80
_NOT_IN_A_NAME = re.compile(r"[^a-z0-9]+")
_QUARTERS = ("I", "II", "III", "IV")


def period_typed(scene: Scene, made: Report, *, now: datetime) -> str:
    """The time as it is typed to mean the same days: `tháng 11/2026`, `nay`, `tại 15/11/2026`."""
    if made.is_moment:
        last = (made.at - timedelta(microseconds=1)).astimezone(scene.timezone).date()
        return "nay" if made.at == now else f"tại {last:%d/%m/%Y}"
    return days_typed(days(scene, made))


def days(scene: Scene, made: Report) -> Interval:
    """The days of the report, the last one included."""
    first = made.since.astimezone(scene.timezone).date()
    return Interval(first=first, last=(made.until - timedelta(microseconds=1)).astimezone(scene.timezone).date())


def days_typed(of: Interval) -> str:
    name = _whole(of)
    return name if name is not None else interval_words(of).replace("–", "-")


def _whole(of: Interval) -> str | None:
    """The name of a whole month, quarter or year."""
    after = of.last + timedelta(days=1)
    if of.first.day != 1 or after.day != 1:
        return None
    months = 12 * (after.year - of.first.year) + after.month - of.first.month
    if months == 1:
        return f"tháng {of.first.month}/{of.first.year}"
    if months == 3 and of.first.month % 3 == 1:
        return f"quý {_QUARTERS[of.first.month // 3]}/{of.first.year}"
    return f"năm {of.first.year}" if months == 12 and of.first.month == 1 else None


def scope_typed(scene: Scene, told: FinishedReport) -> str:
    """What it is about as it is typed; names that several have are followed by their unit."""
    scope = told.scope
    person = None if scope.person_id is None else scene.chart.people.get(scope.person_id)
    assigner = None if scope.assigner_id is None else scene.chart.people.get(scope.assigner_id)
    parts = [
        person.name if person else rw.unit(scene, scope.unit_id) if scope.unit_id is not None else "",
        f"lĩnh vực {scope.field}" if scope.field else "",
        RANKS_TYPED[scope.rank] if scope.rank else "",
        f"người giao {assigner.name}" if assigner else "",
        f"văn bản {scope.document}" if scope.document else "",
    ]
    return " ".join(part for part in parts if part)


def file_name(scene: Scene, told: FinishedReport, ending: str) -> str:
    """`bao-cao-thang-11-2026.xlsx`, with what it is about where that is not everything."""
    made = told.report
    when = (
        f"den-{made.at.astimezone(scene.timezone):%d-%m-%Y-%H%M}" if made.is_moment else days_typed(days(scene, made))
    )
    return f"bao-cao-{slug(when)}{_slugged(scope_typed(scene, told))}.{ending}"


def _slugged(text: str) -> str:
    name = slug(text)
    return f"-{name}" if name else ""


def slug(text: str) -> str:
    """Letters without marks, digits and hyphens: a name that every system takes."""
    return _NOT_IN_A_NAME.sub("-", fold(text)).strip("-")[:LONGEST_SLUG].strip("-")
