"""What officers want in words of their own: the case is kept, and one tap comes first."""

from itertools import product

import pytest

from conversations.cases.assignment import (
    HandOverCase,
    ReleaseCase,
    WriteInternalNote,
)
from conversations.cases.canned_replies import ShowAnswers
from conversations.cases.closing import CloseCase
from conversations.cases.decision import notified
from conversations.cases.handling import AcceptCase, SendBack, TakeCase
from conversations.cases.listing import MINE
from conversations.cases.papers import ShowPapers
from conversations.cases.people import KeepConsent, KeepPerson
from conversations.cases.progress import MoveStage
from conversations.cases.queue import ShowCase, ShowQueue
from conversations.cases.replies import ReplyToOwner
from conversations.cases.reports.figures import PrintForLeaders, ShowReport
from conversations.cases.staff.colleagues import ShowOfficers
from conversations.cases.staff.officers import OfficerJoined
from conversations.cases.visits.route import ShowRoute
from conversations.catalogue import catalogue
from conversations.engine.effects import Begin, LookUp, Say
from conversations.engine.events import LookedUp
from conversations.engine.session import do
from conversations.engine.turn import Turn
from conversations.engine.values import Session
from conversations.engine.words import View, carry
from conversations.flows import BOOK
from conversations.flows.officer import report
from conversations.flows.officer.wishes import on_screen
from conversations.language import Utterance
from conversations.understanding import Wish, understand
from conversations.understanding.intents import OFFICERS
from tests.conversations.chat import Chat

CHANGES = (
    *(TakeCase, AcceptCase, SendBack, MoveStage, ReplyToOwner),
    *(CloseCase, ReleaseCase, WriteInternalNote, HandOverCase),
)
ELSEWHERE = {"question", "none"}
ROAD = catalogue().roads["bina_umk"]
FIRST, LAST = ROAD.stages[0].id, ROAD.stages[-1].id


def case(code="SRG-0015", state="taken", road="", stage="", business="Batik Contoh"):
    return {
        "code": code,
        "business": business,
        "owner": "Siti Contoh",
        "kecamatan": "kramatwatu",
        "state": state,
        "road": road,
        "stage": stage,
    }


class Officer(Chat):
    """An officer who is understood to want something; so many cases are found."""

    def __init__(self, *found, role="officer"):
        world = {"cases": {"count": len(found), "cases": list(found)}}
        world["case"] = {"code": "SRG-0015", "fields": ["product", "road"]}
        world["closable"] = {"code": "SRG-0015", "endings": ["finished", "trial"]}
        rina = {"id": "o2", "name": "Bu Rekan Contoh", "count": 3}
        world["colleagues"] = {"code": "SRG-0015", "among": [rina]}
        world["addressee"] = {"code": "SRG-0015", "business": "Batik Contoh"}
        world["handled"] = {"code": "SRG-0015", "business": "Batik Contoh"}
        world["fact"] = {}
        super().__init__(
            BOOK, world, role=role, officer="Bu Contoh", phone=True, noticed=True
        )
        self.talk = Session(met=True)

    def sees(self, *acts):
        self.talk = Session(met=True, acts=tuple((act, "", act) for act in acts))
        return self

    def wants(self, intent, about="", text=""):
        turn = Turn(self.book, self.stored(), self.here)
        wish = Wish(intent, about, text)
        carry(turn, View(turn, first=False), Utterance("begini"), wish)
        self.talk, self.out = turn.session, tuple(turn.out)
        self.sought = next((e.values for e in self.out if isinstance(e, LookUp)), {})
        if self.sought:
            look = next(each for each in self.out if isinstance(each, LookUp))
            self.take(LookedUp(look.question, self.world[look.what]))
        return self


def made(chat):
    return [each for each in chat.out if isinstance(each, CHANGES)]


