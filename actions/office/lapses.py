"""What a change of the organisation ends: delegations, standing in, groups; said to both sides (design §2)."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from actions.transaction import Transaction
from domain.acts import Act
from domain.journal.office import AbsenceEnded, DelegationEnded, GroupEnded, ScopeChanged, SubstitutionEnded
from domain.office.absences import Absence, Delegation
from domain.office.chart import Chart
from domain.office.lapses import EndedGroup, Ending, LapsedRights, LapseReason, ScopeMoved
from domain.office.people import unique
from domain.payloads.office import EndedRight, RightEndedNotice, UncoveredNotice
from storage import absences, cases, duties_in_hand, lists

CODES_NAMED = 20  # in a message; the rest is counted, and shown by /viec


async def end_rights(work: Transaction, lapsed: LapsedRights) -> None:
    """Each ends now, is journaled with its reason, and told to both sides; who stood in hears of it when the work is
    where it goes. The chart of the work is the one after the change, in which they still stand."""
    await absences.end_delegations(work.connection, [one.id for one, _ in lapsed.delegations], at=work.now)
    for given, why in lapsed.delegations:
        await _end_delegation(work, given, why)
    await absences.leave_alone(work.connection, [one.id for one, _ in lapsed.left_alone], at=work.now)
    for one, why in lapsed.left_alone:
        await _leave_alone(work, one, why)
    for one, why in lapsed.over:
        await absences.end_absence(work.connection, one, at=work.now)
        entry = AbsenceEnded(
            absence=one.id, person=one.person_id, substitute=one.substitute_id, handed=(), why=why.reason, of=why.of_id
        )
        await work.record(Act.ABSENCE_ENDED, entry)
    for ended in lapsed.groups:
        await _end_group(work, ended)
    for moved in lapsed.scopes:
        await _move_scope(work, moved)


async def tell_who_stood_in(work: Transaction, before: Chart, lapsed: LapsedRights) -> None:
    """Tell those who stand in no longer, once the work is where it goes, and which of the unit's is with them still,
    for nobody else has taken it over."""
    for one, why in (*lapsed.left_alone, *lapsed.over):
        if one.substitute_id is None or not one.covers(work.now):
            continue
        held = await duties_in_hand.open_held_by(work.connection, one.substitute_id, limit=CODES_NAMED)
        kept = [duty for duty in held if duty.lies_with_post and _heads(before, one.person_id, duty.unit_id)]
        known = await cases.cases_of(work.connection, [duty.case_id for duty in kept])
        codes = [known[duty.case_id].code for duty in kept]
        slot = f"absence-{one.id}"
        _tell(work, [one.substitute_id], _substitution(one, why, kept=tuple(codes)), slot=slot)


def _heads(chart: Chart, person_id: int, unit_id: int | None) -> bool:
    head = None if unit_id is None else chart.titular_head_of(unit_id)
    return head is not None and head.id == person_id


async def tell_of_uncovered(work: Transaction, before: Chart, lapsed: LapsedRights) -> None:
    """Tell the superiors, once the work is where it goes, who is away without anybody to stand in whom the bot can
    write to."""
    for one, why in lapsed.left_alone:
        if one.covers(work.now):
            await owe_uncovered(work, one, why=why)
    for one in work.chart.absences:
        there = work.chart.stand_in_for(one.person_id) if one.covers(work.now) else None
        had = before.stand_in_for(one.person_id)
        if there is not None and not there.reachable and had is not None and had.reachable:
            await owe_uncovered(work, one)


async def _end_delegation(work: Transaction, given: Delegation, why: LapseReason) -> None:
    entry = DelegationEnded(
        delegation=given.id, head=given.head_id, person=given.person_id, why=why.reason, of=why.of_id
    )
    await work.record(Act.DELEGATION_ENDED, entry)
    told = (given.head_id, given.person_id)
    _tell(work, told, delegation_ended(given, why), slot=f"delegation-{given.id}")


def delegation_ended(given: Delegation, why: LapseReason) -> RightEndedNotice:
    return RightEndedNotice(
        what=EndedRight.DELEGATION,
        why=why.reason,
        of=why.of_id,
        head=given.head_id,
        person=given.person_id,
        unit=given.unit_id,
    )


async def _leave_alone(work: Transaction, one: Absence, why: LapseReason) -> None:
    """Leave the person away with nobody to stand in: what is theirs stays with them until they name another."""
    entry = SubstitutionEnded(
        absence=one.id, person=one.person_id, substitute=one.substitute_id, why=why.reason, of=why.of_id
    )
    await work.record(Act.SUBSTITUTION_ENDED, entry)
    _tell(work, [one.person_id], _substitution(one, why), slot=f"absence-{one.id}")


async def _end_group(work: Transaction, ended: EndedGroup) -> None:
    """It is told too: its account stays, for the word to arrive, though nothing else is said there."""
    unit_id, group = ended.unit_id, ended.group
    into = work.chart.heir_of(work.chart.units[unit_id])
    why = LapseReason(reason=Ending.MERGED)
    await work.record(
        Act.GROUP_ENDED, GroupEnded(unit=unit_id, group=group.id, into=into.id, why=why.reason, of=why.of_id)
    )
    heads = [ended.head, work.chart.titular_head_of(into.id)]
    slot = f"group-{unit_id}-{work.now.isoformat()}"
    told = (group.id, *(head.id for head in heads if head is not None))
    payload = RightEndedNotice(what=EndedRight.GROUP, why=why.reason, of=why.of_id, unit=unit_id, into=into.id)
    _tell(work, told, payload, slot=slot)


async def _move_scope(work: Transaction, moved: ScopeMoved) -> None:
    """Tell the inspector what is to be inspected now; where a unit is lost the office, too, which can enter it."""
    key = moved.person.id
    entry = ScopeChanged(person=key, units=tuple(sorted(work.chart.scope_of(moved.person))), lost=tuple(moved.lost))
    await work.record(Act.SCOPE_MOVED, entry)
    notice = RightEndedNotice(
        what=EndedRight.SCOPE, person=key, fields=tuple(moved.person.fields), lost=tuple(moved.lost)
    )
    work.owe(
        unique((moved.person, *(work.chart.office if moved.lost else ()))),
        notice,
        slot=f"scope-{key}-{work.now.isoformat()}",
    )


def _substitution(one: Absence, why: LapseReason, *, kept: tuple[str, ...] = ()) -> RightEndedNotice:
    return RightEndedNotice(
        what=EndedRight.SUBSTITUTION,
        why=why.reason,
        of=why.of_id,
        person=one.person_id,
        substitute=one.substitute_id,
        since=one.since,
        until=one.until,
        kept=kept,
    )


def _tell(work: Transaction, people: Iterable[int], ended: RightEndedNotice, *, slot: str) -> None:
    """Those of them who are still of the office."""
    present = {one.id: one for one in work.chart.people.values() if not one.has_left}
    present |= {group.id: group for group in work.chart.groups.values()}
    told = [present[one] for one in people if one in present]
    work.owe(told, ended, slot=slot)


async def owe_uncovered(work: Transaction, one: Absence, *, why: LapseReason | None = None) -> None:
    """Tell the superior and the office that nobody who can be reached stands in for who is away, and what lies there:
    because the right of the stand-in has ended, or because the bot cannot write to the stand-in."""
    person = work.chart.person(one.person_id)
    codes, count = await kept_by(work, person.id)
    there = None if one.substitute_id is None or why is not None else work.chart.acting_for(person)
    above = map(work.chart.acting_for, work.chart.posts_above(person, assigner=None))
    told = (other for other in unique((*above, *work.chart.office)) if other.id not in {person.id, one.substitute_id})
    notice = UncoveredNotice(
        person=person.id,
        until=one.until,
        unreachable=there.id if there is not None and there.id != person.id else None,
        codes=tuple(codes),
        count=count,
        why=why.reason if why is not None else None,
        of=why.of_id if why is not None else None,
    )
    work.owe(told, notice, slot=f"absence-{one.id}-{work.now.isoformat()}")


async def kept_by(work: Transaction, person_id: int, *, without: Collection[int] = ()) -> tuple[list[str], int]:
    """The codes of the first open duties that lie with a person, and how many there are; `without` these duties."""
    found = await duties_in_hand.open_held_by(work.connection, person_id, limit=CODES_NAMED + len(without))
    kept = [duty for duty in found if duty.id not in without][:CODES_NAMED]
    counts = await lists.open_counts(work.connection, work.choice(holder_id=person_id))
    known = await cases.cases_of(work.connection, [duty.case_id for duty in kept])
    return [known[duty.case_id].code for duty in kept], counts.get(person_id, (0, 0))[0] - len(without)
