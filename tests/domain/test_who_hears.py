"""Who hears a step, as the organisation stands at its moment (design §2, §4, M28, M31)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.duties.duties import DutyKind
from domain.ladder.next_steps import next_steps
from domain.ladder.recipients import who_hears
from domain.ladder.steps import Audience, Step, StepKind
from domain.office.chart import Chart
from domain.office.people import Role, Unit
from domain.rules.policy import DEFAULT_POLICY
from tests.domain.cast import (
    AGENCY,
    AN,
    BINH,
    CLERK,
    CUC,
    DUC,
    ECONOMY,
    KHANH,
    LEADER,
    OFFICE,
    PLAIN,
    TASK,
    UNITS,
    at,
    chart,
    duty,
    out_of_reach,
    person,
)


def a_step(*parts: Audience) -> Step:
    return Step(kind=StepKind.OVERDUE, at=at("2026-12-14 16:30"), slot="s", parts=parts)


def heard(of: Chart, *parts: Audience, holder: int = AN, assigner: int = LEADER, field: str | None = None) -> list[int]:
    case = replace(TASK, assigner_id=assigner, field=field)
    told = who_hears(a_step(*parts), duty(holder_id=holder), case, of)
    return [one.id for one in told.people]


def missed(of: Chart, *parts: Audience, holder: int = AN) -> list[int]:
    return [one.id for one in who_hears(a_step(*parts), duty(holder_id=holder), TASK, of).missed]


def test_the_superior_of_an_official_is_his_units_head() -> None:
    assert heard(chart(), Audience.SUPERIOR) == [BINH]


def test_the_superior_of_a_head_is_the_head_of_the_parent_unit() -> None:
    assert heard(chart(), Audience.SUPERIOR, holder=BINH) == [LEADER]


def test_where_nobody_heads_the_unit_the_acting_deputy_is_the_superior() -> None:
    acting = chart(person(CUC, ECONOMY, Role.DEPUTY, Role.ACTING_HEAD), without=(BINH,))
    assert heard(acting, Audience.SUPERIOR) == [CUC]


def test_a_head_in_office_comes_before_an_acting_one() -> None:
    assert heard(chart(person(CUC, ECONOMY, Role.ACTING_HEAD)), Audience.SUPERIOR) == [BINH]


def test_where_the_unit_has_no_head_the_parents_is_the_superior() -> None:
    assert heard(chart(without=(BINH,)), Audience.SUPERIOR) == [LEADER]


def test_where_no_head_stands_above_it_is_the_assigner_if_a_leader_else_the_office() -> None:
    headless = chart(person(LEADER, None, Role.LEADER), without=(BINH,))
    assert heard(headless, Audience.SUPERIOR, assigner=LEADER) == [LEADER]
    assert heard(headless, Audience.SUPERIOR, assigner=DUC) == [CLERK]


def test_a_top_leader_has_no_superior() -> None:
    assert heard(chart(), Audience.SUPERIOR, holder=LEADER) == []


def test_a_deputy_in_charge_of_the_field_is_told_with_the_head() -> None:
    assert heard(chart(), Audience.SUPERIOR, field="đất đai") == [BINH, CUC]
    assert (
        heard(chart(), Audience.SUPERIOR, field="Đất  đai")
        == heard(chart(), Audience.SUPERIOR, field="dat dai")
        == [BINH, CUC]
    )
    assert heard(chart(), Audience.SUPERIOR, field="đầu tư") == [BINH]
    assert heard(chart(), Audience.SUPERIOR, holder=CUC, field="đất đai") == [BINH]


def test_the_units_head_hears_wherever_somebody_else_holds_the_duty() -> None:
    assert heard(chart(), Audience.HOLDER, Audience.UNIT_HEAD) == [AN, BINH]
    assert heard(chart(), Audience.HOLDER, Audience.UNIT_HEAD, holder=BINH) == [BINH]


def test_nobody_is_told_twice() -> None:
    everybody = (Audience.HOLDER, Audience.SUPERIOR, Audience.UNIT_HEAD, Audience.ASSIGNER, Audience.OFFICE)
    assert heard(chart(), *everybody) == [AN, BINH, LEADER, CLERK]
    assert heard(chart(), *everybody, holder=BINH) == [BINH, LEADER, CLERK]
    assert heard(chart(), *everybody, holder=LEADER) == [LEADER, BINH, CLERK]


def test_the_step_of_an_unreachable_holder_goes_one_up_and_says_whom_it_missed() -> None:
    of = chart(*out_of_reach(AN))
    assert heard(of, Audience.HOLDER) == [BINH]
    assert missed(of, Audience.HOLDER) == [AN]


def test_the_step_goes_up_until_somebody_can_be_written_to() -> None:
    of = chart(*out_of_reach(AN, BINH))
    assert heard(of, Audience.HOLDER, Audience.SUPERIOR) == [LEADER]
    assert missed(of, Audience.HOLDER, Audience.SUPERIOR) == [AN, BINH]


def test_above_an_unreachable_leader_stands_the_office() -> None:
    of = chart(*out_of_reach(AN, BINH, LEADER))
    assert heard(of, Audience.HOLDER) == [CLERK]
    assert missed(of, Audience.HOLDER) == [AN, BINH, LEADER]


def test_where_nobody_can_be_written_to_all_are_named_as_missed() -> None:
    of = chart(*out_of_reach(AN, BINH, LEADER, CLERK))
    assert heard(of, Audience.HOLDER) == []
    assert missed(of, Audience.HOLDER) == [AN, BINH, LEADER, CLERK]


def test_an_office_of_two_is_told_as_one_and_the_reachable_one_hears() -> None:
    second = person(99, OFFICE, Role.OFFICE)
    assert heard(chart(second), Audience.OFFICE) == [CLERK, 99]
    assert heard(chart(second, *out_of_reach(CLERK)), Audience.OFFICE)[-1] == 99


def test_units_that_name_each_other_as_parent_do_not_lead_in_a_circle() -> None:
    circle = (Unit(id=AGENCY, name="A", parent_id=ECONOMY), *UNITS[1:])
    of = chart(person(LEADER, None, Role.LEADER), without=(BINH,), units=circle)
    assert heard(of, Audience.SUPERIOR) == [LEADER]


def the_next(of: Chart, *, holder: int = AN, known: frozenset[int] = frozenset()) -> list[tuple[StepKind, list[int]]]:
    found = next_steps(
        duty(holder_id=holder),
        TASK,
        policy=DEFAULT_POLICY,
        calendar=PLAIN,
        chart=of,
        after=at("2026-11-30 09:00"),
        known=known,
    )
    return [(one.step.kind, [each.id for each in one.people]) for one in found]


def test_ahead_shows_the_next_step_and_the_first_that_reaches_somebody_new() -> None:
    assert the_next(chart()) == [(StepKind.UNACKNOWLEDGED, [AN]), (StepKind.UNACKNOWLEDGED_UP, [AN, BINH])]


def test_ahead_shows_one_step_where_the_next_already_reaches_somebody_new() -> None:
    assert the_next(chart(*out_of_reach(AN))) == [(StepKind.UNACKNOWLEDGED, [BINH])]


def test_who_is_being_told_is_not_new_to_himself() -> None:
    (first, second) = the_next(chart(), known=frozenset({BINH}))
    assert first == (StepKind.UNACKNOWLEDGED, [AN])
    assert second == (StepKind.OVERDUE, [AN, BINH, LEADER, CLERK])


@pytest.mark.parametrize("holder", [AN, BINH, DUC, KHANH, LEADER, CLERK])
@pytest.mark.parametrize("lost", [(), (AN,), (BINH,), (LEADER,), (AN, BINH), (CLERK, DUC)])
def test_one_lost_contact_never_leaves_a_step_told_to_nobody(holder: int, lost: tuple[int, ...]) -> None:
    step = a_step(Audience.HOLDER, Audience.SUPERIOR)
    told = who_hears(step, duty(DutyKind.LEAD, holder_id=holder), TASK, chart(*out_of_reach(*lost)))
    assert told.people
    assert all(one.reachable for one in told.people)
    assert len({one.id for one in told.people}) == len(told.people)
