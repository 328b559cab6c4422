"""Settings that are set and change nothing: whoever set one counts on it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from bot.settings import ENV_FILE, SECRETS, Settings
from bot.settings_files import names_in

# What trial mode has of its own (bot/trial/run.py).
OF_THE_TRIAL = (
    "telegram_bot_token",
    "telegram_api_base",
    "telegram_proxy",
    "admin_ids",
    "database_url",
    "webhook_url",
    "webhook_secret",
    "public_url",
    "http_host",
    "zalo_bot_token",
    "zalo_api_base",
    "zalo_proxy",
    "zalo_webhook_url",
    "zalo_webhook_secret",
)
# What is nothing without a bot on Telegram.
OF_TELEGRAM = ("telegram_api_base", "telegram_proxy", "webhook_url", "webhook_secret")
# What is nothing without a bot on Zalo.
OF_ZALO = (
    "zalo_api_base",
    "zalo_proxy",
    "zalo_webhook_url",
    "zalo_webhook_secret",
    "zalo_monthly_messages",
    "zalo_users",
)


class NoEffect(StrEnum):
    """Why a setting that is set changes nothing."""

    UNKNOWN = "unknown"  # stands in the file of settings, and is none of ours
    OUTDONE = "outdone"  # names the file of a secret that is given outright
    IN_TRIAL = "in_trial"  # trial mode has its own
    NO_BOT = "no_bot"  # belongs to a bot that has no token


def without_effect(settings: Settings, *, in_trial: bool) -> Mapping[str, NoEffect]:
    """By name what is set, and changes nothing in this way of running."""
    fields = type(settings).model_fields
    names = {name for name, one in fields.items() if getattr(settings, name) != one.default}
    idle = dict.fromkeys(sorted(names_in(Path(ENV_FILE)) - fields.keys()), NoEffect.UNKNOWN)
    idle |= {f"{name}_file": NoEffect.OUTDONE for name in SECRETS if f"{name}_file" in names}
    if in_trial:
        idle |= {name: NoEffect.IN_TRIAL for name in OF_THE_TRIAL if name in names}
    absent = (*(OF_TELEGRAM if settings.token is None else ()), *(OF_ZALO if settings.zalo_token is None else ()))
    idle |= {name: NoEffect.NO_BOT for name in absent if name in names and name not in idle}
    return {name.upper(): why for name, why in idle.items()}
