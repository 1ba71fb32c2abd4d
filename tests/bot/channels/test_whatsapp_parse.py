"""What WhatsApp delivers, as a table of payloads."""

from datetime import UTC, datetime

import pytest

from bot.channels.base import Media, Status, encode_button
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


def test_whatever_is_answered_is_marked_as_read_and_a_text_can_be_edited_later():
    press = only(delivery(pressed("!ya", ident="wamid.7")))
    assert press.receipt == "wamid.7"
    for silent in (message("reaction", {}), message("request_welcome")):
        assert not only(delivery(silent)).receipt
    text = only(delivery(said(ident="wamid.8")))
    assert (text.receipt, text.message) == ("wamid.8", "wamid.8")
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
        (status("wamid.1", "failed", opaque="out-1", code=131026), "gone", "131026"),
        (status("wamid.1", "failed", opaque="out-1", code=131000), "again", "131000"),
        (status("wamid.1", "failed", opaque="out-1", code=131053), "failed", "131053"),
        (status("wamid.1", "failed", opaque="out-1", code=470), "held", "470"),
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
