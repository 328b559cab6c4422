"""Who does the same with less: each a process of its own, started by the bench.

python -m benchmarks.bench.peers echo BASE                 python-telegram-bot by polling, its default request
python -m benchmarks.bench.peers send BASE CHATS COUNT     `Bot.send_message` bare, ten senders
python -m benchmarks.bench.peers schedule FILE COUNT       APScheduler, jobs in SQLite, fires so many that are due
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from threading import Event
from time import perf_counter, process_time

from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.background import BackgroundScheduler
from telegram import Bot, Update
from telegram.ext import Application, CallbackContext, MessageHandler, filters

from benchmarks.bulk import FIRST_ACCOUNT
from benchmarks.process import TOKEN

SENDERS = 10
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def echo(base: str) -> None:
    async def answer(update: Update, _context: CallbackContext) -> None:  # type: ignore[type-arg]
        assert update.message is not None
        await update.message.reply_text(update.message.text or "")

    application = Application.builder().token(TOKEN).base_url(f"{base}/bot").build()
    application.add_handler(MessageHandler(filters.TEXT, answer))
    application.run_polling()


async def send(base: str, chats: int, count: int) -> None:
    async with Bot(TOKEN, base_url=f"{base}/bot") as bot:
        numbers = iter(range(count))

        async def sender(mine: Iterator[int]) -> None:
            for number in mine:
                await bot.send_message(FIRST_ACCOUNT + 1 + number % chats, f"Nhắc việc số {number}: sắp đến hạn.")

        began, computed = perf_counter(), process_time()
        await asyncio.gather(*(sender(numbers) for _ in range(SENDERS)))
        _say(seconds=perf_counter() - began, cpu=process_time() - computed)


class Fired:
    """How many jobs have run; the last sets the event."""

    left = 0
    done = Event()


def fire() -> None:
    Fired.left -= 1
    if not Fired.left:
        Fired.done.set()


def schedule(file: str, count: int) -> None:
    jobs = SQLAlchemyJobStore(url=f"sqlite:///{file}")
    scheduler = BackgroundScheduler(jobstores={"default": jobs}, timezone=UTC)
    scheduler.start(paused=True)
    Fired.left = count
    for number in range(count):
        due = LONG_AGO + timedelta(seconds=number)
        scheduler.add_job(fire, "date", run_date=due, misfire_grace_time=None, id=str(number))
    began, computed = perf_counter(), process_time()
    scheduler.resume()
    Fired.done.wait()
    scheduler.shutdown()  # once the last is taken from the database
    _say(seconds=perf_counter() - began, cpu=process_time() - computed)


def _say(**figures: float) -> None:
    print(json.dumps(figures), flush=True)


def main(part: str, *given: str) -> None:
    match part:
        case "echo":
            echo(given[0])
        case "send":
            asyncio.run(send(given[0], int(given[1]), int(given[2])))
        case "schedule":
            schedule(given[0], int(given[1]))


if __name__ == "__main__":
    main(*sys.argv[1:])
