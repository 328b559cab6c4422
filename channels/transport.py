"""HTTP to a platform, by aiohttp, so that a call that failed says whether its request left."""

from __future__ import annotations

import errno
from dataclasses import dataclass
from types import SimpleNamespace

import aiohttp
from aiohttp.abc import AbstractResolver
from aiohttp_socks import ProxyConnector

from handlers.delivery.outcomes import ChannelDown, NotSent, Uncertain

WEB_PROXIES = ("http://", "https://")
SOCKS_PROXIES = ("socks5://", "socks5h://")
PROXIES = (*WEB_PROXIES, *SOCKS_PROXIES)


@dataclass(frozen=True, kw_only=True)
class HttpAnswer:
    """What came back, whoever on the way it came from. `date` is its header of that name."""

    status: int
    payload: bytes
    date: str | None


@dataclass(slots=True)
class _Departure:
    """Set when aiohttp begins to write this very request; a proxy's CONNECT and a TLS handshake do not set it."""

    begun: bool = False


async def _mark_departure(_session: aiohttp.ClientSession, context: SimpleNamespace, _headers: object) -> None:
    context.trace_request_ctx.begun = True


class Transport:
    """One pool of connections to a platform. `proxy` is a URL that begins with one of `PROXIES`; `resolver` looks up
    names in a way of its own, but behind a proxy, which looks them up itself."""

    def __init__(
        self, *, proxy: str | None, connections: int, user_agent: str, resolver: AbstractResolver | None = None
    ) -> None:
        if proxy is not None and not proxy.startswith(PROXIES):
            raise ValueError("a proxy must be an http://, https:// or socks5:// URL")
        self._proxy = proxy
        self._connections = connections
        self._user_agent = user_agent
        self._resolver = resolver
        self._session: aiohttp.ClientSession | None = None

    @property
    def _web_proxy(self) -> str | None:
        """The one that aiohttp itself speaks to."""
        return self._proxy if self._proxy and self._proxy.startswith(WEB_PROXIES) else None

    async def open(self) -> None:
        """Open the session; does nothing when it is open."""
        if self._session is not None:
            return
        trace = aiohttp.TraceConfig()
        trace.on_request_headers_sent.append(_mark_departure)
        self._session = aiohttp.ClientSession(
            connector=self._connector(),
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={"User-Agent": self._user_agent},
            trace_configs=[trace],
        )

    def _connector(self) -> aiohttp.TCPConnector:
        if self._proxy is None or self._web_proxy:
            return aiohttp.TCPConnector(limit=self._connections, resolver=self._resolver)
        # Where a platform is blocked, the names that the network gives out for it are often wrong as well.
        url = self._proxy.replace("socks5h://", "socks5://", 1)
        return ProxyConnector.from_url(url, rdns=True, limit=self._connections)

    async def close(self) -> None:
        """Close the session with all its connections; `open` opens a new one."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def call(
        self,
        method: str,
        url: str,
        *,
        limits: aiohttp.ClientTimeout,
        body: aiohttp.FormData | aiohttp.Payload | None = None,
        longest: int | None = None,
    ) -> HttpAnswer:
        """Whatever answers; of a payload longer than `longest` bytes only so much that this is seen. Raises ChannelDown
        with `NotSent` or `Uncertain`: no text and no chain of it holds the URL, which has the bot's token in it."""
        if self._session is None:
            raise ChannelDown(NotSent(reason="the request layer is closed"))
        departure = _Departure()
        try:
            # A followed redirect would say the same thing a second time.
            async with self._session.request(
                method,
                url,
                data=body,
                proxy=self._web_proxy,
                timeout=limits,
                allow_redirects=False,
                trace_request_ctx=departure,
            ) as response:
                date = response.headers.get("Date")
                payload = await response.read() if longest is None else await _beginning(response, longest + 1)
                return HttpAnswer(status=response.status, payload=payload, date=date)
        except Exception as error:  # noqa: BLE001 - whatever it was, only the departure decides what it means
            cause = _cause(error)
        # Raised here and not above: aiohttp's errors name the URL, so ours must not carry them along as context.
        raise ChannelDown(Uncertain(reason=cause) if departure.begun else NotSent(reason=cause))


async def _beginning(response: aiohttp.ClientResponse, length: int) -> bytes:
    read = bytearray()
    while len(read) < length and (piece := await response.content.read(length - len(read))):
        read += piece
    return bytes(read)


def timeouts(
    *, has_effect: bool, read: float | None, write: float | None, connect: float | None, pool: float | None
) -> aiohttp.ClientTimeout:
    """In seconds, None is no limit: `pool` waits for a free connection, `connect` covers name, proxy and TLS, `read` is
    the silence borne while waiting for the answer. A call with an effect ends for certain after the sum of the four:
    aiohttp has no limit for writing. A download may last as long as bytes arrive."""
    return aiohttp.ClientTimeout(
        connect=_sum(pool, connect),
        sock_connect=connect,
        sock_read=read,
        total=_sum(pool, connect, write, read) if has_effect else None,
    )


def _sum(*limits: float | None) -> float | None:
    known = [limit for limit in limits if limit is not None]
    return sum(known) if len(known) == len(limits) else None


def _cause(error: Exception) -> str:
    """The kind of error and its errno; never its text, which may hold the token."""
    kind = type(error).__name__
    # OpenSSL and the resolver count their errors by numbers of their own.
    if isinstance(error, OSError) and not isinstance(error, (aiohttp.ClientSSLError, aiohttp.ClientConnectorDNSError)):
        name = errno.errorcode.get(error.errno or 0)
        return f"{kind} ({name})" if name else kind
    return kind
