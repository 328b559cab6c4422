"""Read the rules in force (M8, M44)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from actions.installation import Office
from actions.order import Order
from domain.office.calendar import Calendar
from domain.office.people import Person
from domain.rules.policy import Policy
from storage import policies


@dataclass(frozen=True, kw_only=True)
class RulesInForce:
    """What new cases begin under, since when, and the office's calendar."""

    reader: Person
    policy: Policy
    since: datetime
    calendar: Calendar


async def rules_in_force(office: Office, order: Order) -> RulesInForce:
    """For everybody whom the office has entered."""
    async with office.look(order) as view:
        policy = view.newest_policy
        since = await policies.since(view.connection, policy.version)
        return RulesInForce(reader=view.sender, policy=policy, since=since, calendar=view.calendar)
