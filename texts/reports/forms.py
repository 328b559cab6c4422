"""The forms in which a report is wanted, and the words by which forms and ranks are typed and pressed."""

from __future__ import annotations

from enum import StrEnum

from domain.figures.figures import Rank


class ReportForm(StrEnum):
    """Without one a report is told in the chat, with its picture."""

    PICTURE = "picture"
    XLSX = "xlsx"
    DOCX = "docx"
    OVERDUE = "overdue"
    PRAISE = "praise"
    PUBLICATION = "publication"
    BLOCKERS = "blockers"


TYPED = {
    ReportForm.PICTURE: "ảnh",
    ReportForm.XLSX: "xlsx",
    ReportForm.DOCX: "docx",
    ReportForm.OVERDUE: "quá hạn",
    ReportForm.PRAISE: "biểu dương",
    ReportForm.PUBLICATION: "công khai",
    ReportForm.BLOCKERS: "vướng mắc",
}
OTHERWISE = {
    ReportForm.PICTURE: ("hình ảnh", "hình", "biểu đồ"),
    ReportForm.XLSX: ("excel", "bảng tính xlsx", "bảng tính"),
    ReportForm.DOCX: ("word", "văn bản docx"),
    ReportForm.OVERDUE: ("danh sách quá hạn",),
    ReportForm.PRAISE: ("khen thưởng",),
}
LABELS = {
    ReportForm.PICTURE: "Ảnh",
    ReportForm.XLSX: "Bảng tính XLSX",
    ReportForm.DOCX: "Văn bản DOCX",
    ReportForm.OVERDUE: "Danh sách quá hạn",
    ReportForm.PRAISE: "Biểu dương",
    ReportForm.PUBLICATION: "Công khai",
    ReportForm.BLOCKERS: "Vướng mắc",
}
RANKS_TYPED = {
    Rank.LEADER: "cấp lãnh đạo",
    Rank.HEAD: "cấp thủ trưởng",
    Rank.OFFICE: "cấp văn phòng",
    Rank.OTHER: "cấp khác",
}
