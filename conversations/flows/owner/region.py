"""Where a business is, and so which office serves it: asked where there are several."""

from conversations.cases.offices import RegionServed, ServedBy
from conversations.catalogue import SERVED, catalogue
from conversations.engine.effects import Effect, Option, Say
from conversations.engine.questions import Called, Choice
from conversations.engine.values import Answers

ELSEWHERE = Option(
    "elsewhere", key="region.elsewhere", aliases=("lain", "daerah lain", "luar")
)
_HOME = catalogue().office.code
"""The region whose places we know."""


def several(answers: Answers) -> bool:
    """Whether there is anything to choose; asked at every answer, so it is cheap."""
    del answers
    facts = SERVED.get()
    return facts is not None and len(facts.offices) > 1


def regions(answers: Answers) -> tuple[Option, ...]:
    """The regions that are served, and any other."""
    del answers
    served = sorted(catalogue().offices.values(), key=lambda each: each.regency)
    named = (Option(each.id, label=each.regency) for each in served)
    return (*named, ELSEWHERE)


def at_home(answers: Answers) -> bool:
    """Whether a business is asked for a place of those that are known to us."""
    if answers.stored.get("sector") == "office":
        return False
    facts = SERVED.get()
    if facts is None or len(facts.offices) == 1:
        return True
    office = facts.offices.get(answers.stored.get("region") or "")
    return office is not None and office.code == _HOME


def abroad(answers: Answers) -> bool:
    """Whether a business says freely where it is."""
    if not answers.stored.get("region") or answers.stored.get("sector") == "office":
        return False
    return not at_home(answers)


REGION = Choice("region", home="region", among=regions, when=several)
DISTRICT = Called(
    "district", home="region.district", when=abroad, least=3, most=60, shape="place"
)
KEYS = (REGION.key, DISTRICT.key)
"""What says where one is served, and is no answer of an application."""


def kecamatan(answers: Answers) -> str | None:
    """Where it is: a place of ours by its code, any other as it was written."""
    return answers.stored.get("district" if abroad(answers) else "kecamatan")


def served(answers: Answers) -> tuple[Effect, ...]:
    """Whoever named a region is served by its office from here on."""
    region = answers.stored.get("region")
    return (ServedBy(region),) if several(answers) and region else ()


def opened(news: RegionServed) -> Say:
    """One more region is served: whoever is there says so by its button."""
    there = Say("action.region", {"regency": news.regency})
    values = {"regency": news.regency, "office": news.office}
    mine = Option(f"region:{news.region}", shown=(there,))
    return Say("region.opened", values, actions=(mine,))
