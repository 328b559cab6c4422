"""The sections of a report as an administrative document: sentences, items, tables (M35, M36, M38, M41, M54)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from actions.reports import FinishedReport
from domain.figures.figures import FOUR_BOXES, Figures, Grouping, Spread
from domain.figures.lists import ReportLine, blocked, causes_of, late
from domain.figures.points import UnitPoints, of_last_month
from domain.figures.records import Box
from texts.phrases import capital
from texts.reports import rows
from texts.reports import words as rw
from texts.reports.figures import BOXES
from texts.reports.paper import LONG, SHORT
from texts.scene import Scene

LISTED = 10  # tasks named in a section; the annex and the spreadsheet have the others
UNIT_COLUMNS = (
    "STT", "Đơn vị", "Tổng số", "Xong đúng hạn", "Xong quá hạn", "Đang làm, trong hạn", "Đang làm, quá hạn",
    "Đúng hạn trên số xong", "Đúng hạn trên số phải xong",
)  # fmt: skip
POINT_COLUMNS = (
    "Đơn vị", "Số người", "Sản phẩm đến hạn", "Đã hoàn thành", "Chậm bị trừ điểm", "Chậm do khách quan",
    "Điểm tiến độ (trên 100)",
)  # fmt: skip
POINTS_SHOWN = 40  # units; the spreadsheet has them all


@dataclass(frozen=True, kw_only=True)
class Section:
    """A section: its heading, sentences and items, then the table of units where it has one, then what a human adds."""

    heading: str
    sentences: tuple[str, ...]
    items: tuple[str, ...] = ()
    table: tuple[tuple[str, ...], ...] = ()
    points: tuple[tuple[str, ...], ...] = ()
    points_of: str = ""  # what stands above them
    to_write: str = ""


def parts(scene: Scene, told: FinishedReport) -> tuple[Section, ...]:
    return (
        _results(scene, told),
        _by_unit(scene, told),
        _late(scene, told),
        _together(scene, told),
        _blockers(scene, told),
        Section(
            heading="VI. KIẾN NGHỊ, ĐỀ XUẤT",
            sentences=(),
            to_write="[Người soạn viết: kiến nghị, đề xuất với cấp trên; nhiệm vụ trọng tâm kỳ tới.]",
        ),
    )


def _results(scene: Scene, told: FinishedReport) -> Section:
    whole, boxes = told.report.whole, told.report.whole.boxes
    when, about = rw.period(scene, told.report), rw.about(scene, told.scope)
    as_of = f"Trong thời gian báo cáo ({when}; {about}), tính đến {scene.step(told.report.at)},"
    if told.report.is_moment:
        as_of = f"{capital(when)} ({about})"
    if not boxes.total and not boxes.cancelled:
        said = f"{as_of} không có nhiệm vụ nào."
        return Section(heading="I. KẾT QUẢ THỰC HIỆN", sentences=(said,))
    withdrawn = f", không kể {rw.number(boxes.cancelled)} nhiệm vụ đã thu hồi" if boxes.cancelled else ""
    with_withdrawn = " (kể cả nhiệm vụ đã thu hồi)" if boxes.cancelled else ""
    sentences = [
        f"{as_of} có "
        f"{rw.number(boxes.total)} nhiệm vụ phải theo dõi{withdrawn}. Kỳ trước chuyển sang "
        f"{rw.number(whole.carried_over)}, giao trong kỳ {rw.number(whole.begun)}{with_withdrawn}. Cụ thể:",
    ]
    items = [f"{BOXES[box]}: {rw.share(boxes.of(box), boxes.total)};" for box in FOUR_BOXES]
    items += [f"Trong số đã hoàn thành, tự giao, tự nghiệm thu: {rw.number(whole.self_judged)};"] * bool(
        whole.self_judged
    )
    items += [
        f"Tỷ lệ đúng hạn trên số đã hoàn thành: {rw.share(boxes.done_on_time, boxes.done)};",
        "Tỷ lệ đúng hạn trên số phải xong (đã hoàn thành và đang quá hạn): "
        f"{rw.share(boxes.done_on_time, boxes.fallen_due)};",
        f"Hoàn thành trước hạn ít nhất một ngày làm việc: {rw.number(whole.early)}; đã nộp, chờ nghiệm thu: "
        f"{rw.number(whole.waiting)}; đang tạm dừng: {rw.number(whole.paused)};",
        f"Thời gian xử lý: {_took(whole.handling)}.",
    ]
    return Section(heading="I. KẾT QUẢ THỰC HIỆN", sentences=tuple(sentences), items=tuple(items))


def _took(spread: Spread) -> str:
    if spread.median is None:
        return "chưa có trường hợp nào"
    return (
        f"trung vị {rw.length(spread.median)}, 90% không quá {rw.length(spread.ninth_decile)} (giờ làm việc, "
        f"{rw.number(spread.count)} trường hợp)"
    )


def _by_unit(scene: Scene, told: FinishedReport) -> Section:
    groups = told.report.groups.get(Grouping.UNIT, ())
    table = tuple(
        _unit_row(str(number), _marked(rw.group(scene, Grouping.UNIT, group), group.figures), group.figures)
        for number, group in enumerate(groups, start=1)
    )
    rolled = of_last_month(told.report.unit_points)
    total = (_unit_row("", "Cộng", told.report.whole),) if table else ()
    return Section(
        heading="II. KẾT QUẢ THEO ĐƠN VỊ",
        sentences=("Mỗi nhiệm vụ tính một lần, ở đơn vị chủ trì; nhiệm vụ đã thu hồi không tính.",)
        if table
        else (rw.NO_TASK,),
        table=(*table, *total),
        points=tuple(_points_row(scene, one) for one in rolled[:POINTS_SHOWN]),
        points_of=_points_title(rolled) if rolled else "",
    )


def _marked(name: str, figures: Figures) -> str:
    own = rw.number(figures.self_judged)
    return f"{name} (tự giao, tự nghiệm thu: {own})" if figures.self_judged else name


def _points_title(rolled: Sequence[UnitPoints]) -> str:
    more = (
        f"; {POINTS_SHOWN} trên {rw.number(len(rolled))} đơn vị, đủ ở bảng tính kèm theo"
        if len(rolled) > POINTS_SHOWN
        else ""
    )
    return (
        f"Điểm tiến độ {rw.month(rolled[0].month)} cộng từ cá nhân lên (Nghị định 335/2025/NĐ-CP; mỗi đơn vị gồm cả các đơn vị "
        f"trực thuộc{more}):"
    )


def _points_row(scene: Scene, one: UnitPoints) -> tuple[str, ...]:
    counts = (one.people, one.products, one.completed, one.delays, one.excused)
    return (rw.unit(scene, one.unit_id), *map(rw.number, counts), rw.points(one.progress))


def _unit_row(number: str, name: str, figures: Figures) -> tuple[str, ...]:
    boxes = figures.boxes
    counts = (boxes.total, *(boxes.of(box) for box in FOUR_BOXES))
    rates = (rw.percent(boxes.on_time_of_done), rw.percent(boxes.on_time_of_fallen_due))
    return (number, name, *map(rw.number, counts), *rates)


def _late(scene: Scene, told: FinishedReport) -> Section:
    whole, lines = told.report.whole, told.report.lines
    boxes, found = whole.boxes, late(lines)
    corrected = tuple(f"Xác nhận sau khi tháng đã chốt: {rows.later(scene, one)}." for one in told.report.later)
    if not found:
        none = ("Không có nhiệm vụ chậm hoặc quá hạn.",)
        return Section(heading="III. NHIỆM VỤ QUÁ HẠN, NGUYÊN NHÂN", sentences=none, items=corrected)
    causes = causes_of(found)
    sentences = [
        f"Có {rw.number(len(found))} nhiệm vụ chậm: {rw.number(boxes.open_overdue)} đang quá hạn, "
        f"{rw.number(boxes.done_late)} đã hoàn thành nhưng quá hạn; tổng số ngày trễ {rw.number(whole.days_late)} ngày "
        "làm việc.",
        f"Nguyên nhân được người có thẩm quyền xác nhận: chủ quan {rw.number(causes.own)}, khách quan {rw.number(causes.outside)}; đã "
        f"nêu nhưng chưa được xác nhận {rw.number(causes.unconfirmed)}; chưa nêu "
        f"{rw.number(causes.unnamed)}. Trong kỳ được gia hạn {rw.number(whole.extensions_granted)} trên "
        f"{rw.number(whole.extensions_asked)} lần xin.",
        f"Bảo vệ cán bộ dám nghĩ, dám làm: {rw.number(whole.protected)} nhiệm vụ chậm nhưng có sáng kiến, có vướng mắc "
        "báo kịp thời hoặc là nhiệm vụ mới, khó, thí điểm; căn cứ ghi ngay bên cạnh để xem xét khi đánh giá.",
        f"Các nhiệm vụ chậm nhiều nhất{_of(len(found))}:",
    ]
    return Section(
        heading="III. NHIỆM VỤ QUÁ HẠN, NGUYÊN NHÂN",
        sentences=tuple(sentences),
        items=(*(_late_item(scene, told, line) for line in found[:LISTED]), *corrected),
    )


def _late_item(scene: Scene, told: FinishedReport, line: ReportLine) -> str:
    why, protected = rows.cause(told, line, LONG), rows.protection(told, line, LONG)
    state = "đang quá hạn" if line.box is Box.OPEN_OVERDUE else "hoàn thành quá hạn"
    long = f"{rw.number(line.days_late)} ngày" if line.days_late else "ngay trong ngày đến hạn"
    said = f"{_task(scene, line)}, {state} {long}. {_ended(f'Nguyên nhân: {why}' if why else 'Nguyên nhân: chưa nêu')}"
    return f"{said} {_ended(f'Căn cứ bảo vệ: {protected}')}" if protected else said


def _ended(text: str) -> str:
    """A sentence with one full stop, unless it is cut."""
    return text if text.endswith("…") else f"{text.rstrip('. ')}."


def _task(scene: Scene, line: ReportLine) -> str:
    unit, person = rw.unit(scene, line.unit_id), rw.person(scene, line.responsible_id)
    return f"{line.case.code} – {rw.bounded(line.case.title, SHORT)} ({unit}; {person})"


def _of(count: int) -> str:
    return f" ({LISTED} trên {rw.number(count)}, đủ ở bảng tính kèm theo)" if count > LISTED else ""


def _together(scene: Scene, told: FinishedReport) -> Section:
    whole = told.report.whole
    boxes, opinions = whole.coordinating, whole.opinions
    sentences = [
        f"Phần việc phối hợp: {rw.number(boxes.total)}; hoàn thành đúng hạn "
        f"{rw.share(boxes.done_on_time, boxes.total)}, đang quá hạn {rw.share(boxes.open_overdue, boxes.total)}.",
        f"Lấy ý kiến: {rw.number(opinions.asked)} lượt đơn vị được hỏi; trả lời đúng hạn "
        f"{rw.share(opinions.in_time, opinions.settled)}; mặc nhiên đồng ý do im lặng hoặc trả lời muộn "
        f"{rw.share(opinions.deemed, opinions.settled)}; còn chờ {rw.number(opinions.still_open)}. Thời gian trả lời: "
        f"{_took(opinions.time_to_answer)}.",
        f"Hỏi không đúng nơi (được trả lời không thuộc chức năng): {rw.number(opinions.not_ours)}; báo thiếu hồ sơ: "
        f"{rw.number(opinions.lacking)}; ý kiến không nêu lý do: {rw.number(opinions.empty)}. Thời gian có lấy ý kiến "
        f"phục vụ nhiệm vụ: {rw.length(whole.asking)} trên {rw.length(whole.asked_about)} làm việc "
        f"({rw.percent(whole.asking / whole.asked_about if whole.asked_about else None)}); hạn của nhiệm vụ vẫn tính.",
    ]
    passed = told.report.passings
    if passed:
        sentences.append(
            f"Việc chuyển đi trong kỳ: {rw.number(len(passed))}, gồm {rw.number(sum(one.upward for one in passed))} chuyển lên "
            f"vì vượt thẩm quyền và {rw.number(sum(not one.upward for one in passed))} chuyển sang nơi khác vì không thuộc "
            "chức năng:"
        )
    items = tuple(f"{'Chuyển lên' if one.upward else 'Chuyển ngang'}: {rows.passed_on(scene, one)}." for one in passed)
    return Section(heading="IV. PHỐI HỢP VÀ LẤY Ý KIẾN", sentences=tuple(sentences), items=items)


def _blockers(scene: Scene, told: FinishedReport) -> Section:
    whole = told.report.whole
    found = blocked(told.report.lines)
    if not found:
        return Section(
            heading="V. VƯỚNG MẮC, QUY ĐỊNH CHỒNG CHÉO", sentences=("Không có vướng mắc nào được báo trong kỳ.",)
        )
    law = sum(line.conflicting_law for line in found)
    said = (
        f"Có {rw.number(len(found))} nhiệm vụ có vướng mắc, cộng {rw.number(sum(len(line.blockers) for line in found))} vướng "
        f"mắc kể cả báo từ kỳ trước, trong đó {rw.number(law)} nhiệm vụ vướng quy định mâu thuẫn, chồng chéo; riêng trong kỳ "
        f"có {rw.number(whole.blockers)} lần báo vướng mắc ở mọi phần việc{_of(len(found))}:"
    )
    return Section(
        heading="V. VƯỚNG MẮC, QUY ĐỊNH CHỒNG CHÉO",
        sentences=(said,),
        items=tuple(f"{_task(scene, line)}: {_ended(rows.blockers(told, line, LONG))}" for line in found[:LISTED]),
    )
