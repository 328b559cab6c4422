"""Units, people, their positions, accounts and invitations."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.names import fold, spelled
from domain.office.people import Person, Role
from storage.settings_store import changed
from storage.tables import accounts, invitations, memberships, people, units
from storage.types import AnyRow

CHART = "chart"


@dataclass(frozen=True, kw_only=True)
class Account:
    id: int
    person_id: int
    channel: str
    user_id: str
    chat_id: str
    is_reachable: bool = True


def _account(row: AnyRow) -> Account:
    return Account(
        id=row.id,
        person_id=row.person_id,
        channel=row.channel,
        user_id=row.user_id,
        chat_id=row.chat_id,
        is_reachable=row.unreachable_at is None,
    )


def person_of(row: AnyRow) -> Person:
    return Person(
        id=row.id,
        name=row.name,
        unit_id=row.unit_id,
        position=row.position or "",
        roles=frozenset(Role(role) for role in (row.roles or "").split(",") if role),
        fields=tuple(name for name in (row.fields or "").split(",") if name),
        reachable=bool(row.reachable),
    )


async def add_unit(connection: AsyncConnection, name: str, parent_id: int | None) -> int:
    key: int | None = await connection.scalar(
        insert(units).values(name=name, spelled=spelled(name), parent_id=parent_id).returning(units.c.id)
    )
    await changed(connection, CHART)
    assert key is not None
    return key


async def rename_unit(connection: AsyncConnection, unit_id: int, name: str, *, former: Iterable[str]) -> None:
    await connection.execute(
        update(units).where(units.c.id == unit_id).values(name=name, spelled=spelled(name), former="\n".join(former))
    )
    await changed(connection, CHART)


async def end_unit(
    connection: AsyncConnection, unit_id: int, *, into_id: int, above_into: int | None, at: datetime
) -> None:
    """The unit goes into another, under which lie from now on what it leaves and the units that were under it; that
    one's own place is given, as it may have been among them."""
    await connection.execute(update(units).where(units.c.parent_id == unit_id).values(parent_id=into_id))
    await connection.execute(update(units).where(units.c.id == into_id).values(parent_id=above_into))
    await connection.execute(update(units).where(units.c.id == unit_id).values(parent_id=into_id, ended_at=at))
    await changed(connection, CHART)


async def add_group(connection: AsyncConnection, unit_id: int) -> int:
    """The group of a unit, written to like a person; there is one for each unit."""
    known: int | None = await connection.scalar(select(people.c.id).where(people.c.group_of_id == unit_id))
    if known is not None:
        return known
    key: int | None = await connection.scalar(
        insert(people).values(name="", folded="", group_of_id=unit_id).returning(people.c.id)
    )
    assert key is not None
    return key


async def add_person(connection: AsyncConnection, name: str) -> int:
    key: int | None = await connection.scalar(
        insert(people).values(name=name, folded=fold(name)).returning(people.c.id)
    )
    await changed(connection, CHART)
    assert key is not None
    return key


async def rename_person(connection: AsyncConnection, person_id: int, name: str) -> None:
    await connection.execute(update(people).where(people.c.id == person_id).values(name=name, folded=fold(name)))
    await changed(connection, CHART)


async def place_person(
    connection: AsyncConnection,
    person_id: int,
    *,
    unit_id: int | None,
    position: str,
    roles: Iterable[Role],
    fields: Iterable[str],
    at: datetime,
) -> None:
    """End the present position and begin the given one: what he was before stays on record."""
    await connection.execute(
        update(memberships).where(memberships.c.person_id == person_id, memberships.c.until.is_(None)).values(until=at)
    )
    await connection.execute(
        insert(memberships).values(
            person_id=person_id,
            unit_id=unit_id,
            position=position,
            roles=",".join(sorted(roles)),
            fields=",".join(fields),
            since=at,
        )
    )
    await changed(connection, CHART)


async def account_of(connection: AsyncConnection, channel: str, user_id: str) -> Account | None:
    row = (
        await connection.execute(
            select(accounts).where(
                accounts.c.channel == channel, accounts.c.user_id == user_id, accounts.c.unlinked_at.is_(None)
            )
        )
    ).one_or_none()
    return None if row is None else _account(row)


async def person_in_chat(connection: AsyncConnection, channel: str, chat_id: str) -> int | None:
    """Whose account is answered in that chat."""
    mine = (accounts.c.channel == channel, accounts.c.chat_id == chat_id, accounts.c.unlinked_at.is_(None))
    person_id: int | None = await connection.scalar(select(accounts.c.person_id).where(*mine).limit(1))
    return person_id


async def link_account(
    connection: AsyncConnection, *, person_id: int, channel: str, user_id: str, chat_id: str, at: datetime
) -> int:
    """Link the account to the person; it leaves whomever it was linked to before."""
    await connection.execute(
        update(accounts)
        .where(accounts.c.channel == channel, accounts.c.user_id == user_id, accounts.c.unlinked_at.is_(None))
        .values(unlinked_at=at)
    )
    key: int | None = await connection.scalar(
        insert(accounts)
        .values(person_id=person_id, channel=channel, user_id=user_id, chat_id=chat_id, linked_at=at, heard_at=at)
        .returning(accounts.c.id)
    )
    await changed(connection, CHART)
    assert key is not None
    return key


async def leave_post(connection: AsyncConnection, person_id: int, *, at: datetime) -> None:
    """End the present position without another: what he was stays on record."""
    await connection.execute(
        update(memberships).where(memberships.c.person_id == person_id, memberships.c.until.is_(None)).values(until=at)
    )
    await changed(connection, CHART)


