"""Nobody decides their own case by a borrowed right, whoever is away, asks, holds, hands in (design §2)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.deciding import DECIDING, claims, deciders
from domain.duties.cases import Case
from domain.duties.duties import DecisionKind, Duty, DutyKind, Phase
from domain.office.absences import Absence, Delegation
from domain.office.chart import Chart
from domain.parties import Parties, PartsTaken, parties_of
from domain.permissions import Permission, Relation, may
from domain.rights import grounds
from tests.domain.cast import (
    AN,
    BINH,
    CLERK,
    CUC,
    DUC,
    ECONOMY,
    KHANH,
    LAND,
    LEADER,
    OPENED,
    TASK,
    at,
    chart,
    duty,
)

EVERYBODY = (CLERK, LEADER, BINH, CUC, AN, DUC, KHANH)
NOW = at("2026-12-01 09:00")
UNTIL = at("2026-12-31 00:00")


def away(*pairs: tuple[int, int], of: Chart | None = None) -> Chart:
    absences = tuple(
        Absence(id=number, person_id=who, substitute_id=by, since=OPENED, until=UNTIL)
        for number, (who, by) in enumerate(pairs, start=1)
    )
    return replace(of or chart(), absences=absences).at(NOW)


def may_do(who: int, permission: Permission, of: Chart, case: Case, owed: Duty, parties: Parties) -> bool:
    return bool(asked(who, permission, of, case, owed, parties))


def asked(who: int, permission: Permission, of: Chart, case: Case, owed: Duty, parties: Parties) -> object:
    has = grounds(of.person(who), case, owed, of)
    return claims(permission, who, has, case=case, duty=owed, chart=of, parties=parties)


def handed_in(by: int, *, to: int = LEADER) -> Duty:
    return duty(holder_id=to, phase=Phase.SUBMITTED, asked_by_id=by, submitted_at=OPENED)


def test_who_handed_in_does_not_judge_it_in_the_leaders_place() -> None:
    of, owed = away((LEADER, DUC)), handed_in(DUC)
    parties = parties_of(of, [owed], PartsTaken())
    assert not may_do(DUC, Permission.JUDGE, of, TASK, owed, parties)
    assert may_do(LEADER, Permission.JUDGE, of, TASK, owed, parties), "he himself may, though he is away"
    assert list(deciders(of, TASK, owed, parties, Permission.JUDGE)) == [LEADER]


def test_who_handed_in_in_anothers_place_is_a_party() -> None:
    of, owed = away((LEADER, DUC)), handed_in(AN)
    parties = parties_of(of, [owed], PartsTaken(handed_in={owed.id: frozenset({DUC})}))
    assert not may_do(DUC, Permission.JUDGE, of, TASK, owed, parties)


def test_where_the_stand_in_has_a_part_it_goes_one_up() -> None:
    case = replace(TASK, assigner_id=BINH, registrar_id=BINH)
    of, owed = away((BINH, CUC)), handed_in(CUC, to=BINH)
    parties = parties_of(of, [owed], PartsTaken())
    assert set(deciders(of, case, owed, parties, Permission.JUDGE)) == {BINH, LEADER}
    assert may_do(LEADER, Permission.JUDGE, of, case, owed, parties)
    assert may_do(LEADER, Permission.STEER, of, case, owed, parties)
    assert not may_do(CUC, Permission.STEER, of, case, owed, parties)


def test_who_stands_in_for_the_one_above_decides_by_that_right() -> None:
    case = replace(TASK, assigner_id=BINH, registrar_id=BINH)
    of, owed = away((BINH, CUC), (LEADER, DUC)), handed_in(CUC, to=BINH)
    parties = parties_of(of, [owed], PartsTaken())
    (right,) = claims(
        Permission.JUDGE, DUC, grounds(of.person(DUC), case, owed, of), case=case, duty=owed, chart=of, parties=parties
    ).values()
    assert right is not None
    assert right.of_id == LEADER


def test_who_gave_it_to_himself_steers_it_and_is_judged_one_up() -> None:
    case = replace(TASK, assigner_id=BINH, registrar_id=BINH)
    of, owed = chart(), handed_in(BINH, to=BINH)
    parties = parties_of(of, [owed], PartsTaken())
    assert not may_do(BINH, Permission.JUDGE, of, case, owed, parties)
    assert not may_do(BINH, Permission.CONFIRM_CAUSE, of, case, owed, parties)
    assert may_do(BINH, Permission.STEER, of, case, owed, parties)
    assert list(deciders(of, case, owed, parties, Permission.JUDGE)) == [LEADER]
    assert not may_do(LEADER, Permission.STEER, of, case, owed, parties), "one up decides only what the other may not"


def test_a_top_leader_decides_his_own_for_all_to_see() -> None:
    of, owed = chart(), handed_in(LEADER)
    parties = parties_of(of, [owed], PartsTaken())
    assert may_do(LEADER, Permission.JUDGE, of, TASK, owed, parties)


def test_another_units_dossier_is_no_own_case() -> None:
    """The requester's stand-in heads one of the units asked, and supplies the others, not that one."""
    of = away((LEADER, DUC))
    own = duty(DutyKind.OPINION, id=1, unit_id=LAND, to_unit=True, holder_id=LEADER, phase=Phase.LACKING)
    other = replace(own, id=2, unit_id=ECONOMY)
    parties = parties_of(of, [own, other], PartsTaken())
    assert not may_do(DUC, Permission.SUPPLY, of, TASK, own, parties)
    assert may_do(DUC, Permission.SUPPLY, of, TASK, other, parties)
    assert not may_do(DUC, Permission.STEER, of, TASK, other, parties)


