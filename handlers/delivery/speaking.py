"""How an answer or a message becomes calls of the platform."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape

import structlog
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message
from telegram.constants import ParseMode
from telegram.error import BadRequest, TelegramError
from telegram.ext import ExtBot

from handlers.desk import Reply
from texts.buttons import Button
from texts.splitting import split

log = structlog.get_logger()

_TAG = re.compile(r"<[^>]+>")
BAD_FORMAT = "can't parse entities"
NOT_MODIFIED = "message is not modified"


def keyboard(buttons: Sequence[Sequence[Button]]) -> InlineKeyboardMarkup | None:
    if not buttons:
        return None
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(button.label, callback_data=button.data) for button in row] for row in buttons]
    )


async def say(
    bot: ExtBot[int], chat_id: str, reply: Reply, *, pressed: int | None = None, topic: int | None = None
) -> None:
    """Answer a person: text with buttons under the last message, a picture or a document beside it. `pressed` is the
    number of the message whose button this answers, `topic` the thread of the group in which it was asked."""
    if reply.in_place and pressed is not None and await _changed(bot, chat_id, pressed, reply):
        return
    texts = [part for text in (reply.text, *reply.more) for part in split(text)]
    for index, text in enumerate(texts):
        await send_text(bot, chat_id, text, reply.buttons if index == len(texts) - 1 else (), topic=topic)
    if reply.picture is not None:
        await _show(bot, chat_id, reply.picture, topic=topic)
    for name, content in (*([reply.document] if reply.document else []), *reply.documents):
        await bot.send_document(chat_id, content, filename=name, message_thread_id=topic)
    for following in reply.then:
        await say(bot, chat_id, following, topic=topic)


async def _changed(bot: ExtBot[int], chat_id: str, message_id: int, reply: Reply) -> bool:
    """Whether the message now says this; one that is gone or too old is not changed."""
    try:
        await bot.edit_message_text(
            reply.text,
            chat_id=chat_id,
            message_id=message_id,
            parse_mode=ParseMode.HTML,
            reply_markup=keyboard(reply.buttons),
        )
    except BadRequest as wrong:
        return NOT_MODIFIED in wrong.message.casefold()
    return True


async def _show(bot: ExtBot[int], chat_id: str, picture: bytes, *, topic: int | None) -> None:
    """The picture only repeats what the text says: where none can be sent the answer stands without it."""
    try:
        await bot.send_photo(chat_id, picture, message_thread_id=topic)
    except TelegramError as wrong:
        log.warning("picture_not_sent", kind=type(wrong).__name__)


async def send_text(
    bot: ExtBot[int],
    chat_id: str,
    html: str,
    buttons: Sequence[Sequence[Button]] = (),
    *,
    priority: int | None = None,
    topic: int | None = None,
) -> Message:
    """One message; `priority` is the limiter's, none for an answer to a command. What the platform cannot parse goes as
    plain text: a fault of ours must not silence a nudge."""

    async def send(text: str, mode: ParseMode | None) -> Message:
        return await bot.send_message(
            chat_id,
            text,
            parse_mode=mode,
            reply_markup=keyboard(buttons),
            rate_limit_args=priority,
            message_thread_id=topic,
        )

    try:
        return await send(html, ParseMode.HTML)
    except BadRequest as wrong:
        if BAD_FORMAT not in wrong.message.casefold():
            raise
        log.exception("bad_format")
        return await send(unescape(_TAG.sub("", html)), None)
