"""The channels there are: one line each. What else must be known stands with them."""

from bot.channels import webchat
from bot.channels.base import ChannelSpec, Profile
from bot.channels.telegram import spec as telegram
from bot.channels.whatsapp import spec as whatsapp

CHANNELS: tuple[ChannelSpec, ...] = (telegram.SPEC, whatsapp.SPEC, webchat.SPEC)

_BY_NAME = {spec.name: spec for spec in CHANNELS}
_PLAIN = ChannelSpec(Profile("none", text=4096, caption=1024, buttons=10, label=24))


def spec_of(name: str) -> ChannelSpec:
    """What is known of a channel; of one that is not there, the least."""
    return _BY_NAME.get(name, _PLAIN)


def billed() -> frozenset[str]:
    """The channels on which each message costs money."""
    return frozenset(spec.name for spec in _BY_NAME.values() if spec.billed)
