"""Opinions: ask the units concerned, supply what their dossier lacked (M19, M20, M23, M24)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from actions.finding import find_person, find_unit
from actions.installation import Office
from actions.opinions.consultations import tell_who_decides
from actions.opinions.openings import deadline_in, hand_out
from actions.order import Order
from actions.prospects import Prospect, prospect
from actions.view import View
from actions.visible_case import find_case
from domain.acts import Act
from domain.duties.cases import (
    LABEL_LIMIT,
    TITLE_LIMIT,
    Case,
    CaseKind,
    Deadline,
    gives_reason,
    require_length,
    require_reason,
    require_working_day,
)
from domain.duties.charge import holder_of
from domain.duties.duties import Duty, DutyKind
from domain.journal.cases import OpinionAsked
from domain.office.people import Person, Unit
from domain.permissions import Permission, Relation
from domain.refusals import (
    DeadlineInThePast,
    Nobody,
    NotAllowed,
    NotATask,
    TooManyRounds,
    TooManyUnits,
    UnitAskedTwice,
)
from domain.rights import given_by, relations_to_office
from domain.rules.lengths import Urgency
from storage import opinions


@dataclass(frozen=True, kw_only=True)
class OpinionQuestion:
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
    file_hash: str = ""  # as `keep_file` returned it
    more_files: tuple[tuple[str, str], ...] = ()  # name and hash of each behind the first
    excess: str = ""  # why more units or rounds are asked than the rule allows


async def preview_question(office: Office, order: Order, question: OpinionQuestion) -> Prospect:
    """What `ask_opinions` would do; nothing is stored."""
    async with office.look(order) as view:
        case, owed = await _prepared(view, question)
        return prospect(view, case, owed)


async def ask_opinions(office: Office, order: Order, question: OpinionQuestion) -> Prospect:
    """Each unit's head gets the ball from the first moment (M22); silence will count as consent (M23)."""
    async with office.act(order) as work:
        case, owed = await _prepared(work, question)
        case = await work.open_case(case)
        opened = await work.open_duties(owed, case)
        right = given_by(case, work.sender, work.chart)
        entry = OpinionAsked.of(case, units=len(opened))
        await work.record(Act.OPINION_ASKED, entry, case=case, words=_words(case), right=right)
        await hand_out(work, case, opened, right=right)
        await tell_who_decides(work, case, [f"asked-{duty.id}" for duty in opened])
        return prospect(work, case, opened)


def _words(case: Case) -> dict[str, str]:
    return {
        "title": case.title,
        "proposal": case.proposal,
        "document": case.document,
        "draft": case.file_name,
        "excess": case.excess,
    }


async def _prepared(view: View, question: OpinionQuestion) -> tuple[Case, list[Duty]]:
    """The request and its duties as they would begin now; raises whatever stands against it."""
    requester = _requester(view, question)
    _check_lengths(question)
    if not question.asked:
        raise Nobody
    deadline = question.deadline or deadline_in(view, view.newest_policy.opinion_days)
    if deadline.moment <= view.now:
        raise DeadlineInThePast(due_at=deadline.moment)
    require_working_day(deadline, view.calendar)
    case = _case(view, question, requester, deadline, served=await _served(view, question.serves))
    owed = _asked(view, case, question.asked)
    return await _within_the_rule(view, case, len(owed)), owed


async def _served(view: View, code: str | None) -> Case | None:
    """The task for which the opinions are asked."""
    if not code:
        return None
    case = (await find_case(view, code)).case
    if case.kind is not CaseKind.TASK:
        raise NotATask(code=case.code)
    return case


def _case(view: View, question: OpinionQuestion, requester: Person, deadline: Deadline, *, served: Case | None) -> Case:
    return Case(
        id=0,
        kind=CaseKind.OPINION,
        number=0,
        title=question.title,
        proposal=question.proposal,
        assigner_id=requester.id,
        registrar_id=view.sender.id,
        urgency=question.urgency,
        field=served.field if served else None,
        document=question.document,
        serves_case_id=served.id if served else None,
        policy_version=view.newest_policy.version,
        deadline=deadline,
        original=deadline,
        signing=question.signing,
        file_name=question.file_name,
        file_hash=question.file_hash,
        more_files=question.more_files,
        excess=question.excess,
        opened_at=view.now,
    )


def _requester(view: View, question: OpinionQuestion) -> Person:
    has = relations_to_office(view.sender, view.chart)
    view.allow(Permission.ASK_OPINION, has)
    requester = find_person(view.chart, question.assigner) if question.assigner else view.sender
    if requester.id != view.sender.id and Relation.OFFICE not in has:
        raise NotAllowed
    return requester


def _check_lengths(question: OpinionQuestion) -> None:
    for text in (question.title, question.proposal, question.excess):
        require_length(text, TITLE_LIMIT)
    require_length(question.document, LABEL_LIMIT)


async def _within_the_rule(view: View, case: Case, units: int) -> Case:
    """The case with its round. More units or rounds than the rule of the office need a reason, which is kept; a reason
    that nothing calls for is not (M19, M20)."""
    policy = view.policy_of(case)
    before = await opinions.rounds_before(
        view.connection, serves_case_id=case.serves_case_id, file_hash=case.file_hash, document=case.document
    )
    too_many = units > policy.opinion_units
    too_often = before + 1 > policy.opinion_rounds
    if too_many and not gives_reason(case.excess):
        raise TooManyUnits(asked=units, cap=policy.opinion_units)
    if too_often and not gives_reason(case.excess):
        raise TooManyRounds(round=before + 1, cap=policy.opinion_rounds)
    return replace(case, round=before + 1, excess=case.excess if too_many or too_often else "")


def _asked(view: View, case: Case, asked: Sequence[tuple[str, str]]) -> list[Duty]:
    owed: dict[int, Duty] = {}
    for name, reason in asked:
        unit = find_unit(view.chart, name)
        require_reason(reason, TITLE_LIMIT)
        if unit.id in owed:
            raise UnitAskedTwice(name=unit.name)
        head = holder_of(view.chart, unit, kind=case.kind, assigner_id=case.assigner_id)
        owed[unit.id] = _owed_by(unit, head, case, reason, now=view.now)
    return list(owed.values())


def _owed_by(unit: Unit, head: Person, case: Case, reason: str, *, now: datetime) -> Duty:
    return Duty(
        id=0,
        case_id=0,
        kind=DutyKind.OPINION,
        unit_id=unit.id,
        to_unit=True,
        holder_id=head.id,
        held_since=now,
        deadline=case.deadline,
        act_by=case.deadline.moment,
        opened_at=now,
        reason=reason,
        stepped_until=now,
    )
