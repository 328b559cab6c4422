"""The rules of the office that are changed by command, in words."""

from __future__ import annotations

from html import escape

from domain.policy import Policy
from domain.rules import Rule

NAMES = {
    Rule.OPINION_DAYS: "Số ngày cho ý kiến",
    Rule.OPINION_UNITS: "Số đơn vị mỗi lần lấy ý kiến",
    Rule.OPINION_ROUNDS: "Số lần lấy ý kiến",
    Rule.EMPTY_PHRASES: "Câu chung chung",
    Rule.CIRCULAR_DAYS: "Số ngày đọc văn bản phổ biến",
}

_MEANINGS = {
    Rule.OPINION_DAYS: "ngày làm việc, khi yêu cầu lấy ý kiến không ghi hạn",
    Rule.OPINION_UNITS: "đơn vị; hỏi nhiều hơn phải nêu lý do",
    Rule.OPINION_ROUNDS: "lần cho cùng một nhiệm vụ hoặc dự thảo; nhiều hơn phải nêu lý do",
    Rule.EMPTY_PHRASES: "câu; ý kiến chỉ gồm những câu này bị đề nghị nêu rõ một lần",
    Rule.CIRCULAR_DAYS: "ngày làm việc, khi văn bản phổ biến không ghi hạn",
}


def _value(policy: Policy, rule: Rule) -> str:
    if rule is Rule.EMPTY_PHRASES:
        return f"<b>{len(policy.empty_phrases)}</b> {_MEANINGS[rule]}"
    return f"<b>{getattr(policy, rule)}</b> {_MEANINGS[rule]}"


def changed(policy: Policy, rule: Rule) -> str:
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
            "Thêm câu chung chung: <code>/quydinh Câu chung chung: phối hợp chặt chẽ</code>; "
            "bỏ một câu: <code>/quydinh Câu chung chung: - phối hợp chặt chẽ</code>",
        )
    )
