"""At the same minute everything that counts overdue work says the same number, whatever has become of it (M17, M46)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from datetime import date

import pytest

from actions.clock.bulletin_content import CONTENTS
from actions.duties.decisions import decide_request
from actions.duties.lists import list_backlog, list_handed_out, list_held
from actions.duties.pauses import pause_task, resume_task
from actions.duties.requests import ask_refusal
from actions.duties.results import Result, accept_result, return_result, submit_result
from actions.office.units import unit_board
from actions.reports import make_report
from domain.duties.cases import Deadline
from domain.duties.lists import AssignedList, OwnList
from domain.figures.scopes import Scope
from domain.office.people import Person
from domain.payloads.bulletins import DayNotice, WeekNotice
from domain.rules.bulletin_rules import BulletinKind
from storage import lists
from storage.sheets import Schedule
from tests.actions.office import ECONOMY, SmallOffice, at

Done = Callable[[SmallOffice, str], Awaitable[object]]
DECEMBER = (date(2026, 12, 1), date(2026, 12, 31))


async def handed_in(small: SmallOffice, code: str) -> None:
    await submit_result(small.office, small.by("an"), code=code, result=Result(text="Báo cáo số 45"))


async def returned(small: SmallOffice, code: str) -> None:
    await return_result(small.office, small.by("hung"), code=code, reason="thiếu phụ lục")


async def accepted(small: SmallOffice, code: str) -> None:
    await accept_result(small.office, small.by("hung"), code=code)


async def paused(small: SmallOffice, code: str) -> None:
    await pause_task(small.office, small.by("hung"), code=code, reason="chờ hướng dẫn")


async def resumed(small: SmallOffice, code: str) -> None:
    await resume_task(small.office, small.by("hung"), code=code)


async def freed(small: SmallOffice, code: str) -> None:
    await ask_refusal(small.office, small.by("an"), code=code, reason="không đủ người")
    await decide_request(small.office, small.by("hung"), code=code, granted=True)


async def nothing(_small: SmallOffice, _code: str) -> None:
    """Time passes."""


# When what happens, how many are overdue then, and how many of them with who holds them.
LIVES: dict[str, tuple[tuple[str, Done, int, int], ...]] = {
    "handed in in time and left lying, then returned": (
        ("2026-12-14 16:29", nothing, 0, 0),
        ("2026-12-14 16:30", handed_in, 0, 0),
        ("2026-12-14 16:31", nothing, 0, 0),
        ("2026-12-18 09:00", nothing, 0, 0),
        ("2026-12-18 10:00", returned, 1, 1),  # resubmission by 10:00 of the 21st, overdue by the deadline in force
        ("2026-12-21 11:00", nothing, 1, 1),
        ("2026-12-21 14:00", handed_in, 1, 0),  # late, and not with who accepts it
        ("2026-12-22 09:00", accepted, 0, 0),
    ),
    "never handed in": (
        ("2026-12-14 16:29", nothing, 0, 0),
        ("2026-12-14 16:30", nothing, 1, 1),
        ("2026-12-31 16:30", nothing, 1, 1),
    ),
    "paused in time": (
        ("2026-12-14 10:00", paused, 0, 0),
        ("2026-12-16 10:00", nothing, 0, 0),
        ("2026-12-17 10:00", resumed, 0, 0),
        ("2026-12-17 16:30", nothing, 1, 1),
    ),
    "paused when it was late": (
        ("2026-12-15 10:00", paused, 1, 1),
        ("2026-12-18 10:00", nothing, 1, 1),
        ("2026-12-18 11:00", resumed, 1, 1),
    ),
    "given up when it was late": (
        ("2026-12-15 10:00", freed, 1, 1),
        ("2026-12-18 10:00", nothing, 1, 1),
    ),
}
WITHOUT_HOUR: tuple[tuple[str, Done, int, int], ...] = (
    ("2026-12-14 17:30", nothing, 0, 0),
    ("2026-12-14 23:59", nothing, 0, 0),
    ("2026-12-15 00:00", nothing, 1, 1),
    ("2026-12-15 08:00", handed_in, 1, 0),
    ("2026-12-16 08:00", returned, 1, 1),
)
IN_THE_EVENING: tuple[tuple[str, Done, int, int], ...] = (
    ("2026-12-14 23:00", handed_in, 0, 0),
    ("2026-12-16 08:00", nothing, 0, 0),
)


async def everywhere(small: SmallOffice) -> dict[str, int]:
    """The number as each place says it, by its name."""
    backlog = await list_backlog(small.office, small.by("hung"))
    given = await list_handed_out(small.office, small.by("hung"), which=AssignedList.LATE)
    board = await unit_board(small.office, small.by("hung"), unit=ECONOMY)
    report = await make_report(small.office, small.by("hung"), scope=Scope(), first=DECEMBER[0], last=DECEMBER[1])
    async with small.office.look(small.by("hung")) as view:
        schedule = Schedule(kind=BulletinKind.DAY, taken_until=small.now, due_at=small.now)
        day = await CONTENTS[BulletinKind.DAY](view, schedule, small.now)
        week = await CONTENTS[BulletinKind.WEEK](view, schedule, small.now)
    return {
        "the backlog": dict(backlog.sizes)[0],
        "its page": backlog.page.total,
        "handed out": given.page.total,
        "the unit's board": len(board.overdue),
        "the figures": report.report.whole.boxes.open_overdue,
        "the day's sheet": of_sheet(small, day.told, "hung"),
        "the week's sheet": of_sheet(small, week.told, "binh"),
    }


def of_sheet(small: SmallOffice, told: Iterable[tuple[Person, DayNotice | WeekNotice]], key: str) -> int:
    """0 for who is told nothing."""
    for person, sheet in told:
        if person.id == small.ids[key]:
            return sheet.lists["overdue"].total if "overdue" in sheet.lists else 0
    return 0


async def with_its_holder(small: SmallOffice, code: str) -> dict[str, int]:
    holder = small.name((await small.duty(code)).holder_id)
    held = await list_held(small.office, small.by(holder), which=OwnList.LATE)
    async with small.office.look(small.by("hoa")) as view:
        _, overdue = (await lists.open_counts(view.connection, view.choice(holder_id=small.ids[holder]))).get(
            small.ids[holder], (0, 0)
        )
    return {"his list": held.total, "his workload": overdue}


async def lived(small: SmallOffice, life: tuple[tuple[str, Done, int, int], ...], deadline: Deadline) -> None:
    code = await small.assigned("an", deadline=deadline)
    for moment, happens, overdue, with_holder in life:
        small.now = at(moment)
        await happens(small, code)
        found = await everywhere(small)
        assert found == dict.fromkeys(found, overdue), f"{moment}: {found}"
        his = await with_its_holder(small, code)
        assert his == dict.fromkeys(his, with_holder), f"{moment}: {his}"


@pytest.mark.parametrize("life", LIVES)
async def test_the_same_number_at_every_moment_of_a_life(small: SmallOffice, life: str) -> None:
    await lived(small, LIVES[life], Deadline(moment=at("2026-12-14 16:30"), names_hour=True))


@pytest.mark.parametrize("life", [WITHOUT_HOUR, IN_THE_EVENING])
async def test_the_same_number_where_no_hour_was_named(
    small: SmallOffice, life: tuple[tuple[str, Done, int, int], ...]
) -> None:
    await lived(small, life, Deadline(moment=at("2026-12-14 17:00"), names_hour=False))
