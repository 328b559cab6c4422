"""Open what many are asked at once: a request for opinions, a circular (M10, M19)."""

from __future__ import annotations

from collections.abc import Sequence

from actions.transaction import Transaction
from actions.view import View
from domain.borrowing import Borrowed
from domain.duties.cases import Case, Deadline
from domain.duties.duties import Duty
from domain.office.hours import END_OF_OFFICE_DAY
from domain.payloads.duties import AssignedNotice


def deadline_in(view: View, days: int) -> Deadline:
    """The end of the office day that is so many working days from today."""
    day = view.calendar.working_days_after(view.calendar.day_of(view.now), days)
    return Deadline(moment=view.calendar.at(day, END_OF_OFFICE_DAY), names_hour=False)


async def hand_out(work: Transaction, case: Case, opened: Sequence[Duty], *, right: Borrowed | None) -> None:
    """Journal each duty just opened, and tell who holds it."""
    for duty in opened:
        await work.record_opened(duty, case)
        told = [work.chart.person(duty.holder_id)]
        work.owe(told, AssignedNotice(by=work.sender.id, right=right), slot="opened", case=case, duty=duty)
