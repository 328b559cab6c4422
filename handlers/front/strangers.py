"""Whoever is not linked is answered, but within a limit: a flood must take nobody's turn."""

from __future__ import annotations

from collections import deque
from datetime import datetime, timedelta

from storage.inbox import ChatAddress

ANSWERS = 10
WITHIN = timedelta(minutes=1)
MOST_REMEMBERED = 10_000  # chats; more strangers than that within a minute are answered anew


class Strangers:
    """Counts the answers given to each chat. Forgotten by a restart, which costs one more answer each."""

    def __init__(self) -> None:
        self._answered: dict[ChatAddress, deque[datetime]] = {}

    def may_be_answered(self, chat: ChatAddress, now: datetime) -> bool:
        """Whether this one is, which then counts."""
        if len(self._answered) >= MOST_REMEMBERED:
            self._answered.clear()
        times = self._answered.setdefault(chat, deque(maxlen=ANSWERS))
        if len(times) == ANSWERS and timedelta() <= now - times[0] < WITHIN:
            return False
        times.append(now)
        return True
