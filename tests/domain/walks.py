"""Registers that came about by chance, and an account of each task that was kept beside them: what must agree with
the figures."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from hypothesis import strategies as st

from domain.duties.cases import Deadline
from domain.duties.duties import DecisionKind, DutyKind, Outcome, Phase
from domain.duties.statements import BlockerKind, Cause, StatementKind
from domain.figures.figures import Grouping
from domain.figures.records import Box, Register
from tests.domain.cast import AN, BINH, CLERK, DUC, ECONOMY, KHANH, LAND, LEADER, OFFICE, PLAIN, at
from tests.domain.registers import Life, register

FIRST = at("2026-10-01 00:00")
MINUTE = timedelta(minutes=1)
WORKERS = ((AN, ECONOMY), (BINH, ECONOMY), (DUC, LAND), (KHANH, LAND), (CLERK, OFFICE))
ACCEPTING = (LEADER, CLERK, BINH)

MOVES = {
    Phase.WORKING: ("acknowledge", "pass", "submit", "pause", "extend", "transfer", "free", "say", "withdraw"),
    Phase.SUBMITTED: ("accept", "return", "follow", "withdraw"),
    Phase.PAUSED: ("resume", "withdraw"),
    Phase.FREED: ("pass", "withdraw"),
}
SAYINGS = (
    (StatementKind.PROGRESS, None),
    (StatementKind.BLOCKER, BlockerKind.ORDINARY),
    (StatementKind.BLOCKER, BlockerKind.CONFLICTING_LAW),
    (StatementKind.INITIATIVE, None),
)


@dataclass
class Account:
    """What happened to a task, one line for each event: enough to say where it stood at any moment."""

    opened_at: datetime
    lines: list[tuple[datetime, str, Deadline | None]] = field(default_factory=list)

    def box(self, moment: datetime) -> Box:
        due, handed_in, paused, ended = self.lines[0][2], None, None, None
        for when, what, deadline in self.lines:
            if when > moment:
                break
            due = deadline or due
            match what:
                case "submit":
                    handed_in = when
                case "return":
                    handed_in = None
                case "pause":
                    paused = when
                case "resume":
                    paused = None
                case "accept" | "withdraw":
                    ended = what
        assert due is not None
        if ended == "withdraw":
            return Box.CANCELLED
        judged, passes = handed_in or paused or moment, due.passes_at(PLAIN)
        late = judged > passes or (judged == passes and handed_in is None)
        if ended:
            return Box.DONE_LATE if late else Box.DONE_ON_TIME
        return Box.OPEN_OVERDUE if late else Box.OPEN_ON_TIME

    def was_open(self, since: datetime, moment: datetime) -> bool:
        ends = [when for when, what, _ in self.lines if what in {"accept", "withdraw"}]
        return self.opened_at <= moment and (not ends or ends[0] >= since)

    def ended_at(self) -> datetime | None:
        return next((when for when, what, _ in self.lines if what == "accept"), None)


@dataclass
class Walk:
    known: Register
    accounts: list[Account]


def deadlines(after: datetime) -> st.SearchStrategy[Deadline]:
    return st.builds(
        lambda days, minutes, names_hour: Deadline(
            moment=(after + timedelta(days=days)).replace(hour=17, minute=0)
            if not names_hour
            else after + timedelta(days=days, minutes=minutes),
            names_hour=names_hour,
        ),
        st.integers(0, 25),
        st.integers(0, 1439),
        st.booleans(),
    )


@st.composite
def duties(draw, number: int, kind: DutyKind = DutyKind.LEAD, of: Life | None = None):
    opened = FIRST + draw(st.integers(0, 45 * 24 * 60)) * MINUTE if of is None else of.opened_at
    holder, unit = draw(st.sampled_from(WORKERS))
    deadline = draw(deadlines(opened))
    life = Life(
        number,
        opened=opened,
        due=deadline,
        kind=kind,
        holder=holder,
        unit=unit,
        of=of,
        field=draw(st.sampled_from([None, "Đất đai", "đất đai", "Đầu tư"])) if of is None else of.case.field,
        assigner_id=draw(st.sampled_from(ACCEPTING)) if of is None else of.case.assigner_id,
        document=draw(st.sampled_from(["", "12/UBND"])) if of is None else of.case.document,
    )
    account = Account(opened, [(opened, "open", deadline)])
    now = opened
    for _ in range(draw(st.integers(0, 7))):
        now += draw(st.integers(1, 12 * 24 * 60)) * MINUTE
        what = draw(st.sampled_from(MOVES[life.present.phase]))
        deadline = move(draw, life, what, now)
        account.lines.append((now, what, deadline))
        if life.closed_at is not None:
            break
    if draw(st.booleans()):
        life.cause(draw(st.sampled_from(list(Cause))), now, confirmed=draw(st.sampled_from([None, now + MINUTE])))
    return life, account


def move(draw, life: Life, what: str, now: datetime) -> Deadline | None:
    """Make the move; returns the deadline that it brings."""
    if what in {"extend", "resume"}:
        return move_deadline(draw, life, what, now)
    if what in {"transfer", "free"}:
        give_up(draw, life, what, now)
    elif what == "acknowledge":
        life.stretches[-1] = replace(life.present, acknowledged_at=life.present.acknowledged_at or now)
    elif what == "say":
        kind, detail = draw(st.sampled_from(SAYINGS))
        life.says(kind, now, detail)
    else:
        PLAIN_MOVES[what](draw, life, now)
    return None


PLAIN_MOVES = {
    "pass": lambda draw, life, now: life.goes(now, Phase.WORKING, *draw(st.sampled_from(WORKERS))),
    "submit": lambda draw, life, now: life.submitted(now, to=draw(st.sampled_from(ACCEPTING))),
    "follow": lambda draw, life, now: life.goes(now, Phase.SUBMITTED, draw(st.sampled_from(ACCEPTING))),
    "return": lambda _, life, now: life.returned(now),
    "accept": lambda _, life, now: life.closed(now),
    "withdraw": lambda _, life, now: life.closed(now, Outcome.WITHDRAWN),
    "pause": lambda _, life, now: life.paused(now),
}


def move_deadline(draw, life: Life, what: str, now: datetime) -> Deadline:
    deadline = draw(deadlines(now))
    if what == "resume":
        life.resumed(now, deadline)
    else:
        life.asks(DecisionKind.EXTENSION, now, until=now, outcome=Outcome.GRANTED).now_due(now, deadline)
    return deadline


def give_up(draw, life: Life, what: str, now: datetime) -> None:
    kind = DecisionKind.TRANSFER if what == "transfer" else DecisionKind.REFUSAL
    life.asks(kind, now, until=now, outcome=Outcome.GRANTED, upward=draw(st.booleans()))
    if what == "free":
        life.goes(now, Phase.FREED, life.case.assigner_id)
    else:
        life.goes(now, Phase.WORKING, *draw(st.sampled_from(WORKERS)))


@st.composite
def walks(draw) -> Walk:
    lives, accounts = [], []
    for number in range(1, draw(st.integers(1, 5)) + 1):
        lead, account = draw(duties(number))
        lives.append(lead)
        accounts.append(account)
        if draw(st.booleans()):
            lives.append(draw(duties(number, DutyKind.COORDINATING, lead))[0])
    return Walk(register(lives), accounts)


def scope_of(grouping: Grouping, key: object) -> dict[str, object]:
    names = {
        Grouping.UNIT: "unit_id",
        Grouping.PERSON: "person_id",
        Grouping.FIELD: "field",
        Grouping.RANK: "rank",
        Grouping.ASSIGNER: "assigner_id",
        Grouping.DOCUMENT: "document",
    }
    return {names[grouping]: key}
