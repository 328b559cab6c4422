"""Which lines a program has, by its settings: each is opened in one place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from actions.installation import Office
from bot.confirming import ConfirmedClock
from bot.lines import Line
from bot.settings import Settings
from channels.reading import Reader
from channels.telegram.channel import Telegram
from channels.telegram.limiter import DeliveryLimiter
from channels.telegram.polling import Polling
from channels.telegram.webhook import TelegramWebhook, WebhookAddress
from channels.zalo.channel import Zalo
from channels.zalo.client import ZaloClient
from channels.zalo.envelopes import CHANNEL
from channels.zalo.pictures import PictureReader
from channels.zalo.polling import ZaloPolling
from channels.zalo.webhook import ZaloWebhook
from storage.inbox import Fresh


@dataclass(frozen=True, kw_only=True)
class Exchange:
    """What every line is opened with. `on_stored` hears of what is new, `on_sent` the channel of each
    message that counts where so many are allowed."""

    settings: Settings
    office: Office
    clock: ConfirmedClock
    owner: str
    limiter: DeliveryLimiter
    on_stored: Callable[[Fresh], None]
    on_sent: Callable[[str], None]


def lines_of(exchange: Exchange, *, telegram_token: str | None) -> Iterator[Line]:
    if telegram_token is not None:
        yield _telegram(exchange, telegram_token)
    if exchange.settings.zalo_token is not None:
        yield _zalo(exchange, exchange.settings.zalo_token)


def _telegram(exchange: Exchange, token: str) -> Line:
    settings = exchange.settings
    telegram = Telegram(
        token,
        api_base=settings.telegram_api_base,
        proxy=settings.telegram_proxy,
        limiter=exchange.limiter,
        on_leaving=exchange.clock.leaves,
    )
    return Line(telegram, _telegram_reader(exchange, telegram))


def _telegram_reader(exchange: Exchange, telegram: Telegram) -> Reader:
    office, clock, settings = exchange.office, exchange.clock, exchange.settings
    if settings.webhook_url is None or settings.webhook_secret is None:
        return Polling(office, telegram, clock, owner=exchange.owner, on_stored=exchange.on_stored)
    address = WebhookAddress(url=settings.webhook_url, secret=settings.webhook_secret.get_secret_value())
    return TelegramWebhook(office, telegram, clock, address=address, owner=exchange.owner, on_stored=exchange.on_stored)


def _zalo(exchange: Exchange, token: str) -> Line:
    settings = exchange.settings
    channel = zalo(settings, token, exchange.clock, on_sent=partial(exchange.on_sent, CHANNEL))
    if settings.zalo_webhook_url is None:
        polling = ZaloPolling(
            exchange.office, channel.client, exchange.clock, owner=exchange.owner, on_stored=exchange.on_stored
        )
        return Line(channel, polling)
    webhook = ZaloWebhook(
        exchange.office,
        channel.client,
        exchange.clock,
        url=settings.zalo_webhook_url,
        secret=settings.zalo_secret,
        owner=exchange.owner,
        on_stored=exchange.on_stored,
    )
    return Line(channel, webhook)


def zalo(settings: Settings, token: str, clock: ConfirmedClock, *, on_sent: Callable[[], None] = lambda: None) -> Zalo:
    """`on_sent` is called for every message that counts towards the month's quota."""
    client = ZaloClient(
        token,
        api_base=settings.zalo_api_base,
        proxy=settings.zalo_proxy,
        zone=settings.zone,
        clock=clock.now,
        on_leaving=clock.leaves,
        on_sent=on_sent,
    )
    return Zalo(
        client,
        PictureReader(api_base=settings.zalo_api_base, proxy=settings.zalo_proxy),
        monthly_messages=settings.zalo_monthly_messages,
        most_users=settings.zalo_users,
    )
