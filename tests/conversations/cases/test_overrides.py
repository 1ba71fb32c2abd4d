"""Facts put right, decided without a database."""

from dataclasses import replace
from datetime import date

import pytest
from msgspec import structs

from conversations.cases import changes
from conversations.cases.calendar import day_of
from conversations.cases.overrides import (
    FactCard,
    FactFile,
    FactList,
    FactNow,
    FactSettled,
    PutRight,
    SettleFact,
    ShowFact,
    ShowFacts,
    TakeBackFact,
    now,
    put_right,
    settle,
    show,
    show_all,
    take_back,
)
from conversations.cases.records import Override
from conversations.catalogue import catalogue
from conversations.engine.effects import Fact, Say
from tests.conversations.cases.files import NOW, officer, person, verdict

OWNER, OFFICER = person(), person(works_as="officer")
CHIEF, AUDITOR = person(works_as="coordinator"), person(works_as="auditor")
ENTRY, TEXT = "card:cost", "Uji batik dibayar Dinas."
SHIPPED = catalogue().cards["cost"].text
STAFF = (
    officer(),
    officer("kepala", "coordinator"),
    officer("wakil", "admin"),
    officer("rekan"),
)


def row(state="proposed", **values):
    about = {
        "office_id": "dinas",
        "entry": ENTRY,
        "wording": TEXT,
        "until": "2026-12-31",
        "officer_id": "petugas",
        "created_at": NOW,
        **values,
    }
    return Override("o1", state=state, **about)


OVER = row("stands", wording="Lama.", until="2026-10-31")
STANDS = row("stands", wording="Lama.", settled_by="kepala", settled_at=NOW)


def seen(found=None, stands=None, staff=STAFF):
    return FactFile(found, stands, staff, {"petugas": "Petugas", "kepala": "Kepala"})


def told(decision, kind=FactCard):
    return [t for t in decision.tell if isinstance(t.notice, kind)]


@pytest.mark.parametrize(
    ("asked", "stands", "says"),
    [
        (ENTRY, None, Fact(label=SHIPPED)),
        (ENTRY, STANDS, Fact(label="Lama.")),
        (ENTRY, OVER, Fact(label=SHIPPED)),
        ("office:address", None, Fact(key="fact.nothing")),
        ("card:gone", None, Fact(key="fact.nothing")),
    ],
)
def test_what_is_said_now_is_what_stands_else_what_was_shipped(asked, stands, says):
    found = now({"entry": asked}, seen(stands=stands), OFFICER)
    assert isinstance(found, FactNow)
    assert (found.now, found.on) == (says, day_of(NOW))


@pytest.mark.parametrize("stands", [None, STANDS])
def test_a_coordinators_word_stands_at_once_and_in_place_of_what_stood(stands):
    decision = put_right(PutRight(ENTRY, TEXT), seen(stands=stands), CHIEF)
    by = CHIEF.officer.id
    ended = (changes.EndOverride("o1", by),) if stands else ()
    shipped = catalogue().cards["cost"].text
    put = ("fresh", "dinas", by, ENTRY, TEXT, "", "stands", shipped)
    added = changes.AddOverride(*put)
    assert decision.changes == (*ended, added)
    assert decision.tell == ()
    assert [line.act for line in decision.log] == ["fact.stands"]
    assert [each.key for each in decision.reply] == ["fact.done.stands"]


def test_an_officers_word_is_put_to_every_coordinator_and_changes_nothing_yet():
    act = PutRight(ENTRY, TEXT, "2026-12-31")
    decision = put_right(act, seen(stands=STANDS), OFFICER)
    (added,) = decision.changes
    assert isinstance(added, changes.AddOverride)
    assert (added.state, added.until) == ("proposed", "2026-12-31")
    assert [t.to for t in told(decision)] == ["p-kepala", "p-wakil"]
    card = told(decision)[0].notice
    assert (card.before, card.text, card.officer) == ("Lama.", TEXT, "petugas")
    assert (card.decides, card.until) == (True, date(2026, 12, 31))


@pytest.mark.parametrize(
    ("act", "staff", "who", "said"),
    [
        (PutRight(ENTRY, TEXT), STAFF, OWNER, "desk.not_allowed"),
        (PutRight(ENTRY, TEXT), STAFF, AUDITOR, "desk.not_allowed"),
        (PutRight("card:gone", TEXT), STAFF, OFFICER, "desk.fact.unknown"),
        (PutRight(ENTRY, TEXT), STAFF[:1], OFFICER, "desk.fact.nobody"),
        (PutRight(ENTRY, TEXT, "31-12-2099"), STAFF, OFFICER, "desk.fact.no_day"),
        (PutRight(ENTRY, TEXT, "20991231"), STAFF, OFFICER, "desk.fact.no_day"),
    ],
)
def test_not_everybody_puts_everything_right(act, staff, who, said):
    assert verdict(put_right, act, seen(staff=staff), who) == said


