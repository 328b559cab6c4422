"""What is said in a group: only that it is a unit's can be said there, everything else is private."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from telegram import Message, Update

from actions.office import groups
from actions.work import Order
from domain.refusals import AlreadyUsed, Refusal
from handlers.desk import Call, Desk, Handler, Reply, scene
from handlers.front.envelopes import CHANNEL
from handlers.front.hearing import is_for_the_chat, is_forwarded
from handlers.reading.typing import parse_command
from storage.inbox import Incoming
from texts.front import replies
from texts.front.refusals import refusal_text
from texts.notices import groups as group_texts


async def answer_in_group(desk: Desk, stored: Incoming, update: Update, now: datetime) -> Reply | None:
    """In a group only that it is a unit's can be said; a command to another bot is not answered."""
    message, user = update.message, update.effective_user
    typed = parse_command(message.text or "") if message is not None else None
    if message is None or typed is None or user is None:
        return None
    if typed.bot and typed.bot.casefold() != desk.username.casefold():
        return None
    run = desk.commands[typed.name].in_group if typed.name in desk.commands else None
    refused = _not_for_a_group(message, run)
    if refused or run is None:
        return Reply(text=refused)
    order = Order(now=now, said_at=stored.said_at, inbox_id=stored.id)
    sender = await groups.whose_account(desk.office, channel=CHANNEL, user_id=str(user.id), order=order)
    ask = Call(
        desk=desk,
        order=replace(order, sender_id=sender.id if sender else None),
        channel=CHANNEL,
        chat_id=stored.chat_id,
        user_id=str(user.id),
        sender=sender,
        text=typed.rest,
    )
    try:
        return await run(ask)
    except AlreadyUsed:
        return None
    except Refusal as refusal:
        return Reply(text=refusal_text(await scene(ask), refusal))


def _not_for_a_group(message: Message, run: Handler | None) -> str:
    """Why a command in a group is not carried out; "" where it is."""
    if run is None:
        return replies.private_only()
    if is_forwarded(message):
        return replies.forwarded_command()
    return group_texts.by_nobody() if is_for_the_chat(message) else ""