def test_readers_of_a_circular_are_no_parties() -> None:
    of = chart()
    reading = duty(DutyKind.READING, holder_id=CLERK)
    parties = parties_of(of, [reading], PartsTaken(held={reading.id: frozenset({CLERK})}))
    assert parties.everyone == frozenset()
    assert may_do(CLERK, Permission.STEER, of, TASK, reading, parties)


people = st.sampled_from(EVERYBODY)


@st.composite
def cases(draw: st.DrawFn) -> tuple[Chart, Case, list[Duty], Parties]:
    """A case of some assigner and registrar, in any phase, some away, and perhaps a request about it."""
    pairs = draw(st.lists(st.tuples(people, people), max_size=3, unique_by=lambda pair: pair[0]))
    of = away(*[pair for pair in pairs if pair[0] != pair[1]])
    case = replace(TASK, assigner_id=draw(people), registrar_id=draw(people))
    worker, phase = draw(people), draw(st.sampled_from([Phase.WORKING, Phase.SUBMITTED, Phase.PAUSED]))
    unit = draw(st.sampled_from([ECONOMY, LAND]))
    holder = case.assigner_id if phase is Phase.SUBMITTED else worker
    asker = worker if phase is Phase.SUBMITTED else None
    lead = duty(id=1, unit_id=unit, holder_id=holder, phase=phase, asked_by_id=asker)
    decision = duty(
        DutyKind.DECISION,
        id=2,
        unit_id=unit,
        holder_id=draw(people),
        about_id=1,
        asked_by_id=draw(people),
        decision=draw(st.sampled_from([DecisionKind.EXTENSION, DecisionKind.DIRECTION])),
    )
    owed = [lead, decision]
    taken = PartsTaken(held={1: frozenset(draw(st.lists(people, max_size=2)))})
    return of, case, owed, parties_of(of, owed, taken)


@given(cases(), people, st.sampled_from(sorted(DECIDING)))
def test_nobody_with_a_part_decides_by_anothers_right(
    given_case: tuple[Chart, Case, list[Duty], Parties], who: int, permission: Permission
) -> None:
    of, case, owed, parties = given_case
    for one in owed:
        has = grounds(of.person(who), case, one, of)
        found = claims(permission, who, has, case=case, duty=one, chart=of, parties=parties)
        borrowed = {relation for relation, right in found.items() if right is not None}
        if permission is not Permission.SUPPLY and who in parties.everyone:
            assert borrowed <= {Relation.LEAD}


@given(cases(), st.sampled_from(sorted(DECIDING - {Permission.SUPPLY, Permission.RECONCILE})))
def test_somebody_may_always_decide_and_each_of_those_named_may(
    given_case: tuple[Chart, Case, list[Duty], Parties], permission: Permission
) -> None:
    """Whom a refusal names, and a notice tells, is not refused."""
    of, case, owed, parties = given_case
    fitting = owed[1] if permission in {Permission.DECIDE, Permission.DIRECT} else owed[0]
    may_now = deciders(of, case, fitting, parties, permission)
    assert may_now
    for who in may_now:
        assert may_do(who, permission, of, case, fitting, parties)


@given(cases(), people)
def test_where_nobody_has_a_part_the_table_alone_says_it(
    given_case: tuple[Chart, Case, list[Duty], Parties], who: int
) -> None:
    of, case, owed, _ = given_case
    has = grounds(of.person(who), case, owed[0], of)
    for permission in DECIDING - {Permission.DIRECT}:  # of which the registrar records only what the assigner was asked
        if may(permission, has):
            assert may_do(who, permission, of, case, owed[0], Parties())


@pytest.mark.parametrize("permission", sorted(DECIDING))
def test_a_delegation_lets_nobody_decide(permission: Permission) -> None:
    """*KT.* answers and signs for the head, and no more."""
    given = Delegation(head_id=BINH, person_id=CUC, unit_id=ECONOMY, since=OPENED, until=UNTIL)
    of = replace(chart(), delegations=(given,)).at(NOW)
    owed = duty(DutyKind.OPINION, to_unit=True, holder_id=BINH)
    assert may_do(CUC, Permission.SIGN, of, TASK, owed, Parties())
    assert not may_do(CUC, permission, of, TASK, owed, Parties())
