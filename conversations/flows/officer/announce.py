"""An announcement: what, to whom, how many that is and how it looks, and off it goes.

The audience is looked up while it is written; what the coordinator agrees to is what
was shown, so a changed text or audience is shown again.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from conversations.cases.announcements import Announce, Preview
from conversations.catalogue import catalogue
from conversations.engine.effects import Effect, Option, Say
from conversations.engine.flow import Form
from conversations.engine.questions import Choice, Learn, Review, Words
from conversations.engine.values import Answers
from conversations.flows.owner import profile
from conversations.flows.owner.apply import ROAD

KINDS = ("all", "kecamatan", "sector", "road", "stage")


def wants(*kinds: str) -> Any:
    """A condition: the audience is one of *kinds*."""
    return lambda answers: answers.get(WHOM) in kinds


def stages(answers: Answers) -> tuple[Option, ...]:
    """The stages of the chosen road."""
    road = catalogue().roads.get(str(answers.stored.get("road", "")))
    found = road.stages if road else ()
    return tuple(Option(stage.id, label=stage.name) for stage in found)


def roads(answers: Answers) -> tuple[Option, ...]:
    """Every road by name."""
    return tuple(o for o in ROAD.options(answers) if o.value != "unknown")


TEXT = Words("text", least=10, most=900, lines=True)
WHOM = Choice(
    "whom",
    among=tuple(Option(kind, key=f"announce.whom.{kind}") for kind in KINDS),
)
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


CONFIRM = Review("confirm", when=somebody, bare=True)


def finish(answers: Answers) -> tuple[Effect, ...]:
    """Freeze and send; or say that nobody would receive it."""
    if not somebody(answers):
        return (Say("announce.nobody"),)
    return (Announce(answers[TEXT], audience(answers), count(answers)),)


FLOW = Form(
    "announce",
    (TEXT, WHOM, KECAMATAN, SECTOR, WHICH_ROAD, STAGE, PREVIEW, CONFIRM),
    finish,
    roles=("coordinator", "admin"),
)
