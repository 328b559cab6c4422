"""Changing the working calendar, and what becomes of every open duty: in batches, once to each person, nothing lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

import pytest

from actions.clock import replanning
from actions.duties.clearing import set_last_deadline
from actions.duties.decisions import decide_request
from actions.duties.requests import ask_extension
from actions.duties.results import Result, submit_result
from actions.duties.statements import report_progress
from actions.duties.tasks import assign_tasks
from actions.installation import Office
from actions.office import setup
from actions.office.calendars import enter_days, enter_hours, show_calendar, take_back_days, take_back_hours
from actions.office.setup import prepare_office
from domain.acts import Act
from domain.duties.cases import Deadline
from domain.duties.duties import DutyKind, Milestone, Outcome
from domain.office.hours import Session
from domain.payloads.office import CalendarNotice
from domain.refusals import (
    DaysOutOfReach,
    HoursOverlap,
    HoursUnclear,
    NotAllowed,
    NothingEntered,
    NoticeMissing,
    OffAlready,
    WorkedAlready,
)
from storage.calendars import DayKind, EnteredDay, store_base
from tests.actions.office import DUE, ECONOMY, HANOI, LAND, SmallOffice, at

NOTICE = "Công văn 45/UBND-VP"
SUMMER = (Session(opens=time(7), closes=time(11)), Session(opens=time(14), closes=time(17, 30)))
DAY_DUE = Deadline(moment=at("2026-12-08 17:00"), names_hour=False)
HOUR_DUE = Deadline(moment=at("2026-12-08 10:00"), names_hour=True)


def day(number: int, month: int = 12) -> date:
    return date(2026, month, number)


async def off(small: SmallOffice, first: date, last: date | None = None, *, kind: DayKind = DayKind.OFF) -> None:
    await enter_days(small.office, small.by("hoa"), kind=kind, first=first, last=last or first, notice=NOTICE)


async def reviewed(small: SmallOffice) -> int:
    """Look through everything; returns how many transactions that took."""
    batches = 0
    while await replanning.review_duties(small.office, small.now):
        batches += 1
    return batches


async def told(small: SmallOffice) -> dict[str, list[str]]:
    return {name: [one for one in said if one == "calendar"] for name, said in (await small.delivered()).items()}


async def calendar_now(small: SmallOffice) -> Any:
    async with small.office.look(small.by("hoa")) as view:
        return view.calendar


async def test_what_the_office_enters_is_in_force_in_every_process(small: SmallOffice) -> None:
    other = Office(small.database, timezone=HANOI)
    async with other.look(small.by("hoa")) as view:
        assert view.calendar.is_working_day(day(4))
    await off(small, day(4))
    await off(small, day(5), kind=DayKind.WORKED)
    await off(small, day(7), kind=DayKind.HALF)
    async with other.look(small.by("hoa")) as view:
        assert not view.calendar.is_working_day(day(4))
        assert view.calendar.is_working_day(day(5))
        assert [end.time() for _, end in view.calendar.sessions(day(7))] == [time(11, 30)]


async def test_a_range_is_entered_where_it_makes_a_difference(small: SmallOffice) -> None:
    done = await enter_days(small.office, small.by("hoa"), kind=DayKind.OFF, first=day(4), last=day(8), notice=NOTICE)
    assert done.days == (day(4), day(7), day(8))  # the weekend is off anyway


def foreseen(day: date) -> EnteredDay:
    return EnteredDay(day=day, kind=DayKind.OFF, name="Lễ", forecast=True)


async def test_a_forecast_is_confirmed_or_refuted_by_its_notice(small: SmallOffice) -> None:
    async with small.database.writing() as connection:
        await store_base(connection, [foreseen(day(10)), foreseen(day(11))])
    await off(small, day(10))
    await take_back_days(small.office, small.by("hoa"), first=day(11), last=day(11))
    calendar = await calendar_now(small)
    assert (calendar.why_off(day(10)), calendar.why_off(day(11))) == ("Lễ", None)
    assert not calendar.rests_on_forecast(day(1), day(31))
    shown = await show_calendar(small.office, small.by("an"))
    assert [(one.day, one.kind, one.name) for one in shown.days] == [
        (day(10), DayKind.OFF, "Lễ"),
        (day(11), DayKind.PLAIN, ""),
    ]
    # Taken back once more, the office has no say any longer.
    await take_back_days(small.office, small.by("hoa"), first=day(11), last=day(11))
    again = await calendar_now(small)
    assert (again.why_off(day(11)), again.forecasts) == ("Lễ", {day(11)})


async def test_half_of_a_weekend_day_that_is_worked_is_worked(small: SmallOffice) -> None:
    async with small.database.writing() as connection:
        await store_base(
            connection,
            [
                EnteredDay(day=day(24), kind=DayKind.OFF, name="Lễ"),
                EnteredDay(day=day(12), kind=DayKind.WORKED, name="Làm bù"),
            ],
        )
    await off(small, day(12), kind=DayKind.HALF)
    calendar = await calendar_now(small)
    assert calendar.is_working_day(day(12))
    assert len(calendar.sessions(day(12))) == 1


async def test_office_hours_by_season(small: SmallOffice) -> None:
    await enter_hours(small.office, small.by("hoa"), first=day(1), last=day(31), hours=SUMMER, notice=NOTICE)
    assert [end.time() for _, end in (await calendar_now(small)).sessions(day(2))] == [time(11), time(17, 30)]
    async with small.refused(HoursOverlap):
        await enter_hours(small.office, small.by("hoa"), first=day(31), last=date(2027, 1, 31), hours=SUMMER)
    await take_back_hours(small.office, small.by("hoa"), day=day(15))
    assert [end.time() for _, end in (await calendar_now(small)).sessions(day(2))] == [time(11, 30), time(17)]


@pytest.mark.parametrize(
    ("refusal", "kind", "first", "last", "notice"),
    [
        (NoticeMissing, DayKind.OFF, day(4), day(4), ""),
        (OffAlready, DayKind.OFF, day(5), day(6), NOTICE),
        (OffAlready, DayKind.HALF, day(5), day(5), NOTICE),
        (WorkedAlready, DayKind.WORKED, day(4), day(4), NOTICE),
        (DaysOutOfReach, DayKind.OFF, day(1), date(2027, 12, 1), NOTICE),
        (DaysOutOfReach, DayKind.OFF, date(2025, 1, 1), date(2025, 1, 1), NOTICE),
        (DaysOutOfReach, DayKind.OFF, date(2031, 1, 1), date(2031, 1, 1), NOTICE),
    ],
)
async def test_what_cannot_be_is_refused(
    refusal: Any, kind: DayKind, first: date, last: date, notice: str, small: SmallOffice
) -> None:
    async with small.refused(refusal):
        await enter_days(small.office, small.by("hoa"), kind=kind, first=first, last=last, notice=notice)


async def test_only_the_office_changes_the_calendar(small: SmallOffice) -> None:
    for other in ("an", "binh", "hung", "thanh"):
        order = small.by(other)
        async with small.refused(NotAllowed):
            await enter_days(small.office, order, kind=DayKind.OFF, first=day(4), last=day(4), notice=NOTICE)
        async with small.refused(NotAllowed):
            await enter_hours(small.office, order, first=day(4), last=day(4), hours=SUMMER)
        async with small.refused(NotAllowed):
            await take_back_days(small.office, order, first=day(4), last=day(4))
        async with small.refused(NotAllowed):
            await take_back_hours(small.office, order, day=day(4))


async def test_what_is_not_there_cannot_be_taken_back(small: SmallOffice) -> None:
    async with small.refused(NothingEntered):
        await take_back_days(small.office, small.by("hoa"), first=day(4), last=day(4))
    async with small.refused(NothingEntered):
        await take_back_hours(small.office, small.by("hoa"), day=day(4))
    async with small.refused(HoursUnclear):
        await enter_hours(small.office, small.by("hoa"), first=day(4), last=day(4), hours=SUMMER[1:])


@pytest.mark.parametrize("due", [DAY_DUE, HOUR_DUE], ids=["a day", "an hour"])
async def test_an_opinions_deadline_moves_and_the_old_one_is_kept(due: Deadline, small: SmallOffice) -> None:
    code = await small.asked(ECONOMY, LAND, by="hoa", deadline=due)
    await small.delivered()
    await off(small, day(8), day(9))
    await reviewed(small)
    moved = Deadline(moment=at("2026-12-10 17:00"), names_hour=False)
    for unit in (ECONOMY, LAND):
        assert (await small.duty(code, unit=unit)).deadline == moved
    case = await small.case(code)
    assert (case.deadline, case.original) == (moved, due)
    written = [entry.data for entry in await small.entries(code) if entry.act is Act.DEADLINE_MOVED]
    assert [datetime.fromisoformat(one["before"]) for one in written] == [due.moment] * 2
    assert await told(small) == {name: ["calendar"] for name in ("hoa", "binh", "duc")}
    await small.tick("2026-12-10 23:59")
    assert (await small.duty(code)).is_open
    await small.tick("2026-12-11 00:00")
    assert (await small.duty(code)).outcome is Outcome.DEEMED


async def test_consent_that_has_come_about_is_not_undone(small: SmallOffice) -> None:
    code = await small.asked(ECONOMY, deadline=HOUR_DUE)
    await small.tick("2026-12-08 10:01", heard=False)  # unheard: the consent is not recorded yet
    await off(small, day(8))
    await reviewed(small)
    await small.tick("2026-12-08 10:05")
    assert (await small.duty(code)).outcome is Outcome.DEEMED


async def test_an_extension_to_a_day_that_has_become_off_is_granted_to_the_next(small: SmallOffice) -> None:
    code = await small.asked(ECONOMY, by="hoa", deadline=DAY_DUE)
    wanted = Deadline(moment=at("2026-12-10 17:00"), names_hour=True)
    await ask_extension(small.office, small.by("binh"), code=code, wanted=wanted, reason="Chờ bản đồ")
    await off(small, day(10))
    await reviewed(small)
    await decide_request(small.office, small.by("hoa"), code=code, granted=True)
    assert (await small.duty(code, DutyKind.OPINION)).deadline.moment == at("2026-12-11 17:00")


async def test_many_duties_are_looked_at_in_batches_and_each_person_is_told_once(
    small: SmallOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replanning, "BATCH", 2)
    monkeypatch.setattr(replanning, "MOST_NAMED", 3)
    for _ in range(5):
        await small.assigned("an", assigner=None)
    await small.delivered()
    await off(small, day(14))
    assert await reviewed(small) == 4  # 2, 2, 1, and the telling
    assert await reviewed(small) == 0
    outgoing = await small.claimed()
    assert sorted(small.name(one.recipient.id) for one in outgoing) == ["an", "hoa"]
    for one in outgoing:
        (notice,) = one.notices
        assert isinstance(notice.payload, CalendarNotice)
        assert len(notice.payload.items) == 3
        assert notice.payload.more == 2


async def test_what_a_crash_interrupts_is_gone_on_with(small: SmallOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replanning, "BATCH", 1)
    codes = [await small.assigned("an") for _ in range(3)]
    await off(small, day(10))
    assert await replanning.review_duties(small.office, small.now)
    another = SmallOffice(small.database, small.ids)  # a new process, remembering nothing
    await reviewed(another)
    fresh = [await small.duty(code) for code in codes]
    assert len({duty.next_step_at for duty in fresh}) == 1


async def test_a_second_change_before_the_first_is_looked_through_loses_nothing(
    small: SmallOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replanning, "BATCH", 1)
    codes = [await small.asked(ECONOMY, by="hoa", deadline=DAY_DUE) for _ in range(2)]
    await off(small, day(8))
    assert await replanning.review_duties(small.office, small.now)
    await off(small, day(9))
    await reviewed(small)
    for code in codes:
        assert (await small.duty(code)).deadline.moment == at("2026-12-10 17:00")


async def test_one_broken_duty_does_not_keep_the_calendar_from_the_others(
    small: SmallOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken, whole = [await small.asked(ECONOMY, by="hoa", deadline=DAY_DUE) for _ in range(2)]
    bad = (await small.duty(broken)).id
    as_planned = replanning.replan

    def stumbling(duty: Any, case: Any, **more: Any) -> Any:
        if duty.id == bad:
            raise RuntimeError
        return as_planned(duty, case, **more)

    monkeypatch.setattr(replanning, "replan", stumbling)
    await off(small, day(8))
    await reviewed(small)
    assert (await small.duty(whole)).deadline.moment == at("2026-12-09 17:00")
    assert (await small.duty(broken)).deadline == DAY_DUE


async def test_the_journal_says_who_entered_what_on_which_notice(small: SmallOffice) -> None:
    await off(small, day(4))
    async with small.database.reading() as connection:
        row = (
            await connection.exec_driver_sql("SELECT actor_id, data FROM journal WHERE act = 'calendar.changed'")
        ).one()
        words = (await connection.exec_driver_sql("SELECT text FROM words ORDER BY id DESC LIMIT 1")).scalar_one()
    assert row.actor_id == small.ids["hoa"]
    assert '"days":["2026-12-04"]' in row.data.replace(" ", "")
    assert words == NOTICE


async def test_other_public_holidays_of_a_new_version_plan_open_work_anew(
    small: SmallOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    await prepare_office(small.office, small.now)
    code = await small.asked(ECONOMY, by="hoa", deadline=DAY_DUE)
    await prepare_office(small.office, small.now)
    assert await reviewed(small) == 0  # nothing new
    monkeypatch.setattr(setup, "base_version", lambda: "another")
    new = EnteredDay(day=day(8), kind=DayKind.OFF, name="Lễ mới")
    monkeypatch.setattr(setup, "public_days", lambda _: (new, replace(new, day=date(2029, 12, 31), name="")))
    await prepare_office(small.office, small.now)
    await reviewed(small)
    assert (await small.duty(code)).deadline.moment == at("2026-12-09 17:00")


async def said(small: SmallOffice) -> dict[str, list[tuple[Any, ...]]]:
    """What each is told of the change: which of a case's days, and its moment."""
    return {
        small.name(one.recipient.id): [
            (item.effect, item.what, item.number, at_local(item.at))
            for notice in one.notices
            if isinstance(notice.payload, CalendarNotice)
            for item in notice.payload.items
        ]
        for one in await small.claimed()
    }


