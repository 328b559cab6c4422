"""What the picture of a case shows: for each duty its holders, what each held in which phase, and what happened
meanwhile. All of it comes from what the reader may see."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from actions.duties.history import History
from domain.acts import Act
from domain.duties.cases import Deadline
from domain.duties.duties import Duty, DutyKind, Phase
from domain.figures.records import Record, Stretch
from domain.figures.timelines import Piece, WorkingAxis, late_time, pieces_of
from domain.journal.clock import StepTaken
from domain.journal.entry import Entry
from domain.ladder.steps import StepKind
from domain.office.calendar import Calendar, NoWorkingDay
from texts.reports import pictures as texts
from texts.reports.pictures import Mark
from texts.scene import Scene

MOST_PARTS = 15  # duties: there is no room for more, whatever each of them takes
MOST_HOLDERS = 10  # of one duty
A_DAY = timedelta(hours=8)  # of work: the shortest line, and what is at least shown of the time to come
AHEAD = 0.6  # of the time past: further ahead a deadline is not drawn, or the past would be a dot


@dataclass(frozen=True, kw_only=True)
class HolderRow:
    """One holder of one duty."""

    name: str
    spent: str
    is_late: bool
    pieces: tuple[Piece, ...]
    untaken: tuple[tuple[datetime, datetime], ...]  # held and not acknowledged
    marks: tuple[tuple[datetime, Mark], ...]


@dataclass(frozen=True, kw_only=True)
class Band:
    """One duty: its holders in the order in which they first held it, and its deadlines in that of their setting."""

    title: str
    ended: str  # what came of it, empty while it is open
    rows: tuple[HolderRow, ...]
    left_out: int
    deadlines: tuple[datetime, ...]


@dataclass(frozen=True, kw_only=True)
class Course:
    """A whole case. `now` is None where all of it has ended; `left_out` is how many duties are beyond MOST_PARTS."""

    lines: tuple[str, ...]  # above the picture, the heading first
    bands: tuple[Band, ...]
    left_out: int
    kinds: frozenset[DutyKind]
    axis: WorkingAxis
    now: datetime | None


def course_of(scene: Scene, told: History, *, calendar: Calendar, now: datetime) -> Course | None:
    """None where the reader sees no duty in which work is owed."""
    case = told.card.seen.case
    duties = {duty.id: duty for duty in told.card.seen.duties}
    records = sorted(told.records, key=_order)
    if not records:
        return None
    happened = _by_duty(told.entries)
    shown = records[:MOST_PARTS]
    closed = [one.closed_at for one in records if one.closed_at is not None]
    is_open = len(closed) < len(records)
    end = now if is_open else max(closed)
    return Course(
        lines=(texts.course_heading(case), texts.course_deadline(scene, case), texts.course_note(scene, now)),
        bands=tuple(
            _band(scene, duties[one.duty_id], one, happened[one.duty_id], calendar=calendar, end=end) for one in shown
        ),
        left_out=len(records) - len(shown),
        kinds=frozenset(one.kind for one in shown),
        axis=_axis(shown, end, calendar),
        now=now if is_open else None,
    )


def _by_duty(entries: Iterable[Entry]) -> Mapping[int, list[Entry]]:
    happened = defaultdict[int, list[Entry]](list)
    for entry in entries:
        if entry.duty_id is not None:
            happened[entry.duty_id].append(entry)
    return happened


def _order(record: Record) -> tuple[bool, bool, int]:
    """The lead first, then what is still open: where there are too many the rest is left out."""
    return record.kind is not DutyKind.LEAD, record.closed_at is not None, record.duty_id


def _band(scene: Scene, duty: Duty, record: Record, entries: list[Entry], *, calendar: Calendar, end: datetime) -> Band:
    held = defaultdict[int, list[Stretch]](list)
    for stretch in record.stretches:
        held[stretch.person_id].append(stretch)
    marks = _marks_by_holder(record, entries)
    shown = list(held)[:MOST_HOLDERS]
    deadlines = dict.fromkeys(term.deadline.moment for term in record.terms)
    return Band(
        title=texts.part_title(scene, duty),
        ended=texts.part_ended(duty),
        rows=tuple(
            _row(scene, record, held[key], tuple(sorted(marks[key])), calendar=calendar, end=end) for key in shown
        ),
        left_out=len(held) - len(shown),
        deadlines=(*(one for one in deadlines if one != duty.deadline.moment), duty.deadline.moment),
    )


def _marks_by_holder(record: Record, entries: list[Entry]) -> Mapping[int, list[tuple[datetime, Mark]]]:
    marks = defaultdict[int, list[tuple[datetime, Mark]]](list)
    for stretch in record.stretches:
        if stretch.acknowledged_at is not None:
            marks[stretch.person_id].append((stretch.acknowledged_at, Mark.ACKNOWLEDGED))
    for at, mark in _marks(record, entries):
        marks[record.stretch(at).person_id].append((at, mark))
    return marks


def _row(
    scene: Scene,
    record: Record,
    stretches: list[Stretch],
    marks: tuple[tuple[datetime, Mark], ...],
    *,
    calendar: Calendar,
    end: datetime,
) -> HolderRow:
    worked = sum((calendar.working_time(one.since, one.end(end)) for one in stretches), timedelta())
    late = sum((late_time(record, one, end, calendar) for one in stretches), timedelta())
    return HolderRow(
        name=texts.holder_name(scene, stretches[0].person_id),
        spent=texts.spent(worked, late),
        is_late=bool(late),
        pieces=tuple(piece for one in stretches for piece in pieces_of(record, one, end, calendar)),
        untaken=tuple(
            (one.since, min(one.acknowledged_at or one.end(end), one.end(end)))
            for one in stretches
            if one.phase is Phase.WORKING
        ),
        marks=marks,
    )


def _marks(record: Record, entries: list[Entry]) -> Iterator[tuple[datetime, Mark]]:
    for entry in entries:
        at = entry.said_at
        match entry.act:
            case Act.STEP_TAKEN:
                step = entry.payload(StepTaken)
                told = set(step.told)
                if step.step is StepKind.DEEMED_CONSENT:
                    yield step.planned_at, Mark.DEEMED
                elif told - {record.stretch(at).person_id}:
                    yield at, Mark.ESCALATED
                elif told:
                    yield at, Mark.NUDGED
            case Act.DUTY_NUDGED:
                yield at, Mark.NUDGED
            case Act.EXTENSION_GRANTED:
                yield at, Mark.EXTENDED
            case Act.DUTY_RETURNED:
                yield at, Mark.RETURNED


def _axis(records: list[Record], end: datetime, calendar: Calendar) -> WorkingAxis:
    """From the beginning to the end, and on to the last deadline unless it lies too far ahead."""
    first = min(one.stretches[0].since for one in records)
    deadlines: list[Deadline] = [term.deadline for one in records for term in one.terms]
    ahead = max(AHEAD * calendar.working_time(first, end), A_DAY)
    try:
        furthest = calendar.add_working_time(end, ahead)
    except NoWorkingDay:  # an office that closes for good has a past all the same
        furthest = end
    due = max((one.moment for one in deadlines if one.moment <= furthest), default=end)
    axis = WorkingAxis(calendar=calendar, first=first, last=max(end, due))
    return axis if axis.whole else WorkingAxis(calendar=calendar, first=first, last=max(end, furthest))