@pytest.mark.parametrize(
    ("intent", "about"),
    [*product(sorted({*OFFICERS} - ELSEWHERE), ("", "15"))],
)
def test_every_wish_leads_somewhere_and_changes_nothing_at_once(intent, about):
    chat = Officer(case(state="submitted")).wants(intent, about, "besok saya datang")
    assert chat.out, f"{intent} is answered with nothing"
    assert not made(chat) or intent == "take"


@pytest.mark.parametrize("intent", ["case", "find"])
def test_what_is_looked_for_is_not_asked_again(intent):
    chat = Officer(case()).wants(intent, "batik contoh")
    assert chat.sought["words"] == "batik contoh"
    assert chat.out == (ShowCase("SRG-0015"),)


def test_of_several_cases_each_is_a_button():
    chat = Officer(case(), case("SRG-0016", business="")).wants("find", "kramatwatu")
    assert [option.label for option in chat.asked.options] == [
        "SRG-0015 Batik Contoh",
        "SRG-0016",
    ]
    chat.taps("SRG-0016")
    assert chat.out == (ShowCase("SRG-0016"),)


def test_whoever_looks_for_nothing_yet_is_asked_for_what():
    chat = Officer(case()).wants("find")
    assert chat.question == "code"
    assert ShowCase("SRG-0015") in chat.says("batik contoh").out


@pytest.mark.parametrize(
    ("words", "key"), [("batik lain", "find.none"), ("", "find.none_held")]
)
def test_where_none_is_found_it_is_said_with_a_way_on(words, key):
    chat = Officer().wants("case", words)
    assert chat.said == [key]
    assert [option.value for option in chat.out[-1].actions] == ["queue", "mine:0"]


def test_of_a_number_that_is_no_case_the_rule_says_why():
    assert Officer().wants("case", "99").out == (ShowCase("99"),)


TAPS = [
    ("take", case(state="submitted"), TakeCase("SRG-0015")),
    ("next_stage", case(), AcceptCase("SRG-0015")),
    (
        "next_stage",
        case(state="accepted", road=ROAD.id, stage=FIRST),
        MoveStage("SRG-0015", "onward", FIRST),
    ),
    ("release", case(), ReleaseCase("SRG-0015")),
    ("note", case(), WriteInternalNote("SRG-0015", "besok saya datang")),
    ("reply", case(), ReplyToOwner("besok saya datang", code="SRG-0015")),
]


@pytest.mark.parametrize(("intent", "found", "act"), TAPS)
def test_one_tap_comes_before_anything_is_done(intent, found, act):
    chat = Officer(found).wants(intent, "15", "besok saya datang")
    assert made(chat) == []
    assert chat.asked.values["code"] == "SRG-0015"
    assert act in chat.says("ya").out


@pytest.mark.parametrize(("intent", "found", "act"), TAPS)
def test_a_no_leaves_all_as_it_was(intent, found, act):
    chat = Officer(found).wants(intent, "15", "besok saya datang").says("tidak")
    assert made(chat) == []
    assert chat.said == ["sure.left"]


def test_what_is_sent_is_shown_word_for_word():
    chat = Officer(case()).wants("reply", "SRG-0015", "besok saya datang")
    assert chat.asked.values["text"] == "besok saya datang"
    assert chat.asked.values["business"] == "Batik Contoh"


def test_the_next_stage_is_named_before_it_is_gone_to():
    found = case(state="accepted", road=ROAD.id, stage=FIRST)
    chat = Officer(found).wants("next_stage", "15")
    assert chat.asked.values["stage"] == ROAD.stages[1].name


@pytest.mark.parametrize(
    ("intent", "found", "key"),
    [
        ("next_stage", case(state="submitted"), "find.not_there"),
        (
            "next_stage",
            case(state="accepted", road=ROAD.id, stage=LAST),
            "find.last_stage",
        ),
    ],
)
def test_what_cannot_be_done_is_said_beside_the_case(intent, found, key):
    chat = Officer(found).wants(intent, "15", "kamis")
    assert chat.said == [key]
    assert chat.out[-1] == ShowCase("SRG-0015")


