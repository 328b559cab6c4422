"""Who holds what a unit is given, whoever comes and goes: one rule, whatever the road (design §2)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.deciding import decider
from domain.duties.cases import CaseKind
from domain.duties.charge import holder_of, led_by, part_taken, taken_by
from domain.duties.duties import DutyKind, Phase
from domain.office.chart import Chart
from domain.office.people import Person, Role, Unit
from domain.office.reorganising import gaps, stepping_down
from domain.refusals import AsksOneself, HeldByAssigner, NoAccountableHead, NobodyToAnswer
from tests.domain.cast import TASK, duty

TOP, MIDDLE, LOW = 1, 2, 3
UNITS = {
    TOP: Unit(id=TOP, name="UBND huyện"),
    MIDDLE: Unit(id=MIDDLE, name="Phòng", parent_id=TOP),
    LOW: Unit(id=LOW, name="Tổ", parent_id=MIDDLE),
}
HEADS = {TOP: 11, MIDDLE: 12, LOW: 13}


def office(*headed: int, leader: bool = True) -> Chart:
    """The three units one under the other, with heads in those named; the others have an official in that place."""
    people = {}
    for unit, person in HEADS.items():
        roles = {Role.HEAD if unit in headed else Role.OFFICIAL}
        if unit == TOP and leader:
            roles.add(Role.LEADER)
        people[person] = Person(id=person, name=str(person), unit_id=unit, roles=frozenset(roles), reachable=True)
    people[20] = Person(id=20, name="Văn phòng", unit_id=TOP, roles=frozenset({Role.OFFICE}), reachable=True)
    return Chart(units=UNITS, people=people)


@given(st.sets(st.sampled_from([TOP, MIDDLE, LOW])), st.sampled_from([11, 12, 13, 20]), st.sampled_from(CaseKind))
def test_the_nearest_head_holds_it_and_never_what_is_their_own(headed: set[int], assigner: int, kind: CaseKind) -> None:
    chart = office(*headed)
    nearest = next((HEADS[unit] for unit in (LOW, MIDDLE, TOP) if unit in headed), None)
    own = LOW in headed
    refused: type[Exception] | None = None
    if nearest is None:
        refused = NobodyToAnswer if kind is CaseKind.OPINION else NoAccountableHead
    elif nearest == assigner and kind is CaseKind.OPINION:
        refused = AsksOneself
    elif nearest == assigner and not own:
        refused = HeldByAssigner
    if refused is not None:
        with pytest.raises(refused):
            holder_of(chart, UNITS[LOW], kind=kind, assigner_id=assigner)
        return
    assert holder_of(chart, UNITS[LOW], kind=kind, assigner_id=assigner).id == nearest


@given(st.lists(st.sets(st.sampled_from([TOP, MIDDLE, LOW])), min_size=2, max_size=6))
def test_what_lies_with_the_post_is_with_whoever_heads_the_unit_whatever_happened_between(
    course: list[set[int]],
) -> None:
    case = replace(TASK, assigner_id=20)
    owed = duty(unit_id=LOW, to_unit=True, holder_id=13)
    for headed in course:
        chart = office(*headed)
        taker = taken_by(chart, owed, case, before=None)
        owed = owed if taker is None else replace(owed, holder_id=taker.id)
        head = chart.in_charge_of(LOW)
        assert head is None or owed.holder_id == head.id
        named = replace(owed, named_id=99, holder_id=99)
        assert taken_by(chart, named, case, before=None) is None
        assert taken_by(chart, replace(named, phase=Phase.DRAFTED), case, before=None) == head


def test_who_gave_it_does_not_get_it_back_while_the_unit_has_no_head() -> None:
    case = replace(TASK, assigner_id=11)
    owed = duty(unit_id=LOW, to_unit=True, holder_id=13)
    assert taken_by(office(TOP), owed, case, before=None) is None
    taker = taken_by(office(TOP, MIDDLE), owed, case, before=None)
    assert taker is not None
    assert taker.id == 12


def test_a_gap_is_a_head_who_is_gone_or_cannot_be_reached() -> None:
    before = office(TOP, LOW)
    (gap,) = gaps(before, office(TOP))
    assert (gap.unit_id, gap.above.id if gap.above else None, gap.head) == (LOW, 11, None)
    lost = replace(before.people[13], reachable=False)
    (gap,) = gaps(before, replace(before, people={**before.people, 13: lost}))
    assert (gap.unit_id, gap.head) == (LOW, lost)
    assert gaps(before, before) == ()
    assert gaps(office(TOP), before) == ()


def test_a_unit_has_one_head() -> None:
    chart = office(LOW)
    new = Person(id=30, name="Mới", unit_id=LOW, roles=frozenset({Role.HEAD}))
    (old,) = stepping_down(chart, new)
    assert (old.id, old.roles) == (13, {Role.DEPUTY})
    assert stepping_down(chart, replace(new, roles=frozenset({Role.ACTING_HEAD}))) == ()
    assert stepping_down(chart, replace(new, roles=frozenset({Role.DEPUTY}))) == ()


def test_a_unit_has_one_part() -> None:
    chart = office(LOW)
    assert led_by(chart, UNITS[LOW]) == LOW
    assert led_by(chart, chart.people[13]) == LOW
    assert led_by(chart, chart.people[12]) is None  # an official there
    free, left_out = part_taken([UNITS[LOW], UNITS[MIDDLE]], {LOW: DutyKind.LEAD})
    assert [unit.id for unit in free] == [MIDDLE]
    assert [(one.unit.id, one.has) for one in left_out] == [(LOW, DutyKind.LEAD)]


@given(st.sampled_from([11, 12, 13]), st.sampled_from([11, 12, 13]), st.sampled_from([11, 12, 13]))
def test_nobody_decides_what_would_be_granted_to_oneself(assigner: int, asker: int, holder: int) -> None:
    chart = office(TOP, MIDDLE, LOW)
    decides = decider(chart, replace(TASK, assigner_id=assigner), asker_id=asker, holder_id=holder).id
    # Above a top leader nobody stands, and above the assigner perhaps only who holds it.
    assert decides == assigner or (assigner in {asker, holder} and decides not in {asker, holder})
