"""What Telegram delivers becomes what we say it becomes: one table, one file a row."""

import json
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import asdict

from bot.channels.base import Incoming, Media
from bot.channels.reading import DAMAGED
from bot.channels.telegram.parse import parse
from conversations.engine.events import Typed, load

TABLE = sorted((Path(__file__).parent / "payloads" / "telegram").glob("*.json"))

ME = "Pandu_Contoh_Bot"

UNUSABLE = {
    "empty": (b"", "not_json"),
    "words": (b"halo", "not_json"),
    "cut off": (b'{"update_id": 7, "mess', "not_json"),
    "a list": (b"[]", "wrong_shape"),
    "nothing": (b"null", "wrong_shape"),
    "100,000 brackets": (b"[" * 100_000, "wrong_shape"),
    "100,000 brackets inside": (b'{"x":' + b"[" * 100_000, "too_deep"),
    "a NUL": (b'{"update_id": 7, "message": "\x00"}', "not_json"),
    "no number": (b'{"message": {}}', "wrong_shape"),
    "no chat": (b'{"update_id": 7, "message": {"message_id": 1}}', "wrong_shape"),
    "a button with a number past all sizes": (
        b'{"update_id":7,"callback_query":{"id":"1","from":{"id":1},"data":"%s|q|v"}}'
        % (b"9" * 5000),
        "wrong_value",
    ),
}


# Of 7001 something came, though not whole.
SPOILED = {
    "half an emoji": (b'"text":"halo \\ud83e"', Typed("halo ")),
    "half an emoji alone": (b'"text":"\\ud83e"', DAMAGED),
    "no UTF-8": (b'"text":"halo\xff"', Typed("halo")),
    "a NUL": (b'"text":"ha\x00lo"', Typed("halo")),
    "nothing but a NUL": (b'"text":"\\u0000"', DAMAGED),
    "a number": (b'"text":5', DAMAGED),
    "a photo without an id": (b'"photo":[{"width":90}]', DAMAGED),
    "a place without a width": (b'"location":{"longitude":"timur"}', DAMAGED),
    "a contact without a number": (b'"contact":{"first_name":"Contoh"}', DAMAGED),
    "a sticker that is a word": (b'"sticker":"x"', DAMAGED),
}


def expected(becomes):
    """An `Incoming` from its row: what the row leaves out is the default."""
    values = dict(becomes)
    if "event" in values:
        values["event"] = load(values["event"])
    if "media" in values:
        values["media"] = Media(**values["media"])
    if "at" in values:
        values["at"] = datetime.fromisoformat(values["at"])
    return Incoming(**{**values, "aliases": tuple(values.get("aliases", ()))})


@pytest.mark.parametrize("path", TABLE, ids=lambda path: path.stem)
def test_an_update_becomes_what_its_row_says(path):
    row = json.loads(path.read_text())
    body = json.dumps(row["update"]).encode()
    assert parse(body, ME) == [expected(row["becomes"])]


@pytest.mark.parametrize(("body", "problem"), UNUSABLE.values(), ids=UNUSABLE)
def test_an_unusable_body_is_kept_with_its_reason(body, problem):
    [kept] = parse(body)
    assert (kept.problem, kept.sender, kept.event) == (problem, "", None)
    assert kept.key.startswith("bad-")


@pytest.mark.parametrize(("field", "event"), SPOILED.values(), ids=SPOILED)
def test_what_came_of_somebody_is_read_or_they_are_told(field, event):
    told = b'{"message_id":1,"chat":{"id":7001},"from":{"id":7001},%s}' % field
    [kept] = parse(b'{"update_id":7,"message":%s}' % told)
    assert (kept.key, kept.sender, kept.event, kept.problem) == ("7", "7001", event, "")


def test_whoever_spoils_a_message_in_a_group_is_known_still():
    chat = b'{"id":-100,"type":"supergroup"}'
    told = b'{"message_id":1,"chat":%s,"from":{"id":1,"is_bot":true},"text":5}' % chat
    [kept] = parse(b'{"update_id":7,"message":%s}' % told)
    assert (kept.event, kept.problem) == (None, "ignored_update")


def test_an_unusable_body_has_the_same_key_when_it_comes_again():
    assert parse(b"halo")[0].key == parse(b"halo")[0].key != parse(b"hai")[0].key


# The rows, with anything in them left out, renamed or put in the place of another.
_rows = [json.loads(path.read_text())["update"] for path in TABLE]
_anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "chat", "text", "x"]), inner)
    ),
    max_leaves=8,
)


def _places(value, path=()):
    yield path
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _places(inner, (*path, key))


def _with(value, path, new):
    if not path:
        return new
    return {**value, path[0]: _with(value[path[0]], path[1:], new)}


@st.composite
def _spoiled(draw):
    row = draw(st.sampled_from(_rows))
    return _with(row, draw(st.sampled_from(list(_places(row)))), draw(_anything))


@given(_spoiled())
def test_parse_never_raises_whatever_an_update_holds(update):
    [incoming] = parse(json.dumps(update).encode())
    assert incoming.key
    assert asdict(incoming)


@given(st.binary(max_size=200))
def test_parse_never_raises_whatever_the_bytes(body):
    assert len(parse(body)) == 1
