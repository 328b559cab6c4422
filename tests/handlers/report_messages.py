"""One sample of everything that is said of reports in the chat."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from domain.duties.duties import DutyKind
from domain.duties.statements import Cause
from domain.figures.afterwards import LaterConfirmation
from domain.figures.records import Box
from domain.figures.scopes import Scope
from tests.handlers.report_samples import AT, told
from tests.handlers.report_samples import scene as scene_of
from texts.reports import chat as texts
from texts.reports import lists, naming, people

TYPED = "tháng 11/2026"


def report_samples() -> Iterator[tuple[str, str]]:
    scene, month = scene_of(), told(40)
    yield "báo cáo tháng", texts.report(scene, month, typed=TYPED)
    one = told(8, scope=Scope(unit_id=5, field="Đất đai"))
    yield "báo cáo một đơn vị, một lĩnh vực", texts.report(scene, one, typed=f"{TYPED} Phòng Kinh tế và Hạ tầng")
    inspected = replace(one, scope=Scope(within=frozenset({3, 5, 6})))
    yield "báo cáo cho thanh tra của vài đơn vị", texts.report(scene, inspected, typed=TYPED)
    yield "báo cáo không có nhiệm vụ nào", texts.report(scene, told(0), typed=TYPED)
    still = [line for line in month.report.lines if line.box in {Box.OPEN_ON_TIME, Box.OPEN_OVERDUE}]
    whole = replace(
        month.report.whole, boxes=replace(month.report.whole.boxes, done_on_time=0, done_late=0, cancelled=0)
    )
    now = replace(month, report=replace(month.report, since=AT, until=AT, lines=tuple(still), whole=whole))
    yield "tình trạng tại thời điểm này", texts.report(scene, now, typed="nay")
    case = month.report.lines[0].case
    later = LaterConfirmation(
        case=case,
        kind=DutyKind.LEAD,
        unit_id=5,
        person_id=month.report.lines[0].responsible_id,
        month=date(2026, 10, 1),
        cause=Cause.OUTSIDE,
        at=AT,
        before=75.0,
        after=100.0,
    )
    both = (later, replace(later, cause=None, before=None, after=None))
    corrected = replace(month, report=replace(month.report, later=both))
    yield "xác nhận sau khi tháng đã chốt", texts.later(scene, corrected)
    yield "tệp báo cáo", texts.files(scene, month, [naming.file_name(scene, month, "xlsx")])
    yield "ảnh", texts.picture(scene, month)
    yield "ảnh, không có gì để vẽ", texts.picture(scene, told(0))
    yield "danh sách quá hạn", lists.overdue(scene, told(9))
    yield "danh sách quá hạn, dài", lists.overdue(scene, told(100))
    yield "danh sách quá hạn, không có", lists.overdue(scene, told(0))
    good = told(12, change=lambda line: replace(line, box=Box.DONE_ON_TIME) if line.unit_id in {2, 3} else line)
    yield "biểu dương", lists.praise(scene, good)
    yield "biểu dương, chưa có", lists.praise(scene, told(0))
    confirmed = told(12, change=lambda line: replace(line, cause=Cause.OWN, cause_confirmed=line.case.number % 2 == 0))
    yield "để xem xét công khai", lists.publication(scene, confirmed)
    yield "để xem xét công khai, không có", lists.publication(scene, told(0))
    yield "vướng mắc", lists.blockers(scene, told(12))
    yield "vướng mắc, không có", lists.blockers(scene, told(0))
    yield "mẫu kiểm tra", lists.sample(scene, month, typed=TYPED)
    person = month.report.lines[0].responsible_id
    own = replace(month, scope=Scope(person_id=person))
    earlier = tuple(
        replace(one, month=date(2026, 10, 1), delays=0, excused=0, returned=1, progress=100.0)
        for one in own.report.points
    )
    own = replace(own, report=replace(own.report, points=(*earlier, *own.report.points), lines=own.report.lines[:6]))
    yield "số liệu của một cá nhân", people.dossier(scene, own, typed="năm 2026 Nguyễn Văn An")
    yield "số liệu của chính mình", people.dossier(scene, replace(told(3), scope=Scope(person_id=person)), typed="")
