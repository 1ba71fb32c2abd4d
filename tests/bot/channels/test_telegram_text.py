"""Whatever people call themselves arrives literally, and never in too large a piece."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.channels.base import Bubble, Button, Outgoing, Refused, encode_button
from bot.channels.telegram.render import CAPTION, TEXT, calls
from bot.channels.telegram.text import markup_of, plain, split, units
from tests.fakes import telegram_html

NAMES = (
    'Batik <a href="https://jahat.example">Resmi</a>',
    "</b></i><b>",
    "&lt;b&gt; &amp; &#60; &copy;",
    "*tebal* _miring_ `kode` [x](http://y)",
    "@semua /hapus https://jahat.example",
    "\u202eterbalik\u202c",
    "Z" + "\u0300" * 200,
    "👩‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿🇮🇩👍🏽",
    "{name.__class__} %s ${x}",
    "sendiri \ud83d saja",
    "<",
    "",
)
_text = st.text(
    st.sampled_from("ab .!?\n<>&\"'é👍😀\u0300\u200d\ufe0f") | st.characters(),
    max_size=60,
)
_runs = st.lists(st.tuples(_text, st.sampled_from(["", "b", "q"])), max_size=6)


def literal(text):
    """What may arrive of *text*: half a character cannot."""
    return re.sub(r"[\ud800-\udfff]", "\ufffd", text)


def shown(runs):
    return telegram_html.plain(markup_of(runs))


@given(_runs)
@example([(name, "b") for name in NAMES])
def test_every_character_arrives_as_itself(runs):
    assert shown(runs) == literal(plain(runs))


@given(_runs)
def test_styles_are_where_they_were(runs):
    tags = {"": "", "b": "b", "q": "i"}
    read = telegram_html.read_html(markup_of(runs))
    wanted = [(c, tags[style]) for text, style in runs for c in literal(text)]
    assert [(c, tag) for text, tag in read for c in text] == wanted


@given(_runs, st.integers(8, 40))
def test_the_parts_are_the_whole_and_each_fits(runs, limit):
    parts = split(runs, limit)
    assert "".join(plain(part) for part in parts) == plain(runs)
    assert all(units(plain(part)) <= limit for part in parts)
    assert all(shown(part) == literal(plain(part)) for part in parts)
    assert len(parts) == 1 or all(plain(part) for part in parts)


@given(st.lists(st.sampled_from(["👍🏽", "e\u0301", "😀", "👩\u200d👧"]), min_size=3))
def test_no_emoji_or_accent_is_cut_in_two(characters):
    for part in split([("".join(characters), "")], 12):
        text = plain(part)
        assert not re.match(r"[\u0301\u200d\U0001f3fd]", text)
        assert not text.endswith("\u200d")


def test_a_long_text_is_cut_after_a_sentence():
    text = "Ini kalimat yang biasa saja. " * 300
    parts = split([(text, "")], TEXT)
    assert len(parts) == 3
    assert all(plain(part).endswith("saja. ") for part in parts)


def test_a_paragraph_is_a_better_place_to_cut_than_a_sentence():
    parts = split([("Satu dua tiga.\n\nEmpat. Lima. Enam tujuh", "")], 30)
    assert plain(parts[0]) == "Satu dua tiga.\n\n"


def test_a_bold_word_is_not_cut_where_there_is_another_place():
    runs = [("satu dua tiga empat ", ""), ("lima enam tujuh", "b")]
    assert [plain(part) for part in split(runs, 26)] == [runs[0][0], runs[1][0]]


@given(_text, st.integers(1, 3))
def test_a_caption_too_long_follows_its_photo_as_text(words, times):
    outgoing = Outgoing(
        "1",
        "7",
        Bubble(((words * 20 * times, ""),), file="x", mime="image/png"),
        file=b"x",
    )
    photo, *texts = calls(outgoing)
    if texts:
        assert "caption" not in photo.values
    else:
        read = telegram_html.plain(photo.values.get("caption", ""))
        assert telegram_html.units(read) <= CAPTION


def rows(*labels):
    bubble = Bubble((("?", ""),), buttons=tuple(Button(f"!{x}", x) for x in labels))
    markup = calls(Outgoing("1", "7", bubble))[0].values["reply_markup"]
    return [[button.text for button in row] for row in markup.inline_keyboard]


def test_short_labels_stand_side_by_side_and_long_ones_alone():
    assert rows("Ya", "Tidak") == [["Ya", "Tidak"]]
    assert rows("1", "2", "3", "4") == [["1", "2", "3"], ["4"]]
    assert rows("Batik tulis", "Batik cap", "Kombinasi keduanya", "Lain") == [
        ["Batik tulis", "Batik cap"],
        ["Kombinasi keduanya"],
        ["Lain"],
    ]


def test_a_button_that_telegram_would_refuse_is_refused_here():
    button = Button(encode_button("x" * 60, "product", 12), "x")
    with pytest.raises(Refused, match="button_too_long"):
        calls(Outgoing("1", "7", Bubble((("?", ""),), buttons=(button,))))


def test_a_link_is_a_button_and_its_page_is_not_opened_for_a_preview():
    link = ("Buka", "https://pandu.example/masuk#abc")
    [call] = calls(Outgoing("1", "7", Bubble((("Silakan.", ""),), link=link)))
    assert call.values["reply_markup"].inline_keyboard[0][0].url == link[1]
    assert call.values["link_preview_options"].is_disabled


def test_a_link_to_this_machine_is_written_out():
    link = ("Buka", "http://127.0.0.1:8080/desk")
    [call] = calls(Outgoing("1", "7", Bubble((("Silakan.", ""),), link=link)))
    assert call.values["text"] == "Silakan.\n\nBuka: http://127.0.0.1:8080/desk"


def test_sharing_a_number_has_a_keyboard_of_its_own():
    buttons = (Button("12|phone|contact", "Bagikan nomor"), Button("!skip", "Lewati"))
    bubble = Bubble((("Nomor?", ""),), buttons=buttons, wants="contact")
    markup = calls(Outgoing("1", "7", bubble))[0].values["reply_markup"]
    keys = [[key.to_dict() for key in row] for row in markup.keyboard]
    share = {"text": "Bagikan nomor", "request_contact": True}
    assert keys == [[share], [{"text": "Lewati"}]]
    assert markup.one_time_keyboard
