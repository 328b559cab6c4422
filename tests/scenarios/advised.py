"""A world in which everything that the bot says is tried at once: no advice is refused to its reader."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from actions.office import accounts
from actions.order import Order
from channels.telegram.envelopes import CHANNEL
from tests.advice import Copy, Trials
from tests.scenarios.cast import HANOI, Player, World

EVERY_ADVICE = "DONDOC_EVERY_ADVICE"  # set to anything, every scenario tries all that it is told: ten times as long


class Watch:
    """Reads whatever arrives in the private chats, when it arrives, and tries what it advises in a copy."""

    def __init__(self, world: World, folder: Path) -> None:
        self.world = world
        self.refused: list[str] = []
        self.trials = Trials(copy=Copy(world.database, folder, timezone=HANOI), now=world.clock.now(), channel=CHANNEL)
        self._read: set[tuple[int, int, str]] = set()

    async def look(self) -> None:
        for player in self.world.players.values():
            await self._look_at(player)
        await self.trials.copy.drop()

    async def _look_at(self, player: Player) -> None:
        now = self.world.clock.now()
        for message in player.said_by_bot():
            key = (player.user_id, message.message_id, message.html)
            if key in self._read:
                continue
            self._read.add(key)
            account = str(player.user_id)
            office = await self.trials.copy.office()
            order = Order(now=now, said_at=now, via="test")
            reader = await accounts.recognise(office, order, channel=CHANNEL, user_id=account, chat_id=account)
            if reader is None:
                continue  # a stranger is told how to come by an account, and nothing else
            self.trials.now = now
            found = await self.trials.refused(reader, message.html, message.buttons, account=account)
            self.refused += [f"{player.name}: {one}\n    in: {message.text}" for one in found]

    async def end(self) -> None:
        await self.trials.copy.drop()


@asynccontextmanager
async def advised(world: World, folder: Path) -> AsyncIterator[Watch]:
    """What is said inside is tried as it is said; the watch keeps what was refused."""
    watch = Watch(world, folder)
    step = world.program.step

    async def watched() -> None:
        await step()
        await watch.look()

    world.program.step = watched  # type: ignore[method-assign]
    try:
        yield watch
    finally:
        world.program.step = step  # type: ignore[method-assign]
        await watch.end()
