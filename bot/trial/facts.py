"""What the Bot API accepts: a table of facts about its methods, and the refusals of requests that break them.

`methods.json` holds names, types, bounds and whether a parameter is required, for the methods that the bot may use.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any

Json = dict[str, Any]

_METHODS: dict[str, dict[str, Json]] = json.loads(
    resources.files(__package__).joinpath("methods.json").read_text("utf-8")
)["methods"]
_NAMES = {name.lower(): name for name in _METHODS}

# Telegram's words for a required parameter that is missing; the others are named.
_MISSING = {
    "chat_id": "chat_id is empty",
    "text": "message text is empty",
    "document": "there is no document in the request",
    "photo": "there is no photo in the request",
    "file_id": "file_id not specified",
    "action": "wrong parameter action in request",
}
_UNREADABLE = {"reply_markup": "can't parse reply keyboard markup JSON object"}
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_ANNOTATIONS = {"text", "icon_custom_emoji_id", "style"}
MOST_BUTTONS = 100
MOST_COMMANDS = 100


class Refused(Exception):
    """Telegram's answer to a request that it does not carry out."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


def bad_request(words: str) -> Refused:
    return Refused(400, f"Bad Request: {words}")


@dataclass(frozen=True, kw_only=True)
class Upload:
    """A file that came with a request."""

    name: str
    mime: str
    content: bytes


def method_named(name: str) -> str:
    """The method's own spelling: Telegram takes any case. Raises `Refused` with 404 for a method not in the table."""
    try:
        return _NAMES[name.lower()]
    except KeyError:
        raise Refused(404, "Not Found") from None


def checked(method: str, raw: Mapping[str, Any]) -> tuple[Json, list[str]]:
    """The method's parameters with their proper types, and the names that Telegram does not know and ignores.

    Forms carry numbers as strings and objects as JSON; an empty string counts as missing where something is required.
    """
    facts = _METHODS[method]
    given = {name: value for name, value in raw.items() if value is not None}
    parameters = {name: _value(name, facts[name], value, given) for name, value in given.items() if name in facts}
    for name, fact in facts.items():
        if fact["required"] and parameters.get(name) in (None, "") and not _may_be_empty(method, name, parameters):
            raise bad_request(_MISSING.get(name, f'parameter "{name}" is required'))
    if method in ("sendMessage", "editMessageText") and not parameters.get("text"):
        raise bad_request("message text is empty")
    return parameters, [name for name in given if name not in facts and not isinstance(given[name], Upload)]


def check_keyboard(markup: Json) -> None:
    """Refuse an inline keyboard that Telegram refuses. Other kinds of reply markup pass."""
    if "inline_keyboard" not in markup:
        return
    rows = markup["inline_keyboard"]
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request('can\'t parse inline keyboard: Field "inline_keyboard" must be an Array of Arrays')
    buttons = [button for row in rows for button in row]
    if len(buttons) > MOST_BUTTONS:
        raise bad_request("reply markup is too long")
    for button in buttons:
        _check_button(button)


def check_commands(commands: object) -> None:
    """Refuse a command menu that Telegram refuses."""
    if not isinstance(commands, list):
        raise bad_request("can't parse commands: expected an Array of BotCommand")
    if len(commands) > MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not isinstance(command, dict) or not _COMMAND.fullmatch(str(command.get("command", "")).removeprefix("/")):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(str(command.get("description", "")).strip()) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")


def _check_button(button: object) -> None:
    if not isinstance(button, dict):
        raise bad_request("can't parse inline keyboard button: InlineKeyboardButton must be an Object")
    text = button.get("text")
    if not isinstance(text, str) or not text.strip():
        raise bad_request('can\'t parse inline keyboard button: Field "text" must be a non-empty String')
    actions = [name for name in button if name not in _ANNOTATIONS]
    if not actions:
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise bad_request("can't parse inline keyboard button: exactly one optional field must be used")
    data = button.get("callback_data", "-")
    if not isinstance(data, str) or not 1 <= len(data.encode()) <= 64:
        raise bad_request("BUTTON_DATA_INVALID")
    if not button.get("url", "-"):
        raise bad_request("BUTTON_URL_INVALID")


def _may_be_empty(method: str, name: str, parameters: Json) -> bool:
    return method == "setWebhook" and name == "url" and parameters.get("url") == ""


def _value(name: str, fact: Json, value: Any, given: Mapping[str, Any]) -> Any:
    """The value as the first of the parameter's types that it can be read as. Raises `Refused`."""
    if value == "":
        return value
    for kind in fact["types"]:
        read = _READERS[kind](value, given) if kind in _READERS else _as_object(value, given)
        if read is not None:
            return _bounded(name, fact, read)
    if any(kind not in _READERS for kind in fact["types"]):
        raise bad_request(_UNREADABLE.get(name, f"can't parse {name} JSON object"))
    raise bad_request(f'invalid value of parameter "{name}"')


def _bounded(name: str, fact: Json, value: Any) -> Any:
    """Texts out of bounds are refused (those counted after entities later, by who parses them); numbers are clamped."""
    if "length" in fact and not fact.get("after_entities"):
        shortest, longest = fact["length"]
        if not shortest <= len(value) <= longest:
            raise bad_request(f"{name} is too long" if len(value) > longest else f"{name} is too short")
    if "range" in fact:
        least, most = fact["range"]
        return min(max(value, least), most)
    return value


def _as_integer(value: Any, _given: Mapping[str, Any]) -> int | None:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    return int(value) if isinstance(value, str) and re.fullmatch(r"-?[0-9]{1,19}", value) else None


def _as_boolean(value: Any, _given: Mapping[str, Any]) -> bool | None:
    words = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}
    return words.get(str(value).lower()) if isinstance(value, bool | int | str) else None


def _as_string(value: Any, _given: Mapping[str, Any]) -> str | None:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return value if isinstance(value, str) else None


def _as_file(value: Any, given: Mapping[str, Any]) -> Upload | None:
    """The file itself, or the one of the request that `attach://name` names."""
    if isinstance(value, str) and value.startswith("attach://"):
        value = given.get(value.removeprefix("attach://"))
    return value if isinstance(value, Upload) else None


def _as_object(value: Any, _given: Mapping[str, Any]) -> Any:
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError:
            return None
    return value if isinstance(value, dict | list) else None


_READERS: dict[str, Callable[[Any, Mapping[str, Any]], Any]] = {
    "Integer": _as_integer,
    "Boolean": _as_boolean,
    "String": _as_string,
    "InputFile": _as_file,
}
