"""The readers of what is said in passing: answers told, and answers put right."""

from conversations import language
from conversations.catalogue import search
from conversations.language import Utterance
from conversations.language.slang import COURTEOUS
from conversations.understanding import questions, sentences
from conversations.understanding.meaning import Answer, Not, Told, Verdict, Wish
from conversations.understanding.seen import Seen

_NOTHING = frozenset({"none", "denied", "unknown", "skip", "unwilling", "same", "wait"})
"""Why a text is no answer, where it was one to what is asked."""
_AROUND = COURTEOUS | {"usaha", "saya", "kami", "di"}
"""What may stand around nothing but an answer."""
_SEVERAL, _MANY = 2, 3
"""Stretches that tell something: so many, and they are more than one answer."""


def lines(said: Utterance, seen: Seen) -> Verdict:
    """A line for each question of a bubble: they are read there, and nowhere else."""
    if seen.lined(said) and not questions.urgent(said):
        return Answer()
    return None


def change(said: Utterance, seen: Seen) -> Verdict:
    """An answer put right in passing; not what is said to a person."""
    if len(said.words) < 2:  # noqa: PLR2004 -- a name, and what it is instead
        return None
    found = seen.corrects(said)
    if found and sentences.cannot_wait(said, seen):
        return None
    return Not(found, "message") if found and seen.listening else found


def told(said: Utterance, seen: Seen) -> Verdict:
    """Answers to more than what is asked; where nothing is, of whoever applies."""
    few = len(said.words) < 2 and not seen.aside  # noqa: PLR2004
    if few or (seen.leisure and seen.officer):
        return None
    found = seen.told(said)
    if not found.news or questions.urgent(said):
        return None
    if seen.listening:
        return Not(found, "message")
    if seen.leisure:
        own = _applies(said, found) and not _of_another(said, found, seen)
        goes_on = seen.aside and _AROUND.issuperset(found.left)
        return found if own or goes_on else Not(found, "first")
    return found if _tells(said, found, seen) else Not(found, "answer")


def _applies(said: Utterance, found: Told) -> bool:
    """Whether whoever told this wants to apply: says so, or asks nothing."""
    if search.asking(said):
        return found.stretches > 1 and language.applies(said)
    return found.stretches > 1 or language.applies(said)


def _of_another(said: Utterance, found: Told, seen: Seen) -> bool:
    """Whether whoever told this, and no name of theirs, wants to help somebody else."""
    meant = sentences.weighed(said, seen).meaning
    return meant == Wish("help_other") and "owner_name" not in found.surely


def _tells(said: Utterance, found: Told, seen: Seen) -> bool:
    """Whether *found* is more than an answer, or a question, that looks like it."""
    fit = seen.fits(said)
    named = len(found.news & found.named)
    if search.asking(said):
        return named >= _SEVERAL or found.stretches >= _MANY
    if fit is None:
        return True
    if not fit.why:
        return named >= _SEVERAL or found.stretches >= _MANY
    if fit.why in _NOTHING:
        return False
    return bool(named) or found.stretches >= _SEVERAL or not fit.meant
