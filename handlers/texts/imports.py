"""What is said about an import: its template, its progress, what came of it, every bad cell."""

from __future__ import annotations

import re
from html import escape, unescape

from actions.import_checks import MOST_FAULTS
from actions.import_contents import Fault
from actions.imports import Imported
from handlers.documents.columns import NAMES, title_of
from handlers.texts.refusals import refusal_text
from handlers.texts.scene import Scene

NAMED = 15  # faults in the text itself; all of them stand in the marked copy
_TAG = re.compile(r"<[^>]+>")


def template() -> str:
    return (
        "Đây là mẫu nhập đơn vị, cán bộ và nhiệm vụ (ba trang; trang nào không dùng thì để trống). Xin điền rồi gửi lại tệp XLSX "
        "vào đây; trong 4 giờ tới, tệp gửi đến được hiểu là tệp nhập. Có một ô sai thì chưa có gì được ghi: Dondoc trả lại bản sao đánh dấu "
        "từng ô sai kèm lý do. Gõ /huy để thôi."
    )


def progress(count: int) -> str:
    return f"Đang đọc tệp: đã đọc {_number(count)} dòng…"


def checking(count: int) -> str:
    return f"Đã đọc xong {_number(count)} dòng, đang kiểm tra và ghi…"


def done(result: Imported) -> str:
    lines = [
        f"Đã nhập: {_number(result.units)} đơn vị, {_number(result.people)} cán bộ, {_number(result.tasks)} nhiệm vụ.",
        f"{_number(result.known_tasks)} nhiệm vụ đã có sẵn, không nhập lại." if result.known_tasks else "",
        "Mỗi người được giao việc nhận một tin duy nhất. Xem: /viec kèm mã việc." if result.tasks else "",
        f"{_number(result.unreachable)} người chưa liên kết tài khoản; cấp mã mời: <code>/moi Họ tên</code>"
        if result.unreachable
        else "",
    ]
    return "\n".join(line for line in lines if line)


def refused(scene: Scene, faults: tuple[Fault, ...]) -> str:
    """All bad cells in one answer; the first of them here, all in the marked copy."""
    count = f"{len(faults)} chỗ" if len(faults) < MOST_FAULTS else f"ít nhất {MOST_FAULTS} chỗ"
    lines = [f"<b>Chưa nhập được: tệp có {count} cần sửa; chưa có gì được ghi.</b>"]
    lines += [f"• {escape(fault_line(scene, fault))}" for fault in faults[:NAMED]]
    if len(faults) > NAMED:
        lines.append(f"… và {len(faults) - NAMED} chỗ nữa.")
    lines.append("Bản sao gửi kèm đánh dấu từng ô sai, lý do ở trang Lỗi. Xin sửa rồi gõ /nhapfile và gửi lại.")
    return "\n".join(lines)


def fault_line(scene: Scene, fault: Fault) -> str:
    """`Nhiệm vụ, dòng 12, cột Hạn: …`, as plain text."""
    return f"{NAMES[fault.sheet]}, dòng {fault.row}, cột {title_of(fault.sheet, fault.column)}: {reason(scene, fault)}"


def reason(scene: Scene, fault: Fault) -> str:
    return unescape(_TAG.sub("", refusal_text(scene, fault.refusal)))


def not_a_spreadsheet_sent() -> str:
    return "Tệp gửi đến không phải XLSX nên chưa đọc. Xin gửi tệp XLSX theo mẫu (gõ /nhapfile để lấy mẫu)."


def _number(count: int) -> str:
    return f"{count:,}".replace(",", ".")
