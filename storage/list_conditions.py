"""Which duties belong in a list, as conditions of a query."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, not_, or_, select, union
from sqlalchemy import case as sql_case

from domain.duties.duties import CAN_BE_LATE, WAITING, DutyKind, Phase
from domain.duties.lists import Choice, OwnCases
from domain.office.hours import END_OF_OFFICE_DAY
from domain.parties import WORKED_IN
from domain.rules.lengths import Urgency
from storage.tables import answers, cases, dossiers, duties, holdings, submissions
from storage.types import later

# A deadline without an hour is one at the end of the office day, and passes at 24:00.
UNTIL_MIDNIGHT = timedelta(days=1) - timedelta(hours=END_OF_OFFICE_DAY.hour, minutes=END_OF_OFFICE_DAY.minute)
_OPEN = duties.c.closed_at.is_(None)


def conditions_of(choice: Choice) -> Iterator[ColumnElement[bool]]:
    yield _OPEN
    for column, wanted in (
        (duties.c.assigner_id, choice.assigner_id),
        (duties.c.registrar_id, choice.registrar_id),
    ):
        if wanted is not None:
            yield column == wanted
    desk = list(_on_desk(choice))
    if choice.one_up:
        own = [] if choice.without is None else [not_(_is_own_case(choice.without))]
        yield or_(and_(*desk), and_(_waits_one_up(choice), *own))
    else:
        yield from desk
    if choice.unit_ids is not None:
        yield duties.c.unit_id.in_(sorted(choice.unit_ids))
    if choice.assigner_ids is not None:
        yield duties.c.assigner_id.in_(sorted(choice.assigner_ids))
    if choice.awaited_by_id is not None:
        yield _awaited_by(choice.awaited_by_id)
    if choice.act_by is not None:
        yield duties.c.act_by >= choice.act_by.first
        yield duties.c.act_by < choice.act_by.end
    if choice.passed:
        yield duties.c.act_by <= choice.now
    if choice.words:
        yield _titled(choice.words)
    if choice.silent_since is not None:
        yield _silent(choice.silent_since)
    yield from _owed(choice)
    yield from _overdue(choice)


def _on_desk(choice: Choice) -> Iterator[ColumnElement[bool]]:
    if choice.holder_id is not None:
        yield duties.c.holder_id == choice.holder_id
    if choice.holder_ids is not None:
        yield duties.c.holder_id.in_(sorted(choice.holder_ids))
    if choice.without is not None:
        yield not_(_is_own_case(choice.without))


def _waits_one_up(choice: Choice) -> ColumnElement[bool]:
    """In one condition for all whom nothing reaches: a leader may stand above any number of them."""
    unreached = sorted(one.holder_id for one in choice.one_up if one.barred is None)
    unrecorded = duties.c.registrar_id == duties.c.assigner_id
    return or_(
        and_(duties.c.holder_id.in_(unreached), _waits_for_decision(), unrecorded),
        *(
            and_(duties.c.holder_id == one.holder_id, _is_own_case(one.barred))
            for one in choice.one_up
            if one.barred is not None
        ),
    )


def _waits_for_decision() -> ColumnElement[bool]:
    return or_(
        duties.c.kind == DutyKind.DECISION.value, duties.c.phase.in_((Phase.SUBMITTED, Phase.LACKING, Phase.FREED))
    )


def _is_own_case(own: OwnCases) -> ColumnElement[bool]:
    """Whether it waits for a decision of another in a case in which this person has a part: as domain/deciding.py, from
    what the tables say."""
    part, who = duties.alias("part"), own.person_id
    took = [
        select(table.c.duty_id).where(table.c.duty_id == part.c.id, column == who, *more).exists()
        for table, column, *more in (
            (holdings, holdings.c.person_id, holdings.c.phase.in_(sorted(WORKED_IN))),
            (dossiers, dossiers.c.author_id),
            (dossiers, dossiers.c.signed_by_id),
            (submissions, submissions.c.by_id, part.c.kind != DutyKind.OPINION.value),
            (answers, answers.c.author_id),
            (answers, answers.c.signed_by_id),
        )
    ]
    his = and_(
        part.c.kind.in_((DutyKind.LEAD.value, DutyKind.COORDINATING.value, DutyKind.OPINION.value)),
        or_(
            part.c.named_id == who,
            part.c.unit_id.in_(sorted(own.unit_ids)),
            and_(part.c.phase == Phase.SUBMITTED, part.c.asked_by_id == who),
            *took,
        ),
    )
    asked = and_(part.c.kind == DutyKind.DECISION.value, part.c.asked_by_id == who)
    has_part = (
        select(part.c.id)
        .where(
            part.c.case_id == duties.c.case_id,
            or_(duties.c.phase != Phase.LACKING, part.c.id == duties.c.id),
            or_(his, asked),
        )
        .exists()
    )
    return and_(duties.c.holder_id != who, _waits_for_decision(), has_part)


def _owed(choice: Choice) -> Iterator[ColumnElement[bool]]:
    """What the holder owes: the work itself, or a word on that of another."""
    decision = duties.c.kind == DutyKind.DECISION.value
    if choice.circulars is not None:
        reading = duties.c.kind == DutyKind.READING.value
        yield reading if choice.circulars else ~reading
    if choice.with_others:
        yield duties.c.holder_id != duties.c.assigner_id
    if choice.not_held_by:
        yield duties.c.holder_id.not_in(sorted(choice.not_held_by))
    if choice.in_work:
        yield duties.c.phase == Phase.WORKING
        yield ~decision
    if choice.owed:
        yield duties.c.phase != Phase.SUBMITTED
    if choice.waiting:
        yield or_(decision, duties.c.phase.in_(sorted(WAITING)))
    if choice.unacknowledged:
        yield duties.c.acknowledged_at.is_(None)


def _awaited_by(person_id: int) -> ColumnElement[bool]:
    """What the person handed in or asked for, and the opinions that they ask of others, where they lie with somebody
    else."""
    asked = select(duties.c.id).where(_OPEN, duties.c.asked_by_id == person_id)
    opinions = select(duties.c.id).where(
        _OPEN, duties.c.assigner_id == person_id, duties.c.kind == DutyKind.OPINION.value
    )
    return and_(duties.c.id.in_(union(asked, opinions)), duties.c.holder_id != person_id)


def _titled(words: tuple[str, ...]) -> ColumnElement[bool]:
    titled = [cases.c.folded.contains(word, autoescape=True) for word in words]
    return select(cases.c.id).where(cases.c.id == duties.c.case_id, *titled).exists()


def _late_when_it_stopped() -> ColumnElement[bool]:
    """What is handed in is late if it was so then, what is paused if it was so when it was paused."""
    passes_at = sql_case(
        (duties.c.due_names_hour.is_(True), duties.c.due_at), else_=later(duties.c.due_at, UNTIL_MIDNIGHT)
    )
    return or_(
        duties.c.phase.not_in((Phase.SUBMITTED, Phase.PAUSED)),
        and_(duties.c.phase == Phase.SUBMITTED, duties.c.submitted_at > passes_at),
        and_(duties.c.phase == Phase.PAUSED, duties.c.paused_at >= passes_at),
    )


def _silent(since: Mapping[Urgency, datetime]) -> ColumnElement[bool]:
    """Taken in charge, and neither taken, acknowledged nor reported on from that moment on."""
    of_urgency = [
        and_(
            select(cases.c.id).where(cases.c.id == duties.c.case_id, cases.c.urgency == urgency.value).exists(),
            duties.c.held_since < moment,
            duties.c.acknowledged_at < moment,
            or_(duties.c.progress_at.is_(None), duties.c.progress_at < moment),
        )
        for urgency, moment in since.items()
    ]
    return and_(duties.c.kind.in_((DutyKind.LEAD.value, DutyKind.COORDINATING.value)), or_(*of_urgency))


def _overdue(choice: Choice) -> Iterator[ColumnElement[bool]]:
    gone = (
        duties.c.due_at <= choice.now,
        or_(duties.c.due_at < choice.today, duties.c.due_names_hour.is_(True)),
    )
    if choice.overdue:
        yield from gone
        yield duties.c.kind.in_(sorted(CAN_BE_LATE))
        yield _late_when_it_stopped()
    if choice.due_before is not None:
        yield duties.c.due_at < choice.due_before
    if choice.due_from is not None:
        yield duties.c.due_at >= choice.due_from
    if choice.coming is not None:
        yield duties.c.due_at >= choice.coming.first
        yield duties.c.due_at < choice.coming.end
        yield not_(and_(*gone))
