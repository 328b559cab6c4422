"""Enter units and people, invite and link them (M3, M43)."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta

from actions.finding import entered_before, find_person, find_unit
from actions.heads import turn_to
from actions.work import Office, Order, Work
from domain.names import fold
from domain.notices import NoticeKind
from domain.people import Person, Role, Unit
from domain.refusals import InvitationUnknown, NothingWaits, PersonExists, UnitExists
from domain.rights import Act, relations_to_office
from storage import cases, duties, journal, people

INVITATION_LIFE = timedelta(days=7)
CODES_NAMED = 10
CODE_BYTES = 9  # 72 bits: 12 characters that a deep link can carry


@dataclass(frozen=True, kw_only=True)
class Invitation:
    person: Person
    code: str


@dataclass(frozen=True, kw_only=True)
class Placed:
    """A person as entered, in his unit."""

    person: Person
    unit: Unit | None
    is_new: bool = False
    left_behind: tuple[str, ...] = ()  # the first codes of what he still holds for the unit that he left
    alike: tuple[str, ...] = ()  # those in the unit whose names differ from that of who is new by their accents alone


async def enter_unit(office: Office, order: Order, *, name: str, parent: str | None) -> Unit:
    """A new unit, under another or at the top."""
    async with office.act(order) as work:
        work.allow(Act.ENTER_PEOPLE, relations_to_office(work.sender))
        if work.chart.unit_called(name) is not None:
            raise UnitExists(name)
        parent_id = find_unit(work.chart, parent).id if parent else None
        unit_id = await people.add_unit(work.connection, name, parent_id)
        await work.record("unit.entered", unit=unit_id, parent=parent_id)
        return Unit(id=unit_id, name=name, parent_id=parent_id)


async def enter_person(
    office: Office,
    order: Order,
    *,
    name: str,
    unit: str,
    position: str,
    roles: frozenset[Role],
    fields: tuple[str, ...] = (),
    moved: bool | None = None,
    former: str | None = None,
) -> Placed:
    """A person in his position. The very same name in the same unit is a correction; in another unit the office must
    say whether he moved (True) or is another person (False). `former` is the name of record that this one replaces."""
    async with office.act(order) as work:
        work.allow(Act.ENTER_PEOPLE, relations_to_office(work.sender))
        home = find_unit(work.chart, unit)
        known = _entered_as(work, name, home, moved=moved, former=former)
        person_id = await people.add_person(work.connection, name) if known is None else known.id
        if known is not None and known.name != name:
            await people.rename_person(work.connection, person_id, name)
        await people.place_person(
            work.connection,
            person_id,
            unit_id=home.id,
            position=position,
            roles=roles,
            fields=fields,
            at=work.now,
        )
        await turn_to(office, work)
        await work.record(
            "person.entered" if known is None else "person.corrected",
            person=person_id,
            unit=home.id,
            position=position,
            roles=sorted(roles),
        )
        person = Person(id=person_id, name=name, unit_id=home.id, position=position, roles=roles, fields=fields)
        left = await _left_behind(work, known, home)
        alike = _alike(work, person) if known is None else ()
        return Placed(person=person, unit=home, is_new=known is None, left_behind=left, alike=alike)


async def _left_behind(work: Work, known: Person | None, home: Unit) -> tuple[str, ...]:
    """What a person who moves still holds in person: it goes to nobody unless it is handed over."""
    if known is None or known.unit_id in {None, home.id}:
        return ()
    held = await duties.open_held_by(work.connection, known.id, limit=CODES_NAMED)
    cases_held = await cases.cases_of(work.connection, [duty.case_id for duty in held if duty.unit_id != home.id])
    return tuple(dict.fromkeys(case.code for case in cases_held.values()))


def _entered_as(work: Work, name: str, home: Unit, *, moved: bool | None, former: str | None) -> Person | None:
    """Who it is that is entered; None for somebody new. A name is set right by naming the former one."""
    if former is None:
        return entered_before(work.chart, name, home, moved=moved)
    known = find_person(work.chart, former)
    if any(person.unit_id == home.id and person.id != known.id for person in work.chart.namesakes(name)):
        raise PersonExists(name=name, unit=home.name)
    return known


def _alike(work: Work, person: Person) -> tuple[str, ...]:
    """Those in the same unit from whom the name differs by its accents alone."""
    members = work.chart.members(person.unit_id) if person.unit_id is not None else ()
    return tuple(one.name for one in members if one.id != person.id and fold(one.name) == fold(person.name))


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


async def link_account(office: Office, order: Order, *, code: str, channel: str, user_id: str, chat_id: str) -> Placed:
    """Link the sender's account to the person whose invitation it is; the office is told who linked."""
    async with office.act(order) as work:
        person_id = await people.use_invitation(work.connection, code, at=work.now)
        if person_id is None:
            raise InvitationUnknown
        before = await people.account_of(work.connection, channel, user_id)
        account_id = await people.link_account(
            work.connection,
            person_id=person_id,
            channel=channel,
            user_id=user_id,
            chat_id=chat_id,
            at=work.now,
        )
        if before is not None and before.person_id != person_id:
            await _retire_stand_in(work, before.person_id)
        person = work.chart.people[person_id]
        await work.record("account.linked", person=person_id, account=account_id, channel=channel)
        others = tuple(member for member in work.chart.office if member.id != person_id)
        work.owe(others, NoticeKind.LINKED, slot=f"account-{account_id}", person=person_id, account=account_id)
        unit = work.chart.units.get(person.unit_id) if person.unit_id is not None else None
        return Placed(person=person, unit=unit)


async def _retire_stand_in(work: Work, person_id: int) -> None:
    """Who was only named after a profile, in no unit, gives way to the person whose account it turns out to be."""
    if work.chart.people[person_id].unit_id is None:
        await people.leave_post(work.connection, person_id, at=work.now)
        await work.record("person.retired", person=person_id)


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
        count = await people.unlink_person(work.connection, person.id, at=work.now, account_id=account_id)
        if account_id is not None and not count:
            raise NothingWaits(code="")
        await work.record("account.withdrawn", person=person.id, accounts=count)
        return person


async def recognise(office: Office, order: Order, *, channel: str, user_id: str, chat_id: str) -> Person | None:
    """Whose account this is, noting that he can be written to; None for a stranger."""
    async with office.database.reading() as connection:
        account = await people.account_of(connection, channel, user_id)
    if account is None:
        return None
    async with office.database.writing() as connection:
        if await people.heard_from(connection, account.id, chat_id=chat_id, at=order.now):
            again = journal.Entry(
                at=order.now,
                act="account.reachable",
                via=order.via,
                actor_id=account.person_id,
                data={"account": account.id},
            )
            await journal.append(connection, [again])
        return (await office.chart(connection, order.now)).people.get(account.person_id)


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
        account_id = await people.link_account(
            work.connection,
            person_id=person_id,
            channel=channel,
            user_id=user_id,
            chat_id=chat_id,
            at=work.now,
        )
        await work.record("person.admitted", person=person_id, account=account_id, channel=channel)
        return Person(id=person_id, name=name, roles=frozenset({Role.OFFICE}), reachable=True)


async def link_sample_account(office: Office, order: Order, *, person_id: int, channel: str, user_id: str) -> None:
    """Link an account of the trial's own platform, where everybody is seated beforehand."""
    async with office.act(order) as work:
        work.allow(Act.INVITE, relations_to_office(work.sender))
        account_id = await people.link_account(
            work.connection, person_id=person_id, channel=channel, user_id=user_id, chat_id=user_id, at=work.now
        )
        await work.record("account.linked", person=person_id, account=account_id, channel=channel)
