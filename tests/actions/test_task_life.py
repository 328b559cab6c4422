"""What else befalls a task: nothing that was handed in is lost, and the ball always lies with who may play it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import update

from actions.duties.corrections import correct_case
from actions.duties.decisions import decide_request, give_direction
from actions.duties.dossiers import Proposal, hand_up, sign_dossier
from actions.duties.duties import acknowledge_duty
from actions.duties.pauses import pause_task, resume_task
from actions.duties.reassignments import reassign_task
from actions.duties.recurrences import assign_recurring
from actions.duties.requests import ask_direction, ask_extension, ask_refusal, ask_transfer
from actions.duties.results import Result, accept_result, return_result, submit_result
from actions.duties.tasks import assign_tasks
from actions.duties.withdrawals import withdraw_case
from actions.office.people import enter_person
from domain.duties.cases import Deadline, Source
from domain.duties.corrections import Correction
from domain.duties.duties import DutyKind, Phase
from domain.office.people import Role
from domain.refusals import AlreadyClosed, ClosedByResultOnly, NotNow, TasksOnly
from storage.tables import cases, recurrences
from tests.actions.office import CAST, ECONOMY, LAND, SmallOffice, at

DONE = Result(text="Đã có báo cáo")
LEAD, PART, DECISION = DutyKind.LEAD, DutyKind.COORDINATING, DutyKind.DECISION


async def submitted(small: SmallOffice, code: str, by: str, unit: str | None = None) -> None:
    await submit_result(small.office, small.by(by), code=code, result=DONE, unit=unit)


async def new_head(small: SmallOffice, who: str, before: str) -> None:
    """`who` heads the Economy from now on; `before` is one of its officials."""
    for key, role in ((who, Role.HEAD), (before, Role.OFFICIAL)):
        await enter_person(
            small.office, small.by("hoa"), name=CAST[key][0], unit=ECONOMY, position="Chức vụ", roles=frozenset({role})
        )


# What has been handed in


@pytest.mark.parametrize("asked", ["refusal", "transfer"])
async def test_giving_up_is_not_granted_over_a_result_that_waits(small: SmallOffice, asked: str) -> None:
    """The result would be lost with it: handing in settles the request, and a return does not bring it back."""
    code = await small.assigned("an")
    if asked == "refusal":
        await ask_refusal(small.office, small.by("an"), code=code, reason="Ốm")
    else:
        await ask_transfer(small.office, small.by("an"), code=code, to=CAST["lan"][0], reason="Không thuộc chức năng")
    await submitted(small, code, "an")
    async with small.refused(AlreadyClosed):
        await decide_request(small.office, small.by("hung"), code=code, granted=True)
    await return_result(small.office, small.by("hung"), code=code, reason="Thiếu phụ lục")
    async with small.refused(AlreadyClosed):
        await decide_request(small.office, small.by("hung"), code=code, granted=True)
    lead = await small.duty(code, LEAD)
    assert lead.submitted_at is None
    assert small.name(lead.holder_id) == "an"
    await small.is_in_order()


async def test_a_part_handed_in_goes_with_the_lead(small: SmallOffice) -> None:
    """Reassigned, passed on or given up: who leads now is pressed to judge, and may; who led before is not."""
    code = await small.assigned("an", coordinating=(LAND,))
    await submitted(small, code, "duc")
    await small.delivered()
    await reassign_task(small.office, small.by("hung"), code=code, to=CAST["lan"][0], reason="An đi học")
    part = await small.duty(code, PART)
    assert (small.name(part.holder_id), part.phase) == ("lan", Phase.SUBMITTED)
    assert sorted((await small.delivered())["lan"]) == ["assigned", "judge"]
    async with small.refused(NotNow):
        await accept_result(small.office, small.by("an"), code=code)
    await ask_refusal(small.office, small.by("lan"), code=code, reason="Ốm")
    await decide_request(small.office, small.by("hung"), code=code, granted=True)
    assert small.name((await small.duty(code, PART)).holder_id) == "hung"
    await small.is_in_order()


async def test_the_part_that_waits_stays_with_who_leads_when_the_task_is_handed_in(small: SmallOffice) -> None:
    code = await small.assigned("an", coordinating=(LAND,))
    await submitted(small, code, "duc")
    await submitted(small, code, "an")
    assert small.name((await small.duty(code, PART)).holder_id) == "an"
    await accept_result(small.office, small.by("an"), code=code, unit=LAND)
    assert not (await small.duty(code, PART)).is_open
    assert (await small.duty(code, LEAD)).phase is Phase.SUBMITTED


async def test_a_granted_extension_is_told_once_to_who_asked(small: SmallOffice) -> None:
    """The part that waits for that person's acceptance moves too, and is no news to them."""
    code = await small.assigned("an", coordinating=(LAND,))
    await submitted(small, code, "duc")
    later = Deadline(moment=at("2026-12-21 16:30"), names_hour=True)
    await ask_extension(small.office, small.by("an"), code=code, wanted=later, reason="Chờ số liệu")
    await small.delivered()
    await decide_request(small.office, small.by("hung"), code=code, granted=True)
    assert await small.delivered() == {"an": ["decided"]}


