"""The labelled messages can be read, carry known labels, and none stands twice."""

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from conversations import understanding
from conversations.catalogue.entries import entry as shown
from conversations.language import fold

HERE = Path(__file__).parent
LANGUAGES = {"id", "su", "jv", "en"}
CHANGES = {"about", "changes"}
WISHES = ("idle", "aside", "officer")
FILES = sorted(HERE.glob("*/*.toml"))


def _intents() -> dict[str, str]:
    file = Path(understanding.__file__).with_name("intents.toml")
    return {
        intent["name"]: intent["who"]
        for intent in tomllib.loads(file.read_text("utf-8"))["intent"]
    }


INTENTS = _intents()


def _kind(file: Path) -> str:
    """What a file holds; `idle_more` holds what `idle` does."""
    return file.stem.partition("_")[0]


def _wishes(labelled: dict[str, Any]):
    """Each message of a file of wishes, with its intent and its language."""
    for intent, languages in labelled.items():
        for language, entries in languages.items():
            for entry in entries:
                said = {"said": entry} if isinstance(entry, str) else entry
                yield intent, language, said


def _places(file: Path):
    """Each message of a file, folded, and where it was said."""
    labelled = tomllib.loads(file.read_text("utf-8"))
    for name, entries in labelled.items():
        if _kind(file) in WISHES:
            said = [entry["said"] for _, _, entry in _wishes({name: entries})]
        else:
            said = [entry["said"] for entry in entries]
        place = {"asked": name, "aside": "aside", "officer": "officer"}.get(_kind(file))
        yield from ((place or "idle", fold(text) or text) for text in said)


@pytest.mark.parametrize(
    "file", FILES, ids=lambda file: f"{file.parent.name}/{file.stem}"
)
def test_every_label_is_known(file):
    labelled = tomllib.loads(file.read_text("utf-8"))
    if _kind(file) in WISHES:
        other = "owner" if _kind(file) == "officer" else "officer"
        for intent, language, entry in _wishes(labelled):
            assert language in LANGUAGES, entry
            assert {intent, *entry.get("also", ())} <= INTENTS.keys(), entry
            assert _kind(file) == "officer" or INTENTS[intent] != other, entry
            assert entry.keys() <= {"said", "about", "text", "also"}, entry
            if INTENTS[intent] == "officer":
                objects = (entry.get("about", ""), entry.get("text", ""))
                assert all(each in entry["said"] for each in objects), entry
    elif _kind(file) == "asked":
        for entry in (entry for entries in labelled.values() for entry in entries):
            assert entry["means"] in INTENTS.keys() | {"answer", "change"}, entry
            assert entry["means"] != "change" or entry.keys() & CHANGES, entry
    elif _kind(file) == "together":
        for entry in labelled["message"]:
            assert {entry["language"]} <= LANGUAGES, entry
            assert {entry.get("wish", "apply")} <= INTENTS.keys(), entry
    else:
        for entry in labelled["question"]:
            assert {entry.get("own", "status")} <= INTENTS.keys(), entry
            assert all(map(shown, entry.get("answers", ()))), entry


def test_no_message_stands_twice():
    """Else what is counted was learnt; said at another place, the same words are new."""
    times = Counter(said for file in FILES for said in _places(file))
    assert not [said for said, count in times.items() if count > 1]
