"""`pandu check` finds what is missing, and says where."""

from datetime import date

import pytest

from bot import words
from bot.operations import checking
from bot.operations.checking import of_flow
from conversations import catalogue
from conversations.catalogue.loader import load
from conversations.catalogue.whole import Catalogue
from conversations.engine.effects import Option
from conversations.engine.flow import Form
from conversations.engine.questions import Choice, Text


def flow(*questions):
    return Form("sample", questions, lambda _: ())


def choice(value="a", **label):
    return Choice("which", among=(Option(value, **label),))


def test_nothing_is_missing_here():
    assert checking.problems() == []


@pytest.mark.parametrize(
    ("questions", "problem"),
    [
        ((Text("name"), Text("name")), "sample.name: 2 times"),
        ((choice("a" * 70, label="A"),), "84 bytes in a button, over 64"),
        ((choice("é" * 26, label="A"),), "66 bytes in a button, over 64"),
        ((choice(label="A" * 65),), "id: 65 characters for telegram, over 64"),
        ((choice(key="no.such.words"),), "sample.which: a: no.such.words: missing"),
    ],
)
def test_what_no_channel_can_carry_is_named(questions, problem):
    found = list(of_flow(flow(*questions)))
    assert [each for each in found if problem in each], found


def test_what_every_channel_can_carry_is_left_alone():
    carried = choice("a" * 50, label="A" * 64)
    assert list(of_flow(flow(Text("name"), carried))) == []


@pytest.fixture
def other_words(monkeypatch, tmp_path):
    """A place for words that are not complete; what was read is forgotten."""

    def put(**languages):
        for language, content in languages.items():
            folder = tmp_path / language / "LC_MESSAGES"
            folder.mkdir(parents=True)
            (folder / "pandu.po").write_text(content, "utf-8")
        forget()

    def forget():
        words.translations.cache_clear()
        words.shipped.cache_clear()

    monkeypatch.setattr(words, "FOLDER", tmp_path)
    yield put
    forget()


@pytest.mark.parametrize(
    ("indonesian", "english", "problem"),
    [
        (
            'msgid "a.b"\nmsgstr "x"',
            "",
            "locales/en/LC_MESSAGES/pandu.po: a.b: missing",
        ),
        (
            "",
            'msgid "a.b"\nmsgstr "x"',
            "locales/id/LC_MESSAGES/pandu.po: a.b: missing",
        ),
        (
            'msgid "a.b"\nmsgstr "{x}"',
            'msgid "a.b"\nmsgstr "{y} {you}"',
            "locales/en/LC_MESSAGES/pandu.po: a.b: lost {x}",
        ),
        (
            'msgid "a.b"\nmsgstr "{x}"',
            'msgid "a.b"\nmsgstr "{x} {y} {you}"',
            "locales/en/LC_MESSAGES/pandu.po: a.b: invented {y}",
        ),
        (
            'msgid "a.b"\nmsgstr "*x* _y_ z*"',
            "",
            "locales/id/LC_MESSAGES/pandu.po: a.b: stray *",
        ),
        (
            f'msgid "option.no"\nmsgstr "{65 * "x"}"',
            "",
            "locales/id/LC_MESSAGES/pandu.po: option.no: long 64",
        ),
        ("", "", "locales/id/LC_MESSAGES/pandu.po: announce.confirm.ask: missing"),
    ],
)
def test_words_that_are_missing_are_named_with_their_file(
    other_words, indonesian, english, problem
):
    other_words(id=indonesian, en=english)
    assert problem in checking.problems()


def test_a_fact_without_a_translation_is_named(other_words):
    other_words(id="", en="")
    found = [each for each in checking.problems() if "catalogue.po" in each]
    assert len(found) > 100
    assert all(each.startswith("locales/en/LC_MESSAGES/") for each in found)


def test_a_fact_is_stale_after_twelve_months_and_not_a_day_before():
    facts = catalogue.stale(date(2126, 1, 1))
    assert len(facts) > 100
    path, fact = facts[0]
    a_year_later = fact.checked_on.replace(year=fact.checked_on.year + 1)
    assert path in dict(catalogue.stale(a_year_later))
    before = date.fromordinal(a_year_later.toordinal() - 1)
    assert path not in dict(catalogue.stale(before))


def test_the_catalogue_can_be_read_again():
    assert isinstance(load(), Catalogue)
