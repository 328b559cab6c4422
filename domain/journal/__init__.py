"""What the entries of the journal carry: a frozen dataclass by act, written and read here alone."""

from domain.acts import Act
from domain.journal import (
    cases,
    clock,
    delivery,
    duties,
    office,
    opinions,
    recurrences,
    reports,
    requests,
    rules,
    upkeep,
)
from domain.journal.recorded import PAYLOADS

__all__ = [
    "cases",
    "clock",
    "delivery",
    "duties",
    "office",
    "opinions",
    "recurrences",
    "reports",
    "requests",
    "rules",
    "upkeep",
]

if unknown := set(Act) - PAYLOADS.keys():
    raise RuntimeError(f"nothing says what is recorded of {', '.join(sorted(unknown))}")
