"""Whatever people do in whatever order at whatever times: what is held, due and recorded stays in order."""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from actions.clock.audit import verify_journal
from actions.delivery import delivery
from actions.duties.decisions import decide_request
from actions.duties.duties import acknowledge_duty, delegate_duty
from actions.duties.requests import ask_extension
from actions.duties.results import Result, accept_result, return_result, submit_result
from actions.duties.statements import report_progress
from actions.opinions.answers import answer_opinion
from actions.opinions.circulars import Circular, send_circular
from actions.opinions.dossiers import Supply, supply_dossier
from actions.opinions.reconciliations import Minutes, reconcile_opinions
from actions.opinions.signatures import sign_opinion
from actions.order import Order
from domain.duties.cases import Deadline
from domain.duties.opinions import Stance
from domain.refusals import Refusal
from domain.rules.lengths import Urgency
from tests.actions.office import CAST, ECONOMY, LAND, SmallOffice

MOVES = 120
SUPPLY, MINUTES = Supply(text="hồ sơ"), Minutes(text="đã họp")
Move = Callable[["Walk"], Awaitable[object]]


class Walk:
    """A seeded stroll of the cast through everything that can be done."""

    def __init__(self, small: SmallOffice, seed: int) -> None:
        self.small = small
        self.chance = random.Random(seed)
        self.codes: list[str] = []
        self.done = 0
        self.refused = 0

    async def begin(self) -> None:
        self.codes += [await self.small.assigned(ECONOMY, coordinating=(LAND,)), await self.small.asked(ECONOMY)]

    def order(self) -> Order:
        """Of anybody, said now or some time before it is handled."""
        small = self.small
        said = small.now - timedelta(minutes=self.chance.choice([0, 0, 0, 5, 600]))
        who = self.chance.choice(list(CAST))
        return Order(now=small.now, said_at=said, via="test", sender_id=small.ids[who])

    @property
    def code(self) -> str:
        return self.chance.choice(self.codes)

    @property
    def unit(self) -> str | None:
        return self.chance.choice([None, None, ECONOMY, LAND])

    def deadline(self) -> Deadline:
        day = self.small.now.replace(hour=17, minute=0, second=0) + timedelta(days=self.chance.randrange(1, 15))
        return Deadline(moment=day, names_hour=self.chance.random() < 0.5)

    async def assign(self) -> None:
        lead = self.chance.choice(["an", "lan", "khanh", ECONOMY, LAND])
        parts = self.chance.choice([(), (LAND,), (ECONOMY, LAND)])
        urgency = self.chance.choice(list(Urgency))
        code = await self.small.assigned(lead, deadline=self.deadline(), coordinating=parts, urgency=urgency)
        self.codes.append(code)

    async def ask(self) -> None:
        units = self.chance.choice([(ECONOMY,), (ECONOMY, LAND)])
        signing = self.chance.random() < 0.8
        self.codes.append(await self.small.asked(*units, by="hung", deadline=self.deadline(), signing=signing))

    async def answer(self) -> None:
        stance = self.chance.choice([*Stance, Stance.LACKING])
        await answer_opinion(
            self.small.office, self.order(), code=self.code, stance=stance, reasons="lý do", unit=self.unit
        )

    async def circulate(self) -> None:
        to = self.chance.choice([(ECONOMY,), (LAND, "Nguyễn Văn An"), ("Phạm Văn Bình",)])
        sent = await send_circular(self.small.office, self.order(), Circular(title="Quy chế", to=to))
        self.codes.append(sent.case.code)

    async def wait(self) -> None:
        """Time passes, the clock ticks, and the post goes out with more or less luck."""
        small = self.small
        small.now += timedelta(minutes=self.chance.choice([1, 30, 300, 1440, 4000]))
        if self.chance.random() < 0.8:
            await small.heard()
        while await small.tick(heard=False):
            if self.chance.random() < 0.5:
                break
        for outgoing in await small.claimed():
            match self.chance.randrange(8):
                case 0:
                    await delivery.note_not_sent(small.office, outgoing, now=small.now, reason="dns")
                case 1:
                    await delivery.note_uncertain(small.office, outgoing, now=small.now, reason="timeout")
                case 2:
                    pass  # the sender dies
                case _:
                    await delivery.note_sent(small.office, outgoing, outgoing.notices, platform_id="1", now=small.now)

    async def step(self) -> None:
        moves: list[tuple[int, Move]] = [
            (8, Walk.wait),
            (2, Walk.assign),
            (2, Walk.ask),
            (3, Walk.answer),
            (3, lambda w: acknowledge_duty(w.small.office, w.order(), code=w.code, unit=w.unit)),
            (2, lambda w: report_progress(w.small.office, w.order(), code=w.code, text="tiến độ", unit=w.unit)),
            (3, lambda w: submit_result(w.small.office, w.order(), code=w.code, result=Result(text="x"), unit=w.unit)),
            (3, lambda w: accept_result(w.small.office, w.order(), code=w.code, unit=w.unit)),
            (2, lambda w: return_result(w.small.office, w.order(), code=w.code, reason="thiếu", unit=w.unit)),
            (
                3,
                lambda w: delegate_duty(
                    w.small.office, w.order(), code=w.code, name=w.chance.choice(list(CAST.values()))[0], unit=w.unit
                ),
            ),
            (
                3,
                lambda w: ask_extension(
                    w.small.office, w.order(), code=w.code, wanted=w.deadline(), reason="chờ", unit=w.unit
                ),
            ),
            (
                3,
                lambda w: decide_request(
                    w.small.office, w.order(), code=w.code, granted=w.chance.random() < 0.6, reason="r", unit=w.unit
                ),
            ),
            (1, Walk.circulate),
            (2, lambda w: reconcile_opinions(w.small.office, w.order(), code=w.code, minutes=MINUTES, unit=w.unit)),
            (2, lambda w: sign_opinion(w.small.office, w.order(), code=w.code, unit=w.unit)),
            (
                2,
                lambda w: supply_dossier(w.small.office, w.order(), code=w.code, what=SUPPLY, unit=w.unit),
            ),
        ]
        (move,) = self.chance.choices([move for _, move in moves], [weight for weight, _ in moves])
        try:
            await move(self)
            self.done += 1
        except Refusal:
            self.refused += 1


@pytest.mark.parametrize("seed", range(4))
async def test_a_random_walk_leaves_everything_in_order(small: SmallOffice, seed: int) -> None:
    """At the end of every such test the holding intervals are summed, next steps looked for, the journal verified."""
    walk = Walk(small, seed)
    await walk.begin()
    anchors = []
    for number in range(MOVES):
        await walk.step()
        if number % 30 == 0:
            await small.is_in_order()
            anchors.append((await verify_journal(small.office)).head)
    assert walk.done > MOVES // 6
    assert walk.refused > 0
    for anchor in anchors:
        assert (await verify_journal(small.office, anchor=anchor)).broken is None


async def test_after_the_walk_the_clock_comes_to_rest(small: SmallOffice) -> None:
    """However tangled the office is left, each tick takes what has come and nothing is due behind it."""
    walk = Walk(small, 99)
    await walk.begin()
    for _ in range(MOVES):
        await walk.step()
    for _ in range(5):
        small.now += timedelta(days=9)
        await small.tick()
        assert await small.tick() == 0
