"""Absences and delegations: who stands in for whom; a step always finds somebody or says why not (M30, M31)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.duties.duties import DutyKind
from domain.ladder.recipients import who_hears
from domain.ladder.steps import Audience, Step, StepKind
from domain.office.absences import (
    Absence,
    Changeover,
    Delegation,
    changeovers,
    filled_by,
    last_of_chain,
    left_uncovered,
    require_no_circle,
    stood_in_for,
)
from domain.office.chart import Chart
from domain.office.people import Role
from domain.refusals import AbsentAlready, SubstitutesInCircle
from tests.domain.cast import (
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
    PEOPLE,
    TASK,
    UNITS,
    at,
    chart,
    duty,
    out_of_reach,
    person,
)

FIRST, LAST = at("2026-12-01 00:00"), at("2026-12-11 00:00")
MIDDLE = at("2026-12-04 09:00")


def away(who: int, substitute: int, since: datetime = FIRST, until: datetime = LAST) -> Absence:
    return Absence(person_id=who, substitute_id=substitute, since=since, until=until)


def with_away(*absences: Absence, moment: datetime = MIDDLE, of: Chart | None = None) -> Chart:
    found = of or chart()
    return Chart(units=found.units, people=found.people, absences=absences).at(moment)


def heard(of: Chart, *parts: Audience, holder: int = AN) -> list[int]:
    step = Step(kind=StepKind.OVERDUE, at=MIDDLE, slot="s", parts=parts)
    return [one.id for one in who_hears(step, duty(holder_id=holder), TASK, of).people]


# Who stands in


def test_a_person_is_away_from_the_first_moment_until_just_before_the_last() -> None:
    one = away(AN, BINH)
    assert one.covers(FIRST)
    assert one.covers(LAST - timedelta(microseconds=1))
    assert not one.covers(LAST)


def test_nobody_is_away_at_another_moment() -> None:
    of = with_away(away(BINH, CUC))
    assert of.head_of(ECONOMY) == of.person(CUC)
    assert of.at(LAST).head_of(ECONOMY) == of.person(BINH)
    assert chart().stand_in_for(BINH) is None


def test_the_chain_of_substitutes_is_followed() -> None:
    of = with_away(away(BINH, CUC), away(CUC, AN))
    assert of.stand_in_for(BINH) == of.person(AN)
    assert [one.id for one in of.stood_in_for_by(AN)] == [BINH, CUC]
    assert of.stood_in_for_by(CUC) == ()
    assert of.acts_as(AN) == {AN, BINH, CUC}


def test_in_a_circle_nobody_stands_in() -> None:
    assert last_of_chain(1, {1: 2, 2: 1}) is None
    assert last_of_chain(1, {1: 2, 2: 3, 3: 2}) is None
    of = with_away(away(BINH, CUC), away(CUC, BINH))
    assert of.head_of(ECONOMY) == of.person(BINH), "nobody acts for him: it stays with him"


def test_a_substitute_who_is_gone_stands_in_for_nobody() -> None:
    assert with_away(away(BINH, 999)).head_of(ECONOMY) == chart().person(BINH)


def test_who_stands_in_for_the_head_is_in_charge_and_the_head_still_sees() -> None:
    of = with_away(away(BINH, CUC))
    assert of.is_in_charge(CUC, ECONOMY)
    assert not of.is_in_charge(BINH, ECONOMY)
    assert of.answers_for(BINH, ECONOMY)
    assert of.answers_for(CUC, ECONOMY)
    assert of.heads_any(CUC)
    assert not of.at(LAST).heads_any(CUC)


# What is refused


def test_somebody_away_already_is_not_away_twice() -> None:
    with pytest.raises(AbsentAlready):
        require_no_circle(away(AN, CUC, MIDDLE, LAST), [away(AN, BINH)])
    assert require_no_circle(away(AN, CUC, LAST, LAST + timedelta(days=1)), [away(AN, BINH)]) == ()


def test_nobody_stands_in_for_himself() -> None:
    with pytest.raises(SubstitutesInCircle):
        require_no_circle(away(AN, AN), [])


def test_a_circle_at_any_moment_is_refused() -> None:
    known = [away(BINH, CUC), away(CUC, AN, FIRST, MIDDLE)]
    with pytest.raises(SubstitutesInCircle) as refused:
        require_no_circle(away(AN, BINH, FIRST, LAST), known)
    assert refused.value.people == (AN, BINH, CUC, AN)


def test_a_circle_that_never_closes_at_one_moment_is_none() -> None:
    known = [away(BINH, CUC, FIRST, MIDDLE)]
    assert require_no_circle(away(CUC, BINH, MIDDLE, LAST), known) == ()


def test_one_in_which_nobody_stands_in_gives_way_to_one_in_which_somebody_does() -> None:
    alone = Absence(person_id=AN, substitute_id=None, since=FIRST, until=LAST)
    assert require_no_circle(away(AN, CUC, MIDDLE, LAST), [alone]) == ()
    assert filled_by(away(AN, CUC, MIDDLE, LAST), [alone, away(BINH, CUC)]) == (alone,)
    of = with_away(alone)
    assert of.stand_in_for(AN) is None
    assert of.absence_of(AN) == alone


@given(
    st.lists(
        st.tuples(st.integers(0, 12), st.integers(1, 6), st.sampled_from([CUC, None]), st.sampled_from([AN, DUC]))
    ),
    st.integers(0, 12),
    st.integers(1, 12),
)
def test_what_is_left_uncovered_is_every_day_for_which_nobody_is_named(
    entered: list[tuple[int, int, int | None, int]], begin: int, length: int
) -> None:
    day = timedelta(days=1)
    known = [
        Absence(person_id=who, substitute_id=there, since=FIRST + since * day, until=FIRST + (since + days) * day)
        for since, days, there, who in entered
    ]
    since, until = FIRST + begin * day, FIRST + (begin + length) * day
    found = left_uncovered(AN, since, until, known)
    mine = [one for one in known if one.person_id == AN and one.substitute_id is not None]
    for number in range(30):
        noon = FIRST + (number + 0.5) * day
        alone = since <= noon < until and not any(one.covers(noon) for one in mine)
        assert any(begins <= noon < ends for begins, ends in found) == alone
    assert all(begins < ends for begins, ends in found)


def test_the_absences_behind_a_substitute_are_named() -> None:
    behind = away(CUC, AN, FIRST, MIDDLE)
    assert require_no_circle(away(BINH, CUC), [behind]) == (behind,)


# Who hears


def test_the_substitute_hears_with_the_holder_who_is_away() -> None:
    assert heard(with_away(away(AN, KHANH)), Audience.HOLDER) == [AN, KHANH]
    assert heard(with_away(away(AN, KHANH)), Audience.HOLDER, Audience.SUPERIOR) == [AN, KHANH, BINH]


def test_a_step_for_a_head_who_is_away_goes_to_who_acts_for_him() -> None:
    assert heard(with_away(away(BINH, CUC)), Audience.SUPERIOR) == [CUC]
    assert heard(with_away(away(BINH, CUC)), Audience.HOLDER, Audience.UNIT_HEAD) == [AN, CUC]
    assert heard(with_away(away(LEADER, CUC)), Audience.ASSIGNER) == [CUC]


def test_nobody_hears_as_the_superior_of_himself() -> None:
    """An stands in for the head: about An's own delay the head of the parent unit is told."""
    assert heard(with_away(away(BINH, AN)), Audience.SUPERIOR) == [LEADER]


