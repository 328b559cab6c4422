"""Absences and delegations: what begins and ends by itself, what goes to whom, what the journal says (M30)."""

from __future__ import annotations

import json
import random
from contextlib import suppress
from dataclasses import replace

import pytest

from actions.duties.duties import acknowledge_duty, delegate_duty
from actions.duties.lists import list_held
from actions.duties.results import Result, accept_result, submit_result
from actions.duties.statements import report_progress
from actions.office.absences import be_away, come_back, turn_absences
from actions.office.delegations import empower, withdraw_delegation
from actions.office.groups import register_group
from actions.office.people import enter_person
from actions.office.personal import erase_person
from actions.office.reorganising import merge_units
from actions.opinions.answers import answer_opinion
from domain.acts import Act
from domain.duties.duties import DutyKind
from domain.duties.opinions import AnswerState, Stance
from domain.journal.entry import Entry
from domain.office.people import Role
from domain.refusals import (
    AbsentAlready,
    DecidesForOneself,
    NotAllowed,
    NothingWaits,
    NotInUnit,
    NotTheHolder,
    SpanUnclear,
    SubstitutesInCircle,
    UnknownCase,
    UnknownPerson,
)
from storage import journal
from tests.actions.office import CAST, ECONOMY, LAND, SmallOffice, at
from tests.actions.replaying import Rights

FIRST, LAST = "2026-12-02 00:00", "2026-12-09 00:00"
DURING, AFTER = "2026-12-02 08:00", "2026-12-09 08:00"


async def away(small: SmallOffice, who: str, substitute: str, since: str = FIRST, until: str = LAST) -> None:
    await be_away(small.office, small.by(who), since=at(since), until=at(until), substitute=CAST[substitute][0])


async def act_of(small: SmallOffice, code: str, act: str) -> dict[str, object]:
    return next(dict(entry.data) for entry in await small.entries(code) if entry.act == act)


async def test_what_lies_with_the_unit_goes_to_who_acts_for_its_head_and_comes_back(small: SmallOffice) -> None:
    code = await small.assigned(ECONOMY)
    await away(small, "binh", "cuc")
    await small.tick(DURING)
    duty = await small.duty(code)
    assert small.name(duty.holder_id) == "cuc"
    assert (await act_of(small, code, Act.DUTY_HANDED_OVER))["why"] == "away"
    await small.tick(AFTER)
    assert small.name((await small.duty(code)).holder_id) == "binh"
    assert [name for name, _, _ in await small.held(duty)] == ["binh", "cuc", "binh"]
    await small.is_in_order()


async def test_what_is_assigned_meanwhile_lies_with_who_acts_and_goes_back_too(small: SmallOffice) -> None:
    await away(small, "binh", "cuc")
    await small.tick(DURING)
    code = await small.assigned(ECONOMY)
    assert small.name((await small.duty(code)).holder_id) == "cuc"
    await small.tick(AFTER)
    assert small.name((await small.duty(code)).holder_id) == "binh"


async def test_what_the_head_gave_his_later_substitute_by_name_stays_with_him(small: SmallOffice) -> None:
    code = await small.assigned(ECONOMY)
    await delegate_duty(small.office, small.by("binh"), code=code, name=CAST["cuc"][0])
    await away(small, "binh", "cuc")
    await small.tick(DURING)
    await small.tick(AFTER)
    assert small.name((await small.duty(code)).holder_id) == "cuc"


async def test_an_official_keeps_his_duties_and_his_substitute_acts_for_him(small: SmallOffice) -> None:
    code = await small.assigned("an")
    await away(small, "an", "lan")
    await small.tick(DURING)
    assert small.name((await small.duty(code)).holder_id) == "an"
    page = await list_held(small.office, small.by("lan"))
    assert [case.code for _, case in page.lines] == [code]
    await acknowledge_duty(small.office, small.by("lan"), code=code)
    await report_progress(small.office, small.by("lan"), code=code, text="xong một nửa")
    entry = await act_of(small, code, Act.DUTY_ACKNOWLEDGED)
    assert entry["substitutes"] == small.ids["an"]
    small.now = at(AFTER)
    with pytest.raises(UnknownCase):
        await report_progress(small.office, small.by("lan"), code=code, text="nữa")


async def test_before_and_after_the_absence_the_substitute_may_do_nothing(small: SmallOffice) -> None:
    code = await small.assigned(ECONOMY)
    await away(small, "binh", "cuc")
    with pytest.raises(UnknownCase):
        await acknowledge_duty(small.office, small.by("cuc"), code=code)
    await small.tick(DURING)
    await acknowledge_duty(small.office, small.by("cuc"), code=code)
    assert (await act_of(small, code, Act.DUTY_ACKNOWLEDGED))["substitutes"] == small.ids["binh"]
    with pytest.raises(NotTheHolder):
        await acknowledge_duty(small.office, small.by("binh"), code=code)


