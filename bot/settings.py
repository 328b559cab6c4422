"""Settings from the environment or `.env` (the contract's list). All that is missing or wrong is named at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, Self
from urllib.parse import SplitResult, urlsplit
from zoneinfo import ZoneInfo

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.settings_files import NOT_UTF_8, NotText, UnreadSecret, fault_of_file, text

SECRETS = ("telegram_bot_token", "webhook_secret", "zalo_bot_token", "zalo_webhook_secret")

_IN_A_PATH = re.compile(r"[A-Za-z0-9:_.~-]+")
_WEBHOOK_SECRETS = {  # what each platform takes, and that in words
    "webhook_secret": (re.compile(r"[A-Za-z0-9_-]{1,256}"), "chỉ gồm chữ không dấu, số và các dấu _ -, dài tối đa 256"),
    "zalo_webhook_secret": (re.compile(r"[!-~]{8,256}"), "phải dài từ 8 đến 256 ký tự, không dấu, không khoảng trắng"),
}
_PROXY = re.compile(r"https?://\S+|socks5h?://(?:[^@/\s]+@)?(?:\[[0-9a-fA-F:]+\]|[^@:/\s]+):[0-9]{1,5}/?")
_ACCOUNT = re.compile(r"(?:(?P<channel>telegram|zalo):(?P<number>[0-9A-Za-z]+)|(?P<bare>[0-9]+))")
ENV_FILE = ".env"
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


class Settings(BaseSettings):
    """A secret may also stand in a file named by `NAME_FILE`; the name is let go once that has been read."""

    model_config = SettingsConfigDict(
        env_file=ENV_FILE, env_file_encoding="utf-8-sig", extra="ignore", env_ignore_empty=True
    )

    telegram_bot_token: SecretStr | None = None
    telegram_bot_token_file: Path | None = None
    telegram_api_base: str = "https://api.telegram.org"
    telegram_proxy: str | None = None
    admin_ids: str = ""
    database_url: str = "sqlite:///data/dondoc.db"
    timezone: str = "Asia/Ho_Chi_Minh"
    agency_name: str = ""
    tick_seconds: float = Field(default=5, gt=0, le=60)
    webhook_url: str | None = None
    webhook_secret: SecretStr | None = Field(default=None, validate_default=True)
    webhook_secret_file: Path | None = None
    public_url: str = ""
    http_host: str = "127.0.0.1"
    http_port: int = Field(default=8080, ge=0, le=65535)
    zalo_bot_token: SecretStr | None = None
    zalo_bot_token_file: Path | None = None
    zalo_api_base: str = "https://bot-api.zaloplatforms.com"
    zalo_proxy: str | None = None
    zalo_webhook_url: str | None = None
    zalo_webhook_secret: SecretStr | None = Field(default=None, validate_default=True)
    zalo_webhook_secret_file: Path | None = None
    zalo_monthly_messages: int = Field(default=3000, gt=0)
    zalo_users: int = Field(default=50, gt=0)
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    log_format: Literal["console", "json"] = "console"

    @model_validator(mode="before")
    @classmethod
    def _secrets_from_files(cls, values: dict[str, Any]) -> dict[str, Any]:
        for name in SECRETS:
            path = values.get(f"{name}_file")
            if path and not values.get(name):
                try:
                    values[name] = text(Path(path)).strip()
                    del values[f"{name}_file"]
                except OSError as wrong:
                    values[name] = UnreadSecret(why=str(wrong.strerror))
                except NotText:
                    values[name] = UnreadSecret(why=NOT_UTF_8)
        return values

    @field_validator(*SECRETS, mode="before")
    @classmethod
    def _read_from_its_file(cls, secret: object, field: ValidationInfo) -> object:
        """Said here, so that what else is wrong is named with it."""
        if not isinstance(secret, UnreadSecret):
            return secret
        raise ValueError(f"{str(field.field_name).upper()}_FILE: {secret.why}")

    @field_validator("log_level", mode="before")
    @classmethod
    def _any_case(cls, name: object) -> object:
        return name.upper() if isinstance(name, str) else name

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (KeyError, ValueError, OSError):
            raise ValueError("không có múi giờ này, ví dụ: Asia/Ho_Chi_Minh") from None
        return name

    @field_validator("admin_ids")
    @classmethod
    def _numbers(cls, text: str) -> str:
        if any(not _ACCOUNT.fullmatch(part.strip()) for part in text.split(",") if part.strip()):
            raise ValueError("phải là mã số tài khoản, cách nhau bằng dấu phẩy: 123, telegram:123 hoặc zalo:0a1b…")
        return text

    @field_validator("telegram_api_base", "zalo_api_base")
    @classmethod
    def _web_address(cls, url: str) -> str:
        if not url.startswith(("http://", "https://")):
            raise ValueError("phải bắt đầu bằng http:// hoặc https://")
        return url.rstrip("/")

    @field_validator("public_url")
    @classmethod
    def _reached_by_people(cls, url: str) -> str:
        """What stands in a link is read by whoever carries it: it is encrypted, but on this machine."""
        try:
            parts = urlsplit(url)
        except ValueError:
            parts = urlsplit("")
        if url and (parts.query or parts.fragment or not _is_reached_safely(parts)):
            raise ValueError(
                "phải là một địa chỉ https://, không kèm tài khoản, ? hay #, ví dụ: https://dondoc.example.vn "
                "(http:// chỉ dùng được trên chính máy này)"
            )
        return url.rstrip("/")

    @field_validator("telegram_proxy", "zalo_proxy")
    @classmethod
    def _known_proxy(cls, url: str | None) -> str | None:
        if url and not _PROXY.fullmatch(url):
            raise ValueError(
                "phải bắt đầu bằng http://, https:// hoặc socks5:// và có cổng, ví dụ: socks5://10.0.0.5:1080"
            )
        return url or None

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, url: str) -> str:
        if not url.startswith(("sqlite://", "postgresql://", "postgres://")):
            raise ValueError("phải bắt đầu bằng sqlite:/// hoặc postgresql://")
        return url

    @field_validator("telegram_bot_token")
    @classmethod
    def _shape_of_token(cls, token: SecretStr | None) -> SecretStr | None:
        if token is not None and ":" not in token.get_secret_value():
            raise ValueError("không đúng dạng của BotFather: số:chữ")
        return token

    @field_validator("zalo_bot_token")
    @classmethod
    def _part_of_a_path(cls, token: SecretStr | None) -> SecretStr | None:
        if token is not None and not _IN_A_PATH.fullmatch(token.get_secret_value()):
            raise ValueError("không đúng dạng mã bot của Zalo: chỉ gồm chữ không dấu, số và các dấu : - _")
        return token

    @field_validator("webhook_url", "zalo_webhook_url")
    @classmethod
    def _served_here(cls, url: str | None, others: ValidationInfo) -> str | None:
        """An address that the platform reaches, and whose path is this one's alone."""
        if url is None:
            return None
        parts = urlsplit(url)
        if not _is_reached_safely(parts) or parts.path in {"", "/"} or parts.query or parts.fragment:
            raise ValueError(
                "phải là địa chỉ https đầy đủ, có đường dẫn riêng, ví dụ: https://dondoc.example.vn/telegram-1f9c"
            )
        other = others.data.get("webhook_url")  # the one that was read before
        if other and urlsplit(other).path == parts.path:
            raise ValueError("đường dẫn phải khác đường dẫn của WEBHOOK_URL")
        return url

    @field_validator("webhook_secret", "zalo_webhook_secret")
    @classmethod
    def _fit_for_the_platform(cls, secret: SecretStr | None, others: ValidationInfo) -> SecretStr | None:
        name = str(others.field_name)
        url = name.replace("secret", "url")
        if secret is None and others.data.get(url):
            raise ValueError(f"cần có khi đặt {url.upper()}")
        pattern, said = _WEBHOOK_SECRETS[name]
        if secret is not None and not pattern.fullmatch(secret.get_secret_value()):
            raise ValueError(said)
        return secret

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    @property
    def admins(self) -> frozenset[tuple[str, str]]:
        """Channel and number of each; a bare number is Telegram's."""
        found = (_ACCOUNT.fullmatch(part.strip()) for part in self.admin_ids.split(","))
        return frozenset((one["channel"] or "telegram", one["number"] or one["bare"]) for one in found if one)

    @property
    def token(self) -> str | None:
        return None if self.telegram_bot_token is None else self.telegram_bot_token.get_secret_value()

    @property
    def has_bot(self) -> bool:
        """Without one, of whichever platform, it is trial mode."""
        return self.token is not None or self.zalo_token is not None

    @property
    def zalo_secret(self) -> str:
        """Empty where there is no webhook."""
        return "" if self.zalo_webhook_secret is None else self.zalo_webhook_secret.get_secret_value()

    @property
    def zalo_token(self) -> str | None:
        return None if self.zalo_bot_token is None else self.zalo_bot_token.get_secret_value()

    @classmethod
    def read(cls) -> Self:
        """Raises SettingsWrong with every fault named, and no value repeated: one may be a secret."""
        unread = fault_of_file(Path(ENV_FILE))
        try:
            settings = cls() if unread is None else cls(_env_file=None)  # type: ignore[call-arg]
        except ValidationError as wrong:
            raise SettingsWrong((*([unread] if unread else []), *_faults(wrong))) from None
        if unread is not None:
            raise SettingsWrong((unread,))
        return settings


def _is_reached_safely(parts: SplitResult) -> bool:
    """What is sent there is read by nobody on the way: encrypted, but on this machine."""
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)
    return is_safe and bool(parts.hostname) and parts.username is None


def _faults(wrong: ValidationError) -> Iterator[str]:
    for fault in wrong.errors(include_input=False, include_url=False):
        name, said = ".".join(map(str, fault["loc"])).upper(), fault["msg"].removeprefix("Value error, ")
        yield said if said.startswith(f"{name}_FILE: ") else f"{name}: {said}".lstrip(": ")


class SettingsWrong(Exception):
    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults
