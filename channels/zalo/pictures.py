"""A picture that somebody sent, read from the address that its event names, which may have been made up."""

from __future__ import annotations

import socket
from ipaddress import ip_address

from aiohttp import InvalidUrlClientError, ThreadedResolver
from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

from channels.transport import Transport, timeouts
from domain.refusals import FileGone
from handlers.delivery.outcomes import ChannelDown, NotSent, ServerTrouble
from handlers.front.heard import FileTooLarge

LIMIT_MB = 20
SILENCE = 20.0  # seconds, as the others
WHOLE = 60.0
CONNECTING = 5.0


class InnerHost(Exception):
    """The address leads to this machine, or into the network that it stands in."""


UNREADABLE = tuple(NotSent(reason=kind.__name__) for kind in (InnerHost, InvalidUrlClientError))


class PictureReader:
    """Reads over https from the open net alone, and from the server that the settings name. Behind a proxy names are
    resolved there: what lies around it is for its own rules to keep."""

    def __init__(self, *, api_base: str, proxy: str | None) -> None:
        self._own = URL(api_base).origin()
        self._proxy = proxy

    async def read(self, address: str) -> bytes:
        """Raises FileTooLarge, FileGone and ChannelDown."""
        url = _url(address)
        is_own = url is not None and url.origin() == self._own
        if url is None or not (is_own or (url.scheme == "https" and _is_outer_literal(url.host or ""))):
            raise FileGone
        guard = None if is_own or self._proxy else OuterHosts()
        transport = Transport(proxy=self._proxy, connections=1, user_agent="Dondoc", resolver=guard)
        await transport.open()
        try:
            limits = timeouts(has_effect=True, read=SILENCE, write=WHOLE - SILENCE, connect=CONNECTING, pool=CONNECTING)
            answer = await transport.call("GET", str(url), limits=limits, longest=LIMIT_MB * 1_000_000)
        except ChannelDown as wrong:
            raise (FileGone() if wrong.outcome in UNREADABLE else wrong) from None
        finally:
            await transport.close()
        if answer.status >= 500:
            raise ChannelDown(ServerTrouble(reason=f"HTTP {answer.status}"))
        if answer.status != 200:
            raise FileGone
        if len(answer.payload) > LIMIT_MB * 1_000_000:
            raise FileTooLarge(limit=LIMIT_MB, length=len(answer.payload))
        return answer.payload


class OuterHosts(AbstractResolver):
    """Names as they are resolved everywhere, but for those of hosts that are not for all the world."""

    def __init__(self) -> None:
        self._names = ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        found = await self._names.resolve(host, port, family)
        if not all(_is_outer(one["host"]) for one in found):
            raise InnerHost
        return found

    async def close(self) -> None:
        await self._names.close()


def _url(address: str) -> URL | None:
    try:
        url = URL(address)
    except ValueError:
        return None
    return url if url.host else None


def _is_outer_literal(host: str) -> bool:
    """Whether a host that is written as a number may be asked; a name is looked at once it is resolved."""
    try:
        ip_address(host)
    except ValueError:
        return True
    return _is_outer(host)


def _is_outer(number: str) -> bool:
    address = ip_address(number)
    return address.is_global and not address.is_multicast
