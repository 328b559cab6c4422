"""What is owed to be said to a person, and what sending it may come to (design §5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from domain.duties.duties import Duty, DutyKind
from domain.ladder.ladder import StepKind
from domain.office.calendar import Calendar
from domain.rules.bulletin_rules import BulletinKind
from domain.rules.policy import Urgency

LATE = timedelta(hours=1)  # of a reminder: longer than the spacing
SPACING = timedelta(minutes=30)  # between two messages to one person that the clock caused


class NoticeKind(StrEnum):
    STEP = "step"  # a step of the ladder; data names which
    ASSIGNED = "assigned"  # the ball is in your court: a task or an opinion to give
    DELEGATED = "delegated"
    JUDGE = "judge"  # a result waits for your acceptance
    ACCEPTED = "accepted"
    RETURNED = "returned"
    DECIDE = "decide"  # a request waits for your decision
    DECIDED = "decided"
    IN_YOUR_NAME = "in_your_name"  # told to whose decision another has made or recorded
    SIGN = "sign"  # a draft waits for your signature
    ANSWERED = "answered"  # told to the requester
    ANSWERED_LATE = "answered_late"
    LACKING = "lacking"
    SUPPLIED = "supplied"
    ASKED = "asked"  # told to the head whose official asks to be freed of a duty
    GONE_UP = "gone_up"  # told to who drafted the dossier: his head has signed, and he holds the work again
    CAME_IN = "came_in"  # told to who decides: what units have said since the case went up
    DIRECTED = "directed"
    SETTLED = "settled"  # told to who asked: his request needs no decision any longer
    BLOCKER = "blocker"  # told to the office, the assigner and the head (M12)
    INITIATIVE = "initiative"  # said after the deadline: told to the assigner, who may credit it (M54)
    CREDITED = "credited"  # told to who said it late
    CAUSE = "cause"  # a cause of delay waits for the assigner's word (M34)
    CAUSE_CONFIRMED = "cause_confirmed"
    CORRECTED = "corrected"  # told to both sides, with what changed
    LEFT = "left"  # what was his, by whatever title, has ended or gone to another by somebody else's act
    REASSIGNED = "reassigned"  # told to who need not do it any more
    PAUSED = "paused"
    RESUMED = "resumed"
    WITHDRAWN = "withdrawn"
    FREED = "freed"  # you granted the refusal: find another
    RECURRED = "recurred"  # told to the registrar: the task has come again; to the office as well: it could not
    SUCCEEDED = "succeeded"  # told to who takes over what somebody who left gave out, and to him while he is there
    ASSIGNER_CHANGED = "assigner_changed"  # told to both assigners of a case, and to who leads it
    RECONCILED = "reconciled"  # told to the unit that had objected
    WATCHING = "watching"
    ENDED = "ended"
    NUDGED = "nudged"  # pressed by a person, beside the ladder
    LAST_SET = "last_set"  # the one last deadline of what is overdue
    HEADLESS = "headless"  # told to the office: a unit has nobody of its own in charge
    LINKED = "linked"  # told to the office
    UNREACHABLE = "unreachable"  # told to the office
    CALENDAR = "calendar"  # the working calendar changed: what that means for one's cases, in one list
    UNSOUND = "unsound"  # told to the office: what an audit found
    CLOCK = "clock"  # told to the office: the machine's clock was wrong, or is
    SET_ASIDE = "set_aside"  # told to the office: a word that cannot be read, or of which the process died
    STANDING_IN = "standing_in"  # told to a substitute: what he takes over, until when
    BACK = "back"  # told to who was away and to who stood in: what goes back
    EMPOWERED = "empowered"  # told to who may sign for the head
    RIGHT_ENDED = "right_ended"  # told to both sides: signing or standing in for another, or a group, has ended
    UNCOVERED = "uncovered"  # told to the superior of who is away, and the office: nobody stands in who can be reached
    UNREACHED = "unreached"  # the office's daily list of who cannot be written to
    SHEET_UNREACHED = "sheet_unreached"  # told to the office: what the bot says by itself reached none of those meant
    TAKEN_ON = "taken_on"  # one message per person of what an import gave him
    IMPORTED = "imported"  # told to those in whose name an import was done
    ANCHOR = "anchor"  # the sheets that the bot makes by itself (domain/ladder/bulletins.py)
    MONTH_SHEET = "month_sheet"
    WEEK_SHEET = "week_sheet"
    DAY_SHEET = "day_sheet"


OF_SHEET = {
    BulletinKind.ANCHOR: NoticeKind.ANCHOR,
    BulletinKind.MONTH: NoticeKind.MONTH_SHEET,
    BulletinKind.WEEK: NoticeKind.WEEK_SHEET,
    BulletinKind.DAY: NoticeKind.DAY_SHEET,
}
SHEETS = frozenset(OF_SHEET.values())


# What may be dropped at send time when the ball has moved on meanwhile; the rest is said whatever happened.
ABOUT_THE_TURN = frozenset(
    {
        NoticeKind.ASSIGNED,
        NoticeKind.DELEGATED,
        NoticeKind.JUDGE,
        NoticeKind.DECIDE,
        NoticeKind.CAME_IN,
        NoticeKind.SIGN,
        NoticeKind.RETURNED,
        NoticeKind.LACKING,
        NoticeKind.SUPPLIED,
        NoticeKind.FREED,
        NoticeKind.NUDGED,
        NoticeKind.LAST_SET,
    }
)


def says_why_settled(notice: Notice) -> bool:
    """Whether who reads it learns that the work is no longer his to ask about, and why: then nothing else is said of
    what he had asked."""
    if notice.kind is NoticeKind.DECIDED:
        return bool(notice.data.get("granted")) and notice.data.get("asked") in {"refusal", "transfer"}
    return notice.kind in {NoticeKind.REASSIGNED, NoticeKind.WITHDRAWN, NoticeKind.ENDED, NoticeKind.ACCEPTED}


def is_for_signers(kind: NoticeKind, duty: Duty) -> bool:
    """Whether it asks the head of a unit for his answer or signature: who may sign for him hears of it too (M22)."""
    asks = kind in {NoticeKind.ASSIGNED, NoticeKind.SUPPLIED} and duty.kind is DutyKind.OPINION
    return asks or kind is NoticeKind.SIGN


@dataclass(frozen=True, kw_only=True)
class Notice:
    """Unique by duty, kind, recipient and slot. `data` is plain JSON; `turn` in it is the duty's when it was owed."""

    id: int = 0
    recipient_id: int
    kind: NoticeKind
    slot: str
    case_id: int | None = None
    duty_id: int | None = None
    data: Mapping[str, Any] = field(default_factory=dict)
    planned_at: datetime
    by_clock: bool = False
    spaced: bool = False  # counts for and waits for the half hour between two messages
    waits_for_opening: bool = True
    urgency: Urgency = Urgency.NORMAL


