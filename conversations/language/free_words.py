"""The words by which one sees that a text is no name: `lists/free_text.toml`."""

from msgspec import Struct, convert

from conversations.language.lists import listed
from conversations.language.slang import COURTEOUS


class FreeWords(Struct, frozen=True, forbid_unknown_fields=True):
    """Words by what they tell of a text; the file says what each list is for."""

    asks: frozenset[str]
    asks_first: frozenset[str]
    tells_of_asking: frozenset[str]
    asks_last: frozenset[str]
    reluctant: frozenset[str]
    unknowing: frozenset[str]
    knows: frozenset[str]
    empty: frozenset[str]
    same: frozenset[str]
    skips: frozenset[str]
    same_core: frozenset[str]
    waiting: frozenset[str]
    waits_first: frozenset[str]
    laughs: frozenset[str]
    nods: frozenset[str]
    upset: frozenset[str]
    sentence: frozenset[str]
    between: frozenset[str]
    first_of_names: frozenset[str]
    describes: frozenset[str]
    everyday: frozenset[str]
    labels: frozenset[str]
    verbs: frozenset[str]
    units: frozenset[str]
    numbers: frozenset[str]
    goods: frozenset[str]
    of_a_business: frozenset[str]
    of_an_address: frozenset[str]
    of_an_office: frozenset[str]
    names_too: frozenset[str]
    also_names: frozenset[str]
    titles: frozenset[str]
    soft: frozenset[str]


known = convert(listed("free_text"), FreeWords)
SOFT = COURTEOUS | known.soft
"""What stands around an answer and changes nothing."""
