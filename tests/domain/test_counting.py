"""What is counted in a report, one rule after the other (docs/figures.md)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.duties.cases import Label
from domain.duties.duties import DecisionKind, DutyKind, Outcome, Phase
from domain.duties.opinions import AnswerState, Stance
from domain.duties.statements import REPEATED, BlockerKind, Cause, StatementKind
from domain.figures.figures import Figures, Grouping, Rank
from domain.figures.records import Box
from domain.figures.scopes import Scope
from domain.figures.trends import reach_of
from domain.rules.lengths import Urgency
from tests.domain.cast import AGENCY, AN, BINH, CLERK, CUC, DUC, ECONOMY, KHANH, LAND, LEADER, PLAIN, at
from tests.domain.registers import Life, due, question, register, report

HOUR = timedelta(hours=1)


def task(number=1, opened="2026-11-02 07:30", by="2026-11-10", **case):
    return Life(number, opened=opened, due=due(by), **case)


def whole(*lives, **asked) -> Figures:
    return report(register(lives), **asked).whole


def of_person(told, person):
    return next(group.figures for group in told.groups[Grouping.PERSON] if group.key == person)


@pytest.mark.parametrize(
    ("by", "handed_in", "box"),
    [
        ("2026-11-10", "2026-11-10 23:59", Box.DONE_ON_TIME),
        ("2026-11-10", "2026-11-11 00:01", Box.DONE_LATE),
        ("2026-11-10 16:30", "2026-11-10 16:30", Box.DONE_ON_TIME),
        ("2026-11-10 16:30", "2026-11-10 16:31", Box.DONE_LATE),
    ],
)
def test_without_an_hour_it_is_late_from_midnight(by, handed_in, box):
    (line,) = report(register([task(by=by).submitted(handed_in).closed("2026-11-12 09:00")])).lines
    assert line.box is box
    assert line.handed_in_at == at(handed_in)


def test_the_end_of_the_last_day_belongs_to_what_comes_after():
    known = register([task(by="2026-11-30").submitted("2026-11-30 16:00").closed("2026-12-01 00:00")])
    assert report(known).whole.boxes.open_on_time == 1
    assert report(known, "2026-12-01", "2026-12-31").whole.boxes.done_on_time == 1


def test_what_was_not_known_then_is_not_told():
    life = task(by="2026-11-13").asks(
        DecisionKind.EXTENSION, "2026-11-12 09:00", until="2026-11-17 09:00", outcome=Outcome.GRANTED
    )
    life.now_due("2026-11-17 09:00", due("2026-11-20")).cause(
        Cause.OUTSIDE, "2026-11-16 09:00", confirmed="2026-11-18 09:00"
    )
    known = register([life])
    before, between, after = (report(known, as_of=f"2026-11-{day} 08:00").whole for day in ("17", "19", "24"))
    assert (before.boxes.open_overdue, before.extensions_asked, before.extensions_granted) == (1, 1, 0)
    assert (between.boxes.open_on_time, between.extensions_granted, between.outside_causes) == (1, 1, 0)
    assert (after.boxes.open_overdue, after.outside_causes, after.own_causes) == (1, 1, 0)


def test_a_cause_that_is_proposed_is_shown_and_not_counted():
    proposed = task(1).cause(Cause.OWN, "2026-11-12 09:00")
    changed = (
        task(2)
        .cause(Cause.OUTSIDE, "2026-11-12 09:00", confirmed="2026-11-13 09:00")
        .cause(Cause.OWN, "2026-11-16 09:00", confirmed="2026-11-17 09:00")
        .cause(Cause.OUTSIDE, "2026-11-18 09:00")
    )
    crossed = (
        task(3)
        .cause(Cause.OUTSIDE, "2026-11-12 09:00", confirmed="2026-11-19 09:00")
        .cause(Cause.OWN, "2026-11-16 09:00", confirmed="2026-11-17 09:00")
    )
    told = report(register([proposed, changed, crossed]))
    assert (told.whole.own_causes, told.whole.outside_causes) == (1, 1)
    assert [(line.cause, line.cause_confirmed) for line in told.lines] == [
        (Cause.OWN, False),
        (Cause.OWN, True),
        (Cause.OUTSIDE, True),
    ]


@pytest.mark.parametrize(
    ("life", "is_protected"),
    [
        (task(), False),
        (task(label=Label.PILOT), True),
        (task().says(StatementKind.INITIATIVE, "2026-11-10 20:00"), True),
        (task().says(StatementKind.INITIATIVE, "2026-11-12 09:00"), False),
        (task().says(StatementKind.INITIATIVE, "2026-11-12 09:00").credited("2026-11-13 09:00"), True),
        (
            task().says(StatementKind.INITIATIVE, "2026-11-12 09:00").credited("2026-12-02 09:00"),
            False,
        ),  # of next month
        (
            task().says(StatementKind.BLOCKER, "2026-11-11 09:00", BlockerKind.ORDINARY).credited("2026-11-12 09:00"),
            True,
        ),
        (task().says(StatementKind.BLOCKER, "2026-11-10 20:00", BlockerKind.ORDINARY), True),
        (task().says(StatementKind.BLOCKER, "2026-11-11 09:00", BlockerKind.ORDINARY), False),
        (task(by="2026-12-10", label=Label.NEW), False),  # not late
    ],
)
def test_who_dares_stands_beside_his_lateness(life, is_protected):
    told = report(register([life]))
    assert told.lines[0].is_protected is is_protected
    assert bool(told.lines[0].came_late) is (bool(life.statements) and not is_protected)
    assert told.whole.protected == is_protected


@pytest.mark.parametrize(
    ("handed_in", "early"), [("2026-11-09 16:00", 1), ("2026-11-09 16:31", 0), ("2026-11-07 10:00", 1)]
)
def test_early_is_a_whole_working_day_before(handed_in, early):
    assert whole(task(by="2026-11-10 16:30").submitted(handed_in).closed("2026-11-12 09:00")).early == early


@pytest.mark.parametrize(("judge", "own"), [(LEADER, 0), (AN, 1)])
def test_what_one_accepted_oneself_is_counted_beside_what_was_done(judge, own):
    """In the boxes, in each line, and in the points."""
    life = task(by="2026-11-10 16:30").submitted("2026-11-09 16:00", to=judge)
    waits = report(register([life]))
    assert (waits.whole.self_judged, waits.lines[0].is_self_judged) == (0, bool(own))
    told = report(register([life.closed("2026-11-12 09:00")]))
    assert (told.whole.boxes.done, told.whole.self_judged) == (1, own)
    assert told.lines[0].is_self_judged is bool(own)
    assert [one.self_judged for one in told.points] == [own]
    withdrawn = task(by="2026-11-10 16:30").submitted("2026-11-09 16:00", to=judge)
    assert report(register([withdrawn.closed("2026-11-12 09:00", Outcome.WITHDRAWN)])).whole.self_judged == 0


def test_who_accepts_last_is_measured_from_when_it_came_to_him():
    """A change of head while the result waits: the handing in stays, each has their own time of holding."""
    life = (
        task()
        .submitted("2026-11-10 09:00", to=BINH)
        .goes("2026-11-12 09:00", Phase.SUBMITTED, CUC)
        .closed("2026-11-13 09:00")
    )
    told = report(register([life], away={CUC: [("2026-11-12 13:00", "2026-11-12 17:00")]}))
    assert told.lines[0].box is Box.DONE_ON_TIME
    assert told.whole.accepting.count == 1
    assert of_person(told, CUC).accepting.median == 4 * HOUR
    held = {load.person_id: (load.holding, load.holding_late) for load in told.loads}
    assert held[BINH] == (16 * HOUR, 9.5 * HOUR)
    assert held[CUC] == (8 * HOUR, 8 * HOUR)


def test_a_result_given_back_or_withdrawn():
    returned = task(1).submitted("2026-11-05 09:00").returned("2026-11-06 09:00").submitted("2026-11-09 09:00")
    taken_back = task(2).submitted("2026-11-05 09:00").closed("2026-11-06 09:00", Outcome.WITHDRAWN)
    told = report(register([returned, taken_back]))
    assert (told.whole.returns, told.whole.accepting.count, told.whole.waiting) == (1, 1, 1)
    assert of_person(told, AN).returns == 1
    assert [line.returns for line in told.lines] == [1, 0]


def test_a_pause_stops_the_time_of_handling_and_of_acknowledging():
    life = (
        task(opened="2026-11-02 07:30")
        .acknowledged("2026-11-02 08:30")
        .paused("2026-11-03 07:30")
        .resumed("2026-11-05 07:30", due("2026-11-12"))
    )
    figures = whole(life.submitted("2026-11-05 11:30").closed("2026-11-06 09:00"))
    assert figures.handling.median == 12 * HOUR
    assert (figures.acknowledging.count, figures.acknowledging.median) == (1, HOUR)


@pytest.mark.parametrize(
    ("life", "silences"),
    [
        (task(by="2026-12-10", urgency=Urgency.VERY_URGENT).acknowledged("2026-11-26 09:00"), 2),
        (task(by="2026-12-10").acknowledged("2026-11-13 09:00"), 1),
        (task(by="2026-12-10", opened="2026-11-17 09:00"), 0),
        (task(by="2026-12-10").says(StatementKind.PROGRESS, "2026-11-12 09:00"), 1),
        (
            task(by="2026-12-10")
            .says(StatementKind.PROGRESS, "2026-11-12 09:00")
            .says(StatementKind.BLOCKER, "2026-11-20 09:00"),
            0,
        ),
        (
            task(by="2026-12-10")
            .says(StatementKind.PROGRESS, "2026-11-12 09:00")
            .says(StatementKind.PROGRESS, "2026-11-20 09:00", REPEATED),
            1,
        ),
        (task(by="2026-12-10").paused("2026-11-09 09:00"), 0),
        (task(by="2026-12-10").goes("2026-11-12 09:00", Phase.WORKING, CUC).submitted("2026-11-20 09:00"), 0),
    ],
)
def test_a_silence_is_a_gap_longer_than_the_rule(life, silences):
    """Ten working days, for very urgent work two."""
    assert whole(life).silences == silences


def test_a_silence_counts_where_the_rule_is_passed():
    life = task(opened="2026-11-23 09:00", by="2026-12-31")
    known = register([life])
    assert report(known).whole.silences == 0
    assert report(known, "2026-12-01", "2026-12-31").whole.silences == 1
    assert report(known, "2027-01-01", "2027-01-31").whole.silences == 0


def test_requests_count_to_who_asked_and_their_time_to_who_decided():
    life = (
        task()
        .asks(DecisionKind.EXTENSION, "2026-11-02 09:00", until="2026-11-02 10:00", outcome=Outcome.DENIED)
        .asks(DecisionKind.TRANSFER, "2026-11-03 09:00", until="2026-11-03 10:00", outcome=Outcome.GRANTED, upward=True)
        .goes("2026-11-03 10:00", Phase.WORKING, BINH)
        .asks(DecisionKind.TRANSFER, "2026-11-04 09:00", until="2026-11-04 10:00", outcome=Outcome.GRANTED)
        .goes("2026-11-04 10:00", Phase.WORKING, KHANH, LAND)
        .asks(DecisionKind.REFUSAL, "2026-11-05 09:00", until="2026-11-05 10:00", outcome=Outcome.GRANTED)
        .goes("2026-11-05 10:00", Phase.FREED, LEADER)
        .asks(DecisionKind.DIRECTION, "2026-11-06 09:00", until="2026-11-06 11:00", outcome=Outcome.ENDED)
    )
    told = report(register([life]))
    figures = told.whole
    assert (figures.extensions_asked, figures.extensions_granted) == (1, 0)
    assert (figures.transfers_up, figures.transfers_sideways, figures.refusals) == (1, 1, 1)
    assert of_person(told, AN).transfers_up == of_person(told, BINH).transfers_sideways == 1
    assert of_person(told, KHANH).refusals == 1
    assert (figures.deciding.count, of_person(told, LEADER).deciding.median) == (4, HOUR)
    (line,) = told.lines
    assert (line.transfers, line.extensions, line.responsible_id, line.unit_id) == (2, 0, LEADER, AGENCY)


def test_a_coordinating_part_is_counted_apart_and_ends_with_the_task():
    lead = task(1, by="2026-11-10").submitted("2026-11-12 09:00").closed("2026-11-13 09:00")
    blocked = {"kind": DutyKind.COORDINATING, "of": lead, "holder": DUC, "unit": LAND}
    handed_in = task(1, **blocked).says(StatementKind.BLOCKER, "2026-11-04 09:00", BlockerKind.CONFLICTING_LAW)
    handed_in.submitted("2026-11-09 09:00", to=AN).closed("2026-11-09 10:00")
    ended = task(1, **blocked).closed("2026-11-13 09:00", Outcome.ENDED)
    in_time = task(1, by="2026-11-20", **blocked).closed("2026-11-13 09:00", Outcome.ENDED)
    left = task(1, **blocked).closed("2026-11-05 09:00", Outcome.WITHDRAWN)
    told = report(register([lead, handed_in, ended, in_time, left]))
    parts = told.whole.coordinating
    assert (parts.done_on_time, parts.done_late, parts.cancelled, parts.total) == (2, 1, 1, 3)
    assert told.whole.boxes.total == 1
    assert (told.whole.blockers, told.whole.conflicting_law) == (1, 1)
    (line,) = told.lines
    assert (line.coordinating, line.conflicting_law, len(line.blockers)) == ((LAND, LAND, LAND), True, 1)
    (of_land,) = (group.figures for group in told.groups[Grouping.UNIT] if group.key == LAND)
    assert (of_land.coordinating, of_land.boxes.total, of_land.blockers) == (parts, 0, 1)


def test_opinions_answered_deemed_open_and_late():
    asked = {"opened": "2026-11-02 07:30", "due": due("2026-11-11"), "unit": LAND, "head": DUC}
    answered = question(1, **asked).answered(Stance.AGREE, "2026-11-03 07:30")
    supplied = question(2, **asked).answers_with(Stance.LACKING, "2026-11-03 09:00", AnswerState.REPLACED)
    supplied.goes("2026-11-03 09:00", Phase.LACKING, BINH).goes("2026-11-05 07:30", Phase.WORKING, DUC)
    supplied.restarted_at = at("2026-11-05 07:30")
    supplied.answers_with(Stance.CONDITIONAL, "2026-11-05 11:30", is_empty=True).closed(
        "2026-11-05 11:30", Outcome.ANSWERED
    )
    silent = question(3, **asked).goes("2026-11-04 09:00", Phase.WORKING, KHANH)
    silent.closed("2026-11-12 00:00", Outcome.DEEMED).answerable_id = DUC
    silent.answers_with(Stance.DISAGREE, "2026-12-02 09:00", AnswerState.LATE)
    withdrawn = question(4, **asked).closed("2026-11-04 09:00", Outcome.WITHDRAWN)
    waiting = question(5, **asked | {"due": due("2026-12-10")})
    known = register([answered, supplied, silent, withdrawn, waiting])
    november = report(known).whole.opinions
    fates = (november.in_time, november.deemed, november.withdrawn, november.still_open)
    assert fates == (2, 1, 1, 1)
    assert november.asked == sum(fates)
    assert (november.lacking, november.empty, november.late_answers) == (1, 1, 0)
    assert (november.time_to_answer.count, november.time_to_answer.median) == (2, 4 * HOUR)
    assert of_person(report(known), DUC).opinions.deemed == 1
    december = report(known, "2026-12-01", "2026-12-31").whole.opinions
    assert (december.asked, december.late_answers) == (1, 1)


def test_the_rank_is_what_the_assigner_was():
    told = report(register([task(1), task(2, assigner_id=BINH), task(3, assigner_id=CLERK), task(4, assigner_id=AN)]))
    ranks = {group.key: group.figures.boxes.total for group in told.groups[Grouping.RANK]}
    assert ranks == {Rank.LEADER: 1, Rank.HEAD: 1, Rank.OFFICE: 1, Rank.OTHER: 1}


def test_a_report_of_a_field_is_of_it_however_it_was_typed():
    known = register([task(1, field="Đất đai"), task(2, field="dat dai"), task(3, field="Đầu tư"), task(4)])
    fields = [(group.key, group.figures.boxes.total) for group in report(known).groups[Grouping.FIELD]]
    assert fields == [("Đất đai", 2), ("Đầu tư", 1), (None, 1)]
    of_land = report(known, scope=Scope(field="ĐẤT ĐAI", unit_id=ECONOMY))
    assert [line.case.number for line in of_land.lines] == [1, 2]


def test_a_product_that_stays_overdue_is_a_delay_in_each_month():
    life = task(by="2026-10-15", opened="2026-10-01 09:00").submitted("2026-12-10 09:00").closed("2026-12-11 09:00")
    told = report(register([life]), "2026-10-01", "2026-12-31")
    months = [(one.month.month, one.products, one.completed, one.delays, one.progress) for one in told.points]
    assert months == [(10, 1, 0, 1, 75.0), (11, 1, 0, 1, 75.0), (12, 1, 1, 1, 75.0)]


def test_who_handed_in_is_not_late_while_his_result_waits():
    life = task().submitted("2026-11-09 09:00").returned("2026-11-30 09:00").submitted("2026-11-30 10:00")
    told = report(register([life]))
    assert [(one.products, one.returned, one.progress) for one in told.points] == [(0, 1, None)]


def test_overlapping_absences_count_once():
    away = [("2026-11-03 00:00", "2026-11-05 00:00"), ("2026-11-04 00:00", "2026-11-04 12:00")]
    life = task(opened="2026-11-02 07:30").acknowledged("2026-11-05 11:30")
    known = register([life], away={AN: [*away, ("2026-11-20 00:00", "2026-11-21 00:00")]})
    assert report(known).whole.acknowledging.median == 12 * HOUR


def test_a_question_that_outlives_its_task_takes_only_the_tasks_time():
    lead = task(1, by="2026-11-06").submitted("2026-11-06 16:00").closed("2026-11-06 17:00")
    asked = question(2, opened="2026-11-05 07:30", due=due("2026-12-01"), unit=LAND, head=DUC, serves_case_id=1)
    figures = whole(lead, asked)
    assert (figures.asking, figures.asked_about) == (16 * HOUR, 40 * HOUR)


def test_a_dossier_that_is_incomplete_makes_nobody_late():
    asked = question(1, opened="2026-11-02 07:30", due=due("2026-11-03"), unit=LAND, head=DUC)
    asked.goes("2026-11-03 07:30", Phase.LACKING, BINH)
    (holds,) = (load for load in report(register([asked]), as_of="2026-11-05 07:30").loads if load.person_id == BINH)
    assert (holds.holding, holds.holding_late) == (16 * HOUR, 0 * HOUR)


def test_the_trend_goes_as_far_as_the_report_and_is_of_its_scope():
    known = register([task(1, by="2026-11-12"), task(2, by="2026-11-20", holder=DUC, unit=LAND)])
    told = report(known, as_of="2026-11-16 09:00")
    assert [(month.first.month, month.boxes) for month in told.trend] == [(11, told.whole.boxes)]
    assert (told.whole.boxes.open_overdue, told.whole.boxes.open_on_time) == (1, 1)
    (month,) = report(known, as_of="2026-11-16 09:00", scope=Scope(unit_id=LAND)).trend
    assert (month.boxes.open_overdue, month.boxes.open_on_time) == (0, 1)


@pytest.mark.parametrize(
    ("moment", "reach"),
    [
        ("2026-11-16 09:00", "2025-12-01 00:00"),
        ("2026-12-01 00:00", "2025-12-01 00:00"),
        ("2026-12-01 00:01", "2026-01-01 00:00"),
    ],
)
def test_a_register_reaches_back_as_far_as_the_trend(moment, reach):
    assert reach_of(at("2026-11-01 00:00"), at(moment), PLAIN) == at(reach)
    assert reach_of(at("2020-11-01 00:00"), at(moment), PLAIN) == at("2020-11-01 00:00")


def test_what_is_paused_is_nobodys_product_of_the_month():
    life = task(by="2026-11-05").paused("2026-11-09 09:00")
    assert report(register([life])).points == ()
