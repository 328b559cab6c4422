"""What a report says as an administrative document: a draft that people finish (M35, M36, M38, M41, M54)."""

from __future__ import annotations

from collections.abc import Callable

from actions.reports import FinishedReport
from domain.figures.lists import ReportLine
from texts.reports import rows
from texts.reports import words as rw
from texts.reports.figures import BOXES
from texts.scene import Scene

SHORT, LONG = 120, 300  # characters of a title and of free text in a sentence
NARROW = 150  # in a cell of the annex; the spreadsheet has it whole
DRAFT = "DỰ THẢO"
MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
NAME = "BÁO CÁO"
NUMBER = "Số:          /BC-……"
ANNEX = "PHỤ LỤC"
ANNEX_OF = "(Kèm theo Báo cáo số          /BC-…… ngày …… tháng …… năm …… của {issuer})"
RECIPIENTS = ("Nơi nhận:", ("- ……………………;", "- ……………………;", "- Lưu: VT, ……"))
SIGNATURE = ("QUYỀN HẠN, CHỨC VỤ CỦA NGƯỜI KÝ", "(Chữ ký, dấu)", "Họ và tên")
LIST_COLUMNS = (
    "STT", "Mã", "Nội dung", "Văn bản giao", "Người giao", "Chủ trì", "Phối hợp", "Sản phẩm", "Hạn gốc", "Hạn gia hạn",
    "Ngày hoàn thành", "Tình trạng", "Số ngày trễ", "Nguyên nhân", "Vướng mắc", "Ghi chú",
)  # fmt: skip


def title(scene: Scene, told: FinishedReport) -> str:
    """The subject below the name of the document."""
    return f"Kết quả thực hiện nhiệm vụ được giao {rw.period(scene, told.report)}"


def made_by(scene: Scene, told: FinishedReport) -> str:
    return (
        f"[Dự thảo do Dondoc lập từ sổ theo dõi, số liệu tính đến {scene.step(told.report.at)}. Người soạn kiểm tra, "
        "bổ sung những chỗ trong ngoặc vuông và xóa dòng này trước khi trình ký.]"
    )


def place(scene: Scene, told: FinishedReport) -> str:
    local = told.report.at.astimezone(scene.timezone)
    month = f"{local.month:02}" if local.month < 3 else str(local.month)  # Decree 30/2020 writes 01 and 02
    return f"……………, ngày …… tháng {month} năm {local.year}"


# The annex


def annex_title(*, whole: bool) -> str:
    return "DANH SÁCH NHIỆM VỤ" if whole else "DANH SÁCH NHIỆM VỤ CHẬM, QUÁ HẠN"


def annex_note(shown: int, of: int, late: int) -> str:
    """What the annex holds, where it does not hold everything."""
    if shown == of:
        return f"Gồm {rw.number(of)} nhiệm vụ. Ngày hoàn thành là ngày nộp kết quả được nghiệm thu."
    return (
        f"Gồm {rw.number(shown)} trên {rw.number(late)} nhiệm vụ chậm hoặc quá hạn, trễ nhiều nhất đứng trước. Đủ "
        f"{rw.number(of)} nhiệm vụ ở bảng tính kèm theo, trang Danh sách."
    )


def list_row(scene: Scene, told: FinishedReport) -> Callable[[int, ReportLine], tuple[str, ...]]:
    """Writes a line of the list, numbered from 1."""

    def row(number: int, line: ReportLine) -> tuple[str, ...]:
        case = line.case
        extended = line.deadline.moment if line.deadline != line.original else None
        return (
            str(number),
            case.code,
            rw.bounded(case.title, NARROW),
            rows.document(scene, line, SHORT),
            rw.person(scene, case.assigner_id),
            f"{rw.unit(scene, line.unit_id)}; {rw.person(scene, line.responsible_id)}",
            rw.bounded(rows.coordinating(scene, line), NARROW),
            rw.bounded(case.product, SHORT),
            rw.day(scene, line.original.moment),
            rw.day(scene, extended),
            rw.day(scene, line.done_at),
            BOXES[line.box],
            rw.number(line.days_late) if line.is_late else "",
            rows.cause(told, line, NARROW),
            rows.blockers(told, line, NARROW),
            rows.notes(scene, line, protected=True),
        )

    return row


def issuer(scene: Scene, told: FinishedReport, agency: str) -> tuple[str, str]:
    """Whose report it is: the body above it, and its own name (Decree 30/2020); empty where unknown."""
    units, unit_id = scene.chart.units, told.scope.unit_id
    if unit_id is None:
        own = next((unit for unit in units.values() if unit.name == agency), None)
    else:
        own = units.get(unit_id)
    if own is None:
        return "", rw.bounded(agency, 200) or "[TÊN CƠ QUAN BÁO CÁO]"
    above = units.get(own.parent_id) if own.parent_id is not None else None
    return rw.bounded(above.name, 200) if above else "", rw.bounded(own.name, 200)
