"""How much people have to write until they have the number of their case.

Each story is a person of the findings who writes in their own way; it is played and
held word for word elsewhere. Here it is counted, so that nobody's way grows longer.
"""

import pytest

from bot.testing.transcript import PANDU, TIME, read
from tests.bot.stories.test_transcripts import STORIES

MESSAGES = {
    "owner_who_tells_all_in_one_message": 8,
    "owner_who_tells_all_on_the_web": 6,
    "owner_of_one_word": 14,
    "owner_who_stops_and_goes_on": 16,
    "owner_who_speaks_sundanese": 14,
    "owner_who_speaks_jawa_serang": 14,
    "owner_who_writes_english": 13,
    "owner_who_corrects_in_passing": 16,
    "owner_who_is_deceived": 16,
    "owner_who_is_angry": 14,
    "owner_who_puts_it_off": 16,
    "office_of_two_systems": 7,
}
"""At most so many until the number is told, asides and corrections of theirs included."""
MISUNDERSTOOD = (
    "belum saya pahami",
    "Saya belum paham",
    "belum saya kenal",
    "belum jelas bagi saya",
    "Saya belum menemukan",
    "Itu belum saya ketahui",
    "I did not understand",
    "I do not know this",
    "I do not see",
)


def turns(name):
    path = next(each for each in STORIES if each.stem == name)
    told = read(path.read_text(encoding="utf-8")).turns
    end = next(n for n, turn in enumerate(told) if turn.who == PANDU and number(turn))
    return told[: end + 1]


def number(turn):
    return "SRG-0001" in turn.text and turn.text.startswith(("Permohonan", "Appl"))


@pytest.mark.parametrize("name", MESSAGES)
def test_the_number_comes_after_no_more_messages_than_promised(name):
    said = [t for t in turns(name) if not t.heard and t.who not in {TIME, "petugas"}]
    assert len(said) <= MESSAGES[name]


@pytest.mark.parametrize("name", MESSAGES)
def test_nobody_is_misunderstood_more_than_once_on_the_way(name):
    heard = [t.text for t in turns(name) if t.who == PANDU]
    refused = [t for t in heard if any(words in t for words in MISUNDERSTOOD)]
    assert len(refused) <= 1
