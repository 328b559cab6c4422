"""Tasks: one message registers one task for each lead that it names (M1–M8)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from rapidfuzz import fuzz, process

from actions.duties.assignments import Assignment
from actions.duties.repeating import begun
from actions.finding import find_person, find_person_or_unit, find_unit, told_apart
from actions.installation import Office
from actions.order import Order
from actions.prospects import Prospect, Workload, prospect
from actions.transaction import Transaction
from actions.view import View
from domain.acts import Act
from domain.duties.cases import LABEL_LIMIT, TITLE_LIMIT, WORDS_LIMIT, Case, CaseKind, Deadline, require_length
from domain.duties.charge import LeftOut, holder_of, led_by, part_taken
from domain.duties.duties import Duty, DutyKind, Milestone
from domain.journal.cases import TaskAssigned
from domain.journal.recurrences import RecurrenceBegun
from domain.names import fold
from domain.office.directory import Directory
from domain.office.people import Person, Unit
from domain.payloads.duties import AssignedNotice, WatchingNotice
from domain.permissions import Permission, Relation, may
from domain.refusals import (
    DeadlineInThePast,
    MilestoneAfterDeadline,
    NotAllowed,
    SeveralPeople,
    TooManyMilestones,
    UnknownParty,
    UnknownPerson,
)
from domain.rights import given_by, relations_to_office
from storage import cases, lists, recurrences

MOST_LEADS = 60
MOST_MILESTONES = 20
ALIKE = 90  # of 100: titles this near are shown as a similar open task, never refused
MOST_ALIKE = 3
_BETWEEN_NAMES = re.compile(r"[\n;]+")
_WITHIN_A_LINE = re.compile(r"[,&+]|\s(?:và|va|VÀ)\s")


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A task as it would begin. `left_out` are the units named a second time, with the part that each has already."""

    case: Case
    duties: tuple[Duty, ...]
    watching: tuple[Unit, ...]
    left_out: tuple[LeftOut, ...] = ()


async def preview_assignment(office: Office, order: Order, assignment: Assignment) -> tuple[Prospect, ...]:
    """What `assign_tasks` would do, with every refusal that it would meet; nothing is stored."""
    async with office.look(order) as view:
        drafts = prepared(view, view.sender, assignment)
        workload = await _workload(view, drafts)
        similar = await _similar(view, drafts[0])
        first, *others = (prospect(view, draft.case, draft.duties, left_out=draft.left_out) for draft in drafts)
        first = replace(first, workload=workload, similar=similar, repeats=assignment.repeats)
        return first, *others


async def _workload(view: View, drafts: Sequence[Draft]) -> dict[int, Workload]:
    holders = {draft.duties[0].holder_id for draft in drafts}
    counted = await lists.open_counts(view.connection, view.choice(holder_ids=frozenset(holders)))
    return {key: Workload(still_open=number, overdue=late) for key, (number, late) in counted.items()}


async def _similar(view: View, draft: Draft) -> tuple[Case, ...]:
    """Open tasks of the same lead that are called nearly the same."""
    led = await cases.open_led_by(view.connection, draft.duties[0].holder_id)
    titles = {case.id: fold(case.title) for case in led}
    found = process.extract(
        fold(draft.case.title), titles, scorer=fuzz.token_sort_ratio, score_cutoff=ALIKE, limit=MOST_ALIKE
    )
    alike = {key for _, _, key in found}
    return tuple(case for case in led if case.id in alike)


async def assign_tasks(office: Office, order: Order, assignment: Assignment) -> tuple[Prospect, ...]:
    """Register the tasks; leads and coordinating units get the ball, the watching units a word."""
    async with office.act(order) as work:
        drafts = prepared(work, work.sender, assignment)
        if not assignment.repeats:
            return await register(work, drafts)
        recurrence = await recurrences.add_recurrence(work.connection, begun(work, spelled_out(work.chart, assignment)))
        await work.record(Act.RECURRENCE_BEGUN, RecurrenceBegun(recurrence=recurrence.id, rule=recurrence.rule))
        return await register(work, drafts, recurrence_id=recurrence.id)


def spelled_out(chart: Directory, assignment: Assignment) -> Assignment:
    """The assignment with the names of whom it meant: when it is read again nobody can be asked, and others may be
    called alike."""
    leads = (
        one.name if isinstance(one, Unit) else told_apart(chart, one) for one in leads_named(chart, assignment.lead)
    )
    assigner = assignment.assigner
    return replace(
        assignment,
        lead="; ".join(leads),
        coordinating=tuple(find_unit(chart, name).name for name in assignment.coordinating),
        watching=tuple(find_unit(chart, name).name for name in assignment.watching),
        assigner=told_apart(chart, find_person(chart, assigner)) if assigner else None,
    )


