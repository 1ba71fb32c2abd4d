"""Certificates: what is recorded, what follows what, who sees them, and their days."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from msgspec import structs

from conversations.cases import changes, closing
from conversations.cases.certificates import pages as certificate_pages
from conversations.cases.certificates import recording as certificates
from conversations.cases.certificates import tasks as certificate_tasks
from conversations.cases.certificates.pages import (
    CloseCertificatePage,
    OpenCertificatePage,
    Own,
    ShowCertificate,
    ShowPoster,
)
from conversations.cases.certificates.recording import (
    CertificateGiven,
    RecordCertificate,
    ReturnCertificate,
    SendCertificate,
)
from conversations.cases.certificates.records import (
    AddCertificate,
    AddTask,
    Certificate,
    CertificateTask,
    ChangeTask,
    ClosePages,
    EndCertificate,
    OpenPage,
    lasts,
)
from conversations.cases.certificates.tasks import (
    AddSurveillance,
    SayTaskDone,
    SettleTask,
    TaskFile,
    TaskSettled,
)
from conversations.cases.progress import Filed
from conversations.cases.records import Document
from tests.conversations.cases.files import (
    NOW,
    case,
    case_file,
    changed,
    heard,
    officer,
    person,
    told,
    verdict,
)

HOLDER, OWNER = person(works_as="officer"), person("owner")
HEAD = officer("kepala", "coordinator")
TODAY = NOW.date()
SITE = "https://contoh.id"


def certificate(kind="batikmark", **values):
    about = {
        "id": "c1",
        "office_id": "dinas",
        "person_id": "owner",
        "business_id": "b1",
        "case_id": "1",
        "road": "batikmark",
        "kind": kind,
        "state": "stands",
        "body": "BBSPJIKB",
        "standard": "",
        "issued_on": "2026-10-01",
        "valid_until": "",
        "files": (),
        "replaces": None,
        "public_code": None,
        "shown_at": None,
        "number": "BMI-1",
        "scope": "Kain batik tulis",
        "case": "SRG-0001",
        "holder_id": "petugas",
        "business": "Batik Contoh",
        "kecamatan": "",
        **values,
    }
    return Certificate(**about)


def task(kind="surveillance", due_on="2027-03-12", state="due"):
    return CertificateTask("t1", "c1", kind, due_on, state)


def recording(kind="batikmark", number="BMI-2", **values):
    return RecordCertificate("SRG-0001", kind, number, **values)


def file_of(one=None, *stand, documents=()):
    file = case_file(one or case(stage="certificate"), staff=(officer(), HEAD))
    return structs.replace(file, certificates=stand, documents=documents)


# --- recorded ------------------------------------------------------------------------


def test_what_a_road_ends_with_brings_its_case_to_the_goal():
    decision = certificates.record(recording(), file_of(), HOLDER)
    new = changed(decision, changes.ChangeCase)
    assert (new.state, new.ending, new.certificate) == ("closed", "finished", "BMI-2")
    assert changed(decision, AddCertificate).body == "BBSPJIKB"
    assert heard(decision, CertificateGiven).certificate == "fresh"
    assert told(decision).count(("owner", "certificate_given")) == 1
    assert ("owner", "close") not in told(decision)


def test_the_certificate_of_an_lspro_is_not_the_end_of_the_road():
    seen = file_of(case(road="sppt_sni", stage="certificate"))
    decision = certificates.record(recording("conformity"), seen, HOLDER)
    assert not [c for c in decision.changes if isinstance(c, changes.ChangeCase)]
    assert told(decision) == [("owner", "certificate_given")]
    after = certificates.record(recording("sppt_sni"), seen, HOLDER)
    # What comes before it was not recorded: that is one tap away.
    assert "certificate:SRG-0001" in [a.value for a in after.reply[-1].actions]


@pytest.mark.parametrize(
    ("road", "kind", "state"),
    [("batikmark", "batikmark", "closed"), ("sppt_sni", "conformity", None)],
)
def test_whoever_records_for_a_case_that_is_nobodys_takes_it(road, kind, state):
    one = case(road=road, stage="certificate", holder_id=None, holder_name="")
    decision = certificates.record(recording(kind), file_of(one), HOLDER)
    new = changed(decision, changes.ChangeCase)
    assert (new.holder_id, new.state) == ("petugas", state)
    assert len([c for c in decision.changes if isinstance(c, type(new))]) == 1
    theirs = file_of(case(holder_id="rekan", stage="certificate"))
    denied = verdict(certificates.record, recording(), theirs, HOLDER)
    assert denied == "desk.not_holder"


@pytest.mark.parametrize(
    ("one", "act", "said"),
    [
        (case(), recording("sppt_sni"), "desk.certificate_unknown"),
        (case(), recording(number=""), "desk.certificate_unknown"),
        (case("closed", ending="trial"), recording(), "desk.not_possible"),
        (case("taken"), recording(), "desk.not_possible"),
        (case("closed", ending="finished"), recording(), ["desk.certified"]),
    ],
)
def test_what_can_be_recorded(one, act, said):
    assert verdict(certificates.record, act, file_of(one), HOLDER) == said


def test_what_is_there_already_is_not_recorded_twice():
    act = recording(number="BMI-1", issued_on="2026-10-01")
    seen = file_of(None, certificate())
    assert verdict(certificates.record, act, seen, HOLDER) == "desk.certificate_there"


@pytest.mark.parametrize(
    ("before", "standard", "follows"),
    [
        (certificate(), "", True),
        (certificate(standard="SNI 8302:2016"), "SNI 8302:2016", True),
        (certificate(standard="SNI 8302:2016"), "SNI 8303:2016", False),
        (certificate(business_id="b2"), "", False),
        (certificate(kind="conformity"), "", False),
    ],
)
def test_a_renewed_certificate_follows_the_old_and_takes_its_page(
    before, standard, follows
):
    before = replace(before, public_code="0123abcd", shown_at=NOW)
    one = case("closed", ending="finished")
    decision = certificates.record(
        recording(standard=standard), file_of(one, before), HOLDER
    )
    made = changed(decision, AddCertificate)
    ended = [c for c in decision.changes if isinstance(c, EndCertificate)]
    assert ended == ([EndCertificate("c1", "replaced")] if follows else [])
    page = ("c1", "0123abcd", NOW) if follows else (None, None, None)
    assert (made.replaces, made.public_code, made.shown_at) == page


def test_the_day_on_which_it_expires_is_a_task_and_none_is_guessed():
    made = certificates.record(recording(), file_of(), HOLDER)
    assert not [c for c in made.changes if isinstance(c, AddTask)]
    until = recording(issued_on="2026-10-01", valid_until="2029-10-01")
    task_ = changed(certificates.record(until, file_of(), HOLDER), AddTask)
    assert (task_.kind, task_.due_on) == ("expiry", "2029-10-01")
    assert lasts(certificate(), TODAY).key == "certificate.until_unknown"
    assert lasts(certificate(valid_until="2026-11-01"), TODAY).key == "certificate.over"


def test_what_its_owner_sent_is_its_file_or_comes_back_with_a_reason():
    sent = Document("d1", "owner", "photo", "d1.jpg", purpose=certificates.PURPOSE)
    seen = file_of(None, documents=(sent,))
    act = SendCertificate("SRG-0001", ("d1",))
    assert told(certificates.send(act, seen, OWNER)) == [
        ("p-petugas", "certificate_sent")
    ]
    decision = certificates.record(recording(), seen, HOLDER)
    assert changed(decision, AddCertificate).files == ("d1",)
    assert changes.DecideDocuments(("d1",), "accepted") in decision.changes
    back = certificates.send_back(ReturnCertificate("1", "buram"), seen, HOLDER)
    assert told(back) == [("owner", "certificate_returned")]
    assert changes.DecideDocuments(("d1",), "sent_back") in back.changes


@pytest.mark.parametrize(
    ("one", "who", "said"),
    [
        (case(), OWNER, ["certificate.sent"]),
        (case("closed"), OWNER, ["certificate.sent"]),
        (case("taken"), OWNER, "certificate.no_case"),
        (case(), person("somebody"), "certificate.no_case"),
    ],
)
def test_an_owner_sends_one_for_their_own_case(one, who, said):
    act = SendCertificate("SRG-0001", ("d1",))
    assert verdict(certificates.send, act, file_of(one), who) == said


def test_a_case_that_goes_on_after_all_has_not_come_to_it():
    one = case("closed", ending="finished", stage="certificate")
    seen = file_of(one, certificate(), certificate("conformity", id="c2"))
    decision = closing.reopen(closing.ReopenCase("1"), seen, HOLDER)
    ended = [c for c in decision.changes if isinstance(c, EndCertificate)]
    assert ended == [EndCertificate("c1", "withdrawn")]


# --- its page ------------------------------------------------------------------------


def own(one=None, site=SITE, **values):
    filed = Filed((case("closed", ending="finished"),))
    return Own((one or certificate(),), site=site, filed=filed, **values)


@pytest.mark.parametrize(
    ("one", "site", "who", "asked"),
    [
        (certificate(), SITE, OWNER, True),
        (certificate(), "", OWNER, False),
        (certificate(public_code="0123abcd"), SITE, OWNER, False),
        (certificate(replaces="c0"), SITE, OWNER, False),
        (certificate("conformity", road="sppt_sni"), SITE, OWNER, False),
        (certificate(), SITE, person("owner", helper="Penolong Contoh"), False),
    ],
)
def test_whether_to_show_it_is_asked_once_and_of_its_owner_alone(one, site, who, asked):
    act = ShowCertificate("c1", new=True)
    said = verdict(certificate_pages.show, act, own(one, site), who)
    assert ("certificate.ask_page" in said) == asked
    assert said[0] == "certificate_drawn"


def test_the_owner_opens_the_page_closes_it_and_finds_it_where_it_was():
    opened = certificate_pages.open_page(OpenCertificatePage("c1"), own(), OWNER)
    page = changed(opened, OpenPage)
    assert opened.reply[0].values["link"] == f"{SITE}/sertifikat/{page.public_code}"
    assert opened.log[0].person == "owner"
    shown = certificate(public_code="0123abcd", shown_at=NOW)
    closed = certificate_pages.close_page(CloseCertificatePage("c1"), own(shown), OWNER)
    assert changed(closed, ClosePages) == ClosePages("owner", "c1")
    again = replace(shown, shown_at=None)
    opened = certificate_pages.open_page(OpenCertificatePage("c1"), own(again), OWNER)
    assert changed(opened, OpenPage).public_code == "0123abcd"


@pytest.mark.parametrize(
    ("decide", "act"),
    [
        (certificate_pages.open_page, OpenCertificatePage("c1")),
        (certificate_pages.close_page, CloseCertificatePage("c1")),
    ],
)
def test_no_helper_opens_or_closes_a_page(decide, act):
    helper = person("owner", helper="Penolong Contoh")
    assert verdict(decide, act, own(), helper) == "certificate.helper"


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (certificate(public_code="0123abcd", shown_at=NOW), ["poster"]),
        (certificate(public_code="0123abcd"), "certificate.poster_page"),
        (certificate(id="other"), "certificate.gone"),
    ],
)
def test_a_poster_leads_to_a_page_that_is_open(one, said):
    assert verdict(certificate_pages.poster, ShowPoster("c1"), own(one), OWNER) == said


# --- the years after -----------------------------------------------------------------


def test_a_day_of_surveillance_is_of_the_newest_certificate_of_the_case():
    act = AddSurveillance("1", "2027-03-12")
    seen = file_of(case("closed"), certificate(), certificate(id="c2"))
    decision = certificate_tasks.add(act, seen, HOLDER)
    assert changed(decision, AddTask).certificate_id == "c2"
    assert told(decision) == [("owner", "task_added")]


@pytest.mark.parametrize(
    ("day", "stand", "said"),
    [
        ("2026-11-01", (certificate(),), "desk.surveillance_over"),
        ("2027-03-12", (), "desk.no_certificate"),
    ],
)
def test_what_is_no_day_of_surveillance(day, stand, said):
    seen = file_of(case("closed"), *stand)
    assert verdict(certificate_tasks.add, AddSurveillance("1", day), seen, HOLDER) == (
        said
    )


@pytest.mark.parametrize(
    ("left", "marked"),
    [(91, None), (90, 90), (31, 90), (30, 30), (8, 30), (7, 7), (0, 7), (-1, -1)],
)
def test_one_is_reminded_ninety_thirty_and_seven_days_before(left, marked):
    day = (TODAY + timedelta(days=left)).isoformat()
    assert certificate_tasks.mark(day, TODAY) == marked


@pytest.mark.parametrize(
    ("state", "left", "who"),
    [
        ("due", 30, ["owner", "p-petugas"]),
        ("due", -1, ["owner", "p-kepala", "p-petugas"]),
        ("said", -1, ["p-kepala", "p-petugas"]),
        ("due", 91, []),
    ],
)
def test_whoever_leads_hears_only_of_what_was_missed(state, left, who):
    day = (TODAY + timedelta(days=left)).isoformat()
    found = certificate_tasks.reminders(
        task(due_on=day, state=state), certificate(), (officer(), HEAD), TODAY
    )
    assert [person for person, _, _ in found] == who


def test_of_a_certificate_that_nobody_holds_whoever_is_on_duty_hears():
    one = certificate(holder_id="left")
    found = certificate_tasks.reminders(
        task(due_on=date(2026, 11, 9).isoformat()), one, (officer("rekan"),), TODAY
    )
    assert [person for person, _, _ in found] == ["owner", "p-rekan"]


def of_task(state="due"):
    return TaskFile(task(state=state), certificate(), file_of(case("closed")))


@pytest.mark.parametrize(
    ("seen", "who", "said"),
    [
        (of_task(), OWNER, ["certificate.task_thanks"]),
        (of_task("said"), OWNER, "owner.task_state.said"),
        (of_task("done"), OWNER, "owner.task_state.done"),
        (of_task(), person("somebody"), "certificate.task_gone"),
        (TaskFile(), OWNER, "certificate.task_gone"),
    ],
)
def test_an_owner_says_that_it_is_done(seen, who, said):
    assert verdict(certificate_tasks.say_done, SayTaskDone("t1"), seen, who) == said


@pytest.mark.parametrize("done", [True, False])
def test_an_officer_confirms_it_and_the_owner_hears(done):
    decision = certificate_tasks.settle(SettleTask("t1", done), of_task("said"), HOLDER)
    state = "done" if done else "due"
    assert changed(decision, ChangeTask) == ChangeTask("t1", "said", state)
    assert heard(decision, TaskSettled).done == done


def test_what_is_settled_stays_so():
    act = SettleTask("t1", done=True)
    said = verdict(certificate_tasks.settle, act, of_task("ended"), HOLDER)
    assert said == "desk.task_over"