def at_local(moment: datetime) -> str:
    return f"{moment.astimezone(HANOI):%d %H:%M}"


async def test_milestones_and_the_last_deadline_that_fall_on_a_day_off_are_told_and_stay(small: SmallOffice) -> None:
    stages = tuple(
        Milestone(title=title, deadline=Deadline(moment=at(f"2026-12-{number:02} 17:00"), names_hour=False))
        for number, title in ((8, "Đề cương"), (9, "Dự thảo"), (11, "Trình ký"))
    )
    staged = small.assignment("an", assigner=None, milestones=stages)
    (task,) = await assign_tasks(small.office, small.by("hoa"), staged)
    await report_progress(small.office, small.by("an"), code=task.case.code, text="Đã xong đề cương", milestone=1)
    overdue = await small.assigned(
        "lan", assigner=None, deadline=Deadline(moment=at("2026-12-01 17:00"), names_hour=False)
    )
    await small.tick("2026-12-03 09:00")
    last = Deadline(moment=at("2026-12-09 17:00"), names_hour=False)
    await set_last_deadline(small.office, small.by("hoa"), code=overdue, last=last, reason="Đã quá hạn")
    await small.delivered("2026-12-03 10:00")

    await off(small, day(8), day(9))
    await reviewed(small)

    told = await said(small)
    kept = [one for one in told["hoa"] if one[0] == "on_day_off"]
    assert kept == [("on_day_off", "milestone", 2, "09 17:00"), ("on_day_off", "last", None, "09 17:00")]
    assert ("on_day_off", "milestone", 2, "09 17:00") in told["an"]
    assert (await small.duty(task.case.code)).milestones[1:] == stages[1:]
    assert (await small.duty(overdue)).last == last


