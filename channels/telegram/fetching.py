"""Updates as the platform hands them out: the text of each by itself, as it came, whatever it holds."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from channels.pieces import NotWhole, fields, members, value_of
from channels.telegram.envelopes import WANTED_UPDATES, number_of
from channels.telegram.request import AiohttpRequest, ServerTroubleError

FIRST_OFFSET = 1  # update numbers are positive


class UpdatesRequest(AiohttpRequest):
    """The road by which updates are asked for: of an answer it gives the text of each. The library's own way makes
    objects of all of them, or of none, and logs those that it cannot make."""

    __slots__ = ()

    def check(self, method: str, status: int, payload: bytes) -> None:
        if 200 <= status <= 299:
            _taken_apart(payload)
        else:
            super().check(method, status, payload)

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        refusal = value_of(payload.decode("utf-8", "replace"))
        is_refusal = isinstance(refusal, dict) and "result" not in refusal
        return refusal if is_refusal else {"result": _taken_apart(payload)}


def _taken_apart(payload: bytes) -> list[str]:
    try:
        return members(fields(payload.decode("utf-8", "replace"))["result"])
    except (NotWhole, KeyError):
        # Without its cause: that holds what people said.
        raise ServerTroubleError("updates were asked for, and no list came") from None


async def fetch_updates(request: UpdatesRequest, bot_url: str, *, offset: int, limit: int, seconds: int) -> list[str]:
    """Ask for updates, the question held open for that long where none waits. Raises TelegramError, also for an answer
    that is none."""
    asked = {"offset": offset, "limit": limit, "timeout": seconds, "allowed_updates": json.dumps(WANTED_UPDATES)}
    found: Any = await request.post(
        f"{bot_url}/getUpdates?{urlencode(asked)}", read_timeout=(request.read_timeout or 0) + seconds
    )
    return list(found)


def following(offset: int, updates: Sequence[str]) -> int:
    """The offset that confirms these and nothing else. Numbers rise: one that cannot be read is at least the next."""
    for update in updates:
        number = number_of(update)
        offset = offset + 1 if number is None else number + 1
    return offset
