"""Whatever is wanted leads somewhere, at rest and in a form, and never in silence."""

from itertools import product

import pytest
from msgspec.structs import replace

from conversations.cases.closing import WithdrawCase
from conversations.cases.messages import AskOfficers
from conversations.cases.people import KeepConsent
from conversations.cases.privacy import EraseMyData, WithdrawConsent
from conversations.cases.progress import ShowStatus
from conversations.cases.recovery import Recover
from conversations.cases.stage_reports import ReportStage
from conversations.engine.effects import Ask, LookUp, Say
from conversations.engine.events import LookedUp, Pressed, Sent
from conversations.engine.turn import Turn
from conversations.engine.words import View, carry
from conversations.flows import BOOK
from conversations.language import Utterance, opening
from conversations.understanding import Either, Perhaps, Wish
from conversations.understanding.intents import OWNERS
from tests.conversations.chat import Chat

ELSEWHERE = {"question", "none"}
"""These are no wishes: the catalogue answers the one, and nobody the other."""
CHANGES = (
    *(EraseMyData, WithdrawConsent, WithdrawCase, KeepConsent),
    AskOfficers,
    ReportStage,
)
SENT = {"withdrawable": {"cases": [["SRG-0001", "Batik Contoh"]]}, "open_stage": {}}
"""An application that lies at the Dinas."""
STAGE = {
    "cases": [["SRG-0001", "Batik Contoh"]],
    "code": "SRG-0001",
    "at": "account",
    "stage": "Buat akun OSS",
    "gives": "nib",
    "troubles": [["mail", "Belum punya surel", "Buat surel dulu."]],
}
GUIDED = {**SENT, "open_stage": STAGE}
"""One that is guided by now."""
DONE = ReportStage("SRG-0001", "account", "sudah")


class Wisher(Chat):
    """Somebody who is understood to want something."""

    def __init__(self, *before: str, world=SENT):
        super().__init__(BOOK, world, phone=True, noticed=True, name="Siti Contoh")
        self.says(*before)

    def wants(self, meaning, text="begini maksudnya"):
        turn = Turn(self.book, self.stored(), self.here)
        carry(turn, View(turn, first=False), Utterance(text), meaning)
        self.talk, self.out = turn.session, tuple(turn.out)
        for effect in self.out:
            if isinstance(effect, LookUp) and effect.what in self.world:
                self.take(LookedUp(effect.question, self.world[effect.what]))
        return self


@pytest.mark.parametrize(
    ("intent", "before"),
    [*product(sorted({*OWNERS} - ELSEWHERE), ((), ("daftar",)))],
)
def test_every_wish_leads_somewhere(intent, before):
    chat = Wisher(*before).wants(Wish(intent))
    assert chat.out, f"{intent} is answered with nothing"
    if before and chat.talk.open:
        kinds = {type(effect) for effect in chat.out}
        assert kinds & {Ask, LookUp}, f"{intent} leaves the form without a question"


@pytest.mark.parametrize("intent", ["erase", "announcements_off", "withdraw", "done"])
def test_what_changes_something_is_asked_once_more(intent):
    chat = Wisher(world=GUIDED).wants(Wish(intent))
    assert not [each for each in chat.out if isinstance(each, CHANGES)]
    last = chat.out[-1]
    assert isinstance(last, Ask) or (isinstance(last, Say) and last.actions)


def test_what_an_officer_must_hear_is_handed_on_in_the_very_words():
    text = "sudah saya bikin akun oss nya pak"
    chat = Wisher().wants(Wish("done"), text)
    chat.says("ya")
    assert AskOfficers(text) in chat.out


def test_a_stage_that_is_said_to_be_done_is_named_before_it_counts():
    chat = Wisher(world=GUIDED).wants(Wish("done"), "sudah")
    assert chat.asked.values["stage"] == "Buat akun OSS"
    assert DONE in chat.taps("yes")
    chat = Wisher(world=GUIDED).wants(Wish("done"), "sudah")
    chat.taps("no")
    assert chat.said == ["report.not_yet"]


def test_a_number_that_was_said_needs_no_other_word():
    words = "nib saya sudah keluar 1234567890123"
    chat = Wisher(world=GUIDED).wants(Wish("done"), words)
    made = ReportStage("SRG-0001", "account", words, number="1234567890123")
    assert made in chat.out


def test_a_photo_under_which_it_stands_is_proof_of_it():
    chat = Wisher(world=GUIDED)
    chat.take(Sent("photo", ("f1",), text="sudah saya bayar"))
    paid = replace(DONE, said="sudah saya bayar", files=("f1",))
    assert paid in chat.done
    chat = Wisher()
    chat.take(Sent("photo", ("f1",), text="sudah saya bayar"))
    assert chat.talk.open[-1].flow == "purpose"


def test_papers_that_are_still_to_come_are_named_first():
    wanting = {**GUIDED, "open_stage": {**STAGE, "left": ["Formulir"]}}
    chat = Wisher(world=wanting)
    chat.take(Pressed("done:SRG-0001/account"))
    assert chat.said == ["report.papers"]
    assert replace(DONE, said="") in chat.take(Pressed("done:SRG-0001/account/anyway"))