def test_nobody_hears_as_the_superior_of_whom_he_stands_in_for() -> None:
    assert heard(with_away(away(AN, BINH)), Audience.HOLDER, Audience.SUPERIOR) == [AN, BINH, LEADER]


def test_where_the_leader_is_away_and_the_holder_stands_in_the_office_is_told() -> None:
    assert heard(with_away(away(LEADER, BINH)), Audience.SUPERIOR, holder=BINH) == [CLERK]


def test_where_the_substitute_cannot_be_reached_the_step_goes_up_from_whom_he_stands_in_for() -> None:
    of = with_away(away(BINH, KHANH), of=chart(*out_of_reach(KHANH)))
    step = Step(kind=StepKind.OVERDUE, at=MIDDLE, slot="s", parts=(Audience.SUPERIOR,))
    told = who_hears(step, duty(), TASK, of)
    assert [one.id for one in told.people] == [LEADER], "not the substitute's own head"
    assert [one.id for one in told.missed] == [KHANH]


def test_a_part_that_nobody_has_is_named() -> None:
    step = Step(kind=StepKind.OVERDUE, at=MIDDLE, slot="s", parts=(Audience.SUPERIOR,))
    assert who_hears(step, duty(holder_id=LEADER), TASK, chart()).empty == (Audience.SUPERIOR,)


# Delegations


def signing(*fields: str, by: int = BINH, to: int = CUC) -> Delegation:
    return Delegation(head_id=by, person_id=to, unit_id=ECONOMY, fields=fields, since=FIRST, until=LAST)


def with_delegation(given: Delegation, of: Chart | None = None) -> Chart:
    found = of or chart()
    return Chart(units=found.units, people=found.people, delegations=(given,)).at(MIDDLE)


