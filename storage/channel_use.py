"""How many messages went out by each channel in a month, and of which level the office was told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.inserting import insert_into
from storage.tables import channel_use


@dataclass(frozen=True, kw_only=True)
class ChannelUse:
    """So many were `sent` in the month; the office was `told` of that level, in per cent."""

    sent: int
    told: int


async def add_sent(connection: AsyncConnection, counted: Mapping[tuple[str, str], int]) -> None:
    """More messages, by channel and month."""
    for (channel, month), count in sorted(counted.items()):
        statement = insert_into(connection, channel_use).values(channel=channel, month=month, sent=count, told=0)
        more = {"sent": channel_use.c.sent + count}
        key = [channel_use.c.channel, channel_use.c.month]
        await connection.execute(statement.on_conflict_do_update(index_elements=key, set_=more))


async def used_in(connection: AsyncConnection, month: str) -> dict[str, ChannelUse]:
    """By channel; only of those by which something was counted, or of which the office was told."""
    rows = await connection.execute(select(channel_use).where(channel_use.c.month == month))
    return {row.channel: ChannelUse(sent=row.sent, told=row.told) for row in rows}


async def tell_level(connection: AsyncConnection, channel: str, month: str, level: int) -> bool:
    """Note that the office is told of this level, in per cent; whether it had not been."""
    await add_sent(connection, {(channel, month): 0})
    mine = (channel_use.c.channel == channel, channel_use.c.month == month, channel_use.c.told < level)
    return (await connection.execute(update(channel_use).where(*mine).values(told=level))).rowcount == 1
