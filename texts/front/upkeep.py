"""What the command line prints of the installation: its settings, its files, its database and journal."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

from storage.journal_check import Soundness
from storage.restorations import ErasuresUnknown

FAULTS = {
    "changed": "nội dung đã bị sửa",
    "gap": "mục này bị thiếu",
    "unlinked": "không nối với mục trước",
    "cut": "phần cuối nhật ký đã bị cắt từ mục này",
    "beyond": "mục này nằm sau mốc cuối đã ghi",
    "head_missing": "mất mốc cuối của nhật ký",
    "anchor_missing": "không có mục nào mang mã đã cho; nhật ký không phải là bản đã công bố",
    "words_changed": "lời văn kèm mục này đã bị sửa hoặc mất",
}

NO_DATABASE = "Chưa có cơ sở dữ liệu ở DATABASE_URL; chạy python -m bot migrate để tạo."
MIGRATED = "Đã cập nhật cơ sở dữ liệu."
ALREADY_MIGRATED = "Cơ sở dữ liệu đã ở bản mới nhất."
BACKUP_BY_POSTGRESQL = "PostgreSQL được sao lưu bằng pg_dump và phục hồi bằng pg_restore."
NOT_A_COPY = "Tệp này không phải cơ sở dữ liệu SQLite, hoặc đã hỏng. Chưa thay đổi gì."
NOT_OURS = "Tệp này không phải bản sao lưu của Dondoc, hoặc là bản của một phiên bản Dondoc mới hơn. Chưa thay đổi gì."
IN_USE = (
    "Dondoc hoặc chương trình khác đang mở cơ sở dữ liệu này; xin dừng chương trình rồi chạy lại lệnh. "
    "Chưa thay đổi gì."
)
ANCHOR_UNREADABLE = (
    "--anchor phải là mã đã công bố: 64 ký tự 0-9, a-f (có thể cách từng nhóm), hoặc ít nhất 16 ký tự đầu."
)
NOW_UNREADABLE = "--now phải có dạng 2026-11-23T09:00, năm từ 1950 đến 2090"


def settings_wrong(fault: str) -> str:
    return f"Cấu hình sai – {fault}"


def backed_up(file: Path, *, noted: bool) -> str:
    """`noted`: whether the database took down that it was copied."""
    unnoted = (
        ""
        if noted
        else (
            " Cơ sở dữ liệu còn ở phiên bản cũ nên không ghi được bản sao này vào nhật ký: khi xóa dữ liệu của ai (/xoacanbo), "
            "xin nhớ xóa cả tệp này."
        )
    )
    return f"Đã sao lưu vào {file}.{unnoted}"


def file_missing(file: Path) -> str:
    return f"Không có tệp {file}. Chưa thay đổi gì."


def not_restored(soundness: Soundness) -> str:
    return f"{journal_words(soundness)}\nBản sao lưu này không dùng được. Chưa thay đổi gì."


def not_put_back(why: str) -> str:
    return (
        f"Không đọc hoặc ghi được tệp ({why}). Chưa thay đổi gì. Xin kiểm tra chỗ trống, quyền ghi thư mục, và chạy lệnh "
        "bằng tài khoản chạy Dondoc."
    )


def restored(file: Path, soundness: Soundness, kept: Path | None) -> str:
    """What is there now, and what is not any more."""
    before = f"\nDữ liệu trước khi phục hồi được giữ ở {kept}." if kept else ""
    return f"Đã phục hồi từ {file}. {journal_words(soundness)}{before}"


def erasures_unknown(unknown: ErasuresUnknown, timezone: ZoneInfo) -> str:
    until = f"{unknown.until.astimezone(timezone):%H:%M %d/%m/%Y}"
    since = "lúc chưa có gì" if unknown.since is None else f"lúc {unknown.since.astimezone(timezone):%H:%M %d/%m/%Y}"
    return (
        f"LƯU Ý dữ liệu phục hồi lúc {until} từ bản sao lưu có {since}: ai được xóa dữ liệu (/xoacanbo) trong khoảng ấy thì "
        "tên đã có lại, xin xóa lại"
    )


def file_exists(file: Path) -> str:
    return f"Tệp {file} đã có; xin chọn tên khác."


def folder_missing(folder: Path) -> str:
    return f"Không có thư mục {folder}; xin tạo trước hoặc chọn nơi khác."


def not_written(file: Path, why: str | None) -> str:
    return f"Không ghi được {file}: {why}"


def port_not_opened(port: int, why: str | None) -> str:
    return (
        f"Không mở được cổng {port} ({why}): có thể Dondoc hoặc chương trình khác đang dùng cổng này. "
        "Xin dừng chương trình kia, hoặc chọn cổng khác bằng HTTP_PORT (dùng thử: --port)."
    )


def trial_runs(address: str, database: Path) -> str:
    return (
        "\nDondoc đang chạy ở chế độ dùng thử (chưa có TELEGRAM_BOT_TOKEN; không có gì ra khỏi máy này).\n"
        f"Mở trang: {address}\nDừng: Ctrl+C. Dữ liệu giữ ở {database}; xóa tệp đó để bắt đầu lại.\n"
    )


def journal_words(soundness: Soundness) -> str:
    if soundness.broken is None:
        met = f"; mã đã công bố là của mục số {soundness.anchored_at}" if soundness.anchored_at else ""
        return f"Nhật ký nguyên vẹn: {soundness.count} mục, mã cuối {soundness.head}{met}"
    return f"Nhật ký KHÔNG nguyên vẹn: mục số {soundness.broken.seq} – {FAULTS[soundness.broken.fault]}"
