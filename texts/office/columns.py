"""The columns of the import template, of what is read and of what is exported: one table for all three."""

from __future__ import annotations

from dataclasses import dataclass

from actions.exchange.import_contents import Worksheet
from domain.duties.cases import CaseState
from texts.words import LABEL_NAMES, ROLES, SOURCES, URGENCIES


@dataclass(frozen=True, kw_only=True)
class TemplateColumn:
    """`key` is the name under which faults speak of it; `hint` stands in the template under the title, `example` under
    that. `choices` are offered in every cell: the only values, unless it `takes_several` of them. What is `typed` is
    kept as it was typed: the program makes no date or number of it. `width` in characters."""

    key: str
    title: str
    hint: str
    example: str = ""
    required: bool = False
    choices: tuple[str, ...] = ()
    takes_several: bool = False
    typed: bool = False
    width: float = 12


STATES = {CaseState.OPEN: "đang thực hiện", CaseState.CLOSED: "đã kết thúc", CaseState.WITHDRAWN: "đã thu hồi"}
NAMES = {Worksheet.UNITS: "Đơn vị", Worksheet.PEOPLE: "Cán bộ", Worksheet.TASKS: "Nhiệm vụ"}
FAULTS_SHEET = "Lỗi"  # in the copy that goes back; in a file that comes it is passed over
EXAMPLE = "Ví dụ"  # the first cell of a line that only shows how it is done
MOVES = {"chuyển": True, "người khác": False}


COLUMNS: dict[Worksheet, tuple[TemplateColumn, ...]] = {
    Worksheet.UNITS: (
        TemplateColumn(
            key="name",
            title="Tên đơn vị",
            hint="mỗi đơn vị một dòng",
            example=f"{EXAMPLE}: Phòng Kinh tế",
            required=True,
            width=50,
        ),
        TemplateColumn(
            key="parent", title="Thuộc đơn vị", hint="để trống nếu ở cấp cao nhất", example="UBND huyện", width=50
        ),
    ),
    Worksheet.PEOPLE: (
        TemplateColumn(
            key="name",
            title="Họ tên",
            hint="có dấu, đầy đủ",
            example=f"{EXAMPLE}: Nguyễn Văn An",
            required=True,
            width=26,
        ),
        TemplateColumn(
            key="unit", title="Đơn vị", hint="như ở trang Đơn vị", example="Phòng Kinh tế", required=True, width=26
        ),
        TemplateColumn(key="position", title="Chức vụ", hint="như trong quyết định", example="Chuyên viên", width=20),
        TemplateColumn(
            key="roles",
            title="Vai trò",
            hint=", ".join(ROLES.values()),
            example="chuyên viên",
            choices=tuple(ROLES.values()),
            takes_several=True,
            width=20,
        ),
        TemplateColumn(
            key="fields", title="Lĩnh vực", hint="của cấp phó; của thanh tra: các đơn vị được xem", width=24
        ),
        TemplateColumn(key="moved", title="Trùng tên", hint=" hoặc ".join(MOVES), choices=tuple(MOVES), width=14),
    ),
    Worksheet.TASKS: (
        TemplateColumn(
            key="number", title="Mã", hint="để trống; có khi xuất từ Dondoc", example=EXAMPLE, typed=True, width=8
        ),
        TemplateColumn(
            key="lead",
            title="Chủ trì",
            hint="một người hoặc một đơn vị",
            example="Nguyễn Văn An",
            required=True,
            width=15,
        ),
        TemplateColumn(
            key="title", title="Việc", hint="việc phải làm", example="Báo cáo giải ngân", required=True, width=26
        ),
        TemplateColumn(
            key="product", title="Sản phẩm", hint="phải có gì khi xong", example="Báo cáo", required=True, width=15
        ),
        TemplateColumn(
            key="deadline",
            title="Hạn",
            hint="ngày/tháng/năm, có thể kèm giờ",
            example="30/11/2027 16:30",
            required=True,
            typed=True,
            width=12,
        ),
        TemplateColumn(key="assigner", title="Người giao", hint="để trống nếu chính người nhập giao", width=13),
        TemplateColumn(key="coordinating", title="Phối hợp", hint="các đơn vị, cách nhau bằng dấu chấm phẩy", width=14),
        TemplateColumn(key="watching", title="Theo dõi", hint="các đơn vị, cách nhau bằng dấu chấm phẩy", width=12),
        TemplateColumn(
            key="document", title="Văn bản", hint="số, ký hiệu", example="1234/UBND-TH", typed=True, width=13
        ),
        TemplateColumn(
            key="document_day",
            title="Ngày văn bản",
            hint="ngày/tháng/năm",
            example="20/11/2026",
            typed=True,
            width=11,
        ),
        TemplateColumn(
            key="subject",
            title="Trích yếu",
            hint="của văn bản, không cần ghi V/v",
            example="Giải ngân vốn đầu tư công",
            width=18,
        ),
        TemplateColumn(
            key="source",
            title="Nguồn",
            hint=f"{', '.join(SOURCES.values())}; trống mà có văn bản: văn bản",
            choices=tuple(SOURCES.values()),
            width=12,
        ),
        TemplateColumn(key="recipients", title="Nơi nhận", hint="để b/c, p/h, lưu", width=13),
        TemplateColumn(
            key="urgency",
            title="Khẩn",
            hint=", ".join(URGENCIES.values()),
            example="Thường",
            choices=tuple(URGENCIES.values()),
            width=10,
        ),
        TemplateColumn(key="field", title="Lĩnh vực", hint="để báo cấp phó phụ trách", width=11),
        TemplateColumn(
            key="label",
            title="Nhãn",
            hint=", ".join(LABEL_NAMES.values()),
            choices=tuple(LABEL_NAMES.values()),
            width=9,
        ),
        TemplateColumn(
            key="milestones", title="Mốc", hint="mỗi dòng trong ô một mốc, «tên mốc: hạn»", typed=True, width=18
        ),
        TemplateColumn(
            key="state",
            title="Trạng thái",
            hint="có khi xuất từ Dondoc; việc đã kết thúc không nhập lại",
            choices=tuple(STATES.values()),
            width=12,
        ),
    ),
}


REQUIRED = {sheet: frozenset(one.key for one in columns if one.required) for sheet, columns in COLUMNS.items()}


def title_of(sheet: Worksheet, key: str) -> str:
    """The title of one of our columns; what is none of ours stands for itself."""
    return next((column.title for column in COLUMNS[sheet] if column.key == key), key)
