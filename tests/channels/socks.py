"""A SOCKS5 proxy (RFC 1928, 1929) that leads every request to one server, or opens no way."""

from __future__ import annotations

import asyncio

from tests.channels.wire import Wire


class SocksProxy:
    """Whatever host is asked for, `leads_to` is the port that it leads to; `refuses` is the code of its refusal.
    `asked` keeps name, password, host and port of each request."""

    def __init__(self, *, leads_to: int = 0, refuses: int = 0, password: str | None = None) -> None:
        self.leads_to = leads_to
        self.refuses = refuses
        self.password = password
        self.asked: list[tuple[str, str, str, int]] = []
        self._wire = Wire(self._serve)

    async def __aenter__(self) -> SocksProxy:
        await self._wire.__aenter__()
        self.port = self._wire.port
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._wire.__aexit__()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        name, password = await self._greeted(reader, writer)
        if self.password not in (None, password):
            writer.write(b"\x01\x01")
            return
        if name:
            writer.write(b"\x01\x00")
        host, port = await _place(reader)
        self.asked.append((name, password, host, port))
        writer.write(bytes((5, self.refuses, 0, 1, 0, 0, 0, 0, 0, 0)))
        if not self.refuses:
            await self._passed_on(reader, writer)

    @staticmethod
    async def _greeted(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> tuple[str, str]:
        """Name and password; empty where none are offered."""
        _version, count = await reader.readexactly(2)
        if 2 not in await reader.readexactly(count):
            writer.write(b"\x05\x00")
            return "", ""
        writer.write(b"\x05\x02")
        _version, length = await reader.readexactly(2)
        name = (await reader.readexactly(length)).decode()
        (length,) = await reader.readexactly(1)
        return name, (await reader.readexactly(length)).decode()

    async def _passed_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        inner, outer = await asyncio.open_connection("127.0.0.1", self.leads_to)
        ways = [asyncio.create_task(_pipe(reader, outer)), asyncio.create_task(_pipe(inner, writer))]
        try:
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for way in ways:
                way.cancel()
            outer.close()


async def _place(reader: asyncio.StreamReader) -> tuple[str, int]:
    """The host that is asked for: a name, or an address of four bytes."""
    _version, _command, _, kind = await reader.readexactly(4)
    if kind == 3:
        (length,) = await reader.readexactly(1)
        host = (await reader.readexactly(length)).decode()
    else:
        host = ".".join(map(str, await reader.readexactly(4)))
    return host, int.from_bytes(await reader.readexactly(2), "big")


async def _pipe(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while piece := await reader.read(65536):
        writer.write(piece)
        await writer.drain()
