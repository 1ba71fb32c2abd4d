"""The showcase: makers as they are read, and in the words of whoever looks on."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot import words
from bot.web.backend import Maker, Narrowed, Showcase
from conversations.cases.certificates.records import Certificate, called
from conversations.cases.names import place
from conversations.cases.showcase import Exhibit, kind_name
from conversations.engine.effects import Fact
from storage.cases import certificates, showcase
from storage.core.database import Transaction
from storage.people import offices

PAGE = 24
"""Makers of a page."""


@dataclass(frozen=True)
class Read:
    """A page of exhibits with their certificates, and how many there are of what."""

    exhibits: Sequence[Exhibit]
    certificates: Sequence[Certificate]
    counted: Sequence[tuple[str, str, int]]
    more: bool


async def look(tx: Transaction, wanted: Narrowed) -> Read:
    """A page, and what it can be narrowed to."""
    only = {"kecamatan": wanted.kecamatan, "kind": wanted.kind}
    at, start = [each.id for each in await offices.every(tx)], wanted.page * PAGE
    found = await showcase.listed(tx, at, PAGE + 1, start, **only)
    exhibits = found[:PAGE]
    pages = await certificates.shown(tx, [each.business_id for each in exhibits])
    counted = await showcase.counted(tx, at)
    return Read(exhibits, pages, counted, len(found) > PAGE)


def worded(found: Read, language: str) -> Showcase:
    """The same in words."""
    places: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    for where, kind, count in found.counted:
        places[where] += count
        kinds[kind] += count
    return Showcase(
        tuple(_maker(each, found.certificates, language) for each in found.exhibits),
        _choices({each: words.show(language, place(each)) for each in places}, places),
        _choices({each: _kind(language, each) for each in kinds}, kinds),
        found.more,
    )


def _choices(
    names: dict[str, str], counted: Counter[str]
) -> tuple[tuple[str, str, int], ...]:
    """What can be narrowed to, by name."""
    listed = sorted((name, value) for value, name in names.items() if name)
    return tuple((value, name, counted[value]) for name, value in listed)


def _kind(language: str, kind: str) -> str:
    return words.label(language, kind_name(kind))


def _maker(one: Exhibit, pages: Sequence[Certificate], language: str) -> Maker:
    where: Fact | str = place(one.kecamatan)
    about = (_kind(language, one.kind), words.show(language, where))
    return Maker(
        one.name,
        " · ".join(filter(None, about)),
        one.product,
        f"/etalase/{one.code}.jpg" if one.photo else "",
        f"https://wa.me/{one.phone.lstrip('+')}" if one.phone else "",
        tuple(
            (words.label(language, called(each)), f"/sertifikat/{each.public_code}")
            for each in pages
            if each.business_id == one.business_id
        ),
    )
