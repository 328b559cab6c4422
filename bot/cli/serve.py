"""Run the bot, or trial mode."""

from __future__ import annotations

import asyncio
import errno
import os
import sys
from collections.abc import Coroutine
from typing import Any

import structlog
import typer
from aiohttp import web

from bot.cli.frame import read_settings
from bot.clock import SystemClock
from bot.health import health_routes
from bot.idle_settings import without_effect
from bot.links import link_routes
from bot.memory import collect_seldom
from bot.program import Program, run_until_stopped
from bot.settings import Settings
from bot.trial.run import run_trial
from texts.front import upkeep

log = structlog.get_logger()

PORT_FAULTS = frozenset({errno.EADDRINUSE, errno.EACCES, errno.EADDRNOTAVAIL})


def run() -> None:
    """The bot, or trial mode where no token is set."""
    settings = read_settings()
    _warn(settings, in_trial=not settings.has_bot)
    running = _run(settings) if settings.has_bot else run_trial(settings.http_port)
    _serve(running, settings.http_port)


def run_trial_mode(port: int | None) -> None:
    """On the port of the settings where none is given."""
    settings = read_settings()
    _warn(settings, in_trial=True)
    chosen = settings.http_port if port is None else port
    _serve(run_trial(chosen), chosen)


def _warn(settings: Settings, *, in_trial: bool) -> None:
    """Name what is set and changes nothing: whoever set it counts on it."""
    for name, why in without_effect(settings, in_trial=in_trial).items():
        log.warning("setting_without_effect", name=name, because=why)


def _serve(running: Coroutine[Any, Any, None], port: int) -> None:
    collect_seldom()
    try:
        asyncio.run(running)
    except OSError as wrong:
        if wrong.errno not in PORT_FAULTS:
            raise
        print(upkeep.port_not_opened(port, os.strerror(wrong.errno)), file=sys.stderr)
        raise typer.Exit(1) from None


async def _run(settings: Settings) -> None:
    program = Program(settings, SystemClock(), token=settings.token)
    await program.prepare()
    served = web.Application()
    served.add_routes(health_routes(program))
    served.add_routes(link_routes(program))
    for line in program.lines.values():
        served.add_routes(line.reader.routes())
    runner = web.AppRunner(served, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, settings.http_host, settings.http_port).start()
        await run_until_stopped(program)
    finally:
        await runner.cleanup()
        await program.close()
