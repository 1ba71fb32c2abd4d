"""The only reader of the environment: every setting, typed, with its default.

`.env` is read where Pandu is started. A channel that is half set up is a refusal to
start; which settings are missing is said by name (`Settings.halves`).
"""

from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

SECRET = SecretStr("")


class Settings(BaseSettings):
    """What an operator can set; see docs/reference/settings.md."""

    model_config = SettingsConfigDict(
        env_file=".env", extra="ignore", populate_by_name=True
    )

    data_dir: Path = Field(default=Path("./var"), validation_alias="PANDU_DATA_DIR")
    database_url: str = Field(default="", validation_alias="DATABASE_URL")
    host: str = Field(default="127.0.0.1", validation_alias="HOST")
    port: int = Field(default=8080, validation_alias="PORT", ge=0, le=65535)
    public_url: str = Field(default="", validation_alias="PUBLIC_URL")
    keys: SecretStr = Field(default=SECRET, validation_alias="PANDU_KEYS")
    telegram_bot_token: SecretStr = Field(
        default=SECRET, validation_alias="TELEGRAM_BOT_TOKEN"
    )
    telegram_webhook_secret: str = Field(
        default="", validation_alias="TELEGRAM_WEBHOOK_SECRET", repr=False
    )
    telegram_staff_group_id: str = Field(
        default="", validation_alias="TELEGRAM_STAFF_GROUP_ID"
    )
    telegram_mode: Literal["", "webhook", "poll"] = Field(
        default="", validation_alias="TELEGRAM_MODE"
    )
    telegram_api_url: str = Field(
        default="https://api.telegram.org", validation_alias="TELEGRAM_API_URL"
    )
    whatsapp_token: SecretStr = Field(default=SECRET, validation_alias="WHATSAPP_TOKEN")
    whatsapp_phone_number_id: str = Field(
        default="", validation_alias="WHATSAPP_PHONE_NUMBER_ID"
    )
    whatsapp_app_secret: str = Field(
        default="", validation_alias="WHATSAPP_APP_SECRET", repr=False
    )
    whatsapp_verify_token: str = Field(
        default="", validation_alias="WHATSAPP_VERIFY_TOKEN", repr=False
    )
    whatsapp_api_url: str = Field(
        default="https://graph.facebook.com/v23.0", validation_alias="WHATSAPP_API_URL"
    )
    language: Literal["id", "en"] = Field(default="id", validation_alias="PANDU_LANG")
    demo: bool = Field(default=False, exclude=True)

    @property
    def url(self) -> str:
        """The database: the one that was set, else SQLite in the data folder."""
        return self.database_url or f"sqlite:///{self.data_dir / 'pandu.db'}"

    @property
    def embedded(self) -> bool:
        """Whether everything is in the data folder, the key included."""
        return self.url.startswith("sqlite")

    @property
    def webhook(self) -> bool:
        """Whether Telegram knocks; otherwise it is asked."""
        if self.telegram_mode:
            return self.telegram_mode == "webhook"
        return self.public_url.startswith("https://")

    @property
    def telegram(self) -> bool:
        """Whether the channel is on."""
        return bool(self.telegram_bot_token.get_secret_value())

    @property
    def whatsapp(self) -> bool:
        """Whether the channel is on."""
        return bool(self.whatsapp_token.get_secret_value())

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
            self.keys.get_secret_value(),
            self.telegram_bot_token.get_secret_value(),
            self.telegram_webhook_secret,
            self.whatsapp_token.get_secret_value(),
            self.whatsapp_app_secret,
            self.whatsapp_verify_token,
        ]
        return [value for value in values if value]
