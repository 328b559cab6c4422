"""Asking for a later deadline: nobody stops their own clock by asking (M13, design §2)."""

from __future__ import annotations

import pytest

from actions.duties.decisions import decide_request
from actions.duties.requests import ask_extension
from actions.duties.results import Result, accept_result, submit_result
from domain.acts import Act
from domain.duties.cases import Deadline
from domain.duties.duties import Duty, DutyKind, Outcome
from domain.refusals import (
    AlreadyAsked,
    DeadlineInThePast,
    DeadlineNotLater,
    DeadlineOnDayOff,
    NothingWaits,
    NotTheHolder,
    ReasonMissing,
)
from tests.actions.office import DUE, ECONOMY, LAND, MONDAY, SmallOffice, at

LATER = Deadline(moment=at("2026-12-21 16:30"), names_hour=True)
LEAD, PART, DECISION = DutyKind.LEAD, DutyKind.COORDINATING, DutyKind.DECISION


async def asked(
    small: SmallOffice, code: str, by: str = "an", *, wanted: Deadline = LATER, unit: str | None = None
) -> Duty:
    _, decision = await ask_extension(
        small.office, small.by(by), code=code, wanted=wanted, reason="Chờ số liệu", unit=unit
    )
    return decision


async def decided(small: SmallOffice, code: str, by: str = "hung", *, granted: bool = True) -> None:
    await decide_request(small.office, small.by(by), code=code, granted=granted, reason="Đồng ý")


async def test_a_request_opens_a_decision_and_leaves_the_duty_its_holder_clock_and_ladder(small: SmallOffice) -> None:
    code = await small.assigned("an")
    before = await small.duty(code, LEAD)
    small.now = at("2026-12-01 08:00")
    decision = await asked(small, code)
    after = await small.duty(code, LEAD)
    assert (after.holder_id, after.held_since, after.turn) == (before.holder_id, before.held_since, before.turn)
    assert (after.deadline, after.act_by) == (before.deadline, before.act_by)
    assert after.acknowledged_at == small.now  # any act of the holder acknowledges
    assert (small.name(decision.holder_id), decision.about_id) == ("hung", after.id)
    assert decision.act_by == at("2026-12-03 08:00")  # 2 working days


async def test_asked_at_16_29_the_duty_is_overdue_at_16_30(small: SmallOffice) -> None:
    code = await small.assigned("an")
    await small.tick("2026-12-14 16:29")
    await small.delivered()
    await asked(small, code)
    await small.tick("2026-12-14 17:05")
    assert (await small.delivered())["an"] == ["overdue"]


async def test_a_granted_extension_moves_deadline_and_steps(small: SmallOffice) -> None:
    code = await small.assigned("an", coordinating=(LAND,))
    await asked(small, code)
    await decided(small, code)
    lead, part, case = await small.duty(code, LEAD), await small.duty(code, PART), await small.case(code)
    assert lead.deadline == part.deadline == case.deadline == LATER
    assert case.original == DUE
    assert (lead.act_by, lead.extensions, part.extensions) == (LATER.moment, 1, 0)
    assert (await small.duty(code, DECISION)).outcome is Outcome.GRANTED
    await small.tick("2026-12-15 09:00")
    assert not [slot for _, slot, _ in await small.notices() if "overdue" in slot]
    await small.tick("2026-12-22 09:00")
    assert [slot for _, slot, _ in await small.notices() if "overdue" in slot]


async def test_the_holder_is_reminded_of_the_new_deadline_as_of_the_old(small: SmallOffice) -> None:
    code = await small.assigned("an")
    await small.tick("2026-12-11 08:00")
    await small.delivered()
    await asked(small, code)
    await decided(small, code)
    await small.delivered()
    for moment in ("2026-12-16 08:00", "2026-12-18 08:00", "2026-12-21 08:00"):
        await small.tick(moment)
        assert (await small.delivered()).get("an") == ["due_soon"], moment


