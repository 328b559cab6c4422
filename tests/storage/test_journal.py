"""The journal: no gap whoever writes, and whatever is tampered with is found and named (promise 3, M32, M52)."""

from __future__ import annotations

import asyncio
import random
import sys
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.exc import DBAPIError

from storage.audits import WALKED, journal_defects
from storage.database import Connection, Database
from storage.journal import (
    BATCH,
    COLUMNS,
    GENESIS,
    append,
    entries_of_case,
    entry_hash,
    export_lines,
    head,
    head_is_last,
    keep_words,
    words_of,
)
from storage.journal_check import AnchorUnreadable, Soundness, read_anchor, verify
from storage.settings_store import set_fact
from storage.tables import journal, journal_head, words
from tests.storage.one_writer import main as write_alone
from tests.storage.samples import entry, write_chain

LENGTH = 30
TAMPERINGS = 300


async def verified(database: Database, anchor: str | None = None) -> Soundness:
    async with database.reading() as connection:
        return await verify(connection, anchor=anchor)


# Writing


async def test_an_empty_journal_is_sound(database: Database) -> None:
    sound = await verified(database)
    assert (sound.count, sound.head, sound.broken) == (0, GENESIS, None)


async def test_entries_are_numbered_without_gap_and_each_names_the_one_before(database: Database) -> None:
    await write_chain(database, LENGTH)
    async with database.reading() as connection:
        lines = [line async for line in export_lines(connection)]
        assert await head(connection) == (LENGTH, lines[-1]["hash"])
        assert await head_is_last(connection)
    assert [line["seq"] for line in lines] == list(range(1, LENGTH + 1))
    assert [line["previous"] for line in lines] == [GENESIS, *(line["hash"] for line in lines[:-1])]
    assert all(entry_hash([line[name] for name in COLUMNS]) == line["hash"] for line in lines)


async def test_an_entry_comes_back_as_it_was_written(database: Database) -> None:
    written = entry(1, actor_id=3, actor_unit_id=4, actor_position="Phó Trưởng phòng", case_id=7, duty_id=8)
    async with database.writing() as connection:
        await append(connection, [written])
    async with database.reading() as connection:
        (read,) = await entries_of_case(connection, 7)
    assert (read.at, read.act, read.via, dict(read.data)) == (written.at, written.act, "test", dict(written.data))
    assert (read.actor_id, read.actor_unit_id, read.actor_position, read.duty_id) == (3, 4, "Phó Trưởng phòng", 8)


async def test_what_is_undone_leaves_neither_entry_nor_gap(database: Database) -> None:
    await write_chain(database, 3)

    async def append_and_fail() -> None:
        async with database.writing() as connection:
            await append(connection, [entry(4)])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await append_and_fail()
    async with database.writing() as connection:
        await append(connection, [entry(5)])
    sound = await verified(database)
    assert (sound.count, sound.broken) == (4, None)


async def test_forty_writers_at_once_leave_no_gap(database: Database) -> None:
    async def write(number: int) -> None:
        async with database.writing() as connection:
            await append(connection, [entry(number)] * (1 + number % 3))

    await asyncio.gather(*(write(number) for number in range(40)))
    sound = await verified(database)
    assert (sound.count, sound.broken) == (sum(1 + number % 3 for number in range(40)), None)


async def test_three_processes_at_once_leave_no_gap(database: Database, database_address: str) -> None:
    """Two beside this one, as they would run on two machines."""
    others = [
        await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.storage.one_writer", database_address, name, "25"
        )
        for name in ("first", "second")
    ]
    await write_alone(database_address, "third", 25)
    assert [await other.wait() for other in others] == [0, 0]
    sound = await verified(database)
    assert (sound.count, sound.broken) == (3 * sum(1 + number % 3 for number in range(25)), None)
    async with database.reading() as connection:
        writers = [line["via"] async for line in export_lines(connection)]
    assert {name: writers.count(name) for name in set(writers)} == dict.fromkeys(("first", "second", "third"), 49)


# What the database itself refuses


