"""Finds a fact by what people call it; only a sure match is a match.

What is not found here is not known: the flow says so and asks an officer.
"""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from rapidfuzz import fuzz, process

from conversations.catalogue import catalogue
from conversations.catalogue.entries import Found, asked_for, entry, of_matter
from conversations.catalogue.model import Matter, Term
from conversations.catalogue.products import described
from conversations.catalogue.spelling import SURE, Spelling, alike, words
from conversations.catalogue.vocabulary import forms, meanings, ours, weight
from conversations.language.utterance import Said, Utterance, once

ASKING = re.compile(
    r"\b(apa(kah)?|itu|ini|sih|arti(nya)?|maksud(nya)?|adalah|dong|ya|tentang"
    r"|what|is|are|an?|the|does|mean(ing)?|of|about)\b"
)
"""Words around the one that is asked about."""

_MEANING_OF = ("apa itu ", "apa sih ", "apakah itu ", "what is ", "arti ")

COVERED = 0.56
"""How much of what a question says must be said by the words that an entry answers."""

PLAIN = 0.75
"""The same of words that are not put as a question: "daftar harga batik" is none."""

QUESTION = re.compile(
    r"\?|\b(apa(kah|an)?|berapa|brp|bagaimana|gimana|gmn|kenapa|mengapa|knp|kapan|siapa"
    r"|dimana|mana|kemana|ngapain|(mem)?beda(nya|in|kan)?|banding(in|kan)?|jelas(kan|in)|tanya|nanya|caranya"
    r"|apaan|kumaha|naon|naha|sabaraha|saha|iraha|opo|piro|pira|piye|sopo|ngendi"
    r"|kunaon|nopo|menapa|pinten|pripun|kepriye|sinten|ning pundi"
    r"|what|how|why|when|who|where|which)\b"
    r"|^(boleh|bisa|harus|wajib|emang|memang|kok|can|do|is|are|should)(kah|nya)? \w"
    r"|\w (ga|gak|nggak|enggak|tidak|bukan|kan|kah|teu|ora)$"
)
"""What tells a question from an answer."""

HALF = 5
"""What a word weighs that says half as much as others."""

LONGEST = 200
"""Characters of a question; a longer one is a story, for a human to read."""


TELLS = re.compile(
    r"\b(?:sudah|udah|udh|sdh|dah|kan|lagi|tadi|kemarin|barusan|banget|gitu|semoga"
    r"|makasih|mantap|alhamdulillah|wis|geus|already|just)\b"
)
"""What makes of words a statement, unless they are put as a question."""

ASPECTS = frozenset(
    {
        *("berlaku", "biaya", "cara", "edisi", "lama", "manfaat", "rahasia", "syarat"),
        "wajib",
    }
)
"""What is asked of a thing."""

OURS = frozenset({"sni", "sppt", "bina", "batikmark", "nib", "iso", "lspro", "bsn"})
"""Words of which we speak ourselves, whatever else is named."""

OF_DUTY = frozenset({"sni", "wajib", "jual", "urus", "daftar"})
"""Beside a product, words that ask whether it may be sold as it is."""


@once
def asking(text: Utterance) -> bool:
    """Whether *text* is put as a question."""
    return len(text.typed) <= LONGEST and bool(QUESTION.search(text.small))


@once
def answer(record: Utterance) -> Found | None:
    """The entry that surely answers a text; None when we do not know."""
    found = fact(record)
    beside = None if found else matter(record)
    return entry(of_matter(beside)) if beside else found


@once
def fact(record: Utterance) -> Found | None:
    """The entry of our own that surely answers a text."""
    text = record.typed
    if len(text) > LONGEST:
        return None
    product, for_babies = described(text)
    # What babies wear may bring its maker to court: that is said whatever is asked.
    if product and (for_babies or meanings(text) & OF_DUTY):
        return entry(f"product:{product.id}")
    row = best(record)
    return entry(row.id) if row else None


@once
def best(record: Utterance) -> "Row | None":
    """The words of the catalogue that a text asks with, and what they ask for."""
    if len(record.typed) > LONGEST:
        return None
    said, plain = meanings(record.typed), not asking(record)
    if plain and len(said) == 1 and TELLS.search(record.small):
        return None
    return _index().best(said, PLAIN if plain else COVERED)


