"""Groups with the bot in them: taken in, spoken in, moved, and the bot thrown out."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.trial.facts import Json
from bot.trial.people import People, text_content
from bot.trial.state import Chat

ANONYMOUS: Json = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}


class Groups(People):
    """The bot hears commands and answers to its own messages only, as with Telegram's privacy mode."""

    async def add_group(self, chat_id: int, title: str) -> None:
        """A group (a supergroup where the number begins with -100) that has just taken the bot in."""
        kind = "supergroup" if str(chat_id).startswith("-100") else "group"
        async with self.change() as change:
            group = Chat(id=chat_id, type=kind, title=title)
            change.put_chat(group)
            self._membership(change, group, self.bot, "left", "member")

    async def say_in_group(
        self,
        chat_id: int,
        user_id: int,
        text: str,
        *,
        reply_to: int | None = None,
        date: datetime | None = None,
        topic: int | None = None,
        anonymous: bool = False,
    ) -> int:
        """The bot hears commands and answers to its own messages only, as with Telegram's privacy mode. In a `topic` of
        a forum; an `anonymous` administrator writes as the group itself."""
        content = text_content(text)
        if topic is not None:
            content = content | {"message_thread_id": topic, "is_topic_message": True}
        if anonymous:
            content = content | {"sender_chat": self.chats[chat_id].as_chat()}
        sender = ANONYMOUS if anonymous else None
        return await self._send(chat_id, user_id, content, reply_to=reply_to, date=date, sender=sender)

    async def remove_bot(self, chat_id: int, user_id: int) -> None:
        """Somebody takes the bot out of the group: it can write there no more."""
        async with self.change() as change:
            group = replace(change.chat(chat_id), blocked=True)
            change.put_chat(group)
            self._membership(change, group, change.chat(user_id).as_user(), "member", "kicked")

    async def migrate_group(self, chat_id: int, new_chat_id: int) -> None:
        """The group becomes a supergroup under a new number; the old one answers with it."""
        async with self.change() as change:
            group = change.chat(chat_id)
            supergroup = Chat(id=new_chat_id, type="supergroup", title=group.title)
            change.put_chat(supergroup)
            now = self.clock.now()
            left = change.add_message(group, self.bot, now, {"migrate_to_chat_id": new_chat_id})
            change.put_chat(replace(change.chat(chat_id), migrated_to=new_chat_id))
            change.queue("message", left)
            change.queue("message", change.add_message(supergroup, self.bot, now, {"migrate_from_chat_id": chat_id}))
