"""What entries of the journal carry: written to the byte as it always was, read in every form that was stored."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from domain.acts import Act
from domain.borrowing import Borrowed, Ground
from domain.encoding import decoded
from domain.journal.duties import DutyEnded, HolderNamed, ResultAccepted
from domain.journal.recorded import PAYLOADS, Circumstances, Recorded, entry_data, recorded_of

# Of every act each form in which it was stored before its payload had a type, from the journals of tests.
STORED = [
    (Act(act), text)
    for act, text in (
        line.split("\t") for line in Path(__file__).with_name("stored_acts.tsv").read_text("utf-8").splitlines()
    )
]


@pytest.mark.parametrize(("act", "text"), STORED, ids=[f"{act}-{number}" for number, (act, _) in enumerate(STORED)])
def test_what_was_stored_is_read_and_written_to_the_byte(act: Act, text: str) -> None:
    """But for keys that were left out: they are read as null, which only whoever records an act can tell from them."""
    data = json.loads(text)
    again = entry_data(act, recorded_of(act, data), decoded(Circumstances, data))
    kept = {key: value for key, value in again.items() if key in data or value is not None}
    assert json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":")) == text


def test_of_every_act_a_form_is_kept() -> None:
    assert {act for act, _ in STORED} == set(Act)


# What the first versions stored, which said less.
FORMER: list[tuple[Act, dict[str, Any]]] = [
    (Act.DUTY_ENDED, {}),
    (Act.DUTY_HANDED_OVER, {"holder": 1, "before": 2}),
    (Act.DUTY_OPENED, {"kind": "lead", "holder": 1}),
    (Act.DUTY_REPORTED, {"words": {"text": {"id": 1, "hash": "f"}}}),
    (Act.EXTENSION_ASKED, {"wanted": "2026-12-04T16:30:00+07:00", "decision": 3}),
    (Act.EXTENSION_GRANTED, {"due_at": "2026-12-04T16:30:00+07:00", "holder": 1, "on_behalf": 2}),
    (Act.DIRECTION_GIVEN, {"on_behalf": None}),
    (Act.DOSSIER_DRAFTED, {}),
    (Act.SUBMISSION_ASKED, {"dossier": 1, "decision": 3, "holder": 2, "for_head": None}),
    (Act.CASE_CORRECTED, {"changes": {}, "on_behalf": None}),
    (Act.CASE_WITHDRAWN, {"on_behalf": 4}),
    (Act.TASK_ASSIGNED, {"assigner": 1, "due_at": "2026-12-04T16:30:00+07:00", "urgency": "normal"}),
    (Act.TASK_PAUSED, {"due_at": "2026-12-04T16:30:00+07:00"}),
    (Act.TASK_REASSIGNED, {"holder": 1, "before": 2}),
    (Act.OPINION_ASKED, {"assigner": 1, "due_at": "2026-12-04T16:30:00+07:00", "document": "12/UBND"}),
    (Act.OPINION_DEEMED, {"answerable": 1, "holder": 2, "at": "2026-12-08T17:00:00.000000Z", "acknowledged": False}),
    (Act.OPINION_SUPPLIED, {"due_at": "2026-12-04T16:30:00+07:00", "holder": 1}),
    (Act.BACKUP_RESTORED, {"file": "f", "replaced": None}),
]


@pytest.mark.parametrize(("act", "data"), FORMER, ids=[act for act, _ in FORMER])
def test_what_said_less_is_read(act: Act, data: dict[str, Any]) -> None:
    assert isinstance(recorded_of(act, data), PAYLOADS[act])


def test_a_right_is_read_from_the_marks_of_before() -> None:
    assert decoded(Circumstances, {"on_behalf": 4}).right_used == Borrowed(ground=Ground.REGISTRY, of_id=4)
    assert decoded(Circumstances, {"substitutes": 5}).right_used == Borrowed(ground=Ground.SUBSTITUTION, of_id=5)
    assert decoded(Circumstances, {"on_behalf": None, "substitutes": None}).right_used is None


def test_what_is_recorded_of_another_act_is_not_taken() -> None:
    with pytest.raises(TypeError, match=r"duty\.accepted carries ResultAccepted, not HolderNamed"):
        entry_data(Act.DUTY_ACCEPTED, HolderNamed(holder=1))
    assert entry_data(Act.DUTY_ACCEPTED, ResultAccepted(late=False)) == {"late": False}


def test_an_act_carries_one_thing() -> None:
    with pytest.raises(RuntimeError, match=r"duty\.ended carries DutyEnded already"):

        class Twice(Recorded, acts=(Act.DUTY_ENDED,)):
            pass

    assert PAYLOADS[Act.DUTY_ENDED] is DutyEnded
    assert PAYLOADS.keys() == set(Act)
