"""Stored events of every channel: handled in order per chat, then answered by the channel that they came by."""

from __future__ import annotations

from collections.abc import Awaitable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

import structlog

from actions.delivery import intake
from actions.delivery.links import is_handed_in
from actions.office import accounts
from actions.order import Order
from domain.intake import Hindrance
from domain.office.people import Person
from domain.refusals import AlreadyUsed, Refusal, SecretsRefused, Unreadable
from handlers.delivery.answering import Delivery
from handlers.delivery.outcomes import PASSING, ChannelDown, Declined, QuotaSpent, fault_of
from handlers.desk import Call, Desk, Reply, scene, scene_of
from handlers.dialogues.explaining import explained
from handlers.front import commands, contact, handing_in, pressing, several, typed_presses
from handlers.front.channel import Channel, Glance, UnreadableUpdate
from handlers.front.group_reception import answer_in_group
from handlers.front.heard import CONTACT, Attachment, ChatKind, FileTooLarge, Heard, HeardKind
from handlers.front.menus import Menus
from handlers.front.senders import sender_of
from handlers.front.strangers import Strangers
from handlers.reading.typing import clean, parse_command
from storage.database import CommandDatabase
from storage.inbox import Incoming
from texts.buttons import Rows, copy_button
from texts.front import replies
from texts.front.refusals import refusal_text
from texts.front.several import broken_off
from texts.front.usage.table import USAGES
from texts.notices.notices import fell_behind
from texts.scene import Scene

log = structlog.get_logger()


@dataclass(frozen=True, kw_only=True)
class Unsaid:
    """The answer to an event until it is given, and whose menu may have to be shown with it; `has_written` where its
    handling has left something in the database."""

    reply: Reply | None = None
    sender: Person | None = None
    has_written: bool = False


