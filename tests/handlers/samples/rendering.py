"""A notice as a row keeps it, rendered as it is said, with the buttons under it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from html import unescape
from typing import Any

from actions.delivery.outgoing import AnyRendered, ListedLine, Outgoing, RenderedNotice
from domain.duties.cases import Case
from domain.duties.duties import Duty
from domain.duties.opinions import Stance
from domain.encoding import decoded
from domain.ladder.ladder import plan
from domain.ladder.next_steps import next_steps
from domain.ladder.notices import Notice
from domain.ladder.steps import StepKind
from domain.payloads.duties import StepNotice
from domain.payloads.kinds import NOTICE_KINDS
from domain.rules.policy import DEFAULT_POLICY
from storage.accounts import Account
from storage.messages import Message
from storage.tables import MessageState
from tests.handlers.samples.cases import LAST, STAGED, TASK
from tests.handlers.samples.cast import CALENDAR, CHART, NOW, PEOPLE, SCENE, at
from texts.notices import messages
from texts.notices.buttons import message_buttons


def plain(html: str) -> str:
    """As an official sees it; what can be copied by touching stands between backquotes, bold between asterisks."""
    shown = re.sub(r"</?code>", "`", re.sub(r"</?b>", "*", html))
    return unescape(re.sub(r"<[^>]+>", "", shown))


S = Stance


def rendered(kind: str, case: Case | None, duty: Duty | None, to: int, **more: Any) -> AnyRendered:
    words, data = more.pop("words", None), more.pop("data", {})
    notice = Notice(
        recipient_id=to,
        payload=decoded(NOTICE_KINDS[kind], data),  # as a row keeps it
        slot="s",
        case_id=case.id if case else None,
        duty_id=duty.id if duty else None,
        turn=duty.turn if duty else None,
        planned_at=NOW,
    )
    after = more.pop("after", duty.held_since if duty else NOW)
    steps = (
        next_steps(
            duty, case, policy=DEFAULT_POLICY, calendar=CALENDAR, chart=CHART, after=after, known=frozenset({to})
        )
        if duty and case and duty.is_open
        else ()
    )
    return RenderedNotice(notice=notice, case=case, duty=duty, ahead=steps, words=words, **more)


def outgoing_of(*sayings: AnyRendered, repeats_at: datetime | None = None) -> Outgoing:
    to = sayings[0].notice.recipient_id
    message = Message(
        id=1,
        recipient_id=to,
        state=MessageState.SENDING,
        by_clock=False,
        spaced=False,
        waits_for_opening=True,
        priority=3,
        planned_at=NOW,
        not_before=NOW,
        promised_at=NOW,
        attempt=1,
        doubts=0,
        refusals=0,
        attempted_at=NOW,
        first_attempt_at=NOW,
        lease_until=NOW,
    )
    account = Account(id=to, person_id=to, channel="telegram", user_id=str(to), chat_id=str(to))
    return Outgoing(
        message=message,
        account=account,
        recipient=PEOPLE[to],
        sayings=sayings,
        chart=CHART,
        calendar=CALENDAR,
        repeats_at=repeats_at,
    )


def reminders(count: int, kind: StepKind, to: int) -> list[AnyRendered]:
    """So many reminders to one person, each of a case of its own, held by An."""
    return [
        replace(
            rendered(
                "step",
                case,
                replace(STAGED, id=1000 + number, case_id=case.id, last=LAST),
                to,
                data={"step": kind},
                after=at(8),
            ),
            notice=Notice(
                id=number,
                recipient_id=to,
                payload=StepNotice(step=kind, due_at=None, milestone=1),
                slot="s",
                case_id=case.id,
                duty_id=1000 + number,
                turn=1,
                planned_at=NOW,
            ),
        )
        for number in range(1, count + 1)
        for case in [replace(TASK, id=100 + number, number=number, title=f"Báo cáo số {number}")]
    ]


def shown(outgoing: Outgoing) -> str:
    """The text, and the labels of its buttons row by row."""
    rows = (" | ".join(f"[{button.label}]" for button in row) for row in message_buttons(outgoing))
    text = messages.message(SCENE, outgoing)
    return "\n".join((text, *rows))


def step_of(step: StepKind, case: Case, duty: Duty, to: int, **more: Any) -> AnyRendered:
    """The word of the step as at its moment, so that what comes next is what follows it."""
    steps = plan(duty, case, policy=DEFAULT_POLICY, calendar=CALENDAR, after=duty.held_since)
    after = next((one.at for one in steps if one.kind is step), duty.held_since)
    data = {"step": step, "due_at": None} | {key: more.pop(key) for key in ("milestone", "told_too") if key in more}
    return rendered("step", case, duty, to, data=data, after=after, **more)


T = StepKind


def bulletin_of(kind: str, to: int, lists: dict[str, tuple[int, tuple[ListedLine, ...]]], **data: Any) -> AnyRendered:
    """A sheet with its lists: under each heading how many there are, and the first of them."""
    named = {name: {"total": total, "duties": [one.duty.id for one in shown]} for name, (total, shown) in lists.items()}
    listed = {one.duty.id: one for _, shown in lists.values() for one in shown}
    return rendered(kind, None, None, to, data={"lists": named, "at": NOW.isoformat(), **data}, listed=listed)


def replace_recipient(saying: AnyRendered, to: int) -> AnyRendered:
    return replace(saying, notice=replace(saying.notice, recipient_id=to))
