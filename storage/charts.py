"""The organisation as the rules are handed it: everybody in their present position, and who is away when."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.office.directory import Directory
from domain.office.people import Person, Unit
from storage.absences import live_absences, live_delegations
from storage.accounts import channels_of_all
from storage.hearings import unbroken_hearings
from storage.people import person_of
from storage.tables import accounts, memberships, people, units
from storage.types import AnyRow


def _unit(row: AnyRow) -> Unit:
    return Unit(
        id=row.id,
        name=row.name,
        parent_id=row.parent_id,
        ended_at=row.ended_at,
        former=tuple(row.former.splitlines()),
    )


async def load_chart(connection: AsyncConnection) -> Directory:
    """Everybody in their present position, who can be written to and where, how each channel is heard, and who is or
    will be away."""
    reachable = (
        select(func.count())
        .where(
            accounts.c.person_id == people.c.id, accounts.c.unlinked_at.is_(None), accounts.c.unreachable_at.is_(None)
        )
        .scalar_subquery()
    )
    rows = await connection.execute(
        select(
            people.c.id,
            people.c.name,
            people.c.group_of_id,
            memberships.c.unit_id,
            memberships.c.position,
            memberships.c.roles,
            memberships.c.fields,
            reachable.label("reachable"),
        )
        .select_from(
            people.outerjoin(memberships, (memberships.c.person_id == people.c.id) & memberships.c.until.is_(None))
        )
        .order_by(people.c.id)
    )
    found = rows.all()
    channels = await channels_of_all(connection)

    def placed(row: AnyRow) -> Person:
        return replace(person_of(row), channels=channels.get(row.id, frozenset()))

    kept = await connection.execute(select(units).order_by(units.c.id))
    return Directory(
        units={row.id: _unit(row) for row in kept},
        people={row.id: placed(row) for row in found if row.group_of_id is None},
        hearings=await unbroken_hearings(connection),
        groups={row.group_of_id: person_of(row) for row in found if row.group_of_id is not None},
        absences=await live_absences(connection),
        delegations=await live_delegations(connection),
    )
