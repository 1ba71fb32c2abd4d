"""No text makes a reader work for long: what it does is counted, never timed."""

import sys
import unicodedata

import pytest

from bot.bench.readers import LONG, READERS, TEXTS, WRITERS
from conversations import language
from conversations.engine.events import Edited, Sent, Started, Typed
from conversations.engine.text_limit import fitted
from conversations.language.normalise import MOST_KEPT, MOST_READ, within

MOST_STEPS = 25_000
"""Calls that one reader may make, of Python or of C, over any text."""
NOT_READERS = {
    "FIXED",
    "as_dialled",
    "MARK",
    "MOBILE",
    "printed",
    "likely",
    "office_names",
    "once",
    "surely_a_person",
    "written_large",
}


def steps(reader, text):
    """How many calls *reader* makes for *text*."""
    count = 0

    def counting(frame, event, arg):
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(counting)
    try:
        reader(text)
    finally:
        sys.setprofile(before)
    return count


def test_every_public_reader_is_counted():
    called = {n for n in language.__all__ if callable(getattr(language, n))}
    kinds = {n for n in called if isinstance(getattr(language, n), type)}
    unions = {
        "Match",
        "Answer",
        "Greeting",
        "Doubt",
        "Options",
        "Other",
        "Said",
        "Shape",
    }
    assert called - kinds - unions - NOT_READERS <= READERS.keys() | WRITERS.keys()


def test_there_are_thirty_texts_of_sixty_four_thousand_letters():
    assert len(TEXTS) >= 30
    assert {len(text) for text in TEXTS.values()} == {LONG}


@pytest.mark.parametrize("name", READERS)
def test_no_text_makes_a_reader_work_for_long(name):
    worst = {kind: steps(READERS[name], text) for kind, text in TEXTS.items()}
    assert {k: n for k, n in worst.items() if n > MOST_STEPS} == {}


@pytest.mark.parametrize("name", WRITERS)
def test_what_goes_over_all_that_is_kept_does_little_for_each_letter(name):
    for kind, text in TEXTS.items():
        kept = within(text, MOST_KEPT)
        assert steps(WRITERS[name], kept) <= 25 * MOST_KEPT, kind


@pytest.mark.parametrize("kind", ["emoji", "short_numbers"])
def test_a_text_without_enough_digits_in_a_row_is_hardly_looked_at(kind):
    text = {"emoji": "\U0001f600 ", "short_numbers": "12 ekor, 345 buah. "}.get(
        kind, "batik "
    )
    text = within(text * MOST_KEPT, MOST_KEPT)
    assert language.hidden(text) == text
    assert steps(language.hidden, text) <= 3 * MOST_KEPT


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("kind", ["eighteen_letters", "range", "digits"])
def test_a_longer_text_is_no_more_work(name, kind):
    long, longer = TEXTS[kind][: LONG // 4], TEXTS[kind]
    # Whatever the interpreter tidies up in between is counted, too.
    assert steps(READERS[name], longer) <= 1.1 * steps(READERS[name], long) + 1_000


@pytest.mark.parametrize("kind", TEXTS)
def test_no_text_is_longer_than_it_may_be_when_taken_apart(kind):
    for most in (MOST_READ, MOST_KEPT):
        short = within(TEXTS[kind], most)
        assert len(unicodedata.normalize("NFKC", short)) <= most
        assert TEXTS[kind].startswith(short[:7])


@pytest.mark.parametrize("typed", ["5\u00b2", "\u00bd", "2\u00bd", "e\u0301", "halo"])
def test_what_is_short_stays_as_it_was_typed(typed):
    assert within(typed, MOST_READ) == typed
    assert fitted(Typed(typed)) == Typed(typed)


def test_every_event_with_text_is_cut_at_the_door():
    text = TEXTS["eighteen_letters"]
    for event in (Typed(text), Edited(text, "m1")):
        assert len(fitted(event).text) == MOST_KEPT // 18
    sent = fitted(Sent("contact", text=text, values={"phone": text, "own": True}))
    assert {len(sent.text), len(sent.values["phone"])} == {MOST_KEPT // 18}
    assert sent.values["own"] is True
    assert len(fitted(Started("a" * LONG)).payload) == 512


def test_what_is_too_long_to_keep_is_refused_and_never_shortened():
    cut = fitted(Typed("a" * LONG)).text
    assert language.read_text(cut, 1, 2_000).reason == "too_long"
