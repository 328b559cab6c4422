"""Answers to opinion requests, who answers for a silence, and how objections were settled."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.borrowing import Borrowed
from domain.duties.cases import CaseKind, case_code
from domain.duties.opinions import OBJECTIONS, Answer, AnswerState, Hearing, Reconciliation, Stance
from storage.tables import answers, cases, deemed, duties, reconciliations
from storage.types import AnyRow


@dataclass(frozen=True, kw_only=True)
class DeemedConsent:
    """Deemed consent: the person answerable, the holder too, when it fell and when it was recorded, and whether
    anything had reached who is answerable (M23); None where that was not looked at yet."""

    duty_id: int
    answerable_id: int
    holder_id: int
    at: datetime
    recorded_at: datetime
    hearing: Hearing | None = None


def answer_of(row: AnyRow) -> Answer:
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
        is_empty=row.is_empty,
        by_deputy=row.by_deputy,
        signed_under=row.signed_under,
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
        .where(answers.c.duty_id == duty_id, answers.c.state == AnswerState.DRAFT)
        .values(state=AnswerState.REPLACED)
    )


async def sign_draft(
    connection: AsyncConnection,
    answer_id: int,
    *,
    by_id: int,
    at: datetime,
    state: AnswerState,
    right: Borrowed | None,
) -> None:
    signature = {"signed_by_id": by_id, "signed_at": at, "signed_under": right}
    await connection.execute(update(answers).where(answers.c.id == answer_id).values(state=state, **signature))


async def answers_to(connection: AsyncConnection, duty_ids: Iterable[int]) -> dict[int, list[Answer]]:
    """Every answer of each duty, oldest first."""
    rows = await connection.execute(select(answers).where(answers.c.duty_id.in_(set(duty_ids))).order_by(answers.c.id))
    found: dict[int, list[Answer]] = {}
    for row in rows:
        found.setdefault(row.duty_id, []).append(answer_of(row))
    return found


async def add_deemed(connection: AsyncConnection, consent: DeemedConsent) -> None:
    await connection.execute(
        insert(deemed).values({name: getattr(consent, name) for name in DeemedConsent.__dataclass_fields__})
    )


async def deemed_of(connection: AsyncConnection, duty_ids: Iterable[int]) -> dict[int, DeemedConsent]:
    rows = await connection.execute(select(deemed).where(deemed.c.duty_id.in_(set(duty_ids))))
    return {
        row.duty_id: DeemedConsent(
            duty_id=row.duty_id,
            answerable_id=row.answerable_id,
            holder_id=row.holder_id,
            at=row.at,
            recorded_at=row.recorded_at,
            hearing=Hearing(row.hearing) if row.hearing else None,
        )
        for row in rows
    }


# Rounds of asking


async def rounds_before(
    connection: AsyncConnection, *, serves_case_id: int | None, file_hash: str, document: str
) -> int:
    """How many requests have asked about the same task; standing alone, about the same draft or document (M19). One
    that was withdrawn has been asked as well: whoever was asked has read it."""
    if serves_case_id is not None:
        same = [cases.c.serves_case_id == serves_case_id]
    elif file_hash:
        same = [cases.c.file_hash == file_hash, cases.c.serves_case_id.is_(None)]
    elif document:
        same = [cases.c.document == document, cases.c.serves_case_id.is_(None)]
    else:
        return 0
    asked = [*same, cases.c.kind == CaseKind.OPINION]
    return await connection.scalar(select(func.count()).select_from(cases).where(*asked)) or 0


# Objections


async def add_reconciliation(connection: AsyncConnection, settled: Reconciliation) -> None:
    await connection.execute(
        insert(reconciliations).values({name: getattr(settled, name) for name in Reconciliation.__dataclass_fields__})
    )


async def reconciliations_of(connection: AsyncConnection, duty_ids: Iterable[int]) -> dict[int, Reconciliation]:
    rows = await connection.execute(select(reconciliations).where(reconciliations.c.duty_id.in_(set(duty_ids))))
    return {
        row.duty_id: Reconciliation(
            **{name: getattr(row, name) for name in Reconciliation.__dataclass_fields__},
        )
        for row in rows
    }


async def unreconciled_for(connection: AsyncConnection, case_id: int) -> list[str]:
    """The codes of the requests serving this case in which a unit's final objection has not been settled (M25)."""
    rows = await connection.execute(
        select(cases.c.kind, cases.c.number)
        .join_from(cases, duties, duties.c.case_id == cases.c.id)
        .join(answers, answers.c.duty_id == duties.c.id)
        .outerjoin(reconciliations, reconciliations.c.duty_id == duties.c.id)
        .where(
            cases.c.serves_case_id == case_id,
            answers.c.state == AnswerState.FINAL,
            answers.c.stance.in_(sorted(OBJECTIONS)),
            reconciliations.c.duty_id.is_(None),
        )
        .distinct()
        .order_by(cases.c.number)
    )
    return [case_code(CaseKind(row.kind), row.number) for row in rows]
