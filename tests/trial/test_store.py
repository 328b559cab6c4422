from __future__ import annotations

import asyncio
import signal
import sqlite3
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy.exc import SQLAlchemyError

from bot.clock import Clock, MovedClock, StandingClock
from bot.trial.telegram import BotApi
from storage.trial import TrialStore

from .conftest import AN, BINH, TOKEN

# Speaks, is answered, presses, moves the clock; confirms the first update; and is killed in the middle of it all.
KILLED = """
import asyncio, os, signal, sys
from datetime import timedelta
from pathlib import Path
from bot.clock import MovedClock
from bot.trial.telegram import BotApi
from storage.trial import TrialStore

async def main():
    api = await BotApi.load(await TrialStore.open(Path(sys.argv[1])), MovedClock(), "123456:trial")
    await api.add_person(11, "An", caption="Chuyên viên")
    await api.say(11, "/viec")
    api.clock.offset = timedelta(days=3)
    await api.keep_clock()
    keyboard = {"inline_keyboard": [[{"text": "Đã nhận", "callback_data": "ack:1"}]]}
    text = {"text": "<b>NV-1</b>", "parse_mode": "HTML"}
    await api.call("sendMessage", {"chat_id": 11, "reply_markup": keyboard} | text)
    await api.send_file(11, "a.txt", "tệp".encode())
    await api.press(11, 2, "Đã nhận")
    await api.call("setMyDescription", {"description": "mô tả"})
    await api.call("getUpdates", {"offset": 2})
    os.kill(os.getpid(), signal.SIGKILL)

asyncio.run(main())
"""


Load = Callable[[Path, Clock], Awaitable[BotApi]]


@pytest.fixture
async def load() -> AsyncIterator[Load]:
    async with AsyncExitStack() as stores:

        async def load(path: Path, clock: Clock) -> BotApi:
            store = await TrialStore.open(path)
            stores.push_async_callback(store.close)
            return await BotApi.load(store, clock, TOKEN)

        yield load


async def test_a_killed_program_finds_everything_again(load: Load, tmp_path: Path) -> None:
    path = tmp_path / "data" / "trial.db"
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", KILLED, str(path))
    assert await process.wait() == -signal.SIGKILL
    clock = MovedClock()
    api = await load(path, clock)
    assert clock.offset == timedelta(days=3)
    assert api.chats[AN].caption == "Chuyên viên"
    said, sent, file = api.messages(AN)
    assert (said.text, said.from_bot) == ("/viec", False)
    assert (sent.html, sent.buttons) == ("<b>NV-1</b>", [[("Đã nhận", "ack:1")]])
    assert sent.date - said.date >= timedelta(days=2)
    waiting = await api.call("getUpdates", {})
    assert [set(update) - {"update_id"} for update in waiting] == [{"message"}, {"callback_query"}]
    assert [update["update_id"] for update in waiting] == [2, 3]
    assert file.file_id
    stored = await api.file(file.file_id)
    assert stored
    assert stored.content.decode() == "tệp"
    assert (await api.call("getFile", {"file_id": file.file_id}))["file_size"] == len(stored.content)
    assert api.values["description"] == {"default:": "mô tả"}
    assert await api.say(AN, "tiếp") == 4
    assert (await api.call("getUpdates", {}))[-1]["update_id"] == 4


async def test_what_cannot_be_stored_has_not_happened(
    load: Load, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    api = await load(tmp_path / "trial.db", StandingClock(datetime(2026, 11, 23, tzinfo=UTC)))
    await api.add_person(AN, "An")

    async def full(*_arguments: object) -> None:
        raise SQLAlchemyError("database or disk is full")

    with monkeypatch.context() as broken:
        broken.setattr(TrialStore, "save", full)
        with pytest.raises(SQLAlchemyError):
            await api.say(AN, "mất")
    assert api.messages(AN) == []
    assert api.updates == {}
    assert await api.say(AN, "còn") == 1


async def test_acts_at_the_same_time_are_stored_one_after_the_other(load: Load, tmp_path: Path) -> None:
    clock = StandingClock(datetime(2026, 11, 23, tzinfo=UTC))
    api = await load(tmp_path / "trial.db", clock)
    for user_id in (AN, BINH):
        await api.add_person(user_id, "x")
    async with asyncio.TaskGroup() as together:
        for number in range(20):
            together.create_task(api.say(AN if number % 2 else BINH, str(number)))
    assert len(api.updates) == 20
    assert [m.message_id for m in api.messages(AN)] == list(range(1, 11))
    again = await load(tmp_path / "trial.db", clock)
    assert again.updates == api.updates
    assert again.messages(BINH) == api.messages(BINH)


async def test_the_file_is_shared_with_others(load: Load, tmp_path: Path) -> None:
    path = tmp_path / "trial.db"
    with sqlite3.connect(path) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("CREATE TABLE task (code TEXT)")
    api = await load(path, StandingClock(datetime(2026, 11, 23, tzinfo=UTC)))
    other.execute("BEGIN IMMEDIATE")
    other.execute("INSERT INTO task VALUES ('NV-1')")
    writing = asyncio.create_task(api.add_person(AN, "An"))
    assert await asyncio.wait([writing], timeout=0.05) == (set(), {writing})
    other.commit()
    await writing
    assert other.execute("SELECT count(*) FROM trial_chats").fetchone() == (1,)
    other.close()
