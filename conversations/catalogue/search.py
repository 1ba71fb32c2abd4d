"""Finds a fact by what people call it; only a sure match is a match.

What is not found here is not known: the flow says so and asks an officer.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import fuzz, process

from conversations.catalogue import catalogue
from conversations.catalogue.model import Fact, Term
from conversations.catalogue.products import (
    SHORT,
    SURE,
    alike,
    mandatory_product,
    of_babies,
    perhaps_mandatory,
    words,
)
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

NOTHING = "nothing"
"""The meaning of words that ask, and say nothing more."""

QUESTION = re.compile(
    r"\?|\b(apa(kah|an)?|berapa|brp|bagaimana|gimana|gmn|kenapa|mengapa|knp|kapan|siapa"
    r"|dimana|mana|kemana|ngapain|beda(nya)?|jelas(kan|in)|tanya|nanya|caranya"
    r"|apaan|kumaha|naon|naha|sabaraha|saha|iraha|opo|piro|pira|piye|sopo|ngendi|what|how|why|when|who|where|which)\b"
    r"|^(boleh|bisa|harus|wajib|emang|memang|kok|can|do|is|are|should)(kah|nya)? \w"
    r"|\w (ga|gak|nggak|enggak|tidak|bukan|kah|teu|ora)$"
)
"""What tells a question from an answer."""

LONGEST = 200
"""Characters of a question; a longer one is a story, for a human to read."""


@dataclass(frozen=True)
class Found:
    """An entry that answers: *action* is the button that reads on, where there is."""

    id: str
    title: str
    text: str
    fact: Fact
    action: str = ""


MONEY = re.compile(r"\d+(?:rb|ribu|k|jt|juta)")
"""A sum, as it is written in a hurry."""

ENDINGS = ("nya", "kah", "ne", "na", "e")
"""What is hung on a word in Indonesian, Javanese and Sundanese: *biayane*, *bedana*."""

KAN = "kan"
"""A body, and a particle of everyday speech: *kan sudah bayar*."""

ABOUT_KAN = frozenset(
    words(
        "kan komite apa apaan naon opo siapa saha sopo kepanjangan kepanjangannya arti"
        " singkatan singkatannya artinya maksud maksudnya tugas tugasnya fungsi lembaga"
        " fungsinya badan itu tuh teh ta ari iku sih ya bu pak dong adalah dari yang"
        " what who is the jelaskan jelasin pengertian ngapain"
    )
)
"""Words with which the body is asked about, and nothing else."""

CAN = frozenset({"ora", "wae", "ae", "aku", "saiki"})
"""Words beside which *iso* is the Javanese for "can", and no standard."""

TELLS = re.compile(
    r"\b(?:sudah|udah|udh|sdh|dah|kan|lagi|tadi|kemarin|barusan|banget|gitu|semoga"
    r"|makasih|mantap|alhamdulillah|wis|geus|already|just)\b"
)
"""What makes of words a statement, unless they are put as a question."""

OF_DUTY = frozenset({"sni", "wajib", "jual"})
"""Beside a product, words that ask whether it may be sold as it is."""


def entry(name: str) -> Found | None:
    """The entry that is called *name*, such as `card:cost` or `product:toys`."""
    return _entries().get(name)


@once
def asking(text: Utterance) -> bool:
    """Whether *text* is put as a question."""
    return bool(QUESTION.search(text.small))


@once
def answer(record: Utterance) -> Found | None:
    """The entry that surely answers a text; None when we do not know."""
    text = record.typed
    if len(text) > LONGEST:
        return None
    said = meanings(text)
    product = mandatory_product(text) or perhaps_mandatory(text)
    # What babies wear may bring its maker to court: that is said whatever is asked.
    if product and (of_babies(text) or said & OF_DUTY):
        return _entries()[f"product:{product.id}"]
    plain = not asking(record)
    if plain and len(said) == 1 and TELLS.search(record.small):
        return None
    best = _index().best(said, PLAIN if plain else COVERED)
    return _entries()[best] if best else None


def meanings(text: str) -> frozenset[str]:
    """What the words of *text* mean; those that only ask are left out."""
    said = words(text)
    if KAN in said and ABOUT_KAN.issuperset(said):
        return frozenset({KAN})
    if "iso" in said and CAN.intersection(said) and not any(map(str.isdecimal, said)):
        said = [word for word in said if word != "iso"]
    return frozenset(map(_meaning, said)) - {NOTHING}


class Index:
    """What entries answer, found by any of its words, so that most are never looked at.

    *asked* is pairs of an id and words that ask for it; of equal ones the first wins.
    A word that no entry knows, or that names a subject of its own, is never passed
    over: "biaya sertifikat halal" is not about what SNI costs.
    """

    def __init__(self, asked: Iterable[tuple[str, str]]) -> None:
        self._by_word: dict[str, list[tuple[int, frozenset[str], int, str]]] = {}
        for place, (id_, ask) in enumerate(asked):
            pattern = meanings(ask)
            row = (place, pattern, _weight(pattern), id_)
            for word in pattern:
                self._by_word.setdefault(word, []).append(row)

    def best(self, said: frozenset[str], covered: float = COVERED) -> str:
        """Whose words are all said, and nearly all that is said; the most, if many."""
        least = covered * _weight(said)
        rows = {row for word in said for row in self._by_word.get(word, ())}
        fitting = [
            (-weight, place, id_)
            for place, pattern, weight, id_ in rows
            if weight >= least and pattern <= said and self._rest(said - pattern)
        ]
        return min(fitting)[2] if fitting else ""

    def _rest(self, left: frozenset[str]) -> bool:
        """Whether words that a pattern leaves over may be passed over."""
        table = catalogue().meanings
        return all(
            not table[word].subject if word in table else word in self._by_word
            for word in left
        )


def _weight(said: frozenset[str]) -> int:
    table = catalogue().meanings
    return sum(table[each].weight if each in table else 10 for each in said)


@cache
def _meanings() -> dict[str, str]:
    """The meaning of each word that has one, and each word that a pattern has."""
    table = catalogue().meanings.values()
    return {word: each.id for each in table for word in (*each.words, each.id)}


@cache
def _vocabulary() -> frozenset[str]:
    """Words that a slip of the finger can be mended to."""
    said = {word for each in _asked() for word in words(each[1])}
    return frozenset(w for w in {*said, *_meanings()} if len(w) >= SHORT)


@lru_cache(maxsize=8_192)
def _meaning(word: str) -> str:
    """What *word* means: by itself, without a -nya, or by what it is misspelt from."""
    known = _meanings()
    for end in ("", *ENDINGS):
        if word.endswith(end) and (each := word.removesuffix(end)) in known:
            return known[each]
    if MONEY.fullmatch(word):
        return "biaya"
    if len(word) < SHORT or word in _vocabulary():
        return word
    alike = process.extract(
        word, _vocabulary(), scorer=fuzz.ratio, score_cutoff=SURE, limit=None
    )
    near = {known.get(each, each) for each, *_ in alike}
    return near.pop() if len(near) == 1 else word


@cache
def _index() -> Index:
    """Everything the catalogue can answer, cards first."""
    return Index(_asked())


def _asked() -> Iterator[tuple[str, str]]:
    """Each entry's id, with words that ask for it."""
    facts = catalogue()
    for card in facts.cards.values():
        yield from ((f"card:{card.id}", ask) for ask in card.asks)
    for body in facts.institutions.values():
        names = (body.short, body.name, *body.aliases)
        yield from ((f"institution:{body.id}", name) for name in names)
    for road in facts.roads.values():
        yield f"road:{road.id}", road.name
        for stage in road.stages:
            yield f"stage:{road.id}/{stage.id}", stage.name
    for fee in (fee for road in facts.roads.values() for fee in road.fees):
        yield f"fee:{fee.id}", f"biaya {fee.name}"
    for term in facts.glossary.values():
        names = (term.name, *term.synonyms, term.id)
        yield from ((f"term:{term.id}", name) for name in names)


@cache
def _entries() -> dict[str, Found]:
    """What each entry says."""
    facts = catalogue()
    found = [
        *(
            Found(f"card:{c.id}", c.title, c.text, c, f"road:{c.road}")
            for c in facts.cards.values()
        ),
        *(
            Found(f"institution:{b.id}", b.name, b.does, b)
            for b in facts.institutions.values()
        ),
        *(
            Found(f"road:{r.id}", r.name, r.summary, r, f"road:{r.id}")
            for r in facts.roads.values()
        ),
        *(
            Found(f"stage:{r.id}/{s.id}", s.name, s.result, s, f"road:{r.id}/{place}")
            for r in facts.roads.values()
            for place, s in enumerate(r.stages, start=1)
        ),
        *(
            Found(f"fee:{f.id}", f.name, f.amount, f, f"road:{r.id}")
            for r in facts.roads.values()
            for f in r.fees
        ),
        # A gloss begins with its word: as a title that would stand there twice.
        *(Found(f"term:{t.id}", "", t.gloss, t) for t in facts.glossary.values()),
        *(
            Found(f"product:{p.id}", p.name, p.note, p)
            for p in facts.mandatory.values()
        ),
    ]
    return {each.id: each for each in found}


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
