"""Every figure of a report once more, from the journal alone: slowly, plainly, apart from the code that makes reports.

Nothing is taken from what computes figures (domain/figures/reports.py and what it stands on) or loads records; the
shapes are shared, so that the two can be compared. The formulas are those of docs/figures.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from itertools import pairwise
from typing import Any

from domain.duties.statements import Cause
from domain.figures.figures import Boxes, Figures, Grouping, OpinionFigures, Spread
from domain.figures.records import Box
from domain.rules.policy import Policy
from tests.oracle.replay_model import Owed, Turn, Work
from tests.oracle.replay_status import ReplayedStatus
from tests.oracle.replay_tasks import TaskReplay
from tests.oracle.slow_calendar import SlowCalendar

MOMENT = timedelta(microseconds=1)
RANKS = (("leader", "leader"), ("head", "head"), ("acting_head", "head"), ("office", "office"))


@dataclass(frozen=True)
class Row:
    """One thing to be counted: what, how much of it, and to whom it is counted."""

    what: str
    value: Any
    person: int
    unit: int | None
    owed: Owed


class Recount:
    """The figures of one time as of one moment, each computed anew."""

    def __init__(
        self,
        replay: TaskReplay,
        *,
        since: datetime,
        until: datetime,
        at: datetime,
        slow: SlowCalendar,
        policies: Mapping[int, Policy],
    ) -> None:
        self.replay, self.since, self.until = replay, since, until
        self.slow, self.policies = slow, policies
        self.end = min(at, until)
        self.moment = at if at < until else until - MOMENT
        self.duties = [owed for owed in replay.duties.values() if self.was_open(owed, since, self.moment)]
        self._there: dict[tuple[int, datetime], list[tuple[int, Work]]] = {}
        self.statuses = {owed.id: ReplayedStatus(owed, self.moment, slow) for owed in self.duties}

    @staticmethod
    def was_open(owed: Owed, since: datetime, moment: datetime) -> bool:
        return owed.opened <= moment and (owed.closed is None or owed.closed >= since)

    def within(self, moment: datetime | None) -> bool:
        return moment is not None and self.since <= moment <= self.moment

    # Where people are

    def unit_of(self, person: int, at: datetime) -> int | None:
        """Of who has left, the last one."""
        works = [work for work in self.replay.works.get(person, []) if work.unit is not None]
        begun = [work for work in works if work.since <= at] or works[:1]
        return begun[-1].unit if begun else None

    def unit_of_turn(self, turn: Turn) -> int | None:
        if turn.phase in {"working", "paused", "drafted"} and turn.unit is not None:
            return turn.unit
        return self.unit_of(turn.person, turn.since)

    def turn_at(self, owed: Owed, at: datetime) -> Turn:
        return ([turn for turn in owed.turns if turn.since <= at] or owed.turns[:1])[-1]

    def rank(self, owed: Owed) -> str:
        works = self.replay.works.get(owed.case.assigner_at(owed.case.opened), [])
        begun = [work for work in works if work.since <= owed.case.opened] or works[:1]
        roles = begun[-1].roles if begun else frozenset()
        return next((rank for role, rank in RANKS if role in roles), "other")

    @cached_property
    def ends(self) -> dict[int, datetime]:
        """When each case had ended, or the moment of the figures."""
        found: dict[int, datetime] = {}
        for owed in self.replay.duties.values():
            ended = self.moment if owed.closed is None else min(owed.closed, self.moment)
            found[owed.case.id] = max(found.get(owed.case.id, ended), ended)
        return found

    def over(self, row: Row, *tests: Callable[[Work], bool]) -> int | None:
        """Who was over it when its case ended, or is now: in the unit, else in the one above, and so on; what the first
        test finds comes before what the second does."""
        at = self.ends[row.owed.case.id]
        unit, met = row.unit, set[int]()
        while unit is not None and unit not in met:
            met.add(unit)
            there = self.working_in(unit, at)
            for test in tests:
                found = sorted((work.since, person) for person, work in there if test(work))
                if found:
                    return found[0][1]
            unit = self.replay.parents.get(unit)
        return None

    def working_in(self, unit: int, at: datetime) -> list[tuple[int, Work]]:
        """Everybody who was there then, with the post."""
        if (unit, at) not in self._there:
            self._there[unit, at] = [
                (person, begun[-1])
                for person, works in self.replay.works.items()
                if (begun := [work for work in works if work.since <= at]) and begun[-1].unit == unit
            ]
        return self._there[unit, at]

    def at_work(self, person: int, since: datetime, until: datetime) -> timedelta:
        """Working time without that in which the person was away."""
        leaves = [(max(leave.since, since), min(leave.until, until)) for leave in self.replay.leaves.get(person, [])]
        edges = sorted({since, until, *(edge for leave in leaves if leave[0] < leave[1] for edge in leave)})
        total = timedelta()
        for begins, ends in pairwise(edges):
            if not any(leave[0] <= begins and ends <= leave[1] for leave in leaves):
                total += self.slow.worked(begins, ends)
        return total

    # What is counted

    @cached_property
    def rows(self) -> list[Row]:
        found: list[Row] = []
        for owed in self.duties:
            count = {"lead": self._lead, "coordinating": self._part, "opinion": self._opinion}[owed.kind]
            found += count(owed, self.statuses[owed.id])
            found += self._happenings(owed)
        for owed in self.replay.duties.values():
            found += self._late_answers(owed)
        return found

    def _lead(self, owed: Owed, status: ReplayedStatus) -> Iterable[Row]:
        whose = (status.worker.person, self.unit_of_turn(status.worker), owed)
        yield Row(f"box {status.box}", 1, *whose)
        yield Row("carried_over" if owed.opened < self.since else "begun", 1, *whose)
        if status.closed is None and status.present.phase == "paused":
            yield Row("paused", 1, *whose)
        if status.closed is None and status.present.phase == "submitted":
            yield Row("waiting", 1, *whose)
        if status.is_late:
            yield Row("days_late", status.days_late(), *whose)
            if (cause := status.confirmed_cause()) is not None:
                yield Row("own_causes" if cause == Cause.OWN else "outside_causes", 1, *whose)
            if status.is_protected():
                yield Row("protected", 1, *whose)
        if status.is_done:
            yield Row("handling", status.handling(), *whose)
            if status.is_self_judged():
                yield Row("self_judged", 1, *whose)
            if status.box is Box.DONE_ON_TIME and self.slow.days_later(status.judged, 1) <= status.passes:
                yield Row("early", 1, *whose)
        yield from self._accepting(owed)
        yield from self._silences(owed)
        yield from self._asking(owed, whose)

    def _accepting(self, owed: Owed) -> Iterable[Row]:
        for number, turn in enumerate(owed.turns):
            if turn.phase != "submitted" or not self.within(turn.until):
                continue
            last = number + 1 == len(owed.turns)
            if (owed.outcome == "accepted") if last else (owed.turns[number + 1].phase == "working"):
                assert turn.until is not None
                time = self.at_work(turn.person, turn.since, turn.until)
                yield Row("accepting", time, turn.person, self.unit_of(turn.person, turn.since), owed)

    def _silences(self, owed: Owed) -> Iterable[Row]:
        allowed = self.policies[owed.case.policy].rungs[owed.case.urgency].silence
        for turn in owed.turns:
            ends = self.end if turn.until is None else min(turn.until, self.end)
            if turn.phase != "working" or ends <= self.since:
                continue
            signs = [one.at for one in owed.sayings if one.kind != "cause" and one.detail != "repeated"]
            signs += [turn.acknowledged] if turn.acknowledged else []
            heard = turn.since
            for sign in [*sorted(sign for sign in signs if turn.since < sign < ends), ends]:
                limit = self.slow.span_later(heard, allowed)
                if limit < sign and self.within(limit):
                    yield Row("silences", 1, turn.person, self.unit_of_turn(turn), owed)
                heard = sign

    def _asking(self, owed: Owed, whose: tuple[int, int | None, Owed]) -> Iterable[Row]:
        opinions = [one for one in self._serving.get(owed.case.id, []) if one.id in self.statuses]
        if not opinions:
            return
        asked = [(max(one.opened, self.since), min(one.closed or self.end, self.end)) for one in opinions]
        begins, ends = max(owed.opened, self.since), min(owed.closed or self.end, self.end)
        edges = sorted({begins, ends, *(edge for pair in asked for edge in pair)})
        together = timedelta()
        for first, second in pairwise(edges):
            if begins <= first and second <= ends and any(one[0] <= first and second <= one[1] for one in asked):
                together += self.slow.worked(first, second)
        yield Row("asking", together, *whose)
        yield Row("asked_about", self.slow.worked(begins, ends), *whose)

    @cached_property
    def _serving(self) -> dict[int, list[Owed]]:
        found: dict[int, list[Owed]] = {}
        for owed in self.replay.duties.values():
            if owed.kind == "opinion" and owed.case.serves is not None:
                found.setdefault(owed.case.serves, []).append(owed)
        return found

    def _part(self, owed: Owed, status: ReplayedStatus) -> Iterable[Row]:
        yield Row(f"part {status.box}", 1, status.worker.person, self.unit_of_turn(status.worker), owed)

    def _opinion(self, owed: Owed, status: ReplayedStatus) -> Iterable[Row]:
        unit = self.unit_of_turn(status.worker)
        deemed = status.closed is not None and owed.outcome == "deemed"
        person = owed.answerable if deemed and owed.answerable is not None else status.worker.person
        whose = (person, unit, owed)
        fates = {"answered": "in_time", "deemed": "deemed"}
        fate = "still_open" if status.closed is None else fates.get(owed.outcome or "", "withdrawn")
        yield Row("opinion asked", 1, *whose)
        yield Row(f"opinion {fate}", 1, *whose)
        if fate == "in_time":
            assert owed.closed is not None
            yield Row("answering", self.slow.worked(owed.restarted or owed.opened, owed.closed), *whose)
        for reply in owed.replies:
            if not self.within(reply.signed or reply.said):
                continue
            if reply.stance == "lacking" and reply.signed is not None:
                yield Row("opinion lacking", 1, *whose)
            if reply.state == "final" and reply.is_empty:
                yield Row("opinion empty", 1, *whose)
            if reply.state == "final" and reply.stance == "not_ours":
                asker = owed.case.assigner_at(owed.case.opened)
                yield Row("opinion not_ours", 1, asker, self.unit_of(asker, owed.case.opened), owed)

    def _late_answers(self, owed: Owed) -> Iterable[Row]:
        """Also to what was closed before the time."""
        for reply in owed.replies:
            came = reply.signed or reply.said
            if reply.state == "late" and self.within(came):
                unit = self.unit_of_turn(self.turn_at(owed, came))
                yield Row("opinion late_answers", 1, reply.by, unit, owed)

    def _happenings(self, owed: Owed) -> Iterable[Row]:
        yield from self._requests(owed)
        for said in owed.sayings:
            if self.within(said.at) and said.kind in {"initiative", "blocker"}:
                whose = (said.by, self.unit_of_turn(self.turn_at(owed, said.at)), owed)
                yield Row(f"{said.kind}s", 1, *whose)
                if said.detail == "conflicting_law":
                    yield Row("conflicting_law", 1, *whose)
        worked = owed.turns[0]
        for number, turn in enumerate(owed.turns):
            if turn.phase == "working" and self.within(turn.acknowledged):
                assert turn.acknowledged is not None
                if turn.acknowledged >= turn.since:
                    time = self.at_work(turn.person, turn.since, turn.acknowledged)
                    yield Row("acknowledging", time, turn.person, self.unit_of_turn(turn), owed)
            given_back = number and turn.phase == "working" and owed.turns[number - 1].phase == "submitted"
            if given_back and self.within(turn.since):
                yield Row("returns", 1, worked.person, self.unit_of_turn(worked), owed)
            if turn.phase == "working":
                worked = turn

    def _requests(self, owed: Owed) -> Iterable[Row]:
        for plea in owed.pleas:
            turn = self.turn_at(owed, plea.opened)
            whose = (turn.person if plea.by is None else plea.by, self.unit_of_turn(turn), owed)
            if plea.kind == "extension" and self.within(plea.opened):
                yield Row("extensions_asked", 1, *whose)
            if not self.within(plea.closed):
                continue
            assert plea.closed is not None
            if plea.outcome in {"granted", "denied"}:
                time = self.at_work(plea.of, plea.opened, plea.closed)
                yield Row("deciding", time, plea.of, self.unit_of(plea.of, plea.opened), owed)
            counted = {
                "extension": "extensions_granted",
                "refusal": "refusals",
                "transfer": "transfers_up" if plea.upward else "transfers_sideways",
            }
            if plea.outcome == "granted" and plea.kind in counted:
                yield Row(counted[plea.kind], 1, *whose)

    # What becomes of it

    @cached_property
    def whole(self) -> Figures:
        return figures_of(self.rows)

    @cached_property
    def groups(self) -> dict[Grouping, dict[int | str | None, Figures]]:
        keys: dict[Grouping, Callable[[Row], int | str | None]] = {
            Grouping.UNIT: lambda row: row.unit,
            Grouping.PERSON: lambda row: row.person,
            Grouping.FIELD: lambda row: row.owed.case.field or None,
            Grouping.RANK: lambda row: self.rank(row.owed),
            Grouping.ASSIGNER: lambda row: row.owed.case.assigner_at(self.moment),
            Grouping.DOCUMENT: lambda row: row.owed.case.document or None,
            Grouping.HEAD: lambda row: self.over(row, lambda work: "head" in work.roles, _acts_as_head),
            Grouping.DEPUTY: lambda row: self.over(row, lambda work: _knows(work, row.owed.case.field)),
        }
        found: dict[Grouping, dict[int | str | None, Figures]] = {}
        for grouping, key in keys.items():
            parted: dict[int | str | None, list[Row]] = {}
            for row in self.rows:
                parted.setdefault(key(row), []).append(row)
            found[grouping] = {name: figures_of(rows) for name, rows in parted.items()}
        return found


def _acts_as_head(work: Work) -> bool:
    return "acting_head" in work.roles


def _knows(work: Work, field: str) -> bool:
    return "deputy" in work.roles and bool(field) and field.lower() in [one.lower() for one in work.fields]


def figures_of(rows: Iterable[Row]) -> Figures:
    """Rows of one group, added up or put in order."""
    by: dict[str, list[Any]] = {}
    for row in rows:
        by.setdefault(row.what, []).append(row.value)
    spreads = ("handling", "acknowledging", "accepting", "deciding")
    lengths = ("asking", "asked_about")
    prefixed = ("box ", "part ", "opinion ")
    plain: dict[str, Any] = {
        what: sum(values)
        for what, values in by.items()
        if what not in {*spreads, *lengths, "answering"} and not what.startswith(prefixed)
    }
    plain |= {what: _spread(by.get(what, [])) for what in spreads}
    plain |= {what: sum(by.get(what, []), timedelta()) for what in lengths}
    return Figures(
        boxes=Boxes(**_part_of(by, "box ")),
        coordinating=Boxes(**_part_of(by, "part ")),
        opinions=OpinionFigures(time_to_answer=_spread(by.get("answering", [])), **_part_of(by, "opinion ")),
        **plain,
    )


def _part_of(by: Mapping[str, list[Any]], prefix: str) -> dict[str, int]:
    return {what.removeprefix(prefix): sum(values) for what, values in by.items() if what.startswith(prefix)}


def _spread(times: list[timedelta]) -> Spread:
    """Nearest rank: the first, in order, that enough of them do not exceed."""
    if not times:
        return Spread()

    def rank(percent: int) -> timedelta:
        return next(one for number, one in enumerate(sorted(times), start=1) if number * 100 >= percent * len(times))

    return Spread(count=len(times), median=rank(50), ninth_decile=rank(90))
