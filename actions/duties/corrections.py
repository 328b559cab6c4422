"""Set right what was registered: both sides see what changed (M1, M2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from actions.duties.changes import change_duty
from actions.duty_meant import steered
from actions.installation import Office
from actions.office.successions import change_assigner
from actions.order import Order
from actions.transaction import Transaction
from actions.visible_case import VisibleCase, find_case
from domain.acts import Act
from domain.borrowing import Borrowed
from domain.duties.cases import (
    LABEL_LIMIT,
    TITLE_LIMIT,
    WORDS_LIMIT,
    Case,
    CaseKind,
    Deadline,
    Source,
    require_length,
    require_working_day,
)
from domain.duties.corrections import (
    FREE_TEXT,
    LIMITED_WHILE_ASKED,
    OF_THE_DOCUMENT,
    Corrected,
    Correction,
    FieldChange,
    corrected,
)
from domain.duties.duties import Duty, DutyKind, Move
from domain.encoding import canonical
from domain.journal.cases import CaseCorrected
from domain.ladder.dates import MovedDate, goes_along, kept_apart, moved_beside
from domain.office.chart import Chart
from domain.payloads.duties import CorrectedNotice
from domain.permissions import Permission
from domain.refusals import (
    ClosedByResultOnly,
    DeadlineInThePast,
    DeadlineNotLater,
    NotAllowed,
    NothingChanges,
    OtherDatesMove,
)
from storage import cases, duties_in_hand

LIMITS = {
    Corrected.TITLE: TITLE_LIMIT,
    Corrected.PRODUCT: TITLE_LIMIT,
    Corrected.SUBJECT: TITLE_LIMIT,
    Corrected.RECIPIENTS: WORDS_LIMIT,
    Corrected.FIELD: LABEL_LIMIT,
    Corrected.DOCUMENT: LABEL_LIMIT,
}


async def correct_case(
    office: Office, order: Order, *, code: str, correction: Correction, shown: Sequence[MovedDate] = ()
) -> tuple[VisibleCase, Case, tuple[MovedDate, ...]]:
    """Returns the case as it was seen and as it is now, and what moved beside its deadline. What belongs to the
    document is set right for every task that came from the same message (M3). Raises OtherDatesMove where the new
    deadline moves other days than those `shown` to who corrects it, and BeyondLastDeadline."""
    async with office.act(order) as work:
        seen = await find_case(work, code)
        after, dates = seen.case, tuple[MovedDate, ...]()
        if correction.assigner is None or correction.changes(seen.case):
            after, dates = await _correct(work, seen, correction, shown)
        if correction.assigner is not None:
            after = await change_assigner(work, seen, after, correction.assigner)
        return seen, after, dates


async def _correct(
    work: Transaction, seen: VisibleCase, correction: Correction, shown: Sequence[MovedDate]
) -> tuple[Case, tuple[MovedDate, ...]]:
    changes = correction.changes(seen.case)
    permission = Permission.SET_DOWN if changes and changes.keys() <= OF_THE_DOCUMENT else Permission.STEER
    open_duties = steered(work, seen, Move.CORRECT, permission=permission)
    if not changes:
        raise NothingChanges(code=seen.case.code)
    _check(work, seen.case, changes)
    after = corrected(seen.case, changes)
    planned = [(duty, _moved(work, duty, seen.case, after)) for duty in open_duties]
    dates = moved_beside([duty.id for duty in open_duties if duty.kind is not DutyKind.COORDINATING], planned)
    if not set(dates) <= set(shown):
        kept = kept_apart([now for _, now in planned], after.deadline)
        raise OtherDatesMove(code=seen.case.code, due=after.deadline, dates=dates, kept=kept)
    await cases.save_case(work.connection, after)
    moved = [await _save(work, before, now, after) for before, now in planned]
    plain = _plain_changes(seen.case, changes)
    shifted = [now.id for before, now in planned if now.deadline != before.deadline]
    right = seen.steered_by(permission)
    texts = await _record(work, seen, changes, plain, right=right, moved=shifted, dates=dates)
    _tell(work, after, moved, changes=plain, texts=texts, right=right, dates=dates)
    of_document = {key: value for key, value in changes.items() if key in OF_THE_DOCUMENT}
    if of_document:
        await _correct_bundle(work, seen, of_document, right=right)
    return after, dates


async def owed_in(office: Office, order: Order, *, code: str) -> tuple[Duty, ...]:
    """The duties of a case, for what is to be shown of them by name."""
    async with office.look(order) as view:
        return (await find_case(view, code)).everything


def _check(work: Transaction, case: Case, changes: Mapping[Corrected, Any]) -> None:
    for key in FREE_TEXT & changes.keys():
        require_length(str(changes[key]), LIMITS[key])
    if case.kind is not CaseKind.TASK and not changes.keys() <= LIMITED_WHILE_ASKED:
        raise NotAllowed
    if case.source is Source.COMPLAINT and Corrected.SOURCE in changes:
        raise ClosedByResultOnly(code=case.code)  # else it could be withdrawn as something else
    deadline = changes.get(Corrected.DEADLINE)
    if not isinstance(deadline, Deadline):
        return
    if deadline.moment <= work.now:
        raise DeadlineInThePast(due_at=deadline.moment)
    if case.kind is CaseKind.OPINION:
        require_working_day(deadline, work.calendar)
        if deadline.moment < case.deadline.moment:
            raise DeadlineNotLater(due_at=case.deadline.moment)


def _moved(work: Transaction, duty: Duty, before: Case, after: Case) -> Duty:
    """The duty under the corrected case."""
    if before.deadline == after.deadline:
        return duty
    if duty.kind is DutyKind.LEAD:
        duty.require_within_last(after.deadline, after.code)
    if not goes_along(duty, before=before.deadline, after=after.deadline):
        return duty
    return duty.move_to(after.deadline, at=work.acted_at(duty))


async def _save(work: Transaction, before: Duty, now: Duty, case: Case) -> Duty:
    """Save the duty with its next step, which may be another though no day has moved."""
    return (
        before if before.id in work.ended else await change_duty(work, before, now, case)
    )  # the deadline has settled it


def _plain_changes(case: Case, changes: Mapping[Corrected, Any]) -> dict[Corrected, FieldChange]:
    """What is no free text, before and after."""
    return {
        key: FieldChange(before=_plain(getattr(case, key)), after=_plain(value))
        for key, value in changes.items()
        if key not in FREE_TEXT
    }


async def _record(
    work: Transaction,
    seen: VisibleCase,
    changes: Mapping[Corrected, Any],
    plain: Mapping[Corrected, FieldChange],
    *,
    right: Borrowed | None,
    moved: Sequence[int] = (),
    dates: Sequence[MovedDate] = (),
) -> dict[str, int]:
    """`moved` are the duties whose deadline goes with the case's, `dates` what moves beside."""
    words = {
        f"{key}.{when}": text
        for key in sorted(FREE_TEXT & changes.keys())
        for when, text in (("before", str(getattr(seen.case, key) or "")), ("after", str(changes[key])))
    }
    entry = CaseCorrected(changes=plain, moved=tuple(moved), dates=tuple(dates))
    return await work.record(Act.CASE_CORRECTED, entry, case=seen.case, words=words, right=right)


