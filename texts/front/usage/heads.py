"""The commands of who assigns and decides, in the order of the help."""

from __future__ import annotations

from texts.front.usage.command import Usage

PHANCONG = Usage(
    name="phancong",
    example="/phancong NV-12 Nguyễn Văn An",
    purpose="phân công chuyên viên giữ việc của đơn vị",
    button="Phân công",
    asked="Xin gõ họ tên người được phân công <b>{code}</b>.",
)
KY = Usage(
    name="ky",
    example="/ky YK-5",
    purpose="ký ý kiến mà chuyên viên dự thảo",
    button="Ký",
)
CHIDAO = Usage(
    name="chidao",
    example="/chidao NV-12 Chỉ tính các dự án khởi công trong năm",
    purpose="cho ý kiến chỉ đạo",
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
    button="Nghiệm thu",
)
TRALAI = Usage(
    name="tralai",
    example="/tralai NV-12 thiếu phụ lục số liệu",
    purpose="trả lại kết quả, kèm lý do",
    button="Trả lại",
    asked="Xin gõ lý do trả lại <b>{code}</b>.",
)
DUYET = Usage(
    name="duyet",
    example="/duyet NV-12",
    purpose="duyệt đề nghị đang chờ",
    button="Duyệt",
)
KHONGDUYET = Usage(
    name="khongduyet",
    example="/khongduyet NV-12 không còn thời gian",
    purpose="không duyệt, kèm lý do",
    button="Không duyệt",
    asked="Xin gõ lý do không duyệt ở <b>{code}</b>.",
)
BOSUNG = Usage(
    name="bosung",
    example="/bosung YK-5 đã gửi bản đồ hiện trạng kèm công văn 77",
    purpose="bổ sung hồ sơ mà đơn vị được hỏi báo thiếu",
    button="Bổ sung hồ sơ",
    asked="Xin gõ nội dung đã bổ sung cho <b>{code}</b>, hoặc gửi tệp.",
)
GHINHAN = Usage(
    name="ghinhan",
    example="/ghinhan NV-12",
    purpose="ghi nhận sáng kiến, vướng mắc báo sau hạn",
    button="Ghi nhận",
)
SUA = Usage(
    name="sua",
    example="/sua NV-12 Hạn: 17h ngày 30/12",
    purpose="sửa nội dung đã giao",
    asked="Xin gõ mục cần sửa của <b>{code}</b>, ví dụ: <code>Hạn: 17h ngày 30/12</code>.",
    form="Sửa",
)
VANBAN = Usage(
    name="vanban",
    example="/vanban NV-12 1234/UBND-TH ngày 20/11/2026",
    purpose="bổ sung số, ký hiệu văn bản",
    asked="Xin gõ số, ký hiệu văn bản của <b>{code}</b>, ví dụ: <code>1234/UBND-TH ngày 20/11/2026</code>.",
)
GIAOLAI = Usage(
    name="giaolai",
    example="/giaolai NV-12 Nguyễn Văn An; điều chỉnh phân công",
    purpose="giao lại cho người khác, kèm lý do",
    button="Giao lại",
    asked="Xin gõ người hoặc đơn vị nhận <b>{code}</b> và lý do, cách nhau bằng dấu chấm phẩy, ví dụ: <code>Nguyễn Văn An; điều chỉnh phân công</code>.",
)
TAMDUNG = Usage(
    name="tamdung",
    example="/tamdung NV-12 chờ kết luận thanh tra",
    purpose="tạm dừng, kèm lý do",
    asked="Xin gõ lý do tạm dừng <b>{code}</b>.",
)
TIEPTUC = Usage(
    name="tieptuc",
    example="/tieptuc NV-12",
    purpose="cho làm tiếp việc đã tạm dừng",
    button="Tiếp tục",
)
THUHOI = Usage(
    name="thuhoi",
    example="/thuhoi NV-12 giao nhầm người",
    purpose="thu hồi, kèm lý do",
    button="Thu hồi",
    asked="Xin gõ lý do thu hồi <b>{code}</b>.",
)
DINHKY = Usage(
    name="dinhky",
    example="/dinhky dừng DK-1; không còn yêu cầu báo cáo",
    purpose="nhiệm vụ định kỳ đang có, và dừng một nhiệm vụ",
)
DAGIAO = Usage(
    name="dagiao",
    example="/dagiao quá hạn Phòng Kinh tế",
    purpose="việc mình đã giao đang ở đâu, từ bao giờ",
)
DONDOC = Usage(
    name="dondoc",
    example="/dondoc NV-12",
    purpose="đôn đốc ngay người đang giữ việc",
    button="Đôn đốc",
)
DUTDIEM = Usage(
    name="dutdiem",
    example="/dutdiem NV-12 17h ngày 15/01/2027; việc tồn từ quý III",
    purpose="việc quá hạn theo độ dài; đặt hạn dứt điểm cho một việc",
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
    button="Bản tổng hợp",
)
THONGNHAT = Usage(
    name="thongnhat",
    example="/thongnhat YK-5 Sở Tài chính; tiếp thu, bỏ khoản 3 Điều 7; họp ngày 02/12 với Giám đốc Sở; biên bản số 15/BB",
    purpose="ghi việc thống nhất với đơn vị còn ý kiến khác, kèm biên bản",
    asked="Xin gõ việc thống nhất ở <b>{code}</b>: cách thống nhất; với ai; số biên bản – hoặc gửi tệp biên bản. Nhiều đơn vị còn ý kiến khác thì ghi tên đơn vị, hoặc <b>tất cả</b>, trước dấu chấm phẩy đầu tiên.",
)
DONVI = Usage(
    name="donvi",
    example="/donvi Phòng Kinh tế",
    purpose="bảng việc của đơn vị: quá hạn, chưa xác nhận, đang chờ; thêm <code>; in</code> để lấy phiếu giấy",
)
UYQUYEN = Usage(
    name="uyquyen",
    example="/uyquyen Đỗ Thị Cúc; đất đai, môi trường; 07/12 - 31/12",
    purpose="ủy quyền ký thay (KT.)",
)
NHOM = Usage(
    name="nhom",
    example="/nhom Phòng Kinh tế",
    purpose="đăng ký nhóm của đơn vị (gõ trong nhóm)",
)
