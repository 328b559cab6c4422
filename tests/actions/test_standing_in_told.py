"""On whatever road work comes to one who is away: who stands in is told as well, and where that fails, who is above
the one away (M30, M31)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest

from actions.duties.decisions import decide_request
from actions.duties.duties import acknowledge_duty, delegate_duty
from actions.duties.nudges import nudge_holders
from actions.duties.reassignments import reassign_task
from actions.duties.recurrences import assign_recurring
from actions.duties.requests import ask_transfer
from actions.duties.results import Result, return_result, submit_result
from actions.duties.tasks import assign_tasks
from actions.exchange.import_contents import ImportContents, TaskRow
from actions.exchange.imports import import_contents
from actions.office.absences import be_away
from actions.office.accounts import withdraw_link
from actions.opinions.circulars import Circular, send_circular
from tests.actions.office import CAST, ECONOMY, LAND, SmallOffice, at

Road = Callable[[SmallOffice], Awaitable[object]]
UNTIL = "2026-12-19 00:00"


async def goes(small: SmallOffice, who: str = "an", substitute: str = "lan") -> None:
    await be_away(small.office, small.by(who), since=small.now, until=at(UNTIL), substitute=CAST[substitute][0])
    await small.tick()
    await small.delivered()


async def by_command(small: SmallOffice) -> None:
    await goes(small)
    await small.assigned("an")


async def by_import(small: SmallOffice, count: int = 1) -> None:
    await goes(small)
    rows = [
        TaskRow(row=row, assignment=replace(small.assignment("an"), title=f"Việc số {row}"))
        for row in range(2, 2 + count)
    ]
    done = await import_contents(small.office, small.by("hoa"), ImportContents(tasks=rows))
    assert done.tasks == count


async def by_recurrence(small: SmallOffice) -> None:
    await assign_tasks(small.office, small.by("hoa"), replace(small.assignment("an"), repeats="FREQ=WEEKLY"))
    await goes(small)
    small.now = at("2026-12-08 09:00")
    assert await assign_recurring(small.office, small.now) == 1


async def by_reassignment(small: SmallOffice) -> None:
    code = await small.assigned("khanh")
    await goes(small)
    await reassign_task(small.office, small.by("hung"), code=code, to=CAST["an"][0], reason="điều chỉnh")


async def by_transfer(small: SmallOffice) -> None:
    code = await small.assigned("khanh")
    await goes(small)
    await ask_transfer(
        small.office, small.by("khanh"), code=code, to=CAST["an"][0], reason="không thuộc chức năng của phòng"
    )
    await decide_request(small.office, small.by("hung"), code=code, granted=True)


async def by_delegation(small: SmallOffice) -> None:
    code = await small.assigned(ECONOMY)
    await goes(small)
    await delegate_duty(small.office, small.by("binh"), code=code, name=CAST["an"][0])


async def by_return(small: SmallOffice) -> None:
    code = await small.assigned("an")
    await submit_result(small.office, small.by("an"), code=code, result=Result(text="báo cáo"))
    await goes(small)
    await return_result(small.office, small.by("hung"), code=code, reason="thiếu số liệu")


async def by_circular(small: SmallOffice) -> None:
    await goes(small)
    await send_circular(small.office, small.by("hung"), Circular(title="Quy chế", to=(CAST["an"][0],)))


ROADS: dict[str, tuple[Road, str]] = {
    "command": (by_command, "assigned"),
    "import": (by_import, "assigned"),
    "import of several": (lambda small: by_import(small, 3), "taken_on"),
    "recurrence": (by_recurrence, "assigned"),
    "reassignment": (by_reassignment, "assigned"),
    "transfer": (by_transfer, "assigned"),
    "delegation": (by_delegation, "delegated"),
    "return": (by_return, "returned"),
    "circular": (by_circular, "assigned"),
}


@pytest.mark.parametrize("road", ROADS)
async def test_who_stands_in_is_told_on_every_road(small: SmallOffice, road: str) -> None:
    way, kind = ROADS[road]
    await way(small)
    told = await small.delivered()
    assert kind in told["lan"]
    assert kind in told["an"]


@pytest.mark.parametrize("road", [name for name in ROADS if name != "import of several"])
async def test_a_substitute_who_cannot_be_told_is_told_to_who_is_above(small: SmallOffice, road: str) -> None:
    """At once, and not to the one who is away: that one has a word of it already, and gets no second."""
    await small.lose("lan")
    way, kind = ROADS[road]
    await way(small)
    told = await small.delivered()
    assert [one for one in told["an"] if one != "decided"] == [kind]
    assert any(one.startswith(("unacknowledged", "waiting", "overdue", "silent", "due_soon")) for one in told["binh"])


async def test_each_step_about_who_is_away_goes_up_where_his_substitute_hears_nothing(small: SmallOffice) -> None:
    code = await small.assigned("an")
    await acknowledge_duty(small.office, small.by("an"), code=code)
    await small.lose("lan")
    await goes(small)
    await small.tick("2026-12-11 09:00")
    told = await small.delivered("2026-12-11 09:00")
    assert "due_soon" in told["binh"]


async def test_an_account_that_is_withdrawn_leaves_a_substitute_unheard(small: SmallOffice) -> None:
    await goes(small, "an", "cuc")
    await withdraw_link(small.office, small.by("hoa"), name=CAST["cuc"][0])
    told = await small.delivered()
    assert told["binh"] == ["uncovered"]
    assert "an" not in told


async def test_a_unit_whose_heads_substitute_hears_nothing_is_told_above(small: SmallOffice) -> None:
    await small.lose("cuc")
    await goes(small, "binh", "cuc")
    code = await small.assigned(ECONOMY, coordinating=(LAND,))
    told = await small.delivered()
    assert told["hung"] == ["unacknowledged"]
    assert "binh" not in told
    assert small.name((await small.duty(code)).holder_id) == "cuc"


async def test_pressing_reaches_who_stands_in(small: SmallOffice) -> None:
    code = await small.assigned("an")
    await goes(small)
    small.now = at("2026-12-01 09:00")
    await nudge_holders(small.office, small.by("hung"), code=code)
    assert "nudged" in (await small.delivered())["lan"]
