"""Questions that are not about one short fact: files, messages, reviews, look-ups."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Generic, TypeVar, cast

import msgspec

from conversations import language
from conversations.engine.effects import Fact, Option, Say
from conversations.engine.events import Event, LookedUp, Pressed, Sent, Typed
from conversations.engine.questions.basic import YES, labelled, named, said
from conversations.engine.questions.question import Question, Read, Refusal
from conversations.engine.values import Answers, Here

F = TypeVar("F")
"""What is found out."""
_SPOT = re.compile(r"-?\d{1,3}\.\d+,-?\d{1,3}\.\d+")
FLAWS = ("unshown", "dark", "small", "blurred", "cut_off")
"""What can be wrong with a photo, the worst first; `bot.media.child` measures it."""
Files = list[str] | dict[str, Any]
"""Ids of checked, sealed documents; beside their flaws `{files, flaws}` if any."""


def ids(value: Files | None) -> tuple[str, ...]:
    """The documents of an answer, however it is kept; none where it was skipped."""
    found = value["files"] if isinstance(value, Mapping) else value
    return tuple(found or ())


def flaws(value: Files | None) -> list[str]:
    """What could be better about all the files of an answer, the worst first."""
    found = value.get("flaws", ()) if isinstance(value, Mapping) else ()
    return [flaw for flaw in FLAWS if flaw in found]


def kept(files: Collection[str], found: Collection[str]) -> Files:
    """*files* as an answer, with what was *found* wrong with each of them."""
    known = [flaw for flaw in FLAWS if flaw in found]
    return {"files": [*files], "flaws": known} if known else [*files]


@dataclass(frozen=True)
class File(Question[Files]):
    """A photo or another file.

    A photo that can hardly be seen is an answer that could be better: the machine
    asks for it once more, and takes whatever comes then (`engine.doubts`).
    """

    kinds: tuple[str, ...] = ("photo",)

    def read(self, event: Event, answers: Answers, here: Here) -> Read[Files]:
        """The files of one message or album; a file with a problem is refused."""
        if not isinstance(event, Sent):
            raise Refusal("wanted_file")
        if event.problem:
            raise Refusal(f"file_{event.problem}")
        if not self.takes(event):
            raise Refusal(f"wanted_file_{event.kind}")
        return Read(kept(event.files, event.values.get("flaws", ())))

    def takes(self, event: Sent) -> bool:
        """Whether these files are of a kind that is asked for."""
        return event.kind in self.kinds and bool(event.files)

    def doubt(self, value: Any) -> str:
        """What is most in the way of seeing what is on the photo."""
        return next(iter(flaws(value)), "")

    def holds(self, value: object, answers: Answers) -> bool:
        """At least one document id."""
        found = value.get("files") if isinstance(value, Mapping) else value
        return (
            isinstance(found, list)
            and bool(found)
            and all(isinstance(v, str) and v for v in found)
        )

    def shown(self, value: Any, answers: Answers) -> tuple[Any, ...]:
        """How many there are, marked as files for the words to phrase."""
        return (len(ids(value)), Fact(key="review.files"))


@dataclass(frozen=True)
class Spot(Question[str]):
    """Where somebody is, as they share it; kept as "latitude,longitude".

    Platforms strip the place from photos, so it has to be sent by itself.
    """

    wants: ClassVar[str] = "location"

    def options(self, answers: Answers) -> tuple[Option, ...]:
        """The key that shares it, where a channel has one."""
        return (Option("location", key="option.location"),)

    def read(self, event: Event, answers: Answers, here: Here) -> Read[str]:
        """The place that was shared."""
        values = event.values if isinstance(event, Sent) else {}
        try:
            spot = f"{values['latitude']:.5f},{values['longitude']:.5f}"
        except (KeyError, TypeError, ValueError):
            raise Refusal("wanted_place") from None
        return Read(spot)

    def holds(self, value: object, answers: Answers) -> bool:
        """Two numbers."""
        return isinstance(value, str) and bool(_SPOT.fullmatch(value))


@dataclass(frozen=True)
class Message(Question[dict[str, Any]]):
    """What a person wants to tell another: text, or a photo, document or voice note.

    Kept as `{text, files}`.
    """

    most: int = 2_000
    least: int = 2
    written: ClassVar[bool] = True

    def read(self, event: Event, answers: Answers, here: Here) -> Read[dict[str, Any]]:
        """Whatever was said or sent, as one message."""
        text = language.Utterance("")
        files: tuple[str, ...] = ()
        match event:
            case Sent(kind, files=sent, problem=problem, text=caption):
                if problem:
                    raise Refusal(f"file_{problem}")
                if not sent:
                    raise Refusal(f"wanted_text_{kind}")
                text, files = language.Utterance(caption), sent
            case _:
                text = said(event)
        found = language.read_text(
            text, least=0 if files else self.least, most=self.most, lines=True
        )
        if found.reason:
            raise Refusal(found.reason, {"least": self.least, "most": self.most})
        return Read({"text": found.text, "files": list(files)})

    def picked(self, event: Event, answers: Answers, here: Here) -> str:
        """Which choice was pressed, or typed as it is called; a number is none."""
        options = self.options(answers)
        if isinstance(event, Pressed):
            return next((o.value for o in options if o.value == event.value), "")
        if options and isinstance(event, Typed):
            found = named(options, here.label).named.get(said(event).folded, ())
            return options[found[0]].value if len(found) == 1 else ""
        return ""

    def holds(self, value: object, answers: Answers) -> bool:
        """Text, or at least one file."""
        return (
            isinstance(value, Mapping)
            and isinstance(value.get("text"), str)
            and isinstance(value.get("files"), list)
            and bool(value["text"] or value["files"])
        )

    def shown(self, value: Any, answers: Answers) -> tuple[Any, ...]:
        """The text, and how many files came with it."""
        files = (len(value["files"]), Fact(key="review.files"))
        return (value["text"], *(files if value["files"] else ()))


SENDING = ("kirim", "kirim saja", "oke kirim", "mantap kirim saja", "gas", "gaskeun")
"""What people say to agree to a review, besides any word for yes."""


@dataclass(frozen=True)
class Review(Question[dict[str, Any]]):
    """Every answer so far, looked over; goes on only when the person agrees.

    What is kept is what was agreed to, so a later change asks again. *bare*: its words
    say all there is to look over, so the answers are not listed. *warns*: what has to
    be said of these answers before they are agreed to.
    """

    bare: bool = False
    warns: Callable[[Answers], tuple[Say, ...]] = field(
        default=lambda _: (), repr=False, compare=False
    )

    def options(self, answers: Answers) -> tuple[Option, ...]:
        """Send it, or change something first."""
        return (
            Option(YES, key="option.send", aliases=SENDING),
            Option("change", key="option.change"),
        )

    def read(self, event: Event, answers: Answers, here: Here) -> Read[dict[str, Any]]:
        """An agreement to exactly what was shown."""
        options = self.options(answers)
        match event:
            case Pressed(value):
                agreed = value == YES
            case Typed():
                text, sends = said(event), labelled(options[:1], here)
                agreed = language.read_yes_no(text) is True
                agreed = agreed or language.certain(text, sends) == (YES,)
            case _:
                agreed = False
        if not agreed:
            raise Refusal("please_confirm")
        return Read(dict(answers.stored))

    def holds(self, value: object, answers: Answers) -> bool:
        """Exactly what stands now was agreed to."""
        return isinstance(value, Mapping) and dict(value) == dict(answers.stored)


@dataclass(frozen=True)
class Learn(Question[dict[str, Any]], Generic[F]):
    """Something only the world knows, looked up in the turn's own commit.

    The answer is of the given *kind*. It is kept with what was asked, and no longer
    stands when that changes.
    """

    what: str = ""
    kind: type[F] = field(default=cast("type[F]", dict), repr=False, compare=False)
    about: Callable[[Answers], Mapping[str, Any]] = field(
        default=lambda answers: answers.given, repr=False, compare=False
    )
    silent: ClassVar[bool] = True

    def read(self, event: Event, answers: Answers, here: Here) -> Read[dict[str, Any]]:
        """What was learned, beside what it was about."""
        if not isinstance(event, LookedUp) or event.question != self.key:
            raise Refusal("not_understood")
        return Read({"about": dict(self.about(answers)), "found": event.value})

    def holds(self, value: object, answers: Answers) -> bool:
        """LookedUp about exactly this."""
        return (
            isinstance(value, Mapping)
            and "found" in value
            and value.get("about") == dict(self.about(answers))
        )

    def found(self, answers: Answers) -> F | None:
        """What was found; None where nothing was yet, or it cannot be read."""
        learned = answers.stored.get(self.key)
        try:
            return msgspec.convert(learned["found"], self.kind) if learned else None
        except (KeyError, TypeError, msgspec.ValidationError):
            return None