async def test_a_denied_extension_changes_nothing_of_the_duty(small: SmallOffice) -> None:
    code = await small.assigned("an")
    await asked(small, code)
    before = await small.duty(code, LEAD)
    await decided(small, code, granted=False)
    assert await small.duty(code, LEAD) == before
    assert (await small.duty(code, DECISION)).outcome is Outcome.DENIED
    await asked(small, code)  # may be asked anew


async def test_asking_twice_before_it_is_decided_is_refused(small: SmallOffice) -> None:
    code = await small.assigned("an")
    await asked(small, code)
    async with small.refused(AlreadyAsked):
        await asked(small, code)


@pytest.mark.parametrize("who", ["an", "binh", "thanh"])
async def test_only_the_assigner_or_registrar_decides(small: SmallOffice, who: str) -> None:
    code = await small.assigned("an")
    await asked(small, code)
    async with small.refused(NotTheHolder if who != "an" else NothingWaits):
        await decided(small, code, who)


async def test_the_registrar_decides_on_the_assigners_behalf(small: SmallOffice) -> None:
    code = await small.assigned("an")
    await asked(small, code)
    await decided(small, code, "hoa")
    granted = next(one for one in await small.entries(code) if one.act is Act.EXTENSION_GRANTED)
    assert (granted.actor_id, granted.data["on_behalf"]) == (small.ids["hoa"], small.ids["hung"])


async def test_what_cannot_be_asked_is_refused(small: SmallOffice) -> None:
    code = await small.assigned("an")
    async with small.refused(DeadlineNotLater):
        await asked(small, code, wanted=DUE)
    async with small.refused(DeadlineInThePast):
        await asked(small, code, wanted=Deadline(moment=MONDAY, names_hour=True))
    async with small.refused(NotTheHolder):
        await asked(small, code, "hung")
    async with small.refused(ReasonMissing):
        await ask_extension(small.office, small.by("an"), code=code, wanted=LATER, reason="")
    async with small.refused(ReasonMissing):
        await decide_request(small.office, small.by("hung"), code=code, granted=False)
    async with small.refused(NothingWaits):
        await decided(small, code)


async def test_an_opinion_is_not_extended_to_a_day_off(small: SmallOffice) -> None:
    code = await small.asked(ECONOMY)
    async with small.refused(DeadlineOnDayOff):
        await asked(small, code, "binh", wanted=Deadline(moment=at("2026-12-19 17:00"), names_hour=False))


async def test_a_decision_that_waits_is_pressed(small: SmallOffice) -> None:
    code = await small.assigned("an", assigner="binh")
    await asked(small, code)
    await small.delivered()
    await small.tick("2026-12-02 09:00")
    assert (await small.delivered())["binh"] == ["waiting"]
    await small.tick("2026-12-04 09:00")
    told = await small.delivered()
    assert (told["binh"], told["hung"]) == (["waiting_up"], ["waiting_up"])


async def test_a_request_ends_with_the_duty_that_it_was_about(small: SmallOffice) -> None:
    code = await small.assigned("an", coordinating=(LAND,))
    await asked(small, code, "duc")
    await submit_result(small.office, small.by("duc"), code=code, result=Result(text="xong"))
    await accept_result(small.office, small.by("an"), code=code, unit=LAND)
    assert (await small.duty(code, DECISION)).outcome is Outcome.ENDED


async def test_a_request_is_pressed_no_more_when_the_task_is_accepted(small: SmallOffice) -> None:
    code = await small.assigned("an")
    await asked(small, code)
    await submit_result(small.office, small.by("an"), code=code, result=Result(text="xong"))
    await accept_result(small.office, small.by("hung"), code=code)
    assert (await small.duty(code, DECISION)).outcome is Outcome.ENDED
    await small.delivered()
    await small.tick("2026-12-31 09:00")
    assert await small.delivered() == {}
