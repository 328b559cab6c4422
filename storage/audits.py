"""What an audit looks for, by indexed reads, and what the last one found."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import ColumnElement, FromClause, Select, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.audits import AUDIT_EVERY, LEASE_LONG_OVER, LONGEST_UNSENT, LONGEST_UNTAKEN, Defect, Finding
from domain.encoding import canonical, from_canonical
from storage.journal import GENESIS, head
from storage.journal_check import Break, verify_part
from storage.settings_store import fact, replace_fact, set_fact
from storage.tables import MessageState, NoticeState, duties, messages, notices

AUDITED, FOUND, WALKED = "audited_at", "audit:found", "audit:walked"
OVER = ("sent", "failed", "superseded", "suppressed")
OLD_ENTRIES = 20_000  # walked again each hour, so that in time every old entry is


def _counted(where: Sequence[ColumnElement[bool]], key: ColumnElement[int], source: FromClause) -> Select[int, int]:
    return select(func.count(), func.min(key)).select_from(source).where(*where)


def defect_queries(now: datetime) -> Iterator[tuple[Defect, Select[int, int]]]:
    """One query for each defect but the journal's: how many there are, and the first."""
    lost = (duties.c.closed_at.is_(None), duties.c.next_step_at.is_(None))
    yield Defect.NO_NEXT_STEP, _counted(lost, duties.c.id, duties)
    yield Defect.STEP_UNTAKEN, _counted((duties.c.next_step_at < now - LONGEST_UNTAKEN,), duties.c.id, duties)
    over = (messages.c.lease_until.is_not(None), messages.c.lease_until < now - LEASE_LONG_OVER)
    yield Defect.LEASE_OVER, _counted(over, messages.c.id, messages)
    late = (messages.c.state == MessageState.QUEUED, messages.c.promised_at < now - LONGEST_UNSENT)
    yield Defect.NOTICE_LATE, _counted(late, messages.c.id, messages)
    carried = notices.join(messages, notices.c.message_id == messages.c.id)
    adrift = (notices.c.state == NoticeState.OWED, messages.c.state.in_(OVER))
    yield Defect.NOTICE_ADRIFT, _counted(adrift, notices.c.id, carried)


async def defects(connection: AsyncConnection, now: datetime) -> list[Finding]:
    """What is wrong with duties, notices and messages."""
    found = []
    for defect, query in defect_queries(now):
        count, first = (await connection.execute(query)).one()
        if count:
            found.append(Finding(defect=defect, count=count, first=first))
    return found


# The journal, a part at a time


async def journal_defects(connection: AsyncConnection) -> tuple[list[Finding], str]:
    """Walk what was written since the last audit, and the next stretch of what is older; returns what is broken, and
    how far both walks came, for `note_audit`."""
    walked = json.loads(await fact(connection, WALKED) or "{}")
    last, _ = await head(connection)
    broken: dict[int, Break] = {}
    reached = {}
    for name, limit in (("new", None), ("old", OLD_ENTRIES)):
        seq, previous = walked.get(name, (0, GENESIS))
        part = await verify_part(connection, after=seq, previous=previous, limit=limit)
        reached[name] = (part.count, part.head)
        if part.broken is not None:
            # It stays where it was: what is broken is found again until somebody has seen to it.
            broken[part.broken.seq], reached[name] = part.broken, (seq, previous)
        elif name == "old" and part.count >= last:
            reached[name] = (0, GENESIS)
    found = [
        Finding(defect=Defect.JOURNAL_BROKEN, count=1, first=one.seq, fault=one.fault)
        for _, one in sorted(broken.items())
    ]
    return found[:1], json.dumps(reached)


# What the last one found


async def is_due(connection: AsyncConnection, now: datetime) -> bool:
    at = await audited_at(connection)
    return at is None or not at <= now < at + AUDIT_EVERY


async def audited_at(connection: AsyncConnection) -> datetime | None:
    value = await fact(connection, AUDITED)
    return None if value is None else from_canonical(value)


async def last_found(connection: AsyncConnection) -> tuple[Finding, ...]:
    kept = json.loads(await fact(connection, FOUND) or "[]")
    return tuple(Finding(**one | {"defect": Defect(one["defect"])}) for one in kept)


async def note_audit(
    connection: AsyncConnection, found: Sequence[Finding], *, before: datetime | None, at: datetime, walked: str
) -> bool:
    """Whether no other process has audited since `before`: of two the first counts."""
    noted = None if before is None else canonical(before)
    if not await replace_fact(connection, AUDITED, noted, canonical(at)):
        return False
    await set_fact(connection, FOUND, json.dumps([asdict(one) for one in found]))
    await set_fact(connection, WALKED, walked)
    return True
