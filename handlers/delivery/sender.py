"""The third walk: what is owed is claimed, rendered, sent, and its outcome recorded (design §5)."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from types import MappingProxyType

import structlog

from actions.delivery import attempts, claiming, delivery
from actions.delivery.outgoing import AnyRendered, Outgoing
from actions.installation import Office
from domain.clocks import HeldBack
from domain.retries import pause_after
from domain.routes import OUT_OF_REACH, Routes
from handlers.delivery.answering import Delivery, longest_notice
from handlers.delivery.outcomes import (
    BadToken,
    Declined,
    Moved,
    NotSent,
    Passing,
    QuotaSpent,
    SendOutcome,
    Sent,
    ServerTrouble,
    TooMany,
    Uncertain,
    Unreachable,
    fault_of,
)
from handlers.delivery.outlets import Outlet, Patience
from handlers.delivery.speaker import Speaker
from texts.notices import messages as texts
from texts.notices.buttons import message_buttons
from texts.scene import Scene

log = structlog.get_logger()

ROOM = 60  # messages under way at once: two seconds' worth
# Those of them that only wait for their turn: so many that no turn is missed while the next are claimed, and no more.
# After a crash nobody knows of any that was claimed whether it went out.
AHEAD = 40
CLAIM = 10  # claimed together, where there is room: one transaction for each would be too many
LONGEST_WAIT = OUT_OF_REACH / 2  # of what certainly did not leave
LONGEST_REASON = 120  # of what a platform says is kept
NOT_THROUGH = frozenset({"not_sent", "server_trouble"})
COUNTED_AS: Mapping[type[SendOutcome], str] = {  # in /metrics
    Sent: "sent",
    NotSent: "not_sent",
    BadToken: "not_sent",
    ServerTrouble: "server_trouble",
    Uncertain: "uncertain",
    TooMany: "too_many",
    QuotaSpent: "quota_spent",
    Moved: "moved",
    Unreachable: "unreachable",
    Declined: "refused",
}


class Sender:
    """Sends what is due, many messages side by side, each by the channel of its account (`channels` by their names); a
    channel by which nothing gets through holds up no other. `on_room` is called when more may be claimed; `queued`
    counts, by channel, the calls that wait for nothing but their turn among all; `held_back` says what waits for the
    clock to be confirmed, `patience` by which channels messages may go now, and which are given up for the time being
    (None is all, and none)."""

    def __init__(
        self,
        office: Office,
        channels: Mapping[str, Speaker],
        clock: Callable[[], datetime],
        *,
        on_room: Callable[[], None] = lambda: None,
        queued: Mapping[str, Callable[[], int]] = MappingProxyType({}),
        held_back: Callable[[], HeldBack] = lambda: HeldBack.NOTHING,
        patience: Callable[[], Patience | None] = lambda: None,
    ) -> None:
        self.office = office
        self.channels = channels
        self.clock = clock
        self.delivery = Delivery(office)
        self.outcomes: Counter[tuple[str, str]] = Counter()  # by channel and outcome since the start, for /metrics
        self.under_way: set[asyncio.Task[None]] = set()
        self.short: frozenset[str] = frozenset()  # the channels that run short of what their plan allows
        self._outlets: dict[str, Outlet] = {}
        self._on_room = on_room
        self._queued = queued
        self._held_back = held_back
        self._patience = patience
        self._more_waits = False

    def outlet(self, channel: str) -> Outlet:
        return self._outlets.setdefault(channel, Outlet())

    @property
    def faults(self) -> dict[str, str]:
        """Why nothing gets through, by channel."""
        now = self.clock()
        return {name: fault for name, outlet in self._outlets.items() if (fault := outlet.fault_at(now)) is not None}

    @property
    def waits_until(self) -> datetime | None:
        """When a channel that is not tried at present is tried again."""
        now = self.clock()
        ends = [one for outlet in self._outlets.values() for one in (outlet.paused_until, outlet.spent_until)]
        return min((one for one in ends if one is not None and one > now), default=None)

    async def send_due(self) -> int:
        """Claim as much as may be under way and send it; returns how many were claimed."""
        claimed = await self._claim(dict.fromkeys(self.channels, ROOM))
        await asyncio.gather(*(self._send(outgoing) for outgoing in claimed))
        return len(claimed)

    async def fill(self) -> None:
        """Put under way what there is room for, and go on as room comes: the next are claimed while the last are still
        being sent, so that a slow answer keeps nobody waiting and the limits are used to the full."""
        room = {name: left for name in self.channels if (left := self._room(name)) >= CLAIM}
        claimed = await self._claim(room)
        self._more_waits = bool(claimed) or len(room) < len(self.channels)
        for outgoing in claimed:
            self.outlet(outgoing.account.channel).under_way += 1
            task = asyncio.create_task(self._send(outgoing))
            self.under_way.add(task)
            task.add_done_callback(partial(self._ended, outgoing.account.channel))

    def _ended(self, channel: str, task: asyncio.Task[None]) -> None:
        self.under_way.discard(task)
        self.outlet(channel).under_way -= 1
        if not task.cancelled() and (wrong := task.exception()) is not None:
            # Its message stays claimed until its lease ends; then it is repeated.
            log.error("outcome_not_recorded", kind=type(wrong).__name__)
        self.look_for_room()

    def look_for_room(self) -> None:
        """After a message has had its turn, or its answer: the next may be claimed."""
        if self._more_waits and any(self._room(name) >= CLAIM for name in self.channels):
            self._on_room()

    def _room(self, channel: str) -> int:
        queued = self._queued[channel]() if channel in self._queued else 0
        return min(ROOM - self.outlet(channel).under_way, AHEAD - queued)

    async def _claim(self, room: Mapping[str, int]) -> list[Outgoing]:
        """By the channels that stand as many as there is room for; by one that is only tried a single one."""
        now, held = self.clock(), self._held_back()
        if held is HeldBack.EVERYTHING:
            return []
        patience = self._patience()
        allowed = frozenset(room) if patience is None else frozenset(room) & patience.may_send
        may = sorted(name for name in allowed if not self.outlet(name).is_closed(now))
        given_up = frozenset() if patience is None else patience.given_up
        up = frozenset(one for one in self.channels if not self.outlet(one).is_down(now)) - given_up
        claimed: list[Outgoing] = []
        standing = frozenset(one for one in may if not self.outlet(one).is_tried)
        if standing:
            limit = min(room[name] for name in standing)
            claimed += await self._claim_by(standing, up=up | standing, limit=limit, held=held)
        for name in (one for one in may if self.outlet(one).is_tried):  # with what no other can carry
            claimed += await self._claim_by(frozenset([name]), up=up | {name}, limit=1, held=held)
        return claimed

    async def _claim_by(
        self, taken: frozenset[str], *, up: frozenset[str], limit: int, held: HeldBack
    ) -> list[Outgoing]:
        patience = self._patience()
        return await claiming.claim_messages(
            self.office,
            self.clock(),
            limit,
            fits=self._fits,
            by_clock_too=held is HeldBack.NOTHING,
            unheard=frozenset() if patience is None else patience.unheard,
            routes=Routes(serves=frozenset(self.channels), up=up, taken=taken, short=self.short),
        )

    def _fits(self, outgoing: Outgoing) -> Sequence[AnyRendered]:
        scene = Scene(timezone=self.office.timezone, chart=outgoing.chart)
        return texts.fitting(scene, outgoing, longest=longest_notice(self.channels[outgoing.account.channel].traits))

    async def _send(self, outgoing: Outgoing) -> None:
        """Send one message and record what came of it."""
        channel = outgoing.account.channel
        outcome = await self._attempt(outgoing)
        self.outcomes[channel, outcome] += 1
        if outcome in NOT_THROUGH:
            self.outlet(channel).failed(self.clock())
        elif outcome != COUNTED_AS[QuotaSpent]:
            self.outlet(channel).got_through()

    async def _attempt(self, outgoing: Outgoing) -> str:
        speaker = self.channels[outgoing.account.channel]
        scene = Scene(timezone=self.office.timezone, chart=outgoing.chart)
        outcome = await self.delivery.say_whole(
            speaker,
            outgoing.account.chat_id,
            texts.message(scene, outgoing, longest=longest_notice(speaker.traits)),
            message_buttons(outgoing),
            # 0 is for answers to a person's own command; what the bot says of itself comes after.
            priority=outgoing.message.priority + 1,
            now=self.clock(),
        )
        await self._record(outgoing, outcome)
        return COUNTED_AS[type(outcome)]

    async def _record(self, outgoing: Outgoing, outcome: SendOutcome) -> None:
        """What came of the attempt (the table of design §5)."""
        now = self.clock()
        match outcome:
            case Sent(message_id=number):
                await delivery.note_sent(self.office, outgoing, outgoing.notices, platform_id=number, now=now)
            case Uncertain(reason=reason):
                await delivery.note_uncertain(self.office, outgoing, now=now, reason=reason[:LONGEST_REASON])
            case Moved(chat_id=chat_id):
                await delivery.note_moved(self.office, outgoing, chat_id=chat_id, now=now)
            case Unreachable(reason=reason):
                await delivery.note_unreachable(self.office, outgoing, now=now, reason=reason[:LONGEST_REASON])
            case Declined(reason=reason):
                log.error("message_refused", message=outgoing.message.id, kind=reason[:80])
                await delivery.note_refused(self.office, outgoing, now=now, reason=reason[:LONGEST_REASON])
            case _:
                await self._put_back(outgoing, outcome, now)

    async def _put_back(self, outgoing: Outgoing, outcome: Passing, now: datetime) -> None:
        """Nothing is wrong with the message: it waits until it gets through."""
        outlet = self.outlet(outgoing.account.channel)
        if isinstance(outcome, (NotSent, BadToken, ServerTrouble)):
            outlet.fault = fault_of(outcome)
        if isinstance(outcome, QuotaSpent):
            outlet.refused_for_quota(outcome.until, now)
        wait = outcome.wait if isinstance(outcome, TooMany) else None
        if isinstance(outcome, (NotSent, QuotaSpent)):  # the channel pauses as a whole; it may go by another
            wait = pause_after(outgoing.message.attempt, first=attempts.FIRST_PAUSE, longest=LONGEST_WAIT)
        await delivery.note_not_sent(
            self.office,
            outgoing,
            now=now,
            reason=outcome.reason[:LONGEST_REASON],
            wait=wait,
            may_have_arrived=isinstance(outcome, ServerTrouble),
        )