CHANGES = [
    "UPDATE journal SET act = 'other' WHERE seq = 2",
    "UPDATE journal SET act = act",
    "DELETE FROM journal WHERE seq = 3",
    "DELETE FROM journal",
    "DELETE FROM journal_head",
    "UPDATE journal_head SET seq = 2",
    "UPDATE journal_head SET seq = seq, hash = 'x'",
    "INSERT INTO journal_head (id, seq, hash) VALUES (2, 9, 'x')",
    "INSERT INTO journal (seq, at, via, act, data, previous, hash) VALUES (0, 'x', 'x', 'x', '{}', 'x', 'x')",
    "INSERT INTO journal SELECT * FROM journal WHERE seq = 1",
]
ONLY_SQLITE = [
    "INSERT OR REPLACE INTO journal SELECT * FROM journal WHERE seq = 2",
    "REPLACE INTO journal SELECT * FROM journal WHERE seq = 2",
    "UPDATE OR REPLACE journal SET seq = 1 WHERE seq = 2",
    "INSERT OR REPLACE INTO journal_head (id, seq, hash) VALUES (1, 1, 'x')",
    "INSERT INTO journal SELECT * FROM journal WHERE seq = 1 ON CONFLICT (seq) DO UPDATE SET act = 'other'",
]
ONLY_POSTGRESQL = [
    "TRUNCATE journal",
    "TRUNCATE journal CASCADE",
    "TRUNCATE journal_head",
    "INSERT INTO journal SELECT * FROM journal WHERE seq = 1 ON CONFLICT (seq) DO UPDATE SET act = 'other'",
]


async def test_no_statement_changes_or_removes_an_entry(database: Database) -> None:
    await write_chain(database, 4)
    for statement in CHANGES + (ONLY_SQLITE if database.is_sqlite else ONLY_POSTGRESQL):
        with pytest.raises(DBAPIError):
            async with database.writing() as connection:
                await connection.execute(text(statement))
    sound = await verified(database)
    assert (sound.count, sound.broken) == (4, None)


# Tampering by somebody who owns the database


async def disarm(connection: Connection) -> None:
    """Take the triggers away, as the owner of the database can."""
    if connection.dialect.name == "sqlite":
        found = await connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'"))
        for (name,) in found.all():
            await connection.execute(text(f'DROP TRIGGER "{name}"'))
        return
    for table in ("journal", "journal_head"):
        await connection.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER ALL"))


def another(letter: str, chance: random.Random) -> str:
    return chance.choice([one for one in "0123456789abcdefÂđ" if one != letter])


def altered(value: Any, chance: random.Random) -> Any:
    """The value with one character changed; an empty place filled."""
    if value is None:
        return 1
    if isinstance(value, int):
        digits = str(value)
        place = chance.randrange(len(digits))
        others = [one for one in "123456789" if one != digits[place]]
        return int(digits[:place] + chance.choice(others) + digits[place + 1 :])
    place = chance.randrange(len(value))
    return value[:place] + another(value[place], chance) + value[place + 1 :]


Rows = Sequence[dict[str, Any]]


async def change_a_character(connection: Connection, rows: Rows, chance: random.Random) -> range:
    row, name = chance.choice(rows), chance.choice((*COLUMNS, "hash"))
    value = altered(row[name], chance)
    if name == "actor_position" and row[name] is None:
        value = "x"
    if name == "seq":
        taken = {one["seq"] for one in rows}
        while value in taken:
            value += 100
    await connection.execute(update(journal).where(journal.c.seq == row["seq"]).values({name: value}))
    return range(row["seq"], row["seq"] + 1)


async def delete_a_row(connection: Connection, rows: Rows, chance: random.Random) -> range:
    row = chance.choice(rows)
    await connection.execute(delete(journal).where(journal.c.seq == row["seq"]))
    return range(row["seq"], row["seq"] + 1)


async def swap_two_rows(connection: Connection, rows: Rows, chance: random.Random) -> range:
    """Two acts change places; their numbers stay."""
    one, other = sorted(chance.sample(list(rows), 2), key=lambda row: row["seq"])
    whole = chance.random() < 0.5
    for place, content in ((one, other), (other, one)):
        columns = {name: content[name] for name in COLUMNS if name not in {"seq", "previous"}}
        if whole:
            columns |= {"previous": content["previous"], "hash": content["hash"]}
        await connection.execute(update(journal).where(journal.c.seq == place["seq"]).values(columns))
    return range(one["seq"], one["seq"] + 1)


async def insert_a_row(connection: Connection, rows: Rows, chance: random.Random) -> range:
    """Behind the last one, its hash in order: only the head tells."""
    last = rows[-1]
    row = {**last, "seq": last["seq"] + 1, "act": "forged", "previous": last["hash"]}
    row["hash"] = entry_hash([row[name] for name in COLUMNS]) if chance.random() < 0.7 else last["hash"]
    await connection.execute(insert(journal).values(row))
    return range(row["seq"], row["seq"] + 1)


