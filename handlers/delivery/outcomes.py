"""What comes of one attempt to send: each channel translates its platform's errors into these, and nobody else knows
them (design §5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeAlias


@dataclass(frozen=True, kw_only=True)
class Sent:
    """It has arrived at the platform, which calls it by this number. `said_at` is its date there, by the clock that
    dates what people say too; None where the platform names none."""

    message_id: str
    said_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class NotSent:
    """Not a byte of it left: trying again cannot say anything twice."""

    reason: str = "NotSent"


@dataclass(frozen=True, kw_only=True)
class Uncertain:
    """It left, wholly or in part, and no answer came: it may have arrived."""

    reason: str = "Uncertain"


@dataclass(frozen=True, kw_only=True)
class ServerTrouble:
    """Something on the way answered in the platform's place, and may have passed it on before it failed."""

    reason: str


@dataclass(frozen=True, kw_only=True)
class TooMany:
    """Too many were sent to the platform, or the chat: not before the wait is over."""

    wait: timedelta
    reason: str = "429"


@dataclass(frozen=True, kw_only=True)
class QuotaSpent:
    """Nothing more is carried for this bot until then."""

    until: datetime
    reason: str = "quota spent"


@dataclass(frozen=True, kw_only=True)
class Unreachable:
    """The account cannot be written to: blocked, gone, never there."""

    reason: str


@dataclass(frozen=True, kw_only=True)
class Moved:
    """The chat is another by now."""

    chat_id: str
    reason: str = "moved"


@dataclass(frozen=True, kw_only=True)
class Declined:
    """The platform would not have it: a fault of ours."""

    reason: str


@dataclass(frozen=True, kw_only=True)
class BadToken:
    """The platform does not know the bot by its token."""

    reason: str = "InvalidToken"


# It can be said later: nothing is wrong with what was to be said, nor with whom to.
Passing: TypeAlias = NotSent | ServerTrouble | TooMany | QuotaSpent | BadToken
PASSING = (NotSent, ServerTrouble, TooMany, QuotaSpent, BadToken)
Unsent: TypeAlias = Passing | Uncertain | Unreachable | Moved | Declined
SendOutcome: TypeAlias = Sent | Unsent


def fault_of(outcome: Unsent) -> str:
    """A short name of what is wrong, for /healthz and logs."""
    match outcome:
        case NotSent(reason=name) | Uncertain(reason=name) | BadToken(reason=name) | Declined(reason=name):
            return name
        case _:
            return type(outcome).__name__


class ChannelDown(Exception):
    """What was asked of a channel cannot be done now: the platform, or the way to it, stands in its way."""

    def __init__(self, outcome: Unsent) -> None:
        super().__init__(fault_of(outcome))
        self.outcome = outcome
