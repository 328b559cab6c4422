"""Tasks that come again by an iCalendar rule: begin, list, stop; and the clock's act of assigning the next (M6)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from actions.repeating import due_assignment, following
from actions.tasks import prepared, register
from actions.work import Office, Order, Work
from domain.cases import require_reason
from domain.notices import NoticeKind
from domain.people import Person
from domain.recurrences import Recurrence
from domain.refusals import NotAllowed, Refusal, UnknownCase
from domain.rights import Act, Relation, relations_to_office
from storage import recurrences

log = structlog.get_logger()

BATCH = 20
SET_ASIDE = timedelta(hours=1)


async def assign_recurring(office: Office, now: datetime) -> int:
    """Register the tasks whose turn has come again; returns how many rules there were. Each is registered in the name
    of who began it; where that is refused by now he is told, and the rule goes on."""
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


async def _take_turn(work: Work, one: Recurrence) -> None:
    after = following(one, now=work.now, calendar=work.calendar)
    if await recurrences.save_recurrence(work.connection, one, after):
        await _assign(work, one)


async def _assign(work: Work, one: Recurrence) -> None:
    registrar = work.chart.people.get(one.registrar_id)
    assignment = due_assignment(one.form, work.calendar)
    try:
        if registrar is None:
            raise NotAllowed
        work.chart = work.chart.following()  # it was written before units were merged or renamed
        drafts = prepared(work, registrar, assignment)
    except Refusal as refusal:
        log.warning("recurrence_refused", recurrence=one.id, kind=type(refusal).__name__)
        await work.record("recurrence.refused", recurrence=one.id, why=type(refusal).__name__)
        _tell(work, one, registrar, code=None)
        return
    done = await register(work, drafts, recurrence_id=one.id)
    _tell(work, one, registrar, code=done[0].case.code)


def _tell(work: Work, one: Recurrence, registrar: Person | None, *, code: str | None) -> None:
    told = work.chart.office if registrar is None else (registrar,)
    slot = f"{one.id}-{one.next_at:%Y%m%d%H%M}"
    work.owe(told, NoticeKind.RECURRED, slot=slot, recurrence=one.id, code=code)


async def list_recurrences(office: Office, order: Order) -> list[Recurrence]:
    """The sender's own; for the office everybody's."""
    async with office.look(order) as view:
        has = relations_to_office(view.sender)
        whose = None if Relation.OFFICE in has else view.sender.id
        return await recurrences.going_on(view.connection, registrar_id=whose)


async def stop_recurrence(office: Office, order: Order, *, number: int, reason: str) -> Recurrence:
    """No further task comes of the rule; those that are open go on. Raises UnknownCase for none of his."""
    async with office.act(order) as work:
        require_reason(reason)
        has = relations_to_office(work.sender)
        one = await recurrences.recurrence_by_id(work.connection, number)
        if one is None or one.next_at is None or (one.registrar_id != work.sender.id and Relation.OFFICE not in has):
            raise UnknownCase(f"DK-{number}")
        if one.registrar_id != work.sender.id:
            work.allow(Act.ASSIGN, has)
        stopped = replace(one, next_at=None, ended_at=work.now)
        await recurrences.save_recurrence(work.connection, one, stopped)
        await work.record("recurrence.stopped", recurrence=one.id, words={"reason": reason})
        return stopped
