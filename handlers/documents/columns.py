"""The columns of the import template, of what is read and of what is exported: one table for all three."""

from __future__ import annotations

from dataclasses import dataclass

from actions.import_contents import Sheet
from domain.cases import CaseState
from handlers.texts.words import LABEL_NAMES, ROLES, SOURCES, URGENCIES


@dataclass(frozen=True, kw_only=True)
class Column:
    """`key` is the name under which faults speak of it; `hint` stands in the template under the title."""

    key: str
    title: str
    hint: str
    example: str = ""
    required: bool = False
    width: int = 24


STATES = {CaseState.OPEN: "đang thực hiện", CaseState.CLOSED: "đã kết thúc", CaseState.WITHDRAWN: "đã thu hồi"}
NAMES = {Sheet.UNITS: "Đơn vị", Sheet.PEOPLE: "Cán bộ", Sheet.TASKS: "Nhiệm vụ"}

COLUMNS: dict[Sheet, tuple[Column, ...]] = {
    Sheet.UNITS: (
        Column(key="name", title="Tên đơn vị", hint="mỗi đơn vị một dòng", example="Phòng Kinh tế", required=True),
        Column(key="parent", title="Thuộc đơn vị", hint="để trống nếu ở cấp cao nhất", example="UBND huyện"),
    ),
    Sheet.PEOPLE: (
        Column(key="name", title="Họ tên", hint="có dấu, đầy đủ", example="Nguyễn Văn An", required=True),
        Column(key="unit", title="Đơn vị", hint="như ở trang Đơn vị", example="Phòng Kinh tế", required=True),
        Column(key="position", title="Chức vụ", hint="như trong quyết định", example="Chuyên viên"),
        Column(key="roles", title="Vai trò", hint=", ".join(ROLES.values()), example="chuyên viên", width=30),
        Column(key="fields", title="Lĩnh vực", hint="của cấp phó; của thanh tra: các đơn vị được xem"),
        Column(key="moved", title="Trùng tên", hint="chuyển, hoặc người khác", width=16),
    ),
    Sheet.TASKS: (
        Column(key="number", title="Mã", hint="để trống; có khi xuất từ Dondoc", width=10),
        Column(key="lead", title="Chủ trì", hint="một người hoặc một đơn vị", example="Nguyễn Văn An", required=True),
        Column(key="title", title="Việc", hint="việc phải làm", example="Báo cáo giải ngân", required=True, width=44),
        Column(key="product", title="Sản phẩm", hint="phải có gì khi xong", example="Báo cáo", required=True),
        Column(key="deadline", title="Hạn", hint="ngày, hoặc ngày và giờ", example="30/11/2027 16:30", required=True),
        Column(key="assigner", title="Người giao", hint="để trống nếu chính người nhập giao"),
        Column(key="coordinating", title="Phối hợp", hint="các đơn vị, cách nhau bằng dấu chấm phẩy"),
        Column(key="watching", title="Theo dõi", hint="các đơn vị, cách nhau bằng dấu chấm phẩy"),
        Column(key="document", title="Văn bản", hint="số, ký hiệu", example="1234/UBND-TH"),
        Column(key="document_day", title="Ngày văn bản", hint="ngày, tháng, năm", example="20/11/2026", width=14),
        Column(key="subject", title="Trích yếu", hint="của văn bản", example="V/v giải ngân vốn đầu tư công", width=44),
        Column(key="source", title="Nguồn", hint=f"{', '.join(SOURCES.values())}; trống mà có văn bản: văn bản"),
        Column(key="recipients", title="Nơi nhận", hint="để b/c, p/h, lưu"),
        Column(key="urgency", title="Khẩn", hint=", ".join(URGENCIES.values()), example="Thường", width=16),
        Column(key="field", title="Lĩnh vực", hint="để báo cấp phó phụ trách"),
        Column(key="label", title="Nhãn", hint=", ".join(LABEL_NAMES.values()), width=12),
        Column(key="milestones", title="Mốc", hint="mỗi dòng trong ô một mốc, «tên mốc: hạn»", width=44),
        Column(key="state", title="Trạng thái", hint="có khi xuất từ Dondoc; việc đã kết thúc không nhập lại"),
    ),
}


REQUIRED = {sheet: frozenset(one.key for one in columns if one.required) for sheet, columns in COLUMNS.items()}


def title_of(sheet: Sheet, key: str) -> str:
    return next(column.title for column in COLUMNS[sheet] if column.key == key)
