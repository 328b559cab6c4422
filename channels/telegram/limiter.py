"""Telegram's limits kept beforehand, the urgent first."""

from __future__ import annotations

import asyncio
import datetime as dt
import math
from collections.abc import Awaitable, Callable, Coroutine, Iterable
from dataclasses import dataclass
from functools import partial
from heapq import heappop, heappush, nlargest
from itertools import count
from typing import Any, TypeAlias

from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

from channels.telegram.request import NotSentError

Answer: TypeAlias = bool | dict[str, Any] | list[dict[str, Any]]

# Telegram counts what arrives, not what leaves. When that was is known from its answer: at the latest then. Only where
# no answer comes is it assumed, so that a call that hangs does not keep its place for as long as it hangs.
LONGEST_TRIP = 2.0
MARGIN = 1.002
HEAD_START = 5.0  # seconds by which one degree of urgency goes before the next: whoever waits long enough goes first
LONGEST_TURN = 15.0  # seconds for which the bot's own messages wait here; longer, and their claim would run out
EVERYBODY = (30, 1.0)
ONE_CHAT = (1, 1.0)
ONE_GROUP = (20, 60.0)


@dataclass(slots=True)
class _Send:
    """One message, and when it has arrived at the latest."""

    moment: float


class _Window:
    """At most so many sends in so many seconds, whichever second they are counted from."""

    __slots__ = ("_limit", "_seconds", "_sent")

    def __init__(self, sends: int, seconds: float, *, earlier: Iterable[_Send] = ()) -> None:
        self._limit = sends
        self._sent = list(earlier)
        self._seconds = seconds * MARGIN

    @property
    def opens_at(self) -> float:
        if len(self._sent) < self._limit:
            return -math.inf
        return nlargest(self._limit, (send.moment for send in self._sent))[-1] + self._seconds

    @property
    def empty_at(self) -> float:
        return max((send.moment for send in self._sent), default=-math.inf) + self._seconds

    def note(self, send: _Send, now: float) -> None:
        self._sent = [one for one in self._sent if one.moment + self._seconds > now]
        self._sent.append(send)

    def resized(self, sends: int) -> _Window:
        return _Window(sends, self._seconds / MARGIN, earlier=self._sent)


class _Chat:
    """What one chat was sent and waits for. It lies in the heap of the ready, or until `parked_until` in the other."""

    __slots__ = ("key", "parked_until", "queue", "waits_until", "windows")

    def __init__(self, key: str) -> None:
        self.key = key
        self.windows = [_Window(*ONE_CHAT)]
        if key.startswith(("-", "@")):
            self.windows.append(_Window(*ONE_GROUP))
        # A heap: rank, number of arrival, go-ahead, whether it is the bot's own word.
        self.queue: list[tuple[float, int, asyncio.Future[_Send], bool]] = []
        self.waits_until = -math.inf  # a 429's wait
        self.parked_until: float | None = None

    @property
    def due_at(self) -> float:
        """When it may be sent its next message; with none waiting, when it can be forgotten."""
        limits = (window.opens_at if self.queue else window.empty_at for window in self.windows)
        return max(self.waits_until, *limits)

    def refuse(self, error: Callable[[], Exception]) -> None:
        for _, _, go_ahead, _ in self.queue:
            if not go_ahead.done():
                go_ahead.set_exception(error())
        self.queue.clear()


def _is_next(chat: _Chat, rank: float, number: int) -> bool:
    """Whether what was put into the heap is still the first of its chat's calls."""
    return chat.parked_until is None and bool(chat.queue) and chat.queue[0][:2] == (rank, number)


def _loop_time() -> float:
    return asyncio.get_running_loop().time()


