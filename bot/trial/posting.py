"""Updates and events sent to a webhook, as both messengers do it."""

from __future__ import annotations

from aiohttp import ClientError, ClientSession, ClientTimeout
from yarl import URL

from bot.trial.facts import Json

PATIENCE = ClientTimeout(total=10)


async def post(address: str, body: Json, *, header: str, secret: str, loopback: str | None) -> str | None:
    """Why the webhook did not take it, in the words that Telegram has for it; None where it did. Its address is of
    https; `loopback` is where that host really listens."""
    url = URL(loopback).with_path(URL(address).path) if loopback else URL(address)
    try:
        async with (
            ClientSession(timeout=PATIENCE) as session,
            session.post(url, json=body, headers={header: secret} if secret else {}) as answer,
        ):
            is_taken = 200 <= answer.status < 300
            return None if is_taken else f"Wrong response from the webhook: {answer.status} {answer.reason}"
    except TimeoutError:
        return "Read timeout expired"
    except ClientError:
        return "Connection refused"
