"""How each command is written, with an example: shown by /trogiup and wherever one was mistyped."""

from __future__ import annotations

from html import escape

GIAOVIEC = (
    "/giaoviec\nChủ trì: Nguyễn Văn An\nViệc: Báo cáo giải ngân vốn đầu tư công tháng 11\nSản phẩm: Báo cáo bằng văn bản\n"
    "Hạn: 16h30 thứ Sáu tuần sau\nVăn bản: 1234/UBND-TH\nKhẩn: Khẩn"
)
XINYKIEN = (
    "/xinykien\nNội dung: Dự thảo quy chế phối hợp quản lý đất đai\nĐề xuất: Ban hành trong quý I/2027\nHỏi:\n"
    "- Sở Tài chính: nguồn kinh phí thực hiện\n- Sở Xây dựng: quy hoạch liên quan\nHạn: 07 ngày làm việc"
)
PHOBIEN = (
    "/phobien\nNội dung: Quy chế làm việc mới của cơ quan\nGửi: Phòng Kinh tế, Nguyễn Văn An\nHạn: 03 ngày làm việc\n"
    "Văn bản: 56/QĐ-UBND"
)

LICHNGHI = (
    "/lichnghi nghỉ 04/02/2027 - 10/02/2027; Thông báo 123/TB-BNV\n/lichnghi làm bù 13/02/2027; Công văn 45/UBND-VP\n"
    "/lichnghi nửa ngày 31/12/2026; Công văn 46/UBND-VP\n"
    "/lichnghi giờ 15/04/2027 - 15/10/2027; 7h00-11h30, 13h30-17h00\n/lichnghi bỏ 13/02/2027"
)

EXAMPLES = {
    "start": "/start MÃMỜI",
    "quytac": "/quytac",
    "viec": "/viec tìm giải ngân",
    "dondoc": "/dondoc NV-12",
    "dutdiem": "/dutdiem NV-12 17h ngày 15/01/2027; việc tồn từ quý III",
    "dagiao": "/dagiao quá hạn Phòng Kinh tế",
    "nhan": "/nhan NV-12",
    "tiendo": "/tiendo NV-12 Đã tổng hợp số liệu của 5/8 đơn vị",
    "xong": "/xong NV-12 Báo cáo số 45/BC-KT ngày 28/11",
    "giahan": "/giahan NV-12 17h thứ Sáu tuần sau; chờ số liệu của Kho bạc",
    "vuong": "/vuong NV-12 Kho bạc chưa gửi số liệu; đề nghị Văn phòng đôn đốc Kho bạc",
    "xinchidao": "/xinchidao NV-12 Xin ý kiến về phạm vi số liệu đưa vào báo cáo",
    "chidao": "/chidao NV-12 Chỉ tính các dự án khởi công trong năm",
    "tuchoi": "/tuchoi NV-12 nội dung thuộc nhiệm vụ đã giao Phòng Tài nguyên",
    "chuyen": "/chuyen NV-12 Phòng Tài nguyên; không thuộc chức năng của phòng",
    "nguyennhan": "/nguyennhan NV-12 khách quan; mưa lũ nên không đi thực địa được",
    "ghinhan": "/ghinhan NV-12",
    "trinh": "/trinh NV-12\nCăn cứ: Điều 24 Luật Đầu tư công\nThực tiễn: 3 dự án chậm bàn giao mặt bằng\n"
    "Chính kiến: đề nghị điều chuyển vốn trước 15/12\nVượt thẩm quyền: điều chuyển vốn do Chủ tịch quyết định",
    "thuhoi": "/thuhoi NV-12 giao nhầm người",
    "tamdung": "/tamdung NV-12 chờ kết luận thanh tra",
    "tieptuc": "/tieptuc NV-12",
    "giaolai": "/giaolai NV-12 Nguyễn Văn An; điều chỉnh phân công",
    "sua": "/sua NV-12 Hạn: 17h ngày 30/12",
    "vanban": "/vanban NV-12 1234/UBND-TH ngày 20/11/2026",
    "dinhky": "/dinhky dừng DK-1; không còn yêu cầu báo cáo",
    "mốc": "Mốc:\n- Dự thảo báo cáo: 17h ngày 02/12\n- Xin ý kiến các phòng: 04/12",
    "phancong": "/phancong NV-12 Nguyễn Văn An",
    "ykien": "/ykien YK-5 có điều kiện; đề nghị bổ sung nguồn kinh phí tại Điều 7",
    "ky": "/ky YK-5",
    "nghiemthu": "/nghiemthu NV-12",
    "tralai": "/tralai NV-12 thiếu phụ lục số liệu",
    "duyet": "/duyet NV-12",
    "khongduyet": "/khongduyet NV-12 không còn thời gian",
    "bosung": "/bosung YK-5 đã gửi bản đồ hiện trạng kèm công văn 77",
    "lichsu": "/lichsu NV-12",
    "giaoviec": GIAOVIEC,
    "xinykien": XINYKIEN,
    "phobien": PHOBIEN,
    "tonghop": "/tonghop YK-5",
    "thongnhat": "/thongnhat YK-5 Sở Tài chính; tiếp thu, bỏ khoản 3 Điều 7; họp ngày 02/12 với Giám đốc Sở; biên bản số 15/BB",
    "quydinh": "/quydinh Số đơn vị mỗi lần lấy ý kiến: 15",
    "donvimoi": "/donvimoi Phòng Kinh tế; Sở Công Thương",
    "sapnhap": "/sapnhap Phòng Kinh tế; Phòng Tài nguyên; Nghị quyết 12/NQ-HĐND",
    "doiten": "/doiten Phòng Tài nguyên; Phòng Kinh tế, Hạ tầng và Đô thị; Quyết định 56/QĐ-UBND",
    "canbo": "/canbo Nguyễn Văn An; Phòng Kinh tế; Chuyên viên; chuyên viên",
    "moi": "/moi Nguyễn Văn An",
    "thulienket": "/thulienket Nguyễn Văn An",
    "lichnghi": LICHNGHI,
    "trangthai": "/trangthai",
    "vangmat": "/vangmat 07/12 - 11/12; Đỗ Thị Cúc",
    "nhapfile": "/nhapfile",
    "donvi": "/donvi Phòng Kinh tế",
    "baocao": "/baocao tháng 11/2026 Phòng Kinh tế",
    "toi": "/toi tháng 11/2026",
    "lich": "/lich",
    "xoacanbo": "/xoacanbo Nguyễn Văn An; nghỉ hưu, theo đề nghị của cá nhân",
    "ghigiay": "/ghigiay Nguyễn Văn An; /nhan NV-12",
    "nhom": "/nhom Phòng Kinh tế",
    "uyquyen": "/uyquyen Đỗ Thị Cúc; đất đai, môi trường; 07/12 - 31/12",
}

