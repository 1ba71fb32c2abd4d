"""The facts about SNI: the TOML files beside this page, and the way to them.

An SNI expert changes the files; `pandu check` says what is wrong with them and where.
To read them is the one I/O in `conversations`; it is done once. What one Dinas says of
itself is read by whoever starts Pandu, and `laid` over the facts while it runs.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from datetime import date
from functools import cache

from conversations.catalogue.loader import CatalogueError, load
from conversations.catalogue.local import Local, lay
from conversations.catalogue.model import Fact, Office
from conversations.catalogue.walk import prose, walk
from conversations.catalogue.whole import Catalogue

__all__ = [
    "SERVED",
    "CatalogueError",
    "as_served",
    "catalogue",
    "instead",
    "laid",
    "messages",
    "problems",
    "serving",
    "stale",
]

_laid: list[Catalogue] = []
"""The facts with what an installation says over them; the last one holds."""


SERVED: ContextVar[Catalogue | None] = ContextVar("served", default=None)
"""The facts as people of the office have them whose turn it is; `serving` ends it."""


def catalogue() -> Catalogue:
    """All facts, read once; raises `CatalogueError` with everything that is wrong.

    While an office is served, its first office is that one.
    """
    return SERVED.get() or (_laid[-1] if _laid else _shipped())


def as_served(office: Office, *others: Office) -> Catalogue:
    """The facts as people of *office* have them, beside which there are *others*.

    We know the places of one region: in any other they are said freely.
    """
    facts = _laid[-1] if _laid else _shipped()
    offices = {each.id: each for each in (office, *others)}
    if tuple(offices.items()) == tuple(facts.offices.items()):
        return facts
    if office.code == facts.office.code:
        return replace(facts, offices=offices)
    return replace(facts, offices=offices, kecamatan={}, neighbours={})


@contextmanager
def serving(facts: Catalogue | None) -> Iterator[None]:
    """For as long as this lasts, here and in what is begun here, it is their turn."""
    before = SERVED.set(facts)
    try:
        yield
    finally:
        SERVED.reset(before)


@cache
def _shipped() -> Catalogue:
    return load()


@contextmanager
def laid(local: Local) -> Iterator[None]:
    """For as long as this lasts, what *local* says stands over what was shipped."""
    with instead(lay(_shipped(), local)):
        yield


@contextmanager
def instead(facts: Catalogue) -> Iterator[None]:
    """For as long as this lasts, *facts* are all that there are."""
    _laid.append(facts)
    try:
        yield
    finally:
        _laid.remove(facts)


def problems() -> list[str]:
    """What is wrong with the files, each a sentence that names file and entry."""
    try:
        load()
    except CatalogueError as error:
        return error.problems
    return []


def stale(today: date, months: int = 12) -> list[tuple[str, Fact]]:
    """Facts that nobody has checked for *months*, with the path to each."""
    return [
        (path, fact)
        for path, fact in walk(catalogue())
        if isinstance(fact, Fact) and _months(fact.checked_on, today) >= months
    ]


def messages() -> Iterator[str]:
    """Every text of the catalogue that people read, once, in the order of the files."""
    seen = dict.fromkeys(text for _, node in walk(catalogue()) for text in prose(node))
    yield from seen


def _months(then: date, now: date) -> int:
    """Whole months from *then* to *now*."""
    months = (now.year - then.year) * 12 + now.month - then.month
    return months - (now.day < then.day)