async def insert_between(connection: Connection, rows: Rows, chance: random.Random) -> range:
    """Everything behind moves up by one, as somebody would who wants to hide it."""
    place = chance.choice(rows)["seq"]
    for row in reversed([one for one in rows if one["seq"] > place]):
        await connection.execute(update(journal).where(journal.c.seq == row["seq"]).values(seq=row["seq"] + 1))
    before = rows[place - 1]
    forged = {**before, "seq": place + 1, "act": "forged", "previous": before["hash"]}
    forged["hash"] = entry_hash([forged[name] for name in COLUMNS])
    await connection.execute(insert(journal).values(forged))
    return range(place + 1, place + 3)


async def cut_the_tail(connection: Connection, rows: Rows, chance: random.Random) -> range:
    length = chance.randrange(1, len(rows))
    await connection.execute(delete(journal).where(journal.c.seq > len(rows) - length))
    return range(len(rows) - length + 1, len(rows) - length + 2)


async def move_the_head(connection: Connection, rows: Rows, chance: random.Random) -> range:
    columns = chance.choice(
        [
            {"seq": len(rows) + chance.randrange(1, 9)},
            {"seq": chance.randrange(len(rows))},
            {"hash": altered(rows[-1]["hash"], chance)},
        ]
    )
    await connection.execute(update(journal_head).values(columns))
    return range(1, len(rows) + 2)


async def change_the_words(connection: Connection, rows: Rows, chance: random.Random) -> range:
    row = chance.choice([one for one in rows if '"words"' in one["data"]])
    key = int(row["data"].split('"id":')[1].split("}")[0].split(",")[0])
    kept = (await connection.execute(select(words).where(words.c.id == key))).one()
    match chance.randrange(3):
        case 0:
            await connection.execute(update(words).where(words.c.id == key).values(text=altered(kept.text, chance)))
        case 1:
            await connection.execute(update(words).where(words.c.id == key).values(salt=altered(kept.salt, chance)))
        case _:
            await connection.execute(delete(words).where(words.c.id == key))
    return range(row["seq"], row["seq"] + 1)


WAYS: list[Callable[[Connection, Rows, random.Random], Any]] = [
    change_a_character,
    change_a_character,
    change_a_character,
    delete_a_row,
    swap_two_rows,
    insert_a_row,
    insert_between,
    cut_the_tail,
    move_the_head,
    change_the_words,
]


async def test_three_hundred_tamperings_are_each_found_and_named(database: Database) -> None:
    await write_chain(database, LENGTH)
    async with database.writing() as connection:
        await disarm(connection)
        rows = [line async for line in export_lines(connection)]
        for number in range(TAMPERINGS):
            chance = random.Random(number)
            tamper = WAYS[number % len(WAYS)]
            attempt = await connection.begin_nested()
            named = await tamper(connection, rows, chance)
            found = await verify(connection)
            assert found.broken is not None, f"{number}: {tamper.__name__} was not found"
            assert found.broken.seq in named, f"{number}: {tamper.__name__} at {named}, named {found.broken}"
            await attempt.rollback()
            assert (await verify(connection)).broken is None


async def test_a_cut_tail_with_a_rewritten_head_is_found_by_the_anchor(database: Database) -> None:
    await write_chain(database, LENGTH)
    anchor = (await verified(database)).head
    async with database.writing() as connection:
        await disarm(connection)
        await connection.execute(delete(journal).where(journal.c.seq > LENGTH - 5))
        last = await connection.scalar(select(journal.c.hash).where(journal.c.seq == LENGTH - 5))
        await connection.execute(update(journal_head).values(seq=LENGTH - 5, hash=last))
    assert (await verified(database)).broken is None
    found = (await verified(database, anchor)).broken
    assert found is not None
    assert (found.seq, found.fault) == (LENGTH - 5, "anchor_missing")


async def test_a_chain_rewritten_from_the_middle_is_found_by_the_anchor(database: Database) -> None:
    await write_chain(database, LENGTH)
    anchor = (await verified(database)).head
    async with database.writing() as connection:
        await disarm(connection)
        rows = [line async for line in export_lines(connection)]
        previous = GENESIS
        for row in rows:
            forged = {**row, "previous": previous, "act": "forged" if row["seq"] == 9 else row["act"]}
            forged["hash"] = previous = entry_hash([forged[name] for name in COLUMNS])
            await connection.execute(update(journal).where(journal.c.seq == row["seq"]).values(forged))
        await connection.execute(update(journal_head).values(hash=previous))
    assert (await verified(database)).broken is None
    assert (await verified(database, anchor)).broken is not None


