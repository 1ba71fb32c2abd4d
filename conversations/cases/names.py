"""What roads, stages and places are called: facts, to stand inside a sentence."""

from collections.abc import Mapping

from conversations.cases import stages
from conversations.catalogue import catalogue
from conversations.engine.effects import Fact


def place(code: str) -> Fact:
    """A kecamatan by name; of a region whose places we do not know, as it was said."""
    found = catalogue().kecamatan.get(code)
    name = found.name if found else "" if code.isdecimal() else code
    return Fact(label=name) if name else Fact(key="desk.no_place")


def road_name(road: str) -> Fact:
    """A road by name, or that the owner does not know yet."""
    found = catalogue().roads.get(road)
    return Fact(label=found.name) if found else Fact(key="apply.road.unknown")


def stage_name(road: str, stage: str) -> Fact:
    """A stage of a road by name; old records name stages that it has no more."""
    found = catalogue().roads.get(road)
    names: dict[str, str] = {}
    if found:
        names = {each.id: each.name for each in found.retired}
        names |= {each.id: each.name for each in found.stages}
    return Fact(label=names[stage]) if stage in names else Fact(key="status.no_stage")


def papers_at(road: str, stage: str) -> Mapping[str, str]:
    """What the papers that an owner sends at a stage are called, by id."""
    found = catalogue().roads.get(road)
    listed = stages.papers_of(found, stage) if found else ()
    return {paper.id: paper.name for paper in listed}


def paper_name(id_: str) -> str:
    """The paper *id_* of whatever road, as the catalogue calls it; empty for none."""
    every = (
        paper
        for road in catalogue().roads.values()
        for stage in road.stages
        for paper in stages.named(stage)
    )
    return next((paper.name for paper in every if paper.id == id_), "")
