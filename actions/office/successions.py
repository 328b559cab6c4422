"""Pass on what somebody gave out who leaves the office or a post: their cases, what waits for their word, their
recurring tasks. Nobody who must act is gone (design §2)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from actions.duties.changes import change_duty, parts_follow
from actions.duties.recurrences import hindrance, may_give, tell_stuck
from actions.finding import find_person, told_apart
from actions.installation import Office
from actions.order import Order
from actions.transaction import Transaction
from actions.view import View
from actions.visible_case import VisibleCase
from domain.acts import Act
from domain.borrowing import Borrowed
from domain.duties.cases import Case
from domain.duties.charge import goes_back_to
from domain.duties.duties import DecisionKind, Duty, DutyKind, Phase
from domain.duties.recurrences import Recurrence
from domain.duties.succession import (
    SEATED,
    AssigningPost,
    Seat,
    at_work,
    followers,
    last_seat,
    lies_with_assigner,
    occupant,
    seat_left,
    successor,
    taken_on_by,
)
from domain.journal.cases import AssignerChanged
from domain.journal.duties import DutyHandedOver
from domain.journal.recurrences import RecurrenceChanged
from domain.office.directory import Directory
from domain.office.people import Person, unique
from domain.payloads.decisions import DecideNotice
from domain.payloads.duties import AssignerChangedNotice, FreedNotice, JudgeNotice, SucceededNotice
from domain.payloads.opinions import LackingNotice, SignNotice
from domain.payloads.payload import NoticePayload
from domain.permissions import Permission, may
from domain.refusals import (
    AlreadyClosed,
    JudgesOwnWork,
    NotAllowed,
    NothingChanges,
    PicksOwnJudge,
    Refusal,
    UnknownPerson,
)
from storage import cases, duties, duties_in_hand, notices, recurrences, successions

CODES_NAMED = 20  # in the message to who takes over; the rest is counted, and shown by /dagiao


@dataclass(frozen=True, kw_only=True)
class PassedOn:
    """An open case as it was and as it is: who gave it and who entered it, and by which seat it goes. `held` are the
    duties that lay with the assigner, each with who holds it next. While nobody heads the unit whose head gave it, it
    waits `for_unit_id`."""

    before: Case
    after: Case
    seat: Seat | None
    held: tuple[tuple[Duty, int], ...] = ()
    for_unit_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class Succession:
    """What a change of the organisation passes on: cases; what waited for somebody in the assigner's place, each with
    whom it lies now; recurring tasks as they were and are; and those whose next date cannot be given
    any more, with why."""

    cases: tuple[PassedOn, ...] = ()
    waiting: tuple[tuple[Duty, Case, int], ...] = ()
    recurring: tuple[tuple[Recurrence, Recurrence], ...] = ()
    stuck: tuple[tuple[Recurrence, Refusal], ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.cases or self.waiting or self.recurring or self.stuck)


NOTHING_PASSED = Succession()


@dataclass(frozen=True, kw_only=True)
class _Leaving:
    """Those who leave a seat between the two charts, and who may follow each."""

    before: Directory
    after: Directory
    seats: Mapping[int, Seat]
    candidates: Mapping[int, tuple[Person, ...]]
    office_left: frozenset[int]  # who is of the office no longer: what they entered for others is another's to follow

    def taker(self, person_id: int, concerned: frozenset[int] = frozenset()) -> Person | None:
        occupies = occupant(self.after, self.seats[person_id])
        occupant_id = None if occupies is None or occupies.id == person_id else occupies.id
        return successor(self.after, self.candidates[person_id], concerned, occupant_id=occupant_id)


async def passing_on(view: View, before: Directory, after: Directory, *, named: Person | None = None) -> Succession:
    """What would be passed on if the organisation changed so; `named` takes over in the first place, except what is
    `named`'s own work."""
    leaving = await _leaving(view, before, after, named)
    returning = await _returning(view, before, after)
    if not leaving.seats and not leaving.office_left and not returning:
        return Succession(stuck=await _stuck(view, before, after, {}))
    given = await successions.open_given_by(view.connection, leaving.seats.keys() | leaving.office_left)
    owed = await duties_in_hand.open_in_cases(view.connection, [one.id for one in (*given, *returning)])
    passed = [_passed_on(leaving, case, owed.get(case.id, ())) for case in given]
    passed += [_returned(after, case, owed.get(case.id, ()), head) for case, head in returning.items()]
    found = tuple(one for one in passed if one is not None)
    recurring = await _recurring(view, leaving)
    return Succession(
        cases=found,
        waiting=await _waiting(view, leaving, found),
        recurring=recurring,
        stuck=await _stuck(view, before, after, {old.id: new for old, new in recurring}),
    )


