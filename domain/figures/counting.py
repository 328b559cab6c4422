"""What is counted of each duty in a report: of the lead of a task, of coordinating parts, of opinions (M35, M39–M42,
M54). The formulas are those of docs/figures.md."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from itertools import pairwise

from domain.duties.duties import DecisionKind, Outcome, Phase
from domain.duties.opinions import Answer, AnswerState, Stance
from domain.duties.statements import REPEATED, BlockerKind, Cause, StatementKind
from domain.figures.catalogue import Figure
from domain.figures.records import Box, Record, Register, Stretch
from domain.figures.scopes import Attribution
from domain.figures.statuses import DutyStatus, Period, returns_of, whose_answer, whose_stretch, whose_word
from domain.figures.tallies import Tallies
from domain.office.calendar import Calendar
from domain.rules.lengths import DAYS, Length
from domain.rules.policy import Policy


class ReportCount:
    """One report's count, of the records that were open in its time."""

    def __init__(
        self, book: Tallies, register: Register, period: Period, *, calendar: Calendar, policies: Mapping[int, Policy]
    ) -> None:
        self._book = book
        self._register = register
        self._period = period
        self._calendar = calendar
        self._policies = policies

    # Tasks

    def lead(self, standing: DutyStatus) -> None:
        """A task is counted to who leads it, once."""
        book, record = self._book, standing.record
        whose = whose_stretch(record, standing.worker, self._register)
        for tally in book.tallies(whose):
            tally.boxes[standing.box] += 1
        book.count(whose, Figure.CARRIED_OVER if record.opened_at < self._period.since else Figure.BEGUN)
        if not standing.is_closed and standing.present.phase is Phase.PAUSED:
            book.count(whose, Figure.PAUSED)
        if not standing.is_closed and standing.present.phase is Phase.SUBMITTED:
            book.count(whose, Figure.WAITING)
        if standing.is_late:
            self._lateness(standing, whose)
        if standing.is_done:
            book.take(whose, Figure.HANDLING, handling_time(standing, self._calendar))
            if standing.is_self_judged():
                book.count(whose, Figure.SELF_JUDGED)
            if is_early(standing, self._calendar):
                book.count(whose, Figure.EARLY)
        self._accepting(record)
        self._silences(record)
        self._happenings(record)

    def _lateness(self, standing: DutyStatus, whose: Attribution) -> None:
        self._book.count(whose, Figure.DAYS_LATE, standing.days_late(self._calendar))
        match standing.confirmed_cause():
            case Cause.OWN:
                self._book.count(whose, Figure.OWN_CAUSES)
            case Cause.OUTSIDE:
                self._book.count(whose, Figure.OUTSIDE_CAUSES)
        if standing.is_protected():
            self._book.count(whose, Figure.PROTECTED)

    def _accepting(self, record: Record) -> None:
        """From when the result came to who gave the word; a result withdrawn unjudged got none."""
        for stretch, following in _with_next(record.stretches):
            if stretch.phase is not Phase.SUBMITTED or stretch.until is None or not self._period.has(stretch.until):
                continue
            returned = following is not None and following.phase is Phase.WORKING
            if returned or (following is None and record.outcome is Outcome.ACCEPTED):
                whose = whose_stretch(record, stretch, self._register)
                self._take(whose, Figure.ACCEPTING, stretch.since, stretch.until)

    def _silences(self, record: Record) -> None:
        """Each gap between signs of life of one holder that grew longer than the rule within the time (M11)."""
        policy = self._policies[record.case.policy_version]
        allowed = policy.rungs[record.case.urgency].silence
        for stretch in record.stretches:
            if stretch.phase is not Phase.WORKING or stretch.end(self._period.end) <= self._period.since:
                continue
            ends_at = stretch.end(self._period.end)
            heard = [stretch.since, *self._signs(record, stretch, ends_at), ends_at]
            silent = sum(self._is_silent(begins, ends, allowed) for begins, ends in pairwise(heard))
            if silent:
                self._book.count(whose_stretch(record, stretch, self._register), Figure.SILENCES, silent)

    def _signs(self, record: Record, stretch: Stretch, ends_at: datetime) -> list[datetime]:
        """The moments at which it was taken in charge, or something was said of it, unless that was the same twice."""
        said = [one.at for one in record.statements if one.kind is not StatementKind.CAUSE and one.detail != REPEATED]
        if stretch.acknowledged_at is not None:
            said.append(stretch.acknowledged_at)
        return sorted(moment for moment in said if stretch.since < moment < ends_at)

    def _is_silent(self, begins: datetime, ends: datetime, allowed: Length) -> bool:
        if ends - begins < _least(allowed):
            return False
        limit = allowed.after(begins, self._calendar)
        return limit < ends and self._period.has(limit)

    # Coordinating parts

    def part(self, standing: DutyStatus) -> None:
        whose = whose_stretch(standing.record, standing.worker, self._register)
        for tally in self._book.tallies(whose):
            tally.parts[standing.box] += 1
        self._happenings(standing.record)

    # Opinions

    def opinion(self, standing: DutyStatus) -> None:
        """A question is counted to the unit asked; that it was not its business, to who asked (M20)."""
        record = standing.record
        whose = whose_answer(standing, self._register)
        self._book.count(whose, Figure.ASKED)
        self._book.count(whose, _fate(standing))
        if standing.is_closed and record.outcome is Outcome.ANSWERED:
            assert record.closed_at is not None
            begun = record.restarted_at or record.opened_at
            self._book.take(whose, Figure.TIME_TO_ANSWER, self._calendar.working_time(begun, record.closed_at))
        for answer in record.answers:
            if self._period.has(answer.signed_at or answer.said_at):
                self._answer(record, answer, whose)
        self._happenings(record)

    def late_answers(self, record: Record) -> None:
        """They come after the consent, so of opinions closed before the time too; each is counted to its author. A
        draft signed too late comes with the signature."""
        for answer in record.answers:
            came_at = answer.signed_at or answer.said_at
            if answer.state is AnswerState.LATE and self._period.has(came_at):
                whose = whose_word(record, answer.author_id, came_at, self._register)
                self._book.count(whose, Figure.LATE_ANSWERS)

    def _answer(self, record: Record, answer: Answer, whose: Attribution) -> None:
        if answer.stance is Stance.LACKING and answer.signed_by_id is not None:
            self._book.count(whose, Figure.LACKING)
        if answer.state is not AnswerState.FINAL:
            return
        if answer.is_empty:
            self._book.count(whose, Figure.EMPTY)
        if answer.stance is Stance.NOT_OURS:
            asker = self._register.assigner(record.case, record.case.opened_at)
            unit_id = self._register.unit_of(asker, record.case.opened_at)
            self._book.count(Attribution(asker, unit_id, record.case), Figure.NOT_OURS)

    # What happens on any duty

    def _happenings(self, record: Record) -> None:
        self._requests(record)
        self._statements(record)
        for stretch in record.stretches:
            if stretch.phase is Phase.WORKING and stretch.acknowledged_at is not None:
                self._acknowledging(record, stretch, stretch.acknowledged_at)
        for at, worked in returns_of(record):
            if self._period.has(at):
                self._book.count(whose_stretch(record, worked, self._register), Figure.RETURNS)

    def _acknowledging(self, record: Record, stretch: Stretch, acknowledged_at: datetime) -> None:
        """What was acknowledged before a pause is not acknowledged anew after it."""
        if acknowledged_at >= stretch.since and self._period.has(acknowledged_at):
            whose = whose_stretch(record, stretch, self._register)
            self._take(whose, Figure.ACKNOWLEDGING, stretch.since, acknowledged_at)

    def _requests(self, record: Record) -> None:
        for asked in record.asked:
            by = record.stretch(asked.opened_at).person_id if asked.asked_by_id is None else asked.asked_by_id
            whose = whose_word(record, by, asked.opened_at, self._register)
            if asked.kind is DecisionKind.EXTENSION and self._period.has(asked.opened_at):
                self._book.count(whose, Figure.EXTENSIONS_ASKED)
            if asked.closed_at is None or not self._period.has(asked.closed_at):
                continue
            if asked.outcome in {Outcome.GRANTED, Outcome.DENIED}:
                decider = Attribution(
                    asked.holder_id, self._register.unit_of(asked.holder_id, asked.opened_at), record.case
                )
                self._take(decider, Figure.DECIDING, asked.opened_at, asked.closed_at)
            if asked.outcome is Outcome.GRANTED and (count := _granted(asked.kind, upward=asked.upward)):
                self._book.count(whose, count)

    def _statements(self, record: Record) -> None:
        for said in record.statements:
            if not self._period.has(said.at):
                continue
            if said.kind is StatementKind.INITIATIVE:
                self._book.count(whose_word(record, said.by_id, said.at, self._register), Figure.INITIATIVES)
            elif said.kind is StatementKind.BLOCKER:
                whose = whose_word(record, said.by_id, said.at, self._register)
                self._book.count(whose, Figure.BLOCKERS)
                if said.detail == BlockerKind.CONFLICTING_LAW:
                    self._book.count(whose, Figure.CONFLICTING_LAW)

    def _take(self, whose: Attribution, what: Figure, since: datetime, until: datetime) -> None:
        self._book.take(whose, what, self._register.worked(whose.person_id, since, until, self._calendar))


