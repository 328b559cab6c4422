"""The clock's steps: each once, none lost, whatever happened to the process meanwhile (promise 1, design §3)."""

from __future__ import annotations

import json
from dataclasses import replace

from sqlalchemy import update

from actions.clock import steps
from actions.clock.tick import next_moment
from actions.duties.duties import acknowledge_duty
from actions.duties.requests import ask_extension
from actions.duties.results import Result, submit_result
from actions.duties.statements import report_progress
from domain.acts import Act
from domain.duties.cases import Deadline
from domain.duties.duties import DutyKind, Outcome
from domain.ladder.steps import StepKind
from domain.rules.lengths import Urgency
from domain.rules.policy import DEFAULT_POLICY
from storage import policies
from storage.opinions import DeemedConsent, add_deemed
from storage.policies import add_policy
from storage.tables import policies as policies_table
from tests.actions.office import DUE, ECONOMY, LAND, MONDAY, SmallOffice, at, counted


async def steps_taken(small: SmallOffice, code: str) -> list[str]:
    return [entry.data["step"] for entry in await small.entries(code) if entry.act is Act.STEP_TAKEN]


async def test_the_clock_knows_when_it_next_has_something_to_do(small: SmallOffice) -> None:
    assert await next_moment(small.office) is None
    await small.assigned("an")
    assert await next_moment(small.office) == MONDAY  # the word of the assignment
    await small.delivered()
    assert await next_moment(small.office) == at("2026-12-01 09:00")


async def test_nothing_is_taken_before_its_moment(small: SmallOffice) -> None:
    await small.assigned("an")
    assert await small.tick("2026-12-01 08:59") == 0
    assert await small.tick("2026-12-01 09:00") == 1


async def test_running_twice_owes_nothing_twice(small: SmallOffice) -> None:
    code = await small.assigned("an")
    await small.tick("2026-12-02 09:00")
    before = await small.snapshot()
    assert await steps.take_due_steps(small.office, small.now) == 0
    assert await small.snapshot() == before
    assert await steps_taken(small, code) == [StepKind.UNACKNOWLEDGED, StepKind.UNACKNOWLEDGED_UP]


async def test_a_batch_asks_the_same_however_many_are_due(small: SmallOffice) -> None:
    async def asked(moment: str, count: int) -> int:
        for _ in range(count):
            await small.assigned("an")
        small.now = at(moment)
        await small.heard()
        async with small.office.look(small.by("hoa")):  # the office is known by now
            pass
        with counted(small.database) as statements:
            assert await steps.take_due_steps(small.office, small.now) == count
        return len(statements)

    few = await asked("2026-12-01 09:00", 1)
    await small.tick("2026-12-07 09:00")
    assert await asked("2026-12-08 09:00", 30) <= few


async def test_a_clock_set_back_takes_nothing_again(small: SmallOffice) -> None:
    code = await small.assigned("an")
    await small.tick("2026-12-02 09:00")
    await small.tick("2026-12-01 09:00")
    await small.tick("2026-12-02 09:30")
    assert await steps_taken(small, code) == [StepKind.UNACKNOWLEDGED, StepKind.UNACKNOWLEDGED_UP]


async def test_day_by_day_the_ladder_is_climbed_to_its_end(small: SmallOffice) -> None:
    code = await small.assigned("an")
    await small.delivered()
    heard: dict[str, list[str]] = {}
    for moment in (
        "2026-12-01 09:00",
        "2026-12-02 09:00",
        "2026-12-09 08:00",
        "2026-12-11 08:00",
        "2026-12-14 08:00",
        "2026-12-14 16:30",
        "2026-12-17 16:30",
        "2027-01-04 16:30",
        "2027-01-11 08:00",
        "2027-01-18 08:00",
    ):
        await small.tick(moment)
        for who, said in (await small.delivered()).items():
            heard.setdefault(who, []).extend(said)
    assert heard == {
        "an": ["unacknowledged", "unacknowledged_up", *["due_soon"] * 3, *["overdue"] * 3],
        "binh": ["unacknowledged_up", *["overdue"] * 3],
        "hung": ["overdue", "clearing", "clearing"],
        "hoa": ["overdue", "clearing", "clearing"],
    }
    assert (await steps_taken(small, code)).count("overdue") == 6  # at once and five times again


