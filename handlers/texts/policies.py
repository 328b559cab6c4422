"""The rules of the office that are changed by command, in words."""

from __future__ import annotations

from html import escape

from domain.policy import Policy
from domain.rules import ABOUT_SHEETS, SWITCHES, Rule
from domain.sheets import SheetKind
from handlers.texts.words import OFF, ON, SHEETS

LAST_DAY = "ngày làm việc cuối"

NAMES = {
    Rule.OPINION_DAYS: "Số ngày cho ý kiến",
    Rule.OPINION_UNITS: "Số đơn vị mỗi lần lấy ý kiến",
    Rule.OPINION_ROUNDS: "Số lần lấy ý kiến",
    Rule.EMPTY_PHRASES: "Câu chung chung",
    Rule.CIRCULAR_DAYS: "Số ngày đọc văn bản phổ biến",
    **{Rule(kind.value): name for kind, (name, _) in SHEETS.items()},
    Rule.REVIEW_DAY: "Họp giao ban tháng",
}

_MEANINGS = {
    Rule.OPINION_DAYS: "ngày làm việc, khi yêu cầu lấy ý kiến không ghi hạn",
    Rule.OPINION_UNITS: "đơn vị; hỏi nhiều hơn phải nêu lý do",
    Rule.OPINION_ROUNDS: "lần cho cùng một nhiệm vụ hoặc dự thảo; nhiều hơn phải nêu lý do",
    Rule.EMPTY_PHRASES: "câu; ý kiến chỉ gồm những câu này bị đề nghị nêu rõ một lần",
    Rule.CIRCULAR_DAYS: "ngày làm việc, khi văn bản phổ biến không ghi hạn",
}


def _value(policy: Policy, rule: Rule) -> str:
    if rule in SWITCHES:
        kind = SheetKind(rule.value)
        return f"<b>{ON if kind in policy.sheets.wanted else OFF}</b> ({SHEETS[kind][1]})"
    if rule is Rule.REVIEW_DAY:
        day = policy.sheets.review_day
        return (
            f"<b>{LAST_DAY}</b>" if day is None else f"<b>ngày {day}</b>; trúng ngày nghỉ thì ngày làm việc liền trước"
        )
    if rule is Rule.EMPTY_PHRASES:
        return f"<b>{len(policy.empty_phrases)}</b> {_MEANINGS[rule]}"
    return f"<b>{getattr(policy, rule)}</b> {_MEANINGS[rule]}"


def changed(policy: Policy, rule: Rule) -> str:
    if rule in ABOUT_SHEETS:
        return (
            f"Đã đổi quy định <b>{NAMES[rule]}</b>: {_value(policy, rule)}. Áp dụng ngay (bản quy định số {policy.version}). "
            "Xem lại: /quydinh"
        )
    return (
        f"Đã đổi quy định <b>{NAMES[rule]}</b>: {_value(policy, rule)}. Áp dụng cho việc mới (bản quy định số "
        f"{policy.version}); việc đang làm giữ quy định lúc bắt đầu. Xem lại: /quydinh"
    )


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
            "Bật, tắt phiếu tự gửi: <code>/quydinh Phiếu ngày: tắt</code>; ngày họp: <code>/quydinh Họp giao ban tháng: ngày 28</code> "
            f"hoặc <code>/quydinh Họp giao ban tháng: {LAST_DAY}</code>",
            "Thêm câu chung chung: <code>/quydinh Câu chung chung: phối hợp chặt chẽ</code>; "
            "bỏ một câu: <code>/quydinh Câu chung chung: - phối hợp chặt chẽ</code>",
        )
    )
