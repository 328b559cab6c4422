"""`python -m bot check`: what is wrong, in plain words."""

from __future__ import annotations

from telegram.error import InvalidToken, TelegramError
from telegram.ext import ExtBot

from bot.settings import Settings, SettingsWrong
from handlers.delivery.request import AiohttpRequest
from storage import journal
from storage.database import Database, DatabaseAddressUnknown
from storage.schema import newest, revision


async def check() -> int:
    """Print one line for each thing looked at; 0 when all is well."""
    try:
        settings = Settings.read()
    except SettingsWrong as wrong:
        for fault in wrong.faults:
            print(f"SAI   cấu hình – {fault}")
        return 1
    print("TỐT   cấu hình")
    results = [await _database(settings), await _token(settings)]
    return 0 if all(results) else 1


async def _database(settings: Settings) -> bool:
    try:
        database = Database(settings.database_url)
    except DatabaseAddressUnknown:
        print("SAI   DATABASE_URL: phải bắt đầu bằng sqlite:/// hoặc postgresql://")
        return False
    if not database.is_there:
        print("TỐT   cơ sở dữ liệu chưa có; sẽ được tạo khi chạy")
        return True
    try:
        fault = await database.answers()
        if fault is not None:
            print(f"SAI   cơ sở dữ liệu không mở được ({fault}); kiểm tra DATABASE_URL và quyền ghi thư mục")
            return False
        async with database.reading() as connection:
            present = await revision(connection)
            sound = present is None or await journal.head_is_last(connection)
        if present is None:
            print("TỐT   cơ sở dữ liệu mở được, còn trống; sẽ được tạo khi chạy")
        elif present != newest():
            print("TỐT   cơ sở dữ liệu mở được, sẽ được nâng cấp khi chạy")
        elif not sound:
            print("SAI   nhật ký không khớp mục cuối; chạy: python -m bot journal verify")
        else:
            print("TỐT   cơ sở dữ liệu")
        return sound
    finally:
        await database.close()


async def _token(settings: Settings) -> bool:
    if settings.token is None:
        print("TỐT   chưa có TELEGRAM_BOT_TOKEN: sẽ chạy chế độ dùng thử")
        return True
    try:
        username = await _ask_username(settings, settings.token)
    except InvalidToken:
        print("SAI   TELEGRAM_BOT_TOKEN bị từ chối; xin lấy mã mới từ BotFather")
        return False
    except TelegramError as wrong:
        print(
            f"SAI   không kết nối được Telegram ({type(wrong).__name__}); xem mạng, TELEGRAM_PROXY, TELEGRAM_API_BASE"
        )
        return False
    print(f"TỐT   Telegram: @{username}")
    return True


async def bot_username(settings: Settings) -> str | None:
    """The bot's name, None where there is no token or the platform cannot be asked."""
    if settings.token is None:
        return None
    try:
        return await _ask_username(settings, settings.token)
    except TelegramError:
        return None


async def _ask_username(settings: Settings, token: str) -> str:
    request = AiohttpRequest(proxy=settings.telegram_proxy)
    bot = ExtBot(token, base_url=f"{settings.telegram_api_base}/bot", request=request)
    async with bot:
        return bot.username
