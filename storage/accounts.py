"""Accounts: by which a person is known on a platform, and can be reached."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, insert, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.file_links import expire_links
from storage.people import CHART
from storage.settings_store import changed
from storage.tables import accounts, menus
from storage.types import AnyRow


@dataclass(frozen=True, kw_only=True)
class Account:
    id: int
    person_id: int
    channel: str
    user_id: str
    chat_id: str
    is_reachable: bool = True
    is_preferred: bool = False


def _account(row: AnyRow) -> Account:
    return Account(
        id=row.id,
        person_id=row.person_id,
        channel=row.channel,
        user_id=row.user_id,
        chat_id=row.chat_id,
        is_reachable=row.unreachable_at is None,
        is_preferred=row.preferred,
    )


async def account_of(connection: AsyncConnection, channel: str, user_id: str) -> Account | None:
    row = (
        await connection.execute(
            select(accounts).where(
                accounts.c.channel == channel, accounts.c.user_id == user_id, accounts.c.unlinked_at.is_(None)
            )
        )
    ).one_or_none()
    return None if row is None else _account(row)


async def account_in_chat(connection: AsyncConnection, channel: str, chat_id: str) -> Account | None:
    """Which account is answered in that chat."""
    mine = (accounts.c.channel == channel, accounts.c.chat_id == chat_id, accounts.c.unlinked_at.is_(None))
    row = (await connection.execute(select(accounts).where(*mine).limit(1))).one_or_none()
    return None if row is None else _account(row)


async def person_in_chat(connection: AsyncConnection, channel: str, chat_id: str) -> int | None:
    """Whose account is answered in that chat."""
    account = await account_in_chat(connection, channel, chat_id)
    return None if account is None else account.person_id


async def link_account(
    connection: AsyncConnection, *, person_id: int, channel: str, user_id: str, chat_id: str, at: datetime
) -> int:
    """Link the account to the person; it leaves whomever it was linked to before, and what was offered them. Where the
    person prefers the channel, the new account is the preferred one. Links to files that the person was given before,
    by whichever account, are over."""
    await expire_links(connection, person_id, at=at)
    await connection.execute(delete(menus).where(menus.c.channel == channel, menus.c.chat_id == chat_id))
    await connection.execute(
        update(accounts)
        .where(accounts.c.channel == channel, accounts.c.user_id == user_id, accounts.c.unlinked_at.is_(None))
        .values(unlinked_at=at)
    )
    mine = (accounts.c.person_id == person_id, accounts.c.channel == channel)
    given_up = update(accounts).where(*mine, accounts.c.preferred, accounts.c.unlinked_at.is_(None))
    is_preferred = (await connection.execute(given_up.values(preferred=False))).rowcount > 0
    key: int | None = await connection.scalar(
        insert(accounts)
        .values(
            person_id=person_id,
            channel=channel,
            user_id=user_id,
            chat_id=chat_id,
            linked_at=at,
            heard_at=at,
            preferred=is_preferred,
        )
        .returning(accounts.c.id)
    )
    await changed(connection, CHART)
    assert key is not None
    return key


async def unlink_person(
    connection: AsyncConnection, person_id: int, *, at: datetime, account_id: int | None = None
) -> int:
    """Withdraw every link of the person, or the one named, and what was offered there; returns how many there were."""
    linked = [accounts.c.person_id == person_id, accounts.c.unlinked_at.is_(None)]
    if account_id is not None:
        linked.append(accounts.c.id == account_id)
    chats = select(accounts.c.channel, accounts.c.chat_id).where(*linked)
    await connection.execute(delete(menus).where(tuple_(menus.c.channel, menus.c.chat_id).in_(chats)))
    result = await connection.execute(update(accounts).where(*linked).values(unlinked_at=at))
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


def is_live() -> ColumnElement[bool]:
    """Linked, and as far as anybody knows it can be written to."""
    return accounts.c.unlinked_at.is_(None) & accounts.c.unreachable_at.is_(None)


async def live_accounts(connection: AsyncConnection, person_ids: Iterable[int]) -> list[Account]:
    """The accounts linked to these people that can be written to, the one last heard from last."""
    mine = accounts.c.person_id.in_(tuple(person_ids))
    rows = await connection.execute(
        select(accounts).where(mine, is_live()).order_by(accounts.c.heard_at, accounts.c.id)
    )
    return [_account(row) for row in rows]


async def channels_of_all(connection: AsyncConnection) -> dict[int, frozenset[str]]:
    """On which channels each person can be written to."""
    live = (accounts.c.unlinked_at.is_(None), accounts.c.unreachable_at.is_(None))
    found: dict[int, frozenset[str]] = {}
    for row in await connection.execute(select(accounts.c.person_id, accounts.c.channel).where(*live)):
        found[row.person_id] = found.get(row.person_id, frozenset()) | {row.channel}
    return found


async def accounts_of(connection: AsyncConnection, person_id: int) -> list[Account]:
    """All that are linked to the person, the one last heard from last."""
    mine = (accounts.c.person_id == person_id, accounts.c.unlinked_at.is_(None))
    rows = await connection.execute(select(accounts).where(*mine).order_by(accounts.c.heard_at, accounts.c.id))
    return [_account(row) for row in rows]


async def prefer(connection: AsyncConnection, account: Account) -> None:
    """Of the person's accounts this one is written to before any other."""
    mine = update(accounts).where(accounts.c.person_id == account.person_id)
    await connection.execute(mine.where(accounts.c.preferred).values(preferred=False))
    await connection.execute(mine.where(accounts.c.id == account.id).values(preferred=True))


async def count_users(connection: AsyncConnection, channel: str) -> int:
    """How many accounts of the channel are linked."""
    linked = select(func.count()).where(accounts.c.channel == channel, accounts.c.unlinked_at.is_(None))
    return await connection.scalar(linked) or 0
