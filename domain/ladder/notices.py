"""What is owed to be said to a person, and what sending it may come to (design §5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from domain.duties.duties import DecisionKind, Duty, DutyKind
from domain.ladder.steps import EFFECTS, StepKind
from domain.office.calendar import Calendar
from domain.payloads.bulletins import AnchorNotice, DayNotice, MonthNotice, WeekNotice
from domain.payloads.decisions import DecidedNotice, SettledNotice
from domain.payloads.duties import (
    AcceptedNotice,
    AssignedNotice,
    EndedNotice,
    ReassignedNotice,
    StepNotice,
    WithdrawnNotice,
)
from domain.payloads.opinions import SignNotice, SuppliedNotice
from domain.payloads.payload import NoticePayload
from domain.rules.bulletin_rules import BulletinKind
from domain.rules.lengths import Urgency

LATE = timedelta(hours=1)  # of a reminder: longer than the spacing
SPACING = timedelta(minutes=30)  # between two messages to one person that the clock caused


OF_BULLETIN: Mapping[BulletinKind, type[NoticePayload]] = {
    BulletinKind.ANCHOR: AnchorNotice,
    BulletinKind.MONTH: MonthNotice,
    BulletinKind.WEEK: WeekNotice,
    BulletinKind.DAY: DayNotice,
}
P_co = TypeVar("P_co", bound=NoticePayload, covariant=True)


def says_why_settled(payload: NoticePayload) -> bool:
    """Whether who reads it learns that no question about the work is open any longer, and why: then nothing else is
    said of what was asked."""
    match payload:
        case DecidedNotice():
            return payload.granted and payload.asked in {DecisionKind.REFUSAL, DecisionKind.TRANSFER}
        case ReassignedNotice() | WithdrawnNotice() | EndedNotice() | AcceptedNotice():
            return True
        case _:
            return False


def said_once(owed: Sequence[AnyNotice]) -> list[AnyNotice]:
    """Without the word that a request is settled for who hears in the same breath why; and for who was asked, where
    that one hears of the case anyway."""
    why = {(one.recipient_id, one.case_id) for one in owed if says_why_settled(one.payload)}
    others = {(one.recipient_id, one.case_id) for one in owed if not isinstance(one.payload, SettledNotice)}

    def is_said_already(one: AnyNotice) -> bool:
        if not isinstance(one.payload, SettledNotice):
            return False
        return (one.recipient_id, one.case_id) in (others if one.payload.was_asked else why)

    return [one for one in owed if not is_said_already(one)]


def is_for_signers(payload: NoticePayload, duty: Duty) -> bool:
    """Whether it asks the head of a unit for an answer or a signature: who may sign instead hears of it too (M22)."""
    asks = isinstance(payload, AssignedNotice | SuppliedNotice) and duty.kind is DutyKind.OPINION
    return asks or isinstance(payload, SignNotice)


@dataclass(frozen=True, kw_only=True)
class Notice(Generic[P_co]):
    """Unique by duty, kind, recipient and slot; `turn` is the duty's when it was owed."""

    id: int = 0
    recipient_id: int
    payload: P_co
    slot: str
    case_id: int | None = None
    duty_id: int | None = None
    turn: int | None = None
    planned_at: datetime
    by_clock: bool = False
    spaced: bool = False  # counts for and waits for the half hour between two messages
    waits_for_opening: bool = True
    urgency: Urgency = Urgency.NORMAL

    @property
    def kind(self) -> str:
        return self.payload.kind


AnyNotice = Notice[NoticePayload]


PRIORITY = {Urgency.FLASH: 0, Urgency.VERY_URGENT: 1, Urgency.URGENT: 2, Urgency.NORMAL: 3}


def comes_late(notice: AnyNotice, now: datetime, calendar: Calendar) -> bool:
    """Whether a reminder goes out long after it could have: two of one duty that come together must be told apart."""
    if not isinstance(notice.payload, StepNotice):
        return False
    planned_at = notice.planned_at
    expected = calendar.goes_out_at(planned_at, planned_at) if notice.waits_for_opening else planned_at
    return now - expected > LATE


def is_stale(notice: AnyNotice, duty: Duty) -> bool:
    """Whether an act made the notice needless before it went out: what was done meanwhile is dropped at send time."""
    has_moved_on = not duty.is_open or notice.turn != duty.turn
    if isinstance(notice.payload, StepNotice):
        step = notice.payload
        return step.step not in EFFECTS and (has_moved_on or _is_needless(step, duty, planned_at=notice.planned_at))
    return notice.payload.about_the_turn and has_moved_on


def _is_needless(notice: StepNotice, duty: Duty, *, planned_at: datetime) -> bool:
    """Whether what it presses for has been done in this turn, or is due at another moment by now."""
    step = notice.step
    if step in {StepKind.UNACKNOWLEDGED, StepKind.UNACKNOWLEDGED_UP}:
        return duty.acknowledged_at is not None
    if step in {StepKind.SILENT, StepKind.SILENT_UP}:
        return duty.progress_at is not None and duty.progress_at > planned_at
    if step in {StepKind.MILESTONE, StepKind.MILESTONE_LATE}:
        assert notice.milestone is not None
        return duty.milestones[notice.milestone - 1].reached_at is not None
    if step in {StepKind.DUE_SOON, StepKind.OPINION_WARNING} and (duty.asked_again_at or duty.undeemed_since):
        return True  # it said what comes at the deadline, and something else came
    return notice.due_at != duty.deadline.moment


def superseded_among(notices: Sequence[AnyNotice]) -> tuple[AnyNotice, ...]:
    """Those that need not be said: of several steps of one duty, and of several sheets of one kind, all but the
    newest."""
    newest: dict[object, AnyNotice] = {}
    for notice in notices:
        subject = _subject(notice)
        if subject is not None:
            known = newest.get(subject)
            # Of two at one moment the later in the plan weighs more.
            newest[subject] = known if known and known.planned_at > notice.planned_at else notice
    return tuple(
        notice for notice in notices if (subject := _subject(notice)) is not None and newest[subject] is not notice
    )


def _subject(notice: AnyNotice) -> object:
    """What a newer one says anew; None for what is said whatever came after."""
    if isinstance(notice.payload, tuple(OF_BULLETIN.values())):
        return notice.kind
    return notice.duty_id if isinstance(notice.payload, StepNotice) else None
