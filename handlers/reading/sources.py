"""Where a task comes from: the document as it is written in one line (M2)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from domain.duties.cases import Label, Source
from domain.names import bare_subject, fold
from domain.refusals import ValueUnknown
from handlers.reading.typing import parse_choice
from texts.words import LABEL_NAMES, SOURCES

_DAY = re.compile(
    r"[\s,;]*\b(?:ngày|ngay)\s+(\d{1,2})(?:\s*[/.\-]\s*|\s+(?:tháng|thang)\s+)(\d{1,2})(?:\s*[/.\-]\s*|\s+(?:năm|nam)\s+)"
    r"(\d{4})\b",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r"[\s,;]*\b(?:v/v|về việc|ve viec|trích yếu:?|trich yeu:?)\s+(.*)", re.IGNORECASE | re.DOTALL)


WRITTEN_IN = range(1945, 2100)  # another year is a slip of the finger


@dataclass(frozen=True, kw_only=True)
class Document:
    number: str = ""
    day: date | None = None
    subject: str = ""


def parse_document(text: str) -> Document:
    """`1234/UBND-TH ngày 20/11/2026 V/v báo cáo giải ngân`: number and symbol, date, subject; each may be missing.
    Raises ValueUnknown for a day that is none."""
    text = " ".join(text.split())
    subject = _SUBJECT.search(text)
    if subject:
        text = text[: subject.start()]
    dated = _DAY.search(text)
    day = _date(dated) if dated else None
    if dated:
        text = f"{text[: dated.start()]} {text[dated.end() :]}"
    about = bare_subject(subject[1].strip(" ;.")) if subject else ""
    return Document(number=text.strip(" ,;."), day=day, subject=about)


def _date(found: re.Match[str]) -> date:
    day, month, year = map(int, found.groups())
    try:
        written = date(year, month, day)
    except ValueError:
        written = None
    if written is None or year not in WRITTEN_IN:
        raise ValueUnknown(key="Văn bản", value=found[0].strip(" ,;"), choices=("ngày 20/11/2026",))
    return written


def parse_source(text: str) -> Source | None:
    if not text:
        return None
    named = {word: source for source, word in SOURCES.items()}
    wanted = " ".join(fold(text).replace(",", " ").split())
    begun = [word for word in named if fold(word).startswith(wanted)]
    if len(begun) == 1:  # `phản ánh`, `phản ánh, kiến nghị`
        return named[begun[0]]
    return named[parse_choice("Nguồn", text, named)]


def parse_label(text: str) -> Label | None:
    if not text:
        return None
    named = {word: label for label, word in LABEL_NAMES.items()}
    return named[parse_choice("Nhãn", text, named)]
