"""Which road to SNI is whose: a table, read from the top.

The first row that applies names the road, and every row that agrees with it is a
reason. The words for a reason are `route.reason.<id>`, for a warning
`route.warning.<id>`. A batik maker is not sent to ISO unless a buyer asks for it:
for a micro workshop it is costly and the product's own SNI does more.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

Management: TypeAlias = Literal["none", "iso_9001", "iso_37001"]


@dataclass(frozen=True, kw_only=True)
class RoadFacts:
    """What the choice depends on.

    *mandatory_product* is the id that `catalogue.search` found for the product, if it
    is under mandatory SNI. *sells_to* holds option ids of the field `market`.
    """

    applicant: Literal["business", "office"] = "business"
    sector: str = ""
    mandatory_product: str = ""
    makes_batik: bool = False
    has_nib: bool = False
    has_brand: Literal["certified", "filed", "none"] = "none"
    sells_to: frozenset[str] = frozenset()
    wants_mark: bool = False
    """The owner asks for the SNI mark itself."""
    wants_management_system: Management = "none"
    buyer_asks: bool = False
    """A buyer or a tender asks for that management system."""

    @property
    def is_business(self) -> bool:
        return self.applicant == "business"

    def wants(self, system: Management) -> bool:
        """Whether a business wants *system* and should be taken at its word."""
        ready = self.buyer_asks or not self.makes_batik
        return self.is_business and self.wants_management_system == system and ready


@dataclass(frozen=True)
class RoadAdvice:
    """A road, why, what to mind, and the other roads that are open."""

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
        lambda f: not f.is_business and f.wants_management_system == "iso_37001",
    ),
    ("office_quality", "iso_9001", lambda f: not f.is_business),
    (
        "buyer_asks",
        "iso_9001",
        lambda f: f.wants("iso_9001") and f.buyer_asks,
    ),
    (
        "buyer_asks",
        "iso_37001",
        lambda f: f.wants("iso_37001") and f.buyer_asks,
    ),
    ("wants_iso", "iso_9001", lambda f: f.wants("iso_9001") and not f.buyer_asks),
    ("wants_iso", "iso_37001", lambda f: f.wants("iso_37001") and not f.buyer_asks),
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
        lambda f: f.is_business and f.makes_batik and f.has_brand != "none",
    ),
    ("has_nib_starts_here", "bina_umk", lambda f: f.is_business and f.has_nib),
)
"""Reason, road, and when it applies."""

ALSO: tuple[tuple[str, Test], ...] = (
    ("batikmark", lambda f: f.is_business and f.makes_batik),
    ("sppt_sni", lambda f: f.is_business),
    ("iso_9001", lambda f: f.wants_management_system == "iso_9001"),
    ("iso_37001", lambda f: not f.is_business),
    ("iso_37001", lambda f: f.wants_management_system == "iso_37001"),
)
"""Roads that stay open beside the chosen one."""

PRODUCT_ROADS = frozenset({"sppt_sni", "mandatory", "batikmark"})
ISO_ROADS = frozenset({"iso_9001", "iso_37001"})

CAUTIONS: tuple[tuple[str, Callable[[RoadFacts, str], bool]], ...] = (
    ("mandatory_before_selling", lambda _, road: road == "mandatory"),
    ("nib_first", lambda f, road: road in PRODUCT_ROADS and not f.has_nib),
    (
        "brand_first",
        lambda f, road: road in PRODUCT_ROADS and f.has_brand == "none",
    ),
    ("statement_is_no_mark", lambda _, road: road == "bina_umk"),
    (
        "sni_must_exist",
        lambda f, road: road in {"bina_umk", "sppt_sni"} and not f.makes_batik,
    ),
    (
        "iso_can_wait",
        lambda f, road: f.wants_management_system != "none" and road not in ISO_ROADS,
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
