"""Hand in a result with its evidence; accept it or give it back (M17)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from actions.duties.changes import change_duty, end_with, parts_follow
from actions.duty_meant import duty_to
from actions.installation import Office
from actions.order import Order
from actions.transaction import Transaction
from actions.view import View
from actions.visible_case import VisibleCase, find_case
from domain.acts import Act
from domain.borrowing import Borrowed
from domain.deciding import judge_of
from domain.duties.cases import WORDS_LIMIT, Case, CaseState, require_length, require_reason, require_words
from domain.duties.charge import goes_back_to
from domain.duties.duties import Duty, DutyKind, Move, Outcome, Phase
from domain.journal.duties import DutyEnded, FileAdded, HolderNamed, ResultAccepted, ResultSubmitted
from domain.office.people import Person, unique
from domain.payloads.duties import AcceptedNotice, EndedNotice, JudgeNotice, ReturnedNotice
from domain.permissions import Permission
from domain.refusals import NothingWaits
from domain.rules.lengths import days_of
from storage import cases, duties, evidence, journal


@dataclass(frozen=True, kw_only=True)
class Result:
    """What is handed in: words, a file, or both."""

    text: str = ""
    file: bytes | None = None
    file_name: str = ""
    more_files: tuple[tuple[str, bytes], ...] = ()  # name and content of each behind the first
    album: str | None = None  # the platform's number of files that are sent together

    @property
    def is_empty(self) -> bool:
        return not self.text and self.file is None


@dataclass(frozen=True, kw_only=True)
class HandedIn:
    """The part that was handed in, with whom it waits, and what had been asked about it and is settled by it."""

    seen: VisibleCase
    part: Duty
    judge: Person
    settled: tuple[Duty, ...]


async def submit_result(
    office: Office, order: Order, *, code: str, result: Result, unit: str | None = None
) -> HandedIn:
    """Hand in the result with its evidence: the ball goes to who accepts it, against whom the days count from then
    (M17)."""
    async with office.act(order) as work:
        if result.file is None:
            require_words(result.text)
        require_length(result.text, WORDS_LIMIT)
        seen = await find_case(work, code)
        duty = duty_to(work, seen, permission=Permission.SUBMIT, move=Move.SUBMIT, unit=unit)
        at = work.acted_at(duty)
        judge = judge_of(work.chart, seen.case, duty, lead=seen.lead(), by_id=work.sender.id)
        waiting = work.policy_of(seen.case).rungs[seen.case.urgency].waiting
        handed = duty.submit(to_id=judge.id, at=at, act_by=waiting.after(at, work.calendar))
        handed = await change_duty(work, duty, handed, seen.case)
        await parts_follow(work, duty, handed, seen.case)
        submission = await _with_files(work, duty, result)
        late, right = at > duty.late_from(work.calendar), seen.right(duty, Permission.SUBMIT)
        await _keep(work, seen.case, duty, submission, judge, text=result.text, late=late, right=right)
        notice = JudgeNotice(by=work.sender.id, right=right, late=late)
        work.owe(
            await work.who_may_act(seen.case, handed), notice, slot=f"turn-{handed.turn}", case=seen.case, duty=handed
        )
        return HandedIn(seen=seen, part=duty, judge=judge, settled=tuple(work.settled))


async def _with_files(work: Transaction, duty: Duty, result: Result) -> evidence.Submission:
    """What is handed in, each file kept by its content; its words are kept with the entry."""
    at = work.acted_at(duty)
    digest = await evidence.keep_file(work.connection, result.file, at=at) if result.file is not None else None
    more = [(name, await evidence.keep_file(work.connection, one, at=at)) for name, one in result.more_files]
    return evidence.Submission(
        duty_id=duty.id,
        by_id=work.sender.id,
        at=at,
        words_id=None,
        file_sha256=digest,
        file_name=result.file_name or None,
        more_files=tuple(more),
        album=result.album,
    )


async def _keep(
    work: Transaction,
    case: Case,
    duty: Duty,
    submission: evidence.Submission,
    judge: Person,
    *,
    text: str,
    late: bool,
    right: Borrowed | None,
) -> None:
    more = tuple(digest for _, digest in submission.more_files)
    entry = ResultSubmitted(holder=judge.id, late=late, file=submission.file_sha256, more_files=more)
    words = await work.record(Act.DUTY_SUBMITTED, entry, case=case, duty=duty, words={"text": text}, right=right)
    await evidence.add_submission(work.connection, replace(submission, words_id=words.get("text")))


async def album_goes_on(office: Office, order: Order, *, album: str) -> bool:
    """Whether the sender handed in a result with an earlier file of this album, which still waits to be judged."""
    async with office.look(order) as view:
        return bool(await _rounds_of_album(view, album))


async def add_to_results(
    office: Office, order: Order, *, album: str, name: str, content: bytes
) -> list[tuple[Case, evidence.Submission]]:
    """One more file of the same album belongs to every result that its first file was. Raises NothingWaits once they
    have been judged."""
    async with office.act(order) as work:
        rounds = await _rounds_of_album(work, album)
        if not rounds:
            raise NothingWaits(code="")
        seen = await cases.cases_of(work.connection, [duty.case_id for _, duty in rounds])
        digest = await evidence.keep_file(work.connection, content, at=work.now)
        entries = await journal.newest_of(work.connection, Act.DUTY_SUBMITTED, [duty.id for _, duty in rounds])
        grown = []
        for submission, duty in rounds:
            more = await evidence.add_file(work.connection, submission, name, digest)
            entry, right = FileAdded(file=digest), entries[duty.id].right  # as the first file was handed in
            await work.record(Act.RESULT_FILE_ADDED, entry, case=seen[duty.case_id], duty=duty, right=right)
            grown.append((seen[duty.case_id], more))
        return grown


async def _rounds_of_album(view: View, album: str) -> list[tuple[evidence.Submission, Duty]]:
    """Those that wait to be judged."""
    handed = await evidence.submissions_of_album(view.connection, view.sender.id, album)
    owed = await duties.duties_of(view.connection, [one.duty_id for one in handed])
    return [(one, owed[one.duty_id]) for one in handed if owed[one.duty_id].phase is Phase.SUBMITTED]


async def accept_result(
    office: Office, order: Order, *, code: str, unit: str | None = None, turn: int | None = None
) -> tuple[VisibleCase, Duty]:
    """Accept what was handed in. The lead's acceptance ends the task, and with it the coordinating parts."""
    async with office.act(order) as work:
        seen, duty = await _to_judge(work, code, unit)
        assert duty.submitted_at is not None
        at, right = work.acted_at(duty), seen.right(duty, Permission.JUDGE)
        closed = await change_duty(work, duty, duty.close(Outcome.ACCEPTED, at=at), seen.case)
        late = duty.submitted_at > duty.late_from(work.calendar)
        await work.record(Act.DUTY_ACCEPTED, ResultAccepted(late=late), case=seen.case, duty=duty, right=right)
        submitted = await _submitted(work, duty)
        told = [work.chart.person(submitted.by_id), *work.chart.heads_of([duty.unit_id])]
        notice = AcceptedNotice(by=work.sender.id, right=right, late=late)
        work.owe(told, notice, slot=f"turn-{duty.turn}", case=seen.case, duty=closed)
        if duty.kind is DutyKind.LEAD:
            await _end_task(work, seen, at=at, right=right)
        else:
            await end_with(work, closed, seen.case, at=at)
        return seen, closed


