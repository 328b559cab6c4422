"""The office changes its rules: what has begun keeps those under which it began (M8, M44)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from actions.installation import Office
from actions.order import Order
from actions.transaction import Transaction
from domain.acts import Act
from domain.journal.rules import RuleChanged
from domain.permissions import Permission
from domain.rights import relations_to_office
from domain.rules.lengths import Length, Urgency
from domain.rules.policy import Policy
from domain.rules.rules import ABOUT_SHEETS, RULES, Rule, change_rung
from domain.rules.step_times import StepTime
from storage import policies, sheets


async def change_rule(office: Office, order: Order, *, rule: Rule, value: str) -> Policy:
    """Put a rule in force as a new version. Raises RuleOutOfRange, RuleUnchanged, SwitchUnclear,
    ReviewDayUnclear."""
    async with office.act(order) as work:
        work.allow(Permission.SET_RULES, relations_to_office(work.sender))
        changed = await _put_in_force(work, RULES[rule](work.newest_policy, value), rule=rule, value=value)
        if rule in ABOUT_SHEETS:
            await sheets.look_again(work.connection, at=work.now)
        return changed


async def change_ladder(
    office: Office, order: Order, *, urgency: Urgency, rung: StepTime, spans: Sequence[Length], value: str
) -> Policy:
    """Put a step of the ladder in force as a new version; `value` is how it was typed. Raises as `change_rung`."""
    async with office.act(order) as work:
        work.allow(Permission.SET_RULES, relations_to_office(work.sender))
        changed = change_rung(work.newest_policy, urgency, rung, spans)
        return await _put_in_force(work, changed, rule=f"{urgency}.{rung}", value=value)


async def _put_in_force(work: Transaction, changed: Policy, *, rule: str, value: str) -> Policy:
    version = await policies.add_policy(work.connection, changed, at=work.now)
    await work.record(Act.RULE_CHANGED, RuleChanged(rule=rule, version=version), words={"value": value})
    return replace(changed, version=version)


async def rules_in_force(office: Office, order: Order) -> Policy:
    async with office.look(order) as view:
        return view.newest_policy
