"""Updates as Telegram hands them out: by long polling, one reader at a time."""

from __future__ import annotations

import asyncio

from bot.clock import Clock
from bot.trial.facts import Json, Refused, bad_request
from bot.trial.groups import Groups
from storage.trial import TrialRows, TrialStore

LONGEST_POLL = 50  # seconds
_CONFLICT = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
_WEBHOOK_ACTIVE = "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete it first"


class Updates(Groups):
    """What people have done waits here until the bot has confirmed that it was told."""

    def __init__(self, clock: Clock, bot: Json, store: TrialStore | None = None) -> None:
        super().__init__(clock, bot, store)
        self.polled = asyncio.Event()  # set while the bot waits for updates and there are none
        self.stopping = asyncio.Event()
        self._poll: asyncio.Future[str] | None = None

    def _end_poll(self, reason: str) -> None:
        if self._poll and not self._poll.done():
            self._poll.set_result(reason)
            self.polled.clear()

    async def _remember(self, rows: TrialRows) -> None:
        await super()._remember(rows)
        if rows.updates:
            self._end_poll("updates")

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

    async def _set_webhook(self, given: Json) -> bool:
        url = given["url"]
        if url and not url.startswith("https://"):
            raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
        self._end_poll("conflict")
        async with self.change() as change:
            change.rows.values["webhook"] = url
            if "allowed_updates" in given:
                change.rows.values["allowed_updates"] = given["allowed_updates"]
            if given.get("drop_pending_updates") and self.updates:
                change.rows.confirmed = max(self.updates) + 1
        return True

    async def _delete_webhook(self, given: Json) -> bool:
        return await self._set_webhook(given | {"url": ""})

    async def _get_webhook_info(self, _given: Json) -> Json:
        waiting = len(self.updates)
        url = self.values.get("webhook", "")
        return {"url": url, "has_custom_certificate": False, "pending_update_count": waiting}
