"""The office as one reader finds it at one moment."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from actions.order import Order
from domain.deciding import asked_for, deciders, waits_for_decider
from domain.duties.cases import Case
from domain.duties.duties import Duty, Outcome
from domain.duties.lists import Choice, start_of
from domain.duties.silence import becomes_consent
from domain.ladder.ladder import plan, plans
from domain.ladder.next_steps import NextStep, next_steps
from domain.ladder.steps import Step
from domain.office.calendar import Calendar
from domain.office.directory import Directory
from domain.office.people import Person, unique
from domain.parties import Parties, parties_of
from domain.permissions import Permission, Relation, may
from domain.refusals import NotAllowed, NotLinked
from domain.rules.lengths import days_of
from domain.rules.policy import Policy
from storage import duties, parties
from storage.database import Connection


@dataclass(kw_only=True)
class View:
    """The office as one reader finds it."""

    connection: Connection
    order: Order
    chart: Directory
    calendar: Calendar
    policies: Mapping[int, Policy]
    parties: dict[int, Parties] = field(default_factory=dict)  # by the case, where they have been read

    @property
    def now(self) -> datetime:
        return self.order.now

    @property
    def sender(self) -> Person:
        """Raises NotLinked for an account that is nobody's."""
        person = None if self.order.sender_id is None else self.chart.people.get(self.order.sender_id)
        if person is None:
            raise NotLinked
        return person

    def acted_at(self, duty: Duty) -> datetime:
        """When the sender acted on this duty: when that was said, but not before it came to its present holder."""
        return max(duty.held_since, min(self.order.said_at, self.now))

    def is_deemed(self, duty: Duty, case: Case, moment: datetime) -> bool:
        """Whether what is said at that moment comes after silence has become consent, recorded yet or not (M23)."""
        if duty.outcome is Outcome.DEEMED:
            return True
        is_past = duty.is_deemed_at(moment, self.calendar, days_of(case.urgency, 1))
        return is_past and becomes_consent(self.chart, duty, case, self.calendar)

    @property
    def newest_policy(self) -> Policy:
        return self.policies[max(self.policies)]

    def policy_of(self, case: Case) -> Policy:
        return self.policies[case.policy_version]

    def choice(self, **wanted: Any) -> Choice:
        """The choice of the open duties as they are now."""
        return Choice(now=self.now, today=start_of(self.calendar.day_of(self.now), self.calendar), **wanted)

    def allow(self, permission: Permission, relations: Iterable[Relation]) -> None:
        if not may(permission, relations):
            raise NotAllowed

    def plan(self, duty: Duty, case: Case, *, after: datetime) -> tuple[Step, ...]:
        return plan(duty, case, policy=self.policy_of(case), calendar=self.calendar, after=after)

    def plans(self, duty: Duty, case: Case, *, after: Sequence[datetime]) -> tuple[tuple[Step, ...], ...]:
        return plans(duty, case, policy=self.policy_of(case), calendar=self.calendar, after=after)

    def next_steps(self, duty: Duty, case: Case, *, known: frozenset[int] = frozenset()) -> tuple[NextStep, ...]:
        return next_steps(
            duty,
            case,
            policy=self.policy_of(case),
            calendar=self.calendar,
            chart=self.chart,
            after=max(self.now, duty.stepped_until),
            known=known,
            parties=self.parties.get(case.id),
        )

    async def know_parties(self, case_ids: Collection[int]) -> None:
        """Read who has a part in these cases as they are now."""
        if not case_ids:
            return
        every = await duties.duties_of_cases(self.connection, case_ids)
        taken = await parties.parts_taken(self.connection, [one.id for owed in every.values() for one in owed])
        self.parties |= {case_id: parties_of(self.chart, owed, taken) for case_id, owed in every.items()}

    async def who_may_act(self, case: Case, duty: Duty, permission: Permission | None = None) -> tuple[Person, ...]:
        """Who may do now what the duty waits for, or this act of who decides, and would not decide their own case: the
        holder and the stand-in; of a decision those to whom it goes (domain/deciding.py)."""
        holder = self.chart.person(duty.holder_id)
        if permission is None and not waits_for_decider(duty):
            return unique((holder, self.chart.acting_for(holder)))
        await self.know_parties([case.id])
        found = deciders(self.chart, case, duty, self.parties[case.id], permission or asked_for(duty))
        return tuple(self.chart.person(one) for one in found)
