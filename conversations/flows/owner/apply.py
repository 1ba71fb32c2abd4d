"""An application for guidance: who, what product, one photo, looked over, sent.

Nobody has to choose among roads to be helped. The road is the one that was advised or
asked for before, else the table's; it stands on the review as advice, to be changed
there, and an officer confirms it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from typing import Any

from conversations.cases.applications import OpenCase
from conversations.cases.people import KeepPerson
from conversations.cases.road_advice import advice
from conversations.catalogue import catalogue
from conversations.catalogue.model import MandatoryProduct
from conversations.catalogue.products import mandatory_product, perhaps_mandatory
from conversations.engine.effects import Effect, Fact, Option, Say
from conversations.engine.flow import Form
from conversations.engine.questions import (
    Called,
    Choice,
    File,
    Question,
    Review,
    Together,
    ids,
)
from conversations.engine.values import Answers, Here
from conversations.flows.owner import find_road, profile, region
from conversations.flows.owner.find_road import BOTH
from conversations.language import Clue, Passage, office_names, offices_in, title

OFFICE = Option(
    "office",
    key="apply.sector.office",
    aliases=(
        *("kantor", "opd", "dinas", "instansi", "pemerintah", "government"),
        *("inspektorat", "bappeda", "sekretariat daerah", "puskesmas", "rsud"),
    ),
)


@dataclass(frozen=True)
class Trade(Choice):
    """The trade of a business; an office is known by what its people call it."""

    def clues(self, passage: Passage, answers: Answers, here: Here) -> Iterator[Clue]:
        """An office that one writes for, before any trade."""
        yield from offices_in(passage)
        yield from super().clues(passage, answers, here)


@dataclass(frozen=True)
class Office(Called):
    """What an office is called; it may say so without calling it a name."""

    def clues(self, passage: Passage, answers: Answers, here: Here) -> Iterator[Clue]:
        """An office named large, before whatever is introduced."""
        yield from office_names(passage)
        yield from super().clues(passage, answers, here)


def is_office(answers: Answers) -> bool:
    """Whether an office (OPD) applies."""
    return answers.stored.get("sector") == "office"


def responsible(answers: Answers) -> str:
    """What the person of an office is called, who owns nothing of it."""
    office = is_office(answers) or answers.stored.get("applicant") == "office"
    return "apply.responsible" if office else ""


def is_business(answers: Answers) -> bool:
    """Whether a business applies."""
    return not is_office(answers)


def wants_system(answers: Answers) -> bool:
    """Whether an office has still to say which system it is about."""
    asked = answers.given.get("road") or ""
    wish = catalogue().roads.get(asked)
    named = asked == BOTH.value or (wish and wish.certifies == "system")
    return is_office(answers) and not named


def mandatory(answers: Answers) -> MandatoryProduct | None:
    """The product, where it may only be sold with the SNI mark."""
    if is_office(answers):
        return None
    return mandatory_product(answers.stored.get("product") or "")


def perhaps(answers: Answers) -> MandatoryProduct | None:
    """The product, where an officer must say whether it needs the SNI mark."""
    if is_office(answers):
        return None
    return perhaps_mandatory(answers.stored.get("product") or "")


def open_roads(answers: Answers) -> tuple[Option, ...]:
    """The roads this applicant can go; under mandatory SNI there is but one."""
    office, only = is_office(answers), bool(mandatory(answers))
    roads = tuple(
        Option(road.id, label=road.name)
        for road in catalogue().roads.values()
        if (road.certifies == "system" or not office) and (road.only or not only)
    )
    # What an officer sends back is the road of one case.
    return (*roads, BOTH) if office and not answers.given.get("case") else roads


def advised(answers: Answers) -> str:
    """The road asked for or advised before, where it is open; else the table's."""
    asked = {answers.stored.get("system"), answers.given.get("road")}
    if is_office(answers) and BOTH.value in asked:
        return BOTH.value
    wish = catalogue().roads.get(answers.given.get("road") or "")
    open_ = {road.value for road in open_roads(answers)}
    if wish and wish.id in open_ and not wish.only:
        return wish.id
    return advice({**answers.given, **answers.stored}).road