async def test_who_decides_or_accepts_has_his_working_time_after_a_day_off(small: SmallOffice) -> None:
    asked = await small.assigned("an")
    wanted = Deadline(moment=at("2026-12-20 17:00"), names_hour=True)
    await ask_extension(small.office, small.by("an"), code=asked, wanted=wanted, reason="Chờ số liệu")
    handed_in = await small.assigned("lan")
    await submit_result(small.office, small.by("lan"), code=handed_in, result=Result(text="Báo cáo đã ký"))
    await small.delivered()
    before = await small.duty(asked, DutyKind.DECISION)
    assert before.act_by == at("2026-12-02 09:00")

    await off(small, day(1))
    await reviewed(small)

    decision, work = await small.duty(asked, DutyKind.DECISION), await small.duty(handed_in)
    assert decision.act_by == decision.deadline.moment == work.act_by == at("2026-12-03 09:00")
    assert work.deadline == DUE
    assert {(one.act, one.data["before"]) for one in await small.entries(asked) if one.act.endswith(".moved")} == {
        (Act.DEADLINE_MOVED, "2026-12-02T02:00:00+00:00")
    }
    assert Act.WAITING_MOVED in await small.acts(handed_in)
    told = await said(small)
    moved = ("moved", "answer", None, "03 09:00")
    assert told["hung"][:2] == [moved, moved]
    assert moved in told["an"]  # who waits for it
    await small.is_in_order()
    # Late is late: a day off entered afterwards gives no time back.
    await small.tick("2026-12-04 09:00")
    await off(small, day(3))
    await reviewed(small)
    assert (await small.duty(asked, DutyKind.DECISION)).act_by == at("2026-12-03 09:00")