async def test_a_leaders_substitute_accepts_in_his_place(small: SmallOffice) -> None:
    code = await small.assigned("an")
    await submit_result(small.office, small.by("an"), code=code, result=Result(text="báo cáo"))
    await away(small, "hung", "duc")
    await small.tick(DURING)
    await accept_result(small.office, small.by("duc"), code=code)
    entry = await act_of(small, code, Act.DUTY_ACCEPTED)
    assert entry["substitutes"] == small.ids["hung"]
    assert entry["on_behalf"] is None


async def test_the_substitute_gets_one_message_with_what_he_takes_over(small: SmallOffice) -> None:
    for _ in range(3):
        await small.assigned(ECONOMY)
    await small.assigned("binh")
    await away(small, "binh", "cuc")
    await small.tick("2026-12-01 16:00")
    await small.delivered()
    await small.tick(FIRST)
    assert (await small.delivered("2026-12-02 07:30"))["cuc"] == ["standing_in"]
    await small.tick(LAST)
    assert "back" in (await small.delivered("2026-12-09 07:30"))["binh"]


async def test_what_must_be_done_is_told_to_both(small: SmallOffice) -> None:
    await away(small, "an", "lan")
    await small.tick(DURING)
    await small.delivered()
    await small.assigned("an")
    told = await small.delivered()
    assert told["an"] == told["lan"] == ["assigned"]


async def test_coming_back_early_ends_it_at_once(small: SmallOffice) -> None:
    code = await small.assigned(ECONOMY)
    await away(small, "binh", "cuc")
    await small.tick(DURING)
    await come_back(small.office, small.by("binh"))
    assert small.name((await small.duty(code)).holder_id) == "binh"
    async with small.refused(NothingWaits):
        await come_back(small.office, small.by("binh"))


async def test_an_absence_slept_through_leaves_everything_where_it_was(small: SmallOffice) -> None:
    code = await small.assigned(ECONOMY)
    await away(small, "binh", "cuc")
    await small.tick("2026-12-10 08:00")
    assert [name for name, _, _ in await small.held(await small.duty(code))] == ["binh"]


async def test_a_chain_of_substitutes_is_followed_and_said(small: SmallOffice) -> None:
    code = await small.assigned(ECONOMY)
    await away(small, "cuc", "an", "2026-12-01 00:00", "2026-12-05 00:00")
    done = await be_away(small.office, small.by("binh"), since=at(FIRST), until=at(LAST), substitute=CAST["cuc"][0])
    assert [one.person_id for one in done.chained] == [small.ids["cuc"]]
    await small.tick(DURING)
    assert small.name((await small.duty(code)).holder_id) == "an"
    await small.tick("2026-12-05 08:00")
    assert small.name((await small.duty(code)).holder_id) == "cuc"
    await small.is_in_order()


async def test_what_is_refused_of_an_absence(small: SmallOffice) -> None:
    await away(small, "binh", "cuc")
    async with small.refused(AbsentAlready):
        await away(small, "binh", "an")
    async with small.refused(SubstitutesInCircle):
        await away(small, "cuc", "binh")
    async with small.refused(SubstitutesInCircle):
        await away(small, "an", "an")
    async with small.refused(SpanUnclear):
        await away(small, "an", "lan", "2026-11-01 00:00", "2026-11-02 00:00")
    async with small.refused(UnknownPerson):
        await be_away(small.office, small.by("an"), since=at(FIRST), until=at(LAST), substitute="Ai Đó")


async def test_a_deputys_answer_closes_under_a_delegation_and_is_a_draft_without(small: SmallOffice) -> None:
    first, second = await small.asked(ECONOMY), await small.asked(ECONOMY)
    await delegate_duty(small.office, small.by("binh"), code=first, name=CAST["cuc"][0])
    await delegate_duty(small.office, small.by("binh"), code=second, name=CAST["cuc"][0])
    draft = await answer_opinion(small.office, small.by("cuc"), code=first, stance=Stance.AGREE)
    assert draft.state is AnswerState.DRAFT
    await empower(small.office, small.by("binh"), name=CAST["cuc"][0], fields=(), since=small.now, until=at(LAST))
    done = await answer_opinion(small.office, small.by("cuc"), code=second, stance=Stance.AGREE)
    assert done.state is AnswerState.FINAL


