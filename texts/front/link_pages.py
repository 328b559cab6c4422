"""What stands on the two pages by which files go where a messenger carries none: fetching and handing in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from html import escape
from zoneinfo import ZoneInfo

from domain.file_links import LARGEST_FILE_MB, LINK_LIFE, MOST_FETCHES, FileFault
from texts.front.links import clock, size

MINUTES = int(LINK_LIFE.total_seconds()) // 60
KINDS_TAKEN = "PDF, Word, Excel, PowerPoint, OpenDocument, ảnh, văn bản thuần, tệp nén, bản vẽ, ghi âm, ghi hình"
FIELD = "Chọn tệp"
BUTTON = "Nộp tệp"


@dataclass(frozen=True, kw_only=True)
class PageWords:
    """Escaped HTML; `takes_file` where there is a field for one, with its button."""

    title: str
    lines: tuple[str, ...]
    takes_file: bool = False


def link_over() -> PageWords:
    """The same of one that never was: who guesses learns nothing."""
    return PageWords(
        title="Liên kết không dùng được",
        lines=(
            f"Liên kết này không đúng, đã quá {MINUTES} phút, đã mở đủ {MOST_FETCHES} lần, hoặc tài khoản của đồng chí đã được "
            "liên kết lại từ khi nhận liên kết.",
            "Không có gì bị mất. Xin quay lại cuộc trò chuyện với Dondoc và gõ lại lệnh để nhận liên kết mới.",
        ),
    )


def hand_in_page(until: datetime, timezone: ZoneInfo) -> PageWords:
    return PageWords(
        title="Nộp tệp cho Dondoc",
        lines=(
            f"Một tệp, không quá {LARGEST_FILE_MB} MB. Liên kết dùng được một lần, đến {clock(until, timezone)}.",
            f"Nhận: {KINDS_TAKEN}.",
            "Không nộp tài liệu có độ mật.",
        ),
        takes_file=True,
    )


def handed_in(name: str, length: int) -> PageWords:
    return PageWords(
        title="Đã nhận tệp",
        lines=(
            f"<b>{escape(name)}</b> ({size(length)}) đã được lưu.",
            "Đồng chí có thể đóng trang này: Dondoc trả lời trong cuộc trò chuyện.",
        ),
    )


def used_before() -> PageWords:
    return PageWords(
        title="Liên kết đã được dùng",
        lines=(
            "Một tệp đã được nộp bằng liên kết này và đã được lưu; mỗi liên kết nộp được một lần, nên lần này không nhận.",
            "Xem câu trả lời của Dondoc trong cuộc trò chuyện. Muốn nộp tệp khác, xin gõ lại lệnh ở đó để nhận liên kết mới.",
        ),
    )


def too_large() -> PageWords:
    return _refused(
        "Tệp quá lớn",
        f"Tệp lớn hơn {LARGEST_FILE_MB} MB nên không nhận. Xin nộp tệp nhỏ hơn, hoặc ghi số, ký hiệu văn bản trong cuộc trò chuyện.",
    )


def no_file() -> PageWords:
    return _refused("Chưa có tệp", "Chưa có tệp nào được chọn, hoặc tệp trống. Xin chọn tệp rồi nộp lại.")


def not_whole() -> PageWords:
    return _refused("Chưa nhận được tệp", "Tệp không đến trọn vẹn nên chưa lưu gì. Xin nộp lại.")


def marked_secret() -> PageWords:
    return _refused(
        "Không nhận tài liệu mật",
        "Tên tệp có dấu hiệu độ mật (Mật, Tối mật, Tuyệt mật) nên Dondoc không nhận và không lưu. Việc có độ mật xin xử lý theo "
        "quy định bảo vệ bí mật nhà nước, không qua kênh này.",
    )


def faulty(name: str, fault: FileFault) -> PageWords:
    match fault:
        case FileFault.UNKNOWN_KIND:
            why = f"Không nhận loại tệp của <b>{escape(name)}</b>. Nhận: {KINDS_TAKEN}."
        case FileFault.OTHER_CONTENT:
            why = (
                f"Nội dung của <b>{escape(name)}</b> không đúng với loại tệp ghi trong tên, nên không nhận. Xin mở tệp, lưu lại "
                "đúng loại rồi nộp lại."
            )
    return _refused("Không nhận tệp này", why)


def _refused(title: str, why: str) -> PageWords:
    """Nothing was stored, and the link is as good as before."""
    return PageWords(title=title, lines=(why,), takes_file=True)
