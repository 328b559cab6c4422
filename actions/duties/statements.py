"""What is said about a duty beside its moves: progress, blockers, initiatives, causes (M11, M12, M34, M54)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from actions.duties.changes import change_duty
from actions.finding import VisibleCase, duty_to, find_case, meant
from actions.installation import Office
from actions.order import Order
from actions.transaction import Transaction
from domain.acts import Act
from domain.borrowing import Borrowed
from domain.duties.cases import require_reason, require_words
from domain.duties.duties import Duty, DutyKind, Move
from domain.duties.statements import (
    REPEATED,
    BlockerKind,
    Cause,
    Statement,
    StatementKind,
    proposed_cause,
    says_the_same,
)
from domain.journal.duties import BlockerRaised, CauseNamed, ProgressReported
from domain.office.people import unique
from domain.payloads.duties import BlockerNotice, CauseConfirmedNotice, CauseNotice, InitiativeNotice
from domain.permissions import Permission, Relation
from domain.refusals import CauseConfirmed, MilestoneUnknown, NothingWaits, NotLate, ReasonMissing
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
            told = await work.who_may_act(seen.case, after, Permission.CREDIT)
            notice = InitiativeNotice(
                credited_by=tuple(one.id for one in told),
                by=work.sender.id,
                right=seen.right(duty, Permission.REPORT),
                statement=key,
                words=words["text"],
            )
            work.owe(told, notice, slot=f"statement-{key}", case=seen.case, duty=after)
        return Reported(seen=seen, duty=after, repeats=repeats, milestone=milestone, came_late=came_late)


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
        assigner = work.chart.person(seen.case.assigner_id)
        came_late = work.acted_at(duty) > duty.late_from(work.calendar)
        may_credit = await work.who_may_act(seen.case, after, Permission.CREDIT) if came_late else ()
        notice = BlockerNotice(
            by=work.sender.id,
            right=seen.right(duty, Permission.REPORT),
            law=kind is BlockerKind.CONFLICTING_LAW,
            texts=words,
            statement=key if came_late else None,
            credited_by=tuple(one.id for one in may_credit) if came_late else None,
        )
        work.owe(
            unique((*work.chart.office, assigner, *work.chart.heads_of([duty.unit_id]))),
            notice,
            slot=f"statement-{key}",
            case=seen.case,
            duty=after,
        )
        return Reported(seen=seen, duty=after, came_late=came_late)


async def name_cause(
    office: Office, order: Order, *, code: str, cause: Cause, text: str, unit: str | None = None
) -> tuple[VisibleCase, Duty, Statement]:
    """The cause of a delay: proposed by who held it, confirmed by the assigner or, on his behalf, the registrar (M34).
    Raises NotLate where there is no delay."""
    async with office.act(order) as work:
        if text:
            require_reason(text)
        seen = await find_case(work, code)
        kinds = (DutyKind.LEAD, DutyKind.COORDINATING)
        confirms = _confirms(work, seen, unit, has_own_words=bool(text))
        permission = Permission.CONFIRM_CAUSE if confirms else Permission.PROPOSE_CAUSE
        duty = duty_to(work, seen, permission=permission, move=Move.NAME_CAUSE, unit=unit, kinds=kinds)
        if not duty.was_late(work.now, work.calendar):
            raise NotLate(code=code)
        proposed = proposed_cause(await _causes_alike(work, duty, cause if confirms and not text else None))
        if not text and (not confirms or proposed is None):
            raise ReasonMissing
        if not text and proposed is not None and proposed.confirmed_at is not None and proposed.detail == cause:
            assert proposed.confirmed_by_id is not None
            raise CauseConfirmed(code=code, by_id=proposed.confirmed_by_id, at=proposed.confirmed_at)
        if confirms and proposed is not None and proposed.detail == cause and not text:
            named = await _confirm(work, seen, duty, proposed)
        else:
            earlier = None if text or proposed is None else proposed.words_id
            beside = not confirms and not _has_held(seen, duty)
            named = await _propose(
                work, seen, duty, cause, text=text, earlier=earlier, confirmed=confirms, beside=beside
            )
        await _tell_cause(work, seen, duty, named, right=seen.right(duty, permission))
        return seen, duty, named


def _confirms(work: Transaction, seen: VisibleCase, unit: str | None, *, has_own_words: bool) -> bool:
    """Whether the sender confirms what is meant. In his own case he may still propose in his own words; raises
    DecidesForOneself where he would confirm it."""
    parts = [duty for duty in meant(work, seen, unit) if duty.kind in {DutyKind.LEAD, DutyKind.COORDINATING}]
    confirmed = [duty for duty in parts if seen.may(Permission.CONFIRM_CAUSE, duty)]
    own = [duty for duty in parts if duty not in confirmed and seen.may(Permission.PROPOSE_CAUSE, duty)]
    if not confirmed and not (has_own_words and own):
        seen.refuse_own(Permission.CONFIRM_CAUSE, parts)
    return bool(confirmed) and not (has_own_words and own)


async def _causes_alike(work: Transaction, duty: Duty, cause: Cause | None) -> list[Statement]:
    """What was named as the cause of the delay; for whoever confirms one of this kind those of it, where there are."""
    said = (await statements.statements_on(work.connection, [duty.id])).get(duty.id, [])
    causes = [one for one in said if one.kind is StatementKind.CAUSE]
    return [one for one in causes if one.detail == cause] or causes


def _has_held(seen: VisibleCase, duty: Duty) -> bool:
    """Whether it is the sender's own delay: who has only headed the unit speaks beside the holder, not for him."""
    return not {Relation.HOLDER, Relation.PAST_HOLDER}.isdisjoint(seen.claims(Permission.PROPOSE_CAUSE, duty))


