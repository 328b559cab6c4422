"""Tasks from assignment to acceptance: who holds what since when, and who may do what (M1–M9, M11, M17)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from actions.duties.duties import acknowledge_duty, delegate_duty
from actions.duties.history import case_card
from actions.duties.results import Result, accept_result, return_result, submit_result
from actions.duties.statements import report_progress
from domain.acts import Act
from domain.duties.cases import CaseState, Deadline
from domain.duties.duties import DutyKind, Outcome, Phase
from domain.refusals import (
    AlreadyClosed,
    DeadlineInThePast,
    NotAllowed,
    NothingWaits,
    NotInUnit,
    NotLinked,
    NotNow,
    NotTheHolder,
    ReasonMissing,
    Refusal,
    UnknownCase,
    UnknownPerson,
)
from tests.actions.office import DUE, ECONOMY, LAND, MONDAY, SmallOffice, at

DONE = Result(text="Đã có báo cáo")
LEAD, PART = DutyKind.LEAD, DutyKind.COORDINATING


async def submitted(small: SmallOffice, code: str, by: str = "an", unit: str | None = None) -> None:
    await submit_result(small.office, small.by(by), code=code, result=DONE, unit=unit)


# Assigning


async def test_who_is_assigned_holds_the_duty_from_the_first_moment(small: SmallOffice) -> None:
    code = await small.assigned("an", coordinating=(LAND,), watching=(ECONOMY,))
    assert await small.held(await small.duty(code, LEAD)) == [("an", MONDAY, None)]
    assert await small.held(await small.duty(code, PART)) == [("duc", MONDAY, None)]
    assert await small.acts(code) == [Act.TASK_ASSIGNED, Act.DUTY_OPENED, Act.DUTY_OPENED]
    assert await small.delivered() == {"an": ["assigned"], "duc": ["assigned"], "binh": ["watching"]}


async def test_a_duty_addressed_to_a_unit_is_held_by_its_head(small: SmallOffice) -> None:
    duty = await small.duty(await small.assigned(ECONOMY))
    assert (small.name(duty.holder_id), duty.to_unit) == ("binh", True)


async def test_a_head_assigns_within_his_unit_and_nowhere_else(small: SmallOffice) -> None:
    code = await small.assigned("an", by="binh", assigner=None)
    assert small.name((await small.case(code)).assigner_id) == "binh"
    async with small.refused(NotAllowed):
        await small.assigned("khanh", by="binh", assigner=None)
    async with small.refused(NotAllowed):
        await small.assigned("an", by="binh", assigner="hung")


@pytest.mark.parametrize("who", ["an", "cuc", "thanh"])
async def test_who_may_not_assign_is_refused(small: SmallOffice, who: str) -> None:
    async with small.refused(NotAllowed):
        await small.assigned("lan", by=who, assigner=None)


async def test_a_deadline_lies_ahead(small: SmallOffice) -> None:
    async with small.refused(DeadlineInThePast):
        await small.assigned("an", deadline=Deadline(moment=MONDAY, names_hour=True))


async def test_an_unknown_name_stores_nothing(small: SmallOffice) -> None:
    async with small.refused(UnknownPerson):
        await small.assigned("Nguyễn Văn Ân Xá")


# Acknowledging and reporting


async def test_only_the_holder_acknowledges(small: SmallOffice) -> None:
    code = await small.assigned("an")
    for other in ("binh", "hung", "hoa"):
        async with small.refused(NotTheHolder):
            await acknowledge_duty(small.office, small.by(other), code=code)
    for stranger in ("duc", "khanh", "lan", "cuc"):
        async with small.refused(UnknownCase):
            await acknowledge_duty(small.office, small.by(stranger), code=code)
    async with small.refused(NotTheHolder):  # an inspector sees everything and changes nothing
        await acknowledge_duty(small.office, small.by("thanh"), code=code)
    async with small.refused(UnknownCase):
        await acknowledge_duty(small.office, small.by("an"), code="NV-99")


async def test_the_first_acknowledgement_counts_and_a_second_changes_nothing(small: SmallOffice) -> None:
    code = await small.assigned("an")
    small.now = at("2026-11-30 10:00")
    assert (await acknowledge_duty(small.office, small.by("an"), code=code)).first
    before = await small.snapshot()
    small.now = at("2026-11-30 11:00")
    assert not (await acknowledge_duty(small.office, small.by("an"), code=code)).first
    assert await small.snapshot() == before
    assert (await small.duty(code)).acknowledged_at == at("2026-11-30 10:00")


async def test_a_report_acknowledges_and_is_dated_when_it_was_said(small: SmallOffice) -> None:
    code = await small.assigned("an")
    small.now = at("2026-12-01 08:00")
    await report_progress(small.office, small.by("an", said="2026-11-30 15:00"), code=code, text="Đã thu số liệu")
    duty = await small.duty(code)
    assert duty.acknowledged_at == duty.progress_at == at("2026-11-30 15:00")
    entry = (await small.entries(code))[-1]
    assert (entry.act, entry.at) == (Act.DUTY_REPORTED, at("2026-12-01 08:00"))
    assert entry.data["said_at"] == "2026-11-30T08:00:00.000000Z"


# Handing in, accepting, returning


async def test_a_submission_hands_the_ball_to_the_assigner(small: SmallOffice) -> None:
    code = await small.assigned("an")
    small.now = at("2026-12-03 10:00")
    await submitted(small, code)
    duty = await small.duty(code)
    assert (duty.phase, duty.act_by) == (Phase.SUBMITTED, at("2026-12-07 10:00"))  # 2 working days
    assert await small.held(duty) == [("an", MONDAY, at("2026-12-03 10:00")), ("hung", at("2026-12-03 10:00"), None)]


async def test_acceptance_ends_the_task_and_with_it_the_coordinating_parts(small: SmallOffice) -> None:
    code = await small.assigned("an", coordinating=(LAND,), watching=(LAND,))
    await submitted(small, code)
    small.now = at("2026-12-03 10:00")
    await accept_result(small.office, small.by("hung"), code=code)
    lead, part, case = await small.duty(code, LEAD), await small.duty(code, PART), await small.case(code)
    assert (lead.outcome, part.outcome, case.state) == (Outcome.ACCEPTED, Outcome.ENDED, CaseState.CLOSED)
    assert lead.closed_at == part.closed_at == case.closed_at == at("2026-12-03 10:00")
    assert await small.held(part) == [("duc", MONDAY, at("2026-12-03 10:00"))]
    assert (await small.acts(code))[-3:] == [Act.DUTY_ACCEPTED, Act.DUTY_ENDED, Act.CASE_CLOSED]
    async with small.refused(AlreadyClosed):
        await accept_result(small.office, small.by("hung"), code=code)


async def test_who_leads_the_task_judges_its_parts(small: SmallOffice) -> None:
    code = await small.assigned("an", coordinating=(LAND,))
    await submitted(small, code, "duc")
    assert small.name((await small.duty(code, PART)).holder_id) == "an"
    await accept_result(small.office, small.by("an"), code=code, unit=LAND)
    assert (await small.duty(code, PART)).outcome is Outcome.ACCEPTED
    assert (await small.case(code)).state is CaseState.OPEN


async def test_the_registrar_accepts_on_the_assigners_behalf(small: SmallOffice) -> None:
    code = await small.assigned("an")
    await submitted(small, code)
    await accept_result(small.office, small.by("hoa"), code=code)
    accepted = next(entry for entry in await small.entries(code) if entry.act is Act.DUTY_ACCEPTED)
    assert accepted.data["on_behalf"] == small.ids["hung"]


@pytest.mark.parametrize("who", ["an", "binh", "thanh"])
async def test_seeing_a_result_is_not_accepting_it(small: SmallOffice, who: str) -> None:
    code = await small.assigned("an")
    await submitted(small, code)
    for act in (
        lambda: accept_result(small.office, small.by(who), code=code),
        lambda: return_result(small.office, small.by(who), code=code, reason="thiếu"),
    ):
        async with small.refused(NotTheHolder):
            await act()


async def test_returned_work_comes_back_and_may_be_handed_in_again(small: SmallOffice) -> None:
    code = await small.assigned("an")
    small.now = at("2026-12-14 10:00")
    await submitted(small, code)
    small.now = at("2026-12-15 09:00")
    await return_result(small.office, small.by("hung"), code=code, reason="Thiếu phụ lục")
    returned = await small.duty(code)
    assert (returned.phase, small.name(returned.holder_id)) == (Phase.WORKING, "an")
    assert returned.act_by == at("2026-12-16 09:00")  # one working day after the return
    small.now = at("2026-12-15 11:00")
    await submitted(small, code)
    await accept_result(small.office, small.by("hung"), code=code)
    accepted = next(entry for entry in await small.entries(code) if entry.act is Act.DUTY_ACCEPTED)
    assert accepted.data["late"] is True  # judged at the submission finally accepted
    assert [who for who, _, _ in await small.held(await small.duty(code))] == ["an", "hung", "an", "hung"]


async def test_work_handed_in_on_the_minute_is_in_time(small: SmallOffice) -> None:
    code = await small.assigned("an")
    small.now = at("2026-12-14 18:00")
    await submit_result(small.office, small.by("an", said="2026-12-14 16:30"), code=code, result=DONE)
    await accept_result(small.office, small.by("hung"), code=code)
    assert [one.data["late"] for one in await small.entries(code) if one.act is Act.DUTY_ACCEPTED] == [False]


# Naming the official


async def test_the_head_names_who_holds_the_units_duty(small: SmallOffice) -> None:
    code = await small.assigned(ECONOMY)
    small.now = at("2026-11-30 10:00")
    await delegate_duty(small.office, small.by("binh"), code=code, name="vũ thị lan")
    duty = await small.duty(code)
    assert (small.name(duty.holder_id), duty.acknowledged_at, duty.act_by) == ("lan", None, DUE.moment)
    assert await small.held(duty) == [("binh", MONDAY, at("2026-11-30 10:00")), ("lan", at("2026-11-30 10:00"), None)]


async def test_only_the_head_names_and_only_people_of_his_unit(small: SmallOffice) -> None:
    code = await small.assigned(ECONOMY)
    async with small.refused(NotInUnit):
        await delegate_duty(small.office, small.by("binh"), code=code, name="Ngô Văn Khánh")
    async with small.refused(UnknownPerson):
        await delegate_duty(small.office, small.by("binh"), code=code, name="Ai đó")
    async with small.refused(NotTheHolder):
        await delegate_duty(small.office, small.by("hung"), code=code, name="Vũ Thị Lan")
    async with small.refused(UnknownCase):
        await delegate_duty(small.office, small.by("cuc"), code=code, name="Vũ Thị Lan")


async def test_a_personal_duty_is_not_handed_on_by_the_head(small: SmallOffice) -> None:
    code = await small.assigned("an")
    async with small.refused(NothingWaits):
        await delegate_duty(small.office, small.by("binh"), code=code, name="Vũ Thị Lan")


async def test_naming_the_same_official_again_changes_nothing(small: SmallOffice) -> None:
    code = await small.assigned(ECONOMY)
    await delegate_duty(small.office, small.by("binh"), code=code, name="Vũ Thị Lan")
    before = await small.snapshot()
    await delegate_duty(small.office, small.by("binh"), code=code, name="Vũ Thị Lan")
    assert await small.snapshot() == before


async def test_returned_work_that_is_handed_on_keeps_its_working_day(small: SmallOffice) -> None:
    code = await small.assigned(ECONOMY)
    small.now = at("2026-12-15 08:30")
    await submitted(small, code, "binh")
    small.now = at("2026-12-15 09:00")
    await return_result(small.office, small.by("hung"), code=code, reason="Thiếu phụ lục")
    await delegate_duty(small.office, small.by("binh"), code=code, name="Vũ Thị Lan")
    assert (await small.duty(code)).act_by == at("2026-12-16 09:00")


# Refusals change nothing


REFUSED: list[tuple[type[Refusal], Callable[[SmallOffice, str], Awaitable[object]]]] = [
    (ReasonMissing, lambda s, c: report_progress(s.office, s.by("an"), code=c, text="")),
    (ReasonMissing, lambda s, c: submit_result(s.office, s.by("an"), code=c, result=Result())),
    (ReasonMissing, lambda s, c: return_result(s.office, s.by("hung"), code=c, reason="")),
    (NotTheHolder, lambda s, c: report_progress(s.office, s.by("binh"), code=c, text="x")),
    (NotTheHolder, lambda s, c: submit_result(s.office, s.by("hung"), code=c, result=DONE)),
    (NotNow, lambda s, c: accept_result(s.office, s.by("hung"), code=c)),
    (NotNow, lambda s, c: return_result(s.office, s.by("hung"), code=c, reason="chưa đạt")),
    (UnknownCase, lambda s, c: report_progress(s.office, s.by("khanh"), code=c, text="x")),
    (UnknownCase, lambda s, c: submit_result(s.office, s.by("an"), code="NV-2", result=DONE)),
    (NotLinked, lambda s, c: acknowledge_duty(s.office, s._order(None), code=c)),
]


@pytest.mark.parametrize("number", range(len(REFUSED)))
async def test_what_is_refused_leaves_journal_and_state_untouched(small: SmallOffice, number: int) -> None:
    refusal, act = REFUSED[number]
    code = await small.assigned("an")
    async with small.refused(refusal):
        await act(small, code)


async def test_a_foreign_code_and_an_unknown_one_are_answered_alike(small: SmallOffice) -> None:
    code = await small.assigned("an")
    answers = []
    for one in (code, "NV-77"):
        with pytest.raises(UnknownCase) as refused:
            await case_card(small.office, small.by("khanh"), code=one)
        answers.append(str(refused.value).replace(one, "CODE"))
    assert answers[0] == answers[1]
