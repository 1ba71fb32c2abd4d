"""Each act upon what is another's: another owner's, another office's.

Acts upon cases are walked by tables (`tests/conversations/cases/test_rights`); here
every act is tried on a database, for what it reads decides what it can reach.
"""

import pytest

from conversations.cases import (
    announcements,
    applications,
    assignment,
    businesses,
    canned_replies,
    closing,
    delegation,
    devices,
    exports,
    forms,
    handling,
    held_news,
    listing,
    merging,
    messages,
    offices,
    overrides,
    papers,
    people,
    privacy,
    programmes,
    progress,
    queue,
    ratings,
    readiness,
    recovery,
    replies,
    requests,
    showcase,
    stage_reports,
    talks,
    trail,
    undelivered,
    voices,
)
from conversations.cases.certificates import pages, recording, tasks
from conversations.cases.contacts import importing, known
from conversations.cases.reports import figures
from conversations.cases.rights import RIGHTS
from conversations.cases.staff import absence, colleagues, invitations, sign_in, teams
from conversations.cases.staff import officers as staff
from conversations.cases.visits import appointments, findings, guests, reports, route
from conversations.engine.effects import Act, Say
from tests.bot.desk.busy_office import MARK, BusyOffice

on_sqlite = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
CODE, OTHER, DAY = "SRG-0001", "SRG-0002", "2027-03-01"

BY_NOBODY_ELSE = {
    "ibu": (
        applications.FollowRoad(CODE, "sppt_sni", {}),
        applications.Correct(CODE, "product", "x"),
        papers.GivePaper(CODE, "apply/nib", ()),
        closing.WithdrawCase(CODE),
        stage_reports.ReportStage(CODE, "apply"),
        stage_reports.TakeBackReport(CODE, "apply"),
        recording.SendCertificate(OTHER, ("paper",)),
        pages.ShowCertificate("certificate"),
        pages.ShowPoster("certificate"),
        pages.OpenCertificatePage("certificate"),
        pages.CloseCertificatePage("certificate"),
        requests.ShowLetter("letter"),
        tasks.SayTaskDone("task"),
        ratings.RateCase(CODE, 5),
        ratings.ExplainRating(CODE, "x"),
        messages.AnswerOfficer("x", case=CODE, note="a question"),
        talks.SpeakBack("x", case=CODE, note="a question"),
        delegation.EndMandate("mandate"),
        recovery.StopRecovery("recovery"),
        appointments.PickVisit("offered", "2026-11-23T09:00"),
        appointments.AskOtherTime("booked", "x"),
        appointments.CancelVisit("booked"),
        reports.ConfirmReport("reported"),
        reports.DisputeReport("reported", "x"),
        reports.PrintReport("reported"),
        findings.AnswerFinding("finding", ()),
    ),
    "rina": (
        handling.TakeCase(CODE),
        handling.SendBack(CODE, "photo", "x"),
        handling.AcceptCase(CODE),
        handling.ChangeRoad(CODE, "sppt_sni"),
        progress.MoveStage(CODE, "onward", "apply"),
        stage_reports.RefuseReport(CODE, "apply", "x"),
        papers.ShowPapers(CODE),
        papers.JudgePaper(CODE, "apply/nib"),
        replies.ReplyToOwner("x", code=CODE),
        replies.ReplyToOwner("x", note="a question"),
        talks.Speak("x", code=CODE),
        talks.EndTalk(code=CODE),
        talks.EndTalk(note="a question"),
        recording.RecordCertificate(CODE, "sppt_sni", "x"),
        recording.ReturnCertificate(CODE, "x"),
        tasks.AddSurveillance(CODE, DAY),
        tasks.SettleTask("task", done=True),
        tasks.ShowTask("task"),
        closing.CloseCase(CODE, "trial"),
        closing.ReopenCase(CODE),
        merging.MergeCases(CODE, OTHER),
        assignment.HandOverCase(CODE, "at rekan"),
        assignment.ReleaseCase(CODE),
        assignment.WriteInternalNote(CODE, "x"),
        appointments.OfferVisits((CODE,), ("2026-12-01T09:00",)),
        appointments.MissVisit("booked"),
        reports.KeepReport("booked", "x", ("x",)),
        findings.ShowFinding("finding"),
        findings.JudgeFinding("finding", done=True),
        guests.InviteToVisit("booked"),
        held_news.TakeBack("held"),
        voices.TypeFor("a voice", "x"),
        exports.PrintCase(CODE),
        absence.PlanAbsence("at rina", DAY, DAY, "at rekan"),
        requests.ShowRequest("asked"),
        requests.GrantRequest("asked"),
        requests.DeclineRequest("asked", "x"),
        requests.SendLetter("letter", ("paper",)),
        delegation.RecordMandate("statement"),
        delegation.RefuseMandate("statement", "x"),
        recovery.SettleRecovery("recovery", moves=True),
        canned_replies.OfferAnswer("a question"),
        canned_replies.KeepAnswer("x", "x", mends="answer"),
        canned_replies.MendAnswer("answer"),
        canned_replies.WithdrawAnswer("answer"),
        canned_replies.ShowAnswer("answer"),
        overrides.ShowFact("fact"),
        queue.ShowCase(CODE),
        trail.ShowTrail(CODE),
    ),
    "coordinator": (
        announcements.StopAnnouncement("announcement"),
        programmes.CloseProgramme("programme"),
        overrides.SettleFact("fact", agreed=True),
        overrides.TakeBackFact("stands"),
        absence.EndAbsence("at cuti"),
        colleagues.ShowOfficer("at rina"),
        colleagues.ChangeRole("at rina", "auditor"),
        colleagues.RemoveOfficer("at rina"),
        invitations.EndInvitation("invitation"),
        teams.ShowTeam("team"),
        teams.KeepTeam(MARK, ("at rina",), (), "team"),
        teams.EndTeam("team"),
        trail.ShowTrail(officer="at rina"),
    ),
    "second": (invitations.SettleAdmin("admin", agreed=True),),
}
"""Acts upon what is of one owner, or of one office: by whom it can be done."""

