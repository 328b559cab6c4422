"""A bot on Zalo, and events as the platform hands them out."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from channels.zalo.client import ZaloClient
from storage.inbox import Incoming

SECRET = "AAE-mat_khau-cua-bot-zalo"
TOKEN = f"4242424242424242424:{SECRET}"
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
NOW = datetime(2026, 12, 31, 18, 0, tzinfo=UTC)  # in the office's zone it is January already
NEXT_MONTH = datetime(2027, 2, 1, tzinfo=ZONE)
CHAT = "6ede9afa66b88fe6d6a9"
SAID_AT = datetime(2026, 12, 31, 17, 30, 0, 602000, tzinfo=UTC)


class Calls:
    """What the client said of its calls."""

    def __init__(self) -> None:
        self.dates: list[str | None] = []
        self.sent = 0

    def leaves(self) -> Any:
        return self.dates.append

    def count(self) -> None:
        self.sent += 1


@asynccontextmanager
async def client_at(port: int, calls: Calls | None = None, *, proxy: str | None = None) -> AsyncIterator[ZaloClient]:
    calls = calls or Calls()
    client = ZaloClient(
        TOKEN,
        api_base=f"http://127.0.0.1:{port}",
        proxy=proxy,
        zone=ZONE,
        clock=lambda: NOW,
        on_leaving=calls.leaves,
        on_sent=calls.count,
    )
    try:
        yield client
    finally:
        await client.close()


def event(name: str = "message.text.received", **content: Any) -> dict[str, Any]:
    message = {
        "message_id": "2d758cb5e222177a4e35",
        "chat": {"id": CHAT, "chat_type": "PRIVATE"},
        "from": {"id": CHAT, "display_name": "Lò Văn Páo", "is_bot": False},
        "date": round(SAID_AT.timestamp() * 1000),
        **content,
    }
    return {"event_name": name, "message": {name: value for name, value in message.items() if value is not None}}


def stored(raw: str, *, chat_id: str = CHAT) -> Incoming:
    return Incoming(channel="zalo", update_id="1", chat_id=chat_id, received_at=NOW, said_at=NOW, raw=raw)
