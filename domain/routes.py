"""By which channels messages may go out at a moment (design §5)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol, TypeVar

OUT_OF_REACH = timedelta(seconds=30)  # so long a message waits for its channel; then it goes by another


class AccountLike(Protocol):
    @property
    def channel(self) -> str: ...

    @property
    def is_preferred(self) -> bool: ...


A = TypeVar("A", bound=AccountLike)


@dataclass(frozen=True, kw_only=True)
class Routes:
    """The channels that this program `serves`; those of them that are `up`, among whose accounts one is chosen; and
    those by which messages are `taken` now, while what goes by the others waits. Those that run `short` of the messages
    that they allow carry what is pressing, and of the rest one a day to each person."""

    serves: frozenset[str]
    up: frozenset[str]
    taken: frozenset[str]
    short: frozenset[str] = frozenset()

    @property
    def waiting(self) -> frozenset[str]:
        return self.serves - self.taken

    def choose(self, accounts: Iterable[A]) -> A | None:
        """Of the accounts that can be written to, the one last heard from last: that which its person prefers, else the
        one last heard from; by a channel that is up before one that is not, and that before one that nobody serves."""

        def rank(numbered: tuple[int, A]) -> tuple[bool, bool, bool, int]:
            number, account = numbered
            return account.channel in self.up, account.channel in self.serves, account.is_preferred, number

        return max(enumerate(accounts), key=rank, default=(0, None))[1]


def only(*channels: str) -> Routes:
    """These are served, and all of them stand."""
    every = frozenset(channels)
    return Routes(serves=every, up=every, taken=every)
