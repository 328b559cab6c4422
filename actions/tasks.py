"""Tasks: assign, report, hand in, accept or return (M1–M9, M11, M17)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from actions.finding import Seen, duty_to, find_case, find_person, find_person_or_unit, find_unit
from actions.prospects import Prospect, prospect
from actions.work import Office, Order, View, Work
from domain.cases import LABEL_LIMIT, TITLE_LIMIT, WORDS_LIMIT, Case, CaseKind, CaseState, Deadline, require_length
from domain.duties import Duty, DutyKind, Move, Outcome, Phase
from domain.names import fold
from domain.notices import NoticeKind
from domain.people import Chart, Person, Unit, unique
from domain.policy import Urgency
from domain.refusals import (
    DeadlineInThePast,
    NoAccountableHead,
    NotAllowed,
    ReasonMissing,
    SeveralLeads,
    SeveralPeople,
    UnknownPerson,
)
from domain.rights import Act, Relation, may, relations_to_office
from storage import cases, duties, evidence

_BETWEEN_NAMES = re.compile("[,;&+]| va ")


@dataclass(frozen=True, kw_only=True)
class Assignment:
    """What the office wrote, names still as typed."""

    lead: str
    title: str
    product: str
    deadline: Deadline
    coordinating: tuple[str, ...] = ()
    watching: tuple[str, ...] = ()
    assigner: str | None = None
    document: str = ""
    urgency: Urgency = Urgency.NORMAL
    field: str | None = None


@dataclass(frozen=True, kw_only=True)
class Result:
    """What is handed in: words, a file, or both."""

    text: str = ""
    file: bytes | None = None
    file_name: str = ""

    @property
    def is_empty(self) -> bool:
        return not self.text and self.file is None


async def preview_assignment(office: Office, order: Order, assignment: Assignment) -> Prospect:
    """What `assign_task` would do, with every refusal that it would meet; nothing is stored."""
    async with office.look(order) as view:
        case, owed, _ = _prepared(view, assignment)
        return prospect(view, case, owed)


async def assign_task(office: Office, order: Order, assignment: Assignment) -> Prospect:
    """Register the task; the lead and the coordinating units get the ball, the watching units a word."""
    async with office.act(order) as work:
        case, owed, watching = _prepared(work, assignment)
        case = await work.open_case(case, watching=[unit.id for unit in watching])
        opened = [await work.open_duty(duty, case) for duty in owed]
        await work.record(
            "task.assigned",
            case=case,
            words={"title": case.title, "product": case.product, "document": case.document},
            assigner=case.assigner_id,
            due_at=case.deadline.moment.isoformat(),
            urgency=case.urgency,
        )
        for duty in opened:
            await work.record("duty.opened", case=case, duty=duty, kind=duty.kind, holder=duty.holder_id)
            work.owe([work.chart.person(duty.holder_id)], NoticeKind.ASSIGNED, slot="opened", case=case, duty=duty)
        work.owe(
            _in_charge(work, [unit.id for unit in watching]), NoticeKind.WATCHING, slot=f"opened-{case.id}", case=case
        )
        return prospect(work, case, opened)


def _prepared(view: View, assignment: Assignment) -> tuple[Case, list[Duty], list[Unit]]:
    """The case and its duties as they would begin now; raises whatever stands against it."""
    sender = view.sender
    _check_lengths(assignment)
    if assignment.deadline.moment <= view.now:
        raise DeadlineInThePast(assignment.deadline.moment)
    lead = _lead(view.chart, assignment.lead)
    led = {lead.id} if isinstance(lead, Unit) else set[int]()
    coordinating = _units(view.chart, assignment.coordinating, beside=led)
    watching = _units(view.chart, assignment.watching, beside=led | {unit.id for unit in coordinating})
    assigner = find_person(view.chart, assignment.assigner) if assignment.assigner else sender
    concerned = [lead.id if isinstance(lead, Unit) else lead.unit_id, *(unit.id for unit in (*coordinating, *watching))]
    _allow_assigning(view, sender, assigner, concerned)
    policy = view.newest_policy
    case = Case(
        id=0,
        kind=CaseKind.TASK,
        number=0,
        title=assignment.title,
        product=assignment.product,
        assigner_id=assigner.id,
        registrar_id=sender.id,
        urgency=assignment.urgency,
        field=assignment.field,
        document=assignment.document,
        policy_version=policy.version,
        deadline=assignment.deadline,
        original=assignment.deadline,
        opened_at=view.now,
    )
    owed = [_duty(view, case, DutyKind.LEAD, lead)]
    owed += [_duty(view, case, DutyKind.COORDINATING, unit) for unit in coordinating]
    return case, owed, watching


def _units(chart: Chart, names: Sequence[str], *, beside: Collection[int]) -> list[Unit]:
    """The units named, each once; those `beside` have their part already."""
    found = {unit.id: unit for unit in (find_unit(chart, name) for name in names)}
    return [unit for unit in found.values() if unit.id not in beside]


def _lead(chart: Chart, typed: str) -> Person | Unit:
    """The one person or unit named. Names of units hold commas and *và* themselves: several leads are seen only where
    the whole is no name and a part of it is one."""
    try:
        return find_person_or_unit(chart, typed)
    except UnknownPerson:
        parts = _BETWEEN_NAMES.split(fold(typed.replace("\n", ",")))
        if len(parts) > 1 and any(_is_name(chart, part) for part in parts):
            raise SeveralLeads(typed[:LABEL_LIMIT]) from None
        raise


def _is_name(chart: Chart, part: str) -> bool:
    try:
        find_person_or_unit(chart, part)
    except UnknownPerson:
        return False
    except SeveralPeople:
        pass
    return True


def _check_lengths(assignment: Assignment) -> None:
    for text, limit in (
        (assignment.title, TITLE_LIMIT),
        (assignment.product, TITLE_LIMIT),
        (assignment.document, LABEL_LIMIT),
        (assignment.field or "", LABEL_LIMIT),
    ):
        require_length(text, limit)


def _allow_assigning(view: View, sender: Person, assigner: Person, concerned: Iterable[int | None]) -> None:
    """The office and leaders assign anywhere, a head only to units that he answers for, those that coordinate or watch
    included; only the office on another's behalf."""
    has = relations_to_office(sender, view.chart)
    if may(Act.ASSIGN, has):
        if assigner.id != sender.id and Relation.OFFICE not in has:
            raise NotAllowed
        return
    view.allow(Act.ASSIGN_IN_UNIT, has)
    if assigner.id != sender.id or not all(view.chart.answers_for(sender.id, unit_id) for unit_id in concerned):
        raise NotAllowed


