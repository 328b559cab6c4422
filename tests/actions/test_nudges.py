"""Pressing by hand, and the one last deadline, as they are recorded (M53)."""

from __future__ import annotations

import asyncio

import pytest

from actions.duties.clearing import set_last_deadline
from actions.duties.lists import list_backlog, list_handed_out, list_held
from actions.duties.nudges import nudge_holders
from actions.order import Order
from domain.acts import Act
from domain.duties.cases import Deadline
from domain.duties.duties import DutyKind
from domain.duties.lists import OwnList
from domain.refusals import (
    AlreadyNudged,
    LastDeadlineSet,
    NotAllowed,
    NotLinked,
    NotOverdue,
    NotTheHolder,
    ReasonMissing,
    YourOwnDuty,
)
from domain.rules.lengths import Urgency
from tests.actions.office import ECONOMY, LAND, SmallOffice, at

LAST = Deadline(moment=at("2027-02-26 16:30"), names_hour=True)


async def test_it_is_journaled_who_pressed_whom_and_the_duty_stays_as_it_is(small: SmallOffice) -> None:
    code = await small.assigned("an", coordinating=(LAND,))
    before = await small.duty(code), await small.duty(code, DutyKind.COORDINATING)
    await small.delivered()
    done = await nudge_holders(small.office, small.by("hung"), code=code)
    assert [duty.id for duty in done.pressed] == [duty.id for duty in before]
    assert (await small.duty(code), await small.duty(code, DutyKind.COORDINATING)) == before
    pressed = [entry for entry in await small.entries(code) if entry.act is Act.DUTY_NUDGED]
    assert [(entry.actor_id, entry.duty_id, entry.data["holder"]) for entry in pressed] == [
        (small.ids["hung"], duty.id, duty.holder_id) for duty in before
    ]
    assert await small.delivered() == {"an": ["nudged"], "duc": ["nudged"]}


async def test_once_a_day_for_each_duty_by_the_offices_day(small: SmallOffice) -> None:
    code = await small.assigned("an", coordinating=(LAND,))
    await nudge_holders(small.office, small.by("hung"), code=code, unit=LAND)
    again = await nudge_holders(small.office, small.by("hoa"), code=code)
    assert [small.name(duty.holder_id) for duty in again.pressed] == ["an"]
    assert [(duty.kind, entry.actor_id) for duty, entry in again.before] == [(DutyKind.COORDINATING, small.ids["hung"])]
    small.now = at("2026-11-30 23:59")
    async with small.refused(AlreadyNudged) as refused:
        await nudge_holders(small.office, small.by("binh"), code=code)
    assert refused.value.by_id == small.ids["hoa"]
    small.now = at("2026-12-01 00:00")
    assert len((await nudge_holders(small.office, small.by("hung"), code=code)).pressed) == 2


async def test_of_two_who_press_at_once_one_is_told_of_the_other(small: SmallOffice) -> None:
    code = await small.assigned("an")
    both = await asyncio.gather(
        *(nudge_holders(small.office, small.by(who), code=code) for who in ("hung", "hoa")), return_exceptions=True
    )
    assert sorted(type(one).__name__ for one in both) == ["AlreadyNudged", "Nudged"]
    assert (await small.acts(code)).count(Act.DUTY_NUDGED) == 1


async def test_who_may_press(small: SmallOffice) -> None:
    code = await small.assigned("an", by="hung", assigner=None)
    for who, refusal in (("an", YourOwnDuty), ("thanh", NotAllowed)):
        async with small.refused(refusal):
            await nudge_holders(small.office, small.by(who), code=code)
    for day, who in enumerate(("hoa", "hung", "binh"), start=1):
        small.now = at(f"2026-12-0{day} 09:00")
        assert (await nudge_holders(small.office, small.by(who), code=code)).pressed


async def test_hoa_toc_does_not_wait_for_the_opening(small: SmallOffice) -> None:
    plain = await small.assigned("an")
    flash = await small.assigned("khanh", urgency=Urgency.FLASH)
    await small.delivered()
    small.now = at("2026-11-30 19:00")
    for code in (plain, flash):
        await nudge_holders(small.office, small.by("hung"), code=code)
    assert await small.delivered() == {"khanh": ["nudged"]}
    assert (await small.delivered("2026-12-01 07:30"))["an"] == ["nudged"]


async def test_a_last_deadline_is_set_once_on_what_is_overdue_and_leaves_lateness_alone(small: SmallOffice) -> None:
    code = await small.assigned("an")
    order = {"code": code, "last": LAST, "reason": "Tồn lâu"}
    async with small.refused(NotOverdue):
        await set_last_deadline(small.office, small.by("hung"), **order)  # type: ignore[arg-type]
    await small.tick("2027-02-01 09:00")
    await small.delivered()
    before = await small.duty(code)
    async with small.refused(ReasonMissing):
        await set_last_deadline(small.office, small.by("hung"), **order | {"reason": ""})  # type: ignore[arg-type]
    async with small.refused(NotTheHolder):
        await set_last_deadline(small.office, small.by("binh"), **order)  # type: ignore[arg-type]
    await set_last_deadline(small.office, small.by("hoa"), **order)  # type: ignore[arg-type]
    after = await small.duty(code)
    assert (after.deadline, after.act_by, after.turn) == (before.deadline, before.act_by, before.turn)
    assert (after.last, after.next_step_at) == (LAST, at("2027-02-25 08:00"))
    entry = next(one for one in await small.entries(code) if one.act is Act.DUTY_LAST_SET)
    assert entry.data["on_behalf"] == small.ids["hung"]
    async with small.refused(LastDeadlineSet):
        await set_last_deadline(small.office, small.by("hung"), **order)  # type: ignore[arg-type]
    assert await small.delivered() == {"an": ["last_set"], "binh": ["last_set"]}
    heard: dict[str, list[str]] = {}
    for moment in ("2027-02-25 08:00", "2027-02-26 08:00", "2027-02-26 16:30", "2027-03-01 08:00"):
        await small.tick(moment)
        for who, said in (await small.delivered()).items():
            heard.setdefault(who, []).extend(said)
    assert heard == {
        "an": ["last_soon", "last_soon", "last_passed"],
        "binh": ["last_passed"],
        "hung": ["last_passed", "clearing"],
        "hoa": ["last_passed", "clearing"],
    }


async def test_the_weekly_list_is_one_message_whatever_the_urgency(small: SmallOffice) -> None:
    for urgency in Urgency:
        await small.assigned("an", urgency=urgency)
    await small.tick("2027-01-15 16:00")
    await small.delivered()
    await small.tick("2027-01-18 08:00")
    claimed = await small.claimed()
    weekly = {small.name(one.recipient.id): len(one.notices) for one in claimed}
    assert weekly == {"hung": 4, "hoa": 4}


@pytest.mark.parametrize("read", [list_held, list_handed_out, list_backlog])
async def test_no_list_is_read_by_nobody(small: SmallOffice, read: object) -> None:
    with pytest.raises(NotLinked):
        await read(small.office, Order(now=small.now, said_at=small.now, via="test"))  # type: ignore[operator]


async def test_the_requester_waits_for_each_unit_that_has_not_answered(small: SmallOffice) -> None:
    await small.asked(ECONOMY, LAND, by="hoa")
    page = await list_held(small.office, small.by("hoa"), which=OwnList.WAITING)
    assert {small.name(duty.holder_id) for duty, _ in page.lines} == {"binh", "duc"}
