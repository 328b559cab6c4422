"""A command is declared whole, or the program does not start."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from domain.names import fold
from handlers.front.commands import COMMANDS, DECLARED, by_name
from texts.front.usage.table import USAGES

SCENARIOS = Path(__file__).parents[1] / "scenarios"


def test_every_usage_has_its_command() -> None:
    assert {command.usage.name for command in COMMANDS.values()} == set(USAGES)


def test_a_usage_without_a_command_is_named_at_the_start() -> None:
    with pytest.raises(RuntimeError, match="no handler declares a command for /nhan"):
        by_name(command for command in DECLARED if command.usage.name != "nhan")


def test_a_name_that_two_commands_have_is_named_at_the_start() -> None:
    with pytest.raises(RuntimeError, match="two commands are called /viec"):
        by_name([*DECLARED, replace(DECLARED[0], aliases=("viec",), usage=replace(DECLARED[0].usage, name="lam"))])


def test_an_alias_is_the_same_command() -> None:
    assert COMMANDS["help"] == COMMANDS["trogiup"]


def test_every_command_is_given_in_a_scenario() -> None:
    said = "\n".join(fold(path.read_text("utf-8")) for path in SCENARIOS.glob("*.py"))
    assert {name for name in USAGES if not re.search(rf"/{name}\b", said)} == set()
