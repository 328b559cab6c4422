"""The third walk: what is owed is claimed, rendered, sent, and its outcome recorded (design §5)."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime

import structlog

from actions.delivery import attempts, claiming, delivery
from actions.delivery.outgoing import AnyRendered, Outgoing
from actions.installation import Office
from domain.clocks import HeldBack
from domain.retries import pause_after
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
FAILURES_BORNE = 3  # in a row; then nothing gets through, and all wait
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
    """Sends what is due, many messages side by side, each by the channel of its account (`channels` by their names).
    While nothing gets through it pauses as a whole, longer each time, and tries with one message. `on_room` is called
    when more may be claimed; `queued` counts the calls that wait for nothing but their turn among all; `held_back` says
    what waits for the clock to be confirmed, `may_send` by which channels messages may go now (None is all)."""

    def __init__(
        self,
        office: Office,
        channels: Mapping[str, Speaker],
        clock: Callable[[], datetime],
        *,
        on_room: Callable[[], None] = lambda: None,
        queued: Callable[[], int] = lambda: 0,
        held_back: Callable[[], HeldBack] = lambda: HeldBack.NOTHING,
        may_send: Callable[[], Collection[str] | None] = lambda: None,
    ) -> None:
        self.office = office
        self.channels = channels
        self.clock = clock
        self.delivery = Delivery(office)
        self.outcomes: Counter[str] = Counter()  # since the start, for /metrics
        self.under_way: set[asyncio.Task[bool]] = set()
        self.paused_until: datetime | None = None
        self.fault: str | None = None  # why nothing gets through, for /healthz
        self._on_room = on_room
        self._queued = queued
        self._held_back = held_back
        self._open_channels = may_send
        self._more_waits = False
        self._failed_in_a_row = 0
        self._pauses = 0

    async def send_due(self) -> int:
        """Claim as much as may be under way and send it; returns how many were claimed."""
        claimed = await self._claim(ROOM)
        await asyncio.gather(*(self._send(outgoing) for outgoing in claimed))
        return len(claimed)

    async def fill(self) -> None:
        """Put under way what there is room for, and go on as room comes: the next are claimed while the last are still
        being sent, so that a slow answer keeps nobody waiting and the limits are used to the full."""
        self._more_waits = False
        room = self._room()
        if room < CLAIM:
            self._more_waits = True
            return
        claimed = await self._claim(room)
        self._more_waits = bool(claimed)
        for outgoing in claimed:
            task = asyncio.create_task(self._send(outgoing))
            self.under_way.add(task)
            task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[bool]) -> None:
        self.under_way.discard(task)
        if not task.cancelled() and (wrong := task.exception()) is not None:
            # Its message stays claimed until its lease ends; then it is repeated.
            log.error("outcome_not_recorded", kind=type(wrong).__name__)
        self.look_for_room()

    def look_for_room(self) -> None:
        """After a message has had its turn, or its answer: the next may be claimed."""
        if self._more_waits and self._room() >= CLAIM:
            self._on_room()

    def _room(self) -> int:
        return min(ROOM - len(self.under_way), AHEAD - self._queued())

    async def _claim(self, room: int) -> list[Outgoing]:
        now = self.clock()
        if self.paused_until is not None and now < self.paused_until <= now + attempts.LONGEST_PAUSE:
            return []
        held = self._held_back()
        if held is HeldBack.EVERYTHING:
            return []
        may_send = self._open_channels()
        open_channels = frozenset(self.channels if may_send is None else may_send)
        if not open_channels:
            return []
        return await claiming.claim_messages(
            self.office,
            now,
            room if not self._pauses else 1,
            fits=self._fits,
            by_clock_too=held is HeldBack.NOTHING,
            channels=open_channels,
        )

    def _fits(self, outgoing: Outgoing) -> Sequence[AnyRendered]:
        scene = Scene(timezone=self.office.timezone, chart=outgoing.chart)
        return texts.fitting(scene, outgoing, longest=longest_notice(self.channels[outgoing.account.channel].traits))

    async def _send(self, outgoing: Outgoing) -> bool:
        """Send one message and record what came of it; whether the platform could be reached."""
        outcome = await self._attempt(outgoing)
        self.outcomes[outcome] += 1
        got_through = outcome not in NOT_THROUGH
        if got_through:
            self._failed_in_a_row, self._pauses, self.paused_until, self.fault = 0, 0, None, None
        else:
            self._failed_in_a_row += 1
            self._pause()
        return got_through

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
        if isinstance(outcome, (NotSent, BadToken, ServerTrouble)):
            self.fault = fault_of(outcome)
        wait = outcome.wait if isinstance(outcome, TooMany) else None
        await delivery.note_not_sent(
            self.office,
            outgoing,
            now=now,
            reason=outcome.reason[:LONGEST_REASON],
            wait=outcome.until - now if isinstance(outcome, QuotaSpent) else wait,
            may_have_arrived=isinstance(outcome, ServerTrouble),
        )

    def _pause(self) -> None:
        """A message that fails alone waits alone. Those still under way when a pause began do not lengthen it."""
        now = self.clock()
        paused = self.paused_until is not None and now < self.paused_until
        if paused or self._failed_in_a_row < FAILURES_BORNE:
            return
        self._pauses += 1
        self.paused_until = now + pause_after(self._pauses, first=attempts.FIRST_PAUSE, longest=attempts.LONGEST_PAUSE)
