"""The third walk: what is owed is claimed, rendered, sent, and its outcome recorded (design §5)."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta

import structlog
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, RetryAfter, TelegramError
from telegram.ext import ExtBot

from actions.delivery import delivery
from actions.delivery.delivery import Outgoing, RenderedNotice
from actions.work import Office
from domain.clocks import HeldBack
from domain.duties.cases import Case
from domain.duties.duties import Duty
from domain.ladder.notices import Notice, NoticeKind
from domain.names import fold
from domain.retries import pause_after
from handlers.delivery.request import NotSent, ServerTrouble, Uncertain
from handlers.delivery.speaking import send_text
from texts.buttons import Button, duty_button, duty_buttons, link_button, list_button, rows, signer_buttons
from texts.notices import messages as texts
from texts.notices.bulletins import month_typed
from texts.notices.work import may_credit
from texts.reports.forms import LABELS, TYPED, ReportForm
from texts.scene import Scene

log = structlog.get_logger()

ROOM = 60  # messages under way at once: two seconds' worth
# Those of them that only wait for their turn: so many that no turn is missed while the next are claimed, and no more.
# After a crash nobody knows of any that was claimed whether it went out.
AHEAD = 40
CLAIM = 10  # claimed together, where there is room: one transaction for each would be too many
FAILURES_BORNE = 3  # in a row; then nothing gets through, and all wait
NOT_THROUGH = frozenset({"not_sent", "server_trouble"})
MOST_CASE_BUTTONS = 9
# Who only hears of it gets no buttons to act with.
INFORMING = frozenset(
    {
        NoticeKind.ACCEPTED,
        NoticeKind.IN_YOUR_NAME,
        NoticeKind.ANSWERED,
        NoticeKind.ANSWERED_LATE,
        NoticeKind.RECONCILED,
        NoticeKind.WATCHING,
        NoticeKind.ENDED,
        NoticeKind.LEFT,
        NoticeKind.HEADLESS,
        NoticeKind.ASSIGNER_CHANGED,
        NoticeKind.LINKED,
        NoticeKind.UNREACHABLE,
        NoticeKind.CALENDAR,
        NoticeKind.UNSOUND,
        NoticeKind.CREDITED,
        NoticeKind.CLOCK,
        NoticeKind.SET_ASIDE,
    }
)
CHAT_LOST = ("chat not found", "user is deactivated", "bot was blocked", "chat_write_forbidden", "peer_id_invalid")


class Sender:
    """Sends what is due, many messages side by side. While nothing gets through it pauses as a whole, longer each time,
    and tries with one message. `on_room` is called when more may be claimed; `queued` counts the calls that wait for
    nothing but their turn among all; `held_back` says what waits for the clock to be confirmed."""

    def __init__(
        self,
        office: Office,
        bot: ExtBot[int],
        clock: Callable[[], datetime],
        *,
        on_room: Callable[[], None] = lambda: None,
        queued: Callable[[], int] = lambda: 0,
        held_back: Callable[[], HeldBack] = lambda: HeldBack.NOTHING,
    ) -> None:
        self.office = office
        self.bot = bot
        self.clock = clock
        self.outcomes: Counter[str] = Counter()  # since the start, for /metrics
        self.under_way: set[asyncio.Task[bool]] = set()
        self.paused_until: datetime | None = None
        self.fault: str | None = None  # why nothing gets through, for /healthz
        self._on_room = on_room
        self._queued = queued
        self._held_back = held_back
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
        if self.paused_until is not None and now < self.paused_until <= now + delivery.LONGEST_PAUSE:
            return []
        held = self._held_back()
        if held is HeldBack.EVERYTHING:
            return []
        return await delivery.claim_messages(
            self.office,
            now,
            room if not self._pauses else 1,
            fits=self._fits,
            by_clock_too=held is HeldBack.NOTHING,
        )

    def _fits(self, outgoing: Outgoing) -> Sequence[RenderedNotice]:
        return texts.fitting(Scene(timezone=self.office.timezone, chart=outgoing.chart), outgoing)

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
        scene = Scene(timezone=self.office.timezone, chart=outgoing.chart)
        text = texts.message(scene, outgoing)
        try:
            # 0 is for answers to a person's own command; what the bot says of itself comes after.
            sent = await send_text(
                self.bot,
                outgoing.account.chat_id,
                text,
                message_buttons(outgoing),
                priority=outgoing.message.priority + 1,
            )
        except TelegramError as wrong:
            return await self._failed(outgoing, wrong)
        platform_id = str(sent.message_id)
        await delivery.note_sent(self.office, outgoing, outgoing.notices, platform_id=platform_id, now=self.clock())
        return "sent"

    async def _failed(self, outgoing: Outgoing, wrong: TelegramError) -> str:
        """Record why it was not sent, or may not have been (the table of design §5)."""
        kind, now = type(wrong).__name__, self.clock()
        match wrong:
            case NotSent() | InvalidToken():
                self.fault, outcome = kind, "not_sent"
                await self._not_sent(outgoing, kind)
            case ServerTrouble():
                self.fault, outcome = kind, "server_trouble"
                await self._not_sent(outgoing, wrong.message, may_have_arrived=True)
            case Uncertain():
                outcome = "uncertain"
                await delivery.note_uncertain(self.office, outgoing, now=now, reason=kind)
            case RetryAfter():
                outcome = "too_many"
                await self._not_sent(outgoing, "429", wait=_seconds(wrong.retry_after))
            case ChatMigrated():
                outcome = "moved"
                await delivery.note_moved(self.office, outgoing, chat_id=str(wrong.new_chat_id), now=now)
            case Forbidden():
                outcome = "unreachable"
                await self._unreachable(outgoing, wrong.message)
            case BadRequest():
                outcome = await self._refused(outgoing, wrong)
            case _:
                outcome = "refused"
                await self._not_sent(outgoing, kind)
        return outcome

    async def _refused(self, outgoing: Outgoing, wrong: BadRequest) -> str:
        """400: a chat that is gone is a person unreachable; anything else is a fault of ours, named and tried later."""
        if any(reason in wrong.message.casefold() for reason in CHAT_LOST):
            await self._unreachable(outgoing, wrong.message)
            return "unreachable"
        log.error("message_refused", message=outgoing.message.id, kind=wrong.message[:80])
        await delivery.note_refused(self.office, outgoing, now=self.clock(), reason=wrong.message[:120])
        return "refused"

    async def _unreachable(self, outgoing: Outgoing, reason: str) -> None:
        await delivery.note_unreachable(self.office, outgoing, now=self.clock(), reason=reason[:120])

    async def _not_sent(
        self, outgoing: Outgoing, reason: str, *, wait: timedelta | None = None, may_have_arrived: bool = False
    ) -> None:
        await delivery.note_not_sent(
            self.office,
            outgoing,
            now=self.clock(),
            reason=reason[:120],
            wait=wait,
            may_have_arrived=may_have_arrived,
        )

    def _pause(self) -> None:
        """A message that fails alone waits alone. Those still under way when a pause began do not lengthen it."""
        now = self.clock()
        paused = self.paused_until is not None and now < self.paused_until
        if paused or self._failed_in_a_row < FAILURES_BORNE:
            return
        self._pauses += 1
        self.paused_until = now + pause_after(self._pauses, first=delivery.FIRST_PAUSE, longest=delivery.LONGEST_PAUSE)


def _seconds(wait: int | timedelta) -> timedelta:
    return wait if isinstance(wait, timedelta) else timedelta(seconds=wait)


def message_buttons(outgoing: Outgoing) -> list[list[Button]]:
    """One notice: all its buttons; several: one button per case."""
    if outgoing.recipient.id not in outgoing.chart.people:
        return []  # a group: what is anybody's there is nobody's to press
    if len(outgoing.sayings) == 1:
        (saying,) = outgoing.sayings
        if saying.duty is not None and saying.case is not None:
            return _duty_buttons(outgoing, saying, saying.duty)
        if saying.notice.kind in _BUTTONS:
            return _BUTTONS[saying.notice.kind](saying.notice)
    by_code: dict[str, Button] = {}
    for duty, case in _named(outgoing.sayings):
        by_code.setdefault(case.code, duty_button("viec", duty, label=case.code))
    return rows(list(by_code.values())[:MOST_CASE_BUTTONS], width=3)


def _duty_buttons(outgoing: Outgoing, saying: RenderedNotice, duty: Duty) -> list[list[Button]]:
    if saying.notice.kind is NoticeKind.CAUSE:
        return [[duty_button("xacnhan", duty)], [duty_button("lichsu", duty)]]
    if may_credit(outgoing.chart, saying, outgoing.recipient):
        credit = duty_button("ghinhan", duty, choice=saying.notice.data["statement"])
        return [[credit], [duty_button("lichsu", duty)]]
    his = duty.holder_id in outgoing.chart.acts_as(outgoing.recipient.id)
    if saying.decided_by is not None:
        his = outgoing.recipient.id in saying.decided_by
    if saying.notice.kind in INFORMING:
        return [[duty_button("lichsu", duty)]]
    if not his and saying.lets_sign(outgoing.chart, outgoing.recipient) is not None:
        return signer_buttons(duty)
    if not his:
        return [[duty_button("lichsu", duty)]]
    return duty_buttons(duty, for_head=outgoing.chart.is_in_charge(outgoing.recipient.id, duty.unit_id))


def _named(sayings: Sequence[RenderedNotice]) -> Iterator[tuple[Duty, Case]]:
    """What the message speaks of: the duty of each notice, and the lines of a sheet that are still open."""
    for saying in sayings:
        if saying.duty is not None and saying.case is not None:
            yield saying.duty, saying.case
        yield from ((one.duty, one.case) for one in saying.listed.values() if one.duty.is_open)


def _link_buttons(notice: Notice) -> list[list[Button]]:
    return [[link_button(notice.data["person"], notice.data["account"])]]


def _draft_buttons(notice: Notice) -> list[list[Button]]:
    """The draft of the monthly report as files: each is the command that can be typed."""
    month = month_typed(notice.data)
    files = [
        list_button(LABELS[form], "baocao", fold(f"{month} {TYPED[form]}"))
        for form in (ReportForm.DOCX, ReportForm.XLSX)
    ]
    return rows(files)


_BUTTONS = {NoticeKind.LINKED: _link_buttons, NoticeKind.MONTH_SHEET: _draft_buttons}
