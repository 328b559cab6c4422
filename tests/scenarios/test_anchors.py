"""The head of the journal is posted each working day to office and inspector: who kept it can prove that the chain was
written anew, though every hash in it fits (promise 3, M32)."""

from __future__ import annotations

import asyncio
import json
import re
import sqlite3
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
import structlog
from typer.testing import CliRunner, Result

from bot.cli import app
from domain.acts import Act
from storage.journal import COLUMNS, GENESIS, entry_hash
from tests.scenarios.cast import World, moment

pytestmark = pytest.mark.usefixtures("own_log")
TURN_ON = "/quydinh Mốc nhật ký: bật"


@pytest.fixture
def own_log() -> Iterator[None]:
    """The command line sets up the log of a process of its own; this one's goes on as it was."""
    kept = structlog.get_config()
    yield
    structlog.configure(**kept)


def posted(text: str) -> tuple[int, list[str]]:
    """The entry that the anchor names, and its hash in the groups in which it is read."""
    found = re.search(r"đến mục số (\d+), mã\n((?:[0-9a-f]{8} ?){8})", text)
    assert found, text
    return int(found[1]), found[2].split()


async def verified(world: World, *anchor: str) -> Result:
    """`python -m bot journal verify`, as whoever runs the program types it."""
    env = {"DATABASE_URL": f"sqlite:///{world.database}", "TELEGRAM_BOT_TOKEN": ""}
    return await asyncio.to_thread(lambda: CliRunner().invoke(app, ["journal", "verify", *anchor], env=env))


def written_anew(database: Path) -> None:
    """Somebody who may do anything in the database makes one act another's, and every hash behind it fit."""
    with sqlite3.connect(database) as connection:
        for (trigger,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {trigger}")
        names = ", ".join(COLUMNS)
        previous = GENESIS
        for row in connection.execute(f"SELECT {names} FROM journal ORDER BY seq").fetchall():
            entry = dict(zip(COLUMNS, row, strict=True)) | {"previous": previous}
            if entry["act"] == Act.DUTY_ACKNOWLEDGED:
                entry["actor_id"] = 1
            previous = entry_hash([entry[name] for name in COLUMNS])
            connection.execute(
                "UPDATE journal SET actor_id = ?, previous = ?, hash = ? WHERE seq = ?",
                (entry["actor_id"], entry["previous"], previous, entry["seq"]),
            )
        connection.execute("UPDATE journal_head SET hash = ?", (previous,))


async def test_a_chain_written_anew_with_its_head_is_found_by_an_anchor_of_an_earlier_day(world: World) -> None:
    await world.clerk.is_told(TURN_ON, "Đã đổi quy định Mốc nhật ký: bật")
    await world.clerk.assigns(Hạn="25/12/2026")
    world.an.receives("NV-1")
    await world.an.is_told("/nhan NV-1", "Đã ghi nhận")
    await world.until(moment(30, 16, 44, month=11))
    world.inspector.receives_nothing()
    await world.until(moment(30, 16, 45, month=11))
    told = world.inspector.receives("Mốc nhật ký Thứ Hai 30/11/2026 16:45", "không phải làm gì thêm")
    world.clerk.receives("Mốc nhật ký Thứ Hai 30/11/2026 16:45")
    seq, groups = posted(told.text)
    await world.until(moment(1, 17))
    world.clerk.receives("Mốc nhật ký Thứ Ba 01/12/2026 16:45")
    later, _ = posted(world.inspector.receives("Mốc nhật ký Thứ Ba 01/12/2026").text)
    assert later > seq
    world.nothing_else_was_said()

    whole = await verified(world, "--anchor", "".join(groups))
    assert (whole.exit_code, f"mã đã công bố là của mục số {seq}" in whole.stdout) == (0, True)
    for copied in (groups, [" ".join(groups).upper()], ["".join(groups)[:16]]):
        assert (await verified(world, "--anchor", *copied)).exit_code == 0
    written_anew(world.database)
    assert (await verified(world)).exit_code == 0, "every hash fits"
    found = await verified(world, "--anchor", *groups)
    assert found.exit_code == 1
    assert "không có mục nào mang mã đã cho" in found.stdout


async def test_what_is_no_hash_is_refused_rather_than_taken_for_found(world: World) -> None:
    for wrong in ("", "0123456789abcde", "không phải mã", "g" * 64, "a" * 65):
        found = await verified(world, "--anchor", wrong)
        assert (found.exit_code, "--anchor phải là mã" in found.stderr) == (2, True), wrong


async def test_each_anchor_stands_in_the_journal_with_whom_it_was_posted_to(world: World) -> None:
    await world.clerk.is_told(TURN_ON, "bật")
    await world.is_down_until(moment(3, 9))
    told = world.inspector.receives("Mốc nhật ký Thứ Năm 03/12/2026 09:00")
    world.clerk.receives("Mốc nhật ký")
    seq, groups = posted(told.text)
    ((data,),) = world.stored("SELECT data FROM journal WHERE act = 'anchor.posted'")
    entry = json.loads(str(data))
    assert (entry["seq"], entry["hash"]) == (seq, "".join(groups))
    assert len(entry["told"]) == 2
    assert [datetime.fromisoformat(one) for one in entry["superseded"]] == [
        moment(30, 16, 45, month=11),
        moment(1, 16, 45),
    ]
    assert datetime.fromisoformat(entry["planned_at"]) == moment(2, 16, 45)
    world.nothing_else_was_said()
