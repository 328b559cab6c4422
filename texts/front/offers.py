"""What is said to a file that comes by itself."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from domain.duties.cases import Case


def _names(names: Sequence[str]) -> str:
    return ", ".join(f"<b>{escape(name)}</b>" for name in names)


def kept(names: Sequence[str]) -> str:
    return (
        f"Đã giữ tệp {_names(names)}, <b>chưa ghi vào việc nào</b>. Xin chọn một mục dưới đây, hoặc gõ lệnh: tệp sẽ đi kèm "
        "<code>/giaoviec</code>, <code>/xinykien</code>, <code>/phobien</code> hay <code>/xong</code> và mã việc. "
        "Tệp chờ 4 giờ; gõ /huy để thôi."
    )


def kept_more(name: str, count: int) -> str:
    """Answer to a further file of the same album."""
    return f"Đã giữ thêm tệp <b>{escape(name)}</b> ({count} tệp); các lựa chọn ở tin trên dùng cho cả {count} tệp."


def kept_for_choice(names: Sequence[str]) -> str:
    return f"Đã giữ tệp {_names(names)}. Xin chọn ở tin trên: tệp sẽ đi kèm."


def added_to_draft(names: Sequence[str], label: str) -> str:
    return f"Đã kèm vào bản nháp: {_names(names)}. Chưa có gì được gửi; chọn <b>{label}</b> để thực hiện."


def added_to_result(case: Case, name: str, *, count: int, words: str) -> str:
    left = f" Lời kèm tệp này («{escape(words[:80])}») chưa được ghi; nếu cần, gõ /tiendo {case.code}." if words else ""
    return f"Đã thêm tệp <b>{escape(name)}</b> vào kết quả <b>{case.code}</b> ({count} tệp).{left}"


def hand_in(case: Case) -> str:
    return f"Nộp cho {case.code}"
