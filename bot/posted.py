"""A file that a browser posts: read as it comes, and no further than it may be large."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath, PureWindowsPath
from urllib.parse import unquote

from aiohttp import BodyPartReader, web

from bot.link_pages import FIELD_NAME
from documents.file_kinds import fault_of_file
from domain.file_links import LARGEST_FILE
from handlers.front.heard import NAME_LIMIT
from handlers.front.screening import is_any_marked
from handlers.reading.typing import clean
from texts.front import link_pages as texts
from texts.front.link_pages import PageWords

AROUND = 16_000  # bytes of a form beside its file
PASSED_OVER = 100_000_000  # bytes
OTHERWISE = "tep"


class PostRefused(Exception):
    """Nothing was stored, for what the page says."""

    def __init__(self, words: PageWords, status: int) -> None:
        super().__init__(words.title)
        self.words = words
        self.status = status


@dataclass(frozen=True, kw_only=True)
class PostedFile:
    name: str
    content: bytes


async def posted_file(request: web.Request) -> PostedFile:
    """The file of our form, which is what its name says. Raises PostRefused."""
    if (request.content_length or 0) > LARGEST_FILE + AROUND:
        await pass_over(request)
        raise PostRefused(texts.too_large(), 413)
    try:
        posted = await _read(request)
    except (ValueError, AssertionError, web.RequestPayloadError, ConnectionError, EOFError):
        raise PostRefused(texts.not_whole(), 400) from None
    if is_any_marked([posted.name]):
        raise PostRefused(texts.marked_secret(), 400)
    fault = fault_of_file(posted.name, posted.content)
    if fault is not None:
        raise PostRefused(texts.faulty(posted.name, fault), 415)
    return posted


async def _read(request: web.Request) -> PostedFile:
    parts = await request.multipart()
    part = await parts.next()
    if not isinstance(part, BodyPartReader) or part.name != FIELD_NAME:
        raise PostRefused(texts.no_file(), 400)
    content = bytearray()
    while chunk := await part.read_chunk():
        content += chunk
        if len(content) > LARGEST_FILE:
            await pass_over(request)
            raise PostRefused(texts.too_large(), 413)
    if await parts.next() is not None:
        raise PostRefused(texts.not_whole(), 400)
    if not content:
        raise PostRefused(texts.no_file(), 400)
    return PostedFile(name=bare_name(part.filename), content=bytes(content))


async def pass_over(request: web.Request) -> None:
    """Take what is being sent and keep nothing of it: a browser shows no answer before it has sent everything."""
    passed = 0
    async for chunk in request.content.iter_any():
        passed += len(chunk)
        if passed > PASSED_OVER:
            return


def bare_name(given: str | None) -> str:
    """The name without the folders that it came from, or would lead to. A browser writes `"` as %22."""
    spelled = " ".join(clean(unquote(given or "")).split())
    name = PureWindowsPath(PurePosixPath(spelled).name).name.strip(". ") or OTHERWISE
    suffix = PurePosixPath(name).suffix
    if len(name) <= NAME_LIMIT or len(suffix) >= NAME_LIMIT:
        return name[:NAME_LIMIT]
    return name[: NAME_LIMIT - len(suffix)] + suffix  # by which it is opened
