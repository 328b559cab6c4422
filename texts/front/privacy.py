"""What is recorded about whoever uses the bot, and who sees it: said once, when an account is linked or greets (M52)."""

from __future__ import annotations

SENTENCE = (
    "<b>Về dữ liệu cá nhân</b>: Dondoc ghi họ tên, đơn vị, chức vụ, tài khoản nhắn tin, việc đồng chí giữ và các lệnh, tin nhắc kèm "
    "thời điểm; trong phạm vi quyền của mình, người xem được là đồng chí, người cùng xử lý việc, thủ trưởng, lãnh đạo, Văn phòng "
    "và thanh tra; gõ /toi để xem toàn bộ dữ liệu của mình, chọn <b>Đã đọc</b> (hoặc gõ <code>/start đã đọc</code>) để xác nhận."
)


def read(*, first: bool) -> str:
    return (
        "Đã ghi nhận đồng chí đã đọc. Gõ /viec để xem việc của mình."
        if first
        else "Đồng chí đã xác nhận đã đọc trước đó. Gõ /viec để xem việc của mình."
    )
