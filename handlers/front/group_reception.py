"""What is said in a group: only that it is a unit's can be said there, everything else is private."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from actions.office import groups
from actions.order import Order
from domain.refusals import AlreadyUsed, Refusal
from handlers.desk import Call, Desk, Handler, Reply, scene
from handlers.front.channel import Channel
from handlers.front.heard import Heard, HeardKind
from handlers.reading.typing import parse_command
from storage.inbox import Incoming
from texts.front import replies
from texts.front.refusals import refusal_text
from texts.notices import groups as group_texts


async def answer_in_group(desk: Desk, channel: Channel, stored: Incoming, heard: Heard, now: datetime) -> Reply | None:
    """Answer in a group, where only that it is a unit's can be said; a command to another bot is not answered, nor one
    under a file."""
    if heard.kind is not HeardKind.WORDS or heard.author is None or heard.file is not None:
        return None
    typed = parse_command(heard.text)
    if typed is None or (typed.bot and not channel.is_called(typed.bot)):
        return None
    may_be_run = channel.traits.serves_groups and typed.name in desk.commands
    run = desk.commands[typed.name].in_group if may_be_run else None
    refused = _not_for_a_group(heard, run)
    if refused or run is None:
        return Reply(text=refused)
    order = Order(now=now, said_at=stored.said_at, via=stored.channel, inbox_id=stored.id)
    user_id = heard.author.user_id
    sender = await groups.whose_account(desk.office, channel=stored.channel, user_id=user_id, order=order)
    call = Call(
        desk=desk,
        order=replace(order, sender_id=sender.id if sender else None),
        channel=stored.channel,
        chat_id=stored.chat_id,
        user_id=user_id,
        sender=sender,
        text=typed.rest,
    )
    try:
        return await run(call)
    except AlreadyUsed:
        return None
    except Refusal as refusal:
        return Reply(text=refusal_text(await scene(call), refusal))


def _not_for_a_group(heard: Heard, run: Handler | None) -> str:
    """Why a command in a group is not carried out; "" where it is."""
    if run is None:
        return replies.private_only()
    if heard.is_forwarded:
        return replies.forwarded_command()
    return group_texts.by_nobody() if heard.is_for_the_chat else ""
