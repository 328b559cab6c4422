"""The machine's clock is, or was, wrong: in words for the office and for whoever runs the program."""

from __future__ import annotations

from datetime import timedelta

from domain.payloads.office import ClockNotice
from texts.scene import Scene

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


def how_far(ahead: timedelta) -> str:
    """`nhanh 3 ngày`, `chậm 20 phút`."""
    length = abs(ahead)
    unit, name = next(
        ((unit, name) for unit, name in ((DAY, "ngày"), (HOUR, "giờ")) if length >= unit), (MINUTE, "phút")
    )
    return f"{'nhanh' if ahead > timedelta() else 'chậm'} {length // unit} {name}"


def wrong_clock(scene: Scene, wrong: ClockNotice) -> str:
    """Word to the office: what was held back meanwhile, and what to have done about it."""
    ahead, since = how_far(timedelta(seconds=wrong.ahead)), scene.moment(wrong.since)
    if wrong.until is None:
        return (
            f"<b>Đồng hồ của máy chủ đang chạy {ahead}</b> (thấy từ {since}). Dondoc <b>tạm dừng nhắc việc và không ghi nhận "
            "mặc nhiên đồng ý</b> cho đến khi đồng hồ đúng; lệnh của các đồng chí vẫn được thực hiện. Đề nghị báo người vận "
            "hành chỉnh lại giờ của máy chủ và bật đồng bộ giờ."
        )
    until = scene.moment(wrong.until)
    return (
        f"Đồng hồ của máy chủ đã chạy {ahead}, từ {since} đến {until}; nay đã đúng. Trong thời gian đó Dondoc không nhắc việc và "
        "không ghi nhận mặc nhiên đồng ý; các bước đến hạn được làm tiếp từ bây giờ. Đề nghị báo người vận hành kiểm tra "
        "đồng bộ giờ của máy chủ."
    )
