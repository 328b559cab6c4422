"""Lists of a report in the chat: what is overdue, what is to be praised or published, blockers, a drawn sample (M37,
M38, M41). Each says of how many; what a phone does not show stands in the files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from html import escape

from actions.reports import FinishedReport
from domain.figures import lists
from domain.figures.figures import Group, Grouping
from domain.figures.lists import ReportLine
from texts.duty_words import PHASES
from texts.phrases import capital, lines
from texts.reports import rows as rr
from texts.reports import words as rw
from texts.reports.chat import head
from texts.reports.figures import BOXES
from texts.scene import Scene

LISTED = 15  # lines of one list
TITLE = 80  # characters
WORDS = 160


def overdue(scene: Scene, told: FinishedReport) -> str:
    """What is overdue and not done, longest first: with whom it lies since when, and what stands beside it."""
    late = lists.overdue(told.report.lines)
    return _list(
        scene,
        told,
        "Nhiệm vụ quá hạn chưa hoàn thành",
        of=f"{rw.number(len(late))} quá hạn trong {rw.number(told.report.whole.boxes.total)} nhiệm vụ",
        shown=late,
        say=lambda line: late_line(scene, told, line),
        none="Không có nhiệm vụ nào quá hạn chưa hoàn thành.",
    )


def late_line(scene: Scene, told: FinishedReport, line: ReportLine) -> str:
    """A late task: how late, with whom, why, and what protects who dared (M54)."""
    holds = (
        f"{PHASES[line.phase]}, {scene.as_of(told.report.at).present(line.holder_id)} giữ từ {rw.day(scene, line.held_since)}"
        if line.closed_at is None
        else f"{scene.person(line.responsible_id)} nộp ngày {rw.day(scene, line.handed_in_at)}"
    )
    cause = rr.cause(told, line, WORDS)
    protection = rr.protection(told, line, WORDS)
    return lines(
        f"• {_title(line)} – {escape(rw.unit(scene, line.unit_id))}",
        f"  Hạn {rw.day(scene, line.deadline.moment)}, chậm {rw.number(line.days_late)} ngày làm việc; {holds}",
        f"  Nguyên nhân: {escape(cause)}" if cause else "",
        f"  Căn cứ bảo vệ: {escape(protection)}" if protection else "",
    )


def praise(scene: Scene, told: FinishedReport) -> str:
    """Units and people with tasks fallen due and none of them late; nothing but what the record shows."""
    units, people = (_good(scene, told, grouping) for grouping in (Grouping.UNIT, Grouping.PERSON))
    if not units and not people:
        return f"{head(scene, told, _PRAISE)}\n\nChưa có đơn vị, cá nhân nào có nhiệm vụ đến hạn trong kỳ mà tất cả đều đúng hạn."
    return "\n\n".join(
        part
        for part in (
            head(scene, told, _PRAISE),
            "Gồm đơn vị, cá nhân có nhiệm vụ phải hoàn thành trong kỳ và <b>tất cả</b> đều đúng hạn.",
            _numbered("Đơn vị", units),
            _numbered("Cá nhân (là người nộp kết quả)", people),
            "<i>Dondoc chỉ nêu số liệu; khen thưởng do người có thẩm quyền quyết định.</i>",
        )
        if part
    )


_PRAISE = "Danh sách đề nghị biểu dương"


def _good(scene: Scene, told: FinishedReport, grouping: Grouping) -> list[str]:
    """Each with its number of tasks and how many of them early."""
    found = lists.groups_for_praise(told.report.groups.get(grouping, ()), partial(rw.group, scene, grouping))
    return [_good_line(scene, grouping, one) for one in found]


def _good_line(scene: Scene, grouping: Grouping, one: Group) -> str:
    figures = one.figures
    early = f", {rw.number(figures.early)} xong trước hạn từ một ngày làm việc" if figures.early else ""
    own = f", tự giao, tự nghiệm thu {rw.number(figures.self_judged)}" if figures.self_judged else ""
    done = f"{rw.number(figures.boxes.done_on_time)}/{rw.number(figures.boxes.fallen_due)} đúng hạn{early}{own}"
    return f"{escape(rw.group(scene, grouping, one))}: {done}"


def _numbered(title: str, found: Sequence[str]) -> str:
    if not found:
        return ""
    shown = [f"{number}. {text}" for number, text in enumerate(found[:LISTED], start=1)]
    return lines(f"<b>{title}</b>", *shown, _rest(len(found)))


def publication(scene: Scene, told: FinishedReport) -> str:
    """What was late by a cause of one's own that a competent person has confirmed, and nothing else (M34, M38). Of
    people it names none: what is published of them a competent person decides."""
    late, named = lists.late(told.report.lines), lists.for_publication(told.report.lines)
    others = len(late) - len(named)
    return _list(
        scene,
        told,
        "Danh sách để xem xét công khai",
        of=f"{rw.number(len(named))} nhiệm vụ chậm do nguyên nhân chủ quan đã được xác nhận, trong {rw.number(len(late))} nhiệm vụ "
        f"chậm của tổng số {rw.number(told.report.whole.boxes.total)}. Không nêu {rw.number(others)} nhiệm vụ chậm còn lại: nguyên "
        "nhân chưa được xác nhận là chủ quan",
        shown=named,
        say=lambda line: _published(scene, told, line),
        none="Không có nhiệm vụ chậm nào mà nguyên nhân chủ quan đã được xác nhận.",
        note="<i>Danh sách không nêu tên cá nhân. Việc công khai do người có thẩm quyền quyết định, sau khi xem căn cứ bảo "
        "vệ.</i>",
    )


def _published(scene: Scene, told: FinishedReport, line: ReportLine) -> str:
    protection = rr.protection(told, line, WORDS)
    return lines(
        f"• {_title(line)} – {escape(rw.unit(scene, line.unit_id))}: {_box(line)}, chậm {rw.number(line.days_late)} ngày "
        "làm việc",
        f"  Căn cứ bảo vệ: {escape(protection)}" if protection else "",
    )


def blockers(scene: Scene, told: FinishedReport) -> str:
    """What stood in the way, conflicting law first (M12, M41)."""
    found = lists.blocked(sorted(told.report.lines, key=lambda line: line.case.number))
    law = sum(line.conflicting_law for line in found)
    return _list(
        scene,
        told,
        "Vướng mắc đã báo",
        of=f"{rw.number(len(found))} nhiệm vụ có vướng mắc, trong đó vướng quy định chồng chéo {rw.number(law)}",
        shown=found,
        say=lambda line: lines(
            f"• {_title(line)} – {escape(rw.unit(scene, line.unit_id))}",
            f"  {escape(rr.blockers(told, line, 2 * WORDS))}",
        ),
        none="Không có nhiệm vụ nào báo vướng mắc.",
    )


def sample(scene: Scene, told: FinishedReport, *, typed: str) -> str:
    """The tasks drawn for inspection: who types the same command on the same figures draws the same."""
    shown = lists.drawn(told.report.lines, told.sample)
    again = f"<code>/baocao {escape(typed)} mẫu {len(shown)} hạt giống {told.seed}</code>"
    return _list(
        scene,
        told,
        "Mẫu kiểm tra ngẫu nhiên",
        of=f"{len(shown)} trong {rw.number(len(told.report.lines))} nhiệm vụ, hạt giống {told.seed}. Rút lại đúng mẫu này: {again}",
        shown=shown,
        say=lambda line: f"• {_title(line)} – {escape(rw.unit(scene, line.unit_id))}: {_box(line)}",
        none="Không có nhiệm vụ nào để rút mẫu.",
    )


def _box(line: ReportLine) -> str:
    return BOXES[line.box].lower()


def _list(
    scene: Scene,
    told: FinishedReport,
    title: str,
    *,
    of: str,
    shown: Sequence[ReportLine],
    say: Callable[[ReportLine], str],
    none: str,
    note: str = "",
) -> str:
    if not shown:
        return f"{head(scene, told, title)}\n\n{none}"
    return "\n\n".join(
        part
        for part in (
            head(scene, told, title),
            f"{capital(of)}.",
            "\n".join(say(line) for line in shown[:LISTED]),
            _rest(len(shown)),
            note,
        )
        if part
    )


def _rest(count: int) -> str:
    rest = count - LISTED
    return f"… và {rw.number(rest)} mục nữa: có đủ trong tệp <code>xlsx</code>." if rest > 0 else ""


def _title(line: ReportLine) -> str:
    return f"<b>{line.case.code}</b> {escape(rw.bounded(line.case.title, TITLE))}"
