"""Pandu keeps its manners: short, plain, one thing at a time, and never beyond a button.

The manners are those of Indonesian; English follows the ones that are not of language.
"""

import re
from datetime import date, timedelta

import pytest

from bot import words
from conversations.catalogue import catalogue
from conversations.engine.events import Typed
from conversations.engine.values import Answers, Here, Who
from conversations.flows.owner import consent
from tests.project.spoken import buttons, homes, labels, spoken

MESSAGE = 300
SENTENCE = 15
BUTTON, ROW = 20, 24  # WhatsApp's reply button, and the title of a row in its lists

# Longer, because whoever asks for it wants the whole of it in one place.
LONG = {"consent.full": "the law wants all of it said"}
# Longer than a button, and cut by no channel: rows of a list have room.
WIDE = {
    "menu.what.route": "the first row of a list",
}
STIFF = {
    "id": "anda kakak kak input error klik upload invalid user submit chatbot aplikasi",
    "en": "error invalid click input chatbot",
}
SIGN = re.compile(r"[\U0001F000-\U0001FAFF\u2600-\u27BF\u2B50\u2B55]")
SENTENCES = re.compile(r"[.!?;:]+(?:\s|$)|\n+")
LEFT = re.compile(r"[*{}]|(?<!\w)_|_(?!\w)")
YOU = "Bapak/Ibu"


def said(language: str) -> dict[str, str]:
    """Every message as it would be read, with names of values for values."""
    return {
        key: re.sub(r"[*_](?=\S)|(?<=\S)[*_]", "", text.replace("{you}", YOU))
        for key, text in spoken(language).items()
    }


def too_long(texts: dict[str, str]) -> list[str]:
    return sorted(key for key, text in texts.items() if len(text) > MESSAGE)


def wordy(texts: dict[str, str]) -> list[str]:
    return sorted(
        key
        for key, text in texts.items()
        if any(len(part.split()) > SENTENCE for part in SENTENCES.split(text))
    )


def stiff(language: str, texts: dict[str, str]) -> list[str]:
    banned = re.compile(rf"\b({'|'.join(STIFF[language].split())})\b", re.IGNORECASE)
    return sorted(key for key, text in texts.items() if banned.search(text))


def of_chat(texts: dict[str, str]) -> dict[str, str]:
    """Words of messages; pages have room of their own."""
    return {key: text for key, text in texts.items() if not key.startswith("web.")}


def test_a_message_is_short_unless_it_has_a_reason():
    assert too_long(of_chat(said("id"))) == sorted(LONG)


def test_a_sentence_is_short():
    assert wordy(of_chat(said("id"))) == []


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_no_word_is_stiff_or_of_a_machine(language):
    assert stiff(language, said(language)) == []


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_a_message_has_one_emoji_at_most_and_words_beside_it(language):
    signs = {key: SIGN.findall(text) for key, text in spoken(language).items()}
    assert {key: found for key, found in signs.items() if len(found) > 1} == {}
    assert all(SIGN.sub("", text).strip() for text in spoken(language).values())


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_a_button_is_short_enough_for_every_channel(language):
    shown = {key: text for key, text in spoken(language).items() if key in buttons()}
    assert {key: text for key, text in shown.items() if len(text) > ROW} == {}
    wide = {key for key, text in shown.items() if len(text) > BUTTON}
    assert wide - WIDE.keys() == set()


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_a_label_waits_for_no_value(language):
    named = {key for key, text in spoken(language).items() if "{" in text}
    assert named & (buttons() | labels()) == set()


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_all_markup_is_understood(language):
    """What is left of `*`, `_` or `{` was nested, lonely or misspelt."""
    left = {
        key: text
        for key in spoken(language)
        if LEFT.search(text := words.text(language, key, {}))
    }
    assert left == {}


def test_nobody_is_addressed_twice_in_one_sentence():
    twice = [
        key
        for key, text in spoken("id").items()
        if any(part.count("{you}") > 1 for part in SENTENCES.split(text))
    ]
    assert twice == []


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_every_example_is_an_answer_that_its_question_takes(language):
    here = Here(
        Who(language), date(2026, 11, 22), lambda option: words.label(language, option)
    )
    known = Answers({"sector": "batik"})
    for home, question in homes().items():
        key = f"{home}.example"
        if key in spoken(language):
            event = Typed(words.text(language, key))
            read = question.read(event, known, here)
            assert question.holds(read.value, known), key


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_no_words_name_the_dinas_but_as_its_setting_says(language):
    office = catalogue().office.short
    assert not [key for key, text in spoken(language).items() if office in text]


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_the_notice_tells_how_long_things_are_kept(language):
    told = words.text(language, "consent.full", consent.notice().values)
    kept = {rule.id: rule.days for rule in catalogue().retention.values()}
    for id_ in ("chat", "profile", "backup", "withdrawn"):
        span = words.span(language, timedelta(days=kept[id_]))
        assert re.search(rf"\b{span}\b", told), id_


def test_a_person_is_told_that_it_is_a_bot_and_never_asks_for_money():
    hello = spoken("id")["welcome.hello"]
    assert re.search(r"\bbot\b", hello)
    assert re.search(r"tidak pernah meminta uang", hello)


def test_a_file_that_is_refused_says_what_to_do_instead():
    asks = re.compile(r"\b(kirim|dikirim|foto|pilih|ketik)\b", re.IGNORECASE)
    refused = {k: t for k, t in spoken("id").items() if k.startswith("refusal.file_")}
    assert refused
    assert [key for key, text in refused.items() if not asks.search(text)] == []


@pytest.mark.parametrize(
    ("guard", "text"),
    [
        (too_long, "kata " * 61),
        (wordy, "satu " * 16),
        (lambda texts: stiff("id", texts), "Silakan Anda pilih"),
        (lambda texts: stiff("id", texts), "Klik di sini"),
    ],
)
def test_a_breach_of_manners_is_noticed(guard, text):
    assert guard({"a.b": text}) == ["a.b"]