PRIORITY = {Urgency.FLASH: 0, Urgency.VERY_URGENT: 1, Urgency.URGENT: 2, Urgency.NORMAL: 3}


def comes_late(notice: Notice, now: datetime, calendar: Calendar) -> bool:
    """Whether a reminder goes out long after it could have: two of one duty that come together must be told apart."""
    if notice.kind is not NoticeKind.STEP:
        return False
    planned_at = notice.planned_at
    expected = calendar.goes_out_at(planned_at, planned_at) if notice.waits_for_opening else planned_at
    return now - expected > LATE


def is_stale(notice: Notice, duty: Duty) -> bool:
    """Whether an act made the notice needless before it went out: what was done meanwhile is dropped at send time."""
    if notice.kind is NoticeKind.STEP:
        return _step_is_stale(notice, duty)
    return notice.kind in ABOUT_THE_TURN and (not duty.is_open or notice.data.get("turn") != duty.turn)


def _step_is_stale(notice: Notice, duty: Duty) -> bool:
    step = StepKind(notice.data["step"])
    if step is StepKind.DEEMED_CONSENT:
        return False
    if not duty.is_open or notice.data.get("turn") != duty.turn:
        return True
    if step in {StepKind.UNACKNOWLEDGED, StepKind.UNACKNOWLEDGED_UP}:
        return duty.acknowledged_at is not None
    if step in {StepKind.SILENT, StepKind.SILENT_UP}:
        return duty.progress_at is not None and duty.progress_at > notice.planned_at
    if step in {StepKind.MILESTONE, StepKind.MILESTONE_LATE}:
        return duty.milestones[notice.data["milestone"] - 1].reached_at is not None
    return notice.data.get("due_at") != duty.deadline.moment.isoformat()


def superseded_among(notices: Sequence[Notice]) -> tuple[Notice, ...]:
    """Of several steps of one duty, and of several sheets of one kind, only the newest is said."""
    newest: dict[object, Notice] = {}
    for notice in notices:
        subject = _subject(notice)
        if subject is not None:
            known = newest.get(subject)
            # Of two at one moment the later in the plan weighs more.
            newest[subject] = known if known and known.planned_at > notice.planned_at else notice
    return tuple(
        notice for notice in notices if (subject := _subject(notice)) is not None and newest[subject] is not notice
    )


def listed_in(notice: Notice) -> list[int]:
    """The duties that a sheet or a list names, by their ids."""
    return [duty_id for few in notice.data.get("lists", {}).values() for duty_id in few["duties"]]


def _subject(notice: Notice) -> object:
    """What a newer one says anew; None for what is said whatever came after."""
    if notice.kind in SHEETS:
        return notice.kind
    return notice.duty_id if notice.kind is NoticeKind.STEP else None
