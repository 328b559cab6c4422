"""What is kept of one person, to be shown to himself and to be erased (M52)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Text, cast, delete, func, literal, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.facts import changed
from storage.people import CHART
from storage.tables import (
    absences,
    accounts,
    cases,
    delegations,
    dialogues,
    duties,
    holdings,
    invitations,
    memberships,
    people,
    recurrences,
    submissions,
    units,
    words,
)
from storage.types import Moment, canonical

NAMED_IN = (
    *(cases.c.title, cases.c.product, cases.c.proposal, cases.c.recipients, cases.c.subject),
    *(cases.c.file_name, cases.c.more_files),
)


async def kept_of(connection: AsyncConnection, person_id: int) -> dict[str, list[dict[str, Any]]]:
    """Every row about the person himself, by what it is about, as plain data; moments in UTC."""
    queries = {
        "person": select(people.c.id, people.c.name).where(people.c.id == person_id),
        "positions": select(
            units.c.name.label("unit"),
            memberships.c.position,
            memberships.c.roles,
            memberships.c.fields,
            memberships.c.since,
            memberships.c.until,
        )
        .select_from(memberships.outerjoin(units, units.c.id == memberships.c.unit_id))
        .where(memberships.c.person_id == person_id)
        .order_by(memberships.c.id),
        "accounts": select(
            accounts.c.channel, accounts.c.user_id, accounts.c.linked_at, accounts.c.unlinked_at, accounts.c.heard_at
        )
        .where(accounts.c.person_id == person_id)
        .order_by(accounts.c.id),
        "invitations": select(invitations.c.made_at, invitations.c.expires_at, invitations.c.used_at).where(
            invitations.c.person_id == person_id
        ),
        "absences": select(absences.c.since, absences.c.until, absences.c.substitute_id).where(
            absences.c.person_id == person_id
        ),
        "delegations": select(
            delegations.c.person_id, delegations.c.fields, delegations.c.since, delegations.c.until
        ).where(or_(delegations.c.person_id == person_id, delegations.c.head_id == person_id)),
        "held": select(cases.c.kind, cases.c.number, duties.c.kind.label("part"), holdings.c.since, holdings.c.until)
        .select_from(holdings.join(duties, duties.c.id == holdings.c.duty_id).join(cases))
        .where(holdings.c.person_id == person_id)
        .order_by(holdings.c.since),
        "submissions": select(submissions.c.at, submissions.c.file_name, words.c.text)
        .select_from(submissions.outerjoin(words, words.c.id == submissions.c.words_id))
        .where(submissions.c.by_id == person_id)
        .order_by(submissions.c.at),
    }
    return {
        name: [_plain(dict(row)) for row in (await connection.execute(query)).mappings()]
        for name, query in queries.items()
    }


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {name: canonical(value) if isinstance(value, datetime) else value for name, value in row.items()}


async def erase(connection: AsyncConnection, person_id: int, name: str, *, at: datetime) -> int:
    """Take the name from everywhere: the person's row, his accounts, and every free text in which it stands. The
    journal has only his number and stays as it is. Returns how many free texts were blanked."""
    await connection.execute(update(people).where(people.c.id == person_id).values(name="", folded="", erased_at=at))
    await connection.execute(
        update(accounts)
        .where(accounts.c.person_id == person_id)
        .values(
            user_id=literal("erased-") + cast(accounts.c.id, Text),
            chat_id="",
            unlinked_at=func.coalesce(accounts.c.unlinked_at, literal(at, Moment())),
        )
    )
    await connection.execute(delete(invitations).where(invitations.c.person_id == person_id))
    blanked = await connection.execute(
        update(words).where(words.c.text.contains(name, autoescape=True)).values(text=None)
    )
    for column in NAMED_IN:
        named = column.contains(name, autoescape=True)
        await connection.execute(update(cases).where(named).values({column: func.replace(column, name, "(đã xóa)")}))
    await connection.execute(
        update(duties)
        .where(duties.c.reason.contains(name, autoescape=True))
        .values(reason=func.replace(duties.c.reason, name, "(đã xóa)"))
    )
    for column in (dialogues.c.data, recurrences.c.form):
        table = column.table
        await connection.execute(
            update(table).where(column.contains(name, autoescape=True)).values({column: func.replace(column, name, "")})
        )
    await changed(connection, CHART)
    return blanked.rowcount
