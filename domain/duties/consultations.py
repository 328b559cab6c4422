"""What the units asked about a task have said of it: with that it goes up, and is decided (M18, M23, M25)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self

from domain.duties.cases import Deadline
from domain.duties.duties import Duty, Outcome, Phase
from domain.duties.opinions import Answer, AnswerState, Reconciliation, Stance


class Voice(StrEnum):
    """What there is of a unit that was asked."""

    WAITED_FOR = "waited_for"  # it has neither answered nor been deemed to
    ANSWERED = "answered"
    DEEMED = "deemed"
    LATE = "late"  # said after deemed consent: undoes nothing, and must be known
    SETTLED = "settled"  # the requester has recorded how its objection was settled


@dataclass(frozen=True, kw_only=True)
class Contribution:
    """One thing said for a task, or still to be said. `key` is unique and never given twice; `code` is the request's,
    `words_id` the key of its reasons or minutes. Of what is waited for `owed` says with whom it lies, since when and
    until when."""

    key: str
    code: str
    unit_id: int | None
    voice: Voice
    stance: Stance | None = None
    words_id: int | None = None
    owed: Duty | None = None

    @property
    def lacks_dossier(self) -> bool:
        """Whether the unit waits itself: for what the requester has to supply."""
        return self.owed is not None and self.owed.phase is Phase.LACKING

    @property
    def deadline(self) -> Deadline | None:
        return None if self.owed is None else self.owed.deadline

    def to_data(self) -> dict[str, Any]:
        """Plain data, as a notice keeps it."""
        return {
            "key": self.key,
            "code": self.code,
            "unit": self.unit_id,
            "voice": self.voice.value,
            "stance": self.stance.value if self.stance else None,
            "words": self.words_id,
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        stance = data["stance"]
        return cls(
            key=data["key"],
            code=data["code"],
            unit_id=data["unit"],
            voice=Voice(data["voice"]),
            stance=Stance(stance) if stance else None,
            words_id=data["words"],
        )


_VOICES = {AnswerState.FINAL: Voice.ANSWERED, AnswerState.LATE: Voice.LATE}


def contributions_of(
    code: str, duty: Duty, answers: Iterable[Answer], settled: Reconciliation | None
) -> list[Contribution]:
    """What one unit has said, in its order; drafts and what was sent back are nobody's word yet."""
    found = []
    if duty.is_open:
        found.append(_one(code, duty, f"asked-{duty.id}", Voice.WAITED_FOR, owed=duty))
    if duty.outcome is Outcome.DEEMED:
        found.append(_one(code, duty, f"deemed-{duty.id}", Voice.DEEMED))
    for answer in answers:
        if answer.state in _VOICES:
            voice = _VOICES[answer.state]
            said = _one(code, duty, f"answer-{answer.id}", voice, stance=answer.stance, words_id=answer.words_id)
            found.append(said)
    if settled is not None:
        found.append(_one(code, duty, f"settled-{duty.id}", Voice.SETTLED, words_id=settled.words_id))
    return found


def _one(
    code: str,
    duty: Duty,
    key: str,
    voice: Voice,
    *,
    stance: Stance | None = None,
    words_id: int | None = None,
    owed: Duty | None = None,
) -> Contribution:
    return Contribution(
        key=key, code=code, unit_id=duty.unit_id, voice=voice, stance=stance, words_id=words_id, owed=owed
    )


def waited_for(said: Iterable[Contribution]) -> tuple[Contribution, ...]:
    return tuple(one for one in said if one.voice is Voice.WAITED_FOR)


def not_shown(said: Iterable[Contribution], shown: Collection[str]) -> tuple[Contribution, ...]:
    """What came in that who decides has not been shown."""
    return tuple(one for one in said if one.key not in shown)
