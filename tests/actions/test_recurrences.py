"""When a task comes again: each turn once, none in the past, on working days (M6)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.duties.assignments import Assignment
from actions.duties.recurrences import assign_recurring
from actions.duties.repeating import due_assignment, following
from actions.duties.tasks import assign_tasks
from actions.duties.withdrawals import withdraw_case
from actions.office.people import enter_person, enter_unit
from actions.office.personal import erase_person
from domain.duties.cases import Deadline
from domain.duties.duties import DutyKind
from domain.duties.recurrences import Recurrence
from domain.encoding import decoded, encoded
from domain.office.calendar import DAY, Calendar
from domain.office.people import Role
from storage import cases
from tests.actions.office import AGENCY, CAST, ECONOMY, HANOI, MONDAY, SmallOffice, at

RULES = (
    "FREQ=MONTHLY;BYMONTHDAY=-1",
    "FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1",
    "FREQ=WEEKLY",
    "FREQ=WEEKLY;BYDAY=SA",
)
days = st.integers(0, 500).map(lambda number: MONDAY.date() + number * DAY)


def monthly(due: Deadline, **more: str) -> Assignment:
    return Assignment(
        lead=CAST["an"][0], title="Báo cáo tháng", product="Báo cáo", deadline=due, assigner=CAST["hung"][0], **more
    )


@settings(max_examples=100, deadline=None)
@given(rule=st.sampled_from(RULES), off=st.frozensets(days, max_size=60), lead_days=st.integers(0, 20))
def test_every_turn_comes_once_on_a_working_day_and_is_given_before_it_is_due(
    rule: str, off: frozenset[object], lead_days: int
) -> None:
    calendar = Calendar(timezone=HANOI, days_off=dict.fromkeys(off, "nghỉ"))  # type: ignore[arg-type]
    due = Deadline(moment=at("2026-12-31 17:00"), names_hour=False)
    form = encoded(monthly(due))
    one = Recurrence(id=1, rule=rule, form=form, lead_days=lead_days, registrar_id=1, began_at=MONDAY, next_at=MONDAY)
    last = due.moment
    for _ in range(12):
        assert one.next_at is not None
        one = following(one, now=one.next_at, calendar=calendar)
        nominal = decoded(Assignment, one.form).deadline.moment
        real = due_assignment(one.form, calendar).deadline.moment
        assert last < nominal, "a turn came twice"
        assert real <= nominal
        assert calendar.is_working_day(calendar.day_of(real))
        assert calendar.working_time(real + timedelta(hours=8), nominal) == timedelta(), "moved further than need be"
        last = nominal


@pytest.mark.parametrize("weeks", [9, 22])
async def test_after_weeks_of_downtime_no_turn_is_given_twice(small: SmallOffice, weeks: int) -> None:
    due = Deadline(moment=at("2026-12-31 17:00"), names_hour=False)
    await assign_tasks(small.office, small.by("hoa"), monthly(due, repeats="FREQ=MONTHLY;BYMONTHDAY=-1"))
    small.now += timedelta(weeks=weeks)
    while await assign_recurring(small.office, small.now):
        pass
    async with small.database.reading() as connection:
        given_out = (await cases.cases_of(connection, range(1, 50))).values()
    due_days = [one.deadline.moment.astimezone(HANOI).date() for one in given_out]
    assert len(set(due_days)) == len(due_days)
    # Of each turn the registrar hears, also of those whose day went by meanwhile and that could not be given.
    turns = [slot for who, slot, _ in await small.notices() if who == "hoa" and slot.startswith("1-")]
    assert len(turns) == len(set(turns)) >= len(due_days) - 1


async def test_a_turn_goes_to_whom_was_meant_though_others_are_called_alike_since(small: SmallOffice) -> None:
    due = Deadline(moment=at("2026-12-31 17:00"), names_hour=False)
    first = replace(
        monthly(due, repeats="FREQ=MONTHLY;BYMONTHDAY=-1"), lead="nguyen van an", coordinating=("phong tai nguyen",)
    )
    await assign_tasks(small.office, small.by("hoa"), first)
    await enter_person(
        small.office,
        small.by("hoa"),
        name="Nguyễn Văn Ân",
        unit=ECONOMY,
        position="Chuyên viên",
        roles=frozenset({Role.OFFICIAL}),
    )
    await enter_unit(small.office, small.by("hoa"), name="Phòng Tài Nguyễn", parent=AGENCY)
    small.now += timedelta(weeks=5)
    await assign_recurring(small.office, small.now)
    lead = await small.duty("NV-2", DutyKind.LEAD)
    assert small.name(lead.holder_id) == "an"


@pytest.mark.parametrize("gone", ["renamed", "erased"])
async def test_a_turn_goes_to_nobody_who_is_only_called_alike(small: SmallOffice, gone: str) -> None:
    due = Deadline(moment=at("2026-12-31 17:00"), names_hour=False)
    await assign_tasks(small.office, small.by("hoa"), monthly(due, repeats="FREQ=MONTHLY;BYMONTHDAY=-1"))
    entered: dict[str, Any] = {"unit": ECONOMY, "position": "Chuyên viên", "roles": frozenset({Role.OFFICIAL})}
    await enter_person(small.office, small.by("hoa"), name="Nguyễn Văn Ân", **entered)
    if gone == "renamed":
        await enter_person(small.office, small.by("hoa"), name="Nguyễn Quang An", former="Nguyễn Văn An", **entered)
    else:
        await withdraw_case(small.office, small.by("hoa"), code="NV-1", reason="nhầm")
        await erase_person(small.office, small.by("hoa"), name="Nguyễn Văn An", reason="nghỉ hưu")
    small.now += timedelta(weeks=5)
    await assign_recurring(small.office, small.now)
    async with small.database.reading() as connection:
        assert list(await cases.cases_of(connection, range(1, 50))) == [1], "it was given to somebody else"
    assert any(who == "hoa" and slot.startswith("1-") for who, slot, _ in await small.notices())
