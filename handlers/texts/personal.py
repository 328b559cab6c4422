"""What is said of one's own data and of erasing it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from actions.personal import Erased
from domain.people import Person
from handlers.texts.gaps import gaps
from handlers.texts.scene import Scene
from handlers.texts.words import roles_of


def own_data(scene: Scene, person: Person, kept: Mapping[str, Sequence[Mapping[str, Any]]]) -> str:
    roles = roles_of(person.roles)
    linked = [one for one in kept["accounts"] if one["unlinked_at"] is None]
    return "\n".join(
        [
            f"<b>Dữ liệu Dondoc lưu về đồng chí</b>: {scene.full(person)}",
            f"Vai trò: {escape(roles) or '–'}",
            f"Tài khoản đang liên kết: {len(linked)}; đã từng liên kết: {len(kept['accounts'])}",
            f"Số lần giữ việc: {len(kept['held'])}; số lần nộp kết quả: {len(kept['submissions'])}; số lần báo vắng mặt: {len(kept['absences'])}",
            "Toàn bộ ở tệp gửi kèm (JSON). Sai thông tin: xin báo Văn phòng sửa bằng /canbo.",
        ]
    )


def erased(scene: Scene, done: Erased) -> str:
    """Said once, to who erased: after it the name stands nowhere."""
    return (
        f"Đã xóa dữ liệu cá nhân của <b>{escape(done.person.name)}</b>: tên, tài khoản, và {done.blanked} đoạn văn có tên này. "
        "Nhật ký giữ nguyên và vẫn kiểm tra được, chỉ còn số hiệu của người này. Xóa rồi không lấy lại được."
        f"{gaps(scene, done.waiting)}"
    )
