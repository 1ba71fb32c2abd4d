"""Any file at any question of any form: kept, said once, and nobody goes in a circle."""

import random
from itertools import pairwise

import pytest

from conversations.cases.voices import PutAway
from conversations.engine.effects import Ask, Say
from conversations.engine.events import Sent
from tests.conversations.form_player import PATIENCE, at, states, tapped

THINGS = {
    "a photo": [Sent("photo", ("f1",), values={"flaws": []})],
    "a dark photo": [Sent("photo", ("f1",), values={"flaws": ["dark"]})],
    "two photos": [
        Sent("photo", ("f1",), values={"flaws": []}),
        Sent("photo", ("f2",), values={"flaws": []}),
    ],
    "an album": [Sent("photo", ("f1", "f2", "f3"), values={"flaws": []})],
    "a photo with words under it": [
        Sent("photo", ("f1",), text="foto yang kemarin", values={"flaws": []})
    ],
    "a PDF": [Sent("document", ("f1",), values={"flaws": []})],
    "a burst of both": [
        Sent(
            "photo",
            ("f1", "f2"),
            values={"kinds": ["photo", "document"], "flaws": ["dark"], "lost": 1},
        )
    ],
    "one that is refused": [Sent("photo", problem="broken", values={"digest": "a"})]
    * 4,
}
FLOWS = ("apply", "correct", "papers", "paper", "purpose", "profile", "route", "ask")
"""What owners fill in, and what they are asked about files."""


def comes(chat, thing):
    """The thing, as it arrives; everything that was said because of it."""
    for event in THINGS[thing]:
        chat.take(event)
        yield chat


def rests(chat):
    """Where every file is: answers, talk, or what was done with it."""
    return str(chat.talk) + str(chat.done)


class First(random.Random):
    """Somebody who takes the first choice, and so changes nothing on the review."""

    def choice(self, seq):
        return seq[0]


def goes_on(chat):
    """Answer whatever is asked until nothing is; every bubble's keys."""
    heard: list[list[str]] = []
    chat.chance = First()
    for _ in range(PATIENCE):
        asked = chat.asked
        if asked is None or not chat.talk.open:
            return heard
        chat.take(tapped(chat, asked))
        heard.append([each.key for each in chat.out if isinstance(each, Say)])
        homes = [each.home for each in chat.out if isinstance(each, Ask)]
        heard[-1] += [home for home in homes if home.startswith("photo.")]
    raise AssertionError("it does not end")


def moments():
    """Each question at which a file may come, on a channel with bubbles and without."""
    return sorted(state for state in states() if state[0] in FLOWS)


@pytest.mark.parametrize("thing", THINGS)
def test_a_file_at_any_moment_is_kept_and_the_form_goes_on(thing):
    names = {name for event in THINGS[thing] for name in event.files}
    tried = 0
    for state in moments():
        chat = at(state)
        before = {each.flow for each in chat.talk.open}
        for _ in comes(chat, thing):
            tried += 1
        where = (state, chat.said)
        assert [name for name in names if name not in rests(chat)] == [], where
        if "f1" not in str(chat.done):
            # Whatever was open is open, unless the file was the last it asked for.
            assert before & {each.flow for each in chat.talk.open}, where
        goes_on(chat)
    assert tried >= len(moments())


@pytest.mark.parametrize("thing", THINGS)
def test_what_a_file_is_for_is_never_asked_twice_in_a_row(thing):
    for state in moments():
        chat = at(state)
        asked = []
        for _ in comes(chat, thing):
            pass
        for words in ("status", "hatur nuhun", "simpan dulu", "status", "privasi"):
            chat.says(words)
            asked.append(chat.question == "for")
        assert sum(asked) <= 1, (state, asked)


def test_a_dark_photo_is_said_once_at_whatever_moment_it_came():
    for state in moments():
        chat = at(state)
        chat.take(THINGS["a dark photo"][0])
        first = [chat.asked.home] if chat.asked else []
        heard = [key for each in goes_on(chat) for key in each]
        told = [key for key in (*first, *heard) if key.startswith("photo.dark")]
        assert len(told) <= 1 or state[0] in {"papers", "paper"}, (state, told)


def refusals(chat):
    """What was said of a file that could not be kept, in the last turn."""
    said = [each for each in chat.out if isinstance(each, Say)]
    return [
        (each.key, each.values.get("times", 0) if "officer" in each.key else 0)
        for each in said
        if each.key.startswith("refusal.")
    ]


def test_what_is_refused_is_refused_in_other_words_at_every_moment():
    for state in moments():
        chat = at(state)
        said = [refusals(chat) for _ in comes(chat, "one that is refused")]
        assert all(said), state
        assert all(one != other for one, other in pairwise(said)), state


def test_what_is_put_away_was_asked_about():
    for state in moments():
        chat = at(state)
        chat.take(THINGS["a photo"][0])
        if any(isinstance(each, PutAway) and each.quietly for each in chat.done):
            assert chat.question in {"for", "agree"}, state