async def test_a_delegation_ends_by_itself_and_by_the_head(small: SmallOffice) -> None:
    for _ in range(2):
        await empower(
            small.office, small.by("binh"), name=CAST["cuc"][0], fields=("đất đai",), since=small.now, until=at(LAST)
        )
    await withdraw_delegation(small.office, small.by("binh"), name=CAST["cuc"][0])
    async with small.refused(NothingWaits):
        await withdraw_delegation(small.office, small.by("binh"), name=CAST["cuc"][0])
    await empower(small.office, small.by("binh"), name=CAST["cuc"][0], fields=(), since=small.now, until=at(LAST))
    await small.tick(AFTER)
    async with small.refused(NothingWaits):
        await withdraw_delegation(small.office, small.by("binh"), name=CAST["cuc"][0])


@pytest.mark.parametrize("who", ["an", "cuc", "hoa", "thanh"])
async def test_only_a_head_delegates(small: SmallOffice, who: str) -> None:
    async with small.refused(NotAllowed):
        await empower(small.office, small.by(who), name=CAST["lan"][0], fields=(), since=small.now, until=at(LAST))


async def test_a_head_delegates_within_his_unit(small: SmallOffice) -> None:
    for name in ("khanh", "binh"):
        async with small.refused(NotInUnit):
            await empower(
                small.office, small.by("binh"), name=CAST[name][0], fields=(), since=small.now, until=at(LAST)
            )


async def test_the_ladder_goes_on_through_an_absence(small: SmallOffice) -> None:
    code = await small.assigned("an")
    await away(small, "binh", "cuc")
    await small.tick("2026-12-02 09:00")
    told = await small.delivered("2026-12-02 09:00")
    assert "unacknowledged_up" in told["cuc"]
    assert "unacknowledged_up" not in told.get("binh", [])
    assert (await small.duty(code, DutyKind.LEAD)).is_open


# Rights that end, and several events at one moment


async def entries_of(small: SmallOffice, *acts: str) -> list[Entry]:
    async with small.database.reading() as connection:
        return list(reversed(await journal.entries_of_acts(connection, list(acts))))


RIGHTS = (
    *(Act.ABSENCE_ENTERED, Act.ABSENCE_ENDED, Act.ABSENCE_GIVEN_UP, Act.ABSENCE_PASSED, Act.SUBSTITUTION_ENDED),
    *(
        Act.DELEGATION_GIVEN,
        Act.DELEGATION_ENDED,
        Act.DELEGATION_WITHDRAWN,
        Act.GROUP_REGISTERED,
        Act.GROUP_LEFT,
        Act.GROUP_ENDED,
    ),
)


async def rights_agree(small: SmallOffice) -> None:
    """What the journal tells of rights is what the tables say."""
    told = Rights().read(await entries_of(small, *RIGHTS))
    async with small.database.reading() as connection:
        chart = await small.office.chart(connection, small.now)
    assert told.standing_in == {one.id: one.substitute_id for one in chart.absences}
    assert told.signing == {one.id: one.person_id for one in chart.delegations}
    assert told.groups == {unit_id for unit_id, group in chart.groups.items() if group.reachable}


async def placed(small: SmallOffice, who: str, unit: str, role: Role) -> None:
    await enter_person(
        small.office, small.by("hoa"), name=CAST[who][0], unit=unit, position="x", roles=frozenset({role}), moved=True
    )


async def test_rights_are_recounted_from_the_journal(small: SmallOffice) -> None:
    until = at(LAST)
    await register_group(small.office, small.by("binh"), unit=ECONOMY, channel="test", chat_id="-100")
    for name in ("cuc", "an", "lan"):
        await empower(small.office, small.by("binh"), name=CAST[name][0], fields=(), since=small.now, until=until)
    await away(small, "binh", "cuc")
    await away(small, "an", "cuc")
    await away(small, "duc", "khanh", LAST, "2026-12-15 00:00")
    await small.tick(DURING)
    await placed(small, "cuc", LAND, Role.OFFICIAL)
    await rights_agree(small)
    await withdraw_delegation(small.office, small.by("binh"), name=CAST["lan"][0])
    await away(small, "an", "lan", DURING, LAST)
    await small.tick(DURING)
    await rights_agree(small)
    await erase_person(small.office, small.by("hoa"), name=CAST["khanh"][0], reason="nghỉ hưu")
    await rights_agree(small)
    await merge_units(small.office, small.by("hoa"), unit=ECONOMY, into=LAND, notice="NQ 12")
    await small.delivered("2026-12-02 10:00")
    await rights_agree(small)
    await small.tick(AFTER)
    await rights_agree(small)
    whys = [(entry.act, entry.data.get("why")) for entry in await entries_of(small, *RIGHTS) if "why" in entry.data]
    assert whys == [
        (Act.DELEGATION_ENDED, "moved"),
        (Act.SUBSTITUTION_ENDED, "moved"),
        (Act.SUBSTITUTION_ENDED, "moved"),
        (Act.SUBSTITUTION_ENDED, "left"),
        (Act.DELEGATION_ENDED, "merged"),
        (Act.GROUP_ENDED, "merged"),
    ]


