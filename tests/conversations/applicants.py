"""Owners on their way to a photo: who is asked for one, and what becomes of it."""

from bot.pipeline.render import Voice, compose
from conversations.cases.papers import (
    GivePaper,
)
from conversations.engine.effects import (
    AskMandate,
    Correct,
    OpenCase,
)
from conversations.engine.events import Notified, Pressed
from conversations.flows import BOOK
from tests.conversations.form_player import WORLD, Hearing, begun

ANSWERS = {
    "owner_name": "Pemilik Contoh",
    "sector": "batik",
    "business_name": "Batik Contoh",
    "kecamatan": "kramatwatu",
    "phone": "0812 3456 7890",
    "product": "kain batik",
    "batik_kind": "tulis",
    "workers": "5",
}
"""The application, question by question, up to the photo."""
BUBBLES = {
    "who": "1. Pemilik Contoh\n2. batik\n3. Batik Contoh\n4. kramatwatu\n5. 081234567890",
    "making": "1. kain batik\n2. tulis\n3. 5",
}


def applicant(*, together=False):
    """Somebody who begins to apply, having agreed to the notice."""
    chat = Hearing(BOOK, WORLD, together=together, noticed=True)
    return chat.says("halo", "ajukan pendampingan")


def until(chat, key):
    """Every answer before the question *key*."""
    for name, answer in ANSWERS.items():
        if name == key:
            break
        assert chat.question == name
        chat.says(answer)
    return chat


def of(chat, kind):
    return [each for each in chat.done if isinstance(each, kind)]


def shows(chat, profile):
    said = [each for each in chat.out if not hasattr(each, "files")]
    return [draft.bubble for draft in compose(said, Voice(), profile)]


def flawed(chat, file="d1", *flaws, **more):
    """A photo arrives, with what is wrong with it."""
    chat.sends("photo", file, values={"flaws": list(flaws)}, **more)
    return chat


def application():
    return until(applicant(), "photo")


def correction():
    chat = Hearing(BOOK, WORLD, noticed=True).says("halo")
    chat.take(
        Notified("sent_back", {"code": "SRG-0042", "field": "photo", "reason": "-"})
    )
    return chat


def paper():
    chat = Hearing(BOOK, {"papers": {**WORLD["papers"], "next": ""}}, noticed=True)
    chat.says("halo").take(Pressed("send:SRG-0042/apply/npwp"))
    return chat


def statement():
    chat = begun("mandate_ask", 0).says("Pendamping Contoh")
    chat.taps("no_phone")
    return chat.says("Pemilik Contoh", "Batik Contoh")


ASKED = {
    "application": (application, OpenCase),
    "correction": (correction, Correct),
    "paper": (paper, GivePaper),
    "statement": (statement, AskMandate),
}
"""Everybody who is asked for a photo, and what becomes of it."""


def handed_in(chat, act):
    """The files that arrived where they were asked for."""
    if chat.question == "review":
        chat.taps("yes")
    (done,) = of(chat, act)
    return [*done.files["photo"]] if act is OpenCase else [*done.files]


def to_the_end(chat):
    """Every answer that is still asked for; the photo must not be."""
    for _ in range(len(ANSWERS)):
        if chat.question == "review":
            return chat
        assert chat.question != "photo"
        chat.says(ANSWERS[chat.question])
    return chat
