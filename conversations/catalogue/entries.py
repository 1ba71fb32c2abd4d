"""Everything in the catalogue that answers a question, and what asks for it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from conversations.catalogue import catalogue
from conversations.catalogue.model import Fact, Matter


@dataclass(frozen=True)
class Found:
    """An entry that answers: *action* is the button that reads on, where there is."""

    id: str
    title: str
    text: str
    fact: Fact
    action: str = ""


def entry(name: str) -> Found | None:
    """The entry that is called *name*, such as `card:cost` or `product:toys`."""
    return all_entries().get(name)


@cache
def all_entries() -> dict[str, Found]:
    """Every entry, by its name."""
    return {each.id: each for each in _all()}


def _all() -> Iterator[Found]:
    """What each entry says."""
    yield from _of_the_way()
    yield from _of_things()


def _of_the_way() -> Iterator[Found]:
    """Cards, who acts, and the roads with their stages and fees."""
    facts = catalogue()
    for card in facts.cards.values():
        yield Found(f"card:{card.id}", card.title, card.text, card, f"road:{card.road}")
    for body in facts.institutions.values():
        yield Found(f"institution:{body.id}", body.name, body.does, body)
    for road in facts.roads.values():
        at = f"road:{road.id}"
        yield Found(at, road.name, road.summary, road, at)
        for place, stage in enumerate(road.stages, start=1):
            name = f"stage:{road.id}/{stage.id}"
            yield Found(name, stage.name, stage.result, stage, f"{at}/{place}")
        for fee in road.fees:
            yield Found(f"fee:{fee.id}", fee.name, fee.amount, fee, at)


def _of_things() -> Iterator[Found]:
    """Hard words, products, standards and tests; and what is not ours."""
    facts = catalogue()
    # A gloss begins with its word: as a title that would stand there twice.
    for term in facts.glossary.values():
        yield Found(f"term:{term.id}", "", term.gloss, term)
    for product in facts.mandatory.values():
        yield Found(f"product:{product.id}", product.name, product.note, product)
    for one in facts.standards.values():
        # The title of a standard is official, and the same in every language.
        title = f"{one.number}, {one.title}"
        yield Found(f"standard:{one.id}", title, one.note, one)
    for test in facts.tests.values():
        yield Found(f"test:{test.id}", test.name, test.limit, test)
    for next_door in facts.neighbours.values():
        said = next_door.contact or next_door.office
        yield Found(f"region:{next_door.code}", next_door.name, said, next_door)
    for matter in facts.matters.values():
        if matter.text:
            yield Found(f"matter:{matter.id}", matter.title, matter.text, matter)


@cache
def asked_for() -> tuple[tuple[str, str], ...]:
    """Each entry's id, with words that ask for it: cards first."""
    return tuple(_asked_for())


def _asked_for() -> Iterator[tuple[str, str]]:
    facts = catalogue()
    for card in facts.cards.values():
        yield from ((f"card:{card.id}", ask) for ask in card.asks)
    for body in facts.institutions.values():
        names = (body.short, body.name, *body.aliases)
        yield from ((f"institution:{body.id}", name) for name in names)
    for road in facts.roads.values():
        yield f"road:{road.id}", road.name
        for stage in road.stages:
            name = f"stage:{road.id}/{stage.id}"
            yield from ((name, f"{stage.name} {of}") for of in ("", road.name, road.id))
        for fee in road.fees:
            yield f"fee:{fee.id}", f"biaya {fee.name}"
    for term in facts.glossary.values():
        names = (term.name, *term.synonyms, term.id)
        yield from ((f"term:{term.id}", name) for name in names)
    yield from _asked_by_title()


def _asked_by_title() -> Iterator[tuple[str, str]]:
    facts = catalogue()
    for one in facts.standards.values():
        names = (*one.asks, one.number, f"{one.number} {one.title}")
        yield from ((f"standard:{one.id}", name) for name in names)
    for test in facts.tests.values():
        yield from ((f"test:{test.id}", ask) for ask in (*test.asks, test.name))
    for next_door in facts.neighbours.values():
        bare = re.sub("^(?:Kabupaten|Kota) ", "", next_door.name)
        ours = bare in facts.office.regency
        names = (next_door.name,) if ours else (next_door.name, bare)
        yield from ((f"region:{next_door.code}", name) for name in names)
    for product in facts.mandatory.values():
        yield from (
            (f"product:{product.id}", f"{of}{product.name}") for of in ("", "sni ")
        )
    for card in facts.cards.values():
        yield f"card:{card.id}", card.title


def of_matter(matter: Matter) -> str:
    """The entry that says whose business a *matter* is."""
    return f"card:{matter.card}" if matter.card else f"matter:{matter.id}"
