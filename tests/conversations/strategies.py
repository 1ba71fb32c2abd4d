"""Anything that can happen, and flows that nobody wrote: for Hypothesis."""

from functools import partial
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from conversations.engine.effects import Option
from conversations.engine.events import (
    Blocked,
    Edited,
    LookedUp,
    Notified,
    Pressed,
    Sent,
    Started,
    Switched,
    Typed,
    Unblocked,
)
from conversations.engine.flow import Aside, Form, Menu
from conversations.engine.questions import (
    Choice,
    Day,
    File,
    Learn,
    Message,
    Number,
    Phone,
    Review,
    Several,
    Text,
    Together,
    YesNo,
)
from conversations.flows import BOOK, notices
from tests.conversations.chat import book_of

COMMANDS = (
    *(
        "menu",
        "lanjut",
        "kembali",
        "ubah",
        "batal",
        "simpan dulu",
        "bantuan",
        "petugas",
    ),
    *(
        "status",
        "bahasa",
        "privasi",
        "berhenti",
        "/start",
        "antrean",
        "kasus 42",
        "siaran",
        "bantu",
        "diri sendiri",
        "kuasa",
        "cabut kuasa",
    ),
)
WORDS = (
    *(
        "ya",
        "tidak",
        "1",
        "2",
        "3",
        "12",
        "lewati",
        "-",
        "halo",
        "terima kasih",
        "batik",
    ),
    *(
        "Batik Contoh",
        "Kramatwatu",
        "serang",
        "kota serang",
        "0812 3456 7890",
        "30 lembar",
    ),
    *("apa itu LSPro?", "kembalii", "", " ", "\n", "1. a\n2. b\n3. c", "semua", "zzz"),
)
CASE = {
    "code": "SRG-0042",
    "case": "c1",
    "helper": "Penolong Contoh",
    "day": "2026-11-22",
    "state": "taken",
    "road": "sppt_sni",
    "stage": "x",
    "field": "product",
    "reason": "kabur",
    "note": "n1",
    "answer": "a1",
    "mandate": "m1",
    "question": "road",
    "conversation": 1,
    "text": "halo",
    "announcement": "a1",
    "paper": "apply/npwp",
    "name": "NPWP",
    "recovery": "r1",
    "business": "Batik Contoh",
    "owner": "Ibu Contoh",
    "officer": "",
    "said": {"workers": "5", "kecamatan": "360401"},
    "known": {"workers": "5"},
    "doubts": ["near"],
    "due": "2026-11-24T02:00:00+00:00",
    **dict.fromkeys(("count", "sent", "left", "failed", "uncertain", "stopped"), 1),
}
GIVEN = {**CASE, "answers": [["a", "", "Satu"], ["b", "", "Dua"]]}
"""What flows are opened with; it is ours, and never what a person said."""
FACTS: dict[str, dict[str, Any]] = {
    "answer": {"answer": "Ya.", "officer": "Ibu Contoh", "on": "2026-11-22"},
    "case": {"code": "SRG-0042", "fields": ["product", "photo"]},
    "addressee": {"by": "Ibu Contoh", "owner": "Bu Contoh"},
    "leaver": {"officer": "Bu Rekan Contoh", "count": 3},
    "handled": {"code": "SRG-0001", "business": "Batik Contoh"},
    "closable": {"code": "SRG-0001", "endings": ["finished", "trial", "refused"]},
    "colleagues": {
        "code": "SRG-0001",
        "among": [{"id": "o2", "name": "Bu Rekan Contoh", "count": 2}],
    },
    "withdrawable": {"cases": [["SRG-0001", "Batik Contoh"]], "code": "SRG-0001"},
    "papers": {
        "code": "SRG-0042",
        "wanted": [["apply/npwp", "NPWP"], ["apply/nib", "NIB"]],
        "next": "apply/nib",
    },
    "open_stage": {
        "cases": [["SRG-0001", "Batik Contoh"]],
        "code": "SRG-0001",
        "at": "account",
        "stage": "Buat akun OSS",
        "wants": "photo",
        "left": ["NIB"],
        "troubles": [["mail", "Belum punya surel", "Buat surel dulu."]],
    },
    "recovery": {"asks": ["owner_name", "phone"]},
}
NOT_ALL = st.fixed_dictionaries(
    {
        what: st.fixed_dictionaries(
            {}, optional={name: st.just(value) for name, value in facts.items()}
        )
        for what, facts in FACTS.items()
    }
)
"""What is looked up, with any part of it left out."""
PROFILES = st.fixed_dictionaries(
    {
        "together": st.booleans(),
        "noticed": st.booleans(),
        "role": st.sampled_from(["", "officer", "coordinator"]),
    }
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)