def _duty(view: View, case: Case, kind: DutyKind, to: Person | Unit) -> Duty:
    unit_id = to.id if isinstance(to, Unit) else to.unit_id
    head = view.chart.in_charge_of(unit_id)
    if head is None:
        raise NoAccountableHead(to.name)
    holder = head if isinstance(to, Unit) else to
    return Duty(
        id=0,
        case_id=0,
        kind=kind,
        unit_id=unit_id,
        to_unit=isinstance(to, Unit),
        holder_id=holder.id,
        held_since=view.now,
        deadline=case.deadline,
        act_by=case.deadline.moment,
        opened_at=view.now,
        stepped_until=view.now,
    )


async def report_progress(office: Office, order: Order, *, code: str, text: str, unit: str | None = None) -> Seen:
    """The holder says how far the work is; that acknowledges and ends a silence (M11)."""
    async with office.act(order) as work:
        if not text:
            raise ReasonMissing
        require_length(text, WORDS_LIMIT)
        seen = await find_case(work, code)
        duty = duty_to(work, seen, act=Act.REPORT, move=Move.REPORT, unit=unit)
        at = work.acted_at(duty)
        await work.save(duty, duty.report(at=at), seen.case)
        await work.record("duty.reported", case=seen.case, duty=duty, words={"text": text})
        return seen


async def submit_result(
    office: Office, order: Order, *, code: str, result: Result, unit: str | None = None
) -> tuple[Seen, Person]:
    """Hand in the result with its evidence: the ball goes to who accepts it, and the days count against him (M17)."""
    async with office.act(order) as work:
        if result.is_empty:
            raise ReasonMissing
        require_length(result.text, WORDS_LIMIT)
        seen = await find_case(work, code)
        duty = duty_to(work, seen, act=Act.SUBMIT, move=Move.SUBMIT, unit=unit)
        at = work.acted_at(duty)
        judge = _judge(work, seen, duty)
        waiting = work.policy_of(seen.case).rungs[seen.case.urgency].waiting
        handed = duty.submit(to_id=judge.id, at=at, act_by=waiting.after(at, work.calendar))
        handed = await work.save(duty, handed, seen.case)
        digest = await evidence.keep_file(work.connection, result.file, at=at) if result.file is not None else None
        words = await work.record(
            "duty.submitted",
            case=seen.case,
            duty=duty,
            words={"text": result.text},
            holder=judge.id,
            late=at > duty.late_from(work.calendar),
            file=digest,
        )
        await evidence.add_submission(
            work.connection,
            evidence.Submission(
                duty_id=duty.id,
                by_id=work.sender.id,
                at=at,
                words_id=words.get("text"),
                file_sha256=digest,
                file_name=result.file_name or None,
            ),
        )
        work.owe(
            [judge],
            NoticeKind.JUDGE,
            slot=f"turn-{handed.turn}",
            case=seen.case,
            duty=handed,
            by=duty.holder_id,
            late=at > duty.late_from(work.calendar),
        )
        return seen, judge


def _judge(view: View, seen: Seen, duty: Duty) -> Person:
    """The assigner; for the part of a coordinating unit, who leads the task."""
    lead = seen.lead()
    if duty.kind is DutyKind.COORDINATING and lead is not None and lead.phase is Phase.WORKING:
        return view.chart.person(lead.holder_id)
    return view.chart.person(seen.case.assigner_id)