def test_a_visit_is_offered_where_a_case_is_named_else_the_way_is_shown():
    chat = Officer(case()).wants("visit_plan", "15", "kamis jam 9")
    assert chat.talk.open[-1].flow == "plan_visit"
    assert chat.talk.open[-1].answers["slots"] == ["2026-11-26T09:00"]
    assert Officer(case()).wants("visit_plan").out[-1] == ShowRoute()


@pytest.mark.parametrize(
    ("intent", "flow"),
    [("close_case", "close"), ("hand_over", "hand_over"), ("note", "write_note")],
)
def test_what_needs_more_than_a_yes_is_asked_for(intent, flow):
    chat = Officer(case()).wants(intent, "15")
    assert chat.talk.open[-1].flow == flow
    assert chat.talk.open[-1].given["code"] == "SRG-0015"
    assert made(chat) == []


def test_a_case_that_is_anothers_is_said_to_be_at_once():
    assert Officer(case()).wants("take", "15").out == (TakeCase("SRG-0015"),)


def test_a_reason_that_was_given_is_shown_and_not_asked_again():
    chat = Officer(case()).wants("send_back", "15", "foto gelap")
    assert "find.reason" in chat.said
    assert chat.question == "what"
    chat.taps("product")
    assert SendBack("SRG-0015", "product", "foto gelap") in chat.out


@pytest.mark.parametrize("text", ["", "ya"])
def test_a_reason_that_was_not_given_is_asked_for(text):
    chat = Officer(case()).wants("send_back", "15", text)
    chat.taps("product")
    assert chat.question == "reason"


def test_without_words_for_the_owner_they_are_asked_for():
    assert Officer(case()).wants("reply", "15").question == "message"


def test_papers_are_those_of_the_case():
    assert Officer(case()).wants("paper_review").out == (ShowPapers("SRG-0015"),)


@pytest.mark.parametrize(
    ("intent", "act"),
    [
        ("queue", ShowQueue()),
        ("take", ShowQueue()),
        ("my_cases", MINE),
        ("report", ShowReport()),
        ("officers", ShowOfficers()),
        ("answers", ShowAnswers()),
    ],
)
def test_what_is_about_no_case_is_shown(intent, act):
    assert act in Officer().wants(intent).out


@pytest.mark.parametrize(
    ("said", "act"),
    [
        ("tolong buatkan laporan untuk pak bupati", PrintForLeaders()),
        ("laporan kecamatan mana saja ya", ShowReport("places")),
        ("minta laporan bulan ini", ShowReport()),
    ],
)
def test_the_part_of_the_report_that_is_named_is_shown(said, act):
    assert report.asked(said) == (act,)


def test_what_is_done_elsewhere_is_said_to_be():
    assert Officer().wants("invite").said == ["wish.invite"]
    assert Officer(role="coordinator").wants("invite").question == "role"


@pytest.mark.parametrize(
    ("text", "asked"), [("", "text"), ("Rabu ada pelatihan batik di kantor", "whom")]
)
def test_the_text_of_an_announcement_is_not_asked_again(text, asked):
    assert Officer(role="coordinator").wants("announce", "", text).question == asked


@pytest.mark.parametrize(("text", "asked"), [("", "sought"), ("biaya uji", "which")])
def test_a_fact_is_found_by_the_words_about_it(text, asked):
    chat = Officer().wants("fact", "", text)
    assert chat.talk.open[-1].flow == "fact"
    assert chat.question == asked


def test_on_duty_is_one_tap():
    assert Officer().wants("duty").question == "on"


@pytest.mark.parametrize(
    ("acts", "code"),
    [
        ((), ""),
        (("take:SRG-0021", "open:SRG-0021"), "SRG-0021"),
        (("open:SRG-0021", "close:SRG-0021/apply", "queue"), "SRG-0021"),
        (("open:SRG-0021", "open:SRG-0022"), ""),
        (("reply:n:0192-77ab", "queue:0"), ""),
    ],
)
def test_the_case_on_the_screen_is_the_one_that_all_buttons_are_about(acts, code):
    assert on_screen(acts) == code


