"""What Pandu must know of Telegram, without loading its library."""

from typing import TYPE_CHECKING

from bot.channels.base import Channel, ChannelSpec, Pace, Profile, Rate, Surroundings

if TYPE_CHECKING:
    from bot.channels.telegram.channel import TelegramChannel
    from bot.settings import Settings


def made(settings: "Settings") -> "TelegramChannel":
    """The bot whose token is set."""
    from bot.channels.telegram.channel import TelegramChannel  # noqa: PLC0415

    token = settings.telegram_bot_token.get_secret_value()
    return TelegramChannel(token, settings.telegram_api_url)


def opened(around: Surroundings) -> Channel | None:
    """The bot, if there is a token."""
    return made(around.settings) if around.settings.telegram else None


_DESK = ("jawaban", "fakta", "laporan", "dasbor", "menu", "bantuan", "bahasa")

SPEC = ChannelSpec(
    Profile(
        "telegram",
        text=4096,
        caption=1024,
        buttons=30,
        label=64,
        edits=True,
        shares=True,
    ),
    # A group takes 20 in a minute, edits included: 8 and then 12 more.
    pace=Pace(chat=Rate(3, 1.0), group=Rate(8, 5.0), account=25),
    archives=True,
    menu={
        "": ("menu", "status", "lanjut", "bantuan", "petugas", "bahasa", "privasi"),
        "officer": ("antrean", "kasus", *_DESK),
        "coordinator": ("antrean", "kasus", "siaran", *_DESK),
        "admin": ("antrean", "kasus", "siaran", *_DESK),
        "guide": ("antrean", "kasus", "kunjungan", "menu", "bantuan", "bahasa"),
        "group": ("balas", "catatan", "bantuan"),
        "auditor": ("antrean", "kasus", "laporan", "menu", "bantuan", "bahasa"),
    },
    open=opened,
)
