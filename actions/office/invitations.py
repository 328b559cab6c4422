"""Invite people and link their accounts (M3, M43): nobody's account becomes somebody else's without a question."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from actions.finding import find_person, find_person_or_unit
from actions.installation import Office
from actions.office.heads import turn_to
from actions.office.people import EnteredPerson
from actions.office.reached import require_office_reached
from actions.order import Order
from actions.transaction import Transaction
from domain.acts import Act
from domain.journal.office import AccountLinked, PersonNamed
from domain.names import fold
from domain.office.chart import Chart
from domain.office.people import Person, Role, Unit
from domain.payloads.office import ChannelFullNotice, LinkedNotice
from domain.permissions import Permission
from domain.refusals import AlreadyLinked, ChannelFull, InvitationUnknown, LinkedToAnother
from domain.rights import relations_to_office
from storage import accounts, invitations, journal, people

INVITATION_LIFE = timedelta(days=7)
CODE_BYTES = 9  # 72 bits: 12 characters that a deep link can carry
RANKS = (Role.LEADER, Role.HEAD, Role.ACTING_HEAD, Role.DEPUTY)


@dataclass(frozen=True, kw_only=True)
class Invitation:
    person: Person
    code: str


@dataclass(frozen=True, kw_only=True)
class UnitInvited:
    """The people of a unit: who has linked, who has but cannot be written to any more, and who has not; the codes of
    those last two."""

    unit: Unit
    linked: tuple[Person, ...]
    lost: tuple[Person, ...]
    missing: tuple[Person, ...]
    invitations: tuple[Invitation, ...]


@dataclass(frozen=True, kw_only=True)
class ManyInvited:
    """`unit` is None where everybody was invited; `expires_at` is when the codes run out."""

    unit: Unit | None
    units: tuple[UnitInvited, ...]
    expires_at: datetime

    @property
    def invitations(self) -> tuple[Invitation, ...]:
        return tuple(one for unit in self.units for one in unit.invitations)


async def invite(office: Office, order: Order, *, name: str) -> Invitation | ManyInvited:
    """A one-time code for the person, stored by its hash; earlier ones run out. For a unit a code for each of
    its people who has not linked or cannot be written to."""
    async with office.act(order) as work:
        work.allow(Permission.INVITE, relations_to_office(work.sender))
        party = find_person_or_unit(work.chart, name)
        if isinstance(party, Unit):
            return await _invite_many(work, party)
        return Invitation(person=party, code=await _invitation(work, party))


async def invite_everybody(office: Office, order: Order) -> ManyInvited:
    """A code for each person of every unit who has not linked or cannot be written to."""
    async with office.act(order) as work:
        work.allow(Permission.INVITE, relations_to_office(work.sender))
        return await _invite_many(work, None)


async def _invite_many(work: Transaction, unit: Unit | None) -> ManyInvited:
    """Invite those of the unit and those below it. Codes given earlier stay good, for the paper that bears them is on
    its way; with the first that is used the others of that person run out."""
    linked = await people.linked_people(work.connection)
    within = [one for one in work.chart.present_units if unit is None or work.chart.is_within(one.id, unit.id)]
    every = tuple(found for one in within if (found := _of_unit(work.chart, one, linked)) is not None)
    codes = {one.person.id: one.code for found in every for one in found.invitations}
    expires_at = work.now + INVITATION_LIFE
    await invitations.add_invitations(work.connection, codes, at=work.now, expires_at=expires_at)
    entries = [work.entry(Act.PERSON_INVITED, PersonNamed(person=person_id)) for person_id in codes]
    await journal.append(work.connection, entries)
    return ManyInvited(unit=unit, units=every, expires_at=expires_at)


def _of_unit(chart: Chart, unit: Unit, linked: frozenset[int]) -> UnitInvited | None:
    """None for a unit in which nobody works."""
    members = sorted((one for one in chart.members(unit.id) if one.name), key=_by_rank)
    missing = tuple(one for one in members if one.id not in linked)
    lost = tuple(one for one in members if one.id in linked and not one.reachable)
    if not members:
        return None
    return UnitInvited(
        unit=unit,
        linked=tuple(one for one in members if one.reachable),
        lost=lost,
        missing=missing,
        invitations=tuple(Invitation(person=one, code=_new_code()) for one in (*missing, *lost)),
    )


def _by_rank(person: Person) -> tuple[int, int]:
    """Whoever heads the unit first, then the deputies, the others as they were entered."""
    first = next((rank for rank, role in enumerate(RANKS) if person.is_a(role)), len(RANKS))
    return first, person.id


async def invite_from_console(office: Office, order: Order, *, name: str) -> Invitation:
    """Invite as `invite` does, by whoever runs the program: there is no sender to ask the rights table about."""
    async with office.act(order) as work:
        person = find_person(work.chart, name)
        return Invitation(person=person, code=await _invitation(work, person))


async def own_invitation(work: Transaction) -> Invitation:
    """A code for the sender alone, to link one more account of theirs."""
    return Invitation(person=work.sender, code=await _invitation(work, work.sender))


async def _invitation(work: Transaction, person: Person) -> str:
    code = _new_code()
    await invitations.add_invitation(
        work.connection, person.id, code, at=work.now, expires_at=work.now + INVITATION_LIFE
    )
    await work.record(Act.PERSON_INVITED, PersonNamed(person=person.id))
    return code


def _new_code() -> str:
    return secrets.token_urlsafe(CODE_BYTES)


@dataclass(frozen=True, kw_only=True)
class Caller:
    """The account that speaks, and where it is answered; `most_users` is how many its channel allows."""

    channel: str
    user_id: str
    chat_id: str
    most_users: int | None = None


async def link_account(office: Office, order: Order, *, code: str, caller: Caller) -> EnteredPerson:
    """Link the sender's account to the person whose invitation it is; the office is told who linked. Raises
    LinkedToAnother where it is somebody else's already: the code is not used up by that."""
    async with office.act(order) as work:
        invited = await invitations.open_invitation(work.connection, at=work.now, code=code)
        before = await accounts.account_of(work.connection, caller.channel, caller.user_id)
        if invited is None:
            if before is not None and await invitations.was_invited(work.connection, before.person_id, code):
                raise AlreadyLinked(person_id=before.person_id)
            raise InvitationUnknown
        if before is not None and before.person_id != invited.person_id:
            leaving, person = work.chart.people[before.person_id], work.chart.people[invited.person_id]
            await _require_office_left(work, before, person)
            if not _is_named_after(leaving, person):
                raise LinkedToAnother(person_id=leaving.id, invited_id=person.id, invitation_id=invited.invitation_id)
        placed = await _link(work, invited, caller, before)
        if before is not None and before.person_id != invited.person_id:
            await turn_to(office, work, named=placed.person)  # whose account it was has given way
        return placed


