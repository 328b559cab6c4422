"""Opinions: ask the units concerned, answer with a stance, sign as their head (M19–M24)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from actions.finding import Seen, duty_to, find_case, find_person, find_unit, meant
from actions.prospects import Prospect, prospect
from actions.work import Office, Order, View, Work
from domain.calendar import END_OF_OFFICE_DAY, whole_minute
from domain.cases import (
    LABEL_LIMIT,
    TITLE_LIMIT,
    WORDS_LIMIT,
    Case,
    CaseKind,
    Deadline,
    require_length,
    require_working_day,
)
from domain.duties import Duty, DutyKind, Move, Outcome, Phase
from domain.notices import NoticeKind
from domain.opinions import NEEDS_REASON, Answer, AnswerState, Stance
from domain.people import Person
from domain.policy import Urgency
from domain.refusals import (
    AlreadyClosed,
    DeadlineInThePast,
    DossierAskedOnce,
    NoAccountableHead,
    Nobody,
    NotAllowed,
    NothingWaits,
    ReasonMissing,
    UnitAskedTwice,
)
from domain.rights import Act, Relation, relations_to_office
from storage import evidence, opinions


@dataclass(frozen=True, kw_only=True)
class Question:
    """What is asked of which units, and why each is concerned; names still as typed. No deadline: the rule's."""

    title: str
    proposal: str
    asked: tuple[tuple[str, str], ...]
    deadline: Deadline | None = None
    urgency: Urgency = Urgency.NORMAL
    document: str = ""
    serves: str | None = None
    assigner: str | None = None
    signing: bool = True
    file_name: str = ""
    file_hash: str = ""  # as `keep_draft` returned it


async def keep_draft(office: Office, order: Order, content: bytes) -> str:
    """Store the draft on which opinions will be asked, by its content; returns its SHA-256. It belongs to no case
    before the request is confirmed."""
    async with office.database.writing() as connection:
        return await evidence.keep_file(connection, content, at=order.now)


async def preview_question(office: Office, order: Order, question: Question) -> Prospect:
    """What `ask_opinions` would do; nothing is stored."""
    async with office.look(order) as view:
        case, owed = await _prepared(view, question)
        return prospect(view, case, owed)


async def ask_opinions(office: Office, order: Order, question: Question) -> Prospect:
    """Each unit's head gets the ball from the first moment (M22); silence will count as consent (M23)."""
    async with office.act(order) as work:
        case, owed = await _prepared(work, question)
        case = await work.open_case(case)
        opened = [await work.open_duty(duty, case) for duty in owed]
        await work.record(
            "opinion.asked",
            case=case,
            words={"title": case.title, "proposal": case.proposal, "document": case.document, "draft": case.file_name},
            assigner=case.assigner_id,
            due_at=case.deadline.moment.isoformat(),
            file=case.file_hash or None,
        )
        for duty in opened:
            await work.record(
                "duty.opened",
                case=case,
                duty=duty,
                words={"reason": duty.reason},
                kind=duty.kind,
                holder=duty.holder_id,
                unit=duty.unit_id,
            )
            work.owe([work.chart.person(duty.holder_id)], NoticeKind.ASSIGNED, slot="opened", case=case, duty=duty)
        return prospect(work, case, opened)


async def _prepared(view: View, question: Question) -> tuple[Case, list[Duty]]:
    sender = view.sender
    has = relations_to_office(sender, view.chart)
    view.allow(Act.ASK_OPINION, has)
    requester = find_person(view.chart, question.assigner) if question.assigner else sender
    if requester.id != sender.id and Relation.OFFICE not in has:
        raise NotAllowed
    for text in (question.title, question.proposal):
        require_length(text, TITLE_LIMIT)
    require_length(question.document, LABEL_LIMIT)
    if not question.asked:
        raise Nobody
    policy = view.newest_policy
    deadline = question.deadline or _default_deadline(view, policy.opinion_days)
    if deadline.moment <= view.now:
        raise DeadlineInThePast(deadline.moment)
    require_working_day(deadline, view.calendar)
    served = await find_case(view, question.serves) if question.serves else None
    case = Case(
        id=0,
        kind=CaseKind.OPINION,
        number=0,
        title=question.title,
        proposal=question.proposal,
        assigner_id=requester.id,
        registrar_id=sender.id,
        urgency=question.urgency,
        document=question.document,
        serves_case_id=served.case.id if served else None,
        policy_version=policy.version,
        deadline=deadline,
        original=deadline,
        signing=question.signing,
        file_name=question.file_name,
        file_hash=question.file_hash,
        opened_at=view.now,
    )
    return case, _asked(view, case, question.asked)


