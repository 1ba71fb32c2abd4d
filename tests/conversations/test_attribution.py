"""What stands under an answer is true: who says it and when, or that nobody checked."""

from datetime import date
from typing import Any

import pytest

from bot import words
from bot.pipeline.render import Voice, said
from conversations.catalogue import attribution, catalogue, entries
from conversations.catalogue.attribution import Source, sources, unchecked
from conversations.catalogue.model import Fact
from conversations.catalogue.walk import walk
from conversations.engine.effects import Say
from conversations.engine.events import Pressed
from conversations.flows import BOOK
from conversations.flows.owner import learn
from tests.conversations.chat import Chat

HERE = Chat(BOOK).here
FACTS = [(path, node) for path, node in walk(catalogue()) if isinstance(node, Fact)]


def fact(source, confidence="medium"):
    return Fact(source=source, checked_on=date(2026, 11, 22), confidence=confidence)


@pytest.mark.parametrize(
    ("source", "first"),
    [
        ("UU 20/2014 Pasal 46 ayat (3): x", Source("UU 20/2014 Pasal 46 ayat (3)")),
        ("Kepmendagri 300.2.2-2138 Tahun 2025, dari", None),
        (
            "https://babel.antaranews.com/nasional/berita/652206/bbkb",
            Source(
                "Antara",
                2017,
                "https://babel.antaranews.com/nasional/berita/652206/bbkb",
            ),
        ),
        ("kata medcom.id, November", Source("Medcom", 2020, "medcom.id")),
        ("aturan layanan Pandu", Source("aturan layanan Pandu")),
    ],
)
def test_a_source_is_a_law_a_publisher_or_what_is_written(source, first):
    first = first or Source("Kepmendagri 300.2.2-2138 Tahun 2025")
    assert sources(fact(source), catalogue().publishers)[0] == first


@pytest.mark.parametrize(
    ("source", "confidence", "named"),
    [
        (
            "PP 28/2025 Pasal 234; PP 1/2020: https://www.easybiz.id/x",
            "medium",
            ["PP 28/2025 Pasal 234", "easybiz.id, 2025"],
        ),
        (
            "medcom.id bsn.go.id/main/berita/detail/9925 dka.co.id",
            "high",
            ["BSN, 2019"],
        ),
        ("UU 20/2014", "medium", ["UU 20/2014"]),
    ],
)
def test_who_told_us_is_named_and_the_government_first(source, confidence, named):
    found = attribution.weightiest(fact(source, confidence), catalogue().publishers)
    assert [each.said for each in found][: len(named)] == named


def test_no_fact_is_graded_better_than_its_source():
    assert list(attribution.overclaims(catalogue())) == []


@pytest.mark.parametrize(
    ("source", "confidence", "wrong"),
    [
        ("https://www.easybiz.id/x", "high", "without a law itself"),
        ("https://www.easybiz.id/x bsn.go.id", "high", ""),
        ("PP 28/2025: https://www.easybiz.id/x", "high", "without a law itself"),
        ("PP 28/2025: https://www.easybiz.id/x", "medium", ""),
        ("PP 28/2025", "high", ""),
        ("UU 27/2022: https://id.wikisource.org/x https://dka.co.id/y", "high", ""),
        ("pengetahuan umum", "medium", "is unchecked"),
        ("PP 28/2025, belum diperiksa", "high", "is unchecked"),
        ("pengetahuan umum", "low", ""),
        ("https://nobody.example/x", "medium", "of no publisher"),
    ],
)
def test_a_claim_that_is_too_strong_is_named(source, confidence, wrong, monkeypatch):
    monkeypatch.setattr(
        attribution, "walk", lambda _: [("here", fact(source, confidence))]
    )
    found = list(attribution.overclaims(catalogue()))
    assert bool(found) == bool(wrong)
    assert all(wrong in each for each in found)


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_nothing_says_that_it_was_checked(language):
    for name, entry in entries.all_entries().items():
        told = learn.told(entry, HERE, busy=False)
        shown = "".join(text for text, _ in said(told, Voice(language)))
        assert "Diperiksa" not in shown, name
        assert "Checked" not in shown, name
        assert "{" not in shown, name


def test_what_nobody_checked_says_so_and_names_nobody():
    for _, each in FACTS:
        first: Any = learn.according(each)[0]
        assert (first.key == "source.unchecked") == unchecked(each)


def test_all_sources_of_an_answer_are_one_tap_away():
    chat = Chat(BOOK, {"answer": {}}, noticed=True)
    chat.says("halo", "berapa biaya sni batik?")
    (answer,) = (e for e in chat.out if getattr(e, "key", "") == "learn.answer")
    (button,) = (o.value for o in answer.actions if o.value.startswith("source:"))
    chat.take(Pressed(button))
    assert chat.said == ["source.all"]


def test_every_entry_can_name_its_sources_and_none_is_cut():
    for name, entry in entries.all_entries().items():
        (say,) = learn.sources(name, HERE)
        assert isinstance(say, Say)
        shown = "".join(text for text, _ in said(say, Voice("id")))
        for source in sources(entry.fact, catalogue().publishers):
            assert source.by in shown
            assert source.url in shown


def test_only_of_what_was_published_it_is_said_when_it_was_read():
    for name, entry in entries.all_entries().items():
        (say,) = learn.sources(name, HERE)
        own = not sources(entry.fact, catalogue().publishers)[0].url
        own = own and not attribution.LAW.search(entry.fact.source)
        assert say.key == ("source.own" if own else "source.all"), name


def test_an_entry_that_left_has_no_sources():
    (say,) = learn.sources("card:gone", HERE)
    assert say.key == "source.gone"


def test_no_answer_says_its_headword_twice():
    for term in catalogue().glossary.values():
        entry = entries.entry(f"term:{term.id}")
        assert entry
        told = learn.told(entry, HERE, busy=False)
        shown = "".join(text for text, _ in said(told, Voice("id")))
        assert not shown.startswith(f"{term.name}\n{term.name}")
