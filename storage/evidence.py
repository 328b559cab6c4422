"""Results and the files that prove them (M17)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.inserting import insert_into
from storage.tables import files, submissions
from storage.types import AnyRow, files_of, files_text


@dataclass(frozen=True, kw_only=True)
class Submission:
    """One round of handing in: words, a file, or both."""

    duty_id: int
    by_id: int
    at: datetime
    words_id: int | None
    file_sha256: str | None
    file_name: str | None
    more_files: tuple[tuple[str, str], ...] = ()  # name and SHA-256 of each behind the first
    album: str | None = None  # the platform's number of files that were sent together
    id: int = 0

    @property
    def files(self) -> tuple[tuple[str, str], ...]:
        """Name and SHA-256 of each file."""
        first = [(self.file_name or self.file_sha256[:12], self.file_sha256)] if self.file_sha256 else []
        return (*first, *self.more_files)


async def keep_file(connection: AsyncConnection, content: bytes, *, at: datetime) -> str:
    """Store a file once by its content; returns its SHA-256."""
    digest = hashlib.sha256(content).hexdigest()
    await connection.execute(
        insert_into(connection, files)
        .values(sha256=digest, content=content, size=len(content), kept_at=at)
        .on_conflict_do_nothing(index_elements=[files.c.sha256])
    )
    return digest


async def add_submission(connection: AsyncConnection, submission: Submission) -> int:
    key: int | None = await connection.scalar(
        insert(submissions).values(_columns(submission)).returning(submissions.c.id)
    )
    assert key is not None
    return key


async def add_file(connection: AsyncConnection, submission: Submission, name: str, digest: str) -> Submission:
    """One more file of the same round."""
    grown = replace(submission, more_files=(*submission.more_files, (name, digest)))
    values = {"more_files": files_text(grown.more_files)}
    await connection.execute(update(submissions).where(submissions.c.id == submission.id).values(values))
    return grown


async def submissions_of_album(connection: AsyncConnection, by_id: int, album: str) -> list[Submission]:
    """The rounds that this person handed in with a file of that album; none that another round has followed."""
    later = submissions.alias()
    behind = (later.c.duty_id == submissions.c.duty_id, later.c.id > submissions.c.id)
    followed = select(later.c.id).where(*behind).exists()
    mine = select(submissions).where(submissions.c.by_id == by_id, submissions.c.album == album, ~followed)
    return [_submission(row) for row in await connection.execute(mine.order_by(submissions.c.id))]


async def file_content(connection: AsyncConnection, sha256: str) -> bytes:
    """The file as it was handed in. Raises NoResultFound for a hash that is not stored."""
    row = (await connection.execute(select(files.c.content).where(files.c.sha256 == sha256))).one()
    content: bytes = row.content
    return content


async def last_submissions(connection: AsyncConnection, duty_ids: Iterable[int]) -> dict[int, Submission]:
    """The newest round of each duty that has one."""
    rows = await connection.execute(
        select(submissions).where(submissions.c.duty_id.in_(set(duty_ids))).order_by(submissions.c.id)
    )
    return {row.duty_id: _submission(row) for row in rows}


async def last_submission(connection: AsyncConnection, duty_id: int) -> Submission | None:
    row = (
        await connection.execute(
            select(submissions).where(submissions.c.duty_id == duty_id).order_by(submissions.c.id.desc()).limit(1)
        )
    ).one_or_none()
    if row is None:
        return None
    return _submission(row)


def _submission(row: AnyRow) -> Submission:
    kept = {name: getattr(row, name) for name in Submission.__dataclass_fields__}
    return Submission(**kept | {"more_files": files_of(row.more_files)})


def _columns(submission: Submission) -> dict[str, object]:
    columns = {name: getattr(submission, name) for name in Submission.__dataclass_fields__ if name != "id"}
    return columns | {"more_files": files_text(submission.more_files)}
