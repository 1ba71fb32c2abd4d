"""On whose word we say a fact: a law by its number, or a publisher and a year.

The grades, by what a source is worth: *high* is a law, a regulation or a page of the
government; *medium* a firm or the press, also where they tell of a law; *low* what
nobody has checked.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from conversations.catalogue.model import Confidence, Fact, Publisher
from conversations.catalogue.walk import walk
from conversations.catalogue.whole import Catalogue

LAW = re.compile(
    r"\b(?:UU|PP|Perpres|Perka BSN|Peraturan BSN|Peraturan BPS|Permen\w+|Kep\w+"
    r"|Perbup Serang) [\w.-]*\d(?:/\d{4}| Tahun \d{4})"
    r"(?: Pasal \d+(?:-\d+)?(?: ayat \(\d\))?)?"
)
UNCHECKED = re.compile(
    r"belum diperiksa|pengetahuan umum|belum diketahui|tidak ditemukan|usulan sendiri"
    r"|susunan sendiri"
)
_ADDRESS = re.compile(r"(?:https?://)?(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/[^\s;,]*)?")
_GOVERNMENT = ".go.id"
NAMED = 2
"""So many sources are named under an answer; a button shows them all."""


@dataclass(frozen=True)
class Source:
    """One source of a fact: who says it, in which year if that is known, and where."""

    by: str
    year: int = 0
    url: str = ""

    @property
    def said(self) -> str:
        """Who and when, as it stands in a sentence."""
        return f"{self.by}, {self.year}" if self.year else self.by


def sources(fact: Fact, publishers: Mapping[str, Publisher]) -> list[Source]:
    """Each source of *fact*: laws, then pages of the government, then all others.

    What is none of these is said as it is written.
    """
    laws = [Source(each) for each in dict.fromkeys(LAW.findall(fact.source))]
    pages = sorted(urls(fact), key=lambda url: not _governments(url))
    found = [*laws, *(_page(url, publishers) for url in pages)]
    return found or [Source(fact.source)]


def weightiest(fact: Fact, publishers: Mapping[str, Publisher]) -> list[Source]:
    """The two sources to name under *fact*.

    Where only a firm or the press told us of a law, they stand beside the law.
    """
    named = list({each.said: each for each in sources(fact, publishers)}.values())
    pages = [each for each in named if each.url]
    if pages and fact.confidence != "high":
        laws = [each for each in named if not each.url]
        named = [*laws[:1], *pages]
    return named[:NAMED]


def unchecked(fact: Fact) -> bool:
    """Whether the source itself says that nobody looked, or there is none."""
    return fact.confidence == "low" or bool(UNCHECKED.search(fact.source))


def published(fact: Fact) -> bool:
    """Whether a law or a page says it, so that it can be compared with them."""
    return bool(LAW.search(fact.source) or urls(fact))


def urls(fact: Fact) -> list[str]:
    """The addresses in a source, whole or only of a site."""
    return list(dict.fromkeys(_ADDRESS.findall(fact.source)))


def grades(catalogue: Catalogue) -> Mapping[Confidence, int]:
    """How many facts are of which grade."""
    facts = (node for _, node in walk(catalogue) if isinstance(node, Fact))
    return Counter(fact.confidence for fact in facts)


def overclaims(catalogue: Catalogue) -> Iterator[str]:
    """Facts whose grade is better than their source, and pages of nobody."""
    for path, node in walk(catalogue):
        if not isinstance(node, Fact):
            continue
        if node.confidence == "high" and not _official(node, catalogue.publishers):
            yield f"{path}: is high, without a law itself or a page of .go.id"
        if node.confidence != "low" and UNCHECKED.search(node.source):
            yield f"{path}: is {node.confidence}, but its source is unchecked"
        for url in urls(node):
            if _publisher(url, catalogue.publishers) is None:
                yield f"{path}: {url} is of no publisher in sources.toml"


def _official(fact: Fact, publishers: Mapping[str, Publisher]) -> bool:
    """Whether a law or the government says it; what a firm tells of a law does not."""
    pages = urls(fact)
    if not pages:
        return bool(LAW.search(fact.source))
    owners = (_publisher(url, publishers) for url in pages)
    return any(map(_governments, pages)) or any(each and each.law for each in owners)


def _governments(url: str) -> bool:
    """Whether a page is the government's own."""
    return _site(url).partition("/")[0].endswith(_GOVERNMENT)


def _site(url: str) -> str:
    """An address as publishers are known by: without its scheme and www."""
    return re.sub(r"^https?://(?:www\.)?", "", url)


def _page(url: str, publishers: Mapping[str, Publisher]) -> Source:
    found = _publisher(url, publishers)
    return Source(found.by, found.year, url) if found else Source(url, url=url)


def _publisher(url: str, publishers: Mapping[str, Publisher]) -> Publisher | None:
    """Whose page this is: the longest beginning of an address that fits."""
    site = _site(url)
    fitting = [each for each in publishers.values() if site.startswith(each.at)]
    return max(fitting, key=lambda each: len(each.at), default=None)
