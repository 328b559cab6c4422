"""How long the figures of a month and of a year take, for so many tasks and opinion requests a year.

python -m benchmarks.figures [--tasks 20000] [--requests 5000] [--month 3000]
"""

from __future__ import annotations

import argparse
import random
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from domain.duties.cases import Case, CaseKind, Deadline
from domain.duties.duties import DutyKind, Outcome, Phase
from domain.figures.records import PostHeld, Record, Register, Stretch, Term
from domain.figures.reports import report_of
from domain.office.calendar import Calendar
from domain.office.people import Role
from domain.rules.policy import DEFAULT_POLICY

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
FIRST = datetime(2026, 1, 1, tzinfo=HANOI)
PEOPLE, LEADERS, PER_UNIT, ASKED = 400, 5, 10, 3
FIELDS = (None, "đất đai", "đầu tư", "xây dựng")
ENDS = {
    DutyKind.LEAD: Outcome.ACCEPTED,
    DutyKind.COORDINATING: Outcome.ACCEPTED,
    DutyKind.OPINION: Outcome.ANSWERED,
}


@dataclass(kw_only=True)
class Year:
    """An agency's year by chance: six in seven duties are ended, each goes through two hands and is accepted."""

    days: int
    chance: random.Random
    duties: int = 0

    def register(self, tasks: int, requests: int) -> Register:
        records = [record for key in range(1, tasks + 1) for record in self._task(key)]
        records += [record for key in range(tasks + 1, tasks + requests + 1) for record in self._request(key, tasks)]
        posts = {person: (_post(person),) for person in range(PEOPLE)}
        return Register(records=tuple(records), posts=posts, away={})

    def _task(self, key: int) -> list[Record]:
        case = self._case(key, CaseKind.TASK)
        return [self._record(case, DutyKind.LEAD), self._record(case, DutyKind.COORDINATING)]

    def _request(self, key: int, tasks: int) -> list[Record]:
        case = self._case(key, CaseKind.OPINION, serves=self.chance.randint(1, tasks))
        return [self._record(case, DutyKind.OPINION) for _ in range(ASKED)]

    def _case(self, key: int, kind: CaseKind, *, serves: int | None = None) -> Case:
        opened = (FIRST + self.chance.randrange(self.days * 1440) * timedelta(minutes=1)).astimezone(ZoneInfo("UTC"))
        deadline = Deadline(
            moment=opened + timedelta(days=self.chance.randrange(5, 40)), names_hour=self.chance.random() < 0.3
        )
        return Case(
            id=key,
            kind=kind,
            number=key,
            title="",
            assigner_id=self.chance.randrange(LEADERS),
            registrar_id=0,
            field=self.chance.choice(FIELDS),
            document=f"{key // 10}/UBND",
            serves_case_id=serves,
            policy_version=1,
            deadline=deadline,
            original=deadline,
            opened_at=opened,
        )

    def _record(self, case: Case, kind: DutyKind) -> Record:
        self.duties += 1
        person = self.chance.randrange(LEADERS, PEOPLE - 1)
        span = timedelta(days=self.chance.randrange(2, 45))
        ended = self.chance.random() < 6 / 7 and case.opened_at + span < FIRST + timedelta(days=self.days)
        hands = [(person, Phase.WORKING, 0.0), (person + 1, Phase.WORKING, 0.1)]
        if ended and kind is not DutyKind.OPINION:
            hands.append((case.assigner_id, Phase.SUBMITTED, 0.9))
        edges = [case.opened_at + span * share for *_, share in hands]
        ends = [*edges[1:], case.opened_at + span if ended else None]
        return Record(
            case=case,
            duty_id=self.duties,
            kind=kind,
            to_unit=False,
            opened_at=case.opened_at,
            closed_at=ends[-1],
            outcome=ENDS[kind] if ended else None,
            restarted_at=None,
            stretches=tuple(
                Stretch(
                    person_id=who,
                    unit_id=person // PER_UNIT,
                    phase=phase,
                    since=since,
                    acknowledged_at=since + timedelta(hours=1),
                    until=until,
                )
                for (who, phase, _), since, until in zip(hands, edges, ends, strict=True)
            ),
            terms=(Term(since=case.opened_at, deadline=case.deadline),),
        )


def _post(person: int) -> PostHeld:
    role = Role.LEADER if person < LEADERS else Role.OFFICIAL
    since = FIRST - timedelta(days=1000)
    return PostHeld(unit_id=person // PER_UNIT, position="", roles=frozenset({role}), since=since, until=None)


def measure(name: str, *, days: int, tasks: int, requests: int) -> None:
    register = Year(days=days, chance=random.Random(1)).register(tasks, requests)  # the same each time
    until = FIRST + timedelta(days=days)
    began, worked = time.perf_counter(), time.process_time()
    report_of(
        register,
        since=FIRST,
        until=until,
        at=until,
        calendar=Calendar(timezone=HANOI),
        policies={1: DEFAULT_POLICY},
    )
    print(
        f"{name}: {tasks} tasks, {requests} requests, {len(register.records)} duties:"
        f" {time.perf_counter() - began:.2f} s, {time.process_time() - worked:.2f} s of the processor"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tasks", type=int, default=20_000)
    parser.add_argument("--requests", type=int, default=5_000)
    parser.add_argument("--month", type=int, default=3_000)
    asked = parser.parse_args()
    measure("a month", days=30, tasks=asked.month, requests=asked.requests // 12)
    measure("a year", days=365, tasks=asked.tasks, requests=asked.requests)


if __name__ == "__main__":
    main()
