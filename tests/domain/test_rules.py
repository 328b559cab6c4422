"""The rules that the office changes: within bounds, and never to what they say already (M8)."""

from __future__ import annotations

import pytest

from domain.policy import DEFAULT_POLICY, Policy
from domain.refusals import RuleOutOfRange, RuleUnchanged
from domain.rules import RULES, Rule


@pytest.mark.parametrize("rule", [rule for rule in Rule if rule not in {Rule.EMPTY_PHRASES, Rule.OPINION_BEFORE}])
def test_a_number_is_changed_within_its_bounds(rule: Rule) -> None:
    changed = RULES[rule](DEFAULT_POLICY, "6")
    assert getattr(changed, rule) == 6
    for wrong in ("0", "-1", "9999999", "năm", "5,5", ""):
        with pytest.raises(RuleOutOfRange):
            RULES[rule](DEFAULT_POLICY, wrong)
    with pytest.raises(RuleUnchanged):
        RULES[rule](changed, "6")


def test_an_opinion_is_nudged_for_twice_the_first_time_earlier() -> None:
    change = RULES[Rule.OPINION_BEFORE]
    assert change(DEFAULT_POLICY, "5, 2").opinion_before == (5, 2)
    for wrong in ("2, 5", "3", "3, 3", "3, 0", "31, 1", "3, 1, 1", "ba, một", "3 và 1"):
        with pytest.raises(RuleOutOfRange):
            change(DEFAULT_POLICY, wrong)
    with pytest.raises(RuleUnchanged):
        change(DEFAULT_POLICY, "3, 1")


def test_phrases_are_added_and_taken_away_whatever_their_accents() -> None:
    change = RULES[Rule.EMPTY_PHRASES]
    more = change(DEFAULT_POLICY, "Phối hợp chặt chẽ; hoàn toàn nhất trí")
    assert more.empty_phrases[-2:] == ("Phối hợp chặt chẽ", "hoàn toàn nhất trí")
    with pytest.raises(RuleUnchanged):
        change(more, "phoi hop chat che")
    assert change(more, "- phoi hop chat che; HOÀN TOÀN NHẤT TRÍ").empty_phrases == DEFAULT_POLICY.empty_phrases
    with pytest.raises(RuleUnchanged):
        change(DEFAULT_POLICY, "- chưa từng có")
    with pytest.raises(RuleOutOfRange):
        change(DEFAULT_POLICY, "x" * 201)


def test_rules_stored_before_a_rule_was_there_are_read_with_its_default() -> None:
    data = DEFAULT_POLICY.to_data()
    for rule in (Rule.OPINION_UNITS, Rule.OPINION_ROUNDS, Rule.EMPTY_PHRASES):
        del data[rule]
    assert Policy.from_data(1, data) == DEFAULT_POLICY
    changed = RULES[Rule.OPINION_UNITS](DEFAULT_POLICY, "3")
    assert Policy.from_data(1, changed.to_data()) == changed
