"""What the command line prints."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from html import unescape
from zoneinfo import ZoneInfo

from actions.audit import DutyPlan
from actions.work import View
from domain.calendar import Calendar
from domain.people import Chart
from domain.refusals import Refusal
from handlers.deadlines import Question, read_deadline
from handlers.desk import scene_of
from handlers.texts.console import FAULTS
from handlers.texts.refusals import refusal_text
from handlers.texts.scene import Scene
from handlers.texts.words import PARTS, STEPS
from storage.journal import Soundness


def deadline_line(phrase: str, *, now: datetime, calendar: Calendar) -> str:
    """`YYYY-MM-DDTHH:MM` in local time, or `?`, a tab and the reason."""
    read = read_deadline(phrase, now=now, calendar=calendar, sent_at=now)
    if isinstance(read, Question):
        return f"?\t{read.reason}"
    return f"{calendar.local(read.moment):%Y-%m-%dT%H:%M}"


def journal_words(soundness: Soundness) -> str:
    if soundness.broken is None:
        return f"Nhật ký nguyên vẹn: {soundness.count} mục, mã cuối {soundness.head}"
    return f"Nhật ký KHÔNG nguyên vẹn: mục số {soundness.broken.seq} – {FAULTS[soundness.broken.fault]}"


def refused_words(view: View, refusal: Refusal) -> str:
    return unescape(re.sub(r"<[^>]+>", "", refusal_text(scene_of(view), refusal)))


def plan_words(timezone: ZoneInfo, chart: Chart, plans: Iterable[DutyPlan]) -> Iterator[str]:
    """The plan of each duty: when, which step, who is told."""
    scene = Scene(timezone=timezone, chart=chart)
    for plan in plans:
        yield unescape(f"{plan.case.code} – {PARTS[plan.duty.kind]}, {scene.party(plan.duty)}: {plan.case.title}")
        for planned in plan.steps:
            told = scene.people(planned.told.people) or "không liên lạc được ai"
            yield unescape(f"  {scene.moment(planned.step.at)}  {STEPS[planned.step.kind]} – {told}")
