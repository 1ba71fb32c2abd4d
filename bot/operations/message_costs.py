"""How many bubbles each form costs on each channel: played, not counted by hand.

One person answers everything that is asked, in as few messages as the channel lets
them, through the pure engine and the real words. What cannot be played to its end is a
problem of its own.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from msgspec import structs

from bot import words
from bot.channels.base import Profile
from bot.channels.spec import CHANNELS, spec_of
from bot.pipeline.render import Voice, compose
from conversations.cases.people import KeepConsent
from conversations.engine.effects import Ask, Begin, Effect, LookUp, Option, Say
from conversations.engine.events import Event, LookedUp, Pressed, Sent, Started, Typed
from conversations.engine.questions import NO, YES
from conversations.engine.receive import receive
from conversations.engine.registry import Registry
from conversations.engine.values import Here, Session, Who
from conversations.flows import BOOK

FORMS = ("apply", "readiness", "route", "profile")
"""What an owner fills in from its first question to its last."""
MOST = {"apply": 5, "readiness": 8}
"""More than this a form may not cost where each message does."""
TURNS = 99
"""A form that takes longer does not end."""
PHONE = "+6281200000000"
TYPED = {"digits": "1234567890123", "number": "5", "phone": PHONE, "quantity": "30"}
"""What is typed where there is nothing to choose, by its kind."""
CALLED = {"owner_name": "Ibu Contoh", "product": "kain batik"}
"""What is typed for a name, by its question; elsewhere that of a business."""


@dataclass(frozen=True)
class Cost:
    """The bubbles of one form on one channel, from the first word to the receipt."""

    flow: str
    channel: str
    bubbles: int

    @property
    def too_many(self) -> bool:
        """Whether it costs more than it may."""
        most = MOST.get(self.flow, TURNS) if spec_of(self.channel).billed else TURNS
        return self.bubbles > most


class Endless(Exception):
    """A form that was answered and answered, and did not end."""


def costs() -> Iterator[Cost]:
    """Every form on every channel."""
    for name in FORMS:
        for each in CHANNELS:
            yield Cost(name, each.name, play(BOOK, name, each.profile))


def play(book: Registry, name: str, profile: Profile) -> int:
    """Fill in the form so called, as a newcomer; the bubbles it took."""
    book = replace(book, payload=lambda _, __: (Begin(name),))
    here = Here(
        Who(),
        date(2026, 11, 23),
        lambda option: words.label(words.DEFAULT, option),
        together=profile.together,
        known={"phone": PHONE} if profile.together else {},
    )
    talk, bubbles = Session(), 0
    answer: Event = Started(name)
    for _ in range(TURNS):
        talk, here, said = _turn(book, talk, answer, here)
        # What is carried out at the end answers by itself, in one bubble.
        bubbles += len(compose(said, Voice(), profile)) or 1
        asked = next((each for each in reversed(said) if isinstance(each, Ask)), None)
        if not talk.open:
            return bubbles
        if not asked:
            # It answers what is said again and again without asking for anything.
            break
        answer = reply(asked)
    raise Endless(name)


def _turn(
    book: Registry, talk: Session, event: Event, here: Here
) -> tuple[Session, Here, list[Say | Ask]]:
    """One event, with whatever was looked up because of it: nothing is known yet."""
    said: list[Say | Ask] = []
    following: Event | None = event
    while following is not None:
        talk, effects = receive(book, talk, following, here)
        said += [each for each in effects if isinstance(each, Say | Ask)]
        here = _agreed(here, effects)
        wanted = [each for each in effects if isinstance(each, LookUp)]
        following = LookedUp(wanted[0].question, {}) if wanted else None
    return talk, here, said


def _agreed(here: Here, effects: tuple[Effect, ...]) -> Here:
    yes = any(isinstance(e, KeepConsent) and e.agreed for e in effects)
    if not yes:
        return here
    return structs.replace(here, who=structs.replace(here.who, noticed=True))


def reply(ask: Ask) -> Event:
    """All that *ask* asks for, in one message."""
    files = [part for part in (ask, *ask.parts) if part.kind == "file"]
    if ask.parts:
        asked = [part for part in ask.parts if part not in files]
        lines = [f"{n}. {_line(part)}" for n, part in enumerate(asked, start=1)]
        text = "\n".join(lines)
        return Sent("photo", ("sample",), text=text) if files else Typed(text)
    if files:
        return Sent("photo", ("sample",))
    if ask.options:
        return Pressed(_chosen(ask).value, ask.question, ask.conversation)
    return Typed(_line(ask))


def _line(part: Ask) -> str:
    """A short answer to *part*."""
    if part.optional:
        return "-"
    if part.options:
        return words.label(words.DEFAULT, _chosen(part))
    return TYPED.get(part.kind) or CALLED.get(part.question, "Batik Contoh")


def _chosen(part: Ask) -> Option:
    """The first choice; in a checklist yes, but for what is asked to warn."""
    values = {option.value: option for option in part.options}
    warns = set(values) == {YES, NO} and part.flow == "readiness"
    return values[NO] if warns else part.options[0]
