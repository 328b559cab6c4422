"""The names, titles, notes and columns of a report's sheets."""

from __future__ import annotations

from dataclasses import dataclass

from domain.figures.figures import Grouping


@dataclass(frozen=True, kw_only=True)
class SheetTitle:
    """A sheet: its tab (at most 31 characters), its title, and how it is counted."""

    name: str
    title: str
    note: str


RATES = (
    "Tỷ lệ trên số xong = hoàn thành đúng hạn : (đúng hạn + quá hạn). "
    "Tỷ lệ trên số phải xong = hoàn thành đúng hạn : (đã hoàn thành + đang quá hạn). Thu hồi không tính vào tổng."
)
HOURS = "Thời gian tính bằng giờ làm việc; TV: trung vị; 90%: chín phần mười số lần không lâu hơn."

THEN = "Người phụ trách là người đương chức lúc việc kết thúc, việc còn mở thì lúc chốt số liệu."

SUMMARY = SheetTitle(
    name="Tổng hợp",
    title="TỔNG HỢP KẾT QUẢ THỰC HIỆN NHIỆM VỤ",
    note="Mỗi nhiệm vụ tính một lần, ở đơn vị chủ trì. Mỗi tỷ lệ có mẫu số ghi ở cột Trên tổng số.",
)
GROUPS = {
    Grouping.UNIT: SheetTitle(name="Theo đơn vị", title="KẾT QUẢ THEO ĐƠN VỊ CHỦ TRÌ", note=RATES),
    Grouping.PERSON: SheetTitle(
        name="Theo cá nhân",
        title="KẾT QUẢ THEO CÁ NHÂN",
        note=f"{RATES} Thời gian tính bằng giờ làm việc. Máy đo, người đánh giá.",
    ),
    Grouping.FIELD: SheetTitle(name="Theo lĩnh vực", title="KẾT QUẢ THEO LĨNH VỰC", note=RATES),
    Grouping.RANK: SheetTitle(name="Theo cấp giao", title="KẾT QUẢ THEO CẤP CỦA NGƯỜI GIAO", note=RATES),
    Grouping.ASSIGNER: SheetTitle(name="Theo người giao", title="KẾT QUẢ THEO NGƯỜI GIAO", note=RATES),
    Grouping.DOCUMENT: SheetTitle(name="Theo văn bản", title="KẾT QUẢ THEO VĂN BẢN GIAO", note=RATES),
    Grouping.HEAD: SheetTitle(name="Theo thủ trưởng", title="KẾT QUẢ THEO THỦ TRƯỞNG ĐƠN VỊ", note=f"{THEN} {RATES}"),
    Grouping.DEPUTY: SheetTitle(
        name="Theo cấp phó", title="KẾT QUẢ THEO CẤP PHÓ PHỤ TRÁCH LĨNH VỰC", note=f"{THEN} {RATES}"
    ),
}
TOGETHER = SheetTitle(
    name="Phối hợp, ý kiến",
    title="PHỐI HỢP VÀ TRẢ LỜI LẤY Ý KIẾN THEO ĐƠN VỊ",
    note="Phần việc phối hợp tính ở đơn vị phối hợp. Tỷ lệ trả lời đúng hạn = trả lời đúng hạn : (đúng hạn + mặc nhiên đồng ý).",
)
POINTS = SheetTitle(
    name="Điểm tiến độ",
    title="ĐIỂM TIẾN ĐỘ THEO THÁNG (NGHỊ ĐỊNH 335/2025/NĐ-CP)",
    note="Mỗi lần chậm trừ 25% điểm tiến độ của sản phẩm đó, trừ khi nguyên nhân khách quan đã được xác nhận. Máy đo, người đánh giá.",
)
UNIT_POINTS = SheetTitle(
    name="Điểm theo đơn vị",
    title="ĐIỂM TIẾN ĐỘ THEO ĐƠN VỊ, CỘNG TỪ CÁ NHÂN LÊN (NGHỊ ĐỊNH 335/2025/NĐ-CP)",
    note="Mỗi đơn vị gồm cả các đơn vị trực thuộc, nên các dòng không cộng với nhau. Điểm tính lại trên tổng số sản phẩm, không lấy trung bình.",
)
LATER = SheetTitle(
    name="Xác nhận sau",
    title="XÁC NHẬN SAU KHI THÁNG ĐÃ CHỐT",
    note="Số liệu của tháng đã chốt giữ nguyên; điều được xác nhận, ghi nhận sau đứng ở kỳ xác nhận. Điểm là của riêng sản phẩm ấy.",
)
TREND = SheetTitle(name="Xu hướng", title="XU HƯỚNG THEO THÁNG", note=HOURS)
LIST = SheetTitle(
    name="Danh sách",
    title="DANH SÁCH NHIỆM VỤ",
    note="Ngày hoàn thành là ngày nộp kết quả được nghiệm thu; số ngày trễ tính theo ngày làm việc.",
)
OVERDUE = SheetTitle(
    name="Quá hạn",
    title="NHIỆM VỤ ĐANG QUÁ HẠN",
    note="Trễ nhiều nhất đứng trước. Sáng kiến, vướng mắc báo kịp thời và nhiệm vụ mới, khó, thí điểm ghi ngay bên cạnh.",
)
PRAISE = SheetTitle(
    name="Biểu dương",
    title="NHIỆM VỤ HOÀN THÀNH ĐÚNG HẠN, TRƯỚC HẠN (ĐỂ XEM XÉT BIỂU DƯƠNG)",
    note="Sớm nhất đứng trước; số ngày trước hạn tính theo ngày lịch, 0 là nộp trong ngày hết hạn.",
)
PUBLICATION = SheetTitle(
    name="Công khai",
    title="NHIỆM VỤ CHẬM DO NGUYÊN NHÂN CHỦ QUAN ĐÃ XÁC NHẬN (ĐỂ XEM XÉT CÔNG KHAI)",
    note="Chỉ gồm nhiệm vụ mà người có thẩm quyền đã xác nhận nguyên nhân chủ quan; xem cột căn cứ bảo vệ trước khi công khai.",
)
BLOCKERS = SheetTitle(
    name="Vướng mắc",
    title="VƯỚNG MẮC VÀ QUY ĐỊNH CHỒNG CHÉO",
    note="Nhiệm vụ có vướng mắc đã báo; lọc cột Quy định chồng chéo để lấy riêng nội dung kiến nghị sửa đổi.",
)


