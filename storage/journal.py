"""The journal: append-only, hash-chained, written last in the transaction that it records (M32, promise 3)."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import AsyncIterator, Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import and_, func, insert, or_, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.acts import DENIED, GRANTED, SENDING, Act
from domain.encoding import canonical, from_canonical
from domain.journal.clock import BulletinMade
from domain.journal.entry import Entry
from domain.journal.requests import DirectionGiven, RequestDecided
from storage.database import JOURNAL_LOCK
from storage.tables import journal, journal_head, words
from storage.types import AnyRow

GENESIS = "0" * 64
BATCH = 1000
COLUMNS = (
    "seq",
    "at",
    "actor_id",
    "actor_unit_id",
    "actor_position",
    "via",
    "case_id",
    "duty_id",
    "act",
    "data",
    "previous",
)


class HeadMoved(Exception):
    """Another writer appended in between: the write lock was not held."""


def entry_hash(columns: Sequence[Any]) -> str:
    """SHA-256 over the JSON array of every stored column but the hash itself, in the order of COLUMNS."""
    return hashlib.sha256(json.dumps(list(columns), ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


async def append(connection: AsyncConnection, entries: Sequence[Entry]) -> None:
    """Write the entries behind the head. Call it last: the lock is held until the transaction ends."""
    if not entries:
        return
    if connection.dialect.name != "sqlite":
        await connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": JOURNAL_LOCK})
    head = (await connection.execute(select(journal_head.c.seq, journal_head.c.hash))).one()
    seq, previous = head.seq, head.hash
    rows: list[dict[str, Any]] = []
    for entry in entries:
        seq += 1
        row = {
            "seq": seq,
            "at": canonical(entry.at),
            "actor_id": entry.actor_id,
            "actor_unit_id": entry.actor_unit_id,
            "actor_position": entry.actor_position,
            "via": entry.via,
            "case_id": entry.case_id,
            "duty_id": entry.duty_id,
            "act": entry.act,
            "data": json.dumps(entry.data, ensure_ascii=False, sort_keys=True, separators=(",", ":")),
            "previous": previous,
        }
        row["hash"] = previous = entry_hash([row[name] for name in COLUMNS])
        rows.append(row)
    await connection.execute(insert(journal), rows)
    moved = await connection.execute(
        update(journal_head).where(journal_head.c.seq == head.seq).values(seq=seq, hash=previous)
    )
    if moved.rowcount != 1:
        raise HeadMoved


async def keep_words(connection: AsyncConnection, content: str) -> tuple[int, str]:
    """Store free text apart; what enters the chain is its id and salted hash (M52)."""
    salt = secrets.token_hex(16)
    key: int | None = await connection.scalar(insert(words).values(salt=salt, text=content).returning(words.c.id))
    assert key is not None
    return key, words_hash(salt, content)


def words_hash(salt: str, content: str) -> str:
    return hashlib.sha256(f"{salt}\n{content}".encode()).hexdigest()


async def words_of(connection: AsyncConnection, keys: Sequence[int]) -> dict[int, str | None]:
    rows = await connection.execute(select(words.c.id, words.c.text).where(words.c.id.in_(keys)))
    return {row.id: row.text for row in rows}


async def head(connection: AsyncConnection) -> tuple[int, str]:
    row = (await connection.execute(select(journal_head.c.seq, journal_head.c.hash))).one()
    return row.seq, row.hash


async def head_is_last(connection: AsyncConnection) -> bool:
    """Whether the newest entry is the one that the head row names, and its hash its own."""
    seq, digest = await head(connection)
    row = (await connection.execute(select(journal).order_by(journal.c.seq.desc()).limit(1))).one_or_none()
    if row is None:
        return seq == 0
    return bool(row.seq == seq and row.hash == digest == entry_hash([getattr(row, name) for name in COLUMNS]))


async def entries_of_case(connection: AsyncConnection, case_id: int) -> list[Entry]:
    rows = await connection.execute(select(journal).where(journal.c.case_id == case_id).order_by(journal.c.seq))
    return [entry_of(row) for row in rows]


async def entries_of_acts(
    connection: AsyncConnection, acts: Iterable[Act], *, after: int = 0, limit: int | None = None
) -> list[Entry]:
    """The entries of these acts behind that number, the newest first. It looks at every entry: for what is seldom
    asked."""
    chosen = select(journal).where(journal.c.act.in_(tuple(acts)), journal.c.seq > after)
    rows = await connection.execute(chosen.order_by(journal.c.seq.desc()).limit(limit))
    return [entry_of(row) for row in rows]


async def hash_at(connection: AsyncConnection, seq: int) -> str | None:
    """The hash of the entry with that number, None where there is none; that before the first is GENESIS."""
    if seq == 0:
        return GENESIS
    digest: str | None = await connection.scalar(select(journal.c.hash).where(journal.c.seq == seq))
    return digest


async def moment_at(connection: AsyncConnection, seq: int) -> datetime | None:
    value: str | None = await connection.scalar(select(journal.c.at).where(journal.c.seq == seq))
    return None if value is None else from_canonical(value)


MOVING_NOTHING = (Act.DUTY_NUDGED, Act.DUTY_LAST_SET, Act.OPINIONS_SHOWN)  # after these a button is as good as before


async def newest_of(connection: AsyncConnection, act: Act, duty_ids: Iterable[int]) -> dict[int, Entry]:
    """The newest entry of one kind of act for each duty that has one."""
    newest = (
        select(func.max(journal.c.seq))
        .where(journal.c.duty_id.in_(set(duty_ids)), journal.c.act == act)
        .group_by(journal.c.duty_id)
    )
    rows = await connection.execute(select(journal).where(journal.c.seq.in_(newest)))
    return {row.duty_id: entry_of(row) for row in rows}


async def last_act_on(connection: AsyncConnection, duty_id: int) -> Entry | None:
    """The newest entry of what a person, or a step with an effect, did to the duty; messages are no acts."""
    row = (
        await connection.execute(
            select(journal)
            .where(
                journal.c.duty_id == duty_id,
                journal.c.act.not_in((Act.STEP_TAKEN, *SENDING, *MOVING_NOTHING)),
            )
            .order_by(journal.c.seq.desc())
            .limit(1)
        )
    ).one_or_none()
    return None if row is None else entry_of(row)


async def done_for_others(connection: AsyncConnection, since: datetime, *, sheet: str) -> tuple[list[Entry], int]:
    """What people did in cases since the last sheet of that kind, where the entry may name somebody else in whose
    place, and up to which entry was read. Costs what was recorded since, not what is stored."""
    made = and_(journal.c.act == Act.SHEET_MADE, journal.c.data.like(f'%"sheet":"{sheet}"%'))
    last = (
        await connection.execute(
            select(journal).where(or_(made, journal.c.at < canonical(since))).order_by(journal.c.seq.desc()).limit(1)
        )
    ).one_or_none()
    after = 0 if last is None else _read_to(entry_of(last))
    marked = or_(*(journal.c.data.like(f'%"{name}":%') for name in ("right", "on_behalf", "substitutes", "registrar")))
    rows = await connection.execute(
        select(journal)
        .where(journal.c.seq > after, journal.c.case_id.is_not(None), journal.c.actor_id.is_not(None), marked)
        .order_by(journal.c.seq)
    )
    read_to, _ = await head(connection)
    return [entry_of(row) for row in rows], read_to


def _read_to(entry: Entry) -> int:
    """Up to which entry a bulletin has told what was done for others: up to itself where it does not say so."""
    read_to = entry.payload(BulletinMade).read_to if entry.act is Act.SHEET_MADE else None
    return entry.seq if read_to is None else read_to


async def has_acted(connection: AsyncConnection, *, duty_id: int, person_id: int) -> bool:
    """Whether the person has done anything with the duty, and so knows of it, however it was heard."""
    own = select(journal.c.seq).where(journal.c.duty_id == duty_id, journal.c.actor_id == person_id)
    return await connection.scalar(own.limit(1)) is not None


async def decided(connection: AsyncConnection, duty_id: int, *, decision: int) -> Entry | None:
    """The entry that answered a request about the duty: it stands with the duty, and names its decision."""
    answers = journal.c.act.in_((*GRANTED.values(), *DENIED.values()))
    rows = await connection.execute(
        select(journal).where(journal.c.duty_id == duty_id, answers).order_by(journal.c.seq.desc())
    )
    return next((entry for entry in map(entry_of, rows) if _decision(entry) == decision), None)


def _decision(entry: Entry) -> int | None:
    if entry.act is Act.DIRECTION_GIVEN:
        return entry.payload(DirectionGiven).decision
    return entry.payload(RequestDecided).decision


async def stored_rows(connection: AsyncConnection, *, after: int | None = None) -> AsyncIterator[Sequence[AnyRow]]:
    """Every row as stored, in order, a batch at a time; with `after` those behind that number."""
    last = after
    while True:
        query = select(journal).order_by(journal.c.seq).limit(BATCH)
        rows = (await connection.execute(query if last is None else query.where(journal.c.seq > last))).all()
        if rows:
            yield rows
        if len(rows) < BATCH:
            return
        last = rows[-1].seq


async def export_lines(connection: AsyncConnection) -> AsyncIterator[dict[str, Any]]:
    """Every entry with all its stored columns, as plain data."""
    async for rows in stored_rows(connection):
        for row in rows:
            yield {name: getattr(row, name) for name in (*COLUMNS, "hash")}


def entry_of(row: AnyRow) -> Entry:
    return Entry(
        seq=row.seq,
        at=from_canonical(row.at),
        act=Act(row.act),
        via=row.via,
        actor_id=row.actor_id,
        actor_unit_id=row.actor_unit_id,
        actor_position=row.actor_position,
        case_id=row.case_id,
        duty_id=row.duty_id,
        data=json.loads(row.data),
        hash=row.hash,
    )
