"""The kinds of question: how each reads an event, and when a stored value holds.

A kind refuses with a reason, which leads to words: `<home>.<reason>` where a question
has something particular to say, else `refusal.<reason>`.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, lru_cache
from typing import Any, ClassVar, TypeVar

from conversations import language
from conversations.engine.effects import Fact, Option
from conversations.engine.events import Event, Pressed, Sent, Typed, utterance
from conversations.engine.questions.question import Question, Read, Refusal
from conversations.engine.values import Answers, Here

Among = tuple[Option, ...] | Callable[[Answers], tuple[Option, ...]]

T = TypeVar("T")
V = TypeVar("V")

YES, NO = "yes", "no"
UNSURE = "unsure"
"""The reason of a refusal that has nothing more to say than its guesses."""
SKIP = Option("skip", key="option.skip")


def said(event: Event) -> "language.Utterance":
    """The words of *event*; refuses what has none, by the kind of thing it is."""
    match event:
        case Typed():
            return utterance(event)
        case Pressed():
            raise Refusal("not_an_option")
        case Sent(kind):
            raise Refusal(f"wanted_text_{kind}")
        case _:
            raise Refusal("not_understood")


def taken(
    heard: "language.Heard[T]",
    text: "language.Utterance | str",
    keep: Callable[[T], V],
    more: Mapping[str, Any] | None = None,
) -> Read[V]:
    """What was *heard* in *text*, as it is kept; what is doubtful is only offered."""
    values = tuple(keep(value) for value in heard.values)
    if heard.doubt:
        raise Refusal(heard.doubt, {"said": str(text), **(more or {})}, offers=values)
    return Read(values[0], echo=heard.echo)


def labelled(options: tuple[Option, ...], here: Here) -> "language.Choices":
    """*options* with the labels the person sees, for matching what they typed.

    Remembered: a question has the same few options for everybody who is asked.
    """
    return _remembered(options, here.label)


def named(
    options: tuple[Option, ...], label: Callable[[Option], str]
) -> "language.Choices":
    """The same of options that show what somebody said, and so are not remembered."""
    return language.Choices(
        [
            language.Labelled(option.value, label(option), option.aliases)
            for option in options
        ]
    )


_remembered = lru_cache(512)(named)


@dataclass(frozen=True)
class Text(Question[str]):
    """Free text of *least* to *most* characters, kept as it was written."""

    least: int = 1
    most: int = 300
    lines: bool = False
    written: ClassVar[bool] = True

    def read(self, event: Event, answers: Answers, here: Here) -> Read[str]:
        """The text, cleaned of what cannot be seen, never of what was meant."""
        found = language.read_text(
            said(event), least=self.least, most=self.most, lines=self.lines
        )
        if found.reason:
            raise Refusal(found.reason, {"least": self.least, "most": self.most})
        return Read(found.text)

    def holds(self, value: object, answers: Answers) -> bool:
        """Any text of a fitting length."""
        if not isinstance(value, str):
            return False
        found = language.read_text(
            value, least=self.least, most=self.most, lines=self.lines
        )
        return not found.reason


@dataclass(frozen=True)
class Sought(Text):
    """What is to be looked for; whoever surely wants something else leaves it."""


@dataclass(frozen=True)
class Choice(Question[str]):
    """One of any number of options, by button, number, label or part of it.

    What is *apart* is none of them, though it is called nearly so: each name, as `fold`
    leaves it, with the reason of its refusal.
    """

    among: Among = ()
    apart: tuple[tuple[str, str], ...] = ()

    def options(self, answers: Answers) -> tuple[Option, ...]:
        """The options, which may depend on what was answered before."""
        return self.among(answers) if callable(self.among) else self.among

    def read(self, event: Event, answers: Answers, here: Here) -> Read[str]:
        """The option picked or typed; several near ones are offered back.

        Where yes and no are among them, any word for these names them.
        """
        options = self.options(answers)
        if isinstance(event, Pressed):
            if event.value in [option.value for option in options]:
                return Read(event.value)
            raise Refusal("not_an_option")
        text = said(event)
        if {YES, NO} <= {option.value for option in options}:
            answer = language.read_yes_no(text)
            if answer is not None:
                return Read(YES if answer else NO)
            if language.contradicts(text):
                raise Refusal(UNSURE, {"said": text.typed}, offers=(YES, NO))
            if language.read_answer(text) == "unknown":
                raise Refusal("not_an_option", {"said": text.typed})
        if reason := language.apart(text, self.apart):
            raise Refusal(reason, {"said": text.typed})
        labels = labelled(options, here)
        match language.match(text, labels):
            case language.Sure(value, beside=True):
                raise Refusal(UNSURE, {"said": text.typed}, offers=(value,))
            case language.Sure(value):
                return Read(value, echo=not language.plainly(text, labels))
            case language.Unsure(values, joined):
                several = joined and len(values) > 1
                reason = "which_first" if several else UNSURE
                raise Refusal(reason, {"said": text.typed}, offers=values)
            case _:
                raise Refusal("not_an_option", {"said": text.typed})

    def clues(
        self, passage: "language.Passage", answers: Answers, here: Here
    ) -> Iterator["language.Clue"]:
        """The words that name options, and those that say how far something is."""
        yield from language.headed(passage, self.key)
        yield from language.yes_or_no(passage, self.key)
        among = labelled(self.options(answers), here)
        yield from language.choices_in(passage, among, self.key)

    def holds(self, value: object, answers: Answers) -> bool:
        """A value that is still among the options."""
        return value in [option.value for option in self.options(answers)]

    shares: ClassVar[bool] = True


@dataclass(frozen=True)
class YesNo(Choice):
    """Yes or no, in any of the words people use for it; "not yet" is no."""

    among: Among = (Option(YES, key="option.yes"), Option(NO, key="option.no"))

    def clues(
        self, passage: "language.Passage", answers: Answers, here: Here
    ) -> Iterator["language.Clue"]:
        """Whether there is what it is called; what is under way is not there yet."""
        del answers, here
        for clue in language.yes_or_no(passage, self.key):
            yield clue._replace(text=language.THERE_OR_NOT[clue.text])


@dataclass(frozen=True)
class Several(Question[list[str]]):
    """Any of the options, at least *least* of them."""

    among: Among = ()
    least: int = 0

    def options(self, answers: Answers) -> tuple[Option, ...]:
        """The options, which may depend on what was answered before."""
        return self.among(answers) if callable(self.among) else self.among

    def read(self, event: Event, answers: Answers, here: Here) -> Read[list[str]]:
        """All that were named: "1 dan 3", "semua", one button."""
        options = self.options(answers)
        if isinstance(event, Pressed):
            chosen = [o.value for o in options if o.value == event.value]
            if not chosen:
                raise Refusal("not_an_option")
        else:
            text = said(event)
            found = language.read_several(text, labelled(options, here))
            if found is None:
                raise Refusal("not_an_option", {"said": text.typed})
            if found.unread:
                self._offer(text, list(found.values))
            chosen = list(found.values)
        if len(chosen) < self.least:
            raise Refusal("too_few", {"least": self.least})
        return Read(chosen)

    def _offer(self, text: "language.Utterance", chosen: list[str]) -> None:
        """Refuse what was read only in part; that part is put for a yes."""
        offers = (chosen,) if chosen and not language.denies(text) else ()
        reason = UNSURE if offers else "not_an_option"
        raise Refusal(reason, {"said": text.typed}, offers)

    def holds(self, value: object, answers: Answers) -> bool:
        """A list of values that are all still options."""
        values = {option.value for option in self.options(answers)}
        return (
            isinstance(value, list)
            and len(value) >= self.least
            and all(isinstance(v, str) and v in values for v in value)
        )

    def shown(self, value: Any, answers: Answers) -> tuple[Any, ...]:
        """Each chosen option."""
        by_value = {option.value: option for option in self.options(answers)}
        chosen = tuple(by_value[v] for v in value if v in by_value)
        return chosen or (Fact(key="option.none"),)


@dataclass(frozen=True)
class Day(Question[str]):
    """A day between *least* and *most* days from today; kept as an ISO date."""

    least: int = -36_500
    most: int = 36_500

    def read(self, event: Event, answers: Answers, here: Here) -> Read[str]:
        """The day, as people write or say it."""
        text = said(event)
        heard = language.hear_day(text, here.today)
        within = range(self.least, self.most + 1)
        fitting = tuple(d for d in heard.values if (d - here.today).days in within)
        if heard.values and not fitting:
            raise Refusal("day_out_of_sense", {"day": heard.values[0]})
        return taken(replace(heard, values=fitting), text, date.isoformat)

    def holds(self, value: object, answers: Answers) -> bool:
        """An ISO date; its distance from today was judged when it was given."""
        try:
            return isinstance(value, str) and bool(date.fromisoformat(value))
        except ValueError:
            return False

    def shown(self, value: Any, answers: Answers) -> tuple[Any, ...]:
        """The date itself, for the words to format."""
        return (date.fromisoformat(value),)


@dataclass(frozen=True)
class Phone(Question[str]):
    """An Indonesian mobile number, kept as +62...; a *landline* where one may do."""

    landline: Callable[[Answers], bool] = field(
        default=lambda _: False, repr=False, compare=False
    )

    def read(self, event: Event, answers: Answers, here: Here) -> Read[str]:
        """A typed number, or the contact the person shared of themselves."""
        if isinstance(event, Sent) and event.kind == "contact":
            if not event.values.get("own", True):
                raise Refusal("not_own_contact")
            text = language.Utterance(str(event.values.get("phone", "")))
        else:
            text = said(event)
        found = language.read_phone(text)
        if found.landline and self.landline(answers):
            return Read(found.landline)
        if found.reason:
            raise Refusal(found.reason, {"said": text.typed}, offers=found.offers)
        return Read(found.phone, echo=found.echo)

    def clues(
        self, passage: "language.Passage", answers: Answers, here: Here
    ) -> Iterator["language.Clue"]:
        """Every number that is long enough."""
        del answers, here
        return language.phones_in(passage)

    def holds(self, value: object, answers: Answers) -> bool:
        """A number in the one form we keep."""
        kind = language.FIXED if self.landline(answers) else language.MOBILE
        return isinstance(value, str) and any(
            each.fullmatch(value) for each in (language.MOBILE, kind)
        )

    def shown(self, value: Any, answers: Answers) -> tuple[Any, ...]:
        """As people here read and dial it."""
        return (language.as_dialled(value),)

    wants: ClassVar[str] = "contact"


def likely_first(
    question: Question[Any], answers: Answers, here: Here
) -> tuple[Option, ...]:
    """The choices of *question* as they are put, and counted by who types a number."""
    first, options = question.likely(here), question.options(answers)
    rest = tuple([each for each in options if each not in first]) if first else options
    return (*first, *rest)


@dataclass(frozen=True)
class Place(Question[str]):
    """One of the office's kecamatan, forgiving spelling but never guessing silently."""

    places: tuple["language.Place", ...] = field(default=(), repr=False)
    elsewhere: tuple["language.Elsewhere", ...] = field(default=(), repr=False)

    def options(self, answers: Answers) -> tuple[Option, ...]:
        """Every kecamatan by name."""
        return self._options

    @cached_property
    def _options(self) -> tuple[Option, ...]:
        return tuple(Option(p.code, label=p.name) for p in self.places)

    def likely(self, here: Here) -> tuple[Option, ...]:
        """Where most cases are from."""
        named = {option.value: option for option in self._options}
        return tuple([named[code] for code in here.places if code in named])

    def read(self, event: Event, answers: Answers, here: Here) -> Read[str]:
        """The kecamatan; near names are offered, other regions are named."""
        codes = self._codes
        if isinstance(event, Pressed):
            if event.value in codes:
                return Read(event.value)
            raise Refusal("not_an_option")
        text = said(event)
        match language.match_place(text, self._gazetteer):
            case language.SurePlace(code, exact):
                return Read(code, echo=not exact)
            case language.UnsurePlaces(near, others):
                offers = tuple(code for code in near if code in codes)
                values = {"said": text.typed, "region": self.region(*others)}
                reason = UNSURE if offers else "perhaps_elsewhere"
                raise Refusal(reason, values, offers=offers)
            case language.Smaller():
                raise Refusal("a_village", {"said": text.typed})
            case language.OtherRegion(code):
                values = {"said": text.typed, "region": self.region(code)}
                raise Refusal("elsewhere", values)
            case _:
                put = likely_first(self, answers, here)
                match language.match(text, labelled(put, here)):
                    case language.Sure(value) if text.typed.strip().isdecimal():
                        return Read(value, echo=True)
                raise Refusal("not_a_place", {"said": text.typed})

    def clues(
        self, passage: "language.Passage", answers: Answers, here: Here
    ) -> Iterator["language.Clue"]:
        """Every name of a place, where one is told."""
        del answers, here
        return language.places_in(passage, self._gazetteer, self.key)

    def region(self, *codes: str) -> str:
        """Regions of other offices, by name."""
        return ", ".join(each.name for each in self.elsewhere if each.code in codes)

    def holds(self, value: object, answers: Answers) -> bool:
        """A code that is still one of ours."""
        return isinstance(value, str) and value in self._codes

    @cached_property
    def _gazetteer(self) -> "language.Gazetteer":
        return language.Gazetteer(self.places, self.elsewhere)

    @cached_property
    def _codes(self) -> frozenset[str]:
        return frozenset(place.code for place in self.places)
