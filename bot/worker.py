"""Handles stored updates: those of one chat in their order, different chats side by side."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime

import structlog
from telegram.error import InvalidToken, RetryAfter

from actions import intake
from actions.work import Office
from handlers.delivery.request import NotSent, ServerTrouble
from handlers.reception import Reception
from storage.inbox import Incoming

log = structlog.get_logger()

BATCH = 200
CHATS_AT_ONCE = 16
PAUSE = 2.0  # seconds before a chat is taken up again whose answer could not be sent
NOT_NOW = (NotSent, ServerTrouble, RetryAfter, InvalidToken)


class Worker:
    def __init__(self, office: Office, reception: Reception, clock: Callable[[], datetime]) -> None:
        self.office = office
        self.reception = reception
        self.clock = clock
        self.wake = asyncio.Event()
        self.worked = asyncio.Event()  # something was handled: there may be something to send
        self._busy: dict[str, asyncio.Task[bool]] = {}
        self._unsaid: dict[str, Incoming] = {}  # by chat: carried out perhaps, its answer waits for the network
        self._room = asyncio.Semaphore(CHATS_AT_ONCE)

    async def run(self) -> None:
        """Until cancelled."""
        try:
            while True:
                self.wake.clear()
                await self._take_up()
                await self.wake.wait()
        finally:
            for task in self._busy.values():
                task.cancel()
            await asyncio.gather(*self._busy.values(), return_exceptions=True)

    async def drain(self) -> None:
        """Handle what waits now, and return when nothing does or what does must wait for the network."""
        await self._take_up()
        while self._busy:
            went_through = await asyncio.gather(*self._busy.values())
            if not all(went_through):
                return
            await self._take_up()

    async def recall(self) -> None:
        """After a start: answer those whose command was carried out and whose answer was lost."""
        for stored in await intake.unanswered(self.office, BATCH):
            try:
                await self.reception.recall(stored, self.clock())
            except NOT_NOW:
                return

    async def _take_up(self) -> None:
        busy = set(self._busy)  # what they have in hand is read as waiting until they have done with it
        waiting = await intake.waiting_updates(self.office, BATCH)
        by_chat: dict[str, dict[int, Incoming]] = {}
        for stored in (*self._unsaid.values(), *waiting):
            by_chat.setdefault(stored.chat_id, {})[stored.id] = stored
        for chat_id, mine in by_chat.items():
            if chat_id not in busy and chat_id not in self._busy:
                task = asyncio.create_task(self._handle(chat_id, list(mine.values())))
                self._busy[chat_id] = task

    async def _handle(self, chat_id: str, waiting: list[Incoming]) -> bool:
        """One chat's updates in their order; False where the network must come back first."""
        try:
            async with self._room:
                for stored in waiting:
                    self._unsaid[chat_id] = stored
                    await self._handle_one(stored)
                    del self._unsaid[chat_id]
        except NOT_NOW as wrong:
            log.warning("answer_waits", kind=type(wrong).__name__)
            asyncio.get_running_loop().call_later(PAUSE, self.wake.set)
            return False
        else:
            self.wake.set()
            return True
        finally:
            del self._busy[chat_id]
            self.worked.set()

    async def _handle_one(self, stored: Incoming) -> None:
        try:
            await self.reception.receive(stored, self.clock())
        except NOT_NOW:
            raise
        except Exception:
            log.exception("update_failed", update=stored.id)
            if await intake.note_raised(self.office, stored, self.clock()):
                await self.reception.apologise(stored)
