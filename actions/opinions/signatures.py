"""Signatures: the head makes the draft that waits the unit's answer (M22)."""

from __future__ import annotations

from datetime import datetime

from actions.duties.changes import change_duty, end_with
from actions.duty_meant import duty_to
from actions.installation import Office
from actions.opinions.answered import Answered, tell_answered, tell_late
from actions.opinions.answers import deemed_one
from actions.opinions.consultations import tell_who_decides
from actions.opinions.dossiers import check_asked_once, hand_to_requester
from actions.order import Order
from actions.transaction import Transaction
from actions.visible_case import VisibleCase, find_case
from domain.acts import Act
from domain.borrowing import Borrowed
from domain.duties.duties import Duty, DutyKind, Move, Outcome
from domain.duties.opinions import Answer, AnswerState, Stance
from domain.journal.opinions import AnswerWritten, DraftSigned
from domain.permissions import Permission, Relation
from domain.refusals import AlreadyClosed, NothingWaits
from storage import opinions


async def sign_opinion(office: Office, order: Order, *, code: str, unit: str | None = None) -> Answered:
    """The head signs the draft that waits: it becomes the unit's answer (M22), or a late one after the deadline."""
    async with office.act(order) as work:
        seen = await find_case(work, code)
        duty = _draft_to_sign(work, seen, unit)
        given = (await opinions.answers_to(work.connection, [duty.id])).get(duty.id, [])
        draft = next((one for one in given if one.state is AnswerState.DRAFT), None)
        if draft is None:
            raise NothingWaits(code=code)
        if work.is_deemed(duty, seen.case, work.acted_at(duty)):
            return await _sign_late(work, seen, duty, draft)
        signed = DraftSigned(answer=draft.id, stance=draft.stance, author=draft.author_id)
        right = seen.right(duty, Permission.SIGN)
        await work.record(Act.OPINION_SIGNED, signed, case=seen.case, duty=duty, right=right)
        if draft.stance is Stance.LACKING:
            check_asked_once(given)
            return await _sign_lacking(work, seen, duty, draft)
        return await _sign_final(work, seen, duty, draft)


def _draft_to_sign(work: Transaction, seen: VisibleCase, unit: str | None) -> Duty:
    """The duty whose draft waits; after deemed consent the one whose draft was never signed."""
    kinds = (DutyKind.OPINION,)
    try:
        return duty_to(work, seen, permission=Permission.SIGN, move=Move.SIGN, unit=unit, kinds=kinds)
    except AlreadyClosed:
        late = deemed_one(work, seen, unit, {Relation.UNIT_HEAD, Relation.EMPOWERED})
        if late is None:
            raise
        return late


async def _sign(work: Transaction, draft: Answer, state: AnswerState, *, at: datetime, right: Borrowed | None) -> None:
    await opinions.sign_draft(work.connection, draft.id, by_id=work.sender.id, at=at, state=state, right=right)


async def _sign_lacking(work: Transaction, seen: VisibleCase, duty: Duty, draft: Answer) -> Answered:
    at, right = work.acted_at(duty), seen.right(duty, Permission.SIGN)
    await _sign(work, draft, AnswerState.REPLACED, at=at, right=right)
    return await hand_to_requester(work, seen, duty, at=at, answer_id=draft.id, words=draft.words_id, right=right)


async def _sign_final(work: Transaction, seen: VisibleCase, duty: Duty, draft: Answer) -> Answered:
    at, right = work.acted_at(duty), seen.right(duty, Permission.SIGN)
    closed = await change_duty(work, duty, duty.acknowledge(at=at).close(Outcome.ANSWERED, at=at), seen.case)
    await _sign(work, draft, AnswerState.FINAL, at=at, right=right)
    tell_answered(work, seen, closed, draft.stance, draft.id, right=right, flags=draft)
    await tell_who_decides(work, seen.case, [f"answer-{draft.id}"])
    await end_with(work, closed, seen.case, at=at)
    return Answered(
        seen=seen, duty=closed, stance=draft.stance, state=AnswerState.FINAL, is_empty=draft.is_empty, right=right
    )


async def _sign_late(work: Transaction, seen: VisibleCase, duty: Duty, draft: Answer) -> Answered:
    """Signed after the deadline: kept as a late answer; the consent stands (M23)."""
    right = seen.right(duty, Permission.SIGN)
    await _sign(work, draft, AnswerState.LATE, at=work.order.said_at, right=right)
    await work.record(
        Act.OPINION_LATE, AnswerWritten(answer=draft.id, stance=draft.stance), case=seen.case, duty=duty, right=right
    )
    tell_late(work, seen, duty, draft.stance, draft.id, right=right)
    await tell_who_decides(work, seen.case, [f"answer-{draft.id}"])
    return Answered(seen=seen, duty=duty, stance=draft.stance, state=AnswerState.LATE, right=right)
