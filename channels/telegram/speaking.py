"""How a word of the bot becomes a call of the Bot API."""

from __future__ import annotations

import re
from html import unescape

import structlog
from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup, Message
from telegram.constants import ParseMode
from telegram.error import BadRequest
from telegram.ext import ExtBot

from texts.buttons import Button, Rows
from texts.emphasis import Emphasis, emphasis

log = structlog.get_logger()

_TAG = re.compile(r"<[^>]+>")
BAD_FORMAT = "can't parse entities"
STYLES = {Emphasis.MAIN: "success", Emphasis.REFUSAL: "danger"}
NOT_MODIFIED = "message is not modified"


def keyboard(buttons: Rows) -> InlineKeyboardMarkup | None:
    if not buttons:
        return None
    stands_out = emphasis(buttons)
    return InlineKeyboardMarkup([[_button(one, stands_out.get(one)) for one in row] for row in buttons])


def _button(button: Button, stress: Emphasis | None) -> InlineKeyboardButton:
    if button.copies:
        return InlineKeyboardButton(button.label, copy_text=CopyTextButton(button.copies))
    return InlineKeyboardButton(
        button.label, callback_data=button.data, style=None if stress is None else STYLES[stress]
    )


async def send_text(
    bot: ExtBot[int], chat_id: str, html: str, buttons: Rows = (), *, priority: int = 0, topic: int | None = None
) -> Message:
    """One message; `priority` is the limiter's. What the platform cannot parse goes as plain text: a fault of ours must
    not silence a nudge."""

    async def send(text: str, mode: ParseMode | None) -> Message:
        return await bot.send_message(
            chat_id,
            text,
            parse_mode=mode,
            reply_markup=keyboard(buttons),
            rate_limit_args=priority or None,
            message_thread_id=topic,
        )

    try:
        return await send(html, ParseMode.HTML)
    except BadRequest as wrong:
        if BAD_FORMAT not in wrong.message.casefold():
            raise
        log.exception("bad_format")
        return await send(unescape(_TAG.sub("", html)), None)


async def change_text(bot: ExtBot[int], chat_id: str, message_id: str, html: str, buttons: Rows) -> None:
    """The message says this from now on; what it says already is no error."""
    try:
        await bot.edit_message_text(
            html,
            chat_id=chat_id,
            message_id=int(message_id),
            parse_mode=ParseMode.HTML,
            reply_markup=keyboard(buttons),
        )
    except BadRequest as wrong:
        if NOT_MODIFIED not in wrong.message.casefold():
            raise
