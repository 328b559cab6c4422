"""A Bot API server of our own: it plays Telegram for trial mode and for tests, over real HTTP, on loopback.

The bot's methods answer and refuse as Telegram does. What they do not do: deliver to a webhook, fetch files by URL,
read Markdown.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC
from email.utils import format_datetime
from pathlib import PurePath
from typing import Any

from aiohttp import web

from bot.clock import Clock
from bot.trial import facts, markup
from bot.trial.facts import Json, Refused, Upload, bad_request
from bot.trial.faults import FaultKind, Limits, PlatformFault
from bot.trial.people import QUERY_LIVES, People, quoted
from bot.trial.state import Change, Chat, ChatMessage, file_path, photo_of, with_entities
from storage.trial import TrialRows, TrialStore

__all__ = [
    "BotApi",
    "Chat",
    "ChatMessage",
    "FaultKind",
    "Limits",
    "PlatformFault",
    "Popup",
    "api_routes",
    "application",
]

LARGEST_UPLOAD = 50 * 1024 * 1024
LARGEST_DOWNLOAD = 20 * 1024 * 1024
LONGEST_POLL = 50  # seconds
LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
_CONFLICT = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
_WEBHOOK_ACTIVE = "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete it first"
_UNCHANGED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)
_QUERY_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


@dataclass(frozen=True, kw_only=True)
class Popup:
    """What the bot answered to a pressed button, shown to who pressed it."""

    query_id: str
    user_id: int
    text: str
    alert: bool


class BotApi(People):
    """Telegram with one bot and a few people.

    `faults` are what goes wrong next; `enforce_limits` turns Telegram's limits on sending on; `unknown_parameters`
    collects what the bot sent and Telegram would have ignored, as (method, parameter).
    """

    def __init__(
        self,
        clock: Clock,
        token: str,
        *,
        username: str = "dondoc_bot",
        name: str = "Đôn đốc",
        store: TrialStore | None = None,
    ) -> None:
        bot_id = int(token.partition(":")[0])
        super().__init__(clock, {"id": bot_id, "is_bot": True, "first_name": name, "username": username}, store)
        self.token = token
        self.faults: list[PlatformFault] = []
        self.popups: list[Popup] = []
        self.unknown_parameters: list[tuple[str, str]] = []
        self.enforce_limits = False
        self.limits = Limits()
        self.polled = asyncio.Event()  # set while the bot waits for updates and there are none
        self.stopping = asyncio.Event()
        self._poll: asyncio.Future[str] | None = None
        self._methods: dict[str, Callable[[Json], Awaitable[Any]]] = {
            "getMe": self._get_me,
            "getUpdates": self._get_updates,
            "setWebhook": self._set_webhook,
            "deleteWebhook": self._delete_webhook,
            "getWebhookInfo": self._get_webhook_info,
            "sendMessage": self._send_message,
            "sendDocument": self._send_document,
            "sendPhoto": self._send_photo,
            "editMessageText": self._edit_text,
            "editMessageReplyMarkup": self._edit_keyboard,
            "answerCallbackQuery": self._answer_query,
            "getFile": self._get_file,
            "getChat": self._get_chat,
            "setMyCommands": self._set_commands,
            "deleteMyCommands": self._delete_commands,
            "setMyDescription": self._set_description,
            "setMyShortDescription": self._set_short_description,
            "sendChatAction": self._chat_action,
            "logOut": self._nothing,
            "close": self._nothing,
        }

    @classmethod
    async def load(cls, store: TrialStore | None, clock: Clock, token: str, **names: str) -> BotApi:
        """Where the last run left off, even if it was killed. A `MovedClock` is moved to where it stood."""
        api = cls(clock, token, store=store, **names)
        await api.restore()
        return api

    def stop(self) -> None:
        """End what waits: long polls answer, stalled connections close."""
        self.stopping.set()
        self._end_poll("stopped")

    async def call(self, method: str, raw: Json) -> Any:
        """The method's result. Raises `Refused`. `raw` as from a form or from JSON, with `Upload`s for files."""
        method = facts.method_named(method)
        parameters, unknown = facts.checked(method, raw)
        self.unknown_parameters += [(method, name) for name in unknown]
        return await self._methods[method](parameters)

    def take_fault(self, method: str, raw: Json) -> PlatformFault | None:
        """The first fault that strikes this call; it counts as one of its times."""
        chat_id = str(raw.get("chat_id", ""))
        number = int(chat_id) if chat_id.lstrip("-").isdecimal() else None
        for fault in self.faults:
            if fault.strikes(method, number):
                fault.times -= 1
                if fault.times <= 0:
                    self.faults.remove(fault)
                return fault
        return None

    # Updates

    async def _remember(self, rows: TrialRows) -> None:
        await super()._remember(rows)
        if rows.updates:
            self._end_poll("updates")

    def _end_poll(self, reason: str) -> None:
        if self._poll and not self._poll.done():
            self._poll.set_result(reason)
            self.polled.clear()

    async def _get_updates(self, given: Json) -> list[Json]:
        if self.values.get("webhook"):
            raise Refused(409, _WEBHOOK_ACTIVE)
        self._end_poll("conflict")
        poll = self._poll = asyncio.get_running_loop().create_future()
        await self._confirm(given)
        timeout = min(given.get("timeout", 0), LONGEST_POLL)
        if timeout > 0 and not (self.updates or poll.done() or self.stopping.is_set()):
            self.polled.set()
            await asyncio.wait([poll], timeout=timeout)
            if self._poll is poll:
                self.polled.clear()
        if poll.done() and poll.result() == "conflict":
            raise Refused(409, _CONFLICT)
        return list(self.updates.values())[: given.get("limit", 100)]

    async def _confirm(self, given: Json) -> None:
        """Forget the updates before the offset; a negative offset keeps as many of the last."""
        offset = given.get("offset", 0)
        if offset < 0:
            kept = list(self.updates)[offset:]
            offset = kept[0] if kept else 0
        forgets = bool(self.updates) and min(self.updates) < offset
        if forgets or ("allowed_updates" in given and given["allowed_updates"] != self.values.get("allowed_updates")):
            async with self.change() as change:
                change.rows.confirmed = offset if forgets else None
                change.rows.values["allowed_updates"] = given.get(
                    "allowed_updates", change.value("allowed_updates", [])
                )

    async def _set_webhook(self, given: Json) -> bool:
        url = given["url"]
        if url and not url.startswith("https://"):
            raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
        self._end_poll("conflict")
        async with self.change() as change:
            change.rows.values["webhook"] = url
            if "allowed_updates" in given:
                change.rows.values["allowed_updates"] = given["allowed_updates"]
            if given.get("drop_pending_updates") and self.updates:
                change.rows.confirmed = max(self.updates) + 1
        return True

    async def _delete_webhook(self, given: Json) -> bool:
        return await self._set_webhook(given | {"url": ""})

    async def _get_webhook_info(self, _given: Json) -> Json:
        waiting = len(self.updates)
        url = self.values.get("webhook", "")
        return {"url": url, "has_custom_certificate": False, "pending_update_count": waiting}

    # Sending

    async def _send_message(self, given: Json) -> Json:
        return await self._post(given, _formatted(given, "text", "entities", LONGEST_TEXT))

    async def _send_document(self, given: Json) -> Json:
        return await self._post(given, _formatted(given, "caption", "caption_entities", LONGEST_CAPTION), "document")

    async def _send_photo(self, given: Json) -> Json:
        return await self._post(given, _formatted(given, "caption", "caption_entities", LONGEST_CAPTION), "photo")

    async def _post(self, given: Json, content: Json, file: str | None = None) -> Json:
        keyboard = _keyboard(given)
        async with self.change() as change:
            chat = self._addressee(change, given["chat_id"])
            if self.enforce_limits:
                self.limits.take(chat.id)
            if file:
                content = content | await self._attached(change, given[file], file)
            content = content | self._answered(chat, given) | self._in_topic(chat, given) | keyboard
            return change.add_message(chat, self.bot, self.clock.now(), content)

    def _addressee(self, change: Change, chat_id: int | str) -> Chat:
        """The chat that may be written to. Raises `Refused`."""
        if isinstance(chat_id, str):
            wanted = chat_id.removeprefix("@").lower()
            chat_id = next((c.id for c in self.chats.values() if (c.username or "").lower() == wanted and c.id < 0), 0)
        try:
            chat = change.chat(chat_id)
        except KeyError:
            raise bad_request("chat not found") from None
        if chat.migrated_to is not None:
            words = "group chat was upgraded to a supergroup chat"
            raise Refused(400, f"Bad Request: {words}", migrate_to_chat_id=chat.migrated_to)
        if chat.blocked and chat.type != "private":
            raise Refused(403, f"Forbidden: bot was kicked from the {chat.type} chat")
        if chat.blocked:
            raise Refused(403, "Forbidden: bot was blocked by the user")
        if not chat.started:
            raise Refused(403, "Forbidden: bot can't initiate conversation with a user")
        return chat

    def _answered(self, chat: Chat, given: Json) -> Json:
        reply = given.get("reply_parameters")
        if not reply:
            return {}
        try:
            return {"reply_to_message": quoted(self.raw_message(chat.id, int(reply["message_id"])))}
        except (KeyError, TypeError, ValueError):
            if reply.get("allow_sending_without_reply"):
                return {}
            raise bad_request("message to be replied not found") from None

    def _in_topic(self, chat: Chat, given: Json) -> Json:
        """A topic that somebody has written in, of a forum. Raises `Refused` for any other."""
        topic = given.get("message_thread_id")
        if topic is None:
            return {}
        if topic not in {message.topic for message in self.messages(chat.id)}:
            raise bad_request("message thread not found")
        return {"message_thread_id": topic, "is_topic_message": True}

    async def _attached(self, change: Change, sent: Upload | str, kind: str) -> Json:
        """The content of a file message: a new file, or one that Telegram has, by its file_id."""
        if isinstance(sent, str):
            known = await self.file(sent)
            if known is None:
                raise bad_request("wrong file identifier/HTTP URL specified")
            sent = Upload(name=known.name, mime=known.mime, content=known.content)
        if not sent.content:
            raise bad_request("file must be non-empty")
        document = change.add_file(sent.name, sent.mime, sent.content)
        return photo_of(document, sent.content) if kind == "photo" else {"document": document}

    async def _edit_text(self, given: Json) -> Json:
        content = _formatted(given, "text", "entities", LONGEST_TEXT)
        return await self._edit(given, content, forgets=("text", "entities"))

    async def _edit_keyboard(self, given: Json) -> Json:
        return await self._edit(given, {}, forgets=())

    async def _edit(self, given: Json, content: Json, *, forgets: tuple[str, ...]) -> Json:
        keyboard = _keyboard(given)
        if not given.get("chat_id"):
            raise bad_request("chat_id is empty")
        if not given.get("message_id"):
            raise bad_request("message identifier is not specified")
        async with self.change() as change:
            chat = self._addressee(change, given["chat_id"])
            message = self._own_message(chat, given["message_id"])
            if forgets and "text" not in message:
                raise bad_request("there is no text in the message to edit")
            kept = {k: v for k, v in message.items() if k not in (*forgets, "reply_markup", "edit_date")}
            edited = kept | content | keyboard
            if edited == {k: v for k, v in message.items() if k != "edit_date"}:
                raise bad_request(_UNCHANGED)
            return change.put_message(edited | {"edit_date": int(self.clock.now().timestamp())})

    def _own_message(self, chat: Chat, message_id: int) -> Json:
        try:
            message = self.raw_message(chat.id, message_id)
        except KeyError:
            raise bad_request("message to edit not found") from None
        if message["from"]["id"] != self.bot["id"]:
            raise bad_request("message can't be edited")
        return message

    async def _answer_query(self, given: Json) -> bool:
        """A query lives for a minute of the clock, and does not outlive the program."""
        query = self.queries.get(given["callback_query_id"])
        if query is None or self.clock.now() - query.asked_at > QUERY_LIVES:
            raise bad_request(_QUERY_TOO_OLD)
        if text := given.get("text"):
            alert = bool(given.get("show_alert"))
            query_id = given["callback_query_id"]
            self.popups.append(Popup(query_id=query_id, user_id=query.user_id, text=text, alert=alert))
        return True

    async def _chat_action(self, given: Json) -> bool:
        async with self.change() as change:
            self._addressee(change, given["chat_id"])
        return True

    # Files

    async def _get_file(self, given: Json) -> Json:
        file_id = given["file_id"]
        file = await self.file(file_id)
        if file is None:
            raise bad_request("invalid file_id")
        if len(file.content) > LARGEST_DOWNLOAD:
            raise bad_request("file is too big")
        known = {"file_id": file_id, "file_unique_id": f"unique-{file_id}", "file_size": len(file.content)}
        return known | {"file_path": file_path(file_id, file.name)}

    # The bot itself

    async def _get_me(self, _given: Json) -> Json:
        refused = {"can_read_all_group_messages": False, "supports_inline_queries": False, "has_main_web_app": False}
        return self.bot | {"can_join_groups": True, "can_connect_to_business": False} | refused

    async def _get_chat(self, given: Json) -> Json:
        async with self.change() as change:
            chat = self._addressee(change, given["chat_id"])
        gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")
        always = {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": dict.fromkeys(gifts, False)}
        return chat.as_chat() | always

    async def _set_commands(self, given: Json) -> bool:
        facts.check_commands(given["commands"])
        return await self._keep("commands", given, given["commands"])

    async def _delete_commands(self, given: Json) -> bool:
        return await self._keep("commands", given, [])

    async def _set_description(self, given: Json) -> bool:
        return await self._keep("description", given, given.get("description", ""))

    async def _set_short_description(self, given: Json) -> bool:
        return await self._keep("short_description", given, given.get("short_description", ""))

    async def _keep(self, name: str, given: Json, value: object) -> bool:
        scope = given.get("scope", {"type": "default"})
        audience = ":".join(str(part) for part in (*scope.values(), given.get("language_code", "")))
        async with self.change() as change:
            change.rows.values[name] = change.value(name, {}) | {audience: value}
        return True

    async def _nothing(self, _given: Json) -> bool:
        return True


def _formatted(given: Json, name: str, entities_name: str, longest: int) -> Json:
    """The text or caption, parsed. Raises `Refused`; lengths count after parsing, as at Telegram."""
    text = markup.line_breaks(given.get(name, ""))
    entities = given.get(entities_name) or []
    mode = given.get("parse_mode")
    if mode and mode.lower() != "html":
        raise bad_request("unsupported parse_mode")
    if mode:
        try:
            text, entities = markup.parse(text)
        except markup.MarkupError as error:
            raise bad_request(f"can't parse entities: {error}") from None
    text, entities = markup.trimmed(text, entities)
    if name == "text" and not text:
        raise bad_request("message text is empty")
    if markup.units(text) > longest:
        raise bad_request("message is too long" if name == "text" else "message caption is too long")
    return with_entities({name: text}, entities_name, entities) if text else {}


def _keyboard(given: Json) -> Json:
    """The inline keyboard as the message keeps it; other kinds are not kept, an empty one neither."""
    keyboard = given.get("reply_markup") or {}
    if not isinstance(keyboard, dict):
        raise bad_request("object expected as reply markup")
    facts.check_keyboard(keyboard)
    return {"reply_markup": keyboard} if any(keyboard.get("inline_keyboard", [])) else {}


# HTTP


def application(api: BotApi) -> web.Application:
    """The Bot API alone, at /bot{token}/{method} and /file/bot{token}/{path}."""
    app = web.Application(client_max_size=LARGEST_UPLOAD + 1024 * 1024)
    app.add_routes(api_routes(api))

    async def start(_app: web.Application) -> None:
        api.stopping.clear()

    async def stop(_app: web.Application) -> None:
        api.stop()

    app.on_startup.append(start)
    app.on_shutdown.append(stop)
    return app


def api_routes(api: BotApi) -> list[web.RouteDef]:
    """For an application that serves more; it allows bodies of 51 MB and calls `api.stop` on shutdown."""

    async def method(request: web.Request) -> web.StreamResponse:
        return _dated(api, await _serve(api, request))

    async def file(request: web.Request) -> web.StreamResponse:
        return _dated(api, await _serve_file(api, request))

    path = r"/bot{token:[^/]+}/{method:[^/]+}"
    return [web.get(path, method), web.post(path, method), web.get(r"/file/bot{token:[^/]+}/{path:.+}", file)]


def _dated(api: BotApi, response: web.StreamResponse) -> web.StreamResponse:
    """By the clock that the server lives by, not the machine's."""
    response.headers["Date"] = format_datetime(api.clock.now().astimezone(UTC), usegmt=True)
    return response


async def _serve(api: BotApi, request: web.Request) -> web.StreamResponse:
    if request.match_info["token"] != api.token:
        return _refusal(Refused(401, "Unauthorized"))
    try:
        method = facts.method_named(request.match_info["method"])
        raw = await _parameters(request)
        if fault := api.take_fault(method, raw):
            return await _fail(api, request, fault, method, raw)
        return web.json_response({"ok": True, "result": await api.call(method, raw)})
    except Refused as refused:
        return _refusal(refused)


def _refusal(refused: Refused) -> web.Response:
    answer: Json = {"ok": False, "error_code": refused.code, "description": refused.description}
    if refused.parameters:
        answer["parameters"] = refused.parameters
    return web.json_response(answer, status=refused.code)


async def _fail(api: BotApi, request: web.Request, fault: PlatformFault, method: str, raw: Json) -> web.StreamResponse:
    if refusal := fault.refusal():
        raise refusal
    if garbage := fault.garbage():
        return garbage
    if fault.kind != "reset_before":
        await api.call(method, raw)
    if fault.kind == "stall":
        await _left_alone(api, request)
    if request.transport:
        request.transport.abort()
    return web.Response()


async def _left_alone(api: BotApi, request: web.Request) -> None:
    """Until the other side hangs up, or we stop."""
    while request.transport and not request.transport.is_closing() and not api.stopping.is_set():
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(api.stopping.wait(), timeout=0.05)


async def _parameters(request: web.Request) -> Json:
    """The request's parameters, wherever they stand. Raises `Refused`."""
    given: Json = dict(request.query)
    try:
        if request.content_type == "application/json":
            body = await request.json()
            if not isinstance(body, dict):
                raise bad_request("can't parse request: JSON object expected")
            return given | body
        for name, value in (await request.post()).items():
            given[name] = _upload(value) if isinstance(value, web.FileField) else value
    except ValueError:
        raise bad_request("can't parse request") from None
    except web.HTTPRequestEntityTooLarge:
        raise Refused(413, "Request Entity Too Large") from None
    return given


def _upload(field: web.FileField) -> Upload:
    return Upload(name=PurePath(field.filename).name, mime=field.content_type, content=field.file.read())


async def _serve_file(api: BotApi, request: web.Request) -> web.StreamResponse:
    path = request.match_info["path"]
    file = await api.file(PurePath(path).stem)
    if request.match_info["token"] != api.token:
        return _refusal(Refused(401, "Unauthorized"))
    if file is None or file_path(PurePath(path).stem, file.name) != path:
        return _refusal(Refused(404, "Not Found"))
    return web.Response(body=file.content, content_type="application/octet-stream")
