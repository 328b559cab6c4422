"""The rules that the office changes: within bounds, and never to what they say already (M8)."""

from __future__ import annotations

import pytest

from domain.refusals import ReviewDayUnclear, RuleOutOfRange, RuleUnchanged, SwitchUnclear
from domain.rules.bulletin_rules import BulletinKind
from domain.rules.policy import DEFAULT_POLICY, Policy
from domain.rules.rules import ABOUT_SHEETS, LAST, OFF, ON, RULES, SWITCHES, Rule


@pytest.mark.parametrize("rule", sorted(set(Rule) - ABOUT_SHEETS - {Rule.EMPTY_PHRASES, Rule.OPINION_BEFORE}))
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
    del data["sheets"], data["review_day"]
    assert Policy.from_data(1, data) == DEFAULT_POLICY
    changed = RULES[Rule.OPINION_UNITS](DEFAULT_POLICY, "3")
    assert Policy.from_data(1, changed.to_data()) == changed


@pytest.mark.parametrize("rule", sorted(SWITCHES))
def test_a_sheet_is_turned_off_and_on(rule: Rule) -> None:
    off = RULES[rule](DEFAULT_POLICY, OFF)
    assert off.sheets.wanted == frozenset(BulletinKind) - {BulletinKind(rule.value)}
    assert Policy.from_data(1, off.to_data()) == off
    assert RULES[rule](off, ON) == DEFAULT_POLICY
    with pytest.raises(RuleUnchanged):
        RULES[rule](DEFAULT_POLICY, ON)
    for wrong in ("", "5", "bật", "ON"):
        with pytest.raises(SwitchUnclear):
            RULES[rule](DEFAULT_POLICY, wrong)


def test_the_meeting_is_on_a_day_of_the_month_or_on_the_last_working_day() -> None:
    change = RULES[Rule.REVIEW_DAY]
    changed = change(DEFAULT_POLICY, "28")
    assert changed.sheets.review_day == 28
    assert Policy.from_data(1, changed.to_data()) == changed
    assert change(changed, LAST) == DEFAULT_POLICY
    with pytest.raises(RuleUnchanged):
        change(DEFAULT_POLICY, LAST)
    for wrong in ("0", "32", "028", "hai mươi tám", "", "-1"):
        with pytest.raises(ReviewDayUnclear):
            change(changed, wrong)
