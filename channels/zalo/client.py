"""The Zalo Bot API, call by call; an Official Account would do the same in another way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import aiohttp

from channels.transport import Transport, timeouts
from channels.zalo.answers import NOT_FOUND, TIMED_OUT, ZaloAnswer
from channels.zalo.envelopes import moment
from channels.zalo.formatting import StyledRun
from domain.quotas import next_month
from handlers.delivery.outcomes import ChannelDown, Sent, Uncertain

CONNECTIONS = 32
CONNECTING = 5.0  # seconds, as for every limit here
WRITING = 5.0
ANSWERING = 20.0
OF_THE_WEBHOOK = 10.0  # who asks about it holds a lease meanwhile


class ZaloClient:
    """Calls raise ChannelDown, whose outcome says what became of them; nothing of it holds the token.

    `on_leaving` is called when a call leaves, and what it returns with the `Date` of the platform's answer. `on_sent`
    is called for every message that counts towards the month's quota in this `zone`, or may.
    """

    def __init__(
        self,
        token: str,
        *,
        api_base: str,
        proxy: str | None,
        zone: ZoneInfo,
        clock: Callable[[], datetime],
        on_leaving: Callable[[], Callable[[str | None], None]],
        on_sent: Callable[[], None],
    ) -> None:
        self._url = f"{api_base}/bot{token}"
        self._zone = zone
        self._clock = clock
        self._on_leaving = on_leaving
        self._on_sent = on_sent
        self._transport = Transport(proxy=proxy, connections=CONNECTIONS, user_agent="Dondoc")

    async def close(self) -> None:
        await self._transport.close()

    async def account_name(self, *, within: float = ANSWERING) -> str:
        """What the bot is called."""
        found = await self._result("getMe", within=within)
        return str(found.get("account_name") or found.get("id") or "")

    # Events

    async def next_event(self, *, seconds: int) -> str | None:
        """One event as it came, which the platform forgets with this; None where none came in that time."""
        answer = await self._call("getUpdates", {"timeout": seconds}, within=seconds + ANSWERING)
        if answer.is_done:
            return answer.text if answer.envelope.get("result") else None
        if answer.is_bare_event:
            return answer.text
        if answer.code == TIMED_OUT:
            return None
        raise self._down(answer)

    async def webhook(self) -> str:
        """The address to which events are sent; empty where there is none."""
        answer = await self._call("getWebhookInfo", within=OF_THE_WEBHOOK)
        if not answer.is_done and answer.code != NOT_FOUND:
            raise self._down(answer)
        return str(answer.result.get("url") or "")

    async def set_webhook(self, url: str, *, secret: str) -> None:
        await self._result("setWebhook", {"url": url, "secret_token": secret}, within=OF_THE_WEBHOOK)

    async def remove_webhook(self) -> None:
        await self._result("deleteWebhook")

    # Messages

    async def send_text(self, chat_id: str, text: str, styles: Sequence[StyledRun] = ()) -> Sent:
        runs = [{"start": run.start, "len": run.length, "st": list(run.styles)} for run in styles]
        styled = {"text_styles": runs} if runs else {}
        return await self._send("sendMessage", {"chat_id": chat_id, "text": text, **styled})

    async def send_photo(self, chat_id: str, address: str) -> Sent:
        """The platform fetches it there."""
        return await self._send("sendPhoto", {"chat_id": chat_id, "photo": address})

    async def show_typing(self, chat_id: str) -> None:
        await self._result("sendChatAction", {"chat_id": chat_id, "action": "typing"})

    async def _send(self, method: str, parameters: dict[str, Any]) -> Sent:
        try:
            result = await self._result(method, parameters)
        except ChannelDown as wrong:
            if isinstance(wrong.outcome, Uncertain):
                self._on_sent()
            raise
        self._on_sent()
        if not result.get("message_id"):
            raise ChannelDown(Uncertain(reason="no message_id"))
        return Sent(message_id=str(result["message_id"]), said_at=moment(result.get("date")))

    # Calls

    async def _result(
        self, method: str, parameters: dict[str, Any] | None = None, *, within: float = ANSWERING
    ) -> dict[str, Any]:
        answer = await self._call(method, parameters, within=within)
        if not answer.is_done:
            raise self._down(answer)
        return answer.result

    async def _call(
        self, method: str, parameters: dict[str, Any] | None = None, *, within: float = ANSWERING
    ) -> ZaloAnswer:
        await self._transport.open()
        limits = timeouts(has_effect=True, read=within, write=WRITING, connect=CONNECTING, pool=CONNECTING)
        answered = self._on_leaving()
        body = aiohttp.JsonPayload(parameters or {})
        given = await self._transport.call("POST", f"{self._url}/{method}", limits=limits, body=body)
        answer = ZaloAnswer.of(given)
        if answer.envelope:
            answered(given.date)
        return answer

    def _down(self, answer: ZaloAnswer) -> ChannelDown:
        return ChannelDown(answer.refusal(next_month=next_month(self._clock(), self._zone)))
