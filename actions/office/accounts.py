"""Know people by their accounts, and take an account back (M3, M43)."""

from __future__ import annotations

from actions.finding import find_person
from actions.installation import Office
from actions.office.contact import find_again
from actions.office.heads import WorkWithoutHead, turn_to
from actions.office.reached import require_office_reached
from actions.order import Order
from domain.acts import Act
from domain.journal.office import AccountLinked, AccountsWithdrawn
from domain.office.people import Person, Role
from domain.permissions import Permission
from domain.refusals import NothingWaits
from domain.rights import relations_to_office
from storage import accounts, people


async def recognise(office: Office, order: Order, *, channel: str, user_id: str, chat_id: str) -> Person | None:
    """Whose account this is, noting that the person was heard; None for a stranger."""
    async with office.database.reading() as connection:
        account = await accounts.account_of(connection, channel, user_id)
    if account is None:
        return None
    if account.chat_id != chat_id or not account.is_reachable:
        await find_again(office, order, account, chat_id=chat_id)
    office.marks.heard[account.id] = order.now
    async with office.database.reading() as connection:
        return (await office.chart(connection, order.now)).people.get(account.person_id)


async def is_linked(office: Office, channel: str, chat_id: str) -> bool:
    """Whether somebody of the office is answered in that chat."""
    async with office.database.reading() as connection:
        return await accounts.person_in_chat(connection, channel, chat_id) is not None


async def admit_admin(office: Office, order: Order, *, channel: str, user_id: str, chat_id: str, name: str) -> Person:
    """An account named in ADMIN_IDS that belongs to nobody yet: an office person of that name, linked."""
    async with office.act(order) as work:
        person_id = await people.add_person(work.connection, name)
        await people.place_person(
            work.connection,
            person_id,
            unit_id=None,
            position="",
            roles={Role.OFFICE},
            fields=(),
            at=work.now,
        )
        account_id = await accounts.link_account(
            work.connection,
            person_id=person_id,
            channel=channel,
            user_id=user_id,
            chat_id=chat_id,
            at=work.now,
        )
        await work.record(Act.PERSON_ADMITTED, AccountLinked(person=person_id, account=account_id, channel=channel))
        return Person(id=person_id, name=name, roles=frozenset({Role.OFFICE}), reachable=True)


async def link_sample_account(office: Office, order: Order, *, person_id: int, channel: str, user_id: str) -> None:
    """Link an account of the trial's own platform, where everybody is seated beforehand."""
    async with office.act(order) as work:
        work.allow(Permission.INVITE, relations_to_office(work.sender))
        account_id = await accounts.link_account(
            work.connection, person_id=person_id, channel=channel, user_id=user_id, chat_id=user_id, at=work.now
        )
        await work.record(Act.ACCOUNT_LINKED, AccountLinked(person=person_id, account=account_id, channel=channel))


async def withdraw_link(
    office: Office,
    order: Order,
    *,
    name: str | None = None,
    person_id: int | None = None,
    account_id: int | None = None,
) -> tuple[Person, tuple[WorkWithoutHead, ...]]:
    """Take every account from the person named, or one account of the person given, at once; returns what is left
    without a head whom anybody could reach. Raises NothingWaits where that account is linked no more: a button acts
    once, and never on a later link."""
    async with office.act(order) as work:
        work.allow(Permission.INVITE, relations_to_office(work.sender))
        person = find_person(work.chart, name) if name is not None else work.chart.people.get(person_id or 0)
        if person is None:
            raise NothingWaits(code="")
        await require_office_reached(
            work, without=lambda one: one.person_id == person.id and account_id in {None, one.id}
        )
        count = await accounts.unlink_person(work.connection, person.id, at=work.now, account_id=account_id)
        if account_id is not None and not count:
            raise NothingWaits(code="")
        await work.record(Act.ACCOUNT_WITHDRAWN, AccountsWithdrawn(person=person.id, accounts=count))
        return person, (await turn_to(office, work)).waiting