def _default_deadline(view: View, days: int) -> Deadline:
    day = view.calendar.working_days_after(view.calendar.day_of(view.now), days)
    return Deadline(moment=view.calendar.at(day, END_OF_OFFICE_DAY), names_hour=False)


def _asked(view: View, case: Case, asked: Sequence[tuple[str, str]]) -> list[Duty]:
    owed: dict[int, Duty] = {}
    for name, reason in asked:
        unit = find_unit(view.chart, name)
        if not reason:
            raise ReasonMissing
        require_length(reason, TITLE_LIMIT)
        if unit.id in owed:
            raise UnitAskedTwice(unit.name)
        head = view.chart.in_charge_of(unit.id)
        if head is None:
            raise NoAccountableHead(unit.name)
        owed[unit.id] = Duty(
            id=0,
            case_id=0,
            kind=DutyKind.OPINION,
            unit_id=unit.id,
            to_unit=True,
            holder_id=head.id,
            held_since=view.now,
            deadline=case.deadline,
            act_by=case.deadline.moment,
            opened_at=view.now,
            reason=reason,
            stepped_until=view.now,
        )
    return list(owed.values())


@dataclass(frozen=True, kw_only=True)
class Answered:
    """What came of an answer: FINAL closes the duty, DRAFT waits for `signer`, LATE is kept apart."""

    seen: Seen
    duty: Duty
    stance: Stance
    state: AnswerState | None
    signer: Person | None = None


async def answer_opinion(
    office: Office, order: Order, *, code: str, stance: Stance, reasons: str = "", unit: str | None = None
) -> Answered:
    """The head's answer closes the duty; anybody else's is a draft that he signs, and the clock goes on (M22). After
    deemed consent an answer is stored as late and undoes nothing (M23)."""
    async with office.act(order) as work:
        if stance in NEEDS_REASON and not reasons:
            raise ReasonMissing
        require_length(reasons, WORDS_LIMIT)
        seen = await find_case(work, code)
        duty = _opinion_to(work, seen, unit)
        at = work.acted_at(duty)
        if duty.is_deemed_at(at, work.calendar):
            return await _late(work, seen, duty, stance, reasons)
        if stance is Stance.LACKING:
            await _check_asked_once(work, duty)
        by_head = not seen.relations[duty.id].isdisjoint({Relation.UNIT_HEAD, Relation.EMPOWERED})
        if seen.case.signing and not by_head:
            return await _draft(work, seen, duty, stance, reasons, at=at)
        if stance is Stance.LACKING:
            return await _lacking(work, seen, duty, reasons, at=at)
        return await _final(work, seen, duty, stance, reasons, at=at)


def _opinion_to(work: Work, seen: Seen, unit: str | None) -> Duty:
    kinds = (DutyKind.OPINION,)
    try:
        return duty_to(work, seen, act=Act.ANSWER, move=Move.ANSWER, unit=unit, kinds=kinds)
    except AlreadyClosed:
        late = _deemed_one(work, seen, unit, {Relation.HOLDER, Relation.UNIT_HEAD})
        if late is None:
            raise
        return late


def _deemed_one(work: Work, seen: Seen, unit: str | None, whose: set[Relation]) -> Duty | None:
    """The one duty of the sender's whose silence has become consent."""
    late = [
        duty
        for duty in meant(work, seen, unit)
        if duty.is_deemed_at(work.acted_at(duty), work.calendar) and not seen.relations[duty.id].isdisjoint(whose)
    ]
    return late[0] if len(late) == 1 else None


async def _late(work: Work, seen: Seen, duty: Duty, stance: Stance, reasons: str) -> Answered:
    key, _ = await _store(
        work,
        seen,
        duty,
        stance=stance,
        reasons=reasons,
        state=AnswerState.LATE,
        at=work.order.said_at,
        act="opinion.late",
    )
    _tell_late(work, seen, duty, stance, key)
    return Answered(seen=seen, duty=duty, stance=stance, state=AnswerState.LATE)


def _tell_late(work: Work, seen: Seen, duty: Duty, stance: Stance, answer_id: int) -> None:
    told = [work.chart.person(seen.case.assigner_id), *_heads(work, duty), *work.chart.office]
    work.owe(
        {person.id: person for person in told}.values(),
        NoticeKind.ANSWERED_LATE,
        slot=f"answer-{answer_id}",
        case=seen.case,
        duty=duty,
        stance=stance,
        by=work.sender.id,
    )


