"""The channels there are: one line each. What else must be known stands with them."""

from bot.channels import webchat
from bot.channels.base import ChannelSpec, Profile
from bot.channels.telegram import spec as telegram
from bot.channels.whatsapp import spec as whatsapp

CHANNELS: tuple[ChannelSpec, ...] = (telegram.SPEC, whatsapp.SPEC, webchat.SPEC)

LABELS = {each.name: each.longest_label or each.profile.label for each in CHANNELS}
"""How long the label of a choice may be, in characters."""
CAPTION = min(each.profile.caption for each in CHANNELS)
"""Characters of any sentence: it may stand beside a picture."""

_PLAIN = ChannelSpec(Profile("none", text=4096, caption=1024, buttons=10, label=24))


class _Specs(dict[str, ChannelSpec]):
    """By name; of a channel that is not there, the least."""

    def __missing__(self, name: str) -> ChannelSpec:
        return _PLAIN


_BY_NAME = _Specs({spec.name: spec for spec in CHANNELS})
spec_of = _BY_NAME.__getitem__
"""What is known of a channel: asked for each message, so it is a plain look."""