def test_without_a_name_it_is_the_case_on_the_screen():
    chat = Officer(case()).sees("reply:SRG-0015", "open:SRG-0015")
    chat.wants("reply", "", "besok saya datang")
    assert chat.sought == {"words": "", "shown": "SRG-0015"}
    chat = Officer(case()).sees("open:SRG-0015").wants("note", "", "sudah ditelepon")
    assert chat.question == "note"
    found = case(state="submitted")
    assert Officer(found).sees("open:SRG-0015").wants("take").question == "take"


def test_a_named_case_goes_before_the_one_on_the_screen():
    chat = Officer(case()).sees("open:SRG-0021").wants("case", "15")
    assert chat.sought == {"words": "15", "shown": ""}


def test_an_owner_is_led_to_no_desk():
    chat = Officer(case(), role="").wants("reply", "15", "besok")
    assert not [each for each in chat.out if not isinstance(each, Say)] or chat.asked
    assert "refusal.not_allowed" in chat.said


NAMED = [
    ("Bu Petugas Contoh", True),
    ("Ahmad Contoh", True),
    ("kasus bu siti", False),
    ("find siti", False),
    ("buka kasus 22", False),
    ("siapa yang belum diambil", False),
    ("balas SRG-0015: besok saya datang", False),
]


@pytest.mark.parametrize(("said", "named"), NAMED)
def test_no_sentence_of_their_work_becomes_an_officer_s_own_name(said, named):
    chat = Officer(case())
    chat.take(notified(OfficerJoined()))
    chat.says(said)
    assert any(isinstance(each, KeepPerson) for each in chat.out) == named


@pytest.mark.parametrize("said", ["stop", "berhenti"])
def test_to_stop_within_a_form_of_the_desk_is_about_that_form(said):
    chat = Officer(case(), role="coordinator").wants("announce")
    chat.says(said)
    assert not any(isinstance(each, KeepConsent) for each in chat.out)
    assert chat.talk.open[-1].flow == "cancel"
    chat = Officer(case()).wants("reply", "15")
    chat.says(said)
    assert not any(isinstance(each, (KeepConsent, ReplyToOwner)) for each in chat.out)


def test_elsewhere_and_in_so_many_words_it_is_about_announcements():
    ends = KeepConsent("announcements", agreed=False)
    assert ends in Officer(case()).says("stop").out
    chat = Officer(case(), role="coordinator").wants("announce")
    assert ends in chat.says("berhenti pengumuman").out


WHOLE = (
    *("minta perbaikan SRG-0013", "tutup kasus 13", "ambil SRG-0013"),
    *("catat SRG-0013: pemilik pindah", "SRG-0013", "kasus saya", "daftar petugas"),
)
OFFER = Begin("meant", {"wishes": [{"intent": "send_back"}, {"intent": "note"}]})
FORM = Begin("close", {"code": "SRG-0014"})


@pytest.mark.parametrize(
    "open_", [(OFFER,), (FORM,), (FORM, OFFER), (Begin("case", {"intent": "reply"}),)]
)
def test_a_whole_command_is_one_whatever_lies_open_to_be_chosen(open_):
    chat = Officer(case("SRG-0013"), case("SRG-0014"))
    free = View(Turn(chat.book, chat.stored(), chat.here), first=False)
    turn = Turn(chat.book, chat.stored(), chat.here)
    do(turn, open_)
    chat.talk = turn.session
    for look in (each for each in turn.out if isinstance(each, LookUp)):
        chat.take(LookedUp(look.question, chat.world[look.what]))
    seen = View(Turn(chat.book, chat.stored(), chat.here), first=False)
    assert seen.open
    for said in map(Utterance, WHOLE):
        assert understand(said, seen) == understand(said, free), said
