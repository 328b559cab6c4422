"""Answers to opinion requests: a stance with its reasons, drafted by an official, signed by the head (M20–M24)."""

from __future__ import annotations

from dataclasses import replace

from actions.duties.changes import change_duty, end_with
from actions.duty_meant import duty_to, meant
from actions.installation import Office
from actions.opinions.answered import Answered, GivenAnswer, tell_answered, tell_late
from actions.opinions.consultations import tell_who_decides
from actions.opinions.dossiers import check_asked_once, hand_to_requester
from actions.order import Order
from actions.transaction import Transaction
from actions.visible_case import VisibleCase, find_case
from domain.acts import Act
from domain.duties.cases import Case, require_reason
from domain.duties.charge import answers_now
from domain.duties.duties import Duty, DutyKind, Move, Outcome, Phase
from domain.duties.opinions import NEEDS_REASON, Answer, AnswerState, Stance, says_nothing
from domain.duties.statements import says_the_same
from domain.journal.opinions import AnswerWritten
from domain.office.people import Person, Role
from domain.payloads.opinions import SignNotice
from domain.permissions import Permission, Relation
from domain.refusals import AlreadyClosed, NobodySignsAnswer, SignedByAsker
from storage import opinions
from storage.journal import words_of


async def answer_opinion(
    office: Office, order: Order, *, code: str, stance: Stance, reasons: str = "", unit: str | None = None
) -> Answered:
    """Answer for the unit: the head's answer closes the duty; anybody else's is a draft that the head signs, and the
    clock goes on (M22). Reasons that say nothing are sent back, and kept with a flag when the same come again (M21).
    After deemed consent an answer is stored as late and undoes nothing (M23)."""
    async with office.act(order) as work:
        if stance in NEEDS_REASON or reasons:
            require_reason(reasons)
        seen = await find_case(work, code)
        duty = _opinion_to(work, seen, unit)
        said = _said(work, seen, duty, stance, reasons)
        if work.is_deemed(duty, seen.case, said.at):
            return await _late(work, seen, duty, said)
        return await _in_time(work, seen, duty, said)


async def _in_time(work: Transaction, seen: VisibleCase, duty: Duty, said: GivenAnswer) -> Answered:
    given = (await opinions.answers_to(work.connection, [duty.id])).get(duty.id, [])
    if said.stance is Stance.LACKING:
        check_asked_once(given)
    if said.is_empty and not await _was_sent_back(work, given, said):
        return await _send_back(work, seen, duty, said)
    if not _closes(seen, duty):
        return await _draft(work, seen, duty, said)
    if said.stance is Stance.LACKING:
        return await _lacking(work, seen, duty, said)
    return await _final(work, seen, duty, said)


def _said(work: Transaction, seen: VisibleCase, duty: Duty, stance: Stance, reasons: str) -> GivenAnswer:
    return GivenAnswer(
        stance=stance,
        reasons=reasons,
        at=work.acted_at(duty),
        is_empty=bool(reasons) and says_nothing(reasons, work.policy_of(seen.case).empty_phrases),
        by_deputy=work.sender.is_a(Role.DEPUTY) and not _is_head(seen, duty),
        right=seen.right(duty, Permission.SIGN if _is_head(seen, duty) else Permission.ANSWER),
    )


def _is_head(seen: VisibleCase, duty: Duty) -> bool:
    """Whether the sender heads the unit, or signs for its head (*KT.*) under a delegation in force."""
    return not seen.relations[duty.id].isdisjoint({Relation.UNIT_HEAD, Relation.EMPOWERED})


def _closes(seen: VisibleCase, duty: Duty) -> bool:
    """Whether the sender's word is the unit's answer: its head's, or anybody's where no signature is asked for (M22).
    A deputy's is a draft like an official's."""
    return _is_head(seen, duty) or not seen.case.signing


async def _was_sent_back(work: Transaction, given: list[Answer], said: GivenAnswer) -> bool:
    """Whether the sender insists: this very stance in these very words was sent back before. Other empty words, or the
    same for another stance, are new ones."""
    back = [
        one.words_id
        for one in given
        if one.state is AnswerState.SENT_BACK and one.author_id == work.sender.id and one.stance is said.stance
    ]
    words = await words_of(work.connection, [key for key in back if key is not None])
    return any(text and says_the_same(text, said.reasons) for text in words.values())


async def _send_back(work: Transaction, seen: VisibleCase, duty: Duty, said: GivenAnswer) -> Answered:
    """Empty phrases are no answer yet: their author is told once what is missing, and the clock goes on (M21)."""
    if duty.holder_id == work.sender.id:
        await change_duty(work, duty, duty.acknowledge(at=said.at), seen.case)
    await _store(work, seen, duty, said, state=AnswerState.SENT_BACK, act=Act.OPINION_SENT_BACK)
    return _answered(seen, duty, said, AnswerState.SENT_BACK)


def _answered(
    seen: VisibleCase, duty: Duty, said: GivenAnswer, state: AnswerState | None, *, signer: Person | None = None
) -> Answered:
    return Answered(
        seen=seen,
        duty=duty,
        stance=said.stance,
        state=state,
        signer=signer,
        is_empty=said.is_empty,
        by_deputy=said.by_deputy,
        right=said.right,
    )


