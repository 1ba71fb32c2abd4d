"""Where a business is, and so which office serves it: asked where there are several."""

from conversations.cases.offices import ServedBy
from conversations.catalogue import catalogue
from conversations.engine.effects import Effect, Option
from conversations.engine.questions import Called, Choice
from conversations.engine.values import Answers

ELSEWHERE = Option(
    "elsewhere", key="region.elsewhere", aliases=("lain", "daerah lain", "luar")
)
_HOME = catalogue().office.code
"""The region whose places we know."""


def several(answers: Answers) -> bool:
    """Whether there is anything to choose."""
    del answers
    return len(catalogue().offices) > 1


def regions(answers: Answers) -> tuple[Option, ...]:
    """The regions that are served, and any other."""
    del answers
    served = sorted(catalogue().offices.values(), key=lambda each: each.regency)
    named = (Option(each.id, label=each.regency) for each in served)
    return (*named, ELSEWHERE)


def at_home(answers: Answers) -> bool:
    """Whether the places of their region are known to us."""
    if not several(answers):
        return True
    office = catalogue().offices.get(answers.stored.get("region") or "")
    return office is not None and office.code == _HOME


def abroad(answers: Answers) -> bool:
    """Whether their place is said freely."""
    return bool(answers.stored.get("region")) and not at_home(answers)


REGION = Choice("region", home="region", among=regions, when=several)
DISTRICT = Called(
    "district", home="region.district", when=abroad, least=3, most=60, shape="place"
)


def kecamatan(answers: Answers) -> str | None:
    """Where it is: a place of ours by its code, any other as it was written."""
    return answers.stored.get("district" if abroad(answers) else "kecamatan")


def served(answers: Answers) -> tuple[Effect, ...]:
    """Whoever named a region is served by its office from here on."""
    region = answers.stored.get("region")
    return (ServedBy(region),) if several(answers) and region else ()
