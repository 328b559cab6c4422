"""What is said of each command: how it is written, what for, and what its button, its questions and its dialogue say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from html import escape


class HelpGroup(StrEnum):
    """The parts of the help, in their order, by their titles."""

    EVERYBODY = "<b>Lệnh thường dùng</b>"
    HOLDERS = "<b>Khi đang giữ việc</b> (ghi mã việc sau lệnh, ví dụ <code>/nhan NV-12</code>)"
    HEADS = "<b>Giao việc, quyết định</b>"
    REPORTS = "<b>Báo cáo</b>"
    OFFICE = "<b>Văn phòng</b>"


@dataclass(frozen=True, kw_only=True)
class Usage:
    """How a command is written, in `example`, and what it is for; without a `group` the help does not list it. `button`
    does the same pressed; `asked` is said where the next message completes it, of the case `{code}`; `form` is the
    title of its questions, `questions` those that it words in its own way, by key; `from_file` offers it to who has
    sent a file."""

    name: str
    example: str
    purpose: str
    group: HelpGroup | None
    button: str = ""
    asked: str = ""
    form: str = ""
    questions: Mapping[str, str] = field(default_factory=dict)
    from_file: str = ""

    @property
    def shown(self) -> str:
        """The example in a form that can be copied by touching it."""
        return f"<code>{escape(self.example)}</code>"

    @property
    def menu_line(self) -> str:
        return f"/{self.name} – {self.purpose}"


# The order is that of the help.
START = Usage(
    name="start",
    example="/start MÃMỜI",
    purpose="",
    group=None,
)
VIEC = Usage(
    name="viec",
    example="/viec tìm giải ngân",
    purpose="việc đang chờ mình; thêm mã để xem một việc, thêm «quá hạn», «hôm nay», «tuần này», «chờ người khác» hoặc từ trong tên để lọc",
    group=HelpGroup.EVERYBODY,
)
LICHSU = Usage(
    name="lichsu",
    example="/lichsu NV-12",
    purpose="toàn bộ quá trình: ai giữ việc, từ bao giờ, kèm hình; thêm «hồ sơ» sau mã để lấy tệp in",
    group=HelpGroup.EVERYBODY,
    button="Lịch sử",
)
QUYTAC = Usage(
    name="quytac",
    example="/quytac",
    purpose="quy định đang áp dụng: lịch nhắc, giờ làm việc, ngày nghỉ",
    group=HelpGroup.EVERYBODY,
)
LICHNGHI = Usage(
    name="lichnghi",
    example=(
        "/lichnghi nghỉ 04/02/2027 - 10/02/2027; Thông báo 123/TB-BNV\n"
        "/lichnghi làm bù 13/02/2027; Công văn 45/UBND-VP\n"
        "/lichnghi nửa ngày 31/12/2026; Công văn 46/UBND-VP\n"
        "/lichnghi giờ 15/04/2027 - 15/10/2027; 7h00-11h30, 13h30-17h00\n"
        "/lichnghi bỏ 13/02/2027"
    ),
    purpose="lịch làm việc, ngày nghỉ; Văn phòng thêm và bỏ ngày nghỉ, làm bù, giờ theo mùa",
    group=HelpGroup.EVERYBODY,
)
LICH = Usage(
    name="lich",
    example="/lich",
    purpose="hạn các việc mình đang giữ, thành tệp lịch cho điện thoại, máy tính",
    group=HelpGroup.EVERYBODY,
)
VANGMAT = Usage(
    name="vangmat",
    example="/vangmat 07/12 - 11/12; Đỗ Thị Cúc",
    purpose="báo vắng mặt và người thay; thêm <code>hủy</code> để trở lại sớm",
    group=HelpGroup.EVERYBODY,
)
TOI = Usage(
    name="toi",
    example="/toi tháng 11/2026",
    purpose="dữ liệu Dondoc lưu về mình và số liệu của mình; thêm kỳ để xem kỳ khác",
    group=HelpGroup.EVERYBODY,
)
HUY = Usage(
    name="huy",
    example="/huy",
    purpose="bỏ việc đang nhập dở",
    group=HelpGroup.EVERYBODY,
)
TROGIUP = Usage(
    name="trogiup",
    example="/trogiup",
    purpose="hướng dẫn",
    group=HelpGroup.EVERYBODY,
)
NHAN = Usage(
    name="nhan",
    example="/nhan NV-12",
    purpose="xác nhận đã nhận việc",
    group=HelpGroup.HOLDERS,
    button="Đã nhận",
)
TIENDO = Usage(
    name="tiendo",
    example="/tiendo NV-12 Đã tổng hợp số liệu của 5/8 đơn vị",
    purpose="báo cáo tiến độ",
    group=HelpGroup.HOLDERS,
    button="Tiến độ",
    asked="Xin gõ tiến độ của <b>{code}</b>.",
)
XONG = Usage(
    name="xong",
    example="/xong NV-12 Báo cáo số 45/BC-KT ngày 28/11",
    purpose="nộp kết quả, kèm tệp hoặc số văn bản",
    group=HelpGroup.HOLDERS,
    button="Hoàn thành",
    asked="Xin gửi kết quả <b>{code}</b>: một tệp, ảnh, hoặc nội dung (số văn bản, tóm tắt). Chưa có gì được nộp.",
)
VUONG = Usage(
    name="vuong",
    example="/vuong NV-12 Kho bạc chưa gửi số liệu; đề nghị Văn phòng đôn đốc Kho bạc",
    purpose="báo vướng mắc, kèm đề xuất",
    group=HelpGroup.HOLDERS,
    button="Vướng mắc",
    asked="Xin gõ vướng mắc và đề xuất cho <b>{code}</b>, cách nhau bằng dấu chấm phẩy, ví dụ: <code>thiếu số liệu của Kho bạc; đề nghị Văn phòng đôn đốc</code>.",
)
XINCHIDAO = Usage(
    name="xinchidao",
    example="/xinchidao NV-12 Xin ý kiến về phạm vi số liệu đưa vào báo cáo",
    purpose="xin chỉ đạo, có thời hạn trả lời",
    group=HelpGroup.HOLDERS,
    asked="Xin gõ nội dung cần xin chỉ đạo về <b>{code}</b>.",
)
GIAHAN = Usage(
    name="giahan",
    example="/giahan NV-12 17h thứ Sáu tuần sau; chờ số liệu của Kho bạc",
    purpose="xin gia hạn, kèm lý do",
    group=HelpGroup.HOLDERS,
    button="Xin gia hạn",
    asked="Xin gõ hạn mới và lý do cho <b>{code}</b>, cách nhau bằng dấu chấm phẩy, ví dụ: <code>17h ngày 04/12; chờ số liệu</code>.",
)
TUCHOI = Usage(
    name="tuchoi",
    example="/tuchoi NV-12 nội dung thuộc nhiệm vụ đã giao Phòng Tài nguyên",
    purpose="đề nghị từ chối nhiệm vụ, kèm lý do",
    group=HelpGroup.HOLDERS,
    button="Từ chối",
    asked="Xin gõ lý do từ chối <b>{code}</b>. Người giao sẽ quyết định; chưa có gì được gửi.",
)
CHUYEN = Usage(
    name="chuyen",
    example="/chuyen NV-12 Phòng Tài nguyên; không thuộc chức năng của phòng",
    purpose="đề nghị chuyển việc: lên trên (vượt thẩm quyền) hoặc sang đơn vị khác (không thuộc chức năng)",
    group=HelpGroup.HOLDERS,
    asked="Xin gõ người hoặc đơn vị nhận <b>{code}</b> và lý do, cách nhau bằng dấu chấm phẩy, ví dụ: <code>Phòng Tài nguyên; không thuộc chức năng của phòng</code>.",
)
TRINH = Usage(
    name="trinh",
    example=(
        "/trinh NV-12\n"
        "Căn cứ: Điều 24 Luật Đầu tư công\n"
        "Thực tiễn: 3 dự án chậm bàn giao mặt bằng\n"
        "Chính kiến: đề nghị điều chuyển vốn trước 15/12\n"
        "Vượt thẩm quyền: điều chuyển vốn do Chủ tịch quyết định"
    ),
    purpose="trình lên trên: căn cứ, thực tiễn, chính kiến, lý do vượt thẩm quyền",
    group=HelpGroup.HOLDERS,
    asked=(
        "Xin gõ nội dung trình <b>{code}</b>, mỗi mục một dòng:\n"
        "<code>Căn cứ: …\n"
        "Thực tiễn: …\n"
        "Chính kiến: …\n"
        "Vượt thẩm quyền: …</code>\n"
    ),
    form="Trình",
)
NGUYENNHAN = Usage(
    name="nguyennhan",
    example="/nguyennhan NV-12 khách quan; mưa lũ nên không đi thực địa được",
    purpose="đề nghị hoặc xác nhận nguyên nhân chậm: chủ quan, khách quan",
    group=HelpGroup.HOLDERS,
    asked="Xin gõ nguyên nhân chậm của <b>{code}</b>: <code>chủ quan; nội dung</code> hoặc <code>khách quan; nội dung</code>.",
)
YKIEN = Usage(
    name="ykien",
    example="/ykien YK-5 có điều kiện; đề nghị bổ sung nguồn kinh phí tại Điều 7",
    purpose="trả lời ý kiến: đồng ý, có điều kiện, không đồng ý, không thuộc, thiếu hồ sơ",
    group=HelpGroup.HOLDERS,
)
PHANCONG = Usage(
    name="phancong",
    example="/phancong NV-12 Nguyễn Văn An",
    purpose="phân công chuyên viên giữ việc của đơn vị",
    group=HelpGroup.HEADS,
    button="Phân công",
    asked="Xin gõ họ tên người được phân công <b>{code}</b>.",
)
KY = Usage(
    name="ky",
    example="/ky YK-5",
    purpose="ký ý kiến mà chuyên viên dự thảo",
    group=HelpGroup.HEADS,
    button="Ký",
)
CHIDAO = Usage(
    name="chidao",
    example="/chidao NV-12 Chỉ tính các dự án khởi công trong năm",
    purpose="cho ý kiến chỉ đạo",
    group=HelpGroup.HEADS,
    button="Cho chỉ đạo",
    asked="Xin gõ ý kiến chỉ đạo về <b>{code}</b>.",
)
GIAOVIEC = Usage(
    name="giaoviec",
    example=(
        "/giaoviec\n"
        "Chủ trì: Nguyễn Văn An\n"
        "Việc: Báo cáo giải ngân vốn đầu tư công tháng 11\n"
        "Sản phẩm: Báo cáo bằng văn bản\n"
        "Hạn: 16h30 thứ Sáu tuần sau\n"
        "Văn bản: 1234/UBND-TH\n"
        "Khẩn: Khẩn"
    ),
    purpose="giao một nhiệm vụ; chỉ gõ lệnh thì được hỏi từng mục",
    group=HelpGroup.HEADS,
    button="Giao việc",
    form="Giao việc",
    from_file="Giao việc từ tệp này",
)
XINYKIEN = Usage(
    name="xinykien",
    example=(
        "/xinykien\n"
        "Nội dung: Dự thảo quy chế phối hợp quản lý đất đai\n"
        "Đề xuất: Ban hành trong quý I/2027\n"
        "Hỏi:\n"
        "- Sở Tài chính: nguồn kinh phí thực hiện\n"
        "- Sở Xây dựng: quy hoạch liên quan\n"
        "Hạn: 07 ngày làm việc"
    ),
    purpose="lấy ý kiến các đơn vị, cũng vậy",
    group=HelpGroup.HEADS,
    button="Gửi",
    form="Lấy ý kiến",
    questions={
        "Hạn": "<b>Hạn</b> trả lời khi nào? Phải là ngày làm việc; bỏ qua thì là 7 ngày làm việc.",
        "Người giao": "<b>Người hỏi</b> là ai? Gõ họ tên lãnh đạo hỏi ý kiến; bỏ qua nếu là chính đồng chí.",
    },
    from_file="Lấy ý kiến",
)
NGHIEMTHU = Usage(
    name="nghiemthu",
    example="/nghiemthu NV-12",
    purpose="nghiệm thu kết quả",
    group=HelpGroup.HEADS,
    button="Nghiệm thu",
)
TRALAI = Usage(
    name="tralai",
    example="/tralai NV-12 thiếu phụ lục số liệu",
    purpose="trả lại kết quả, kèm lý do",
    group=HelpGroup.HEADS,
    button="Trả lại",
    asked="Xin gõ lý do trả lại <b>{code}</b>.",
)
DUYET = Usage(
    name="duyet",
    example="/duyet NV-12",
    purpose="duyệt đề nghị đang chờ",
    group=HelpGroup.HEADS,
    button="Duyệt",
)
KHONGDUYET = Usage(
    name="khongduyet",
    example="/khongduyet NV-12 không còn thời gian",
    purpose="không duyệt, kèm lý do",
    group=HelpGroup.HEADS,
    button="Không duyệt",
    asked="Xin gõ lý do không duyệt ở <b>{code}</b>.",
)
BOSUNG = Usage(
    name="bosung",
    example="/bosung YK-5 đã gửi bản đồ hiện trạng kèm công văn 77",
    purpose="bổ sung hồ sơ mà đơn vị được hỏi báo thiếu",
    group=HelpGroup.HEADS,
    button="Bổ sung hồ sơ",
    asked="Xin gõ nội dung đã bổ sung cho <b>{code}</b>, hoặc gửi tệp.",
)
GHINHAN = Usage(
    name="ghinhan",
    example="/ghinhan NV-12",
    purpose="ghi nhận sáng kiến, vướng mắc báo sau hạn",
    group=HelpGroup.HEADS,
    button="Ghi nhận",
)
SUA = Usage(
    name="sua",
    example="/sua NV-12 Hạn: 17h ngày 30/12",
    purpose="sửa nội dung đã giao",
    group=HelpGroup.HEADS,
    asked="Xin gõ mục cần sửa của <b>{code}</b>, ví dụ: <code>Hạn: 17h ngày 30/12</code>.",
    form="Sửa",
)
VANBAN = Usage(
    name="vanban",
    example="/vanban NV-12 1234/UBND-TH ngày 20/11/2026",
    purpose="bổ sung số, ký hiệu văn bản",
    group=HelpGroup.HEADS,
    asked="Xin gõ số, ký hiệu văn bản của <b>{code}</b>, ví dụ: <code>1234/UBND-TH ngày 20/11/2026</code>.",
)
GIAOLAI = Usage(
    name="giaolai",
    example="/giaolai NV-12 Nguyễn Văn An; điều chỉnh phân công",
    purpose="giao lại cho người khác, kèm lý do",
    group=HelpGroup.HEADS,
    button="Giao lại",
    asked="Xin gõ người hoặc đơn vị nhận <b>{code}</b> và lý do, cách nhau bằng dấu chấm phẩy, ví dụ: <code>Nguyễn Văn An; điều chỉnh phân công</code>.",
)
TAMDUNG = Usage(
    name="tamdung",
    example="/tamdung NV-12 chờ kết luận thanh tra",
    purpose="tạm dừng, kèm lý do",
    group=HelpGroup.HEADS,
    asked="Xin gõ lý do tạm dừng <b>{code}</b>.",
)
TIEPTUC = Usage(
    name="tieptuc",
    example="/tieptuc NV-12",
    purpose="cho làm tiếp việc đã tạm dừng",
    group=HelpGroup.HEADS,
    button="Tiếp tục",
)
THUHOI = Usage(
    name="thuhoi",
    example="/thuhoi NV-12 giao nhầm người",
    purpose="thu hồi, kèm lý do",
    group=HelpGroup.HEADS,
    button="Thu hồi",
    asked="Xin gõ lý do thu hồi <b>{code}</b>.",
)
DINHKY = Usage(
    name="dinhky",
    example="/dinhky dừng DK-1; không còn yêu cầu báo cáo",
    purpose="nhiệm vụ định kỳ đang có, và dừng một nhiệm vụ",
    group=HelpGroup.HEADS,
)
DAGIAO = Usage(
    name="dagiao",
    example="/dagiao quá hạn Phòng Kinh tế",
    purpose="việc mình đã giao đang ở đâu, từ bao giờ",
    group=HelpGroup.HEADS,
)
DONDOC = Usage(
    name="dondoc",
    example="/dondoc NV-12",
    purpose="đôn đốc ngay người đang giữ việc",
    group=HelpGroup.HEADS,
    button="Đôn đốc",
)
DUTDIEM = Usage(
    name="dutdiem",
    example="/dutdiem NV-12 17h ngày 15/01/2027; việc tồn từ quý III",
    purpose="việc quá hạn theo độ dài; đặt hạn dứt điểm cho một việc",
    group=HelpGroup.HEADS,
    asked="Xin gõ hạn dứt điểm và lý do cho <b>{code}</b>, cách nhau bằng dấu chấm phẩy, ví dụ: <code>17h ngày 15/01/2027; việc tồn từ quý III</code>. Hạn này chỉ đặt một lần.",
)
PHOBIEN = Usage(
    name="phobien",
    example=(
        "/phobien\n"
        "Nội dung: Quy chế làm việc mới của cơ quan\n"
        "Gửi: Phòng Kinh tế, Nguyễn Văn An\n"
        "Hạn: 03 ngày làm việc\n"
        "Văn bản: 56/QĐ-UBND"
    ),
    purpose="phổ biến văn bản để từng người đọc và xác nhận, cũng vậy",
    group=HelpGroup.HEADS,
    button="Gửi",
    form="Phổ biến văn bản",
    questions={
        "Nội dung": "Phổ biến <b>nội dung</b> gì? Có thể gửi kèm tệp văn bản.",
        "Hạn": "<b>Hạn</b> đọc và xác nhận khi nào? Bỏ qua thì là 3 ngày làm việc.",
    },
    from_file="Phổ biến",
)
TONGHOP = Usage(
    name="tonghop",
    example="/tonghop YK-5",
    purpose="bảng tổng hợp ý kiến, hoặc danh sách đã đọc, thành tệp để in",
    group=HelpGroup.HEADS,
    button="Bản tổng hợp",
)
THONGNHAT = Usage(
    name="thongnhat",
    example="/thongnhat YK-5 Sở Tài chính; tiếp thu, bỏ khoản 3 Điều 7; họp ngày 02/12 với Giám đốc Sở; biên bản số 15/BB",
    purpose="ghi việc thống nhất với đơn vị còn ý kiến khác, kèm biên bản",
    group=HelpGroup.HEADS,
    asked="Xin gõ việc thống nhất ở <b>{code}</b>: cách thống nhất; với ai; số biên bản – hoặc gửi tệp biên bản. Nhiều đơn vị còn ý kiến khác thì ghi tên đơn vị, hoặc <b>tất cả</b>, trước dấu chấm phẩy đầu tiên.",
)
DONVI = Usage(
    name="donvi",
    example="/donvi Phòng Kinh tế",
    purpose="bảng việc của đơn vị: quá hạn, chưa xác nhận, đang chờ; thêm <code>; in</code> để lấy phiếu giấy",
    group=HelpGroup.HEADS,
)
UYQUYEN = Usage(
    name="uyquyen",
    example="/uyquyen Đỗ Thị Cúc; đất đai, môi trường; 07/12 - 31/12",
    purpose="ủy quyền ký thay (KT.)",
    group=HelpGroup.HEADS,
)
NHOM = Usage(
    name="nhom",
    example="/nhom Phòng Kinh tế",
    purpose="đăng ký nhóm của đơn vị (gõ trong nhóm)",
    group=HelpGroup.HEADS,
)
BAOCAO = Usage(
    name="baocao",
    example="/baocao tháng 11/2026 Phòng Kinh tế",
    purpose="báo cáo: gõ thêm kỳ, đơn vị, người, lĩnh vực; thêm <code>xlsx</code>, <code>docx</code> để lấy tệp",
    group=HelpGroup.REPORTS,
)
QUYDINH = Usage(
    name="quydinh",
    example="/quydinh Số đơn vị mỗi lần lấy ý kiến: 15",
    purpose="xem và đổi quy định của cơ quan",
    group=HelpGroup.OFFICE,
)
DONVIMOI = Usage(
    name="donvimoi",
    example="/donvimoi Phòng Kinh tế; Sở Công Thương",
    purpose="thêm đơn vị",
    group=HelpGroup.OFFICE,
)
SAPNHAP = Usage(
    name="sapnhap",
    example="/sapnhap Phòng Kinh tế; Phòng Tài nguyên; Nghị quyết 12/NQ-HĐND",
    purpose="sáp nhập đơn vị này vào đơn vị kia, xem trước rồi mới thực hiện",
    group=HelpGroup.OFFICE,
    button="Sáp nhập",
)
DOITEN = Usage(
    name="doiten",
    example="/doiten Phòng Tài nguyên; Phòng Kinh tế, Hạ tầng và Đô thị; Quyết định 56/QĐ-UBND",
    purpose="đổi tên đơn vị",
    group=HelpGroup.OFFICE,
)
CANBO = Usage(
    name="canbo",
    example="/canbo Nguyễn Văn An; Phòng Kinh tế; Chuyên viên; chuyên viên",
    purpose="thêm hoặc sửa thông tin cán bộ",
    group=HelpGroup.OFFICE,
    button="Cập nhật",
)
MOI = Usage(
    name="moi",
    example="/moi Nguyễn Văn An",
    purpose="cấp mã mời, phiếu in cho cả đơn vị",
    group=HelpGroup.OFFICE,
)
THULIENKET = Usage(
    name="thulienket",
    example="/thulienket Nguyễn Văn An",
    purpose="thu hồi liên kết tài khoản",
    group=HelpGroup.OFFICE,
)
NHAPFILE = Usage(
    name="nhapfile",
    example="/nhapfile",
    purpose="nhập đơn vị, cán bộ, nhiệm vụ từ tệp XLSX",
    group=HelpGroup.OFFICE,
    button="Nhập",
)
GHIGIAY = Usage(
    name="ghigiay",
    example="/ghigiay Nguyễn Văn An; /nhan NV-12",
    purpose="ghi việc cán bộ báo trên giấy",
    group=HelpGroup.OFFICE,
)
XOACANBO = Usage(
    name="xoacanbo",
    example="/xoacanbo Nguyễn Văn An; nghỉ hưu, theo đề nghị của cá nhân",
    purpose="xóa dữ liệu cá nhân của một người",
    group=HelpGroup.OFFICE,
    button="Xóa dữ liệu",
)
TRANGTHAI = Usage(
    name="trangthai",
    example="/trangthai",
    purpose="Dondoc hoạt động thế nào, ai chưa nhắn được",
    group=HelpGroup.OFFICE,
)

# All of the above, by name.
USAGES: dict[str, Usage] = {one.name: one for one in tuple(globals().values()) if isinstance(one, Usage)}
MILESTONES = "Mốc:\n- Dự thảo báo cáo: 17h ngày 02/12\n- Xin ý kiến các phòng: 04/12"


def in_group(group: HelpGroup) -> tuple[Usage, ...]:
    return tuple(one for one in USAGES.values() if one.group is group)


def example(name: str) -> str:
    """How the command, or the part of a form, is written."""
    if name == "mốc":
        return f"<code>{escape(MILESTONES)}</code>"
    return USAGES[name].shown if name in USAGES else f"/{name}"
