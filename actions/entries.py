"""What the journal keeps of a deadline, of a duty that begins, of the files of a case."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from domain.duties.cases import Case, Deadline
from domain.duties.duties import Duty
from domain.ladder.dates import MovedDate


def due(deadline: Deadline) -> dict[str, Any]:
    """A deadline as a journal entry keeps it: what is needed to set it again."""
    return {"due_at": deadline.moment.isoformat(), "names_hour": deadline.names_hour}


def dates_data(dates: Iterable[MovedDate], name: str = "dates") -> dict[str, Any]:
    """What moves beside what was asked for, as an entry or a notice keeps it."""
    plain = [one.to_data() for one in dates]
    return {name: plain} if plain else {}


def last_data(before: Duty, after: Duty) -> dict[str, Any]:
    """The last deadline as an entry keeps it where the act has moved it."""
    if before.last == after.last:
        return {}
    return {"last_at": after.last.moment.isoformat() if after.last is not None else None}


def files_data(case: Case) -> dict[str, Any]:
    """The hashes of the files that a case is about, as a journal entry keeps them."""
    more = {"more_files": [digest for _, digest in case.more_files]} if case.more_files else {}
    return {"file": case.file_hash or None, **more}


def opened_data(duty: Duty) -> dict[str, Any]:
    """What the journal keeps of the beginning of a duty."""
    return {"kind": duty.kind, "holder": duty.holder_id, "unit": duty.unit_id}
