"""Who may read which figures, of what a report is, that what was reported and drawn can be proven (M36, M37, M43)."""

from __future__ import annotations

import asyncio
import hashlib
import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from actions import large_reports
from actions.duties.tasks import assign_tasks
from actions.office.people import enter_person
from actions.report_input import span_of
from actions.reports import Drawing, FinishedReport, MadeFile, make_report, own_report, record_report
from domain.acts import Act
from domain.duties.cases import Deadline
from domain.figures.records import Box
from domain.figures.scopes import Scope
from domain.office.calendar import Calendar
from domain.refusals import FieldUnknown, NotAllowed, NotBegun
from storage.tables import journal
from tests.actions.office import AGENCY, CAST, ECONOMY, HANOI, LAND, SmallOffice, at

NOVEMBER, DECEMBER = (date(2026, 11, 1), date(2026, 11, 30)), (date(2026, 12, 1), date(2026, 12, 31))
SOON = Deadline(moment=at("2026-12-02 16:30"), names_hour=True)


@pytest.fixture
async def busy(small: SmallOffice) -> SmallOffice:
    """A task in each of the two units, and one that is overdue; it is the fourth of December."""
    await small.assigned("an", deadline=SOON)
    await small.assigned("khanh")
    await small.assigned(ECONOMY)
    small.now = at("2026-12-04 09:00")
    return small


async def told(small: SmallOffice, key: str, days: tuple[date, date] = DECEMBER, **more: Any) -> FinishedReport:
    scope = more.pop("scope", Scope())
    return await make_report(small.office, small.by(key), scope=scope, first=days[0], last=days[1], **more)


def codes(told: FinishedReport) -> set[str]:
    return {line.case.code for line in told.report.lines}


async def unit(small: SmallOffice, name: str) -> int:
    async with small.office.look(small.by("hoa")) as view:
        return next(one.id for one in view.chart.units.values() if one.name == name)


async def test_each_reads_of_what_is_his(busy: SmallOffice) -> None:
    economy, land = await unit(busy, ECONOMY), await unit(busy, LAND)
    for key in ("hoa", "hung", "thanh"):
        assert codes(await told(busy, key)) == {"NV-1", "NV-2", "NV-3"}, key
    of_binh = await told(busy, "binh")
    assert codes(of_binh) == {"NV-1", "NV-3"}
    assert of_binh.scope == Scope(unit_id=economy)
    assert of_binh.report.whole.boxes.open_overdue == 1
    an, khanh = busy.ids["an"], busy.ids["khanh"]
    assert codes(await told(busy, "binh", scope=Scope(person_id=an))) == {"NV-1"}
    for scope in (Scope(unit_id=land), Scope(unit_id=await unit(busy, AGENCY)), Scope(person_id=khanh)):
        with pytest.raises(NotAllowed):
            await told(busy, "binh", scope=scope)
    for key in ("an", "cuc", "khanh"):
        with pytest.raises(NotAllowed):
            await told(busy, key)


@pytest.mark.parametrize("scope", [Scope(), Scope(field="đất đai")])
async def test_the_report_of_a_large_office_made_aside_is_the_same(
    small: SmallOffice, monkeypatch: pytest.MonkeyPatch, scope: Scope
) -> None:
    for lead in ("an", "khanh"):
        await assign_tasks(
            small.office, small.by("hoa"), replace(small.assignment(lead, deadline=SOON), field="Đất đai")
        )
    small.now = at("2026-12-04 09:00")
    here = await told(small, "hoa", scope=scope)
    monkeypatch.setattr(large_reports, "LARGE", 1)
    aside = await told(small, "hoa", scope=scope)
    assert (aside.report, aside.scope) == (here.report, here.scope)
    assert codes(aside) == {"NV-1", "NV-2"}


async def test_ones_own_figures_wait_for_nobodys_report(busy: SmallOffice) -> None:
    async with busy.office.one_register(), asyncio.timeout(30):
        own = await own_report(busy.office, busy.by("an"), first=DECEMBER[0], last=DECEMBER[1])
    assert codes(own) == {"NV-1"}


