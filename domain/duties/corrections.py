"""What of a task can be corrected, and what a correction changes (both sides see it)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import StrEnum
from typing import Any

from domain.duties.cases import Case, Deadline, Label, Source
from domain.rules.lengths import Urgency


class Corrected(StrEnum):
    """The fields of a case that may be set right."""

    TITLE = "title"
    PRODUCT = "product"
    DEADLINE = "deadline"
    URGENCY = "urgency"
    FIELD = "field"
    DOCUMENT = "document"
    DOCUMENT_DAY = "document_day"
    SUBJECT = "subject"
    SOURCE = "source"
    RECIPIENTS = "recipients"
    LABEL = "label"


@dataclass(frozen=True, kw_only=True)
class FieldChange:
    """A field before and after, as plain JSON."""

    before: Any
    after: Any


@dataclass(frozen=True, kw_only=True)
class Correction:
    """What is to stand there instead; None leaves it as it is."""

    title: str | None = None
    product: str | None = None
    deadline: Deadline | None = None
    urgency: Urgency | None = None
    field: str | None = None
    document: str | None = None
    document_day: date | None = None
    subject: str | None = None
    source: Source | None = None
    recipients: str | None = None
    label: Label | None = None
    assigner: str | None = None  # the name of who is to be the assigner: no field of the case is set right by it

    def changes(self, case: Case) -> dict[Corrected, Any]:
        """What it makes other than it is, by field."""
        wanted = {Corrected(one.name): getattr(self, one.name) for one in fields(self) if one.name in set(Corrected)}
        return {key: value for key, value in wanted.items() if value is not None and value != getattr(case, key)}


def corrected(case: Case, changes: Mapping[Corrected, Any]) -> Case:
    return replace(case, **{str(key): value for key, value in changes.items()})


FREE_TEXT = frozenset(
    {
        Corrected.TITLE,
        Corrected.PRODUCT,
        Corrected.FIELD,
        Corrected.DOCUMENT,
        Corrected.SUBJECT,
        Corrected.RECIPIENTS,
    }
)
OF_THE_DOCUMENT = frozenset({Corrected.DOCUMENT, Corrected.DOCUMENT_DAY, Corrected.SUBJECT, Corrected.RECIPIENTS})
LIMITED_WHILE_ASKED = frozenset({Corrected.DEADLINE}) | OF_THE_DOCUMENT  # of an opinion: consent covers what was sent
