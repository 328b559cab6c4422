"""Updates of the platform: screened and stored first, then handled in order per chat, then answered."""

from __future__ import annotations

from collections.abc import Awaitable
from dataclasses import replace
from datetime import datetime

import structlog
from telegram import Update
from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError
from telegram.ext import ExtBot

from actions.delivery import intake
from actions.office import people
from actions.work import Order
from domain.intake import Hindrance
from domain.office.people import Person
from domain.refusals import AlreadyUsed, Refusal, SecretsRefused
from handlers.delivery.request import Uncertain
from handlers.delivery.speaking import say
from handlers.desk import Call, Desk, Reply, scene, scene_of
from handlers.dialogues.explaining import explained
from handlers.front import commands, several
from handlers.front.envelopes import CHANNEL, expects_answer, text_of
from handlers.front.group_reception import answer_in_group
from handlers.front.hearing import (
    file_of,
    file_quoted,
    is_about_the_chat,
    is_for_the_chat,
    is_forwarded,
    replied_to,
    topic_of,
    words_of,
)
from handlers.front.senders import sender_of
from handlers.front.strangers import Strangers
from handlers.front.updates import read_update
from handlers.menus import Menus
from handlers.reading.received import FileTooLarge
from handlers.reading.typing import clean, parse_command
from storage.inbox import Incoming
from texts.front import replies
from texts.front.refusals import refusal_text
from texts.front.several import broken_off
from texts.notices.notices import fell_behind
from texts.scene import Scene

log = structlog.get_logger()


