"""What is said about a duty beside its moves: progress, blockers, initiatives, causes (M11, M12, M34, M54)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from actions.duties.changes import change_duty
from actions.duty_meant import duty_to
from actions.installation import Office
from actions.order import Order
from actions.transaction import Transaction
from actions.visible_case import VisibleCase, find_case
from domain.acts import Act
from domain.borrowing import Borrowed
from domain.duties.cases import Case, require_reason, require_words
from domain.duties.duties import Duty, Move
from domain.duties.statements import (
    REPEATED,
    BlockerKind,
    Statement,
    StatementKind,
    says_the_same,
)
from domain.journal.duties import BlockerRaised, ProgressReported
from domain.office.people import unique
from domain.payloads.duties import BlockerNotice, InitiativeNotice
from domain.permissions import Permission
from domain.refusals import MilestoneUnknown
from storage import statements
from storage.journal import words_of


@dataclass(frozen=True, kw_only=True)
class Reported:
    """`repeats` is the earlier report that this one repeats: it ends no silence. `milestone` is the stage reached.
    `came_late`: said after the deadline, so that it protects nobody unless the assigner credits it (M54)."""

    seen: VisibleCase
    duty: Duty
    repeats: Statement | None = None
    milestone: int | None = None
    came_late: bool = False


async def report_progress(
    office: Office,
    order: Order,
    *,
    code: str,
    text: str,
    unit: str | None = None,
    milestone: int | None = None,
    is_initiative: bool = False,
) -> Reported:
    """The holder says how far the work is; that acknowledges, and ends a silence unless it says the same twice (M11).
    `milestone`, counted from 1, is reached with it (M6); an initiative is kept to stand beside any lateness (M54)."""
    async with office.act(order) as work:
        require_words(text)
        seen = await find_case(work, code)
        duty = duty_to(work, seen, permission=Permission.REPORT, move=Move.REPORT, unit=unit)
        if milestone is not None and not 1 <= milestone <= len(duty.milestones):
            raise MilestoneUnknown(code=code, number=milestone, count=len(duty.milestones))
        repeats = None if milestone or is_initiative else await _repeated(work, duty, text)
        at = work.acted_at(duty)
        after = duty.acknowledge(at=at) if repeats else duty.report(at=at)
        after = await change_duty(work, duty, after.reach(milestone, at=at) if milestone else after, seen.case)
        kind = StatementKind.INITIATIVE if is_initiative else StatementKind.PROGRESS
        act = Act.DUTY_INITIATIVE if is_initiative else Act.DUTY_REPORTED
        entry = ProgressReported(milestone=milestone, repeats=repeats is not None)
        words = await work.record(
            act, entry, case=seen.case, duty=duty, words={"text": text}, right=seen.right(duty, Permission.REPORT)
        )
        key = await _keep(work, duty, kind, words["text"], detail=REPEATED if repeats else None)
        came_late = is_initiative and at > duty.late_from(work.calendar)
        if came_late:
            right = seen.right(duty, Permission.REPORT)
            await _tell_of_initiative(work, seen.case, after, key, words["text"], right=right)
        return Reported(seen=seen, duty=after, repeats=repeats, milestone=milestone, came_late=came_late)


async def _tell_of_initiative(
    work: Transaction, case: Case, duty: Duty, statement: int, words: int, *, right: Borrowed | None
) -> None:
    """Who may let it stand beside the lateness (M54)."""
    told = await work.who_may_act(case, duty, Permission.CREDIT)
    credited_by = tuple(one.id for one in told)
    notice = InitiativeNotice(by=work.sender.id, right=right, statement=statement, credited_by=credited_by, words=words)
    work.owe(told, notice, slot=f"statement-{statement}", case=case, duty=duty)


async def _repeated(work: Transaction, duty: Duty, text: str) -> Statement | None:
    """The last report, where this one says the same word for word."""
    last = await statements.last_statement(work.connection, duty.id, StatementKind.PROGRESS)
    if last is None or last.by_id != work.sender.id:
        return None
    said = (await words_of(work.connection, [last.words_id])).get(last.words_id)
    return last if said and says_the_same(said, text) else None


async def _keep(work: Transaction, duty: Duty, kind: StatementKind, words_id: int, **more: str | int | None) -> int:
    statement = Statement(
        id=0, duty_id=duty.id, kind=kind, by_id=work.sender.id, at=work.acted_at(duty), words_id=words_id
    )
    return await statements.add_statement(work.connection, replace(statement, **more))  # type: ignore[arg-type]


async def raise_blocker(
    office: Office,
    order: Order,
    *,
    code: str,
    blocker: str,
    proposal: str,
    kind: BlockerKind = BlockerKind.ORDINARY,
    unit: str | None = None,
) -> Reported:
    """What stands in the way, with a proposal: it goes to the office, the assigner and the head, ends a silence, and
    does not stop the clock (M12)."""
    async with office.act(order) as work:
        require_reason(blocker)
        require_reason(proposal)
        seen = await find_case(work, code)
        duty = duty_to(work, seen, permission=Permission.REPORT, move=Move.REPORT, unit=unit)
        after = await change_duty(work, duty, duty.report(at=work.acted_at(duty)), seen.case)
        entry = BlockerRaised(kind=kind)
        words = await work.record(
            Act.BLOCKER_RAISED,
            entry,
            case=seen.case,
            duty=duty,
            words={"blocker": blocker, "proposal": proposal},
            right=seen.right(duty, Permission.REPORT),
        )
        key = await _keep(
            work, duty, StatementKind.BLOCKER, words["blocker"], detail=kind, proposal_id=words["proposal"]
        )
        came_late = work.acted_at(duty) > duty.late_from(work.calendar)
        await _tell_of_blocker(
            work,
            seen.case,
            after,
            key,
            words,
            law=kind is BlockerKind.CONFLICTING_LAW,
            came_late=came_late,
            right=seen.right(duty, Permission.REPORT),
        )
        return Reported(seen=seen, duty=after, came_late=came_late)


async def _tell_of_blocker(
    work: Transaction,
    case: Case,
    duty: Duty,
    statement: int,
    words: Mapping[str, int],
    *,
    law: bool,
    came_late: bool,
    right: Borrowed | None,
) -> None:
    """The office, the assigner and the head; what came late names who may let it stand beside the lateness (M54)."""
    may_credit = await work.who_may_act(case, duty, Permission.CREDIT) if came_late else ()
    notice = BlockerNotice(
        by=work.sender.id,
        right=right,
        law=law,
        texts=words,
        statement=statement if came_late else None,
        credited_by=tuple(one.id for one in may_credit) if came_late else None,
    )
    told = unique((*work.chart.office, work.chart.person(case.assigner_id), *work.chart.heads_of([duty.unit_id])))
    work.owe(told, notice, slot=f"statement-{statement}", case=case, duty=duty)