@pytest.mark.parametrize(
    ("what", "asks"),
    [("photo", "photo"), ("number", "nib"), ("date", "day")],
)
def test_what_the_stage_wants_is_asked_for_and_can_be_skipped(what, asks):
    world = {**GUIDED, "open_stage": {**STAGE, "wants": what}}
    chat = Wisher(world=world)
    chat.take(Pressed("done:SRG-0001/account"))
    assert chat.asked.question == asks
    assert replace(DONE, said="") in chat.taps("skip")


def test_whoever_is_stuck_gets_the_way_out_and_an_officer_hears():
    chat = Wisher(world=GUIDED).wants(Wish("stuck"), "macet")
    assert [each.value for each in chat.asked.options] == ["mail", "other"]
    chat.taps("mail")
    assert chat.said == ["stage_stuck.way"]
    told = "Buat akun OSS: Belum punya surel"
    assert AskOfficers(told, case="SRG-0001", about="stage") in chat.out
    told = "Buat akun OSS: macet"
    chat = Wisher(world=GUIDED).wants(Wish("stuck"), "macet")
    assert AskOfficers(told, case="SRG-0001", about="stage") in chat.taps("other")


def test_of_several_cases_it_is_asked_which():
    several = {"cases": [["SRG-0001", "Batik Contoh"], ["SRG-0002", "Batik Contoh"]]}
    chat = Wisher(world={**SENT, "open_stage": several})
    chat.take(Pressed("done:SRG-0001/account"))
    assert [each.value for each in chat.asked.options] == ["SRG-0001", "SRG-0002"]


def test_who_is_at_a_loss_and_not_guided_is_shown_where_to_begin():
    assert Wisher().wants(Wish("confusion"), "bingung").said == ["wish.confusion"]


def test_a_no_hands_nothing_on():
    chat = Wisher().wants(Wish("stuck"), "oss nya ga bisa dibuka")
    chat.says("tidak")
    assert chat.said == ["learn.left"]


def test_an_angry_person_is_brought_to_an_officer_at_once():
    chat = Wisher("daftar").wants(Wish("anger"), "lama banget sih kecewa saya")
    assert AskOfficers("lama banget sih kecewa saya") in chat.out


def test_of_two_near_wishes_both_are_offered_and_a_person():
    chat = Wisher().wants(Either((Wish("status"), Wish("find_road"))))
    offered = [option.value for option in chat.asked.options]
    assert offered == ["status:", "find_road:", "officer"]
    chat.taps("find_road:")
    assert chat.talk.open[-1].flow == "route"


def test_what_is_likely_is_done_and_the_next_and_a_person_stay_in_reach():
    chat = Wisher().wants(Perhaps((Wish("find_road"), Wish("status"))))
    assert chat.talk.open[-1].flow == "route"
    ways = [
        each.value for effect in chat.out for each in getattr(effect, "actions", ())
    ]
    assert ways == ["meant:status/", "officer"]
    assert ShowStatus() in chat.take(Pressed("meant:status/"))


def test_a_person_is_offered_once():
    chat = Wisher().wants(Either((Wish("officer"), Wish("complaint"))))
    assert [each.value for each in chat.asked.options] == ["complaint:", "officer"]


def test_neither_of_two_wishes_is_a_question_for_an_officer():
    chat = Wisher().wants(Either((Wish("status"), Wish("find_road"))))
    chat.taps("officer")
    assert chat.talk.open[-1].flow == "ask"


def test_other_words_leave_the_offer_for_what_lay_under_it():
    chat = Wisher("daftar").wants(Either((Wish("status"), Wish("find_road"))))
    asked = chat.says("Siti Contoh").question
    assert asked != "which"
    assert chat.answers["owner_name"] == "Siti Contoh"


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("Assalamualaikum pak saya mau daftar", "salam"),
        ("punten bade naros", "jawa"),
        ("siang bu, mau tanya", "siang"),
        ("halo min mau daftar", "plain"),
        ("malam saya habis", None),
        ("pagi ini saya kirim", None),
        ("mau daftar", None),
        ("assalamualaikum", None),
    ],
)
def test_a_greeting_before_something_else_is_heard(said, kind):
    assert opening(Utterance(said)) == kind


def test_after_two_misses_the_likeliest_are_offered_and_a_person():
    chat = Wisher("halo", "si itu").says("mau pak")
    offered = [option.value for option in chat.asked.options]
    assert len(offered) == 3
    assert offered[-1] == "officer"


def test_nothing_to_go_by_is_offered_nothing_made_up():
    chat = Wisher("halo", "si itu").says("qqq zzz")
    assert chat.question == "what"


def test_the_wish_said_once_more_is_no_yes_to_the_last_question():
    for again in ("hapus data saya", "hapus saja", "hapus semua"):
        chat = Wisher().wants(Wish("erase")).says(again)
        assert EraseMyData() not in chat.done
    assert EraseMyData() in Wisher().wants(Wish("erase")).says("ya").done


def test_a_number_said_with_the_lost_phone_is_not_asked_again():
    chat = Wisher().says("hp saya hilang, nomor srg 7")
    assert Recover("SRG-0007", {}) in chat.done
    busy = Wisher("daftar").wants(Wish("lost_phone"))
    assert busy.talk.open[-1].flow == "apply"
