"""By which channel a person hears, and how another is added (design §5)."""

from __future__ import annotations

from dataclasses import dataclass

from actions.installation import Office
from actions.office.invitations import Invitation, own_invitation
from actions.order import Order
from actions.view import View
from domain.acts import Act
from domain.journal.office import ChannelPreferred
from domain.refusals import ChannelNotLinked
from storage import accounts
from storage.accounts import Account


@dataclass(frozen=True, kw_only=True)
class OwnChannels:
    """Every account of the sender, the one last heard from last, and whether one of them was chosen."""

    accounts: tuple[Account, ...]

    @property
    def preferred(self) -> Account | None:
        return next((one for one in self.accounts if one.is_preferred), None)

    @property
    def used(self) -> Account | None:
        """Where the next message goes while nothing stands in its way; None where none can be written to."""
        open_ones = [one for one in self.accounts if one.is_reachable]
        return next((one for one in open_ones if one.is_preferred), open_ones[-1] if open_ones else None)


async def own_channels(office: Office, order: Order) -> OwnChannels:
    async with office.look(order) as view:
        return await _own(office, view)


async def _own(office: Office, view: View) -> OwnChannels:
    """That somebody was heard may still wait to be written."""
    found = await accounts.accounts_of(view.connection, view.sender.id)
    just_heard = office.marks.heard
    found.sort(key=lambda one: (one.id in just_heard, just_heard.get(one.id, view.now)))
    return OwnChannels(accounts=tuple(found))


async def prefer_channel(office: Office, order: Order, *, channel: str) -> OwnChannels:
    """The sender hears by that channel first from now on, on the account there last heard from. Raises
    ChannelNotLinked."""
    async with office.act(order) as work:
        mine = await _own(office, work)
        there = [one for one in mine.accounts if one.channel == channel and one.is_reachable]
        if not there:
            raise ChannelNotLinked(channel=channel)
        chosen = there[-1]
        if not chosen.is_preferred:
            await accounts.prefer(work.connection, chosen)
            await work.record(Act.CHANNEL_PREFERRED, ChannelPreferred(account=chosen.id, channel=channel))
        return await _own(office, work)


async def invite_oneself(office: Office, order: Order) -> Invitation:
    """A one-time code by which the sender links an account of another channel."""
    async with office.act(order) as work:
        return await own_invitation(work)
