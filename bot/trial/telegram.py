"""A Bot API server of our own: it plays Telegram for trial mode and for tests, over real HTTP, on loopback.

The bot's methods answer and refuse as Telegram does. What they do not do: fetch files by URL, read Markdown.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from bot.clock import Clock
from bot.trial import facts
from bot.trial.facts import Json, bad_request
from bot.trial.faults import PlatformFault, first_striking
from bot.trial.sending import Sending
from bot.trial.state import file_path
from storage.trial import TrialStore

LARGEST_DOWNLOAD = 20 * 1024 * 1024


class BotApi(Sending):
    """Telegram with one bot and a few people.

    `faults` are what goes wrong next; `enforce_limits` turns Telegram's limits on sending on; `unknown_parameters`
    collects what the bot sent and Telegram would have ignored, as (method, parameter).
    """

    def __init__(
        self,
        clock: Clock,
        token: str,
        *,
        username: str = "dondoc_bot",
        name: str = "Đôn đốc",
        store: TrialStore | None = None,
    ) -> None:
        bot_id = int(token.partition(":")[0])
        super().__init__(clock, {"id": bot_id, "is_bot": True, "first_name": name, "username": username}, store)
        self.token = token
        self.faults: list[PlatformFault] = []
        self.unknown_parameters: list[tuple[str, str]] = []
        self._methods: dict[str, Callable[[Json], Awaitable[Any]]] = {
            "getMe": self._get_me,
            "getUpdates": self._get_updates,
            "setWebhook": self._set_webhook,
            "deleteWebhook": self._delete_webhook,
            "getWebhookInfo": self._get_webhook_info,
            "sendMessage": self._send_message,
            "sendDocument": self._send_document,
            "sendPhoto": self._send_photo,
            "editMessageText": self._edit_text,
            "editMessageReplyMarkup": self._edit_keyboard,
            "answerCallbackQuery": self._answer_query,
            "getFile": self._get_file,
            "getChat": self._get_chat,
            "setMyCommands": self._set_commands,
            "deleteMyCommands": self._delete_commands,
            "setMyDescription": self._set_description,
            "setMyShortDescription": self._set_short_description,
            "sendChatAction": self._chat_action,
            "logOut": self._nothing,
            "close": self._nothing,
        }

    @classmethod
    async def load(cls, store: TrialStore | None, clock: Clock, token: str, **names: str) -> BotApi:
        """Where the last run left off, even if it was killed. A `MovedClock` is moved to where it stood."""
        api = cls(clock, token, store=store, **names)
        await api.restore()
        return api

    def stop(self) -> None:
        """End what waits: long polls answer, stalled connections close."""
        self.stopping.set()
        self._end_poll("stopped")

    async def call(self, method: str, raw: Json) -> Any:
        """The method's result. Raises `Refused`. `raw` as from a form or from JSON, with `Upload`s for files."""
        method = facts.method_named(method)
        parameters, unknown = facts.checked(method, raw)
        self.unknown_parameters += [(method, name) for name in unknown]
        return await self._methods[method](parameters)

    def take_fault(self, method: str, raw: Json) -> PlatformFault | None:
        """The first fault that strikes this call; it counts as one of its times."""
        chat_id = str(raw.get("chat_id", ""))
        number = int(chat_id) if chat_id.lstrip("-").isdecimal() else None
        return first_striking(self.faults, method, number)

    # Files

    async def _get_file(self, given: Json) -> Json:
        file_id = given["file_id"]
        file = await self.file(file_id)
        if file is None:
            raise bad_request("invalid file_id")
        if len(file.content) > LARGEST_DOWNLOAD:
            raise bad_request("file is too big")
        known = {"file_id": file_id, "file_unique_id": f"unique-{file_id}", "file_size": len(file.content)}
        return known | {"file_path": file_path(file_id, file.name)}

    # The bot itself

    async def _get_me(self, _given: Json) -> Json:
        refused = {"can_read_all_group_messages": False, "supports_inline_queries": False, "has_main_web_app": False}
        return self.bot | {"can_join_groups": True, "can_connect_to_business": False} | refused

    async def _get_chat(self, given: Json) -> Json:
        async with self.change() as change:
            chat = self._addressee(change, given["chat_id"])
        gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")
        always = {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": dict.fromkeys(gifts, False)}
        return chat.as_chat() | always

    async def _set_commands(self, given: Json) -> bool:
        facts.check_commands(given["commands"])
        return await self._keep("commands", given, given["commands"])

    async def _delete_commands(self, given: Json) -> bool:
        return await self._keep("commands", given, [])

    async def _set_description(self, given: Json) -> bool:
        return await self._keep("description", given, given.get("description", ""))

    async def _set_short_description(self, given: Json) -> bool:
        return await self._keep("short_description", given, given.get("short_description", ""))

    async def _keep(self, name: str, given: Json, value: object) -> bool:
        scope = given.get("scope", {"type": "default"})
        audience = ":".join(str(part) for part in (*scope.values(), given.get("language_code", "")))
        async with self.change() as change:
            change.rows.values[name] = change.value(name, {}) | {audience: value}
        return True

    async def _nothing(self, _given: Json) -> bool:
        return True
