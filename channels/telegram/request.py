"""Every call to the Bot API, by aiohttp, so that a failed one says whether its request left."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from typing import Any

import aiohttp
from telegram._utils.defaultvalue import DefaultValue
from telegram._utils.types import ODVInput
from telegram.error import NetworkError
from telegram.request import BaseRequest, RequestData

from channels.transport import Transport, timeouts
from handlers.delivery.outcomes import ChannelDown, NotSent


class NotSentError(NetworkError):
    """Not a byte of the request left: trying again cannot say anything twice."""

    __slots__ = ()


class UncertainError(NetworkError):
    """The request left, wholly or in part, and no answer to it came back: it may have been carried out."""

    __slots__ = ()


class ServerTroubleError(NetworkError):
    """Something on the way answered in Telegram's place (5xx, or HTML instead of JSON): try again, later and later."""

    __slots__ = ()


class AiohttpRequest(BaseRequest):
    """PTB's road to Telegram, one connection pool for each instance.

    Raises `NotSentError`, `UncertainError` and `ServerTroubleError`; what Telegram itself answers becomes PTB's own
    errors. No text and no chain of theirs holds the URL, which has the bot's token in it. Times are in seconds, None is
    no limit: `pool_timeout` waits for a free connection, `connect_timeout` covers name, proxy and TLS, `read_timeout`
    is the silence borne while waiting for the answer. A call (not a download) ends for certain after the sum of its
    four.
    `on_leaving` is called when a call leaves, and what it returns with the `Date` of the platform's answer.
    """

    __slots__ = (
        "_connect_timeout",
        "_media_write_timeout",
        "_on_leaving",
        "_pool_timeout",
        "_read_timeout",
        "_transport",
        "_write_timeout",
    )

    def __init__(
        self,
        *,
        proxy: str | None = None,
        connection_pool_size: int = 256,
        connect_timeout: float | None = 5.0,
        read_timeout: float | None = 20.0,
        write_timeout: float | None = 5.0,
        media_write_timeout: float | None = 60.0,
        pool_timeout: float | None = 5.0,
        on_leaving: Callable[[], Callable[[str | None], None]] | None = None,
    ) -> None:
        self._transport = Transport(proxy=proxy, connections=connection_pool_size, user_agent=self.USER_AGENT)
        self._connect_timeout = connect_timeout
        self._read_timeout = read_timeout
        self._write_timeout = write_timeout
        self._media_write_timeout = media_write_timeout
        self._pool_timeout = pool_timeout
        self._on_leaving = on_leaving

    @property
    def read_timeout(self) -> float | None:
        """What a call waits if it names no time of its own; PTB adds the polling time to it for getUpdates."""
        return self._read_timeout

    async def initialize(self) -> None:
        """Open the session; does nothing when it is open."""
        await self._transport.open()

    async def shutdown(self) -> None:
        """Close the session with all its connections; `initialize` opens a new one."""
        await self._transport.close()

    async def do_request(  # noqa: PLR0917 - the signature is PTB's
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        write_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        connect_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        pool_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """The status and body of an answer that PTB can read; a body of 2xx to a POST holds a result."""
        uploads = request_data is not None and request_data.contains_files
        limits = timeouts(
            has_effect=method == "POST",
            read=_chosen(read_timeout, self._read_timeout),
            write=_chosen(write_timeout, self._media_write_timeout if uploads else self._write_timeout),
            connect=_chosen(connect_timeout, self._connect_timeout),
            pool=_chosen(pool_timeout, self._pool_timeout),
        )
        form = _form(request_data) if request_data else None
        answered = self._on_leaving() if self._on_leaving and method == "POST" else None
        try:
            answer = await self._transport.call(method, url, limits=limits, body=form)
        except ChannelDown as wrong:
            failure = NotSentError if isinstance(wrong.outcome, NotSent) else UncertainError
            raise failure(str(wrong)) from None
        self.check(method, answer.status, answer.payload)
        if answered is not None:
            answered(answer.date)
        return answer.status, answer.payload

    def check(self, method: str, status: int, payload: bytes) -> None:
        """Raise unless PTB can make a result or one of its errors of the answer."""
        if 200 <= status <= 299:
            if method == "POST" and "result" not in _json_object(payload):
                raise UncertainError(f"HTTP {status} without a result")
        elif status >= 500 or not _json_object(payload):
            raise ServerTroubleError(f"HTTP {status}")


def _chosen(given: ODVInput[float], default: float | None) -> float | None:
    return default if isinstance(given, DefaultValue) else given


def _form(request_data: RequestData) -> aiohttp.FormData:
    """File names go out as UTF-8: Telegram would show the percent signs of the quoted form."""
    form = aiohttp.FormData(quote_fields=False)
    for name, value in request_data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, mimetype) in request_data.multipart_data.items():
        stream = io.BytesIO(content) if isinstance(content, bytes) else content
        form.add_field(name, stream, filename=filename, content_type=mimetype)
    return form


def _json_object(payload: bytes) -> dict[str, Any]:
    """The JSON object in the payload; empty if it is anything else."""
    try:
        answer = json.loads(payload.decode("utf-8", "replace"))  # as PTB does
    except (ValueError, RecursionError):
        return {}
    return answer if isinstance(answer, dict) else {}