async def accept_result(
    office: Office, order: Order, *, code: str, unit: str | None = None, turn: int | None = None
) -> tuple[Seen, Duty]:
    """Accept what was handed in. The lead's acceptance ends the task, and with it the coordinating parts."""
    async with office.act(order) as work:
        seen, duty = await _to_judge(work, code, unit)
        assert duty.submitted_at is not None
        at = work.acted_at(duty)
        closed = await work.save(duty, duty.close(Outcome.ACCEPTED, at=at), seen.case)
        late = duty.submitted_at > duty.late_from(work.calendar)
        await work.record("duty.accepted", case=seen.case, duty=duty, late=late, on_behalf=_on_behalf(work, seen, duty))
        submitter = await evidence.last_submission(work.connection, duty.id)
        assert submitter is not None
        told = [work.chart.person(submitter.by_id), *_heads(work, duty)]
        work.owe(told, NoticeKind.ACCEPTED, slot=f"turn-{duty.turn}", case=seen.case, duty=closed, late=late)
        if duty.kind is DutyKind.LEAD:
            await _end_task(work, seen, at=at)
        else:
            await work.end_with(closed, seen.case, at=at)
        return seen, closed


async def return_result(
    office: Office, order: Order, *, code: str, reason: str, unit: str | None = None
) -> tuple[Seen, Duty]:
    """Give it back with the reason; who handed it in holds it again."""
    async with office.act(order) as work:
        if not reason:
            raise ReasonMissing
        require_length(reason, WORDS_LIMIT)
        seen, duty = await _to_judge(work, code, unit)
        at = work.acted_at(duty)
        submitted = await evidence.last_submission(work.connection, duty.id)
        assert submitted is not None
        returned = duty.give_back(to_id=submitted.by_id, at=at, calendar=work.calendar)
        returned = await work.save(duty, returned, seen.case)
        words = await work.record(
            "duty.returned",
            case=seen.case,
            duty=duty,
            words={"reason": reason},
            holder=returned.holder_id,
            on_behalf=_on_behalf(work, seen, duty),
        )
        work.owe(
            [work.chart.person(returned.holder_id)],
            NoticeKind.RETURNED,
            slot=f"turn-{returned.turn}",
            case=seen.case,
            duty=returned,
            words=words["reason"],
        )
        return seen, returned


async def _to_judge(work: Work, code: str, unit: str | None) -> tuple[Seen, Duty]:
    seen = await find_case(work, code)
    kinds = (DutyKind.LEAD, DutyKind.COORDINATING)
    return seen, duty_to(work, seen, act=Act.JUDGE, move=Move.JUDGE, unit=unit, kinds=kinds)


def _on_behalf(work: Work, seen: Seen, duty: Duty) -> int | None:
    """The assigner in whose place the registrar acts (*thay mặt*), None where he acts himself."""
    own = seen.relations[duty.id] & {Relation.ASSIGNER, Relation.LEAD}
    return None if own else seen.case.assigner_id


def _heads(work: Work, duty: Duty) -> list[Person]:
    head = work.chart.in_charge_of(duty.unit_id)
    return [] if head is None else [head]


def _in_charge(work: Work, unit_ids: Iterable[int]) -> tuple[Person, ...]:
    return unique(head for unit_id in unit_ids if (head := work.chart.in_charge_of(unit_id)) is not None)


async def _end_task(work: Work, seen: Seen, *, at: datetime) -> None:
    for duty in seen.everything:
        if duty.is_open and duty.kind is not DutyKind.LEAD:
            ended = await work.save(duty, duty.close(Outcome.ENDED, at=max(at, duty.held_since)), seen.case)
            await work.record("duty.ended", case=seen.case, duty=duty)
            work.owe(
                [work.chart.person(duty.holder_id)],
                NoticeKind.ENDED,
                slot=f"turn-{duty.turn}",
                case=seen.case,
                duty=ended,
            )
    await cases.close_case(work.connection, seen.case.id, CaseState.CLOSED, at=at)
    await work.record("case.closed", case=seen.case)
    watching = await cases.watching_units(work.connection, seen.case.id)
    heads = _in_charge(work, watching)
    work.owe(heads, NoticeKind.ENDED, slot=f"closed-{seen.case.id}", case=replace(seen.case, state=CaseState.CLOSED))


async def list_held(
    office: Office, order: Order, *, limit: int, offset: int = 0
) -> tuple[list[tuple[Duty, Case]], int]:
    """What the sender must act on, also for those for whom he stands in, most pressing first, and how much there is
    in all."""
    async with office.look(order) as view:
        desk = view.chart.acts_as(view.sender.id)
        held = await duties.open_held_by(view.connection, *desk, limit=limit, offset=offset)
        total = await duties.count_held_by(view.connection, *desk)
        known = await cases.cases_of(view.connection, [duty.case_id for duty in held])
        return [(duty, known[duty.case_id]) for duty in held], total


def prepared_assignment(view: View, assignment: Assignment) -> tuple[Case, list[Duty], list[Unit]]:
    """The case, its duties and the watching units as `assign_task` would store them, for who stores many at once."""
    return _prepared(view, assignment)
