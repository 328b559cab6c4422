"""The commands of who holds a duty, in the order of the help."""

from __future__ import annotations

from texts.front.usage.command import Usage

NHAN = Usage(
    name="nhan",
    example="/nhan NV-12",
    purpose="xác nhận đã nhận việc",
    button="Đã nhận",
)
TIENDO = Usage(
    name="tiendo",
    example="/tiendo NV-12 Đã tổng hợp số liệu của 5/8 đơn vị",
    purpose="báo cáo tiến độ",
    button="Tiến độ",
    asked="Xin gõ tiến độ của <b>{code}</b>.",
)
XONG = Usage(
    name="xong",
    example="/xong NV-12 Báo cáo số 45/BC-KT ngày 28/11",
    purpose="nộp kết quả, kèm tệp hoặc số văn bản",
    button="Hoàn thành",
    asked="Xin gửi kết quả <b>{code}</b>: một tệp, ảnh, hoặc nội dung (số văn bản, tóm tắt). Chưa có gì được nộp.",
)
VUONG = Usage(
    name="vuong",
    example="/vuong NV-12 Kho bạc chưa gửi số liệu; đề nghị Văn phòng đôn đốc Kho bạc",
    purpose="báo vướng mắc, kèm đề xuất",
    button="Vướng mắc",
    asked="Xin gõ vướng mắc và đề xuất cho <b>{code}</b>, cách nhau bằng dấu chấm phẩy, ví dụ: <code>thiếu số liệu của Kho bạc; đề nghị Văn phòng đôn đốc</code>.",
)
XINCHIDAO = Usage(
    name="xinchidao",
    example="/xinchidao NV-12 Xin ý kiến về phạm vi số liệu đưa vào báo cáo",
    purpose="xin chỉ đạo, có thời hạn trả lời",
    asked="Xin gõ nội dung cần xin chỉ đạo về <b>{code}</b>.",
)
GIAHAN = Usage(
    name="giahan",
    example="/giahan NV-12 17h thứ Sáu tuần sau; chờ số liệu của Kho bạc",
    purpose="xin gia hạn, kèm lý do",
    button="Xin gia hạn",
    asked="Xin gõ hạn mới và lý do cho <b>{code}</b>, cách nhau bằng dấu chấm phẩy, ví dụ: <code>17h ngày 04/12; chờ số liệu</code>.",
)
TUCHOI = Usage(
    name="tuchoi",
    example="/tuchoi NV-12 nội dung thuộc nhiệm vụ đã giao Phòng Tài nguyên",
    purpose="đề nghị từ chối nhiệm vụ, kèm lý do",
    button="Từ chối",
    asked="Xin gõ lý do từ chối <b>{code}</b>. Người giao sẽ quyết định; chưa có gì được gửi.",
)
CHUYEN = Usage(
    name="chuyen",
    example="/chuyen NV-12 Phòng Tài nguyên; không thuộc chức năng của phòng",
    purpose="đề nghị chuyển việc: lên trên (vượt thẩm quyền) hoặc sang đơn vị khác (không thuộc chức năng)",
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
    asked="Xin gõ nguyên nhân chậm của <b>{code}</b>: <code>chủ quan; nội dung</code> hoặc <code>khách quan; nội dung</code>.",
)
YKIEN = Usage(
    name="ykien",
    example="/ykien YK-5 có điều kiện; đề nghị bổ sung nguồn kinh phí tại Điều 7",
    purpose="trả lời ý kiến: đồng ý, có điều kiện, không đồng ý, không thuộc, thiếu hồ sơ",
)