async def _leaving(view: View, before: Directory, after: Directory, named: Person | None) -> _Leaving:
    """Also those who were gone before, and whose work nobody has taken over."""
    givers = await successions.givers(view.connection)
    going_on = await recurrences.going_on(view.connection, registrar_id=None)
    givers |= {one.registrar_id for one in going_on}
    gone = [one for one in givers if after.people[one].has_left and before.people[one].has_left]
    were = await successions.last_posts(view.connection, gone)
    seats: dict[int, Seat] = {}
    for person_id, was in before.people.items():
        if person_id in gone:
            seats[person_id] = last_seat(were.get(person_id, was))
        elif was.is_a(*SEATED) or after.people[person_id] != was:
            left = seat_left(before, after, person_id)
            seats |= {} if left is None else {person_id: left}
    return _Leaving(
        before=before,
        after=after,
        seats=seats,
        candidates={
            person_id: followers(after, seat, leaver_id=person_id, named=named) for person_id, seat in seats.items()
        },
        office_left=frozenset(
            person.id for person in before.office if person.id not in {one.id for one in after.office}
        ),
    )


async def _returning(view: View, before: Directory, after: Directory) -> dict[Case, Person]:
    """What the head of a unit gave out and others had while nobody headed it, with who heads it now."""
    heads = {unit.id: head for unit in after.present_units if (head := after.titular_head_of(unit.id)) is not None}
    come = {unit_id for unit_id in heads if unit_id not in before.units or before.titular_head_of(unit_id) is None}
    waiting = await successions.open_for_head_of(view.connection, come) if come else {}
    return {case: heads[unit_id] for unit_id, found in waiting.items() for case in found}


def _passed_on(leaving: _Leaving, case: Case, owed: Sequence[Duty]) -> PassedOn | None:
    """The case under who follows; None where nobody is there to follow."""
    seat, after = leaving.seats.get(case.assigner_id), case
    if seat is not None:
        taker = leaving.taker(case.assigner_id, at_work(leaving.after, case, owed))
        if taker is None:
            return None
        after = replace(case, assigner_id=taker.id)
    after = _entered_by(leaving, case, after)
    if after == case:
        return None
    head = leaving.after.titular_head_of(seat.unit_id) if seat is not None and seat.unit_id is not None else None
    waits = seat is not None and seat.post is AssigningPost.HEAD and head is None
    return PassedOn(
        before=case,
        after=after,
        seat=seat,
        held=_held(leaving.after, case, after, owed),
        for_unit_id=seat.unit_id if waits and seat is not None else None,
    )


def _entered_by(leaving: _Leaving, case: Case, after: Case) -> Case:
    """The case with who follows its registrar: of one entered by who gave it, who gives it now; of one entered for
    another, one of the office."""
    registrar = case.registrar_id
    if registrar == case.assigner_id:
        return replace(after, registrar_id=after.assigner_id)
    if registrar not in leaving.office_left and not (registrar in leaving.seats and _is_gone(leaving, registrar)):
        return after
    office = [one for one in leaving.after.office if one.id != registrar]
    taker = successor(leaving.after, office, frozenset())
    return replace(after, registrar_id=taker.id if taker is not None else after.assigner_id)


def _is_gone(leaving: _Leaving, person_id: int) -> bool:
    return leaving.after.people[person_id].has_left


def _returned(after: Directory, case: Case, owed: Sequence[Duty], head: Person) -> PassedOn | None:
    if case.assigner_id == head.id or head.id in at_work(after, case, owed):
        return None
    registrar = head.id if case.registrar_id == case.assigner_id else case.registrar_id
    new = replace(case, assigner_id=head.id, registrar_id=registrar)
    return PassedOn(before=case, after=new, seat=None, held=_held(after, case, new, owed))


def _held(chart: Directory, before: Case, after: Case, owed: Sequence[Duty]) -> tuple[tuple[Duty, int], ...]:
    """What lay with the assigner, and with whom it lies next."""
    if before.assigner_id == after.assigner_id:
        return ()
    mine = [duty for duty in owed if lies_with_assigner(duty, before)]
    if any(duty.kind is DutyKind.LEAD for duty in mine):  # coordinating parts follow the lead by themselves
        mine = [duty for duty in mine if duty.kind is not DutyKind.COORDINATING]
    return tuple((duty, taken_on_by(chart, duty, after, owed).id) for duty in mine)


