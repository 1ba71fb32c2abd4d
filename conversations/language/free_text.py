"""Whether what was written is the name, the product or the address that was asked.

Nothing is lost and nothing is swallowed. A likely answer is taken, without what stands
around it. Of an unlikely one it is asked whether it is meant. What is plainly something
else, a question, a wait, a refusal, is told by its *why*, and is no answer.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from conversations.language import free_words as known
from conversations.language.courtesy import greeting
from conversations.language.lead_ins import around, bare, declared
from conversations.language.non_answers import plainly_other
from conversations.language.normalise import clean, fold
from conversations.language.text_kinds import FEW, MANY, OVER_A_DOOR, Shape, written
from conversations.language.unlikely_answers import Attempt, doubt

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


@lru_cache(1_024)
def read_free(text: str, shape: Shape, others: frozenset[str] = frozenset()) -> Free:
    """*text* as the answer to a question for a *shape* of text.

    *others* are folded texts that answer other questions: a kecamatan is hardly the
    name of a person.
    """
    if len(text) > _LONGEST:
        return Free(why="many")
    whole = clean(text)
    if clean(text, lines=True).count("\n"):
        return Free(why=plainly_other(whole, shape) or "many")
    if corrected := _corrected(whole, shape):
        return Free((corrected,), "slip")
    if why := plainly_other(whole, shape):
        return Free(_in_spite(whole, shape, why), why)
    typed = around(whole, shape)
    meant = tuple(written(each, shape) for each in typed)
    first = meant[0]
    if why := plainly_other(first, shape):
        return Free(_in_spite(first, shape, why), why)
    why = doubt(first, shape, others, Attempt(typed[0], declared(whole, shape)))
    if "?" in whole:
        why = "question"
    elif len(meant) > 1 and why in {"", "sentence"}:
        why = "which"
    return Free(_offered(meant, shape, why), why, told=first != bare(whole))


def _in_spite(text: str, shape: Shape, why: str) -> tuple[str, ...]:
    """What may be a name although it looks like something else: "Pagi Sore"."""
    greets = why == "courtesy" and greeting(text) and bare(text).istitle()
    if shape in OVER_A_DOOR and (greets or fold(text) in _NAMES_OF_SHOPS):
        return (written(bare(text), shape),)
    return ()


def _offered(meant: tuple[str, ...], shape: Shape, why: str) -> tuple[str, ...]:
    """What of *meant* may be read back: whole sentences are not."""
    said = fold(meant[0]).split()
    spoken = sum(word in known.SENTENCE | known.VERBS for word in said)
    if why == "many" and shape == "person":
        return ()
    if why in {"question", "sentence", "many"} and len(said) > MANY:
        return ()
    if why == "sentence" and shape not in OVER_A_DOOR and spoken >= FEW:
        return ()
    return meant


def _corrected(text: str, shape: Shape) -> str:
    """What stands behind "eh salah"; empty where nothing is put right."""
    if not _TELLS_OF_A_SLIP.search(text):
        return ""
    *_, after = _CORRECTS.split(text)
    if after == text:
        return ""
    first = written(around(after, shape)[0], shape)
    if not any(sign.isalpha() for sign in first) or plainly_other(first, shape):
        return ""
    said = set(fold(first).split())
    return "" if said & (known.SENTENCE | {"ketik"}) else first