async def test_after_downtime_each_hears_the_newest_and_the_rest_is_journaled(small: SmallOffice) -> None:
    code = await small.assigned("an")
    await small.delivered()
    await small.tick("2026-12-15 09:00")  # down for two weeks
    assert await small.delivered() == {"an": ["overdue"], "binh": ["overdue"]}
    taken = [entry for entry in await small.entries(code) if entry.act is Act.STEP_TAKEN]
    an, binh = small.ids["an"], small.ids["binh"]
    assert [(entry.data["step"], entry.data["told"], entry.data["superseded"]) for entry in taken] == [
        ("unacknowledged", [], [an]),
        ("unacknowledged_up", [], [an, binh]),
        ("due_soon", [], [an]),
        ("due_soon", [], [an]),
        ("due_soon", [], [an]),
        ("silent", [], [an]),
        ("overdue", [an, binh], []),
    ]
    assert {entry.at for entry in taken} == {at("2026-12-15 09:00")}
    assert taken[0].data["planned_at"] == "2026-12-01T02:00:00.000000Z"  # dated as planned, recorded when taken


async def test_a_late_tick_shifts_nothing_of_what_follows(small: SmallOffice) -> None:
    await small.assigned("an")
    await small.tick("2026-12-14 17:40")
    assert (await small.duty("NV-1")).next_step_at == at("2026-12-17 16:30")


async def test_many_duties_are_taken_in_batches_without_leaving_one(small: SmallOffice) -> None:
    for _ in range(5):
        await small.assigned("an", coordinating=(LAND,))
    assert await small.tick("2026-12-01 09:00") == 10


async def test_what_acts_ended_is_not_pressed(small: SmallOffice) -> None:
    code = await small.assigned("an")
    await acknowledge_duty(small.office, small.by("an"), code=code)
    await small.delivered()
    await small.tick("2026-12-02 09:00")
    assert await small.delivered() == {}
    await submit_result(small.office, small.by("an"), code=code, result=Result(text="xong"))
    await small.delivered()
    await small.tick("2026-12-09 09:00")
    assert set(await small.delivered()) == {"hung"}  # who now keeps it waiting


async def test_silence_is_broken_by_a_report(small: SmallOffice) -> None:
    code = await small.assigned("an", urgency=Urgency.VERY_URGENT)
    await acknowledge_duty(small.office, small.by("an"), code=code)
    await small.delivered()
    await small.tick("2026-12-02 08:59")
    await report_progress(small.office, small.by("an"), code=code, text="Đã thu số liệu")
    await small.tick("2026-12-02 10:00")
    assert await small.delivered() == {}
    await small.tick("2026-12-04 09:00")
    assert await small.delivered() == {"an": ["silent"]}


async def test_a_word_overtaken_by_an_act_before_it_goes_out_is_dropped(small: SmallOffice) -> None:
    code = await small.assigned("an")
    await small.delivered()
    await small.tick("2026-12-01 09:00")
    await acknowledge_duty(small.office, small.by("an"), code=code)
    assert await small.delivered() == {}
    assert [slot for _, slot, _ in await small.notices("superseded")] == ["1:unacknowledged:202612010200"]


async def test_of_an_unreachable_holder_the_step_goes_one_up_and_the_journal_says_why(small: SmallOffice) -> None:
    code = await small.assigned("an")
    await small.delivered()
    await small.lose("an")
    await small.tick("2026-12-01 09:00")
    assert await small.delivered() == {"binh": ["unacknowledged"]}
    taken = next(entry for entry in await small.entries(code) if entry.act is Act.STEP_TAKEN)
    assert (taken.data["told"], taken.data["unreached"]) == ([small.ids["binh"]], [small.ids["an"]])


