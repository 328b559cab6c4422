"""What is dropped at send time, and what is said whatever happened meanwhile (design §3, §5)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from domain.duties.cases import Deadline
from domain.duties.duties import Duty, DutyKind, Milestone, Outcome
from domain.ladder.notices import AnyNotice, Notice, is_stale, superseded_among
from domain.ladder.steps import StepKind
from domain.payloads.duties import ReturnedNotice, StepNotice
from domain.payloads.kinds import NOTICE_KINDS
from domain.payloads.office import LinkedNotice
from domain.payloads.payload import NoticePayload
from tests.domain.cast import AN, BINH, DUE, at, duty

OWED_AT = at("2026-12-09 08:00")
STAGE = Milestone(title="Dự thảo", deadline=Deadline(moment=at("2026-12-10 16:30"), names_hour=True))
EVERY = list(NOTICE_KINDS.values())
STEPS = [kind for kind in StepKind if kind is not StepKind.DEEMED_CONSENT]


def of_step(kind: StepKind, *, duty_id: int = 1, planned_at: datetime = OWED_AT) -> AnyNotice:
    return Notice(
        recipient_id=AN,
        payload=StepNotice(step=kind, due_at=DUE.moment, milestone=1),
        slot=f"1:{kind}",
        duty_id=duty_id,
        turn=1,
        planned_at=planned_at,
    )


def of_act(kind: type[NoticePayload]) -> AnyNotice:
    payload = kind.__new__(kind)  # whatever it carries
    return Notice(recipient_id=AN, payload=payload, slot="turn-1", duty_id=1, turn=1, planned_at=OWED_AT)


def closed(owed: Duty) -> Duty:
    return owed.close(Outcome.ACCEPTED, at=OWED_AT)


def handed(owed: Duty) -> Duty:
    return owed.hand_to(BINH, at=OWED_AT, act_by=owed.act_by)


@pytest.mark.parametrize("kind", STEPS)
def test_a_step_is_said_while_the_ball_lies_where_it_lay(kind: StepKind) -> None:
    assert not is_stale(of_step(kind), duty(milestones=(STAGE,)))


@pytest.mark.parametrize("kind", [StepKind.MILESTONE, StepKind.MILESTONE_LATE])
def test_a_milestone_reached_meanwhile_is_not_pressed_for(kind: StepKind) -> None:
    assert is_stale(of_step(kind), duty(milestones=(STAGE,)).reach(1, at=OWED_AT))


@pytest.mark.parametrize("kind", STEPS)
def test_a_step_is_dropped_when_the_ball_moved_or_the_duty_ended(kind: StepKind) -> None:
    assert is_stale(of_step(kind), handed(duty()))
    assert is_stale(of_step(kind), closed(duty()))


def test_deemed_consent_is_said_whatever_happened() -> None:
    notice = of_step(StepKind.DEEMED_CONSENT)
    for owed in (duty(DutyKind.OPINION), closed(duty(DutyKind.OPINION)), handed(duty(DutyKind.OPINION))):
        assert not is_stale(notice, owed)


@pytest.mark.parametrize("kind", [StepKind.UNACKNOWLEDGED, StepKind.UNACKNOWLEDGED_UP])
def test_who_acknowledged_meanwhile_is_not_pressed_to(kind: StepKind) -> None:
    assert is_stale(of_step(kind), duty(acknowledged_at=OWED_AT))


@pytest.mark.parametrize("kind", [StepKind.SILENT, StepKind.SILENT_UP])
def test_who_reported_meanwhile_is_not_called_silent(kind: StepKind) -> None:
    assert is_stale(of_step(kind), duty(progress_at=at("2026-12-09 08:01")))
    assert not is_stale(of_step(kind), duty(progress_at=at("2026-12-01 08:00")))


@pytest.mark.parametrize("kind", [StepKind.DUE_SOON, StepKind.OPINION_WARNING, StepKind.OVERDUE])
def test_what_was_said_of_a_deadline_is_dropped_when_it_was_moved(kind: StepKind) -> None:
    later = Deadline(moment=at("2026-12-21 16:30"), names_hour=True)
    assert is_stale(of_step(kind), duty(deadline=later))
    assert not is_stale(of_step(kind), duty(acknowledged_at=OWED_AT, progress_at=OWED_AT))


@pytest.mark.parametrize("kind", [one for one in EVERY if one.about_the_turn])
def test_what_asks_for_an_act_in_this_turn_is_dropped_with_it(kind: type[NoticePayload]) -> None:
    assert not is_stale(of_act(kind), duty(acknowledged_at=OWED_AT))
    assert is_stale(of_act(kind), handed(duty()))
    assert is_stale(of_act(kind), closed(duty()))


@pytest.mark.parametrize("kind", [one for one in EVERY if not one.about_the_turn and one is not StepNotice])
def test_what_tells_of_something_done_is_said_whatever_happened(kind: type[NoticePayload]) -> None:
    assert not is_stale(of_act(kind), handed(duty()))
    assert not is_stale(of_act(kind), closed(duty()))


def test_of_several_steps_of_one_duty_the_newest_is_said() -> None:
    first = of_step(StepKind.DUE_SOON, planned_at=at("2026-12-09 08:00"))
    second = of_step(StepKind.DUE_SOON, planned_at=at("2026-12-11 08:00"))
    third = of_step(StepKind.OVERDUE, planned_at=at("2026-12-14 16:30"))
    assert superseded_among([third, first, second]) == (first, second)


def test_steps_of_different_duties_and_what_acts_caused_stand_beside_each_other() -> None:
    one = of_step(StepKind.OVERDUE)
    other = of_step(StepKind.DUE_SOON, duty_id=2, planned_at=at("2026-12-01 08:00"))
    act = replace(of_act(ReturnedNotice), planned_at=at("2026-11-30 08:00"))
    of_office = replace(of_act(LinkedNotice), duty_id=None, planned_at=at("2026-11-01 08:00"))
    assert superseded_among([one, other, act, of_office]) == ()


def test_of_two_steps_at_one_moment_one_is_said() -> None:
    twins = [of_step(StepKind.DUE_SOON), of_step(StepKind.SILENT_UP)]
    assert len(superseded_among(twins)) == 1
