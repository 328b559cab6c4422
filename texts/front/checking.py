"""What the check of an installation says: settings, database, token, clock."""

from __future__ import annotations

from datetime import timedelta

from texts.front.clocks import how_far
from texts.words import channel_name

# Lines of `python -m bot check`: what was looked at and how it stands.
SETTINGS_GOOD = "TỐT   cấu hình"
ADDRESS_WRONG = "SAI   DATABASE_URL: phải bắt đầu bằng sqlite:/// hoặc postgresql://"
DATABASE_TO_BE_MADE = "TỐT   cơ sở dữ liệu chưa có; sẽ được tạo khi chạy"
DATABASE_EMPTY = "TỐT   cơ sở dữ liệu mở được, còn trống; sẽ được tạo khi chạy"
DATABASE_OLD = "TỐT   cơ sở dữ liệu mở được, sẽ được nâng cấp khi chạy"
JOURNAL_WRONG = "SAI   nhật ký không khớp mục cuối; chạy: python -m bot journal verify"
DATABASE_GOOD = "TỐT   cơ sở dữ liệu"
NO_PUBLIC_URL = (
    "LƯU Ý PUBLIC_URL: chưa đặt, nên trên Zalo Dondoc không gửi, không nhận được tệp và hình; đặt địa chỉ https mà điện thoại "
    "mở được, ví dụ https://dondoc.example.vn"
)
NO_TOKEN = "TỐT   chưa có TELEGRAM_BOT_TOKEN, ZALO_BOT_TOKEN: sẽ chạy chế độ dùng thử"  # noqa: S105  # no password
ZALO_POLLED = (
    "LƯU Ý Zalo: chưa đặt ZALO_WEBHOOK_URL nên Dondoc phải hỏi lấy từng tin, có thể mất tin trên đường; với người chỉ dùng Zalo, "
    "im lặng không bao giờ được ghi nhận là mặc nhiên đồng ý"
)
ZALO_WEBHOOK_GOOD = "TỐT   Zalo gửi tin đến ZALO_WEBHOOK_URL"
ZALO_WEBHOOK_TO_BE_SET = "TỐT   webhook của Zalo chưa đặt; sẽ được đặt khi chạy"

# Where a new token is had, by channel.
_TOKENS_FROM = {"telegram": "BotFather", "zalo": "Zalo Bot Manager"}


def token_refused(channel: str) -> str:
    return f"SAI   {channel.upper()}_BOT_TOKEN bị từ chối; xin lấy mã mới từ {_TOKENS_FROM[channel]}"


def clock_good(channel: str) -> str:
    return f"TỐT   đồng hồ máy chủ khớp giờ của {channel_name(channel)}"


def platform_undated(channel: str) -> str:
    return (
        f"SAI   máy chủ ở {channel.upper()}_API_BASE trả lời không kèm giờ (thiếu Date): Dondoc không xác nhận được đồng hồ nên sẽ "
        "không nhắc việc và không ghi nhận mặc nhiên đồng ý; cấu hình máy chủ ấy gửi Date"
    )


def clock_wrong(ahead: timedelta, channel: str) -> str:
    return (
        f"SAI   đồng hồ máy chủ chạy {how_far(ahead)} so với giờ của {channel_name(channel)}: Dondoc sẽ không nhắc việc cho đến khi "
        "đúng giờ; chỉnh giờ và bật đồng bộ giờ (NTP)"
    )


def zalo_webhook_found(host: str) -> str:
    return (
        f"SAI   Zalo đang gửi tin đến webhook khác với cấu hình ({host}) nên Dondoc không nhận được tin; khi chạy, Dondoc thay hoặc "
        "gỡ webhook đó. Nếu dịch vụ kia còn dùng mã này, nó sẽ đặt lại: xin lấy mã mới từ Zalo Bot Manager"
    )


def settings_found_wrong(fault: str) -> str:
    return f"SAI   cấu hình – {fault}"


def setting_unknown(name: str) -> str:
    return f"LƯU Ý {name}: không có mục cấu hình tên này nên không có tác dụng; xem tên đúng trong .env.example"


def setting_outdone(name: str) -> str:
    return f"LƯU Ý {name}: không đọc tệp này vì giá trị đã ghi thẳng ở {name.removesuffix('_FILE')}"


def setting_in_trial(name: str) -> str:
    return f"LƯU Ý {name}: không có tác dụng ở chế độ dùng thử"


def setting_without_bot(name: str) -> str:
    token = "ZALO_BOT_TOKEN" if name.startswith("ZALO_") else "TELEGRAM_BOT_TOKEN"
    return f"LƯU Ý {name}: không có tác dụng vì chưa đặt mã bot của ứng dụng ấy ({token})"


def database_closed(fault: str) -> str:
    return f"SAI   cơ sở dữ liệu không mở được ({fault}); kiểm tra DATABASE_URL và quyền ghi thư mục"


def platform_unreached(channel: str, kind: str) -> str:
    name = channel.upper()
    return f"SAI   không kết nối được {channel_name(channel)} ({kind}); xem mạng, {name}_PROXY, {name}_API_BASE"


def platform_good(channel: str, bot: str) -> str:
    return f"TỐT   {channel_name(channel)}: {bot}"


def webhook_failing(count: int, fault: str) -> str:
    return (
        f"SAI   Telegram chưa giao được {count} tin đến WEBHOOK_URL ({fault}); xem Dondoc có đang chạy không, máy chủ web phía "
        "trước có chuyển đúng đường dẫn đến HTTP_PORT không và chứng thư còn hạn không"
    )


def webhook_found(host: str) -> str:
    return (
        f"SAI   Telegram đang gửi tin đến webhook của một dịch vụ khác ({host}) nên Dondoc không nhận được tin; khi chạy, Dondoc "
        "gỡ webhook đó. Nếu dịch vụ kia còn dùng mã này, nó sẽ đặt lại: xin lấy mã mới từ BotFather (/revoke)"
    )
