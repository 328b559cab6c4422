"""Messages as Telegram takes them from a bot: sent, edited, and the answers to pressed buttons."""

from __future__ import annotations

from dataclasses import dataclass

from bot.clock import Clock
from bot.trial import facts, markup
from bot.trial.facts import Json, Refused, Upload, bad_request
from bot.trial.faults import Limits
from bot.trial.people import QUERY_LIVES, quoted
from bot.trial.state import Change, Chat, photo_of, with_entities
from bot.trial.updates import Updates
from storage.trial import TrialStore

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
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


class Sending(Updates):
    """What the bot says, checked as Telegram checks it; `enforce_limits` turns Telegram's limits on sending on."""

    def __init__(self, clock: Clock, bot: Json, store: TrialStore | None = None) -> None:
        super().__init__(clock, bot, store)
        self.popups: list[Popup] = []
        self.actions: list[tuple[int, str]] = []  # what the bot was seen doing, by chat
        self.enforce_limits = False
        self.limits = Limits()

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
        self.actions.append((int(given["chat_id"]), given["action"]))
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
