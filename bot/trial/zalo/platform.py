"""Zalo as a bot meets it, for trial mode and for tests: what its methods do, over a server of our own on loopback.

What is not known of Zalo is decided here to the bot's disadvantage: a text is counted in units of UTF-16, a message to
somebody who has blocked the bot is refused, and so is one to the person beyond the most that the plan allows.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any
from zoneinfo import ZoneInfo

from aiohttp import ClientError, ClientSession, ClientTimeout
from yarl import URL

from bot.clock import Clock
from bot.trial.facts import Json, Refused, bad_request
from bot.trial.faults import PlatformFault, first_striking
from bot.trial.state import Chat, photo_of, with_entities
from bot.trial.zalo import facts
from bot.trial.zalo.events import ZaloEvents
from bot.trial.zalo.people import account_id, message_id
from storage.trial import TrialStore

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")  # in which a month begins
FETCHING = ClientTimeout(total=10)
_ENTITIES = {"b": "bold", "i": "italic", "u": "underline", "s": "strikethrough"}


class ZaloApi(ZaloEvents):
    """Zalo with one bot and a few people.

    `faults` are what goes wrong next; `dropped` collects what the bot sent and Zalo took no note of, as (method,
    parameter). `monthly_messages` and `most_users` are the plan's. `fetches` says how often the address of a picture
    is asked for. `idle_in_200` answers an idle poll with HTTP 200, `refuses_in_200` everything that is refused.
    `served_at` is where the host of the bot's own addresses really listens.
    """

    def __init__(self, clock: Clock, token: str, *, name: str = "Bot Đôn đốc", store: TrialStore | None = None) -> None:
        super().__init__(clock, {"id": 0, "is_bot": True, "first_name": name}, store)
        self.token = token
        self.faults: list[PlatformFault] = []
        self.dropped: list[tuple[str, str]] = []
        self.monthly_messages: int | None = None
        self.most_users: int | None = None
        self.fetches = 2
        self.idle_in_200 = False
        self.refuses_in_200 = False
        self.served_at: str | None = None
        self._methods: dict[str, Callable[[Json], Awaitable[Any]]] = {
            "getMe": self._get_me,
            "getUpdates": self._get_updates,
            "setWebhook": self._set_webhook,
            "deleteWebhook": self._delete_webhook,
            "getWebhookInfo": self._get_webhook_info,
            "sendMessage": self._send_message,
            "sendPhoto": self._send_picture,
            "sendSticker": self._send_a_sticker,
            "sendVoice": self._send_a_voice,
            "sendChatAction": self._chat_action,
        }

    @classmethod
    async def load(cls, store: TrialStore | None, clock: Clock, token: str) -> ZaloApi:
        """Where the last run left off, even if it was killed."""
        api = cls(clock, token, store=store)
        await api.restore()
        return api

    async def call(self, method: str, raw: Json) -> Any:
        """The method's result, None where it has none. Raises `Refused`."""
        given, dropped = facts.checked(method, raw)
        self.dropped += [(method, name) for name in dropped]
        return await self._methods[method](given)

    def take_fault(self, method: str, raw: Json) -> PlatformFault | None:
        """The first fault that strikes this call; it counts as one of its times."""
        return first_striking(self.faults, method, self._number_of(raw.get("chat_id")))

    def _number_of(self, chat_id: object) -> int | None:
        return next((number for number in self.chats if account_id(number) == chat_id), None)

    # The bot itself

    async def _get_me(self, _given: Json) -> Json:
        number = int.from_bytes(self.token.encode()[:8].ljust(8), "big") % 10**18 + 10**18  # 19 digits
        return {
            "id": str(number),
            "account_name": self.bot["first_name"],
            "account_type": "BASIC",
            "can_join_groups": False,
        }

    async def _chat_action(self, given: Json) -> None:
        self._addressee(given)

    # Messages

    async def _send_message(self, given: Json) -> Json:
        styles = () if "parse_mode" in given else given.get("text_styles", ())
        entities = [
            {"type": _ENTITIES[style], "offset": run["start"], "length": run["len"]}
            for run in styles
            for style in run["st"]
            if style in _ENTITIES
        ]
        return await self._post(given, with_entities({"text": given["text"]}, "entities", entities))

    async def _send_picture(self, given: Json) -> Json:
        self._addressee(given)  # before anything is fetched
        content = await self._fetched(given["photo"])
        caption = {"caption": given["caption"]} if given.get("caption") else {}
        return await self._post(given, caption, picture=content)

    async def _send_a_sticker(self, given: Json) -> Json:
        return await self._post(given, {"text": "(nhãn dán)"})

    async def _send_a_voice(self, given: Json) -> Json:
        return await self._post(given, {"text": "(ghi âm)"})

    async def _post(self, given: Json, content: Json, *, picture: bytes | None = None) -> Json:
        chat = self._addressee(given)
        now = self.clock.now()
        async with self.change() as change:
            used = change.value("used", {})
            month = f"{now.astimezone(ZONE):%Y-%m}"
            if self.monthly_messages is not None and used.get(month, 0) >= self.monthly_messages:
                raise Refused(*facts.QUOTA_SPENT)
            change.rows.values["used"] = used | {month: used.get(month, 0) + 1}
            if picture is not None:
                content = content | photo_of(change.add_file("photo.jpg", "image/jpeg", picture), picture)
            message = change.add_message(change.chat(chat.id), self.bot, now, content)
        return {"message_id": message_id(chat.id, message["message_id"]), "date": self._milliseconds()}

    def _addressee(self, given: Json) -> Chat:
        """The chat that may be written to. Raises `Refused`."""
        number = self._number_of(given["chat_id"])
        if number is None or not self.chats[number].started or self.chats[number].blocked:
            raise Refused(*facts.UNREACHABLE)
        users = [chat.id for chat in self.chats.values() if chat.started]
        if self.most_users is not None and number in users[self.most_users :]:
            raise Refused(*facts.TOO_MANY_USERS)
        return self.chats[number]

    async def _fetched(self, address: str) -> bytes:
        """The picture, asked for as a preview and a phone would. Raises `Refused`."""
        url = URL(address)
        if self.served_at:
            url = URL(self.served_at).join(url.relative())
        try:
            async with ClientSession(timeout=FETCHING) as session:
                async with session.head(url, allow_redirects=True):
                    pass
                for _ in range(self.fetches):
                    async with session.get(url) as answer:
                        content = await answer.read() if answer.status == 200 else b""
        except (ClientError, TimeoutError):
            content = b""
        if not content:
            raise bad_request("the photo could not be fetched")
        return content