def test_a_delegation_holds_within_its_time_and_its_unit() -> None:
    of = with_delegation(signing())
    assert of.delegation_to(CUC, ECONOMY) is not None
    assert of.delegation_to(CUC, ECONOMY, field="đất đai") is not None
    assert of.delegation_to(CUC, ECONOMY, at=LAST) is None
    assert of.delegation_to(CUC, LAND) is None
    assert of.delegation_to(AN, ECONOMY) is None


def test_a_delegation_of_fields_covers_no_other() -> None:
    of = with_delegation(signing("đất đai"))
    assert of.delegation_to(CUC, ECONOMY, field="Dat  dai") is not None
    assert of.delegation_to(CUC, ECONOMY, field="đầu tư") is None
    assert of.delegation_to(CUC, ECONOMY) is None


def test_a_delegation_ends_with_the_office_of_who_gave_it() -> None:
    replaced = chart(person(BINH, ECONOMY, Role.OFFICIAL), person(DUC, ECONOMY, Role.HEAD))
    assert with_delegation(signing(), replaced).delegation_to(CUC, ECONOMY) is None


# Whatever is entered

IDS = [one.id for one in PEOPLE]
moments = st.integers(min_value=0, max_value=20).map(lambda days: FIRST + timedelta(days=days))


@st.composite
def an_absence(draw: st.DrawFn) -> Absence:
    since = draw(moments)
    return away(
        draw(st.sampled_from(IDS)),
        draw(st.sampled_from(IDS)),
        since,
        since + timedelta(days=draw(st.integers(min_value=1, max_value=10))),
    )


def entered(wanted: list[Absence]) -> list[Absence]:
    """Those of the absences that are accepted one after another."""
    known: list[Absence] = []
    for one in wanted:
        try:
            require_no_circle(one, known)
        except (AbsentAlready, SubstitutesInCircle):
            continue
        known.append(one)
    return known


@given(st.lists(an_absence(), max_size=12), moments)
def test_among_absences_that_were_accepted_somebody_is_always_there(wanted: list[Absence], moment: datetime) -> None:
    named = stood_in_for(one for one in entered(wanted) if one.covers(moment))
    for person_id in named:
        there = last_of_chain(person_id, named)
        assert there is not None
        assert there not in named
        assert there != person_id


@given(
    st.lists(an_absence(), max_size=12),
    moments,
    st.sampled_from(IDS),
    st.sampled_from(IDS),
    st.sets(st.sampled_from(IDS)),
    st.sets(st.sampled_from([Audience.SUPERIOR, Audience.UNIT_HEAD, Audience.ASSIGNER, Audience.OFFICE]), min_size=1),
)
def test_every_step_finds_somebody_other_than_the_holder_or_says_why_not(
    wanted: list[Absence], moment: datetime, holder: int, assigner: int, lost: set[int], parts: set[Audience]
) -> None:
    of = with_away(*entered(wanted), moment=moment, of=chart(*out_of_reach(*lost)))
    step = Step(kind=StepKind.OVERDUE, at=moment, slot="s", parts=tuple(parts))
    owed = duty(DutyKind.LEAD, holder_id=holder)
    case = TASK.__class__(**(vars(TASK) | {"assigner_id": assigner}))
    told = who_hears(step, owed, case, of)
    assert all(one.reachable for one in told.people)
    assert len({one.id for one in told.people}) == len(told.people)
    others = [one for one in told.people if one.id != holder]
    named_himself = {one.id for one in told.people} == {holder} and Audience.SUPERIOR not in parts
    assert others or told.missed or told.empty or named_himself
    if parts == {Audience.SUPERIOR}:
        assert holder not in {one.id for one in told.people}


@given(st.lists(an_absence(), max_size=12), moments, st.sampled_from(IDS))
def test_a_reachable_office_hears_of_whatever_goes_beyond_the_holder(
    wanted: list[Absence], moment: datetime, holder: int
) -> None:
    of = with_away(*entered(wanted), moment=moment)
    step = Step(kind=StepKind.OVERDUE, at=moment, slot="s", parts=(Audience.HOLDER, Audience.SUPERIOR, Audience.OFFICE))
    told = who_hears(step, duty(holder_id=holder), TASK, of)
    assert {one.id for one in told.people} - {holder} or told.empty or of.acting_for(of.person(CLERK)).id == holder


