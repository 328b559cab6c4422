"""Invite people and link their accounts (M3, M43): nobody's account becomes somebody else's without a question."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from actions.finding import find_person
from actions.people import Placed
from actions.reached import require_office_reached
from actions.work import Office, Order, Work
from domain.names import fold
from domain.notices import NoticeKind
from domain.people import Person, Role
from domain.refusals import InvitationUnknown, LinkedToAnother, NothingWaits
from domain.rights import Act, relations_to_office
from storage import people

INVITATION_LIFE = timedelta(days=7)
CODE_BYTES = 9  # 72 bits: 12 characters that a deep link can carry


@dataclass(frozen=True, kw_only=True)
class Invitation:
    person: Person
    code: str


async def invite(office: Office, order: Order, *, name: str) -> Invitation:
    """A one-time code for the person, stored by its hash; an earlier one runs out."""
    async with office.act(order) as work:
        work.allow(Act.INVITE, relations_to_office(work.sender))
        person = find_person(work.chart, name)
        return Invitation(person=person, code=await _invitation(work, person))


async def invite_from_console(office: Office, order: Order, *, name: str) -> Invitation:
    """As `invite`, by whoever runs the program: there is no sender to ask the rights table about."""
    async with office.act(order) as work:
        person = find_person(work.chart, name)
        return Invitation(person=person, code=await _invitation(work, person))


async def _invitation(work: Work, person: Person) -> str:
    code = secrets.token_urlsafe(CODE_BYTES)
    await people.add_invitation(work.connection, person.id, code, at=work.now, expires_at=work.now + INVITATION_LIFE)
    await work.record("person.invited", person=person.id)
    return code


@dataclass(frozen=True, kw_only=True)
class Caller:
    """The account that speaks, and where it is answered."""

    channel: str
    user_id: str
    chat_id: str


async def link_account(office: Office, order: Order, *, code: str, caller: Caller) -> Placed:
    """Link the sender's account to the person whose invitation it is; the office is told who linked. Raises
    LinkedToAnother where it is somebody else's already: the code is not used up by that."""
    async with office.act(order) as work:
        invited = await people.open_invitation(work.connection, at=work.now, code=code)
        if invited is None:
            raise InvitationUnknown
        before = await people.account_of(work.connection, caller.channel, caller.user_id)
        if before is not None and before.person_id != invited.person_id:
            leaving, person = work.chart.people[before.person_id], work.chart.people[invited.person_id]
            await _require_office_left(work, before, person)
            if not _is_named_after(leaving, person):
                raise LinkedToAnother(person_id=leaving.id, invited_id=person.id, invitation_id=invited.invitation_id)
        return await _link(work, invited, caller, before)


async def relink_account(
    office: Office, order: Order, *, invitation_id: int, leaving_id: int, caller: Caller
) -> Placed:
    """As `link_account`, once it was asked and answered that the account leaves the person whose it was."""
    async with office.act(order) as work:
        invited = await people.open_invitation(work.connection, at=work.now, invitation_id=invitation_id)
        before = await people.account_of(work.connection, caller.channel, caller.user_id)
        if invited is None or before is None or before.person_id != leaving_id:
            raise InvitationUnknown
        await _require_office_left(work, before, work.chart.people[invited.person_id])
        return await _link(work, invited, caller, before)


async def _require_office_left(work: Work, account: people.Account, person: Person) -> None:
    """The account that goes over to this person must not be the last on which the office can be reached."""
    if not person.is_a(Role.OFFICE):
        await require_office_reached(work, without=lambda one: one.id == account.id)


def _is_named_after(stand_in: Person, person: Person) -> bool:
    """Whether an account that was only named after its profile, in no unit, is this person's of the office: all the
    words of the one name stand in the other."""
    ours, known = set(fold(stand_in.name).split()), set(fold(person.name).split())
    return stand_in.unit_id is None and person.is_a(Role.OFFICE) and (ours <= known or known <= ours)


async def _link(work: Work, invited: people.Invited, caller: Caller, before: people.Account | None) -> Placed:
    if not await people.use_invitation(work.connection, invited, at=work.now):
        raise InvitationUnknown
    person = work.chart.people[invited.person_id]
    account_id = await people.link_account(
        work.connection,
        person_id=person.id,
        channel=caller.channel,
        user_id=caller.user_id,
        chat_id=caller.chat_id,
        at=work.now,
    )
    await work.record("account.linked", person=person.id, account=account_id, channel=caller.channel)
    await _tell_office(work, person, account_id, before if before and before.person_id != person.id else None)
    unit = work.chart.units.get(person.unit_id) if person.unit_id is not None else None
    return Placed(person=person, unit=unit)


async def _tell_office(work: Work, person: Person, account_id: int, before: people.Account | None) -> None:
    """Who linked, and who lost the account by it; a stand-in that gave way is nobody who lost one."""
    lost: dict[str, Any] = {}
    if before is not None and not await _retire_stand_in(work, before.person_id):
        left = await people.live_accounts(work.connection, [before.person_id])
        lost = {"before": before.person_id, "left_without": not left}
    others = tuple(member for member in work.chart.office if member.id != person.id)
    work.owe(others, NoticeKind.LINKED, slot=f"account-{account_id}", person=person.id, account=account_id, **lost)


async def _retire_stand_in(work: Work, person_id: int) -> bool:
    """Who was only named after a profile, in no unit, gives way to the person whose account it turns out to be."""
    if work.chart.people[person_id].unit_id is not None:
        return False
    await people.leave_post(work.connection, person_id, at=work.now)
    await work.record("person.retired", person=person_id)
    return True


async def withdraw_link(
    office: Office,
    order: Order,
    *,
    name: str | None = None,
    person_id: int | None = None,
    account_id: int | None = None,
) -> Person:
    """Take every account from the person named, or one account of the person given, at once. Raises NothingWaits where
    that account is linked no more: a button acts once, and never on a later link."""
    async with office.act(order) as work:
        work.allow(Act.INVITE, relations_to_office(work.sender))
        person = find_person(work.chart, name) if name is not None else work.chart.people.get(person_id or 0)
        if person is None:
            raise NothingWaits(code="")
        await require_office_reached(
            work, without=lambda one: one.person_id == person.id and account_id in {None, one.id}
        )
        count = await people.unlink_person(work.connection, person.id, at=work.now, account_id=account_id)
        if account_id is not None and not count:
            raise NothingWaits(code="")
        await work.record("account.withdrawn", person=person.id, accounts=count)
        return person