said = st.sampled_from((*COMMANDS, *WORDS)).map(Typed) | st.text(max_size=20).map(Typed)
sent = st.builds(
    Sent,
    st.sampled_from(["photo", "voice", "sticker", "contact", "location"]),
    st.sampled_from([(), ("d1",)]),
    st.sampled_from(["", "too_large"]),
)
told = st.sampled_from(sorted(notices.SUBJECTS)).map(
    lambda subject: Notified(subject, CASE)
)
loose = st.sampled_from(["road:sppt_sni/1", "apply", "officer", "take:SRG-0042", "x"])
pressed = loose.map(Pressed) | st.builds(
    Pressed,
    st.sampled_from(
        ["yes", "no", "page:1", "skip", "none_of_these", "change", "batik"]
    ),
    st.sampled_from(["road", "sector", "what", "agree", "review", "first"]),
    st.integers(0, 4),
)
others = st.sampled_from(
    [
        Blocked(),
        Unblocked(),
        Started(),
        Started("daftar"),
        Edited("x", "m1"),
        LookedUp("case", {}),
        Switched(),
    ]
)
PICK = "pick the first choice"
event = said | sent | pressed | others | told | st.just(PICK)
events = st.lists(event, max_size=12)

common = settings(
    max_examples=settings.default.max_examples * 3 // 5,
    suppress_health_check=list(HealthCheck),
)


def happens(chat, event):
    """One event; `PICK` presses whatever can be pressed."""
    if event == PICK:
        asked = chat.asked
        options = asked.options if asked else ()
        if not options:
            return chat.take(Typed("ya"))
        return chat.taps(options[0].value)
    return chat.take(event)


# --- flows that nobody wrote ------------------------------------------------------------

CHOICES = (Option("batik", label="Batik"), Option("food", label="Makanan"))


@st.composite
def flows(draw):
    """A flow of any kinds of question, some asked only after some answers."""
    made: list[Any] = []
    kinds = (
        partial(Text, most=20),
        partial(Choice, among=CHOICES),
        partial(Several, among=CHOICES),
        *(Number, YesNo, Day, Phone, File, Message),
        partial(Learn, what="case"),
    )
    for number in range(draw(st.integers(1, 5))):
        make = draw(st.sampled_from(kinds))
        more = {"optional": draw(st.booleans())}
        if made and draw(st.booleans()):
            before = draw(st.sampled_from(made))
            more["when"] = lambda answers, before=before: (
                answers.get(before) is not None
            )
        made.append(make(f"q{number}", **more))
    items = list(made)
    if len(made) > 2 and draw(st.booleans()):
        items = [Together("bubble", tuple(made[:2])), *made[2:]]
    if draw(st.booleans()):
        items.append(Review("review"))
    kind, consent = draw(st.sampled_from([Form, Aside, Menu])), draw(st.booleans())
    return kind("made", tuple(items), lambda a: (), consent=consent)


class Ours:
    """The book there is; its own repr would fill pages."""


def books():
    return st.one_of(st.just(Ours), flows())


def bound(made):
    return BOOK if made is Ours else book_of(made)
