"""Incomplete dossiers: handed back to who asked, once, and supplied (M24)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from actions.duties.changes import change_duty
from actions.duty_meant import duty_to
from actions.installation import Office
from actions.opinions.answered import Answered
from actions.order import Order
from actions.transaction import Transaction
from actions.visible_case import VisibleCase, find_case
from domain.acts import Act
from domain.borrowing import Borrowed
from domain.duties.cases import (
    WORDS_LIMIT,
    Case,
    Deadline,
    require_length,
    require_words,
)
from domain.duties.charge import answers_now, holder_of
from domain.duties.duties import Duty, DutyKind, Move, Phase
from domain.duties.opinions import Answer, Stance
from domain.journal.opinions import DossierSupplied
from domain.office.hours import END_OF_OFFICE_DAY, whole_minute
from domain.payloads.opinions import LackingNotice, SuppliedNotice
from domain.permissions import Permission
from domain.refusals import (
    DossierAskedOnce,
)
from storage import evidence


@dataclass(frozen=True, kw_only=True)
class Supply:
    """What a dossier lacked: words that say where it is, the document itself, or both."""

    text: str = ""
    file: bytes | None = None
    file_name: str = ""


async def supply_dossier(
    office: Office, order: Order, *, code: str, what: Supply, unit: str | None = None
) -> tuple[VisibleCase, Duty]:
    """The requester supplies what was missing: the full original length in working time starts anew (M24)."""
    async with office.act(order) as work:
        if what.file is None:
            require_words(what.text)
        require_length(what.text, WORDS_LIMIT)
        seen = await find_case(work, code)
        duty = duty_to(work, seen, permission=Permission.SUPPLY, move=Move.SUPPLY, unit=unit, kinds=(DutyKind.OPINION,))
        handed = await _hand_back(work, seen.case, duty)
        notice = await _keep(work, seen.case, handed, what, right=seen.right(duty, Permission.SUPPLY))
        holder = work.chart.person(handed.holder_id)
        work.owe([holder], notice, slot=f"turn-{handed.turn}", case=seen.case, duty=handed)
        return seen, handed


async def _hand_back(work: Transaction, case: Case, duty: Duty) -> Duty:
    """Give it back to the unit, from now and not from when it was said: its head cannot answer before hearing of it."""
    head = answers_now(work.chart, duty, asker_id=case.assigner_id)
    if head is None or head.id == case.assigner_id:
        unit = work.chart.units[duty.unit_id or 0]
        head = holder_of(work.chart, unit, kind=case.kind, assigner_id=case.assigner_id)
    deadline = _anew(work, case, work.now)
    handed = duty.hand_to(head.id, at=work.now, phase=Phase.WORKING, act_by=deadline.moment)
    anew = replace(handed.due_anew(deadline), named_id=None, restarted_at=work.now)
    return await change_duty(work, duty, anew, case)


async def _keep(work: Transaction, case: Case, duty: Duty, what: Supply, *, right: Borrowed | None) -> SuppliedNotice:
    """Journal and keep what was supplied; returns what its new holder is told."""
    digest = None if what.file is None else await evidence.keep_file(work.connection, what.file, at=work.now)
    due = duty.deadline
    supplied = DossierSupplied(holder=duty.holder_id, due_at=due.moment, names_hour=due.names_hour, file=digest)
    kept = await work.record(
        Act.OPINION_SUPPLIED, supplied, case=case, duty=duty, words={"text": what.text}, right=right
    )
    words = kept.get("text")
    submission = evidence.Submission(
        duty_id=duty.id,
        by_id=work.sender.id,
        at=work.now,
        words_id=words,
        file_sha256=digest,
        file_name=what.file_name or None,
    )
    await evidence.add_submission(work.connection, submission)
    return SuppliedNotice(by=work.sender.id, right=right, words=words, file=digest is not None)


def _anew(work: Transaction, case: Case, at: datetime) -> Deadline:
    """The deadline with as much working time from now as there was from the first asking to the first deadline; where
    that named no hour, the whole of the day in which it ends."""
    length = work.calendar.working_time(whole_minute(case.opened_at), case.original.moment)
    moment = work.calendar.add_working_time(whole_minute(at), length)
    if not case.original.names_hour:
        moment = work.calendar.at(work.calendar.day_of(moment), END_OF_OFFICE_DAY)
    return Deadline(moment=moment, names_hour=case.original.names_hour)


def check_asked_once(given: list[Answer]) -> None:
    if any(one.stance is Stance.LACKING and one.signed_by_id is not None for one in given):
        raise DossierAskedOnce


async def hand_to_requester(
    work: Transaction,
    seen: VisibleCase,
    duty: Duty,
    *,
    at: datetime,
    answer_id: int,
    words: int | None,
    right: Borrowed | None,
) -> Answered:
    """Send back an incomplete dossier, once: the requester holds the duty until what is missing is supplied (M24)."""
    requester = work.chart.person(seen.case.assigner_id)
    waiting = work.policy_of(seen.case).rungs[seen.case.urgency].waiting
    handed = duty.acknowledge(at=at).hand_to(
        requester.id, at=at, phase=Phase.LACKING, act_by=waiting.after(at, work.calendar)
    )
    handed = await change_duty(work, duty, handed, seen.case)
    notice = LackingNotice(right=right, by=work.sender.id, words=words)
    work.owe(await work.who_may_act(seen.case, handed), notice, slot=f"answer-{answer_id}", case=seen.case, duty=handed)
    return Answered(seen=seen, duty=handed, stance=Stance.LACKING, state=None, right=right)
