"""What answers a text, however many things it asks at once.

"Brp biayanya trus lama ga" asks two things, and is answered twice. What is said beside
a question ("sy lupa bikin") is passed over, if nothing in it is strange to us.
"""

import re
from collections.abc import Iterator

from conversations.catalogue.comparing import compared
from conversations.catalogue.search import ASPECTS, LONGEST, answer, fact, matter
from conversations.catalogue.vocabulary import known, meanings
from conversations.language.utterance import Utterance, once

MOST = 2
"""So many answers are given at once; the bubble of more is read by nobody."""
_BETWEEN = re.compile(
    r"[?!.;,&+/\n]+"
    r"|\b(?:dan|trus|terus|lalu|sama|sm|serta|juga|jeung|sareng|karo|kalih|lan|and)\b"
)


@once
def answers(text: Utterance) -> tuple[str, ...]:
    """The entries that surely answer *text*; none where that is not sure."""
    if both := compared(text):
        return both
    if one := fact(text):
        return (one.id,)
    if found := tuple(_of_parts(text))[:MOST]:
        return found
    beside = answer(text)
    return (beside.id,) if beside else ()


def _of_parts(text: Utterance) -> Iterator[str]:
    """What answers each part of *text*; nothing if one of them may ask anything."""
    said = [each for each in map(str.strip, _BETWEEN.split(text.typed)) if each]
    if len(text.typed) > LONGEST or len(said) < MOST:
        return
    told: dict[str, None] = {}
    for part in said:
        found = _of_part(part, said)
        if found:
            told[found] = None
        elif not known(part) or matter(Utterance(part)):
            return
    yield from told


def _of_part(part: str, said: list[str]) -> str:
    """What answers *part*: with what the others name, where it names nothing itself."""
    if meanings(part) <= ASPECTS:
        things = meanings(" ".join(said)) - ASPECTS
        if found := fact(Utterance(" ".join((part, *sorted(things))))):
            return found.id
    found = answer(Utterance(part))
    return found.id if found else ""
