"""Dataclasses as plain JSON and back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

import pytest

from domain.borrowing import Borrowed, Ground
from domain.duties.cases import Deadline
from domain.encoding import UNSAID, CanonicalMoment, decoded, encoded
from domain.rules.lengths import Urgency

AT = datetime(2026, 11, 30, 8, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Kept:
    by: int | None
    due: Deadline
    day: date
    urgency: Urgency = Urgency.NORMAL
    right: Borrowed | None = None
    pairs: tuple[tuple[int, str], ...] = ()
    counts: Mapping[int, tuple[int, ...]] = field(default_factory=dict)


WHOLE = Kept(
    by=None,
    due=Deadline(moment=AT, names_hour=True),
    day=date(2026, 11, 30),
    urgency=Urgency.FLASH,
    right=Borrowed(ground=Ground.REGISTRY, of_id=3),
    pairs=((1, "a"), (2, "b")),
    counts={7: (1, 2)},
)
LEAST = Kept(by=None, due=WHOLE.due, day=WHOLE.day)


@pytest.mark.parametrize("kept", [WHOLE, LEAST])
def test_what_was_written_is_read_as_it_was(kept: Kept) -> None:
    assert decoded(Kept, json.loads(json.dumps(encoded(kept)))) == kept


def test_only_what_has_no_default_is_always_written() -> None:
    due = {"moment": "2026-11-30T08:00:00+00:00", "names_hour": True}
    assert encoded(LEAST) == {"by": None, "due": due, "day": "2026-11-30"}


def test_a_row_of_a_former_version_may_lack_and_hold_keys() -> None:
    plain = {name: value for name, value in encoded(LEAST).items() if name != "by"}
    assert decoded(Kept, plain | {"turn": 3}) == LEAST


def test_a_key_that_must_be_there_is_missed() -> None:
    with pytest.raises(TypeError, match="due"):
        decoded(Kept, {"day": "2026-11-30"})


def test_what_has_no_plain_form_is_refused() -> None:
    with pytest.raises(TypeError):
        encoded(Kept(by=None, due=WHOLE.due, day=WHOLE.day, pairs=((1, object()),)))  # type: ignore[arg-type]


@dataclass(frozen=True, kw_only=True)
class Ended:
    at: CanonicalMoment
    since: CanonicalMoment | None
    others: tuple[CanonicalMoment, ...] = ()
    to: int | None = UNSAID


def test_a_moment_that_is_compared_as_text_is_written_in_one_form() -> None:
    text = "2026-11-30T08:00:00.000000Z"
    ended = Ended(at=AT, since=None, others=(AT,))
    assert encoded(ended) == {"at": text, "since": None, "others": [text]}
    assert decoded(Ended, {"at": text, "since": text, "others": [text]}) == Ended(
        at=AT, since=AT, others=(AT,), to=None
    )


@pytest.mark.parametrize("given", [{}, {"to": None}, {"to": 3}])
def test_what_is_not_said_is_told_from_what_is_nobody(given: dict[str, int | None]) -> None:
    kept = encoded(Ended(at=AT, since=None, **given))
    assert {name: value for name, value in kept.items() if name == "to"} == given
    assert decoded(Ended, kept).to == given.get("to")