async def test_a_step_is_told_as_the_organisation_stands_at_its_moment(small: SmallOffice) -> None:
    await small.assigned("an")
    await small.delivered()
    await small.lose("binh")
    await small.tick("2026-12-02 09:00")
    assert (await small.delivered())["hung"] == ["unacknowledged_up"]


async def break_the_rules_of(small: SmallOffice, urgency: Urgency) -> None:
    """A policy without that column: every step under it raises."""
    async with small.database.writing() as connection:
        data = DEFAULT_POLICY.to_data()
        del data["rungs"][urgency.value]
        await connection.execute(
            update(policies_table).where(policies_table.c.version == 1).values(data=json.dumps(data))
        )
        await policies.changed(connection, policies.POLICIES)


async def test_one_duty_that_raises_stops_nobody_else_and_is_tried_again(small: SmallOffice) -> None:
    broken = await small.assigned("lan", urgency=Urgency.URGENT)
    whole = await small.assigned("an", urgency=Urgency.NORMAL)
    await small.delivered()
    await break_the_rules_of(small, Urgency.URGENT)
    await small.tick("2026-12-01 09:00")
    assert await steps_taken(small, whole) == ["unacknowledged"]
    assert await steps_taken(small, broken) == []
    assert (await small.duty(broken)).next_step_at == at("2026-12-01 10:00")
    async with small.database.writing() as connection:
        await connection.execute(
            update(policies_table)
            .where(policies_table.c.version == 1)
            .values(data=json.dumps(DEFAULT_POLICY.to_data()))
        )
        await policies.changed(connection, policies.POLICIES)
    await small.tick("2026-12-01 10:00")
    assert await steps_taken(small, broken) == ["unacknowledged", "unacknowledged_up"]


async def test_a_database_error_in_one_effect_stops_nobody_else(small: SmallOffice) -> None:
    broken = await small.asked(ECONOMY, deadline=Deadline(moment=at("2026-12-01 09:00"), names_hour=True))
    whole = await small.assigned("an")
    duty = await small.duty(broken)
    async with small.database.writing() as connection:  # a row that should not be there
        await add_deemed(
            connection,
            DeemedConsent(duty_id=duty.id, answerable_id=1, holder_id=1, at=small.now, recorded_at=small.now),
        )
    await small.tick("2026-12-01 09:00")
    assert await steps_taken(small, whole) == ["unacknowledged"]
    assert (await small.duty(broken)).is_open
    assert Act.OPINION_DEEMED not in await small.acts(broken)
    assert not [slot for _, slot, _ in await small.notices() if "deemed" in slot]


async def test_a_case_keeps_the_rules_under_which_it_began(small: SmallOffice) -> None:
    code = await small.assigned("an")
    rungs = dict(DEFAULT_POLICY.rungs)
    rungs[Urgency.NORMAL] = rungs[Urgency.FLASH]
    async with small.database.writing() as connection:
        assert await add_policy(connection, replace(DEFAULT_POLICY, rungs=rungs), at=small.now) == 2
    later = await small.assigned("an")
    await small.tick("2026-11-30 10:00")
    assert await steps_taken(small, code) == []
    assert await steps_taken(small, later) == ["unacknowledged"]


async def test_downtime_over_several_deadlines_takes_every_effect(small: SmallOffice) -> None:
    due = Deadline(moment=at("2026-12-03 17:00"), names_hour=False)
    codes = [await small.asked(ECONOMY, deadline=due), await small.asked(ECONOMY, LAND, by="hung", deadline=due)]
    await ask_extension(small.office, small.by("binh"), code=codes[0], wanted=DUE, reason="Chờ họp")
    await small.tick("2026-12-20 09:00")
    for code in codes:
        assert (await small.duty(code, DutyKind.OPINION)).outcome is Outcome.DEEMED
        assert (await small.case(code)).closed_at == at("2026-12-04 00:00")
