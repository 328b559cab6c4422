"""The page of trial mode: everybody's chat with the bot, and the clock, in one browser window.

It may do anything in anybody's name, so it answers only to itself: requests under a foreign host name (DNS rebinding)
and from other sites (CSRF) are refused.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from importlib import resources
from typing import Any, TypeVar
from urllib.parse import quote, urlsplit
from zoneinfo import ZoneInfo

from aiohttp import web
from aiohttp.typedefs import Handler

from bot.trial.facts import Json
from bot.trial.state import Chat, ChatMessage
from bot.trial.telegram import LARGEST_DOWNLOAD, BotApi
from bot.trial.zalo.platform import ZaloApi
from bot.trial.zalo.switching import Switchboard

_T = TypeVar("_T")

log = logging.getLogger(__name__)

LARGEST_REQUEST = 64 * 1024
LONGEST_TEXT = 4096
LAST_MESSAGES = 300
FARTHEST = timedelta(days=366)
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}
_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")
_PICTURES = {b"\xff\xd8": "image/jpeg", b"\x89PNG": "image/png", b"GIF8": "image/gif"}
_STEPS = {
    "hour": timedelta(hours=1),
    "four_hours": timedelta(hours=4),
    "day": timedelta(days=1),
    "week": timedelta(weeks=1),
}
_POLICY = (
    "default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)

OF_ZALO = "zalo-"  # before the number of a file: each messenger numbers its own


class _Mistake(Exception):
    """The request cannot be carried out; says so to the person at the page."""

    def __init__(self, words: str, status: int = 400) -> None:
        super().__init__(words)
        self.words = words
        self.status = status


def page_routes(
    board: Switchboard,
    *,
    forward: Callable[[datetime], Awaitable[datetime]],
    next_working_day: Callable[[datetime], datetime],
    timezone: ZoneInfo,
    host: str | None = None,
) -> list[web.RouteDef]:
    """The page and what it asks for. `host`: the name listened on, where it is not loopback.

    `forward` moves the clock to a moment, doing everything that falls due on the way, and returns where it stands.
    """
    page = _Page(board, forward, next_working_day, timezone, host)
    return [
        web.get("/", page.show),
        web.get("/trial/state", page.answering(page.state)),
        web.get("/trial/chat/{user_id:-?[0-9]{1,19}}", page.answering(page.chat)),
        web.get("/trial/files/{file_id}", page.file),
        web.post("/trial/say", page.answering(page.say)),
        web.post("/trial/press", page.answering(page.press)),
        web.post("/trial/file", page.answering(page.send_file)),
        web.post("/trial/read", page.answering(page.read)),
        web.post("/trial/block", page.answering(page.block)),
        web.post("/trial/channel", page.answering(page.switch)),
        web.post("/trial/clock", page.answering(page.move_clock)),
    ]


class _Page:
    def __init__(
        self,
        board: Switchboard,
        forward: Callable[[datetime], Awaitable[datetime]],
        next_working_day: Callable[[datetime], datetime],
        timezone: ZoneInfo,
        host: str | None,
    ) -> None:
        self.board = board
        self.api = board.telegram
        self.forward = forward
        self.next_working_day = next_working_day
        self.timezone = timezone
        self.host = host
        self.moving = False

    def answering(self, action: Callable[[web.Request], Awaitable[Json]]) -> Handler:
        """The action as a handler: guarded, its result as JSON, its mistakes in words."""

        async def handler(request: web.Request) -> web.StreamResponse:
            try:
                self._guard(request)
                return web.json_response(await action(request), headers={"Cache-Control": "no-store"})
            except _Mistake as mistake:
                return web.json_response({"error": mistake.words}, status=mistake.status)
            except web.HTTPRequestEntityTooLarge:
                return web.json_response({"error": "Nội dung gửi lên quá lớn."}, status=413)

        return handler

    # What is shown

    async def show(self, request: web.Request) -> web.StreamResponse:
        try:
            self._guard(request)
        except _Mistake as mistake:
            return web.Response(status=mistake.status, text=mistake.words)
        nonce = secrets.token_urlsafe(16)
        html = resources.files(__package__).joinpath("page.html").read_text("utf-8").replace("NONCE", nonce)
        headers = {"Content-Security-Policy": _POLICY.format(nonce=nonce), "Referrer-Policy": "no-referrer"}
        return web.Response(text=html, content_type="text/html", headers=headers)

    async def state(self, _request: web.Request) -> Json:
        people = [self._person(chat) for chat in self.api.chats.values() if chat.type == "private"]
        now = self._local(self.api.clock.now())
        popups = [
            {"number": number, "user_id": popup.user_id, "text": popup.text, "alert": popup.alert}
            for number, popup in enumerate(self.api.popups, 1)
        ]
        clock = {"shown": self._moment(now), "local": now.strftime("%Y-%m-%dT%H:%M"), "moving": self.moving}
        return {"bot": self.api.bot["first_name"], "people": people, "clock": clock, "popups": popups[-20:]}

    async def chat(self, request: web.Request) -> Json:
        chat = self._chat(int(request.match_info["user_id"]))
        said = self._messenger(chat.id).messages(chat.id)[-LAST_MESSAGES:]
        return self._person(chat) | {"messages": [self._shown(m, zalo=self._is_on_zalo(chat.id)) for m in said]}

    async def file(self, request: web.Request) -> web.StreamResponse:
        """Pictures to be seen, everything else to be saved."""
        try:
            self._guard(request)
        except _Mistake as mistake:
            return web.Response(status=mistake.status, text=mistake.words)
        name = request.match_info["file_id"]
        on_zalo = name.startswith(OF_ZALO)
        file = await (self.board.zalo if on_zalo else self.api).file(name.removeprefix(OF_ZALO))
        if file is None:
            return web.Response(status=404, text="Không có tệp này.")
        kind = next((mime for magic, mime in _PICTURES.items() if file.content.startswith(magic)), None)
        headers = {"X-Content-Type-Options": "nosniff"}
        if not kind:
            headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(file.name)}"
        return web.Response(body=file.content, content_type=kind or "application/octet-stream", headers=headers)

    # What people do

    async def say(self, request: web.Request) -> Json:
        given = await _json(request)
        text = _field(given, "text", str)
        if not text.strip() or len(text) > LONGEST_TEXT:
            raise _Mistake(f"Tin nhắn phải có từ 1 đến {LONGEST_TEXT} ký tự.")
        person = self._person_of(given)
        return {"message_id": await self._messenger(person.id).say(person.id, text)}

    async def press(self, request: web.Request) -> Json:
        given = await _json(request)
        person = self._person_of(given)
        try:
            pressed = await self.api.press(person.id, _field(given, "message_id", int), _field(given, "data", str))
        except KeyError:
            raise _Mistake("Nút này không còn nữa.", 404) from None
        return {"query_id": pressed}

    async def send_file(self, request: web.Request) -> Json:
        form = await request.post()
        user_id, file, caption = form.get("user_id"), form.get("file"), form.get("caption", "")
        if not isinstance(user_id, str) or not user_id.isdecimal() or len(user_id) > 19 or not isinstance(caption, str):
            raise _Mistake("Yêu cầu không đúng.")
        person = self._chat(int(user_id))
        if not isinstance(file, web.FileField) or len(caption) > 1024:
            raise _Mistake("Chưa chọn tệp, hoặc lời kèm dài quá 1024 ký tự.")
        content = file.file.read(LARGEST_DOWNLOAD + 1)
        if not content or len(content) > LARGEST_DOWNLOAD:
            raise _Mistake("Tệp phải có nội dung và không quá 20 MB.", 413)
        if self._is_on_zalo(person.id):
            return {"message_id": await self._send_on_zalo(person.id, content, caption)}
        if any(content.startswith(magic) for magic in _PICTURES):
            return {"message_id": await self.api.send_photo(person.id, content, caption)}
        name = file.filename.replace("\\", "/").rpartition("/")[2][:200]
        return {"message_id": await self.api.send_file(person.id, name, content, caption, file.content_type)}

    async def _send_on_zalo(self, user_id: int, content: bytes, caption: str) -> int:
        """Documents do not arrive there: the bot hears that something was sent, and says how to hand it in."""
        if any(content.startswith(magic) for magic in _PICTURES):
            return await self.board.zalo.send_photo(user_id, content, caption)
        return await self.board.zalo.send_unsupported(user_id)

    async def switch(self, request: web.Request) -> Json:
        given = await _json(request)
        await self.board.switch(self._person_of(given).id, to_zalo=_field(given, "zalo", bool))
        return {}

    async def read(self, request: web.Request) -> Json:
        person = self._person_of(await _json(request))
        await self._messenger(person.id).read(person.id)
        return {}

    async def block(self, request: web.Request) -> Json:
        given = await _json(request)
        person = self._person_of(given)
        messenger = self._messenger(person.id)
        await (messenger.block(person.id) if _field(given, "blocked", bool) else messenger.unblock(person.id))
        return {}

    async def move_clock(self, request: web.Request) -> Json:
        """Forward only: by a step of the buttons, or to a local date and time."""
        moment = self._wanted(await _json(request))
        now = self.api.clock.now()
        if not now < moment <= now + FARTHEST:
            raise _Mistake("Đồng hồ chỉ tiến, mỗi lần không quá một năm.")
        if self.moving:
            raise _Mistake("Đồng hồ đang chạy tới, xin chờ.", 409)
        self.moving = True
        try:
            reached = await self.forward(moment)
            await self.api.keep_clock()
        except Exception as error:
            log.exception("the trial clock could not be moved")
            raise _Mistake(f"Không đưa được đồng hồ đi tiếp: {error}", 500) from error
        finally:
            self.moving = False
        return {"shown": self._moment(self._local(reached))}

    def _wanted(self, given: Json) -> datetime:
        now = self.api.clock.now()
        match given.get("by"), given.get("to"):
            case "working_day", None:
                return self.next_working_day(now)
            case str(step), None if step in _STEPS:
                return now + _STEPS[step]
            case None, str(local):
                return self._read_local(local)
        raise _Mistake("Yêu cầu không đúng.")

    def _read_local(self, local: str) -> datetime:
        try:
            return datetime.strptime(local, "%Y-%m-%dT%H:%M").replace(tzinfo=self.timezone).astimezone(UTC)
        except (ValueError, OverflowError):
            raise _Mistake("Ngày giờ không đúng.") from None

    # Forms of things

    def _local(self, moment: datetime) -> datetime:
        return moment.astimezone(self.timezone)

    def _moment(self, local: datetime) -> str:
        return f"{self._day(local)} {local:%H:%M}"

    def _day(self, local: datetime) -> str:
        return f"{_WEEKDAYS[local.weekday()]} {local:%d/%m/%Y}"

    def _person(self, chat: Chat) -> Json:
        messenger = self._messenger(chat.id)
        known = {"id": chat.id, "name": chat.name, "caption": chat.caption, "zalo": self._is_on_zalo(chat.id)}
        return known | {"blocked": messenger.chats[chat.id].blocked, "unread": messenger.unread(chat.id)}

    def _is_on_zalo(self, chat_id: int) -> bool:
        return chat_id in self.board.on_zalo

    def _messenger(self, chat_id: int) -> BotApi | ZaloApi:
        return self.board.zalo if self._is_on_zalo(chat_id) else self.api

    def _shown(self, message: ChatMessage, *, zalo: bool) -> Json:
        local = self._local(message.date)
        file_id = f"{OF_ZALO if zalo else ''}{message.file_id}"
        file = {"id": file_id, "name": message.file_name, "picture": message.is_picture}
        return {
            "id": message.message_id,
            "mine": not message.from_bot,
            "day": self._day(local),
            "time": f"{local:%H:%M}",
            "html": message.html,
            "buttons": message.buttons,
            "file": file if message.file_id else None,
            "edited": message.edited,
        }

    def _person_of(self, given: Json) -> Chat:
        return self._chat(_field(given, "user_id", int))

    def _chat(self, chat_id: int) -> Chat:
        chat = self.api.chats.get(chat_id)
        if chat is None or chat.type != "private":
            raise _Mistake("Không có người này.", 404)
        return chat

    def _guard(self, request: web.Request) -> None:
        """Raise unless the request was addressed to us by our own name and comes from our own page."""
        try:
            name = urlsplit(f"//{request.host}").hostname
        except ValueError:
            name = None
        socket = request.get_extra_info("sockname") or ("",)
        if name not in _LOOPBACK | {self.host, socket[0]}:
            raise _Mistake("Chỉ mở trang này bằng địa chỉ mà chương trình đã in ra.", 403)
        origin = request.headers.get("Origin")
        if request.method == "POST" and origin is not None and urlsplit(origin).netloc != request.host:
            raise _Mistake("Yêu cầu từ một trang khác không được nhận.", 403)
        # A link from anywhere may lead to the page itself, which cannot be framed.
        if request.path != "/" and request.headers.get("Sec-Fetch-Site", "none") not in ("none", "same-origin"):
            raise _Mistake("Yêu cầu từ một trang khác không được nhận.", 403)


async def _json(request: web.Request) -> Json:
    """The body, a JSON object of bounded size that says it is one (which no foreign form can)."""
    if request.content_type != "application/json":
        raise _Mistake("Yêu cầu không đúng.", 415)
    if request.content_length is None or request.content_length > LARGEST_REQUEST:
        raise _Mistake("Nội dung gửi lên quá lớn.", 413)
    try:
        given = await request.json()
    except ValueError:
        given = None
    if not isinstance(given, dict):
        raise _Mistake("Yêu cầu không đúng.")
    return given


def _field(given: Json, name: str, kind: type[_T]) -> _T:
    value: Any = given.get(name)
    if type(value) is not kind:
        raise _Mistake("Yêu cầu không đúng.")
    return value
