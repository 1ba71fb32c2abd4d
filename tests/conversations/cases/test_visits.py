"""Visits: offered, chosen, moved, called off; reported, agreed to, put right."""

from datetime import timedelta

import pytest

from conversations.cases import rights
from conversations.cases.changes import QueueJob
from conversations.cases.decision import Denied
from conversations.cases.rights import RIGHTS
from conversations.cases.visits import appointments as visits
from conversations.cases.visits import findings, guests
from conversations.cases.visits import reports as visit_reports
from conversations.cases.visits import route as visit_route
from conversations.cases.visits import times as visit_times
from conversations.cases.visits.appointments import (
    CancelVisit,
    MissVisit,
    OfferVisits,
    PickVisit,
    Planning,
    Seen,
)
from conversations.cases.visits.changes import (
    AddVisit,
    ChangeVisit,
    FindWanting,
    InviteGuest,
    SeatGuest,
    SettleFinding,
)
from conversations.cases.visits.findings import AnswerFinding, Judged, JudgeFinding
from conversations.cases.visits.guests import InviteToVisit, JoinVisit, ShowGuestVisit
from conversations.cases.visits.records import LASTS, local, moment_of
from conversations.cases.visits.reports import (
    ConfirmReport,
    DisputeReport,
    KeepReport,
    PrintReport,
    Reported,
    Wanting,
)
from tests.conversations.cases.files import (
    NOW,
    case,
    case_file,
    changed,
    officer,
    person,
    told,
    verdict,
)
from tests.conversations.cases.visits import (
    AT_TEN,
    FRIDAY,
    THURSDAY,
    finding,
    visit,
)

PETUGAS, OWNER = person(officer=officer()), person("owner")
OTHER = person(officer=officer("rekan"))
HEAD = person(officer=officer("kepala", "coordinator"))
STRANGER = person("orang lain")
BOOKED = visit("booked", THURSDAY)
DONE = visit("booked", "2026-11-02T08:00")
REPORT = {
    "talk": "Sudah dicatat",
    "agreed": "",
    "lacking": [],
    "findings": [["Label belum lengkap", "2026-11-20"]],
}


def plan(*cases_, **values):
    return Planning(tuple(case_file(each) for each in cases_), **values)


# --- offered -------------------------------------------------------------------------


def test_every_owner_is_offered_times_that_are_free():
    three = [case(id=str(n), code=f"SRG-000{n}", person_id=f"o{n}") for n in (1, 2, 3)]
    day = tuple(local(at) for at in visit_times.usual(moment_of(THURSDAY).date()))
    offered = visits.offer(OfferVisits(("1", "2", "3"), day), plan(*three), PETUGAS)
    slots = [each.slots for each in offered.changes if isinstance(each, AddVisit)]
    assert [len(each) for each in slots] == [3, 3, 3]
    assert len({each for part in slots for each in part}) == len(day)
    assert len(set(slots)) == 3
    assert [who for who, _ in told(offered)] == ["o1", "o2", "o3"]


def test_what_is_promised_already_is_left_out_and_said():
    act = OfferVisits(("1",), (THURSDAY, AT_TEN))
    offered = visits.offer(act, plan(case(), busy=(BOOKED,)), PETUGAS)
    assert [local(at) for at in changed(offered, AddVisit).slots] == [AT_TEN]
    assert offered.reply[0].values["taken"].key == "desk.visit.taken"
    only = OfferVisits(("1",), (THURSDAY,))
    denied = verdict(visits.offer, only, plan(case(), busy=(BOOKED,)), PETUGAS)
    assert denied == "desk.visit.none_free"
    past = OfferVisits(("1",), ("2026-11-01T09:00",))
    assert verdict(visits.offer, past, plan(case()), PETUGAS) == denied


def test_a_visit_that_is_to_come_is_offered_anew_and_not_twice():
    act = OfferVisits(("1",), (FRIDAY,))
    offered = visits.offer(act, plan(case(), ahead=(BOOKED,)), PETUGAS)
    assert [type(each) for each in offered.changes] == [ChangeVisit]
    assert changed(offered, ChangeVisit).state == "offered"