async def return_result(
    office: Office, order: Order, *, code: str, reason: str, unit: str | None = None
) -> tuple[VisibleCase, Duty]:
    """Give it back with the reason: whoever was named for it holds it again, else who heads the unit now."""
    async with office.act(order) as work:
        require_reason(reason)
        seen, duty = await _to_judge(work, code, unit)
        right, at, day = seen.right(duty, Permission.JUDGE), work.acted_at(duty), days_of(seen.case.urgency, 1)
        owes = goes_back_to(work.chart, duty) or work.chart.person((await _submitted(work, duty)).by_id)
        returned = duty.give_back(to_id=owes.id, at=at, calendar=work.calendar, day=day)
        returned = await change_duty(work, duty, returned, seen.case)
        await parts_follow(work, duty, returned, seen.case)
        entry, why = HolderNamed(holder=returned.holder_id), {"reason": reason}
        words = await work.record(Act.DUTY_RETURNED, entry, case=seen.case, duty=duty, words=why, right=right)
        holder = work.chart.person(returned.holder_id)
        notice = ReturnedNotice(by=work.sender.id, right=right, words=words["reason"])
        work.owe([holder], notice, slot=f"turn-{returned.turn}", case=seen.case, duty=returned)
        return seen, returned


async def _submitted(work: Transaction, duty: Duty) -> evidence.Submission:
    """What waits to be judged."""
    submission = await evidence.last_submission(work.connection, duty.id)
    assert submission is not None
    return submission


