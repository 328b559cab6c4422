"""What is kept of one person, to be shown to that person and to be erased (M52)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Select, Text, cast, delete, func, literal, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.duties.duties import DutyKind
from domain.duties.statements import StatementKind
from domain.encoding import canonical
from domain.mentions import Mentions
from storage import traces
from storage.file_links import end_links
from storage.people import CHART
from storage.settings_store import changed
from storage.tables import (
    absences,
    accounts,
    answers,
    cases,
    delegations,
    dossiers,
    duties,
    file_links,
    holdings,
    invitations,
    linked_files,
    memberships,
    people,
    reconciliations,
    statements,
    submissions,
    units,
    words,
)
from storage.types import Moment

CODE = (cases.c.kind, cases.c.number)
SAID = {
    "progress": StatementKind.PROGRESS,
    "blockers": StatementKind.BLOCKER,
    "initiatives": StatementKind.INITIATIVE,
    "causes": StatementKind.CAUSE,
}
basis, practice, beyond = (words.alias(name) for name in ("basis", "practice", "beyond"))


async def kept_of(connection: AsyncConnection, person_id: int) -> dict[str, list[dict[str, Any]]]:
    """Every row about the person, by what it is about, as plain data; moments in UTC."""
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
        "links": select(
            file_links.c.purpose,
            file_links.c.made_at,
            file_links.c.expires_at,
            file_links.c.fetches,
            file_links.c.used_at,
        )
        .add_columns(linked_files.c.name)
        .join(accounts)
        .outerjoin(linked_files)
        .where(accounts.c.person_id == person_id)
        .order_by(file_links.c.id),
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
        "submissions": select(submissions.c.at, submissions.c.file_name, submissions.c.more_files, words.c.text)
        .select_from(submissions.outerjoin(words, words.c.id == submissions.c.words_id))
        .where(submissions.c.by_id == person_id)
        .order_by(submissions.c.at),
        "opinions": select(
            *CODE, answers.c.stance, answers.c.state, answers.c.said_at, answers.c.signed_at, words.c.text
        )
        .select_from(answers.join(duties, duties.c.id == answers.c.duty_id).join(cases))
        .outerjoin(words, words.c.id == answers.c.words_id)
        .where(answers.c.author_id == person_id)
        .order_by(answers.c.said_at),
        "proposals": select(*CODE, dossiers.c.made_at, dossiers.c.signed_at, basis.c.text.label("basis"))
        .add_columns(practice.c.text.label("practice"), words.c.text, beyond.c.text.label("beyond"))
        .select_from(dossiers.join(duties, duties.c.id == dossiers.c.duty_id).join(cases))
        .outerjoin(words, words.c.id == dossiers.c.position_id)
        .outerjoin(basis, basis.c.id == dossiers.c.basis_id)
        .outerjoin(practice, practice.c.id == dossiers.c.practice_id)
        .outerjoin(beyond, beyond.c.id == dossiers.c.beyond_id)
        .where(dossiers.c.author_id == person_id)
        .order_by(dossiers.c.made_at),
        "requests": select(*CODE, duties.c.decision, duties.c.opened_at, duties.c.outcome, duties.c.reason)
        .select_from(duties.join(cases))
        .where(duties.c.asked_by_id == person_id, duties.c.kind == DutyKind.DECISION)
        .order_by(duties.c.opened_at),
        "reconciliations": select(*CODE, reconciliations.c.at, reconciliations.c.file_name, words.c.text)
        .select_from(reconciliations.join(duties, duties.c.id == reconciliations.c.duty_id).join(cases))
        .outerjoin(words, words.c.id == reconciliations.c.words_id)
        .where(reconciliations.c.by_id == person_id)
        .order_by(reconciliations.c.at),
        **{name: _said(person_id, kind) for name, kind in SAID.items()},
    }
    return {
        name: [_plain(dict(row)) for row in (await connection.execute(query)).mappings()]
        for name, query in queries.items()
    }


def _said(person_id: int, kind: StatementKind) -> Select[Any]:
    """What the person said about duties beside their moves."""
    proposed = words.alias("proposed")
    return (
        select(*CODE, statements.c.detail, statements.c.at, words.c.text, proposed.c.text.label("proposal"))
        .select_from(statements.join(duties, duties.c.id == statements.c.duty_id).join(cases))
        .join(words, words.c.id == statements.c.words_id)
        .outerjoin(proposed, proposed.c.id == statements.c.proposal_id)
        .where(statements.c.by_id == person_id, statements.c.kind == kind)
        .order_by(statements.c.at)
    )


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {name: canonical(value) if isinstance(value, datetime) else value for name, value in row.items()}


async def names_of(connection: AsyncConnection, person_ids: Collection[int]) -> dict[int, str]:
    """Names of those who are known; empty of whoever was erased."""
    rows = await connection.execute(select(people.c.id, people.c.name).where(people.c.id.in_(person_ids)))
    return {row.id: row.name for row in rows}


async def names_borne(connection: AsyncConnection, *, but: int) -> list[str]:
    """By everybody else, past colleagues with them."""
    return list(await connection.scalars(select(people.c.name).where(people.c.id != but, people.c.name != "")))


async def erase(connection: AsyncConnection, person_id: int, name: str, *, at: datetime) -> int:
    """Take the name from everywhere: the person's row, the accounts, and everything that was written in which it
    stands; and the platform's numbers from what came in. The journal has only the person's number and stays as it is.
    Returns how many free texts were blanked."""
    mine = accounts.c.person_id == person_id
    chosen = select(accounts.c.channel, accounts.c.user_id, accounts.c.chat_id).where(mine)
    chats = [(row.channel, row.user_id, row.chat_id) for row in await connection.execute(chosen)]
    await connection.execute(update(people).where(people.c.id == person_id).values(name="", folded="", erased_at=at))
    await connection.execute(
        update(accounts)
        .where(mine)
        .values(
            user_id=literal("erased-") + cast(accounts.c.id, Text),
            chat_id="",
            unlinked_at=func.coalesce(accounts.c.unlinked_at, literal(at, Moment())),
        )
    )
    await connection.execute(delete(invitations).where(invitations.c.person_id == person_id))
    await end_links(connection, person_id)
    written = Mentions(name, await names_borne(connection, but=person_id))
    await traces.forget_chats(connection, chats, at=at)
    await traces.blank_set_aside(connection, written, [number for _, *numbers in chats for number in numbers])
    blanked = await traces.blank_words(connection, written)
    await traces.write_over(connection, written)
    await changed(connection, CHART)
    return blanked
