"""Reconciliations: a diverging opinion is settled, with minutes, before the case that it serves goes up (M25)."""

from __future__ import annotations

from dataclasses import dataclass

from actions.duty_meant import meant, which_of
from actions.installation import Office
from actions.opinions.consultations import tell_who_decides
from actions.order import Order
from actions.transaction import Transaction
from actions.visible_case import VisibleCase, find_case
from domain.acts import Act
from domain.duties.cases import WORDS_LIMIT, CaseKind, require_length, require_words
from domain.duties.duties import Duty
from domain.duties.opinions import OBJECTIONS, AnswerState, Reconciliation
from domain.journal.opinions import ObjectionReconciled
from domain.payloads.opinions import ReconciledNotice
from domain.permissions import Permission, may
from domain.refusals import NotAllowed, NothingToReconcile
from storage import evidence, opinions


@dataclass(frozen=True, kw_only=True)
class Minutes:
    """How an objection was settled and with whom: in words, as a file, or both."""

    text: str = ""
    file: bytes | None = None
    file_name: str = ""


@dataclass(frozen=True, kw_only=True)
class Settled:
    """The units whose objections were settled, and those of whom one still waits."""

    seen: VisibleCase
    duties: tuple[Duty, ...]
    waiting: tuple[Duty, ...]


async def reconcile_opinions(
    office: Office, order: Order, *, code: str, minutes: Minutes, unit: str | None = None, every: bool = False
) -> Settled:
    """Record how the requester settled the unit's objection; `every` means all that wait, as after a meeting with all
    of them. The head of each is told, so that nothing is called settled behind a head's back."""
    async with office.act(order) as work:
        if minutes.file is None:
            require_words(minutes.text)
        require_length(minutes.text, WORDS_LIMIT)
        seen = await find_case(work, code)
        waiting = await _objections(work, seen, unit)
        if len(waiting) > 1 and not every:
            raise which_of(work, seen, waiting)
        digest = await evidence.keep_file(work.connection, minutes.file, at=work.now) if minutes.file else None
        for duty in waiting:
            await _settle(work, seen, duty, minutes, digest)
        await tell_who_decides(work, seen.case, [f"settled-{duty.id}" for duty in waiting])
        left = [duty for duty in await _waiting(work, seen.everything) if duty not in waiting]
        return Settled(seen=seen, duties=tuple(waiting), waiting=tuple(left))


async def _objections(work: Transaction, seen: VisibleCase, unit: str | None) -> list[Duty]:
    """What the sender may settle now: all of it, or that of the unit named."""
    if seen.case.kind is not CaseKind.OPINION:
        raise NothingToReconcile(code=seen.case.code)
    candidates = meant(work, seen, unit)
    if not any(may(Permission.RECONCILE, seen.relations[duty.id]) for duty in candidates):
        raise NotAllowed
    objected = await _waiting(work, candidates)
    waiting = [duty for duty in objected if seen.may(Permission.RECONCILE, duty)]
    if not waiting:
        seen.refuse_own(Permission.RECONCILE, objected)
        raise NothingToReconcile(code=seen.case.code)
    return waiting


async def _waiting(work: Transaction, candidates: tuple[Duty, ...] | list[Duty]) -> list[Duty]:
    """Those with a final objection that nobody has settled."""
    keys = [duty.id for duty in candidates]
    given = await opinions.answers_to(work.connection, keys)
    settled = await opinions.reconciliations_of(work.connection, keys)
    return [
        duty
        for duty in candidates
        if duty.id not in settled
        and any(one.state is AnswerState.FINAL and one.stance in OBJECTIONS for one in given.get(duty.id, ()))
    ]


async def _settle(work: Transaction, seen: VisibleCase, duty: Duty, minutes: Minutes, digest: str | None) -> None:
    entry, right = ObjectionReconciled(file=digest), seen.right(duty, Permission.RECONCILE)
    said = {"minutes": minutes.text}
    words = await work.record(Act.OPINION_RECONCILED, entry, case=seen.case, duty=duty, words=said, right=right)
    key = words.get("minutes")
    settled = Reconciliation(
        duty_id=duty.id,
        by_id=work.sender.id,
        at=work.now,
        words_id=key,
        file_sha256=digest,
        file_name=minutes.file_name or None,
    )
    await opinions.add_reconciliation(work.connection, settled)
    head = work.chart.in_charge_of(duty.unit_id)
    told = [] if head is None else [head]
    notice = ReconciledNotice(right=right, by=work.sender.id, words=key)
    work.owe(told, notice, slot="reconciled", case=seen.case, duty=duty)
