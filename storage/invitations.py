"""Invitations: one-time codes, known by their hash alone."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables import invitations


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