def test_the_chart_of_another_moment_has_the_same_people() -> None:
    of = chart()
    assert of.at(MIDDLE).members(ECONOMY) is of.members(ECONOMY)
    assert of.at(MIDDLE).office == of.office
    assert of.inspects(of.person(INSPECTOR), ECONOMY)
    scoped = person(INSPECTOR, None, Role.INSPECTOR, fields=("Phòng Tài nguyên",))
    assert of.inspects(scoped, LAND)
    assert not of.inspects(scoped, ECONOMY)
    assert len(UNITS) == 4


# One event after the other


def numbered(wanted: list[Absence]) -> list[Absence]:
    return [replace(one, id=key) for key, one in enumerate(entered(wanted), start=1)]


def stands_in(absences: tuple[Absence, ...]) -> dict[int, int]:
    """Who is there in the end for each of those who are away, as the organisation says while they are."""
    of = replace(chart(), absences=absences).while_away(absences)
    found = ((person_id, of.stand_in_for(person_id)) for person_id in of.people)
    return {person_id: there.id for person_id, there in found if there is not None}


def turned(every: list[Absence], ticks: list[datetime]) -> tuple[list[Changeover], tuple[Absence, ...]]:
    """The events that these ticks take, and who is away on record after the last."""
    standing: dict[int, Absence] = {}
    waiting = {one.id: one for one in every}
    met: list[Changeover] = []
    for now in ticks:
        come = [one for one in waiting.values() if one.since <= now]
        for one in come:
            del waiting[one.id]
        for turn in changeovers(standing.values(), (one for one in come if one.until > now), now=now):
            met.append(turn)
            assert turn.before == tuple(standing.values())
            standing = {one.id: one for one in turn.after}
    return met, tuple(standing.values())


@given(st.lists(an_absence(), max_size=12), st.lists(moments, max_size=8))
def test_events_follow_on_each_other_and_come_to_what_the_clock_says(
    wanted: list[Absence], ticks: list[datetime]
) -> None:
    every, ticks = numbered(wanted), sorted({*ticks, LAST + timedelta(days=5)})
    met, standing = turned(every, ticks)
    by_clock = tuple(one for one in every if one.covers(ticks[-1]))
    assert {one.id for one in standing} == {one.id for one in by_clock}
    assert stands_in(standing) == stands_in(by_clock)
    assert [turn.at for turn in met] == sorted(turn.at for turn in met) or len(ticks) > 1
    for turn in met:
        moved = {one.id for one in turn.before} ^ {one.id for one in turn.after}
        assert moved == {one.id for one in (turn.ending, turn.beginning) if one is not None}


@given(st.lists(an_absence(), max_size=12), moments)
def test_an_event_changes_only_who_stands_in_for_whom_it_concerns(wanted: list[Absence], now: datetime) -> None:
    """Nobody hears of work that the absence of another moved."""
    met, _ = turned(numbered(wanted), [now])
    for turn in met:
        about = (turn.beginning or turn.ending).person_id  # type: ignore[union-attr]
        before, after = stands_in(turn.before), stands_in(turn.after)
        changed = {one for one in before | after if before.get(one) != after.get(one)}
        for person_id in changed - {about}:  # those for whom this person stood in, or comes to stand in again
            assert about in {before.get(person_id), after.get(person_id)} or about in (
                _path(turn.before, person_id) | _path(turn.after, person_id)
            )


def _path(away_now: tuple[Absence, ...], person_id: int) -> set[int]:
    named, met = stood_in_for(away_now), {person_id}
    while (person_id := named.get(person_id, 0)) and person_id not in met:
        met.add(person_id)
    return met


@given(st.lists(an_absence(), max_size=12))
def test_who_is_away_in_a_chain_goes_after_who_stands_in_for_him(wanted: list[Absence]) -> None:
    """So what is theirs goes once, to who is there in the end."""
    every = [replace(one, since=FIRST, until=LAST) for one in numbered(wanted)]
    try:
        for place, one in enumerate(every):
            require_no_circle(one, every[:place])
    except (AbsentAlready, SubstitutesInCircle):
        return
    begun, _ = turned(every, [FIRST])
    handed = [
        one for turn in begun for one in stands_in(turn.after).items() if one not in stands_in(turn.before).items()
    ]
    assert len(handed) == len({person_id for person_id, _ in handed})


def test_one_who_is_away_again_is_not_back_between() -> None:
    first, second = replace(away(BINH, CUC, FIRST, MIDDLE), id=1), replace(away(BINH, AN, MIDDLE, LAST), id=2)
    (turn,) = changeovers([first], [second], now=MIDDLE)
    assert (turn.ending, turn.beginning) == (first, second)
    assert (stands_in(turn.before), stands_in(turn.after)) == ({BINH: CUC}, {BINH: AN})
