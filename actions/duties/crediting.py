"""Initiatives and blockers that came after the deadline: the assigner may let them stand beside the lateness (M54)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from actions.duty_meant import meant
from actions.installation import Office
from actions.order import Order
from actions.transaction import Transaction
from actions.view import View
from actions.visible_case import VisibleCase, find_case
from domain.acts import Act
from domain.duties.duties import Duty, DutyKind
from domain.duties.statements import PROTECTING, Statement
from domain.journal.duties import WordsCredited
from domain.payloads.duties import CreditedNotice
from domain.permissions import Permission
from domain.refusals import NotAllowed, NothingToCredit
from storage import statements
from storage.journal import words_of

OF_TASKS = frozenset({DutyKind.LEAD, DutyKind.COORDINATING})


@dataclass(frozen=True, kw_only=True)
class Credited:
    """What counts from now on as if it had been said in time, with its words; None for one that was erased."""

    seen: VisibleCase
    credited: tuple[Statement, ...]
    words: dict[int, str | None]


async def credit_late_words(
    office: Office, order: Order, *, code: str, unit: str | None = None, statement: int | None = None
) -> Credited:
    """Let stand beside the lateness what others said too late: the one `statement`, else all that waits on the case or
    the unit's part of it. Nobody credits their own words. Raises NothingToCredit where there is none."""
    async with office.act(order) as work:
        seen = await find_case(work, code)
        duties = [duty for duty in meant(work, seen, unit) if duty.kind in OF_TASKS]
        mine = {duty.id: duty for duty in duties if seen.may(Permission.CREDIT, duty)}
        if not mine:
            seen.refuse_own(Permission.CREDIT, duties)
            raise NotAllowed
        waiting = await _waiting(work, mine, statement)
        if not waiting:
            raise NothingToCredit(code=seen.case.code)
        await statements.confirm_statements(
            work.connection, [one.id for one in waiting], by_id=work.sender.id, at=work.now
        )
        for duty in mine.values():
            of_duty = [one for one in waiting if one.duty_id == duty.id]
            if of_duty:
                await _record(work, seen, duty, of_duty)
        for one in waiting:
            _tell(work, seen, mine[one.duty_id], one)
        return await _credited(work, seen, waiting)


async def _waiting(view: View, mine: Mapping[int, Duty], statement: int | None) -> list[Statement]:
    """What of this kind was said about these duties and waits for the sender; of it the one `statement`, if named."""
    said = await statements.statements_on(view.connection, mine)
    return [
        one
        for duty_id, of_duty in said.items()
        for one in of_duty
        if _waits(view, mine[duty_id], one) and statement in {None, one.id}
    ]


async def _record(work: Transaction, seen: VisibleCase, duty: Duty, credited: Sequence[Statement]) -> None:
    entry = WordsCredited(credited=tuple(one.words_id for one in credited))
    right = seen.right(duty, Permission.CREDIT)
    await work.record(Act.LATE_WORDS_CREDITED, entry, case=seen.case, duty=duty, right=right)


def _tell(work: Transaction, seen: VisibleCase, duty: Duty, said: Statement) -> None:
    """Who said it."""
    right = seen.right(duty, Permission.CREDIT)
    notice = CreditedNotice(by=work.sender.id, right=right, said=said.kind, words=said.words_id)
    told = [work.chart.person(said.by_id)]
    work.owe(told, notice, slot=f"statement-{said.id}-credited", case=seen.case, duty=duty)


def _waits(view: View, duty: Duty, said: Statement) -> bool:
    passes_at = duty.late_from(view.calendar)
    return said.kind in PROTECTING and said.by_id != view.sender.id and said.came_late(passes_at, as_of=view.now)


async def _credited(view: View, seen: VisibleCase, credited: Sequence[Statement]) -> Credited:
    words = await words_of(view.connection, [one.words_id for one in credited])
    return Credited(seen=seen, credited=tuple(credited), words=dict(words))