def sample(seed: int, drawn: int, of: int) -> SheetTitle:
    return SheetTitle(
        name="Mẫu kiểm tra",
        title="MẪU NGẪU NHIÊN ĐỂ KIỂM TRA",
        note=f"Rút ngẫu nhiên {drawn} trên {of} nhiệm vụ; hạt giống {seed}: cùng hạt giống này và cùng số liệu thì rút ra đúng các nhiệm vụ này.",
    )


LIST_TITLES = {
    "number": "STT",
    "code": "Mã",
    "title": "Nội dung nhiệm vụ",
    "document": "Văn bản giao",
    "assigner": "Người giao",
    "unit": "Đơn vị chủ trì",
    "person": "Người thực hiện",
    "coordinating": "Phối hợp",
    "product": "Sản phẩm",
    "original": "Hạn gốc",
    "extended": "Hạn gia hạn",
    "deadline": "Hạn hiện hành",
    "done": "Ngày hoàn thành",
    "box": "Tình trạng",
    "phase": "Đang ở bước",
    "days_late": "Số ngày trễ",
    "days_before": "Trước hạn (ngày)",
    "cause": "Nguyên nhân chậm",
    "blockers": "Vướng mắc",
    "conflicting": "Quy định chồng chéo",
    "protection": "Căn cứ bảo vệ",
    "notes": "Ghi chú",
    "returns": "Số lần trả lại",
    "holder": "Người đang giữ",
    "held_since": "Giữ từ",
    "inspected": "Kết quả kiểm tra",
    "inspector": "Người kiểm tra",
}

GROUP_TITLES = {
    Grouping.UNIT: "Đơn vị",
    Grouping.PERSON: "Họ tên",
    Grouping.FIELD: "Lĩnh vực",
    Grouping.RANK: "Cấp giao",
    Grouping.ASSIGNER: "Người giao",
    Grouping.DOCUMENT: "Văn bản",
    Grouping.HEAD: "Thủ trưởng",
    Grouping.DEPUTY: "Cấp phó phụ trách",
}
SUBJECT = "Trích yếu"
UNIT = "Đơn vị"
MONTH = "Tháng"
LATER_COLUMNS = {
    "code": "Mã việc",
    "title": "Việc",
    "month": "Tháng đã chốt",
    "person": "Cá nhân",
    "unit": "Đơn vị",
    "what": "Điều xác nhận",
    "at": "Ngày xác nhận",
    "before": "Điểm trước",
    "after": "Điểm sau",
}
CREDITED = "ghi nhận điều báo sau hạn"


def points_of(month: str) -> str:
    return f"Điểm tiến độ {month}"