async def register(
    work: Transaction, drafts: Sequence[Draft], *, recurrence_id: int | None = None
) -> tuple[Prospect, ...]:
    """Number, store, journal and announce tasks of one message."""
    bundle_id: int | None = None
    done = []
    for draft in drafts:
        case = replace(draft.case, bundle_id=bundle_id, recurrence_id=recurrence_id)
        case = await work.open_case(case, watching=[unit.id for unit in draft.watching])
        if len(drafts) > 1:
            bundle_id = bundle_id or case.id
        opened = [await work.open_duty(duty, case) for duty in draft.duties]
        await _record(work, case, opened)
        heads = work.chart.heads_of(unit.id for unit in draft.watching)
        heads = tuple(head for head in heads if head.id != case.assigner_id)  # who knows what was assigned
        work.owe(heads, WatchingNotice(), slot=f"opened-{case.id}", case=case)
        done.append(prospect(work, case, opened))
    return tuple(done)


async def _record(work: Transaction, case: Case, opened: Sequence[Duty]) -> None:
    sender = work.chart.people.get(work.order.sender_id or 0)
    right = given_by(case, sender, work.chart, [duty.unit_id for duty in opened])
    await work.record(Act.TASK_ASSIGNED, TaskAssigned.of(case), case=case, words=assigned_words(case), right=right)
    for duty in opened:
        await work.record_opened(duty, case)
        told = [work.chart.person(duty.holder_id)]
        work.owe(told, AssignedNotice(by=work.order.sender_id, right=right), slot="opened", case=case, duty=duty)


def assigned_words(case: Case) -> dict[str, str]:
    """The texts that the journal keeps of a task given, where there are any."""
    return {
        "title": case.title,
        "product": case.product,
        "document": case.document,
        "subject": case.subject,
        "recipients": case.recipients,
        "field": case.field or "",
    }


def prepared(view: View, registrar: Person, assignment: Assignment, *, begun: bool = False) -> list[Draft]:
    """The tasks as they would begin now; raises whatever stands against them. What has `begun` in another office may be
    overdue."""
    _check(view, assignment, begun=begun)
    assigner = find_person(view.chart, assignment.assigner) if assignment.assigner else registrar
    leads = leads_named(view.chart, assignment.lead)
    return [_draft(view, registrar, assigner, lead, assignment) for lead in leads]


def _draft(view: View, registrar: Person, assigner: Person, lead: Person | Unit, assignment: Assignment) -> Draft:
    named = {part: find_units(view.chart, getattr(assignment, part)) for part in ("coordinating", "watching")}
    led = led_by(view.chart, lead)
    coordinating, led_already = part_taken(named["coordinating"], {led: DutyKind.LEAD} if led else {})
    taken = {unit.id: DutyKind.COORDINATING for unit in coordinating} | ({led: DutyKind.LEAD} if led else {})
    watching, has_part = part_taken(named["watching"], taken)
    concerned = [unit_of(lead), *(unit.id for unit in (*coordinating, *watching))]
    allow_assigning(view, registrar, assigner, concerned)
    case = _case(view, registrar, assigner, assignment)
    stages = tuple(Milestone(title=stage.title, deadline=stage.deadline) for stage in assignment.milestones)
    owed = [replace(new_duty(view, case, DutyKind.LEAD, lead), milestones=stages)]
    owed += [new_duty(view, case, DutyKind.COORDINATING, unit) for unit in coordinating]
    return Draft(case=case, duties=tuple(owed), watching=tuple(watching), left_out=(*led_already, *has_part))


def _case(view: View, registrar: Person, assigner: Person, assignment: Assignment) -> Case:
    return Case(
        id=0,
        kind=CaseKind.TASK,
        number=0,
        title=assignment.title,
        product=assignment.product,
        file_name=assignment.file_name,
        file_hash=assignment.file_hash,
        more_files=assignment.more_files,
        assigner_id=assigner.id,
        registrar_id=registrar.id,
        urgency=assignment.urgency,
        field=assignment.field,
        document=assignment.document,
        document_day=assignment.document_day,
        subject=assignment.subject,
        source=assignment.source,
        recipients=assignment.recipients,
        label=assignment.label,
        policy_version=view.newest_policy.version,
        deadline=assignment.deadline,
        original=assignment.deadline,
        opened_at=view.now,
    )