def _plain(value: object) -> Any:
    if isinstance(value, Deadline):
        return {"moment": value.moment.isoformat(), "names_hour": value.names_hour}
    return value.isoformat() if isinstance(value, date) else value


def _tell(
    work: Transaction,
    after: Case,
    owing: Sequence[Duty],
    *,
    changes: Mapping[Corrected, FieldChange],
    texts: Mapping[str, int],
    right: Borrowed | None,
    dates: Sequence[MovedDate] = (),
) -> None:
    """Tell both sides; of what moves beside the deadline, or does not move with it, each hears what is of their own
    duties."""
    kept = kept_apart(owing, after.deadline) if Corrected.DEADLINE in changes else ()
    notice = CorrectedNotice(by=work.sender.id, right=right, changes=changes, texts=texts)
    slot = f"corrected-{after.id}-{work.order.inbox_id or canonical(work.now)}"
    for person_id, his in _whose(work.chart, after, owing).items():
        moved = tuple(one for one in dates if one.duty_id in his)
        own = tuple(one for one in kept if one.duty_id in his)
        work.owe([work.chart.person(person_id)], replace(notice, dates=moved, kept=own), slot=slot, case=after)


def _whose(chart: Chart, case: Case, owing: Sequence[Duty]) -> Mapping[int, set[int]]:
    """By who is told, which of the duties are theirs to hear of: both sides of all, each other of what is with them or
    their unit."""
    found = {one: {duty.id for duty in owing} for one in (case.assigner_id, case.registrar_id)}
    for duty in owing:
        for person in (chart.person(duty.holder_id), *chart.heads_of([duty.unit_id])):
            found.setdefault(person.id, set()).add(duty.id)
    return found


async def _correct_bundle(
    work: Transaction, seen: VisibleCase, changes: Mapping[Corrected, Any], *, right: Borrowed | None
) -> None:
    """The tasks of the same message have the same document; their people are told as well."""
    others = [case for case in await cases.in_bundle(work.connection, seen.case) if case.id != seen.case.id]
    owing = await duties_in_hand.open_in_cases(work.connection, [case.id for case in others])
    for other in others:
        plain = _plain_changes(other, changes)
        texts = await _record(work, replace(seen, case=other), changes, plain, right=right)
        after = corrected(other, changes)
        await cases.save_case(work.connection, after)
        _tell(work, after, owing.get(other.id, []), changes=plain, texts=texts, right=right)
