"""Which road to SNI is whose: a table, of which each road's file has its rows.

The first row that applies names the goal; the roads that lead there are gone before
it, the next that can be reached first: nobody is sent up the steepest stair who can
begin with a lower one. A batik maker is not sent to ISO unless a buyer asks for it: for
a micro workshop it is costly and the product's own SNI does more.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from conversations.catalogue import catalogue
from conversations.catalogue.products import mandatory_product
from conversations.catalogue.road import Condition, Road
from conversations.engine.questions import YES

EVERY_SYSTEM = "both"
"""The wish of an office that goes for every system at once."""


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
class Step:
    """A road on the way, by its id, and the rows that say why."""

    road: str
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class RoadAdvice:
    """The roads in the order that they are gone, from the next that can be reached.

    What is *beside* it may be gone at the same time; *meanwhile* what the others need
    is seen to. *warnings* are of the first, and *alternatives* are open instead.
    """

    now: Step
    beside: tuple[Step, ...] = ()
    meanwhile: tuple[str, ...] = ()
    then: tuple[Step, ...] = ()
    warnings: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()

    @property
    def road(self) -> str:
        return self.now.road

    @property
    def steps(self) -> tuple[Step, ...]:
        """All of them, in order."""
        return (self.now, *self.beside, *self.then)


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
    if known.wants_system == EVERY_SYSTEM:
        wishes |= catalogue().roads.keys()
    if known.wants_system not in {"", "none"}:
        wishes.add("any")
    return (
        all(getattr(row, name) in (None, "", fact) for name, fact in so.items())
        and row.system in wishes
        and row.sells_to in {"", *known.sells_to}
    )


def is_open(road: Road, known: RoadFacts) -> bool:
    """Whether *road* may be gone, also where another is advised."""
    return any(applies(row, known) for row in road.opens)


def lacking(road: Road, known: RoadFacts) -> tuple[str, ...]:
    """What has to be there before *road* is begun, and is not."""
    return tuple(row.id for row in road.needs if applies(row, known))


def choose(known: RoadFacts) -> RoadAdvice:
    """The roads for what is *known*; there always is one."""
    roads = catalogue().roads.values()
    rows = [(row, road) for road in roads for row in road.advices]
    rows.sort(key=lambda pair: pair[0].order)
    hits = [(row.id, road) for row, road in rows if applies(row, known)]
    hit = [road for _, road in hits]
    opened = [road for road in roads if is_open(road, known)]
    way = _way(hit, [*hit, *opened], known)
    now = next((road for road in way if not lacking(road, known)), way[0])
    after = replace(known, has_nib=known.has_nib or _gives_nib(now))
    rest = [road for road in way if road is not now]
    beside = [road for road in rest if road.beside and not lacking(road, known)]
    then = [road for road in rest if road not in beside]
    wanting = [id_ for road in then for id_ in lacking(road, after)]

    def step(road: Road) -> Step:
        return Step(road.id, tuple(reason for reason, of in hits if of is road))

    warned = (row.id for row in now.warnings if applies(row, known))
    others = dict.fromkeys(r.id for r in (*hit, *opened) if r not in way)
    return RoadAdvice(
        step(now),
        tuple(map(step, beside)),
        tuple(dict.fromkeys(wanting)),
        tuple(map(step, then)),
        (*warned, *lacking(now, known)),
        () if now.only else tuple(others),
    )


def _way(hit: list[Road], ways: list[Road], known: RoadFacts) -> list[Road]:
    """To the road that is advised first, over those that lead to it."""
    goal = hit[0]
    if known.applicant == "office" and known.wants_system == EVERY_SYSTEM:
        return [road for road in catalogue().roads.values() if road in hit]
    return [
        road
        for road in catalogue().roads.values()
        if road is goal or (goal.id in road.leads_to and road in ways)
    ]


def _gives_nib(road: Road) -> bool:
    return any(stage.gives == "nib" for stage in road.stages)


def advice(said: Mapping[str, Any]) -> RoadAdvice:
    """The roads for what somebody *said*, by the names of the questions."""
    return choose(facts(said))
