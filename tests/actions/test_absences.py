"""Absences and delegations: what begins and ends by itself, what goes to whom, what the journal says (M30)."""

from __future__ import annotations

import pytest

from actions.absences import be_away, come_back, empower, withdraw_delegation
from actions.answers import answer_opinion
from actions.duties import acknowledge_duty, delegate_duty
from actions.lists import list_held
from actions.results import Result, accept_result, submit_result
from actions.statements import report_progress
from domain.duties import DutyKind
from domain.opinions import AnswerState, Stance
from domain.refusals import (
    AbsentAlready,
    NotAllowed,
    NothingWaits,
    NotInUnit,
    NotTheHolder,
    SpanUnclear,
    SubstitutesInCircle,
    UnknownPerson,
)
from tests.actions.office import CAST, ECONOMY, SmallOffice, at

FIRST, LAST = "2026-12-02 00:00", "2026-12-09 00:00"
DURING, AFTER = "2026-12-02 08:00", "2026-12-09 08:00"


async def away(small: SmallOffice, who: str, substitute: str, since: str = FIRST, until: str = LAST) -> None:
    await be_away(small.office, small.by(who), since=at(since), until=at(until), substitute=CAST[substitute][0])


async def act_of(small: SmallOffice, code: str, act: str) -> dict[str, object]:
    return next(dict(entry.data) for entry in await small.entries(code) if entry.act == act)


async def test_what_lies_with_the_unit_goes_to_who_acts_for_its_head_and_comes_back(small: SmallOffice) -> None:
    code = await small.assigned(ECONOMY)
    await away(small, "binh", "cuc")
    await small.tick(DURING)
    duty = await small.duty(code)
    assert small.name(duty.holder_id) == "cuc"
    assert (await act_of(small, code, "duty.handed_over"))["why"] == "away"
    await small.tick(AFTER)
    assert small.name((await small.duty(code)).holder_id) == "binh"
    assert [name for name, _, _ in await small.held(duty)] == ["binh", "cuc", "binh"]
    await small.is_in_order()


async def test_what_is_assigned_meanwhile_lies_with_who_acts_and_goes_back_too(small: SmallOffice) -> None:
    await away(small, "binh", "cuc")
    await small.tick(DURING)
    code = await small.assigned(ECONOMY)
    assert small.name((await small.duty(code)).holder_id) == "cuc"
    await small.tick(AFTER)
    assert small.name((await small.duty(code)).holder_id) == "binh"


async def test_what_the_head_gave_his_later_substitute_by_name_stays_with_him(small: SmallOffice) -> None:
    code = await small.assigned(ECONOMY)
    await delegate_duty(small.office, small.by("binh"), code=code, name=CAST["cuc"][0])
    await away(small, "binh", "cuc")
    await small.tick(DURING)
    await small.tick(AFTER)
    assert small.name((await small.duty(code)).holder_id) == "cuc"


async def test_an_official_keeps_his_duties_and_his_substitute_acts_for_him(small: SmallOffice) -> None:
    code = await small.assigned("an")
    await away(small, "an", "lan")
    await small.tick(DURING)
    assert small.name((await small.duty(code)).holder_id) == "an"
    page = await list_held(small.office, small.by("lan"))
    assert [case.code for _, case in page.lines] == [code]
    await acknowledge_duty(small.office, small.by("lan"), code=code)
    await report_progress(small.office, small.by("lan"), code=code, text="xong một nửa")
    entry = await act_of(small, code, "duty.acknowledged")
    assert entry["substitutes"] == small.ids["an"]
    small.now = at(AFTER)
    with pytest.raises(Exception, match=code):
        await report_progress(small.office, small.by("lan"), code=code, text="nữa")


async def test_before_and_after_the_absence_the_substitute_may_do_nothing(small: SmallOffice) -> None:
    code = await small.assigned(ECONOMY)
    await away(small, "binh", "cuc")
    with pytest.raises(Exception, match=code):
        await acknowledge_duty(small.office, small.by("cuc"), code=code)
    await small.tick(DURING)
    await acknowledge_duty(small.office, small.by("cuc"), code=code)
    assert (await act_of(small, code, "duty.acknowledged"))["substitutes"] == small.ids["binh"]
    with pytest.raises(NotTheHolder):
        await acknowledge_duty(small.office, small.by("binh"), code=code)


async def test_a_leaders_substitute_accepts_in_his_place(small: SmallOffice) -> None:
    code = await small.assigned("an")
    await submit_result(small.office, small.by("an"), code=code, result=Result(text="báo cáo"))
    await away(small, "hung", "duc")
    await small.tick(DURING)
    await accept_result(small.office, small.by("duc"), code=code)
    entry = await act_of(small, code, "duty.accepted")
    assert entry["substitutes"] == small.ids["hung"]
    assert entry["on_behalf"] is None


async def test_the_substitute_gets_one_message_with_what_he_takes_over(small: SmallOffice) -> None:
    for _ in range(3):
        await small.assigned(ECONOMY)
    await small.assigned("binh")
    await away(small, "binh", "cuc")
    await small.tick("2026-12-01 16:00")
    await small.delivered()
    await small.tick(FIRST)
    assert (await small.delivered("2026-12-02 07:30"))["cuc"] == ["standing_in"]
    await small.tick(LAST)
    assert "back" in (await small.delivered("2026-12-09 07:30"))["binh"]


