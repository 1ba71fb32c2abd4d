"""How well questions are answered: wholly, in part, wrongly, or with an honest no.

A labelled question says what answers it, by entries or by plain words that a right
answer holds; or that it is about one's own case, or beside everything. What counts is
what its asker would get: all that may have heard something else is asked before.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from conversations.catalogue.entries import Found, entry, of_matter
from conversations.catalogue.near import near
from conversations.catalogue.search import matter
from conversations.language import Command, Utterance
from conversations.understanding.meaning import (
    Answer,
    Either,
    Known,
    Meaning,
    Perhaps,
    Wish,
)
from conversations.understanding.readers import understand
from conversations.understanding.seen import Seen

ANSWERS = ("full", "partial", "offered", "honest", "amiss")
"""Wholly, in part, among what it may have been, not at all, and something else."""
LEADS = {"fraud": "card:fraud", "anger": "card:fraud", "learn": "card:sni"}
"""Wishes that lead to an entry as well."""
ASKS_BACK = frozenset({"officer", "confusion", "stuck", "complaint", "help", "menu"})
"""Wishes that lead to a person, or tell what may be asked."""


def answered(question: Mapping[str, Any], seen: Seen) -> str:
    """What comes of a labelled *question* where this is *seen*, as one of `ANSWERS`."""
    said = Utterance(question["said"])
    meaning = understand(said, seen)
    if not isinstance(meaning, Perhaps):
        return _came(question, said, meaning)
    first, *others = (_came(question, said, wish) for wish in meaning.wishes)
    return "offered" if first != "full" and "full" in others else first


def _came(question: Mapping[str, Any], said: Utterance, meaning: Meaning) -> str:
    """What comes of a *meaning*."""
    if "own" in question:
        return _own(meaning, question["own"])
    if "beside" in question:
        return _not_ours(said, meaning)
    match meaning:
        case Known(entries):
            return _told(question, entries)
        case Wish("road", about):
            return _told(question, (f"road:{about}", f"term:{about}", f"card:{about}"))
        case Wish(intent) if intent in LEADS:
            return _told(question, (LEADS[intent],))
        case Answer():
            return _offered(question, near(said))
        case Either():
            return "honest" if _wanted(question) else "full"
    heard = _named(meaning)
    return (
        ("honest" if _wanted(question) else "full") if heard in ASKS_BACK else "amiss"
    )


def _told(question: Mapping[str, Any], entries: Iterable[str]) -> str:
    """What it is to be told these *entries*."""
    if "answers" not in question:
        return _holds(entries, question["must"])
    return "amiss" if {*question["answers"]}.isdisjoint(entries) else "full"


def _offered(question: Mapping[str, Any], entries: Iterable[str]) -> str:
    """What it is to be asked whether one of these *entries* was meant."""
    if not _wanted(question):
        return "full"
    return "honest" if _told(question, entries) == "amiss" else "offered"


def _wanted(question: Mapping[str, Any]) -> bool:
    """Whether anything answers it: where nothing does, a no is all there is."""
    return bool(question.get("answers", True))


def _named(meaning: Meaning) -> str:
    """The wish or command that was heard; empty where it was neither."""
    match meaning:
        case Wish(intent):
            return intent
        case Command(name):
            return name
    return ""


def _own(meaning: Meaning, intent: str) -> str:
    """Another look at one's own case is still about it."""
    match meaning:
        case Answer():
            return "honest"
        case Either(wishes):
            return "offered" if intent in {each.intent for each in wishes} else "honest"
        case Known():
            return "amiss"
    heard = _named(meaning)
    if heard in ASKS_BACK:
        return "honest"
    return "amiss" if heard == "beside" else "full" if heard == intent else "partial"


def _not_ours(said: Utterance, meaning: Meaning) -> str:
    """Whether it was said that this is not ours, or whose it is."""
    if isinstance(meaning, Answer):
        return "honest"
    if isinstance(meaning, Either):
        found = {each.intent for each in meaning.wishes}
        return "offered" if "beside" in found else "honest"
    if _named(meaning) in {"beside", *ASKS_BACK}:
        return "full" if _named(meaning) == "beside" else "honest"
    beside = matter(said)
    right = beside is not None and meaning == Known((of_matter(beside),))
    return "full" if right else "amiss"


def _holds(entries: Iterable[str], must: list[str]) -> str:
    """How many of the words that it must hold stand in the answer."""
    shown: list[Found] = [one for each in entries if (one := entry(each))]
    text = " ".join(f"{each.title} {each.text}" for each in shown).casefold()
    held = [any(map(text.__contains__, each.casefold().split("|"))) for each in must]
    return "full" if all(held) else "partial" if any(held) else "amiss"
