"""What a message of the platform says, and how: its words with the addresses behind them, its file, whose it is."""

from __future__ import annotations

from telegram import Message, MessageEntity, Update
from telegram.error import BadRequest
from telegram.ext import filters

from domain.refusals import FileGone
from handlers.desk import Attachment
from handlers.reading.typing import clean

NAME_LIMIT = 200


def words_of(message: Message) -> str:
    """Text or caption, cleaned; an address that stands behind words follows them in brackets."""
    text = message.text or message.caption or ""
    entities = message.entities if message.text else message.caption_entities
    return clean(_with_addresses(text, entities))


def _with_addresses(text: str, entities: tuple[MessageEntity, ...]) -> str:
    """The platform counts in units of UTF-16."""
    units = text.encode("utf-16-le")
    for entity in sorted(entities, key=lambda one: one.offset, reverse=True):
        if entity.type != MessageEntity.TEXT_LINK or not entity.url:
            continue
        start, end = 2 * entity.offset, 2 * (entity.offset + entity.length)
        shown = units[start:end].decode("utf-16-le", "replace").strip()
        if shown and shown.rstrip("/") != entity.url.rstrip("/"):
            units = units[:end] + f" ({entity.url})".encode("utf-16-le") + units[end:]
    return units.decode("utf-16-le", "replace")


def file_of(message: Message) -> Attachment | None:
    file = message.document or (message.photo[-1] if message.photo else None) or message.video or message.audio
    if file is None:
        return None

    async def read() -> bytes:
        try:
            loaded = await file.get_file()
        except BadRequest as wrong:
            raise FileGone from wrong
        return bytes(await loaded.download_as_bytearray())

    named = " ".join(clean(getattr(file, "file_name", None) or "").split())[:NAME_LIMIT]
    return Attachment(name=named or ("anh.jpg" if message.photo else "tep"), size=file.file_size or 0, read=read)


def file_quoted(message: Message) -> Attachment | None:
    """The file of the message that this one answers."""
    return None if message.reply_to_message is None else file_of(message.reply_to_message)


def is_about_the_chat(update: Update) -> bool:
    """A service message: something was pinned, somebody joined. Nobody says anything by it."""
    return bool(filters.StatusUpdate.ALL.check_update(update))


def is_forwarded(message: Message) -> bool:
    """Somebody else's words, passed on."""
    return message.forward_origin is not None


def is_for_the_chat(message: Message) -> bool:
    """Said in the name of a chat – by an administrator who hides, or a channel –, so that nobody knows by whom."""
    return message.sender_chat is not None


def topic_of(update: Update) -> int | None:
    """The topic of a forum in which it was said, where the answer belongs."""
    message = update.message
    return message.message_thread_id if message is not None and message.is_topic_message else None


def replied_to(update: Update) -> str | None:
    """The number of the message that this one answers."""
    quoted = update.message.reply_to_message if update.message else None
    return None if quoted is None else str(quoted.message_id)
