"""What becomes of an announcement, decided without a database."""

from dataclasses import replace
from datetime import timedelta

import pytest

from conversations.cases.announcements import (
    AddAnnouncement,
    Announce,
    AnnouncementSent,
    Preview,
    Sending,
    StopAnnouncement,
    StopSending,
    announce,
    audience,
    begins,
    numbers,
    preview,
    stop,
    told_when,
)
from conversations.cases.records import Announcement, Audience
from conversations.cases.visits.records import moment_of
from conversations.engine.effects import Say
from tests.conversations.cases.files import officer, person, verdict

OWNER, OFFICER = person(), person(works_as="officer")
COORDINATOR, ADMIN = person(works_as="coordinator"), person(works_as="admin")
TEXT = "Pelatihan label batik"
SENDING = Announcement(
    *("a1", "dinas", "citra", TEXT, 9, "sending"),
    *(False, None),
)
CITRA = officer("citra", "coordinator")


@pytest.mark.parametrize(
    ("who", "may"),
    [(OWNER, False), (OFFICER, False), (COORDINATOR, True), (ADMIN, True)],
)
def test_only_who_may_announce_learns_whom_it_reaches(who, may):
    seen = Preview(2, "Contoh", 1, TEXT)
    found = preview({}, seen, who)
    assert (found.count, found.samples) == ((2, "Contoh") if may else (0, ""))


@pytest.mark.parametrize(
    ("now", "at", "goes", "said"),
    [
        ("2026-11-30T09:00", "", "2026-11-30T09:00", "at_once"),
        ("2026-11-30T02:00", "", "2026-11-30T07:00", "at_dawn"),
        ("2026-11-30T21:30", "", "2026-12-01T07:00", "at_dawn"),
        ("2026-11-30T09:00", "2026-12-01T08:30", "2026-12-01T08:30", "at"),
        ("2026-11-30T09:00", "2026-12-04T12:00", "2026-12-04T13:00", "at_dawn"),
        ("2026-11-30T09:00", "2026-11-29T08:30", "2026-11-30T09:00", "at_once"),
    ],
)
def test_nobody_is_woken_by_it_and_its_author_is_told_when_it_goes(now, at, goes, said):
    told = told_when(at, moment_of(now))
    assert begins(at, moment_of(now)) == moment_of(goes)
    assert (told.key, told.values["at"]) == (f"announce.{said}", moment_of(goes))
    shut = told_when("2026-12-05T09:00", moment_of(now)).values["shut"]
    assert shut == Say("announce.shut"), "a Saturday"


def test_what_has_not_begun_is_called_off():
    later = replace(SENDING, count=0, starts_at=COORDINATOR.now + timedelta(hours=1))
    said = ["progress", "announce.called_off"]
    assert verdict(stop, StopAnnouncement("a1"), Sending(later), COORDINATOR) == said


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, "announce.twice"),
        ({"state": "stopped"}, ["announce.started"]),
        ({"whom": Audience("dinas", sector=("batik",))}, ["announce.started"]),
        ({"starts_at": COORDINATOR.now - timedelta(days=1)}, ["announce.started"]),
    ],
)
def test_whoever_taps_twice_sends_nothing_twice(changed, said):
    now = {"author_id": COORDINATOR.officer.id, "starts_at": COORDINATOR.now}
    just = replace(SENDING, **{**now, "whom": Audience("dinas"), **changed})
    assert verdict(announce, Announce(TEXT, {}, 9), [just], COORDINATOR) == said


