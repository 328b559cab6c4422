"""What the command line prints."""

from __future__ import annotations

import re
from datetime import datetime
from html import unescape

from actions.work import View
from domain.calendar import Calendar
from domain.refusals import Refusal
from handlers.deadlines import Question, read_deadline
from handlers.desk import scene_of
from handlers.texts.refusals import refusal_text


def deadline_line(phrase: str, *, now: datetime, calendar: Calendar) -> str:
    """`YYYY-MM-DDTHH:MM` in local time, or `?`, a tab and the reason."""
    read = read_deadline(phrase, now=now, calendar=calendar, sent_at=now)
    if isinstance(read, Question):
        return f"?\t{read.reason}"
    return f"{calendar.local(read.moment):%Y-%m-%dT%H:%M}"


def refused_words(view: View, refusal: Refusal) -> str:
    return unescape(re.sub(r"<[^>]+>", "", refusal_text(scene_of(view), refusal)))
