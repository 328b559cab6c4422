"""Set right what was registered: both sides see what changed (M1, M2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from actions.finding import Seen, find_case, steered
from actions.work import Office, Order, Work
from domain.cases import (
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
from domain.corrections import FREE_TEXT, LIMITED_WHILE_ASKED, OF_THE_DOCUMENT, Corrected, Correction, corrected
from domain.duties import Duty, DutyKind, Move
from domain.notices import NoticeKind
from domain.people import unique
from domain.refusals import ClosedByResultOnly, DeadlineInThePast, DeadlineNotLater, NotAllowed, NothingChanges
from storage import cases, duties
from storage.types import canonical

LIMITS = {
    Corrected.TITLE: TITLE_LIMIT,
    Corrected.PRODUCT: TITLE_LIMIT,
    Corrected.SUBJECT: TITLE_LIMIT,
    Corrected.RECIPIENTS: WORDS_LIMIT,
    Corrected.FIELD: LABEL_LIMIT,
    Corrected.DOCUMENT: LABEL_LIMIT,
}


async def correct_case(office: Office, order: Order, *, code: str, correction: Correction) -> tuple[Seen, Case]:
    """Returns the case as it was seen and as it is now. What belongs to the document is set right for every task that
    came from the same message (M3)."""
    async with office.act(order) as work:
        seen = await find_case(work, code)
        open_duties = steered(work, seen, Move.CORRECT)
        changes = correction.changes(seen.case)
        if not changes:
            raise NothingChanges(code)
        _check(work, seen.case, changes)
        after = corrected(seen.case, changes)
        await cases.save_case(work.connection, after)
        moved = [await _moved(work, duty, seen.case, after) for duty in open_duties]
        plain = _plain_changes(seen.case, changes)
        shifted = [duty.id for duty, now in zip(open_duties, moved, strict=True) if now.deadline != duty.deadline]
        texts = await _record(work, seen, changes, plain, moved=shifted)
        _tell(work, after, moved, changes=plain, texts=texts)
        of_document = {key: value for key, value in changes.items() if key in OF_THE_DOCUMENT}
        if of_document:
            await _correct_bundle(work, seen, of_document)
        return seen, after


def _check(work: Work, case: Case, changes: Mapping[Corrected, Any]) -> None:
    for key in FREE_TEXT & changes.keys():
        require_length(str(changes[key]), LIMITS[key])
    if case.kind is not CaseKind.TASK and not changes.keys() <= LIMITED_WHILE_ASKED:
        raise NotAllowed
    if case.source is Source.COMPLAINT and Corrected.SOURCE in changes:
        raise ClosedByResultOnly(case.code)  # else it could be withdrawn as something else
    deadline = changes.get(Corrected.DEADLINE)
    if not isinstance(deadline, Deadline):
        return
    if deadline.moment <= work.now:
        raise DeadlineInThePast(deadline.moment)
    if case.kind is CaseKind.OPINION:
        require_working_day(deadline, work.calendar)
        if deadline.moment < case.deadline.moment:
            raise DeadlineNotLater(case.deadline.moment)


async def _moved(work: Work, duty: Duty, before: Case, after: Case) -> Duty:
    """The duty under the corrected case: its deadline, where that was the case's, and its next step."""
    if duty.id in work.ended:  # the new deadline has settled it
        return duty
    moved = duty
    if duty.kind is not DutyKind.DECISION and duty.deadline == before.deadline and after.deadline != before.deadline:
        moved = duty.move_to(after.deadline)
    return await work.save(duty, moved, after)


def _plain_changes(case: Case, changes: Mapping[Corrected, Any]) -> dict[str, Any]:
    """What is no free text, before and after."""
    return {
        key: {"before": _plain(getattr(case, key)), "after": _plain(value)}
        for key, value in changes.items()
        if key not in FREE_TEXT
    }


async def _record(
    work: Work, seen: Seen, changes: Mapping[Corrected, Any], plain: Mapping[str, Any], moved: Sequence[int] = ()
) -> dict[str, int]:
    """`moved` are the duties whose deadline was the case's and goes with it."""
    words = {
        f"{key}.{when}": text
        for key in sorted(FREE_TEXT & changes.keys())
        for when, text in (("before", str(getattr(seen.case, key) or "")), ("after", str(changes[key])))
    }
    return await work.record(
        "case.corrected",
        case=seen.case,
        words=words,
        changes=plain,
        moved=list(moved),
        right=seen.steered_by(),
    )


def _plain(value: object) -> Any:
    if isinstance(value, Deadline):
        return {"moment": value.moment.isoformat(), "names_hour": value.names_hour}
    return value.isoformat() if isinstance(value, date) else value


def _tell(
    work: Work, after: Case, owing: Sequence[Duty], *, changes: Mapping[str, Any], texts: Mapping[str, int]
) -> None:
    told = unique(
        (
            *(work.chart.person(duty.holder_id) for duty in owing),
            *work.chart.heads_of(duty.unit_id for duty in owing),
            work.chart.person(after.assigner_id),
            work.chart.person(after.registrar_id),
        )
    )
    work.owe(
        told,
        NoticeKind.CORRECTED,
        slot=f"corrected-{after.id}-{work.order.inbox_id or canonical(work.now)}",
        case=after,
        by=work.sender.id,
        changes=changes,
        texts=texts,
    )


async def _correct_bundle(work: Work, seen: Seen, changes: Mapping[Corrected, Any]) -> None:
    """The tasks of the same message have the same document; their people are told as well."""
    others = [case for case in await cases.in_bundle(work.connection, seen.case) if case.id != seen.case.id]
    owing = await duties.open_in_cases(work.connection, [case.id for case in others])
    for other in others:
        plain = _plain_changes(other, changes)
        texts = await _record(work, replace(seen, case=other), changes, plain)
        after = corrected(other, changes)
        await cases.save_case(work.connection, after)
        _tell(work, after, owing.get(other.id, []), changes=plain, texts=texts)
