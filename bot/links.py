"""The pages by which files go where a messenger carries none: `/tep/…` gives one, `/nop/…` takes one. Nothing else is
served below them, and what a link was for is said to nobody who does not have it."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from datetime import datetime
from typing import Protocol
from urllib.parse import quote, urlsplit

import structlog
from aiohttp import web

from actions.delivery import links
from actions.installation import Office
from bot.link_pages import GUARDED, page
from bot.posted import PostRefused, pass_over, posted_file
from bot.program import Program
from documents.file_kinds import media_type_of
from domain.file_links import LinkPurpose
from domain.names import fold
from handlers.delivery.links import FETCHING, HANDING_IN
from storage.file_links import FileLink, LinkedFile
from storage.inbox import Fresh
from texts.front import link_pages as texts

log = structlog.get_logger()

FORM_OF_SECRET = re.compile(r"[A-Za-z0-9_-]{32}")  # what has another is not looked up
LONGEST = 600.0  # seconds that handing in may take: over a poor network 20 MB need minutes
AT_ONCE = 8  # files that are being handed in: each is held in memory until it is whole
_UNPLAIN = re.compile(r"[^A-Za-z0-9._ -]")


class FindLink(Protocol):
    async def __call__(self, office: Office, secret: str, *, now: datetime) -> FileLink | None: ...


class LinkPages:
    """`on_handed_in` is told the channel, and the keys of the words that were stored for it."""

    def __init__(
        self,
        office: Office,
        clock: Callable[[], datetime],
        *,
        public_url: str,
        on_handed_in: Callable[[str, Fresh], None],
    ) -> None:
        self.office = office
        self.clock = clock
        self.public_url = public_url
        self.on_handed_in = on_handed_in
        self._room = asyncio.Semaphore(AT_ONCE)

    def routes(self) -> list[web.RouteDef]:
        """Below the path of the public address; none where there is no such address."""
        if not self.public_url:
            return []
        path = urlsplit(self.public_url).path
        fetching, handing_in = f"{path}/{FETCHING}/{{secret}}", f"{path}/{HANDING_IN}/{{secret}}"
        return [
            web.get(fetching, self._fetch, allow_head=False),
            web.head(fetching, self._look),
            web.get(handing_in, self._show_form),
            web.post(handing_in, self._hand_in),
        ]

    async def _fetch(self, request: web.Request) -> web.Response:
        link = await self._found(request, links.file_link)
        file = None if link is None else await links.fetch_file(self.office, link, now=self.clock())
        if link is None or file is None:
            return page(texts.link_over(), status=404)
        return web.Response(body=file.content, headers=_headers(link))

    async def _look(self, request: web.Request) -> web.Response:
        """What a fetch would give, which counts for none."""
        link = await self._found(request, links.file_link)
        if link is None:
            return page(texts.link_over(), status=404)
        return web.Response(headers=_headers(link) | {"Content-Length": str(link.size)})

    async def _show_form(self, request: web.Request) -> web.Response:
        link = await self._found(request, links.hand_in_link)
        if link is None:
            return page(texts.link_over(), status=404)
        if link.is_used:
            return page(texts.used_before(), status=410)
        return page(texts.hand_in_page(link.expires_at, self.office.timezone))

    async def _hand_in(self, request: web.Request) -> web.Response:
        """Answered when the file is stored, and not before. Whoever has no link is not listened to."""
        link = await self._found(request, links.hand_in_link)
        if link is None:
            return page(texts.link_over(), status=404)
        try:
            async with asyncio.timeout(LONGEST), self._room:
                if link.is_used:
                    await pass_over(request)
                    return await self._show_form(request)
                posted = await posted_file(request)
        except PostRefused as refused:
            return page(refused.words, status=refused.status)
        except TimeoutError:
            return page(texts.not_whole(), status=400)
        file = LinkedFile.of(posted.name, posted.content)
        fresh = await links.hand_in_file(self.office, link, file, now=self.clock())
        if fresh is None:  # another was handed in while this one came, or the link has died
            return await self._show_form(request)
        log.info("file_handed_in", link=link.id, size=len(file.content))
        self.on_handed_in(link.channel, fresh)
        return page(texts.handed_in(file.name, len(file.content)))

    async def _found(self, request: web.Request, find: FindLink) -> FileLink | None:
        secret = request.match_info["secret"]
        return await find(self.office, secret, now=self.clock()) if FORM_OF_SECRET.fullmatch(secret) else None


def link_routes(program: Program) -> list[web.RouteDef]:
    pages = LinkPages(
        program.office,
        program.clock.now,
        public_url=program.settings.public_url,
        on_handed_in=program.take_up,
    )
    return pages.routes()


def _headers(link: FileLink) -> dict[str, str]:
    disposed = disposition(link.name, link.purpose)
    return {**GUARDED, "Content-Type": media_type_of(link.name), "Content-Disposition": disposed}


def disposition(name: str, purpose: LinkPurpose) -> str:
    """A document is kept; a picture is what the messenger shows. The name as it is, and without accents for what cannot
    read that (RFC 6266)."""
    manner = "inline" if purpose is LinkPurpose.PICTURE else "attachment"
    return f"{manner}; filename=\"{_UNPLAIN.sub('_', fold(name))}\"; filename*=UTF-8''{quote(name, safe='')}"
