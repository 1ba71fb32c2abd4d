"""Programmes and what owners ask for: who may, how many, until when, and the answer."""

from dataclasses import replace

import pytest

from bot.pipeline.render import Voice
from bot.views.form import letter
from conversations.cases import programmes, requests
from conversations.cases.announcements import AddAnnouncement
from conversations.cases.programmes import (
    AddProgramme,
    CloseProgramme,
    OpenProgramme,
    Programme,
    Programmes,
    ShowProgrammes,
)
from conversations.cases.records import Audience
from conversations.cases.requests import (
    AddRequest,
    Asking,
    AskLetter,
    AskProgramme,
    DeclineRequest,
    GrantRequest,
    LetterDrawn,
    Request,
    Requested,
    RequestSettled,
    SendLetter,
    SettleRequest,
    ShowLetter,
)
from tests.conversations.cases.files import (
    changed,
    heard,
    officer,
    person,
    told,
    verdict,
)
from tests.conversations.cases.test_showcase import business

OWNER, LEADER = person("owner", name="Contoh"), person(works_as="coordinator")
HERE = Audience("dinas", kecamatan=("360410",))
PROGRAMME = Programme(
    *("p1", "dinas", "Contoh bantuan", "Biaya uji", HERE), 2, "2026-11-02", "open"
)
ASKED = Request(
    *("r1", "dinas", "owner", "b1", "p1", "asked", "", "Contoh", "Batik Contoh"),
    "360410",
    "Contoh bantuan",
)
LETTER = replace(ASKED, programme_id=None, brand="Contoh", programme="")


def asking(programme=PROGRAMME, before=(), businesses=None):
    own = (business(),) if businesses is None else businesses
    return Asking(own, before, programme, (officer(),))


@pytest.mark.parametrize(
    ("seen", "said"),
    [
        (asking(), ["request.sent"]),
        (asking(replace(PROGRAMME, quota=0, granted=9)), ["request.sent"]),
        (asking(before=(replace(ASKED, state="declined"),)), ["request.sent"]),
        (asking(None), "programme.over"),
        (asking(replace(PROGRAMME, until="2026-11-01")), "programme.over"),
        (asking(replace(PROGRAMME, state="closed")), "programme.over"),
        (asking(replace(PROGRAMME, granted=2)), "programme.full"),
        (asking(before=(ASKED,)), "request.before"),
        (asking(businesses=(business(kecamatan="360405"),)), "programme.not_for"),
        (asking(businesses=()), "request.no_business"),
    ],
)
def test_a_place_is_for_whom_it_is_meant_until_its_last_day_and_once(seen, said):
    assert verdict(requests.ask_programme, AskProgramme("p1"), seen, OWNER) == said


def test_whoever_works_hears_of_it_and_it_waits():
    decision = requests.ask_programme(AskProgramme("p1"), asking(), OWNER)
    assert changed(decision, AddRequest).programme_id == "p1"
    assert told(decision) == [("p-petugas", "request_came")]


@pytest.mark.parametrize(
    ("seen", "said"),
    [
        (asking(), ["request.sent"]),
        (asking(before=(replace(LETTER, brand="Lain"),)), ["request.sent"]),
        (asking(before=(LETTER,)), "request.before"),
        (asking(businesses=()), "request.no_business"),
    ],
)
def test_one_letter_is_asked_for_one_mark(seen, said):
    assert verdict(requests.ask_letter, AskLetter("contoh"), seen, OWNER) == said


def test_a_yes_gives_a_place_and_a_no_gives_its_reason():
    seen = Requested(ASKED, PROGRAMME)
    decision = requests.grant(GrantRequest("r1"), seen, LEADER)
    assert changed(decision, SettleRequest).state == "granted"
    assert heard(decision, RequestSettled).how == "granted"
    decision = requests.decline(DeclineRequest("r1", "penuh"), seen, LEADER)
    assert heard(decision, RequestSettled).reason == "penuh"


def test_a_letter_comes_as_a_draft_with_its_mark_and_then_signed():
    seen = Requested(LETTER, None, {"brand": "Contoh", "business_name": "Batik Contoh"})
    decision = requests.grant(GrantRequest("r1"), seen, LEADER)
    drawn = next(each for each in decision.reply if isinstance(each, LetterDrawn))
    (sheet,) = letter(Voice(), drawn).words.sheets
    assert "satu merek: Contoh." in sheet.texts[0]
    assert ("Nama usaha", "Batik Contoh") in sheet.lines
    signed = requests.send_letter(SendLetter("r1", ("f1",)), seen, LEADER)
    assert told(signed) == [("owner", "letter_sent")]


@pytest.mark.parametrize(
    ("decide", "act", "seen", "who", "why"),
    [
        (
            requests.grant,
            GrantRequest("r1"),
            Requested(ASKED, replace(PROGRAMME, granted=2)),
            LEADER,
            "programme.full",
        ),
        (
            requests.grant,
            GrantRequest("r1"),
            Requested(replace(ASKED, state="granted")),
            LEADER,
            "request.settled",
        ),
        (
            requests.decline,
            DeclineRequest("r1", "x"),
            Requested(replace(ASKED, office_id="lain")),
            LEADER,
            "request.unknown",
        ),
        (
            requests.letter,
            ShowLetter("r1"),
            Requested(replace(LETTER, state="granted", person_id="lain")),
            OWNER,
            "request.unknown",
        ),
        (requests.letter, ShowLetter("r1"), Requested(LETTER), OWNER, "letter.not_yet"),
        (
            programmes.close_programme,
            CloseProgramme("p1"),
            replace(PROGRAMME, state="closed"),
            LEADER,
            "programme.over",
        ),
        (
            programmes.close_programme,
            CloseProgramme("p1"),
            PROGRAMME,
            person(works_as="officer"),
            "desk.not_allowed",
        ),
    ],
)
def test_why_not(decide, act, seen, who, why):
    assert verdict(decide, act, seen, who) == why


def test_a_programme_is_told_to_whom_it_is_meant_for_as_an_announcement():
    act = OpenProgramme("Contoh", "Biaya", {"kecamatan": "360410"}, 2, "2026-12-31")
    decision = programmes.open_programme(act, None, LEADER)
    opened, sent = changed(decision, AddProgramme), changed(decision, AddAnnouncement)
    assert sent.programme_id == opened.programme_id
    assert sent.audience == opened.audience == HERE


@pytest.mark.parametrize(
    ("asked", "said"),
    [({}, 1), ({"p1": "asked"}, 0), ({"p1": "granted"}, 0), ({"p1": "declined"}, 1)],
)
def test_an_owner_sees_what_fits_with_one_button_until_they_asked(asked, said):
    far = replace(PROGRAMME, id="p2", audience=Audience("dinas", sector=("food",)))
    seen = Programmes((PROGRAMME, far), (business(),), asked)
    first, last = programmes.show(ShowProgrammes(), seen, OWNER).reply
    assert len(first.actions) == said
    assert last.actions == (programmes.LETTER,)
    everything = Programmes((PROGRAMME, far))
    assert len(programmes.show(ShowProgrammes(), everything, OWNER).reply) == 3
