"""What the bot says by itself: once for each moment, whoever ticks and however late (M29, M32, M35, M46)."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

import pytest
from sqlalchemy import func, select

from actions.clock import bulletin_content, bulletins
from actions.clock.tick import next_moment
from actions.duties.results import Result, accept_result, submit_result
from actions.duties.tasks import assign_tasks
from actions.installation import Office
from actions.office import accounts, people
from actions.office.calendars import enter_days
from actions.office.policies import change_rule
from domain.acts import Act
from domain.duties.cases import Deadline
from domain.encoding import canonical, decoded
from domain.figures.figures import Boxes
from domain.ladder.bulletins import moments
from domain.ladder.notices import OF_BULLETIN
from domain.office.people import Role
from domain.payloads.bulletins import AnchorNotice, DayNotice, MonthNotice, WeekNotice
from domain.payloads.payload import ListedDuties, NoticePayload
from domain.rules.bulletin_rules import BulletinKind
from domain.rules.policy import DEFAULT_POLICY
from domain.rules.rules import OFF, ON, Rule
from storage import sheets as stored
from storage.calendars import DayKind
from storage.tables import journal, notices
from storage.tables import sheets as schedules
from tests.actions.office import AGENCY, DUE, ECONOMY, HANOI, SmallOffice, at, counted

TET = (date(2027, 2, 3), date(2027, 2, 11))

P = TypeVar("P", bound=NoticePayload)


@pytest.fixture
async def office(small: SmallOffice) -> SmallOffice:
    """The small office, whose sheets have been begun on Monday at 09:00."""
    async with small.database.writing() as connection:
        await stored.ensure_sheets(connection, at=small.now)
    await bulletins.make_sheets(small.office, small.now)
    return small


async def live(small: SmallOffice, until: datetime) -> None:
    """Go from each moment of a sheet to the next."""
    while True:
        async with small.database.reading() as connection:
            moment = await connection.scalar(select(func.min(schedules.c.due_at)))
        if moment is None or moment > until:
            small.now = until
            return
        small.now = max(moment, small.now)
        await bulletins.make_sheets(small.office, small.now)


async def made(small: SmallOffice) -> list[dict[str, Any]]:
    """What the journal keeps of the sheets, in their order."""
    async with small.database.reading() as connection:
        rows = await connection.execute(
            select(journal).where(journal.c.act.in_((Act.SHEET_MADE, Act.ANCHOR_POSTED))).order_by(journal.c.seq)
        )
        return [json.loads(row.data) | {"act": row.act} for row in rows]


async def told(small: SmallOffice) -> Counter[tuple[str, str]]:
    """How many sheets of each kind each person is owed."""
    async with small.database.reading() as connection:
        rows = await connection.execute(
            select(notices.c.recipient_id, notices.c.kind).where(
                notices.c.kind.in_([one.kind for one in OF_BULLETIN.values()])
            )
        )
        return Counter((small.name(row.recipient_id), row.kind) for row in rows)


async def test_over_a_month_with_tet_each_comes_once_at_its_moment(office: SmallOffice) -> None:
    await office.assigned("an")  # overdue since December
    office.now = at("2027-01-30 09:00")
    await bulletins.make_sheets(office.office, office.now)
    await enter_days(office.office, office.by("hoa"), kind=DayKind.OFF, first=TET[0], last=TET[1], notice="12/TB")
    before = len(await made(office))
    await live(office, at("2027-03-01 07:00"))
    async with office.office.look(office.by("hoa")) as view:
        calendar = view.calendar
    planned = {
        kind: moments(
            kind,
            after=at("2027-01-30 09:00"),
            until=office.now,
            rules=DEFAULT_POLICY.sheets,
            calendar=calendar,
        )
        for kind in BulletinKind
    }
    found = (await made(office))[before:]
    for kind in BulletinKind:
        of_kind = [one for one in found if one["sheet"] == kind]
        assert [one["planned_at"] for one in of_kind] == [canonical(moment) for moment in planned[kind]]
        assert all(one["superseded"] == [] for one in of_kind)
    days = [calendar.local(moment).day for moment in planned[BulletinKind.DAY]]
    assert days == [1, 2, 12, 15, 16, 17, 18, 19, 22, 23, 24, 25, 26]
    (draft,) = [one for one in found if one["sheet"] == BulletinKind.MONTH]
    assert draft["month"] == "2027-02-01"
    assert [one["told"] for one in found if one["sheet"] == BulletinKind.DAY] == [[office.ids["hung"]]] * 13


async def test_after_two_weeks_of_downtime_one_of_each_comes_and_the_others_are_named(office: SmallOffice) -> None:
    await office.assigned("an")
    await bulletins.make_sheets(office.office, office.now)
    office.now = at("2026-12-30 10:00")
    assert await bulletins.make_sheets(office.office, office.now) == 4
    found = {one["sheet"]: one for one in await made(office)}
    assert {kind: one["superseded_count"] for kind, one in found.items()} == {
        "anchor": 21,
        "day": 21,
        "week": 3,
        "month": 0,
    }
    assert found["week"]["planned_at"] == canonical(at("2026-12-28 08:00"))
    assert found["week"]["superseded"][0] == canonical(at("2026-12-07 08:00"))
    assert set((await told(office)).values()) == {1}
    assert await bulletins.make_sheets(office.office, office.now) == 0


async def test_what_was_made_and_could_not_go_out_is_said_in_its_newest_form(office: SmallOffice) -> None:
    await live(office, at("2026-12-03 17:00"))
    assert (await told(office))["hoa", "anchor"] == 4
    said = await office.delivered("2026-12-04 09:00")
    assert said["hoa"].count("anchor") == said["thanh"].count("anchor") == 1
    assert (await office.notices("said")) != []


async def test_two_processes_that_tick_at_once_make_one(office: SmallOffice) -> None:
    await office.assigned("an")
    other = Office(office.database, timezone=HANOI)
    office.now = at("2026-12-29 17:00")
    counts = await asyncio.gather(*(bulletins.make_sheets(one, office.now) for one in (office.office, other)))
    assert sum(counts) == 4
    assert len(await made(office)) == 4
    assert set((await told(office)).values()) == {1}


async def test_one_kind_that_raises_stops_no_other_and_is_tried_again_after_an_hour(
    office: SmallOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: Any) -> bulletin_content.Bulletin:
        raise RuntimeError("broken")

    office.now = at("2026-12-01 08:00")
    await office.assigned("an", deadline=Deadline(moment=at("2026-12-01 08:30"), names_hour=True))
    office.now = at("2026-12-02 17:00")
    with monkeypatch.context() as patched:
        patched.setitem(bulletin_content.CONTENTS, BulletinKind.DAY, broken)
        assert await bulletins.make_sheets(office.office, office.now) == 1
    assert set(await told(office)) == {("hoa", "anchor"), ("thanh", "anchor")}
    assert await bulletins.make_sheets(office.office, office.now) == 0
    office.now += timedelta(hours=1)
    assert await bulletins.make_sheets(office.office, office.now) == 1
    assert (await told(office))["hung", "day_sheet"] == 1


async def test_the_anchor_is_the_head_of_the_chain_for_office_and_inspector(office: SmallOffice) -> None:
    await office.lose("thanh")
    await live(office, at("2026-11-30 16:45"))
    (posted,) = await made(office)
    assert posted["act"] == Act.ANCHOR_POSTED
    assert (posted["told"], posted["unreached"]) == ([office.ids["hoa"]], [office.ids["thanh"]])
    async with office.database.reading() as connection:
        entry = (await connection.execute(select(journal).where(journal.c.seq == posted["seq"]))).one()
    assert entry.hash == posted["hash"]
    (outgoing,) = await office.claimed()
    anchor = outgoing.sayings[0].payload
    assert isinstance(anchor, AnchorNotice)
    assert anchor.hash == entry.hash
    assert not outgoing.message.spaced


async def test_each_head_reads_his_units_week(office: SmallOffice) -> None:
    def deadline(moment: str) -> Deadline:
        return Deadline(moment=at(moment), names_hour=True)

    late = await office.assigned("an", deadline=deadline("2026-12-04 10:00"))
    soon = await office.assigned("an", deadline=deadline("2026-12-11 10:00"))
    after = await office.assigned("lan", deadline=deadline("2026-12-21 10:00"))
    await office.assigned("khanh", deadline=deadline("2027-01-20 10:00"))
    handed = await office.asked(ECONOMY)
    await live(office, at("2026-12-07 08:00"))
    told = await told_by(office, WeekNotice)
    assert told["binh"].lists == {
        "overdue": ListedDuties(total=1, duties=((await office.duty(late)).id,)),
        "coming": ListedDuties(total=1, duties=((await office.duty(soon)).id,)),
        "unacknowledged": ListedDuties(total=2, duties=((await office.duty(handed)).id, (await office.duty(after)).id)),
    }
    assert told["duc"].lists.keys() == {"unacknowledged"}
    assert "hung" not in told, "a head with nothing before him hears nothing"


async def told_by(small: SmallOffice, kind: type[P]) -> dict[str, P]:
    """What each is told by their newest sheet of that kind."""
    async with small.database.reading() as connection:
        rows = await connection.execute(select(notices).where(notices.c.kind == kind.kind).order_by(notices.c.id))
        return {small.name(row.recipient_id): decoded(kind, json.loads(row.data)) for row in rows}


async def test_each_leader_reads_his_day(office: SmallOffice) -> None:
    late = await office.assigned("an", deadline=Deadline(moment=at("2026-12-01 10:00"), names_hour=True))
    await office.assigned("khanh", assigner=None, deadline=Deadline(moment=at("2026-12-01 11:00"), names_hour=True))
    handed = await office.assigned("lan")
    office.now = at("2026-11-30 14:00")
    await submit_result(office.office, office.by("lan"), code=handed, result=Result(text="xong"))
    silent = await office.asked(ECONOMY, deadline=Deadline(moment=at("2026-12-01 17:00"), names_hour=False))
    await people.enter_person(
        office.office, office.by("hoa"), name="Mai Văn Phó", unit=AGENCY, position="PCT", roles=frozenset({Role.LEADER})
    )
    await office.lose("an")
    await office.tick("2026-12-02 08:00")
    await bulletins.make_sheets(office.office, office.now)
    (day,) = (await told_by(office, DayNotice)).values()
    lists = {name: (few.total, few.duties) for name, few in day.lists.items()}
    assert day.whole
    assert lists["overdue"] == (2, ((await office.duty(late)).id, (await office.duty("NV-2")).id))
    assert lists["waiting"] == (1, ((await office.duty(handed)).id,))
    assert lists["deemed"] == (1, ((await office.duty(silent)).id,))
    assert (day.unreached, day.unreached_count) == ((office.ids["an"],), 1)
    await office.tick("2026-12-03 08:00")
    await bulletins.make_sheets(office.office, office.now)
    assert "deemed" not in (await told_by(office, DayNotice))["hung"].lists, "it is told once"


async def test_the_draft_has_the_four_boxes_of_the_month(office: SmallOffice) -> None:
    for lead in ("an", "an", "khanh"):
        await office.assigned(lead, deadline=Deadline(moment=at("2026-12-10 10:00"), names_hour=True))
    await submit_result(office.office, office.by("an"), code="NV-1", result=Result(text="xong"))
    await accept_result(office.office, office.by("hung"), code="NV-1")
    await live(office, at("2026-12-29 08:00"))
    draft = (await told_by(office, MonthNotice))["hoa"]
    assert (draft.meeting, draft.month) == (date(2026, 12, 31), date(2026, 12, 1))
    # What was done in November is November's.
    assert draft.whole == Boxes(open_overdue=2)
    assert {unit_id: boxes.open_overdue for unit_id, boxes in draft.units} == {
        (await office.duty(code)).unit_id: 1 for code in ("NV-2", "NV-3")
    }
    await submit_result(office.office, office.by("khanh"), code="NV-3", result=Result(text="xong"))
    await accept_result(office.office, office.by("hung"), code="NV-3")
    await change_rule(office.office, office.by("hoa"), rule=Rule.REVIEW_DAY, value="5")
    await live(office, at("2027-01-01 08:00"))
    draft = (await told_by(office, MonthNotice))["hoa"]
    assert (draft.meeting, draft.month) == (date(2027, 1, 5), date(2026, 12, 1))
    assert draft.whole == Boxes(done_late=1, open_overdue=1)


async def test_a_sheet_turned_off_does_not_come_and_begins_again_from_where_it_is_turned_on(
    office: SmallOffice,
) -> None:
    async def turn(value: str) -> None:
        await change_rule(office.office, office.by("hoa"), rule=Rule.ANCHOR, value=value)

    await turn(OFF)
    await live(office, at("2026-12-03 09:00"))
    assert (await told(office))["hoa", "anchor"] == 0
    await turn(ON)
    await bulletins.make_sheets(office.office, office.now)
    assert (await told(office))["hoa", "anchor"] == 0, "nothing is made up for"
    assert await next_moment(office.office) == at("2026-12-03 16:45")
    await live(office, at("2026-12-03 17:00"))
    assert (await told(office))["hoa", "anchor"] == 1


async def test_a_day_that_turns_out_to_be_off_has_no_sheet(office: SmallOffice) -> None:
    await live(office, at("2026-12-01 09:00"))
    await enter_days(
        office.office, office.by("hoa"), kind=DayKind.OFF, first=date(2026, 12, 1), last=date(2026, 12, 2), notice="bão"
    )
    await live(office, at("2026-12-03 17:00"))
    posted = [one["planned_at"] for one in await made(office) if one["sheet"] == "anchor"]
    assert posted == [canonical(at("2026-11-30 16:45")), canonical(at("2026-12-03 16:45"))]


async def test_the_cost_does_not_follow_the_number_of_heads(office: SmallOffice) -> None:
    async def asked(moment: str) -> int:
        office.now = at(moment)
        with counted(office.database) as statements:
            assert await bulletins.make_sheets(office.office, office.now) == 2
        return len(statements)

    await office.assigned("an", deadline=DUE)
    await live(office, at("2026-12-04 17:00"))
    few = await asked("2026-12-07 08:00")
    for number in range(20):
        unit = f"Phòng số {number}"
        await people.enter_unit(office.office, office.by("hoa"), name=unit, parent=AGENCY)
        head = await people.enter_person(
            office.office,
            office.by("hoa"),
            name=f"Trưởng {number}",
            unit=unit,
            position="Trưởng phòng",
            roles=frozenset({Role.HEAD, Role.LEADER}),
        )
        office.ids[f"head{number}"] = head.person.id
        await accounts.link_sample_account(
            office.office, office.by("hoa"), person_id=head.person.id, channel="test", user_id=f"head{number}"
        )
        assignment = office.assignment(unit, assigner="hung", deadline=DUE)
        await assign_tasks(office.office, office.by("hoa"), assignment)
    await live(office, at("2026-12-11 17:00"))
    many = await asked("2026-12-14 08:00")
    assert len(await told_by(office, WeekNotice)) == 21
    assert many == few