PURPOSES = {
    "viec": "việc đang chờ mình; thêm mã để xem một việc, thêm «quá hạn», «hôm nay», «tuần này», «chờ người khác» hoặc từ trong tên để lọc",
    "dondoc": "đôn đốc ngay người đang giữ việc",
    "dutdiem": "việc quá hạn theo độ dài; đặt hạn dứt điểm cho một việc",
    "dagiao": "việc mình đã giao đang ở đâu, từ bao giờ",
    "nhan": "xác nhận đã nhận việc",
    "tiendo": "báo cáo tiến độ",
    "xong": "nộp kết quả, kèm tệp hoặc số văn bản",
    "giahan": "xin gia hạn, kèm lý do",
    "vuong": "báo vướng mắc, kèm đề xuất",
    "xinchidao": "xin chỉ đạo, có thời hạn trả lời",
    "chidao": "cho ý kiến chỉ đạo",
    "tuchoi": "đề nghị từ chối nhiệm vụ, kèm lý do",
    "chuyen": "đề nghị chuyển việc: lên trên (vượt thẩm quyền) hoặc sang đơn vị khác (không thuộc chức năng)",
    "nguyennhan": "đề nghị hoặc xác nhận nguyên nhân chậm: chủ quan, khách quan",
    "ghinhan": "ghi nhận sáng kiến, vướng mắc báo sau hạn",
    "trinh": "trình lên trên: căn cứ, thực tiễn, chính kiến, lý do vượt thẩm quyền",
    "thuhoi": "thu hồi, kèm lý do",
    "tamdung": "tạm dừng, kèm lý do",
    "tieptuc": "cho làm tiếp việc đã tạm dừng",
    "giaolai": "giao lại cho người khác, kèm lý do",
    "sua": "sửa nội dung đã giao",
    "vanban": "bổ sung số, ký hiệu văn bản",
    "dinhky": "nhiệm vụ định kỳ đang có, và dừng một nhiệm vụ",
    "phancong": "phân công chuyên viên giữ việc của đơn vị",
    "ykien": "trả lời ý kiến: đồng ý, có điều kiện, không đồng ý, không thuộc, thiếu hồ sơ",
    "ky": "ký ý kiến mà chuyên viên dự thảo",
    "nghiemthu": "nghiệm thu kết quả",
    "tralai": "trả lại kết quả, kèm lý do",
    "duyet": "duyệt đề nghị đang chờ",
    "khongduyet": "không duyệt, kèm lý do",
    "bosung": "bổ sung hồ sơ mà đơn vị được hỏi báo thiếu",
    "lichsu": "toàn bộ quá trình: ai giữ việc, từ bao giờ, kèm hình; thêm «hồ sơ» sau mã để lấy tệp in",
    "giaoviec": "giao một nhiệm vụ; chỉ gõ lệnh thì được hỏi từng mục",
    "xinykien": "lấy ý kiến các đơn vị, cũng vậy",
    "phobien": "phổ biến văn bản để từng người đọc và xác nhận, cũng vậy",
    "tonghop": "bảng tổng hợp ý kiến, hoặc danh sách đã đọc, thành tệp để in",
    "thongnhat": "ghi việc thống nhất với đơn vị còn ý kiến khác, kèm biên bản",
    "quydinh": "xem và đổi quy định của cơ quan",
    "donvimoi": "thêm đơn vị",
    "sapnhap": "sáp nhập đơn vị này vào đơn vị kia, xem trước rồi mới thực hiện",
    "doiten": "đổi tên đơn vị",
    "canbo": "thêm hoặc sửa thông tin cán bộ",
    "moi": "cấp mã mời, phiếu in cho cả đơn vị",
    "thulienket": "thu hồi liên kết tài khoản",
    "vangmat": "báo vắng mặt và người thay; thêm <code>hủy</code> để trở lại sớm",
    "uyquyen": "ủy quyền ký thay (KT.)",
    "donvi": "bảng việc của đơn vị: quá hạn, chưa xác nhận, đang chờ; thêm <code>; in</code> để lấy phiếu giấy",
    "baocao": "báo cáo: gõ thêm kỳ, đơn vị, người, lĩnh vực; thêm <code>xlsx</code>, <code>docx</code> để lấy tệp",
    "toi": "dữ liệu Dondoc lưu về mình và số liệu của mình; thêm kỳ để xem kỳ khác",
    "lich": "hạn các việc mình đang giữ, thành tệp lịch cho điện thoại, máy tính",
    "xoacanbo": "xóa dữ liệu cá nhân của một người",
    "ghigiay": "ghi việc cán bộ báo trên giấy",
    "nhom": "đăng ký nhóm của đơn vị (gõ trong nhóm)",
    "nhapfile": "nhập đơn vị, cán bộ, nhiệm vụ từ tệp XLSX",
    "quytac": "quy định đang áp dụng: lịch nhắc, giờ làm việc, ngày nghỉ",
    "lichnghi": "lịch làm việc, ngày nghỉ; Văn phòng thêm và bỏ ngày nghỉ, làm bù, giờ theo mùa",
    "trangthai": "Dondoc hoạt động thế nào, ai chưa nhắn được",
    "huy": "bỏ việc đang nhập dở",
    "trogiup": "hướng dẫn",
}

