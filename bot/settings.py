"""Settings from the environment or `.env` (the contract's list). All that is missing or wrong is named at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any, Literal, Self
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

SECRETS = ("telegram_bot_token", "webhook_secret", "zalo_bot_token")

# What this version reads and does nothing with: it polls, and speaks Telegram alone.
FOR_LATER = (
    "webhook_url",
    "webhook_secret",
    "webhook_secret_file",
    "zalo_bot_token",
    "zalo_bot_token_file",
    "zalo_api_base",
)
# What trial mode has of its own (bot/trial/run.py).
OF_THE_TRIAL = (
    "telegram_bot_token",
    "telegram_api_base",
    "telegram_proxy",
    "admin_ids",
    "database_url",
    "public_url",
    "http_host",
)

_ACCOUNT = re.compile(r"(?:(?P<channel>telegram|zalo):(?P<number>[0-9A-Za-z]+)|(?P<bare>[0-9]+))")
ENV_FILE = ".env"
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_NAME = re.compile(r"^[ \t]*(?:export[ \t]+)?([A-Za-z_]\w*)[ \t]*=", re.MULTILINE)
NOT_UTF_8 = "không phải văn bản UTF-8; xin lưu lại với mã hóa UTF-8, không phải UTF-16, Unicode hay ANSI"


class NoEffect(StrEnum):
    """Why a setting that is set changes nothing."""

    UNKNOWN = "unknown"  # stands in the file of settings, and is none of ours
    FOR_LATER = "for_later"  # of something that this version does not do
    OUTDONE = "outdone"  # names the file of a secret that is given outright
    IN_TRIAL = "in_trial"  # trial mode has its own


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
    webhook_secret: SecretStr | None = None
    webhook_secret_file: Path | None = None
    public_url: str = ""
    http_host: str = "127.0.0.1"
    http_port: int = Field(default=8080, ge=0, le=65535)
    zalo_bot_token: SecretStr | None = None
    zalo_bot_token_file: Path | None = None
    zalo_api_base: str | None = None
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
                    raise ValueError(f"{name.upper()}_FILE: {wrong.strerror}") from None
                except NotText:
                    raise ValueError(f"{name.upper()}_FILE: {NOT_UTF_8}") from None
        return values

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

    @field_validator("telegram_api_base")
    @classmethod
    def _web_address(cls, url: str) -> str:
        if not url.startswith(("http://", "https://")):
            raise ValueError("phải bắt đầu bằng http:// hoặc https://")
        return url.rstrip("/")

    @field_validator("public_url")
    @classmethod
    def _reached_by_people(cls, url: str) -> str:
        """What stands in a link is read by whoever carries it: it is encrypted, but on this machine."""
        parts = urlsplit(url)
        if url and (parts.query or parts.fragment or parts.username is not None or not parts.hostname):
            raise ValueError("phải là một địa chỉ web, không có tài khoản, ? hay #, ví dụ: https://dondoc.example.vn")
        if url and parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOOPBACK):
            raise ValueError("phải bắt đầu bằng https:// (http:// chỉ dùng được trên chính máy này)")
        return url.rstrip("/")

    @field_validator("telegram_proxy")
    @classmethod
    def _web_proxy(cls, url: str | None) -> str | None:
        if url and not url.startswith(("http://", "https://")):
            raise ValueError("phải bắt đầu bằng http:// hoặc https:// (proxy SOCKS chưa dùng được)")
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

    def without_effect(self, *, in_trial: bool) -> Mapping[str, NoEffect]:
        """By name what is set, and changes nothing in this way of running."""
        given = {name: one for name, one in type(self).model_fields.items() if getattr(self, name) != one.default}
        names = given.keys()
        idle = dict.fromkeys(sorted(_names_in(Path(ENV_FILE)) - type(self).model_fields.keys()), NoEffect.UNKNOWN)
        idle |= {f"{name}_file": NoEffect.OUTDONE for name in SECRETS if f"{name}_file" in names}
        if in_trial:
            idle |= {name: NoEffect.IN_TRIAL for name in OF_THE_TRIAL if name in names}
        idle |= {name: NoEffect.FOR_LATER for name in FOR_LATER if name in names}
        return {name.upper(): why for name, why in idle.items()}

    @classmethod
    def read(cls) -> Self:
        """Raises SettingsWrong with every fault named, and no value repeated: one may be a secret."""
        unread = _fault_of(Path(ENV_FILE))
        try:
            settings = cls() if unread is None else cls(_env_file=None)  # type: ignore[call-arg]
        except ValidationError as wrong:
            raise SettingsWrong((*([unread] if unread else []), *_faults(wrong))) from None
        if unread is not None:
            raise SettingsWrong((unread,))
        return settings


def _faults(wrong: ValidationError) -> Iterator[str]:
    for fault in wrong.errors(include_input=False, include_url=False):
        name = ".".join(map(str, fault["loc"])).upper()
        yield f"{name}: {fault['msg'].removeprefix('Value error, ')}".lstrip(": ")


def _fault_of(file: Path) -> str | None:
    """Why the file of settings cannot be read; None where it can, or is not there."""
    try:
        text(file)
    except FileNotFoundError:
        return None
    except OSError as wrong:
        return f"{file}: {wrong.strerror}"
    except NotText:
        return f"{file}: {NOT_UTF_8}"
    return None


def _names_in(file: Path) -> set[str]:
    """What the file of settings sets, in small letters; nothing where there is none."""
    return {name.lower() for name in _NAME.findall(text(file))} if file.exists() else set()


def text(file: Path) -> str:
    """What the file says, whether or not its editor marked it as UTF-8. Raises OSError, NotText."""
    content = file.read_bytes()
    if b"\x00" in content:
        raise NotText  # UTF-16 without its mark reads as UTF-8 with a zero behind each letter
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NotText from None


class NotText(Exception):
    """The file is in another encoding than UTF-8."""


class SettingsWrong(Exception):
    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults
