"""The functions that say what the rules of the grammar mean, each under its own name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from deadlines.grammar import RULE_NAMES

RuleFunction = TypeVar("RuleFunction", bound=Callable[..., Any])

RULES: dict[str, Callable[..., Any]] = {}


class UnknownRule(Exception):
    """Grammar and functions do not fit together: a rule without its function, or a function without its rule."""


def rule(function: RuleFunction) -> RuleFunction:
    """Registers what the grammar's rule of the function's name means.

    It is given the context and the values of the rule's parts in their order, those without an underscore; it may
    raise AskBack. Raises UnknownRule.
    """
    name = function.__name__
    if name not in RULE_NAMES or name in RULES:
        raise UnknownRule(name)
    RULES[name] = function
    return function


def require_complete() -> None:
    """Raises UnknownRule where a rule of the grammar has no function."""
    if missing := RULE_NAMES - RULES.keys():
        raise UnknownRule(*sorted(missing))
