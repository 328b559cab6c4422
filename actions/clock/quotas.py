"""The month's quota of a channel: watched, and the office told before it is spent."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from actions.installation import Office
from actions.order import Order
from domain.payloads.office import QuotaNotice
from domain.quotas import Quota, month_of, next_month
from storage import channel_use


async def watch_quotas(
    office: Office, limits: Mapping[str, int], now: datetime, *, refused: Collection[str] = ()
) -> list[Quota]:
    """How far each of these channels has come with the messages that its plan allows; what is new of it is told.
    `refused` are those whose platform says that none are left."""
    if not limits:
        return []
    order = Order(now=now, said_at=now, via="clock")
    async with office.look(order) as view:
        month = month_of(now, office.timezone)
        used, anew_at = await channel_use.used_in(view.connection, month), next_month(now, office.timezone)
    found = [
        Quota(
            channel=name,
            month=month,
            sent=used[name].sent if name in used else 0,
            limit=limit,
            anew_at=anew_at,
            is_refused=name in refused,
        )
        for name, limit in limits.items()
    ]
    for one in found:
        if one.level > (used[one.channel].told if one.channel in used else 0):
            await _tell(office, order, one)
    return found


async def _tell(office: Office, order: Order, quota: Quota) -> None:
    """Once for each level in a month."""
    async with office.act(order) as work:
        if not await channel_use.tell_level(work.connection, quota.channel, quota.month, quota.level):
            return
        told = QuotaNotice(
            channel=quota.channel,
            sent=quota.sent,
            limit=quota.limit,
            level=quota.level,
            anew_at=quota.anew_at,
        )
        work.owe(work.chart.office, told, slot=f"{quota.channel}-{quota.month}-{quota.level}")
