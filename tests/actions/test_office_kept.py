"""The office is kept in order: an import, an erasing, the list of the unreached, a group – on both databases."""

from __future__ import annotations

from actions.assignments import Assignment
from actions.groups import register_group
from actions.import_contents import Contents, PersonRow, TaskRow, UnitRow
from actions.imports import import_contents
from actions.people import enter_person
from actions.personal import erase_person, own_data
from actions.reach import unreached
from actions.results import Result, accept_result, submit_result
from actions.units import unit_board
from domain.people import Role
from domain.refusals import NotAllowed, StillHolds
from tests.actions.office import AGENCY, CAST, DUE, ECONOMY, LAND, SmallOffice


def a_task(row: int, lead: str, **more: object) -> TaskRow:
    return TaskRow(
        row=row,
        assignment=Assignment(lead=lead, title=f"Việc {row}", product="Báo cáo", deadline=DUE, **more),  # type: ignore[arg-type]
    )


async def test_an_import_is_stored_as_one_message_to_each(small: SmallOffice) -> None:
    contents = Contents(
        units=[UnitRow(row=2, name="Phòng Mới", parent=AGENCY), UnitRow(row=3, name=LAND, parent=ECONOMY)],
        people=[PersonRow(row=2, name="Cao Thị Mới", unit="Phòng Mới", roles=frozenset({Role.HEAD}))],
        tasks=[a_task(2, CAST["an"][0]), a_task(3, "Phòng Mới", coordinating=(LAND,)), a_task(4, CAST["an"][0])],
    )
    result = await import_contents(small.office, small.by("hoa"), contents)
    assert (result.units, result.people, result.tasks, result.faults) == (2, 1, 3, ())
    assert (await small.delivered())["an"] == ["taken_on"]
    assert (await small.acts("NV-2"))[:3] == ["task.assigned", "duty.opened", "duty.opened"]
    await small.is_in_order()
    async with small.office.look(small.by("hoa")) as view:
        (land,), (economy,) = view.chart.units_named(LAND), view.chart.units_named(ECONOMY)
        assert view.chart.is_within(land.id, economy.id)
    await small.tick("2026-12-01 09:00")
    assert "unacknowledged" in (await small.delivered("2026-12-01 09:00"))["an"]
    async with small.refused(NotAllowed):
        await import_contents(small.office, small.by("binh"), contents)


async def test_a_person_is_erased_from_everywhere_but_the_chain(small: SmallOffice) -> None:
    code = await small.assigned("an")
    async with small.refused(StillHolds):
        await erase_person(small.office, small.by("hoa"), name=CAST["an"][0], reason="nghỉ hưu")
    await submit_result(small.office, small.by("an"), code=code, result=Result(text=f"{CAST['an'][0]} nộp"))
    await accept_result(small.office, small.by("hung"), code=code)
    _, kept = await own_data(small.office, small.by("an"))
    assert len(kept["held"]) == 1
    erased = await erase_person(small.office, small.by("hoa"), name=CAST["an"][0], reason="nghỉ hưu")
    assert (erased.person.id, erased.blanked) == (small.ids["an"], 1)
    assert not any(CAST["an"][0] in repr(rows) for rows in (await small.snapshot()).values())
    await small.is_in_order()


async def test_whom_nobody_reaches_is_listed_each_working_day_once(small: SmallOffice) -> None:
    await small.assigned("an")
    await small.assigned("khanh")
    await small.delivered()
    await small.tick()
    await small.lose("an")
    async with small.office.look(small.by("hoa")) as view:
        assert [(small.name(one.person.id), one.count) for one in await unreached(view)] == [("an", 1)]
    await small.tick("2026-12-01 08:00")
    await small.tick("2026-12-01 08:10")
    told = await small.delivered("2026-12-01 08:10")
    assert told["hoa"].count("unreached") == 1


async def test_a_units_group_hears_what_is_overdue_and_nobody_else_registers_it(small: SmallOffice) -> None:
    for who in ("an", "duc", "hoa"):
        async with small.refused(NotAllowed):
            await register_group(small.office, small.by(who), unit=ECONOMY, channel="test", chat_id="-7")
    await register_group(small.office, small.by("binh"), unit=ECONOMY, channel="test", chat_id="-7")
    async with small.office.look(small.by("binh")) as view:
        (group,) = view.chart.groups.values()
        assert group.reachable
        assert group.id not in view.chart.people
    small.ids["group"] = group.id
    await small.assigned("an")
    await small.tick("2026-12-14 16:31")
    assert (await small.delivered("2026-12-14 16:31"))["group"] == ["overdue"]


async def test_what_somebody_who_moves_leaves_behind_is_named(small: SmallOffice) -> None:
    code = await small.assigned("an")
    placed = await enter_person(
        small.office,
        small.by("hoa"),
        name=CAST["an"][0],
        unit=LAND,
        position="",
        roles=frozenset({Role.OFFICIAL}),
        moved=True,
    )
    assert [case.code for _, case in placed.left_behind] == [code]
    board = await unit_board(small.office, small.by("binh"))
    assert [case.code for case in board.cases.values()] == [code], "the unit still answers for it"
