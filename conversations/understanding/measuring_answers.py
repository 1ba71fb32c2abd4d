"""How well questions are answered: wholly, in part, wrongly, or with an honest no.

A labelled question says what answers it, by entries or by plain words that a right
answer holds; or that it is about one's own case, or beside everything.
"""

from collections.abc import Mapping
from typing import Any

from conversations.catalogue.entries import Found, entry, of_matter
from conversations.catalogue.search import matter
from conversations.language import Utterance
from conversations.understanding.meaning import Known, Wish
from conversations.understanding.questions import asked, term

ANSWERS = ("full", "partial", "honest", "amiss")
"""Wholly, in part, an honest no where something is asked, and something else."""


def answered(question: Mapping[str, Any]) -> str:
    """What comes of a labelled *question*, as one of `ANSWERS`."""
    said = Utterance(question["said"])
    meaning = term(said) or asked(
        said, busy=False, officer=False, language="id", word={}
    )
    if meaning is None:
        return "honest" if _wanted(question) else "full"
    if "own" in question:
        return _own(meaning, question["own"])
    if "beside" in question:
        return "full" if _not_ours(said, meaning) else "amiss"
    if not isinstance(meaning, Known):
        return "amiss"
    if "answers" in question:
        right = not {*question["answers"]}.isdisjoint(meaning.entries)
        return "full" if right else "amiss"
    return _holds(meaning, question["must"])


def _wanted(question: Mapping[str, Any]) -> bool:
    """Whether anything answers it: where nothing does, a no is all there is."""
    return bool(question.get("answers", True))


def _own(meaning: object, intent: str) -> str:
    """Another look at one's own case is still about it."""
    if not isinstance(meaning, Wish) or meaning.intent == "beside":
        return "amiss"
    return "full" if meaning.intent == intent else "partial"


def _not_ours(said: Utterance, meaning: object) -> bool:
    """Whether it was said that this is not ours, or whose it is."""
    if isinstance(meaning, Wish):
        return meaning.intent == "beside"
    beside = matter(said)
    return beside is not None and meaning == Known((of_matter(beside),))


def _holds(meaning: Known, must: list[str]) -> str:
    """How many of the words that it must hold stand in the answer."""
    shown: list[Found] = [one for each in meaning.entries if (one := entry(each))]
    text = " ".join(f"{each.title} {each.text}" for each in shown).casefold()
    held = [word.casefold() in text for word in must]
    return "full" if all(held) else "partial" if any(held) else "amiss"
