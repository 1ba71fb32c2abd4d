"""Which two things a question sets side by side: "bedanya X dengan Y", "X atau Y dulu".

What is compared is named in the catalogue; the answer is made of both entries.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from conversations.catalogue import catalogue
from conversations.catalogue.entries import of_matter
from conversations.catalogue.search import LONGEST, best
from conversations.catalogue.spelling import words
from conversations.catalogue.vocabulary import meaning, meanings
from conversations.language.utterance import Utterance, once

COMPARES = re.compile(
    r"\b(?:\w*beda\w*|benten\w*|\w*banding\w*|diff\w*|versus|vs|better|compared?"
    r"|mending(?:an)?|bagusan|baikan|pilih|milih|mana (?:dulu|duluan)"
    r"|lebih (?:baik|bagus|penting|mudah|gampang|murah))\b"
    r"|\bsama (?:aja|saja|ga|gak|nggak|tidak|kah|atau)\b"
    r"|\b(?:dulu|duluan|first)\b.*\b(?:atau|apa|or)\b"
    r"|\b(?:atau|apa|or)\b.*\b(?:dulu|duluan|first|sama|podo)\b"
)
"""Words that set two things side by side."""
GENERAL = ("term:batik", "term:umkm", "term:sni")
"""Named beside almost anything: compared only where no two others are."""
TWO = 2
DIFFERENCE = "beda"


@once
def compared(text: Utterance) -> tuple[str, ...]:
    """The two entries that *text* compares; none where it does not."""
    if len(text.typed) > LONGEST or not COMPARES.search(text.small):
        return ()
    said = meanings(text.typed)
    found: dict[str, frozenset[str]] = {}
    for name, id_ in _names():
        if name <= said:
            found.setdefault(id_, name)
    names = found.values()
    found = {i: name for i, name in found.items() if not any(map(name.__lt__, names))}
    for general in GENERAL:
        if len(found) > TWO:
            found.pop(general, None)
    if len(found) != TWO or _told_already(text, found.values()):
        return ()
    spoken = [meaning(word) for word in words(text.typed)]
    return tuple(sorted(found, key=lambda id_: max(map(spoken.index, found[id_]))))


def _told_already(text: Utterance, names: Iterable[frozenset[str]]) -> bool:
    """Whether one entry tells of both, or of the difference itself."""
    row = best(text)
    return row is not None and (
        DIFFERENCE in row.pattern or all(map(row.pattern.issuperset, names))
    )


@cache
def _names() -> tuple[tuple[frozenset[str], str], ...]:
    """What can be compared, by its names, the longest first."""
    return tuple(sorted(_all(), key=lambda each: -len(each[0])))


def _all() -> Iterator[tuple[frozenset[str], str]]:
    taken = set()
    for term in catalogue().glossary.values():
        for name in map(meanings, (term.name, *term.synonyms)):
            if name and name not in taken:
                taken.add(name)
                yield name, f"term:{term.id}"
    for matter in catalogue().matters.values():
        for name in map(meanings, matter.words if matter.text or matter.card else ()):
            if len(name) == 1 and name not in taken:
                taken.add(name)
                yield name, of_matter(matter)
