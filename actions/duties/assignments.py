"""What the office wrote when it assigned: the form of a task, as it is understood and kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.duties.cases import Deadline, Label, Source
from domain.rules.lengths import Urgency


@dataclass(frozen=True, kw_only=True)
class Stage:
    """A milestone as it was written."""

    title: str
    deadline: Deadline


@dataclass(frozen=True, kw_only=True)
class Assignment:
    """What the office wrote, names still as typed; `lead` may name several: each gets a task of the same document.
    `repeats` is an iCalendar RRULE without its start."""

    lead: str
    title: str
    product: str
    deadline: Deadline
    coordinating: tuple[str, ...] = ()
    watching: tuple[str, ...] = ()
    assigner: str | None = None
    document: str = ""
    document_day: date | None = None
    subject: str = ""
    source: Source | None = None
    recipients: str = ""
    urgency: Urgency = Urgency.NORMAL
    field: str | None = None
    label: Label | None = None
    milestones: tuple[Stage, ...] = ()
    repeats: str = ""
    file_name: str = ""
    file_hash: str = ""  # as `keep_file` returned it
    more_files: tuple[tuple[str, str], ...] = ()  # name and hash of each behind the first
