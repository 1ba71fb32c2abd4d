"""An announcement: what, to whom, how many that is and how it looks, and off it goes.

The audience is looked up while it is written; what the coordinator agrees to is what
was shown, so a changed text or audience is shown again.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from conversations import language
from conversations.cases.announcements import Announce, Preview
from conversations.cases.visits.records import moment_of
from conversations.catalogue import catalogue
from conversations.engine.effects import Effect, Option, Say, When
from conversations.engine.events import Event, Pressed
from conversations.engine.flow import Form
from conversations.engine.questions import (
    Choice,
    Learn,
    Question,
    Read,
    Refusal,
    Review,
    Several,
    Words,
    labelled,
    said,
)
from conversations.engine.values import Answers, Here
from conversations.flows.officer import plan_visit
from conversations.flows.owner import profile
from conversations.flows.owner.apply import ROAD

ALL = "all"
KINDS = (ALL, "kecamatan", "sector", "road", "stage")
NOW = Option("now", key="announce.now", aliases=("sekarang", "langsung", "now"))


def wants(*kinds: str) -> Any:
    """A condition: the audience is narrowed by one of *kinds*."""
    return lambda answers: not set(kinds).isdisjoint(_listed(answers.get(WHOM)) or ())


@dataclass(frozen=True)
class Moment(Question[str]):
    """Now, or a day and an hour that are to come, as a form keeps them."""

    written: ClassVar[bool] = True

    def options(self, answers: Answers) -> tuple[Option, ...]:
        """Now; any other time is written."""
        del answers
        return (NOW,)

    def read(self, event: Event, answers: Answers, here: Here) -> Read[str]:
        """The first of the times that are named; of a day alone its first hour."""
        if isinstance(event, Pressed):
            if event.value != NOW.value:
                raise Refusal("not_an_option")
            return Read(NOW.value)
        text = said(event)
        if language.certain(text, labelled(self.options(answers), here)):
            return Read(NOW.value)
        times = plan_visit.spelt(text, here.today)
        if not times:
            raise Refusal("no_time", {"said": text.typed})
        return Read(plan_visit.coming(times, text, here)[0])

    def holds(self, value: object, answers: Answers) -> bool:
        """Now, or a time; whether it is to come was judged when it was given."""
        return value == NOW.value or plan_visit.is_time(value)

    def shown(self, value: Any, answers: Answers) -> tuple[Any, ...]:
        """Now, or the time with its weekday."""
        return (NOW,) if value == NOW.value else (When(moment_of(value)),)


@dataclass(frozen=True)
class Whom(Several):
    """By what the audience is narrowed, one or several; or everybody."""

    def read(self, event: Event, answers: Answers, here: Here) -> Read[list[str]]:
        """Whoever says everybody names nothing else, though it is one of the kinds."""
        read = super().read(event, answers, here)
        return Read([ALL]) if ALL in read.value else read

    def holds(self, value: object, answers: Answers) -> bool:
        """Some of the kinds; an earlier version kept a single one by its name."""
        return super().holds(_listed(value), answers)

    def shown(self, value: Any, answers: Answers) -> tuple[Any, ...]:
        """Each of them, told apart."""
        return ([*super().shown(_listed(value), answers)],)


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def whom(*kinds: str) -> Whom:
    """The question, with these kinds."""
    named = (Option(kind, key=f"announce.whom.{kind}") for kind in kinds)
    return Whom("whom", among=tuple(named), least=1)


def stages(answers: Answers) -> tuple[Option, ...]:
    """The stages of the chosen road."""
    road = catalogue().roads.get(str(answers.stored.get("road", "")))
    found = road.stages if road else ()
    return tuple(Option(stage.id, label=stage.name) for stage in found)


def roads(answers: Answers) -> tuple[Option, ...]:
    """Every road by name."""
    return tuple(o for o in ROAD.options(answers) if o.value != "unknown")


TEXT = Words("text", least=10, most=900, lines=True)
WHOM = whom(*KINDS)
KECAMATAN = replace(
    profile.KECAMATAN, home="announce.kecamatan", when=wants("kecamatan")
)
SECTOR = replace(profile.SECTOR, home="announce.sector", when=wants("sector"))
WHICH_ROAD = Choice("road", among=roads, when=wants("road", "stage"))
STAGE = Choice("stage", among=stages, when=wants("stage"))


def audience(answers: Answers) -> dict[str, Any]:
    """Whom it is for, as the storage selects them; empty is everybody."""
    names = ("kecamatan", "sector", "road", "stage")
    stored = answers.stored
    return {name: stored[name] for name in names if name in stored}


def about(answers: Answers) -> Mapping[str, Any]:
    """What the preview depends on."""
    text = answers.stored.get("text", "")
    return {"text": text, "audience": audience(answers)}


PREVIEW = Learn("preview", what="audience", about=about, kind=Preview)


def count(answers: Answers) -> int:
    """How many would receive it."""
    return (PREVIEW.found(answers) or Preview()).count


def somebody(answers: Answers) -> bool:
    """Whether anybody would."""
    return count(answers) > 0


WHEN = Moment("when", when=somebody)


def at(answers: Answers) -> str:
    """When it is to go; empty for now."""
    wanted = answers.get(WHEN) or NOW.value
    return "" if wanted == NOW.value else wanted


def about_time(answers: Answers) -> Mapping[str, Any]:
    """The same, with when it is to go."""
    return {**about(answers), "at": at(answers)}


GOES = Learn("goes", what="audience", about=about_time, kind=Preview, when=somebody)
CONFIRM = Review("confirm", when=somebody, bare=True)


def finish(answers: Answers) -> tuple[Effect, ...]:
    """Freeze and send; or say that nobody would receive it."""
    if not somebody(answers):
        return (Say("announce.nobody"),)
    about = (answers[TEXT], audience(answers), count(answers), at(answers))
    return (Announce(*about),)


FLOW = Form(
    "announce",
    (TEXT, WHOM, KECAMATAN, SECTOR, WHICH_ROAD, STAGE, PREVIEW, WHEN, GOES, CONFIRM),
    finish,
    roles=("coordinator", "admin"),
)
