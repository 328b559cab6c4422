"""What can go wrong between the bot and a messenger, for tests: faults on order, and Telegram's limits on sending."""

from __future__ import annotations

import asyncio
import contextlib
import math
import time
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Literal

from aiohttp import web

from bot.trial.facts import Refused

FaultKind = Literal[
    "reset_before",  # the connection is closed, nothing is done
    "reset_after",  # it is done, the connection is closed without an answer
    "stall",  # it is done, no answer ever comes
    "too_many",
    "blocked",
    "deactivated",
    "chat_not_found",
    "migrated",
    "bad_request",
    "server_error",
    "bad_gateway_html",
    "bad_json",
    "conflict",
    "unauthorized",
    "upgrade",  # Zalo alone: 426
    "internal_error",  # Zalo alone: 403
]


@dataclass
class PlatformFault:
    """The next `times` calls of the method (None: of any), to the chat (None: to any), fail in this way."""

    kind: FaultKind
    method: str | None = "sendMessage"
    chat_id: int | None = None
    times: int = 1
    retry_after: int = 1
    migrate_to_chat_id: int = -1001000000000
    body: bytes = b'{"ok":true,"result":{"message_id"'  # of a "bad_json"

    def strikes(self, method: str, chat_id: int | None) -> bool:
        return self.method in (None, method) and self.chat_id in (None, chat_id)

    def refusal(self) -> Refused | None:
        """Telegram's refusal that stands for the call; None for a kind that is not a proper answer."""
        match self.kind:
            case "too_many":
                words = f"Too Many Requests: retry after {self.retry_after}"
                return Refused(429, words, retry_after=self.retry_after)
            case "migrated":
                words = "Bad Request: group chat was upgraded to a supergroup chat"
                return Refused(400, words, migrate_to_chat_id=self.migrate_to_chat_id)
            case _:
                return Refused(*_REFUSALS[self.kind]) if self.kind in _REFUSALS else None

    def garbage(self) -> web.Response | None:
        """The answer of something that is not the Bot API, where the kind is one."""
        if self.kind == "bad_gateway_html":
            page = "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>"
            return web.Response(status=502, text=page, content_type="text/html")
        if self.kind == "bad_json":
            return web.Response(body=self.body, content_type="application/json")
        return None


def first_striking(faults: list[PlatformFault], method: str, chat_id: int | None) -> PlatformFault | None:
    """The first fault on order that strikes this call; it counts as one of its times."""
    for fault in faults:
        if fault.strikes(method, chat_id):
            fault.times -= 1
            if fault.times <= 0:
                faults.remove(fault)
            return fault
    return None


async def fail(
    request: web.Request, fault: PlatformFault, carry_out: Callable[[], Awaitable[object]], stopping: asyncio.Event
) -> web.StreamResponse:
    """Let the call go wrong in a way that is no refusal of the platform's."""
    if garbage := fault.garbage():
        return garbage
    if fault.kind != "reset_before":
        await carry_out()
    if fault.kind == "stall":
        await _left_alone(request, stopping)
    if request.transport:
        request.transport.abort()
    return web.Response()


async def _left_alone(request: web.Request, stopping: asyncio.Event) -> None:
    """Until the other side hangs up, or we stop."""
    while request.transport and not request.transport.is_closing() and not stopping.is_set():
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stopping.wait(), timeout=0.05)


_REFUSALS: dict[str, tuple[int, str]] = {
    "blocked": (403, "Forbidden: bot was blocked by the user"),
    "deactivated": (403, "Forbidden: user is deactivated"),
    "chat_not_found": (400, "Bad Request: chat not found"),
    "bad_request": (400, "Bad Request: can't parse entities: Unexpected end tag at byte offset 0"),
    "server_error": (500, "Internal Server Error"),
    "conflict": (
        409,
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    ),
    "unauthorized": (401, "Unauthorized"),
}


@dataclass
class Limits:
    """Telegram's limits on sending: 30 messages a second, 1 a second to a chat, 20 a minute to a group."""

    monotonic: Callable[[], float] = time.monotonic
    _sent: dict[int | None, deque[float]] = field(default_factory=lambda: defaultdict(deque))

    def take(self, chat_id: int) -> None:
        """Count one message to the chat. Raises `Refused` with the whole seconds to wait, and counts nothing then."""
        now = self.monotonic()
        windows: list[tuple[int | None, int, float]] = [(None, 30, 1.0), (chat_id, 1, 1.0)]
        if chat_id < 0:
            windows.append((chat_id, 20, 60.0))
        wait = max(self._wait(key, most, seconds, now) for key, most, seconds in windows)
        if wait > 0:
            seconds = math.ceil(wait)
            raise Refused(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
        for key in (None, chat_id):
            self._sent[key].append(now)

    def _wait(self, key: int | None, most: int, seconds: float, now: float) -> float:
        sent = self._sent[key]
        while sent and sent[0] <= now - 60:
            sent.popleft()
        recent = [moment for moment in sent if moment > now - seconds]
        return recent[-most] + seconds - now if len(recent) >= most else 0
