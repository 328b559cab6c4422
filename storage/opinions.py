"""Answers to opinion requests, and who answers for a silence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.opinions import Answer, AnswerState, Stance
from storage.tables import answers, deemed
from storage.types import AnyRow


@dataclass(frozen=True, kw_only=True)
class Deemed:
    """Deemed consent: the person answerable, the holder beside him, when it fell and when it was recorded (M23)."""

    duty_id: int
    answerable_id: int
    holder_id: int
    at: datetime
    recorded_at: datetime


def _answer(row: AnyRow) -> Answer:
    return Answer(
        id=row.id,
        duty_id=row.duty_id,
        stance=Stance(row.stance),
        words_id=row.words_id,
        author_id=row.author_id,
        said_at=row.said_at,
        signed_by_id=row.signed_by_id,
        signed_at=row.signed_at,
        state=AnswerState(row.state),
    )


async def add_answer(connection: AsyncConnection, answer: Answer) -> int:
    columns: dict[str, Any] = {name: getattr(answer, name) for name in Answer.__dataclass_fields__ if name != "id"}
    key: int | None = await connection.scalar(insert(answers).values(columns).returning(answers.c.id))
    assert key is not None
    return key


async def replace_draft(connection: AsyncConnection, duty_id: int) -> None:
    """An unsigned draft gives way to another answer; it stays on record."""
    await connection.execute(
        update(answers)
        .where(answers.c.duty_id == duty_id, answers.c.state == "draft")
        .values(state=AnswerState.REPLACED)
    )


async def sign_draft(
    connection: AsyncConnection, answer_id: int, *, by_id: int, at: datetime, state: AnswerState
) -> None:
    await connection.execute(
        update(answers).where(answers.c.id == answer_id).values(state=state, signed_by_id=by_id, signed_at=at)
    )


async def answers_to(connection: AsyncConnection, duty_ids: Iterable[int]) -> dict[int, list[Answer]]:
    """Every answer of each duty, oldest first."""
    rows = await connection.execute(select(answers).where(answers.c.duty_id.in_(set(duty_ids))).order_by(answers.c.id))
    found: dict[int, list[Answer]] = {}
    for row in rows:
        found.setdefault(row.duty_id, []).append(_answer(row))
    return found


async def add_deemed(connection: AsyncConnection, consent: Deemed) -> None:
    await connection.execute(
        insert(deemed).values({name: getattr(consent, name) for name in Deemed.__dataclass_fields__})
    )


async def deemed_of(connection: AsyncConnection, duty_ids: Iterable[int]) -> dict[int, Deemed]:
    rows = await connection.execute(select(deemed).where(deemed.c.duty_id.in_(set(duty_ids))))
    return {
        row.duty_id: Deemed(
            duty_id=row.duty_id,
            answerable_id=row.answerable_id,
            holder_id=row.holder_id,
            at=row.at,
            recorded_at=row.recorded_at,
        )
        for row in rows
    }
