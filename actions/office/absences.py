"""Absences: entered by people, begun and ended by the clock (M30)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from actions.finding import find_person
from actions.installation import Office
from actions.office.heads import hand_over
from actions.office.lapses import CODES_NAMED, kept_by, owe_uncovered
from actions.office.successions import tell_what_waits
from actions.order import Order
from actions.transaction import Transaction
from domain.acts import Act
from domain.deciding import asked_for, deciders
from domain.duties.cases import Case
from domain.duties.duties import Duty
from domain.journal.office import (
    AbsenceBegan,
    AbsenceEnded,
    AbsenceEntered,
    AbsenceNamed,
    DelegationEnded,
)
from domain.office.absences import Absence, Changeover, changeovers, filled_by, require_no_circle
from domain.office.chart import Chart
from domain.office.people import Person, unique
from domain.payloads.office import (
    BackNotice,
    DecidedByOthers,
    StandingInNotice,
)
from domain.permissions import Permission
from domain.refusals import NothingWaits, NotInUnit, SpanUnclear
from domain.rights import relations_to_office
from storage import absences, cases, successions


@dataclass(frozen=True, kw_only=True)
class Declared:
    """An absence as entered, and the absences of substitutes that fall into it: then another stands in for them."""

    absence: Absence
    substitute: Person
    chained: tuple[Absence, ...] = ()


async def be_away(office: Office, order: Order, *, since: datetime, until: datetime, substitute: str) -> Declared:
    """Enter one's own absence and who stands in; it begins and ends by itself, and takes the place of one in which
    nobody stands in any longer. Raises AbsentAlready, SubstitutesInCircle; SpanUnclear where it would end before it
    begins, or before now."""
    async with office.act(order) as work:
        sender = work.sender
        work.allow(Permission.BE_AWAY, relations_to_office(sender, work.chart))
        there = find_person(work.chart, substitute)
        since = max(since, work.now)
        if until <= since:
            raise SpanUnclear(since=since, until=until)
        absence = Absence(person_id=sender.id, substitute_id=there.id, since=since, until=until)
        chained = require_no_circle(absence, work.chart.absences)
        for one in filled_by(absence, work.chart.absences):
            await absences.end_absence(work.connection, one, at=work.now)
            await work.record(Act.ABSENCE_GIVEN_UP, AbsenceNamed(absence=one.id, person=sender.id))
        key = await absences.add_absence(work.connection, absence, by_id=sender.id, at=work.now)
        entry = AbsenceEntered(absence=key, person=sender.id, substitute=there.id, since=since, until=until)
        await work.record(Act.ABSENCE_ENTERED, entry)
        return Declared(absence=replace(absence, id=key), substitute=there, chained=chained)


async def come_back(office: Office, order: Order) -> tuple[Absence, ...]:
    """End one's absence before its time, or give up those entered. Raises NothingWaits where there is none."""
    async with office.act(order) as work:
        sender = work.sender
        work.allow(Permission.BE_AWAY, relations_to_office(sender, work.chart))
        own = tuple(one for one in work.chart.absences if one.person_id == sender.id)
        if not own:
            raise NothingWaits(code="")
        for absence in own:
            if absence.covers(work.now):
                await _come_back(office, work, absence)
            else:
                await absences.end_absence(work.connection, absence, at=work.now)
                await work.record(Act.ABSENCE_GIVEN_UP, AbsenceNamed(absence=absence.id, person=sender.id))
        return own


async def _come_back(office: Office, work: Transaction, absence: Absence) -> None:
    before = work.chart
    away = [one for one in before.absences if one.covers(work.now) and one.id != absence.id]
    work.chart = before.while_away(away)
    handed = await hand_over(work, before, why="back")
    await _end(work, absence, before, handed)
    work.chart = await office.chart(work.connection, work.now)


async def own_absences(office: Office, order: Order) -> tuple[Absence, ...]:
    """Those of the sender that are not over."""
    async with office.look(order) as view:
        return tuple(one for one in view.chart.absences if one.person_id == view.sender.id)


async def turn_absences(office: Office, now: datetime) -> int:
    """Begin and end what has come to its moment, one after the other, each with the organisation as it stands before
    and after that alone; returns how many there were."""
    async with office.act(Order(now=now, said_at=now, via="clock")) as work:
        come = await absences.turning(work.connection, now)
        passed = [one for one in come.beginning if one.until <= now]
        for one in passed:
            await absences.end_absence(work.connection, one, at=now)
            await work.record(Act.ABSENCE_PASSED, AbsenceNamed(absence=one.id, person=one.person_id))
        everybody = work.chart
        ordered = changeovers(come.standing, (one for one in come.beginning if one.until > now), now=now)
        for turn in ordered:
            before = everybody.while_away(turn.before)
            work.chart = everybody.while_away(turn.after)
            await _take_turn(work, turn, before)
        work.chart = await office.chart(work.connection, now)
        over = await absences.delegations_over(work.connection, now)
        if over:
            await absences.end_delegations(work.connection, [one.id for one in over], at=now)
        for given in over:
            await work.record(
                Act.DELEGATION_ENDED, DelegationEnded(delegation=given.id, head=given.head_id, person=given.person_id)
            )
        return len(passed) + len(ordered) + len(over)


