"""The office changes its rules: what has begun keeps those under which it began (M8, M44)."""

from __future__ import annotations

from dataclasses import replace

from actions.work import Office, Order
from domain.policy import Policy
from domain.rights import Act, relations_to_office
from domain.rules import ABOUT_SHEETS, RULES, Rule
from storage import policies, sheets


async def change_rule(office: Office, order: Order, *, rule: Rule, value: str) -> Policy:
    """Put a rule in force as a new version. Raises RuleOutOfRange, RuleUnchanged, SwitchUnclear,
    ReviewDayUnclear."""
    async with office.act(order) as work:
        work.allow(Act.SET_RULES, relations_to_office(work.sender))
        changed = RULES[rule](work.newest_policy, value)
        version = await policies.add_policy(work.connection, changed, at=work.now)
        if rule in ABOUT_SHEETS:
            await sheets.look_again(work.connection, at=work.now)
        await work.record("rule.changed", words={"value": value}, rule=rule, version=version)
        return replace(changed, version=version)


async def rules_in_force(office: Office, order: Order) -> Policy:
    async with office.look(order) as view:
        return view.newest_policy