def warned(answers: Answers) -> tuple[Say, ...]:
    """What an owner must know before this is sent."""
    if found := mandatory(answers):
        product = {"product": Fact(label=found.name)}
        return (Say("apply.mandatory", product, joined=True),)
    if doubt := perhaps(answers):
        return (Say("apply.perhaps", {"note": Fact(label=doubt.note)}, joined=True),)
    return ()


_TRADE = profile.question(
    catalogue().fields["sector"],
    among=(*profile.SECTOR.options(Answers()), OFFICE),
)
SECTOR = Trade(**{each.name: getattr(_TRADE, each.name) for each in fields(_TRADE)})
OWNER_NAME = replace(profile.OWNER_NAME, called=responsible)
OFFICE_NAME = Office("office_name", when=is_office, least=3, most=100, shape="office")
SYSTEM = replace(find_road.SYSTEM, home="route.system", when=wants_system)
PRODUCT = profile.product(when=is_business, tells=("batik_kind",))
PHONE = profile.question(catalogue().fields["phone"], landline=is_office)
PHOTO = File("photo", when=is_business)
ROAD = Choice("road", among=open_roads, presumed=advised)
REVIEW = Review("review", warns=warned)
ITEMS = (
    Together(
        "who",
        (
            OWNER_NAME,
            SECTOR,
            SYSTEM,
            OFFICE_NAME,
            replace(profile.BUSINESS_NAME, when=is_business),
            region.REGION,
            replace(profile.KECAMATAN, when=region.at_home),
            region.DISTRICT,
            PHONE,
        ),
    ),
    Together(
        "making",
        (
            PRODUCT,
            profile.BATIK_KIND,
            replace(profile.WORKERS, when=is_business),
            PHOTO,
        ),
    ),
    ROAD,
    REVIEW,
)


def finish(answers: Answers) -> tuple[Effect, ...]:
    """Hand it to the Dinas; the desk says the number, what happens next, and who."""
    apart = {"review", "photo", "road", *region.KEYS}
    person: tuple[Effect, ...] = profile.keep(answers)
    details: dict[str, Any] = {}
    if is_office(answers):
        apart |= {"sector", "system"}
        details["applicant"] = "office"
        name, phone = answers[profile.OWNER_NAME], answers[profile.PHONE]
        person = (KeepPerson(name, phone, title(name)),)
    details |= {key: of for key, of in answers.stored.items() if key not in apart}
    if region.abroad(answers):
        details["kecamatan"] = region.kecamatan(answers)
    files = {"photo": ids(answers.get(PHOTO))}
    roads = [answers[ROAD]]
    if roads == [BOTH.value]:
        roads = [each.value for each in open_roads(answers) if each is not BOTH]
    served = region.served(answers)
    return (*served, *person, *(OpenCase(road, details, files) for road in roads))


HEARD = ("nib", "brand_status", "village", "capacity")
"""What is not asked here, and kept all the same when it is told."""
FLOW = Form(
    "apply",
    ITEMS,
    finish,
    consent=True,
    keeps=(*profile.KEEPS, "product", "office_name", *region.KEYS),
    hints=("road", "nib", "has_nib", "brand_status", "market"),
    listens=True,
    hears=(
        replace(find_road.HAS_NIB, home="route.has_nib"),
        *(profile.QUESTIONS[key] for key in HEARD),
    ),
)

QUESTIONS: dict[str, Question[Any]] = {
    **{
        asked.key: asked
        for asked in FLOW.questions({})
        if asked.key not in {REVIEW.key, SYSTEM.key, *region.KEYS}
    },
    **profile.QUESTIONS,
}
"""Whatever an officer can send back, by key."""
