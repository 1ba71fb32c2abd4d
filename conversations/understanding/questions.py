"""Questions that can be answered at once, and those that somebody may know about."""

from conversations.catalogue import (
    catalogue,
    entries,
    fraud,
    search,
    spelling,
    topics,
    where,
)
from conversations.catalogue.overrides import Word
from conversations.language import Utterance, match, read_case_number
from conversations.understanding.meaning import CaseNamed, Known, Wish
from conversations.understanding.own_case import own_case, under_way
from conversations.understanding.seen import Seen

SEVERAL = 3
"""So many words are a sentence."""
FRAUD, OFFICE = "card:fraud", "office:"
"""A warning, and what the Dinas says of itself, among the entries that answer."""


def asked(
    said: Utterance, *, busy: bool, officer: bool, language: str, word: Word
) -> Known | CaseNamed | Wish | None:
    """What answers *said*, if that is sure: facts, one's own case, or "not ours".

    A *busy* person is filling in a form: only what is surely a question is one. What
    the Dinas put right, its *word*, may say what the catalogue does not know.
    """
    if named := case_named(said, busy=busy, officer=officer):
        return named
    if fraud.alarming(said) and entries.entry(FRAUD):
        return Known((FRAUD,))
    if busy and not search.asking(said):
        return None
    if wanted := where.asked(said):
        office = catalogue().office
        known = tuple(
            entry
            for id_ in wanted
            if (entry := f"{OFFICE}{id_}") in word or office.detail(id_, language)
        )
        return Known(known) if known else None
    if not officer and (own := own_case(said) or (not busy and under_way(said))):
        return own
    return _of_facts(said)


def case_named(said: Utterance, *, busy: bool, officer: bool) -> CaseNamed | None:
    """The case that an owner at leisure names by its number."""
    code = "" if busy or officer else _case(said)
    return CaseNamed(code) if code else None


def _of_facts(said: Utterance) -> Known | Wish | None:
    """The entries that answer, or whose business it is instead."""
    if found := topics.answers(said):
        return Known(found)
    beside = search.matter(said)
    return Wish("beside", about=beside.id) if beside else None


def names_both(said: Utterance, seen: Seen) -> bool:
    """Whether a thing and what is asked of it are named: "biaya batikmark".

    Where words of one's own are wanted, or a choice is called so, that is an answer.
    """
    row = None if seen.writing else search.best(said)
    return row is not None and row.names_both and not match(said, seen.options)


def urgent(said: Utterance) -> bool:
    """Whether *said* is answered before it could be taken for an answer."""
    return fraud.alarming(said)


def term(said: Utterance) -> Known | None:
    """The hard word whose meaning is asked for, if we know it."""
    found = search.explain(said) if search.asks_for_a_term(said) else None
    known = found and entries.entry(f"term:{found.id}")
    return Known((known.id,)) if known else None


def worth_asking(said: Utterance, seen: Seen) -> bool:
    """Whether what nothing here knows is put to somebody who may.

    At leisure, several words that name no choice are as good as a question.
    """
    if seen.officer:
        return False
    asks = search.asking(said)
    if not asks and seen.leisure:
        asks = sum(map(str.isalpha, spelling.words(said.typed))) >= SEVERAL
    if asks and len(said.typed) <= search.LONGEST:
        return True
    return seen.leisure and bool(where.asked(said))


def _case(said: Utterance) -> str:
    """The number of a case, where its mark is written; empty where it is none."""
    marks = tuple(each.case_prefix for each in catalogue().offices.values())
    if not said.typed.strip().upper().startswith(marks):
        return ""
    return read_case_number(said, marks[0])
