"""From the grammar's derivations of a phrase to their values. Every module of rules is imported here, so that a rule
of the grammar without its function fails at import."""

from __future__ import annotations

from functools import partial
from typing import Any

from deadlines import (  # noqa: F401
    clock_times,
    days,
    deadline_rules,
    durations,
    feasts,
    interval_rules,
    periods,
    recurring,
)
from deadlines.forest import DEADLINE, Value, derivations
from deadlines.registry import RULES, require_complete
from deadlines.values import Ambiguous, AskBack, Context

require_complete()


def values_of(text: str, context: Context, *, start: str = DEADLINE) -> frozenset[Value]:
    """The distinct values of all derivations of the text; none where the grammar does not know it.

    Raises TooManyDerivations, and OverflowError where the calendar of Python ends before the phrase does.
    """
    return derivations(text, partial(evaluate, context), start=start)


def evaluate(context: Context, rule: str, parts: tuple[Any, ...]) -> Value:
    """What one rule means; a part that asks makes the whole ask."""
    for part in parts:
        if isinstance(part, Ambiguous):
            return part
    try:
        value: Value = RULES[rule](context, *parts)
    except AskBack as asked:
        return asked.why
    return value
