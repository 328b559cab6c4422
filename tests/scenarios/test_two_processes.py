"""Two processes on one database, of either kind: one polls, both tick and send, and every nudge is said once."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections import Counter
from datetime import timedelta
from pathlib import Path

from actions.duties import tasks
from actions.duties.assignments import Assignment
from actions.office import accounts, people
from actions.order import Order
from bot.clock import StandingClock, SystemClock
from bot.program import Program
from bot.trial.run import unhurried_limiter
from bot.trial.telegram import BotApi
from channels.telegram.envelopes import CHANNEL
from domain.duties.cases import Deadline
from domain.office.people import Role
from domain.rules.lengths import Urgency
from storage.database import Database
from storage.journal_check import verify
from tests.scenarios.cast import ECONOMY, TOKEN, open_accounts, seat, served, settings_for
from tests.scenarios.test_killed import ROOT, free_port

PEOPLE = 30
FIRST = 2001  # their account numbers


async def test_two_processes_say_every_nudge_once(database_address: str, tmp_path: Path) -> None:
    api = BotApi(SystemClock(), TOKEN)
    async with served(api) as network:
        await _assign_long_ago(api, network.address, database_address)
        both = [await _start(network.address, database_address, tmp_path) for _ in range(2)]
        async with asyncio.timeout(60):
            while sum(_said(api).values()) < 2 * PEOPLE:  # noqa: ASYNC110  # other processes: no event to wait for
                await asyncio.sleep(0.1)
        for process in both:
            process.send_signal(signal.SIGTERM)
        assert [await process.wait() for process in both] == [0, 0]

    assert len(_said(api)) == 2 * PEOPLE
    assert set(_said(api).values()) == {1}
    database = Database(database_address)
    async with database.reading() as connection:
        assert (await verify(connection)).broken is None
    await database.close()


def _said(api: BotApi) -> Counter[tuple[int, str]]:
    """How often each was told what."""
    accounts = range(FIRST, FIRST + PEOPLE)
    return Counter((user, one.text) for user in accounts for one in api.messages(user) if one.from_bot)


async def _assign_long_ago(api: BotApi, base: str, address: str) -> None:
    """Each a task an hour and a half ago; Hỏa tốc, so that nothing waits for the office to open. Each is owed the
    assignment and the nudge that followed it."""
    clock = StandingClock(SystemClock().now() - timedelta(minutes=90))
    program = Program(settings_for(base, address, admins=""), clock, token=TOKEN, limiter=unhurried_limiter())
    await program.prepare()
    office, now = program.office, clock.now()
    await seat(office, now)
    await open_accounts(api)
    account = await accounts.recognise(
        office, Order(now=now, said_at=now, via="test"), channel=CHANNEL, user_id="1001", chat_id="1001"
    )
    assert account is not None
    order = Order(now=now, said_at=now, via="test", sender_id=account.id)
    due = Deadline(moment=now + timedelta(days=3), names_hour=True)
    for number in range(PEOPLE):
        name = f"Người Thứ {number}"
        await api.add_person(FIRST + number, name)
        placed = await people.enter_person(
            office, order, name=name, unit=ECONOMY, position="Chuyên viên", roles=frozenset({Role.OFFICIAL})
        )
        await accounts.link_sample_account(
            office, order, person_id=placed.person.id, channel=CHANNEL, user_id=str(FIRST + number)
        )
        task = Assignment(lead=name, title="Việc gấp", product="Báo cáo", deadline=due, urgency=Urgency.FLASH)
        await tasks.assign_tasks(office, order, task)
    await program.close()


async def _start(base: str, address: str, folder: Path) -> asyncio.subprocess.Process:
    settings = {
        "PYTHONPATH": str(ROOT),
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TELEGRAM_API_BASE": base,
        "DATABASE_URL": address,
        "HTTP_PORT": str(free_port()),
        "TICK_SECONDS": "0.2",
    }
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", cwd=folder, env={**os.environ, **settings}, stderr=asyncio.subprocess.DEVNULL
    )
