"""What people really type is understood, or asked back; never taken for another thing."""

import tomllib
from collections.abc import Callable
from pathlib import Path

from conversations import language
from conversations.language import Labelled, Number, OtherRegion, Sure, SurePlace
from tests.conversations.language.kabupaten import GAZETTEER

FILE = Path(__file__).with_name("phrases.toml")
KINDS = (
    Labelled("tulis", "Batik tulis"),
    Labelled("cap", "Batik cap"),
    Labelled("kombinasi", "Kombinasi keduanya"),
)
UNDERSTOOD = 0.9
NONE = "none"


def _number(text: str) -> str:
    found = language.read_number(text)
    return str(int(found.value)) if isinstance(found, Number) else NONE


def _place(text: str) -> str:
    match language.match_place(text, GAZETTEER):
        case SurePlace(code):
            return code.rpartition(".")[2]
        case OtherRegion():
            return NONE
    return NONE


def _choice(text: str) -> str:
    found = language.match(text, KINDS)
    return found.value if isinstance(found, Sure) else NONE


def _command(text: str) -> str:
    found = language.read_command(text)
    return found.name if found else NONE


READERS: dict[str, Callable[[str], str]] = {
    "answer": lambda text: language.read_answer(text) or NONE,
    "greeting": lambda text: language.greeting(text) or NONE,
    "thanks": lambda text: "thanks" if language.thanks(text) else NONE,
    "command": _command,
    "number": _number,
    "choice": _choice,
    "place": _place,
}
PHRASES = [
    (kind, meaning, phrase)
    for kind, meanings in tomllib.loads(FILE.read_text("utf-8")).items()
    for meaning, text in meanings.items()
    for each in text.replace("\n", " ").split(",")
    if (phrase := each.strip())
]


def test_there_are_five_hundred_phrases():
    assert len(set(PHRASES)) == len(PHRASES)
    assert len(PHRASES) >= 500


def test_nothing_is_silently_taken_for_another_thing():
    wrong = [
        (kind, meaning, phrase, got)
        for kind, meaning, phrase in PHRASES
        if (got := READERS[kind](phrase)) not in {meaning, NONE}
    ]
    assert wrong == []


def test_most_of_it_is_understood_at_once():
    missed = [p for p in PHRASES if READERS[p[0]](p[2]) != p[1]]
    assert len(missed) <= (1 - UNDERSTOOD) * len(PHRASES), missed


def test_courtesies_and_answers_are_no_commands():
    taken = [
        (phrase, got)
        for kind, _, phrase in PHRASES
        if kind in {"answer", "greeting", "thanks", "number", "choice", "place"}
        and (got := _command(phrase)) != NONE
    ]
    assert taken == []