def _opinion_to(work: Transaction, seen: VisibleCase, unit: str | None) -> Duty:
    kinds = (DutyKind.OPINION,)
    try:
        return duty_to(work, seen, permission=Permission.ANSWER, move=Move.ANSWER, unit=unit, kinds=kinds)
    except AlreadyClosed:
        late = deemed_one(work, seen, unit, {Relation.HOLDER, Relation.UNIT_HEAD, Relation.EMPOWERED})
        if late is None:
            raise
        return late


def deemed_one(work: Transaction, seen: VisibleCase, unit: str | None, whose: set[Relation]) -> Duty | None:
    """The one duty of the sender's whose silence has become consent."""
    late = [
        duty
        for duty in meant(work, seen, unit)
        if work.is_deemed(duty, seen.case, work.acted_at(duty)) and not seen.relations[duty.id].isdisjoint(whose)
    ]
    return late[0] if len(late) == 1 else None


async def _late(work: Transaction, seen: VisibleCase, duty: Duty, said: GivenAnswer) -> Answered:
    said = replace(said, at=work.order.said_at)
    key, _ = await _store(work, seen, duty, said, state=AnswerState.LATE, act=Act.OPINION_LATE)
    tell_late(work, seen, duty, said.stance, key, right=said.right)
    await tell_who_decides(work, seen.case, [f"answer-{key}"])
    return _answered(seen, duty, said, AnswerState.LATE)


async def _final(work: Transaction, seen: VisibleCase, duty: Duty, said: GivenAnswer) -> Answered:
    await opinions.replace_draft(work.connection, duty.id)
    closed = await change_duty(work, duty, duty.acknowledge(at=said.at).close(Outcome.ANSWERED, at=said.at), seen.case)
    key, _ = await _store(work, seen, duty, said, state=AnswerState.FINAL, act=Act.OPINION_ANSWERED, signed=True)
    tell_answered(work, seen, closed, said.stance, key, right=said.right, flags=said)
    await tell_who_decides(work, seen.case, [f"answer-{key}"])
    await end_with(work, closed, seen.case, at=said.at)
    return _answered(seen, closed, said, AnswerState.FINAL)


def _signer(work: Transaction, case: Case, duty: Duty) -> Person:
    """Who signs for the unit. Raises NobodySignsAnswer, and SignedByAsker where it is who asks."""
    unit = work.chart.units[duty.unit_id or 0].name
    head = answers_now(work.chart, duty, asker_id=case.assigner_id)
    if head is None:
        raise NobodySignsAnswer(unit=unit)
    if head.id == case.assigner_id:
        raise SignedByAsker(unit=unit, asker_id=case.assigner_id)
    return head


async def _draft(work: Transaction, seen: VisibleCase, duty: Duty, said: GivenAnswer) -> Answered:
    head = _signer(work, seen.case, duty)
    await opinions.replace_draft(work.connection, duty.id)
    handed = duty.acknowledge(at=said.at).hand_to(head.id, at=said.at, phase=Phase.DRAFTED, act_by=duty.deadline.moment)
    handed = await change_duty(work, duty, handed, seen.case)
    _, words = await _store(work, seen, duty, said, state=AnswerState.DRAFT, act=Act.OPINION_DRAFTED, holder=head.id)
    notice = SignNotice(
        right=said.right,
        by=work.sender.id,
        stance=said.stance,
        words=words,
        is_empty=said.is_empty,
        by_deputy=said.by_deputy,
    )
    work.owe([head], notice, slot=f"turn-{handed.turn}", case=seen.case, duty=handed)
    return _answered(seen, handed, said, AnswerState.DRAFT, signer=head)


async def _lacking(work: Transaction, seen: VisibleCase, duty: Duty, said: GivenAnswer) -> Answered:
    """The head says what is missing."""
    await opinions.replace_draft(work.connection, duty.id)
    key, words = await _store(
        work,
        seen,
        duty,
        said,
        state=AnswerState.REPLACED,
        act=Act.OPINION_LACKING,
        signed=True,
        holder=seen.case.assigner_id,
    )
    return await hand_to_requester(work, seen, duty, at=said.at, answer_id=key, words=words, right=said.right)


async def _store(
    work: Transaction,
    seen: VisibleCase,
    duty: Duty,
    said: GivenAnswer,
    *,
    state: AnswerState,
    act: Act,
    signed: bool = False,
    holder: int | None = None,
) -> tuple[int, int | None]:
    """Journal and keep the answer; returns its key and that of its reasons."""
    entry = AnswerWritten(stance=said.stance, holder=holder, is_empty=said.is_empty, by_deputy=said.by_deputy)
    words = await work.record(act, entry, case=seen.case, duty=duty, words={"reasons": said.reasons}, right=said.right)
    reasons = words.get("reasons")
    answer = _kept(work, duty, said, reasons, state=state, signed=signed)
    return await opinions.add_answer(work.connection, answer), reasons


def _kept(
    work: Transaction, duty: Duty, said: GivenAnswer, words: int | None, *, state: AnswerState, signed: bool
) -> Answer:
    return Answer(
        id=0,
        duty_id=duty.id,
        stance=said.stance,
        words_id=words,
        author_id=work.sender.id,
        said_at=said.at,
        signed_by_id=work.sender.id if signed else None,
        signed_at=said.at if signed else None,
        state=state,
        is_empty=said.is_empty,
        by_deputy=said.by_deputy,
        signed_under=said.right if signed or state is AnswerState.LATE else None,
    )
