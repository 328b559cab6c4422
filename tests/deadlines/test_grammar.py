"""Grammar and meaning fit together: every named rule has its method, and no other rule has one by accident."""

from hypothesis import given, settings
from hypothesis import strategies as st

from deadlines.clock_times import Clocks
from deadlines.forest import language
from deadlines.interval_reader import Spanning

STATE = {"context", "now", "today", "calendar", "rules"}


def test_every_alias_is_a_method_of_the_meaning():
    aliases = {rule.alias for rule in language().grammar.rules if rule.alias}
    assert {alias for alias in aliases if not callable(getattr(Spanning, alias, None))} == set()


def test_no_rule_is_named_like_the_state(calendar, monday):
    names = {rule.alias or rule.origin.name for rule in language().grammar.rules}
    assert not names & STATE
    assert set(Clocks.__init__.__code__.co_names) >= STATE


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_every_terminal_ends_at_the_right_boundary_of_a_word(data):
    terminal = data.draw(st.sampled_from(language().grammar.terminals))
    assert data.draw(st.from_regex(terminal.pattern.to_regexp(), fullmatch=True)).endswith(" ")
