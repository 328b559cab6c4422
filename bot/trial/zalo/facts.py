"""What the Zalo Bot API accepts: its methods and their parameters, and the refusals of requests that break them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

from bot.trial.facts import Json, Refused, bad_request
from bot.trial.faults import PlatformFault
from bot.trial.markup import units

LONGEST_TEXT = 2000  # in units of UTF-16, as its styles are counted; and of a caption
SHORTEST_SECRET, LONGEST_SECRET = 8, 256
LONGEST_POLL = 50  # seconds
POLL = 30

# Per method, its parameters and whether one is required; what is not named is ignored without a word.
_METHODS: dict[str, dict[str, bool]] = {
    "getMe": {},
    "getUpdates": {"timeout": False},
    "setWebhook": {"url": True, "secret_token": True},
    "deleteWebhook": {},
    "getWebhookInfo": {},
    "sendMessage": {"chat_id": True, "text": True, "parse_mode": False, "text_styles": False},
    "sendPhoto": {"chat_id": True, "photo": True, "caption": False},
    "sendSticker": {"chat_id": True, "sticker": True},
    "sendVoice": {"chat_id": True, "voice_url": True},
    "sendChatAction": {"chat_id": True, "action": True},
}
WITHOUT_RESULT = frozenset({"sendChatAction"})  # answered by {"ok": true} alone

# Code and words.
IDLE = (408, "Request timeout")
NO_SUCH_TOKEN = (401, "Unauthorized")
NOT_FOUND = (404, "Not Found")
QUOTA_SPENT = (429, "Too Many Requests: monthly quota exceeded")  # and not a word of when it begins anew
WEBHOOK_SET = (400, "Bad Request: getUpdates cannot be used while a webhook is set")
# What Zalo says of somebody who has blocked the bot, or never wrote to it, is not known.
UNREACHABLE = (400, "Bad Request: chat not found")
TOO_MANY_USERS = (400, "Bad Request: the bot has too many users")

_FAULTS = {
    "bad_request": (400, "Bad Request: invalid parameter"),
    "unauthorized": NO_SUCH_TOKEN,
    "blocked": UNREACHABLE,
    "deactivated": UNREACHABLE,
    "chat_not_found": (404, "Chat not found"),
    "conflict": WEBHOOK_SET,
    "upgrade": (426, "Upgrade Required"),
    "too_many": QUOTA_SPENT,
    "internal_error": (403, "Internal server error"),
    "server_error": (500, "Internal server error"),
}


def refusal_of(fault: PlatformFault) -> Refused | None:
    """Zalo's refusal that stands for the call; None for a fault that is not a proper answer."""
    return Refused(*_FAULTS[fault.kind]) if fault.kind in _FAULTS else None


def checked(method: str, raw: Mapping[str, Any]) -> tuple[Json, list[str]]:
    """The method's parameters, and the names that Zalo does not know and drops. Raises `Refused`."""
    if method not in _METHODS:
        raise Refused(*NOT_FOUND)
    known = _METHODS[method]
    given = {name: value for name, value in raw.items() if name in known and value is not None}
    for name, required in known.items():
        if required and given.get(name) in (None, ""):
            raise bad_request(f"{name} is required")
    for name, value in given.items():
        _CHECKS.get(name, _check_string)(name, value)
    _check_styles(given)
    return given, [name for name in raw if name not in known]


def _check_string(name: str, value: object) -> None:
    if not isinstance(value, str):
        raise bad_request(f"{name} must be a string")


def _check_text(name: str, value: object) -> None:
    _check_string(name, value)
    if units(str(value)) > LONGEST_TEXT:
        raise bad_request(f"{name} must be from 1 to {LONGEST_TEXT} characters long")


def _check_address(name: str, value: object) -> None:
    _check_string(name, value)
    if urlsplit(str(value)).scheme not in ("http", "https"):
        raise bad_request(f"{name} must be a URL")


def _check_voice(name: str, value: object) -> None:
    _check_address(name, value)
    if not urlsplit(str(value)).path.endswith(".aac"):
        raise bad_request(f"{name} must lead to an .aac file")


def _check_webhook(name: str, value: object) -> None:
    _check_string(name, value)
    if not str(value).startswith("https://"):
        raise bad_request(f"{name} must be an https URL")


def _check_secret(name: str, value: object) -> None:
    _check_string(name, value)
    if not SHORTEST_SECRET <= len(str(value)) <= LONGEST_SECRET:
        raise bad_request(f"{name} must be from {SHORTEST_SECRET} to {LONGEST_SECRET} characters long")


def _check_timeout(name: str, value: object) -> None:
    if isinstance(value, bool) or not str(value).isdecimal():
        raise bad_request(f"{name} must be a number")


def _check_action(name: str, value: object) -> None:
    if value != "typing":
        raise bad_request(f"{name} must be typing")


def _check_parse_mode(name: str, value: object) -> None:
    if value not in ("markdown", "html"):
        raise bad_request(f"{name} must be markdown or html")


def _check_list(name: str, value: object) -> None:
    if not isinstance(value, list):
        raise bad_request(f"{name} must be a list")


_CHECKS: dict[str, Callable[[str, object], None]] = {
    "text": _check_text,
    "caption": _check_text,
    "photo": _check_address,
    "voice_url": _check_voice,
    "url": _check_webhook,
    "secret_token": _check_secret,
    "timeout": _check_timeout,
    "action": _check_action,
    "parse_mode": _check_parse_mode,
    "text_styles": _check_list,
}


def _check_styles(given: Json) -> None:
    """Each run lies within the text; beside a parse mode they are ignored."""
    length = units(given.get("text", ""))
    for run in () if "parse_mode" in given else given.get("text_styles", ()):
        start, long, styles = (
            (run.get(name) for name in ("start", "len", "st")) if isinstance(run, dict) else [None] * 3
        )
        is_within = type(start) is int and type(long) is int and start >= 0 and long >= 1 and start + long <= length
        if not is_within or not isinstance(styles, list | str) or not styles:
            raise bad_request("text_styles must lie within the text")