def handling_time(standing: DutyStatus, calendar: Calendar) -> timedelta:
    """From the beginning to the handing in, without the time in which it was paused."""
    record = standing.record
    paused = (
        calendar.working_time(one.since, one.end(standing.judged_at))
        for one in record.stretches
        if one.phase is Phase.PAUSED
    )
    return calendar.working_time(record.opened_at, standing.judged_at) - sum(paused, timedelta())


def is_early(standing: DutyStatus, calendar: Calendar) -> bool:
    """Whether a whole working day was left when it was handed in (M42)."""
    if standing.box is not Box.DONE_ON_TIME:
        return False
    return calendar.add_working_days(standing.judged_at, 1) <= standing.passes_at


def _fate(standing: DutyStatus) -> Figure:
    if not standing.is_closed:
        return Figure.STILL_OPEN
    match standing.record.outcome:
        case Outcome.ANSWERED:
            return Figure.IN_TIME
        case Outcome.DEEMED:
            return Figure.DEEMED
        case _:
            return Figure.WITHDRAWN


def _granted(kind: DecisionKind, *, upward: bool) -> Figure | None:
    match kind:
        case DecisionKind.EXTENSION:
            return Figure.EXTENSIONS_GRANTED
        case DecisionKind.REFUSAL:
            return Figure.REFUSALS
        case DecisionKind.TRANSFER:
            return Figure.TRANSFERS_UP if upward else Figure.TRANSFERS_SIDEWAYS
        case _:
            return None


def _least(span: Length) -> timedelta:
    """No such span passes in less time of the clock."""
    return timedelta(days=span.amount) if span.measure in DAYS else timedelta(hours=span.amount)


def _with_next(stretches: tuple[Stretch, ...]) -> list[tuple[Stretch, Stretch | None]]:
    return list(zip(stretches, (*stretches[1:], None), strict=True))
