"""Grammar and meaning fit together: every rule of the grammar has its function, and every function its rule."""

from __future__ import annotations

import inspect
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lark.grammar import Rule

from deadlines.forest import language
from deadlines.registry import RULES

ROOT = Path(__file__).parent.parent.parent


def parts(rule: Rule) -> int:
    """How many values the rule's function is given beside the context."""
    return sum(not symbol.name.startswith("_") for symbol in rule.expansion)


def test_the_names_behind_the_arrows_are_the_functions():
    assert {rule.alias for rule in language().grammar.rules if rule.alias} == RULES.keys()


@pytest.mark.parametrize("name", sorted(RULES))
def test_every_function_takes_the_parts_of_its_rules(name):
    for rule in language().grammar.rules:
        if rule.alias == name:
            inspect.signature(RULES[name]).bind("context", *range(parts(rule)))


def test_a_rule_without_a_function_has_one_part_that_it_passes_on():
    grouping = [rule for rule in language().grammar.rules if not rule.alias and not rule.origin.name.startswith("_")]
    assert {str(rule) for rule in grouping if parts(rule) != 1} == set()


@pytest.mark.parametrize(
    ("before", "after"),
    [("-> christmas", "-> yuletide"), ("either: when _OR when                   -> either", "either: when")],
    ids=["a rule without its function", "a function without its rule"],
)
def test_a_name_that_does_not_fit_fails_at_import(before, after, tmp_path):
    for package in ("deadlines", "domain"):
        shutil.copytree(ROOT / package, tmp_path / package)
    grammar = tmp_path / "deadlines" / "grammar.lark"
    changed = grammar.read_text("utf-8").replace(before, after)
    assert changed != grammar.read_text("utf-8")
    grammar.write_text(changed, "utf-8")
    done = subprocess.run(
        [sys.executable, "-c", "import deadlines"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "UnknownRule: " in done.stderr


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_every_terminal_ends_at_the_right_boundary_of_a_word(data):
    terminal = data.draw(st.sampled_from(language().grammar.terminals))
    assert data.draw(st.from_regex(terminal.pattern.to_regexp(), fullmatch=True)).endswith(" ")
