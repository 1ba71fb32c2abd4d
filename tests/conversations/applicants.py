"""Owners on their way to a photo: who is asked for one, and what becomes of it."""

from functools import cache

from msgspec import structs

from bot.pipeline.render import Voice, compose
from bot.testing.form_player import reply
from conversations.cases.applications import Correct, OpenCase
from conversations.cases.decision import notified
from conversations.cases.delegation import AskMandate
from conversations.cases.handling import CaseSentBack
from conversations.cases.papers import GivePaper
from conversations.engine.events import Pressed
from conversations.flows import BOOK
from tests.conversations.form_player import PATIENCE, WORLD, Hearing, begun


def applicant(*, together=False):
    """Somebody who begins to apply, having agreed to the notice."""
    chat = Hearing(BOOK, WORLD, together=together, noticed=True)
    return chat.says("halo", "ajukan pendampingan")


def example(chat):
    """What the form itself gives as an answer to what is asked.

    The product leaves open how it is made, so that this is asked as well.
    """
    return reply(chat.asked, {"Produk": "kain batik"}).text


def until(chat, *keys):
    """Every answer before the first question of these *keys*."""
    for _ in range(PATIENCE):
        if chat.question in keys:
            return chat
        chat.says(example(chat))
    raise AssertionError(chat.question)


@cache
def _reviewed(*, together):
    chat = flawed(until(applicant(together=together), "photo"))
    talk = until(chat, "review").talk
    *below, form = talk.open
    whole = structs.replace(form, answers={**form.answers, "road": "bina_umk"})
    return structs.replace(talk, open=(*below, whole))


def reviewed(*, together=False):
    """An application to look over, every answer of it given, the road too."""
    chat = Hearing(BOOK, WORLD, together=together, noticed=True)
    chat.talk = _reviewed(together=together)
    return chat


def _answers():
    """The application, question by question, up to the photo."""
    chat = applicant()
    while chat.question != "photo":
        yield chat.question, example(chat)
        chat.says(example(chat))


def _bubbles():
    """The application, bubble by bubble."""
    chat = applicant(together=True)
    while chat.question != "review":
        yield example(chat)
        chat.sends("photo", "d1", text=example(chat))


ANSWERS = dict(_answers())
BUBBLES = dict(zip(("who", "making"), _bubbles(), strict=True))


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
        notified(CaseSentBack("SRG-0042", "Batik Contoh", "Petugas", "photo", "-"))
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
    assert until(chat, "review", "photo").question == "review"
    return chat
