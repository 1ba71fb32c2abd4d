"""Sentences in an office's own words: which fit, and what is said where they do not."""

from datetime import UTC, datetime

import pytest

from bot import sentences, words
from bot.channels.spec import CAPTION
from conversations.cases.records import Override
from conversations.engine.effects import Option

AT = "sentence:id/fact.done.stands"
BUTTON = "sentence:id/option.no"
NOW = datetime(2026, 11, 29, tzinfo=UTC)


def kinds(entry, text):
    return [each.kind for each in sentences.misfits(entry, text)]


@pytest.mark.parametrize(
    ("entry", "text", "wrong"),
    [
        (AT, "*{name}* berlaku. _Terima kasih._", []),
        (AT, "berlaku", ["lost"]),
        (AT, "{name} {nama}", ["invented"]),
        (AT, "{name} {na ma}", ["stray", "stray"]),
        (AT, "*{name} tebal", ["stray"]),
        (AT, "{name}" + CAPTION * "x", ["long"]),
        (AT, " ", ["empty", "lost"]),
        (BUTTON, "\u200b", ["empty"]),
        (BUTTON, "Belum\nada", ["lines"]),
        (BUTTON, "Belum", []),
        (BUTTON, "x" * 65, ["long"]),
        (BUTTON, "Belum, {you}", ["invented"]),
    ],
)
def test_other_words_fit_or_it_is_said_what_does_not(entry, text, wrong):
    assert kinds(entry, text) == wrong


@pytest.mark.parametrize(
    "key", ["cli.stop", "web.desk.title", "command.menu", "no.such"]
)
def test_what_is_said_elsewhere_than_in_chats_is_not_changed(key):
    assert f"sentence:id/{key}" not in sentences.changeable()


def test_a_sentence_of_a_question_says_where_it_is_asked():
    assert sentences.spots()["apply.photo.ask"] == ("apply", "apply.photo", "ask")


def put(entry, text):
    return {entry: Override("1", "o", entry, text, "", "stands", "p", NOW)}


def test_what_is_laid_is_said_by_its_office_alone_and_what_does_not_fit_is_not():
    rows = (
        put(BUTTON, "Belum") | put(AT, "tanpa isi") | put("sentence:id/gone.key", "x")
    )
    laid, no = sentences.laid(rows), Option("no", key="option.no")
    assert [*laid.said] == [("id", "option.no")]
    assert sentences.laid(rows) is laid  # so that others remember what they made of it
    before = words.labels("id", words.LAID.get())
    token = words.LAID.set(laid)
    try:
        assert words.text("id", "option.no") == words.label("id", no) == "Belum"
        assert words.text("en", "option.no") == "No"
        assert words.labels("id", words.LAID.get()) is not before
    finally:
        words.LAID.reset(token)
    assert words.text("id", "option.no") == "Tidak"
    assert sentences.laid({}) is words.NOTHING


def test_the_words_of_a_fallback_are_laid_as_well():
    laid = words.overlay(("id", "repair.is_it", "Maksudnya {answer}?"))
    token = words.LAID.set(laid)
    try:
        said = words.text("id", "no.key.is_it", {"answer": "ya"}, "repair.is_it")
    finally:
        words.LAID.reset(token)
    assert said == "Maksudnya ya?"
