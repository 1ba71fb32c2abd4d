"""An announcement as a person gets it: one text for the preview and for the post."""

from collections.abc import Mapping

from bot import words
from bot.channels.base import Bubble, Profile
from bot.pipeline.render import Voice, compose
from conversations.cases.programmes import Programme, facts, joining
from conversations.engine.effects import Fact, Say


def composed(
    text: str,
    office: str,
    language: str,
    profile: Profile,
    programme: Programme | None = None,
) -> Bubble:
    """*text* for one channel, with who sends it and how to get no more.

    What tells of a *programme* has the button that asks for a place.
    """
    body = Say("announcement.body", {"text": text, "office": office})
    if programme:
        said = {**facts(programme), **body.values}
        body = Say("announcement.programme", said, actions=(joining(programme.id),))
    return compose([body], Voice(language), profile)[0].bubble


def looks(
    text: str, office: str, language: str, profiles: Mapping[str, Profile]
) -> str:
    """How it looks on each channel; channels that show the same stand together."""
    same: dict[str, list[Fact]] = {}
    for name, profile in profiles.items():
        plain = composed(text, office, language, profile).plain
        same.setdefault(plain, []).append(Fact(key=f"channel.{name}"))
    shown = (
        words.text(language, "announce.look", {"channels": names, "text": plain})
        for plain, names in same.items()
    )
    return "\n\n".join(shown)
