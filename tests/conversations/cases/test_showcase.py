"""The showcase: who may be in it, what everybody sees of them, and who agrees to it."""

from typing import Any

import pytest

from conversations.cases.changes import Agree
from conversations.cases.records import Business
from conversations.cases.showcase import (
    AddExhibit,
    CloseExhibit,
    DropExhibits,
    Makes,
    OpenExhibit,
    ShowExhibit,
    close_exhibit,
    exhibits,
    open_exhibit,
    show,
)
from tests.conversations.cases.files import case, changed, person, verdict
from tests.conversations.cases.test_certificates import certificate

OWNER = person("owner")
TOLD = {"phone": "+6281200000001", "batik_kind": "tulis", "address": "Kampung Contoh"}


def business(kind="business", **values):
    about: dict[str, Any] = {"kecamatan": "360410", "sector": "batik"}
    about |= {
        "road": "",
        "stage": "",
        "name": "Batik Contoh",
        "profile": TOLD,
        **values,
    }
    return Business("b1", "owner", "dinas", kind, **about)


def made(state="accepted", one=None, certificates=(), **values):
    details = {"product": "kain batik tulis", "photo": ["p1", "p2"]}
    filed = (case(state, details=details),) if state else ()
    about = {"site": "https://contoh.id", "channel": "telegram", **values}
    return Makes((one or business(),), filed, certificates, frozenset({"p2"}), **about)


@pytest.mark.parametrize(
    ("seen", "count"),
    [
        (made(), 1),
        (made("taken"), 0),
        (made("closed"), 0),
        (made("closed", certificates=(certificate(),)), 1),
        (made("accepted", business("office")), 0),
    ],
)
def test_who_is_guided_or_certified_may_be_seen_and_no_office(seen, count):
    assert len(exhibits(seen)) == count


@pytest.mark.parametrize("phone", [True, False])
def test_everybody_sees_what_its_owner_saw_and_the_number_if_they_said_so(phone):
    (asked,) = show(ShowExhibit(), made(), OWNER).reply
    assert (asked.key, asked.file) == ("showcase.preview", "p2"), "one with a preview"
    decision = open_exhibit(OpenExhibit("b1", phone=phone), made(), OWNER)
    seen = changed(decision, AddExhibit).shown
    assert seen.get("phone", "") == (TOLD["phone"] if phone else "")
    assert (seen["name"], seen["product"]) == ("Batik Contoh", "kain batik tulis")
    assert TOLD["address"] not in str(changed(decision, AddExhibit))
    said = changed(decision, Agree)
    assert (said.kind, said.agreed, said.channel) == ("showcase", True, "telegram")


def test_it_is_taken_back_with_the_day_on_which_it_was():
    seen = made(shown=frozenset({"b1"}))
    decision = close_exhibit(CloseExhibit("b1"), seen, OWNER)
    assert changed(decision, DropExhibits) == DropExhibits("owner", "b1")
    assert not changed(decision, Agree).agreed
    assert verdict(close_exhibit, CloseExhibit("b1"), made(), OWNER) == [
        "showcase.left"
    ]


HELPER = person("owner", helper="Penolong Contoh")


@pytest.mark.parametrize(
    ("decide", "act", "seen", "who", "why"),
    [
        (show, ShowExhibit(), made(""), OWNER, "showcase.not_yet"),
        (show, ShowExhibit(), made(site=""), OWNER, "certificate.no_site"),
        (open_exhibit, OpenExhibit("b1"), made(), HELPER, "certificate.helper"),
        (open_exhibit, OpenExhibit("b2"), made(), OWNER, "showcase.not_yet"),
        (close_exhibit, CloseExhibit("b1"), made(), HELPER, "certificate.helper"),
    ],
)
def test_why_not(decide, act, seen, who, why):
    assert verdict(decide, act, seen, who) == why
