"""A message on its way out, with all that is needed to say it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic, TypeAlias

from domain.duties.cases import Case
from domain.duties.duties import Duty
from domain.ladder.next_steps import NextStep
from domain.ladder.notices import AnyNotice, Notice, P_co
from domain.office.absences import Delegation
from domain.office.calendar import Calendar
from domain.office.chart import Chart
from domain.office.people import Person
from domain.payloads.payload import NoticePayload
from storage.accounts import Account
from storage.messages import Message
from storage.opinions import DeemedConsent


@dataclass(frozen=True, kw_only=True)
class RenderedNotice(Generic[P_co]):
    """One notice with what is needed to say it, as it stands when it goes out."""

    notice: Notice[P_co]
    case: Case | None = None
    duty: Duty | None = None
    ahead: tuple[NextStep, ...] = ()
    words: str | None = None
    texts: Mapping[str, str | None] = field(default_factory=dict)  # free texts by their part in what is said
    deemed: DeemedConsent | None = None
    about: Duty | None = None
    decided_by: frozenset[int] | None = None  # who may decide what the duty waits for; None where it waits for nothing
    beside: tuple[Duty, ...] = ()  # the other duties of the case that are open
    listed: Mapping[int, ListedLine] = field(default_factory=dict)  # the duties of a sheet by their id
    set_for: datetime | None = None  # the moment of a reminder that goes out much later

    @property
    def payload(self) -> P_co:
        return self.notice.payload

    def lets_sign(self, chart: Chart, recipient: Person) -> Delegation | None:
        """By which delegation the recipient may answer or sign what the notice speaks of."""
        if self.case is None or self.duty is None or not self.duty.waits_for_its_head:
            return None
        return chart.delegation_to(recipient.id, self.duty.unit_id, field=self.case.field)


AnyRendered = RenderedNotice[NoticePayload]


@dataclass(frozen=True, kw_only=True)
class ListedLine:
    """A line of a sheet, as it stands when the sheet goes out."""

    duty: Duty
    case: Case
    deemed: DeemedConsent | None = None


@dataclass(frozen=True, kw_only=True)
class NoticeContext:
    """What the notices of a batch speak of, read at once."""

    owing: Mapping[int, Duty]
    cases: Mapping[int, Case]
    words: Mapping[int, str | None]
    deemed: Mapping[int, DeemedConsent]
    still_open: Mapping[int, Sequence[Duty]]  # by their case


@dataclass(frozen=True, kw_only=True)
class Outgoing:
    """A message in this sender's hands, with what it says. `repeats_at` is the moment of the first attempt where
    nobody knows what came of it: the repeat is marked as one."""

    message: Message
    account: Account
    recipient: Person
    sayings: tuple[AnyRendered, ...]
    chart: Chart
    calendar: Calendar
    repeats_at: datetime | None = None
    after_holiday: bool = False  # some of it fell due on a holiday

    @property
    def notices(self) -> tuple[AnyNotice, ...]:
        return tuple(saying.notice for saying in self.sayings)


Fits: TypeAlias = Callable[[Outgoing], Sequence[AnyRendered]]  # what of it one message holds


def everything(outgoing: Outgoing) -> Sequence[AnyRendered]:
    return outgoing.sayings
