"""The rules of the office that are changed by command, in words."""

from __future__ import annotations

from html import escape

from domain.rules.bulletin_rules import BulletinKind
from domain.rules.lengths import Urgency
from domain.rules.policy import Policy
from domain.rules.rules import ABOUT_SHEETS, SWITCHES, Rule
from domain.rules.step_times import StepTime
from texts.notices.step_words import TIME_WORDS
from texts.words import OFF, ON, SHEETS, URGENCIES

LAST_DAY = "ngày làm việc cuối"

NAMES = {
    Rule.OPINION_DAYS: "Số ngày cho ý kiến",
    Rule.OPINION_UNITS: "Số đơn vị mỗi lần lấy ý kiến",
    Rule.OPINION_ROUNDS: "Số lần lấy ý kiến",
    Rule.EMPTY_PHRASES: "Câu chung chung",
    Rule.CIRCULAR_DAYS: "Số ngày đọc văn bản phổ biến",
    Rule.OPINION_BEFORE: "Nhắc trước hạn lấy ý kiến",
    Rule.OVERDUE_REPEATS: "Số lần nhắc quá hạn",
    Rule.SILENCE_REPEATS: "Số lần nhắc không có tiến độ",
    **{Rule(kind.value): name for kind, (name, _) in SHEETS.items()},
    Rule.REVIEW_DAY: "Họp giao ban tháng",
}

_MEANINGS = {
    Rule.OPINION_DAYS: "ngày làm việc, khi yêu cầu lấy ý kiến không ghi hạn",
    Rule.OPINION_UNITS: "đơn vị; hỏi nhiều hơn phải nêu lý do",
    Rule.OPINION_ROUNDS: "lần cho cùng một nhiệm vụ hoặc dự thảo; nhiều hơn phải nêu lý do",
    Rule.EMPTY_PHRASES: "câu; ý kiến chỉ gồm những câu này bị đề nghị nêu rõ một lần",
    Rule.CIRCULAR_DAYS: "ngày làm việc, khi văn bản phổ biến không ghi hạn",
    Rule.OPINION_BEFORE: "ngày làm việc trước hạn: lần đầu nhắc đơn vị, lần sau báo cả thủ trưởng",
    Rule.OVERDUE_REPEATS: "lần sau lần báo đầu; sau đó chỉ còn danh sách dứt điểm hằng tuần",
    Rule.SILENCE_REPEATS: "lần sau lần đầu báo cấp trên; sau đó chỉ còn trong phiếu tuần của thủ trưởng",
}


def _value(policy: Policy, rule: Rule) -> str:
    if rule in SWITCHES:
        kind = BulletinKind(rule.value)
        return f"<b>{ON if kind in policy.sheets.wanted else OFF}</b> ({SHEETS[kind][1]})"
    if rule is Rule.REVIEW_DAY:
        day = policy.sheets.review_day
        return (
            f"<b>{LAST_DAY}</b>" if day is None else f"<b>ngày {day}</b>; trúng ngày nghỉ thì ngày làm việc liền trước"
        )
    if rule is Rule.EMPTY_PHRASES:
        return f"<b>{len(policy.empty_phrases)}</b> {_MEANINGS[rule]}"
    if rule is Rule.OPINION_BEFORE:
        return f"<b>{policy.opinion_before[0]}, {policy.opinion_before[1]}</b> {_MEANINGS[rule]}"
    return f"<b>{getattr(policy, rule)}</b> {_MEANINGS[rule]}"


def changed(policy: Policy, rule: Rule) -> str:
    since = f"Áp dụng ngay (bản quy định số {policy.version})." if rule in ABOUT_SHEETS else _in_force(policy)
    return f"Đã đổi quy định <b>{NAMES[rule]}</b>: {_value(policy, rule)}. {since} Xem lại: /quydinh"


def ladder_changed(policy: Policy, urgency: Urgency, rung: StepTime) -> str:
    said = TIME_WORDS[rung].said(getattr(policy.rungs[urgency], rung))
    return f"Đã đổi thang đôn đốc <b>{URGENCIES[urgency]}</b>. {said}. {_in_force(policy)} Xem lại: /quytac"


def _in_force(policy: Policy) -> str:
    return f"Áp dụng cho việc mới (bản quy định số {policy.version}); việc đang làm giữ quy định lúc bắt đầu."


def changeable(policy: Policy) -> str:
    """What can be changed, as it stands, and how."""
    lines = [f"• {name}: {_value(policy, rule)}" for rule, name in NAMES.items()]
    phrases = "; ".join(escape(phrase) for phrase in policy.empty_phrases)
    return "\n".join(
        (
            f"<b>Quy định đổi được bằng lệnh</b> (bản số {policy.version}):",
            *lines,
            f"Các câu chung chung: {phrases}",
            "Đổi một số: <code>/quydinh Số lần lấy ý kiến: 3</code>",
            f"Đổi thang đôn đốc của một mức khẩn ({', '.join(URGENCIES.values())}): "
            "<code>/quydinh Khẩn, không có tiến độ: 3 ngày</code>, "
            "<code>/quydinh Hỏa tốc, nhắc trước hạn: trong ngày, 4 giờ</code>. "
            f"Các bậc: {', '.join(one.name.lower() for one in TIME_WORDS.values())}. Thang đang áp dụng: /quytac",
            "Bật, tắt phiếu tự gửi: <code>/quydinh Phiếu ngày: tắt</code>; ngày họp: <code>/quydinh Họp giao ban tháng: ngày 28</code> "
            f"hoặc <code>/quydinh Họp giao ban tháng: {LAST_DAY}</code>",
            "Thêm câu chung chung: <code>/quydinh Câu chung chung: phối hợp chặt chẽ</code>; "
            "bỏ một câu: <code>/quydinh Câu chung chung: - phối hợp chặt chẽ</code>",
        )
    )
