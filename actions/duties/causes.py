"""The cause of a delay: proposed by who held it, confirmed by the assigner or, on the assigner's behalf, the registrar
(M34)."""

from __future__ import annotations

from dataclasses import replace

from actions.duty_meant import duty_to, meant
from actions.installation import Office
from actions.order import Order
from actions.transaction import Transaction
from actions.visible_case import VisibleCase, find_case
from domain.acts import Act
from domain.borrowing import Borrowed
from domain.duties.cases import require_reason
from domain.duties.duties import Duty, DutyKind, Move
from domain.duties.statements import (
    Cause,
    Statement,
    StatementKind,
    proposed_cause,
)
from domain.journal.duties import CauseNamed
from domain.office.people import unique
from domain.payloads.duties import CauseConfirmedNotice, CauseNotice
from domain.permissions import Permission, Relation
from domain.refusals import CauseConfirmed, NothingWaits, NotLate, ReasonMissing
from storage import statements


async def name_cause(
    office: Office, order: Order, *, code: str, cause: Cause, text: str, unit: str | None = None
) -> tuple[VisibleCase, Duty, Statement]:
    """Name the cause of a delay: proposed by who held it, confirmed by the assigner or, on the assigner's behalf, the
    registrar (M34). Raises NotLate where there is no delay."""
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
    """Whether the sender confirms what is meant. In their own case they may still propose in their own words; raises
    DecidesForOneself where they would confirm it."""
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
    """Whether it is the sender's own delay: who has only headed the unit speaks beside the holder, not in the holder's
    place."""
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