def test_nobody_is_visited_at_friday_prayers_or_on_a_sunday():
    friday = visit_times.usual(moment_of(FRIDAY).date())
    assert [f"{at:%H.%M}" for at in friday] == ["09.00", "13.00", "14.30"]
    saturday = moment_of("2026-11-07T09:00")
    days = {at.weekday() for at in visit_times.next_days(saturday, ())}
    assert days == {0, 1, 2}


# --- chosen --------------------------------------------------------------------------


def test_whoever_chooses_is_told_all_and_both_are_reminded():
    picked = visits.pick(PickVisit("v1", THURSDAY), Seen(visit()), OWNER)
    assert changed(picked, ChangeVisit).at == moment_of(THURSDAY)
    jobs = {
        each.payload["what"]: each.run_at
        for each in picked.changes
        if isinstance(each, QueueJob)
    }
    assert {what: local(at) for what, at in jobs.items()} == {
        "eve": "2026-11-04T15:00",
        "today": "2026-11-05T07:00",
        "over": "2026-11-05T10:30",
    }
    assert told(picked) == [("p-petugas", "visit_booked")]
    assert [each.key for each in picked.reply] == ["owner.visit.booked"]


def test_a_time_that_was_taken_meanwhile_leaves_the_rest_or_the_officer():
    busy = (visit("booked", AT_TEN, id="v2"),)
    seen = Seen(visit(slots=(AT_TEN, FRIDAY)), busy)
    again = visits.pick(PickVisit("v1", AT_TEN), seen, OWNER)
    assert (again.changes, told(again)) == ((), [("owner", "visit_offered")])
    none = visits.pick(
        PickVisit("v1", AT_TEN), Seen(visit(slots=(AT_TEN,)), busy), OWNER
    )
    assert changed(none, ChangeVisit).state == "asked"
    assert told(none) == [("p-petugas", "visit_asked")]


@pytest.mark.parametrize(
    ("who", "seen", "said"),
    [
        (STRANGER, Seen(visit()), "owner.unknown"),
        (PETUGAS, Seen(visit()), "owner.unknown"),
        (OWNER, Seen(), "owner.unknown"),
        (OWNER, Seen(visit("cancelled")), "owner.visit.over"),
        (OWNER, Seen(visit(slots=(FRIDAY,))), "owner.visit.over"),
    ],
)
def test_only_the_owner_chooses_and_only_what_was_offered(who, seen, said):
    assert verdict(visits.pick, PickVisit("v1", THURSDAY), seen, who) == said


def test_an_owner_sees_what_is_left_of_the_times():
    busy = (BOOKED, visit("booked", FRIDAY, id="v2"))
    booked = visit("booked", THURSDAY, (THURSDAY, AT_TEN, FRIDAY))
    found = visits.own({}, Seen(booked, busy), OWNER)
    assert (found.slots, found.at) == ((AT_TEN,), THURSDAY)
    assert visits.own({}, Seen(booked), STRANGER) == visits.Own()


# --- called off ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "hears"),
    [
        (OWNER, ("p-petugas", "visit_called_off")),
        (PETUGAS, ("owner", "visit_cancelled")),
        (HEAD, ("owner", "visit_cancelled")),
    ],
)
def test_the_other_side_hears_that_there_is_no_visit(who, hears):
    over = visits.cancel(CancelVisit("v1", "hujan"), Seen(BOOKED, guests=("g",)), who)
    assert changed(over, ChangeVisit).state == "cancelled"
    assert told(over) == [hears, ("g", "visit_cancelled")]


@pytest.mark.parametrize(
    ("act", "decide"),
    [
        (CancelVisit("v1"), visits.cancel),
        (MissVisit("v1"), visits.miss),
        (KeepReport("v1", "x"), lambda a, s, w: visit_reports.keep(a, as_read(s), w)),
        (PrintReport("v1"), lambda a, s, w: visit_reports.page(a, as_read(s), w)),
    ],
)
def test_a_visit_is_that_of_its_officer_its_holder_or_who_leads(act, decide):
    for who, said in ((OTHER, "desk.not_holder"), (STRANGER, "desk.not_allowed")):
        assert verdict(decide, act, Seen(DONE), who) == said
    elsewhere = visit("booked", THURSDAY, office_id="lain")
    assert verdict(decide, act, Seen(elsewhere), PETUGAS) == "desk.visit.unknown"
    holder = person(officer=officer("baru"))
    held = visit("booked", "2026-11-02T08:00", holder_id="baru")
    assert "not_holder" not in str(verdict(decide, act, Seen(held), holder))


