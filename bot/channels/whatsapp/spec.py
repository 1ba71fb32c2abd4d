"""What Pandu must know of WhatsApp."""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.channels.base import Channel, ChannelSpec, Pace, Profile, Rate, Surroundings

if TYPE_CHECKING:
    from bot.channels.whatsapp.channel import WhatsAppChannel
    from bot.settings import Settings


def made(settings: "Settings", list_label: str = "") -> "WhatsAppChannel":
    """The number that is set."""
    from bot.channels.whatsapp.channel import WhatsAppChannel  # noqa: PLC0415

    return WhatsAppChannel(
        token=settings.whatsapp_token.get_secret_value(),
        phone_number_id=settings.whatsapp_phone_number_id,
        app_secret=settings.whatsapp_app_secret,
        verify_token=settings.whatsapp_verify_token,
        api_url=settings.whatsapp_api_url,
        list_label=list_label,
        now=lambda: datetime.now(UTC),
    )


def opened(around: Surroundings) -> Channel | None:
    """The number, if there is one."""
    settings = around.settings
    return made(settings, around.list_label) if settings.whatsapp else None


SPEC = ChannelSpec(
    Profile(
        "whatsapp",
        text=4096,
        caption=1024,
        buttons=10,
        label=24,
        together=True,
        joins=True,
    ),
    # To one person 45 at once, which are paid back one in six seconds; five for margin.
    pace=Pace(chat=Rate(40, 6.0), account=80),
    window=timedelta(hours=24),
    news=60.0,
    bursts=frozenset({"photo", "document"}),
    billed=True,
    # Where a row's title is too short for a label, its second line bears it.
    longest_label=72,
    open=opened,
)
