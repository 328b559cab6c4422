"""Files by links, as they are spoken of in the chat."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from html import escape
from zoneinfo import ZoneInfo

from actions.delivery.links import MadeLink
from domain.file_links import LARGEST_FILE_MB, MOST_FETCHES


def to_fetch(links: Sequence[tuple[MadeLink, str]], timezone: ZoneInfo) -> str:
    """Under the words with which the files would have come."""
    files = [f"<b>{escape(link.name)}</b> ({size(link.size)}):\n{escape(address)}" for link, address in links]
    until = clock(links[0][0].expires_at, timezone)
    note = (
        f"Liên kết chỉ dành cho đồng chí, mở được đến {until} và không quá {MOST_FETCHES} lần; xin không chuyển cho người "
        "khác. Quá giờ thì gõ lại lệnh."
    )
    return "\n".join(("Tệp xin tải ở đây:", *files, note))


def not_to_be_fetched(names: Sequence[str]) -> str:
    """No address is set at which files could be fetched."""
    files = ", ".join(f"<b>{escape(name)}</b>" for name in names)
    return (
        f"Kênh này không gửi được tệp, nên chưa đưa được {files} cho đồng chí. Xin gõ lại lệnh này ở kênh khác đã liên kết "
        "(/kenh), hoặc nhờ Văn phòng tải giúp. Muốn tệp đi được bằng liên kết, Văn phòng xin quản trị viên đặt PUBLIC_URL."
    )


def to_hand_in(link: MadeLink, address: str, timezone: ZoneInfo) -> str:
    """Where something is asked for that may be a file."""
    return (
        f"Nếu có tệp, xin nộp tại liên kết này (một tệp, một lần, đến {clock(link.expires_at, timezone)}, không quá "
        f"{LARGEST_FILE_MB} MB):\n{escape(address)}"
    )


def not_to_be_handed_in() -> str:
    """No address is set at which files could be handed in."""
    return (
        "Kênh này chưa nhận được tệp. Xin trả lời bằng chữ (có thể ghi số, ký hiệu văn bản), hoặc gửi tệp ở kênh khác đã "
        "liên kết (/kenh). Muốn tệp đi được bằng liên kết, Văn phòng xin quản trị viên đặt PUBLIC_URL."
    )


def size(count: int) -> str:
    """Of a file: `120 KB`, `1,5 MB`."""
    if count >= 1_000_000:
        return f"{count / 1_000_000:.1f} MB".replace(".", ",")
    return f"{max(1, round(count / 1000))} KB"


def clock(moment: datetime, timezone: ZoneInfo) -> str:
    return f"{moment.astimezone(timezone):%H:%M}"