async def _final(work: Work, seen: Seen, duty: Duty, stance: Stance, reasons: str, *, at: datetime) -> Answered:
    await opinions.replace_draft(work.connection, duty.id)
    closed = await work.save(duty, duty.acknowledge(at=at).close(Outcome.ANSWERED, at=at), seen.case)
    key, _ = await _store(
        work,
        seen,
        duty,
        stance=stance,
        reasons=reasons,
        state=AnswerState.FINAL,
        at=at,
        act="opinion.answered",
        signed=True,
    )
    _tell_answered(work, seen, closed, stance, key)
    await work.end_with(closed, seen.case, at=at)
    return Answered(seen=seen, duty=closed, stance=stance, state=AnswerState.FINAL)


async def _draft(work: Work, seen: Seen, duty: Duty, stance: Stance, reasons: str, *, at: datetime) -> Answered:
    head = work.chart.in_charge_of(duty.unit_id)
    if head is None:
        raise NoAccountableHead(work.chart.units[duty.unit_id].name if duty.unit_id is not None else "")
    await opinions.replace_draft(work.connection, duty.id)
    handed = duty.acknowledge(at=at).hand_to(head.id, at=at, phase=Phase.DRAFTED, act_by=duty.deadline.moment)
    handed = await work.save(duty, handed, seen.case)
    _, words = await _store(
        work,
        seen,
        duty,
        stance=stance,
        reasons=reasons,
        state=AnswerState.DRAFT,
        at=at,
        act="opinion.drafted",
        holder=head.id,
    )
    work.owe(
        [head],
        NoticeKind.SIGN,
        slot=f"turn-{handed.turn}",
        case=seen.case,
        duty=handed,
        by=work.sender.id,
        stance=stance,
        words=words,
    )
    return Answered(seen=seen, duty=handed, stance=stance, state=AnswerState.DRAFT, signer=head)


async def _check_asked_once(work: Work, duty: Duty) -> None:
    given = await opinions.answers_to(work.connection, [duty.id])
    if any(one.stance is Stance.LACKING and one.signed_by_id is not None for one in given.get(duty.id, ())):
        raise DossierAskedOnce


async def _lacking(work: Work, seen: Seen, duty: Duty, missing: str, *, at: datetime) -> Answered:
    """The head says what is missing."""
    await opinions.replace_draft(work.connection, duty.id)
    key, words = await _store(
        work,
        seen,
        duty,
        stance=Stance.LACKING,
        reasons=missing,
        state=AnswerState.REPLACED,
        at=at,
        act="opinion.lacking",
        signed=True,
        holder=seen.case.assigner_id,
    )
    return await _hand_to_requester(work, seen, duty, at=at, answer_id=key, words=words)


async def _hand_to_requester(
    work: Work, seen: Seen, duty: Duty, *, at: datetime, answer_id: int, words: int | None
) -> Answered:
    """The dossier is incomplete, once: the requester holds the duty until he supplies what is missing (M24)."""
    requester = work.chart.person(seen.case.assigner_id)
    waiting = work.policy_of(seen.case).rungs[seen.case.urgency].waiting
    handed = duty.acknowledge(at=at).hand_to(
        requester.id, at=at, phase=Phase.LACKING, act_by=waiting.after(at, work.calendar)
    )
    handed = await work.save(duty, handed, seen.case)
    work.owe(
        [requester],
        NoticeKind.LACKING,
        slot=f"answer-{answer_id}",
        case=seen.case,
        duty=handed,
        by=work.sender.id,
        words=words,
    )
    return Answered(seen=seen, duty=handed, stance=Stance.LACKING, state=None)


async def supply_dossier(
    office: Office, order: Order, *, code: str, what: str, unit: str | None = None
) -> tuple[Seen, Duty]:
    """The requester supplies what was missing: the full original length in working time starts anew (M24)."""
    async with office.act(order) as work:
        if not what:
            raise ReasonMissing
        require_length(what, WORDS_LIMIT)
        seen = await find_case(work, code)
        duty = duty_to(work, seen, act=Act.SUPPLY, move=Move.SUPPLY, unit=unit, kinds=(DutyKind.OPINION,))
        at = work.now  # not when it was said: the head cannot answer before he hears of it
        head = work.chart.in_charge_of(duty.unit_id)
        assert head is not None
        deadline = _anew(work, seen.case, at)
        handed = duty.hand_to(head.id, at=at, phase=Phase.WORKING, act_by=deadline.moment)
        handed = await work.save(duty, replace(handed, deadline=deadline, restarted_at=at), seen.case)
        words = await work.record(
            "opinion.supplied",
            case=seen.case,
            duty=duty,
            words={"text": what},
            holder=head.id,
            due_at=deadline.moment.isoformat(),
        )
        work.owe(
            [head],
            NoticeKind.SUPPLIED,
            slot=f"turn-{handed.turn}",
            case=seen.case,
            duty=handed,
            words=words["text"],
        )
        return seen, handed


