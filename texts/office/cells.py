"""What is wrong with a spreadsheet, a column, a cell, in words: each says what to do."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

from domain import cells as c
from texts.scene import Scene

_TEMPLATE = "Gõ /nhapfile để lấy mẫu."
KINDS = {
    c.FileKind.OLD: "Tệp là XLS, XLSB, ODS hoặc có đặt mật khẩu nên không đọc được. Xin mở ra, bỏ mật khẩu nếu có, lưu lại thành XLSX (Excel Workbook) rồi gửi lại.",
    c.FileKind.TEXT: "Tệp là CSV, HTML hoặc văn bản thường, chỉ đổi đuôi thành XLSX, nên không đọc được. Xin mở bằng Excel, lưu lại thành XLSX (Excel Workbook) rồi gửi lại.",
    c.FileKind.ARCHIVE: "Tệp là gói nén, bảng tính nằm bên trong. Xin giải nén rồi gửi từng tệp XLSX.",
    c.FileKind.DAMAGED: "Tệp XLSX bị hỏng hoặc tải lên chưa hết nên không đọc được. Xin mở lại bằng Excel, lưu thành tệp mới rồi gửi lại.",
    c.FileKind.NOT_OURS: f"Tệp không có trang nào tên là Đơn vị, Cán bộ hoặc Nhiệm vụ. Xin đặt lại tên trang theo mẫu. {_TEMPLATE}",
    c.FileKind.OTHER: f"Không đọc được tệp: phải là bảng tính XLSX, có trang Đơn vị, Cán bộ hoặc Nhiệm vụ. {_TEMPLATE}",
}


def _not_a_spreadsheet(_scene: Scene, refusal: c.NotASpreadsheet) -> str:
    return KINDS[refusal.kind]


def _too_much(_scene: Scene, _refusal: Any) -> str:
    return (
        "Tệp giải nén ra quá lớn nên Dondoc không đọc: có thể có ô quá dài, hàng triệu ô trống mang định dạng, hoặc nhiều trang thừa. "
        f"Xin chép riêng các dòng cần nhập sang mẫu rồi gửi lại. {_TEMPLATE}"
    )


def _too_many_rows(_scene: Scene, refusal: c.TooManyRows) -> str:
    return f"Tệp quá lớn: mỗi lần nhập nhiều nhất {refusal.limit} dòng. Xin chia thành nhiều tệp."


def _sheet_twice(_scene: Scene, _refusal: Any) -> str:
    return "Có hai trang cùng tên này. Xin giữ một trang, đổi tên hoặc xóa trang kia."


def _titles_missing(_scene: Scene, _refusal: Any) -> str:
    return f"Không thấy dòng tên cột của mẫu ở trang này. Xin chép dòng tên cột từ mẫu vào. {_TEMPLATE}"


def _column_missing(_scene: Scene, refusal: c.ColumnMissing) -> str:
    return f"Thiếu cột bắt buộc «{escape(refusal.title)}». Xin thêm cột này vào dòng tên cột."


def _column_unknown(_scene: Scene, refusal: c.ColumnUnknown) -> str:
    title = escape(refusal.title)
    if refusal.near:
        return (
            f"Mẫu không có cột «{title}». Có phải ý đồng chí là «{escape(refusal.near)}»? Xin sửa tên cột, hoặc xóa tên cột nếu "
            "không cần nhập."
        )
    return f"Mẫu không có cột «{title}». Xin sửa tên cột theo mẫu, hoặc xóa tên cột nếu không cần nhập."


def _column_twice(_scene: Scene, refusal: c.ColumnTwice) -> str:
    return f"Cột «{escape(refusal.title)}» có hai lần (cột {refusal.first} cũng tên này). Xin giữ một cột."


def _cell_missing(_scene: Scene, _refusal: Any) -> str:
    return "Ô này bắt buộc phải có."


def _is_error(_scene: Scene, refusal: c.CellIsError) -> str:
    return f"Ô đang báo lỗi {escape(refusal.shown)}. Xin gõ lại giá trị đúng."


def _uncomputed(_scene: Scene, _refusal: Any) -> str:
    return "Ô là công thức nhưng tệp không lưu kết quả. Xin mở tệp bằng Excel và lưu lại, hoặc gõ thẳng giá trị vào ô."


def _no_date(_scene: Scene, refusal: c.NumberIsNoDate) -> str:
    return (
        f"«{escape(refusal.shown)}» là một con số, không phải ngày (5.10 bị bảng tính đổi thành 5.1). "
        "Xin định dạng ô là Văn bản (Text) rồi gõ đủ ngày/tháng/năm, ví dụ 30/11/2027."
    )


def _time_alone(_scene: Scene, refusal: c.TimeWithoutDate) -> str:
    return f"«{escape(refusal.shown)}» mới có giờ, chưa có ngày. Xin ghi cả ngày, ví dụ 30/11/2027 16:30."


def _no_such_date(_scene: Scene, refusal: c.NoSuchDate) -> str:
    return f"Ô ghi dạng ngày nhưng giá trị {escape(refusal.shown)} không phải một ngày có thật. Xin gõ lại, ví dụ 30/11/2027."


def _date_is_no_text(_scene: Scene, refusal: c.DateIsNoText) -> str:
    return (
        f"Ô này không ghi ngày, nhưng bảng tính đã đổi nội dung thành «{escape(refusal.shown)}». "
        "Xin định dạng ô là Văn bản (Text) rồi gõ lại."
    )


def _implausible(_scene: Scene, refusal: c.DayImplausible) -> str:
    return f"Ngày {refusal.day.day:02}/{refusal.day.month:02}/{refusal.day.year} cách hôm nay quá xa, có thể năm bị gõ nhầm. Xin kiểm tra lại."


def _secret(_scene: Scene, _refusal: Any) -> str:
    return "Dòng này mang dấu mật. Nội dung mật không được nhập vào Dondoc; xin xóa cả dòng khỏi tệp và xử lý theo quy định bảo vệ bí mật nhà nước."


def _merged(_scene: Scene, _refusal: Any) -> str:
    return "Các ô bị gộp: chỉ dòng và cột đầu có giá trị. Xin bỏ gộp ô (Unmerge) và ghi giá trị vào từng dòng."


def _example_kept(_scene: Scene, _refusal: Any) -> str:
    return "Dòng này còn chữ «ví dụ» của mẫu. Xin xóa chữ đó nếu dòng là thật, hoặc xóa cả dòng nếu là ví dụ."


def _row_twice(_scene: Scene, refusal: c.RowTwice) -> str:
    return f"Đã có ở dòng {refusal.row}; xin giữ một dòng."


TEXTS: dict[type, Callable[[Scene, Any], str]] = {
    c.NotASpreadsheet: _not_a_spreadsheet,
    c.TooMuchInside: _too_much,
    c.TooManyRows: _too_many_rows,
    c.SheetTwice: _sheet_twice,
    c.TitlesMissing: _titles_missing,
    c.ColumnMissing: _column_missing,
    c.ColumnUnknown: _column_unknown,
    c.ColumnTwice: _column_twice,
    c.CellMissing: _cell_missing,
    c.CellIsError: _is_error,
    c.FormulaUncomputed: _uncomputed,
    c.NumberIsNoDate: _no_date,
    c.TimeWithoutDate: _time_alone,
    c.NoSuchDate: _no_such_date,
    c.DateIsNoText: _date_is_no_text,
    c.DayImplausible: _implausible,
    c.CellSecret: _secret,
    c.CellsMerged: _merged,
    c.ExampleKept: _example_kept,
    c.RowTwice: _row_twice,
}
