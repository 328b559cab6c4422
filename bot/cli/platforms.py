"""What can be seen of each platform before the bot runs there: token, webhook, clock."""

from __future__ import annotations

from bot.clock import SystemClock
from bot.confirming import ConfirmedClock, Verdict
from bot.lines import Platform
from bot.open_lines import zalo
from bot.settings import Settings
from channels.reading import host_of
from channels.telegram.channel import Telegram, WebhookStatus
from channels.telegram.limiter import DeliveryLimiter
from handlers.delivery.outcomes import BadToken, ChannelDown
from texts.front import checking
from texts.office.doors import Door


async def check_platforms(settings: Settings) -> bool:
    """Print how each stands that has a token; whether all is well."""
    results = []
    if settings.token is not None:
        results.append(await check_telegram(settings, settings.token))
    if settings.zalo_token is not None:
        results.append(await check_zalo(settings, settings.zalo_token))
    return all(results)


async def check_telegram(settings: Settings, token: str) -> bool:
    clock = ConfirmedClock(SystemClock())
    telegram = _telegram(settings, token, clock)
    try:
        username, status = await telegram.connect(), await telegram.webhook()
    except ChannelDown as wrong:
        return _is_down(telegram, wrong)
    finally:
        await telegram.close()
    print(checking.platform_good(telegram.name, f"@{username}"))
    return all([_webhook_of_telegram(settings.webhook_url, status), _clock(telegram.name, clock)])


def _webhook_of_telegram(wanted: str | None, status: WebhookStatus) -> bool:
    """Another service's is in the way; ours has to take what is sent to it."""
    if status.url and status.url != wanted:
        print(checking.webhook_found(host_of(status.url)))
        return False
    if status.url and status.waiting and status.fault:
        print(checking.webhook_failing(status.waiting, status.fault))
        return False
    return True


async def check_zalo(settings: Settings, token: str) -> bool:
    clock = ConfirmedClock(SystemClock())
    channel = zalo(settings, token, clock)
    try:
        name, webhook = await channel.connect(), await channel.client.webhook()
    except ChannelDown as wrong:
        return _is_down(channel, wrong)
    finally:
        await channel.close()
    print(checking.platform_good(channel.name, name))
    return all([_webhook_of_zalo(settings.zalo_webhook_url, webhook), _clock(channel.name, clock)])


def _webhook_of_zalo(wanted: str | None, found: str) -> bool:
    """The bot sets its own when it runs, and removes another's."""
    if wanted is None:
        print(checking.ZALO_POLLED)
    elif found == wanted:
        print(checking.ZALO_WEBHOOK_GOOD)
    elif not found:
        print(checking.ZALO_WEBHOOK_TO_BE_SET)
    if found and found != wanted:
        print(checking.zalo_webhook_found(host_of(found)))
    return found in {"", wanted}


def _is_down(platform: Platform, wrong: ChannelDown) -> bool:
    refused = isinstance(wrong.outcome, BadToken)
    print(checking.token_refused(platform.name) if refused else checking.platform_unreached(platform.name, str(wrong)))
    return False


def _clock(channel: str, clock: ConfirmedClock) -> bool:
    """What the platform's answer says of this machine's clock."""
    answer = clock.last
    if answer is None or answer.verdict is Verdict.UNDATED:
        print(checking.platform_undated(channel))
        return False
    if answer.verdict is Verdict.WRONG:
        print(checking.clock_wrong(answer.ahead, channel))
        return False
    print(checking.clock_good(channel))
    return True


async def doors(settings: Settings) -> list[Door]:
    """By which the bot can be found: of each platform that has a token and can be asked."""
    clock = ConfirmedClock(SystemClock())
    platforms: list[Platform] = []
    if settings.token is not None:
        platforms.append(_telegram(settings, settings.token, clock))
    if settings.zalo_token is not None:
        platforms.append(zalo(settings, settings.zalo_token, clock))
    found = [await _door(one) for one in platforms]
    return [one for one in found if one is not None]


async def _door(platform: Platform) -> Door | None:
    try:
        await platform.connect()
    except ChannelDown:
        return None
    finally:
        await platform.close()
    return platform.door


def _telegram(settings: Settings, token: str, clock: ConfirmedClock) -> Telegram:
    return Telegram(
        token,
        api_base=settings.telegram_api_base,
        proxy=settings.telegram_proxy,
        limiter=DeliveryLimiter(),
        on_leaving=clock.leaves,
    )
