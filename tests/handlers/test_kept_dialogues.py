"""What chats had begun before an upgrade: rows as they lay in the table, one of each kind."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from domain.duties.cases import Deadline
from domain.ladder.dates import MovedDate
from domain.refusals import FormFault
from domain.rules.lengths import Urgency
from handlers.dialogues.begun import DialogueKind, OpenDialogue
from handlers.dialogues.payloads import (
    AwaitedText,
    CorrectionDraft,
    GuideUnderWay,
    ImportDraft,
    TaskDraft,
    read,
    written,
)
from handlers.reading.received import KeptFile
from storage.dialogues import Dialogue

ROWS: dict[str, dict[str, Any]] = json.loads(Path(__file__).with_name("kept_dialogues.json").read_text())
DEFAULTS = (None, False, "", [], {}, Urgency.NORMAL)  # what need not be kept


def opened(kind: str, data: dict[str, Any]) -> OpenDialogue[Any]:
    row = Dialogue(kind=kind, token="t", data=data, begun_at=datetime(2026, 11, 30, 8, tzinfo=UTC))
    return read(row, channel="telegram", chat_id="an")


def kept(data: Any) -> Any:
    """What of a row says something."""
    if isinstance(data, dict):
        return {key: kept(one) for key, one in data.items() if kept(one) not in DEFAULTS}
    return [kept(one) for one in data] if isinstance(data, list) else data


@pytest.mark.parametrize("kind", DialogueKind)
def test_a_row_of_each_kind_says_after_the_upgrade_what_it_said(kind: DialogueKind) -> None:
    again = json.loads(json.dumps(written(opened(kind, ROWS[kind])).data))
    assert kept(again) == kept(ROWS[kind])
    assert opened(kind, again) == opened(kind, ROWS[kind])


def test_it_is_read_with_its_types() -> None:
    guide = opened("guide", ROWS["guide"]).begun
    assert isinstance(guide, GuideUnderWay)
    assert isinstance(guide.progress.files[0], KeptFile)
    assert guide.progress.fault == FormFault(key="Hạn")
    task, correction = opened("task", ROWS["task"]).begun, opened("correction", ROWS["correction"]).begun
    assert isinstance(task, TaskDraft)
    assert isinstance(task.draft.milestones[0].deadline, Deadline)
    assert isinstance(correction, CorrectionDraft)
    assert isinstance(correction.dates[0], MovedDate)
    plan = opened("import", ROWS["import"]).begun
    assert isinstance(plan, ImportDraft)
    assert plan.holders == {5: 2, 6: 1}


def test_what_was_not_kept_in_former_days_is_the_default() -> None:
    begun = opened("complete", {"command": "tiendo", "prefix": "NV-1"})
    assert begun.begun == AwaitedText(command="tiendo", prefix="NV-1", duty=None)
    assert not begun.is_over(begun.begun_at + timedelta(hours=4))
    assert begun.is_over(begun.begun_at + timedelta(hours=4, seconds=1))
