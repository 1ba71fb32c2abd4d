"""An application for guidance: which road, who, what product, one photo, sent."""

from dataclasses import replace
from typing import Any

from conversations.catalogue import catalogue
from conversations.engine.effects import Effect, OpenCase, Option, Remember
from conversations.engine.flow import Answers, Flow, Here, Question, Together
from conversations.engine.questions import Choice, Text
from conversations.engine.special import File, Review
from conversations.flows import profile

SYSTEMS = ("iso_9001", "iso_37001")
"""The roads an office can go: its work is certified, not a product."""


def may_be_office(answers: Answers) -> bool:
    """Only management systems are also for offices."""
    return answers.stored.get("road") in SYSTEMS


def is_office(answers: Answers) -> bool:
    """Whether an office (OPD) applies."""
    return may_be_office(answers) and answers.get(APPLICANT) == "office"


def is_business(answers: Answers) -> bool:
    """Whether a business applies."""
    return not is_office(answers)


def is_batik(answers: Answers) -> bool:
    """Whether a batik maker applies."""
    return is_business(answers) and profile.makes_batik(answers)


def among(_: Answers) -> tuple[Option, ...]:
    """Every road, and the way for those who do not know yet."""
    roads = catalogue().roads.values()
    return (
        *(Option(road.id, label=road.name) for road in roads),
        Option("unknown", key="apply.road.unknown"),
    )


ROAD = Choice("road", among=among)
APPLICANT = Choice(
    "applicant",
    when=may_be_office,
    among=(
        Option("business", key="route.applicant.business", aliases=("umkm", "usaha")),
        Option("office", key="route.applicant.office", aliases=("opd", "dinas")),
    ),
)
OFFICE_NAME = Text("office_name", when=is_office, least=3, most=100)
PRODUCT = Text("product", when=is_business, least=2, most=100)
PHOTO = File("photo", when=is_business)
REVIEW = Review("review")


OF_BUSINESS = tuple(
    replace(asked, when=is_business)
    for asked in (profile.BUSINESS_NAME, profile.KECAMATAN, profile.SECTOR)
)
ITEMS = (
    ROAD,
    APPLICANT,
    Together("who", (OFFICE_NAME, profile.OWNER_NAME, *OF_BUSINESS, profile.PHONE)),
    Together(
        "making",
        (
            PRODUCT,
            replace(profile.BATIK_KIND, when=is_batik),
            replace(profile.WORKERS, when=is_business),
        ),
    ),
    PHOTO,
    REVIEW,
)


def finish(answers: Answers, here: Here) -> tuple[Effect, ...]:
    """Hand it to the Dinas; the desk says the number, what happens next, and who."""
    del here
    fields = {
        key: value
        for key, value in answers.stored.items()
        if key not in {"review", "photo", "road"}
    }
    return (
        *profile.keep(answers),
        Remember({"road": answers[ROAD]}),
        OpenCase(
            road=answers[ROAD],
            fields=fields,
            files={"photo": tuple(answers.stored.get("photo") or ())},
        ),
    )


FLOW = Flow(
    "apply",
    ITEMS,
    finish,
    consent=True,
    keeps=(*profile.KEEPS, "road", "product", "applicant", "office_name"),
)

QUESTIONS: dict[str, Question[Any]] = {
    **profile.QUESTIONS,
    **{asked.key: asked for asked in FLOW.questions({}) if asked is not REVIEW},
}
"""Whatever an officer can send back, by key."""
