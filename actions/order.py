"""Who asks for an act, when, and by what it came."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from storage.dialogues import DialogueKey


@dataclass(frozen=True, kw_only=True)
class Order:
    """Who asks for an act. `said_at` is when that was said, by which it is judged; `now` when it is recorded.
    `inbox_id` names the update that carries it, so that it is carried out once, and `place` which of its several
    commands this is; `duty_id` the duty on which the button stood that was pressed: it means that one, whichever others
    wait; `part_id` the one that was chosen where several were possible; `dialogue` what the chat had begun and this
    completes: it ends with the act, so that it is completed once; `meant` who was chosen for a name that was
    unclear."""

    now: datetime
    said_at: datetime
    via: str  # the channel that it came by, or what acts of its own accord
    sender_id: int | None = None
    inbox_id: int | None = None
    place: int | None = None
    duty_id: int | None = None
    part_id: int | None = None
    dialogue: DialogueKey | None = None
    recorded_by_id: int | None = None  # who wrote down what the sender reported on paper
    meant: Mapping[str, str] = field(default_factory=dict)