def unit_of(to: Person | Unit) -> int | None:
    return to.id if isinstance(to, Unit) else to.unit_id


def find_units(chart: Directory, names: Sequence[str]) -> list[Unit]:
    """The units named, each once."""
    return list({unit.id: unit for unit in (find_unit(chart, name) for name in names)}.values())


def leads_named(chart: Directory, typed: str) -> list[Person | Unit]:
    """Those named, one to a line or parted by semicolons. Names of units hold commas and *và* themselves: a line is
    parted at those only where the whole is no name and a part of it is one. Raises UnknownParty where none is named."""
    found: list[Person | Unit] = []
    lines = (line.strip().lstrip("-–—•*+ ") for line in _BETWEEN_NAMES.split(typed))
    for name in filter(None, lines):
        try:
            found.append(find_person_or_unit(chart, name))
        except UnknownPerson:
            parts = [part.strip() for part in _WITHIN_A_LINE.split(name) if part.strip()]
            if len(parts) < 2 or not any(_is_name(chart, part) for part in parts):
                raise
            found += [find_person_or_unit(chart, part) for part in parts]
    if not found:
        raise UnknownParty(name=typed.strip())
    unlike = {(isinstance(one, Unit), one.id): one for one in found}
    return list(unlike.values())[:MOST_LEADS]


def _is_name(chart: Directory, part: str) -> bool:
    try:
        find_person_or_unit(chart, part)
    except UnknownPerson:
        return False
    except SeveralPeople:
        pass
    return True


def _check(view: View, assignment: Assignment, *, begun: bool) -> None:
    for text, limit in (
        (assignment.title, TITLE_LIMIT),
        (assignment.product, TITLE_LIMIT),
        (assignment.document, LABEL_LIMIT),
        (assignment.subject, TITLE_LIMIT),
        (assignment.recipients, WORDS_LIMIT),
        (assignment.field or "", LABEL_LIMIT),
    ):
        require_length(text, limit)
    if not begun:
        require_ahead(assignment.deadline, view.now)
    require_stages_within(assignment, view.now, begun=begun)


def require_ahead(deadline: Deadline, now: datetime) -> None:
    if deadline.moment <= now:
        raise DeadlineInThePast(due_at=deadline.moment)


def require_stages_within(assignment: Assignment, now: datetime, *, begun: bool = False) -> None:
    """Not too many, each with a title that can be shown, between now and the deadline of the whole (M6); of what has
    `begun` before some may have been missed."""
    require_few_milestones(len(assignment.milestones))
    for stage in assignment.milestones:
        require_length(stage.title, LABEL_LIMIT)
        if not begun:
            require_ahead(stage.deadline, now)
        if stage.deadline.moment > assignment.deadline.moment:
            raise MilestoneAfterDeadline(title=stage.title, due_at=stage.deadline.moment)


def require_few_milestones(count: int) -> None:
    if count > MOST_MILESTONES:
        raise TooManyMilestones(most=MOST_MILESTONES, count=count)


def allow_assigning(view: View, sender: Person, assigner: Person, concerned: Iterable[int | None]) -> None:
    """Require the right to assign: the office and leaders anywhere, a head only to units that this head answers for,
    those that coordinate or watch included; only the office on another's behalf. Raises NotAllowed."""
    has = relations_to_office(sender, view.chart)
    if may(Permission.ASSIGN, has):
        if assigner.id != sender.id and Relation.OFFICE not in has:
            raise NotAllowed
        return
    view.allow(Permission.ASSIGN_IN_UNIT, has)
    if assigner.id != sender.id or not all(view.chart.answers_for(sender.id, unit_id) for unit_id in concerned):
        raise NotAllowed


def new_duty(view: View, case: Case, kind: DutyKind, to: Person | Unit) -> Duty:
    """A duty that begins now. Raises whatever `holder_of` does."""
    unit_id = unit_of(to)
    holder = holder_of(view.chart, to, kind=case.kind, assigner_id=case.assigner_id)
    return Duty(
        id=0,
        case_id=case.id,
        kind=kind,
        unit_id=unit_id,
        to_unit=isinstance(to, Unit),
        named_id=None if isinstance(to, Unit) else to.id,
        holder_id=holder.id,
        held_since=view.now,
        deadline=case.deadline,
        act_by=case.deadline.moment,
        opened_at=view.now,
        stepped_until=view.now,
    )
