"""A person of the trial is played on Zalo: what they type is heard there, what the bot says is read there."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from aiohttp import ClientSession

from bot.trial.run import trial
from tests.scenarios.test_killed import free_port

AN = 1005


async def test_a_person_switched_to_zalo_hears_and_acts_there(tmp_path: Path) -> None:
    port = free_port()
    async with trial(port, database=tmp_path / "trial.db") as program, program.running(), ClientSession() as web:

        async def post(path: str, **body: object) -> dict[str, Any]:
            async with web.post(f"http://127.0.0.1:{port}/trial/{path}", json=body) as answer:
                assert answer.status == 200, await answer.text()
                found: dict[str, Any] = await answer.json()
                return found

        async def last_said(part: str) -> str:
            async with asyncio.timeout(20):
                while True:
                    async with web.get(f"http://127.0.0.1:{port}/trial/chat/{AN}") as answer:
                        chat = await answer.json()
                    said = [one["html"] for one in chat["messages"] if not one["mine"]]
                    if said and part in said[-1]:
                        return str(said[-1])
                    await asyncio.sleep(0.05)

        await post("channel", user_id=AN, zalo=True)
        await post("say", user_id=AN, text="/kenh")
        assert "/kenh telegram" in await last_said("qua <b>Zalo</b>")
        await post("say", user_id=AN, text="/viec")
        assert "1. " in await last_said("Gõ số hoặc chữ để chọn")
        await post("channel", user_id=AN, zalo=False)
        await post("say", user_id=AN, text="/kenh")
        await last_said("qua <b>Telegram</b>")
