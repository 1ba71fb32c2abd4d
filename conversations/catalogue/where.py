"""Whether somebody asks where the Dinas is, when it is open, or how to call it.

Only a question that says nothing else is one: "alamat BSN" asks of somebody else, and
"jam buka toko saya" of nobody here. So every word has to be known for a word of such
questions, and one unknown word is enough to leave it alone.
"""

import re
from collections.abc import Iterable

from conversations.catalogue import catalogue
from conversations.catalogue.model import Detail, Office
from conversations.catalogue.products import alike, words
from conversations.catalogue.search import LONGEST
from conversations.language.utterance import Utterance, once

_TWO = re.compile(r"\b(di|ke) mana\b")


@once
def asked(text: Utterance) -> tuple[str, ...]:
    """The ids of the details that *text* asks for; none where it asks anything else."""
    if len(text.typed) > LONGEST:
        return ()
    said = words(_TWO.sub(r"\1mana", text.small))
    office = catalogue().office
    known = {*office.called, *office.around}
    known.update(word for each in office.details for word in _all(each))
    if not all(word.isdecimal() or _among(word, known) for word in said):
        return ()
    found = tuple(each.id for each in office.details if _about(each, office, said))
    # "Nomor WA" is no other number besides.
    return tuple(
        each for each in found if each != "telephone" or "whatsapp" not in found
    )


def _about(detail: Detail, office: Office, said: list[str]) -> bool:
    """Whether what was *said* is about this, by itself or with the office named."""
    named = any(_among(word, office.called) for word in said)
    if named and any(_among(word, detail.words) for word in said):
        return True
    return len(said) > 1 and any(_says(ask, said) for ask in detail.asks)


def _says(ask: str, said: list[str]) -> bool:
    return all(any(alike(word, each) for each in said) for word in words(ask))


def _all(detail: Detail) -> Iterable[str]:
    return (*detail.words, *(word for ask in detail.asks for word in words(ask)))


def _among(word: str, known: Iterable[str]) -> bool:
    """Whether *word* is one of the *known*, perhaps with a slip or a -nya."""
    bare = word.removesuffix("nya")
    return any(alike(each, word) or alike(each, bare) for each in known)
