"""Files that come before what they belong to is confirmed."""

from __future__ import annotations

from actions.installation import Office
from actions.order import Order
from domain.refusals import DraftGone
from storage import evidence, spreadsheets


async def keep_file(office: Office, order: Order, content: bytes) -> str:
    """Store a file by its content; returns its SHA-256. It belongs to no case before that is confirmed."""
    async with office.database.writing() as connection:
        return await evidence.keep_file(connection, content, at=order.now)


async def kept_file(office: Office, digest: str) -> bytes:
    async with office.database.reading() as connection:
        return await evidence.file_content(connection, digest)


async def keep_spreadsheet(office: Office, order: Order, content: bytes) -> str:
    """Keep the file until its import is confirmed, or has waited too long; returns its SHA-256."""
    async with office.database.writing() as connection:
        return await spreadsheets.keep(connection, content, at=order.now)


async def kept_spreadsheet(office: Office, digest: str) -> bytes:
    """Raises DraftGone where it waits no longer: somebody else has imported the same file."""
    async with office.database.reading() as connection:
        content = await spreadsheets.kept(connection, digest)
    if content is None:
        raise DraftGone
    return content
