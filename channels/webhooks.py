"""An address at which a platform hands out what people say: it is stored before the platform is told so (promise 1)."""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable

import structlog
from aiohttp import web

log = structlog.get_logger()

LONGEST = 1_000_000  # bytes of one event; what people say is far shorter


class WebhookDoor:
    """Whoever brings `secret` in the header of that name is the platform. `take` is given what comes, whatever it
    holds, and returns once it is stored."""

    def __init__(self, path: str, *, header: str, secret: str, take: Callable[[str], Awaitable[None]]) -> None:
        self._path = path
        self._header = header
        self._secret = secret.encode()
        self._take = take
        self.turned_away = 0  # events of the platform that were not stored: nobody may bring them again

    def routes(self) -> list[web.RouteDef]:
        return [web.post(self._path, self._answer)]

    async def _answer(self, request: web.Request) -> web.Response:
        given = request.headers.get(self._header, "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(given, self._secret):
            return web.Response(status=401)
        try:
            event = await _read(request)
            if event is not None and event.strip():  # a platform that tries the address says nothing
                await self._take(event)
        except Exception:  # it broke off in the middle as well
            self.turned_away += 1
            log.exception("event_not_stored", header=self._header)
            return web.Response(status=503)
        if event is None:
            self.turned_away += 1
            return web.Response(status=413)
        return web.json_response({"ok": True})


async def _read(request: web.Request) -> str | None:
    """None where it is longer than any event; no more of it is read."""
    body = bytearray()
    if (request.content_length or 0) > LONGEST:
        return None
    async for piece in request.content.iter_any():
        body += piece
        if len(body) > LONGEST:
            return None
    return body.decode("utf-8", "replace")
