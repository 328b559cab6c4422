"""Tasks that come again by an iCalendar rule: begin, list, stop; and the clock's act of assigning the next (M6)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import structlog

from actions.duties.assignments import Assignment
from actions.duties.repeating import due_assignment, following
from actions.duties.tasks import leads_named, prepared, register, spelled_out
from actions.installation import Office
from actions.order import Order
from actions.transaction import Transaction
from actions.view import View
from domain.acts import Act
from domain.duties.cases import Deadline, require_reason
from domain.duties.recurrences import Recurrence
from domain.encoding import decoded, encoded
from domain.journal.recurrences import RecurrenceChanged, RecurrenceRefused, RecurrenceStopped
from domain.office.directory import Directory
from domain.office.hours import START_OF_DUTY_DAY
from domain.office.people import Person, unique
from domain.payloads.duties import RecurredNotice
from domain.permissions import Permission, Relation
from domain.refusals import DeadlineInThePast, NotAllowed, Refusal, UnknownCase, UnknownParty
from domain.rights import relations_to_office
from storage import recurrences

log = structlog.get_logger()

BATCH = 20
SET_ASIDE = timedelta(hours=1)


async def assign_recurring(office: Office, now: datetime) -> int:
    """Register the tasks whose turn has come again; returns how many rules there were. Each is registered in the name
    of who began it; where that is refused by now, this person and the office are told, and it is tried again."""
    async with office.act(Order(now=now, said_at=now, via="clock")) as work:
        due = await recurrences.due_recurrences(work.connection, now, BATCH)
        for one in due:
            mark = work.mark()
            try:
                async with work.connection.begin_nested():
                    await _take_turn(work, one)
            except Exception:
                # One broken rule must not keep the others from coming; it is named, and tried again later.
                log.exception("recurrence_failed", recurrence=one.id)
                work.forget_since(mark)
                await recurrences.save_recurrence(work.connection, one, replace(one, next_at=now + SET_ASIDE))
        return len(due)


async def _take_turn(work: Transaction, one: Recurrence) -> None:
    """Give this date's task. Where that cannot be done now it stays with this date, and is tried again each working
    day until the date is past; whoever can mend it is told what stands against it."""
    refusal = hindrance(work, one, work.chart)
    after = following(one, now=work.now, calendar=work.calendar)
    if refusal is not None and not isinstance(refusal, DeadlineInThePast):
        after = replace(one, next_at=_next_try(work))
    if not await recurrences.save_recurrence(work.connection, one, after):
        return
    if refusal is None:
        await _assign(work, one)
        return
    log.warning("recurrence_refused", recurrence=one.id, kind=type(refusal).__name__)
    await work.record(Act.RECURRENCE_REFUSED, RecurrenceRefused(recurrence=one.id, why=type(refusal).__name__))
    tell_stuck(work, one, refusal)


def _next_try(work: Transaction) -> datetime:
    day = work.calendar.next_working_day(work.calendar.day_of(work.now))
    return work.calendar.at(day, START_OF_DUTY_DAY)


async def _assign(work: Transaction, one: Recurrence) -> None:
    registrar = work.chart.person(one.registrar_id)
    work.chart = work.chart.following()  # it was written before units were merged or renamed
    drafts = prepared(work, registrar, due_assignment(one.form, work.calendar))
    done = await register(work, drafts, recurrence_id=one.id)
    slot = f"{one.id}-{one.next_at:%Y%m%d%H%M}"
    work.owe((registrar,), RecurredNotice(recurrence=one.id, code=done[0].case.code), slot=slot)


def hindrance(view: View, one: Recurrence, chart: Directory) -> Refusal | None:
    """Why the task of the next date could not be given in this organisation; None where it could."""
    registrar = chart.people.get(one.registrar_id)
    if registrar is None or registrar.has_left:
        return NotAllowed()
    following_names, assignment = chart.following(), due_assignment(one.form, view.calendar)
    try:
        for lead in leads_named(following_names, assignment.lead):
            if isinstance(lead, Person) and lead.has_left:
                return UnknownParty(name=lead.name)
        prepared(replace(view, chart=following_names), registrar, assignment)
    except Refusal as refusal:
        return refusal
    return None


def may_give(view: View, one: Recurrence, chart: Directory) -> bool:
    """Whether who set it up may give its task, whatever else stands against that."""
    return not isinstance(hindrance(view, one, chart), NotAllowed)


def tell_stuck(work: Transaction, one: Recurrence, refusal: Refusal) -> None:
    """Tell, once for each date and reason, who set it up, if still there, and the office: they can mend it."""
    registrar = work.chart.people.get(one.registrar_id)
    there = () if registrar is None or registrar.has_left else (registrar,)
    due_at = due_assignment(one.form, work.calendar).deadline.moment
    work.owe(
        unique((*there, *work.chart.office)),
        RecurredNotice(recurrence=one.id, code=None, due_at=due_at, why=type(refusal).__name__),
        slot=f"{one.id}-{due_at:%Y%m%d}-{type(refusal).__name__}",
    )


@dataclass(frozen=True, kw_only=True)
class RecurrenceStatus:
    """A recurring task, the deadline of its next date, and what stands against giving it as things are."""

    recurrence: Recurrence
    deadline: Deadline
    hindrance: Refusal | None


async def list_recurrences(office: Office, order: Order) -> list[RecurrenceStatus]:
    """The sender's own; for the office everybody's."""
    async with office.look(order) as view:
        has = relations_to_office(view.sender)
        whose = None if Relation.OFFICE in has else view.sender.id
        return [
            RecurrenceStatus(
                recurrence=one,
                deadline=due_assignment(one.form, view.calendar).deadline,
                hindrance=hindrance(view, one, view.chart),
            )
            for one in await recurrences.going_on(view.connection, registrar_id=whose)
        ]


@dataclass(frozen=True, kw_only=True)
class Renamed:
    """Whom a recurring task names from now on; None leaves it as it is."""

    lead: str | None = None
    assigner: str | None = None
    coordinating: tuple[str, ...] | None = None
    watching: tuple[str, ...] | None = None

    def within(self, assignment: Assignment) -> Assignment:
        coordinating, watching = self.coordinating, self.watching
        return replace(
            assignment,
            lead=self.lead or assignment.lead,
            assigner=self.assigner or assignment.assigner,
            coordinating=assignment.coordinating if coordinating is None else coordinating,
            watching=assignment.watching if watching is None else watching,
        )


async def change_recurrence(office: Office, order: Order, *, number: int, renamed: Renamed) -> RecurrenceStatus:
    """Name others for the dates to come; what has been given stays as it is. Where who set it up may not give it any
    more, whoever mends it sets it up from now on. A date that could not be given is tried again at once. Raises what
    stands against giving it so."""
    async with office.act(order) as work:
        one = await _going_on(work, number)
        assignment = renamed.within(decoded(Assignment, one.form))
        form = encoded(assignment)
        may_still = may_give(work, replace(one, form=form), work.chart)
        registrar = work.chart.person(one.registrar_id) if may_still else work.sender
        ahead = due_assignment(form, work.calendar)
        prepared(work, registrar, ahead)
        waited = hindrance(work, one, work.chart) is not None
        changed = replace(
            one,
            form=encoded(spelled_out(work.chart, assignment)),
            registrar_id=registrar.id,
            next_at=_given_at(work, one) if waited else one.next_at,
        )
        await recurrences.save_recurrence(work.connection, one, changed)
        await work.record(
            Act.RECURRENCE_CHANGED,
            RecurrenceChanged(
                recurrence=one.id, registrar=changed.registrar_id, before=one.registrar_id, why="corrected"
            ),
        )
        return RecurrenceStatus(recurrence=changed, deadline=ahead.deadline, hindrance=None)


def _given_at(work: Transaction, one: Recurrence) -> datetime:
    """When the task of the present date is given, or at once where that is past."""
    due_day = work.calendar.day_of(due_assignment(one.form, work.calendar).deadline.moment)
    day = work.calendar.working_days_before(due_day, one.lead_days)
    return max(work.now, work.calendar.at(day, START_OF_DUTY_DAY))


async def _going_on(work: Transaction, number: int) -> Recurrence:
    """The rule that still goes on. Raises UnknownCase for one that is not the sender's; the office may change
    everybody's."""
    has = relations_to_office(work.sender)
    one = await recurrences.recurrence_by_id(work.connection, number)
    if one is None or one.next_at is None or (one.registrar_id != work.sender.id and Relation.OFFICE not in has):
        raise UnknownCase(code=f"DK-{number}")
    if one.registrar_id != work.sender.id:
        work.allow(Permission.ASSIGN, has)
    return one


async def stop_recurrence(office: Office, order: Order, *, number: int, reason: str) -> Recurrence:
    """End the rule: no further task comes of it; those that are open go on. Raises UnknownCase for one that is not the
    sender's."""
    async with office.act(order) as work:
        require_reason(reason)
        one = await _going_on(work, number)
        stopped = replace(one, next_at=None, ended_at=work.now)
        await recurrences.save_recurrence(work.connection, one, stopped)
        await work.record(Act.RECURRENCE_STOPPED, RecurrenceStopped(recurrence=one.id), words={"reason": reason})
        return stopped
