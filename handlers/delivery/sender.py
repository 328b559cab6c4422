"""The third walk: what is owed is claimed, rendered, sent, and its outcome recorded (design §5)."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

import structlog
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, RetryAfter
from telegram.ext import ExtBot

from actions import delivery
from actions.delivery import Outgoing
from actions.work import Office
from domain.notices import NoticeKind
from handlers.buttons import Button, duty_button, duty_buttons, link_button, rows
from handlers.delivery.request import NotSent, ServerTrouble, Uncertain
from handlers.delivery.speaking import send_text
from handlers.texts import notices as texts
from handlers.texts.scene import Scene

log = structlog.get_logger()

MOST_CASE_BUTTONS = 9
# Who only hears of it gets no buttons to act with.
INFORMING = frozenset(
    {
        NoticeKind.ACCEPTED,
        NoticeKind.ANSWERED,
        NoticeKind.ANSWERED_LATE,
        NoticeKind.RECONCILED,
        NoticeKind.WATCHING,
        NoticeKind.ENDED,
        NoticeKind.LINKED,
        NoticeKind.UNREACHABLE,
    }
)
CHAT_LOST = ("chat not found", "user is deactivated", "bot was blocked", "chat_write_forbidden", "peer_id_invalid")


class Sender:
    """Sends what is due. While nothing gets through it pauses as a whole, longer each time, and claims nothing."""

    def __init__(self, office: Office, bot: ExtBot[int], clock: Callable[[], datetime]) -> None:
        self.office = office
        self.bot = bot
        self.clock = clock
        self.paused_until: datetime | None = None
        self._failures = 0

    async def send_due(self) -> int:
        """Claim one batch and send it; returns how many were claimed."""
        now = self.clock()
        if self.paused_until is not None and now < self.paused_until:
            return 0
        claimed = await delivery.claim_messages(self.office, now)
        got_through = await asyncio.gather(*(self._send(outgoing) for outgoing in claimed))
        if claimed and not any(got_through):
            self._pause()
        elif claimed:
            self._failures, self.paused_until = 0, None
        return len(claimed)

    async def _send(self, outgoing: Outgoing) -> bool:
        """Send one message and record what came of it; whether the platform could be reached."""
        scene = Scene(timezone=self.office.timezone, chart=outgoing.chart)
        text, said = texts.message(scene, outgoing)
        try:
            # 0 is for answers to a person's own command; what the bot says of itself comes after.
            sent = await send_text(
                self.bot,
                outgoing.account.chat_id,
                text,
                message_buttons(outgoing),
                priority=outgoing.message.priority + 1,
            )
        except (NotSent, ServerTrouble, InvalidToken) as wrong:
            await self._not_sent(outgoing, type(wrong).__name__)
            return False
        except Uncertain as wrong:
            await delivery.note_uncertain(self.office, outgoing, now=self.clock(), reason=type(wrong).__name__)
        except RetryAfter as wait:
            await self._not_sent(outgoing, "429", wait=_seconds(wait.retry_after))
        except ChatMigrated as moved:
            await delivery.note_moved(self.office, outgoing, chat_id=str(moved.new_chat_id), now=self.clock())
        except Forbidden as lost:
            await self._unreachable(outgoing, lost.message)
        except BadRequest as wrong:
            await self._refused(outgoing, wrong)
        except NetworkError as wrong:
            await self._not_sent(outgoing, type(wrong).__name__)
        else:
            platform_id = str(sent.message_id)
            await delivery.note_sent(self.office, outgoing, said, platform_id=platform_id, now=self.clock())
        return True

    async def _refused(self, outgoing: Outgoing, wrong: BadRequest) -> None:
        """400: a chat that is gone is a person unreachable; anything else is a fault of ours, named and tried later."""
        if any(reason in wrong.message.casefold() for reason in CHAT_LOST):
            await self._unreachable(outgoing, wrong.message)
            return
        log.error("message_refused", message=outgoing.message.id, kind=wrong.message[:80])
        await delivery.note_refused(self.office, outgoing, now=self.clock(), reason=wrong.message[:120])

    async def _unreachable(self, outgoing: Outgoing, reason: str) -> None:
        await delivery.note_unreachable(self.office, outgoing, now=self.clock(), reason=reason[:120])

    async def _not_sent(self, outgoing: Outgoing, reason: str, *, wait: timedelta | None = None) -> None:
        await delivery.note_not_sent(self.office, outgoing, now=self.clock(), reason=reason, wait=wait)

    def _pause(self) -> None:
        self._failures += 1
        self.paused_until = self.clock() + min(timedelta(seconds=2 ** min(self._failures, 10)), delivery.LONGEST_PAUSE)


def _seconds(wait: int | timedelta) -> timedelta:
    return wait if isinstance(wait, timedelta) else timedelta(seconds=wait)


def message_buttons(outgoing: Outgoing) -> list[list[Button]]:
    """One notice: all its buttons; several: one button per case."""
    if outgoing.recipient.id not in outgoing.chart.people:
        return []  # a group: what is anybody's there is nobody's to press
    sayings = [one for one in outgoing.sayings if one.duty is not None and one.case is not None]
    if len(outgoing.sayings) == 1 and sayings:
        (saying,) = sayings
        assert saying.duty is not None
        if saying.notice.kind is NoticeKind.CAUSE:
            return [[duty_button("xacnhan", saying.duty)], [duty_button("lichsu", saying.duty)]]
        his = saying.duty.holder_id in outgoing.chart.acts_as(outgoing.recipient.id)
        if saying.notice.kind in INFORMING or not his:
            return [[duty_button("lichsu", saying.duty)]]
        head = outgoing.chart.is_in_charge(outgoing.recipient.id, saying.duty.unit_id)
        return duty_buttons(saying.duty, for_head=head)
    if len(outgoing.notices) == 1 and outgoing.notices[0].kind is NoticeKind.LINKED:
        data = outgoing.notices[0].data
        return [[link_button(data["person"], data["account"])]]
    by_code: dict[str, Button] = {}
    for saying in sayings:
        assert saying.duty is not None
        assert saying.case is not None
        by_code.setdefault(saying.case.code, duty_button("viec", saying.duty, label=saying.case.code))
    return rows(list(by_code.values())[:MOST_CASE_BUTTONS], width=3)
