"""What a whole sentence wants where it is said: done at once, or offered as two."""

from conversations.catalogue import search, where
from conversations.language import Utterance
from conversations.understanding import questions
from conversations.understanding.classifier import (
    NEVER_OFFERED,
    NOTHING,
    Weighed,
    shipped,
)
from conversations.understanding.intents import OFFICERS, OWNERS, SHOWN, URGENT
from conversations.understanding.kinds import kinds_of
from conversations.understanding.meaning import Either, Perhaps, Wish
from conversations.understanding.objects import names_case, object_of
from conversations.understanding.seen import Seen

_ALARM = frozenset(("=remove", "=swear", "=take_money", "=secret", "=lost", "=pay"))
_A_PERSON = frozenset(("=call", "=officer_word"))
"""Without one of those, or both of these, nothing may interrupt an answer."""
_ANYWHERE = frozenset(
    (*URGENT, "confusion", "complaint", "language", "status", "visit", "certificate")
) | {"my_data", "announcements_off", "announcements_on", "link", "cancel"}
"""Wishes that are heard in the midst of a form as well."""
_BEFORE_ANY_ANSWER = frozenset(URGENT) - {"officer"}
_UPSET = frozenset(("anger", "complaint"))
"""Surely so, nobody is asking how long it takes."""
_OWN = frozenset(
    (
        *("status", "find_road", "help_other", "withdraw", "readiness"),
        *("erase", "lost_phone", "anger", "correct"),
        *("cancel", "later", "resume", "done", "link", "language", "address_form"),
        *("greet", "thanks", "goodbye"),
    )
)
"""Beyond doubt these are of one's own, and answered by no fact.

A certificate is not among them: `own_case` tells one's own from anybody's, as in
"sertifikat kadaluarsanya kapan".
"""
_SURELY, _URGENTLY = 0.9, 0.97
"""The share from which on it is beyond doubt; and where two voices of three say so."""
_LOOKED_AT = 60
"""Words among which one looks for an alarm."""
_FEW, _ALL = 3, 3
"""Fewer words, in a form, are an answer that is misspelt; and all the voices."""
_ELSEWHERE = frozenset(OFFICERS) - frozenset(OWNERS) - {"find", "case"}
"""What an officer may want who is asked what to look for."""
_OF_A_CASE = _ELSEWHERE | {"case"}
_OPENS = frozenset(("find", "case"))
"""What a name alone is nearest to."""
_ASKS = "question"
_TWO = 2


def prepare() -> None:
    """Read all that was learnt, and what answers, before anybody has to wait for it."""
    shipped()
    questions.asked(Utterance("apa"), busy=False, officer=False, language="id", word={})


def weighed(said: Utterance, seen: Seen) -> Weighed:
    """What *said* may mean to the classifier, once for a message."""
    context = "officer" if seen.officer else "aside" if seen.aside else "idle"
    key = (weighed, context)
    if key not in said.noted:
        said.noted[key] = shipped().weigh(said, context)
    found: Weighed = said.noted[key]
    return found


def wanted(said: Utterance, seen: Seen) -> Wish | Perhaps | Either | None:
    """What *said* wants; None where that is not known, or is better answered."""
    meant = Wish("find") if _called(said, seen) else weighed(said, seen).meaning
    if meant is None or questions.urgent(said) or _answered(said, seen, meant):
        return None
    wishes = (meant,) if isinstance(meant, Wish) else meant.wishes
    if seen.searching and not (plain(said, seen) and wishes[0].intent in _ELSEWHERE):
        return None
    named = [
        Wish(each.intent, *object_of(each.intent, said))
        for each in wishes
        if each.intent not in {_ASKS, NOTHING}
    ]
    asked = wishes[0].intent == _ASKS and not isinstance(meant, Either)
    if asked or not named:
        return None
    if len(wishes) > len(named) and named[0].intent == "beside":
        return None
    if free(said, seen):
        return named[0] if isinstance(meant, Wish) else type(meant)(tuple(named))
    here = named[0].intent in _ANYWHERE and _surely(said, seen)
    return named[0] if here else None


def _called(said: Utterance, seen: Seen) -> bool:
    """Whether an officer at rest says nothing but what a case may be called by.

    No word of a name is of any kind, and nothing else is known that is called so.
    """
    if not (seen.officer and seen.leisure) or seen.searching:
        return False
    if any(map(kinds_of, said.words)):
        return False
    found = weighed(said, seen)
    lone = len(said.words) == 1
    if found.best not in _OPENS and (found.sure or lone):
        return False
    return not questions.asked(
        said, busy=False, officer=True, language=seen.language, word=seen.word
    )


def free(said: Utterance, seen: Seen) -> bool:
    """Whether one may want anything: at rest; an officer, at a name as well.

    A whole command of theirs is one wherever it answers nothing.
    """
    if seen.leisure or seen.searching:
        return True
    if seen.officer and seen.beside and seen.fits(said) is not None:
        return True
    return not seen.writing and commands(said, seen)


