"""Files by links, where the messenger carries none: made for one account, fetched or used, cleared away."""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from actions.installation import Office
from actions.order import Order
from domain.acts import Act
from domain.encoding import decoded, encoded
from domain.file_links import LINK_LIFE, LinkPurpose
from domain.journal.delivery import FileFetched
from domain.refusals import FileGone
from storage import accounts, file_links, inbox
from storage.file_links import FETCHED, HANDED_IN, FileLink, LinkedFile
from storage.inbox import Fresh, Incoming

SECRET_BYTES = 24  # 192 bits: 32 characters of an address
HAND_IN = (LinkPurpose.HAND_IN,)


@dataclass(frozen=True, kw_only=True)
class MadeLink:
    """A link as it is said once; afterwards only its hash is known. `name` and `size` are of the file that it gives."""

    secret: str
    expires_at: datetime
    name: str = ""
    size: int = 0


@dataclass(frozen=True, kw_only=True)
class HandedInFile:
    """What came by a link, as the word that it is: who says it, and which file comes with it."""

    link_id: int
    user_id: str
    name: str
    size: int


async def offer_files(
    office: Office,
    channel: str,
    chat_id: str,
    files: Sequence[tuple[str, bytes]],
    *,
    now: datetime,
    purpose: LinkPurpose = LinkPurpose.DOCUMENT,
) -> list[MadeLink]:
    """A link to each of the files, for the account that is answered in that chat; none where nobody is known there."""
    async with office.database.writing() as connection:
        account = await accounts.account_in_chat(connection, channel, chat_id)
        if account is None:
            return []
        made = []
        for name, content in files:
            link = _made(now, name=name, size=len(content))
            file = LinkedFile.of(name, content)
            await file_links.add_link(
                connection, link.secret, purpose=purpose, account_id=account.id, at=now, file=file
            )
            made.append(link)
        return made


async def ask_for_file(office: Office, channel: str, chat_id: str, *, dialogue: str, now: datetime) -> MadeLink | None:
    """A link by which to hand in a file for what the chat has begun; None where nobody is known there, or where one
    that is still good was given for it."""
    async with office.database.writing() as connection:
        account = await accounts.account_in_chat(connection, channel, chat_id)
        if account is None or await file_links.is_shown(connection, account.id, dialogue, at=now):
            return None
        link = _made(now)
        await file_links.add_link(
            connection, link.secret, purpose=LinkPurpose.HAND_IN, account_id=account.id, at=now, dialogue=dialogue
        )
        return link


def _made(now: datetime, *, name: str = "", size: int = 0) -> MadeLink:
    return MadeLink(secret=secrets.token_urlsafe(SECRET_BYTES), expires_at=now + LINK_LIFE, name=name, size=size)


async def file_link(office: Office, secret: str, *, now: datetime) -> FileLink | None:
    """The link by which a file may be fetched now; looking at it counts for nothing."""
    async with office.database.reading() as connection:
        return await file_links.find_link(connection, secret, FETCHED, at=now)


async def hand_in_link(office: Office, secret: str, *, now: datetime) -> FileLink | None:
    """The link by which a file may be handed in, or was within its time."""
    async with office.database.reading() as connection:
        return await file_links.find_link(connection, secret, HAND_IN, at=now)


async def fetch_file(office: Office, link: FileLink, *, now: datetime) -> LinkedFile | None:
    """The file, the fetch on record; None where there may be no more."""
    async with office.act(Order(now=now, said_at=now, via=link.channel, sender_id=link.person_id)) as work:
        count = await file_links.count_fetch(work.connection, link, at=now)
        file = None if count is None else await file_links.linked_file(work.connection, link.id)
        if count is None or file is None:
            return None
        fetched = FileFetched(account=link.account_id, file=file.sha256, purpose=link.purpose, count=count)
        await work.record(Act.FILE_FETCHED, fetched)
        return file


async def hand_in_file(office: Office, link: FileLink, file: LinkedFile, *, now: datetime) -> Fresh | None:
    """Store the file, and the word that it is among what came by the account's channel: it is handled as one that was
    sent there. Returns that word; None where the link was used up meanwhile, or is over."""
    async with office.database.writing() as connection:
        if not await file_links.use_link(connection, link, at=now):
            return None
        await file_links.keep_linked(connection, link.id, file)
        word = HandedInFile(link_id=link.id, user_id=link.user_id, name=file.name, size=len(file.content))
        incoming = Incoming(
            channel=link.channel,
            update_id=f"{HANDED_IN}{link.id}",
            chat_id=link.chat_id,
            received_at=now,
            said_at=now,
            raw=json.dumps(encoded(word), ensure_ascii=False),
        )
        return await inbox.store(connection, [incoming])


def is_handed_in(stored: Incoming) -> bool:
    """Whether it came by a link, and no messenger has sent it."""
    return stored.update_id.startswith(HANDED_IN)


def handed_in(stored: Incoming) -> HandedInFile:
    return decoded(HandedInFile, json.loads(stored.raw))


async def read_handed_in(office: Office, handed: HandedInFile) -> bytes:
    """Raises FileGone where it has served."""
    async with office.database.reading() as connection:
        file = await file_links.linked_file(connection, handed.link_id)
    if file is None:
        raise FileGone
    return file.content


async def clear_files(office: Office, now: datetime) -> None:
    """Delete the files that have served. Nobody writes where there are none."""
    async with office.database.reading() as connection:
        if not await file_links.has_served_files(connection, at=now):
            return
    async with office.database.writing() as connection:
        await file_links.clear_files(connection, at=now)
