"""The program's web pages as a phone's browser, or something worse, meets them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from aiohttp import ClientSession, web

from bot.links import link_routes
from bot.program import Program


@dataclass(frozen=True, kw_only=True)
class Page:
    status: int
    text: str
    content: bytes
    headers: dict[str, str]


@dataclass
class Browser:
    base: str
    session: ClientSession

    async def asks(self, method: str, path: str, **more: object) -> Page:
        async with self.session.request(method, f"{self.base}{path}", **more) as got:  # type: ignore[arg-type]
            content = await got.read()
            text = content.decode("utf-8", "replace")
            return Page(status=got.status, text=text, content=content, headers=dict(got.headers))

    async def gets(self, path: str) -> Page:
        return await self.asks("GET", path)

    async def posts(self, path: str, name: str, content: bytes) -> Page:
        """As a browser does: the name as it is, but for what would end it."""
        spelled = name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
        head = f'--x9\r\nContent-Disposition: form-data; name="tep"; filename="{spelled}"\r\n'
        body = f"{head}Content-Type: application/octet-stream\r\n\r\n".encode() + content + b"\r\n--x9--\r\n"
        return await self.asks("POST", path, data=body, headers={"Content-Type": "multipart/form-data; boundary=x9"})


def pages(program: Program) -> web.Application:
    """As `python -m bot` serves them."""
    app = web.Application()
    app.add_routes(link_routes(program))
    for line in program.lines.values():
        app.add_routes(line.reader.routes())
    return app


@asynccontextmanager
async def browsing(program: Program) -> AsyncIterator[Browser]:
    runner = web.AppRunner(pages(program), access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    try:
        async with ClientSession() as session:
            yield Browser(base=f"http://127.0.0.1:{port}", session=session)
    finally:
        await runner.cleanup()