def commands(said: Utterance, seen: Seen) -> bool:
    """Whether *said* is plainly a wish of the desk: of two words, or with a case."""
    if not (seen.officer and plain(said, seen)):
        return False
    best = weighed(said, seen).best
    return with_case(said, seen) or (len(said.words) > 1 and best in _ELSEWHERE)


def with_case(said: Utterance, seen: Seen) -> bool:
    """Whether an officer says plainly what they want of a case, by its whole number."""
    named = seen.officer and names_case(said) and plain(said, seen)
    return named and weighed(said, seen).best in _OF_A_CASE


def of_the_desk(said: Utterance, seen: Seen) -> Wish | None:
    """What an officer plainly wants of a case that they name, amid a talk."""
    meant = weighed(said, seen).meaning if with_case(said, seen) else None
    if not isinstance(meant, Wish):
        return None
    return Wish(meant.intent, *object_of(meant.intent, said))


def plain(said: Utterance, seen: Seen) -> bool:
    """Whether there is no doubt what *said* wants."""
    return weighed(said, seen).plain


def shows(said: Utterance, seen: Seen) -> bool:
    """Whether *said*, more than a word, plainly wants to be shown something."""
    several = len(said.words) > 1
    return several and plain(said, seen) and weighed(said, seen).best in SHOWN


def says_done(said: Utterance) -> bool:
    """Whether *said*, which stands under a file, plainly tells of something done."""
    found = shipped().weigh(said, "idle")
    return found.best == "done" and found.ranked[0][1] >= _SURELY


def guesses(said: Utterance, seen: Seen) -> Either | None:
    """The two that are likeliest, for who was not understood before, however unsure.

    What is a question is put to somebody who may know, as before.
    """
    ranked = [intent for intent, _ in weighed(said, seen).ranked]
    if ranked[0] in {NOTHING, _ASKS}:
        return None
    likely = [each for each in ranked if each not in {_ASKS, *NEVER_OFFERED}]
    return Either(tuple([Wish(each) for each in likely[:_TWO]])) if likely else None


def alarms(said: Utterance) -> bool:
    """Whether *said* has the words without which nothing is so urgent."""
    kinds = {kind for word in said.words[:_LOOKED_AT] for kind in kinds_of(word)}
    return not _ALARM.isdisjoint(kinds) or kinds >= _A_PERSON


def cannot_wait(said: Utterance, seen: Seen, *, doubtful: bool = False) -> bool:
    """Whether *said* surely wants something urgent, though it may be an answer.

    A *doubtful* answer gives way to any wish that all voices are certain of.
    """
    found = weighed(said, seen)
    if doubtful and found.agree == _ALL and found.ranked[0][1] >= _URGENTLY:
        return found.best in _ANYWHERE and _surely(said, seen)
    if not alarms(said):
        return False
    if seen.writing and found.agree < _ALL and not _warns(said, seen):
        return False  # "Hapus Duka" may be a name
    return found.best in URGENT and _surely(said, seen)


def _surely(said: Utterance, seen: Seen) -> bool:
    """Whether *said* is a wish beyond doubt, as it must be where something is asked."""
    found, warns = weighed(said, seen), _warns(said, seen)
    share, swears = found.ranked[0][1], warns and found.best == "anger"
    enough = found.sure and (swears or len(said.words) >= _FEW)
    if found.agree == _ALL or warns:
        return enough and share >= _SURELY
    return enough and found.best in URGENT and share >= _URGENTLY


def _warns(said: Utterance, seen: Seen) -> bool:
    """Whether all it comes to is a warning, or a person for whoever is angry."""
    found = weighed(said, seen)
    return found.best in {"fraud", "anger"} and found.agree >= _TWO and alarms(said)


def like_an_answer(said: Utterance) -> bool:
    """Whether *said*, where something is asked, is too brief or numbered for a wish.

    What is brief between its commas is a list.
    """
    parts = said.typed.split(",")
    brief = all(len(part.split()) < _FEW for part in parts)
    return brief or any(map(str.isdecimal, said.typed))


def _answered(said: Utterance, seen: Seen, meant: Wish | Perhaps | Either) -> bool:
    """Whether it is better answered, or asked of an officer, than taken for a wish."""
    first = meant if isinstance(meant, Wish) else meant.wishes[0]
    done = not isinstance(meant, Either)
    if done and first.intent in _BEFORE_ANY_ANSWER and alarms(said):
        return False
    if first.intent in _UPSET and weighed(said, seen).plain:
        return False
    busy, officer = not seen.leisure, seen.officer
    if where.asked(said) or questions.case_named(said, busy=busy, officer=officer):
        return True
    asks = search.asking(said) or questions.names_both(said, seen)
    if done and (not asks or (first.intent in _OWN and _surely(said, seen))):
        return False
    near = () if isinstance(meant, Wish) else meant.wishes
    if asks and any(wish.intent == _ASKS for wish in near):
        return True
    known = questions.asked(
        said, busy=busy, officer=officer, language=seen.language, word=seen.word
    )
    return known is not None
