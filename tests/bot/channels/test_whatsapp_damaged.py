"""What WhatsApp delivers damaged: mended, answered, or kept with its reason."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.reading import DAMAGED
from bot.channels.whatsapp.parse import parse
from conversations.engine.events import Typed
from tests.fakes.whatsapp_deliveries import (
    NUMBER,
    OWNER,
    delivery,
    message,
    photo,
    pressed,
    said,
    status,
    value,
    wrapped,
)


def only(body):
    (one,) = parse(body, NUMBER)
    return one


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (b"", "not_json"),
        (b"halo", "not_json"),
        (b'{"object":', "not_json"),
        (b"\xff\xfe", "not_json"),
        (b'{"object": NaN}', "not_json"),
        (b"[" * 100_000 + b"]" * 100_000, "nested"),
        (b'{"a":' * 100_000, "nested"),
        (b"[]", "not_whatsapp"),
        (b"null", "not_whatsapp"),
        (b"{}", "not_whatsapp"),
        (b'{"object": "page", "entry": []}', "not_whatsapp"),
        (b'{"object": "whatsapp_business_account", "entry": 1}', "missing_fields"),
        (b'{"object": "whatsapp_business_account", "entry": [1]}', "missing_fields"),
        (b'{"object": "whatsapp_business_account", "entry": []}', "unknown_update"),
        (wrapped({"event": "APPROVED"}, field="template_status"), "unknown_update"),
        (wrapped(None), "missing_fields"),
        (wrapped({**value(), "messages": "x"}), "missing_fields"),
    ],
)
def test_a_body_that_cannot_be_read_is_one_problem(body, problem):
    told = only(body)
    assert (told.problem, told.event, told.status) == (problem, None, None)
    assert told.key == only(body).key


@pytest.mark.parametrize(
    ("bad", "problem"),
    [
        (
            message("system", {"type": "user_changed_number"}, sender=None),
            "missing_fields",
        ),
        (said(sender=None), "missing_fields"),
        ({"type": "text"}, "missing_fields"),
        ({**said(), "id": "x" * 600}, "missing_fields"),
        ({**said(), "id": None}, "missing_fields"),
        ({**said(), "id": "\ud800"}, "missing_fields"),
        ({**said("ya"), "from": "6281\ud800"}, "missing_fields"),
        ("halo", "missing_fields"),
        (None, "missing_fields"),
        ([[]], "missing_fields"),
    ],
)
def test_one_bad_message_costs_only_itself(bad, problem):
    page = value(said("satu"), said("dua"))
    page["messages"].insert(1, bad)
    told = parse(wrapped(page), NUMBER)
    assert [one.event for one in told if not one.problem] == [
        Typed("satu"),
        Typed("dua"),
    ]
    assert [one.problem for one in told if one.problem] == [problem]
    assert told[1].problem
    assert len({one.key for one in told}) == 3
    for one in told:
        assert one.key.encode()
        assert "\0" not in one.key


@pytest.mark.parametrize(
    ("bad", "event"),
    [
        (said("a\0b"), Typed("ab")),
        (said("halo \ud83e"), Typed("halo ")),
        (said("\ud800"), DAMAGED),
        (said("\0"), DAMAGED),
        (message("text"), DAMAGED),
        (message("text", {"body": 5}), DAMAGED),
        (message("image", {"mime_type": "image/png"}), DAMAGED),
        (message("contacts", []), DAMAGED),
        (message("location", {"latitude": 91, "longitude": 0}), DAMAGED),
        (message("location", {"latitude": 1}), DAMAGED),
        (message("interactive", {"button_reply": {"title": "Ya"}}), DAMAGED),
        (message("edit", {"message": {}}), DAMAGED),
    ],
)
def test_what_came_of_somebody_is_read_or_they_are_told(bad, event):
    first, spoiled, last = parse(delivery(said("satu"), bad, said("dua")), NUMBER)
    assert (first.event, last.event) == (Typed("satu"), Typed("dua"))
    assert (spoiled.key, spoiled.sender) == (bad["id"], OWNER)
    assert (spoiled.event, spoiled.problem) == (event, "")


@pytest.mark.parametrize("field", ["standby", "message_echoes", "history", "", 5, []])
def test_messages_in_a_field_that_we_do_not_serve_are_kept_and_not_answered(field):
    page = value(said(), statuses=[status("wamid.1", "failed", code=131047)])
    for body in (wrapped(page, field=field), wrapped(page, None, field=field)):
        for told in parse(body, NUMBER):
            assert (told.event, told.status) == (None, None)
            assert told.problem == "unknown_update"
            assert told.key


def test_a_change_without_its_field_is_read():
    whole = json.loads(delivery(said()))
    del whole["entry"][0]["changes"][0]["field"]
    assert only(json.dumps(whole).encode()).event == Typed("halo")


def test_bytes_that_are_no_utf8_cost_only_their_message():
    body = delivery(said("satu"), said("@"), said("dua")).replace(b'"@"', b'"\xff"')
    told = parse(body, NUMBER)
    assert [one.event for one in told] == [Typed("satu"), DAMAGED, Typed("dua")]


def test_a_bad_status_keeps_its_state_in_its_key():
    good = status("wamid.1", "sent")
    bad = {**status("wamid.1", "read"), "errors": "x"}
    told = parse(delivery(statuses=[good, bad]), NUMBER)
    assert [(one.key, one.problem) for one in told] == [
        ("wamid.1:sent", ""),
        ("wamid.1:read", "missing_fields"),
    ]


def test_what_is_meant_for_another_number_is_kept_as_a_problem():
    body = wrapped(
        value(said(ident="wamid.1"), number="999"), value(said(ident="wamid.2"))
    )
    first, second = parse(body, NUMBER)
    assert (first.key, first.problem, first.event) == ("wamid.1", "other_number", None)
    assert second.event == Typed("halo")


def test_both_ways_of_reading_agree():
    page = value(said("satu"), photo("1"), statuses=[status("wamid.1", "sent")])
    quick = parse(wrapped(page), NUMBER)
    slow = parse(wrapped(page, None), NUMBER)
    assert slow[:-1] == quick


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)
SOUND = json.loads(
    wrapped(
        value(said(), pressed("!a"), photo("1"), statuses=[status("wamid.1", "sent")])
    )
)


@st.composite
def spoiled(draw):
    """A sound delivery of which one piece was dropped or replaced."""
    whole = json.loads(json.dumps(SOUND))
    at = whole
    while True:
        key = draw(
            st.sampled_from(sorted(at) if isinstance(at, dict) else range(len(at)))
        )
        deeper = isinstance(at[key], dict | list) and at[key]
        if deeper and draw(st.booleans()):
            at = at[key]
            continue
        if draw(st.booleans()):
            del at[key]
        else:
            at[key] = draw(JSON)
        return json.dumps(whole).encode()


@given(spoiled() | st.binary())
def test_no_body_makes_the_parser_raise(body):
    told = parse(body, NUMBER)
    assert told
    assert all(one.key for one in told)