async def cause_that_waits(office: Office, order: Order, *, code: str) -> Cause:
    """What the holder has proposed for the delay of the duty. Raises NothingWaits where that is nothing."""
    async with office.look(order) as view:
        seen = await find_case(view, code)
        said = await statements.statements_on(view.connection, [duty.id for duty in meant(view, seen, None)])
        causes = [one for of_duty in said.values() for one in of_duty if one.kind is StatementKind.CAUSE]
        waits = proposed_cause(causes)
        if waits is None:
            raise NothingWaits(code=code)
        return Cause(waits.detail or "")


async def _confirm(work: Transaction, seen: VisibleCase, duty: Duty, proposed: Statement) -> Statement:
    await statements.confirm_statement(work.connection, proposed.id, by_id=work.sender.id, at=work.now)
    entry = CauseNamed(cause=Cause(proposed.detail or ""))
    await work.record(
        Act.CAUSE_CONFIRMED, entry, case=seen.case, duty=duty, right=seen.right(duty, Permission.CONFIRM_CAUSE)
    )
    return replace(proposed, confirmed_by_id=work.sender.id, confirmed_at=work.now)


async def _propose(
    work: Transaction,
    seen: VisibleCase,
    duty: Duty,
    cause: Cause,
    *,
    text: str,
    earlier: int | None,
    confirmed: bool,
    beside: bool,
) -> Statement:
    entry = CauseNamed(cause=cause, beside=beside or None)
    words = await work.record(
        Act.CAUSE_CONFIRMED if confirmed else Act.CAUSE_PROPOSED,
        entry,
        case=seen.case,
        duty=duty,
        words={"text": text},
        right=seen.right(duty, Permission.CONFIRM_CAUSE if confirmed else Permission.PROPOSE_CAUSE),
    )
    named = Statement(
        id=0,
        duty_id=duty.id,
        kind=StatementKind.CAUSE,
        detail=cause,
        by_id=work.sender.id,
        at=work.acted_at(duty),
        words_id=words["text"] if earlier is None else earlier,
        confirmed_by_id=work.sender.id if confirmed else None,
        confirmed_at=work.now if confirmed else None,
        beside=beside,
    )
    return replace(named, id=await statements.add_statement(work.connection, named))


async def _tell_cause(
    work: Transaction, seen: VisibleCase, duty: Duty, named: Statement, *, right: Borrowed | None
) -> None:
    confirmed = named.confirmed_by_id is not None
    # Whose delay it is may hold it no longer: what is accepted lies with who accepted it.
    keys = (named.by_id, duty.holder_id, *sorted(seen.parties.works.get(duty.id, frozenset())))
    to = (
        (*map(work.chart.person, keys), *work.chart.heads_of([duty.unit_id]))
        if confirmed
        else await work.who_may_act(seen.case, duty, Permission.CONFIRM_CAUSE)
    )
    notice = (CauseConfirmedNotice if confirmed else CauseNotice)(
        by=work.sender.id, right=right, cause=Cause(named.detail or ""), beside=named.beside, words=named.words_id
    )
    slot = f"statement-{named.id}" + ("-confirmed" if confirmed else "")
    work.owe(unique(to), notice, slot=slot, case=seen.case, duty=duty)