@pytest.mark.parametrize(
    ("chosen", "whom"),
    [
        ({}, Audience("dinas")),
        ({"sector": ""}, Audience("dinas")),
        ({"kecamatan": ["x", "y"]}, Audience("dinas", kecamatan=("x", "y"))),
        ({"road": "x", "stage": "y"}, Audience("dinas", road=("x",), stage=("y",))),
    ],
)
def test_it_begins_for_whom_was_chosen_and_can_be_halted(chosen, whom):
    decision = announce(Announce(TEXT, chosen, 3), (), COORDINATOR)
    now = COORDINATOR.now
    made = AddAnnouncement("petugas", TEXT, whom, "fresh", now)
    assert decision.changes == (made,)
    assert audience("dinas", chosen) == whom
    (line,) = decision.log
    assert (line.act, line.officer) == ("announcement.started", "petugas")
    assert line.detail == {"announcement": "fresh", "count": 3}
    (said,) = decision.reply
    assert (said.key, said.values) == (
        "announce.started",
        {"count": 3, "at": now},
    )
    assert said.subject == "progress:fresh"
    assert [each.value for each in said.actions] == ["halt:fresh"]


@pytest.mark.parametrize("who", [OWNER, OFFICER, person(works_as="auditor")])
def test_nobody_else_announces(who):
    assert verdict(announce, Announce(TEXT, {}, 3), (), who) == "desk.not_allowed"


@pytest.mark.parametrize(
    ("found", "who", "said"),
    [
        (SENDING, OWNER, "desk.not_allowed"),
        (None, COORDINATOR, "announce.unknown"),
        (replace(SENDING, office_id="lain"), COORDINATOR, "announce.unknown"),
        (SENDING, OFFICER, "desk.not_allowed"),
        (replace(SENDING, state="done"), COORDINATOR, "announce.over"),
        (replace(SENDING, state="stopped"), COORDINATOR, "announce.over"),
        (SENDING, COORDINATOR, ["progress", "announce.stopped"]),
        (
            replace(SENDING, author_id="petugas"),
            OFFICER,
            ["progress", "announce.stopped"],
        ),
    ],
)
def test_its_author_and_every_coordinator_may_stop_it_while_it_goes(found, who, said):
    assert verdict(stop, StopAnnouncement("a1"), Sending(found), who) == said


@pytest.mark.parametrize(
    ("author", "told"),
    [(CITRA, ["p-citra"]), (officer("petugas", "coordinator"), []), (None, [])],
)
def test_an_author_hears_of_a_stop_by_another(author, told):
    seen = Sending(SENDING, author)
    decision = stop(StopAnnouncement("a1"), seen, COORDINATOR)
    assert decision.changes == (StopSending("a1"),)
    assert [each.to for each in decision.tell] == told
    assert all(each.notice == decision.reply[0] for each in decision.tell)
    (line,) = decision.log
    assert (line.act, line.officer) == ("announcement.stopped", "petugas")
    assert line.detail == {"announcement": "a1"}


@pytest.mark.parametrize(
    ("states", "ahead", "told"),
    [
        ({}, {}, {}),
        ({"waiting": 4, "read": 2}, {}, {"sent": 2, "stopped": 4}),
        (
            {"queued": 3, "waiting": 1},
            {"due": 2, "sending": 1},
            {"left": 1, "stopped": 3},
        ),
        (
            {"queued": 4},
            {"sent": 1, "dead": 1, "failed": 1, "uncertain": 1},
            {"sent": 1, "failed": 2, "uncertain": 1},
        ),
        ({"queued": 1, "stopped": 1}, {"cancelled": 1}, {"stopped": 2}),
    ],
)
def test_a_stop_takes_back_what_no_platform_has_yet(states, ahead, told):
    seen = Sending(SENDING, CITRA, states, ahead)
    news, _ = stop(StopAnnouncement("a1"), seen, COORDINATOR).reply
    assert news == AnnouncementSent("a1", "stopped", 9, **told)


def test_while_it_goes_whoever_waits_is_left():
    states = {"waiting": 4, "queued": 2, "sent": 1, "delivered": 1, "refused": 1}
    told = AnnouncementSent("a1", "sending", 9, sent=2, left=6, failed=1)
    assert numbers(SENDING, states) == told
