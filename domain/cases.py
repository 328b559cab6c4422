"""A case: a task, an opinion request or a circular. It creates duties; they carry the work (design §2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.policy import Urgency

TITLE_LIMIT = 500  # characters; a subject line (trích yếu), not the document
WORDS_LIMIT = 2000  # characters of any other free text: what one message can show again


class CaseKind(StrEnum):
    TASK = "task"
    OPINION = "opinion"
    CIRCULAR = "circular"


PREFIXES = {CaseKind.TASK: "NV", CaseKind.OPINION: "YK", CaseKind.CIRCULAR: "PB"}


class CaseState(StrEnum):
    OPEN = "open"
    CLOSED = "closed"  # every duty has ended
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, kw_only=True)
class Deadline:
    """`moment` is what is shown and nudged by; without a named hour it is 17:00 and late begins at 24:00 (R1)."""

    moment: datetime
    names_hour: bool


@dataclass(frozen=True, kw_only=True)
class Case:
    id: int
    kind: CaseKind
    number: int
    title: str
    product: str = ""
    proposal: str = ""
    draft_name: str = ""
    draft_hash: str = ""  # SHA-256 of the draft as sent: consent covers it and no other
    assigner_id: int
    registrar_id: int
    urgency: Urgency = Urgency.NORMAL
    field: str | None = None
    document: str = ""
    serves_case_id: int | None = None
    policy_version: int
    deadline: Deadline
    original: Deadline
    signing: bool = True
    state: CaseState = CaseState.OPEN
    opened_at: datetime
    closed_at: datetime | None = None

    @property
    def code(self) -> str:
        return case_code(self.kind, self.number)


def case_code(kind: CaseKind, number: int) -> str:
    return f"{PREFIXES[kind]}-{number}"
