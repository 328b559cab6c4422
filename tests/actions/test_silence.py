"""What becomes of silence, by the channels on which it could have been broken (M23, *Who could be heard*)."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import delete

from actions.clock import audit
from actions.duties.decisions import decide_request
from actions.duties.duties import delegate_duty
from actions.duties.requests import ask_extension
from actions.office.accounts import link_sample_account
from actions.opinions.answers import answer_opinion
from actions.opinions.dossiers import Supply, supply_dossier
from actions.opinions.opinions import OpinionQuestion, ask_opinions
from domain.acts import Act
from domain.duties.cases import Deadline
from domain.duties.duties import DutyKind, Outcome
from domain.duties.opinions import AnswerState, Stance
from domain.hearing import ChannelHearing, HearingProof
from domain.ladder.steps import StepKind
from domain.rules.lengths import Urgency
from storage import settings_store
from storage.people import CHART
from storage.tables import accounts
from tests.actions.office import ECONOMY, SmallOffice, at

ZALO = "zalo"
DUE = Deadline(moment=at("2026-12-09 16:00"), names_hour=True)  # a Wednesday
EXACT, SOUND, NONE = HearingProof.EXACT, HearingProof.SOUND, HearingProof.NONE


async def moves_to_zalo(small: SmallOffice, *keys: str, only: bool = True) -> None:
    """These people have an account of Zalo, and no other where it is the only one."""
    for key in keys:
        if only:
            async with small.database.writing() as connection:
                await connection.execute(delete(accounts).where(accounts.c.person_id == small.ids[key]))
                await settings_store.changed(connection, CHART)
        await link_sample_account(
            small.office, small.by("hoa"), person_id=small.ids[key], channel=ZALO, user_id=f"z-{key}"
        )


async def zalo_is(
    small: SmallOffice, proof: HearingProof, *, since: str | None = None, until: str | None = None
) -> None:
    first, last = (None if one is None else at(one) for one in (since, until))
    await small.hears(ChannelHearing(channel=ZALO, proof=proof, since=first, until=last or small.now))


async def tick_at(
    small: SmallOffice, moment: str, proof: HearingProof = SOUND, *, since: str | None = "2026-12-01 08:00"
) -> None:
    """Both channels are heard up to then."""
    small.now = at(moment)
    await zalo_is(small, proof, since=since if proof is SOUND else None)
    await small.tick(moment)


async def outcome(small: SmallOffice, code: str) -> tuple[Outcome | None, datetime | None]:
    duty = await small.duty(code, DutyKind.OPINION)
    return duty.outcome, duty.closed_at


async def is_as_recorded(small: SmallOffice, code: str) -> None:
    """What the duty says of the silence is what the journal tells of it since its deadline was set."""
    asked_again_at = undeemed_since = None
    for entry in await small.entries(code):
        match entry.act:
            case Act.EXTENSION_GRANTED | Act.OPINION_SUPPLIED:
                asked_again_at = undeemed_since = None
            case Act.OPINION_ASKED_AGAIN:
                asked_again_at = datetime.fromisoformat(entry.data["at"])
            case Act.OPINION_UNDEEMED:
                undeemed_since = entry.at
    duty = await small.duty(code, DutyKind.OPINION)
    assert (duty.asked_again_at, duty.undeemed_since) == (asked_again_at, undeemed_since)
    await small.is_in_order()


async def test_a_webhook_that_was_sound_all_the_last_working_day_is_enough(small: SmallOffice) -> None:
    await moves_to_zalo(small, "binh")
    code = await small.asked(ECONOMY, deadline=DUE)
    await tick_at(small, "2026-12-09 16:00", since="2026-12-08 16:00")
    assert await outcome(small, code) == (Outcome.DEEMED, DUE.moment)


async def test_after_ten_unsound_minutes_it_is_asked_again_and_deemed_a_working_day_later(small: SmallOffice) -> None:
    await moves_to_zalo(small, "binh")
    code = await small.asked(ECONOMY, deadline=DUE)
    await small.delivered()
    await tick_at(small, "2026-12-09 16:00", since="2026-12-09 10:10")
    assert (await small.duty(code)).asked_again_at == DUE.moment
    told = await small.delivered()
    assert (told["binh"], told["duc"], told["hoa"]) == (["asked_again"], ["unheard"], ["unheard"])
    repeated = next(one.data for one in await small.entries(code) if one.act is Act.OPINION_ASKED_AGAIN)
    assert repeated == {
        "due_at": "2026-12-09T09:00:00.000000Z",
        "channels": ["zalo"],
        "at": "2026-12-09T09:00:00.000000Z",
        "consent_at": "2026-12-10T09:00:00.000000Z",
    }
    await tick_at(small, "2026-12-10 15:59", since="2026-12-09 10:10")
    assert (await small.duty(code)).is_open
    await tick_at(small, "2026-12-10 16:00", since="2026-12-09 10:10")
    assert await outcome(small, code) == (Outcome.DEEMED, at("2026-12-10 16:00"))
    await is_as_recorded(small, code)


async def test_an_answer_to_the_second_question_is_the_answer(small: SmallOffice) -> None:
    await moves_to_zalo(small, "binh")
    code = await small.asked(ECONOMY, deadline=DUE)
    await tick_at(small, "2026-12-09 16:00", since="2026-12-09 10:10")
    small.now = at("2026-12-10 09:00")
    given = await answer_opinion(small.office, small.by("binh"), code=code, stance=Stance.AGREE)
    assert given.state is AnswerState.FINAL
    assert await outcome(small, code) == (Outcome.ANSWERED, small.now)


async def test_what_is_said_after_the_second_day_is_late_like_any_other(small: SmallOffice) -> None:
    await moves_to_zalo(small, "binh")
    code = await small.asked(ECONOMY, deadline=DUE)
    await tick_at(small, "2026-12-09 16:00", since="2026-12-09 10:10")
    await small.delivered()
    small.now = at("2026-12-10 16:05")
    given = await answer_opinion(small.office, small.by("binh"), code=code, stance=Stance.AGREE)
    assert given.state is AnswerState.LATE
    await tick_at(small, "2026-12-10 16:06", since="2026-12-09 10:10")
    assert await outcome(small, code) == (Outcome.DEEMED, at("2026-12-10 16:00"))


async def test_unsound_again_it_is_left_to_the_office_which_hears_every_working_day(small: SmallOffice) -> None:
    await moves_to_zalo(small, "binh")
    code = await small.asked(ECONOMY, deadline=DUE)
    await tick_at(small, "2026-12-09 16:00", since="2026-12-09 10:10")
    await small.delivered()
    await tick_at(small, "2026-12-10 16:00", since="2026-12-10 14:00")
    duty = await small.duty(code)
    assert (duty.is_open, duty.undeemed_since) == (True, small.now)
    told = await small.delivered()
    assert (told["binh"], told["duc"], told["hoa"]) == (["unheard"], ["unheard"], ["unheard"])
    for day in ("2026-12-11", "2026-12-14", "2026-12-15"):  # not at the weekend
        await tick_at(small, f"{day} 07:59", since="2026-12-10 14:00")
        assert await small.delivered() == {}
        await tick_at(small, f"{day} 08:00", since="2026-12-10 14:00")
        assert (await small.delivered())["hoa"][-1] == StepKind.UNDECIDED
    given = await answer_opinion(small.office, small.by("binh"), code=code, stance=Stance.DISAGREE, reasons="Thiếu vốn")
    assert given.state is AnswerState.FINAL
    assert Act.OPINION_DEEMED not in await small.acts(code)
    assert Act.OPINION_UNDEEMED in await small.acts(code)
    await small.delivered()
    await tick_at(small, "2026-12-16 08:00")
    assert await small.delivered() == {}
    await is_as_recorded(small, code)


async def test_a_question_that_reached_nobody_is_no_question(small: SmallOffice) -> None:
    await moves_to_zalo(small, "binh")
    code = await small.asked(ECONOMY, deadline=DUE)
    await tick_at(small, "2026-12-09 16:00", since="2026-12-09 10:10")
    await tick_at(small, "2026-12-10 16:00", since="2026-12-09 10:10")  # it still waits to be sent
    assert (await small.duty(code)).undeemed_since == small.now


async def test_by_polling_nothing_is_deemed_and_it_is_said_beforehand(small: SmallOffice) -> None:
    await moves_to_zalo(small, "binh")
    await zalo_is(small, NONE)
    question = OpinionQuestion(title="t", proposal="p", asked=((ECONOMY, "vốn"),), deadline=DUE)
    prospect = await ask_opinions(small.office, small.by("duc"), question)
    assert [duty.unit_id for duty in prospect.undeemed] == [prospect.duties[0].unit_id]
    assert prospect.plan[-1].step.kind is StepKind.UNDECIDED
    assert StepKind.DEEMED_CONSENT not in {one.step.kind for one in prospect.plan}
    _, (plan,) = await audit.simulate(small.office, small.now, at("2027-01-01 00:00"))
    assert StepKind.DEEMED_CONSENT not in {one.step.kind for one in plan.steps}
    await tick_at(small, "2026-12-09 16:00", NONE)
    assert (await small.duty(prospect.case.code)).undeemed_since == DUE.moment


async def test_polled_or_not_who_has_another_account_could_have_been_heard_there(small: SmallOffice) -> None:
    await moves_to_zalo(small, "binh", only=False)
    code = await small.asked(ECONOMY, deadline=DUE)
    await tick_at(small, "2026-12-09 16:00", NONE)
    assert await outcome(small, code) == (Outcome.DEEMED, DUE.moment)


async def test_the_official_who_holds_it_must_have_been_heard_as_well(small: SmallOffice) -> None:
    await moves_to_zalo(small, "lan")
    code = await small.asked(ECONOMY, deadline=DUE)
    await delegate_duty(small.office, small.by("binh"), code=code, name="Vũ Thị Lan")
    await tick_at(small, "2026-12-09 16:00", NONE)
    assert (await small.duty(code)).undeemed_since == DUE.moment


async def test_a_channel_down_for_a_whole_working_day_is_waited_for_no_longer(small: SmallOffice) -> None:
    await moves_to_zalo(small, "binh", only=False)
    code = await small.asked(ECONOMY, deadline=DUE)
    await small.delivered()
    for moment in ("2026-12-09 12:00", "2026-12-09 16:00", "2026-12-10 09:59"):
        small.now = at(moment)
        await small.heard(at("2026-12-09 10:00"))
        await zalo_is(small, SOUND, since="2026-12-01 08:00")
        await small.tick(moment, heard=False)
        assert (await small.duty(code)).asked_again_at is None
    small.now = at("2026-12-10 10:00")
    await zalo_is(small, SOUND, since="2026-12-01 08:00")
    await small.tick(heard=False)
    assert (await small.duty(code)).asked_again_at == small.now
    await small.delivered()
    small.now = at("2026-12-11 10:00")
    await zalo_is(small, SOUND, since="2026-12-01 08:00")
    await small.tick(heard=False)
    assert await outcome(small, code) == (Outcome.DEEMED, at("2026-12-11 10:00"))


async def test_who_has_one_channel_alone_that_keeps_everything_is_waited_for(small: SmallOffice) -> None:
    code = await small.asked(ECONOMY, deadline=DUE)
    await small.heard(at("2026-12-08 10:00"))
    for moment in ("2026-12-08 12:00", "2026-12-09 16:00", "2026-12-18 16:00"):
        await small.tick(moment, heard=False)
    assert (await small.duty(code)).is_open
    await small.tick("2026-12-18 17:00")
    assert await outcome(small, code) == (Outcome.DEEMED, DUE.moment)


async def test_another_deadline_is_asked_about_anew(small: SmallOffice) -> None:
    await moves_to_zalo(small, "binh")
    code = await small.asked(ECONOMY, deadline=DUE)
    await tick_at(small, "2026-12-09 16:00", since="2026-12-09 10:10")
    later = Deadline(moment=at("2026-12-16 16:00"), names_hour=True)
    await ask_extension(small.office, small.by("binh"), code=code, wanted=later, reason="Chờ họp")
    await decide_request(small.office, small.by("duc"), code=code, granted=True)
    duty = await small.duty(code, DutyKind.OPINION)
    assert (duty.deadline, duty.asked_again_at, duty.next_step_at) == (later, None, at("2026-12-11 08:00"))
    await small.delivered()
    await tick_at(small, "2026-12-16 16:00", since="2026-12-16 15:00")
    assert (await small.duty(code, DutyKind.OPINION)).asked_again_at == later.moment
    await is_as_recorded(small, code)


async def test_what_was_left_to_the_office_begins_anew_with_a_dossier_supplied(small: SmallOffice) -> None:
    await moves_to_zalo(small, "binh")
    code = await small.asked(ECONOMY, deadline=DUE)
    await tick_at(small, "2026-12-09 16:00", NONE)
    small.now = at("2026-12-10 09:00")
    await answer_opinion(
        small.office, small.by("binh"), code=code, stance=Stance.LACKING, reasons="Thiếu bản đồ hiện trạng"
    )
    await supply_dossier(small.office, small.by("duc"), code=code, what=Supply(text="Bản đồ"))
    duty = await small.duty(code, DutyKind.OPINION)
    assert duty.undeemed_since is None
    assert duty.deadline.moment > small.now
    await is_as_recorded(small, code)


@pytest.mark.parametrize(
    ("urgency", "asked", "until"),
    [
        (Urgency.NORMAL, "2026-12-14 07:30", "2026-12-15 07:30"),  # it goes out at the opening, and has a working day
        (Urgency.FLASH, "2026-12-12 00:00", "2026-12-13 00:00"),  # Hỏa tốc waits for no opening
    ],
)
async def test_a_question_of_the_night_counts_from_when_it_goes_out(
    small: SmallOffice, urgency: Urgency, asked: str, until: str
) -> None:
    await moves_to_zalo(small, "binh")
    friday = Deadline(moment=at("2026-12-11 17:00"), names_hour=False)
    code = await small.asked(ECONOMY, deadline=friday, urgency=urgency)
    await tick_at(small, "2026-12-12 00:00", since="2026-12-11 23:00")
    duty = await small.duty(code)
    assert (duty.asked_again_at, duty.next_step_at) == (at(asked), at(until))


async def test_a_moment_that_has_not_been_is_no_hearing(small: SmallOffice) -> None:
    await moves_to_zalo(small, "binh")
    code = await small.asked(ECONOMY, deadline=DUE)
    small.now = at("2026-12-09 16:00")
    await zalo_is(small, SOUND, since="2026-12-01 08:00", until="2027-03-01 08:00")  # by a clock that was wrong
    await small.tick()
    duty = await small.duty(code)
    assert (duty.is_open, duty.asked_again_at) == (True, None)
    await tick_at(small, "2026-12-09 16:05")
    assert await outcome(small, code) == (Outcome.DEEMED, DUE.moment)


async def test_soon_after_a_start_no_channel_counts_as_down(small: SmallOffice) -> None:
    await moves_to_zalo(small, "binh", only=False)
    code = await small.asked(ECONOMY, deadline=DUE)
    await zalo_is(small, SOUND, since="2026-12-01 08:00")
    await small.tick("2026-12-18 09:00")  # down for weeks; Telegram has been read by now, Zalo not yet
    assert (await small.duty(code)).asked_again_at is None
    small.now += timedelta(minutes=5)
    await zalo_is(small, SOUND, since="2026-12-18 09:04")
    await small.tick()
    assert await outcome(small, code) == (Outcome.DEEMED, DUE.moment)
