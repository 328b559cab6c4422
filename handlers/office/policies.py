"""The rules of the office by chat (M8, M44)."""

from __future__ import annotations

from actions.office import policies
from domain.duties.cases import LABEL_LIMIT, require_length
from domain.names import fold
from domain.permissions import Permission, may
from domain.refusals import NotAllowed, RungOutOfRange, ValueUnknown
from domain.rights import relations_to_office
from domain.rules import rules
from domain.rules.lengths import Urgency
from domain.rules.rules import SWITCHES, Rule
from domain.rules.step_times import COUNTED, MOST_BEFORE, StepTime
from handlers.desk import Call, Command, Reply
from handlers.office.step_times import parse_rung, parse_spans
from texts.front.usage import office
from texts.office import policies as told
from texts.words import OFF, ON


async def set_rule(call: Call) -> Reply:
    """`KEY: VALUE` changes one rule; without them those that can be changed are shown as they stand."""
    assert call.sender is not None
    if not may(Permission.SET_RULES, relations_to_office(call.sender)):
        raise NotAllowed
    key, _, value = call.text.partition(":")
    if not call.text:
        return Reply(text=told.changeable(await policies.rules_in_force(call.office, call.order)))
    if (named := parse_rung(key)) is not None:
        return await _set_rung(call, *named, value=value.strip())
    rule = next((one for one, name in told.NAMES.items() if fold(name) == fold(key)), None)
    if rule is None or not value.strip():
        raise ValueUnknown(key="Quy định", value=call.text[:40], choices=tuple(told.NAMES.values()))
    policy = await policies.change_rule(call.office, call.order, rule=rule, value=_meant(rule, value.strip()))
    return Reply(text=told.changed(policy, rule))


async def _set_rung(call: Call, urgency: Urgency, rung: StepTime, *, value: str) -> Reply:
    require_length(value, LABEL_LIMIT)
    spans = parse_spans(value, urgency)
    if spans is None:
        raise RungOutOfRange(most=MOST_BEFORE if rung is StepTime.BEFORE else 1, in_days=rung in COUNTED)
    policy = await policies.change_ladder(call.office, call.order, urgency=urgency, rung=rung, spans=spans, value=value)
    return Reply(text=told.ladder_changed(policy, urgency, rung))


def _meant(rule: Rule, value: str) -> str:
    """What was typed as the rule knows it; anything else goes on as it is, and is refused there."""
    folded = " ".join(fold(value).split())
    if rule in SWITCHES:
        return {fold(ON): rules.ON, fold(OFF): rules.OFF}.get(folded, value)
    if rule is Rule.REVIEW_DAY:
        if folded.startswith(fold(told.LAST_DAY)):
            return rules.LAST
        return folded.removeprefix("ngay ").strip()
    return value


COMMANDS = (Command(usage=office.QUYDINH, run=set_rule, rights=(Permission.SET_RULES,), changes=True),)
