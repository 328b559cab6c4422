"""A messenger that is nothing like Telegram: short messages, no buttons, numbers of letters, nothing edited."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from html import unescape

from actions.delivery import intake
from actions.office import accounts
from actions.order import Order
from handlers.delivery.outcomes import Declined, SendOutcome, Sent
from handlers.delivery.speaker import Rows, Traits
from handlers.front.channel import Glance, MenuEntry, UnreadableUpdate
from handlers.front.heard import Author, ChatKind, Heard, HeardKind
from storage.inbox import Incoming
from tests.scenarios.cast import Player, World
from texts.office.doors import Door
from texts.splitting import units

SHORT = Traits(longest_text=500, edits_in_place=False, has_buttons=False, carries_files=False)
AFTER_READING = timedelta(seconds=5)  # what is said sooner than that may mean what was said before


@dataclass
class Pigeon:
    """In memory, its dates by the world's clock. `next_outcomes` is what becomes of the next calls."""

    name: str = "pigeon"
    traits: Traits = SHORT
    said: list[tuple[str, str]] = field(default_factory=list)  # chat and text of what has arrived
    next_outcomes: deque[SendOutcome] = field(default_factory=deque)
    shows_pictures: bool = False
    shown: list[str] = field(default_factory=list)  # addresses of pictures

    @property
    def door(self) -> Door:
        return Door(channel=self.name, name="Bồ câu")

    def hear(self, stored: Incoming) -> Heard:
        event = json.loads(stored.raw)
        if "not_carried" in event:
            return Heard(kind=HeardKind.NOT_CARRIED, author=Author(user_id=event["by"], name="Chim"))
        if "words" not in event:
            raise UnreadableUpdate("no words")
        return Heard(kind=HeardKind.WORDS, author=Author(user_id=event["by"], name="Chim"), text=event["words"])

    def glance(self, stored: Incoming) -> Glance:
        return Glance(chat=ChatKind.PRIVATE, text=json.loads(stored.raw).get("words", ""))

    def is_called(self, name: str) -> bool:
        return name == self.name

    async def release(self, press_id: str) -> None: ...

    async def show_menu(self, chat_id: str, entries: Sequence[MenuEntry]) -> None: ...

    async def say(
        self, chat_id: str, html: str, buttons: Rows = (), *, priority: int = 0, topic: str | None = None
    ) -> SendOutcome:
        assert not buttons
        text = unescape(re.sub(r"<[^>]+>", "", html))
        assert units(text) <= self.traits.longest_text
        outcome = self.next_outcomes.popleft() if self.next_outcomes else Sent(message_id=f"p{len(self.said)}")
        if isinstance(outcome, Sent):
            self.said.append((chat_id, text))
        return outcome

    async def change(self, chat_id: str, message_id: str, html: str, buttons: Rows = ()) -> SendOutcome:
        raise AssertionError("nothing that was said can be changed")

    async def show_work(self, chat_id: str) -> None: ...

    async def show(
        self, chat_id: str, picture: bytes, *, address: str | None = None, topic: str | None = None
    ) -> SendOutcome:
        if not self.shows_pictures or address is None:
            return Declined(reason="no pictures")
        self.shown.append(address)
        return Sent(message_id=f"i{len(self.shown)}")

    async def hand_out(self, chat_id: str, name: str, content: bytes, *, topic: str | None = None) -> SendOutcome:
        raise AssertionError("no file can be carried")


async def takes_up(world: World, player: Player, *, channel: str, chat_id: str) -> None:
    """The player has an account of that channel as well, and was heard there last."""
    office, now = world.program.office, world.clock.now()
    ((clerk_id,),) = world.stored(f"SELECT person_id FROM accounts WHERE user_id = '{world.clerk.user_id}'")
    ((person_id,),) = world.stored(f"SELECT person_id FROM accounts WHERE user_id = '{player.user_id}'")
    assert isinstance(clerk_id, int)
    assert isinstance(person_id, int)
    order = Order(now=now, said_at=now, via="test", sender_id=clerk_id)
    await accounts.link_sample_account(office, order, person_id=person_id, channel=channel, user_id=chat_id)


async def comes(world: World, channel: str, chat_id: str, *, said_at: datetime | None = None, **event: str) -> None:
    """An event of that channel, stored as it came, and handled; dated as of who has read what the bot said last."""
    await arrives(world, channel, chat_id, said_at=said_at, **event)
    await world.step()


async def arrives(world: World, channel: str, chat_id: str, *, said_at: datetime | None = None, **event: str) -> None:
    """The same, and nothing is handled yet."""
    now = world.clock.now()
    incoming = Incoming(
        channel=channel,
        update_id=f"{len(world.stored('SELECT id FROM inbox'))}",
        chat_id=chat_id,
        received_at=now,
        said_at=said_at or now + AFTER_READING,
        raw=json.dumps({"by": chat_id, **event}),
    )
    world.program.worker.expect(await intake.store_updates(world.program.office, [incoming]))
