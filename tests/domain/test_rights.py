"""Who may do what: what a person is to a duty, and what that lets him do (M43, promise 5)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.absences import Absence, Delegation
from domain.duties import Duty, DutyKind, Phase
from domain.people import Role
from domain.rights import Act, Relation, may, relations, relations_to_office
from tests.domain.cast import (
    AGENCY,
    AN,
    BINH,
    CLERK,
    CUC,
    DUC,
    ECONOMY,
    INSPECTOR,
    KHANH,
    LAND,
    LEADER,
    OPENED,
    PEOPLE,
    TASK,
    at,
    chart,
    duty,
    person,
)

BY_ID = {one.id: one for one in PEOPLE}
R = Relation


def to(
    who: int, owed: Duty, *, past: frozenset[int] = frozenset(), lead: Duty | None = None, assigner: int = LEADER
) -> frozenset[Relation]:
    case = replace(TASK, assigner_id=assigner)
    return relations(BY_ID[who], case, owed, chart(), past_holders=past, lead=lead) - {R.LINKED}


def acts(who: int, owed: Duty, **given: object) -> set[Act]:
    """What the person may do on this duty, apart from what his role lets him do anywhere."""
    anywhere = ANYWHERE | OWN
    return {act for act in Act if may(act, to(who, owed, **given))} - anywhere  # type: ignore[arg-type]


OWN = {Act.BE_AWAY, Act.READ_OWN}
LISTS = {Act.LIST_GIVEN, Act.LIST_ENTERED, Act.LIST_ALL, Act.READ_FIGURES, Act.READ_ALL_FIGURES}
OFFICES = {
    Act.ENTER_PEOPLE,
    Act.INVITE,
    Act.ERASE,
    Act.RECORD_PAPER,
    Act.IMPORT,
    Act.CHANGE_CALENDAR,
    Act.SEE_HEALTH,
    Act.CHANGE_ASSIGNER,
}
HEADS = {Act.ASSIGN_IN_UNIT, Act.ASK_OPINION, Act.EMPOWER, Act.SEE_UNIT, Act.REGISTER_GROUP}
ANYWHERE = {Act.ASSIGN, Act.CIRCULATE, Act.CIRCULATE_IN_UNIT, Act.SET_RULES} | OFFICES | HEADS | LISTS
HOLDERS_ACTS = {
    *(Act.SEE, Act.ACKNOWLEDGE, Act.REPORT, Act.SUBMIT, Act.ASK, Act.GIVE_UP, Act.HAND_UP, Act.ANSWER),
    *(Act.DIRECT, Act.PROPOSE_CAUSE, Act.WEIGH),
}
HEADS_ACTS = {
    Act.SEE,
    Act.DELEGATE,
    Act.ASK,
    Act.HAND_UP,
    Act.ANSWER,
    Act.SIGN,
    Act.PROPOSE_CAUSE,
    Act.PRESS,
    Act.WEIGH,
}
ASSIGNERS_ACTS = {
    *(
        Act.SEE,
        Act.DECIDE,
        Act.JUDGE,
        Act.SUPPLY,
        Act.STEER,
        Act.SET_DOWN,
        Act.CONFIRM_CAUSE,
        Act.CREDIT,
        Act.PRESS,
        Act.SET_LAST,
    ),
    *(Act.RECONCILE, Act.SUMMARISE, Act.WEIGH),
}
READERS_ACTS = {Act.SEE, Act.SUMMARISE, Act.WEIGH}


def test_what_each_is_to_a_lead_held_by_an_official() -> None:
    owed = duty()
    assert to(AN, owed) == {R.HOLDER}
    assert to(BINH, owed) == {R.UNIT_HEAD, R.ABOVE, R.HEAD}
    assert to(LEADER, owed) == {R.ASSIGNER, R.ABOVE, R.HEAD, R.LEADER}
    assert to(CLERK, owed) == {R.REGISTRAR, R.OFFICE}
    assert to(INSPECTOR, owed) == {R.INSPECTOR}
    assert to(CUC, owed) == to(KHANH, owed) == frozenset()
    assert to(DUC, owed) == {R.HEAD}


def test_what_each_may_do_on_it() -> None:
    owed = duty()
    assert acts(AN, owed) == HOLDERS_ACTS
    assert acts(BINH, owed) == HEADS_ACTS
    assert acts(LEADER, owed) == ASSIGNERS_ACTS
    assert acts(CLERK, owed) == ASSIGNERS_ACTS | {Act.DIRECT}
    assert acts(INSPECTOR, owed) == READERS_ACTS
    for stranger in (CUC, KHANH, DUC):
        assert acts(stranger, owed) == set()


def test_seeing_is_not_deciding() -> None:
    """A unit's head sees the leader's own task in his unit, and neither accepts it nor decides on it."""
    for who in (BINH, INSPECTOR):
        assert may(Act.SEE, to(who, duty()))
        assert not may(Act.JUDGE, to(who, duty()))
        assert not may(Act.DECIDE, to(who, duty()))
        assert not may(Act.SUBMIT, to(who, duty()))


def test_a_leader_who_gave_nothing_sees_and_decides_nothing() -> None:
    other = to(LEADER, duty(), assigner=DUC)
    assert may(Act.SEE, other)
    assert not may(Act.JUDGE, other)
    assert not may(Act.DECIDE, other)


def test_who_held_it_once_may_still_see_it() -> None:
    assert acts(KHANH, duty(), past=frozenset({KHANH})) == {Act.SEE, Act.PROPOSE_CAUSE, Act.WEIGH}


def test_who_leads_the_task_judges_its_coordinating_parts() -> None:
    part = duty(DutyKind.COORDINATING, unit_id=LAND, to_unit=True, holder_id=DUC)
    lead = duty(named_id=AN)
    assert Act.JUDGE in acts(AN, part, lead=lead)
    assert Act.JUDGE not in acts(AN, part)
    assert Act.DECIDE not in acts(AN, part, lead=lead)


@pytest.mark.parametrize("phase", [Phase.WORKING, Phase.SUBMITTED, Phase.DRAFTED, Phase.PAUSED])
def test_with_whomever_the_lead_lies_who_leads_and_the_head_of_his_unit_judge_the_parts(phase: Phase) -> None:
    part = duty(
        DutyKind.COORDINATING, unit_id=LAND, to_unit=True, holder_id=BINH, phase=Phase.SUBMITTED, asked_by_id=DUC
    )
    by_name = duty(named_id=AN, holder_id=KHANH, phase=phase)
    to_unit = duty(to_unit=True, holder_id=KHANH, phase=phase)
    entrusted = replace(to_unit, named_id=AN)
    judges = {
        one.id: [R.LEAD in to(one.id, part, lead=lead, assigner=CLERK) for lead in (by_name, to_unit, entrusted)]
        for one in PEOPLE
    }
    assert judges.pop(AN) == [True, False, True]
    assert judges.pop(BINH) == [True, True, True]
    assert not any(any(one) for one in judges.values())


def test_nobody_leads_what_was_freed_or_is_over_and_nobody_judges_what_he_handed_in() -> None:
    part = duty(DutyKind.COORDINATING, unit_id=LAND, to_unit=True, holder_id=LEADER, phase=Phase.SUBMITTED)
    for phase in (Phase.FREED, Phase.CLOSED):
        assert R.LEAD not in to(AN, part, lead=duty(named_id=AN, phase=phase))
    assert R.LEAD not in to(AN, replace(part, asked_by_id=AN), lead=duty(named_id=AN))
    # Of the unit that coordinates while its official leads the head is no judge.
    own = replace(part, unit_id=ECONOMY, asked_by_id=CUC)
    assert R.LEAD not in to(BINH, own, lead=duty(named_id=AN))
    assert R.LEAD in to(AN, own, lead=duty(named_id=AN))


def test_a_decision_is_the_assigners_and_its_unit_sees_it() -> None:
    decision = duty(DutyKind.DECISION, about_id=1, holder_id=LEADER)
    assert Act.DECIDE in acts(LEADER, decision)
    assert Act.DECIDE in acts(CLERK, decision)
    assert Act.DECIDE not in acts(BINH, decision)
    assert Act.SEE in acts(BINH, decision)


def test_who_heads_the_assigners_unit_gains_nothing_by_a_decision_that_lies_there() -> None:
    decision = duty(DutyKind.DECISION, about_id=1, unit_id=ECONOMY, holder_id=KHANH)
    assert R.ABOVE not in to(DUC, decision, assigner=KHANH)


def test_where_a_unit_has_no_head_the_parents_head_signs() -> None:
    headless = chart(without=(BINH,))
    found = relations(headless.person(LEADER), TASK, duty(DutyKind.OPINION), headless)
    assert may(Act.SIGN, found)


@pytest.mark.parametrize(
    ("who", "rights"),
    [
        (
            CLERK,
            READERS_ACTS
            | LISTS
            | OFFICES
            | {Act.ASSIGN, Act.ASK_OPINION, Act.CIRCULATE, Act.SET_RULES, Act.PRESS, Act.SEE_UNIT},
        ),
        (
            LEADER,
            READERS_ACTS
            | HEADS
            | {Act.ASSIGN, Act.CIRCULATE, Act.CIRCULATE_IN_UNIT, Act.LIST_GIVEN, Act.LIST_ALL}
            | {Act.READ_FIGURES, Act.READ_ALL_FIGURES},
        ),
        (BINH, HEADS | {Act.CIRCULATE_IN_UNIT, Act.LIST_GIVEN, Act.READ_FIGURES}),
        (INSPECTOR, READERS_ACTS | {Act.READ_FIGURES}),
        (CUC, set()),
        (AN, set()),
    ],
)
def test_what_a_role_lets_one_do_before_any_case_is_looked_at(who: int, rights: set[Act]) -> None:
    assert {act for act in Act if may(act, relations_to_office(BY_ID[who]))} == rights | OWN


def test_an_acting_head_heads() -> None:
    acting = person(CUC, ECONOMY, Role.DEPUTY, Role.ACTING_HEAD)
    assert may(Act.ASSIGN_IN_UNIT, relations_to_office(acting))


def test_the_inspector_changes_nothing() -> None:
    assert {act for act in Act if may(act, {R.INSPECTOR, R.LINKED})} == READERS_ACTS | OWN | {Act.READ_FIGURES}


def test_being_linked_alone_lets_one_look_after_oneself() -> None:
    assert {act for act in Act if may(act, {R.LINKED})} == OWN


def test_who_stands_in_is_to_a_duty_what_the_one_away_is() -> None:
    away = Absence(person_id=BINH, substitute_id=CUC, since=OPENED, until=at("2026-12-31 00:00"))
    of = replace(chart(), absences=(away,)).at(at("2026-12-01 09:00"))
    found = relations(of.person(CUC), TASK, duty(to_unit=True, holder_id=BINH), of)
    assert found == {R.LINKED, R.HEAD, R.HOLDER, R.UNIT_HEAD, R.ABOVE}
    assert R.UNIT_HEAD not in relations(of.person(BINH), TASK, duty(to_unit=True), of)
    assert R.LEADER not in relations(of.person(CUC), TASK, duty(), of), "an office is not stood in for"


def test_a_delegation_lets_its_bearer_sign_and_no_more() -> None:
    given = Delegation(head_id=BINH, person_id=CUC, unit_id=ECONOMY, since=OPENED, until=at("2026-12-31 00:00"))
    of = replace(chart(), delegations=(given,)).at(at("2026-12-01 09:00"))
    found = relations(of.person(CUC), TASK, duty(DutyKind.OPINION, to_unit=True, holder_id=BINH), of)
    assert found == {R.LINKED, R.EMPOWERED}
    assert {act for act in Act if may(act, found)} - OWN == {Act.SEE, Act.ANSWER, Act.SIGN, Act.WEIGH}


def test_an_inspector_sees_within_his_scope() -> None:
    scoped = person(INSPECTOR, AGENCY, Role.INSPECTOR, fields=("Phòng Tài nguyên",))
    of = chart(scoped)
    assert not may(Act.SEE, relations(scoped, TASK, duty(), of))
    assert may(Act.SEE, relations(scoped, TASK, duty(unit_id=LAND, holder_id=DUC), of))
