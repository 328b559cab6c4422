"""Silence is consent only where it could have been broken (design §4, *Who could be heard*)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.duties.silence import Consequence, Listening, a_day_after, a_day_before
from domain.hearing import ChannelHearing, HearingProof
from domain.office.calendar import Calendar
from domain.rules.lengths import clock_days, days

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
CALENDAR = Calendar(timezone=HANOI)  # every weekday is worked
WORKING_DAY = timedelta(hours=8)
EXACT, SOUND, NONE = HearingProof.EXACT, HearingProof.SOUND, HearingProof.NONE
DEEMED, WAITS, ASKED_AGAIN, LEFT = Consequence


def at(text: str) -> datetime:
    """`04 16:00` of December 2026, a month that begins on a Tuesday."""
    return datetime.fromisoformat(f"2026-12-{text}").replace(tzinfo=HANOI)


EFFECT = at("04 16:00")  # a Friday


def heard(channel: str, proof: HearingProof, *, since: str | None = None, until: str | None = None) -> ChannelHearing:
    moments = (None if one is None else at(one) for one in (since, until))
    first, last = moments
    return ChannelHearing(channel=channel, proof=proof, since=first, until=last)


def listening(*hearings: ChannelHearing, now: str = "04 16:00", asked: str | None = None, **more: object) -> Listening:
    asked_again_at = None if asked is None else at(asked)
    effect_at = EFFECT if asked_again_at is None else days(1).after(asked_again_at, CALENDAR)
    return Listening(
        hearings={one.channel: one for one in hearings},
        effect_at=effect_at,
        now=at(now),
        calendar=CALENDAR,
        day=days(1),
        asked_again_at=asked_again_at,
        **more,  # type: ignore[arg-type]
    )


ON_BOTH, BY_ZALO, BY_TELEGRAM = {"telegram", "zalo"}, {"zalo"}, {"telegram"}
TELEGRAM = heard("telegram", EXACT, until="04 16:00")
ZALO = heard("zalo", SOUND, since="01 08:00", until="04 16:00")
POLLED = heard("zalo", NONE, until="04 16:00")


def test_what_the_platform_keeps_is_waited_for_until_it_has_come_in() -> None:
    away = heard("telegram", EXACT, until="04 15:59")
    assert listening(away).ruling([BY_TELEGRAM]).becomes is WAITS
    assert listening(away, now="11 16:00").ruling([BY_TELEGRAM]).becomes is WAITS, "there is no other way to ask"
    assert listening(TELEGRAM, now="11 16:00").ruling([BY_TELEGRAM]).becomes is DEEMED


def test_a_sound_last_working_day_is_enough() -> None:
    assert listening(ZALO).ruling([BY_ZALO]).becomes is DEEMED
    just = replace(ZALO, since=at("03 16:00"))
    assert listening(just).ruling([BY_ZALO]).becomes is DEEMED
    assert listening(replace(just, since=at("03 16:01"))).ruling([BY_ZALO]).becomes is ASKED_AGAIN


def test_after_the_question_only_what_follows_it_counts() -> None:
    sound = heard("zalo", SOUND, since="04 09:00", until="08 07:30")
    assert listening(sound, asked="07 07:30", now="08 07:30").ruling([BY_ZALO]).becomes is DEEMED
    broken = replace(sound, since=at("07 15:00"))
    assert listening(broken, asked="07 07:30", now="08 07:30").ruling([BY_ZALO]).becomes is LEFT
    dead = replace(sound, until=at("07 15:00"))
    assert listening(dead, asked="07 07:30", now="08 07:30").ruling([BY_ZALO]).becomes is WAITS
    assert listening(dead, asked="07 07:30", now="08 15:00").ruling([BY_ZALO]).becomes is LEFT


def test_a_question_that_did_not_arrive_was_not_asked() -> None:
    sound = heard("zalo", SOUND, since="04 09:00", until="08 07:30")
    asked = listening(sound, asked="07 07:30", now="08 07:30", question_arrived=False)
    assert asked.ruling([BY_ZALO]).becomes is LEFT


def test_by_polling_nothing_is_deemed_of_who_has_nothing_else() -> None:
    assert listening(POLLED).ruling([BY_ZALO]).becomes is LEFT
    assert listening(POLLED, TELEGRAM).ruling([ON_BOTH]).becomes is DEEMED, "it could be broken by the other"
    assert listening(POLLED, TELEGRAM).ruling([BY_TELEGRAM, BY_ZALO]).becomes is LEFT, "the official's word may be lost"


def test_down_for_a_whole_working_day_it_is_waited_for_no_longer() -> None:
    down = heard("telegram", EXACT, until="03 15:00")
    assert listening(down, ZALO).ruling([ON_BOTH]).becomes is ASKED_AGAIN
    assert listening(down, ZALO).ruling([ON_BOTH]).channels == {"telegram"}
    assert listening(replace(down, until=at("03 16:30")), ZALO).ruling([ON_BOTH]).becomes is WAITS
    on = heard("zalo", SOUND, since="01 08:00", until="07 16:00")
    assert listening(down, on, asked="04 16:00", now="07 16:00").ruling([ON_BOTH]).becomes is DEEMED


def test_a_program_that_has_just_begun_gives_every_channel_time_to_come_up() -> None:
    down = heard("telegram", EXACT, until="01 15:00")
    begun = listening(down, ZALO, awake_since=at("04 15:50"))
    assert begun.ruling([ON_BOTH]).becomes is WAITS
    assert replace(begun, now=at("04 16:05")).ruling([ON_BOTH]).becomes is ASKED_AGAIN


def test_where_nobody_is_linked_a_word_on_paper_is_waited_for() -> None:
    assert listening(TELEGRAM).ruling([set()]).becomes is DEEMED
    assert listening(heard("telegram", EXACT, until="04 15:59")).ruling([set()]).becomes is WAITS
    assert listening().ruling([]).becomes is WAITS, "nothing was ever read"
    assert listening().ruling([BY_TELEGRAM]).becomes is WAITS


@pytest.mark.parametrize(
    ("moment", "before", "after"),
    [
        ("07 16:00", "04 16:00", "08 16:00"),  # a Monday
        ("05 00:00", "04 00:00", "08 07:30"),  # the end of a Friday: the whole Friday is its last day
        ("04 12:00", "03 12:00", "07 13:00"),  # at noon the office is closed
    ],
)
def test_a_working_day_before_and_after(moment: str, before: str, after: str) -> None:
    assert a_day_before(at(moment), days(1), CALENDAR) == at(before)
    assert a_day_after(at(moment), days(1), CALENDAR) == at(after)


def test_a_day_of_what_is_flash_is_one_of_the_clock() -> None:
    assert a_day_before(at("07 16:00"), clock_days(1), CALENDAR) == at("06 16:00")
    assert a_day_after(at("05 12:00"), clock_days(1), CALENDAR) == at("06 12:00")


# The same by another road: with hours counted instead of dates, person by person

_HOURS = st.builds(
    lambda day, hour: datetime(2026, 12, day, hour, tzinfo=HANOI),
    st.sampled_from([1, 2, 3, 4, 7, 8, 9, 10, 11]),
    st.sampled_from([8, 9, 10, 11, 14, 15, 16]),
)
_NAMES = ("a", "b", "c")


@st.composite
def _hearings(draw: st.DrawFn) -> dict[str, ChannelHearing]:
    found = {}
    for name in draw(st.sets(st.sampled_from(_NAMES))):
        proof = draw(st.sampled_from(HearingProof))
        first, last = sorted((draw(_HOURS), draw(_HOURS)))
        until = draw(st.sampled_from([None, last]))
        since = first if proof is SOUND and until is not None else None
        found[name] = ChannelHearing(channel=name, proof=proof, since=since, until=until)
    return found


def _worked(start: datetime, end: datetime) -> timedelta:
    return CALENDAR.working_time(start, end)


def _slow(one: Listening, answering: Sequence[set[str]]) -> Consequence:
    """The words of §4, one after the other."""
    people = [channels for channels in answering if channels]
    state: dict[str, str] = {}
    for name in set().union(*people, one.hearings):
        known: ChannelHearing | None = one.hearings.get(name)
        until = known.until if known else None
        if until is not None and until >= one.effect_at:
            state[name] = "heard"
        else:
            state[name] = "down" if _worked(until or one.effect_at, one.now) >= WORKING_DAY else "late"
    proofs: Mapping[str, HearingProof] = {n: one.hearings[n].proof if n in one.hearings else EXACT for n in state}
    if not people:
        if not one.hearings or any(
            state[name] == "late" or (state[name] == "down" and proofs[name] is EXACT) for name in one.hearings
        ):
            return WAITS
        return DEEMED
    if any(state[name] == "late" for channels in people for name in channels):
        return WAITS
    fates = {_fate(one, channels, state, proofs) for channels in people}
    return next(fate for fate in (LEFT, WAITS, ASKED_AGAIN, DEEMED) if fate in fates)


def _fate(
    one: Listening, channels: set[str], state: Mapping[str, str], proofs: Mapping[str, HearingProof]
) -> Consequence:
    by = {proof: {name for name in channels if proofs[name] is proof} for proof in HearingProof}
    up = {name for name in channels if state[name] == "heard"}
    kept = bool(up & by[EXACT])
    for name in up & by[SOUND]:
        since = one.hearings[name].since
        assert since is not None
        if one.asked_again_at is not None:
            kept |= since <= one.asked_again_at
        else:
            kept |= since <= one.effect_at and _worked(since, one.effect_at) >= WORKING_DAY
    if one.asked_again_at is not None:
        if kept:
            return DEEMED if one.question_arrived else LEFT
        return WAITS if channels == by[EXACT] else LEFT
    if up == channels:
        if kept:
            return DEEMED
        return ASKED_AGAIN if by[SOUND] else LEFT
    if up & (by[EXACT] | by[SOUND]):
        return ASKED_AGAIN
    return WAITS if by[EXACT] else LEFT


@given(
    hearings=_hearings(),
    answering=st.lists(st.sets(st.sampled_from(_NAMES)), max_size=3),
    effect_at=_HOURS,
    waited=st.sampled_from([0, 1, 2, 5, 24, 48, 72, 24 * 7]),
    is_asked=st.booleans(),
    arrived=st.booleans(),
)
def test_the_verdict_is_that_of_the_words(
    hearings: dict[str, ChannelHearing],
    answering: list[set[str]],
    effect_at: datetime,
    waited: int,
    is_asked: bool,
    arrived: bool,
) -> None:
    one = Listening(
        hearings=hearings,
        effect_at=effect_at,
        now=effect_at + timedelta(hours=waited),
        calendar=CALENDAR,
        day=days(1),
        asked_again_at=a_day_before(effect_at, days(1), CALENDAR) if is_asked else None,
        question_arrived=arrived,
    )
    ruling = one.ruling(answering)
    assert ruling.becomes is _slow(one, answering)
    assert bool(ruling.channels) is (ruling.becomes is not DEEMED) or not hearings


@given(hearings=_hearings(), answering=st.lists(st.sets(st.sampled_from(_NAMES)), max_size=3), effect_at=_HOURS)
def test_what_is_deemed_stays_deemed_however_late_it_is_looked_at(
    hearings: dict[str, ChannelHearing], answering: list[set[str]], effect_at: datetime
) -> None:
    at_once = Listening(hearings=hearings, effect_at=effect_at, now=effect_at, calendar=CALENDAR, day=days(1))
    if at_once.ruling(answering).becomes is DEEMED:
        assert replace(at_once, now=effect_at + timedelta(days=9)).ruling(answering).becomes is DEEMED
