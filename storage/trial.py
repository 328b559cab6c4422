"""What trial mode's own messengers remember: chats, messages, updates that wait, files and the moved clock.

It shares the file of the bot's database but no table and no connection with it: whoever plays Telegram must not be
able to tell what the bot has stored.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    delete,
    event,
    select,
)
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.engine import URL, Connection
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

Json = dict[str, Any]

metadata = MetaData()


@dataclass(frozen=True, kw_only=True)
class PlatformTables:
    """Of one messenger."""

    values: Table
    chats: Table
    messages: Table
    updates: Table
    files: Table

    @classmethod
    def named(cls, prefix: str) -> PlatformTables:
        data = partial(Column, "data", Text, nullable=False)
        number = partial(Column, type_=BigInteger, autoincrement=False)
        return cls(
            values=Table(f"{prefix}_values", metadata, Column("name", String, primary_key=True), data()),
            chats=Table(f"{prefix}_chats", metadata, number("chat_id", primary_key=True), data()),
            messages=Table(
                f"{prefix}_messages",
                metadata,
                number("chat_id", primary_key=True),
                number("message_id", primary_key=True),
                data(),
            ),
            updates=Table(f"{prefix}_updates", metadata, number("update_id", primary_key=True), data()),
            files=Table(
                f"{prefix}_files",
                metadata,
                Column("file_id", String, primary_key=True),
                Column("name", String, nullable=False),
                Column("mime", String, nullable=False),
                Column("content", LargeBinary, nullable=False),
            ),
        )


TELEGRAM = PlatformTables.named("trial")
ZALO = PlatformTables.named("trial_zalo")


@dataclass(frozen=True, kw_only=True)
class TrialFile:
    name: str
    mime: str
    content: bytes


@dataclass(kw_only=True)
class TrialRows:
    """Rows to be remembered together, or all that is remembered. Updates numbered below `confirmed` are forgotten."""

    values: Json = field(default_factory=dict)
    chats: dict[int, Json] = field(default_factory=dict)
    messages: dict[tuple[int, int], Json] = field(default_factory=dict)
    updates: dict[int, Json] = field(default_factory=dict)
    files: dict[str, TrialFile] = field(default_factory=dict)
    confirmed: int | None = None

    def __bool__(self) -> bool:
        """Whether there is anything to remember."""
        kept = self.values or self.chats or self.messages or self.updates or self.files
        return bool(kept) or self.confirmed is not None


class TrialStore:
    """The rows of one messenger's `TrialRows` in an SQLite file, on connections of its own."""

    def __init__(self, engine: AsyncEngine, tables: PlatformTables) -> None:
        self._engine = engine
        self._tables = tables

    @classmethod
    async def open(cls, path: Path, tables: PlatformTables = TELEGRAM) -> TrialStore:
        """Open the file, making it and the tables where they are missing."""
        path.parent.mkdir(parents=True, exist_ok=True)
        engine = create_async_engine(URL.create("sqlite+aiosqlite", database=str(path)))
        event.listen(engine.sync_engine, "connect", _prepare)
        event.listen(engine.sync_engine, "begin", _begin_immediate)
        async with engine.begin() as connection:
            await connection.run_sync(metadata.create_all)
        return cls(engine, tables)

    async def close(self) -> None:
        await self._engine.dispose()

    async def load(self) -> TrialRows:
        """All that is remembered but the files, which are read one by one."""
        own = self._tables
        async with self._engine.begin() as connection:
            values = await connection.execute(select(own.values.c.name, own.values.c.data))
            chats = await connection.execute(select(own.chats.c.chat_id, own.chats.c.data))
            messages = await connection.execute(
                select(own.messages.c.chat_id, own.messages.c.message_id, own.messages.c.data).order_by(
                    own.messages.c.chat_id, own.messages.c.message_id
                )
            )
            updates = await connection.execute(
                select(own.updates.c.update_id, own.updates.c.data).order_by(own.updates.c.update_id)
            )
            return TrialRows(
                values={name: json.loads(data) for name, data in values},
                chats={chat_id: json.loads(data) for chat_id, data in chats},
                messages={(chat_id, message_id): json.loads(data) for chat_id, message_id, data in messages},
                updates={update_id: json.loads(data) for update_id, data in updates},
            )

    async def save(self, rows: TrialRows) -> None:
        """Remember all the rows or, where this raises, none."""
        own = self._tables
        async with self._engine.begin() as connection:
            await _put(connection, own.values, [{"name": k, "data": _text(v)} for k, v in rows.values.items()])
            await _put(connection, own.chats, [{"chat_id": k, "data": _text(v)} for k, v in rows.chats.items()])
            await _put(
                connection,
                own.messages,
                [{"chat_id": c, "message_id": m, "data": _text(v)} for (c, m), v in rows.messages.items()],
            )
            await _put(connection, own.updates, [{"update_id": k, "data": _text(v)} for k, v in rows.updates.items()])
            await _put(
                connection,
                own.files,
                [{"file_id": k, "name": f.name, "mime": f.mime, "content": f.content} for k, f in rows.files.items()],
            )
            if rows.confirmed is not None:
                await connection.execute(delete(own.updates).where(own.updates.c.update_id < rows.confirmed))

    async def file(self, file_id: str) -> TrialFile | None:
        files = self._tables.files
        query = select(files.c.name, files.c.mime, files.c.content).where(files.c.file_id == file_id)
        async with self._engine.begin() as connection:
            row = (await connection.execute(query)).one_or_none()
        return row and TrialFile(name=row.name, mime=row.mime, content=row.content)


def _prepare(dbapi_connection: Any, _record: object) -> None:
    # The driver would begin transactions by itself, late and deferred; `_begin_immediate` begins them instead.
    dbapi_connection.isolation_level = None
    cursor = dbapi_connection.cursor()
    for setting in ("busy_timeout = 10000", "journal_mode = WAL", "synchronous = FULL"):
        cursor.execute(f"PRAGMA {setting}")
    cursor.close()


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _text(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


async def _put(connection: AsyncConnection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    if not rows:
        return
    statement = insert(table)
    overwritten = {c.name: statement.excluded[c.name] for c in table.columns if not c.primary_key}
    keys = [c.name for c in table.primary_key]
    await connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=overwritten), rows)
