"""Whatever anybody does with a task, in whatever order and at whatever times: who holds what since when is never in
doubt, what is refused changes nothing, and the journal alone tells how everything stands (M1–M19, M32, M45, M53)."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select

from actions.clock.audit import verify_journal
from actions.duties import (
    causes,
    clearing,
    corrections,
    crediting,
    decisions,
    dossiers,
    nudges,
    pauses,
    reassignments,
    requests,
    results,
    statements,
    withdrawals,
)
from actions.duties.assignments import Assignment, Stage
from actions.duties.duties import acknowledge_duty, delegate_duty
from actions.duties.results import Result
from actions.duties.tasks import assign_tasks
from actions.opinions.opinions import OpinionQuestion, ask_opinions
from actions.order import Order
from domain.duties.cases import Case, CaseState, Deadline, Label, Source
from domain.duties.charge import judges_part
from domain.duties.corrections import Correction
from domain.duties.duties import AWAITED, Duty, DutyKind, Phase
from domain.duties.statements import BlockerKind, Cause
from domain.journal.entry import Entry
from domain.office.chart import Chart
from domain.payloads.duties import LeftNotice
from domain.refusals import OtherDatesMove, Refusal
from domain.rules.lengths import Urgency
from storage import cases, duties, journal
from storage.database import Database
from storage.tables import journal as journal_table
from storage.tables import metadata, notices
from tests.actions.conftest import Seated
from tests.actions.office import CAST, ECONOMY, LAND, SmallOffice, check_holdings
from tests.actions.replaying import Replay, Told
from tests.copies import Databases

pytestmark = pytest.mark.long(33)

MOST_TRIES = 5
UNTOUCHED = ("cases", "duties", "holdings", "notices", "messages", "statements", "dossiers", "words", "journal_head")
PEOPLE = tuple(CAST)
TO = ("Nguyễn Văn An", "Vũ Thị Lan", "Ngô Văn Khánh", "Phạm Văn Bình", "Trần Quốc Hùng", ECONOMY, LAND)

# Most is tried by whose move it is, so that much is done; the rest by anybody, so that much is refused.
WHO = (*["whose it is"] * 12, "the assigner", "the head", "the holder", *PEOPLE)
BY_HEAD = frozenset({"delegate", "sign"})
BY_ASSIGNER = frozenset(
    {
        "accept",
        "return",
        "decide",
        "pause",
        "resume",
        "reassign",
        "withdraw",
        "correct",
        "set the last deadline",
        "nudge",
    }
)
UNITS = (None, None, None, ECONOMY, LAND)


@dataclass(frozen=True, kw_only=True)
class Given:
    """What a move is tried with."""

    small: SmallOffice
    order: Order
    code: str
    unit: str | None
    to: str
    deadline: Deadline
    number: int  # a choice among a few

    @property
    def yes(self) -> bool:
        return self.number % 3 > 0


def _correction(given: Given) -> Correction:
    return (
        Correction(deadline=given.deadline),
        Correction(urgency=list(Urgency)[given.number]),
        Correction(deadline=given.deadline, title=f"Tên khác {given.number}"),
        Correction(document="45/UBND", source=Source.CONCLUSION, label=Label.HARD),
    )[given.number]


async def _correct(given: Given) -> object:
    """And what else it moves, once that has been shown."""
    wanted: dict[str, Any] = {"code": given.code, "correction": _correction(given)}
    try:
        return await corrections.correct_case(given.small.office, given.order, **wanted)
    except OtherDatesMove as moving:
        return await corrections.correct_case(given.small.office, given.order, **wanted, shown=moving.dates)


def _proposal(given: Given) -> dossiers.Proposal:
    return dossiers.Proposal(position="đề nghị điều chuyển", basis="Điều 24" if given.yes else "")


MOVES: dict[str, Callable[[Given], Awaitable[object]]] = {
    "acknowledge": lambda g: acknowledge_duty(g.small.office, g.order, code=g.code, unit=g.unit),
    "delegate": lambda g: delegate_duty(
        g.small.office, g.order, code=g.code, name=(*TO[:3], g.to)[g.number], unit=g.unit
    ),
    "report": lambda g: statements.report_progress(g.small.office, g.order, code=g.code, text="tiến độ", unit=g.unit),
    "reach a milestone": lambda g: statements.report_progress(
        g.small.office, g.order, code=g.code, text="xong bước", milestone=g.number, unit=g.unit
    ),
    "take an initiative": lambda g: statements.report_progress(
        g.small.office, g.order, code=g.code, text="sáng kiến", is_initiative=True, unit=g.unit
    ),
    "raise a blocker": lambda g: statements.raise_blocker(
        g.small.office, g.order, code=g.code, blocker="vướng", proposal="sửa", kind=BlockerKind.ORDINARY, unit=g.unit
    ),
    "credit what came late": lambda g: crediting.credit_late_words(g.small.office, g.order, code=g.code, unit=g.unit),
    "submit": lambda g: results.submit_result(
        g.small.office, g.order, code=g.code, result=Result(text="đã xong"), unit=g.unit
    ),
    "accept": lambda g: results.accept_result(g.small.office, g.order, code=g.code, unit=g.unit),
    "return": lambda g: results.return_result(g.small.office, g.order, code=g.code, reason="chưa đạt", unit=g.unit),
    "ask for an extension": lambda g: requests.ask_extension(
        g.small.office, g.order, code=g.code, wanted=g.deadline, reason="chờ số liệu", unit=g.unit
    ),
    "ask to be freed": lambda g: requests.ask_refusal(
        g.small.office, g.order, code=g.code, reason="không đúng chức năng", unit=g.unit
    ),
    "ask for a transfer": lambda g: requests.ask_transfer(
        g.small.office, g.order, code=g.code, to=g.to, reason="Không thuộc chức năng, vượt thẩm quyền", unit=g.unit
    ),
    "ask for a direction": lambda g: requests.ask_direction(
        g.small.office, g.order, code=g.code, question="Làm thế nào?", unit=g.unit
    ),
    "decide": lambda g: decisions.decide_request(
        g.small.office, g.order, code=g.code, granted=g.yes, reason="lý do", unit=g.unit
    ),
    "give a direction": lambda g: decisions.give_direction(
        g.small.office, g.order, code=g.code, text="làm thế này", unit=g.unit
    ),
    "hand up": lambda g: dossiers.hand_up(g.small.office, g.order, code=g.code, proposal=_proposal(g)),
    "sign": lambda g: dossiers.sign_dossier(g.small.office, g.order, code=g.code),
    "pause": lambda g: pauses.pause_task(g.small.office, g.order, code=g.code, reason="chờ"),
    "resume": lambda g: pauses.resume_task(g.small.office, g.order, code=g.code),
    "reassign": lambda g: reassignments.reassign_task(
        g.small.office, g.order, code=g.code, to=g.to, reason="đúng việc"
    ),
    "withdraw": lambda g: withdrawals.withdraw_case(g.small.office, g.order, code=g.code, reason="giao nhầm"),
    "correct": _correct,
    "set the last deadline": lambda g: clearing.set_last_deadline(
        g.small.office, g.order, code=g.code, last=g.deadline, reason="tồn đọng", unit=g.unit, anew=g.yes
    ),
    "nudge": lambda g: nudges.nudge_holders(g.small.office, g.order, code=g.code, unit=g.unit),
    "name the cause": lambda g: causes.name_cause(
        g.small.office,
        g.order,
        code=g.code,
        cause=list(Cause)[g.number % 2],
        text="mưa lũ" if g.yes else "",
        unit=g.unit,
    ),
}
# What goes on with a task is tried more often than what is said beside it or ends it.
TRIED = (
    *[move for move in MOVES if move not in {"withdraw", "accept"}] * 2,
    *("withdraw", "accept"),
    *("decide", "decide", "decide", "sign", "sign", "resume", "give a direction", "reassign", "submit", "delegate"),
)


class TaskWalk(RuleBasedStateMachine):
    """The cast does anything at any time with a few tasks; after every step all that must hold is looked at."""

    seated: ClassVar[Seated]
    databases: ClassVar[Databases]
    done: ClassVar[dict[str, int]] = {}

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.address = self.databases.copy(self.seated.address)
        self.small = SmallOffice(Database(self.address), self.seated.ids)
        self.codes: list[str] = []
        self.was: dict[int, Duty] = {}  # the duties after the step before, what had been recorded and owed by then
        self.recorded, self.owed = 0, 0

    def run(self, doing: Coroutine[Any, Any, Any]) -> Any:
        return self.loop.run_until_complete(doing)

    def teardown(self) -> None:
        async def end() -> None:
            sound = await verify_journal(self.small.office)
            assert sound.broken is None
            await self.small.database.close()

        self.run(end())
        self.loop.close()
        self.databases.drop(self.address)

    # What people and the clock do

    @initialize()
    def begin(self) -> None:
        self.assign(random.Random(0))

    @rule(luck=st.integers(0, 2**64))
    def something_happens(self, luck: int) -> None:
        """The details are drawn from one number, evenly; what is left out of a failing walk is whole steps."""
        chance = random.Random(luck)
        happens = (self.do, self.time_passes, self.assign, self.ask_for_an_opinion)
        chance.choices(happens, (20, 3, 2, 1))[0](chance)

    def assign(self, chance: random.Random) -> None:
        deadline = self.deadline(chance)
        stages = tuple(
            Stage(
                title=f"Mốc {hours}",
                deadline=Deadline(moment=deadline.moment - timedelta(hours=hours), names_hour=True),
            )
            for hours in range(chance.randrange(3))
        )
        who = chance.choice(("hoa", "hoa", "hoa", "hung", "binh", "an"))
        form = Assignment(
            lead=chance.choice((ECONOMY, ECONOMY, *TO, f"{ECONOMY}; {LAND}", "Vũ Thị Lan\nNgô Văn Khánh")),
            title="Báo cáo giải ngân",
            product="Báo cáo",
            deadline=deadline,
            coordinating=chance.choice(((), (LAND,), (ECONOMY, LAND))),
            watching=chance.choice(((), (ECONOMY,))),
            assigner=CAST["hung"][0] if who == "hoa" else None,
            urgency=chance.choice(list(Urgency)),
            milestones=stages,
            source=chance.choice((None, None, None, Source.COMPLAINT)),
        )
        assigned = self.attempt(lambda: assign_tasks(self.small.office, self.order(who, 0), form))
        self.codes = [*self.codes, *(one.case.code for one in assigned or ())][-4:]

    def ask_for_an_opinion(self, chance: random.Random) -> None:
        question = OpinionQuestion(
            title="Dự thảo",
            proposal="Ban hành",
            asked=((LAND, "liên quan"),),
            deadline=self.deadline(chance),
            serves=chance.choice(self.codes),
        )
        self.attempt(lambda: ask_opinions(self.small.office, self.order("binh", 0), question))

    def do(self, chance: random.Random) -> None:
        """Somebody tries one thing after another until something is done."""
        any(self.is_done(chance) for _ in range(MOST_TRIES))

    def is_done(self, chance: random.Random) -> bool:
        code, unit, move = chance.choice(self.codes[-2:]), chance.choice(UNITS), chance.choice(TRIED)
        who = self.run(self.person(chance.choice(WHO), move, code, unit))
        given = Given(
            small=self.small,
            order=self.order(who, chance.choice((0, 0, 0, 5, 700))),
            code=code,
            unit=unit,
            to=chance.choice(TO),
            deadline=self.deadline(chance),
            number=chance.randrange(4),
        )
        if self.attempt(lambda: MOVES[move](given)) is None:
            return False
        self.done[move] = self.done.get(move, 0) + 1
        return True

    def time_passes(self, chance: random.Random) -> None:
        self.small.now += timedelta(minutes=chance.choice((1, 30, 300, 1440, 4000, 20000)))
        self.run(self.small.tick())

    # What they need for it

    def deadline(self, chance: random.Random) -> Deadline:
        day = self.small.now + timedelta(days=chance.randrange(-1, 25))
        while day.weekday() > 4:
            day += timedelta(days=1)
        moment = day.replace(hour=chance.choice((9, 17)), minute=0, second=0, microsecond=0)
        return Deadline(moment=moment, names_hour=moment.hour == 9 or chance.random() < 0.5)

    def order(self, who: str, ago: int) -> Order:
        said = self.small.now - timedelta(minutes=ago)
        return Order(now=self.small.now, said_at=said, via="test", sender_id=self.small.ids[who])

    async def person(self, who: str, move: str, code: str, unit: str | None) -> str:
        if who in self.small.ids:
            return who
        case = await self.small.case(code)
        async with self.small.office.look(self.small.by("hoa")) as view:
            owed = [duty for duty in await duties.duties_of_case(view.connection, case.id) if duty.about_id is None]
            named = [one for one in owed if one.unit_id is not None and view.chart.units[one.unit_id].name == unit]
            duty = (named or owed)[0]
            head = view.chart.in_charge_of(duty.unit_id)
        assert head is not None
        if who == "the holder" or (who == "whose it is" and move not in BY_HEAD | BY_ASSIGNER):
            return self.small.name(duty.holder_id)
        return self.small.name(head.id if who == "the head" or move in BY_HEAD else case.assigner_id)

    def attempt(self, act: Callable[[], Awaitable[Any]]) -> Any:
        """Do it, or be refused and find everything as it was."""

        async def attempted() -> Any:
            before = await self.rows()
            try:
                return await act()
            except Refusal:
                assert await self.rows() == before
                return None

        return self.run(attempted())

    async def rows(self) -> list[Any]:
        async with self.small.database.reading() as connection:
            return [
                (
                    await connection.execute(select(metadata.tables[name]).order_by(*metadata.tables[name].primary_key))
                ).all()
                for name in UNTOUCHED
            ]

    # What must hold

    @invariant()
    def everything_is_in_order(self) -> None:
        if self.codes:
            self.run(self._check())

    async def _check(self) -> None:
        async with self.small.database.reading() as connection:
            known = await cases.cases_of(connection, range(1, 100))
            every = [one for key in known for one in await duties.duties_of_case(connection, key)]
            held = await duties.holdings_of(connection, [duty.id for duty in every])
            chart = await self.small.office.chart(connection, self.small.now)
            entries = [
                journal.entry_of(row)
                for row in await connection.execute(select(journal_table).order_by(journal_table.c.seq))
            ]
            owed = (await connection.execute(select(notices).order_by(notices.c.id))).all()
        check_told(self.was, every, entries[self.recorded :], owed[self.owed :])
        self.was, self.recorded, self.owed = {duty.id: duty for duty in every}, len(entries), len(owed)
        by_id = {duty.id: duty for duty in every}
        for duty in every:
            check_holdings(duty, [one for one in held if one.duty_id == duty.id])
            check_duty(duty, known[duty.case_id], by_id)
        tasks = {case.id: case for case in known.values() if case.code.startswith("NV")}
        for case in tasks.values():
            check_case(case, [duty for duty in every if duty.case_id == case.id], chart)
        told = Replay().read(one for one in entries if one.case_id in tasks)
        assert told.duties == {duty.id: Told.of(duty) for duty in every if duty.case_id in tasks}
        assert told.states == {case.id: case.state for case in tasks.values()}
        assert told.deadlines == {case.id: case.deadline for case in tasks.values()}
        assert told.assigners == {case.id: (case.assigner_id, case.registrar_id) for case in tasks.values()}


def check_told(was: dict[int, Duty], every: list[Duty], entries: list[Entry], owed: Sequence[Any]) -> None:
    """Whoever held, drafted, handed in or was named for what has ended or left a desk, and did not do it, has
    been told once (docs/decisions/0090)."""
    left = Counter((one.recipient_id, one.case_id) for one in owed if one.kind == LeftNotice.kind)
    assert max(left.values(), default=1) == 1, "told twice"
    told = {(one.recipient_id, one.case_id) for one in owed}
    for duty in every:
        before = was.get(duty.id)
        if before is None or not before.is_open or (duty.is_open and duty.holder_id == before.holder_id):
            continue
        waits = before.phase in AWAITED or before.kind is DutyKind.DECISION
        stakes = {before.holder_id, before.named_id, before.asked_by_id if waits else None} - {None}
        done = [one for one in entries if one.case_id == duty.case_id]
        acted = {key for one in done for key in (one.actor_id, one.data.get("on_behalf"))}
        has_it = {duty.holder_id} if duty.is_open else set[int]()
        untold = {one for one in stakes - acted - has_it if (one, duty.case_id) not in told}
        assert not untold, f"{before} → {duty}: {untold} were told nothing"


def check_duty(duty: Duty, case: Case, by_id: dict[int, Duty]) -> None:
    assert duty.is_open == (duty.next_step_at is not None)
    assert not duty.is_open or case.closed_at is None
    assert all(stage.reached_at or stage.deadline.moment <= duty.deadline.moment for stage in duty.stages)
    assert duty.last == duty.binding_last, "no deadline has come to lie behind the last one"
    assert (duty.paused_at is not None) or duty.phase is not Phase.PAUSED
    if duty.is_open and duty.about_id is not None:
        assert by_id[duty.about_id].is_open, "a request waits about what has ended"


def check_case(case: Case, owed: list[Duty], chart: Chart) -> None:
    (lead,) = (duty for duty in owed if duty.kind is DutyKind.LEAD)
    assert (case.state is CaseState.OPEN) == any(duty.is_open for duty in owed) == lead.is_open
    assert lead.deadline == case.deadline
    for part in owed:
        if part.kind is DutyKind.COORDINATING and part.phase is Phase.SUBMITTED:
            judge = judges_part(chart, lead, case, by={part.asked_by_id or 0})
            assert part.holder_id == judge.id, "a part waits with somebody else than who leads"


EXAMPLES = {"sqlite": 4, "postgresql": 1}
STEPS = 45


def test_whatever_is_done_with_a_task_leaves_everything_in_order(
    database_kind: str, seated: Seated, databases: Databases
) -> None:
    """Walks that hypothesis looks for, and shortens where one fails."""
    TaskWalk.seated, TaskWalk.databases = seated, databases
    run_state_machine_as_test(
        TaskWalk,
        settings=settings(
            max_examples=EXAMPLES[database_kind],
            stateful_step_count=40,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            print_blob=True,
        ),
    )


@pytest.mark.parametrize("seed", range(2))
def test_a_long_walk_leaves_everything_in_order(seated: Seated, databases: Databases, seed: int) -> None:
    """The same for longer, along paths that are known to try nearly every move."""
    TaskWalk.seated, TaskWalk.databases, TaskWalk.done = seated, databases, {}
    walk, chance = TaskWalk(), random.Random(seed)
    try:
        walk.begin()
        for _ in range(STEPS):
            walk.something_happens(chance.getrandbits(64))
            walk.everything_is_in_order()
    finally:
        walk.teardown()
    assert len(walk.done) > len(MOVES) // 2, "the walk does too little"
