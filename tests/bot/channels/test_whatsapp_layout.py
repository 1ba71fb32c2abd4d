"""A bubble keeps WhatsApp's limits, and nothing in it is lost or cut inside a word."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.base import Bubble, Button, encode_button
from bot.channels.whatsapp.layout import (
    address,
    clip,
    lay_out,
    literal,
    render,
    size,
    split,
    template,
)
from tests.fakes.graph_rules import breach
from tests.fakes.whatsapp_deliveries import BSUID, OWNER

LETTERS = st.sampled_from("abcdeéñ.*_~`>-1 🧵\u0301")
WORDS = st.text(st.sampled_from("abkiné*_~`1-🧵"), min_size=1, max_size=14)
LABELS = st.lists(WORDS, min_size=1, max_size=18).map(" ".join)
SENTENCES = st.lists(LABELS, min_size=1, max_size=60).map(". ".join)
RUNS = st.lists(st.tuples(SENTENCES, st.sampled_from(["", "b", "q"])), max_size=4).map(
    tuple
)
IMAGE = {"type": "image", "image": {"id": "9"}}


def buttons(*labels):
    return tuple(
        Button(encode_button(str(number), "road", 7), label)
        for number, label in enumerate(labels)
    )


def laid(bubble, attachment=None):
    """The messages of *bubble*, which the platform would take."""
    messages = lay_out(bubble, "Pilih", attachment)
    for message in messages:
        whole = {"messaging_product": "whatsapp", **address(OWNER), **message}
        assert not breach(whole, media={"9"})
    return messages


def bare(text):
    """*text* as one sees it."""
    return text.replace("\u2060", "")


def words_of(messages):
    """All that can be read in *messages*, buttons and rows included."""
    shown = []
    for message in messages:
        content = message[message["type"]]
        shown.append(content.get("caption") or "")
        body = content.get("body")
        shown.append(body["text"] if isinstance(body, dict) else body or "")
        action = content.get("action", {})
        shown += [b["reply"]["title"] for b in action.get("buttons", ())]
        for section in action.get("sections", ()):
            for row in section["rows"]:
                shown += [row["title"], row.get("description", "")]
        shown.append(action.get("parameters", {}).get("display_text", ""))
    return bare("\n".join(shown))


def ids_of(message):
    action = message["interactive"]["action"]
    if message["interactive"]["type"] == "button":
        return [b["reply"]["id"] for b in action["buttons"]]
    return [row["id"] for row in action["sections"][0]["rows"]]


@given(RUNS, st.lists(LABELS, max_size=12))
def test_all_labels_are_visible_whole_and_can_be_pressed(runs, labels):
    choices = buttons(*labels)
    messages = laid(Bubble((("Pilih satu.", ""), *runs), choices))
    shown = " ".join(words_of(messages).split())
    for label in labels:
        assert " ".join(label.split()) in shown
    if 0 < len(choices) <= 10:
        assert ids_of(messages[-1]) == [button.id for button in choices]


@given(RUNS, st.booleans())
def test_all_words_of_a_long_text_arrive_in_order_and_whole(runs, choosing):
    bubble = Bubble(runs, buttons("Ya", "Tidak") if choosing else ())
    bodies = [
        message["text"]["body"]
        if message["type"] == "text"
        else message["interactive"]["body"]["text"]
        for message in laid(bubble)
    ]
    marks = str.maketrans("", "", "*_\u2060")
    told = " ".join(bodies).translate(marks).split()
    if bubble.plain.strip():
        assert told == bubble.plain.translate(marks).split()


@given(st.text(LETTERS, max_size=400), st.integers(12, 60))
def test_a_text_is_cut_inside_a_word_only_when_the_word_is_longer_than_a_message(
    text, limit
):
    pieces = split(((text, ""),), limit)
    shown = [render(piece) for piece in pieces]
    assert all(size(piece) <= limit for piece in shown)
    whole = text.split()
    told = [word for piece in shown for word in bare(piece).split()]
    assert "".join(told) == "".join(whole)
    if all(size(literal(word)) <= limit for word in whole):
        assert told == whole


def test_a_long_text_is_cut_at_the_ends_of_sentences():
    text = "Satu kalimat. " * 300
    first, second = split(((text, ""),), 4096)
    assert render(first).endswith("kalimat.")
    assert render(second).startswith("Satu")


def test_a_number_before_an_item_stays_with_it():
    text = "Siapkan ini\n1. Nama usaha yang panjang\n2. Kecamatan"
    assert [render(piece) for piece in split(((text, ""),), 30)] == [
        "Siapkan ini",
        "1. Nama usaha yang panjang",
        "2. Kecamatan",
    ]


@pytest.mark.parametrize(
    ("runs", "shown"),
    [
        ((("SRG-0042", "b"),), "*SRG-0042*"),
        ((("ketik ", ""), ("status", "q"), (".", "")), "ketik _status_."),
        (((" tebal ", "b"), ("biasa", "")), " *tebal* biasa"),
        ((("dua\nbaris", "b"),), "*dua*\n*baris*"),
        ((("a", "b"), ("b", "b")), "*ab*"),
        ((("foto", "b"), ("nya", "")), "fotonya"),
        (((" \n", "b"),), " \n"),
        ((("*Batik_", ""),), "\u2060*\u2060Batik\u2060_\u2060"),
        (
            (("`x` ~y~", "b"),),
            "*\u2060`\u2060x\u2060`\u2060 \u2060~\u2060y\u2060~\u2060*",
        ),
        ((("> kutipan", ""),), "\u2060>\u2060 kutipan"),
        (((r"<b>\n & 5 > 3", ""),), r"<b>\n & 5 > 3"),
    ],
)
def test_marks_are_ours_and_values_are_literal(runs, shown):
    assert render(runs) == shown


@given(st.text(LETTERS))
def test_a_value_reads_as_it_was_typed(text):
    assert bare(literal(text)) == text
    assert not re.search(r"(?<!\u2060)[*_~`](?!\u2060)", literal(text))


@given(LABELS, st.integers(1, 30))
def test_a_clipped_label_ends_with_a_whole_word(label, limit):
    kept = clip(label, limit)
    assert size(kept) <= limit
    assert kept.split() == label.split()[: len(kept.split())]


def test_three_short_labels_are_reply_buttons():
    (message,) = laid(
        Bubble((("Setuju?", ""),), buttons("Ya", "Tidak", "Baca lengkap"))
    )
    assert message["interactive"]["type"] == "button"


def test_a_label_too_long_for_a_button_is_a_row_with_all_of_it_below():
    (message,) = laid(
        Bubble(
            (("Yang mana?", ""),), buttons("Batik tulis dengan pewarna alami", "Cap")
        )
    )
    rows = message["interactive"]["action"]["sections"][0]["rows"]
    assert message["interactive"]["action"]["button"] == "Pilih"
    assert rows == [
        {
            "id": "7|road|0",
            "title": "Batik tulis dengan",
            "description": "Batik tulis dengan pewarna alami",
        },
        {"id": "7|road|1", "title": "Cap"},
    ]


def test_rows_that_would_begin_alike_stand_numbered_in_the_text():
    labels = ("Sertifikasi produk batik tulis", "Sertifikasi produk batik cap")
    (message,) = laid(Bubble((("Yang mana?", ""),), buttons(*labels)))
    content = message["interactive"]
    assert content["body"]["text"] == (
        "Yang mana?\n\n1. Sertifikasi produk batik tulis\n2. Sertifikasi produk batik cap"
    )
    titles = [row["title"] for row in content["action"]["sections"][0]["rows"]]
    assert titles == ["1. Sertifikasi produk", "2. Sertifikasi produk"]


def test_a_link_is_a_button_or_written_out_when_it_cannot_be():
    link = ("Buka panduan", "https://contoh.id/panduan")
    (message,) = laid(Bubble((("Panduan.", ""),), link=link))
    assert message["interactive"]["action"]["parameters"] == {
        "display_text": "Buka panduan",
        "url": "https://contoh.id/panduan",
    }
    (message,) = laid(Bubble((("Panduan.", ""),), buttons("Ya"), link=link))
    assert "https://contoh.id/panduan" in message["interactive"]["body"]["text"]
    long = ("Buka panduan lengkap untuk usaha batik", link[1])
    (message,) = laid(Bubble((("Panduan.", ""),), link=long))
    assert message["text"]["body"].endswith(f"usaha batik\n{link[1]}")


def test_a_place_is_asked_for_by_its_own_button():
    (message,) = laid(Bubble((("Di mana bengkelnya?", ""),), wants="location"))
    assert message["interactive"]["type"] == "location_request_message"


def test_a_photo_stands_with_its_words_in_as_few_messages_as_can_be():
    (message,) = laid(Bubble((("Motif", "b"),)), IMAGE)
    assert message["image"] == {"id": "9", "caption": "*Motif*"}
    (message,) = laid(Bubble((("Motif?", ""),), buttons("Ya")), IMAGE)
    assert message["interactive"]["header"] == IMAGE
    first, second = laid(Bubble((("Motif?", ""),), buttons(*"abcd")), IMAGE)
    assert (first, second["interactive"]["type"]) == (IMAGE, "list")
    first, second = laid(Bubble((("kata " * 300, ""),)), IMAGE)
    assert (first, second["type"]) == (IMAGE, "text")


def test_a_bubble_without_words_sends_nothing():
    assert laid(Bubble(((" \n", ""),))) == []


def test_an_address_is_a_business_scoped_id_or_a_phone():
    assert address(BSUID) == {"recipient_type": "individual", "recipient": BSUID}
    assert address(OWNER) == {"recipient_type": "individual", "to": OWNER}


@given(st.lists(st.text(), max_size=4))
def test_template_parameters_are_such_as_the_platform_takes(params):
    made = template({"name": "pengingat", "language": "id", "params": params})
    whole = {"messaging_product": "whatsapp", **address(OWNER), **made}
    assert not breach(whole)
