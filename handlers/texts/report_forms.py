"""The forms in which a report is wanted, and the words by which forms and ranks are typed and pressed."""

from __future__ import annotations

from enum import StrEnum

from domain.figures import Rank


class Form(StrEnum):
    """Without one a report is told in the chat, with its picture."""

    PICTURE = "picture"
    XLSX = "xlsx"
    DOCX = "docx"
    OVERDUE = "overdue"
    PRAISE = "praise"
    PUBLICATION = "publication"
    BLOCKERS = "blockers"


TYPED = {
    Form.PICTURE: "ảnh",
    Form.XLSX: "xlsx",
    Form.DOCX: "docx",
    Form.OVERDUE: "quá hạn",
    Form.PRAISE: "biểu dương",
    Form.PUBLICATION: "công khai",
    Form.BLOCKERS: "vướng mắc",
}
OTHERWISE = {
    Form.PICTURE: ("hình ảnh", "hình", "biểu đồ"),
    Form.XLSX: ("excel", "bảng tính xlsx", "bảng tính"),
    Form.DOCX: ("word", "văn bản docx"),
    Form.OVERDUE: ("danh sách quá hạn",),
    Form.PRAISE: ("khen thưởng",),
}
LABELS = {
    Form.PICTURE: "Ảnh",
    Form.XLSX: "Bảng tính XLSX",
    Form.DOCX: "Văn bản DOCX",
    Form.OVERDUE: "Danh sách quá hạn",
    Form.PRAISE: "Biểu dương",
    Form.PUBLICATION: "Công khai",
    Form.BLOCKERS: "Vướng mắc",
}
RANKS_TYPED = {
    Rank.LEADER: "cấp lãnh đạo",
    Rank.HEAD: "cấp thủ trưởng",
    Rank.OFFICE: "cấp văn phòng",
    Rank.OTHER: "cấp khác",
}