@once
def matter(record: Utterance) -> Matter | None:
    """The matter beside SNI that a text speaks of, and that only others know of."""
    if len(record.typed) > LONGEST:
        return None
    facts, (spelt, names) = catalogue().matters, _matters()
    said = {
        each
        for word in words(record.typed)
        for each in ({word} if word in spelt or ours(word) else forms(word, spelt))
    }
    found = [
        (len(name), bool(facts[id_].text or facts[id_].card), id_)
        for name, id_ in names
        if name <= said
    ]
    if not found:
        return None
    # "Modal buat canting listrik" asks for money, of which we can say something.
    beside = facts[max(found)[-1]]
    # "Jual di shopee wajib sni ga" asks about SNI, wherever it is sold.
    told = beside.text or beside.card
    return beside if told or meanings(record.typed).isdisjoint(OURS) else None


@cache
def _matters() -> tuple[Spelling, list[tuple[frozenset[str], str]]]:
    """The words of all matters, and the names of each."""
    names = [
        (frozenset(words(name)), each.id)
        for each in catalogue().matters.values()
        for name in each.words
    ]
    return Spelling(word for name, _ in names for word in name), names


class Row(NamedTuple):
    """Words that ask for an entry: all of *pattern*, and perhaps those *around*."""

    weight: int
    place: int
    pattern: frozenset[str]
    around: frozenset[str]
    id: str

    @property
    def names_both(self) -> bool:
        """Whether these are a thing, and what is asked of it."""
        return bool(self.pattern & ASPECTS and self.pattern - ASPECTS)


class Index:
    """What entries answer, found by any of its words, so that most are never looked at.

    *asked* is pairs of an id and words that ask for it; of equal ones the first wins.
    A word that no entry knows, or that names a subject of its own, is never passed
    over: "biaya sertifikat halal" is not about what SNI costs.
    """

    def __init__(self, asked: Iterable[tuple[str, str]]) -> None:
        patterns = [(id_, meanings(ask)) for id_, ask in asked]
        often = Counter(word for _, pattern in patterns for word in pattern)
        self._by_word: dict[str, list[Row]] = {}
        for place, (id_, pattern) in enumerate(patterns):
            row = Row(-weight(pattern), place, pattern, around(id_), id_)
            if -row.weight > HALF:  # "siapa" alone asks for nothing
                # All of its words must be said, so the rarest of them finds it.
                rarest = min(sorted(pattern), key=often.__getitem__)
                self._by_word.setdefault(rarest, []).append(row)
        self._passed_over = frozenset(
            word for word, each in catalogue().meanings.items() if not each.subject
        )

    def best(self, said: frozenset[str], covered: float = COVERED) -> Row | None:
        """Whose words are all said, and nearly all that is said; the most, if many."""
        weighty = said - self._passed_over
        fitting = [
            row
            for word in said
            for row in self._by_word.get(word, ())
            if row.pattern <= said
            and weighty <= row.pattern | row.around
            and -row.weight >= covered * weight(said - (row.around - row.pattern))
        ]
        return min(fitting) if fitting else None


@cache
def around(id_: str) -> frozenset[str]:
    """What may be said besides of an entry, and changes nothing."""
    card = catalogue().cards.get(id_.removeprefix("card:"))
    return meanings(" ".join(card.around)) if card else frozenset()


@cache
def _index() -> Index:
    """Everything the catalogue can answer, cards first."""
    return Index(asked_for())


def asks_for_a_term(said: Said) -> bool:
    """Whether the meaning of a word is asked for, and nothing else."""
    return Utterance.of(said).small.lstrip().startswith(_MEANING_OF)


def explain(said: Said) -> Term | None:
    """The term that is meant by *said*, such as "apa itu lspro?"."""
    text = " ".join(words(ASKING.sub(" ", Utterance.of(said).small)))
    names = _names()
    if text in names:
        return names[text]
    near = process.extract(
        text, names.keys(), scorer=fuzz.ratio, score_cutoff=SURE, limit=None
    )
    sure = {names[name].id: names[name] for name, *_ in near if alike(name, text)}
    return next(iter(sure.values())) if len(sure) == 1 else None


def named_road(text: str) -> str:
    """The id of the one road whose name has all words of *text*; else empty."""
    said, roads = meanings(text), catalogue().roads.values()
    found = [road.id for road in roads if said <= meanings(road.name)]
    return found[0] if len(found) == 1 else ""


@cache
def _names() -> dict[str, Term]:
    """Every name and synonym of the glossary, as `words` reads them."""
    return {
        " ".join(words(name)): term
        for term in catalogue().glossary.values()
        for name in (term.name, *term.synonyms, term.id)
    }
