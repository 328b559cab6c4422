"""What becomes of a word that cannot be handled: it is set aside, so that nobody waits behind it (promise 1)."""

from __future__ import annotations

from enum import StrEnum

MOST_ATTEMPTS = 3


class Hindrance(StrEnum):
    """Why an update was set aside."""

    UNREADABLE = "unreadable"  # it cannot be turned into what a handler works with
    RAISED = "raised"  # handling it failed as often as it was tried
    DIED = "died"  # the process died while handling it, as often as it was tried