async def test_what_is_wrong_with_it_is_said_from_aside_too(
    small: SmallOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    await assign_tasks(small.office, small.by("hoa"), replace(small.assignment("an"), field="Đất đai"))
    monkeypatch.setattr(large_reports, "LARGE", 1)
    with pytest.raises(FieldUnknown):
        await told(small, "hoa", days=NOVEMBER, scope=Scope(field="Giáo dục"))


async def test_an_inspector_of_some_units_reads_of_those(busy: SmallOffice) -> None:
    name, of, roles = CAST["thanh"]
    for fields in ((LAND,), (LAND, ECONOMY)):
        await enter_person(
            busy.office, busy.by("hoa"), name=name, unit=of, position="", roles=frozenset(roles), fields=fields
        )
        seen = await told(busy, "thanh")
        assert codes(seen) == ({"NV-2"} if len(fields) == 1 else {"NV-1", "NV-2", "NV-3"})
    assert seen.scope.within == {await unit(busy, LAND), await unit(busy, ECONOMY)}
    with pytest.raises(NotAllowed):
        await told(busy, "thanh", scope=Scope(unit_id=await unit(busy, AGENCY)))


async def test_everybody_reads_his_own(busy: SmallOffice) -> None:
    mine = await own_report(busy.office, busy.by("khanh"), first=DECEMBER[0], last=DECEMBER[1])
    assert codes(mine) == {"NV-2"}
    assert [load.open_now for load in mine.report.loads if load.person_id == busy.ids["khanh"]] == [1]


async def test_a_report_of_a_time_that_is_over_stays_what_it_was(busy: SmallOffice) -> None:
    ended = await told(busy, "hoa", NOVEMBER)
    assert ended.report.at == at("2026-12-01 00:00")
    assert {line.box for line in ended.report.lines} == {Box.OPEN_ON_TIME}
    now = await told(busy, "hoa", (date(2026, 12, 4), date(2026, 12, 4)), moment=True)
    assert (now.report.since, now.report.at) == (busy.now, busy.now)
    assert now.report.whole.boxes.total == now.report.whole.boxes.open_overdue + 2 == 3
    with pytest.raises(NotBegun):
        await told(busy, "hoa", (date(2027, 1, 1), date(2027, 1, 31)))


async def test_a_field_is_found_however_it_is_typed_and_by_the_code_of_a_task(small: SmallOffice) -> None:
    small.now = at("2026-12-04 09:00")
    for field, lead in (("Đất đai", "an"), ("Đầu tư công", "khanh")):
        await assign_tasks(small.office, small.by("hoa"), replace(small.assignment(lead), field=field))
    for field in ("dat dai", "Đất đai", "nv-1"):
        assert codes(await told(small, "hoa", scope=Scope(field=field))) == {"NV-1"}
    with pytest.raises(FieldUnknown) as unknown:
        await told(small, "binh", scope=Scope(field="giáo dục"))
    assert unknown.value.choices == ("Đất đai",), "of another unit's tasks he learns nothing"


async def test_the_same_seed_draws_the_same_and_what_was_reported_is_on_record(busy: SmallOffice) -> None:
    drawing = Drawing(count=2, seed=7)
    one, other = [await told(busy, "thanh", drawing=drawing) for _ in range(2)]
    assert one.sample == other.sample
    assert len(one.sample) == 2
    assert set(one.sample) <= codes(one)
    assert (await told(busy, "thanh", drawing=Drawing(count=50, seed=1))).sample == ("NV-1", "NV-2", "NV-3")
    digest = hashlib.sha256(b"file").hexdigest()
    await record_report(busy.office, busy.by("thanh"), one, (MadeFile(form="xlsx", digest=digest),))
    async with busy.database.reading() as connection:
        row = (await connection.execute(select(journal).where(journal.c.act == Act.REPORT_MADE))).one()
    data = json.loads(row.data)
    assert row.actor_id == busy.ids["thanh"]
    assert data["files"] == {"xlsx": digest}
    assert (data["seed"], data["sample"], data["scope"]) == (7, list(one.sample), {})
    assert (data["since"], data["as_of"]) == ("2026-11-30T17:00:00.000000Z", "2026-12-04T02:00:00.000000Z")


def test_the_time_of_a_report_ends_with_its_last_day_or_now() -> None:
    calendar = Calendar(timezone=HANOI)
    span = span_of(*NOVEMBER, now=at("2026-11-15 10:00"), calendar=calendar)
    assert (span.since, span.until, span.at) == (at("2026-11-01 00:00"), at("2026-12-01 00:00"), at("2026-11-15 10:00"))
