"""Any person of the trial can be played on Zalo instead of Telegram: who is where, and what that does in the office."""

from __future__ import annotations

from collections.abc import Collection

from actions.installation import Office
from actions.office import accounts
from actions.office.channels import prefer_channel
from actions.order import Order
from bot.trial.organisation import MEMBERS
from bot.trial.telegram import BotApi
from bot.trial.zalo.people import account_id
from bot.trial.zalo.platform import ZaloApi
from channels.telegram import envelopes as telegram
from channels.zalo import envelopes as zalo

ON_ZALO = "played"  # the numbers of those who are, among the values that the server remembers


class Switchboard:
    """Both messengers, and on which of them each person is played."""

    def __init__(self, office: Office, on_telegram: BotApi, on_zalo: ZaloApi) -> None:
        self.office = office
        self.telegram = on_telegram
        self.zalo = on_zalo

    @property
    def on_zalo(self) -> Collection[int]:
        found: list[int] = self.zalo.values.get(ON_ZALO, [])
        return found

    async def switch(self, user_id: int, *, to_zalo: bool) -> None:
        """Play the person there from now on; whom the office knows is linked there and hears there first. Raises
        KeyError for somebody who is not there."""
        chat = self.telegram.chats[user_id]
        if to_zalo and user_id not in self.zalo.chats:
            await self.zalo.add_person(user_id, chat.name, chat.caption)
        await self._let_hear(user_id, zalo.CHANNEL if to_zalo else telegram.CHANNEL)
        async with self.zalo.change() as change:
            others = [one for one in self.on_zalo if one != user_id]
            change.rows.values[ON_ZALO] = [*others, user_id] if to_zalo else others

    async def _let_hear(self, user_id: int, channel: str) -> None:
        known = await self._person_at(telegram.CHANNEL, str(user_id))
        clerk = await self._person_at(telegram.CHANNEL, str(MEMBERS[0].user_id))
        if known is None or clerk is None:
            return
        account = account_id(user_id)
        if channel == zalo.CHANNEL and await self._person_at(channel, account) is None:
            order = self._order(clerk)
            await accounts.link_sample_account(self.office, order, person_id=known, channel=channel, user_id=account)
        await prefer_channel(self.office, self._order(known), channel=channel)

    async def _person_at(self, channel: str, user_id: str) -> int | None:
        found = await accounts.recognise(
            self.office, self._order(None), channel=channel, user_id=user_id, chat_id=user_id
        )
        return None if found is None else found.id

    def _order(self, sender_id: int | None) -> Order:
        now = self.zalo.clock.now()
        return Order(now=now, said_at=now, via="trial", sender_id=sender_id)