class Reception:
    """Handles stored events at one desk and answers them. `channels` by their names."""

    def __init__(self, desk: Desk, channels: Mapping[str, Channel]) -> None:
        self.desk = desk
        self.channels = channels
        self.delivery = Delivery(desk.office, public_url=desk.public_url)
        self._strangers = Strangers()
        self.menus = Menus()
        self._unsaid: dict[int, Unsaid] = {}  # by the event

    async def get_ready(self, now: datetime) -> None:
        """Read the organisation, the calendar and the rules, which takes long at a start: the less lies between the
        count of an attempt and its end, the fewer deaths are laid at a door that is not theirs."""
        await self._scene(now)

    async def carry_out(self, stored: Incoming, now: datetime) -> Heard:
        """Handle one event, whose answer is then to be given; taken up again, it is not handled anew. Raises
        UnreadableUpdate."""
        heard = self._hear(stored)
        if stored.id not in self._unsaid:
            async with CommandDatabase(self.desk.office.database) as database:
                desk = replace(self.desk, office=self.desk.office.using(database))
                unsaid = await self._answer(desk, stored, heard, now)
            self._unsaid[stored.id] = replace(unsaid, has_written=database.has_written)
        return heard

    async def receive(self, stored: Incoming, now: datetime) -> None:
        """Handle one event, where that has not been done, and answer it. Raises ChannelDown for what certainly was not
        said, and UnreadableUpdate."""
        heard = await self.carry_out(stored, now)
        channel, unsaid = self._channel(stored), self._unsaid[stored.id]
        if unsaid.sender is not None:
            await self.menus.show(channel, stored.chat_id, unsaid.sender)
        if unsaid.reply is not None and stored.chat_id:
            await self._say(stored, unsaid.reply, now, heard)
        if heard.pressed is not None:
            await channel.release(heard.pressed.press_id)
        await intake.note_answered(self.desk.office, stored, now, has_written=unsaid.has_written)
        del self._unsaid[stored.id]

    async def recall(self, stored: Incoming, now: datetime) -> None:
        """After a restart: tell the sender whose answer was lost that the command was carried out, or could not be."""
        if stored.set_aside is not None:
            await self.apologise(stored, now)
            return
        if stored.channel in self.channels:
            await self._say(stored, Reply(text=fell_behind(await self._scene(now), stored.said_at)), now)
        await intake.note_answered(self.desk.office, stored, now)

    async def apologise(self, stored: Incoming, now: datetime) -> None:
        """It was set aside: say so once, where its sender is known to hear of it, and of several commands which were
        carried out."""
        if self._may_be_told(stored, now):
            await self._say(stored, Reply(text=await self._apology(stored, now)), now)
        await intake.note_answered(self.desk.office, stored, now)
        self._unsaid.pop(stored.id, None)

    async def ask_patience(self, stored: Incoming, now: datetime) -> None:
        """Tell somebody of the office who has sent much at once that it takes a while."""
        seen = self._glance(stored) if stored.channel in self.channels else None
        if seen is None or seen.chat is not ChatKind.PRIVATE:
            return
        if await accounts.is_linked(self.desk.office, stored.channel, stored.chat_id):
            await self._tell(stored, replies.many_at_once(), now)

    def _hear(self, stored: Incoming) -> Heard:
        """Raises UnreadableUpdate."""
        channel = self._channel(stored)
        return handing_in.heard_of(self.desk.office, stored) if is_handed_in(stored) else channel.hear(stored)

    def _glance(self, stored: Incoming) -> Glance:
        return handing_in.GLANCE if is_handed_in(stored) else self._channel(stored).glance(stored)

    def _channel(self, stored: Incoming) -> Channel:
        """Raises UnreadableUpdate where this program has none of that name: what came by it is kept, and named."""
        if stored.channel not in self.channels:
            raise UnreadableUpdate(f"no channel {stored.channel}")
        return self.channels[stored.channel]

    def _may_be_told(self, stored: Incoming, now: datetime) -> bool:
        """Whether the sender may be told; of what cannot be read the sender is not recognised either: their number is
        limited."""
        return self._expects_answer(stored) and (
            stored.set_aside is not Hindrance.UNREADABLE or self._strangers.may_be_answered(stored.chat, now)
        )

    def _expects_answer(self, stored: Incoming) -> bool:
        """Whether somebody waits for an answer there who can be given one: in a group only who gives a command."""
        if not stored.chat_id or stored.channel not in self.channels:
            return False
        seen = self._glance(stored)
        return seen.chat is ChatKind.PRIVATE or seen.text.lstrip().startswith("/")

    async def _apology(self, stored: Incoming, now: datetime) -> str:
        if stored.set_aside is Hindrance.UNREADABLE:
            return replies.unreadable()
        if done := await intake.places_done(self.desk.office, stored.id):
            text = clean(self._glance(stored).text)
            ordered = several.commands_in(text, commands.COMMANDS)
            left = [text for place, text in enumerate(ordered) if place not in done]
            return broken_off([text for place, text in enumerate(ordered) if place in done], left)
        return (
            replies.deadly(await self._scene(now), stored.said_at)
            if stored.set_aside is Hindrance.DIED
            else replies.broken()
        )

    async def _scene(self, now: datetime) -> Scene:
        async with self.desk.office.look(Order(now=now, said_at=now, via="clock")) as view:
            return scene_of(view)

    async def _answer(self, desk: Desk, stored: Incoming, heard: Heard, now: datetime) -> Unsaid:
        order = Order(now=now, said_at=stored.said_at, via=stored.channel, inbox_id=stored.id)
        if heard.kind in CONTACT:
            await contact.note(desk, stored, heard, order)
        if heard.kind in CONTACT or heard.author is None:
            return Unsaid()
        if heard.chat is not ChatKind.PRIVATE:
            return Unsaid(reply=await answer_in_group(desk, self._channel(stored), stored, heard, now))
        sender = await sender_of(desk, stored, heard.author, order)
        if sender is None and not self._strangers.may_be_answered(stored.chat, now):
            return Unsaid()
        call = self._ask(desk, stored, heard, sender, replace(order, sender_id=sender.id if sender else None))
        reply = await self._refusing(call, self._carry_out(call, heard, secret=stored.secret))
        return Unsaid(reply=await handing_in.with_link(call, reply), sender=sender)

    def _ask(self, desk: Desk, stored: Incoming, heard: Heard, sender: Person | None, order: Order) -> Call:
        """An edited message is not read again: it brings neither words nor files."""
        said = heard if heard.kind is not HeardKind.EDITED else Heard(kind=HeardKind.EDITED)
        return Call(
            desk=desk,
            order=order,
            channel=stored.channel,
            chat_id=stored.chat_id,
            user_id=heard.author.user_id if heard.author else "",
            sender=sender,
            text=clean(said.text),
            attachment=_apart(desk, said.file),
            album=said.album,
            quoted=_apart(desk, said.quoted_file),
            tell=lambda text: desk.office.apart(self._tell(stored, text, order.now)),
            show_work=lambda: desk.office.apart(self._channel(stored).show_work(stored.chat_id)),
            replies_to=said.replies_to,
        )

    async def _refusing(self, call: Call, doing: Awaitable[Reply | None]) -> Reply | None:
        """What is done or, in words, why it is not."""
        try:
            return await doing
        except AlreadyUsed:
            return None
        except FileTooLarge as refusal:
            return Reply(text=replies.too_large(refusal.limit))
        except Refusal as refusal:
            text = refusal_text(await scene(call), await explained(call, refusal))
            return Reply(text=text, buttons=_to_fill_in(refusal))

    async def _carry_out(self, call: Call, heard: Heard, *, secret: bool) -> Reply | None:
        if secret:
            raise SecretsRefused
        if heard.kind is HeardKind.EDITED:
            return await commands.run_edited(call, clean(heard.text))
        if heard.pressed is not None:
            return await pressing.run_press(call, heard.pressed.data)
        if heard.kind is HeardKind.NOT_CARRIED:
            return await handing_in.not_carried(call)
        return None if heard.kind is HeardKind.NOTHING else await self._carry_out_words(call, heard)

    async def _carry_out_words(self, call: Call, heard: Heard) -> Reply | None:
        """A press that was typed, or commands, or plain words."""
        meant = await typed_presses.meant(call, heard)
        if meant is not None:
            return meant if isinstance(meant, Reply) else await pressing.run_press(call, meant.data)
        ordered = several.commands_in(call.text, commands.COMMANDS)
        if heard.is_forwarded and commands.are_among(ordered):
            return await commands.refuse_forwarded(call)
        if len(ordered) < 2:
            return await self._carry_out_one(replace(call, text="".join(ordered)))
        done = await intake.places_done(call.office, call.order.inbox_id)
        return await several.run_each(call, ordered, self._carry_out_next, done=done)

    async def _carry_out_next(self, call: Call) -> Reply | None:
        """One of several: a stranger linked by the one above is known by now."""
        if call.sender is None and call.order.place:
            sender = await accounts.recognise(
                call.office, call.order, channel=call.channel, user_id=call.user_id, chat_id=call.chat_id
            )
            if sender is not None:
                call = replace(call, sender=sender, order=replace(call.order, sender_id=sender.id))
        return await self._refusing(call, self._carry_out_one(call))

    async def _carry_out_one(self, call: Call) -> Reply | None:
        typed = parse_command(call.text)
        if typed is None:
            return await commands.run_text(call)
        if typed.bot and not self.channels[call.channel].is_called(typed.bot):
            return None
        return await commands.run(call, typed)

    async def _tell(self, stored: Incoming, text: str, now: datetime) -> None:
        """A word on the way; where it cannot be said the answer will do."""
        wrong = await self.delivery.answer(self._channel(stored), stored.chat_id, Reply(text=text), now=now)
        if wrong is not None:
            log.info("progress_not_sent", kind=fault_of(wrong))

    async def _say(self, stored: Incoming, reply: Reply, now: datetime, heard: Heard | None = None) -> None:
        """Raises ChannelDown for what certainly was not said."""
        channel, topic = self._channel(stored), heard.topic if heard else None
        pressed = heard.pressed.message_id if heard and heard.pressed else None
        wrong = await self.delivery.answer(channel, stored.chat_id, reply, now=now, pressed=pressed, topic=topic)
        if topic is not None and isinstance(wrong, Declined):
            wrong = await self.delivery.answer(
                channel, stored.chat_id, reply, now=now
            )  # the topic is closed, or gone: beside it
        # For a quota it is not waited: what else is said there is handled, for weeks perhaps without an answer.
        if isinstance(wrong, PASSING) and not isinstance(wrong, QuotaSpent):
            raise ChannelDown(wrong)
        if wrong is not None:
            # Nothing to try again: it may have arrived, or this chat cannot be answered.
            log.warning("answer_not_sure", kind=fault_of(wrong))


def _to_fill_in(refusal: Refusal) -> Rows:
    """The form of what could not be read, to be taken and filled in."""
    usage = USAGES.get(refusal.command) if isinstance(refusal, Unreadable) else None
    return copy_button(usage.example) if usage is not None else ()


def _apart(desk: Desk, file: Attachment | None) -> Attachment | None:
    """The file, which comes over the network."""
    return file and replace(file, read=lambda: desk.office.apart(file.read()))
