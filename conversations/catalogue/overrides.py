"""What the Dinas puts right: its word stands over the entry that it names.

An entry is called as everywhere (`card:cost`, `office:address`). Of a stage each thing
that may be wrong has a name of its own: `stage:sppt_sni/audit` is what comes of it,
`do:`, `time:`, `cost:` and `paper:sppt_sni/audit/nib` the rest. What was shipped stays
as it is: whoever shows an entry is handed what was `Stated`, and looks there first.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Literal, TypeAlias

from conversations.catalogue import catalogue, where
from conversations.catalogue.entries import all_entries
from conversations.catalogue.model import Fact
from conversations.catalogue.road import Road, Stage, mark
from conversations.catalogue.search import answer
from conversations.catalogue.vocabulary import meanings
from conversations.language import Utterance

Part: TypeAlias = Literal["", "cost", "do", "paper", "time"]
CALLED: Mapping[Part, str] = {
    "cost": "biaya",
    "do": "cara",
    "paper": "syarat",
    "time": "lama",
}
"""By which meaning a part of a stage is asked for."""
LONGEST = {"office": 120, "paper": 80}
"""Characters of what stands within a sentence, or is a choice; of the rest 300."""
MOST = 8
"""So many entries fit a list."""
OTHERS = ("product:", "standard:", "test:", "region:", "matter:")
"""Kinds of entries that are called as they are shown."""
ENOUGH = 0.5
"""How much of what is said has to be said of an entry, to be meant by it."""


@dataclass(frozen=True)
class Stated:
    """What the Dinas says instead, since when, and until when if it said so."""

    text: str
    on: date
    until: date | None = None


Word: TypeAlias = Mapping[str, Stated]
"""The Dinas's word, by entry: what stands today."""


@dataclass(frozen=True)
class Entry:
    """What can be put right: what it is about, which *part* of it, and what it says."""

    id: str
    name: str
    text: str
    part: Part = ""


def entries() -> Mapping[str, Entry]:
    """Everything that can be put right, by its name."""
    details = catalogue().office.details
    ours = (Entry(f"office:{each.id}", each.title, each.value) for each in details)
    return {each.id: each for each in ours} | _shipped()


def fact(entry: str) -> Fact | None:
    """On whose word an *entry* is: for a part of a stage, that of the stage."""
    kind, _, at = entry.partition(":")
    if kind == "office":
        details = catalogue().office.details
        return next((each for each in details if each.id == at), None)
    stage = f"stage:{'/'.join(at.split('/')[:2])}"
    found = all_entries().get(entry) or all_entries().get(stage)
    return found.fact if found else None


def said(word: Word, entry: str, shipped: str) -> str:
    """What is said of an *entry*: the Dinas's word, else what was *shipped*."""
    stated = word.get(entry)
    return stated.text if stated else shipped


def stage_as_said(road: Road, stage: Stage, word: Word) -> Stage:
    """*stage* with what the Dinas says of it.

    The papers to be sent keep their names, by which they are known.
    """
    if not word:
        return stage
    at = f"{road.id}/{stage.id}"
    do = said(word, f"do:{at}", "")
    return replace(
        stage,
        do=(do,) if do else stage.do,
        result=said(word, f"stage:{at}", stage.result),
        time=said(word, f"time:{at}", stage.time),
        cost=said(word, f"cost:{at}", stage.cost),
        papers=tuple(
            said(word, paper_entry(road.id, stage.id, each), each)
            for each in stage.papers
        ),
    )


def paper_entry(road: str, stage: str, name: str) -> str:
    """The entry of a paper that is called *name*."""
    return f"paper:{road}/{mark(stage, name)}"


def longest(entry: str) -> int:
    """How many characters the words of an *entry* may have where they are shown."""
    return LONGEST.get(entry.partition(":")[0], 300)


def beside(entry: str) -> tuple[str, ...]:
    """The entries that are shown with this one: of a stage, all its parts."""
    kind, _, at = entry.partition(":")
    if kind != "stage":
        return (entry,) if entry in entries() else ()
    return tuple(
        each
        for each in entries()
        if each.partition(":")[2] == at or each.startswith(f"paper:{at}/")
    )


def sought(text: str) -> tuple[str, ...]:
    """The entries that *text* may be about, the likeliest first."""
    typed, wanted = Utterance(text), meanings(text)
    if office := tuple(f"office:{each}" for each in where.asked(typed)):
        return office
    found, least = answer(typed), max(1, ENOUGH * len(wanted))
    near = {name: len(wanted & of) for name, of in _words().items()}
    likely = sorted(
        (name for name, shared in near.items() if shared >= least),
        key=lambda name: -near[name],
    )
    sure = (found.id,) if found and found.id in near else ()
    return tuple(dict.fromkeys((*sure, *likely)))[:MOST]


@cache
def _words() -> Mapping[str, frozenset[str]]:
    """What the name of each entry means, with that of its road."""
    roads = catalogue().roads
    found = {}
    for each in entries().values():
        road = roads.get(each.id.partition(":")[2].partition("/")[0])
        of_road = meanings(road.name) if road else frozenset()
        part = {CALLED[each.part]} if each.part else set()
        part |= meanings(each.text) if each.part == "paper" else set()
        found[each.id] = meanings(each.name) | of_road | part
    return found


@cache
def _shipped() -> dict[str, Entry]:
    """All but what the office says of itself, which each installation lays."""
    return {each.id: each for each in _entries()}


def _entries() -> Iterator[Entry]:
    facts = catalogue()
    for card in facts.cards.values():
        yield Entry(f"card:{card.id}", card.title, card.text)
    for road in facts.roads.values():
        yield Entry(f"road:{road.id}", road.name, road.summary)
        for fee in road.fees:
            yield Entry(f"fee:{fee.id}", fee.name, fee.amount)
        for stage in road.stages:
            yield from _of_stage(road, stage)
    for body in facts.institutions.values():
        yield Entry(f"institution:{body.id}", body.name, body.does)
    for term in facts.glossary.values():
        yield Entry(f"term:{term.id}", term.name, term.gloss)
    others = (each for id_, each in all_entries().items() if id_.startswith(OTHERS))
    yield from (Entry(each.id, each.title, each.text) for each in others)


def _of_stage(road: Road, stage: Stage) -> Iterator[Entry]:
    at = f"{road.id}/{stage.id}"
    yield Entry(f"stage:{at}", stage.name, stage.result)
    yield Entry(f"do:{at}", stage.name, " ".join(stage.do), "do")
    yield Entry(f"time:{at}", stage.name, stage.time, "time")
    yield Entry(f"cost:{at}", stage.name, stage.cost, "cost")
    for each in dict.fromkeys((*stage.papers, *stage.sent)):
        yield Entry(paper_entry(road.id, stage.id, each), stage.name, each, "paper")
