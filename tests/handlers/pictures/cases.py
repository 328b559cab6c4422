"""Cases to be looked at in pictures, made of fixed domain objects. `python -m tests.handlers.pictures.cases FOLDER
[NAME …]` draws them, `docs/pictures history report` those of the README."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from actions.duties.history import CaseCard, History
from actions.visible_case import VisibleCase
from documents.pictures.courses import course_of
from documents.pictures.holding import holding_picture
from documents.pictures.reports import report_picture
from domain.acts import Act
from domain.duties.cases import Case, Deadline
from domain.duties.duties import Duty, DutyKind, Outcome, Phase
from domain.figures.records import PostHeld, Record, Stretch, Term
from domain.journal.entry import Entry
from domain.ladder.steps import StepKind
from domain.office.chart import Chart
from domain.office.people import Person, Unit
from tests.handlers.pictures import figures
from tests.handlers.samples.cases import OPINION, TASK
from tests.handlers.samples.cast import CALENDAR, HANOI, PEOPLE, UNITS, at
from texts.scene import Scene

NAMES = (
    "Nguyễn Văn An",
    "Phạm Văn Bình",
    "Công Tằng Tôn Nữ Thị Phương Thảo",
    "Đỗ Thị Cúc",
    "Hoàng Minh Đức",
    "Ngô Văn Khánh",
    "Trần Nguyễn Ngọc Bảo Khánh",
    "Lê Thị Hoa",
    "Vũ Thị Lan",
    "Ỷ Lan",
)
UNIT_NAMES = (
    "Phòng Kinh tế",
    "Phòng Tài nguyên và Môi trường",
    "Sở Lao động, Thương binh và Xã hội",
    "Ban Quản lý các khu công nghiệp và khu kinh tế cửa khẩu",
)

CROWD = {number: Person(id=number, name=NAMES[number % 10], unit_id=100 + number) for number in range(100, 160)}
SCENE = Scene(
    timezone=HANOI,
    chart=Chart(
        units={
            **UNITS,
            **{
                200 + n: Unit(id=200 + n, name=UNIT_NAMES[n] if n < 4 else f"{UNIT_NAMES[n % 4]} {n}")
                for n in range(60)
            },
        },
        people={**PEOPLE, **CROWD},
    ),
)


def hours_on(start: datetime, hours: float) -> datetime:
    return CALENDAR.add_working_time(start, timedelta(hours=hours))


def part(
    number: int,
    case: Case,
    kind: DutyKind,
    held: Sequence[tuple[int, Phase, float]],
    *,
    unit: int | None = None,
    start: datetime = TASK.opened_at,
    terms: Sequence[tuple[float, datetime]] = (),
    closed: Outcome | None = None,
    taken: float | None = 2,
) -> tuple[Duty, Record]:
    """A duty held by these people in these phases for so many working hours each, the last one still holding unless
    it is closed. `terms` are later deadlines and after how many hours each came into force; `taken` after how many
    hours each acknowledged."""
    stretches = []
    since = start
    for person, phase, hours in held:
        until = hours_on(since, hours)
        stretches.append(
            Stretch(
                person_id=person,
                unit_id=unit,
                phase=phase,
                since=since,
                until=until,
                acknowledged_at=None
                if taken is None or taken > hours or phase is Phase.PAUSED
                else hours_on(since, taken),
            )
        )
        since = until
    last = stretches[-1]
    closed_at = last.until if closed else None
    if not closed:
        stretches[-1] = replace(last, until=None)
    known = [Term(since=start, deadline=case.original)]
    known += [
        Term(since=hours_on(start, after), deadline=Deadline(moment=moment, names_hour=True)) for after, moment in terms
    ]
    duty = Duty(
        id=number,
        case_id=case.id,
        kind=kind,
        unit_id=unit,
        to_unit=unit is not None,
        holder_id=last.person_id,
        held_since=last.since,
        phase=Phase.CLOSED if closed else last.phase,
        outcome=closed,
        closed_at=closed_at,
        deadline=known[-1].deadline,
        act_by=known[-1].deadline.moment,
        opened_at=start,
        stepped_until=start,
    )
    record = Record(
        case=case,
        duty_id=number,
        kind=kind,
        to_unit=duty.to_unit,
        opened_at=start,
        closed_at=closed_at,
        outcome=closed,
        restarted_at=None,
        stretches=tuple(stretches),
        terms=tuple(known),
    )
    return duty, record


def happened(duty: Duty, act: str, moment: datetime, **data: object) -> Entry:
    return Entry(at=moment, act=act, via="clock", case_id=duty.case_id, duty_id=duty.id, data=data)


def stepped(duty: Duty, step: StepKind, moment: datetime, *told: int) -> Entry:
    return happened(
        duty,
        Act.STEP_TAKEN,
        moment,
        step=step,
        planned_at=moment.isoformat(),
        told=list(told),
        superseded=[],
        unreached=[],
    )


def granted(duty: Duty, moment: datetime) -> Entry:
    return happened(duty, Act.EXTENSION_GRANTED, moment, holder=duty.holder_id, due_at=duty.deadline.moment.isoformat())


def told(case: Case, parts: Sequence[tuple[Duty, Record]], entries: Sequence[Entry] = ()) -> History:
    duties = tuple(duty for duty, _ in parts)
    seen = VisibleCase(case=case, duties=duties, grounds={}, everything=duties, sender_id=1, chart=SCENE.chart)
    card = CaseCard(seen=seen, ahead={}, answers={}, deemed={}, submissions={}, words={})
    return History(
        card=card,
        entries=tuple(entries),
        words={},
        holdings=(),
        records=tuple(record for _, record in parts),
        posts={
            person.id: (
                PostHeld(unit_id=person.unit_id or 2, position="", roles=person.roles, since=at(1), until=None),
            )
            for person in SCENE.chart.people.values()
        },
        last_seq=27,
        last_hash="0123456789abcdef" * 4,
    )


W, S, D, P = Phase.WORKING, Phase.SUBMITTED, Phase.DRAFTED, Phase.PAUSED


def short_case() -> tuple[History, datetime]:
    """A task that one official has had for two days."""
    duty, record = part(1, TASK, DutyKind.LEAD, [(4, W, 12)])
    return told(TASK, [(duty, record)], [stepped(duty, StepKind.UNACKNOWLEDGED, at(1, 8), 4)]), at(2, 9)


def long_case() -> tuple[History, datetime]:
    """Eight holders, three extensions, a return, a pause, a coordinating unit."""
    held = [
        (103, W, 9),
        (100, W, 60),
        (100, P, 16),
        (102, W, 40),
        (106, W, 30),
        (104, D, 7),
        (2, S, 20),
        (106, W, 26),
        (105, W, 12),
        (107, W, 18),
        (2, S, 30),
    ]
    duty, record = part(
        1,
        TASK,
        DutyKind.LEAD,
        held,
        unit=200,
        terms=[(50, at(18, 16, 30)), (100, at(28, 17)), (150, at(8, 17, month=1, year=2027))],
    )
    other = part(2, TASK, DutyKind.COORDINATING, [(101, W, 50), (2, S, 30)], unit=203, closed=Outcome.ACCEPTED)
    start = TASK.opened_at
    entries = [stepped(duty, StepKind.DUE_SOON, hours_on(start, hours), 100) for hours in (20, 36, 44, 68, 69, 110)]
    entries += [stepped(duty, StepKind.OVERDUE, hours_on(start, hours), 100, 2) for hours in (46, 130, 195, 205, 215)]
    entries += [granted(duty, hours_on(start, hours)) for hours in (50, 100, 150)]
    entries += [
        happened(duty, Act.DUTY_RETURNED, hours_on(start, 182), holder=106),
        happened(duty, Act.DUTY_NUDGED, hours_on(start, 200), holder=105),
    ]
    moved = replace(TASK, deadline=duty.deadline)
    return told(moved, [(duty, record), other], entries), hours_on(start, 268)


def many_units(count: int = 12) -> tuple[History, datetime]:
    """An opinion request to so many units: answered, deemed, drafted, lacking, unread."""
    parts, entries = [], []
    for index in range(count):
        unit, head, official = 200 + index, 100 + index, 130 + index
        shapes: list[tuple[list[tuple[int, Phase, float]], Outcome | None]] = [
            ([(head, W, 6), (official, W, 20)], None),
            ([(head, W, 12)], Outcome.ANSWERED),
            ([(head, W, 50)], Outcome.DEEMED),
            ([(head, W, 3), (official, W, 10), (head, D, 9)], None),
            ([(head, W, 5), (1, Phase.LACKING, 20)], None),
            ([(head, W, 30)], None),
        ]
        held, outcome = shapes[index % 6]
        duty, record = part(
            index + 1,
            OPINION,
            DutyKind.OPINION,
            held,
            unit=unit,
            closed=outcome,
            taken=None if index % 6 == 5 else 2,
        )
        parts.append((duty, record))
        if outcome is Outcome.DEEMED:
            entries.append(stepped(duty, StepKind.DEEMED_CONSENT, hours_on(OPINION.opened_at, 50), head))
        entries.append(stepped(duty, StepKind.OPINION_WARNING, hours_on(OPINION.opened_at, 40), head, official))
    return told(OPINION, parts, entries), hours_on(OPINION.opened_at, 56)


CASES = {"short": short_case, "history": long_case, "units": many_units}
REPORTS = {"report": figures.OFFICE, "busy": figures.BUSY, "quiet": figures.QUIET, "empty": figures.EMPTY}


def main(folder: Path, names: Sequence[str]) -> None:
    for name, make in CASES.items():
        history, now = make()
        course = course_of(SCENE, history, calendar=CALENDAR, now=now)
        assert course is not None
        if name in names or not names:
            (folder / f"{name}.png").write_bytes(holding_picture(course))
    for name, report in REPORTS.items():
        if name in names or not names:
            (folder / f"{name}.png").write_bytes(report_picture(SCENE, report))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
