"""Which road is mine: a few questions, then the road and why.

The decision itself is `cases.road_advice`, a table; here it is asked for and told.
"""

from dataclasses import replace

from conversations.cases.messages import AskOfficers
from conversations.cases.road_advice import advice
from conversations.catalogue import catalogue
from conversations.catalogue.products import perhaps_mandatory
from conversations.engine.effects import Begin, Effect, Fact, Option, Remember, Say
from conversations.engine.flow import Aside, Form
from conversations.engine.questions import Choice, YesNo
from conversations.engine.values import Answers
from conversations.flows.owner.profile import BRAND_STATUS, SECTOR, SELLS_TO, product


def is_business(answers: Answers) -> bool:
    """Whether a business asks, not an office."""
    return answers.get(APPLICANT) == "business"


def is_office(answers: Answers) -> bool:
    """Whether an office (OPD) asks."""
    return answers.get(APPLICANT) == "office"


APPLICANT = Choice(
    "applicant",
    among=(
        Option("business", key="route.applicant.business", aliases=("umkm", "usaha")),
        Option("office", key="route.applicant.office", aliases=("opd", "dinas")),
    ),
)
SYSTEM = Choice(
    "system",
    when=is_office,
    among=tuple(
        Option(road.id, label=road.wish, aliases=road.aliases)
        for road in catalogue().roads.values()
        if road.certifies == "system"
    ),
)
PRODUCT = product(home="apply.product", when=is_business)
HAS_NIB = YesNo("has_nib", when=is_business)


def finish(answers: Answers) -> tuple[Effect, ...]:
    """Tell the road and the reasons; the way on is two buttons."""
    found = advice(answers.stored)
    road = catalogue().roads[found.road]
    remembered = {"road": road.id, "has_nib": answers.stored.get("has_nib") or ""}
    if answers[APPLICANT] == "office":
        remembered["sector"] = "office"
    said: list[Effect] = [Remember(remembered)]
    doubt = perhaps_mandatory(answers.stored.get("product") or "")
    if doubt:
        said.append(Say("apply.perhaps", {"note": Fact(label=doubt.note)}))
    said.extend(
        Say(f"route.warning.{warning}", joined=False) for warning in found.warnings
    )
    said.append(
        Say(
            "route.result",
            {
                "road": Option(road.id, label=road.name),
                "summary": Option(road.id, label=road.summary),
                "reasons": [
                    Option(row.id, label=row.because)
                    for row in road.advices
                    if row.id in found.reasons
                ],
            },
            actions=(
                Option(f"road:{road.id}", key="action.stages"),
                Option(f"apply:{road.id}", key="action.apply"),
            ),
        )
    )
    if road.only:
        said.append(Begin("must", {"text": answers[PRODUCT]}))
    return tuple(said)


def alert(answers: Answers) -> tuple[Effect, ...]:
    """An officer hears of a product under mandatory SNI."""
    product = str(answers.given.get("text", ""))
    return (AskOfficers(product, about="must"),)


FLOW = Form(
    "route",
    (
        APPLICANT,
        SYSTEM,
        replace(SECTOR, when=is_business),
        PRODUCT,
        HAS_NIB,
        replace(BRAND_STATUS, when=is_business),
        replace(SELLS_TO, when=is_business),
    ),
    finish,
    keeps=("sector", "product", "brand_status", "market"),
)
MUST = Aside("must", (), alert, consent=True)
"""Asks nothing: it is there because nobody is told of a person who did not consent."""
