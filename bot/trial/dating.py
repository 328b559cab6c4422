"""The time of day that our own messengers tell: of the clock that they live by, not of the machine's."""

from __future__ import annotations

from datetime import UTC
from email.utils import format_datetime
from typing import TypeVar

from aiohttp import web

from bot.clock import Clock

_Answer = TypeVar("_Answer", bound=web.StreamResponse)


def dated(clock: Clock, response: _Answer) -> _Answer:
    """The answer, with its Date."""
    response.headers["Date"] = format_datetime(clock.now().astimezone(UTC), usegmt=True)
    return response
