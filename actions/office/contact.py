"""Whether an account can be written to: lost, found again, moved to another number (M31)."""

from __future__ import annotations

from actions.installation import Office
from actions.office.lapses import owe_uncovered
from actions.order import Order
from actions.transaction import Transaction
from domain.acts import Act
from domain.duties.duties import DutyKind
from domain.encoding import canonical
from domain.journal.entry import Entry
from domain.journal.office import AccountNamed, AccountUnreachable
from domain.journal.recorded import entry_data
from domain.office.people import Person
from domain.payloads.office import SilenceAtStake, UnreachableNotice
from storage import accounts, cases, duties_in_hand, journal
from storage.accounts import Account


async def note_lost(office: Office, order: Order, *, channel: str, chat_id: str, reason: str) -> None:
    """The messenger says that nothing can be written there any more; nothing where the chat is nobody's."""
    async with office.act(order) as work:
        account = await accounts.account_in_chat(work.connection, channel, chat_id)
        if account is not None:
            await lose(work, account, reason=reason)


async def note_found(office: Office, order: Order, *, channel: str, chat_id: str) -> None:
    """The messenger says that the chat can be written to."""
    async with office.database.reading() as connection:
        account = await accounts.account_in_chat(connection, channel, chat_id)
    if account is not None and not account.is_reachable:
        await find_again(office, order, account, chat_id=chat_id)


async def note_moved(office: Office, order: Order, *, channel: str, chat_id: str, to: str) -> None:
    """The chat goes on under another number."""
    async with office.act(order) as work:
        account = await accounts.account_in_chat(work.connection, channel, chat_id)
        if account is not None:
            await move(work, account, to=to)


async def find_again(office: Office, order: Order, account: Account, *, chat_id: str) -> None:
    """The account is answered in that chat, and can be written to. Beside what else is done about the same words."""
    async with office.database.writing() as connection:
        if not await accounts.found_again(connection, account.id, chat_id=chat_id):
            return
        again = Entry(
            at=order.now,
            act=Act.ACCOUNT_REACHABLE,
            via=order.via,
            actor_id=account.person_id,
            data=entry_data(Act.ACCOUNT_REACHABLE, AccountNamed(account=account.id)),
        )
        await journal.append(connection, [again])


async def move(work: Transaction, account: Account, *, to: str) -> None:
    await accounts.moved_chat(work.connection, account.id, to)
    await work.record(Act.ACCOUNT_MOVED, AccountNamed(account=account.id))


async def lose(work: Transaction, account: Account, *, reason: str) -> None:
    """The account cannot be written to: recorded and the office told, once."""
    if not await accounts.lost_contact(work.connection, account.id, why=reason, at=work.now):
        return
    await work.record(Act.ACCOUNT_UNREACHABLE, AccountUnreachable(account=account.id, reason=reason))
    await _tell_of_lost(work, account)


async def _tell_of_lost(work: Transaction, account: Account) -> None:
    """Tell the office of an account lost, except that of the group of a unit that is no more; where a substitute hears
    nothing, also the superior of the person stood in for."""
    person = work.chart.recipient(account.person_id)
    group_of = work.chart.unit_of_group(person.id)
    if group_of is not None and work.chart.units[group_of].ended_at is not None:
        return
    work.owe(
        work.chart.office,
        UnreachableNotice(person=person.id, group_of=group_of, silences=await _silences_at_stake(work, person)),
        slot=f"account-{account.id}-{canonical(work.now)}",
    )
    left = await accounts.live_accounts(work.connection, [person.id])
    for away in () if left else work.chart.stood_in_for_by(person.id):
        absence = work.chart.absence_of(away.id)
        if absence is not None:
            await owe_uncovered(work, absence)


async def _silences_at_stake(work: Transaction, person: Person) -> tuple[SilenceAtStake, ...]:
    """The opinions that the person has to give: silence would be taken for consent though nothing is heard (M23)."""
    units = [unit_id for unit_id in work.chart.units if work.chart.is_in_charge(person.id, unit_id)]
    owed = [one for one in await duties_in_hand.open_of_units(work.connection, units) if one.kind is DutyKind.OPINION]
    known = await cases.cases_of(work.connection, [one.case_id for one in owed])
    return tuple(
        SilenceAtStake(code=known[one.case_id].code, due_at=one.deadline.moment, names_hour=one.deadline.names_hour)
        for one in owed
        if one.waits_for_its_head
    )
