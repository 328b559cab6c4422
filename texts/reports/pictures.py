"""The words in pictures: plain, not HTML, and short."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum

from domain.duties.cases import Case
from domain.duties.duties import Duty, DutyKind, Phase
from domain.figures.reports import Report
from texts.duty_words import OUTCOMES, PARTS, PHASES
from texts.phrases import capital, plain
from texts.scene import Scene


class Mark(StrEnum):
    """What is marked on or beside a holder's bar."""

    ACKNOWLEDGED = "acknowledged"
    NUDGED = "nudged"
    ESCALATED = "escalated"
    EXTENDED = "extended"
    RETURNED = "returned"
    DEEMED = "deemed"


MARKS = {
    Mark.ACKNOWLEDGED: "xác nhận đã nhận",
    Mark.NUDGED: "nhắc việc, đôn đốc",
    Mark.ESCALATED: "báo lên trên",
    Mark.EXTENDED: "được gia hạn",
    Mark.RETURNED: "bị trả lại",
    Mark.DEEMED: "mặc nhiên đồng ý",
}

UNACKNOWLEDGED = "chưa xác nhận"
AFTER_DEADLINE = "giữ sau hạn"
NOW = "lúc lập hình"
FIRST_DEADLINE = "hạn ban đầu"
OTHER_DEADLINE = "hạn ở giữa"
DEADLINE = "hạn đang có hiệu lực"


def phase_words(phase: Phase, kinds: frozenset[DutyKind]) -> str:
    """What a bar's colour means in this case: who reads a circular does not carry it out."""
    return "đang giữ" if phase is Phase.WORKING and not kinds & _WORK else PHASES[phase]


_WORK = frozenset({DutyKind.LEAD, DutyKind.COORDINATING})


def course_heading(case: Case) -> str:
    return f"{case.code} – {case.title}"


def course_deadline(scene: Scene, case: Case) -> str:
    moved = f"; ban đầu {scene.deadline(case.original)}" if case.original != case.deadline else ""
    return f"Hạn: {scene.deadline(case.deadline)}{moved}"


def course_note(scene: Scene, now: datetime) -> str:
    return (
        f"Lập lúc {scene.moment(now)}. Chiều ngang là thời gian làm việc, không tính đêm và ngày nghỉ; "
        "số giờ dưới tên là giờ làm việc đã giữ, «trễ» là phần giữ sau hạn."
    )


def part_title(scene: Scene, duty: Duty) -> str:
    return f"{capital(PARTS[duty.kind])} – {plain(scene.addressee(duty))}"


def part_ended(duty: Duty) -> str:
    """What came of it; empty while it is open."""
    return OUTCOMES[duty.outcome] if duty.outcome is not None else ""


def holder_name(scene: Scene, person_id: int) -> str:
    person = scene.chart.people.get(person_id)
    return person.name if person is not None and person.name else "(đã xóa dữ liệu)"


def spent(worked: timedelta, late: timedelta) -> str:
    """`37,5 giờ, trễ 8 giờ`: hours of work."""
    return f"{hours(worked)}, trễ {hours(late)}" if late else hours(worked)


def hours(length: timedelta) -> str:
    return f"{decimal(length.total_seconds() / 3600)} giờ"


def decimal(number: float) -> str:
    """A number with one decimal, and a comma as it is written in Vietnamese; none for a whole number."""
    return f"{number:.1f}".removesuffix(".0").replace(".", ",")


def day_label(day: date, *, with_year: bool) -> str:
    return f"{day:%d/%m/%y}" if with_year else f"{day:%d/%m}"


def holders_left_out(count: int) -> str:
    return f"… và {count} người nữa đã giữ phần này."


def parts_left_out(count: int) -> str:
    return f"Còn {count} phần việc nữa không vẽ ở đây: xem trong tin nhắn."


# The report

NO_TASKS = "Không có nhiệm vụ nào trong thời gian này."
NO_FIGURES = "Chưa có số liệu."
NO_UNIT = "(không thuộc đơn vị nào)"
BY_UNIT = "Kết quả theo đơn vị (số nhiệm vụ)"
TREND = "Theo tháng"
SHARE = "Tỷ lệ hoàn thành đúng hạn (%) trên số nhiệm vụ đã đến hạn"
MEDIAN = "Thời gian xử lý, trung vị (giờ làm việc)"
LOADS = "Ai đang giữ bao nhiêu việc"
BOXES = ("hoàn thành đúng hạn", "hoàn thành quá hạn", "đang làm, trong hạn", "đang làm, quá hạn")
IN_HAND, OVERDUE = "đang giữ, trong hạn", "đang giữ, quá hạn"


def report_heading(scene: Scene, report: Report) -> str:
    first, last = report.since.astimezone(scene.timezone), report.until.astimezone(scene.timezone)
    last -= timedelta(microseconds=1)  # the end is not part of the time
    return f"Tình hình nhiệm vụ từ {first:%d/%m/%Y} đến {last:%d/%m/%Y}"


def report_note(scene: Scene, report: Report) -> str:
    boxes = report.whole.boxes
    withdrawn = f"; ngoài ra đã thu hồi {boxes.cancelled}" if boxes.cancelled else ""
    return f"Số liệu đến {scene.moment(report.at)}. Tổng số {boxes.total} nhiệm vụ{withdrawn}."


def unit_name(scene: Scene, key: int | str | None) -> str:
    return (plain(scene.unit(key)) if isinstance(key, int) else "") or NO_UNIT


def units_left_out(count: int) -> str:
    return f"{count} đơn vị khác"


def people_left_out(count: int) -> str:
    return f"… và {count} người nữa đang giữ ít việc hơn."


def share_of(done: int, fallen_due: int) -> tuple[str, str]:
    """What the share is of: the denominator is always printed, behind the numerator or below it."""
    return str(done), f"/{fallen_due}"


def month_label(first: date) -> str:
    return f"{first:%m/%y}"


def load_words(open_now: int, overdue_now: int) -> str:
    return f"{open_now} ({overdue_now} quá hạn)" if overdue_now else f"{open_now}"
