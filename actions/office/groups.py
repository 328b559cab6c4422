"""The group of a unit: registered by its head, told of what concerns the unit without any detail."""

from __future__ import annotations

from actions.finding import find_unit
from actions.installation import Office
from actions.order import Order
from domain.acts import Act
from domain.journal.office import GroupRegistered
from domain.office.people import Person, Unit
from domain.permissions import Permission
from domain.refusals import NotAllowed
from domain.rights import relations_to_office
from storage import accounts, people


async def register_group(
    office: Office, order: Order, *, unit: str, channel: str, chat_id: str, leave: bool = False
) -> Unit:
    """This chat is the unit's group from now on, in place of any other; or is no more."""
    async with office.act(order) as work:
        work.allow(Permission.REGISTER_GROUP, relations_to_office(work.sender, work.chart))
        found = find_unit(work.chart, unit)
        if not work.chart.is_in_charge(work.sender.id, found.id):
            raise NotAllowed
        group_id = await people.add_group(work.connection, found.id)
        await accounts.unlink_person(work.connection, group_id, at=work.now)
        if not leave:
            await accounts.link_account(
                work.connection, person_id=group_id, channel=channel, user_id=chat_id, chat_id=chat_id, at=work.now
            )
        await work.record(
            Act.GROUP_LEFT if leave else Act.GROUP_REGISTERED, GroupRegistered(unit=found.id, group=group_id)
        )
        return found


async def whose_account(office: Office, *, channel: str, user_id: str, order: Order) -> Person | None:
    """Whose account this is, without taking the chat for that person's own: it is a group's."""
    async with office.database.reading() as connection:
        account = await accounts.account_of(connection, channel, user_id)
        chart = await office.chart(connection, order.now)
    return None if account is None else chart.people.get(account.person_id)
