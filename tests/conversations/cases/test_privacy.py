"""What people do with their own data, decided without a database."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from conversations.cases import changes
from conversations.cases.calendar import day_of
from conversations.cases.cards import CaseChanged
from conversations.cases.certificates.records import ClosePages
from conversations.cases.closing import OwnerWithdrew
from conversations.cases.codes import TRIES, Tried
from conversations.cases.privacy import (
    REGRET,
    SETTLE,
    WARNED,
    EraseMyData,
    KeepMyData,
    Leaving,
    LinkChats,
    OwnerLeaves,
    OwnerStays,
    SendMyData,
    ShowLinkCode,
    WithdrawConsent,
    erase,
    keep,
    link,
    send_my_data,
    show_code,
    withdraw,
)
from conversations.cases.showcase import DropExhibits
from conversations.catalogue import catalogue
from tests.conversations.cases.files import (
    NO_CASE,
    NOW,
    case,
    case_file,
    mandate,
    officer,
    person,
    told,
    verdict,
)

OWNER, OFFICER = person(), person(works_as="officer")
WITHDRAW, ERASE, KEEP = WithdrawConsent(), EraseMyData(), KeepMyData()
LINK = LinkChats("7K3M-Q2XA")
KEPT = timedelta(days=catalogue().retention["withdrawn"].days)
ABOUT = ("SRG-0001", "Batik Contoh")
REKAN = officer("rekan")


def leaving(*files, due=None, **values):
    return Leaving(files, due=due, **values)


UNSEEN = (ClosePages("owner"), DropExhibits("owner"))
"""Nobody sees a page of whoever leaves, from that moment on."""


def erasure(due):
    """The jobs of an erasure at *due*, in place of those before."""
    about = {"person": "owner", "day": day_of(due).isoformat()}
    return (
        changes.CancelJob("erasure:owner"),
        changes.CancelJob("erasure.soon:owner"),
        changes.QueueJob("erasure", about, due, "erasure:owner"),
        changes.QueueJob("erasure.soon", about, due - WARNED, "erasure.soon:owner"),
    )


@pytest.mark.parametrize(
    ("decide", "act", "wait"), [(erase, ERASE, REGRET), (withdraw, WITHDRAW, KEPT)]
)
@pytest.mark.parametrize("asked", [-1, 0, 1, None])
def test_of_two_erasures_the_sooner_holds(decide, act, wait, asked):
    due = NOW + wait
    before = None if asked is None else due + timedelta(hours=asked)
    decision = decide(act, leaving(due=before), OWNER)
    jobs = erasure(due) if asked in (1, None) else ()
    assert decision.changes == (*UNSEEN, *jobs)
    held = due if before is None else min(before, due)
    assert decision.reply[-1].values["day"] == day_of(held)


@pytest.mark.parametrize(("decide", "act"), [(erase, ERASE), (withdraw, WITHDRAW)])
def test_an_officer_is_not_erased_by_a_word(decide, act):
    assert verdict(decide, act, leaving(), OFFICER) == "erase.officer"


HELD = case_file(staff=(officer(), REKAN))
LEFT = case_file(case(holder_id="lama"), staff=(officer(on_duty=False), REKAN))


@pytest.mark.parametrize(
    ("file", "heard"),
    [
        (HELD, ["p-petugas"]),
        (LEFT, ["p-rekan"]),
        (case_file(case("closed")), []),
        (case_file(case("withdrawn")), []),
        (NO_CASE, []),
    ],
)
def test_whoever_answers_for_an_open_case_hears_who_leaves_and_who_stays(file, heard):
    leaves = OwnerLeaves(*ABOUT, day=day_of(NOW + REGRET))
    for decision, notice, line in (
        (erase(ERASE, leaving(file), OWNER), leaves, "erasure.asked"),
        (
            keep(KEEP, leaving(file, due=NOW), OWNER),
            OwnerStays(*ABOUT),
            "erasure.undone",
        ),
    ):
        assert [(each.to, each.notice) for each in decision.tell] == [
            (who, notice) for who in heard
        ]
        assert [(each.act, each.person) for each in decision.log] == [(line, "owner")]


def test_until_then_one_word_takes_it_back():
    (asked,) = erase(ERASE, leaving(), OWNER).reply
    assert (asked.key, asked.actions[0].value) == ("erase.asked", "keep_data")
    decision = keep(KEEP, leaving(due=NOW), OWNER)
    assert decision.changes == (
        changes.CancelJob("erasure:owner", waits=True),
        changes.CancelJob("erasure.soon:owner"),
    )
    assert [each.key for each in decision.reply] == ["erase.undone"]


def test_where_nothing_was_to_be_erased_nothing_is_taken_back():
    assert verdict(keep, KEEP, leaving(HELD), OWNER) == "erase.nothing"


def test_who_withdraws_has_no_open_case_and_no_helper():
    filed = case(helper_name="Penolong Contoh", asked="product")
    file = case_file(filed, staff=(officer(), REKAN))
    file = replace(file, watchers=("grup",))
    seen = leaving(file, case_file(case("closed")), mandates=(mandate(),))
    decision = withdraw(WITHDRAW, seen, OWNER)
    assert decision.changes == (
        changes.CloseMandate("m1"),
        changes.EndStage(filed, finished=False),
        changes.ChangeCase(filed, state="withdrawn", asked=""),
        changes.QueueJob("visit.follow", {"case": filed.id}, NOW),
        *UNSEEN,
        *erasure(NOW + KEPT),
    )
    assert told(decision) == [
        ("helper", "mandate_ended"),
        ("p-petugas", "withdrawn"),
        ("p-petugas", "card"),
        ("p-rekan", "card"),
        ("grup", "card"),
    ]
    assert decision.tell[1].notice == OwnerWithdrew(*ABOUT)
    card = decision.tell[2].notice
    assert isinstance(card, CaseChanged)
    assert (card.state, card.helper) == ("withdrawn", "")
    assert [(line.act, line.case, line.person) for line in decision.log] == [
        ("mandate.ended", None, "owner"),
        ("case.withdrawn", "1", "owner"),
    ]
    ended, done = decision.reply
    assert (ended.key, ended.values) == ("withdraw.cases", {"codes": ["SRG-0001"]})
    assert done.key == "withdraw.done"


def test_who_withdraws_without_a_case_hears_of_none():
    found = leaving(case_file(case("closed")))
    assert verdict(withdraw, WITHDRAW, found, OWNER) == ["withdraw.done"]


def test_one_archive_is_made_in_ten_minutes():
    def job(after=0):
        asked = replace(OWNER, now=NOW + timedelta(minutes=after))
        decision = send_my_data(SendMyData(), "telegram", asked)
        assert [each.key for each in decision.reply] == ["privacy.preparing"]
        (made,) = decision.changes
        return made

    first = job()
    assert (first.kind, first.run_at) == ("export", NOW)
    assert first.payload == {"person": "owner", "channel": "telegram"}
    assert first.key == job(9).key != job(10).key


def test_a_code_is_given_to_be_typed_in_the_other_chat():
    decision = show_code(ShowLinkCode(), "7K3M-Q2XA", OWNER)
    assert decision.changes == (changes.KeepCode("owner", "link", "7K3M-Q2XA"),)
    assert decision.reply[0].values == {"code": "7K3M-Q2XA"}


@pytest.mark.parametrize(
    ("code", "who", "said"),
    [
        (Tried(problem="unknown"), OWNER, "link.refused.unknown"),
        (Tried(problem="used"), OWNER, "link.refused.used"),
        (Tried(problem="expired"), OWNER, "link.refused.expired"),
        (Tried("other", before=TRIES), OWNER, "link.refused.too_many"),
        (Tried("owner"), OWNER, "link.own"),
        (Tried("other", at_desk=True), OFFICER, "link.both"),
    ],
)
def test_a_code_that_links_nothing_was_tried_and_is_not_spent(code, who, said):
    decision = link(LINK, code, who)
    assert [each.key for each in decision.reply] == [said]
    assert decision.changes == (changes.NoteTry(who.id),)
    assert decision.tell == ()


@pytest.mark.parametrize(
    ("code", "who"),
    [
        (Tried("other", before=TRIES - 1), OWNER),
        (Tried("other", at_desk=True), OWNER),
        (Tried("other"), OFFICER),
    ],
)
def test_the_code_of_another_chat_makes_two_one_once_both_were_told(code, who):
    decision = link(LINK, code, who)
    pair = {"one": "other", "other": who.id}
    assert decision.changes == (
        changes.NoteTry(who.id),
        changes.SpendCode("7K3M-Q2XA", "link"),
        changes.QueueJob("link", pair, NOW + SETTLE),
    )
    assert told(decision) == [("other", "linked")]
    assert [each.key for each in decision.reply] == ["link.done"]
