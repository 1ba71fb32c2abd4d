"""What people answer is taken for what it is, offered for a yes, or asked again."""

import tomllib
from functools import partial
from pathlib import Path

import pytest

from bot import words
from conversations.engine.events import Typed
from conversations.engine.questions import Refusal, Review
from conversations.engine.values import Answers, Here, Who
from conversations.flows.owner import consent, profile
from tests.conversations.chat import TODAY

FILES = [Path(__file__).with_name(f"{name}.toml") for name in ("heard", "heard_more")]
QUESTIONS = {
    **profile.QUESTIONS,
    "agree": consent.AGREE,
    "review": Review("review"),
}
HERE = Here(Who(), TODAY, partial(words.label, "id"))
PHRASES: dict[str, dict[str, str]] = {}
for file in FILES:
    for question, outcomes in tomllib.loads(file.read_text("utf-8")).items():
        PHRASES.setdefault(question, {}).update(
            (phrase.strip(), comes_to)
            for comes_to, text in outcomes.items()
            for phrase in text.replace("\n", " ").split(" | ")
        )


def kept(value):
    """An answer in one line."""
    if isinstance(value, list):
        return " ".join(value)
    if not isinstance(value, dict):
        return str(value)
    if "number" not in value:  # a review is agreed to
        return "yes"
    return " ".join(str(part) for part in value.values() if part != "")


def outcome(question, phrase):
    """What a phrase comes to, as the table says it."""
    try:
        return kept(question.read(Typed(phrase), Answers(), HERE).value)
    except Refusal as refusal:
        return f"? {' / '.join(map(kept, refusal.offers))}".strip()


def test_there_are_a_thousand_phrases():
    assert sum(map(len, PHRASES.values())) >= 1_000


@pytest.mark.parametrize("name", PHRASES)
def test_nothing_is_taken_in_silence_for_something_else(name):
    found = {each: outcome(QUESTIONS[name], each) for each in PHRASES[name]}
    wrong = {
        each: (got, PHRASES[name][each])
        for each, got in found.items()
        if not got.startswith("?") and got != PHRASES[name][each]
    }
    assert wrong == {}


@pytest.mark.parametrize("name", PHRASES)
def test_every_phrase_comes_to_what_the_table_says(name):
    found = {each: outcome(QUESTIONS[name], each) for each in PHRASES[name]}
    assert found == PHRASES[name]
