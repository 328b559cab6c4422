"""Changes of the calendar that open duties must be looked at for: how far that has come, and what it has found."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.office.hours import CalendarEffect
from storage.calendars import StoredCalendar, stored_data, stored_from
from storage.tables import calendar_effects, calendar_reviews
from storage.types import AnyRow


@dataclass(frozen=True, kw_only=True)
class CalendarReview:
    """`prior` is what the calendar was made of before the change; duties up to `reached` have been looked at."""

    id: int
    begun_at: datetime
    prior: StoredCalendar
    reached: int


def _review(row: AnyRow) -> CalendarReview:
    return CalendarReview(
        id=row.id, begun_at=row.begun_at, prior=stored_from(json.loads(row.prior)), reached=row.reached
    )


async def begin_review(connection: AsyncConnection, prior: StoredCalendar, *, at: datetime) -> None:
    """Open duties will be looked at from the first one on. A review still under way begins anew: what it is measured
    against stays what was in force before the first of the changes."""
    begun = await connection.execute(
        update(calendar_reviews).where(calendar_reviews.c.finished_at.is_(None)).values(reached=0)
    )
    if begun.rowcount == 0:
        await connection.execute(
            insert(calendar_reviews).values(begun_at=at, prior=json.dumps(stored_data(prior)), reached=0)
        )


async def open_review(connection: AsyncConnection) -> CalendarReview | None:
    """The oldest that is not finished; on PostgreSQL none while another process is at it."""
    query = select(calendar_reviews).where(calendar_reviews.c.finished_at.is_(None)).order_by(calendar_reviews.c.id)
    row = (await connection.execute(query.limit(1).with_for_update(skip_locked=True))).one_or_none()
    return None if row is None else _review(row)


async def note_reached(connection: AsyncConnection, review: CalendarReview, duty_id: int) -> None:
    await connection.execute(update(calendar_reviews).where(calendar_reviews.c.id == review.id).values(reached=duty_id))


async def finish_review(connection: AsyncConnection, review: CalendarReview, *, at: datetime) -> None:
    await connection.execute(update(calendar_reviews).where(calendar_reviews.c.id == review.id).values(finished_at=at))


async def keep_effects(
    connection: AsyncConnection, review: CalendarReview, found: Iterable[tuple[int, CalendarEffect]]
) -> None:
    """What the change means for these duties; what was found of a duty before stays."""
    rows = [{"review_id": review.id, "duty_id": duty_id, "kind": kind} for duty_id, kind in found]
    known = await connection.scalars(
        select(calendar_effects.c.duty_id).where(
            calendar_effects.c.review_id == review.id,
            calendar_effects.c.duty_id.in_([row["duty_id"] for row in rows]),
        )
    )
    taken = set(known)
    fresh = [row for row in rows if row["duty_id"] not in taken]
    if fresh:
        await connection.execute(insert(calendar_effects), fresh)


async def effects_of(connection: AsyncConnection, review: CalendarReview) -> dict[int, CalendarEffect]:
    """By duty, in the order of their opening."""
    query = (
        select(calendar_effects.c.duty_id, calendar_effects.c.kind)
        .where(calendar_effects.c.review_id == review.id)
        .order_by(calendar_effects.c.duty_id)
    )
    return {row.duty_id: CalendarEffect(row.kind) for row in await connection.execute(query)}
