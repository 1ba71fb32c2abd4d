"""One thing has one name, and the name is not one that means another thing.

Each word that is not said has the reason beside it: it is what a failing test prints.
"""

import re

import pytest

from bot import words
from conversations.catalogue import messages
from conversations.engine.effects import Fact
from conversations.language import read_command
from tests.project.spoken import spoken

NOT_SAID = {
    "id": {
        "jalur: a jalan is a street": r"jalan(nya)?",
        "usaha batik: a bengkel repairs": r"bengkel\w*",
        "mendampingi, the word of the office": r"(di|me)temani|menemani",
        "perajin batik": r"(pembuat|pengrajin) batik",
        "pemilik usaha": r"pelaku usaha",
        "jawaban baku": r"jawaban tetap",
        "HP": r"ponsel|handphone|smartphone|gawai",
        "surel": r"e-?mail|imel",
        "yang membantu: a pembantu cleans the house": r"pembantu",
        "tindakan: a perbuatan is a crime": r"perbuatan",
        "ketuk, for a button": r"(di)?tekan\b(?! Ctrl)",
        "proses: what is olah is food": r"(saya|gagal) (di)?olah",
        "menjadi satu: a berkas is a paper": r"satu berkas$",
        "a source is named, never praised": r"sumber(nya)? (kuat|cukup)",
        "unduh, unggah, tautan": r"(di|men)?(download|upload|link|share)",
        "sertifikasi, akreditasi: KAN accredits": r"lembaga pemeriksa",
        "as KBBI spells it": r"antrian|ijin|merk|resiko|nomer|silahkan|praktek|sekedar|"
        r"aktifitas|analisa|kwalitas|jadual|hutang|mempunyai|photo|kwitansi",
    },
    "en": {
        "route": r"roads?",
        "document": r"papers|(the|that|this|which) paper",
        "correct": r"put right",
        "I got it": r"(has|have) come",
        "of today": r"threw|so it will be|goes along|of an earlier time|by which|"
        r"(works|is) no more|asks for nothing|bring you to|stands? any more",
    },
}
STREETS = {"field.address.ask", "field.address.help", "field.address.example"}
"""Where a jalan is one."""

OF_OFFICERS = re.compile(
    r"meant\.(\w+_cases?|case|find|take|release|hand_over)|(desk|desk_talk|find|sure|duty|close|closing|hand_over|other_road|write_note|plan_visit|visit_report|staff|team|remove_officer|change_role|away|trail|send_back|reply|retract|lasting|judge|typing|cli)\..*|"
    r"menu\.what\.find|action\.mine|help\.(officer|coordinator|auditor|guide)|web\.desk\..*|mandate\.(statement|kept|not_kept)|"
    r"announce\..*|export\..*|contacts\..*"
)
"""Read by officers, for whom an application is a *kasus*."""

TYPED = re.compile(r"\*([a-z][a-z ]*(?: \{code\})?)\*")
BOTH = {"menu", "status"}
"""Commands that have one name in every language."""
NO_ORDER = {"helping.for_myself"}
"""Bold, and nothing to type."""


def misnamed(language: str, texts: dict[str, str]) -> dict[str, list[str]]:
    """The names that should not be in *texts*, by what they should be."""
    return {
        key: found
        for key, text in texts.items()
        if (
            found := [
                why
                for why, other in NOT_SAID[language].items()
                if re.search(rf"(?i)(?<![\w{{])(?:{other})(?![\w}}])", text)
            ]
        )
    }


def of_owners(texts: dict[str, str]) -> dict[str, str]:
    """What whoever applies may read."""
    return {key: t for key, t in texts.items() if not OF_OFFICERS.fullmatch(key)}


def two_speakers(text: str) -> bool:
    """Whether Pandu is both *saya* and *kami* in one message."""
    return (
        len({word for word in ("saya", "kami") if re.search(rf"\b{word}\b", text)}) > 1
    )


def commands(text: str) -> dict[str, str]:
    """What *text* tells people to type, by the command it is."""
    printed = [*TYPED.findall(text), *(text.split(" · ") if " · " in text else ())]
    read = {each: read_command(each.replace("{code}", "7K3M-Q2XA")) for each in printed}
    return {found.name: each for each, found in read.items() if found}


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_nothing_is_called_by_another_name(language):
    found = misnamed(language, spoken(language))
    assert {key: why for key, why in found.items() if key not in STREETS} == {}


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_nothing_is_called_by_another_name_in_the_facts(language):
    told = {each: words.prose(language, each) for each in messages()}
    assert misnamed(language, told) == {}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("id", "Baca jalannya"),
        ("id", "Dampingan di jalan {road}"),
        ("id", "Kesiapan bengkel batik"),
        ("id", "Sumbernya kuat."),
        ("id", "Tekan *Kirim*"),
        ("en", "Which road is mine"),
        ("en", "The video has come"),
        ("en", "What shall the owner put right?"),
    ],
)
def test_another_name_is_noticed(language, text):
    assert misnamed(language, {"a.b": text})


@pytest.mark.parametrize("text", ["di jalur {road}", "perjalanan", "berjalan"])
def test_a_word_that_only_holds_the_name_is_left_alone(text):
    assert misnamed("id", {"a.b": text}) == {}


def test_owners_have_an_application_and_no_case():
    case = re.compile(r"\bkasus", re.IGNORECASE)
    told = {k: t for k, t in of_owners(spoken("id")).items() if case.search(t)}
    assert told == {}
    assert of_owners({"owner.taken": "kasus"})
    assert not of_owners({"desk.taken": "kasus"})


def test_pandu_speaks_as_one():
    assert [key for key, text in spoken("id").items() if two_speakers(text)] == []
    assert two_speakers("belum bisa saya proses; kami cek dulu")


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_nothing_is_said_to_be_checked_that_nobody_compared(language):
    """A date beside a fact would say so; its source and year stand there instead."""
    dated = {key for key, text in spoken(language).items() if "{checked_on}" in text}
    assert dated == set()


def test_a_command_is_named_in_the_language_around_it():
    """And what is printed works when it is typed."""
    printed = {
        language: {
            key: commands(text)
            for key, text in spoken(language).items()
            if key not in NO_ORDER
        }
        for language in words.LANGUAGES
    }
    different = {
        key: (told, printed["en"][key])
        for key, told in printed["id"].items()
        if told.keys() != printed["en"][key].keys()
    }
    assert different == {}
    named = {
        language: {each for told in found.values() for each in told.values()}
        for language, found in printed.items()
    }
    assert named["id"] & named["en"] == BOTH


def test_a_command_of_the_other_language_is_noticed():
    assert commands("Type *officer*") == {"officer": "officer"}
    assert commands("Ketik *petugas* atau *lewati*") == {"officer": "petugas"}
    assert set(commands("kembali · bantuan").values()) == {"kembali", "bantuan"}


def test_what_is_listed_in_a_sentence_begins_small():
    papers = [Fact(label="Surat permohonan"), Fact(label="NIB"), Fact(label="KBLI")]
    assert words.show("id", papers) == "surat permohonan, NIB, KBLI"
    inner = [Fact(label="Akta, bila badan hukum"), Fact(label="Contoh kain")]
    assert words.show("id", inner) == "akta, bila badan hukum; contoh kain"
    names = ["kain batik", Fact(label="Batikmark")]
    assert words.show("id", names) == "kain batik, Batikmark"
    channels = [Fact(key="channel.telegram"), Fact(key="channel.whatsapp")]
    assert words.show("id", channels) == "Telegram, WhatsApp"
