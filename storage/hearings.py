"""What was heard of each channel, from when to when."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.clocks import is_possible
from domain.hearing import ChannelHearing, HearingProof
from storage.inserting import insert_into
from storage.tables import hearings
from storage.types import AnyRow


async def all_hearings(connection: AsyncConnection, *, now: datetime) -> dict[str, ChannelHearing]:
    """By the channel's name; what a clock that was wrong noted as of a moment that has not been counts as unheard."""
    return {row.channel: _hearing(row, now) for row in await connection.execute(select(hearings))}


async def hearing_of(connection: AsyncConnection, channel: str, *, now: datetime) -> ChannelHearing | None:
    """None before the channel was first read."""
    row = (await connection.execute(select(hearings).where(hearings.c.channel == channel))).one_or_none()
    return None if row is None else _hearing(row, now)


async def note_hearing(connection: AsyncConnection, hearing: ChannelHearing) -> None:
    values = {"proof": hearing.proof, "since": hearing.since, "until": hearing.until}
    statement = insert_into(connection, hearings).values(channel=hearing.channel, **values)
    await connection.execute(statement.on_conflict_do_update(index_elements=[hearings.c.channel], set_=values))


def _hearing(row: AnyRow, now: datetime) -> ChannelHearing:
    found = ChannelHearing(channel=row.channel, proof=HearingProof(row.proof), since=row.since, until=row.until)
    is_known = found.until is None or is_possible(found.until, now)
    return found if is_known else replace(found, since=None, until=None)