async def test_what_must_be_done_is_told_to_both(small: SmallOffice) -> None:
    await away(small, "an", "lan")
    await small.tick(DURING)
    await small.delivered()
    await small.assigned("an")
    told = await small.delivered()
    assert told["an"] == told["lan"] == ["assigned"]


async def test_coming_back_early_ends_it_at_once(small: SmallOffice) -> None:
    code = await small.assigned(ECONOMY)
    await away(small, "binh", "cuc")
    await small.tick(DURING)
    await come_back(small.office, small.by("binh"))
    assert small.name((await small.duty(code)).holder_id) == "binh"
    async with small.refused(NothingWaits):
        await come_back(small.office, small.by("binh"))


async def test_an_absence_slept_through_leaves_everything_where_it_was(small: SmallOffice) -> None:
    code = await small.assigned(ECONOMY)
    await away(small, "binh", "cuc")
    await small.tick("2026-12-10 08:00")
    assert [name for name, _, _ in await small.held(await small.duty(code))] == ["binh"]


async def test_a_chain_of_substitutes_is_followed_and_said(small: SmallOffice) -> None:
    code = await small.assigned(ECONOMY)
    await away(small, "cuc", "an", "2026-12-01 00:00", "2026-12-05 00:00")
    done = await be_away(small.office, small.by("binh"), since=at(FIRST), until=at(LAST), substitute=CAST["cuc"][0])
    assert [one.person_id for one in done.chained] == [small.ids["cuc"]]
    await small.tick(DURING)
    assert small.name((await small.duty(code)).holder_id) == "an"
    await small.tick("2026-12-05 08:00")
    assert small.name((await small.duty(code)).holder_id) == "cuc"
    await small.is_in_order()


async def test_what_is_refused_of_an_absence(small: SmallOffice) -> None:
    await away(small, "binh", "cuc")
    async with small.refused(AbsentAlready):
        await away(small, "binh", "an")
    async with small.refused(SubstitutesInCircle):
        await away(small, "cuc", "binh")
    async with small.refused(SubstitutesInCircle):
        await away(small, "an", "an")
    async with small.refused(SpanUnclear):
        await away(small, "an", "lan", "2026-11-01 00:00", "2026-11-02 00:00")
    async with small.refused(UnknownPerson):
        await be_away(small.office, small.by("an"), since=at(FIRST), until=at(LAST), substitute="Ai Đó")


async def test_a_deputys_answer_closes_under_a_delegation_and_is_a_draft_without(small: SmallOffice) -> None:
    first, second = await small.asked(ECONOMY), await small.asked(ECONOMY)
    await delegate_duty(small.office, small.by("binh"), code=first, name=CAST["cuc"][0])
    await delegate_duty(small.office, small.by("binh"), code=second, name=CAST["cuc"][0])
    draft = await answer_opinion(small.office, small.by("cuc"), code=first, stance=Stance.AGREE)
    assert draft.state is AnswerState.DRAFT
    await empower(small.office, small.by("binh"), name=CAST["cuc"][0], fields=(), since=small.now, until=at(LAST))
    done = await answer_opinion(small.office, small.by("cuc"), code=second, stance=Stance.AGREE)
    assert done.state is AnswerState.FINAL


async def test_a_delegation_ends_by_itself_and_by_the_head(small: SmallOffice) -> None:
    for _ in range(2):
        await empower(
            small.office, small.by("binh"), name=CAST["cuc"][0], fields=("đất đai",), since=small.now, until=at(LAST)
        )
    await withdraw_delegation(small.office, small.by("binh"), name=CAST["cuc"][0])
    async with small.refused(NothingWaits):
        await withdraw_delegation(small.office, small.by("binh"), name=CAST["cuc"][0])
    await empower(small.office, small.by("binh"), name=CAST["cuc"][0], fields=(), since=small.now, until=at(LAST))
    await small.tick(AFTER)
    async with small.refused(NothingWaits):
        await withdraw_delegation(small.office, small.by("binh"), name=CAST["cuc"][0])


@pytest.mark.parametrize("who", ["an", "cuc", "hoa", "thanh"])
async def test_only_a_head_delegates(small: SmallOffice, who: str) -> None:
    async with small.refused(NotAllowed):
        await empower(small.office, small.by(who), name=CAST["lan"][0], fields=(), since=small.now, until=at(LAST))


async def test_a_head_delegates_within_his_unit(small: SmallOffice) -> None:
    for name in ("khanh", "binh"):
        async with small.refused(NotInUnit):
            await empower(
                small.office, small.by("binh"), name=CAST[name][0], fields=(), since=small.now, until=at(LAST)
            )


async def test_the_ladder_goes_on_through_an_absence(small: SmallOffice) -> None:
    code = await small.assigned("an")
    await away(small, "binh", "cuc")
    await small.tick("2026-12-02 09:00")
    told = await small.delivered("2026-12-02 09:00")
    assert "unacknowledged_up" in told["cuc"]
    assert "unacknowledged_up" not in told.get("binh", [])
    assert (await small.duty(code, DutyKind.LEAD)).is_open