EVERYBODY = ("viec", "lichsu", "quytac", "lichnghi", "lich", "vangmat", "toi", "huy", "trogiup")
HOLDERS = (
    *("nhan", "tiendo", "xong", "vuong", "xinchidao", "giahan", "tuchoi", "chuyen", "trinh", "nguyennhan", "ykien"),
)
HEADS = (
    *("phancong", "ky", "chidao", "giaoviec", "xinykien", "nghiemthu", "tralai", "duyet", "khongduyet", "bosung"),
    *("ghinhan", "sua", "vanban", "giaolai", "tamdung", "tieptuc", "thuhoi", "dinhky", "dagiao", "dondoc", "dutdiem"),
    *("phobien", "tonghop", "thongnhat", "donvi", "uyquyen", "nhom"),
)
REPORTS = ("baocao",)
OFFICE = (
    "quydinh",
    "donvimoi",
    "sapnhap",
    "doiten",
    "canbo",
    "moi",
    "thulienket",
    "nhapfile",
    "ghigiay",
    "xoacanbo",
    "trangthai",
)


def example(command: str) -> str:
    """The example in a form that can be copied by touching it."""
    return f"<code>{escape(EXAMPLES[command])}</code>" if command in EXAMPLES else f"/{command}"


def menu_line(command: str) -> str:
    return f"/{command} – {PURPOSES[command]}"