async def _take_turn(work: Transaction, turn: Changeover, before: Chart) -> None:
    """Where one absence follows on the other the work goes from one substitute to the next."""
    handed = await hand_over(work, before, why="back" if turn.beginning is None else "away")
    if turn.ending is not None:
        follows = None if turn.beginning is None else work.chart.acting_for(work.chart.person(turn.ending.person_id))
        await _end(work, turn.ending, before, handed if turn.beginning is None else [], follows=follows)
    if turn.beginning is not None:
        await _begin(work, turn.beginning, handed)


async def _begin(work: Transaction, absence: Absence, handed: list[tuple[Duty, Case]]) -> None:
    await absences.begin_absence(work.connection, absence, at=work.now)
    person = work.chart.person(absence.person_id)
    there = work.chart.acting_for(person)
    own = await _own_cases(work, person, there)
    kept, count = await kept_by(work, person.id, without=[duty.id for duty, _, _ in own])
    entry = AbsenceBegan(
        absence=absence.id,
        person=person.id,
        substitute=absence.substitute_id,
        acting=there.id,
        handed=tuple(duty.id for duty, _ in handed),
        kept=count + len(own),
    )
    await work.record(Act.ABSENCE_BEGAN, entry)
    for duty, case, _ in own:
        await tell_what_waits(work, duty, case, knows_id=person.id)
    if there.id == person.id or not there.reachable:
        await owe_uncovered(work, absence)
    if there.id == person.id or absence.substitute_id is None:
        return
    notice = StandingInNotice(
        person=person.id,
        acting=there.id,
        until=absence.until,
        handed=_codes(handed),
        handed_count=len(handed),
        kept=tuple(kept),
        kept_count=count,
        own=tuple(DecidedByOthers(code=case.code, deciders=may_now) for _, case, may_now in own[:CODES_NAMED]),
        own_count=len(own),
    )
    work.owe(unique((there, work.chart.person(absence.substitute_id))), notice, slot=f"absence-{absence.id}")


async def _own_cases(work: Transaction, away: Person, there: Person) -> list[tuple[Duty, Case, tuple[int, ...]]]:
    """What waits for a decision of who is away and would be the stand-in's own case, with who decides it now."""
    if there.id == away.id:
        return []
    waiting = await successions.waiting_with(work.connection, [away.id])
    known = await cases.cases_of(work.connection, [duty.case_id for duty in waiting])
    await work.know_parties(known)
    found = []
    for duty in waiting:
        case = known[duty.case_id]
        may_now = deciders(work.chart, case, duty, work.parties[case.id], asked_for(duty))
        if there.id not in may_now:
            found.append((duty, case, tuple(may_now)))
    return found


def _codes(handed: list[tuple[Duty, Case]]) -> tuple[str, ...]:
    return tuple(case.code for _, case in handed[:CODES_NAMED])


async def _end(
    work: Transaction,
    absence: Absence,
    before: Chart,
    handed: list[tuple[Duty, Case]],
    *,
    follows: Person | None = None,
) -> None:
    """End an absence: `before` is the organisation during it; `follows` stands in from now on, where the person is away
    again."""
    await absences.end_absence(work.connection, absence, at=work.now)
    person = work.chart.person(absence.person_id)
    acted = before.acting_for(person)
    entry = AbsenceEnded(
        absence=absence.id,
        person=person.id,
        substitute=absence.substitute_id,
        handed=tuple(duty.id for duty, _ in handed),
    )
    await work.record(Act.ABSENCE_ENDED, entry)
    told = (person, acted) if follows is None else (acted,) if acted.id != follows.id else ()
    notice = BackNotice(
        person=person.id,
        acted=acted.id,
        handed=_codes(handed),
        handed_count=len(handed),
        follows=follows.id if follows else None,
    )
    work.owe(unique(told), notice, slot=f"absence-{absence.id}")


def _of_unit(work: Transaction, unit_id: int, name: str) -> Person:
    """Somebody else of the unit. Raises NotInUnit."""
    person = find_person(work.chart, name)
    if person.id == work.sender.id or not work.chart.is_within(person.unit_id, unit_id):
        raise NotInUnit(name=person.name, unit=work.chart.units[unit_id].name)
    return person
