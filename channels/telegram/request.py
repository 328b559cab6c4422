"""Every call to the Bot API, by aiohttp, so that a failed one says whether its request left."""

from __future__ import annotations

import errno
import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import aiohttp
from telegram._utils.defaultvalue import DefaultValue
from telegram._utils.types import ODVInput
from telegram.error import NetworkError
from telegram.request import BaseRequest, RequestData


class NotSentError(NetworkError):
    """Not a byte of the request left: trying again cannot say anything twice."""

    __slots__ = ()


class UncertainError(NetworkError):
    """The request left, wholly or in part, and no answer to it came back: it may have been carried out."""

    __slots__ = ()


class ServerTroubleError(NetworkError):
    """Something on the way answered in Telegram's place (5xx, or HTML instead of JSON): try again, later and later."""

    __slots__ = ()


@dataclass(slots=True)
class _Departure:
    """Set when aiohttp begins to write this very request; a proxy's CONNECT and a TLS handshake do not set it."""

    begun: bool = False


async def _mark_departure(_session: aiohttp.ClientSession, context: SimpleNamespace, _headers: object) -> None:
    context.trace_request_ctx.begun = True


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
        "_connection_pool_size",
        "_media_write_timeout",
        "_on_leaving",
        "_pool_timeout",
        "_proxy",
        "_read_timeout",
        "_session",
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
        if proxy is not None and not proxy.startswith(("http://", "https://")):
            raise ValueError("a proxy must be an http:// or https:// URL")
        self._proxy = proxy
        self._connection_pool_size = connection_pool_size
        self._connect_timeout = connect_timeout
        self._read_timeout = read_timeout
        self._write_timeout = write_timeout
        self._media_write_timeout = media_write_timeout
        self._pool_timeout = pool_timeout
        self._on_leaving = on_leaving
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        """What a call waits if it names no time of its own; PTB adds the polling time to it for getUpdates."""
        return self._read_timeout

    async def initialize(self) -> None:
        """Open the session; does nothing when it is open."""
        if self._session is not None:
            return
        trace = aiohttp.TraceConfig()
        trace.on_request_headers_sent.append(_mark_departure)
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=self._connection_pool_size),
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={"User-Agent": self.USER_AGENT},
            trace_configs=[trace],
        )

    async def shutdown(self) -> None:
        """Close the session with all its connections; `initialize` opens a new one."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

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
        if self._session is None:
            raise NotSentError("the request layer is closed")
        uploads = request_data is not None and request_data.contains_files
        timeout = _timeouts(
            has_effect=method == "POST",
            read=_chosen(read_timeout, self._read_timeout),
            write=_chosen(write_timeout, self._media_write_timeout if uploads else self._write_timeout),
            connect=_chosen(connect_timeout, self._connect_timeout),
            pool=_chosen(pool_timeout, self._pool_timeout),
        )
        form = _form(request_data) if request_data else None
        departure = _Departure()
        answered = self._on_leaving() if self._on_leaving and method == "POST" else None
        try:
            # A followed redirect would say the same thing a second time.
            async with self._session.request(
                method,
                url,
                data=form,
                proxy=self._proxy,
                timeout=timeout,
                allow_redirects=False,
                trace_request_ctx=departure,
            ) as response:
                status, payload, date = response.status, await response.read(), response.headers.get("Date")
        except Exception as error:  # noqa: BLE001 - whatever it was, only the departure decides what it means
            failure = UncertainError(_cause(error)) if departure.begun else NotSentError(_cause(error))
        else:
            self.check(method, status, payload)
            if answered is not None:
                answered(date)
            return status, payload
        # Raised here and not above: aiohttp's errors name the URL, so ours must not carry them along as context.
        raise failure

    def check(self, method: str, status: int, payload: bytes) -> None:
        """Raise unless PTB can make a result or one of its errors of the answer."""
        if 200 <= status <= 299:
            if method == "POST" and "result" not in _json_object(payload):
                raise UncertainError(f"HTTP {status} without a result")
        elif status >= 500 or not _json_object(payload):
            raise ServerTroubleError(f"HTTP {status}")


def _chosen(given: ODVInput[float], default: float | None) -> float | None:
    return default if isinstance(given, DefaultValue) else given


def _timeouts(
    *, has_effect: bool, read: float | None, write: float | None, connect: float | None, pool: float | None
) -> aiohttp.ClientTimeout:
    """aiohttp has no limit for writing, so the total holds it; a download may last as long as bytes arrive."""
    return aiohttp.ClientTimeout(
        connect=_sum(pool, connect),
        sock_connect=connect,
        sock_read=read,
        total=_sum(pool, connect, write, read) if has_effect else None,
    )


def _sum(*limits: float | None) -> float | None:
    known = [limit for limit in limits if limit is not None]
    return sum(known) if len(known) == len(limits) else None


def _form(request_data: RequestData) -> aiohttp.FormData:
    """File names go out as UTF-8: Telegram would show the percent signs of the quoted form."""
    form = aiohttp.FormData(quote_fields=False)
    for name, value in request_data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, mimetype) in request_data.multipart_data.items():
        stream = io.BytesIO(content) if isinstance(content, bytes) else content
        form.add_field(name, stream, filename=filename, content_type=mimetype)
    return form


def _cause(error: Exception) -> str:
    """The kind of error and its errno; never its text, which may hold the token."""
    kind = type(error).__name__
    # OpenSSL and the resolver count their errors by numbers of their own.
    if isinstance(error, OSError) and not isinstance(error, (aiohttp.ClientSSLError, aiohttp.ClientConnectorDNSError)):
        name = errno.errorcode.get(error.errno or 0)
        return f"{kind} ({name})" if name else kind
    return kind


def _json_object(payload: bytes) -> dict[str, Any]:
    """The JSON object in the payload; empty if it is anything else."""
    try:
        answer = json.loads(payload.decode("utf-8", "replace"))  # as PTB does
    except (ValueError, RecursionError):
        return {}
    return answer if isinstance(answer, dict) else {}
