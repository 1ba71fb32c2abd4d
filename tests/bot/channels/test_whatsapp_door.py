"""Who may knock at WhatsApp's door, and what is made of reports in any order."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from bot.channels.whatsapp import authentic, merge_status, verify
from tests.fakes.whatsapp_deliveries import delivery, said, sign

SECRET = "app-secret"


def test_only_the_handshake_with_our_token_is_answered():
    asked = {"hub.mode": "subscribe", "hub.verify_token": "t", "hub.challenge": "42"}
    assert verify(asked, "t") == "42"
    assert verify({**asked, "hub.verify_token": "x"}, "t") is None
    assert verify({**asked, "hub.verify_token": "é\ud800"}, "t") is None
    assert verify({**asked, "hub.mode": "unsubscribe"}, "t") is None
    assert verify({}, "t") is None
    assert verify({**asked, "hub.verify_token": ""}, "") is None


def test_only_the_signature_of_these_bytes_is_authentic():
    body = delivery(said())
    good = sign(body, SECRET)
    assert authentic(body, good, SECRET)
    assert not authentic(body + b" ", good, SECRET)
    assert not authentic(body, sign(body, "other"), SECRET)
    assert not authentic(body, good.removeprefix("sha256="), SECRET)
    assert not authentic(body, "", SECRET)
    assert not authentic(body, "sha256=é\ud800", SECRET)
    assert not authentic(body, sign(body, ""), "")


@given(st.lists(st.sampled_from(["sent", "delivered", "read", "failed"]), max_size=5))
def test_states_in_any_order_end_the_same(states):
    ends = set()
    for order in permutations(states):
        known = ""
        for state in order:
            known = merge_status(known, state)
        ends.add(known)
    assert len(ends) == 1
    (end,) = ends
    assert (end == "failed") == (
        "failed" in states and not {"delivered", "read"} & {*states}
    )
