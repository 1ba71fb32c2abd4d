"""Finds the question, among those asked before, that this one is in other words.

The measure is the catalogue's own: what words mean, and what they are about. What a
question is about weighs most, above all a word that nothing here knows. Where such a
word is new or left out, or another is said for it, it may be another question; then
whoever asks is to say whether it was meant.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from conversations.catalogue import catalogue
from conversations.catalogue.spelling import SHORT, alike, words
from conversations.catalogue.vocabulary import meanings

ASPECTS = frozenset({"berlaku", "biaya", "hukuman", "jual", "lama", "syarat"})
"""What is asked of a thing: two questions that share no more are about two things."""
TOPIC = 20
"""What the name of a thing weighs; a usual word is half of it."""
SURE = 0.75
"""How much of what is said has to stand in the other question, to be sure."""
NEAR = 0.33
"""How much of both has to be the same, to be worth asking whether it was meant."""
_HUNG_ON = re.compile(r"(?<=\w{4})(?:nya|kah)$")
_SLIPS = re.compile(r"(?<=\w)[aeiou]|(\w)(?=\1)")

Content = Mapping[str, frozenset[str]]
"""What a question says: each meaning, with the words that were said for it."""


@dataclass(frozen=True)
class Likest:
    """The question that is most like one; *sure* that it is the same."""

    id: str
    sure: bool


def keys(question: str) -> frozenset[str]:
    """What to look for questions like this by: its words, without what slips in them.

    "keripik" and "kripik" have one key. Two questions that share one may have nothing
    in common; two that share none are not alike.
    """
    content = _content(question)
    said = {word for meaning, forms in content.items() for word in (meaning, *forms)}
    return frozenset(_SLIPS.sub("", word) for word in said)


def likest(question: str, asked: Mapping[str, str]) -> Likest | None:
    """The one of *asked*, by id, that is most like *question*; of equals the first."""
    said = _content(question)
    found = [
        (sure, near, id_)
        for id_, each in asked.items()
        for sure, near in _compared(said, _content(each))
    ]
    if not found:
        return None
    sure, _, id_ = max(found, key=lambda each: each[:2])
    return Likest(id_, sure)


def _compared(said: Content, asked: Content) -> Iterator[tuple[bool, float]]:
    """Whether two are surely the same, and how near; nothing if they are not alike."""
    pairs = {each: other for each in said if (other := _same(each, asked))}
    shared = frozenset(pairs.values())
    new, left = said.keys() - pairs.keys(), asked.keys() - shared
    whole = _weight(pairs) + _weight(new)
    near = _weight(shared) / (whole + _weight(left)) if shared else 0.0
    same = all(_alike(said[a], asked[b]) for a, b in pairs.items() if a == b)
    passed_over = not left and not any(map(_weighty, new))
    sure = same and passed_over and _weight(shared) >= SURE * whole
    if near == 1 or (near >= NEAR and any(map(_topic, shared))):
        yield sure and (near == 1 or any(map(_weighty, shared))), near


def _content(question: str) -> Content:
    """What *question* says; a word that is a form of its meaning is that word."""
    whole = meanings(question)
    found: dict[str, set[str]] = {}
    for word in words(question):
        for meaning in meanings(word) & whole:
            bare = _HUNG_ON.sub("", word)
            known = meaning in catalogue().meanings
            said = meaning if known and meaning in word else bare
            found.setdefault(meaning if known else bare, set()).add(said)
    return {meaning: frozenset(said) for meaning, said in found.items()}


def _same(word: str, among: Content) -> str:
    """The one *among* these that *word* is, perhaps with a slip; empty if none."""
    if word in among:
        return word
    near = (each for each in among if len(word) >= SHORT and alike(each, word))
    return next(near, "")


def _alike(said: frozenset[str], asked: frozenset[str]) -> bool:
    """Whether one meaning was said in the same words, perhaps with a slip."""
    return all(any(alike(each, other) for other in asked) for each in said)


def _weighty(word: str) -> bool:
    """Whether a question with *word* asks something that one without it does not."""
    known = catalogue().meanings.get(word)
    return known is None or known.subject


def _topic(word: str) -> bool:
    """Whether *word* names the thing that is asked about."""
    return _weighty(word) and word not in ASPECTS


def _weight(said: Iterable[str]) -> int:
    known = catalogue().meanings
    return sum(TOPIC if _topic(each) else known[each].weight for each in said)