async def test_the_unit_goes_to_the_next_whom_the_head_names(small: SmallOffice) -> None:
    code = await small.assigned(ECONOMY)
    await away(small, "binh", "cuc")
    await small.tick(DURING)
    await placed(small, "cuc", LAND, Role.OFFICIAL)
    await away(small, "binh", "an", DURING, LAST)
    await small.tick(DURING)
    assert [name for name, _, _ in await small.held(await small.duty(code))] == ["binh", "cuc", "binh", "an"]
    await small.tick(AFTER)
    assert small.name((await small.duty(code)).holder_id) == "binh"


async def test_a_substitute_who_cannot_be_written_to_is_told_to_the_superior(small: SmallOffice) -> None:
    await small.lose("cuc")
    await away(small, "an", "cuc")
    await small.tick(FIRST)
    told = await small.delivered("2026-12-02 07:30")
    assert told["binh"] == ["uncovered"]
    assert told["hoa"] == ["uncovered"]
    assert "an" not in told


PEOPLE = ["hung", "binh", "cuc", "an", "lan", "duc", "khanh"]
DAYS = [f"2026-12-{day:02} 00:00" for day in range(1, 13)]


@pytest.mark.parametrize("seed", range(8))
async def test_the_events_sum_up_to_what_lies_where(small: SmallOffice, seed: int) -> None:
    """On time or days late: what each event is said to have moved comes to who holds what, and nobody is told of work
    that another's absence moved."""
    chance = random.Random(seed)
    codes = [await small.assigned(unit) for unit in (ECONOMY, ECONOMY, LAND, LAND)]
    start = {(await small.duty(code)).id: (await small.duty(code)).holder_id for code in codes}
    for _ in range(8):
        who, substitute = chance.sample(PEOPLE, 2)
        since, until = sorted(chance.sample(DAYS, 2))
        with suppress(AbsentAlready, SubstitutesInCircle):
            await away(small, who, substitute, since, until)
    late = chance.random() < 0.5
    for day in DAYS if not late else chance.sample(DAYS[:-1], 2) + DAYS[-1:]:
        small.now = max(small.now, at(day))
        await turn_absences(small.office, small.now)
        async with small.database.reading() as connection:
            chart = await small.office.chart(connection, small.now)
        for code in codes:
            duty = await small.duty(code)
            assert chart.is_in_charge(duty.holder_id, duty.unit_id)
    holders, moved = dict(start), 0
    events = await entries_of(small, Act.ABSENCE_BEGAN, Act.ABSENCE_ENDED)
    moves = iter(await entries_of(small, Act.DUTY_HANDED_OVER))
    for event in events:
        told = {event.data["person"], event.data.get("acting", event.data["person"])}
        for duty_id in event.data["handed"]:
            move = next(moves)
            assert move.duty_id == duty_id
            assert move.data["before"] == holders[duty_id]
            assert move.data["holder"] in told
            holders[duty_id] = move.data["holder"]
            moved += 1
    assert next(moves, None) is None, "every move is some event's"
    assert holders == {(await small.duty(code)).id: (await small.duty(code)).holder_id for code in codes}
    for kind in ("standing_in", "back"):
        async with small.database.reading() as connection:
            rows = await connection.exec_driver_sql(f"SELECT data FROM notices WHERE kind = '{kind}'")
            said = [json.loads(row.data) for row in rows]
        by_person = {(event.data["person"], tuple(event.data["handed"])) for event in events}
        for one in said:
            assert (one["person"], one.get("handed_count", 0)) in {
                (person, len(handed)) for person, handed in by_person
            }


@pytest.mark.parametrize("pressed", [False, True])
async def test_who_handed_in_accepts_it_neither_typed_nor_by_a_button(small: SmallOffice, pressed: bool) -> None:
    """A button names the duty: it is asked the same."""
    code = await small.assigned("duc")
    await submit_result(small.office, small.by("duc"), code=code, result=Result(text="báo cáo"))
    await away(small, "hung", "duc")
    await small.tick(DURING)
    duty = await small.duty(code)
    order = replace(small.by("duc"), duty_id=duty.id if pressed else None)
    with pytest.raises(DecidesForOneself) as refused:
        await accept_result(small.office, order, code=code)
    assert refused.value.deciders == (small.ids["hung"],)
    await accept_result(small.office, small.by("hung"), code=code)
    await small.is_in_order()
