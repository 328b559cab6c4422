"""The commands of everybody, in the order of the help."""

from __future__ import annotations

from texts.front.usage.command import Usage

START = Usage(
    name="start",
    example="/start MÃMỜI",
    purpose="",
    is_listed=False,
)
VIEC = Usage(
    name="viec",
    example="/viec tìm giải ngân",
    purpose="việc đang chờ mình; thêm mã để xem một việc, thêm «quá hạn», «hôm nay», «tuần này», «chờ người khác» hoặc từ trong tên để lọc",
)
LICHSU = Usage(
    name="lichsu",
    example="/lichsu NV-12",
    purpose="toàn bộ quá trình: ai giữ việc, từ bao giờ, kèm hình; thêm «hồ sơ» sau mã để lấy tệp in",
    button="Lịch sử",
)
QUYTAC = Usage(
    name="quytac",
    example="/quytac",
    purpose="quy định đang áp dụng: lịch nhắc, giờ làm việc, ngày nghỉ",
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
)
LICH = Usage(
    name="lich",
    example="/lich",
    purpose="hạn các việc đang giữ, thành tệp lịch cho điện thoại",
)
VANGMAT = Usage(
    name="vangmat",
    example="/vangmat 07/12 - 11/12; Đỗ Thị Cúc",
    purpose="báo vắng mặt và người thay; thêm <code>hủy</code> để trở lại sớm",
)
TOI = Usage(
    name="toi",
    example="/toi tháng 11/2026",
    purpose="dữ liệu lưu về mình, số liệu của mình; thêm kỳ để xem kỳ khác",
)
KENH = Usage(
    name="kenh",
    example="/kenh thêm",
    purpose="kênh nhận tin: xem, đổi, thêm",
)
HUY = Usage(
    name="huy",
    example="/huy",
    purpose="bỏ việc đang nhập dở",
)
TROGIUP = Usage(
    name="trogiup",
    example="/trogiup",
    purpose="hướng dẫn",
)
