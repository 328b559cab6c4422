"""An answer or a message as single words to a channel: cut where the messenger's messages end, in their order; what can
be pressed is numbered where there are no buttons, and files go by links where none are carried."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial

import structlog

from actions.delivery import menus
from actions.installation import Office
from handlers.delivery.links import FileLinks
from handlers.delivery.numbering import NumberedMenu, numbered
from handlers.delivery.outcomes import PASSING, Declined, SendOutcome, Sent, ServerTrouble, Uncertain, Unsent, fault_of
from handlers.delivery.speaker import Speaker, Traits
from handlers.desk import Reply
from texts.buttons import Rows
from texts.splitting import shown_units, split

log = structlog.get_logger()

MARGIN = 96  # UTF-16 units: so much less than the messenger allows is put into a message that is cut
MAY_HAVE_ARRIVED = (Uncertain, ServerTrouble)
NOTHING_OFFERED = NumberedMenu()
MENU_ROOM = 300  # of a message of the bot's own that are left to what can be chosen under it


def longest_source(traits: Traits) -> int:
    """How long the source of a message may be, marks included, that an answer is cut into."""
    return traits.longest_text - MARGIN


def longest_notice(traits: Traits) -> int:
    """How long a message of the bot's own may be beside its buttons."""
    return traits.longest_text if traits.has_buttons else traits.longest_text - min(MENU_ROOM, traits.longest_text // 2)


class Delivery:
    """Says what is to be said, as the channel can. In a chat without buttons every message ends what was offered there
    before: each is noted before it is said, with what it offers itself, and confirmed behind it. Links lead below
    `public_url`."""

    def __init__(self, office: Office, *, public_url: str = "") -> None:
        self._links = FileLinks(office=office, public_url=public_url)

    async def answer(
        self,
        speaker: Speaker,
        chat_id: str,
        reply: Reply,
        *,
        now: datetime,
        pressed: str | None = None,
        topic: str | None = None,
    ) -> Unsent | None:
        """Answer a person; what first went wrong ends it, None is nothing. `pressed` is the number of the message whose
        button this answers, `topic` the thread of the group in which it was asked."""
        if reply.in_place and pressed is not None and speaker.traits.edits_in_place:
            changed = await speaker.change(chat_id, pressed, reply.text, reply.buttons)
            if not isinstance(changed, Declined):
                return None if isinstance(changed, Sent) else changed
        writer = ChatWriter(links=self._links, speaker=speaker, chat_id=chat_id, now=now, topic=topic)
        return await writer.answer(reply)

    async def say_whole(
        self, speaker: Speaker, chat_id: str, html: str, buttons: Rows, *, priority: int, now: datetime
    ) -> SendOutcome:
        """A message of the bot's own: one where it fits, several where the messenger's are short. Where only a part has
        been said nobody can tell it from the whole: that is uncertain."""
        writer = ChatWriter(links=self._links, speaker=speaker, chat_id=chat_id, now=now, priority=priority)
        return await writer.say_whole(html, buttons)


@dataclass(frozen=True, kw_only=True)
class ChatWriter:
    """Says one thing after the other in one chat."""

    links: FileLinks
    speaker: Speaker
    chat_id: str
    now: datetime
    topic: str | None = None
    priority: int = 0  # that of an answer

    async def answer(self, reply: Reply) -> Unsent | None:
        if not self.speaker.traits.carries_files:
            reply = await self.links.in_place_of_files(self.speaker.name, self.chat_id, reply, now=self.now)
        for say in self._one_by_one(reply):
            outcome = await say()
            if outcome is not None and not isinstance(outcome, Sent):
                return outcome
        return None

    async def say_whole(self, html: str, buttons: Rows) -> SendOutcome:
        menu, longest = self._menu(buttons), self.speaker.traits.longest_text
        fits = shown_units(menu.below(html)) <= longest
        *first, last = [html] if fits else split(html, limit=longest_source(self.speaker.traits) - menu.length)
        for number, part in enumerate(first):
            outcome = await self._say(part)
            if not isinstance(outcome, Sent):
                return _after(number, outcome)
        return _after(len(first), await self._say(last, buttons, menu))

    def _one_by_one(self, reply: Reply) -> Iterator[Callable[[], Awaitable[SendOutcome | None]]]:
        """The text with its buttons under the last message, the picture, the documents, and what is said after them;
        what is numbered stands under the last of these."""
        menu, longest = self._menu(reply.buttons), longest_source(self.speaker.traits)
        *before, text = (reply.text, *reply.more)
        *first, last = [
            *(part for one in before for part in split(one, limit=longest)),
            *split(text, limit=longest - menu.length),
        ]
        yield from (partial(self._say, part) for part in first)
        if not menu.options:
            yield partial(self._say, last, reply.buttons)
        if reply.picture is not None:
            yield partial(self._show, reply.picture)
        for name, content in (*([reply.document] if reply.document else []), *reply.documents):
            yield partial(self._hand_out, name, content)
        if menu.options:
            yield partial(self._say, last, (), menu)
        yield from (partial(self.answer, following) for following in reply.then)

    def _menu(self, buttons: Rows) -> NumberedMenu:
        traits = self.speaker.traits
        return NOTHING_OFFERED if traits.has_buttons else numbered(buttons, room=traits.longest_text // 2)

    async def _say(self, html: str, buttons: Rows = (), menu: NumberedMenu = NOTHING_OFFERED) -> SendOutcome:
        under = () if menu.options else buttons
        say = partial(self.speaker.say, self.chat_id, menu.below(html), under, priority=self.priority, topic=self.topic)
        return await self._noted(say, menu)

    async def _show(self, picture: bytes) -> None:
        """The picture only repeats what the text says: where none can be sent the answer stands without it."""
        address = None
        if not self.speaker.traits.carries_files:
            address = await self.links.address_of_picture(self.speaker.name, self.chat_id, picture, now=self.now)
            if address is None:
                return
        shown = await self._noted(partial(self.speaker.show, self.chat_id, picture, address=address, topic=self.topic))
        if not isinstance(shown, Sent):
            log.warning("picture_not_sent", kind=fault_of(shown))

    async def _hand_out(self, name: str, content: bytes) -> SendOutcome:
        return await self._noted(partial(self.speaker.hand_out, self.chat_id, name, content, topic=self.topic))

    async def _noted(
        self, say: Callable[[], Awaitable[SendOutcome]], menu: NumberedMenu = NOTHING_OFFERED
    ) -> SendOutcome:
        """Say it, with what it offers on record: what has been begun and not confirmed may have been read or not."""
        if self.speaker.traits.has_buttons:
            return await say()
        offered = {"options": menu.options, "rest": menu.rest}
        key = await menus.begin_menu(self.links.office, self.speaker.name, self.chat_id, **offered, now=self.now)
        outcome = await say()
        if isinstance(outcome, Sent):
            await menus.confirm_menu(self.links.office, key, said_at=outcome.said_at or self.now)
        elif not isinstance(outcome, MAY_HAVE_ARRIVED):
            await menus.forget_menu(self.links.office, key)
        return outcome


def _after(said: int, outcome: SendOutcome) -> SendOutcome:
    """What came of the message, so many of whose parts had been said before."""
    return Uncertain(reason=f"a part: {fault_of(outcome)}") if said and isinstance(outcome, PASSING) else outcome
