"""What was said about duties beside their moves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.duties.statements import REPEATED, Statement, StatementKind
from storage.tables import statements
from storage.types import AnyRow


def statement_of(row: AnyRow) -> Statement:
    return Statement(
        id=row.id,
        duty_id=row.duty_id,
        kind=StatementKind(row.kind),
        detail=row.detail,
        by_id=row.by_id,
        at=row.at,
        words_id=row.words_id,
        proposal_id=row.proposal_id,
        confirmed_by_id=row.confirmed_by_id,
        confirmed_at=row.confirmed_at,
        beside=row.beside,
    )


async def add_statement(connection: AsyncConnection, statement: Statement) -> int:
    columns = asdict(statement)
    del columns["id"]
    key: int | None = await connection.scalar(insert(statements).values(columns).returning(statements.c.id))
    assert key is not None
    return key


async def last_statement(connection: AsyncConnection, duty_id: int, kind: StatementKind) -> Statement | None:
    row = (
        await connection.execute(
            select(statements)
            .where(statements.c.duty_id == duty_id, statements.c.kind == kind)
            .order_by(statements.c.at.desc(), statements.c.id.desc())
            .limit(1)
        )
    ).one_or_none()
    return None if row is None else statement_of(row)


async def statements_on(connection: AsyncConnection, duty_ids: Iterable[int]) -> dict[int, list[Statement]]:
    """What was said about each duty, in the order in which it was."""
    rows = await connection.execute(
        select(statements).where(statements.c.duty_id.in_(set(duty_ids))).order_by(statements.c.at, statements.c.id)
    )
    found: dict[int, list[Statement]] = {}
    for row in rows:
        found.setdefault(row.duty_id, []).append(statement_of(row))
    return found


async def last_progress(connection: AsyncConnection, duty_ids: Iterable[int]) -> dict[int, Statement]:
    """The last report on each duty that has one; what only repeated an earlier one is none."""
    chosen = (
        statements.c.duty_id.in_(set(duty_ids)),
        statements.c.kind == StatementKind.PROGRESS,
        statements.c.detail.is_distinct_from(REPEATED),
    )
    rows = await connection.execute(select(statements).where(*chosen).order_by(statements.c.at, statements.c.id))
    return {row.duty_id: statement_of(row) for row in rows}


async def confirm_statement(connection: AsyncConnection, key: int, *, by_id: int, at: datetime) -> None:
    await confirm_statements(connection, [key], by_id=by_id, at=at)


async def confirm_statements(connection: AsyncConnection, keys: Iterable[int], *, by_id: int, at: datetime) -> None:
    await connection.execute(
        update(statements).where(statements.c.id.in_(set(keys))).values(confirmed_by_id=by_id, confirmed_at=at)
    )
