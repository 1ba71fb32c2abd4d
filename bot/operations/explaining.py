"""How a text is understood: what each reader says of it, and what it comes to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from msgspec.structs import replace

from bot import words
from conversations.cases.people import KeepConsent
from conversations.engine.effects import LookUp
from conversations.engine.events import Event, LookedUp, Typed
from conversations.engine.receive import receive
from conversations.engine.turn import Turn
from conversations.engine.values import Here, Session, Who
from conversations.engine.words import View
from conversations.flows import BOOK
from conversations.language import Utterance
from conversations.understanding import (
    Either,
    Meaning,
    Not,
    Perhaps,
    trace,
    worth_asking,
)
from conversations.understanding.classifier import shipped
from conversations.understanding.sentences import weighed

MOST_WORDS = 4
"""So many words are shown that speak for what was found."""


@dataclass(frozen=True)
class Setting:
    """Who writes, and what they wrote *before*, which may have opened something."""

    language: str = "id"
    officer: bool = False
    before: tuple[str, ...] = ()


def explained(text: str, setting: Setting) -> Iterator[str]:
    """Line by line how *text* is understood there."""
    tell = partial(words.text, setting.language)
    turn = reached(setting)
    said, view = Utterance(text), View(turn, first=not turn.session.met)
    yield tell("cli.explain.words", {"words": " ".join(said.words)})
    if (at := turn.at) and at.question:
        asked = words.label(setting.language, at.form.labels[at.question.key])
        yield tell("cli.explain.open", {"question": asked})
    else:
        yield tell("cli.explain.idle")
    taken = False
    for name, verdict in trace(said, view):
        if name == "sentence":
            yield from _weighed(said, view, setting)
        reader = tell(f"cli.explain.reader.{name}")
        match verdict:
            case None:
                yield tell("cli.explain.none", {"reader": reader})
            case Not(found, reason):
                because = tell(f"cli.explain.because.{reason}")
                values = {"reader": reader, "found": named(found), "because": because}
                yield tell("cli.explain.refused", values)
            case _:
                taken = True
                values = {"reader": reader, "found": named(verdict)}
                yield tell("cli.explain.taken", values)
    if not taken:
        yield from _unread(said, view, setting)


def _weighed(said: Utterance, view: View, setting: Setting) -> Iterator[str]:
    """What the voices say of the whole sentence, by which words, and what the rules."""
    tell = partial(words.text, setting.language)
    found = weighed(said, view)
    voices = shipped().voices
    by_voice = zip(("bayes", "like", "logistic"), found.heard[:3], strict=True)
    for voice, shares in by_voice:
        best = max(zip(shares, voices.names(found.who), strict=True))
        yield tell("cli.explain.voice", {"voice": voice, "found": shown(*best[::-1])})
    for rule in found.rules:
        key = "cli.explain.veto" if rule in found.vetoes else "cli.explain.vote"
        yield tell(key, {"rule": rule.name})
    pulls = {word: voices.speaks(word, found.best) for word in found.row.words}
    told = sorted(pulls, key=pulls.__getitem__, reverse=True)[:MOST_WORDS]
    values = {
        "ranked": ", ".join(shown(*each) for each in found.ranked),
        "margin": f"{found.margin:.0%}",
        "words": " ".join(word for word in told if pulls[word] > 0) or "-",
    }
    yield tell("cli.explain.weighed", values)


def shown(intent: str, share: float) -> str:
    """An intent with its share."""
    return f"{intent} {share:.0%}"


def _unread(said: Utterance, view: View, setting: Setting) -> Iterator[str]:
    """What becomes of words that no reader took."""
    yield words.text(setting.language, "cli.explain.answer")
    if fit := view.fits(said):
        meant = {"meant": " / ".join(fit.meant) or "-", "why": fit.why or "-"}
        yield words.text(setting.language, "cli.explain.written", meant)
    if worth_asking(said, view):
        yield words.text(setting.language, "cli.explain.wonder")


def named(meaning: Meaning) -> str:
    """A meaning in a few words, as the code calls it."""
    if isinstance(meaning, Either | Perhaps):
        kind = type(meaning).__name__.lower()
        return f"{kind} {' / '.join(map(named, meaning.wishes))}"
    values = [v for v in vars(meaning).values() if isinstance(v, str | tuple) and v]
    parts = ["+".join(v) if isinstance(v, tuple) else v for v in values]
    return " ".join([type(meaning).__name__.lower(), *parts])


def reached(setting: Setting) -> Turn:
    """Where somebody is who wrote this before, and whom nobody knows yet."""
    who = Who(setting.language, role="officer" if setting.officer else "")
    here = Here(who, date.today(), partial(words.label, setting.language))  # noqa: DTZ011 -- any day will do
    session = Session()
    for text in setting.before:
        session, here = _taken(session, Typed(text), here)
    return Turn(BOOK, session, here)


def _taken(session: Session, event: Event, here: Here) -> tuple[Session, Here]:
    """What one message leads to; whatever is looked up is not there."""
    todo: Sequence[Event] = (event,)
    while todo:
        session, effects = receive(BOOK, session, todo[0], here)
        todo = [LookedUp(e.question, {}) for e in effects if isinstance(e, LookUp)]
        for effect in effects:
            if isinstance(effect, KeepConsent) and effect.kind == "notice":
                here = replace(here, who=replace(here.who, noticed=effect.agreed))
    return session, here