class DeliveryLimiter(BaseRateLimiter[int]):
    """Thirty messages a second in all, one a second to a chat, twenty a minute to a group, counted where they arrive.

    `rate_limit_args` is the priority: the lower number goes first, then who came first; each degree counts as a head
    start of so many seconds, so that a flood of the urgent starves nobody. None given is 0 (PTB passes no 0 on): an
    answer to somebody's own command. What the bot sends of its own accord is given 1 and more. A call that the spacing
    alone holds up waits here; the bot's own, in a full group say, for `LONGEST_TURN`, and ends then as after a 429.

    A 429 goes through to the caller as `RetryAfter` and its chat waits; when another chat gets one within that wait,
    all wait. A wait longer than `patience` seconds is not spent here: the call ends at once with a `RetryAfter` of what
    remains, without having been sent. `clock` counts seconds and never goes back. `on_turn` is called when calls have
    had their turn, or wait for that of their chat alone: then others may be asked for.
    """

    def __init__(
        self,
        *,
        clock: Callable[[], float] = _loop_time,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
        patience: float = 5.0,
        on_turn: Callable[[], None] = lambda: None,
    ) -> None:
        self.on_turn = on_turn
        self._clock = clock
        self._pause = pause
        self._patience = patience
        self._everybody = _Window(*EVERYBODY)
        self._sends = EVERYBODY[0]
        self._all_wait_until = -math.inf
        self._chats: dict[str, _Chat] = {}
        # Entries are never searched for: one that no longer holds is passed over when it comes up.
        self._ready: list[tuple[float, int, _Chat]] = []  # by the first call in the chat's queue
        self._parked: list[tuple[float, int, _Chat]] = []  # by parked_until
        self._numbers = count()
        self._waker: asyncio.Task[None] | None = None
        self._wakes_at = math.inf

    async def initialize(self) -> None:
        """Nothing is to be prepared."""

    async def shutdown(self) -> None:
        """Calls still waiting end with `NotSentError`."""
        if self._waker is not None:
            self._waker.cancel()
            self._waker = None
        for chat in self._chats.values():
            chat.refuse(partial(NotSentError, "the bot is stopping"))
        self._chats.clear()
        self._ready.clear()
        self._parked.clear()

    async def process_request(  # noqa: PLR0917 - the signature is PTB's
        self,
        callback: Callable[..., Coroutine[Any, Any, Answer]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> Answer:
        """Only messages are limited: `send…` with a chat, but for the sign that the bot is typing."""
        if not endpoint.startswith("send") or endpoint == "sendChatAction" or data.get("chat_id") is None:
            return await callback(*args, **kwargs)
        key = str(data["chat_id"])
        send = await self._turn(key, rate_limit_args or 0)
        try:
            return await callback(*args, **kwargs)
        except RetryAfter as flood:
            self._note_flood(key, _seconds(flood))
            raise
        finally:
            self._note_arrival(key, send)

    async def _turn(self, key: str, priority: int) -> _Send:
        """Return when the chat may be sent a message, which is thereby counted as sent."""
        chat = self._chats.get(key)
        waits_until = max(self._all_wait_until, chat.waits_until if chat else -math.inf)
        if (remaining := waits_until - self._clock()) > self._patience:
            raise _retry_after(remaining)
        if chat is None:
            chat = self._chats[key] = _Chat(key)
        go_ahead: asyncio.Future[_Send] = asyncio.get_running_loop().create_future()
        call = (self._clock() + HEAD_START * priority, next(self._numbers), go_ahead, priority > 0)
        heappush(chat.queue, call)
        if chat.parked_until is not None:
            self._park(chat)
        elif chat.queue[0] is call:
            heappush(self._ready, (call[0], call[1], chat))
        self._let_go()
        if chat.parked_until is not None:
            self.on_turn()
        try:
            async with asyncio.timeout(LONGEST_TURN if priority else None):
                return await go_ahead
        except TimeoutError:
            raise _retry_after(max(1.0, chat.due_at - self._clock())) from None

    def share(self, senders: int) -> None:
        """This is one of so many processes that send with one token: the limit in all is shared, those of a chat are
        too seldom met by two of them to be."""
        sends = max(1, EVERYBODY[0] // max(1, senders))
        if sends != self._sends:
            self._sends, self._everybody = sends, self._everybody.resized(sends)
            self._let_go()

    def queued(self) -> int:
        """How many chats wait with a word of the bot's own for their turn among all, and for nothing else."""
        return sum(_is_next(chat, rank, number) and chat.queue[0][3] for rank, number, chat in self._ready)

    def _park(self, chat: _Chat) -> None:
        chat.parked_until = chat.due_at
        heappush(self._parked, (chat.parked_until, next(self._numbers), chat))

    def _let_go(self) -> None:
        """Give their turn to all that may have it now, and see to it that the next are not missed."""
        now, gone = self._clock(), 0
        self._unpark(now)
        while self._ready and max(self._everybody.opens_at, self._all_wait_until) <= now:
            rank, number, chat = heappop(self._ready)
            if not _is_next(chat, rank, number):
                continue
            _, _, go_ahead, _ = heappop(chat.queue)
            if not go_ahead.done():  # a cancelled call costs nobody anything
                send = _Send(now + LONGEST_TRIP)
                go_ahead.set_result(send)
                gone += 1
                for window in (self._everybody, *chat.windows):
                    window.note(send, now)
            self._park(chat)
        self._wake_at(self._next_moment())
        if gone:
            self.on_turn()

    def _note_arrival(self, key: str, send: _Send) -> None:
        """Its answer has come, or it has failed: it arrived no later than now."""
        send.moment = min(send.moment, self._clock())
        chat = self._chats.get(key)
        if chat is not None and chat.parked_until is not None:
            self._park(chat)
        self._let_go()

    def _unpark(self, now: float) -> None:
        while self._parked and self._parked[0][0] <= now:
            moment, _, chat = heappop(self._parked)
            if chat.parked_until != moment:
                continue
            chat.parked_until = None
            if chat.queue:
                heappush(self._ready, (*chat.queue[0][:2], chat))
            else:
                del self._chats[chat.key]

    def _next_moment(self) -> float:
        parked = self._parked[0][0] if self._parked else math.inf
        return min(parked, max(self._everybody.opens_at, self._all_wait_until)) if self._ready else parked

    def _wake_at(self, moment: float) -> None:
        """Keep one task asleep until the next moment at which something can change."""
        if self._waker is not None and self._wakes_at <= moment:
            return
        if self._waker is not None:
            self._waker.cancel()
        self._wakes_at = moment
        self._waker = asyncio.create_task(self._wake()) if moment < math.inf else None

    async def _wake(self) -> None:
        await self._pause(max(0.0, self._wakes_at - self._clock()))
        self._waker = None
        self._let_go()

    def _note_flood(self, key: str, seconds: float) -> None:
        """The chat waits, or all do if another is waiting already; looks at every chat, as a 429 is rare."""
        now = self._clock()
        others_wait = any(chat.waits_until > now for chat in self._chats.values() if chat.key != key)
        chat = self._chats.setdefault(key, _Chat(key))
        chat.waits_until = max(chat.waits_until, now + seconds)
        if others_wait:
            self._all_wait_until = max(self._all_wait_until, chat.waits_until)
        for waiting in self._chats.values() if others_wait else [chat]:
            remaining = max(self._all_wait_until, waiting.waits_until) - now
            if remaining > self._patience:
                waiting.refuse(partial(_retry_after, remaining))
            self._park(waiting)
        self._let_go()


def _seconds(flood: RetryAfter) -> float:
    wait = flood.retry_after
    return wait.total_seconds() if isinstance(wait, dt.timedelta) else wait


def _retry_after(seconds: float) -> RetryAfter:
    return RetryAfter(math.ceil(seconds))
