"""What is said about an import: its template, its progress, what came of it, every bad cell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape, unescape

from actions.exchange.import_contents import MOST_FAULTS, CellFault, DayOff, ImportContents, ImportRemark, RemarkKind
from actions.exchange.imports import Imported
from domain.duties.charge import LeftOut
from texts.duty_words import PARTS
from texts.front.refusals import refusal_text
from texts.office.columns import NAMES, title_of
from texts.scene import Scene
from texts.words import WEEKDAYS

NAMED = 15  # faults in the text itself; all of them stand in the marked copy
NAMED_APART = 5  # days off
_TAG = re.compile(r"<[^>]+>")


def template() -> str:
    return (
        "Đây là mẫu nhập đơn vị, cán bộ và nhiệm vụ (ba trang; trang nào không dùng thì để trống; dòng ví dụ không được nhập). Xin điền rồi gửi lại tệp XLSX "
        "vào đây; trong 4 giờ tới, tệp gửi đến được hiểu là tệp nhập. Có một ô sai thì chưa có gì được ghi: Dondoc trả lại bản sao đánh dấu "
        "từng ô sai kèm lý do. Tệp đúng cả thì đồng chí được xem trước rồi mới chọn Nhập. Gõ /huy để thôi."
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
        *left_out(result.left_out),
        f"{_number(result.unreachable)} người chưa liên kết tài khoản; cấp mã mời: <code>/moi Họ tên</code>"
        if result.unreachable
        else "",
    ]
    return "\n".join(line for line in lines if line)


def preview_stands() -> str:
    """Under the faults of a file that was right when it was shown."""
    return (
        "Lúc xem trước tệp này đúng; từ đó đơn vị hoặc cán bộ trong Dondoc đã thay đổi. Bản xem trước vẫn còn: sửa tệp rồi gửi lại, hoặc "
        "nhập người, đơn vị còn thiếu rồi chọn <b>Nhập</b> lần nữa; gõ Hủy để bỏ."
    )


def left_out(named: Sequence[tuple[int, LeftOut]]) -> list[str]:
    return [
        f"Dòng {row}: {escape(one.unit.name)} đã {PARTS[one.has]}, nên không ghi thêm phần nào khác."
        for row, one in named[:NAMED]
    ]


def refused(scene: Scene, faults: tuple[CellFault, ...], *, copied: bool = True) -> str:
    """All bad cells in one answer; the first of them here, all in the marked copy."""
    count = f"{len(faults)} chỗ" if len(faults) < MOST_FAULTS else f"ít nhất {MOST_FAULTS} chỗ"
    lines = [f"<b>Chưa nhập được: tệp có {count} cần sửa; chưa có gì được ghi.</b>"]
    lines += [f"• {escape(fault_line(scene, fault))}" for fault in faults[:NAMED]]
    if len(faults) > NAMED:
        lines.append(f"… và {len(faults) - NAMED} chỗ nữa.")
    if copied:
        lines.append("Bản sao gửi kèm đánh dấu từng ô sai, lý do ở trang Lỗi.")
    lines.append("Xin sửa rồi gửi lại tệp XLSX vào đây, không phải gõ lại lệnh; gõ /huy để thôi.")
    return "\n".join(lines)


def remarks(read: ImportContents) -> list[str]:
    """What is no mistake and has to be known: what is hidden, what was not read, what falls on a day off."""
    lines = [f"⚠️ {_remark(one)}" for one in read.remarks]
    if read.days_off:
        named = "; ".join(map(_day_off, read.days_off[:NAMED_APART]))
        more = f" … và {len(read.days_off) - NAMED_APART} hạn nữa" if len(read.days_off) > NAMED_APART else ""
        lines.append(f"⚠️ Hạn rơi vào ngày nghỉ, được giữ nguyên, không tự dời: {named}{more}.")
    return lines


def _day_off(one: DayOff) -> str:
    name = escape(one.name) or "cuối tuần"
    return f"dòng {one.row}, {WEEKDAYS[one.moment.weekday()]} {one.moment:%d/%m/%Y} ({name})"


def _remark(remark: ImportRemark) -> str:
    sheet = f"trang {NAMES[remark.sheet]}" if remark.sheet else ""
    names = escape(", ".join(remark.names)) + (" …" if remark.count > len(remark.names) else "")
    match remark.kind:
        case RemarkKind.SHEETS_UNREAD:
            return f"Không đọc {remark.count} trang không thuộc mẫu: {names}."
        case RemarkKind.SHEET_HIDDEN:
            return f"{sheet.capitalize()} đang ẩn trong tệp; các dòng của trang vẫn được đọc."
        case RemarkKind.ROWS_HIDDEN:
            return f"{remark.count} dòng đang ẩn hoặc bị lọc ở {sheet} vẫn được đọc: dòng {names}."
        case RemarkKind.COLUMNS_HIDDEN:
            return f"{remark.count} cột đang ẩn ở {sheet} vẫn được đọc: cột {names}."
        case RemarkKind.BESIDE:
            return f"{remark.count} ô nằm ngoài các cột có tên ở {sheet} nên không đọc: {names}."


def fault_line(scene: Scene, fault: CellFault) -> str:
    """`Nhiệm vụ, dòng 12, cột Hạn: …`, as plain text; a sheet or a row as a whole without the rest."""
    row = f", dòng {fault.row}" if fault.row else ""
    column = f", cột {title_of(fault.sheet, fault.column)}" if fault.column else ""
    return f"{NAMES[fault.sheet]}{row}{column}: {reason(scene, fault)}"


def reason(scene: Scene, fault: CellFault) -> str:
    return unescape(_TAG.sub("", refusal_text(scene, fault.refusal)))


def not_a_spreadsheet_sent() -> str:
    return "Tệp gửi đến không phải XLSX nên chưa đọc. Xin gửi tệp XLSX theo mẫu (gõ /nhapfile để lấy mẫu)."


def _number(count: int) -> str:
    return f"{count:,}".replace(",", ".")