# A citizens' complaint


async def test_a_complaint_does_not_become_something_else_to_be_withdrawn(small: SmallOffice) -> None:
    code = await small.assigned("an")
    async with small.database.writing() as connection:
        await connection.execute(update(cases).values(source=Source.COMPLAINT))
    async with small.refused(ClosedByResultOnly):
        await correct_case(small.office, small.by("hoa"), code=code, correction=Correction(source=Source.ORAL))
    async with small.refused(ClosedByResultOnly):
        await withdraw_case(small.office, small.by("hoa"), code=code, reason="giao nhầm")


# Handing up


async def test_who_drafted_goes_on_with_the_work_though_the_head_writes_the_dossier_anew(small: SmallOffice) -> None:
    code = await small.assigned("an")
    await hand_up(small.office, small.by("an"), code=code, proposal=Proposal(position="Đề nghị cho phép"))
    await hand_up(small.office, small.by("binh"), code=code, proposal=Proposal(position="Đề nghị không cho phép"))
    lead = await small.duty(code, LEAD)
    assert (small.name(lead.holder_id), lead.phase) == ("an", Phase.WORKING)


async def test_who_drafted_learns_that_the_case_has_gone_up_and_that_he_holds_it_again(
    small: SmallOffice,
) -> None:
    code = await small.assigned("an")
    await hand_up(small.office, small.by("an"), code=code, proposal=Proposal(position="Đề nghị cho phép"))
    await small.delivered()
    await sign_dossier(small.office, small.by("binh"), code=code)
    assert await small.delivered() == {"an": ["gone_up"], "hung": ["decide"]}


# Steering


async def test_what_is_no_task_is_said_to_be_none(small: SmallOffice) -> None:
    code = await small.asked(ECONOMY)
    async with small.refused(TasksOnly):
        await pause_task(small.office, small.by("duc"), code=code, reason="thử")


async def test_the_assigner_is_not_told_of_his_own_task_though_his_unit_watches(small: SmallOffice) -> None:
    await small.assigned("khanh", by="hoa", assigner="binh", watching=(ECONOMY,))
    assert await small.delivered() == {"khanh": ["assigned"]}


# A change of head


async def test_a_new_head_signs_directs_and_resumes_what_lay_with_the_old_one(small: SmallOffice) -> None:
    drafted, asked, paused = await small.assigned("an"), await small.assigned("lan"), await small.assigned(ECONOMY)
    await hand_up(small.office, small.by("an"), code=drafted, proposal=Proposal(position="Đề nghị cho phép"))
    await ask_direction(small.office, small.by("lan"), code=asked, question="Tính cả vốn kéo dài không?")
    await pause_task(small.office, small.by("hung"), code=paused, reason="Chờ kết luận")
    await small.delivered()
    small.now = at("2026-12-02 09:00")
    await new_head(small, "cuc", before="binh")
    assert sorted((await small.delivered())["cuc"]) == ["decide", "sign"]
    await sign_dossier(small.office, small.by("cuc"), code=drafted)
    await give_direction(small.office, small.by("cuc"), code=asked, text="Có")
    await resume_task(small.office, small.by("hung"), code=paused)
    lead = await small.duty(paused)
    assert small.name(lead.holder_id) == "cuc"
    assert lead.deadline.moment == at("2026-12-16 16:30")  # two working days later, as it was paused for two
    assert (await small.case(paused)).deadline == lead.deadline
    await acknowledge_duty(small.office, small.by("cuc"), code=paused)
    await small.is_in_order()


async def test_what_the_old_head_was_asked_as_the_assigner_goes_with_what_he_assigned(small: SmallOffice) -> None:
    code = await small.assigned("an", by="binh", assigner=None)
    await ask_direction(small.office, small.by("an"), code=code, question="Tính cả vốn kéo dài không?")
    await new_head(small, "cuc", before="binh")
    assert small.name((await small.case(code)).assigner_id) == "cuc"
    assert small.name((await small.duty(code, DECISION)).holder_id) == "cuc"


# Coming again


async def test_a_broken_rule_keeps_no_other_from_coming(small: SmallOffice) -> None:
    assignment = replace(small.assignment("an"), repeats="FREQ=WEEKLY")
    for _ in range(2):
        await assign_tasks(small.office, small.by("hoa"), assignment)
    async with small.database.writing() as connection:
        await connection.execute(update(recurrences).where(recurrences.c.id == 1).values(form='{"lead": 1}'))
    small.now = at("2026-12-08 09:00")
    assert await assign_recurring(small.office, small.now) == 2
    assert (await small.case("NV-3")).recurrence_id == 2
    with pytest.raises(AssertionError):
        await small.case("NV-4")
    await small.is_in_order()
