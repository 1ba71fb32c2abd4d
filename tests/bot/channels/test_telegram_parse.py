"""What Telegram delivers becomes what we say it becomes: one table, one file a row."""

import json
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import asdict

from bot.channels.base import Incoming, Media
from bot.channels.telegram.parse import parse
from conversations.engine.events import load

TABLE = sorted((Path(__file__).parent / "payloads" / "telegram").glob("*.json"))

UNUSABLE = {
    "empty": (b"", "not_json"),
    "words": (b"halo", "not_json"),
    "cut off": (b'{"update_id": 7, "mess', "not_json"),
    "a list": (b"[]", "wrong_shape"),
    "nothing": (b"null", "wrong_shape"),
    "100,000 brackets": (b"[" * 100_000, "wrong_shape"),
    "100,000 brackets inside": (b'{"x":' + b"[" * 100_000, "too_deep"),
    "a NUL": (b'{"update_id": 7, "message": "\x00"}', "not_json"),
    "a NUL in a text": (
        b'{"update_id":7,"message":{"message_id":1,"chat":{"id":1},"text":"\x00"}}',
        "not_json",
    ),
    "a lone surrogate": (
        b'{"update_id":7,"message":{"message_id":1,"chat":{"id":1},"text":"\\ud800"}}',
        "not_json",
    ),
    "no UTF-8": (
        b'{"update_id":7,"message":{"message_id":1,"chat":{"id":1},"text":"\xff"}}',
        "not_unicode",
    ),
    "no number": (b'{"message": {}}', "wrong_shape"),
    "no chat": (b'{"update_id": 7, "message": {"message_id": 1}}', "wrong_shape"),
    "a text that is a number": (
        b'{"update_id":7,"message":{"message_id":1,"chat":{"id":1},"text":5}}',
        "wrong_shape",
    ),
    "a date past all calendars": (
        b'{"update_id":7,"message":{"message_id":1,"chat":{"id":1},"date":99999999999999}}',
        "wrong_value",
    ),
    "a button with a number past all sizes": (
        b'{"update_id":7,"callback_query":{"id":"1","from":{"id":1},"data":"%s|q|v"}}'
        % (b"9" * 5000),
        "wrong_value",
    ),
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
    assert parse(body) == [expected(row["becomes"])]


@pytest.mark.parametrize(("body", "problem"), UNUSABLE.values(), ids=UNUSABLE)
def test_an_unusable_body_is_kept_with_its_reason(body, problem):
    [kept] = parse(body)
    assert (kept.problem, kept.sender, kept.event) == (problem, "", None)
    assert kept.key.startswith("bad-")


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
