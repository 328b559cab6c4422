"""Who holds what a unit is given: asked by every road on which work comes to a unit, goes back to it, or is left there
(design §2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from domain.duties.cases import Case, CaseKind
from domain.duties.duties import DecisionKind, Duty, DutyKind, Phase
from domain.office.chart import Chart
from domain.office.people import Person, Unit
from domain.refusals import AsksOneself, HeldByAssigner, NoAccountableHead, NobodyToAnswer, PersonGone


def holder_of(chart: Chart, to: Person | Unit, *, kind: CaseKind, assigner_id: int) -> Person:
    """Who would hold what is given to this person or unit: of a unit its head, or who stands in for the head; where it
    has none the head of the nearest unit above that has one. Raises PersonGone for who has left,
    HeldByAssigner where the unit has no head and the assigner would hold it, AsksOneself where who asks a unit for its
    opinion would give it, and as `accountable_for` does."""
    if not isinstance(to, Unit) and to.has_left:
        raise PersonGone(person_id=to.id)
    head = accountable_for(chart, to, kind=kind)
    if not isinstance(to, Unit):
        return to
    if head.id == assigner_id and kind is CaseKind.OPINION:
        raise AsksOneself(unit=to.name, has_head=has_head(chart, to.id))
    if head.id == assigner_id and not has_head(chart, to.id):
        raise HeldByAssigner(unit=to.name, holder_id=head.id)
    return head


def accountable_for(chart: Chart, to: Person | Unit, *, kind: CaseKind) -> Person:
    """Who heads what is given to this person or unit. Raises NobodyToAnswer for a unit that is asked for its opinion
    and NoAccountableHead for all other work, where nobody does (M1)."""
    head = chart.in_charge_of(to.id if isinstance(to, Unit) else to.unit_id)
    if head is not None:
        return head
    raise NobodyToAnswer(unit=to.name) if kind is CaseKind.OPINION else NoAccountableHead(name=to.name)


def has_head(chart: Chart, unit_id: int) -> bool:
    """Whether the unit, or what it has become, has a head of its own, away or not."""
    return chart.titular_head_of(unit_id) is not None


def answers_now(chart: Chart, duty: Duty, *, asker_id: int) -> Person | None:
    """Who answers for the unit of the duty now: its head, or who stands in; the head, even away, where
    that would be who asks the unit for its opinion."""
    head = chart.post_in_charge_of(duty.unit_id)
    if head is None:
        return None
    acting = chart.acting_for(head)
    return head if duty.kind is DutyKind.OPINION and acting.id == asker_id else acting


def stood_in_for_from_above(chart: Chart, owed: Iterable[Duty]) -> tuple[tuple[int, Person], ...]:
    """The units among these that have no head of their own, each with the head above who holds what they are given."""
    units = dict.fromkeys(duty.unit_id for duty in owed if duty.to_unit and duty.unit_id is not None)
    above = ((unit_id, chart.in_charge_of(unit_id)) for unit_id in units if not has_head(chart, unit_id))
    return tuple((unit_id, head) for unit_id, head in above if head is not None)


def goes_back_to(chart: Chart, duty: Duty) -> Person | None:
    """Who owes the work itself again when it is given back: whoever was named for it, else who heads the unit now."""
    named = None if duty.named_id is None else chart.people.get(duty.named_id)
    return chart.in_charge_of(duty.unit_id) if named is None or named.has_left else named


# Who leads a task is a part in it; who holds its lead is how it stands at the moment


def who_leads(chart: Chart, lead: Duty | None) -> Person | None:
    """Who leads the task, with whomever its lead lies at the moment: for acceptance, signature or decision.
    It is who was named for it, else who heads the unit, or stands in for the head. Nobody leads where the refusal has
    been granted, until it is given anew, nor when it is over."""
    if lead is None or lead.phase in {Phase.FREED, Phase.CLOSED}:
        return None
    return goes_back_to(chart, lead)


def judges_part(chart: Chart, lead: Duty | None, case: Case, *, by: Iterable[int]) -> Person:
    """With whom the result of a coordinating part waits: who leads; the assigner where nobody does, or where that is
    one of those `by` whom it was handed in."""
    leads = who_leads(chart, lead)
    return chart.person(case.assigner_id) if leads is None or leads.id in set(by) else leads


def may_judge_part(chart: Chart, lead: Duty | None, part: Duty) -> frozenset[int]:
    """In whose right a coordinating part is judged in the assigner's place: of who leads, and of who heads the unit
    that leads, who stays answerable where the head or the assigner has named an official. Not of who handed it in, nor
    of who heads both units where an official leads: it would be an own part."""
    leads = who_leads(chart, lead)
    if lead is None or leads is None:
        return frozenset()
    head, own = chart.post_in_charge_of(lead.unit_id), chart.post_in_charge_of(part.unit_id)
    named = lead.named_id == leads.id
    judges = {leads.id} if named or head is None else {head.id}
    if head is not None and (own is None or own.id != head.id):
        judges.add(head.id)
    return frozenset(judges - ({part.asked_by_id} if part.phase is Phase.SUBMITTED else set[int | None]()))


def has_other_lead(before: Duty, after: Duty) -> bool:
    """Whether a change of the lead gave it to somebody else, or freed who had it: acts of the lead leave it where it
    is."""
    freed = (before.phase is Phase.FREED) is not (after.phase is Phase.FREED)
    return freed or (before.unit_id, before.to_unit, before.named_id) != (after.unit_id, after.to_unit, after.named_id)


def taken_by(chart: Chart, duty: Duty, case: Case, *, before: Person | None) -> Person | None:
    """Who takes over what goes with the post of the unit's head, as the chart stands; None where it stays where it is:
    nobody else answers for the unit, or only a head above who gave the work and would be owed it by the same person,
    who may direct it. `before` headed it until now."""
    head = answers_now(chart, duty, asker_id=case.assigner_id)
    if head is None or duty.unit_id is None or head.id == duty.holder_id:
        return None
    if _is_direction_of_head(chart, duty, case, before):
        return _directs(chart, duty, head)
    would_owe_himself = head.id == case.assigner_id and not has_head(chart, duty.unit_id)
    return head if duty.lies_with_post and not would_owe_himself else None


def _directs(chart: Chart, duty: Duty, head: Person) -> Person | None:
    """Who directs in the head's place: never who asked for it, though that one heads the unit by now or stands in for
    its head. Then it is left with whose post it is, even away, else it goes one up."""
    if head.id != duty.asked_by_id:
        return head
    post = chart.post_in_charge_of(duty.unit_id) or head
    directs = post if post.id != head.id else next(iter(chart.posts_above(head, assigner=None)), head)
    return None if directs.id == duty.holder_id else directs


def _is_direction_of_head(chart: Chart, duty: Duty, case: Case, before: Person | None) -> bool:
    """What the head, and not the assigner, was asked to direct."""
    if duty.decision is not DecisionKind.DIRECTION or duty.holder_id == case.assigner_id:
        return False
    return before.id == duty.holder_id if before is not None else not chart.heads_any(duty.holder_id)


# A unit has one part in a case


@dataclass(frozen=True, kw_only=True)
class LeftOut:
    """A unit that is named once more, and the part that it has already."""

    unit: Unit
    has: DutyKind


def led_by(chart: Chart, lead: Person | Unit) -> int | None:
    """The unit that has the lead: the one named, or the one whose own head is named; an official's unit has no part by
    that."""
    if isinstance(lead, Unit):
        return lead.id
    head = None if lead.unit_id is None else chart.titular_head_of(lead.unit_id)
    return lead.unit_id if head is not None and head.id == lead.id else None


def part_taken(named: Iterable[Unit], taken: Mapping[int, DutyKind]) -> tuple[list[Unit], tuple[LeftOut, ...]]:
    """The units that get this part, and those that have another already and are left out."""
    every = list(named)
    free = [unit for unit in every if unit.id not in taken]
    return free, tuple(LeftOut(unit=unit, has=taken[unit.id]) for unit in every if unit.id in taken)


def part_of_lead(chart: Chart, lead: Duty, owed: Iterable[Duty]) -> Duty | None:
    """The open coordinating part of the unit that has the lead: it ends, whoever holds it, for the unit has another."""
    named = None if lead.named_id is None else chart.people.get(lead.named_id)
    party = chart.units.get(lead.unit_id or 0) if lead.to_unit else named
    led = None if party is None else led_by(chart, party)
    parts = (duty for duty in owed if duty.kind is DutyKind.COORDINATING and duty.is_open and _is_of(chart, duty, led))
    return None if led is None else next(parts, None)


def _is_of(chart: Chart, duty: Duty, unit_id: int | None) -> bool:
    """Whether the duty is that unit's, or both have become one unit."""
    return None not in {duty.unit_id, unit_id} and _now(chart, duty.unit_id) == _now(chart, unit_id)


