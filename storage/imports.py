"""Many rows at once: units, people and tasks of a spreadsheet, in batches of one transaction (M3)."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Table, bindparam, func, insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.duties.cases import Case, CaseKind
from domain.duties.duties import Duty, DutyKind
from domain.names import fold, spelled
from domain.office.people import Person, Unit
from storage.cases import case_columns
from storage.duties import duty_columns, holding_columns
from storage.journal import words_hash
from storage.people import CHART
from storage.settings_store import changed
from storage.tables import cases, counters, duties, holdings, memberships, people, units, watchers, words

LOOKED_UP = 10_000  # codes asked about in one query


async def _reserve(connection: AsyncConnection, table: Table, count: int) -> list[int]:
    """Keys for that many new rows. What an INSERT returns of many rows has no order on SQLite, and asking row by row
    takes minutes; under the write lock the next keys are known beforehand."""
    if connection.dialect.name == "sqlite":
        last: int | None = await connection.scalar(select(func.max(table.c.id)))
        return list(range((last or 0) + 1, (last or 0) + 1 + count))
    drawn = text("SELECT nextval(pg_get_serial_sequence(:name, 'id')) FROM generate_series(1, :count)")
    return list(await connection.scalars(drawn, {"name": table.name, "count": count}))


async def _insert(connection: AsyncConnection, table: Table, rows: Sequence[dict[str, Any]]) -> list[int]:
    """Insert in one statement; returns the key of each row in their order."""
    if not rows:
        return []
    keys = await _reserve(connection, table, len(rows))
    await connection.execute(insert(table), [{"id": key, **row} for key, row in zip(keys, rows, strict=True)])
    return keys


async def add_units(connection: AsyncConnection, names: Sequence[str]) -> list[int]:
    """New units at the top, in this order; `move_units` puts them under others."""
    keys = await _insert(connection, units, [{"name": name, "spelled": spelled(name)} for name in names])
    await changed(connection, CHART)
    return keys


async def move_units(connection: AsyncConnection, parents: Mapping[int, int | None]) -> None:
    """Put each unit under another, or at the top."""
    if not parents:
        return
    rows = [{"key": key, "above": parent} for key, parent in parents.items()]
    await connection.execute(
        update(units).where(units.c.id == bindparam("key")).values(parent_id=bindparam("above")), rows
    )
    await changed(connection, CHART)


async def add_people(connection: AsyncConnection, names: Sequence[str]) -> list[int]:
    return await _insert(connection, people, [{"name": name, "folded": fold(name)} for name in names])


async def place_people(connection: AsyncConnection, placed: Sequence[Person], *, at: datetime) -> None:
    """End the present position of each and begin the given one; what each was before stays on record."""
    if not placed:
        return
    await connection.execute(
        update(memberships)
        .where(memberships.c.person_id == bindparam("person"), memberships.c.until.is_(None))
        .values(until=bindparam("ended")),
        [{"person": person.id, "ended": at} for person in placed],
    )
    await connection.execute(
        insert(memberships),
        [
            {
                "person_id": person.id,
                "unit_id": person.unit_id,
                "position": person.position,
                "roles": ",".join(sorted(person.roles)),
                "fields": ",".join(person.fields),
                "since": at,
            }
            for person in placed
        ],
    )
    await changed(connection, CHART)


async def add_cases(connection: AsyncConnection, opened: Sequence[Case]) -> list[int]:
    return await _insert(connection, cases, [case_columns(case) for case in opened])


async def add_watchers(connection: AsyncConnection, watching: Iterable[tuple[int, Unit]]) -> None:
    rows = [{"case_id": case_id, "unit_id": unit.id} for case_id, unit in watching]
    if rows:
        await connection.execute(insert(watchers), rows)


async def add_duties(connection: AsyncConnection, opened: Sequence[tuple[Case, Duty]]) -> list[int]:
    """New duties, each with its first holding interval."""
    rows = [
        duty_columns(duty) | {"assigner_id": case.assigner_id, "registrar_id": case.registrar_id}
        for case, duty in opened
    ]
    keys = await _insert(connection, duties, rows)
    held = [holding_columns(duty, key) for key, (_, duty) in zip(keys, opened, strict=True)]
    await connection.execute(insert(holdings), held)
    return keys


async def keep_many_words(connection: AsyncConnection, contents: Sequence[str]) -> list[tuple[int, str]]:
    """Keep words as `journal.keep_words` does, for many: the key and the salted hash of each."""
    rows = [{"salt": secrets.token_hex(16), "text": content} for content in contents]
    keys = await _insert(connection, words, rows)
    return [(key, words_hash(row["salt"], row["text"])) for key, row in zip(keys, rows, strict=True)]


async def titles_of(connection: AsyncConnection, numbers: Sequence[int]) -> dict[int, str]:
    """The titles of those of these tasks that there are, by their numbers."""
    found: dict[int, str] = {}
    for start in range(0, len(numbers), LOOKED_UP):
        rows = await connection.execute(
            select(cases.c.number, cases.c.title).where(
                cases.c.kind == CaseKind.TASK, cases.c.number.in_(numbers[start : start + LOOKED_UP])
            )
        )
        found |= {row.number: row.title for row in rows}
    return found


@dataclass(frozen=True, kw_only=True)
class OfDocument:
    """A task of a document that is known: to whom its lead was given first, and whose it is."""

    number: int
    title: str
    document: str
    document_day: date | None
    to_unit: bool
    unit_id: int | None
    named_id: int | None
    first_id: int


async def tasks_of_documents(connection: AsyncConnection, documents: Sequence[str]) -> list[OfDocument]:
    """The tasks of these documents, by the numbers of the documents as they are written."""
    found: list[OfDocument] = []
    first = (holdings.c.duty_id == duties.c.id) & (holdings.c.turn == 1)
    columns = [getattr(cases.c, name) for name in ("number", "title", "document", "document_day")]
    columns += [getattr(duties.c, name) for name in ("to_unit", "unit_id", "named_id")]
    query = (
        select(*columns, holdings.c.person_id.label("first_id"))
        .join(duties, (duties.c.case_id == cases.c.id) & (duties.c.kind == DutyKind.LEAD))
        .join(holdings, first)
        .where(cases.c.kind == CaseKind.TASK)
        .order_by(cases.c.number)
    )
    for start in range(0, len(documents), LOOKED_UP):
        rows = await connection.execute(query.where(cases.c.document.in_(documents[start : start + LOOKED_UP])))
        found += [OfDocument(**row) for row in rows.mappings()]
    return found


async def last_number(connection: AsyncConnection, kind: CaseKind) -> int:
    """The last number given to a case of that kind; 0 before the first."""
    last: int | None = await connection.scalar(select(counters.c.last).where(counters.c.kind == kind))
    return last or 0
