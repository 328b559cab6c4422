"""The rules of the office, version by version (M8, M44)."""

from __future__ import annotations

import json
from datetime import datetime

from sqlalchemy import func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.rules.policy import DEFAULT_POLICY, Policy
from storage.settings_store import changed
from storage.tables import policies

POLICIES = "policies"


async def load_policies(connection: AsyncConnection) -> dict[int, Policy]:
    rows = await connection.execute(select(policies).order_by(policies.c.version))
    return {row.version: Policy.from_data(row.version, json.loads(row.data)) for row in rows}


async def add_policy(connection: AsyncConnection, policy: Policy, *, at: datetime) -> int:
    """Store the rules as the newest version; open cases keep theirs."""
    newest = await connection.scalar(select(func.max(policies.c.version))) or 0
    await connection.execute(insert(policies).values(version=newest + 1, data=json.dumps(policy.to_data()), since=at))
    await changed(connection, POLICIES)
    return newest + 1


async def ensure_policy(connection: AsyncConnection, *, at: datetime) -> None:
    if await connection.scalar(select(func.count()).select_from(policies)) == 0:
        await add_policy(connection, DEFAULT_POLICY, at=at)


async def since(connection: AsyncConnection, version: int) -> datetime:
    """Since when that version has been in force for new cases."""
    moment: datetime | None = await connection.scalar(select(policies.c.since).where(policies.c.version == version))
    assert moment is not None
    return moment
