"""What the bot says about deadlines: the moment as printed, warnings, and what to type instead."""

from __future__ import annotations

from html import escape

from deadlines.readings import Interval, Reading, Reason
from texts.words import WEEKDAYS

REASONS = {
    Reason.PAST: "Thời điểm này đã qua. Xin nhập một thời điểm còn ở phía trước, ví dụ: <code>thứ Sáu tuần sau</code>.",
    Reason.IMPOSSIBLE: (
        "Ngày hoặc giờ này không có trong lịch. Xin nhập theo thứ tự ngày/tháng/năm, ví dụ: <code>5/12</code> "
        "là ngày 5 tháng 12; <code>16h30 ngày 5/12</code>."
    ),
    Reason.TOO_FAR: (
        "Thời hạn này quá xa, có thể năm bị gõ nhầm. Xin kiểm tra lại và nhập năm đủ bốn chữ số, "
        "ví dụ: <code>31/12/2027</code>."
    ),
    Reason.WEEKDAY_CONTRADICTS_DATE: (
        "Thứ và ngày không khớp nhau. Xin xem lại lịch rồi nhập một trong hai, ví dụ: <code>5/12</code> "
        "hoặc <code>thứ Sáu tuần sau</code>."
    ),
    Reason.PART_OF_DAY_CONTRADICTS_HOUR: (
        "Giờ và buổi không khớp nhau. Xin nhập lại giờ theo 24 giờ, ví dụ: <code>14h ngày mai</code>."
    ),
    Reason.AMBIGUOUS: (
        "Câu này có thể hiểu theo nhiều cách. Xin nhập rõ ngày và giờ, ví dụ: <code>16h30 ngày 5/12</code>."
    ),
    Reason.BARE_PERIOD: (
        "Chưa rõ là đầu kỳ hay cuối kỳ. Xin nhập rõ hơn, ví dụ: <code>đầu tuần sau</code>, <code>cuối tháng sau</code> "
        "hoặc <code>thứ Tư tuần sau</code>."
    ),
    Reason.NO_DATE: (
        "Chưa thấy ngày hạn. Xin nhập một ngày cụ thể, ví dụ: <code>thứ Sáu</code>, <code>17h ngày mai</code> "
        "hoặc <code>5 ngày làm việc</code>."
    ),
    Reason.UNCLEAR: (
        "Chưa hiểu chắc chắn thời hạn trong câu này. Xin chỉ nhập thời hạn, ví dụ: <code>trước 17h thứ Sáu</code> "
        "hoặc <code>5/12</code>."
    ),
    Reason.NEEDS_ANCHOR: (
        "Thời hạn này tính từ một việc chưa rõ ngày. Xin nhập ngày cụ thể hoặc mốc tính, ví dụ: <code>5/12</code> "
        "hoặc <code>5 ngày làm việc kể từ ngày 1/12</code>."
    ),
    Reason.NOT_A_DEADLINE: (
        "Đây có vẻ là số hiệu văn bản hoặc chỉ tiêu, không phải thời hạn. Xin chỉ nhập thời hạn, "
        "ví dụ: <code>thứ Sáu tuần sau</code>."
    ),
    Reason.NO_SUCH_LUNAR_DAY: (
        "Tháng âm lịch này chỉ có 29 ngày. Xin nhập ngày khác hoặc ngày dương lịch, ví dụ: <code>29 Tết</code>."
    ),
    Reason.TOO_LONG: ("Câu này dài quá 80 ký tự. Xin chỉ nhập thời hạn, ví dụ: <code>trước 17h thứ Sáu</code>."),
}


def deadline_words(reading: Reading) -> str:
    """The deadline as it is read back everywhere; typed again, it is the same deadline."""
    moment = reading.moment
    day = f"{WEEKDAYS[moment.weekday()]} {moment:%d/%m/%Y}"
    return f"{day} {moment:%H:%M}" if reading.names_hour else f"{day} ({moment:%H:%M}, hết ngày)"


def deadline_label(phrase: str, reading: Reading) -> str:
    """A button for a usual phrase, with the day that it means now."""
    return f"{phrase} ({WEEKDAYS[reading.moment.weekday()]} {reading.moment:%d/%m})"


def day_off_words(reading: Reading) -> str | None:
    """R6: the warning that goes with a day off, None for a working day."""
    if reading.day_off is None:
        return None
    name = escape(reading.day_off) or "cuối tuần"
    day = f"{WEEKDAYS[reading.moment.weekday()]} {reading.moment:%d/%m/%Y}"
    return f"⚠️ {day} là ngày nghỉ ({name}). Thời hạn được giữ nguyên, không tự dời. Xin xác nhận."


def forecast_words(reading: Reading) -> str | None:
    """The note that goes with a holiday not yet announced, None where there is none."""
    if not reading.forecast:
        return None
    return "ℹ️ Lịch nghỉ lễ, Tết dùng để tính thời hạn này mới là dự kiến, chưa có thông báo chính thức."


def interval_words(interval: Interval) -> str:
    """One day, or the first and the last; typed again, it is the same interval."""
    if interval.first == interval.last:
        return f"{WEEKDAYS[interval.first.weekday()]} {interval.first:%d/%m/%Y}"
    return f"{interval.first:%d/%m/%Y} – {interval.last:%d/%m/%Y}"
