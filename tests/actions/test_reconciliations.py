"""Objections are settled on record before the case that they concern goes up (M25)."""

from __future__ import annotations

import pytest

from actions.opinions.answers import answer_opinion
from actions.opinions.opinions import OpinionQuestion, ask_opinions
from actions.opinions.reconciliations import Minutes, reconcile_opinions
from domain.acts import Act
from domain.duties.opinions import Stance
from domain.refusals import NotAllowed, NothingToReconcile, ReasonMissing, WhichUnit
from storage import opinions
from tests.actions.office import ECONOMY, LAND, SmallOffice

MINUTES = Minutes(text="bỏ khoản 3; họp với Trưởng phòng; biên bản số 15")


async def asked_for(small: SmallOffice, task: str, *units: str) -> str:
    question = OpinionQuestion(
        title="Dự thảo", proposal="Ban hành", asked=tuple((unit, "liên quan") for unit in units), serves=task
    )
    return (await ask_opinions(small.office, small.by("hoa"), question)).case.code


async def open_objections(small: SmallOffice, task: str) -> list[str]:
    case = await small.case(task)
    async with small.database.reading() as connection:
        return await opinions.unreconciled_for(connection, case.id)


async def says(small: SmallOffice, code: str, who: str, stance: Stance) -> None:
    await answer_opinion(small.office, small.by(who), code=code, stance=stance, reasons="thiếu vốn")


async def test_only_final_objections_of_requests_that_serve_the_task_count(small: SmallOffice) -> None:
    task, other = await small.assigned(), await small.assigned("khanh")
    first = await asked_for(small, task, ECONOMY, LAND)
    second = await asked_for(small, task, LAND)
    elsewhere = await asked_for(small, other, ECONOMY)
    await says(small, elsewhere, "binh", Stance.DISAGREE)
    assert await open_objections(small, task) == []
    await says(small, first, "binh", Stance.CONDITIONAL)
    await says(small, first, "duc", Stance.DISAGREE)
    await says(small, second, "duc", Stance.NOT_OURS)
    assert await open_objections(small, task) == [first]
    assert await open_objections(small, other) == [elsewhere]

    async with small.refused(WhichUnit):
        await reconcile_opinions(small.office, small.by("hoa"), code=first, minutes=MINUTES)
    settled = await reconcile_opinions(small.office, small.by("hoa"), code=first, minutes=MINUTES, unit=LAND)
    assert len(settled.duties) == len(settled.waiting) == 1
    assert await open_objections(small, task) == [first]
    settled = await reconcile_opinions(small.office, small.by("hoa"), code=first, minutes=MINUTES)
    assert settled.waiting == ()
    assert await open_objections(small, task) == []
    assert (await small.acts(first)).count(Act.OPINION_RECONCILED) == 2


async def test_who_may_not_settle_is_refused(small: SmallOffice) -> None:
    task = await small.assigned()
    code = await asked_for(small, task, ECONOMY)
    async with small.refused(NothingToReconcile):
        await reconcile_opinions(small.office, small.by("hoa"), code=code, minutes=MINUTES)
    await says(small, code, "binh", Stance.DISAGREE)
    for who in ("binh", "hung", "thanh"):
        async with small.refused(NotAllowed):
            await reconcile_opinions(small.office, small.by(who), code=code, minutes=MINUTES)
    async with small.refused(ReasonMissing):
        await reconcile_opinions(small.office, small.by("hoa"), code=code, minutes=Minutes())
    await reconcile_opinions(small.office, small.by("hoa"), code=code, minutes=MINUTES)
    async with small.refused(NothingToReconcile):
        await reconcile_opinions(small.office, small.by("hoa"), code=code, minutes=MINUTES)


@pytest.mark.parametrize("stance", [Stance.AGREE, Stance.NOT_OURS])
async def test_what_is_no_objection_needs_no_settling(small: SmallOffice, stance: Stance) -> None:
    task = await small.assigned()
    await says(small, await asked_for(small, task, ECONOMY), "binh", stance)
    assert await open_objections(small, task) == []
