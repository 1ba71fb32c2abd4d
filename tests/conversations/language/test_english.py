"""Whether somebody writes English: so surely that it is answered in English."""

import pytest

from conversations.language.english import is_english


@pytest.mark.parametrize(
    "said",
    [
        "Good morning, I want to register my batik business for SNI",
        "How much does it cost to get the certificate?",
        "hello, can you help me with SNI please",
        "what do I need to apply",
    ],
)
def test_a_sentence_of_english_words_is_english(said):
    assert is_english(said)


@pytest.mark.parametrize(
    "said",
    [
        "hello",
        "help me please",
        "english",
        "I want daftar SNI buat usaha saya",
        "pak mau register my business gimana ya",
        "to the point aja pak, is it free",
        "Siti Contoh the batik",
        "saya mau daftar sni",
        "abdi hoyong daptar sni",
        "kule ajeng daftar",
        "",
    ],
)
def test_what_may_be_another_language_is_not(said):
    assert not is_english(said)
