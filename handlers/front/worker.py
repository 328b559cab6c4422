"""Handles stored updates: those of one chat in their order, different chats side by side."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Collection
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime

import structlog

from actions.delivery import intake
from actions.installation import Office
from domain.intake import MOST_ATTEMPTS, Hindrance
from handlers.delivery.outcomes import ChannelDown
from handlers.front.channel import UnreadableUpdate
from handlers.front.reception import Reception
from storage.duties import DutyMoved
from storage.inbox import SHARE, ChatAddress, Fresh, Incoming

log = structlog.get_logger()

BATCH = 200
CHATS_AT_ONCE = 16
QUIET = 3.0  # seconds of life before the last attempt at what was found at a start: not among the deaths of a bad start
PAUSE = 2.0  # seconds before a chat is taken up again; twice as long after each failure that is our own
# The network, or another process, was in the way: no fault of the update, which is taken up again as often as it takes.
NOT_NOW = (ChannelDown, DutyMoved)


class Worker:
    """A chat whose update cannot be handled now waits, and its later updates behind it; nobody else does.

    Each attempt at handling an update is counted before it is made, so that one that kills the process is tried no more
    often than one that raises. The first is counted where the update is stored. What was found waiting at a start may
    have been what ended the last process, and is handled while nothing else is: if this one dies too, it is known of
    which.

    `reads` names the channels that this process reads: what came by the others is for the process that does."""

    def __init__(
        self,
        office: Office,
        reception: Reception,
        clock: Callable[[], datetime],
        *,
        reads: Callable[[], Collection[str]],
    ) -> None:
        self.office = office
        self.reception = reception
        self.clock = clock
        self.reads = reads
        self.wake = asyncio.Event()
        self.worked = asyncio.Event()  # something was handled: there may be something to send
        self._busy: dict[ChatAddress, asyncio.Task[bool]] = {}
        self._unsaid: dict[ChatAddress, Incoming] = {}  # carried out perhaps, its answer waits for the network
        self._rests_until: dict[ChatAddress, float] = {}  # in the loop's time
        self._asked_patience: set[ChatAddress] = set()
        self._quiet_from = 0.0  # in the loop's time
        self._more_waits = False  # behind what was last read
        self._room = asyncio.Semaphore(CHATS_AT_ONCE)
        self._one_alone = asyncio.Lock()
        self._counted: set[int] = set()  # whose coming attempt is counted; of all others it has to be
        self._called: set[ChatAddress] = set()  # of which something was stored that has not been read since
        self._taken_back: set[int] = set()  # whose attempt goes on, uncounted: something else is in the way

    def expect(self, fresh: Fresh) -> None:
        """These were stored by this process just now."""
        self._counted |= fresh.keys()
        self._called.update(fresh.values())

    async def run(self) -> None:
        """Take up what waits whenever woken. Until cancelled."""
        self._quiet_from = asyncio.get_running_loop().time() + QUIET
        try:
            while True:
                await self.wake.wait()
                self.wake.clear()
                await self._take_up(self.reads())
        finally:
            await self._stop()

    async def _stop(self) -> None:
        tasks = list(self._busy.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def drain(self) -> None:
        """Handle what waits now, by whatever channel it came, and return when nothing does or what does must wait for
        the network."""
        self._rests_until.clear()
        await self._take_up()
        while self._busy:
            went_through = await asyncio.gather(*self._busy.values())
            if not all(went_through):
                return
            await self._take_up()

    async def recall(self, channel: str) -> None:
        """After a start: answer those whose update by this channel was carried out, or given up, and whose answer was
        lost."""
        for stored in await intake.unanswered(self.office, channel, BATCH):
            try:
                await self.reception.recall(stored, self.clock())
            except NOT_NOW:
                return

    async def _take_up(self, channels: Collection[str] | None = None) -> None:
        now = asyncio.get_running_loop().time()
        resting = {chat for chat, until in self._rests_until.items() if until > now}
        aside = resting | set(self._busy)  # what they have in hand is read as waiting until they have done with it
        by_chat: dict[ChatAddress, dict[int, Incoming]] = {}
        unsaid = [one for chat, one in self._unsaid.items() if chat not in aside]
        waiting = await intake.waiting_updates(self.office, BATCH, busy=aside, channels=channels)
        self._more_waits = len(waiting) >= BATCH
        for stored in (*unsaid, *waiting):
            by_chat.setdefault(stored.chat, {})[stored.id] = stored
        for chat, mine in by_chat.items():
            if chat not in self._busy:
                self._called.discard(chat)
                self._rests_until.pop(chat, None)
                self._busy[chat] = asyncio.create_task(self._handle(chat, list(mine.values())))

    async def _handle(self, chat: ChatAddress, waiting: list[Incoming]) -> bool:
        """One chat's updates in their order; False where the chat must rest first."""
        failures = 0
        try:
            await self._ask_patience(chat, waiting)
            for stored in waiting:
                failures = stored.attempts
                if (early := self._comes_too_early(stored)) > 0:
                    self._rest(chat, early)
                    return False
                self._unsaid[chat] = stored
                await self._handle_one(stored)
                del self._unsaid[chat]
        except NOT_NOW as wrong:
            log.warning("update_waits", kind=str(wrong) if isinstance(wrong, ChannelDown) else type(wrong).__name__)
            self._rest(chat, PAUSE)
            return False
        except Exception:
            log.exception("update_failed", update=stored.id)
            self._rest(chat, PAUSE * 2**failures)
            return False
        else:
            if chat in self._called or len(waiting) >= SHARE or self._more_waits:
                self.wake.set()
            return True
        finally:
            del self._busy[chat]
            self.worked.set()

    async def _ask_patience(self, chat: ChatAddress, waiting: list[Incoming]) -> None:
        """Once, until all of it is handled."""
        if len(waiting) < SHARE:
            self._asked_patience.discard(chat)
        elif chat not in self._asked_patience:
            self._asked_patience.add(chat)
            await self.reception.ask_patience(waiting[-1], self.clock())

    def _rest(self, chat: ChatAddress, seconds: float) -> None:
        loop = asyncio.get_running_loop()
        self._rests_until[chat] = loop.time() + seconds
        loop.call_later(seconds, self.wake.set)

    async def _handle_one(self, stored: Incoming) -> None:
        """Raises what stands in the way, until the update is set aside: then its sender is told, once."""
        if stored.set_aside is None and not self._is_counted(stored):
            stored = await self._tried_anew(stored)
        async with self._room:
            if stored.set_aside is None:
                stored = await self._tried(stored, self.reception.receive)
            if stored.set_aside is not None:
                self._unsaid[stored.chat] = stored
                await self.reception.apologise(stored, self.clock())
        self._counted.discard(stored.id)
        self._taken_back.discard(stored.id)

    def _comes_too_early(self, stored: Incoming) -> float:
        """By how many seconds. A process that is killed again and again as it starts has always just begun something:
        of that nobody can know yet whether it is guilty."""
        is_last = stored.attempts == MOST_ATTEMPTS - 1 and stored.set_aside is None
        if not is_last or stored.id in self._counted or stored.id in self._taken_back:
            return 0.0
        return self._quiet_from - asyncio.get_running_loop().time()

    def _is_counted(self, stored: Incoming) -> bool:
        """Whether its coming attempt is: what was found waiting may have been begun, and even answered."""
        return stored.id in self._counted or stored.id in self._taken_back

    @asynccontextmanager
    async def _alone(self) -> AsyncIterator[None]:
        """While nothing else is handled."""
        async with self._one_alone, AsyncExitStack() as stack:
            for _ in range(CHATS_AT_ONCE):
                await stack.enter_async_context(self._room)
            yield

    async def _tried_anew(self, stored: Incoming) -> Incoming:
        """Handle what was found at a start, and may have ended the last process, alone; its answer waits until then."""
        async with self._alone():
            await self.reception.get_ready(self.clock())
            if await intake.count_attempt(self.office, stored):
                self._counted.add(stored.id)
                return await self._tried(stored, self.reception.carry_out)
            return await intake.set_aside(self.office, stored, Hindrance.DIED, self.clock()) or stored

    async def _tried(self, stored: Incoming, handle: Callable[[Incoming, datetime], Awaitable[object]]) -> Incoming:
        """Handle it, or set it aside; returns it as it is kept then. Raises what stands in the way."""
        try:
            await handle(stored, self.clock())
        except UnreadableUpdate as wrong:
            log.warning("update_unreadable", update=stored.id, kind=str(wrong))
            return await intake.set_aside(self.office, stored, Hindrance.UNREADABLE, self.clock()) or stored
        except NOT_NOW:
            await self._take_back(stored)
            raise
        except Exception:
            if await intake.count_attempt(self.office, stored):
                raise
            log.exception("update_given_up", update=stored.id)
            return await self._given_up(stored)
        return stored

    async def _take_back(self, stored: Incoming) -> None:
        if stored.id not in self._taken_back:
            self._taken_back.add(stored.id)
            await intake.take_back_attempt(self.office, stored)

    async def _given_up(self, stored: Incoming) -> Incoming:
        now = self.clock()
        aside = await intake.set_aside(self.office, stored, Hindrance.RAISED, now)
        if aside is None:  # it was carried out: what raised was its answer
            await self.reception.recall(stored, now)
        return aside or stored
