"""Circulars: who must read, who has read, and what closes behind the last (M10)."""

from __future__ import annotations

import pytest

from actions.duties.duties import acknowledge_duty
from actions.opinions.circulars import Circular, send_circular
from actions.opinions.summaries import summarise
from domain.duties.cases import CaseState, Deadline
from domain.duties.duties import DutyKind, Outcome
from domain.refusals import AlreadyClosed, DeadlineInThePast, NobodyToRead, NotAllowed, UnknownCase, UnknownPerson
from tests.actions.office import AGENCY, ECONOMY, LAND, SmallOffice, at


async def sent(small: SmallOffice, *to: str, by: str = "hoa", deadline: Deadline | None = None) -> str:
    prospect = await send_circular(
        small.office, small.by(by), Circular(title="Quy chế làm việc", to=to, deadline=deadline)
    )
    return prospect.case.code


async def readers(small: SmallOffice, code: str) -> dict[str, Outcome | None]:
    shown = await summarise(small.office, small.by("hoa"), code=code)
    return {small.name(duty.holder_id): duty.outcome for duty in shown.duties}


async def test_a_unit_is_its_members_and_the_heads_right_below(small: SmallOffice) -> None:
    assert set(await readers(small, await sent(small, ECONOMY))) == {"binh", "cuc", "an", "lan"}
    assert set(await readers(small, await sent(small, AGENCY))) == {"hung", "thanh", "binh", "duc"}
    code = await sent(small, f"{ECONOMY}, Nguyễn Văn An", "Ngô Văn Khánh", LAND)
    assert list(await readers(small, code)) == ["binh", "cuc", "an", "lan", "khanh", "duc"]


async def test_each_reads_for_himself_and_the_last_closes_it(small: SmallOffice) -> None:
    code = await sent(small, LAND)
    assert (await small.case(code)).deadline == Deadline(moment=at("2026-12-03 17:00"), names_hour=False)
    async with small.refused(UnknownCase):
        await acknowledge_duty(small.office, small.by("an"), code=code)
    await acknowledge_duty(small.office, small.by("khanh"), code=code)
    assert await readers(small, code) == {"duc": None, "khanh": Outcome.READ}
    async with small.refused(AlreadyClosed):
        await acknowledge_duty(small.office, small.by("khanh"), code=code)
    assert (await small.case(code)).state is CaseState.OPEN
    await small.delivered()
    small.now = at("2026-12-04 08:00")  # a day late
    await acknowledge_duty(small.office, small.by("duc"), code=code)
    assert (await small.case(code)).state is CaseState.CLOSED
    assert (await small.delivered())["hoa"] == ["ended"]
    late = await summarise(small.office, small.by("thanh"), code=code)
    assert [small.name(duty.holder_id) for duty in late.duties if duty.id in late.late_readers] == ["duc"]


async def test_who_has_not_read_is_pressed_and_his_superior_told(small: SmallOffice) -> None:
    code = await sent(small, "Vũ Thị Lan")
    await small.delivered()
    await small.tick("2026-12-01 09:00")
    assert await small.delivered() == {"lan": ["unacknowledged"]}
    await small.tick("2026-12-02 09:00")
    told = await small.delivered()
    assert told["binh"] == ["unacknowledged_up"]
    await small.tick("2026-12-04 08:00")
    assert (await small.delivered())["binh"] == ["overdue"]
    duty = await small.duty(code, DutyKind.READING)
    assert duty.is_open


async def test_a_change_of_head_leaves_each_his_own_reading(small: SmallOffice) -> None:
    code = await sent(small, ECONOMY)
    duty = await small.duty(code)
    assert not duty.to_unit


@pytest.mark.parametrize("by", ["an", "cuc", "thanh"])
async def test_who_heads_nothing_circulates_nothing(small: SmallOffice, by: str) -> None:
    async with small.refused(NotAllowed):
        await sent(small, LAND, by=by)


async def test_what_cannot_be_circulated_is_refused(small: SmallOffice) -> None:
    async with small.refused(NotAllowed):
        await sent(small, "Nguyễn Văn An", by="duc")
    async with small.refused(NobodyToRead):
        await sent(small, "Lê Thị Hoa")
    async with small.refused(UnknownPerson):
        await sent(small, f"{ECONOMY}, Phòng Kinh doanh")
    async with small.refused(DeadlineInThePast):
        await sent(small, LAND, deadline=Deadline(moment=at("2026-11-27 17:00"), names_hour=False))
    for who in ("khanh", "duc"):
        code = await sent(small, LAND)
        async with small.refused(NotAllowed):
            await summarise(small.office, small.by(who), code=code)
