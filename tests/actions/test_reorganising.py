"""Merging and renaming units on both databases: history whole, names free, no circle."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import select

from actions.finding import find_unit
from actions.office.delegations import empower
from actions.office.groups import register_group
from actions.office.people import enter_person, enter_unit
from actions.office.reorganising import merge_units, preview_merger, rename_unit
from domain.duties.duties import DutyKind
from domain.office.chart import Chart
from domain.office.people import Role
from domain.refusals import MergedIntoItself, NotAllowed, NoticeMissing, UnitExists, UnknownUnit
from storage.tables import memberships
from tests.actions.office import AGENCY, CAST, ECONOMY, LAND, OFFICE, SmallOffice, at

NOTICE = "Nghị quyết 12/NQ-HĐND"


async def merged(small: SmallOffice, unit: str, into: str) -> Chart:
    await merge_units(small.office, small.by("hoa"), unit=unit, into=into, notice=NOTICE)
    return await chart_of(small)


async def chart_of(small: SmallOffice) -> Chart:
    async with small.office.look(small.by("hoa")) as view:
        return view.chart


async def test_people_move_with_their_history_and_what_lay_with_the_head_goes_over(small: SmallOffice) -> None:
    whole = await small.assigned(ECONOMY)
    personal = await small.assigned("an")
    asked = await small.asked(ECONOMY, LAND, by="hung")
    await register_group(small.office, small.by("binh"), unit=ECONOMY, channel="test", chat_id="-100")
    given = {"since": small.now, "until": at("2026-12-31 17:00"), "fields": ()}
    await empower(small.office, small.by("binh"), name=CAST["cuc"][0], **given)
    await small.delivered()
    small.now = at("2026-12-02 09:00")
    planned = await preview_merger(small.office, small.by("hoa"), unit=ECONOMY, into=LAND, notice=NOTICE)

    chart = await merged(small, ECONOMY, LAND)

    land = find_unit(chart, LAND)
    for key in ("binh", "cuc", "an", "lan"):
        assert chart.people[small.ids[key]].unit_id == land.id
    assert chart.people[small.ids["binh"]].roles == {Role.DEPUTY}  # one head
    assert chart.in_charge_of(land.id) == chart.people[small.ids["duc"]]
    over = [(one.case.code, small.name(one.before_id), small.name(one.after_id)) for one in planned.going]
    assert over == [(whole, "binh", "duc"), (asked, "binh", "duc")]
    assert [name for name, _, _ in await small.held(await small.duty(whole))] == ["binh", "duc"]
    assert (await small.duty(personal)).holder_id == small.ids["an"]
    assert [small.name((await small.duty(asked, DutyKind.OPINION, unit=one)).holder_id) for one in (ECONOMY, LAND)] == [
        "duc",
        "duc",
    ]
    told = await small.delivered()
    assert told["duc"].count("assigned") == 2
    assert told["group"] == ["right_ended"]
    assert {key: told[key].count("right_ended") for key in ("binh", "cuc", "duc")} == {"binh": 2, "cuc": 1, "duc": 1}
    assert chart.delegations == ()
    assert not (await chart_of(small)).groups[planned.merger.unit.id].reachable
    async with small.database.reading() as connection:
        query = select(memberships).where(memberships.c.person_id == small.ids["an"]).order_by(memberships.c.id)
        before, now = (await connection.execute(query)).all()
    assert (before.unit_id, before.until) == (planned.merger.unit.id, now.since)
    (entry,) = await merged_entries(small)
    assert sorted(entry["handed"]) == sorted(one.duty.id for one in planned.going)
    await small.is_in_order()


async def merged_entries(small: SmallOffice) -> list[dict[str, list[int]]]:
    async with small.database.reading() as connection:
        rows = await connection.exec_driver_sql("SELECT data FROM journal WHERE act = 'unit.merged'")
        return [json.loads(row.data) for row in rows]


async def test_the_name_is_free_for_another_and_until_then_leads_on(small: SmallOffice) -> None:
    chart = await merged(small, ECONOMY, LAND)
    with pytest.raises(UnknownUnit) as gone:
        find_unit(chart, "phong kinh te")
    assert (gone.value.near, gone.value.changed) == (LAND, True)
    assert find_unit(chart.following(), ECONOMY).name == LAND

    await rename_unit(small.office, small.by("hoa"), unit=LAND, name=ECONOMY, notice="Nghị quyết 12")
    chart = await chart_of(small)
    assert find_unit(chart, ECONOMY).former == (LAND,)
    with pytest.raises(UnknownUnit) as gone:
        find_unit(chart, LAND)
    assert gone.value.near == ECONOMY

    await enter_unit(small.office, small.by("hoa"), name=LAND, parent=AGENCY)
    assert find_unit(await chart_of(small), LAND).former == ()
    async with small.refused(UnitExists):
        await rename_unit(small.office, small.by("hoa"), unit=ECONOMY, name=LAND.upper(), notice="Nghị quyết 12")


async def test_a_unit_that_goes_into_one_below_it_makes_no_circle(small: SmallOffice) -> None:
    await enter_unit(small.office, small.by("hoa"), name="Tổ Một", parent=ECONOMY)
    await enter_unit(small.office, small.by("hoa"), name="Nhóm Một", parent="Tổ Một")
    await enter_unit(small.office, small.by("hoa"), name="Tổ Hai", parent=ECONOMY)

    chart = await merged(small, ECONOMY, "Nhóm Một")

    def above(name: str) -> list[str]:
        return [unit.name for unit in chart.upward(find_unit(chart, name).id)]

    assert above("Nhóm Một") == ["Nhóm Một", AGENCY]
    assert above("Tổ Hai") == ["Tổ Hai", "Nhóm Một", AGENCY]
    assert above("Tổ Một") == ["Tổ Một", "Nhóm Một", AGENCY]
    # Where there was no head, the one who comes along stays head.
    assert chart.in_charge_of(find_unit(chart, "Nhóm Một").id) == chart.people[small.ids["binh"]]
    chart = await merged(small, "Nhóm Một", LAND)
    with pytest.raises(UnknownUnit) as gone:
        find_unit(chart, ECONOMY)
    assert gone.value.near == LAND


async def test_an_inspector_of_the_unit_goes_on_inspecting_it(small: SmallOffice) -> None:
    scope = {"position": "Thanh tra viên", "roles": frozenset({Role.INSPECTOR}), "fields": (ECONOMY,)}
    await enter_person(small.office, small.by("hoa"), name=CAST["thanh"][0], unit=AGENCY, **scope)
    await rename_unit(small.office, small.by("hoa"), unit=ECONOMY, name="Phòng Công Thương", notice="Nghị quyết 12")
    assert (await chart_of(small)).people[small.ids["thanh"]].fields == ("Phòng Công Thương",)
    chart = await merged(small, "Phòng Công Thương", LAND)
    assert chart.people[small.ids["thanh"]].fields == (LAND,)


async def test_only_the_office_with_a_notice_and_never_into_itself(small: SmallOffice) -> None:
    order = {"unit": ECONOMY, "into": LAND, "notice": NOTICE}
    for other in ("hung", "binh", "an", "thanh"):
        async with small.refused(NotAllowed):
            await merge_units(small.office, small.by(other), **order)
        async with small.refused(NotAllowed):
            await rename_unit(small.office, small.by(other), unit=ECONOMY, name="Phòng Mới", notice="Nghị quyết 12")
    async with small.refused(NoticeMissing):
        await merge_units(small.office, small.by("hoa"), **order | {"notice": ""})
    async with small.refused(MergedIntoItself):
        await merge_units(small.office, small.by("hoa"), **order | {"into": ECONOMY})
    async with small.refused(UnitExists):
        await rename_unit(small.office, small.by("hoa"), unit=ECONOMY, name=OFFICE, notice="Nghị quyết 12")