def _anew(work: Work, case: Case, at: datetime) -> Deadline:
    """As much working time from now as there was from the first asking to the first deadline; where that named no
    hour, the whole of the day in which it ends."""
    length = work.calendar.working_time(whole_minute(case.opened_at), case.original.moment)
    moment = work.calendar.add_working_time(whole_minute(at), length)
    if not case.original.names_hour:
        moment = work.calendar.at(work.calendar.day_of(moment), END_OF_OFFICE_DAY)
    return Deadline(moment=moment, names_hour=case.original.names_hour)


async def sign_opinion(office: Office, order: Order, *, code: str, unit: str | None = None) -> Answered:
    """The head signs the draft that waits: it becomes the unit's answer (M22), or a late one after the deadline."""
    async with office.act(order) as work:
        seen = await find_case(work, code)
        duty = _draft_to_sign(work, seen, unit)
        at = work.acted_at(duty)
        given = await opinions.answers_to(work.connection, [duty.id])
        draft = next((one for one in given.get(duty.id, ()) if one.state is AnswerState.DRAFT), None)
        if draft is None:
            raise NothingWaits(code=code)
        if duty.is_deemed_at(at, work.calendar):
            return await _sign_late(work, seen, duty, draft)
        await work.record(
            "opinion.signed", case=seen.case, duty=duty, answer=draft.id, stance=draft.stance, author=draft.author_id
        )
        if draft.stance is Stance.LACKING:
            await _check_asked_once(work, duty)
            await _sign(work, draft, AnswerState.REPLACED, at=at)
            return await _hand_to_requester(work, seen, duty, at=at, answer_id=draft.id, words=draft.words_id)
        closed = await work.save(duty, duty.acknowledge(at=at).close(Outcome.ANSWERED, at=at), seen.case)
        await _sign(work, draft, AnswerState.FINAL, at=at)
        _tell_answered(work, seen, closed, draft.stance, draft.id)
        await work.end_with(closed, seen.case, at=at)
        return Answered(seen=seen, duty=closed, stance=draft.stance, state=AnswerState.FINAL)


def _draft_to_sign(work: Work, seen: Seen, unit: str | None) -> Duty:
    """The duty whose draft waits; after deemed consent the one whose draft was never signed."""
    kinds = (DutyKind.OPINION,)
    try:
        return duty_to(work, seen, act=Act.SIGN, move=Move.SIGN, unit=unit, kinds=kinds)
    except AlreadyClosed:
        late = _deemed_one(work, seen, unit, {Relation.UNIT_HEAD})
        if late is None:
            raise
        return late


async def _sign(work: Work, draft: Answer, state: AnswerState, *, at: datetime) -> None:
    await opinions.sign_draft(work.connection, draft.id, by_id=work.sender.id, at=at, state=state)


async def _sign_late(work: Work, seen: Seen, duty: Duty, draft: Answer) -> Answered:
    """Signed after the deadline: kept as a late answer; the consent stands (M23)."""
    await _sign(work, draft, AnswerState.LATE, at=work.order.said_at)
    await work.record("opinion.late", case=seen.case, duty=duty, answer=draft.id, stance=draft.stance)
    _tell_late(work, seen, duty, draft.stance, draft.id)
    return Answered(seen=seen, duty=duty, stance=draft.stance, state=AnswerState.LATE)


async def _store(
    work: Work,
    seen: Seen,
    duty: Duty,
    *,
    stance: Stance,
    reasons: str,
    state: AnswerState,
    at: datetime,
    act: str,
    signed: bool = False,
    holder: int | None = None,
) -> tuple[int, int | None]:
    """Journal and keep the answer; returns its key and that of its reasons."""
    words = await work.record(act, case=seen.case, duty=duty, words={"reasons": reasons}, stance=stance, holder=holder)
    key = await opinions.add_answer(
        work.connection,
        Answer(
            id=0,
            duty_id=duty.id,
            stance=stance,
            words_id=words.get("reasons"),
            author_id=work.sender.id,
            said_at=at,
            signed_by_id=work.sender.id if signed else None,
            signed_at=at if signed else None,
            state=state,
        ),
    )
    return key, words.get("reasons")


def _heads(work: Work, duty: Duty) -> list[Person]:
    head = work.chart.in_charge_of(duty.unit_id)
    return [] if head is None else [head]


def _tell_answered(work: Work, seen: Seen, duty: Duty, stance: Stance, answer_id: int) -> None:
    told = [work.chart.person(seen.case.assigner_id), *_heads(work, duty), work.chart.person(duty.holder_id)]
    work.owe(
        {person.id: person for person in told}.values(),
        NoticeKind.ANSWERED,
        slot=f"answer-{answer_id}",
        case=seen.case,
        duty=duty,
        stance=stance,
        by=work.sender.id,
    )