async def test_every_earlier_head_is_an_anchor_that_holds(database: Database) -> None:
    await write_chain(database, 6)
    async with database.reading() as connection:
        heads = [line["hash"] async for line in export_lines(connection)]
    assert (await verified(database, GENESIS)).broken is None
    for seq, anchor in enumerate(heads, start=1):
        for copied in (anchor, anchor.upper(), " ".join(anchor[start : start + 8] for start in range(0, 64, 8))):
            found = await verified(database, read_anchor(copied))
            assert (found.broken, found.anchored_at) == (None, seq)
        assert (await verified(database, read_anchor(anchor[:16]))).anchored_at == seq
        changed = anchor[:-1] + ("0" if anchor[-1] != "0" else "1")
        broken = (await verified(database, changed)).broken
        assert broken is not None
        assert broken.fault == "anchor_missing"


@pytest.mark.parametrize("text", ["", "0123456789abcde", "0" * 65, "g" * 64, "c040 " * 3, "mã cuối"])
def test_what_is_too_little_of_a_hash_is_no_anchor(text: str) -> None:
    with pytest.raises(AnchorUnreadable):
        read_anchor(text)


async def test_a_missing_head_row_is_named(database: Database) -> None:
    await write_chain(database, 3)
    async with database.writing() as connection:
        await disarm(connection)
        await connection.execute(delete(journal_head))
    found = (await verified(database)).broken
    assert found is not None
    assert found.fault == "head_missing"


async def test_a_journal_longer_than_a_batch_is_read_whole(database: Database) -> None:
    for count in (BATCH, BATCH + 1):
        async with database.writing() as connection:
            await append(connection, [entry(number) for number in range(BATCH if count == BATCH else 1)])
        sound = await verified(database)
        assert (sound.count, sound.broken) == (count, None)


async def test_of_several_broken_places_the_first_is_named(database: Database) -> None:
    await write_chain(database, LENGTH)
    further = (
        delete(journal).where(journal.c.seq > LENGTH - 5),
        update(journal).where(journal.c.seq == 10).values(act="other"),
        delete(journal).where(journal.c.seq == 10),
        delete(journal_head),
        update(journal_head).values(seq=12),
    )
    async with database.writing() as connection:
        await disarm(connection)
        # The first entry that has words is the third.
        await connection.execute(update(words).where(words.c.text == "lời thứ 3").values(text="lời khác"))
        for also in further:
            attempt = await connection.begin_nested()
            await connection.execute(also)
            found = (await verify(connection)).broken
            assert found is not None
            assert (found.seq, found.fault) == (3, "words_changed")
            await attempt.rollback()
        await connection.execute(update(journal).where(journal.c.seq == 2).values(act="other"))
        found = (await verify(connection)).broken
        assert found is not None
        assert (found.seq, found.fault) == (2, "changed")


# Free text


async def test_erased_words_stay_verifiable(database: Database) -> None:
    await write_chain(database, 9)
    async with database.writing() as connection:
        await connection.execute(update(words).values(text=None))
    assert (await verified(database)).broken is None


async def test_the_same_words_have_another_hash_each_time(database: Database) -> None:
    """Salted: whoever has the journal alone cannot try out what an erased text was."""
    async with database.writing() as connection:
        first, second = await keep_words(connection, "đồng ý"), await keep_words(connection, "đồng ý")
        assert first[1] != second[1]
        assert await words_of(connection, [first[0], second[0]]) == {first[0]: "đồng ý", second[0]: "đồng ý"}


# Walked a part at a time, by the hourly audit


async def walked(database: Database) -> list[tuple[int, str]]:
    """What an audit finds in the journal, by number and fault; how far it came is kept for the next."""
    async with database.reading() as connection:
        found, reached = await journal_defects(connection)
    async with database.writing() as connection:
        await set_fact(connection, WALKED, reached)
    return [(one.first, one.fault) for one in found]


async def spoil(database: Database, number: int) -> None:
    """Change an entry behind the journal's back."""
    async with database.rebuilding() as connection:
        if database.is_sqlite:
            await connection.execute(text("DROP TRIGGER journal_refuses_update"))
        else:
            await connection.execute(text("ALTER TABLE journal DISABLE TRIGGER USER"))
        await connection.execute(update(journal).where(journal.c.seq == number).values(via="other"))


async def test_an_audit_walks_what_is_new_and_in_time_what_is_old(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.audits.OLD_ENTRIES", 2)
    monkeypatch.setattr("storage.journal.BATCH", 2)
    await write_chain(database, 9)
    assert await walked(database) == []
    await spoil(database, 6)
    found = [await walked(database) for _ in range(3)]
    assert found == [[], [(6, "changed")], [(6, "changed")]], "until somebody has seen to it"


async def test_an_audit_finds_a_new_entry_that_was_changed(database: Database) -> None:
    await write_chain(database, 3)
    assert await walked(database) == []
    await write_chain(database, 2)
    await spoil(database, 4)
    assert await walked(database) == [(4, "changed")]
