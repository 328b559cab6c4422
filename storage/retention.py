"""Clears away what has been kept long enough, a bounded number of rows at a time; the record is never touched."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import Delete, Text, Update, cast, delete, literal, or_, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.encoding import canonical, from_canonical
from domain.retention import Leftover
from storage.settings_store import fact, replace_fact
from storage.tables import (
    InboxState,
    accounts,
    dialogues,
    file_links,
    inbox,
    invitations,
    linked_files,
    menus,
    spreadsheets,
)

DUE = "retention:due_at"
GONE = "gone-"  # in place of the platform's number of an account


async def due_at(connection: AsyncConnection) -> datetime | None:
    """When it is to be done next; None before the first time."""
    value = await fact(connection, DUE)
    return None if value is None else from_canonical(value)


async def claim(connection: AsyncConnection, before: datetime | None, following: datetime) -> bool:
    """Whether this process is the one that does it now; it is due again then."""
    noted = None if before is None else canonical(before)
    return await replace_fact(connection, DUE, noted, canonical(following))


async def clear(
    connection: AsyncConnection, kept: Mapping[Leftover, timedelta], *, now: datetime, limit: int
) -> dict[Leftover, int]:
    """Of each kind at most so many, the oldest first; how many they were."""
    return {
        kind: (await connection.execute(_clearing(kind, now - length, limit))).rowcount for kind, length in kept.items()
    }


def _clearing(kind: Leftover, until: datetime, limit: int) -> Delete | Update:
    match kind:
        case Leftover.DIALOGUES:
            key = (dialogues.c.channel, dialogues.c.chat_id)
            old = select(*key).where(dialogues.c.begun_at < until).order_by(dialogues.c.begun_at).limit(limit)
            clearing: Delete | Update = delete(dialogues).where(tuple_(*key).in_(old))
        case Leftover.MENUS:
            chosen = select(menus.c.id).where(menus.c.begun_at < until).order_by(menus.c.id).limit(limit)
            clearing = delete(menus).where(menus.c.id.in_(chosen))
        case Leftover.SPREADSHEETS:
            chosen = select(spreadsheets.c.sha256).where(spreadsheets.c.kept_at < until).limit(limit)
            clearing = delete(spreadsheets).where(spreadsheets.c.sha256.in_(chosen))
        case Leftover.WORDS_SET_ASIDE:
            failed = (inbox.c.state == InboxState.FAILED, inbox.c.raw.is_not(None), inbox.c.handled_at < until)
            chosen = select(inbox.c.id).where(*failed).order_by(inbox.c.id).limit(limit)
            clearing = update(inbox).where(inbox.c.id.in_(chosen)).values(raw=None)
        case Leftover.INBOX:
            # What still owes its sender an answer stays: it is given after the next start.
            over = (inbox.c.state != InboxState.STORED, inbox.c.handled_at < until, inbox.c.answered_at < until)
            chosen = select(inbox.c.id).where(*over, inbox.c.raw.is_(None)).order_by(inbox.c.id).limit(limit)
            clearing = delete(inbox).where(inbox.c.id.in_(chosen))
        case Leftover.INVITATIONS:
            ended = or_(invitations.c.used_at < until, invitations.c.expires_at < until)
            chosen = select(invitations.c.id).where(ended).order_by(invitations.c.id).limit(limit)
            clearing = delete(invitations).where(invitations.c.id.in_(chosen))
        case Leftover.FILE_LINKS:
            ended = file_links.c.expires_at < until
            emptied = file_links.c.id.not_in(select(linked_files.c.link_id))
            chosen = select(file_links.c.id).where(ended, emptied).order_by(file_links.c.id).limit(limit)
            clearing = delete(file_links).where(file_links.c.id.in_(chosen))
        case Leftover.ACCOUNTS:
            # The row stays: it is part of the record of what was sent to whom.
            numbered = accounts.c.chat_id != ""
            chosen = select(accounts.c.id).where(accounts.c.unlinked_at < until, numbered).limit(limit)
            number = literal(GONE) + cast(accounts.c.id, Text)
            clearing = update(accounts).where(accounts.c.id.in_(chosen)).values(user_id=number, chat_id="")
    return clearing