class Reception:
    """Handles stored updates at one desk and answers them."""

    def __init__(self, desk: Desk, bot: ExtBot[int]) -> None:
        self.desk = desk
        self.bot = bot
        self._strangers = Strangers()
        self.menus = Menus()
        self._unsaid: dict[int, Reply | None] = {}  # answers by the update that they answer, until they are given
        self._senders: dict[int, Person] = {}  # whose menu may have to be shown with the answer

    async def get_ready(self, now: datetime) -> None:
        """Read the organisation, the calendar and the rules, which takes long at a start: the less lies between the
        count of an attempt and its end, the fewer deaths are laid at a door that is not theirs."""
        await self._scene(now)

    async def carry_out(self, stored: Incoming, now: datetime) -> Update:
        """Handle one update, whose answer is then to be given; taken up again, it is not handled anew. Raises
        UnreadableUpdate."""
        update = read_update(stored, self.bot)
        if stored.id not in self._unsaid:
            self._unsaid[stored.id] = await self._answer(stored, update, now)
        return update

    async def receive(self, stored: Incoming, now: datetime) -> None:
        """Handle one update, where that has not been done, and answer it. What certainly was not sent raises. Raises
        UnreadableUpdate."""
        update = await self.carry_out(stored, now)
        reply = self._unsaid[stored.id]
        if stored.id in self._senders:
            await self.menus.show(self.bot, stored.chat_id, self._senders.pop(stored.id))
        if reply is not None and stored.chat_id:
            await self._say(stored.chat_id, reply, pressed=_pressed(update), topic=topic_of(update))
        if update.callback_query is not None:
            await self._stop_spinner(update)
        await intake.note_answered(self.desk.office, stored, now)
        del self._unsaid[stored.id]

    async def recall(self, stored: Incoming, now: datetime) -> None:
        """After a restart: tell a sender that his command was carried out, or could not be, whose answer was lost."""
        if stored.set_aside is not None:
            await self.apologise(stored, now)
            return
        await self._say(stored.chat_id, Reply(text=fell_behind(await self._scene(now), stored.said_at)))
        await intake.note_answered(self.desk.office, stored, now)

    async def apologise(self, stored: Incoming, now: datetime) -> None:
        """It was set aside: say so once, where its sender is known to hear of it, and of several commands which were
        carried out."""
        if self._may_be_told(stored, now):
            await self._say(stored.chat_id, Reply(text=await self._apology(stored, now)))
        await intake.note_answered(self.desk.office, stored, now)
        self._unsaid.pop(stored.id, None)
        self._senders.pop(stored.id, None)

    def _may_be_told(self, stored: Incoming, now: datetime) -> bool:
        """Of what cannot be read the sender is not recognised either: nobody may call for as many as he likes."""
        return expects_answer(stored) and (
            stored.set_aside is not Hindrance.UNREADABLE or self._strangers.may_be_answered(stored.chat_id, now)
        )

    async def _apology(self, stored: Incoming, now: datetime) -> str:
        if stored.set_aside is Hindrance.UNREADABLE:
            return replies.unreadable()
        if done := await intake.places_done(self.desk.office, stored.id):
            ordered = several.commands_in(clean(text_of(stored)), commands.COMMANDS)
            left = [text for place, text in enumerate(ordered) if place not in done]
            return broken_off([text for place, text in enumerate(ordered) if place in done], left)
        return (
            replies.deadly(await self._scene(now), stored.said_at)
            if stored.set_aside is Hindrance.DIED
            else replies.broken()
        )

    async def _scene(self, now: datetime) -> Scene:
        async with self.desk.office.look(Order(now=now, said_at=now)) as view:
            return scene_of(view)

    async def _answer(self, stored: Incoming, update: Update, now: datetime) -> Reply | None:
        message, user = update.effective_message, update.effective_user
        # A button may have outlived its message: what it says stands all the same.
        if user is None or (message is None and update.callback_query is None):
            return None
        if user.is_bot and (message is None or not is_for_the_chat(message)):
            return None
        if update.effective_chat is not None and update.effective_chat.type != "private":
            return await answer_in_group(self.desk, stored, update, now)
        order = Order(now=now, said_at=stored.said_at, inbox_id=stored.id)
        sender = await sender_of(self.desk, stored, update, order)
        if sender is None and not self._strangers.may_be_answered(stored.chat_id, now):
            return None
        return await self._answer_to(stored, update, sender, now)

    async def _answer_to(self, stored: Incoming, update: Update, sender: Person | None, now: datetime) -> Reply | None:
        ask = Call(
            desk=self.desk,
            order=Order(now=now, said_at=stored.said_at, sender_id=sender.id if sender else None, inbox_id=stored.id),
            channel=CHANNEL,
            chat_id=stored.chat_id,
            user_id=str(update.effective_user.id) if update.effective_user else "",
            sender=sender,
            text=words_of(update.message) if update.message else "",
            attachment=file_of(update.message) if update.message else None,
            album=update.message.media_group_id if update.message else None,
            quoted=file_quoted(update.message) if update.message else None,
            tell=lambda text: self._tell(stored.chat_id, text),
            replies_to=replied_to(update),
        )
        if sender is not None:
            self._senders[stored.id] = sender
        return await self._refusing(ask, self._carry_out(ask, update, secret=stored.secret))

    async def _refusing(self, ask: Call, doing: Awaitable[Reply | None]) -> Reply | None:
        """What is done or, in words, why it is not."""
        try:
            return await doing
        except AlreadyUsed:
            return None
        except FileTooLarge as refusal:
            return Reply(text=replies.too_large(refusal.limit))
        except Refusal as refusal:
            return Reply(text=refusal_text(await scene(ask), await explained(ask, refusal)))

    async def _carry_out(self, ask: Call, update: Update, *, secret: bool) -> Reply | None:
        if secret:
            raise SecretsRefused
        if update.edited_message is not None:
            return await commands.run_edited(ask, words_of(update.edited_message))
        if update.callback_query is not None:
            return await commands.run_press(ask, update.callback_query.data or "")
        if is_about_the_chat(update):
            return None
        ordered = several.commands_in(ask.text, commands.COMMANDS)
        if update.message is not None and is_forwarded(update.message) and commands.are_among(ordered):
            return await commands.refuse_forwarded(ask)
        if len(ordered) < 2:
            return await self._carry_out_one(replace(ask, text="".join(ordered)))
        done = await intake.places_done(self.desk.office, ask.order.inbox_id)
        return await several.run_each(ask, ordered, self._carry_out_next, done=done)

    async def _carry_out_next(self, ask: Call) -> Reply | None:
        """One of several: a stranger who has linked himself by the one above is known by now."""
        if ask.sender is None and ask.order.place:
            sender = await people.recognise(
                self.desk.office, ask.order, channel=CHANNEL, user_id=ask.user_id, chat_id=ask.chat_id
            )
            if sender is not None:
                ask = replace(ask, sender=sender, order=replace(ask.order, sender_id=sender.id))
        return await self._refusing(ask, self._carry_out_one(ask))

    async def _carry_out_one(self, ask: Call) -> Reply | None:
        typed = parse_command(ask.text)
        if typed is not None and typed.bot and typed.bot.casefold() != self.desk.username.casefold():
            return None
        if typed is not None:
            return await commands.run(ask, typed)
        return await commands.run_text(ask)

    async def _tell(self, chat_id: str, text: str) -> None:
        """A word on the way; where it cannot be said the answer will do."""
        try:
            await self._say(chat_id, Reply(text=text))
        except TelegramError as wrong:
            log.info("progress_not_sent", kind=type(wrong).__name__)

    async def _stop_spinner(self, update: Update) -> None:
        assert update.callback_query is not None
        try:
            await update.callback_query.answer()
        except TelegramError as wrong:
            # Only the little wheel on the button; what was asked for has been done and answered.
            log.info("button_not_released", kind=type(wrong).__name__)

    async def _say(self, chat_id: str, reply: Reply, *, pressed: int | None = None, topic: int | None = None) -> None:
        try:
            await say(self.bot, chat_id, reply, pressed=pressed, topic=topic)
        except (Uncertain, Forbidden, BadRequest, ChatMigrated) as wrong:
            if topic is not None and isinstance(wrong, BadRequest):
                await self._say(chat_id, reply)  # the topic is closed, or gone: beside it
                return
            # Nothing to try again: it may have arrived, or this chat cannot be answered.
            log.warning("answer_not_sure", kind=type(wrong).__name__)


def _pressed(update: Update) -> int | None:
    """The message whose button was pressed, in the private chat in which it is answered."""
    pressed = update.callback_query.message if update.callback_query else None
    return None if pressed is None or pressed.chat.type != "private" else pressed.message_id
