"""What units have said of a task on its way up: it goes up with all of it, and nothing that comes in later escapes who
decides (M18, M23, M25)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from actions.installation import Office
from actions.order import Order
from actions.transaction import Transaction
from actions.view import View
from actions.visible_case import VisibleCase, find_case
from domain.acts import Act
from domain.borrowing import Borrowed
from domain.duties.cases import Case
from domain.duties.consultations import Contribution, not_shown, waited_for
from domain.duties.duties import DecisionKind, Duty
from domain.journal.requests import OpinionsShown
from domain.payloads.decisions import CameInNotice
from domain.permissions import Permission
from domain.refusals import OpinionsOut, OpinionsUnread, UnknownCase
from storage import cases, consultations, duties


async def said_before_going_up(work: Transaction, seen: VisibleCase) -> list[Contribution]:
    """What stands in the submission. Raises OpinionsOut while a unit has neither answered nor been deemed to; consent
    counts from when it is on record."""
    said = await consultations.said_for(work.connection, seen.case.id)
    waiting = waited_for(said)
    if waiting:
        raise OpinionsOut(code=seen.case.code, waiting=waiting)
    return said


async def tell_who_decides(work: Transaction, request: Case, keys: Collection[str]) -> None:
    """Tell who decides what has just come in for a task that has gone up; what the decider said is known there
    already."""
    if request.serves_case_id is None:
        return
    submission = await _open_submission(work, request.serves_case_id)
    if submission is None:
        return
    task = (await cases.cases_of(work.connection, [submission.case_id]))[submission.case_id]
    said = await consultations.said_for(work.connection, task.id)
    decider = work.chart.person(submission.holder_id)
    fresh = [one for one in said if one.key in keys]
    if work.order.sender_id is not None and decider.id == work.order.sender_id:
        await _record_shown(work, task, submission, fresh, right=None)
    told = await work.who_may_act(task, submission) if fresh else ()
    for one in fresh:
        work.owe(told, CameInNotice(said=one, words=one.words_id), slot=one.key, case=task, duty=submission)


async def _open_submission(work: Transaction, task_id: int) -> Duty | None:
    owed = await duties.duties_of_case(work.connection, task_id)
    return next((one for one in owed if one.is_open and one.decision is DecisionKind.SUBMISSION), None)


async def require_shown(work: Transaction, seen: VisibleCase, submission: Duty) -> None:
    """Raise OpinionsUnread while the sender, and who writes down the sender's word, have not been shown all that came
    in."""
    unread = await _unread(work, seen.case, submission)
    if unread:
        raise OpinionsUnread(code=seen.case.code, unread=unread)


async def _unread(view: View, task: Case, submission: Duty) -> tuple[Contribution, ...]:
    said = await consultations.said_for(view.connection, task.id)
    if not said:
        return ()
    people = {one for one in (view.order.sender_id, view.order.recorded_by_id) if one is not None}
    return not_shown(said, await consultations.shown_of(view.connection, submission, people))


async def note_shown(office: Office, order: Order, *, code: str) -> None:
    """Note that who may decide on what the case has gone up with reads its card: what came in has been shown by
    that."""
    async with office.look(order) as view:
        unread = await _unread_on_card(view, code)
    if not unread:
        return
    # The card itself is the answer to the command; this is only noted with it.
    async with office.act(replace(order, inbox_id=None)) as work:
        for seen, submission, said in await _unread_on_card(work, code):
            right = seen.right(submission, Permission.DECIDE)
            await _record_shown(work, seen.case, submission, said, right=right)


async def _unread_on_card(view: View, code: str) -> list[tuple[VisibleCase, Duty, tuple[Contribution, ...]]]:
    try:
        seen = await find_case(view, code)
    except UnknownCase:
        return []  # the card itself says so
    found = []
    for duty in seen.duties:
        mine = duty.is_open and duty.decision is DecisionKind.SUBMISSION and seen.may(Permission.DECIDE, duty)
        if mine and (unread := await _unread(view, seen.case, duty)):
            found.append((seen, duty, unread))
    return found


async def _record_shown(
    work: Transaction, task: Case, submission: Duty, said: Collection[Contribution], *, right: Borrowed | None
) -> None:
    about = await duties.duty_by_id(work.connection, submission.about_id or 0)
    entry = OpinionsShown(decision=submission.id, opinions=tuple(one.key for one in said))
    await work.record(Act.OPINIONS_SHOWN, entry, case=task, duty=about, right=right)
