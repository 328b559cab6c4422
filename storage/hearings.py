"""What was heard of each channel, from when to when."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.clocks import is_possible
from domain.hearing import ChannelHearing, HearingProof
from storage.inserting import insert_into
from storage.people import CHART
from storage.settings_store import changed
from storage.tables import hearings
from storage.types import AnyRow


async def all_hearings(connection: AsyncConnection, *, now: datetime) -> dict[str, ChannelHearing]:
    """By the channel's name; what a clock that was wrong noted as of a moment that has not been counts as unheard."""
    return {row.channel: _hearing(row, now) for row in await connection.execute(select(hearings))}


async def hearing_of(connection: AsyncConnection, channel: str, *, now: datetime) -> ChannelHearing | None:
    """None before the channel was first read."""
    row = (await connection.execute(select(hearings).where(hearings.c.channel == channel))).one_or_none()
    return None if row is None else _hearing(row, now)


async def unbroken_hearings(connection: AsyncConnection) -> dict[str, ChannelHearing]:
    """How each channel is heard and since when without a gap: what changes seldom, and is kept with the chart."""
    rows = await connection.execute(select(hearings.c.channel, hearings.c.proof, hearings.c.since))
    return {
        row.channel: ChannelHearing(channel=row.channel, proof=HearingProof(row.proof), since=row.since) for row in rows
    }


async def note_hearing(connection: AsyncConnection, hearing: ChannelHearing) -> None:
    """Most often it goes on as it was, a little further."""
    as_before = (hearings.c.proof == hearing.proof, hearings.c.since.is_not_distinct_from(hearing.since))
    mine = update(hearings).where(hearings.c.channel == hearing.channel, *as_before)
    if (await connection.execute(mine.values(until=hearing.until))).rowcount:
        return
    values = {"proof": hearing.proof, "since": hearing.since, "until": hearing.until}
    statement = insert_into(connection, hearings).values(channel=hearing.channel, **values)
    await connection.execute(statement.on_conflict_do_update(index_elements=[hearings.c.channel], set_=values))
    await changed(connection, CHART)


def _hearing(row: AnyRow, now: datetime) -> ChannelHearing:
    found = ChannelHearing(channel=row.channel, proof=HearingProof(row.proof), since=row.since, until=row.until)
    is_known = found.until is None or is_possible(found.until, now)
    return found if is_known else replace(found, since=None, until=None)
