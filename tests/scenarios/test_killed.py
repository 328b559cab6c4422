"""The real program as a process, killed at any point with updates waiting: no word is lost, none acts twice."""

from __future__ import annotations

import asyncio
import json
import os
import random
import signal
import socket
import sqlite3
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import aiohttp

from storage.database import Database
from storage.journal_check import verify

ROOT = Path(__file__).resolve().parents[2]
CLERK, AN = 1001, 1005
KILLS = 5
WORDS_EACH = 6


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Trial:
    """`python -m bot trial` in a folder of its own, played through its page."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.base = f"http://127.0.0.1:{self.port}"

    async def start(self) -> None:
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "TELEGRAM_BOT_TOKEN": ""}
        self.process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot",
            "trial",
            "--port",
            str(self.port),
            cwd=self.folder,
            env=environment,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )
        await self.until(self._answers)

    async def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        await self.process.wait()

    async def until(self, condition: Any) -> None:
        async with asyncio.timeout(60):
            while not await condition():  # noqa: ASYNC110  # another process: there is no event to wait for
                await asyncio.sleep(0.05)

    async def _answers(self) -> bool:
        try:
            await self.get("/trial/state")
        except aiohttp.ClientError:
            return False
        return True

    async def get(self, path: str) -> Any:
        async with aiohttp.ClientSession() as session, session.get(self.base + path) as answer:
            return await answer.json()

    async def post(self, path: str, **data: Any) -> Any:
        async with aiohttp.ClientSession() as session, session.post(self.base + path, json=data) as answer:
            assert answer.status == 200, await answer.text()
            return await answer.json()

    async def says(self, user_id: int, text: str) -> None:
        await self.post("/trial/say", user_id=user_id, text=text)

    async def chat(self, user_id: int) -> list[dict[str, Any]]:
        messages: list[dict[str, Any]] = (await self.get(f"/trial/chat/{user_id}"))["messages"]
        return messages

    async def reads(self, user_id: int, text: str) -> bool:
        return any(text in message["html"] for message in await self.chat(user_id) if not message["mine"])

    async def presses(self, user_id: int, label: str) -> None:
        for message in reversed(await self.chat(user_id)):
            for row in message["buttons"]:
                for name, data in row:
                    if name == label:
                        await self.post("/trial/press", user_id=user_id, message_id=message["id"], data=data)
                        return
        raise AssertionError(label)


ASSIGNMENT = """/giaoviec
Chủ trì: Nguyễn Văn An
Việc: Rà soát hồ sơ đất đai
Sản phẩm: Danh sách
Hạn: 20 ngày làm việc"""


async def test_killed_with_words_waiting_it_loses_none_and_acts_once(tmp_path: Path) -> None:
    chance = random.Random(7)
    trial = Trial(tmp_path)
    await trial.start()
    await trial.says(CLERK, ASSIGNMENT)
    await trial.until(lambda: trial.reads(CLERK, "Dondoc hiểu nhiệm vụ"))
    await trial.presses(CLERK, "Giao việc")
    await trial.until(lambda: trial.reads(AN, "được giao chủ trì"))

    said = []
    for _ in range(KILLS):
        for _ in range(WORDS_EACH):
            said.append(f"Tiến độ số {len(said) + 1}.")
            await trial.says(AN, f"/tiendo NV-1 {said[-1]}")
        await asyncio.sleep(chance.uniform(0, 0.25))
        await trial.kill()
        await trial.start()

    await trial.until(lambda: _reported(tmp_path, len(said)))
    assert await _words(tmp_path) == Counter(said)
    await trial.post("/trial/clock", by="week")
    assert await trial.reads(AN, "/xong NV-1")
    await trial.kill()
    await _journal_is_whole(tmp_path)


async def test_killed_within_a_message_of_several_commands_each_is_done_once(tmp_path: Path) -> None:
    """Wherever between two of them it dies, it goes on at the next."""
    trial = Trial(tmp_path)
    await trial.start()
    await trial.says(CLERK, ASSIGNMENT)
    await trial.until(lambda: trial.reads(CLERK, "Dondoc hiểu nhiệm vụ"))
    await trial.presses(CLERK, "Giao việc")
    await trial.until(lambda: trial.reads(AN, "được giao chủ trì"))

    said = [f"Bước {number}." for number in range(1, 16)]
    await trial.says(AN, "\n".join(f"/tiendo NV-1 {words}" for words in said))
    await trial.until(lambda: _reported(tmp_path, 1))
    await trial.kill()
    done = sum((await _words(tmp_path)).values())
    assert 1 <= done < len(said)
    await trial.start()
    await trial.until(lambda: _reported(tmp_path, len(said)))
    assert await _words(tmp_path) == Counter(said)
    await trial.until(lambda: trial.reads(AN, "trước khi Dondoc bị gián đoạn"))
    await trial.kill()


async def _reported(folder: Path, count: int) -> bool:
    return sum((await _words(folder)).values()) >= count


async def _words(folder: Path) -> Counter[str]:
    """Every progress report in the journal, by its text."""
    with sqlite3.connect(f"file:{folder}/data/trial.db?mode=ro", uri=True) as connection:
        rows = connection.execute("SELECT data FROM journal WHERE act = 'duty.reported'").fetchall()
        keys = [json.loads(data)["words"]["text"]["id"] for (data,) in rows]
        texts = dict(connection.execute("SELECT id, text FROM words").fetchall())
    return Counter(texts[key] for key in keys)


async def _journal_is_whole(folder: Path) -> None:
    database = Database(f"sqlite:///{folder}/data/trial.db")
    async with database.reading() as connection:
        soundness = await verify(connection)
    await database.close()
    assert soundness.broken is None
    assert soundness.count > KILLS * WORDS_EACH
