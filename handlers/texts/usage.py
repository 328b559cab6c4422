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

EXAMPLES = {
    "start": "/start MÃMỜI",
    "viec": "/viec NV-12",
    "nhan": "/nhan NV-12",
    "tiendo": "/tiendo NV-12 Đã tổng hợp số liệu của 5/8 đơn vị",
    "xong": "/xong NV-12 Báo cáo số 45/BC-KT ngày 28/11",
    "giahan": "/giahan NV-12 17h thứ Sáu tuần sau; chờ số liệu của Kho bạc",
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
    "donvimoi": "/donvimoi Phòng Kinh tế; Sở Công Thương",
    "canbo": "/canbo Nguyễn Văn An; Phòng Kinh tế; Chuyên viên; chuyên viên",
    "moi": "/moi Nguyễn Văn An",
    "thulienket": "/thulienket Nguyễn Văn An",
    "vangmat": "/vangmat 07/12 - 11/12; Đỗ Thị Cúc",
    "nhapfile": "/nhapfile",
    "donvi": "/donvi Phòng Kinh tế",
    "toi": "/toi",
    "xoacanbo": "/xoacanbo Nguyễn Văn An; nghỉ hưu, theo đề nghị của cá nhân",
    "ghigiay": "/ghigiay Nguyễn Văn An; /nhan NV-12",
    "nhom": "/nhom Phòng Kinh tế",
    "uyquyen": "/uyquyen Đỗ Thị Cúc; đất đai, môi trường; 07/12 - 31/12",
}

PURPOSES = {
    "viec": "việc đang chờ mình; thêm mã để xem một việc",
    "nhan": "xác nhận đã nhận việc",
    "tiendo": "báo cáo tiến độ",
    "xong": "nộp kết quả, kèm tệp hoặc số văn bản",
    "giahan": "xin gia hạn, kèm lý do",
    "phancong": "phân công chuyên viên giữ việc của đơn vị",
    "ykien": "trả lời ý kiến: đồng ý, có điều kiện, không đồng ý, không thuộc, thiếu hồ sơ",
    "ky": "ký ý kiến mà chuyên viên dự thảo",
    "nghiemthu": "nghiệm thu kết quả",
    "tralai": "trả lại kết quả, kèm lý do",
    "duyet": "duyệt đề nghị gia hạn",
    "khongduyet": "không duyệt, kèm lý do",
    "bosung": "bổ sung hồ sơ mà đơn vị được hỏi báo thiếu",
    "lichsu": "toàn bộ quá trình: ai giữ việc, từ bao giờ",
    "giaoviec": "giao một nhiệm vụ",
    "xinykien": "lấy ý kiến các đơn vị",
    "donvimoi": "thêm đơn vị",
    "canbo": "thêm hoặc sửa thông tin cán bộ",
    "moi": "cấp mã mời liên kết tài khoản",
    "thulienket": "thu hồi liên kết tài khoản",
    "vangmat": "báo vắng mặt và người thay; thêm <code>hủy</code> để trở lại sớm",
    "uyquyen": "ủy quyền ký thay (KT.)",
    "donvi": "bảng việc của đơn vị: quá hạn, chưa xác nhận, đang chờ; thêm <code>; in</code> để lấy phiếu giấy",
    "toi": "dữ liệu Dondoc lưu về mình",
    "xoacanbo": "xóa dữ liệu cá nhân của một người",
    "ghigiay": "ghi việc cán bộ báo trên giấy",
    "nhom": "đăng ký nhóm của đơn vị (gõ trong nhóm)",
    "nhapfile": "nhập đơn vị, cán bộ, nhiệm vụ từ tệp XLSX",
    "huy": "bỏ việc đang nhập dở",
    "trogiup": "hướng dẫn",
}

EVERYBODY = ("viec", "lichsu", "vangmat", "toi", "huy", "trogiup")
HOLDERS = ("nhan", "tiendo", "xong", "giahan", "ykien")
HEADS = (
    "phancong",
    "ky",
    "giaoviec",
    "xinykien",
    "nghiemthu",
    "tralai",
    "duyet",
    "khongduyet",
    "bosung",
    "uyquyen",
    "donvi",
    "nhom",
)
OFFICE = ("donvimoi", "canbo", "moi", "thulienket", "nhapfile", "donvi", "ghigiay", "xoacanbo")


def example(command: str) -> str:
    """The example in a form that can be copied by touching it."""
    return f"<code>{escape(EXAMPLES[command])}</code>" if command in EXAMPLES else f"/{command}"


def menu_line(command: str) -> str:
    return f"/{command} – {PURPOSES[command]}"
