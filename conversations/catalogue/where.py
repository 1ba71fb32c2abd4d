"""Whether somebody asks where the Dinas is, when it is open, or how to call it.

Only a question that says nothing else is one: "alamat BSN" asks of somebody else, and
"jam buka toko saya" of nobody here. So every word has to be known for a word of such
questions, and one unknown word is enough to leave it alone.
"""

import re
from functools import cache

from conversations.catalogue import catalogue
from conversations.catalogue.search import LONGEST
from conversations.catalogue.spelling import Spelling, words
from conversations.language.utterance import Utterance, once

_TWO = re.compile(r"\b(di|ke) mana\b")


@once
def asked(text: Utterance) -> tuple[str, ...]:
    """The ids of the details that *text* asks for; none where it asks anything else."""
    if len(text.typed) > LONGEST:
        return ()
    typed, known = words(_TWO.sub(r"\1mana", text.small)), set[str]()
    for word in typed:
        said = _spelling().find(word) or _spelling().find(word.removesuffix("nya"))
        if not (said or word.isdecimal()):
            return ()
        known |= said
    named = not known.isdisjoint(catalogue().office.called)
    found = tuple(
        each.id
        for each in catalogue().office.details
        if (named and not known.isdisjoint(each.words))
        or (len(typed) > 1 and any(known.issuperset(words(ask)) for ask in each.asks))
    )
    # "Nomor WA" is no other number besides.
    return tuple(
        each for each in found if each != "telephone" or "whatsapp" not in found
    )


@cache
def _spelling() -> Spelling:
    """Every word of a question about the office."""
    office = catalogue().office
    asks = (word for each in office.details for ask in each.asks for word in words(ask))
    of = (word for each in office.details for word in each.words)
    return Spelling({*office.called, *office.around, *of, *asks})
