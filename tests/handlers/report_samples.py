"""Reports to be written out: as many varied tasks as wanted, with the figures that follow from them."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from actions.reports import FinishedReport
from domain.duties.cases import Case, CaseKind, Deadline, Label
from domain.duties.duties import Phase
from domain.duties.statements import Cause
from domain.figures.figures import Boxes, Figures, Group, Grouping, OpinionFigures, Rank, Spread
from domain.figures.lists import ReportLine
from domain.figures.points import Points, UnitPoints
from domain.figures.records import Box
from domain.figures.reports import Report
from domain.figures.scopes import Scope
from domain.figures.trends import MonthFigures
from domain.figures.workloads import Load
from domain.office.chart import Chart
from domain.office.people import Person, Role, Unit
from domain.rules.lengths import Urgency
from texts.scene import Scene

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
SINCE, UNTIL = datetime(2026, 11, 1, tzinfo=HANOI), datetime(2026, 12, 1, tzinfo=HANOI)
AT = datetime(2026, 12, 1, 8, 0, tzinfo=HANOI)
AGENCY = "UBND huyện Mẫu"
HOUR = timedelta(hours=1)

UNITS = (
    Unit(id=1, name=AGENCY),
    Unit(id=2, name="Văn phòng HĐND và UBND", parent_id=1),
    Unit(id=3, name="Phòng Nông nghiệp và Phát triển nông thôn", parent_id=1),
    Unit(id=4, name="Phòng Tài chính - Kế hoạch", parent_id=1),
    Unit(id=5, name="Phòng Kinh tế và Hạ tầng", parent_id=1),
    Unit(id=6, name="Trung tâm Dịch vụ nông nghiệp", parent_id=3),
)
NAMES = (
    "Trần Thị Ngọc Ánh", "Nguyễn Văn An", "Lê Đức Thưởng", "Phạm Thị Kiều Oanh", "Hoàng Trọng Nghĩa",
    "Vũ Thị Bích Ngọc", "Đặng Hữu Phước", "Bùi Thị Mỹ Duyên", "Đỗ Quốc Khánh",
    "Ngô Thị Tường Vy", "Dương Văn Ưng", "Lý Thị Yến",
)  # fmt: skip
LEADER, OFFICER, HEAD = 11, 12, 13
PEOPLE = tuple(
    Person(id=11 + index, name=name, unit_id=1 + index % 6, roles=frozenset({Role.OFFICIAL}))
    for index, name in enumerate(NAMES)
)
WORK = (
    "Báo cáo kết quả giải ngân vốn đầu tư công",
    "Rà soát, cấp giấy chứng nhận quyền sử dụng đất còn tồn đọng trên địa bàn các xã",
    "Trả lời kiến nghị của cử tri về tuyến đường liên xã xuống cấp",
    "Xây dựng kế hoạch phòng, chống hạn hán và cháy rừng mùa khô",
    "Thẩm định hồ sơ quyết toán công trình hoàn thành",
)
WORDS: dict[int, str | None] = {
    1: "Chờ đơn vị tư vấn bàn giao hồ sơ đo đạc; đề nghị gia hạn đến khi có bản đồ.",
    2: "Luật và nghị định quy định khác nhau về thẩm quyền; đề nghị cấp trên hướng dẫn.",
    3: "Đề xuất số hóa hồ sơ để các xã tra cứu trực tuyến.",
    4: "Chậm do chưa bố trí người xử lý kịp thời.",
    5: "Mưa lũ kéo dài, không đo đạc được.",
    6: None,  # erased
}
FIELDS = ("Đất đai", "Đầu tư công", "Xây dựng", None)
DOCUMENTS = ("1234/UBND-TH", "88/TB-VP", "")


def scene(units: Iterable[Unit] = UNITS, people: Iterable[Person] = PEOPLE) -> Scene:
    chart = Chart(units={unit.id: unit for unit in units}, people={person.id: person for person in people})
    return Scene(timezone=HANOI, chart=chart)


def line(number: int, box: Box, draw: random.Random) -> ReportLine:
    """One task that stands in the box, everything else drawn."""
    late = box in {Box.DONE_LATE, Box.OPEN_OVERDUE}
    done = box in {Box.DONE_ON_TIME, Box.DONE_LATE}
    due = datetime(2026, 11, draw.randint(2, 27), 17, 0, tzinfo=HANOI)
    original = Deadline(moment=due, names_hour=False)
    extended = replace(original, moment=due + timedelta(days=2)) if draw.random() < 0.2 else original
    days_late = draw.randint(1, 15) if late else 0
    handed_in = extended.moment + timedelta(days=days_late or -draw.randint(0, 6), hours=-draw.randint(0, 8))
    document = draw.choice(DOCUMENTS)
    cause = draw.choice((Cause.OWN, Cause.OWN, Cause.OUTSIDE, None)) if late else None
    blockers = tuple(draw.sample((1, 2, 6), draw.randint(1, 2))) if draw.random() < 0.3 else ()
    initiatives = (3,) if draw.random() < 0.15 else ()
    label = draw.choice((None, None, None, *Label))
    person = draw.choice(PEOPLE)
    came_late = frozenset(initiatives) if late and not blockers else frozenset()
    case = Case(
        id=number,
        kind=CaseKind.TASK,
        number=number,
        title=f"{draw.choice(WORK)} (đợt {number})",
        product="Báo cáo bằng văn bản",
        assigner_id=draw.choice((LEADER, OFFICER, HEAD)),
        registrar_id=OFFICER,
        urgency=draw.choice(tuple(Urgency)),
        field=draw.choice(FIELDS),
        document=document,
        document_day=date(2026, 10, 28) if document else None,
        subject="V/v triển khai nhiệm vụ quý IV" if document else "",
        label=label,
        policy_version=1,
        deadline=extended,
        original=original,
        opened_at=SINCE - timedelta(days=draw.randint(-3, 20)),
    )
    return ReportLine(
        case=case,
        unit_id=person.unit_id,
        responsible_id=person.id,
        holder_id=person.id,
        held_since=SINCE + timedelta(days=draw.randint(0, 10), hours=9),
        coordinating=tuple(draw.sample((2, 3, 4), draw.randint(0, 2))),
        original=original,
        deadline=extended,
        handed_in_at=handed_in if done else None,
        closed_at=handed_in + 20 * HOUR if done else (AT - 30 * HOUR if box is Box.CANCELLED else None),
        box=box,
        phase=Phase.CLOSED if done or box is Box.CANCELLED else draw.choice((Phase.WORKING, Phase.SUBMITTED)),
        days_late=days_late,
        extensions=int(extended != original),
        transfers=draw.choice((0, 0, 0, 1)),
        returns=draw.choice((0, 0, 1)),
        cause=cause,
        cause_confirmed=cause is not None and draw.random() < 0.7,
        cause_words={Cause.OWN: 4, Cause.OUTSIDE: 5}[cause] if cause else None,
        blockers=blockers,
        conflicting_law=2 in blockers,
        initiatives=initiatives,
        came_late=came_late,
        is_protected=late and bool({*blockers, *initiatives} - came_late or label),
    )


def boxes(lines: Iterable[ReportLine]) -> Boxes:
    found = [line.box for line in lines]
    return Boxes(**{box.value: found.count(box) for box in Box})


def figures(lines: list[ReportLine]) -> Figures:
    late = [line for line in lines if line.box in {Box.DONE_LATE, Box.OPEN_OVERDUE}]
    return Figures(
        boxes=boxes(lines),
        carried_over=sum(line.case.opened_at < SINCE for line in lines),
        begun=sum(line.case.opened_at >= SINCE for line in lines),
        early=len(lines) // 7,
        waiting=sum(line.phase is Phase.SUBMITTED for line in lines),
        days_late=sum(line.days_late for line in late),
        own_causes=sum(line.cause is Cause.OWN for line in late),
        outside_causes=sum(line.cause is Cause.OUTSIDE and line.cause_confirmed for line in late),
        extensions_asked=sum(line.extensions for line in lines) + 1,
        extensions_granted=sum(line.extensions for line in lines),
        transfers_up=sum(line.transfers for line in lines),
        returns=sum(line.returns for line in lines),
        blockers=sum(len(line.blockers) for line in lines),
        conflicting_law=sum(line.conflicting_law for line in lines),
        initiatives=sum(len(line.initiatives) for line in lines),
        protected=sum(line.is_protected for line in late),
        handling=Spread(count=len(lines), median=21.5 * HOUR, ninth_decile=63 * HOUR) if lines else Spread(),
        acknowledging=Spread(count=len(lines), median=1.25 * HOUR, ninth_decile=7 * HOUR) if lines else Spread(),
        coordinating=Boxes(done_on_time=len(lines) // 3, open_overdue=len(lines) // 10),
        deciding=Spread(count=2, median=3 * HOUR, ninth_decile=9 * HOUR) if lines else Spread(),
        asking=len(lines) * 2 * HOUR,
        asked_about=len(lines) * 12 * HOUR,
        opinions=OpinionFigures(
            asked=len(lines), in_time=len(lines) // 2, deemed=len(lines) // 4, late_answers=len(lines) // 8, not_ours=1
        )
        if lines
        else OpinionFigures(),
    )


def grouped(lines: list[ReportLine], key: Callable[[ReportLine], int | str | None]) -> tuple[Group, ...]:
    found: dict[int | str | None, list[ReportLine]] = {}
    for one in lines:
        found.setdefault(key(one), []).append(one)
    return tuple(Group(key=key, figures=figures(these)) for key, these in found.items())


RANKS = {LEADER: Rank.LEADER, OFFICER: Rank.OFFICE, HEAD: Rank.HEAD}


def report(lines: list[ReportLine]) -> Report:
    people = list(dict.fromkeys(line.responsible_id for line in lines))
    units = {person.id: person.unit_id for person in PEOPLE}
    return Report(
        since=SINCE,
        until=UNTIL,
        at=AT,
        whole=figures(lines),
        groups={
            Grouping.UNIT: grouped(lines, lambda line: line.unit_id),
            Grouping.PERSON: grouped(lines, lambda line: line.responsible_id),
            Grouping.FIELD: grouped(lines, lambda line: line.case.field),
            Grouping.RANK: grouped(lines, lambda line: RANKS.get(line.case.assigner_id, Rank.OTHER)),
            Grouping.ASSIGNER: grouped(lines, lambda line: line.case.assigner_id),
            Grouping.DOCUMENT: grouped(lines, lambda line: line.case.document or None),
            Grouping.HEAD: grouped(lines, lambda line: line.unit_id and 10 + line.unit_id),
            Grouping.DEPUTY: grouped(lines, lambda _line: None),
        },
        lines=tuple(sorted(lines, key=lambda line: (line.unit_id or 0, line.deadline.moment))),
        loads=tuple(
            Load(
                person_id=one,
                unit_id=units.get(one),
                held=9,
                open_now=4,
                overdue_now=2,
                holding=61.5 * HOUR,
                holding_late=8 * HOUR,
            )
            for one in people
        ),
        points=tuple(
            Points(
                person_id=one,
                unit_id=units.get(one),
                month=date(2026, 11, 1),
                products=8,
                completed=7,
                delays=1,
                excused=1,
                returned=0,
                progress=96.875,
            )
            for one in people
        ),
        unit_points=tuple(
            UnitPoints(
                unit_id=unit,
                month=date(2026, 11, 1),
                people=people_there,
                products=8 * people_there,
                completed=7 * people_there,
                delays=people_there,
                excused=people_there,
                returned=0,
                progress=96.875,
            )
            for unit, people_there in Counter(units.get(one) for one in people).items()
        ),
        trend=tuple(
            MonthFigures(first=date(2026, month, 1), boxes=boxes(lines), handling=Spread(count=3, median=month * HOUR))
            for month in range(6, 12)
        ),
    )


def told(
    count: int,
    *,
    change: Callable[[ReportLine], ReportLine] = lambda line: line,
    scope: Scope | None = None,
    seed: int = 20261201,
) -> FinishedReport:
    """A month of so many tasks, the boxes in turn and one withdrawn in ten."""
    draw = random.Random(seed)
    usual = [Box.DONE_ON_TIME, Box.DONE_LATE, Box.OPEN_ON_TIME, Box.OPEN_OVERDUE, Box.DONE_ON_TIME] * 2
    usual[7] = Box.CANCELLED
    lines = [change(line(number, usual[number % 10], draw)) for number in range(1, count + 1)]
    sample = tuple(one.case.code for one in draw.sample(lines, min(count, 5)))
    return FinishedReport(report=report(lines), scope=scope or Scope(), words=WORDS, seed=seed, sample=sample)
