"""What is said in a unit's group: no title, no name, nothing that is not the whole group's to know."""

from __future__ import annotations

from html import escape

from domain.duties.cases import Case
from domain.ladder.steps import StepKind
from domain.office.people import Unit
from texts.notices.step_words import STEP_WORDS


def registered(unit: Unit) -> str:
    return (
        f"Nhóm này từ nay là nhóm của <b>{escape(unit.name)}</b>: Dondoc báo ở đây khi đơn vị có việc quá hạn hoặc sắp hết hạn cho ý kiến, "
        "chỉ nêu mã việc. Việc cụ thể xin nhắn riêng cho Dondoc. Thôi: "
        f"<code>/nhom {escape(unit.name)}; hủy</code>"
    )


def left(unit: Unit) -> str:
    return f"Nhóm này không còn là nhóm của <b>{escape(unit.name)}</b>; Dondoc không báo ở đây nữa."


def by_nobody() -> str:
    """Answer to an administrator who writes as the group itself."""
    return (
        "Đồng chí đang viết với tư cách quản trị viên ẩn danh, nên Dondoc không biết ai gửi và chưa ghi gì. "
        "Xin tắt chế độ ẩn danh của mình trong phần quản trị viên của nhóm rồi gửi lại lệnh."
    )


def nudge(unit_name: str, case: Case, step: StepKind) -> str:
    """`unit_name` escaped."""
    return (
        f"{unit_name} có việc {STEP_WORDS[step].standing}: <b>{case.code}</b>. Đề nghị người giữ việc mở tin riêng của Dondoc, "
        f"hoặc nhắn riêng /viec {case.code}."
    )
