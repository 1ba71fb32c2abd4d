"""`pandu explain` says which reader takes a text, and why others do not."""

import pytest

from bot import words
from bot.operations.explaining import Setting, explained

NAME = ("daftar", "setuju")
APPLIED = (*NAME, "Ibu Contoh", "batik", "Batik Contoh", "Petir")


def lines(text, *before, language="en", officer=False):
    return list(explained(text, Setting(language, officer, before)))


def told(key, **values):
    return words.text("en", f"cli.explain.{key}", values)


@pytest.mark.parametrize(
    ("text", "before", "reader", "found"),
    [
        ("daftar dong bu", (), "command", "command apply"),
        ("batal daftar", NAME, "wish", "command cancel"),
        ("selamat pagi pak", (), "greeting", "greets pagi"),
        ("makasih ya", ("halo",), "thanks", "thanks"),
        ("apa itu lspro?", NAME, "term", "known term:lspro"),
        ("berapa biaya sni?", NAME, "question", "known card:cost"),
        ("srg 42", ("halo",), "question", "casenamed SRG-0042"),
    ],
)
def test_the_reader_that_takes_a_text_stands_last(text, before, reader, found):
    name = told(f"reader.{reader}")
    assert lines(text, *before)[-1] == told("taken", reader=name, found=found)


@pytest.mark.parametrize(
    ("text", "before", "reader", "found", "because"),
    [
        ("bataal", NAME, "command", "command cancel", "slip"),
        ("terima kasih", ("petugas", "setuju"), "thanks", "thanks", "message"),
        ("makasih", (), "thanks", "thanks", "first"),
    ],
)
def test_what_is_not_taken_is_said_with_why(text, before, reader, found, because):
    said = {"reader": told(f"reader.{reader}"), "because": told(f"because.{because}")}
    assert told("refused", **said, found=found) in lines(text, *before)


def test_what_no_reader_takes_is_for_the_open_question():
    shown = lines("nama saya Siti Aminah", *NAME)
    assert shown[1] == told("open", question="Owner's name")
    assert shown[-2:] == [told("answer"), told("written", meant="Siti Aminah", why="-")]


def test_what_nobody_knows_may_be_put_to_an_officer_but_not_by_one():
    text = "ember pewarna dibuang kemana?"
    assert lines(text)[-1] == told("wonder")
    assert told("wonder") not in lines(text, officer=True)


def test_a_whole_sentence_is_explained_by_voices_rules_and_words():
    shown = "\n".join(lines("tolong jangan hapus data saya ya pak"))
    assert (
        told("taken", reader=told("reader.sentence"), found="wish keep_data") in shown
    )
    assert told("voice", voice="logistic", found="keep_data")[:-1] in shown
    assert "not to be erased" in shown
    assert "hapus" in shown.splitlines()[-2]


def test_a_veto_is_said():
    shown = "\n".join(lines("kamu bisa bahasa jawa?"))
    assert told("veto", rule="a language that is only spoken of") in shown
