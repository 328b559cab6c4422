"""Which lines a program has, by its settings: each is opened in one place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from actions.installation import Office
from bot.confirming import ConfirmedClock
from bot.lines import Line
from bot.settings import Settings
from channels.telegram.channel import Telegram
from channels.telegram.limiter import DeliveryLimiter
from channels.telegram.polling import Polling


@dataclass(frozen=True, kw_only=True)
class Exchange:
    """What every line is opened with. `on_stored` hears the keys of what is new, `on_sent` the channel of each
    message that counts where so many are allowed."""

    settings: Settings
    office: Office
    clock: ConfirmedClock
    owner: str
    limiter: DeliveryLimiter
    on_stored: Callable[[set[int]], None]
    on_sent: Callable[[str], None]


def lines_of(exchange: Exchange, *, telegram_token: str | None) -> Iterator[Line]:
    if telegram_token is not None:
        yield _telegram(exchange, telegram_token)


def _telegram(exchange: Exchange, token: str) -> Line:
    settings = exchange.settings
    telegram = Telegram(
        token,
        api_base=settings.telegram_api_base,
        proxy=settings.telegram_proxy,
        limiter=exchange.limiter,
        on_leaving=exchange.clock.leaves,
    )
    reader = Polling(exchange.office, telegram, exchange.clock, owner=exchange.owner, on_stored=exchange.on_stored)
    return Line(telegram, reader)
