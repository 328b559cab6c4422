"""Telegram's limits, in a time that is moved by hand."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from heapq import heappop, heappush
from itertools import count, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telegram.error import RetryAfter

from channels.telegram import limiter
from channels.telegram.limiter import HEAD_START, DeliveryLimiter
from channels.telegram.request import NotSentError

AN, BINH, CHI, OFFICE = 1, 2, 3, -100


@dataclass(frozen=True, kw_only=True)
class Message:
    chat: int | str
    priority: int | None = 1
    number: int = 0
    endpoint: str = "sendMessage"
    answer: Exception | bool = True


class Day:
    """A limiter, its clock, and what came through it in which order."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.limiter = DeliveryLimiter(clock=lambda: self.now, pause=self._pause)
        self.sent: list[tuple[float, Message]] = []
        self.log: list[tuple[str, float, Message]] = []
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []
        self._numbers = count()

    async def _pause(self, seconds: float) -> None:
        waking: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heappush(self._sleepers, (self.now + seconds, next(self._numbers), waking))
        await waking

    async def _settle(self) -> None:
        loop = asyncio.get_running_loop()
        for _ in range(6):
            turn: asyncio.Future[None] = loop.create_future()
            loop.call_soon(turn.set_result, None)
            await turn

    async def arrives(self, message: Message) -> asyncio.Task[object]:
        async def callback() -> bool:
            self.sent.append((self.now, message))
            self.log.append(("sent", self.now, message))
            if isinstance(message.answer, Exception):
                raise message.answer
            return message.answer

        self.log.append(("arrived", self.now, message))
        data = {"chat_id": message.chat}
        call = self.limiter.process_request(callback, (), {}, message.endpoint, data, message.priority)
        task = asyncio.create_task(call)
        await self._settle()
        return task

    async def forward(self, seconds: float) -> None:
        until = self.now + seconds
        while self._sleepers and self._sleepers[0][0] <= until:
            moment, _, waking = heappop(self._sleepers)
            if not waking.done():
                self.now = moment
                waking.set_result(None)
                await self._settle()
        self.now = until

    def moments(self, chat: int | str) -> list[float]:
        return [moment for moment, message in self.sent if message.chat == chat]


def on_a_day(scenario: Callable[[Day], Awaitable[None]]) -> None:
    async def run() -> None:
        day = Day()
        await scenario(day)
        await day.limiter.shutdown()

    asyncio.run(run())


def kept(moments: list[float], sends: int, seconds: float) -> bool:
    return all(later - earlier >= seconds for earlier, later in zip(moments, moments[sends:], strict=False))


Arrival = tuple[float, int | str, int]

traffic = st.lists(
    st.tuples(
        st.sampled_from([0.0, 0.0, 0.0, 0.01, 0.4, 2.0, 30.0]),
        st.one_of(st.integers(1, 60), st.sampled_from([AN, BINH, OFFICE, OFFICE, "-200", "@so_y_te", "a1b2c3"])),
        st.integers(0, 3),
    ),
    max_size=120,
)
crowds = st.sampled_from([0, 29, 30, 31, 75])


async def live_through(day: Day, crowd: int, arrivals: list[Arrival]) -> None:
    """A crowd of others is written to at once, then what arrives, then time enough for everything."""
    for person in range(crowd):
        await day.arrives(Message(chat=1000 + person, priority=1, number=-crowd + person))
    for number, (gap, chat, priority) in enumerate(arrivals):
        await day.forward(gap)
        await day.arrives(Message(chat=chat, priority=priority, number=number))
    await day.forward(3600)


@given(crowds, traffic)
@settings(max_examples=150, deadline=None)
def test_no_limit_is_ever_passed_and_nobody_is_forgotten(crowd: int, arrivals: list[Arrival]) -> None:
    async def scenario(day: Day) -> None:
        await live_through(day, crowd, arrivals)
        assert len(day.sent) == crowd + len(arrivals)
        assert kept([moment for moment, _ in day.sent], 30, 1.0)
        for chat in {message.chat for _, message in day.sent}:
            assert kept(day.moments(chat), 1, 1.0)
            if str(chat).startswith(("-", "@")):
                assert kept(day.moments(chat), 20, 60.0)
        assert not day.limiter._chats
        assert not day.limiter._ready
        assert not day.limiter._parked

    on_a_day(scenario)


