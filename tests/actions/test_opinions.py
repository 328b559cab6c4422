"""Opinions: who answers, who signs, and what silence comes to (M20–M24)."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest

from actions.delivery.intake import store_updates
from actions.duties.decisions import decide_request
from actions.duties.duties import acknowledge_duty, delegate_duty
from actions.duties.requests import ask_extension
from actions.duties.withdrawals import withdraw_case
from actions.office.calendars import enter_days
from actions.office.policies import change_rule
from actions.opinions.answers import answer_opinion
from actions.opinions.dossiers import Supply, supply_dossier
from actions.opinions.opinions import OpinionQuestion, ask_opinions
from actions.opinions.signatures import sign_opinion
from domain.acts import Act
from domain.duties.cases import Case, CaseState, Deadline
from domain.duties.duties import Duty, DutyKind, Outcome, Phase
from domain.duties.opinions import Answer, AnswerState, Hearing, Stance
from domain.hearing import all_read
from domain.refusals import (
    AlreadyClosed,
    DeadlineAfterHalfDay,
    DeadlineOnDayOff,
    DossierAskedOnce,
    NotAllowed,
    NotNow,
    NotTheHolder,
    ReasonMissing,
    TooManyRounds,
    TooManyUnits,
    UnitAskedTwice,
    UnknownCase,
)
from domain.rules.lengths import Urgency
from domain.rules.rules import Rule
from storage import opinions
from storage.calendars import DayKind
from storage.inbox import Incoming
from storage.opinions import DeemedConsent
from tests.actions.office import DUE, ECONOMY, LAND, MONDAY, SmallOffice, at

# Due Wednesday 09/12 without an hour: deemed at 24:00 of that day.
THAT_DAY = Deadline(moment=at("2026-12-09 17:00"), names_hour=False)
MIDNIGHT = at("2026-12-10 00:00")
AFTER = "2026-12-10 07:45"


async def answers(small: SmallOffice, duty: Duty) -> list[Answer]:
    async with small.database.reading() as connection:
        return (await opinions.answers_to(connection, [duty.id])).get(duty.id, [])


async def deemed(small: SmallOffice, duty: Duty) -> DeemedConsent | None:
    async with small.database.reading() as connection:
        return (await opinions.deemed_of(connection, [duty.id])).get(duty.id)


async def agrees(small: SmallOffice, code: str, by: str = "binh", *, said: str | None = None) -> AnswerState | None:
    answered = await answer_opinion(small.office, small.by(by, said=said), code=code, stance=Stance.AGREE)
    return answered.state


async def handed_to_lan(small: SmallOffice, code: str) -> None:
    await delegate_duty(small.office, small.by("binh"), code=code, name="Vũ Thị Lan")


# Answering and signing


async def test_the_heads_own_answer_closes_the_duty(small: SmallOffice) -> None:
    code = await small.asked(ECONOMY)
    small.now = at("2026-12-01 10:00")
    assert await agrees(small, code) is AnswerState.FINAL
    duty = await small.duty(code)
    assert (duty.outcome, duty.closed_at) == (Outcome.ANSWERED, small.now)
    (answer,) = await answers(small, duty)
    assert (answer.state, answer.signed_by_id, answer.said_at) == (AnswerState.FINAL, small.ids["binh"], small.now)
    assert (await small.case(code)).state is CaseState.CLOSED


async def test_an_officials_answer_is_a_draft_and_the_clock_goes_on(small: SmallOffice) -> None:
    code = await small.asked(ECONOMY)
    await handed_to_lan(small, code)
    assert await agrees(small, code, "lan") is AnswerState.DRAFT
    duty = await small.duty(code)
    assert (duty.phase, small.name(duty.holder_id), duty.deadline) == (Phase.DRAFTED, "binh", DUE)
    async with small.refused(NotTheHolder):
        await sign_opinion(small.office, small.by("lan"), code=code)
    small.now = at("2026-12-02 10:00")
    await sign_opinion(small.office, small.by("binh"), code=code)
    (answer,) = await answers(small, await small.duty(code))
    assert (answer.author_id, answer.signed_by_id) == (small.ids["lan"], small.ids["binh"])
    assert (answer.state, answer.signed_at) == (AnswerState.FINAL, small.now)


async def test_a_draft_that_nobody_signs_is_deemed_consent_like_silence(small: SmallOffice) -> None:
    code = await small.asked(ECONOMY, deadline=THAT_DAY)
    await handed_to_lan(small, code)
    await answer_opinion(small.office, small.by("lan"), code=code, stance=Stance.DISAGREE, reasons="Thiếu vốn")
    await small.tick(AFTER)
    duty = await small.duty(code)
    assert duty.outcome is Outcome.DEEMED
    assert [answer.state for answer in await answers(small, duty)] == [AnswerState.DRAFT]


async def test_the_head_may_answer_over_the_draft(small: SmallOffice) -> None:
    code = await small.asked(ECONOMY)
    await handed_to_lan(small, code)
    await answer_opinion(small.office, small.by("lan"), code=code, stance=Stance.DISAGREE, reasons="Thiếu vốn")
    await agrees(small, code)
    duty = await small.duty(code)
    assert [(one.stance, one.state) for one in await answers(small, duty)] == [
        (Stance.DISAGREE, AnswerState.REPLACED),
        (Stance.AGREE, AnswerState.FINAL),
    ]


async def test_where_no_signature_is_asked_for_the_official_answers(small: SmallOffice) -> None:
    code = await small.asked(ECONOMY, signing=False)
    await handed_to_lan(small, code)
    assert await agrees(small, code, "lan") is AnswerState.FINAL


async def test_each_unit_answers_for_itself_and_the_case_closes_behind_the_last(small: SmallOffice) -> None:
    code = await small.asked(ECONOMY, LAND, by="hung")
    await agrees(small, code, "binh")
    assert (await small.case(code)).state is CaseState.OPEN
    await agrees(small, code, "duc")
    assert (await small.case(code)).state is CaseState.CLOSED


@pytest.mark.parametrize("stance", sorted(set(Stance) - {Stance.AGREE}))
async def test_every_stance_but_consent_gives_its_reasons(small: SmallOffice, stance: Stance) -> None:
    code = await small.asked(ECONOMY)
    async with small.refused(ReasonMissing):
        await answer_opinion(small.office, small.by("binh"), code=code, stance=stance)


async def test_who_may_not_answer_is_refused(small: SmallOffice) -> None:
    code = await small.asked(ECONOMY)
    for who, refusal in (("lan", UnknownCase), ("duc", NotTheHolder), ("hung", NotTheHolder), ("thanh", NotTheHolder)):
        async with small.refused(refusal):
            await agrees(small, code, who)
    async with small.refused(NotNow):
        await sign_opinion(small.office, small.by("binh"), code=code)


async def test_what_cannot_be_asked_is_refused(small: SmallOffice) -> None:
    async with small.refused(UnitAskedTwice):
        await small.asked(ECONOMY, ECONOMY)
    async with small.refused(DeadlineOnDayOff):
        await small.asked(ECONOMY, deadline=Deadline(moment=at("2026-12-12 17:00"), names_hour=False))
    async with small.refused(NotAllowed):
        await small.asked(ECONOMY, by="an")
    async with small.refused(ReasonMissing):
        await ask_opinions(
            small.office, small.by("duc"), OpinionQuestion(title="t", proposal="p", asked=((ECONOMY, ""),))
        )


async def test_at_an_hour_of_a_half_day_at_which_nobody_works_no_silence_counts(small: SmallOffice) -> None:
    day = date(2026, 12, 10)
    await enter_days(
        small.office, small.by("hoa"), kind=DayKind.HALF, first=day, last=day, notice="nghỉ chiều theo thông báo"
    )
    for hour, urgency in itertools.product(("11:31", "16:00", "22:00"), Urgency):
        late = Deadline(moment=at(f"2026-12-10 {hour}"), names_hour=True)
        async with small.refused(DeadlineAfterHalfDay) as refused:
            await small.asked(ECONOMY, deadline=late, urgency=urgency)
        assert refused.value.closes_at == at("2026-12-10 11:30")
        assert refused.value.suggested_at == at("2026-12-11 17:00")
    await small.asked(ECONOMY, deadline=Deadline(moment=at("2026-12-10 11:30"), names_hour=True))
    await small.asked(LAND, by="binh", deadline=Deadline(moment=at("2026-12-10 17:00"), names_hour=False))


@pytest.mark.parametrize("reasons", [".", "…", "- - -", "1", "k", "👍"])
async def test_what_has_not_one_word_is_no_reason(small: SmallOffice, reasons: str) -> None:
    code = await small.asked(ECONOMY)
    for stance in Stance:
        async with small.refused(ReasonMissing):
            await answer_opinion(small.office, small.by("binh"), code=code, stance=stance, reasons=reasons)


async def test_unnamed_the_deadline_is_seven_working_days(small: SmallOffice) -> None:
    asked = await ask_opinions(
        small.office, small.by("duc"), OpinionQuestion(title="t", proposal="p", asked=((ECONOMY, "vốn"),))
    )
    assert asked.case.deadline == THAT_DAY


# Deemed consent


async def test_silence_is_consent_at_its_planned_moment_with_two_people_named(small: SmallOffice) -> None:
    code = await small.asked(ECONOMY, deadline=THAT_DAY)
    await handed_to_lan(small, code)
    await small.tick("2026-12-09 23:59")
    assert (await small.duty(code)).is_open
    await small.tick(AFTER)
    duty = await small.duty(code)
    assert (duty.outcome, duty.closed_at) == (Outcome.DEEMED, MIDNIGHT)
    assert await deemed(small, duty) == DeemedConsent(
        duty_id=duty.id,
        answerable_id=small.ids["binh"],
        holder_id=small.ids["lan"],
        at=MIDNIGHT,
        recorded_at=at(AFTER),
        hearing=Hearing.HEARD,  # by having named the official who was to draft it
    )
    assert (await small.held(duty))[-1] == ("lan", MONDAY, MIDNIGHT)
    assert (await small.case(code)).state is CaseState.CLOSED
    told = await small.delivered()
    assert {who for who, said in told.items() if "deemed_consent" in said} == {"binh", "lan", "duc", "hoa"}


async def test_the_head_was_told_before(small: SmallOffice) -> None:
    code = await small.asked(ECONOMY, deadline=THAT_DAY)
    await handed_to_lan(small, code)
    await small.delivered()
    await small.tick("2026-12-08 08:00")
    told = await small.delivered()
    assert (told["binh"], told["lan"]) == (["opinion_warning"], ["opinion_warning"])


async def test_consent_is_deemed_once_however_often_the_clock_ticks(small: SmallOffice) -> None:
    code = await small.asked(ECONOMY, deadline=THAT_DAY)
    await small.tick(AFTER)
    before = await small.snapshot()
    assert await small.tick() == 0
    assert await small.snapshot() == before
    assert (await small.acts(code)).count(Act.OPINION_DEEMED) == 1


async def test_nothing_is_deemed_before_all_that_was_said_in_time_is_read(small: SmallOffice) -> None:
    code = await small.asked(ECONOMY, deadline=THAT_DAY)
    small.now = at(AFTER)
    await small.tick(heard=False)  # never yet read
    await small.heard(at("2026-12-09 23:59"))
    small.now += timedelta(minutes=1)
    await small.tick(heard=False)
    assert (await small.duty(code)).is_open
    await small.heard(MIDNIGHT)
    small.now += timedelta(minutes=1)
    await small.tick(heard=False)
    duty = await small.duty(code)
    assert (duty.outcome, duty.closed_at) == (Outcome.DEEMED, MIDNIGHT)


async def test_nothing_is_deemed_while_a_word_said_in_time_waits_in_the_inbox(small: SmallOffice) -> None:
    code = await small.asked(ECONOMY, deadline=THAT_DAY)
    small.now = at(AFTER)
    word = Incoming(
        channel="test",
        update_id="1",
        chat_id="binh",
        received_at=small.now,
        said_at=at("2026-12-09 16:00"),
        raw="{}",
    )
    await store_updates(small.office, [word], hearing=all_read("test", small.now))
    await small.tick(heard=False)
    assert (await small.duty(code)).is_open
    assert await agrees(small, code, said="2026-12-09 16:00") is AnswerState.FINAL


async def test_an_answer_said_in_time_but_handled_after_counts(small: SmallOffice) -> None:
    code = await small.asked(ECONOMY, deadline=THAT_DAY)
    small.now = at(AFTER)
    await small.tick(heard=False)
    assert await agrees(small, code, said="2026-12-09 23:50") is AnswerState.FINAL
    duty = await small.duty(code)
    assert (duty.outcome, duty.closed_at) == (Outcome.ANSWERED, at("2026-12-09 23:50"))
    await small.tick("2026-12-11 09:00")
    assert await deemed(small, duty) is None


async def test_an_answer_said_after_the_deadline_is_late_though_the_clock_has_not_struck_it(
    small: SmallOffice,
) -> None:
    """What the bot has not yet recorded, for want of a network, is no extension."""
    code = await small.asked(ECONOMY, deadline=THAT_DAY)
    small.now = at(AFTER)
    assert await agrees(small, code, said="2026-12-10 00:30") is AnswerState.LATE
    await small.tick()
    duty = await small.duty(code)
    assert (duty.outcome, duty.closed_at) == (Outcome.DEEMED, MIDNIGHT)
    assert [answer.state for answer in await answers(small, duty)] == [AnswerState.LATE]


async def test_no_other_act_after_the_deadline_comes_before_the_consent(small: SmallOffice) -> None:
    code = await small.asked(ECONOMY, deadline=THAT_DAY)
    await handed_to_lan(small, code)
    await agrees(small, code, "lan")
    await ask_extension(small.office, small.by("binh"), code=code, wanted=DUE, reason="Chờ họp")
    small.now = at(AFTER)
    for act in (
        lambda: delegate_duty(small.office, small.by("binh"), code=code, name="Nguyễn Văn An"),
        lambda: acknowledge_duty(small.office, small.by("binh"), code=code),
        lambda: decide_request(small.office, small.by("duc"), code=code, granted=True),
    ):
        async with small.refused(AlreadyClosed):
            await act()
    await small.tick()
    consent = await deemed(small, await small.duty(code, DutyKind.OPINION))
    assert consent is not None
    assert consent.holder_id == small.ids["binh"]


async def test_a_draft_signed_after_the_deadline_is_a_late_answer(small: SmallOffice) -> None:
    code = await small.asked(ECONOMY, deadline=THAT_DAY)
    await handed_to_lan(small, code)
    await agrees(small, code, "lan")
    small.now = at(AFTER)
    signed = await sign_opinion(small.office, small.by("binh"), code=code)
    assert signed.state is AnswerState.LATE
    await small.tick()
    duty = await small.duty(code)
    assert duty.outcome is Outcome.DEEMED
    assert [answer.state for answer in await answers(small, duty)] == [AnswerState.LATE]


async def test_a_missing_dossier_named_after_the_deadline_stops_no_clock(small: SmallOffice) -> None:
    code = await small.asked(ECONOMY, deadline=THAT_DAY)
    small.now = at(AFTER)
    late = await answer_opinion(
        small.office, small.by("binh"), code=code, stance=Stance.LACKING, reasons="Thiếu tờ trình"
    )
    assert late.state is AnswerState.LATE
    await small.tick()
    assert (await small.duty(code)).outcome is Outcome.DEEMED


async def test_a_late_answer_is_kept_apart_and_undoes_nothing(small: SmallOffice) -> None:
    code = await small.asked(ECONOMY, deadline=THAT_DAY)
    await small.tick(AFTER)
    closed = await small.duty(code)
    await small.delivered()
    late = await answer_opinion(
        small.office, small.by("binh"), code=code, stance=Stance.DISAGREE, reasons="Không khả thi"
    )
    assert late.state is AnswerState.LATE
    assert await small.duty(code) == closed
    assert await deemed(small, closed) is not None
    assert [answer.state for answer in await answers(small, closed)] == [AnswerState.LATE]
    assert (await small.delivered())["duc"] == ["answered_late"]


async def test_a_request_for_time_ends_with_the_consent(small: SmallOffice) -> None:
    """Both steps come in one tick, as after days of downtime."""
    code = await small.asked(ECONOMY, deadline=THAT_DAY)
    small.now = at("2026-12-08 10:00")
    await ask_extension(small.office, small.by("binh"), code=code, wanted=DUE, reason="Chờ họp")
    await small.tick("2026-12-14 09:00")
    assert (await small.duty(code, DutyKind.OPINION)).outcome is Outcome.DEEMED
    assert (await small.duty(code, DutyKind.DECISION)).outcome is Outcome.ENDED
    assert (await small.case(code)).state is CaseState.CLOSED


# The missing dossier


async def lacking(small: SmallOffice, code: str, by: str = "binh") -> None:
    await answer_opinion(small.office, small.by(by), code=code, stance=Stance.LACKING, reasons="Thiếu tờ trình")


async def test_while_the_dossier_is_missing_the_requester_holds(small: SmallOffice) -> None:
    code = await small.asked(ECONOMY, deadline=THAT_DAY)
    small.now = at("2026-12-02 09:00")
    await lacking(small, code)
    duty = await small.duty(code)
    assert (duty.phase, small.name(duty.holder_id), duty.act_by) == (Phase.LACKING, "duc", at("2026-12-04 09:00"))
    await small.tick("2026-12-11 09:00")
    assert (await small.duty(code)).is_open  # nobody consents to what they were not given


async def test_supplied_the_whole_length_begins_anew(small: SmallOffice) -> None:
    code = await small.asked(ECONOMY, deadline=Deadline(moment=at("2026-12-04 11:30"), names_hour=True))
    small.now = at("2026-12-03 10:00")
    await lacking(small, code)
    small.now = at("2026-12-07 09:00")
    async with small.refused(UnknownCase):
        await supply_dossier(small.office, small.by("an"), code=code, what=Supply(text="Tờ trình"))
    await supply_dossier(small.office, small.by("duc"), code=code, what=Supply(text="Tờ trình"))
    duty = await small.duty(code)
    assert (duty.phase, small.name(duty.holder_id)) == (Phase.WORKING, "binh")
    # From Monday 09:00 to Friday 11:30, and so it is a week later.
    assert (duty.deadline.moment, duty.act_by) == (at("2026-12-11 11:30"), at("2026-12-11 11:30"))
    await small.tick("2026-12-11 11:31")
    assert (await small.duty(code)).closed_at == at("2026-12-11 11:30")


async def test_a_deadline_without_an_hour_stays_one(small: SmallOffice) -> None:
    """Shown as 17:00 of its day, whatever the hour at which the dossier came (design §2)."""
    code = await small.asked(ECONOMY, deadline=THAT_DAY)
    small.now = at("2026-12-02 09:00")
    await lacking(small, code)
    small.now = at("2026-12-07 10:00")
    await supply_dossier(small.office, small.by("duc"), code=code, what=Supply(text="Tờ trình"))
    assert (await small.duty(code)).deadline == Deadline(moment=at("2026-12-17 17:00"), names_hour=False)


async def test_the_length_that_begins_anew_is_the_original_one(small: SmallOffice) -> None:
    code = await small.asked(ECONOMY, deadline=Deadline(moment=at("2026-12-04 09:00"), names_hour=True))
    later = Deadline(moment=at("2026-12-18 09:00"), names_hour=True)
    await ask_extension(small.office, small.by("binh"), code=code, wanted=later, reason="Chờ họp")
    await decide_request(small.office, small.by("duc"), code=code, granted=True)
    small.now = at("2026-12-07 09:00")
    await lacking(small, code)
    await supply_dossier(small.office, small.by("duc"), code=code, what=Supply(text="Tờ trình"))
    assert (await small.duty(code)).deadline.moment == at("2026-12-11 09:00")


async def test_a_dossier_is_called_incomplete_once(small: SmallOffice) -> None:
    code = await small.asked(ECONOMY)
    async with small.refused(NotNow):
        await supply_dossier(small.office, small.by("duc"), code=code, what=Supply(text="Tờ trình"))
    await lacking(small, code)
    await supply_dossier(small.office, small.by("duc"), code=code, what=Supply(text="Tờ trình"))
    async with small.refused(DossierAskedOnce):
        await lacking(small, code)
    async with small.refused(ReasonMissing):
        await supply_dossier(small.office, small.by("duc"), code=code, what=Supply())


# More than the rule allows (M19, M20)


async def asked_about(small: SmallOffice, excess: str = "", **more: str) -> Case:
    question = OpinionQuestion(title="t", proposal="p", asked=((ECONOMY, "vốn"),), excess=excess, **more)
    return (await ask_opinions(small.office, small.by("duc"), question)).case


async def test_a_third_request_about_one_draft_needs_a_reason(small: SmallOffice) -> None:
    assert [(await asked_about(small, document="77/TTr")).round for _ in range(2)] == [1, 2]
    async with small.refused(TooManyRounds):
        await asked_about(small, document="77/TTr")
    third = await asked_about(small, document="77/TTr", excess="dự thảo đã thay đổi")
    assert (third.round, third.excess) == (3, "dự thảo đã thay đổi")
    other = await asked_about(small, document="78/TTr", excess="không cần")
    assert (other.round, other.excess) == (1, "")  # a reason that nothing calls for is not kept
    assert [(await asked_about(small)).round for _ in range(3)] == [1, 1, 1]


async def test_what_was_withdrawn_has_been_asked_as_well(small: SmallOffice) -> None:
    """Nobody gets around the rule by taking back what was read already."""
    for _ in range(2):
        case = await asked_about(small, document="77/TTr")
        await withdraw_case(small.office, small.by("duc"), code=case.code, reason="gửi nhầm bản")
    for excess in ("", ".", "3"):
        async with small.refused(TooManyRounds):
            await asked_about(small, document="77/TTr", excess=excess)
    assert (await asked_about(small, document="77/TTr", excess="dự thảo đã thay đổi")).round == 3


async def test_more_units_than_the_rule_allows_need_a_reason(small: SmallOffice) -> None:
    await change_rule(small.office, small.by("hoa"), rule=Rule.OPINION_UNITS, value="1")
    async with small.refused(TooManyUnits):
        await small.asked(ECONOMY, LAND, by="hung")
    async with small.refused(NotAllowed):
        await change_rule(small.office, small.by("hung"), rule=Rule.OPINION_UNITS, value="5")
    await small.asked(ECONOMY)


# Answers that say nothing (M21), and deputies (M22)


async def test_empty_phrases_are_sent_back_once_to_each_author(small: SmallOffice) -> None:
    code = await small.asked(ECONOMY)
    await handed_to_lan(small, code)
    before = await small.duty(code)
    first = await disagrees(small, code, "lan", "theo quy định")
    assert first is AnswerState.SENT_BACK
    duty = await small.duty(code)
    assert (duty.phase, duty.turn, duty.holder_id) == (before.phase, before.turn, before.holder_id)
    assert await disagrees(small, code, "lan", "Thực hiện đúng pháp luật!") is AnswerState.SENT_BACK
    assert await disagrees(small, code, "lan", "thực hiện đúng pháp luật") is AnswerState.DRAFT
    assert await disagrees(small, code, "binh", "theo quy định") is AnswerState.SENT_BACK
    assert await disagrees(small, code, "binh", "theo quy định") is AnswerState.FINAL
    states = [(one.state, one.is_empty) for one in await answers(small, await small.duty(code))]
    assert states == [
        (AnswerState.SENT_BACK, True),
        (AnswerState.SENT_BACK, True),
        (AnswerState.REPLACED, True),
        (AnswerState.SENT_BACK, True),
        (AnswerState.FINAL, True),
    ]


async def test_the_same_empty_words_for_another_stance_are_no_insisting(small: SmallOffice) -> None:
    code = await small.asked(ECONOMY)
    assert await disagrees(small, code, "binh", "theo quy định") is AnswerState.SENT_BACK
    for stance in (Stance.AGREE, Stance.CONDITIONAL, Stance.NOT_OURS):
        for reasons in ("Theo quy định.", "thống nhất"):
            given = await answer_opinion(small.office, small.by("binh"), code=code, stance=stance, reasons=reasons)
            assert given.state is AnswerState.SENT_BACK
    given = await answer_opinion(small.office, small.by("binh"), code=code, stance=Stance.AGREE, reasons="thống nhất")
    assert given.state is AnswerState.FINAL


async def disagrees(small: SmallOffice, code: str, by: str, reasons: str) -> AnswerState | None:
    given = await answer_opinion(small.office, small.by(by), code=code, stance=Stance.DISAGREE, reasons=reasons)
    return given.state


async def test_an_answer_sent_back_is_none_when_the_deadline_comes(small: SmallOffice) -> None:
    code = await small.asked(ECONOMY, deadline=THAT_DAY)
    await disagrees(small, code, "binh", "theo quy định")
    await small.tick(AFTER)
    assert (await small.duty(code)).outcome is Outcome.DEEMED
    assert await disagrees(small, code, "binh", "theo quy định") is AnswerState.LATE


async def test_a_deputys_answer_is_a_draft_and_flagged(small: SmallOffice) -> None:
    code = await small.asked(ECONOMY)
    await delegate_duty(small.office, small.by("binh"), code=code, name="Đỗ Thị Cúc")
    assert await agrees(small, code, "cuc") is AnswerState.DRAFT
    async with small.refused(NotTheHolder):
        await sign_opinion(small.office, small.by("cuc"), code=code)
    await sign_opinion(small.office, small.by("binh"), code=code)
    (answer,) = await answers(small, await small.duty(code))
    assert (answer.by_deputy, answer.state, answer.signed_by_id) == (True, AnswerState.FINAL, small.ids["binh"])
