"""Whether the journal holds: every entry recomputed, and the first that does not agree (promise 3)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.journal.recorded import words_in
from storage.journal import COLUMNS, GENESIS, entry_hash, stored_rows, words_hash
from storage.tables import journal_head, words
from storage.types import AnyRow

SHORTEST_ANCHOR = 16  # characters of a hash, as a history shows it: 64 bits are not met by chance


class AnchorUnreadable(ValueError):
    """No hash, and no beginning of one that is long enough."""


@dataclass(frozen=True, kw_only=True)
class Break:
    """The first place where the chain does not hold. `seq` is the entry concerned."""

    seq: int
    fault: str  # changed, gap, unlinked, cut, beyond, head_missing, anchor_missing, words_changed


@dataclass(frozen=True, kw_only=True)
class Soundness:
    count: int
    head: str
    broken: Break | None = None
    anchored: bool = True  # the hash looked for was met, or none was looked for
    anchored_at: int | None = None  # the entry that has it


def read_anchor(text: str) -> str:
    """A hash as somebody copied it from where it was posted: in groups, in capitals, or its beginning alone. Raises
    AnchorUnreadable where that is no hash, or too little of one to tell chains apart."""
    digest = "".join(text.split()).lower()
    if not SHORTEST_ANCHOR <= len(digest) <= len(GENESIS) or not set(digest) <= set("0123456789abcdef"):
        raise AnchorUnreadable(text)
    return digest


async def verify(connection: AsyncConnection, *, anchor: str | None = None) -> Soundness:
    """Recompute the whole chain; with an anchor also look for the entry whose hash is, or begins with, that."""
    kept = (await connection.execute(select(journal_head.c.seq, journal_head.c.hash))).one_or_none()
    whole = await verify_part(connection, after=None, previous=GENESIS, limit=None, anchor=anchor)
    if whole.broken is not None:
        return whole
    broken = _end_fault(kept, whole.count, whole.head, anchored=whole.anchored)
    return replace(whole, broken=broken)


async def verify_part(
    connection: AsyncConnection, *, after: int | None, previous: str, limit: int | None, anchor: str | None = None
) -> Soundness:
    """Recompute the chain behind an entry whose hash is `previous`, over about so many entries; `count` is the number
    of the last that holds. What lies beyond is not looked at."""
    begun = seq = after or 0
    anchored = anchor is None or GENESIS.startswith(anchor)
    anchored_at = None
    async for rows in stored_rows(connection, after=after):
        holding = 0
        fault: Break | None = None
        for row in rows:
            fault = _fault(row, seq + 1, previous)
            if fault is not None:
                break
            holding += 1
            seq, previous = row.seq, row.hash
            if anchor is not None and previous.startswith(anchor):
                anchored, anchored_at = True, seq
        # The words of the entries before it come first: the first place that is broken is the one to name.
        broken = await _changed_words(connection, rows[:holding]) or fault
        if broken is not None:
            return Soundness(count=seq, head=previous, broken=broken)
        if limit is not None and seq - begun >= limit:
            break
    return Soundness(count=seq, head=previous, anchored=anchored, anchored_at=anchored_at)


def _end_fault(kept: AnyRow | None, seq: int, last: str, *, anchored: bool) -> Break | None:
    """What is wrong with the end of a chain that holds as far as it goes."""
    if kept is None:
        return Break(seq=seq, fault="head_missing")
    if kept.seq > seq:
        return Break(seq=seq + 1, fault="cut")
    if kept.seq < seq:
        return Break(seq=kept.seq + 1, fault="beyond")
    if kept.hash != last:
        return Break(seq=seq, fault="changed")
    return None if anchored else Break(seq=seq, fault="anchor_missing")


def _fault(row: AnyRow, expected: int, previous: str) -> Break | None:
    if row.seq != expected:
        return Break(seq=expected, fault="gap")
    if entry_hash([getattr(row, name) for name in COLUMNS]) != row.hash:
        return Break(seq=row.seq, fault="changed")
    return Break(seq=row.seq, fault="unlinked") if row.previous != previous else None


async def _changed_words(connection: AsyncConnection, rows: Sequence[AnyRow]) -> Break | None:
    """Free text that is gone or no longer what its hash says; erased text is not a fault."""
    named = {kept.id: (kept.hash, row.seq) for row in rows for kept in words_in(json.loads(row.data)).values()}
    found = {row.id: row for row in await connection.execute(select(words).where(words.c.id.in_(named)))}
    for key, (expected, seq) in named.items():
        kept = found.get(key)
        if kept is None or (kept.text is not None and words_hash(kept.salt, kept.text) != expected):
            return Break(seq=seq, fault="words_changed")
    return None