async def _to_judge(work: Transaction, code: str, unit: str | None) -> tuple[VisibleCase, Duty]:
    seen = await find_case(work, code)
    kinds = (DutyKind.LEAD, DutyKind.COORDINATING)
    return seen, duty_to(work, seen, permission=Permission.JUDGE, move=Move.JUDGE, unit=unit, kinds=kinds)


async def _accept_with_lead(work: Transaction, seen: VisibleCase, part: Duty, right: Borrowed | None) -> None:
    """Who accepts the task accepts what of it lies handed in; its unit is told as if the lead had accepted it."""
    accepted = await change_duty(work, part, part.close(Outcome.ACCEPTED, at=work.acted_at(part)), seen.case)
    late = part.was_late(work.now, work.calendar)
    await work.record(
        Act.DUTY_ACCEPTED, ResultAccepted(late=late, with_lead=True), case=seen.case, duty=part, right=right
    )
    handed_in = [] if part.asked_by_id is None else [work.chart.person(part.asked_by_id)]
    told = unique((*handed_in, *work.chart.heads_of([part.unit_id])))
    notice = AcceptedNotice(by=work.sender.id, right=right, late=late, whole=True)
    work.owe(told, notice, slot=f"turn-{part.turn}", case=seen.case, duty=accepted)


async def _end_task(work: Transaction, seen: VisibleCase, *, at: datetime, right: Borrowed | None) -> None:
    """What is open of it ends; a part that had been handed in is accepted with the whole, and counts by its handing
    in."""
    still_open = [duty for duty in seen.everything if duty.is_open and duty.kind is not DutyKind.LEAD]
    for duty in still_open:
        if duty.id in work.ended:  # a request that ended with what it was about
            continue
        if duty.phase is Phase.SUBMITTED:
            await _accept_with_lead(work, seen, duty, right)
            continue
        ended = await change_duty(work, duty, duty.close(Outcome.ENDED, at=max(at, duty.held_since)), seen.case)
        await work.record(Act.DUTY_ENDED, DutyEnded(ended_at=ended.closed_at), case=seen.case, duty=ended)
        notice = EndedNotice(by=work.sender.id, right=right)
        work.owe([work.chart.person(duty.holder_id)], notice, slot=f"turn-{duty.turn}", case=seen.case, duty=ended)
    await cases.close_case(work.connection, seen.case.id, CaseState.CLOSED, at=at)
    await work.record(Act.CASE_CLOSED, case=seen.case)
    watching = await cases.watching_units(work.connection, seen.case.id)
    heads = work.chart.heads_of(watching)
    notice = EndedNotice(by=work.sender.id, right=right)
    work.owe(heads, notice, slot=f"closed-{seen.case.id}", case=replace(seen.case, state=CaseState.CLOSED))
