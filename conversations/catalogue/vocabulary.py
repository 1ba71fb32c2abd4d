"""What the words of a question mean, whatever form they are said in.

Forms are taken off a word (*biayane*, *didaftarin*, *ngurusnya*) and slips mended, so
that `meanings.toml` needs only the words themselves.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from conversations.catalogue import catalogue
from conversations.catalogue.entries import asked_for
from conversations.catalogue.spelling import SHORT, Spelling, words
from conversations.language.lists import EVERYDAY, THINGS

NOTHING = "nothing"
"""The meaning of words that ask, and say nothing more."""
MONEY = re.compile(r"\d+(?:rb|ribu|k|jt|juta)")
"""A sum, as it is written in a hurry."""
COUNT = re.compile(r"\d{1,2}|(?:19|20)\d\d")
"""A small number or a year: how many, or when, and never which standard."""

ENDINGS = ("kannya", "innya", "annya", "nya", "kah", "kan", "in", "an", "ku", "mu")
ENDINGS_NEAR = ("ipun", "ane", "ana", "ne", "na", "e", "i", "s")
"""What is hung on a word in Indonesian; and in Javanese, Sundanese and English."""
BEGINNINGS = (
    *(("di", ""), ("ke", ""), ("ber", ""), ("ter", ""), ("se", ""), ("nge", "")),
    *(("menge", ""), ("meng", "k"), ("meng", ""), ("meny", "s"), ("mem", "p")),
    *(("mem", ""), ("men", "t"), ("men", ""), ("me", ""), ("ng", "k"), ("ng", "")),
    *(("ny", "s"), ("ny", "c"), ("n", "t"), ("m", "p"), ("peng", ""), ("peny", "s")),
    *(("pem", ""), ("pen", ""), ("pe", "")),
)
"""What is put before a word, and the letter that it swallows."""
LEAST, BARE = 3, 5
"""Letters of a word behind a *di-*, and behind what is more often part of a word."""

SAYS_NOTHING = frozenset[str]().union(
    *(
        EVERYDAY[kind]
        for kind in (
            *("kin", "instructions", "time"),
            *("courtesy", "asking", "vague"),
        )
    )
)
"""Everyday words that no question to us is about."""

KAN = "kan"
"""A body, and a particle of everyday speech: *kan sudah bayar*."""
CAN = frozenset({"ora", "wae", "ae", "aku", "saiki"})
"""Words beside which *iso* is the Javanese for "can", and no standard."""


ABOUT_KAN = frozenset(
    words(
        "kan komite apa apaan naon opo siapa saha sopo kepanjangan kepanjangannya arti"
        " singkatan singkatannya artinya maksud maksudnya tugas tugasnya fungsi lembaga"
        " fungsinya badan itu tuh teh ta ari iku sih ya bu pak dong adalah dari yang yg"
        " what who is the jelaskan jelasin pengertian ngapain akreditasi hubungan"
        " hubungannya peran perannya kaitan kaitannya sama dengan di dalam tu buat sni"
        " sertifikat"
    )
)
"""Words with which the body is asked about, and nothing else."""
PARTICLE = frozenset(words("kan sni sertifikat sama dengan di buat ya"))
"""Of these alone none asks about it: "kan ya", "sni kan"."""


def meanings(text: str) -> frozenset[str]:
    """What the words of *text* mean; those that only ask are left out."""
    said = words(_phrases().sub(_in_one_word, text.casefold()))
    if KAN in said and ABOUT_KAN.issuperset(said) and not PARTICLE.issuperset(said):
        return frozenset({KAN})
    if "iso" in said and CAN.intersection(said) and not any(map(str.isdecimal, said)):
        said = [word for word in said if word != "iso"]
    return frozenset(map(meaning, said)) - {NOTHING}


@lru_cache(maxsize=8_192)
def meaning(word: str) -> str:
    """What *word* means: by itself, in another form, or by what it is misspelt from."""
    known, spelt = _known(), _spelling()
    if word in known:
        return known[word]
    if word in spelt or word in THINGS:
        return word
    for bare in _bare(word):
        if bare in known:
            return known[bare]
        if bare in spelt:
            return bare
    if MONEY.fullmatch(word):
        return "biaya"
    if COUNT.fullmatch(word) or word in SAYS_NOTHING:
        return NOTHING
    near = {known.get(each, each) for each in spelt.near(word)}
    return near.pop() if len(near) == 1 else word


def known(text: str) -> bool:
    """Whether no word of *text* is strange to us."""
    names = _spelling()
    return all(
        each in _meant() or each in names or each in THINGS for each in meanings(text)
    )


def ours(word: str) -> bool:
    """Whether *word* is spelt like one that has a meaning: no slip of another."""
    return word in _known()


def forms(word: str, known: Spelling) -> frozenset[str]:
    """The *known* words that *word* is: itself, in another form, or with a slip."""
    if word in known:
        return frozenset({word})
    bare = next((each for each in _bare(word) if each in known), "")
    return frozenset({bare}) if bare else known.near(word)


def weight(said: Iterable[str]) -> int:
    """How much *said* says, in tenths of a usual word."""
    table = catalogue().meanings
    return sum(table[each].weight if each in table else 10 for each in said)


def _bare(word: str) -> Iterator[str]:
    """*word* without what may be hung on it: the least taken off first."""
    ends = [
        word.removesuffix(end)
        for end in ("", *ENDINGS, *ENDINGS_NEAR)
        if word.endswith(end)
    ]
    for stem in ends:
        if len(stem) >= LEAST:
            yield stem
    for stem in ends:
        for begin, swallowed in BEGINNINGS:
            bare = swallowed + stem.removeprefix(begin)
            if stem.startswith(begin) and len(bare) >= (
                LEAST if len(begin) > 1 and begin not in {"ke", "se", "pe"} else BARE
            ):
                yield bare


@cache
def _phrases() -> re.Pattern[str]:
    """What is said in several words, and means what one word does: "how much"."""
    several = sorted((each for each in _known() if " " in each), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, several))})\b")


def _in_one_word(found: re.Match[str]) -> str:
    return f" {_known()[found[0]]} "


@cache
def _known() -> dict[str, str]:
    """The meaning of each word that has one."""
    table = catalogue().meanings.values()
    return {word: each.id for each in table for word in (*each.words, each.id)}


@cache
def _meant() -> frozenset[str]:
    """Every meaning that some word has."""
    return frozenset(_known().values())


@cache
def _spelling() -> Spelling:
    """Words that a slip can be mended to: those with a meaning, and names."""
    named = {word for _, ask in asked_for() for word in words(ask)}
    named.update(*(each.words for each in catalogue().matters.values()))
    return Spelling({*named, *(w for w in _known() if len(w) >= SHORT)})
