"""Every error of the library, and every answer that the platform or something on the way may give, has its outcome."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from http import HTTPStatus

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    NetworkError,
    PassportDecryptionError,
    RetryAfter,
    TelegramError,
    TimedOut,
)
from telegram.ext import InvalidCallbackData

from bot.trial.run import unhurried_limiter
from channels.telegram.channel import Telegram
from channels.telegram.errors import CHAT_LOST, outcome_of
from channels.telegram.request import NotSentError, ServerTroubleError, UncertainError
from handlers.delivery.outcomes import (
    BadToken,
    Declined,
    Moved,
    NotSent,
    SendOutcome,
    Sent,
    ServerTrouble,
    TooMany,
    Uncertain,
    Unreachable,
    Unsent,
)

OUTCOMES: dict[type[TelegramError], tuple[TelegramError, Unsent]] = {
    NotSentError: (NotSentError("ClientConnectorError"), NotSent()),
    UncertainError: (UncertainError("ServerDisconnectedError"), Uncertain()),
    ServerTroubleError: (ServerTroubleError("HTTP 502"), ServerTrouble(reason="HTTP 502")),
    TimedOut: (TimedOut(), Uncertain()),
    NetworkError: (NetworkError("Gone (410)"), ServerTrouble(reason="Gone (410)")),
    BadRequest: (BadRequest("Message is too long"), Declined(reason="Message is too long")),
    Forbidden: (Forbidden("bot was kicked"), Unreachable(reason="bot was kicked")),
    InvalidToken: (InvalidToken(), BadToken()),
    RetryAfter: (RetryAfter(7), TooMany(wait=timedelta(seconds=7))),
    ChatMigrated: (ChatMigrated(-1005), Moved(chat_id="-1005")),
    Conflict: (Conflict("terminated by other getUpdates request"), Declined(reason="Conflict")),
    EndPointNotFound: (EndPointNotFound("no such method"), Declined(reason="EndPointNotFound")),
    PassportDecryptionError: (PassportDecryptionError("x"), Declined(reason="PassportDecryptionError")),
    InvalidCallbackData: (InvalidCallbackData(), Declined(reason="InvalidCallbackData")),
    TelegramError: (TelegramError("x"), Declined(reason="TelegramError")),
}


def every(kind: type[TelegramError]) -> Iterator[type[TelegramError]]:
    yield kind
    for one in kind.__subclasses__():
        yield from every(one)


@pytest.mark.parametrize("kind", sorted(set(every(TelegramError)), key=lambda one: one.__name__))
def test_every_error_has_its_outcome(kind: type[TelegramError]) -> None:
    error, outcome = OUTCOMES[kind]
    assert type(error) is kind
    assert outcome_of(error) == outcome


@pytest.mark.parametrize("reason", CHAT_LOST)
def test_a_chat_that_is_gone_is_a_person_unreachable(reason: str) -> None:
    assert isinstance(outcome_of(BadRequest(f"Bad Request: {reason.upper()}")), Unreachable)


# Over the wire

MESSAGE = {"message_id": 7, "date": 0, "chat": {"id": 5, "type": "private"}, "text": "x"}
REFUSED = {"ok": False, "description": "Refused", "error_code": 0}
BODIES = {
    "a result": json.dumps({"ok": True, "result": MESSAGE}),
    "a refusal": json.dumps(REFUSED),
    "no result": json.dumps({"ok": True}),
    "a wait": json.dumps({**REFUSED, "parameters": {"retry_after": 7}}),
    "a new chat": json.dumps({**REFUSED, "parameters": {"migrate_to_chat_id": -1005}}),
    "no JSON": "<html>nginx</html>",
    "nothing": "",
}
BY_STATUS: dict[int, type[SendOutcome]] = {
    400: Declined,
    401: BadToken,
    403: Unreachable,
    404: BadToken,
    409: Declined,
}
STATUSES = [status.value for status in HTTPStatus if status.value >= 200] + [299, 499, 599]


def expected(status: int, body: str) -> type[SendOutcome]:
    """An answer is the platform's where it is one of its objects; else something on the way has answered."""
    if 200 <= status < 300:
        return Sent if body == "a result" else Uncertain
    if status >= 500 or body in {"no JSON", "nothing"}:
        return ServerTrouble
    if body in {"a wait", "a new chat"}:
        return TooMany if body == "a wait" else Moved
    return BY_STATUS.get(status, ServerTrouble)


@pytest.fixture
async def answers() -> AsyncIterator[tuple[Telegram, list[tuple[int, str]]]]:
    """A channel to a server that gives the last of these as its next answer."""
    given: list[tuple[int, str]] = []

    async def answer(_request: web.Request) -> web.Response:
        status, body = given[-1]
        return web.Response(status=status, text=body, content_type="application/json")

    app = web.Application()
    app.router.add_route("*", "/{tail:.*}", answer)
    async with TestServer(app) as server:
        channel = Telegram(
            "1:test",
            api_base=str(server.make_url("")).rstrip("/"),
            proxy=None,
            limiter=unhurried_limiter(),
            on_leaving=lambda: lambda _: None,
        )
        given.append(
            (200, json.dumps({"ok": True, "result": {"id": 1, "is_bot": True, "first_name": "x", "username": "b"}}))
        )
        await channel.connect()
        yield channel, given
        await channel.close()


@pytest.mark.parametrize("body", BODIES)
async def test_every_answer_has_its_outcome(answers: tuple[Telegram, list[tuple[int, str]]], body: str) -> None:
    channel, given = answers
    for number, status in enumerate(STATUSES):
        if status in {204, 205, 304}:
            continue  # these have no body
        given.append((status, BODIES[body]))
        outcome = await channel.say(str(number + 1), "x")
        assert type(outcome) is expected(status, body), (status, outcome)
