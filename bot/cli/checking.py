"""`python -m bot check`: what is wrong, in plain words."""

from __future__ import annotations

from actions.clock.audit import erasures_unknown
from bot.clock import SystemClock
from bot.confirming import ConfirmedClock, Verdict
from bot.idle_settings import NoEffect, without_effect
from bot.settings import Settings, SettingsWrong
from channels.reading import host_of
from channels.telegram.channel import Telegram
from channels.telegram.limiter import DeliveryLimiter
from handlers.delivery.outcomes import BadToken, ChannelDown
from storage import journal
from storage.database import Database, DatabaseAddressUnknown
from storage.schema import newest, revision
from texts.front import checking, console
from texts.office.doors import Door

IDLE = {
    NoEffect.UNKNOWN: checking.setting_unknown,
    NoEffect.FOR_LATER: checking.setting_for_later,
    NoEffect.OUTDONE: checking.setting_outdone,
    NoEffect.IN_TRIAL: checking.setting_in_trial,
    NoEffect.NO_BOT: checking.setting_without_bot,
}


async def check() -> int:
    """Print one line for each thing looked at; 0 when all is well."""
    try:
        settings = Settings.read()
    except SettingsWrong as wrong:
        for fault in wrong.faults:
            print(checking.settings_found_wrong(fault))
        return 1
    print(checking.SETTINGS_GOOD)
    for name, why in without_effect(settings, in_trial=settings.token is None).items():
        print(IDLE[why](name))
    if settings.zalo_token is not None and not settings.public_url:
        print(checking.NO_PUBLIC_URL)
    results = [await _database(settings), await _token(settings)]
    return 0 if all(results) else 1


async def _database(settings: Settings) -> bool:
    try:
        database = Database(settings.database_url)
    except DatabaseAddressUnknown:
        print(checking.ADDRESS_WRONG)
        return False
    if not database.is_there:
        print(checking.DATABASE_TO_BE_MADE)
        return True
    try:
        fault = await database.answers()
        if fault is not None:
            print(checking.database_closed(fault))
            return False
        return await _content(database, settings)
    finally:
        await database.close()


async def _content(database: Database, settings: Settings) -> bool:
    async with database.reading() as connection:
        present = await revision(connection)
        sound = present is None or await journal.head_is_last(connection)
        unknown = [] if present is None else await erasures_unknown(connection)
    if present is None:
        print(checking.DATABASE_EMPTY)
    elif present != newest():
        print(checking.DATABASE_OLD)
    else:
        print(checking.DATABASE_GOOD if sound else checking.JOURNAL_WRONG)
    for one in unknown:
        print(console.erasures_unknown(one, settings.zone))
    return sound


async def _token(settings: Settings) -> bool:
    if settings.token is None:
        print(checking.NO_TOKEN)
        return True
    clock = ConfirmedClock(SystemClock())
    try:
        username, webhook = await _ask(settings, settings.token, clock)
    except ChannelDown as wrong:
        refused = isinstance(wrong.outcome, BadToken)
        print(checking.TOKEN_REFUSED if refused else checking.platform_unreached(str(wrong)))
        return False
    print(checking.platform_good(username))
    if webhook:
        print(checking.webhook_found(host_of(webhook)))
    return _clock(clock) and not webhook


def _clock(clock: ConfirmedClock) -> bool:
    """What the platform's answer says of this machine's clock."""
    answer = clock.last
    if answer is None or answer.verdict is Verdict.UNDATED:
        print(checking.PLATFORM_UNDATED)
        return False
    if answer.verdict is Verdict.WRONG:
        print(checking.clock_wrong(answer.ahead))
        return False
    print(checking.CLOCK_GOOD)
    return True


async def doors(settings: Settings) -> list[Door]:
    """By which the bot can be found: of each platform that has a token and can be asked."""
    if settings.token is None:
        return []
    telegram = _telegram(settings, settings.token, ConfirmedClock(SystemClock()))
    try:
        await telegram.connect()
    except ChannelDown:
        return []
    finally:
        await telegram.close()
    return [telegram.door] if telegram.door is not None else []


async def _ask(settings: Settings, token: str, clock: ConfirmedClock) -> tuple[str, str]:
    """The bot's name, and the webhook that is set for it: empty where its updates can be asked for. Raises
    ChannelDown."""
    telegram = _telegram(settings, token, clock)
    try:
        return await telegram.connect(), await telegram.webhook()
    finally:
        await telegram.close()


def _telegram(settings: Settings, token: str, clock: ConfirmedClock) -> Telegram:
    return Telegram(
        token,
        api_base=settings.telegram_api_base,
        proxy=settings.telegram_proxy,
        limiter=DeliveryLimiter(),
        on_leaving=clock.leaves,
    )
