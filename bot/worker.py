"""Handles stored updates: those of one chat in their order, different chats side by side."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime

import structlog
from telegram.error import InvalidToken, RetryAfter

from actions import intake
from actions.work import Office
from handlers.delivery.request import NotSent, ServerTrouble, Uncertain
from handlers.reception import Reception
from storage.duties import DutyMoved
from storage.inbox import Incoming

log = structlog.get_logger()

BATCH = 200
CHATS_AT_ONCE = 16
PAUSE = 2.0  # seconds before a chat is taken up again; twice as long after each failure that is our own
# The network, or another process, was in the way: no fault of the update, which is taken up again as often as it takes.
# Uncertain comes from fetching a file alone, which changes nothing; after an answer it is caught where it is said.
NOT_NOW = (NotSent, ServerTrouble, RetryAfter, InvalidToken, Uncertain, DutyMoved)


class Worker:
    """A chat whose update cannot be handled now waits, and its later updates behind it; nobody else does."""

    def __init__(self, office: Office, reception: Reception, clock: Callable[[], datetime]) -> None:
        self.office = office
        self.reception = reception
        self.clock = clock
        self.wake = asyncio.Event()
        self.worked = asyncio.Event()  # something was handled: there may be something to send
        self._busy: dict[str, asyncio.Task[bool]] = {}
        self._unsaid: dict[str, Incoming] = {}  # by chat: carried out perhaps, its answer waits for the network
        self._rests_until: dict[str, float] = {}  # by chat, in the loop's time
        self._room = asyncio.Semaphore(CHATS_AT_ONCE)

    async def run(self) -> None:
        """Take up what waits whenever woken. Until cancelled."""
        try:
            while True:
                await self.wake.wait()
                self.wake.clear()
                await self._take_up()
        finally:
            await self._stop()

    async def _stop(self) -> None:
        tasks = list(self._busy.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def drain(self) -> None:
        """Handle what waits now, and return when nothing does or what does must wait for the network."""
        self._rests_until.clear()
        await self._take_up()
        while self._busy:
            went_through = await asyncio.gather(*self._busy.values())
            if not all(went_through):
                return
            await self._take_up()

    async def recall(self) -> None:
        """After a start: answer those whose update was carried out, or given up, and whose answer was lost."""
        for stored in await intake.unanswered(self.office, BATCH):
            try:
                await self.reception.recall(stored, self.clock())
            except NOT_NOW:
                return

    async def _take_up(self) -> None:
        now = asyncio.get_running_loop().time()
        resting = {chat_id for chat_id, until in self._rests_until.items() if until > now}
        aside = resting | set(self._busy)  # what they have in hand is read as waiting until they have done with it
        by_chat: dict[str, dict[int, Incoming]] = {}
        for stored in (
            *(one for chat_id, one in self._unsaid.items() if chat_id not in aside),
            *await intake.waiting_updates(self.office, BATCH, busy=aside),
        ):
            by_chat.setdefault(stored.chat_id, {})[stored.id] = stored
        for chat_id, mine in by_chat.items():
            if chat_id not in self._busy:
                self._rests_until.pop(chat_id, None)
                self._busy[chat_id] = asyncio.create_task(self._handle(chat_id, list(mine.values())))

    async def _handle(self, chat_id: str, waiting: list[Incoming]) -> bool:
        """One chat's updates in their order; False where the chat must rest first."""
        failures = 0
        try:
            async with self._room:
                for stored in waiting:
                    failures = stored.attempts + 1
                    self._unsaid[chat_id] = stored
                    await self._handle_one(stored)
                    del self._unsaid[chat_id]
        except NOT_NOW as wrong:
            log.warning("update_waits", kind=type(wrong).__name__)
            self._rest(chat_id, PAUSE)
            return False
        except Exception:
            log.exception("update_failed", update=stored.id)
            self._rest(chat_id, PAUSE * 2**failures)
            return False
        else:
            self.wake.set()
            return True
        finally:
            del self._busy[chat_id]
            self.worked.set()

    def _rest(self, chat_id: str, seconds: float) -> None:
        loop = asyncio.get_running_loop()
        self._rests_until[chat_id] = loop.time() + seconds
        loop.call_later(seconds, self.wake.set)

    async def _handle_one(self, stored: Incoming) -> None:
        """Raises what stands in the way, until the update is given up: then its sender is told, once."""
        try:
            await self.reception.receive(stored, self.clock())
        except NOT_NOW:
            raise
        except Exception:
            if not await intake.note_raised(self.office, stored, self.clock()):
                raise
            log.exception("update_given_up", update=stored.id)
            await self.reception.apologise(stored, self.clock())