@given(crowds, traffic)
@settings(max_examples=150, deadline=None)
def test_whoever_is_overtaken_waited_for_the_own_chat(crowd: int, arrivals: list[Arrival]) -> None:
    """At each send, whoever was more urgent or as urgent and earlier could not have been sent to at that moment; a
    degree of urgency counts as a head start of some seconds."""

    def chat_is_closed(day: Day, chat: int | str, moment: float, before: int) -> bool:
        times = [at for kind, at, message in day.log[:before] if kind == "sent" and message.chat == chat]
        group = str(chat).startswith(("-", "@"))
        return bool(times) and (moment - times[-1] < 1.03 or (group and len(times) >= 20 and moment - times[-20] < 62))

    async def scenario(day: Day) -> None:
        await live_through(day, crowd, arrivals)
        waiting: set[Message] = set()
        rank: dict[Message, tuple[float, int]] = {}
        for place, (kind, moment, message) in enumerate(day.log):
            if kind == "arrived":
                waiting.add(message)
                rank[message] = (moment + HEAD_START * (message.priority or 0), message.number)
                continue
            waiting.discard(message)
            for other in waiting:
                if rank[other] < rank[message]:
                    assert chat_is_closed(day, other.chat, moment, place)

    on_a_day(scenario)


def test_ten_thousand_people_are_written_to_at_29_a_second() -> None:
    async def scenario(day: Day) -> None:
        begun = day.now
        tasks = []
        for chat in range(1, 10_001):
            message = Message(chat=chat)
            tasks.append(asyncio.create_task(_plain(day, message)))
        await day._settle()
        await day.forward(400)
        assert all(task.done() for task in tasks)
        moments = [moment for moment, _ in day.sent]
        assert len(moments) == 10_000
        assert 10_000 / (moments[-1] - begun) >= 29
        assert kept(moments, 30, 1.0)

    async def _plain(day: Day, message: Message) -> None:
        async def callback() -> bool:
            day.sent.append((day.now, message))
            return True

        await day.limiter.process_request(callback, (), {}, "sendMessage", {"chat_id": message.chat}, 1)

    on_a_day(scenario)


def test_an_answer_overtakes_a_flood() -> None:
    async def scenario(day: Day) -> None:
        for chat in range(1, 301):
            await day.arrives(Message(chat=chat, priority=5))
        asked = day.now
        await day.arrives(Message(chat=999, priority=None))
        await day.forward(60)
        [answered] = day.moments(999)
        assert answered - asked <= 1.03

    on_a_day(scenario)


def test_a_flood_of_the_urgent_starves_nobody() -> None:
    async def scenario(day: Day) -> None:
        for chat in range(1, 61):
            await day.arrives(Message(chat=chat, priority=1))
        asked = day.now
        await day.arrives(Message(chat=999, priority=4))
        for second in range(40):
            for chat in range(30):
                await day.arrives(Message(chat=1000 + 30 * second + chat, priority=1))
            await day.forward(1.02)
        [reached] = day.moments(999)
        assert 0 < reached - asked <= 3 * HEAD_START + 3

    on_a_day(scenario)


def test_processes_that_send_with_one_token_share_the_limit_of_all() -> None:
    async def scenario(day: Day) -> None:
        day.limiter.share(3)
        for chat in range(1, 41):
            await day.arrives(Message(chat=chat))
        await day.forward(0.5)
        assert len(day.sent) == 10
        day.limiter.share(1)
        await day.forward(0.6)
        assert len(day.sent) == 40
        assert kept([moment for moment, _ in day.sent], 30, 1.0)

    on_a_day(scenario)


