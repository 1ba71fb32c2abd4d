"""One's own data as a book: everything in it, page by page, in words."""

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from pypdf import PdfReader

from bot.desk.dossier import book
from bot.pictures.book import bound
from tests.bot.goldens import alike, golden, pages

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
ROWS: dict[str, list[dict[str, Any]]] = {
    "people": [
        {
            "id": "01a2",
            "created_at": AT,
            "language": "id",
            "name": "Ibu Contoh",
            "phone": "+6281234567890",
            "announcements": True,
            "erased_at": None,
        }
    ],
    "passes": [],
    "businesses": [
        {
            "id": "01a3",
            "kind": "business",
            "name": "Batik Contoh",
            "sector": "batik",
            "road": "batikmark",
            "profile": {"kecamatan": "360405", "batik_kind": "tulis", "workers": 5},
        }
    ],
    "notes": [
        {"author": "owner", "body": "Kainnya sudah saya foto ulang. " * 12, "at": AT},
        {"author": "officer", "body": "Terima kasih 🙏", "at": AT},
    ],
    "outbox": [
        {"body": {"runs": [["Bagian ", ""], [f"{n}", "b"]], "file": ""}, "at": AT}
        for n in range(60)
    ],
}


def sample():
    return book(ROWS, "id", AT)


def text_of(data):
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)


def test_the_first_page_is_the_one_in_the_docs():
    first = pages(bound(sample()))[0]
    assert alike(first, golden("my_data.png", first))


def test_everything_stands_on_some_page_in_words_that_can_be_copied():
    said = text_of(bound(sample()))
    wanted = ["Ibu Contoh", "Batikmark (label batik INDONESIA)", "Kramatwatu", "Tulis"]
    wanted += [*(f"Bagian {n}" for n in range(60)), "23 November 2026, 09.00 WIB"]
    assert [each for each in wanted if each not in said] == []
    assert "01a2" not in said


def test_no_sign_that_the_typeface_lacks_is_lost_without_a_word():
    body = "Terima kasih 🙏🏽🙂, ﬁx ○ Ŵidya ꦧꦠꦶꦏ? ok"
    one = {"notes": [{"author": "owner", "body": body, "at": AT}]}
    said = " ".join(text_of(bound(book(one, "id", AT))).split())
    wanted = "Terima kasih [gambar kecil], fix • Widya [huruf lain]? ok"
    assert wanted in said


def test_no_mark_of_ours_stands_in_the_book():
    entries = [each for chapter in sample().chapters for each in chapter.entries]
    values = {value for entry in entries for _, value in entry}
    marks = {"owner", "officer", "business", "batik", "batikmark", "360405", "tulis"}
    assert values & (marks | {"id"}) == set()
    assert {"Petugas", "Pemilik usaha"} <= values


def test_what_is_empty_has_no_chapter():
    assert [each.heading for each in sample().chapters] == [
        "Tentang saya",
        "Usaha",
        "Pesan dengan petugas",
        "Pesan dari Pandu",
    ]


def test_a_value_longer_than_a_page_goes_on_on_the_next():
    long = replace(sample(), chapters=sample().chapters[2:3])
    (first, *_) = long.chapters[0].entries
    body = tuple((name, value * 40) for name, value in first)
    chapter = replace(long.chapters[0], entries=(body, first))
    said = " ".join(text_of(bound(replace(long, chapters=(chapter,)))).split())
    assert said.count("Kainnya sudah saya foto ulang.") > 12 * 40


def test_the_chapters_are_the_outline_of_the_file():
    outline = PdfReader(BytesIO(bound(sample()))).outline
    assert [each.title for each in outline][:2] == ["Tentang saya", "Usaha"]