async def _waiting(view: View, leaving: _Leaving, passed: Sequence[PassedOn]) -> tuple[tuple[Duty, Case, int], ...]:
    """What waited for somebody in the assigner's place. A direction asked of a unit's head goes with the post, a part
    of a coordinating unit with the lead."""
    done = {duty.id for one in passed for duty, _ in one.held}
    held = [
        duty
        for duty in await successions.waiting_with(view.connection, list(leaving.seats))
        if duty.id not in done
        and duty.decision is not DecisionKind.DIRECTION
        and duty.kind is not DutyKind.COORDINATING
    ]
    known = await cases.cases_of(view.connection, [duty.case_id for duty in held])
    known |= {one.after.id: one.after for one in passed}
    owed = await duties_in_hand.open_in_cases(view.connection, list(known))
    found = []
    for duty in held:
        case = known[duty.case_id]
        found.append((duty, case, taken_on_by(leaving.after, duty, case, owed[case.id]).id))
    return tuple(one for one in found if one[0].holder_id != one[2])


# Recurring tasks


async def _recurring(view: View, leaving: _Leaving) -> tuple[tuple[Recurrence, Recurrence], ...]:
    found = []
    for one in await recurrences.going_on(view.connection, registrar_id=None):
        after = one
        assigner = _named(leaving.before, one.form.get("assigner"))
        if assigner is not None and assigner.id in leaving.seats:
            taker = leaving.taker(assigner.id)
            name = None if taker is None else told_apart(leaving.after, taker)
            after = replace(after, form={**after.form, "assigner": name})
        if one.registrar_id in leaving.seats and (taker := _sets_up(view, leaving, after)) is not None:
            after = replace(after, registrar_id=taker.id)
        if after != one:
            found.append((one, after))
    return tuple(found)


def _sets_up(view: View, leaving: _Leaving, one: Recurrence) -> Person | None:
    """Who follows whoever set it up: the likeliest who may give the task; where nobody may, the likeliest."""
    candidates = leaving.candidates[one.registrar_id]
    able = [person for person in candidates if may_give(view, replace(one, registrar_id=person.id), leaving.after)]
    return successor(leaving.after, able or candidates, frozenset())


def _named(chart: Directory, name: str | None) -> Person | None:
    try:
        return find_person(chart.following(), name) if name else None
    except Refusal:
        return None


async def _stuck(
    view: View, before: Directory, after: Directory, changed: Mapping[int, Recurrence]
) -> tuple[tuple[Recurrence, Refusal], ...]:
    """The recurring tasks whose next date could be given before the change and cannot after it."""
    found = []
    for one in await recurrences.going_on(view.connection, registrar_id=None):
        new = changed.get(one.id, one)
        why = hindrance(view, new, after)
        if why is not None and hindrance(view, one, before) is None:
            found.append((new, why))
    return tuple(found)


# Done


async def hand_on(work: Transaction, before: Directory, *, why: str, named: Person | None = None) -> Succession:
    """Pass on what is to be passed on now that the organisation has changed; whoever takes over is told of all of it at
    once, and of each thing that waits."""
    plan = await passing_on(work, before, work.chart, named=named)
    for one in plan.cases:
        await pass_case(work, one, why=why)
    for duty, case, holder_id in plan.waiting:
        await _pass_duty(work, duty, case, holder_id, why=why)
    for old, new in plan.recurring:
        await recurrences.save_recurrence(work.connection, old, new)
        await work.record(
            Act.RECURRENCE_CHANGED,
            RecurrenceChanged(recurrence=old.id, registrar=new.registrar_id, before=old.registrar_id, why=why),
        )
    _tell(work, plan)
    for recurrence, refusal in plan.stuck:
        tell_stuck(work, recurrence, refusal)
    return plan


async def pass_on_orphans(office: Office, now: datetime) -> Succession:
    """At a start: what was given out by somebody who was gone before anybody followed whoever leaves."""
    order = Order(now=now, said_at=now, via="start")
    async with office.look(order) as view:
        if (await passing_on(view, view.chart, view.chart)).is_empty:
            return NOTHING_PASSED
    try:
        async with office.act(order) as work:
            return await hand_on(work, work.chart, why="erased")
    except duties.DutyMoved:  # another process has started together with this one, and was faster
        return NOTHING_PASSED


async def pass_case(work: Transaction, one: PassedOn, *, why: str, right: Borrowed | None = None) -> None:
    """Give the case another assigner from now on, with whom lies what lay with the former."""
    before, after = one.before, one.after
    await successions.change_giver(work.connection, before, after, at=work.now, for_unit_id=one.for_unit_id)
    await work.record(
        Act.CASE_ASSIGNER_CHANGED,
        AssignerChanged.of(before, after, why=why, for_unit=one.for_unit_id),
        case=before,
        right=right,
    )
    for duty, holder_id in one.held:
        await _pass_duty(work, duty, after, holder_id, why=why)


