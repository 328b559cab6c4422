"""The rules that the office changes by command, each one line of a table (M8, M44)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import StrEnum

from domain.names import fold
from domain.refusals import ReviewDayUnclear, RuleOutOfRange, RuleUnchanged, SwitchUnclear
from domain.rules.bulletin_rules import BulletinKind, BulletinRules
from domain.rules.lengths import Length, Urgency
from domain.rules.policy import Policy
from domain.rules.step_times import StepTime, changed_times

PHRASE_LIMIT = 200  # characters of one phrase
MOST_PHRASES = 300
MOST_DAYS_BEFORE = 30
ON, OFF, LAST = "on", "off", "last"


class Rule(StrEnum):
    OPINION_DAYS = "opinion_days"  # working days to answer where no deadline is named
    OPINION_UNITS = "opinion_units"  # units asked at once without a reason
    OPINION_ROUNDS = "opinion_rounds"  # requests about one task or draft without a reason
    EMPTY_PHRASES = "empty_phrases"  # what says nothing in an answer (M21)
    CIRCULAR_DAYS = "circular_days"  # working days to read where no deadline is named
    OPINION_BEFORE = "opinion_before"  # working days before its end: the nudge; the nudge with the head told
    OVERDUE_REPEATS = "overdue_repeats"  # after which only the weekly list
    SILENCE_REPEATS = "silence_repeats"  # after which only the head's weekly sheet
    ANCHOR = "anchor"  # what the bot says by itself (domain/ladder/bulletins.py), each on or off
    MONTH = "month"
    WEEK = "week"
    DAY = "day"
    REVIEW_DAY = "review_day"  # of the monthly meeting: a day of the month, or the last working day


Change = Callable[[Policy, str], Policy]  # what was typed, put in force; raises what says why not


def _number(least: int, most: int, with_number: Callable[[Policy, int], Policy]) -> Change:
    def change(policy: Policy, value: str) -> Policy:
        if not value.isdecimal() or len(value) > 6 or not least <= int(value) <= most:
            raise RuleOutOfRange(least=least, most=most)
        changed = with_number(policy, int(value))
        if changed == policy:
            raise RuleUnchanged
        return changed

    return change


def _phrases(policy: Policy, value: str) -> Policy:
    """Phrases between semicolons are added to the list, behind a minus taken from it."""
    removing = value.startswith(("-", "–", "—"))
    named = tuple(one for part in value.lstrip("-–—+ ").split(";") if (one := " ".join(part.split())))
    if any(len(one) > PHRASE_LIMIT for one in named):
        raise RuleOutOfRange(least=1, most=PHRASE_LIMIT)
    folded = {fold(one) for one in named}
    known = {fold(one) for one in policy.empty_phrases}
    if removing:
        phrases = tuple(one for one in policy.empty_phrases if fold(one) not in folded)
    else:
        phrases = (*policy.empty_phrases, *(one for one in named if fold(one) not in known))
    if phrases == policy.empty_phrases:
        raise RuleUnchanged
    if len(phrases) > MOST_PHRASES:
        raise RuleOutOfRange(least=0, most=MOST_PHRASES)
    return replace(policy, empty_phrases=phrases)


def _opinion_before(policy: Policy, value: str) -> Policy:
    """Two numbers of working days, the greater one first."""
    days = [int(part) for part in value.replace(",", " ").split() if part.isdecimal() and len(part) < 3]
    if len(days) != 2 or not MOST_DAYS_BEFORE >= days[0] > days[1] >= 1 or not set(value) <= set("0123456789, "):
        raise RuleOutOfRange(least=1, most=MOST_DAYS_BEFORE)
    changed = replace(policy, opinion_before=(days[0], days[1]))
    if changed == policy:
        raise RuleUnchanged
    return changed


def _switch(kind: BulletinKind) -> Change:
    """ON or OFF."""

    def change(policy: Policy, value: str) -> Policy:
        if value not in {ON, OFF}:
            raise SwitchUnclear
        wanted = policy.sheets.wanted | {kind} if value == ON else policy.sheets.wanted - {kind}
        return _with_sheets(policy, replace(policy.sheets, wanted=wanted))

    return change


def _review_day(policy: Policy, value: str) -> Policy:
    """A day of the month, or LAST."""
    if value == LAST:
        return _with_sheets(policy, replace(policy.sheets, review_day=None))
    if not value.isdecimal() or len(value) > 2 or not 1 <= int(value) <= 31:
        raise ReviewDayUnclear
    return _with_sheets(policy, replace(policy.sheets, review_day=int(value)))


def _with_sheets(policy: Policy, sheets: BulletinRules) -> Policy:
    if sheets == policy.sheets:
        raise RuleUnchanged
    return replace(policy, sheets=sheets)


RULES: dict[Rule, Change] = {
    Rule.OPINION_DAYS: _number(1, 60, lambda policy, number: replace(policy, opinion_days=number)),
    Rule.OPINION_UNITS: _number(1, 500, lambda policy, number: replace(policy, opinion_units=number)),
    Rule.OPINION_ROUNDS: _number(1, 20, lambda policy, number: replace(policy, opinion_rounds=number)),
    Rule.EMPTY_PHRASES: _phrases,
    Rule.CIRCULAR_DAYS: _number(1, 60, lambda policy, number: replace(policy, circular_days=number)),
    Rule.OPINION_BEFORE: _opinion_before,
    Rule.OVERDUE_REPEATS: _number(1, 50, lambda policy, number: replace(policy, overdue_repeats=number)),
    Rule.SILENCE_REPEATS: _number(1, 50, lambda policy, number: replace(policy, silence_repeats=number)),
    **{Rule(kind.value): _switch(kind) for kind in BulletinKind},
    Rule.REVIEW_DAY: _review_day,
}
SWITCHES = frozenset(Rule(kind.value) for kind in BulletinKind)
ABOUT_SHEETS = SWITCHES | {Rule.REVIEW_DAY}


def change_rung(policy: Policy, urgency: Urgency, rung: StepTime, spans: Sequence[Length]) -> Policy:
    """The policy with that time of the ladder for that urgency. Raises as `changed_times`."""
    changed = changed_times(policy.rungs[urgency], urgency, rung, spans)
    return replace(policy, rungs={**policy.rungs, urgency: changed})
