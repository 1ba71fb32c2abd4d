"""Whether what was written is the name, the product or the address that was asked.

Nothing is lost and nothing is swallowed. A likely answer is taken, without what stands
around it. Of an unlikely one it is asked whether it is meant. What is plainly something
else, a question, a wait, a refusal, is told by its *why*, and is no answer.
"""

import re
from dataclasses import dataclass

from conversations.language.courtesy import greeting
from conversations.language.free_words import known
from conversations.language.lead_ins import around, bare
from conversations.language.non_answers import plainly_other
from conversations.language.text_kinds import FEW, MANY, OVER_A_DOOR, Shape, written
from conversations.language.unlikely_answers import doubt
from conversations.language.utterance import Utterance, once

_CORRECTS = re.compile(
    r"(?i)(?:^|[\s,.;(])(?:eh+|salah|maksud(?: saya|ku|nya)?|ralat|koreksi|harusnya"
    r"|seharusnya|i mean|sorry|deng|tapi|tetapi)(?:[\s,.:;]+(?:salah|bukan|deng"
    r"|maksud\w*|saya|itu|ketik))*[\s,.:;]+"
)
_TELLS_OF_A_SLIP = re.compile(
    r"(?i)\b(?:eh+|salah|maksud\w*|ralat|koreksi|harusnya|seharusnya|i mean)\b"
    r"|\bbukan\b.+\b(?:tapi|tetapi|melainkan)\b"
)
_LONGEST = 600
"""Characters of an answer of some words; more are a story."""
_SPOKEN = known.sentence | known.verbs
_CORRECTS_NOTHING = known.sentence | {"ketik"}
_NAMES_OF_SHOPS = frozenset({"bebas", "rahasia", "aneka", "aneka rupa", "serba ada"})


@dataclass(frozen=True)
class Free:
    """What a text comes to: *why* it is not simply taken, and what it may mean.

    Without a *why*, the first of *meant* is the answer. *told*: it is not as it was
    written, so that the person should see it.
    """

    meant: tuple[str, ...] = ()
    why: str = ""
    told: bool = False


@once
def read_free(
    said: Utterance, shape: Shape, others: frozenset[str] = frozenset()
) -> Free:
    """*said* as the answer to a question for a *shape* of text.

    *others* are folded texts that answer other questions: a kecamatan is hardly the
    name of a person.
    """
    if len(said.typed) > _LONGEST:
        return Free(why="many")
    other = plainly_other(said, shape)
    if "\n" in said.lines:
        return Free(why=other or "many")
    if corrected := _corrected(said, shape):
        return Free((corrected,), "slip")
    if other:
        return Free(_in_spite(said, shape, other), other)
    core = around(said.clean, shape)
    meant = tuple(written(each, shape) for each in core.meant)
    first = said if meant[0] == said.clean else Utterance(meant[0])
    if first is not said and (why := plainly_other(first, shape)):
        return Free(_in_spite(first, shape, why), why)
    why = doubt(first, shape, others, core)
    if said.asked:
        why = "question"
    elif len(meant) > 1 and why in {"", "sentence"}:
        why = "which"
    told = meant[0] != bare(said.clean)
    return Free(_offered(first, meant, shape, why), why, told=told)


def _in_spite(said: Utterance, shape: Shape, why: str) -> tuple[str, ...]:
    """What may be a name although it looks like something else: "Pagi Sore"."""
    greets = why == "courtesy" and greeting(said) and bare(said.clean).istitle()
    if shape in OVER_A_DOOR and (greets or said.folded in _NAMES_OF_SHOPS):
        return (written(bare(said.clean), shape),)
    return ()


def _offered(
    first: Utterance, meant: tuple[str, ...], shape: Shape, why: str
) -> tuple[str, ...]:
    """What of *meant* may be read back: whole sentences are not."""
    spoken = sum(map(_SPOKEN.__contains__, first.words))
    if why == "many" and shape == "person":
        return ()
    if why in {"question", "sentence", "many"} and len(first.words) > MANY:
        return ()
    if why == "sentence" and shape not in OVER_A_DOOR and spoken >= FEW:
        return ()
    return meant


def _corrected(said: Utterance, shape: Shape) -> str:
    """What stands behind "eh salah"; empty where nothing is put right."""
    if not _TELLS_OF_A_SLIP.search(said.clean):
        return ""
    *_, after = _CORRECTS.split(said.clean)
    if after == said.clean:
        return ""
    first = Utterance(written(around(after, shape).meant[0], shape))
    if not any(map(str.isalpha, first.typed)) or plainly_other(first, shape):
        return ""
    return first.typed if _CORRECTS_NOTHING.isdisjoint(first.words) else ""
