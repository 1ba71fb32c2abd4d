"""Finds a fact by what people call it; only a sure match is a match.

What is not found here is not known: the flow says so and asks an officer.
"""

import re
from functools import cache

from rapidfuzz import fuzz

from conversations.catalogue import catalogue
from conversations.catalogue.model import MandatoryProduct, Term

SURE = 88
"""How alike two spellings must be, of 100; one slip in a word of seven letters."""

SHORT = 5
"""Shorter words must be spelt right: NIB and NIK are a slip apart."""

ASKING = re.compile(
    r"\b(apa(kah)?|itu|ini|sih|arti(nya)?|maksud(nya)?|adalah|dong|ya|tentang"
    r"|what|is|are|an?|the|does|mean(ing)?|of|about)\b"
)
"""Words around the one that is asked about."""


def explain(term: str) -> Term | None:
    """The term that is meant by *term*, such as "apa itu lspro?"."""
    text = " ".join(words(ASKING.sub(" ", term.casefold())))
    names = _names()
    if text in names:
        return names[text]
    sure = {found.id: found for name, found in names.items() if alike(name, text)}
    return next(iter(sure.values())) if len(sure) == 1 else None


def mandatory_product(text: str) -> MandatoryProduct | None:
    """The product under mandatory SNI that *text* describes, if it surely does."""
    said = words(text)
    for product in catalogue().mandatory.values():
        if any(_within(words(other), said) for other in product.unless):
            continue
        if any(_within(words(name), said) for name in product.words):
            return product
        if any(alike(name, " ".join(said)) for name in product.alone):
            return product
    return None


def words(text: str) -> list[str]:
    """The words of *text*, without case and signs; "SNI-nya" is "sni"."""
    return re.findall(r"[^\W_]+", re.sub(r"-(nya|ku|mu)\b", "", text.casefold()))


def alike(name: str, text: str) -> bool:
    """Whether *text* is *name*, perhaps with a slip."""
    if min(len(name), len(text)) < SHORT:
        return name == text
    return fuzz.ratio(name, text) >= SURE


def _within(name: list[str], said: list[str]) -> bool:
    """Whether every word of *name* was said, in any order."""
    return all(any(alike(word, one) for one in said) for word in name)


@cache
def _names() -> dict[str, Term]:
    """Every name and synonym of the glossary, as `words` reads them."""
    return {
        " ".join(words(name)): term
        for term in catalogue().glossary.values()
        for name in (term.name, *term.synonyms, term.id)
    }
