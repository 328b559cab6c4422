"""Single values of the installation, and what is remembered between two changes of them."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, Iterable
from typing import TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import writes
from storage.inserting import insert_into
from storage.tables import facts

T = TypeVar("T")
REVISION = "revision:"


async def fact(connection: AsyncConnection, name: str) -> str | None:
    value: str | None = await connection.scalar(select(facts.c.value).where(facts.c.name == name))
    return value


async def set_fact(connection: AsyncConnection, name: str, value: str) -> None:
    statement = insert_into(connection, facts).values(name=name, value=value)
    await connection.execute(
        statement.on_conflict_do_update(index_elements=[facts.c.name], set_={"value": statement.excluded.value})
    )


async def replace_fact(connection: AsyncConnection, name: str, before: str | None, value: str) -> bool:
    """Whether it still was what this process had read; of several that read the same the first changes it."""
    if before is not None:
        mine = update(facts).where(facts.c.name == name, facts.c.value == before)
        return (await connection.execute(mine.values(value=value))).rowcount == 1
    begun = insert_into(connection, facts).values(name=name, value=value).on_conflict_do_nothing()
    return await connection.scalar(begun.returning(facts.c.name)) is not None


async def changed(connection: AsyncConnection, name: str) -> None:
    """Give what is remembered under that name a new revision, never used before, even by a transaction undone."""
    await set_fact(connection, f"{REVISION}{name}", secrets.token_hex(8))


async def _revisions(connection: AsyncConnection, names: Iterable[str]) -> dict[str, str]:
    asked = select(facts.c.name, facts.c.value).where(facts.c.name.in_([f"{REVISION}{name}" for name in names]))
    return {name.removeprefix(REVISION): value for name, value in await connection.execute(asked)}


class RevisionCache:
    """Values that are read often and change seldom, kept by their revision: one indexed read tells whether they
    still hold, in every process. In a reading transaction they hold until it ends."""

    def __init__(self) -> None:
        self._values: dict[str, tuple[str | None, object]] = {}
        self._revisions: WeakKeyDictionary[AsyncConnection, dict[str, str | None]] = WeakKeyDictionary()

    async def get(self, connection: AsyncConnection, name: str, load: Callable[[AsyncConnection], Awaitable[T]]) -> T:
        revision = await self._revision(connection, name)
        kept = self._values.get(name)
        if kept is not None and kept[0] == revision:
            return kept[1]  # type: ignore[return-value]  # one name, one loader
        value = await load(connection)
        self._values[name] = (revision, value)
        return value

    async def look(self, connection: AsyncConnection, *names: str) -> None:
        """Read the revisions of these and of all that is remembered, at once, for what is asked for next."""
        wanted = {*names, *self._values}
        found = await _revisions(connection, wanted)
        self._revisions[connection] = {name: found.get(name) for name in wanted}

    async def _revision(self, connection: AsyncConnection, name: str) -> str | None:
        """Where nothing is written it stands until the end; in a transaction that writes it may change at any time, and
        what was read of it serves once."""
        known = self._revisions.get(connection, {})
        if writes(connection):
            return known.pop(name) if name in known else (await _revisions(connection, [name])).get(name)
        if name not in known:
            await self.look(connection, name)
        return self._revisions[connection][name]
