"""Which road to SNI is whose: a table, of which each road's file has its rows.

The first row that applies names the road, and every row that agrees with it is a
reason. A batik maker is not sent to ISO unless a buyer asks for it: for a micro
workshop it is costly and the product's own SNI does more.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from conversations.catalogue import catalogue
from conversations.catalogue.products import mandatory_product
from conversations.catalogue.road import Condition
from conversations.engine.questions import YES


@dataclass(frozen=True, kw_only=True)
class RoadFacts:
    """What the choice depends on; values are option ids of the catalogue's fields.

    *mandatory_product* is the id that `catalogue.search.mandatory_product` found for
    the product, if it is under mandatory SNI. *wants_mark* means the SNI mark itself.
    *wants_system* is the road of a system; a buyer or a tender may ask for it.
    """

    applicant: Literal["business", "office"] = "business"
    sector: str = ""
    mandatory_product: str = ""
    makes_batik: bool = False
    has_nib: bool = False
    brand: Literal["", "none", "filed", "certified"] = ""
    sells_to: Collection[str] = ()
    wants_mark: bool = False
    wants_system: str = ""
    buyer_asks: bool = False

    @property
    def is_batik(self) -> bool:
        return self.makes_batik or self.sector == "batik"

    @property
    def has_brand(self) -> bool:
        """A filed brand is enough: the papers ask for a proof of filing."""
        return self.brand in {"filed", "certified"}


@dataclass(frozen=True)
class RoadAdvice:
    """The id of a road, why, what to mind, and the other roads that are open."""

    road: str
    reasons: tuple[str, ...]
    warnings: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()


def facts(said: Mapping[str, Any]) -> RoadFacts:
    """What there is to know in what somebody *said*, by the names of the questions."""
    office = "office" in {said.get("applicant"), said.get("sector")}
    found = None if office else mandatory_product(said.get("product") or "")
    return RoadFacts(
        applicant="office" if office else "business",
        sector=said.get("sector") or "",
        mandatory_product=found.id if found else "",
        has_nib=bool(said.get("nib")) or said.get("has_nib") == YES,
        brand=said.get("brand_status") or "",
        sells_to=tuple(said.get("market") or ()),
        wants_system=said.get("system") or "",
    )


def applies(row: Condition, known: RoadFacts) -> bool:
    """Whether all that *row* names is so."""
    so = {
        "applicant": known.applicant,
        "mandatory": bool(known.mandatory_product),
        "batik": known.is_batik,
        "nib": known.has_nib,
        "brand": known.has_brand,
        "mark": known.wants_mark,
        "buyer": known.buyer_asks,
    }
    wishes = {"", known.wants_system}
    if known.wants_system not in {"", "none"}:
        wishes.add("any")
    return (
        all(getattr(row, name) in (None, "", fact) for name, fact in so.items())
        and row.system in wishes
        and row.sells_to in {"", *known.sells_to}
    )


def choose(known: RoadFacts) -> RoadAdvice:
    """The road for what is *known*; there always is one."""
    roads = catalogue().roads
    rows = [(row, road) for road in roads.values() for row in road.advices]
    rows.sort(key=lambda pair: pair[0].order)
    hits = [(row.id, road) for row, road in rows if applies(row, known)]
    chosen = hits[0][1]
    others = [road for _, road in hits]
    others += [r for r in roads.values() if any(applies(row, known) for row in r.opens)]
    if chosen.only:
        others = []
    return RoadAdvice(
        road=chosen.id,
        reasons=tuple(reason for reason, road in hits if road is chosen),
        warnings=tuple(row.id for row in chosen.warnings if applies(row, known)),
        alternatives=tuple(dict.fromkeys(r.id for r in others if r is not chosen)),
    )


def advice(said: Mapping[str, Any]) -> RoadAdvice:
    """The road for what somebody *said*, by the names of the questions."""
    return choose(facts(said))
