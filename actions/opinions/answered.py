"""Tell what came of an answer: to who asked, to its unit, to the office (M22, M23)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from actions.transaction import Transaction
from actions.visible_case import VisibleCase
from domain.borrowing import Borrowed
from domain.duties.duties import Duty
from domain.duties.opinions import Answer, AnswerState, Stance
from domain.office.people import Person
from domain.payloads.opinions import AnsweredLateNotice, AnsweredNotice


@dataclass(frozen=True, kw_only=True)
class GivenAnswer:
    """One answer as it was given: what, when, whether its reasons say nothing, whether a deputy gave it, by whose right
    where that is another's."""

    stance: Stance
    reasons: str
    at: datetime
    is_empty: bool
    by_deputy: bool
    right: Borrowed | None


@dataclass(frozen=True, kw_only=True)
class Answered:
    """What came of an answer: FINAL closes the duty, DRAFT waits for `signer`, LATE is kept apart, SENT_BACK is none
    yet; no state where the dossier was found incomplete."""

    seen: VisibleCase
    duty: Duty
    stance: Stance
    state: AnswerState | None
    signer: Person | None = None
    is_empty: bool = False
    by_deputy: bool = False
    right: Borrowed | None = None


def tell_late(
    work: Transaction, seen: VisibleCase, duty: Duty, stance: Stance, answer_id: int, *, right: Borrowed | None
) -> None:
    told = [work.chart.person(seen.case.assigner_id), *_heads(work, duty), *work.chart.office]
    notice = AnsweredLateNotice(right=right, stance=stance, by=work.sender.id)
    work.owe(
        {person.id: person for person in told}.values(), notice, slot=f"answer-{answer_id}", case=seen.case, duty=duty
    )


def _heads(work: Transaction, duty: Duty) -> list[Person]:
    head = work.chart.in_charge_of(duty.unit_id)
    return [] if head is None else [head]


def tell_answered(
    work: Transaction,
    seen: VisibleCase,
    duty: Duty,
    stance: Stance,
    answer_id: int,
    *,
    right: Borrowed | None,
    flags: GivenAnswer | Answer,
) -> None:
    told = [work.chart.person(seen.case.assigner_id), *_heads(work, duty), work.chart.person(duty.holder_id)]
    notice = AnsweredNotice(
        right=right, stance=stance, by=work.sender.id, is_empty=flags.is_empty, by_deputy=flags.by_deputy
    )
    work.owe(
        {person.id: person for person in told}.values(), notice, slot=f"answer-{answer_id}", case=seen.case, duty=duty
    )
