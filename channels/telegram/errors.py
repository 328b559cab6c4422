"""The library's errors as outcomes: the one place where they are told apart."""

from __future__ import annotations

from datetime import timedelta

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from channels.telegram.request import NotSentError, ServerTroubleError, UncertainError
from handlers.delivery.outcomes import (
    BadToken,
    Declined,
    Moved,
    NotSent,
    ServerTrouble,
    TooMany,
    Uncertain,
    Unreachable,
    Unsent,
)

CHAT_LOST = ("chat not found", "user is deactivated", "bot was blocked", "chat_write_forbidden", "peer_id_invalid")


def outcome_of(error: TelegramError) -> Unsent:
    """What became of a call that raised this. The library's own NetworkError is an answer with a status that the
    platform does not give; its TimedOut, which our road never raises, says no more than that none came."""
    outcome: Unsent
    match error:
        case NotSentError():
            outcome = NotSent()
        case UncertainError() | TimedOut():
            outcome = Uncertain()
        case ServerTroubleError():
            outcome = ServerTrouble(reason=error.message)
        case InvalidToken():
            outcome = BadToken()
        case RetryAfter():
            outcome = TooMany(wait=wait_of(error))
        case ChatMigrated():
            outcome = Moved(chat_id=str(error.new_chat_id))
        case Forbidden():
            outcome = Unreachable(reason=error.message)
        case BadRequest():
            lost = any(reason in error.message.casefold() for reason in CHAT_LOST)
            outcome = Unreachable(reason=error.message) if lost else Declined(reason=error.message)
        case NetworkError():
            outcome = ServerTrouble(reason=error.message)
        case _:
            outcome = Declined(reason=type(error).__name__)
    return outcome


def wait_of(flood: RetryAfter) -> timedelta:
    """The library gives seconds, or a span of time, as it is set up."""
    wait = flood.retry_after
    return wait if isinstance(wait, timedelta) else timedelta(seconds=wait)