def _now(chart: Chart, unit_id: int | None) -> int:
    return chart.heir_of(chart.units[unit_id or 0]).id


def parts_made_one(chart: Chart, owed: Sequence[Duty]) -> tuple[tuple[Duty, Duty], ...]:
    """The open coordinating parts of a case that their unit has, by a merger, beside another of its own, each with that
    other: the lead stays before a part, what has been handed in before what is still to be done, and the part of the
    unit that stays before that of the unit that has ended."""
    lead = next((duty for duty in owed if duty.kind is DutyKind.LEAD and duty.is_open), None)
    ending = []
    parts = [duty for duty in owed if duty.kind is DutyKind.COORDINATING and duty.is_open and duty.unit_id is not None]
    while lead is not None and (part := part_of_lead(chart, lead, parts)) is not None:
        ending.append((part, lead))
        parts.remove(part)
    by_unit: dict[int, list[Duty]] = {}
    for part in parts:
        by_unit.setdefault(_now(chart, part.unit_id), []).append(part)
    for unit_id, several in by_unit.items():
        stays, *others = sorted(
            several, key=lambda part: (part.phase is not Phase.SUBMITTED, part.unit_id != unit_id, part.id)
        )
        ending += [(part, stays) for part in others]
    return tuple(ending)


def held_twice(owed: Iterable[Duty]) -> tuple[tuple[int, tuple[Duty, ...]], ...]:
    """Who would hold several of these duties, with them."""
    by_holder: dict[int, list[Duty]] = {}
    for duty in owed:
        by_holder.setdefault(duty.holder_id, []).append(duty)
    return tuple((holder, tuple(held)) for holder, held in by_holder.items() if len(held) > 1)
