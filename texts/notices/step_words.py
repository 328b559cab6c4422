"""What is said of each step of the ladder: in a plan, in a digest, at the head of its notice, in the rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from domain.duties.cases import Case
from domain.duties.duties import DecisionKind, Duty, DutyKind, Phase
from domain.duties.silence import is_never_deemed
from domain.ladder.steps import StepKind
from domain.rules.lengths import Length, Measure
from domain.rules.step_times import StepTime
from texts.duty_words import DECISIONS
from texts.scene import Scene, by_when, case_heading

StepHead = Callable[[Scene, Case, Duty, bool], str]


NOT_DEEMED = "không ghi nhận mặc nhiên đồng ý, vì kênh nhắn tin của người trả lời có thể sót tin"


@dataclass(frozen=True)
class StepWords:
    """`name` says what happens then, `standing` how the duty stands; `head` says it at the moment, to who holds the
    duty or to others. Without one the notice has words of its own (texts/notices/steps.py)."""

    name: str
    standing: str
    head: StepHead | None = None


def _unacknowledged(scene: Scene, case: Case, duty: Duty, mine: bool) -> str:
    if duty.kind is DutyKind.READING:
        who = "đồng chí chưa xác nhận đã đọc" if mine else "văn bản phổ biến chưa được xác nhận đã đọc"
    else:
        who = "đồng chí chưa xác nhận đã nhận việc" if mine else "việc chưa được xác nhận đã nhận"
    sent = "gửi" if duty.kind is DutyKind.READING else "giao"
    return f"{case_heading(case)}: {who} ({sent} lúc {scene.moment(duty.held_since)}). Hạn: {by_when(scene, duty, emphasised=True)}"


def _due_soon(scene: Scene, case: Case, duty: Duty, _mine: bool) -> str:
    return f"Sắp đến hạn: {case_heading(case)}. Hạn: {by_when(scene, duty, emphasised=True)}"


def never_deemed(scene: Scene, case: Case, duty: Duty) -> str:
    """What comes of silence where it is known beforehand that it will be no consent; empty where it may be."""
    if not is_never_deemed(scene.chart, duty, case):
        return ""
    return f"Đến hết hạn mà chưa trả lời thì Văn phòng quyết định; {NOT_DEEMED}."


def of_silence(scene: Scene, asked: Sequence[Duty], undeemed: Sequence[Duty]) -> list[str]:
    """The same before it is asked, of all units and of those whose silence is known to be no consent."""
    said = []
    if len(undeemed) < len(asked):
        said.append("Đến hạn mà đơn vị không trả lời thì được ghi nhận là mặc nhiên đồng ý với đề xuất trên.")
    if undeemed:
        units = ", ".join(scene.unit(duty.unit_id) for duty in undeemed)
        said.append(f"{units}: {NOT_DEEMED}. Đến hạn không trả lời thì Văn phòng quyết định (/ghigiay).")
    return said


def _opinion_warning(scene: Scene, case: Case, duty: Duty, _mine: bool) -> str:
    silent = "Đến hết hạn mà chưa trả lời thì được ghi nhận là mặc nhiên đồng ý; thủ trưởng đơn vị chịu trách nhiệm."
    return (
        f"Sắp hết hạn cho ý kiến: {case_heading(case)}. {scene.unit(duty.unit_id)} chưa trả lời; "
        f"hạn <b>{scene.deadline(duty.deadline)}</b>. {never_deemed(scene, case, duty) or silent}"
    )


def _undecided(scene: Scene, case: Case, duty: Duty, _mine: bool) -> str:
    return (
        f"<b>Chờ Văn phòng quyết định</b>: {case_heading(case)}. {scene.unit(duty.unit_id)} chưa trả lời; hạn "
        f"<b>{scene.deadline(duty.deadline)}</b> đã qua mà không ghi nhận mặc nhiên đồng ý, vì không chắc Dondoc đã nhận "
        "được mọi tin của đơn vị."
    )


def _overdue(scene: Scene, case: Case, duty: Duty, _mine: bool) -> str:
    return f"<b>Quá hạn</b>: {case_heading(case)}. Hạn: {by_when(scene, duty, emphasised=True)}"


def _silent(scene: Scene, case: Case, duty: Duty, _mine: bool) -> str:
    return f"Chưa có tiến độ từ {scene.moment(duty.heard_at)}: {case_heading(case)}. Hạn: {by_when(scene, duty, emphasised=True)}"


def _waiting(scene: Scene, case: Case, duty: Duty, _mine: bool) -> str:
    what = {
        Phase.SUBMITTED: "kết quả chờ nghiệm thu",
        Phase.LACKING: "hồ sơ chờ bổ sung",
        Phase.DRAFTED: "dự thảo chờ thủ trưởng ký",
        Phase.FREED: "đã duyệt từ chối, chờ giao lại",
    }.get(duty.phase, f"{DECISIONS[duty.decision or DecisionKind.EXTENSION]} chờ quyết định")
    return f"{case_heading(case)}: {what} từ {scene.moment(duty.held_since)}."


def _paused(scene: Scene, case: Case, duty: Duty, _mine: bool) -> str:
    return f"Đang tạm dừng từ {scene.moment(duty.held_since)}: {case_heading(case)}."


def _clearing(scene: Scene, case: Case, duty: Duty, _mine: bool) -> str:
    return f"Cần <b>dứt điểm</b>: {case_heading(case)}. Hạn {by_when(scene, duty, emphasised=True)}, đến nay chưa xong."


def _last_soon(scene: Scene, case: Case, duty: Duty, _mine: bool) -> str:
    assert duty.last is not None
    return (
        f"Sắp đến <b>hạn dứt điểm</b>: {case_heading(case)}. Hạn cuối cùng: <b>{scene.deadline(duty.last)}</b> "
        f"(đã quá hạn {scene.deadline(duty.deadline)})"
    )


def _last_passed(scene: Scene, case: Case, duty: Duty, _mine: bool) -> str:
    assert duty.last is not None
    return (
        f"<b>Quá hạn dứt điểm</b>: {case_heading(case)}. Hạn cuối cùng <b>{scene.deadline(duty.last)}</b> đã qua; "
        f"hạn ban đầu {scene.deadline(duty.deadline)}."
    )


# The most pressing first, as they stand in a digest.
STEP_WORDS: Mapping[StepKind, StepWords] = {
    StepKind.DEEMED_CONSENT: StepWords("ghi nhận mặc nhiên đồng ý", "mặc nhiên đồng ý"),
    StepKind.LAST_PASSED: StepWords("báo quá hạn dứt điểm", "quá hạn dứt điểm", _last_passed),
    StepKind.OVERDUE: StepWords("báo quá hạn", "quá hạn", _overdue),
    StepKind.UNDECIDED: StepWords(
        "không ghi nhận mặc nhiên đồng ý, Văn phòng quyết định", "chờ Văn phòng quyết định", _undecided
    ),
    StepKind.OPINION_WARNING: StepWords(
        "nhắc và báo thủ trưởng đơn vị: sắp hết hạn cho ý kiến", "sắp hết hạn cho ý kiến", _opinion_warning
    ),
    StepKind.UNACKNOWLEDGED_UP: StepWords(
        "báo cấp trên: việc chưa được xác nhận", "chưa xác nhận đã nhận", _unacknowledged
    ),
    StepKind.UNACKNOWLEDGED: StepWords("nhắc xác nhận đã nhận việc", "chưa xác nhận đã nhận", _unacknowledged),
    StepKind.WAITING_UP: StepWords("báo cấp trên: việc chờ chưa được xử lý", "đang chờ xử lý", _waiting),
    StepKind.WAITING: StepWords("nhắc xử lý việc đang chờ", "đang chờ xử lý", _waiting),
    StepKind.SILENT_UP: StepWords("báo cấp trên: việc không có tiến độ", "chưa có tiến độ", _silent),
    StepKind.SILENT: StepWords("nhắc báo cáo tiến độ", "chưa có tiến độ", _silent),
    StepKind.LAST_SOON: StepWords("nhắc sắp đến hạn dứt điểm", "sắp đến hạn dứt điểm", _last_soon),
    StepKind.MILESTONE_LATE: StepWords("báo quá mốc", "quá mốc"),
    StepKind.DUE_SOON: StepWords("nhắc sắp đến hạn", "sắp đến hạn", _due_soon),
    StepKind.MILESTONE: StepWords("nhắc sắp đến mốc", "sắp đến mốc"),
    StepKind.PAUSED: StepWords("nhắc người giao: việc đang tạm dừng", "đang tạm dừng", _paused),
    StepKind.CLEARING: StepWords("nhắc dứt điểm hằng tuần", "cần dứt điểm", _clearing),
}
if lacking := set(StepKind) - set(STEP_WORDS):
    raise RuntimeError(f"no words for steps of the kind {', '.join(sorted(lacking))}")
PRESSING = tuple(STEP_WORDS)


# The times of the ladder, which the office changes


@dataclass(frozen=True)
class TimeWords:
    """`name` is typed to change it; `said` is its line in the rules."""

    name: str
    said: Callable[[Any], str]


UNITS = {
    Measure.WORKING_DAYS: "ngày làm việc",
    Measure.WORKING_HOURS: "giờ làm việc",
    Measure.CLOCK_HOURS: "giờ",
    Measure.CLOCK_DAYS: "ngày",
}


def _span(span: Length) -> str:
    return f"{span.amount} {UNITS[span.measure]}"


def _before(spans: tuple[Length, ...]) -> str:
    return ", ".join(f"trước {_span(span)}" if span.amount else "trong ngày đến hạn" for span in spans)


TIME_WORDS: Mapping[StepTime, TimeWords] = {
    StepTime.UNACKNOWLEDGED: TimeWords("Chưa xác nhận", lambda span: f"Chưa xác nhận đã nhận: nhắc sau {_span(span)}"),
    StepTime.UNACKNOWLEDGED_UP: TimeWords(
        "Chưa xác nhận báo cấp trên", lambda span: f"Vẫn chưa xác nhận: báo cả cấp trên sau {_span(span)}"
    ),
    StepTime.BEFORE: TimeWords("Nhắc trước hạn", lambda spans: f"Nhắc trước hạn: {_before(spans) or 'không'}"),
    StepTime.OVERDUE_EVERY: TimeWords(
        "Nhắc lại quá hạn", lambda span: f"Quá hạn: báo ngay người giữ việc và cấp trên, nhắc lại mỗi {_span(span)}"
    ),
    StepTime.OVERDUE_UP: TimeWords(
        "Quá hạn báo người giao", lambda span: f"Quá hạn {_span(span)}: báo cả người giao và Văn phòng"
    ),
    StepTime.SILENCE: TimeWords(
        "Không có tiến độ",
        lambda span: (
            f"Không có tiến độ, kể cả khi chưa xác nhận: nhắc sau {_span(span)}, gấp đôi thời gian đó thì báo cấp trên, "
            f"rồi nhắc cả hai mỗi {_span(span)}"
        ),
    ),
    StepTime.WAITING: TimeWords(
        "Chờ quyết định",
        lambda span: (
            f"Chờ quyết định, nghiệm thu, ký, bổ sung: nhắc sau {_span(span)}, gấp đôi thời gian đó thì báo cấp trên"
        ),
    ),
}
if unnamed := set(StepTime) - set(TIME_WORDS):
    raise RuntimeError(f"no words for times of the kind {', '.join(sorted(unnamed))}")
