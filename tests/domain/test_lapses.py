"""A right ends with its reason: whatever change of the organisation takes the reason away (design §2)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from domain.office.absences import Absence, Delegation
from domain.office.chart import Chart
from domain.office.lapses import Ending, ended_with
from domain.office.people import Person, Role, Unit
from domain.office.reorganising import after as after_merger
from domain.office.reorganising import merger
from tests.domain.cast import (
    AGENCY,
    AN,
    BINH,
    CUC,
    DUC,
    ECONOMY,
    INSPECTOR,
    KHANH,
    LAND,
    LEADER,
    OFFICE,
    UNITS,
    at,
    chart,
    person,
)

NOW, UNTIL = at("2026-12-04 09:00"), at("2026-12-11 00:00")
GIVEN = Delegation(id=1, head_id=BINH, person_id=CUC, unit_id=ECONOMY, since=NOW, until=UNTIL)
STANDING_IN = Absence(id=1, person_id=BINH, substitute_id=CUC, since=NOW, until=UNTIL)
GROUP = Person(id=90, name="", reachable=True)


def before() -> Chart:
    return replace(chart(), delegations=(GIVEN,), absences=(STANDING_IN,), groups={ECONOMY: GROUP}).at(NOW)


def with_changed(*people: Person) -> Chart:
    found = before()
    return replace(found, people={**found.people, **{one.id: one for one in people}})


def merged(unit: int, into: int) -> Chart:
    units = {one.id: one for one in UNITS}
    return after_merger(before(), merger(before(), units[unit], units[into]), at=NOW)


def gone(key: int) -> Person:
    return person(key, None)


ENDED: dict[str, tuple[Callable[[], Chart], Ending | None, Ending | None]] = {
    "the deputy moves to another unit": (
        lambda: with_changed(person(CUC, LAND, Role.DEPUTY)),
        Ending.MOVED,
        Ending.MOVED,
    ),
    "the deputy is an official from now on": (
        lambda: with_changed(person(CUC, ECONOMY, Role.OFFICIAL)),
        Ending.DEMOTED,
        None,
    ),
    "the deputy leaves or is erased": (lambda: with_changed(gone(CUC)), Ending.LEFT, Ending.LEFT),
    "another heads the unit": (
        lambda: with_changed(person(BINH, ECONOMY, Role.DEPUTY), person(AN, ECONOMY, Role.HEAD)),
        Ending.UNSEATED,
        None,
    ),
    "the deputy heads it himself": (
        lambda: with_changed(person(BINH, ECONOMY, Role.DEPUTY), person(CUC, ECONOMY, Role.HEAD)),
        Ending.UNSEATED,
        None,
    ),
    "the head moves to another unit": (
        lambda: with_changed(person(BINH, OFFICE, Role.OFFICIAL)),
        Ending.UNSEATED,
        Ending.MOVED,
    ),
    "the head leaves": (lambda: with_changed(gone(BINH)), Ending.LEFT, Ending.LEFT),
    "the unit is merged away": (lambda: merged(ECONOMY, LAND), Ending.MERGED, None),
    "another unit is merged into it": (lambda: merged(LAND, ECONOMY), None, None),
    "the unit above is merged into another": (lambda: merged(AGENCY, OFFICE), None, None),
    "somebody else moves": (lambda: with_changed(person(KHANH, ECONOMY, Role.OFFICIAL)), None, None),
    "the deputy gets another field": (
        lambda: with_changed(person(CUC, ECONOMY, Role.DEPUTY, fields=("đầu tư",))),
        None,
        None,
    ),
    "the deputy acts as head besides": (
        lambda: with_changed(person(CUC, ECONOMY, Role.DEPUTY, Role.ACTING_HEAD)),
        None,
        None,
    ),
}


@pytest.mark.parametrize("what", ENDED)
def test_what_ends_a_delegation_and_what_ends_standing_in(what: str) -> None:
    changed, delegation, substitution = ENDED[what]
    lapsed = ended_with(before(), changed())
    assert [why.reason for _, why in lapsed.delegations] == ([] if delegation is None else [delegation])
    away = [why.reason for _, why in (*lapsed.left_alone, *lapsed.over)]
    assert away == ([] if substitution is None else [substitution])
    assert bool(lapsed.over) == (what == "the head leaves"), "who stays in the office stays away"
    assert [one.unit_id for one in lapsed.groups] == ([ECONOMY] if what == "the unit is merged away" else [])


def test_a_substitute_of_another_unit_stands_in_until_he_moves() -> None:
    """A substitute need not work where the other does, but stay in the unit of the naming."""
    found = replace(before(), absences=(replace(STANDING_IN, substitute_id=DUC),))
    assert not ended_with(
        found, replace(found, people={**found.people, AN: person(AN, LAND, Role.OFFICIAL)})
    ).left_alone
    moved = replace(found, people={**found.people, DUC: person(DUC, ECONOMY, Role.OFFICIAL)})
    ((one, why),) = ended_with(found, moved).left_alone
    assert (one.substitute_id, why.of_id) == (DUC, DUC)


def test_a_delegation_over_the_units_below_goes_with_those_below() -> None:
    found = replace(before(), delegations=(replace(GIVEN, head_id=LEADER, unit_id=AGENCY),))
    moved = replace(found, people={**found.people, CUC: person(CUC, LAND, Role.DEPUTY)})
    assert not ended_with(found, moved).delegations
    units = {**found.units, LAND: replace(found.units[LAND], parent_id=None)}
    ((_, why),) = ended_with(found, replace(moved, units=units)).delegations
    assert why.reason is Ending.MOVED


def inspecting(*fields: str) -> Chart:
    found = before()
    return replace(found, people={**found.people, INSPECTOR: person(INSPECTOR, AGENCY, Role.INSPECTOR, fields=fields)})


def test_an_inspectors_units_follow_a_merger_and_it_is_said() -> None:
    found = inspecting("Phòng Kinh tế")
    done = merger(found, found.units[ECONOMY], found.units[LAND])
    (moved,) = ended_with(found, after_merger(found, done, at=NOW)).scopes
    assert (moved.person.fields, moved.lost) == (("Phòng Tài nguyên",), ())
    done = merger(found, found.units[LAND], found.units[ECONOMY])
    assert ended_with(found, after_merger(found, done, at=NOW)).scopes == ()


def test_an_inspector_who_loses_a_unit_by_a_new_name_is_told() -> None:
    found = inspecting("phong kinh te", "Phòng Tài nguyên")
    another = Unit(id=9, name="Phòng Kính tế", parent_id=AGENCY)
    (moved,) = ended_with(found, replace(found, units={**found.units, 9: another})).scopes
    assert moved.lost == (ECONOMY,)


def test_a_scope_that_the_office_enters_anew_is_no_loss() -> None:
    found = inspecting("Phòng Kinh tế")
    assert ended_with(found, inspecting("Phòng Tài nguyên")).scopes == ()


def test_nothing_ends_where_nothing_changes() -> None:
    assert not ended_with(before(), before())