async def unlink_person(
    connection: AsyncConnection, person_id: int, *, at: datetime, account_id: int | None = None
) -> int:
    """Withdraw every link of the person, or the one named; returns how many there were."""
    linked = update(accounts).where(accounts.c.person_id == person_id, accounts.c.unlinked_at.is_(None))
    if account_id is not None:
        linked = linked.where(accounts.c.id == account_id)
    result = await connection.execute(linked.values(unlinked_at=at))
    await changed(connection, CHART)
    return result.rowcount


async def found_again(connection: AsyncConnection, account_id: int, *, chat_id: str) -> bool:
    """The person wrote, and is answered there. Whether that made the account reachable again."""
    revived = await connection.execute(
        update(accounts)
        .where(accounts.c.id == account_id, accounts.c.unreachable_at.is_not(None))
        .values(unreachable_at=None, unreachable_why=None)
    )
    await moved_chat(connection, account_id, chat_id)
    if revived.rowcount:
        await changed(connection, CHART)
    return revived.rowcount == 1


async def lost_contact(connection: AsyncConnection, account_id: int, *, why: str, at: datetime) -> bool:
    """Whether the account was reachable until now."""
    result = await connection.execute(
        update(accounts)
        .where(accounts.c.id == account_id, accounts.c.unreachable_at.is_(None))
        .values(unreachable_at=at, unreachable_why=why)
    )
    await changed(connection, CHART)
    return result.rowcount == 1


async def moved_chat(connection: AsyncConnection, account_id: int, chat_id: str) -> None:
    await connection.execute(update(accounts).where(accounts.c.id == account_id).values(chat_id=chat_id))


async def reachable_accounts(
    connection: AsyncConnection, person_ids: Iterable[int], channels: Collection[str] | None = None
) -> dict[int, Account]:
    """For each person the account last heard from among those that can be written to, one of these channels before any
    other."""
    rows = await connection.execute(
        select(accounts)
        .where(
            accounts.c.person_id.in_(tuple(person_ids)),
            accounts.c.unlinked_at.is_(None),
            accounts.c.unreachable_at.is_(None),
        )
        .order_by(accounts.c.heard_at, accounts.c.id)
    )
    found = [_account(row) for row in rows]
    served = [one for one in found if channels is None or one.channel in channels]
    return {one.person_id: one for one in (*found, *served)}


def code_hash(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()


async def add_invitation(
    connection: AsyncConnection, person_id: int, code: str, *, at: datetime, expires_at: datetime
) -> None:
    """Keep an invitation by its hash; earlier ones of the same person run out."""
    await _end_invitations(connection, person_id, at=at)
    await connection.execute(
        insert(invitations).values(person_id=person_id, code_hash=code_hash(code), made_at=at, expires_at=expires_at)
    )


async def add_invitations(
    connection: AsyncConnection, codes: Mapping[int, str], *, at: datetime, expires_at: datetime
) -> None:
    """Keep one for each of these people, by its hash, beside those given earlier, which stay good."""
    rows = [
        {"person_id": person_id, "code_hash": code_hash(code), "made_at": at, "expires_at": expires_at}
        for person_id, code in codes.items()
    ]
    if rows:
        await connection.execute(insert(invitations), rows)


async def linked_people(connection: AsyncConnection) -> frozenset[int]:
    """Who has linked an account, whether or not it can be written to now."""
    found = await connection.scalars(select(accounts.c.person_id).where(accounts.c.unlinked_at.is_(None)).distinct())
    return frozenset(found)


@dataclass(frozen=True, kw_only=True)
class Invited:
    """An invitation that is still good, and whose it is."""

    invitation_id: int
    person_id: int


async def open_invitation(
    connection: AsyncConnection, *, at: datetime, code: str | None = None, invitation_id: int | None = None
) -> Invited | None:
    """By its code or its key; None where it is unknown, used or has run out."""
    which = invitations.c.code_hash == code_hash(code) if code is not None else invitations.c.id == invitation_id
    row = (
        await connection.execute(
            select(invitations.c.id, invitations.c.person_id).where(
                which, invitations.c.used_at.is_(None), invitations.c.expires_at > at
            )
        )
    ).one_or_none()
    return None if row is None else Invited(invitation_id=row.id, person_id=row.person_id)


async def was_invited(connection: AsyncConnection, person_id: int, code: str) -> bool:
    """Whether the code was given to this person, though it is used or has run out since."""
    known = select(invitations.c.id).where(
        invitations.c.person_id == person_id, invitations.c.code_hash == code_hash(code)
    )
    return await connection.scalar(known) is not None


async def use_invitation(connection: AsyncConnection, invited: Invited, *, at: datetime) -> bool:
    """Use it up, once, and with it whatever other codes the person was given."""
    good = (invitations.c.id == invited.invitation_id, invitations.c.used_at.is_(None), invitations.c.expires_at > at)
    used = await connection.execute(update(invitations).where(*good).values(used_at=at))
    await _end_invitations(connection, invited.person_id, at=at)
    return used.rowcount == 1


async def _end_invitations(connection: AsyncConnection, person_id: int, *, at: datetime) -> None:
    await connection.execute(
        update(invitations)
        .where(invitations.c.person_id == person_id, invitations.c.used_at.is_(None), invitations.c.expires_at > at)
        .values(expires_at=at)
    )


async def live_accounts(connection: AsyncConnection, person_ids: Iterable[int]) -> list[Account]:
    """The accounts linked to these people that can be written to."""
    rows = await connection.execute(
        select(accounts).where(
            accounts.c.person_id.in_(tuple(person_ids)),
            accounts.c.unlinked_at.is_(None),
            accounts.c.unreachable_at.is_(None),
        )
    )
    return [_account(row) for row in rows]