async def relink_account(
    office: Office, order: Order, *, invitation_id: int, leaving_id: int, caller: Caller
) -> EnteredPerson:
    """Link as `link_account` does, once it was asked and answered that the account leaves the person whose it was."""
    async with office.act(order) as work:
        invited = await invitations.open_invitation(work.connection, at=work.now, invitation_id=invitation_id)
        before = await accounts.account_of(work.connection, caller.channel, caller.user_id)
        if invited is None or before is None or before.person_id != leaving_id:
            raise InvitationUnknown
        await _require_office_left(work, before, work.chart.people[invited.person_id])
        placed = await _link(work, invited, caller, before)
        # Whose account it was may head a unit, and cannot be reached any more, or was the same under another name.
        await turn_to(office, work, named=placed.person)
        return placed


async def _require_office_left(work: Transaction, account: accounts.Account, person: Person) -> None:
    """The account that goes over to this person must not be the last on which the office can be reached."""
    if not person.is_a(Role.OFFICE):
        await require_office_reached(work, without=lambda one: one.id == account.id)


def _is_named_after(stand_in: Person, person: Person) -> bool:
    """Whether an account that was only named after its profile, in no unit, is this person's of the office: all the
    words of the one name stand in the other."""
    ours, known = set(fold(stand_in.name).split()), set(fold(person.name).split())
    return stand_in.unit_id is None and person.is_a(Role.OFFICE) and (ours <= known or known <= ours)


async def _link(
    work: Transaction, invited: invitations.Invited, caller: Caller, before: accounts.Account | None
) -> EnteredPerson:
    if not await invitations.use_invitation(work.connection, invited, at=work.now):
        raise InvitationUnknown
    if before is None and caller.most_users is not None:
        await _count_user(work, caller.channel, caller.most_users)
    person = work.chart.people[invited.person_id]
    account_id = await accounts.link_account(
        work.connection,
        person_id=person.id,
        channel=caller.channel,
        user_id=caller.user_id,
        chat_id=caller.chat_id,
        at=work.now,
    )
    await work.record(Act.ACCOUNT_LINKED, AccountLinked(person=person.id, account=account_id, channel=caller.channel))
    await _tell_office(work, person, account_id, before if before and before.person_id != person.id else None)
    unit = work.chart.units.get(person.unit_id) if person.unit_id is not None else None
    return EnteredPerson(person=person, unit=unit)


async def _count_user(work: Transaction, channel: str, most: int) -> None:
    """One more; the office is told when there is room for no other. Raises ChannelFull."""
    count = await accounts.count_users(work.connection, channel) + 1
    if count > most:
        raise ChannelFull(channel=channel, limit=most)
    if count == most:
        told = ChannelFullNotice(channel=channel, limit=most)
        work.owe(work.chart.office, told, slot=f"{channel}-{work.calendar.day_of(work.now):%Y%m%d}")


async def _tell_office(work: Transaction, person: Person, account_id: int, before: accounts.Account | None) -> None:
    """Who linked, and who lost the account by it; a stand-in that gave way is nobody who lost one."""
    linked = LinkedNotice(person=person.id, account=account_id)
    if before is not None and not await _retire_stand_in(work, before.person_id):
        left = await accounts.live_accounts(work.connection, [before.person_id])
        linked = replace(linked, before=before.person_id, left_without=not left)
    others = tuple(member for member in work.chart.office if member.id != person.id)
    work.owe(others, linked, slot=f"account-{account_id}")


async def _retire_stand_in(work: Transaction, person_id: int) -> bool:
    """Who was only named after a profile, in no unit, gives way to the person whose account it turns out to be."""
    if work.chart.people[person_id].unit_id is not None:
        return False
    await people.leave_post(work.connection, person_id, at=work.now)
    await work.record(Act.PERSON_RETIRED, PersonNamed(person=person_id))
    return True