async def test_a_turn_that_does_not_come_in_time_ends_as_after_a_429(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a full group the wait would outlast the sender's claim on the message."""
    monkeypatch.setattr(limiter, "LONGEST_TURN", 0.01)

    async def callback() -> bool:
        return True

    one = DeliveryLimiter()
    data = {"chat_id": OFFICE}
    assert await one.process_request(callback, (), {}, "sendMessage", data, 1)
    with pytest.raises(RetryAfter) as waits:
        await one.process_request(callback, (), {}, "sendMessage", data, 1)
    assert timedelta() < waits.value._retry_after <= timedelta(seconds=2)
    await one.shutdown()


def test_within_one_chat_the_urgent_goes_first_and_equals_keep_their_order() -> None:
    async def scenario(day: Day) -> None:
        for number, priority in enumerate([3, 3, 1, 2, 1, 3]):
            await day.arrives(Message(chat=AN, priority=priority, number=number))
        await day.forward(10)
        assert [message.number for _, message in day.sent] == [0, 2, 4, 3, 1, 5]
        assert all(1.0 < later - earlier < 1.05 for earlier, later in pairwise(day.moments(AN)))

    on_a_day(scenario)


def test_the_urgent_overtakes_in_its_own_chat_too_when_everybody_waits() -> None:
    async def scenario(day: Day) -> None:
        for person in range(30):
            await day.arrives(Message(chat=1000 + person))
        await day.arrives(Message(chat=AN, priority=5, number=5))
        await day.arrives(Message(chat=AN, priority=0, number=0))
        await day.forward(10)
        assert [message.number for _, message in day.sent[30:]] == [0, 5]
        assert kept(day.moments(AN), 1, 1.0)

    on_a_day(scenario)


def test_one_chat_with_many_messages_does_not_hold_up_the_others() -> None:
    async def scenario(day: Day) -> None:
        for _ in range(50):
            await day.arrives(Message(chat=AN, priority=0))
        await day.arrives(Message(chat=BINH, priority=9))
        assert day.moments(BINH) == [day.now]

    on_a_day(scenario)


@pytest.mark.parametrize("endpoint", ["getMe", "answerCallbackQuery", "editMessageText", "sendChatAction"])
def test_what_is_no_message_is_not_limited(endpoint: str) -> None:
    async def scenario(day: Day) -> None:
        for _ in range(100):
            await day.arrives(Message(chat=AN, endpoint=endpoint))
        assert len(day.sent) == 100

    on_a_day(scenario)


def flood(seconds: int) -> RetryAfter:
    return RetryAfter(seconds)


def test_after_a_429_only_that_chat_waits() -> None:
    async def scenario(day: Day) -> None:
        first = await day.arrives(Message(chat=AN, answer=flood(30)))
        with pytest.raises(RetryAfter):
            await first
        await day.forward(10)
        second = await day.arrives(Message(chat=AN))
        with pytest.raises(RetryAfter) as refused:
            await second
        assert refused.value.retry_after == 20
        await day.arrives(Message(chat=BINH))
        assert day.moments(BINH) == [day.now]
        await day.forward(20)
        await day.arrives(Message(chat=AN))
        assert len(day.moments(AN)) == 2

    on_a_day(scenario)


def test_after_another_chats_429_within_the_wait_all_wait() -> None:
    async def scenario(day: Day) -> None:
        await failing(day, AN, 30)
        await day.forward(10)
        await failing(day, BINH, 8)
        refused = await day.arrives(Message(chat=CHI))
        with pytest.raises(RetryAfter):
            await refused
        await day.forward(4)
        await day.arrives(Message(chat=CHI))
        assert day.moments(CHI) == []
        await day.forward(4)
        assert day.moments(CHI) == [1018.0]

    on_a_day(scenario)


def test_another_chats_429_after_the_wait_concerns_that_chat_alone() -> None:
    async def scenario(day: Day) -> None:
        await failing(day, AN, 10)
        await day.forward(10)
        await failing(day, BINH, 10)
        await day.arrives(Message(chat=CHI))
        assert day.moments(CHI) == [day.now]

    on_a_day(scenario)


def test_a_short_wait_after_a_429_is_spent_here() -> None:
    async def scenario(day: Day) -> None:
        await failing(day, AN, 3)
        await day.arrives(Message(chat=AN))
        await day.forward(3)
        assert day.moments(AN) == [1000.0, 1003.0]

    on_a_day(scenario)


def test_calls_already_waiting_are_given_back_when_their_chat_must_wait_long() -> None:
    async def scenario(day: Day) -> None:
        first = await day.arrives(Message(chat=AN, answer=flood(3)))
        waiting = await day.arrives(Message(chat=AN, answer=flood(60)))
        behind = await day.arrives(Message(chat=AN))
        await day.forward(3)
        for task in (first, waiting, behind):
            with pytest.raises(RetryAfter):
                await task
        assert len(day.moments(AN)) == 2

    on_a_day(scenario)


def test_any_other_error_passes_untouched_and_holds_up_nobody() -> None:
    async def scenario(day: Day) -> None:
        lost = NotSentError("ClientConnectorError")
        task = await day.arrives(Message(chat=AN, answer=lost))
        with pytest.raises(NotSentError) as raised:
            await task
        assert raised.value is lost
        await day.arrives(Message(chat=BINH))
        assert len(day.moments(BINH)) == 1

    on_a_day(scenario)


def test_a_cancelled_call_takes_nobodys_place() -> None:
    async def scenario(day: Day) -> None:
        await day.arrives(Message(chat=AN))
        (await day.arrives(Message(chat=AN))).cancel()
        await day.arrives(Message(chat=AN, number=3))
        await day.forward(1.05)
        assert [message.number for _, message in day.sent] == [0, 3]

    on_a_day(scenario)


def test_what_still_waits_at_the_end_was_not_sent() -> None:
    async def scenario(day: Day) -> None:
        await day.arrives(Message(chat=AN))
        waiting = await day.arrives(Message(chat=AN))
        await day.limiter.shutdown()
        with pytest.raises(NotSentError):
            await waiting

    on_a_day(scenario)


async def failing(day: Day, chat: int, seconds: int) -> None:
    task = await day.arrives(Message(chat=chat, answer=flood(seconds)))
    with pytest.raises(RetryAfter):
        await task


async def test_by_default_it_counts_the_loops_own_time() -> None:
    limiter = DeliveryLimiter(patience=1.0)

    async def callback(*_: object) -> bool:
        return True

    assert await limiter.process_request(callback, ("sendMessage",), {}, "sendMessage", {"chat_id": 1}, None)
    await limiter.shutdown()
