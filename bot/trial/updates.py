"""Updates as Telegram hands them out: by long polling, one reader at a time, or to a webhook until it takes them."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.clock import Clock
from bot.trial.facts import Json, Refused, bad_request
from bot.trial.groups import Groups
from bot.trial.posting import post
from bot.trial.state import Change
from storage.trial import TrialRows, TrialStore

LONGEST_POLL = 50  # seconds
MOST_CONNECTIONS = 40  # to a webhook, unless the bot names another number
_CONFLICT = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of it
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_WEBHOOK_ACTIVE = "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete it first"


class Updates(Groups):
    """What people have done waits here until the bot has confirmed that it was told.

    A webhook's address is of https; `loopback` is where that host really listens, in tests.
    """

    def __init__(self, clock: Clock, bot: Json, store: TrialStore | None = None) -> None:
        super().__init__(clock, bot, store)
        self.polled = asyncio.Event()  # set while the bot waits for updates and there are none
        self.stopping = asyncio.Event()
        self.loopback: str | None = None
        self._poll: asyncio.Future[str] | None = None
        self._delivering = asyncio.Lock()

    def _end_poll(self, reason: str) -> None:
        if self._poll and not self._poll.done():
            self._poll.set_result(reason)
            self.polled.clear()

    async def _remember(self, rows: TrialRows) -> None:
        await super()._remember(rows)
        if rows.updates:
            self._end_poll("updates")

    @asynccontextmanager
    async def change(self) -> AsyncIterator[Change]:
        async with super().change() as change:
            yield change
        if change.rows.updates:
            await self.deliver()

    async def _get_updates(self, given: Json) -> list[Json]:
        if self.values.get("webhook"):
            raise Refused(409, _WEBHOOK_ACTIVE)
        self._end_poll("conflict")
        poll = self._poll = asyncio.get_running_loop().create_future()
        await self._confirm(given)
        timeout = min(given.get("timeout", 0), LONGEST_POLL)
        if timeout > 0 and not (self.updates or poll.done() or self.stopping.is_set()):
            self.polled.set()
            await asyncio.wait([poll], timeout=timeout)
            if self._poll is poll:
                self.polled.clear()
        if poll.done() and poll.result() == "conflict":
            raise Refused(409, _CONFLICT)
        return list(self.updates.values())[: given.get("limit", 100)]

    async def _confirm(self, given: Json) -> None:
        """Forget the updates before the offset; a negative offset keeps as many of the last."""
        offset = given.get("offset", 0)
        if offset < 0:
            kept = list(self.updates)[offset:]
            offset = kept[0] if kept else 0
        forgets = bool(self.updates) and min(self.updates) < offset
        if forgets or ("allowed_updates" in given and given["allowed_updates"] != self.values.get("allowed_updates")):
            async with self.change() as change:
                change.rows.confirmed = offset if forgets else None
                change.rows.values["allowed_updates"] = given.get(
                    "allowed_updates", change.value("allowed_updates", [])
                )

    async def deliver(self) -> None:
        """Send what waits to the webhook, where one is set: one update after the other, each until it is taken. What
        was not taken is sent again with what is said next, and whenever the bot asks how its webhook does."""
        async with self._delivering:
            while (url := self.values.get("webhook")) and self.updates:
                number, update = next(iter(self.updates.items()))
                secret = self.values.get("webhook_secret", "")
                fault = await post(url, update, header=SECRET_HEADER, secret=secret, loopback=self.loopback)
                async with self.change() as change:
                    if fault is None:
                        change.rows.confirmed = number + 1
                    else:
                        change.rows.values["webhook_fault"] = [int(self.clock.now().timestamp()), fault]
                if fault is not None:
                    return

    async def _set_webhook(self, given: Json) -> bool:
        url, secret = given["url"], given.get("secret_token", "")
        if url and not url.startswith("https://"):
            raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
        if secret and not _SECRET.fullmatch(secret):
            raise bad_request("secret token contains unallowed characters")
        self._end_poll("conflict")
        async with self.change() as change:
            change.rows.values |= {"webhook": url, "webhook_secret": secret, "webhook_fault": None}
            change.rows.values["webhook_connections"] = given.get("max_connections", MOST_CONNECTIONS)
            if "allowed_updates" in given:
                change.rows.values["allowed_updates"] = given["allowed_updates"]
            if given.get("drop_pending_updates") and self.updates:
                change.rows.confirmed = max(self.updates) + 1
        await self.deliver()
        return True

    async def _delete_webhook(self, given: Json) -> bool:
        return await self._set_webhook(given | {"url": ""})

    async def _get_webhook_info(self, _given: Json) -> Json:
        await self.deliver()
        info: Json = {
            "url": self.values.get("webhook", ""),
            "has_custom_certificate": False,
            "pending_update_count": len(self.updates),
        }
        if info["url"]:
            info["max_connections"] = self.values["webhook_connections"]
            info |= dict(
                zip(("last_error_date", "last_error_message"), self.values["webhook_fault"] or (), strict=False)
            )
        if self.values.get("allowed_updates"):
            info["allowed_updates"] = self.values["allowed_updates"]
        return info