BY_ANYBODY = (
    showcase.OpenExhibit("business ibu"),
    progress.ShowProgress(CODE, Say("x")),
    progress.ShowStatus(CODE),
    handling.HearWhyNot(CODE, "unknown_case", {}),
    known.MeetContact("contact"),
    known.EraseContact("contact"),
    known.ShowContacts(),
    importing.BringContacts("x.csv", ()),
    importing.KeepContacts("list", 0, {}),
    importing.DropContacts("list"),
    talks.LeaveTalk(case=CODE, note="a question"),
    messages.AskOfficers("x", case=CODE),
    ratings.AskRating(CODE),
    showcase.CloseExhibit("business ibu"),
    applications.OpenCase("bina_umk", {}, {}),
    offices.ServedBy("lain"),
    pages.ShowCertificates(),
    showcase.ShowExhibit(),
    programmes.ShowProgrammes(),
    requests.AskProgramme("programme"),
    requests.AskLetter("x"),
    voices.HandOver(("paper",)),
    voices.PutAway(("paper",)),
    businesses.KeepBusiness({}),
    readiness.KeepCheck("batik", {}),
    readiness.ShowCheckPage(),
    forms.ShowForm("bina_umk"),
    people.KeepConsent("announcements", agreed=True),
    people.KeepPerson("x"),
    people.Reachable(yes=True),
    people.ShowMyData(),
    privacy.SendMyData(),
    privacy.WithdrawConsent(),
    privacy.EraseMyData(),
    privacy.KeepMyData(),
    privacy.ShowLinkCode(),
    privacy.LinkChats("AAAA-AAAA"),
    devices.ShowDevices(),
    devices.EndDevices(),
    delegation.AskMandate("x", "x", ()),
    delegation.TakeMandate("AAAA-AAAA"),
    delegation.ShowMandateCode(),
    recovery.Recover(CODE, {}),
    staff.JoinDesk("AAAAA-AAAAA"),
    guests.JoinVisit("BBBB-BBBB"),
    guests.ShowGuestVisit(),
    staff.SetDuty(on=False),
    overrides.PutRight("office:telephone", "x", ""),
    route.ShowRoute(),
    sign_in.OpenDesk(),
    queue.ShowQueue(),
    listing.ShowCases(""),
    figures.ShowReport(),
    exports.ExportCases(),
    figures.PrintForLeaders(),
    staff.ShowDeadLetters(),
    undelivered.ShowUndelivered(),
    canned_replies.ShowAnswers(),
    overrides.ShowFacts(),
    colleagues.ShowOfficers(),
    teams.ShowTeams(),
    figures.ShowFollowers(),
    announcements.Announce("x", {}, 0),
    announcements.SampleAnnouncement("x"),
    programmes.OpenProgramme("x", "x", {}, 1, DAY),
    invitations.ShowInvitations(),
    invitations.InviteOfficer("officer"),
    importing.BringContacts("x", ()),
    importing.KeepContacts("x"),
    importing.DropContacts("x"),
    known.ShowContacts(),
    known.MeetContact("x"),
    known.EraseContact("x"),
    canned_replies.CountAnswer("x"),
    handling.HearWhyNot(CODE, "x", {}),
    offices.ChangeOffice("x"),
    offices.ShowDaysOff(),
    offices.AddDaysOff(f"{DAY} x"),
    offices.DropDayOff(DAY),
    offices.GrantGuide("at other guide"),
    offices.EndGrant("at other guide"),
    offices.AddOffice("x", "x", "XXX", "1111", "x"),
)
"""Acts that find only what is of whoever does them, or go on without it."""
EVERY: list[tuple[str, Act]] = [
    (by, act) for by, acts in BY_NOBODY_ELSE.items() for act in acts
]
EVERY += [("", act) for act in BY_ANYBODY]
CLAIMS: tuple[type[Act], ...] = (recovery.Recover,)
"""A claim to what is another's is written down, and decided by whoever may."""
LOOK_UPS = {
    "case": {"code": CODE},
    "handled": {"code": CODE, "what": "close"},
    "closable": {"code": CODE},
    "certifiable": {"code": CODE},
    "colleagues": {"code": CODE},
    "cases": {"words": MARK},
    "addressee": {"note": "a question"},
    "leaver": {"officer": "at rina"},
    "stand_ins": {"officer": "at rina"},
    "team": {"team": "team"},
    "visitable": {"codes": [CODE]},
    "visit_report": {"visit": "reported"},
    "own_visit": {"visit": "reported"},
    "papers": {"code": CODE},
    "audience": {"text": "x", "audience": {}},
}
"""What a form asks about, that names something of somebody."""


