"""By which account a person is written to: what is preferred, what stands, what nobody serves."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from domain.routes import Routes

CHANNELS = ("telegram", "zalo", "pigeon")


@dataclass(frozen=True)
class Held:
    number: int
    channel: str
    is_preferred: bool


channels = st.frozensets(st.sampled_from(CHANNELS))


@st.composite
def routes(draw: st.DrawFn) -> Routes:
    serves = draw(channels)
    return Routes(serves=serves, up=serves & draw(channels), taken=serves & draw(channels))


@st.composite
def held(draw: st.DrawFn) -> list[Held]:
    """At most one is preferred; the one last heard from comes last."""
    found = draw(st.lists(st.sampled_from(CHANNELS), max_size=4))
    preferred = draw(st.integers(-1, 3))
    return [Held(number, channel, number == preferred) for number, channel in enumerate(found)]


@given(routes(), held())
def test_the_preferred_account_that_stands_goes_first_then_the_one_last_heard_from(
    ways: Routes, mine: list[Held]
) -> None:
    """As it is said in words: each rule is tried, one after the other."""
    standing = [one for one in mine if one.channel in ways.up]
    served = [one for one in mine if one.channel in ways.serves]
    for among in (standing, served, mine):
        if among:
            preferred = [one for one in among if one.is_preferred]
            assert ways.choose(mine) == (preferred or among)[-1]
            return
    assert ways.choose(mine) is None
