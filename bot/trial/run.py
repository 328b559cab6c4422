"""Trial mode: the real bot against a platform of our own on loopback, with a clock that can be moved (M49)."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

from aiohttp import web
from pydantic import SecretStr

from actions.order import Order
from bot.clock import MovedClock, SystemClock
from bot.health import health_routes
from bot.links import link_routes
from bot.program import Program, run_until_stopped
from bot.settings import Settings
from bot.trial.organisation import AGENCY, found_office, seat_people
from bot.trial.page import page_routes
from bot.trial.serving import api_routes
from bot.trial.telegram import BotApi
from bot.trial.zalo.platform import ZaloApi
from bot.trial.zalo.serving import zalo_routes
from bot.trial.zalo.switching import Switchboard
from channels.telegram.limiter import DeliveryLimiter
from domain.office.calendar import Calendar
from domain.office.hours import START_OF_DUTY_DAY
from storage.trial import ZALO, TrialStore
from texts.front.upkeep import trial_runs

DATABASE = Path("data/trial.db")
LARGEST_BODY = 51 * 1024 * 1024
HOST = "127.0.0.1"
UNDER = "/zalo"  # where its Bot API is
OWNER = "trial"


class Unhurried:
    """Time for a limiter that need not wait: the trial's platform has no limits."""

    def __init__(self) -> None:
        self.moment = 0.0

    def clock(self) -> float:
        return self.moment

    async def pause(self, seconds: float) -> None:
        self.moment += max(seconds, 0.001)


def unhurried_limiter() -> DeliveryLimiter:
    time = Unhurried()
    return DeliveryLimiter(clock=time.clock, pause=time.pause)


def next_working_morning(moment: datetime, calendar: Calendar) -> datetime:
    """08:00 of the next working day."""
    day = calendar.next_working_day(calendar.day_of(moment))
    return calendar.at(day, START_OF_DUTY_DAY)


@asynccontextmanager
async def trial(port: int, *, database: Path = DATABASE) -> AsyncIterator[Program]:
    """Server, page and bot, ready; the clock, the chats and the database are found again after a restart."""
    database.parent.mkdir(parents=True, exist_ok=True)
    clock = MovedClock()
    store, zalo_store = await TrialStore.open(database), await TrialStore.open(database, ZALO)
    token = f"1:{secrets.token_urlsafe(24)}"
    api = await BotApi.load(store, clock, token)
    zalo = await _zalo(zalo_store, clock, port)
    app = web.Application(client_max_size=LARGEST_BODY)
    runner = web.AppRunner(app, access_log=None)
    settings = _settings(database, token, zalo.token, port)
    program = Program(settings, clock, token=token, limiter=unhurried_limiter(), owner=OWNER)
    try:
        await program.prepare()
        calendar = await _calendar(program)
        if not api.chats:
            clock.move_to(next_working_morning(SystemClock().now(), calendar))
            await found_office(program.office, clock.now())
            await seat_people(api)
            await api.keep_clock()

        async def forward(target: datetime) -> datetime:
            await program.live_until(target, clock)
            await api.keep_clock()
            return clock.now()

        app.add_routes(api_routes(api))
        app.add_routes(health_routes(program))
        app.add_routes(link_routes(program))
        app.add_routes(zalo_routes(zalo, under=UNDER))
        for line in program.lines.values():
            app.add_routes(line.reader.routes())
        app.add_routes(
            page_routes(
                Switchboard(program.office, api, zalo),
                forward=forward,
                next_working_day=lambda moment: next_working_morning(moment, calendar),
                timezone=program.office.timezone,
            )
        )
        api.stopping.clear()
        zalo.stopping.clear()
        await runner.setup()
        await web.TCPSite(runner, HOST, port).start()
        yield program
    finally:
        api.stop()
        zalo.stop()
        await runner.cleanup()
        await program.close()
        await store.close()
        await zalo_store.close()


async def _zalo(store: TrialStore, clock: MovedClock, port: int) -> ZaloApi:
    """A webhook's address is of https; where that host really listens is here."""
    api = await ZaloApi.load(store, clock, f"2:{secrets.token_urlsafe(24)}")
    here = f"http://{HOST}:{port}"
    api.loopback = api.served_at = here
    api.address = f"{here}{UNDER}"
    return api


def _settings(database: Path, token: str, zalo_token: str, port: int) -> Settings:
    given = Settings.read()
    return given.model_copy(
        update={
            "telegram_bot_token": SecretStr(token),
            "telegram_api_base": f"http://{HOST}:{port}",
            "telegram_proxy": None,
            "webhook_url": None,
            "zalo_bot_token": SecretStr(zalo_token),
            "zalo_api_base": f"http://{HOST}:{port}{UNDER}",
            "zalo_proxy": None,
            "zalo_webhook_url": f"https://{HOST}/webhook/zalo",
            "zalo_webhook_secret": SecretStr(secrets.token_urlsafe(24)),
            "admin_ids": "",
            "public_url": f"http://{HOST}:{port}",
            "database_url": f"sqlite:///{database}",
            "agency_name": given.agency_name or AGENCY,
            "tick_seconds": min(given.tick_seconds, 2.0),
        }
    )


async def _calendar(program: Program) -> Calendar:
    now = SystemClock().now()
    async with program.office.look(Order(now=now, said_at=now, via="trial")) as view:
        return view.calendar


async def run_trial(port: int) -> None:
    async with trial(port) as program:
        print(trial_runs(f"http://{HOST}:{port}/", DATABASE), flush=True)
        await run_until_stopped(program)
