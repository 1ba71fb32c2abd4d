"""The only reader of the environment: every setting, typed, with its default.

`.env` is read where Pandu is started. A channel that is half set up is a refusal to
start; which settings are missing is said by name (`Settings.halves`).
"""

import re
from pathlib import Path
from typing import Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

SECRET = SecretStr("")
SECRET_LENGTH = 6
"""Letters from which on a value is worth hiding: a shorter one stands in many words."""
WEB = r"^https?://\S+$"
_DATABASE = re.compile(r"(sqlite|postgres|postgresql)(\+\w+)?://.*")
_TOKEN = re.compile(r"\d+:[\w-]+", re.ASCII)


class Settings(BaseSettings):
    """What an operator can set; see docs/reference/settings.md."""

    # Never by the fields' own names: LANGUAGE and KEYS are other people's.
    model_config = SettingsConfigDict(
        env_file=".env", env_ignore_empty=True, extra="ignore", validate_default=False
    )

    data_dir: Path = Field(default=Path("./var"), validation_alias="PANDU_DATA_DIR")
    office_file: Path | None = Field(default=None, validation_alias="PANDU_OFFICE_FILE")
    database_url: str = Field(default="", validation_alias="DATABASE_URL")
    host: str = Field(default="127.0.0.1", validation_alias="HOST")
    port: int = Field(default=8080, validation_alias="PORT", ge=0, le=65535)
    trusted_proxies: str = Field(
        default="private", validation_alias="TRUSTED_PROXIES", pattern=r"^[\w./:, ]*$"
    )
    metrics_token: SecretStr = Field(default=SECRET, validation_alias="METRICS_TOKEN")
    worker_port: int = Field(default=0, validation_alias="WORKER_PORT", ge=0, le=65535)
    drain_seconds: float = Field(
        default=0, validation_alias="DRAIN_SECONDS", ge=0, le=600
    )
    public_url: str = Field(default="", validation_alias="PUBLIC_URL", pattern=WEB)
    keys: SecretStr = Field(default=SECRET, validation_alias="PANDU_KEYS")
    telegram_bot_token: SecretStr = Field(
        default=SECRET, validation_alias="TELEGRAM_BOT_TOKEN"
    )
    telegram_webhook_secret: str = Field(
        default="",
        validation_alias="TELEGRAM_WEBHOOK_SECRET",
        pattern=r"^[A-Za-z0-9_-]{1,256}$",
        repr=False,
    )
    telegram_staff_group_id: str = Field(
        default="", validation_alias="TELEGRAM_STAFF_GROUP_ID", pattern=r"^-?\d+$"
    )
    telegram_mode: Literal["", "webhook", "poll"] = Field(
        default="", validation_alias="TELEGRAM_MODE"
    )
    telegram_api_url: str = Field(
        default="https://api.telegram.org",
        validation_alias="TELEGRAM_API_URL",
        pattern=WEB,
    )
    whatsapp_token: SecretStr = Field(default=SECRET, validation_alias="WHATSAPP_TOKEN")
    whatsapp_phone_number_id: str = Field(
        default="", validation_alias="WHATSAPP_PHONE_NUMBER_ID", pattern=r"^\d+$"
    )
    whatsapp_app_secret: str = Field(
        default="", validation_alias="WHATSAPP_APP_SECRET", repr=False
    )
    whatsapp_verify_token: str = Field(
        default="", validation_alias="WHATSAPP_VERIFY_TOKEN", repr=False
    )
    whatsapp_api_url: str = Field(
        default="https://graph.facebook.com/v23.0",
        validation_alias="WHATSAPP_API_URL",
        pattern=WEB,
    )
    whatsapp_template: str = Field(default="", validation_alias="WHATSAPP_TEMPLATE")
    whatsapp_news_template: str = Field(
        default="", validation_alias="WHATSAPP_NEWS_TEMPLATE"
    )
    whatsapp_news_template_language: str = Field(
        default="id", validation_alias="WHATSAPP_NEWS_TEMPLATE_LANGUAGE"
    )
    language: Literal["id", "en"] = Field(default="id", validation_alias="PANDU_LANG")

    @field_validator("database_url")
    @classmethod
    def _speaks_sql(cls, url: str) -> str:
        """One of the two databases we know, at a port that is a number."""
        if not _DATABASE.fullmatch(url) or (urlsplit(url).port or 0) < 0:
            raise ValueError("not a database of ours")
        return url

    @field_validator("telegram_bot_token")
    @classmethod
    def _token(cls, token: SecretStr) -> SecretStr:
        """As BotFather writes it."""
        if not _TOKEN.fullmatch(token.get_secret_value()):
            raise ValueError("<digits>:<letters>")
        return token

    @property
    def demo(self) -> bool:
        """Whether the page with two phones is shown, with a sample world."""
        return False

    @property
    def url(self) -> str:
        """The database: the one that was set, else SQLite in the data folder."""
        return self.database_url or f"sqlite:///{self.data_dir / 'pandu.db'}"

    @property
    def embedded(self) -> bool:
        """Whether everything is in the data folder, the key included."""
        return self.url.startswith("sqlite")

    @property
    def world(self) -> bool:
        """Whether strangers on the internet can open its pages."""
        return self.public_url.startswith("https://")

    @property
    def site(self) -> str:
        """Where pages that are shown to everybody can be opened; empty if nowhere."""
        return self.public_url

    @property
    def webhook(self) -> bool:
        """Whether Telegram knocks; otherwise it is asked."""
        if self.telegram_mode:
            return self.telegram_mode == "webhook"
        return self.world

    @property
    def telegram(self) -> bool:
        """Whether the channel is on."""
        return bool(self.telegram_bot_token.get_secret_value())

    @property
    def whatsapp(self) -> bool:
        """Whether the channel is on."""
        return bool(self.whatsapp_token.get_secret_value())

    @property
    def public(self) -> bool:
        """Whether strangers can write to it, by whatever channel."""
        return self.telegram or self.whatsapp or self.world

    def halves(self) -> dict[str, list[str]]:
        """Channels that are set up in part, each with what is missing."""
        found: dict[str, list[str]] = {}
        whatsapp = {
            "WHATSAPP_TOKEN": self.whatsapp,
            "WHATSAPP_PHONE_NUMBER_ID": bool(self.whatsapp_phone_number_id),
            "WHATSAPP_APP_SECRET": bool(self.whatsapp_app_secret),
            "WHATSAPP_VERIFY_TOKEN": bool(self.whatsapp_verify_token),
        }
        if any(whatsapp.values()) and not all(whatsapp.values()):
            found["WhatsApp"] = [name for name, there in whatsapp.items() if not there]
        telegram = {
            "TELEGRAM_BOT_TOKEN": self.telegram,
            "TELEGRAM_WEBHOOK_SECRET": bool(self.telegram_webhook_secret),
        }
        if self.telegram_webhook_secret and not self.telegram:
            found["Telegram"] = ["TELEGRAM_BOT_TOKEN"]
        elif self.telegram and self.webhook:
            missing = [name for name, there in telegram.items() if not there]
            if not self.public_url:
                missing.append("PUBLIC_URL")
            if missing:
                found["Telegram"] = missing
        return found

    def secrets(self) -> list[str]:
        """Every value that no log may show."""
        values = [
            *self.keys.get_secret_value().replace(":", ",").split(","),
            self.telegram_bot_token.get_secret_value(),
            self.telegram_webhook_secret,
            self.whatsapp_token.get_secret_value(),
            self.whatsapp_app_secret,
            self.whatsapp_verify_token,
            self.metrics_token.get_secret_value(),
            urlsplit(self.database_url).password or "",
        ]
        return [value for value in values if len(value) >= SECRET_LENGTH]


class Demo(Settings):
    """A demo reads no setting but what it is given, so it touches no real data."""

    @property
    def demo(self) -> bool:
        """It is one."""
        return True

    @property
    def site(self) -> str:
        """Whoever tries it sits at this machine."""
        return f"http://{self.host}:{self.port}"

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """Where *settings* would serve, in a folder of its own."""
        return cls.model_validate(
            {
                "PANDU_DATA_DIR": settings.data_dir / "demo",
                "HOST": settings.host,
                "PORT": settings.port,
                "PANDU_LANG": settings.language,
            }
        )

    @classmethod
    def settings_customise_sources(  # the library's signature
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Neither the environment nor `.env`."""
        return (init_settings,)


class Tongue(BaseSettings):
    """The language alone, for when something else cannot be read."""

    model_config = Settings.model_config

    language: str = Field(default="id", validation_alias="PANDU_LANG")

    @property
    def known(self) -> str:
        """Indonesian, unless English was asked for."""
        return "en" if self.language == "en" else "id"