def as_read(seen):
    return Reported(seen.visit)


# --- by the clock --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("what", "ago", "who"),
    [
        ("eve", timedelta(hours=18), ["owner"]),
        ("today", timedelta(hours=2), ["owner"]),
        ("over", -LASTS, ["p-petugas"]),
        ("eve", timedelta(hours=3), []),  # it would not be tomorrow any more
        ("today", -timedelta(hours=1), []),
    ],
)
def test_what_is_due_is_told_while_it_is_true(what, ago, who):
    at = moment_of(THURSDAY)
    found = visit_route.due(BOOKED, at, what, at - ago)
    assert [each.to for each in found] == who


def test_what_was_moved_or_is_closed_is_not_told():
    at, before = moment_of(THURSDAY), moment_of(THURSDAY) - timedelta(hours=2)
    for other in (
        visit("booked", FRIDAY),
        visit("cancelled"),
        visit("booked", THURSDAY, case_state="closed"),
        None,
    ):
        assert visit_route.due(other, at, "today", before) == ()


def test_the_way_of_a_day_goes_from_one_kecamatan_to_the_next():
    places = [("c", "2026-11-05T09:00"), ("a", "2026-11-05T13:00"), ("c", THURSDAY)]
    stops = visit_route.route(
        [visit("booked", at, kecamatan=name) for name, at in places]
    )
    assert [each.kecamatan for each in stops] == ["a", "c", "c"]
    spot = visit("booked", THURSDAY, profile={"geo": "-6.1,106.2"})
    assert visit_route.on_map(spot) == "-6.1,106.2"


# --- the report ----------------------------------------------------------------------


def test_a_report_goes_to_the_owner_and_its_findings_have_a_day():
    wanting = Wanting("Label belum lengkap", NOW.date() + timedelta(days=9))
    act = KeepReport("v1", "x", findings=(wanting,), spot="-6.1,106.2", photos=("p",))
    kept = visit_reports.keep(act, Reported(DONE), PETUGAS)
    assert changed(kept, ChangeVisit).state == "reported"
    assert [text for _, text, _ in changed(kept, FindWanting).found] == [wanting.text]
    jobs = [each for each in kept.changes if isinstance(each, QueueJob)]
    assert len([each for each in jobs if each.kind == "finding"]) == 2
    again = [local(each.run_at) for each in jobs if each.kind == "visit.report"]
    assert again == ["2026-11-04T09:00", "2026-11-09T09:00", "2026-11-11T09:00"]
    assert told(kept) == [("owner", "visit_report")]


def test_a_report_that_is_written_again_does_not_double_what_was_answered():
    wanting = Wanting("Label belum lengkap", NOW.date())
    seen = Reported(DONE, (finding("answered"),))
    again = visit_reports.keep(
        KeepReport("v1", "x", findings=(wanting,)), seen, PETUGAS
    )
    assert changed(again, FindWanting).found == []


@pytest.mark.parametrize(
    "found",
    [visit(), visit("booked", THURSDAY), visit("cancelled"), visit("confirmed")],
)
def test_what_has_not_been_or_is_settled_is_not_reported(found):
    said = verdict(visit_reports.keep, KeepReport("v1", "x"), Reported(found), PETUGAS)
    assert said == "desk.visit.not_now"


def test_the_owner_agrees_or_says_what_is_wrong():
    seen = Reported(visit("reported", "2026-11-02T08:00", report=REPORT))
    yes = visit_reports.confirm(ConfirmReport("v1"), seen, OWNER)
    assert changed(yes, ChangeVisit).state == "confirmed"
    assert told(yes) == [("p-petugas", "visit_confirmed")]
    no = visit_reports.dispute(DisputeReport("v1", "bukan begitu"), seen, OWNER)
    assert changed(no, ChangeVisit).state == "disputed"
    for decide, act in (
        (visit_reports.confirm, ConfirmReport("v1")),
        (visit_reports.dispute, DisputeReport("v1", "x")),
    ):
        assert verdict(decide, act, seen, STRANGER) == "owner.unknown"
        late = Reported(visit("confirmed", report=REPORT))
        assert verdict(decide, act, late, OWNER) == "owner.visit.report_over"


