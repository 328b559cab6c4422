"""Events as Zalo hands them out: one by one to who polls, or sent to a webhook; what was handed out is forgotten."""

from __future__ import annotations

import asyncio

from bot.clock import Clock
from bot.trial.facts import Json, Refused
from bot.trial.posting import post
from bot.trial.zalo import facts
from bot.trial.zalo.people import ZaloPeople
from storage.trial import TrialRows, TrialStore

SECRET_HEADER = "X-Bot-Api-Secret-Token"  # noqa: S105 - the name of it


class ZaloEvents(ZaloPeople):
    """What people have said waits here until it is handed out.

    A webhook's address is of https; `loopback` is where that host really listens, in trial mode and in tests.
    `redelivers`: what a webhook did not accept is sent to it again, with what is said next or by `deliver`; otherwise
    it is lost, and counted in `lost`.
    """

    def __init__(self, clock: Clock, bot: Json, store: TrialStore | None = None) -> None:
        super().__init__(clock, bot, store)
        self.polled = asyncio.Event()  # set while the bot waits for an event and there is none
        self.stopping = asyncio.Event()
        self.loopback: str | None = None
        self.redelivers = False
        self.lost = 0
        self._said = asyncio.Event()
        self._delivering = asyncio.Lock()

    def stop(self) -> None:
        """End what waits: open polls answer, stalled connections close."""
        self.stopping.set()
        self._said.set()

    async def _remember(self, rows: TrialRows) -> None:
        await super()._remember(rows)
        if rows.updates:
            self._said.set()

    # Polling

    async def _get_updates(self, given: Json) -> Json:
        """The oldest event without its envelope: it stands in the answer's. Raises `Refused`."""
        if self.values.get("webhook"):
            raise Refused(*facts.WEBHOOK_SET)
        await self._something_said(min(int(given.get("timeout", facts.POLL)), facts.LONGEST_POLL))
        async with self.change() as change:
            if not self.updates:
                raise Refused(*facts.IDLE)
            number, event = next(iter(self.updates.items()))
            change.rows.confirmed = number + 1
        found: Json = event.get("result", event)
        return found

    async def _something_said(self, seconds: float) -> None:
        if self.updates or not seconds or self.stopping.is_set():
            return
        self._said.clear()
        self.polled.set()
        try:
            await asyncio.wait_for(self._said.wait(), timeout=seconds)
        except TimeoutError:
            pass
        finally:
            self.polled.clear()

    # Webhook

    async def _send(self, *given: object, **more: object) -> int:
        number = await super()._send(*given, **more)  # type: ignore[arg-type]
        await self.deliver()
        return number

    async def deliver(self) -> None:
        """Send what waits to the webhook, where one is set, in the order in which it was said."""
        async with self._delivering:
            while self.values.get("webhook") and self.updates:
                number, event = next(iter(self.updates.items()))
                is_accepted = await self._is_accepted(event)
                if not is_accepted and self.redelivers:
                    return
                self.lost += not is_accepted
                async with self.change() as change:
                    change.rows.confirmed = number + 1

    async def _is_accepted(self, event: Json) -> bool:
        secret = self.values["webhook_secret"]
        fault = await post(self.values["webhook"], event, header=SECRET_HEADER, secret=secret, loopback=self.loopback)
        return fault is None

    async def _set_webhook(self, given: Json) -> Json:
        async with self.change() as change:
            change.rows.values |= {
                "webhook": given["url"],
                "webhook_secret": given["secret_token"],
                "webhook_since": self._milliseconds(),
            }
        self._said.set()
        return await self._get_webhook_info({})

    async def _delete_webhook(self, _given: Json) -> Json:
        async with self.change() as change:
            change.rows.values["webhook"] = ""
        return {"url": "", "updated_at": self._milliseconds()}

    async def _get_webhook_info(self, _given: Json) -> Json:
        if not self.values.get("webhook"):
            raise Refused(*facts.NOT_FOUND)
        return {"url": self.values["webhook"], "updated_at": self.values["webhook_since"]}

    def _milliseconds(self) -> int:
        return round(self.clock.now().timestamp() * 1000)
