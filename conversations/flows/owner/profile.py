"""The business as its owner describes it: one question for each field of the catalogue.

The questions are shared: whoever asks one uses the same key, so nothing is asked twice.
No NIK and no photo of a KTP: those are for the officer, in person.
"""

from dataclasses import replace
from typing import Any

from conversations.cases.businesses import KeepBusiness
from conversations.cases.people import KeepPerson
from conversations.catalogue import catalogue
from conversations.catalogue.model import Field
from conversations.engine.effects import Effect, Option, Say
from conversations.engine.flow import Form
from conversations.engine.questions import (
    Called,
    Choice,
    Digits,
    Number,
    Phone,
    Place,
    Quantity,
    Question,
    Review,
    Several,
    Together,
    YesNo,
)
from conversations.engine.values import Answers
from conversations.flows.owner.region import (
    DISTRICT,
    REGION,
    abroad,
    at_home,
    kecamatan,
    served,
)
from conversations.language import Elsewhere, Shape, fold, title
from conversations.language import Place as Spot

SHAPES: dict[str, Shape] = {
    "owner_name": "person",
    "business_name": "business",
    "village": "place",
    "address": "address",
    "brand": "brand",
}
"""What is written in answer to each field of text."""
NAMES = ("owner_name", "business_name", "brand")
"""Those that nothing is called which answers another question."""
ELSEWHERE = frozenset(
    fold(name)
    for each in catalogue().kecamatan.values()
    for name in (each.name, *each.aliases)
)


def question(field: Field, **more: Any) -> Question[Any]:
    """The question that asks for *field*."""
    options = tuple(
        Option(each.id, label=each.label, aliases=each.aliases)
        for each in field.options
    )
    common: dict[str, Any] = {
        "key": field.id,
        "home": f"field.{field.id}",
        "label": field.label,
        "optional": not field.required,
        **more,
    }
    least, most = field.minimum, field.maximum
    match field.kind:
        case "choice":
            apart = tuple(
                (fold(name), each.id) for each in field.outsiders for name in each.names
            )
            return Choice(**{"among": options, "apart": apart, **common})
        case "several":
            return Several(**common, among=options)
        case "number":
            return Number(**common, least=least or 0, most=most or 999)
        case "quantity":
            return Quantity(**common, units=options)
        case "digits":
            return Digits(**common, pattern=field.pattern)
        case "phone":
            return Phone(**common)
        case "place":
            return Place(**common, places=places(), elsewhere=elsewhere())
        case "yes":
            return YesNo(**common)
        case _:
            return Called(
                **common,
                least=least or 1,
                most=most or 200,
                shape=SHAPES[field.id],
                others=ELSEWHERE if field.id in NAMES else frozenset(),
                same_as="business_name" if field.id == "brand" else "",
            )


def places() -> tuple[Spot, ...]:
    """The kecamatan of the office's region, as one looks for them in a list."""
    named = sorted(catalogue().kecamatan.values(), key=lambda each: each.name)
    return tuple(Spot(each.code, each.name, each.aliases) for each in named)


def elsewhere() -> tuple[Elsewhere, ...]:
    """The regions next door, which other offices serve."""
    return tuple(
        Elsewhere(each.code, each.name, each.kecamatan)
        for each in catalogue().neighbours.values()
    )


def makes_batik(answers: Answers) -> bool:
    """Whether the business said its trade is batik."""
    return answers.stored.get("sector") == "batik"


def product(**more: Any) -> Called:
    """What the business makes, in its own words."""
    shape: Shape = "product"
    common = {"shape": shape, "others": ELSEWHERE, "least": 2, "most": 100}
    return Called("product", **{**common, **more})


_FIELDS = catalogue().fields

OWNER_NAME = question(_FIELDS["owner_name"])
ADDRESS_FORM = question(_FIELDS["address_form"])
PHONE = question(_FIELDS["phone"])
BUSINESS_NAME = question(_FIELDS["business_name"])
KECAMATAN = question(_FIELDS["kecamatan"])
SECTOR = question(_FIELDS["sector"])
BATIK_KIND = question(_FIELDS["batik_kind"], when=makes_batik)
WORKERS = question(_FIELDS["workers"])
CAPACITY = question(_FIELDS["capacity"])
BRAND_STATUS = question(_FIELDS["brand_status"], optional=False)
SELLS_TO = question(_FIELDS["market"], optional=False)
SECOND = tuple(
    question(_FIELDS[name])
    for name in (
        "village",
        "address",
        "brand",
        "brand_status",
        "nib",
        "kbli",
        "has_npwp",
        "sales_class",
        "other_permits",
        "market",
    )
)
REVIEW = Review("review")

FIRST = (
    *(OWNER_NAME, ADDRESS_FORM, BUSINESS_NAME),
    *(REGION, replace(KECAMATAN, when=at_home), DISTRICT),
    *(SECTOR, PHONE),
)
KEEPS = tuple(asked.key for asked in (*FIRST, BATIK_KIND, WORKERS, CAPACITY, *SECOND))
QUESTIONS: dict[str, Question[Any]] = {
    asked.key: asked
    for asked in (*FIRST, BATIK_KIND, WORKERS, CAPACITY, *SECOND)
    if asked not in (REGION, DISTRICT)
}


def keep(answers: Answers) -> tuple[Effect, ...]:
    """Write down who the person is and what the business is."""
    fields = {key: answers.stored[key] for key in KEEPS if key in answers.stored}
    if abroad(answers):
        fields["kecamatan"] = kecamatan(answers)
    name = fields.get("owner_name") or ""
    return (
        KeepPerson(
            name=name,
            phone=fields.get("phone") or "",
            address_form=fields.get("address_form") or title(name),
        ),
        KeepBusiness(fields),
    )


def finish(answers: Answers) -> tuple[Effect, ...]:
    """Keep what was agreed to."""
    return (*served(answers), *keep(answers), Say("profile.saved"))


FLOW = Form(
    "profile",
    (
        Together("who", FIRST),
        Together("making", (BATIK_KIND, WORKERS, CAPACITY)),
        Together("where", SECOND[:3]),
        Together("papers", SECOND[3:7]),
        Together("selling", SECOND[7:]),
        REVIEW,
    ),
    finish,
    consent=True,
    keeps=KEEPS,
    listens=True,
)