# --- what was found wanting ----------------------------------------------------------


def test_a_finding_is_answered_by_its_owner_and_judged_by_an_officer():
    seen = Judged(finding(), DONE)
    answered = findings.answer(AnswerFinding("f1", ("p",)), seen, OWNER)
    assert changed(answered, SettleFinding).state == "answered"
    assert verdict(findings.answer, AnswerFinding("f1"), seen, STRANGER) == (
        "owner.unknown"
    )
    there = Judged(finding("answered"), DONE)
    for done, state in ((True, "done"), (False, "open")):
        judged = findings.judge(JudgeFinding("f1", done=done), there, PETUGAS)
        assert changed(judged, SettleFinding).state == state
        assert told(judged) == [("owner", "finding_judged")]
    for who in (OTHER, OWNER, STRANGER):
        with pytest.raises(Denied):
            findings.judge(JudgeFinding("f1", done=True), there, who)


def test_both_hear_of_a_finding_whose_day_is_over_unless_it_was_answered():
    hear = [each.to for each in findings.due(finding(), "late")]
    assert hear == ["owner", "p-petugas"]
    assert [each.to for each in findings.due(finding(), "soon")] == ["owner"]
    assert findings.due(finding("answered"), "late") == ()


# --- a guest -------------------------------------------------------------------------

GUEST = person("tamu")


def test_a_guest_is_let_in_once_and_both_sides_hear_of_it():
    made = guests.invite(
        InviteToVisit("v1"), guests.Inviting(BOOKED, "K0DE-1234"), HEAD
    )
    assert changed(made, InviteGuest).made == "K0DE-1234"
    joined = guests.join(JoinVisit("K0DE-1234"), guests.Joining(BOOKED), GUEST)
    assert changed(joined, SeatGuest).person_id == "tamu"
    assert told(joined) == [
        ("owner", "visit_guest"),
        ("p-petugas", "visit_guest_joined"),
    ]
    for seen in (
        guests.Joining(),
        guests.Joining(BOOKED, used=True),
        guests.Joining(visit("cancelled", THURSDAY)),
        guests.Joining(visit("booked", "2026-10-30T09:00")),
    ):
        assert verdict(guests.join, JoinVisit("x"), seen, GUEST) == ["guest.void"]
    often = guests.Joining(BOOKED, tried=5)
    assert verdict(guests.join, JoinVisit("x"), often, GUEST) == (
        ["desk.invite.too_many"]
    )


def test_what_a_guest_sees_ends_with_the_visit_and_has_no_telephone():
    shown = guests.shown(visit("booked", THURSDAY, phone="+6281234567890"))
    assert "1234" not in str(shown)
    over = visit("confirmed", "2026-10-30T09:00", report=REPORT)
    assert verdict(guests.show, ShowGuestVisit(), (over,), GUEST) == "guest.void"
    page = Reported(over, guest=True)
    assert verdict(visit_reports.page, PrintReport("v1"), page, GUEST) == (
        "desk.not_allowed"
    )


@pytest.mark.parametrize("kind", RIGHTS, ids=lambda kind: kind.__name__)
def test_a_guest_has_no_role_at_the_desk(kind):
    if RIGHTS[kind].roles:
        with pytest.raises(Denied):
            rights.ask(kind, GUEST)


def test_nothing_of_a_visit_is_a_guests_to_do():
    read = Reported(visit("reported", "2026-11-02T08:00", report=REPORT), guest=True)
    seen, found = Seen(visit(), guests=("tamu",)), Judged(finding(), DONE)
    for done in (
        lambda: visits.pick(PickVisit("v1", THURSDAY), seen, GUEST),
        lambda: visits.cancel(CancelVisit("v1"), seen, GUEST),
        lambda: visit_reports.keep(KeepReport("v1", "x"), read, GUEST),
        lambda: visit_reports.confirm(ConfirmReport("v1"), read, GUEST),
        lambda: findings.answer(AnswerFinding("f1"), found, GUEST),
        lambda: guests.invite(InviteToVisit("v1"), guests.Inviting(BOOKED, "x"), GUEST),
    ):
        with pytest.raises(Denied):
            done()
