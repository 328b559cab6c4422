"""Who may do what: what a person is to a duty, and what that allows (M43, promise 5)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.duties.duties import Duty, DutyKind, Phase
from domain.office.absences import Absence, Delegation
from domain.office.people import Role
from domain.permissions import Permission, Relation, may
from domain.rights import relations, relations_to_office
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


def permissions(who: int, owed: Duty, **given: object) -> set[Permission]:
    """What the person may do on this duty, apart from what their role allows anywhere."""
    anywhere = ANYWHERE | OWN
    return {permission for permission in Permission if may(permission, to(who, owed, **given))} - anywhere  # type: ignore[arg-type]


OWN = {Permission.BE_AWAY, Permission.READ_OWN}
LISTS = {
    Permission.LIST_GIVEN,
    Permission.LIST_ENTERED,
    Permission.LIST_ALL,
    Permission.READ_FIGURES,
    Permission.READ_ALL_FIGURES,
}
OFFICES = {
    Permission.ENTER_PEOPLE,
    Permission.INVITE,
    Permission.ERASE,
    Permission.RECORD_PAPER,
    Permission.IMPORT,
    Permission.CHANGE_CALENDAR,
    Permission.SEE_HEALTH,
    Permission.CHANGE_ASSIGNER,
}
HEADS = {
    Permission.ASSIGN_IN_UNIT,
    Permission.ASK_OPINION,
    Permission.EMPOWER,
    Permission.SEE_UNIT,
    Permission.REGISTER_GROUP,
}
ANYWHERE = (
    {Permission.ASSIGN, Permission.CIRCULATE, Permission.CIRCULATE_IN_UNIT, Permission.SET_RULES}
    | OFFICES
    | HEADS
    | LISTS
)
HOLDERS_PERMISSIONS = {
    *(
        Permission.SEE,
        Permission.ACKNOWLEDGE,
        Permission.REPORT,
        Permission.SUBMIT,
        Permission.ASK,
        Permission.GIVE_UP,
        Permission.HAND_UP,
        Permission.ANSWER,
    ),
    *(Permission.DIRECT, Permission.PROPOSE_CAUSE, Permission.WEIGH),
}
HEADS_PERMISSIONS = {
    Permission.SEE,
    Permission.DELEGATE,
    Permission.ASK,
    Permission.HAND_UP,
    Permission.ANSWER,
    Permission.SIGN,
    Permission.PROPOSE_CAUSE,
    Permission.PRESS,
    Permission.WEIGH,
}
ASSIGNERS_PERMISSIONS = {
    *(
        Permission.SEE,
        Permission.DECIDE,
        Permission.JUDGE,
        Permission.SUPPLY,
        Permission.STEER,
        Permission.SET_DOWN,
        Permission.CONFIRM_CAUSE,
        Permission.CREDIT,
        Permission.PRESS,
        Permission.SET_LAST,
    ),
    *(Permission.RECONCILE, Permission.SUMMARISE, Permission.WEIGH),
}
READERS_PERMISSIONS = {Permission.SEE, Permission.SUMMARISE, Permission.WEIGH}


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
    assert permissions(AN, owed) == HOLDERS_PERMISSIONS
    assert permissions(BINH, owed) == HEADS_PERMISSIONS
    assert permissions(LEADER, owed) == ASSIGNERS_PERMISSIONS
    assert permissions(CLERK, owed) == ASSIGNERS_PERMISSIONS | {Permission.DIRECT}
    assert permissions(INSPECTOR, owed) == READERS_PERMISSIONS
    for stranger in (CUC, KHANH, DUC):
        assert permissions(stranger, owed) == set()


def test_seeing_is_not_deciding() -> None:
    """A unit's head sees the leader's own task in the unit, and neither accepts it nor decides on it."""
    for who in (BINH, INSPECTOR):
        assert may(Permission.SEE, to(who, duty()))
        assert not may(Permission.JUDGE, to(who, duty()))
        assert not may(Permission.DECIDE, to(who, duty()))
        assert not may(Permission.SUBMIT, to(who, duty()))


def test_a_leader_who_gave_nothing_sees_and_decides_nothing() -> None:
    other = to(LEADER, duty(), assigner=DUC)
    assert may(Permission.SEE, other)
    assert not may(Permission.JUDGE, other)
    assert not may(Permission.DECIDE, other)


def test_who_held_it_once_may_still_see_it() -> None:
    assert permissions(KHANH, duty(), past=frozenset({KHANH})) == {
        Permission.SEE,
        Permission.PROPOSE_CAUSE,
        Permission.WEIGH,
    }


def test_who_leads_the_task_judges_its_coordinating_parts() -> None:
    part = duty(DutyKind.COORDINATING, unit_id=LAND, to_unit=True, holder_id=DUC)
    lead = duty(named_id=AN)
    assert Permission.JUDGE in permissions(AN, part, lead=lead)
    assert Permission.JUDGE not in permissions(AN, part)
    assert Permission.DECIDE not in permissions(AN, part, lead=lead)


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
    assert Permission.DECIDE in permissions(LEADER, decision)
    assert Permission.DECIDE in permissions(CLERK, decision)
    assert Permission.DECIDE not in permissions(BINH, decision)
    assert Permission.SEE in permissions(BINH, decision)


def test_who_heads_the_assigners_unit_gains_nothing_by_a_decision_that_lies_there() -> None:
    decision = duty(DutyKind.DECISION, about_id=1, unit_id=ECONOMY, holder_id=KHANH)
    assert R.ABOVE not in to(DUC, decision, assigner=KHANH)


def test_where_a_unit_has_no_head_the_parents_head_signs() -> None:
    headless = chart(without=(BINH,))
    found = relations(headless.person(LEADER), TASK, duty(DutyKind.OPINION), headless)
    assert may(Permission.SIGN, found)


@pytest.mark.parametrize(
    ("who", "rights"),
    [
        (
            CLERK,
            READERS_PERMISSIONS
            | LISTS
            | OFFICES
            | {
                Permission.ASSIGN,
                Permission.ASK_OPINION,
                Permission.CIRCULATE,
                Permission.SET_RULES,
                Permission.PRESS,
                Permission.SEE_UNIT,
            },
        ),
        (
            LEADER,
            READERS_PERMISSIONS
            | HEADS
            | {
                Permission.ASSIGN,
                Permission.CIRCULATE,
                Permission.CIRCULATE_IN_UNIT,
                Permission.LIST_GIVEN,
                Permission.LIST_ALL,
            }
            | {Permission.READ_FIGURES, Permission.READ_ALL_FIGURES},
        ),
        (BINH, HEADS | {Permission.CIRCULATE_IN_UNIT, Permission.LIST_GIVEN, Permission.READ_FIGURES}),
        (INSPECTOR, READERS_PERMISSIONS | {Permission.READ_FIGURES}),
        (CUC, set()),
        (AN, set()),
    ],
)
def test_what_a_role_lets_one_do_before_any_case_is_looked_at(who: int, rights: set[Permission]) -> None:
    assert {permission for permission in Permission if may(permission, relations_to_office(BY_ID[who]))} == rights | OWN


def test_an_acting_head_heads() -> None:
    acting = person(CUC, ECONOMY, Role.DEPUTY, Role.ACTING_HEAD)
    assert may(Permission.ASSIGN_IN_UNIT, relations_to_office(acting))


def test_the_inspector_changes_nothing() -> None:
    assert {
        permission for permission in Permission if may(permission, {R.INSPECTOR, R.LINKED})
    } == READERS_PERMISSIONS | OWN | {Permission.READ_FIGURES}


def test_being_linked_alone_lets_one_look_after_oneself() -> None:
    assert {permission for permission in Permission if may(permission, {R.LINKED})} == OWN


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
    assert {permission for permission in Permission if may(permission, found)} - OWN == {
        Permission.SEE,
        Permission.ANSWER,
        Permission.SIGN,
        Permission.WEIGH,
    }


def test_an_inspector_sees_within_his_scope() -> None:
    scoped = person(INSPECTOR, AGENCY, Role.INSPECTOR, fields=("Phòng Tài nguyên",))
    of = chart(scoped)
    assert not may(Permission.SEE, relations(scoped, TASK, duty(), of))
    assert may(Permission.SEE, relations(scoped, TASK, duty(unit_id=LAND, holder_id=DUC), of))