async def _pass_duty(work: Transaction, duty: Duty, case: Case, holder_id: int, *, why: str) -> None:
    """Pass the duty on, with as much time for it as whoever is first given it has."""
    if duty.holder_id == holder_id:
        return
    at = max(work.now, duty.held_since)
    waiting = work.policy_of(case).rungs[case.urgency].waiting
    moved = await change_duty(work, duty, duty.hand_to(holder_id, at=at, act_by=waiting.after(at, work.calendar)), case)
    await parts_follow(work, duty, moved, case)
    await work.record(
        Act.DUTY_HANDED_OVER,
        DutyHandedOver.of(moved, before_id=duty.holder_id, why=why),
        case=case,
        duty=duty,
    )
    await tell_what_waits(work, moved, case)


async def tell_what_waits(work: Transaction, duty: Duty, case: Case, *, knows_id: int | None = None) -> None:
    """Tell who may decide it now, in the words in which whoever had it was told; not who `knows` it already."""
    unsaid = _asking(duty)
    told = await notices.newest_of(work.connection, type(unsaid), duty.id)
    people = [one for one in await work.who_may_act(case, duty) if one.id != knows_id]
    work.owe(people, told or unsaid, slot=f"turn-{duty.turn}", case=case, duty=duty)


def _asking(duty: Duty) -> NoticePayload:
    """What it waits for, in the fewest words."""
    match duty.phase:
        case Phase.DRAFTED:
            return SignNotice(by=duty.asked_by_id)
        case Phase.SUBMITTED:
            return JudgeNotice(by=duty.asked_by_id)
        case Phase.LACKING:
            return LackingNotice(by=duty.asked_by_id, words=None)
        case Phase.FREED:
            return FreedNotice(by=duty.asked_by_id)
        case _:
            return DecideNotice(by=duty.asked_by_id)


async def change_assigner(work: Transaction, seen: VisibleCase, case: Case, name: str) -> Case:
    """The case under another assigner, named by its present one or by the office; what waits for the assigner's word
    goes along. Raises PicksOwnJudge for who has a part in it, JudgesOwnWork where the other has."""
    if not any(may(Permission.CHANGE_ASSIGNER, has) for has in seen.relations.values()):
        raise NotAllowed
    if case.closed_at is not None:
        raise AlreadyClosed(code=case.code, closed_at=case.closed_at, outcome=case.state)
    person = find_person(work.chart, name)
    if person.id == case.assigner_id:
        raise NothingChanges(code=case.code)
    if person.has_left:
        raise UnknownPerson(name=name)
    owed = await duties_in_hand.open_in_cases(work.connection, [case.id])
    working = at_work(work.chart, case, owed[case.id]).union(*seen.parties.works.values())
    if work.sender.id in (working if work.sender.id == case.assigner_id else seen.parties.everyone):
        raise PicksOwnJudge(code=case.code)
    if person.id in working:
        raise JudgesOwnWork(code=case.code, person_id=person.id)
    registrar = person.id if case.registrar_id == case.assigner_id else case.registrar_id
    after = replace(case, assigner_id=person.id, registrar_id=registrar)
    held = _held(work.chart, case, after, owed[case.id])
    right = seen.right(seen.everything[0], Permission.CHANGE_ASSIGNER)
    await pass_case(work, PassedOn(before=case, after=after, seat=None, held=held), why="corrected", right=right)
    work.owe(
        unique((work.chart.person(case.assigner_id), person, *_who_work(work.chart, owed[case.id]))),
        AssignerChangedNotice(right=right, by=work.sender.id, before=case.assigner_id, assigner=person.id),
        slot=f"assigner-{case.id}-{work.order.inbox_id or work.now.isoformat()}",
        case=after,
    )
    return after


def _who_work(chart: Directory, owed: Sequence[Duty]) -> list[Person]:
    """Who leads, with whomever the result lies; who answers, where opinions were asked."""
    working = [one for one in owed if one.kind in {DutyKind.LEAD, DutyKind.OPINION} and one.phase is not Phase.FREED]
    found = (goes_back_to(chart, one) for one in working)
    return [one for one in found if one is not None]


def _tell(work: Transaction, plan: Succession) -> None:
    """Tell each who takes over of all that is taken from one person; whoever left and is still there of what went."""
    by_pair: dict[tuple[int, int], list[str]] = {}
    for one in plan.cases:
        if one.before.assigner_id != one.after.assigner_id:
            by_pair.setdefault((one.before.assigner_id, one.after.assigner_id), []).append(one.after.code)
    for old, new in plan.recurring:
        by_pair.setdefault((old.registrar_id, new.registrar_id), []).append(old.code)
    for (left, taker), codes in by_pair.items():
        told: Collection[int] = {taker, left} if not work.chart.people[left].has_left else {taker}
        work.owe(
            [work.chart.person(one) for one in sorted(told)],
            SucceededNotice(before=left, taker=taker, codes=tuple(codes[:CODES_NAMED]), count=len(codes)),
            slot=f"succeeded-{left}-{taker}-{work.order.inbox_id or work.now.isoformat()}",
        )
