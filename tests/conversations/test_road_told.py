"""The road finder in words: one step after the other, and nothing known is asked."""

from conversations.engine.effects import Say
from conversations.engine.events import Pressed
from conversations.engine.values import Session
from conversations.flows import BOOK
from tests.conversations.chat import Chat

MAKER = {"sector": "batik", "product": "kain batik tulis", "brand_status": "none"}


class Seeker(Chat):
    """Somebody of whom *known* is kept, who asks which road is theirs."""

    def __init__(self, **known):
        super().__init__(BOOK, noticed=True)
        self.talk = Session(kept=known)
        self.says("jalur yang cocok untuk saya")

    @property
    def steps(self):
        """What the steps say, and where the buttons beneath them lead."""
        (said,) = (
            each
            for each in self.out
            if isinstance(each, Say) and each.key == "route.sequence"
        )
        told = [each.key.removeprefix("route.") for each in said.values["steps"].each]
        return told, [each.value for each in said.actions]


def test_a_maker_who_sells_to_offices_begins_with_the_lowest_stair():
    chat = Seeker(**MAKER)
    assert chat.question == "has_nib"
    assert chat.says("ya", "kantor").steps == (
        ["now", "meanwhile.brand_first", "then", "then"],
        ["apply:bina_umk", "road:bina_umk", "road:batikmark", "road:sppt_sni"],
    )


def test_what_is_known_is_not_asked():
    chat = Seeker(**MAKER, nib="1234567890123", market=["offices"])
    assert chat.steps[0][0] == "now"


def test_an_office_may_go_for_both_systems():
    chat = Seeker(sector="office")
    assert chat.question == "system"
    assert chat.says("dua-duanya").steps == (
        ["now", "beside"],
        ["apply:both", "road:iso_9001", "road:iso_37001"],
    )
    chat.take(Pressed("apply:both"))
    assert chat.talk.open[-1].given["road"] == "both"
    chat.says("Bapak Contoh")
    assert chat.question == "office_name"
