"""Tamper with a real journal in every way at random: each must be found, and its place named.

Run from the root of the project, with a database that `python -m benchmarks.year` has made; it is copied:
    python -m benchmarks.tampering --database year.db [--count 1000] [--entries 4000] [--whole 5] [--seed 1]

Most are done to the first entries alone, so that a thousand chains can be checked; some to the whole journal.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any

from sqlalchemy import delete, insert, select, text, update

from domain.acts import Act
from storage.backup import backup_sqlite
from storage.database import Connection, Database
from storage.journal import COLUMNS, entry_hash, export_lines
from storage.journal_check import verify
from storage.tables import journal, journal_head, words

ANCHOR_EVERY = 250  # entries: in an office the head is posted once a day
FURTHER = 1_000_000  # a number that no entry has
Rows = Sequence[dict[str, Any]]
Way = Callable[[Connection, Rows, Random], Coroutine[Any, Any, range]]


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """Whether the tampering was found, at one of the entries at which it could be, and by an anchor alone."""

    found: bool
    named: bool
    by_anchor: bool


def other_than(value: Any, chance: Random) -> Any:
    """The value a little changed: one character, or one in an empty place."""
    if value is None:
        return 1
    if isinstance(value, int):
        return value + chance.choice((-1, 1, 7))
    if not value:
        return "x"
    place = chance.randrange(len(value))
    letter = chance.choice([one for one in "abcdef0123456789" if one != value[place]])
    return value[:place] + letter + value[place + 1 :]


async def change_a_column(connection: Connection, rows: Rows, chance: Random) -> range:
    row, name = chance.choice(rows), chance.choice((*COLUMNS, "hash"))
    value = other_than(row[name], chance)
    if name == "seq":
        value = row["seq"] + FURTHER
    await connection.execute(update(journal).where(journal.c.seq == row["seq"]).values({name: value}))
    return range(row["seq"], row["seq"] + 1)


async def change_with_its_hash(connection: Connection, rows: Rows, chance: Random) -> range:
    """The changed entry is sound in itself: the next one gives it away, or the head."""
    row = chance.choice(rows)
    name = chance.choice([name for name in COLUMNS if name not in {"seq", "previous"}])
    forged = {**row, name: other_than(row[name], chance)}
    if name == "data":
        forged["data"] = json.dumps({**json.loads(row["data"]), "forged": True})
    forged["hash"] = entry_hash([forged[name] for name in COLUMNS])
    await connection.execute(update(journal).where(journal.c.seq == row["seq"]).values(forged))
    return range(row["seq"], row["seq"] + 2)


async def delete_some(connection: Connection, rows: Rows, chance: Random) -> range:
    first = chance.choice(rows)["seq"]
    length = chance.choice((1, 1, 1, 2, 5, 50))
    await connection.execute(delete(journal).where(journal.c.seq.between(first, first + length - 1)))
    return range(first, first + 1)


async def insert_one(connection: Connection, rows: Rows, chance: Random) -> range:
    """Between two others, all behind it moved up by one; its own hash is in order."""
    place = chance.choice(rows)["seq"]
    for shift in (FURTHER + 1, -FURTHER):  # in two steps: no number may be there twice
        await connection.execute(update(journal).where(journal.c.seq > place).values(seq=journal.c.seq + shift))
    before = rows[place - 1]
    forged = {**before, "seq": place + 1, "act": Act.DUTY_ACCEPTED, "previous": before["hash"]}
    forged["hash"] = entry_hash([forged[name] for name in COLUMNS])
    await connection.execute(insert(journal).values(forged))
    return range(place + 1, place + 3)


async def append_one(connection: Connection, rows: Rows, chance: Random) -> range:
    """Behind the last, in good order: the head knows nothing of it."""
    last = rows[-1]
    forged = {**chance.choice(rows), "seq": last["seq"] + 1, "previous": last["hash"]}
    forged["hash"] = entry_hash([forged[name] for name in COLUMNS])
    await connection.execute(insert(journal).values(forged))
    return range(forged["seq"], forged["seq"] + 1)


async def swap_two(connection: Connection, rows: Rows, chance: Random) -> range:
    """Two acts change places, with or without their hashes."""
    one, other = sorted(chance.sample(rows, 2), key=lambda row: row["seq"])
    kept = {"seq"} if chance.random() < 0.5 else {"seq", "previous", "hash"}
    for place, content in ((one, other), (other, one)):
        columns = {name: content[name] for name in (*COLUMNS, "hash") if name not in kept}
        await connection.execute(update(journal).where(journal.c.seq == place["seq"]).values(columns))
    return range(one["seq"], one["seq"] + 1)


async def cut_the_tail(connection: Connection, rows: Rows, chance: Random) -> range:
    left = len(rows) - chance.choice((1, 2, 10, chance.randrange(1, len(rows))))
    await connection.execute(delete(journal).where(journal.c.seq > left))
    return range(left + 1, left + 2)


async def cut_with_the_head(connection: Connection, rows: Rows, chance: Random) -> range:
    """The head is set back as well: only who noted a later one can tell."""
    left = len(rows) - chance.choice((1, 10, chance.randrange(1, len(rows))))
    await connection.execute(delete(journal).where(journal.c.seq > left))
    await connection.execute(update(journal_head).values(seq=left, hash=rows[left - 1]["hash"]))
    return range(left + 1, left + 2)


async def rewrite_the_tail(connection: Connection, rows: Rows, chance: Random) -> range:
    """One entry changed and everything behind it, and the head, hashed anew: the chain is sound and another."""
    first = chance.choice(rows)
    previous = first["previous"]
    for row in rows[first["seq"] - 1 :]:
        forged = {**row, "previous": previous}
        if row is first:
            forged["at"] = other_than(row["at"], chance)
        forged["hash"] = previous = entry_hash([forged[name] for name in COLUMNS])
        await connection.execute(update(journal).where(journal.c.seq == row["seq"]).values(forged))
    await connection.execute(update(journal_head).values(hash=previous))
    return range(first["seq"], first["seq"] + 1)


async def move_the_head(connection: Connection, rows: Rows, chance: Random) -> range:
    columns = chance.choice(
        (
            {"seq": len(rows) + 3},
            {"seq": len(rows) - chance.randrange(1, len(rows))},
            {"hash": other_than(rows[-1]["hash"], chance)},
        )
    )
    await connection.execute(update(journal_head).values(columns))
    return range(1, len(rows) + 5)


async def change_the_words(connection: Connection, rows: Rows, chance: Random) -> range:
    """Free text, its salt, or all of it gone."""
    row = chance.choice([one for one in rows if '"words"' in one["data"]])
    key = chance.choice([ref["id"] for ref in json.loads(row["data"])["words"].values()])
    kept = (await connection.execute(select(words).where(words.c.id == key))).one()
    change = chance.choice(("text", "salt", None))
    if change is None:
        await connection.execute(delete(words).where(words.c.id == key))
    else:
        value = other_than(getattr(kept, change), chance)
        await connection.execute(update(words).where(words.c.id == key).values({change: value}))
    return range(row["seq"], row["seq"] + 1)


WAYS: dict[Way, int] = {
    change_a_column: 30,
    change_with_its_hash: 12,
    delete_some: 12,
    insert_one: 8,
    append_one: 5,
    swap_two: 10,
    cut_the_tail: 6,
    cut_with_the_head: 4,
    rewrite_the_tail: 2,
    move_the_head: 4,
    change_the_words: 12,
}
ON_THE_WHOLE = (change_a_column, change_with_its_hash, delete_some, swap_two, cut_the_tail, change_the_words)


async def judged(connection: Connection, places: range, anchors: Rows) -> Verdict:
    """By the chain and its head; where these hold, by the anchors noted outside, of which the first that is missing
    tells behind which one the tampering lies."""
    broken = (await verify(connection)).broken
    if broken is not None:
        return Verdict(found=True, named=broken.seq in places, by_anchor=False)
    for before, anchor in pairwise([{"seq": 0}, *anchors]):
        if (await verify(connection, anchor=anchor["hash"])).broken is not None:
            return Verdict(found=True, named=before["seq"] < places.start <= anchor["seq"], by_anchor=True)
    return Verdict(found=False, named=False, by_anchor=False)


async def disarm(connection: Connection) -> None:
    """Get around the triggers, as whoever has the file can."""
    triggers = await connection.scalars(text("SELECT name FROM sqlite_master WHERE type = 'trigger'"))
    for name in triggers.all():
        await connection.execute(text(f'DROP TRIGGER "{name}"'))


async def tamper(connection: Connection, rows: Rows, ways: Sequence[Way], chance: Random) -> Counter[str]:
    """Each way once, undone after it was looked for; what became of them, by way."""
    anchors = [row for row in rows if row["seq"] % ANCHOR_EVERY == 0 or row is rows[-1]]
    tally: Counter[str] = Counter()
    for way in ways:
        attempt = await connection.begin_nested()
        verdict = await judged(connection, await way(connection, rows, chance), anchors)
        await attempt.rollback()
        tally[f"{way.__name__}: done"] += 1
        for what in ("found", "named", "by_anchor"):
            tally[f"{way.__name__}: {what}"] += getattr(verdict, what)
    return tally


async def main(arguments: list[str]) -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--database", required=True, help="the file that benchmarks.year has made")
    for name, number in (("count", 1000), ("entries", 4000), ("whole", 5), ("seed", 1)):
        asked.add_argument(f"--{name}", type=int, default=number)
    wanted = asked.parse_args(arguments)
    chance = Random(wanted.seed)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.db"
        backup_sqlite(Path(wanted.database), copy)
        database = Database(f"sqlite:///{copy}")
        async with database.rebuilding() as connection:  # nor do foreign keys hold anybody back
            await disarm(connection)
            began = perf_counter()
            sound = await verify(connection)
            print(f"{sound.count} entries, checked in {perf_counter() - began:.1f} s: {sound.broken or 'all sound'}")
            rows = [line async for line in export_lines(connection)]
            ways: Sequence[Way] = chance.choices(ON_THE_WHOLE, k=wanted.whole)
            _print(f"the whole journal, {len(rows)} entries", await tamper(connection, rows, ways, chance))
            rows = rows[: wanted.entries]
            await connection.execute(delete(journal).where(journal.c.seq > len(rows)))
            await connection.execute(update(journal_head).values(seq=len(rows), hash=rows[-1]["hash"]))
            ways = chance.choices(list(WAYS), list(WAYS.values()), k=wanted.count)
            _print(f"its first {len(rows)} entries", await tamper(connection, rows, ways, chance))
        await database.close()


def _print(where: str, tally: Counter[str]) -> None:
    names = sorted({key.split(":")[0] for key in tally})
    total = {what: sum(tally[f"{name}: {what}"] for name in names) for what in ("done", "found", "named")}
    print(f"{where}: {total['done']} tamperings, {total['found']} found, {total['named']} with their place named")
    for name in names:
        done, found, named, anchor = (tally[f"{name}: {what}"] for what in ("done", "found", "named", "by_anchor"))
        print(f"  {name.replace('_', ' '):22} {done:4} done {found:4} found {named:4} named {anchor:4} by anchor alone")


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))
