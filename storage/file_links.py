"""Links by which one person fetches or hands in one file, known by the hash of their secret alone."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, Text, and_, cast, delete, exists, insert, literal, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.file_links import LINK_LIFE, MOST_FETCHES, LinkPurpose
from storage.tables import InboxState, accounts, file_links, inbox, linked_files
from storage.types import AnyRow

HANDED_IN = "handed-in:"  # and the link's number: what an event is called that no messenger has sent
FETCHED = (LinkPurpose.DOCUMENT, LinkPurpose.PICTURE)


def secret_hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


@dataclass(frozen=True, kw_only=True)
class LinkedFile:
    """A file by its name, with its hash."""

    name: str
    content: bytes
    sha256: str

    @classmethod
    def of(cls, name: str, content: bytes) -> LinkedFile:
        return cls(name=name, content=content, sha256=hashlib.sha256(content).hexdigest())


@dataclass(frozen=True, kw_only=True)
class FileLink:
    """A link that is not over, and whose it is; `name` and `size` are of the file that it gives. Where it is to hand
    one in, `is_used` says that this was done."""

    id: int
    purpose: LinkPurpose
    account_id: int
    person_id: int
    channel: str
    user_id: str
    chat_id: str
    expires_at: datetime
    fetches: int = 0
    is_used: bool = False
    name: str = ""
    size: int = 0


def _link(row: AnyRow) -> FileLink:
    return FileLink(
        id=row.id,
        purpose=LinkPurpose(row.purpose),
        account_id=row.account_id,
        person_id=row.person_id,
        channel=row.channel,
        user_id=row.user_id,
        chat_id=row.chat_id,
        expires_at=row.expires_at,
        fetches=row.fetches,
        is_used=row.used_at is not None,
        name=row.name or "",
        size=row.size or 0,
    )


async def add_link(
    connection: AsyncConnection,
    secret: str,
    *,
    purpose: LinkPurpose,
    account_id: int,
    at: datetime,
    file: LinkedFile | None = None,
    dialogue: str = "",
) -> int:
    key: int | None = await connection.scalar(
        insert(file_links)
        .values(
            secret_hash=secret_hash(secret),
            purpose=purpose,
            account_id=account_id,
            dialogue=dialogue,
            made_at=at,
            expires_at=at + LINK_LIFE,
        )
        .returning(file_links.c.id)
    )
    assert key is not None
    if file is not None:
        await keep_linked(connection, key, file)
    return key


async def keep_linked(connection: AsyncConnection, link_id: int, file: LinkedFile) -> None:
    values = {"link_id": link_id, "name": file.name, "size": len(file.content), "sha256": file.sha256}
    await connection.execute(insert(linked_files).values(**values, content=file.content))


def _is_live() -> ColumnElement[bool]:
    """Its account is linked as it was when the link was made."""
    return exists().where(accounts.c.id == file_links.c.account_id, accounts.c.unlinked_at.is_(None))


async def find_link(
    connection: AsyncConnection, secret: str, purposes: Collection[LinkPurpose], *, at: datetime
) -> FileLink | None:
    """None where it is unknown, over, or of an account that is linked no more."""
    good = (file_links.c.secret_hash == secret_hash(secret), file_links.c.purpose.in_(purposes))
    unended = (file_links.c.expires_at > at, file_links.c.fetches < MOST_FETCHES)
    row = (
        await connection.execute(
            select(file_links, accounts.c.person_id, accounts.c.channel, accounts.c.user_id, accounts.c.chat_id)
            .add_columns(linked_files.c.name, linked_files.c.size)
            .join(accounts, accounts.c.id == file_links.c.account_id)
            .outerjoin(linked_files, linked_files.c.link_id == file_links.c.id)
            .where(*good, *unended, accounts.c.unlinked_at.is_(None))
        )
    ).one_or_none()
    return None if row is None else _link(row)


async def count_fetch(connection: AsyncConnection, link: FileLink, *, at: datetime) -> int | None:
    """Which fetch of the link this is; None where there may be no more."""
    good = (file_links.c.id == link.id, file_links.c.expires_at > at, file_links.c.fetches < MOST_FETCHES, _is_live())
    counted: int | None = await connection.scalar(
        update(file_links).where(*good).values(fetches=file_links.c.fetches + 1).returning(file_links.c.fetches)
    )
    return counted


async def use_link(connection: AsyncConnection, link: FileLink, *, at: datetime) -> bool:
    """Use it up to hand in a file; whether nobody has before."""
    good = (file_links.c.id == link.id, file_links.c.expires_at > at, file_links.c.used_at.is_(None), _is_live())
    return (await connection.execute(update(file_links).where(*good).values(used_at=at))).rowcount == 1


async def is_shown(connection: AsyncConnection, account_id: int, dialogue: str, *, at: datetime) -> bool:
    """Whether the account has an unused link to hand in a file for what its chat has begun."""
    good = (file_links.c.account_id == account_id, file_links.c.purpose == LinkPurpose.HAND_IN)
    unused = (file_links.c.dialogue == dialogue, file_links.c.used_at.is_(None), file_links.c.expires_at > at)
    return await connection.scalar(select(file_links.c.id).where(*good, *unused).limit(1)) is not None


async def linked_file(connection: AsyncConnection, link_id: int) -> LinkedFile | None:
    """None where it has served."""
    row = (await connection.execute(select(linked_files).where(linked_files.c.link_id == link_id))).one_or_none()
    return None if row is None else LinkedFile(name=row.name, content=row.content, sha256=row.sha256)


def _has_served(at: datetime) -> ColumnElement[bool]:
    """What is fetched, when the link is over; what was handed in, when the word that it came as has been handled."""
    waits = exists().where(
        inbox.c.channel == accounts.c.channel,
        inbox.c.update_id == literal(HANDED_IN) + cast(file_links.c.id, Text),
        inbox.c.state == InboxState.STORED,
    )
    over = or_(file_links.c.expires_at <= at, file_links.c.fetches >= MOST_FETCHES, accounts.c.unlinked_at.is_not(None))
    is_fetched = file_links.c.purpose.in_(FETCHED)
    return or_(and_(is_fetched, over), and_(~is_fetched, ~waits))


def _served(at: datetime) -> Select[tuple[int]]:
    return (
        select(linked_files.c.link_id)
        .join(file_links, file_links.c.id == linked_files.c.link_id)
        .join(accounts, accounts.c.id == file_links.c.account_id)
        .where(_has_served(at))
    )


async def has_served_files(connection: AsyncConnection, *, at: datetime) -> bool:
    return await connection.scalar(_served(at).limit(1)) is not None


async def clear_files(connection: AsyncConnection, *, at: datetime) -> None:
    """Delete the files that have served."""
    await connection.execute(delete(linked_files).where(linked_files.c.link_id.in_(_served(at))))


async def expire_links(connection: AsyncConnection, person_id: int, *, at: datetime) -> None:
    """Let every link of the person's accounts be over."""
    mine = select(accounts.c.id).where(accounts.c.person_id == person_id)
    open_ones = (file_links.c.account_id.in_(mine), file_links.c.expires_at > at)
    await connection.execute(update(file_links).where(*open_ones).values(expires_at=at))


async def end_links(connection: AsyncConnection, person_id: int) -> None:
    """Delete the links of the person's accounts with what they give; what was handed in waits to be handled."""
    mine = select(file_links.c.id).join(accounts).where(accounts.c.person_id == person_id)
    fetched = mine.where(file_links.c.purpose.in_(FETCHED))
    await connection.execute(delete(linked_files).where(linked_files.c.link_id.in_(fetched)))
    kept = select(linked_files.c.link_id)
    await connection.execute(delete(file_links).where(file_links.c.id.in_(mine), file_links.c.id.not_in(kept)))
