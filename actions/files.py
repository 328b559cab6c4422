"""Files that come before what they belong to is confirmed."""

from __future__ import annotations

from actions.work import Office, Order
from storage import evidence


async def keep_file(office: Office, order: Order, content: bytes) -> str:
    """Store a file by its content; returns its SHA-256. It belongs to no case before that is confirmed."""
    async with office.database.writing() as connection:
        return await evidence.keep_file(connection, content, at=order.now)


async def kept_file(office: Office, digest: str) -> bytes:
    async with office.database.reading() as connection:
        return await evidence.file_content(connection, digest)
