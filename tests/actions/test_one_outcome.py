"""Whatever the order of answers, signatures, absences, changes of head and moves of the clock: each unit that is
asked ends in exactly one outcome, and consent is never deemed of one that answered in time (M22, M23)."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actions.duties.decisions import decide_request
from actions.duties.duties import acknowledge_duty, delegate_duty
from actions.duties.requests import ask_extension
from actions.office import absences, people
from actions.opinions.answers import answer_opinion
from actions.opinions.dossiers import Supply, supply_dossier
from actions.opinions.signatures import sign_opinion
from actions.order import Order
from domain.duties.cases import Deadline
from domain.duties.duties import Duty, DutyKind, Outcome, Phase
from domain.duties.opinions import AnswerState, Stance
from domain.office.calendar import Calendar
from domain.office.people import Role
from domain.refusals import Refusal
from storage import duties, opinions
from storage.database import Database
from tests.actions.conftest import Seated
from tests.actions.office import CAST, ECONOMY, LAND, SmallOffice, at
from tests.copies import Databases

UNITS = (ECONOMY, LAND)
IN = {ECONOMY: ("binh", "cuc", "an", "lan"), LAND: ("duc", "khanh")}
SUPPLY = Supply(text="bản đồ")
REASONS = ("thiếu vốn", "theo quy định")

units = st.sampled_from(UNITS)
moves = st.one_of(
    st.tuples(st.just("answer"), units, st.integers(0, 3), st.sampled_from(Stance), st.sampled_from(REASONS)),
    st.tuples(st.just("answer"), units, st.integers(0, 3), st.sampled_from(Stance), st.sampled_from(REASONS)),
    st.tuples(st.just("sign"), units, st.integers(0, 3)),
    st.tuples(st.just("delegate"), units, st.integers(0, 3)),
    st.tuples(st.just("acknowledge"), units, st.integers(0, 3)),
    st.tuples(st.just("supply"), units),
    st.tuples(st.just("extend"), units, st.booleans()),
    st.tuples(st.just("change_head"), units, st.integers(0, 3)),
    st.tuples(st.just("leave"), units, st.integers(0, 3), st.integers(0, 3), st.sampled_from([1, 600, 6000])),
    st.tuples(st.just("come_back"), units, st.integers(0, 3)),
    st.tuples(st.just("wait"), st.sampled_from([1, 40, 300, 1440, 5000]), st.booleans()),
)


@dataclass
class Play:
    """One request to two units, and all that is done about it. What was said may be handled later, but nothing is
    deemed before all that was said has been read: so never earlier than `heard`."""

    small: SmallOffice
    code: str
    heard: datetime
    calendar: Calendar
    lags: list[int]
    in_time: set[int] = field(default_factory=set)

    def order(self, who: str) -> Order:
        lag = timedelta(minutes=self.lags.pop() if self.lags else 0)
        said = max(self.heard, self.small.now - lag)
        return Order(now=self.small.now, said_at=said, via="test", sender_id=self.small.ids[who])

    async def opinion_of(self, unit: str) -> Duty:
        return await self.small.duty(self.code, DutyKind.OPINION, unit=unit)

    async def head_of(self, unit: str) -> str:
        async with self.small.office.look(self.small.by("hoa")) as view:
            duty = await self.opinion_of(unit)
            head = view.chart.in_charge_of(duty.unit_id)
            return self.small.name(head.id) if head else "hung"

    async def take(self, move: tuple[object, ...]) -> None:
        name, *given = move
        with suppress(Refusal):  # what is not allowed now is refused, and changes nothing
            await getattr(self, f"do_{name}")(*given)

    async def do_answer(self, unit: str, who: int, stance: Stance, reasons: str) -> None:
        order = self.order(IN[unit][who % len(IN[unit])])
        before = await self.opinion_of(unit)
        done = await answer_opinion(self.small.office, order, code=self.code, stance=stance, reasons=reasons, unit=unit)
        self.judge(before, order, done.state)

    async def do_sign(self, unit: str, who: int) -> None:
        order = self.order(IN[unit][who % len(IN[unit])])
        before = await self.opinion_of(unit)
        done = await sign_opinion(self.small.office, order, code=self.code, unit=unit)
        self.judge(before, order, done.state)

    def judge(self, before: Duty, order: Order, state: AnswerState | None) -> None:
        """Late is what was said after the deadline, and only that."""
        deadline = before.late_from(self.calendar)
        assert (state is AnswerState.LATE) == (max(order.said_at, before.held_since) > deadline)
        if state is AnswerState.FINAL:
            self.in_time.add(before.id)

    async def do_delegate(self, unit: str, who: int) -> None:
        name = CAST[IN[unit][who % len(IN[unit])]][0]
        head = await self.head_of(unit)
        await delegate_duty(self.small.office, self.order(head), code=self.code, name=name, unit=unit)

    async def do_acknowledge(self, unit: str, who: int) -> None:
        order = self.order(IN[unit][who % len(IN[unit])])
        await acknowledge_duty(self.small.office, order, code=self.code, unit=unit)

    async def do_supply(self, unit: str) -> None:
        await supply_dossier(self.small.office, self.order("hung"), code=self.code, what=SUPPLY, unit=unit)

    async def do_extend(self, unit: str, granted: bool) -> None:
        day = (self.small.now + timedelta(days=9)).replace(hour=17, minute=0)
        wanted = Deadline(moment=day, names_hour=False)
        head = await self.head_of(unit)
        await ask_extension(self.small.office, self.order(head), code=self.code, wanted=wanted, reason="chờ", unit=unit)
        await decide_request(
            self.small.office, self.order("hung"), code=self.code, granted=granted, reason="r", unit=unit
        )

    async def do_change_head(self, unit: str, who: int) -> None:
        """Another takes the unit over, and the head that was is an official like others."""
        new = IN[unit][who % len(IN[unit])]
        old = await self.head_of(unit)
        for key, role in ((old, Role.OFFICIAL), (new, Role.HEAD)):
            if key in IN[unit]:
                await people.enter_person(
                    self.small.office,
                    self.small.by("hoa"),
                    name=CAST[key][0],
                    unit=unit,
                    position="Chức vụ",
                    roles=frozenset({role}),
                )

    async def do_leave(self, unit: str, who: int, substitute: int, minutes: int) -> None:
        """Away from now on, or from tomorrow; it begins and ends by the clock, and what the head holds goes with it."""
        others = [*IN[unit], "hung"]
        since = self.small.now if minutes < 6000 else self.small.now + timedelta(days=1)
        await absences.be_away(
            self.small.office,
            self.small.by(IN[unit][who % len(IN[unit])]),
            since=since,
            until=since + timedelta(minutes=minutes),
            substitute=CAST[others[substitute % len(others)]][0],
        )

    async def do_come_back(self, unit: str, who: int) -> None:
        await absences.come_back(self.small.office, self.small.by(IN[unit][who % len(IN[unit])]))

    async def do_wait(self, minutes: int, heard: bool) -> None:
        self.small.now += timedelta(minutes=minutes)
        if heard:
            self.heard = self.small.now
        await self.small.tick(heard=heard)

    async def to_the_end(self) -> None:
        """Time goes on until nothing is open; a dossier that was asked for comes."""
        for _ in range(6):
            for unit in UNITS:
                if (await self.opinion_of(unit)).phase is Phase.LACKING:
                    await self.do_supply(unit)
            await self.do_wait(30 * 24 * 60, True)

    async def check(self) -> None:
        owed = [await self.opinion_of(unit) for unit in UNITS]
        async with self.small.database.reading() as connection:
            given = await opinions.answers_to(connection, [duty.id for duty in owed])
            deemed = await opinions.deemed_of(connection, [duty.id for duty in owed])
            every = await duties.duties_of_case(connection, owed[0].case_id)
        for duty in owed:
            finals = sum(one.state is AnswerState.FINAL for one in given.get(duty.id, ()))
            expected = Outcome.ANSWERED if duty.id in self.in_time else Outcome.DEEMED
            assert (duty.outcome, finals, duty.id in deemed) == (
                expected,
                int(expected is Outcome.ANSWERED),
                expected is Outcome.DEEMED,
            )
        assert not any(duty.is_open for duty in every)
        await self.small.is_in_order()


async def played(
    address: str, ids: dict[str, int], taken: list[tuple[object, ...]], lags: list[int], hour: bool
) -> None:
    database = Database(address)
    small = SmallOffice(database, ids)
    due = Deadline(moment=at("2026-12-03 17:00"), names_hour=hour)
    code = await small.asked(*UNITS, by="hung", deadline=due)
    async with small.office.look(small.by("hoa")) as view:
        play = Play(small=small, code=code, heard=small.now, calendar=view.calendar, lags=lags)
    for move in taken:
        await play.take(move)
    await play.to_the_end()
    await play.check()
    await database.close()


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    taken=st.lists(moves, max_size=18),
    lags=st.lists(st.sampled_from([0, 5, 90, 2000]), max_size=18),
    hour=st.booleans(),
)
def test_each_unit_ends_in_exactly_one_outcome(
    seated_sqlite: Seated,
    sqlite_databases: Databases,
    taken: list[tuple[object, ...]],
    lags: list[int],
    hour: bool,
) -> None:
    address = sqlite_databases.copy(seated_sqlite.address)
    asyncio.run(played(address, seated_sqlite.ids, taken, list(lags), hour))
    sqlite_databases.drop(address)
