"""What WhatsApp delivers, as a table of payloads."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.base import Media, Status, encode_button
from bot.channels.reading import DAMAGED
from bot.channels.whatsapp.parse import parse
from conversations.engine.events import Edited, Pressed, Sent, Started, Typed
from tests.fakes.whatsapp_deliveries import (
    BSUID,
    NUMBER,
    OWNER,
    batch,
    delivery,
    message,
    photo,
    picked,
    pressed,
    said,
    status,
    value,
    wrapped,
)

REFERRAL = {"source_type": "ad", "source_id": "1", "ctwa_clid": "abc"}
CARD = {"name": {"formatted_name": "Batik Contoh"}, "phones": [{"phone": "+62 811 1"}]}
REVISED = {"type": "text", "text": {"body": "baru"}}


def only(body):
    (one,) = parse(body, NUMBER)
    return one


@pytest.mark.parametrize(
    ("sent", "event"),
    [
        (said("halo"), Typed("halo")),
        (said("saya mau daftar", referral=REFERRAL), Typed("saya mau daftar")),
        (said("/start p_pasar"), Typed("/start p_pasar")),
        (said("cafe\u0301\x07"), Typed("café")),
        (pressed(encode_button("ya", "consent", 7)), Pressed("ya", "consent", 7)),
        (picked(encode_button("take:SRG-0042")), Pressed("take:SRG-0042")),
        (picked("3|road|a|b"), Pressed("a|b", "road", 3)),
        (pressed("someone else's", "Ya, setuju"), Typed("Ya, setuju")),
        (pressed("9" * 5000 + "|q|v", "Ya"), Typed("Ya")),
        (message("button", {"payload": "!ikut", "text": "Ikut"}), Pressed("ikut")),
        (message("button", {"payload": "Ikut", "text": "Ikut"}), Typed("Ikut")),
        (message("interactive", {"type": "nfm_reply", "nfm_reply": {}}), Sent("other")),
        (photo("1", "motif"), Sent("photo", text="motif")),
        (message("document", {"id": "1", "filename": "nib.pdf"}), Sent("document")),
        (message("audio", {"id": "1", "voice": True}), Sent("voice")),
        (message("voice", {"id": "1"}), Sent("voice")),
        (message("video", {"id": "1"}), Sent("video")),
        (message("sticker", {"id": "1", "animated": False}), Sent("sticker")),
        (
            message("location", {"latitude": -6.1, "longitude": 106.2, "name": "Toko"}),
            Sent(
                "location", text="Toko", values={"latitude": -6.1, "longitude": 106.2}
            ),
        ),
        (
            message("contacts", [CARD]),
            Sent(
                "contact",
                values={"phone": "+62 811 1", "name": "Batik Contoh", "own": False},
            ),
        ),
        (
            message("contacts", [{"phones": [{"phone": f"+{OWNER}"}]}]),
            Sent("contact", values={"phone": f"+{OWNER}", "name": "", "own": True}),
        ),
        (message("request_welcome"), Started(opened=True)),
        (message("order", {"catalog_id": "1"}), Sent("other")),
        (message("unsupported", errors=[{"code": 131051}]), Sent("other")),
        (message("hologram", {"id": "1"}), Sent("other")),
        (
            message("edit", {"original_message_id": "wamid.9", "message": REVISED}),
            Edited("baru", "wamid.9"),
        ),
    ],
)
def test_every_kind_of_message_becomes_its_event(sent, event):
    told = only(delivery(sent))
    assert told.event == event
    assert (told.key, told.sender, told.phone) == (sent["id"], OWNER, f"+{OWNER}")
    assert told.problem == ""


def test_a_message_says_when_it_was_written():
    told = {**said(), "timestamp": "1763798400"}
    assert only(delivery(told)).at == datetime(2025, 11, 22, 8, tzinfo=UTC)
    assert only(delivery({**said(), "timestamp": "9" * 30})).at is None


def test_a_file_says_where_it_is():
    told = only(delivery(photo("90001", "motif")))
    assert told.media == Media("photo", "90001", "image/jpeg")


def test_a_press_can_be_acknowledged_and_a_text_can_be_edited_later():
    press = only(delivery(pressed("!ya", ident="wamid.7")))
    assert press.press == "wamid.7"
    text = only(delivery(said(ident="wamid.8")))
    assert (text.press, text.message) == ("", "wamid.8")
    edit = {"original_message_id": "wamid.8", "message": REVISED}
    assert only(delivery(message("edit", edit))).message == "wamid.8"


def test_a_withdrawn_message_and_a_sign_on_a_bubble_are_stored_and_ignored():
    for kind, content in (
        ("revoke", {"original_message_id": "wamid.8"}),
        ("reaction", {"message_id": "wamid.1", "emoji": "👍"}),
        ("reaction", {"message_id": "wamid.1"}),
        ("reaction", {"emoji": 5}),
        ("edit", {"original_message_id": "wamid.8", "message": {"type": "image"}}),
    ):
        told = only(delivery(message(kind, content)))
        assert (told.event, told.problem, told.sender) == (
            None,
            "ignored_update",
            OWNER,
        )


def test_the_business_scoped_id_comes_first_and_the_phone_is_an_alias():
    told = only(delivery(said(user_id=BSUID)))
    assert (told.sender, told.aliases, told.phone) == (BSUID, (OWNER,), f"+{OWNER}")


def test_someone_without_a_phone_is_heard():
    told = only(delivery(said(sender=None, user_id=BSUID)))
    assert (told.sender, told.aliases, told.phone) == (BSUID, (), "")
    contacts = [{"profile": {"username": "contoh"}, "user_id": BSUID}]
    told = only(delivery(said(sender=None), contacts=contacts))
    assert (told.sender, told.aliases, told.phone) == (BSUID, (), "")


def test_an_id_beside_the_messages_is_only_its_owners():
    contacts = [{"wa_id": OWNER, "user_id": BSUID}]
    first, second = parse(
        delivery(said(), said(sender="6281200000002"), contacts=contacts), NUMBER
    )
    assert (first.sender, first.aliases) == (BSUID, (OWNER,))
    assert (second.sender, second.aliases) == ("6281200000002", ())


@pytest.mark.parametrize(
    ("system", "sender", "aliases", "phone"),
    [
        (
            {"type": "user_changed_number", "wa_id": "6281300000001"},
            "6281300000001",
            (OWNER,),
            "+6281300000001",
        ),
        (
            {"type": "customer_changed_number", "new_wa_id": "6281300000001"},
            "6281300000001",
            (OWNER,),
            "+6281300000001",
        ),
        (
            {
                "type": "user_changed_user_id",
                "user_id": "ID.2",
                "previous_user_id": "ID.1",
            },
            "ID.2",
            (OWNER, "ID.1"),
            "",
        ),
    ],
)
def test_a_changed_number_or_id_names_the_new_first_and_the_old_after(
    system, sender, aliases, phone
):
    told = only(delivery(message("system", system)))
    assert (told.event, told.problem) == (None, "")
    assert (told.sender, told.aliases, told.phone) == (sender, aliases, phone)


def test_a_changed_id_is_also_understood_as_a_field_of_its_own():
    change = {
        "wa_id": OWNER,
        "user_id": {"previous": "ID.1", "current": "ID.2"},
        "timestamp": "1763798400",
    }
    body = wrapped({**value(), "user_id_update": [change]}, field="user_id_update")
    told = only(body)
    assert told.key == "renamed:ID.1:ID.2"
    assert (told.event, told.sender, told.aliases) == (None, "ID.2", (OWNER, "ID.1"))


def test_a_message_in_a_group_says_so():
    assert only(delivery(said(group_id="g1"))).group


@pytest.mark.parametrize(
    ("told", "state", "code"),
    [
        (status("wamid.1", "sent", opaque="out-1"), "sent", ""),
        (status("wamid.1", "delivered", opaque="out-1"), "delivered", ""),
        (status("wamid.1", "read", opaque="out-1"), "read", ""),
        (status("wamid.1", "played", opaque="out-1"), "read", ""),
        (status("wamid.1", "failed", opaque="out-1", code=131026), "failed", "131026"),
        (status("wamid.1", "failed", opaque="out-1", code=131047), "held", "131047"),
    ],
)
def test_a_status_hands_our_id_back(told, state, code):
    found = only(delivery(statuses=[told]))
    assert found.key == f"wamid.1:{told['status']}"
    assert found.status == Status("wamid.1", state, "out-1", code)
    assert found.sender == OWNER


def test_a_status_of_someone_without_a_phone_names_their_id():
    told = status("wamid.1", "read", to=None, user_id=BSUID)
    assert only(delivery(statuses=[told])).sender == BSUID


def test_a_state_we_do_not_know_is_stored_and_ignored():
    told = only(delivery(statuses=[status("wamid.1", "warning")]))
    assert (told.status, told.problem) == (None, "ignored_update")


def test_every_entry_change_message_and_status_is_read_in_order():
    body = wrapped(
        value(said("1"), said("2"), statuses=[status("wamid.1", "sent")]),
        value(said("3")),
        value(statuses=[status("wamid.1", "read"), status("wamid.2", "sent")]),
    )
    told = parse(body, NUMBER)
    texts = [one.event.text if one.event else one.key for one in told]
    assert texts == ["1", "2", "wamid.1:sent", "3", "wamid.1:read", "wamid.2:sent"]
    assert len({one.key for one in told}) == 6
    assert len(parse(batch(20), NUMBER)) == 20


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