@pytest.mark.parametrize(
    ("agreed", "state", "stands", "first"),
    [
        (True, "stands", None, None),
        (True, "stands", replace(STANDS, id="o0"), "o0"),
        (False, "refused", replace(STANDS, id="o0"), None),
    ],
)
def test_the_first_tap_decides_and_every_card_and_the_writer_say_so(
    agreed, state, stands, first
):
    chief = replace(CHIEF.officer, id="kepala", person_id="p-kepala")
    who = structs.replace(CHIEF, id="p-kepala", officer=chief)
    decision = settle(SettleFact("o1", agreed), seen(row(), stands), who)
    *before, settled = decision.changes
    assert settled == changes.SettleOverride("o1", state, "kepala")
    ended = [changes.EndOverride(first, "kepala")] if first else []
    assert before == ended
    (other,) = told(decision)
    assert (other.to, other.notice.state, other.notice.edits) == (
        "p-wakil",
        state,
        True,
    )
    assert not other.notice.decides
    (writer,) = told(decision, FactSettled)
    assert writer.to == "p-petugas"
    assert writer.notice.agreed == agreed
    mine, said = decision.reply
    assert isinstance(mine, FactCard)
    assert mine.decides == agreed
    assert isinstance(said, Say)
    assert said.key == f"fact.done.{state}"


def test_who_wrote_it_and_left_is_not_told():
    decision = settle(SettleFact("o1", True), seen(row(officer_id="gone")), CHIEF)
    assert told(decision, FactSettled) == []


NOT_THEIRS = [
    (seen(row()), OWNER, "desk.not_allowed"),
    (seen(row()), OFFICER, "desk.not_allowed"),
    (FactFile(), CHIEF, "desk.fact.unknown"),
    (seen(row(office_id="lain")), CHIEF, "desk.fact.unknown"),
]


@pytest.mark.parametrize(("found", "who", "said"), NOT_THEIRS)
def test_nobody_else_decides_or_takes_back(found, who, said):
    assert verdict(settle, SettleFact("o1", True), found, who) == said
    assert verdict(take_back, TakeBackFact("o1"), found, who) == said


@pytest.mark.parametrize("state", ["stands", "refused", "ended"])
def test_whoever_taps_second_hears_who_was_first(state):
    found = seen(row(state, settled_by="kepala", settled_at=NOW))
    assert verdict(settle, SettleFact("o1", False), found, CHIEF) == "desk.fact.late"


@pytest.mark.parametrize("entry", [ENTRY, "card:gone"])
def test_what_is_taken_back_stands_no_more_even_where_its_entry_is_gone(entry):
    found = seen(replace(STANDS, entry=entry))
    decision = take_back(TakeBackFact("o1"), found, CHIEF)
    assert decision.changes == (changes.EndOverride("o1", CHIEF.officer.id),)
    card = decision.reply[0]
    assert isinstance(card, FactCard)
    assert (card.state, card.decides, card.edits) == ("ended", False, True)
    late = seen(row("ended"))
    assert verdict(take_back, TakeBackFact("o1"), late, CHIEF) == "desk.fact.late"


def test_the_list_has_a_line_and_a_button_for_each():
    long = replace(row(), id="o2", wording="x" * 80, entry="card:gone")
    found = FactList((row(), long), 12, 0, 2)
    (said,) = show_all(ShowFacts(), found, AUDITOR).reply
    assert isinstance(said, Say)
    assert [each.value for each in said.actions] == ["fact:o1", "fact:o2", "facts:1"]
    assert verdict(show_all, ShowFacts(), FactList(), OFFICER) == "desk.facts.none"
    assert verdict(show_all, ShowFacts(), found, OWNER) == "desk.not_allowed"


@pytest.mark.parametrize(
    ("found", "stands", "before", "by"),
    [
        (STANDS, STANDS, SHIPPED, "Kepala"),
        (row(), STANDS, "Lama.", "Petugas"),
        (row(), None, SHIPPED, "Petugas"),
        (row(), OVER, SHIPPED, "Petugas"),
    ],
)
def test_one_is_shown_with_who_and_what_was_said_before(found, stands, before, by):
    for who, decides in ((CHIEF, True), (OFFICER, False), (AUDITOR, False)):
        (card,) = show(ShowFact("o1"), seen(found, stands), who).reply
        assert isinstance(card, FactCard)
        assert (card.before, card.officer, card.decides) == (before, by, decides)
    assert verdict(show, ShowFact("o1"), seen(found), OWNER) == "desk.not_allowed"
