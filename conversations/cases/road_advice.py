"""Which road to SNI is whose: a table, read from the top.

The first row that applies names the road, and every row that agrees with it is a
reason. The words for a reason are `route.reason.<id>`, for a warning
`route.warning.<id>`. A batik maker is not sent to ISO unless a buyer asks for it:
for a micro workshop it is costly and the product's own SNI does more.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from conversations.catalogue.products import mandatory_product


@dataclass(frozen=True, kw_only=True)
class RoadFacts:
    """What the choice depends on; values are option ids of the catalogue's fields.

    *mandatory_product* is the id that `catalogue.search.mandatory_product` found for
    the product, if it is under mandatory SNI. *wants_mark* means the SNI mark itself.
    *buyer_asks*: a buyer or a tender asks for the system that is wanted.
    """

    applicant: Literal["business", "office"] = "business"
    sector: str = ""
    mandatory_product: str = ""
    makes_batik: bool = False
    has_nib: bool = False
    brand: Literal["", "none", "filed", "certified"] = ""
    sells_to: Collection[str] = ()
    wants_mark: bool = False
    wants_system: Literal["", "none", "iso_9001", "iso_37001"] = ""
    buyer_asks: bool = False

    @property
    def is_business(self) -> bool:
        return self.applicant == "business"

    @property
    def is_batik(self) -> bool:
        return self.makes_batik or self.sector == "batik"

    @property
    def has_brand(self) -> bool:
        """A filed brand is enough: the papers ask for a proof of filing."""
        return self.brand in {"filed", "certified"}

    def asked_for(self, system: str) -> bool:
        """Whether somebody else asks this business for *system*."""
        return self.is_business and self.buyer_asks and self.wants_system == system

    def wishes(self, system: str) -> bool:
        """Whether this business wants *system* itself, and it is no batik workshop."""
        own = self.is_business and not self.buyer_asks and not self.is_batik
        return own and self.wants_system == system


@dataclass(frozen=True)
class RoadAdvice:
    """The id of a road, why, what to mind, and the other roads that are open."""

    road: str
    reasons: tuple[str, ...]
    warnings: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()


Test: TypeAlias = Callable[[RoadFacts], bool]

RULES: tuple[tuple[str, str, Test], ...] = (
    (
        "mandatory_product",
        "mandatory",
        lambda f: f.is_business and bool(f.mandatory_product),
    ),
    (
        "office_against_bribery",
        "iso_37001",
        lambda f: not f.is_business and f.wants_system == "iso_37001",
    ),
    ("office_quality", "iso_9001", lambda f: not f.is_business),
    ("buyer_asks", "iso_9001", lambda f: f.asked_for("iso_9001")),
    ("buyer_asks", "iso_37001", lambda f: f.asked_for("iso_37001")),
    ("wants_iso", "iso_9001", lambda f: f.wishes("iso_9001")),
    ("wants_iso", "iso_37001", lambda f: f.wishes("iso_37001")),
    ("no_nib_yet", "bina_umk", lambda f: f.is_business and not f.has_nib),
    (
        "sells_to_offices",
        "sppt_sni",
        lambda f: f.is_business and "offices" in f.sells_to,
    ),
    ("exports", "sppt_sni", lambda f: f.is_business and "export" in f.sells_to),
    ("wants_mark", "sppt_sni", lambda f: f.is_business and f.wants_mark),
    (
        "batik_with_brand",
        "batikmark",
        lambda f: f.is_business and f.is_batik and f.has_brand,
    ),
    ("has_nib_starts_here", "bina_umk", lambda f: f.is_business and f.has_nib),
)
"""Reason, road, and when it applies."""

ALSO: tuple[tuple[str, Test], ...] = (
    ("batikmark", lambda f: f.is_business and f.is_batik),
    ("sppt_sni", lambda f: f.is_business),
    ("iso_9001", lambda f: f.wants_system == "iso_9001"),
    ("iso_37001", lambda f: not f.is_business),
    ("iso_37001", lambda f: f.wants_system == "iso_37001"),
)
"""Roads that stay open beside the chosen one."""

PRODUCT_ROADS = frozenset({"sppt_sni", "mandatory", "batikmark"})
ISO_ROADS = frozenset({"iso_9001", "iso_37001"})

CAUTIONS: tuple[tuple[str, Callable[[RoadFacts, str], bool]], ...] = (
    ("mandatory_before_selling", lambda _, road: road == "mandatory"),
    ("nib_first", lambda f, road: road in PRODUCT_ROADS and not f.has_nib),
    (
        "brand_first",
        lambda f, road: road in PRODUCT_ROADS and not f.has_brand,
    ),
    ("statement_is_no_mark", lambda _, road: road == "bina_umk"),
    (
        "sni_must_exist",
        lambda f, road: road in {"bina_umk", "sppt_sni"} and not f.is_batik,
    ),
    (
        "iso_can_wait",
        lambda f, road: f.wants_system in ISO_ROADS and road not in ISO_ROADS,
    ),
    ("iso_has_no_fixed_price", lambda _, road: road in ISO_ROADS),
    ("iso_needs_an_audit", lambda _, road: road in ISO_ROADS),
)
"""Warnings, and when to give them with a road."""

REASONS = tuple(dict.fromkeys(reason for reason, _, _ in RULES))
WARNINGS = tuple(warning for warning, _ in CAUTIONS)


def choose(facts: RoadFacts) -> RoadAdvice:
    """The road for *facts*; there always is one."""
    hits = [(reason, road) for reason, road, applies in RULES if applies(facts)]
    road = hits[0][1]
    others = [other for _, other in hits]
    others += [other for other, applies in ALSO if applies(facts)]
    if road == "mandatory":
        others = []  # Nothing else lets the product be sold.
    return RoadAdvice(
        road=road,
        reasons=tuple(reason for reason, other in hits if other == road),
        warnings=tuple(name for name, applies in CAUTIONS if applies(facts, road)),
        alternatives=tuple(dict.fromkeys(each for each in others if each != road)),
    )


def advice(answers: Mapping[str, Any]) -> RoadAdvice:
    """The road for what somebody answered, by the names of the questions."""
    found = mandatory_product(answers.get("product") or "")
    return choose(
        RoadFacts(
            applicant=answers.get("applicant", "business"),
            sector=answers.get("sector") or "",
            mandatory_product=found.id if found else "",
            has_nib=answers.get("has_nib") == "yes",
            brand=answers.get("brand_status") or "",
            sells_to=tuple(answers.get("market") or ()),
            wants_system=answers.get("system") or "",
        )
    )
