"""The record of sending: recorded before it is sent, sent at least once, in office hours, not too often (promise 2)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from actions.delivery import attempts, delivery
from actions.delivery.attempts import LEASE
from actions.delivery.outgoing import Outgoing
from actions.duties.duties import acknowledge_duty, delegate_duty
from actions.office.accounts import link_sample_account
from domain.payloads.duties import StepNotice
from domain.retries import pause_after
from domain.rules.lengths import Urgency
from storage.tables import MessageState, messages
from tests.actions.office import MONDAY, SmallOffice, at

SECOND = timedelta(seconds=1)


async def the_one(small: SmallOffice) -> Outgoing:
    (outgoing,) = await small.claimed()
    return outgoing


async def states(small: SmallOffice) -> list[str]:
    async with small.database.reading() as connection:
        return list(await connection.scalars(select(messages.c.state).order_by(messages.c.id)))


async def sending(small: SmallOffice, code: str) -> list[str]:
    return [act.removeprefix("notice.") for act in await small.acts(code) if act.startswith("notice.")]


# One attempt, and what came of it


async def test_every_attempt_is_in_the_journal_before_it_is_made(small: SmallOffice) -> None:
    code = await small.assigned("an")
    outgoing = await the_one(small)
    assert await sending(small, code) == ["sending"]
    assert outgoing.repeats_at is None
    await delivery.note_sent(small.office, outgoing, outgoing.notices, platform_id="7", now=small.now)
    assert await sending(small, code) == ["sending", "sent"]
    assert await states(small) == [MessageState.SENT]
    assert await small.claimed("2026-12-01 08:00") == []


async def test_what_was_claimed_is_not_claimed_by_another(small: SmallOffice) -> None:
    await small.assigned("an")
    await the_one(small)
    assert await small.claimed() == []


async def test_what_certainly_did_not_leave_is_tried_again_unmarked_for_days(small: SmallOffice) -> None:
    code = await small.assigned("an")
    for attempt in range(1, 12):
        outgoing = await the_one(small)
        assert (outgoing.message.attempt, outgoing.repeats_at) == (attempt, None)
        await delivery.note_not_sent(small.office, outgoing, now=small.now, reason="dns")
        assert await small.claimed() == []
        small.now += pause_after(attempt, first=attempts.FIRST_PAUSE, longest=attempts.LONGEST_PAUSE)
    await delivery.note_sent(
        small.office, (again := await the_one(small)), again.notices, platform_id="7", now=small.now
    )
    assert (await sending(small, code))[-2:] == ["sending", "sent"]


async def test_a_wait_that_the_platform_names_is_kept(small: SmallOffice) -> None:
    await small.assigned("an")
    wait = timedelta(seconds=47)
    await delivery.note_not_sent(small.office, await the_one(small), now=small.now, reason="429", wait=wait)
    small.now += wait - SECOND
    assert await small.claimed() == []
    small.now += SECOND
    assert len(await small.claimed()) == 1


async def test_what_is_uncertain_is_repeated_once_and_marked(small: SmallOffice) -> None:
    code = await small.assigned("an")
    await delivery.note_uncertain(small.office, await the_one(small), now=small.now, reason="read timeout")
    assert await states(small) == [MessageState.UNCERTAIN]
    small.now += LEASE - SECOND
    assert await small.claimed() == []
    small.now += SECOND
    repeat = await the_one(small)
    assert repeat.repeats_at == MONDAY
    await delivery.note_sent(small.office, repeat, repeat.notices, platform_id="8", now=small.now)
    assert await sending(small, code) == ["sending", "uncertain", "sending", "sent"]


async def test_a_sender_that_died_before_the_record_left_a_doubt(small: SmallOffice) -> None:
    await small.assigned("an")
    lost = await the_one(small)
    small.now += LEASE
    repeat = await the_one(small)
    assert repeat.repeats_at == MONDAY
    await delivery.note_sent(small.office, lost, lost.notices, platform_id="9", now=small.now)  # it comes back too late
    assert await states(small) == [MessageState.SENDING]


async def test_uncertain_twice_is_not_reached_and_somebody_else_is_told_at_once(small: SmallOffice) -> None:
    code = await small.assigned("an")
    for _ in range(2):
        await delivery.note_uncertain(small.office, await the_one(small), now=small.now, reason="read timeout")
        small.now += LEASE
    assert await small.delivered() == {"binh": ["unacknowledged_up"]}
    assert small.now < at("2026-11-30 09:10")
    assert "unreached" in await sending(small, code)
    assert (await states(small))[0] == MessageState.FAILED
    assert await small.notices("suppressed") == [("an", "opened", "suppressed")]


async def test_a_step_said_early_to_another_is_still_said_at_its_moment(small: SmallOffice) -> None:
    await small.assigned("an")
    for _ in range(2):
        await delivery.note_uncertain(small.office, await the_one(small), now=small.now, reason="read timeout")
        small.now += LEASE
    await small.delivered()
    await small.tick("2026-12-02 09:00")
    assert (await small.delivered())["binh"] == ["unacknowledged_up"]


async def test_a_blocked_account_is_recorded_the_office_told_once_and_the_next_step_taken(small: SmallOffice) -> None:
    code = await small.assigned("an")
    await delivery.note_unreachable(small.office, await the_one(small), now=small.now, reason="blocked")
    assert await small.delivered() == {"hoa": ["unreachable"], "binh": ["unacknowledged"]}
    assert await states(small) == [MessageState.SUPPRESSED, MessageState.SENT, MessageState.SENT]
    assert "unreached" in await sending(small, code)
    await small.assigned("an")
    assert "hoa" not in await small.delivered()  # told once


async def test_where_one_account_is_lost_the_next_is_tried(small: SmallOffice) -> None:
    small.now -= timedelta(hours=1)
    await link_sample_account(small.office, small.by("hoa"), person_id=small.ids["an"], channel="other", user_id="an-2")
    small.now += timedelta(hours=1)
    await small.assigned("an")
    first = await the_one(small)
    assert first.account.user_id == "an"  # last heard from
    await delivery.note_unreachable(small.office, first, now=small.now, reason="blocked")
    told = {one.recipient.id: one.account.user_id for one in await small.claimed()}
    assert told[small.ids["an"]] == "an-2"


async def test_an_effect_never_comes_before_its_moment_for_one_who_is_not_reached(small: SmallOffice) -> None:
    code = await small.asked()
    await small.tick("2026-12-14 16:00")
    await small.delivered()
    await delegate_duty(small.office, small.by("binh"), code=code, name="Vũ Thị Lan")
    await small.lose("lan")  # nothing lies ahead but the consent at 16:30
    assert await small.delivered() == {}
    assert "unreached" in await sending(small, code)
    assert (await small.duty(code)).is_open


async def test_a_group_that_moved_is_written_to_where_it_is_now(small: SmallOffice) -> None:
    await small.assigned("an")
    await delivery.note_moved(small.office, await the_one(small), chat_id="-100", now=small.now)
    again = await the_one(small)
    assert (again.account.chat_id, again.repeats_at) == ("-100", None)


async def test_what_was_done_meanwhile_is_dropped_and_the_rest_is_said(small: SmallOffice) -> None:
    first, second = await small.assigned("an"), await small.assigned("an")
    await small.delivered()
    await small.tick("2026-12-01 09:00")
    await acknowledge_duty(small.office, small.by("an"), code=first)
    outgoing = await the_one(small)
    assert [saying.case.code for saying in outgoing.sayings if saying.case] == [second]


# When


async def test_words_of_the_clock_to_one_person_are_half_an_hour_apart_and_join(small: SmallOffice) -> None:
    await small.assigned("an")
    for minutes in (10, 20):
        small.now = MONDAY + timedelta(minutes=minutes)
        await small.assigned("an")
    await small.delivered()
    await small.tick("2026-12-01 09:00")
    assert await small.delivered() == {"an": ["unacknowledged"]}
    await small.tick("2026-12-01 09:10")
    assert await small.delivered() == {}
    await small.tick("2026-12-01 09:20")
    assert await small.delivered("2026-12-01 09:29") == {}
    assert await small.delivered("2026-12-01 09:30") == {"an": ["unacknowledged"] * 2}
    assert await states(small) == [MessageState.SENT] * 3  # the assignments went together


async def test_what_an_act_causes_is_not_spaced(small: SmallOffice) -> None:
    await small.assigned("an")
    assert await small.delivered() == {"an": ["assigned"]}
    await small.assigned("an")
    assert await small.delivered() == {"an": ["assigned"]}


async def test_outside_office_hours_words_wait_for_the_opening(small: SmallOffice) -> None:
    small.now = at("2026-12-04 17:30")  # a Friday evening
    await small.assigned("an")
    assert await small.delivered() == {}
    assert await small.delivered("2026-12-07 07:29") == {}
    assert await small.delivered("2026-12-07 07:30") == {"an": ["assigned"]}


async def test_a_word_planned_in_office_hours_may_go_out_an_hour_after_them(small: SmallOffice) -> None:
    small.now = at("2026-11-30 16:50")
    await small.assigned("an")
    assert await small.delivered("2026-11-30 18:00") == {"an": ["assigned"]}
    small.now = at("2026-12-01 16:50")
    await small.assigned("an")
    assert await small.delivered("2026-12-01 18:01") == {}
    assert await small.delivered("2026-12-02 07:30") == {"an": ["assigned"]}


async def test_a_repeat_waits_for_the_opening_too(small: SmallOffice) -> None:
    small.now = at("2026-11-30 17:00")
    await small.assigned("an")
    await delivery.note_uncertain(small.office, await the_one(small), now=at("2026-11-30 17:59"), reason="timeout")
    assert await small.claimed("2026-11-30 18:30") == []
    (repeat,) = await small.claimed("2026-12-01 07:30")
    assert repeat.repeats_at == at("2026-11-30 17:00")


async def test_flash_never_waits(small: SmallOffice) -> None:
    small.now = at("2026-12-05 22:00")  # a Saturday night
    await small.assigned("an", urgency=Urgency.FLASH)
    assert await small.delivered() == {"an": ["assigned"]}
    await small.tick("2026-12-05 23:00")
    assert await small.delivered() == {"an": ["unacknowledged"]}
    await small.tick("2026-12-06 00:00")
    assert await small.delivered() == {
        "an": ["unacknowledged_up"],
        "binh": ["unacknowledged_up"],
        "hoa": ["unacknowledged_up"],
    }


@pytest.mark.parametrize("urgency", Urgency)
async def test_what_is_flash_goes_before_the_rest(small: SmallOffice, urgency: Urgency) -> None:
    await small.assigned("khanh", urgency=urgency)
    await small.assigned("an", urgency=Urgency.FLASH)
    first = (await small.claimed())[0]
    assert small.name(first.recipient.id) == ("khanh" if urgency is Urgency.FLASH else "an")


async def test_a_reminder_says_for_when_it_was_set_only_where_it_comes_much_later(small: SmallOffice) -> None:
    await small.assigned("an")
    await small.delivered()
    await small.tick("2026-12-01 09:00")
    (in_time,) = [one for one in await small.claimed("2026-12-01 09:30") if one.recipient.id == small.ids["an"]]
    assert [saying.set_for for saying in in_time.sayings] == [None]
    await delivery.note_not_sent(small.office, in_time, now=small.now, reason="NotSent")
    (late,) = [one for one in await small.claimed("2026-12-01 10:01") if one.recipient.id == small.ids["an"]]
    assert [saying.set_for for saying in late.sayings] == [at("2026-12-01 09:00")]


async def test_the_holder_hears_who_else_was_told(small: SmallOffice) -> None:
    await small.assigned("an")
    await small.delivered()
    await small.tick("2026-12-01 09:00")
    await small.delivered()
    await small.tick("2026-12-02 09:00")
    told = {one.recipient.id: one.sayings[-1].payload for one in await small.claimed("2026-12-02 09:00")}
    of_holder, of_superior = told[small.ids["an"]], told[small.ids["binh"]]
    assert isinstance(of_holder, StepNotice)
    assert isinstance(of_superior, StepNotice)
    assert of_holder.told_too == (small.ids["binh"],)
    assert not of_superior.told_too