def outsiders(act):
    """Who tries it: another owner, or whoever may do it in another office."""
    may = [role for role in ("admin", "auditor", "guide") if role in RIGHTS[act].roles]
    return [f"other {role}" for role in may] or ["orang"]


@pytest.fixture
async def office(town):
    return await BusyOffice(town).open()


def test_every_act_is_tried():
    tried = {type(act) for _, act in EVERY}
    assert set(RIGHTS) - tried == set()
    assert tried - set(RIGHTS) == set()


@on_sqlite
async def test_nobody_reaches_what_is_anothers(office):
    """Whose it is may, else this finds nothing, whatever leaks."""
    leaks = []
    for by, act in EVERY:
        kind = type(act)
        own = (await office.tries(by, act)).told if by else None
        for name in outsiders(kind):
            found = await office.tries(name, act)
            if found.seen or (found.touched and kind not in CLAIMS):
                leaks.append((name, act, found.touched))
            assert found.told != own, (name, act, own)
    assert not leaks, "\n".join(map(str, leaks))


@on_sqlite
async def test_no_form_asks_about_what_is_anothers(office):
    for name, asked in LOOK_UPS.items():
        for who in "other admin", "orang":
            found = await office.asks(who, name, asked)
            assert MARK not in repr(found), (who, name, found)
