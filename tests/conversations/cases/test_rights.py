"""Role by act by office by whose case: each is walked; an act without a row fails."""

from collections.abc import Callable
from itertools import product

import pytest

from bot.desk.acts import acts
from conversations.cases import (
    assignment,
    closing,
    handling,
    lifecycle,
    merging,
    papers,
    progress,
    replies,
    rights,
    stage_reports,
    talks,
)
from conversations.cases.certificates import recording as certificates
from conversations.cases.certificates import tasks as certificate_tasks
from conversations.cases.decision import Decision, Denied
from conversations.cases.delegation import ActFor
from conversations.cases.rights import RIGHTS
from conversations.cases.visits import appointments as visits
from conversations.engine.effects import Act
from tests.conversations.cases.files import NO_CASE, case, case_file, officer, person

ROLES = ("owner", *lifecycle.ROLES)
WHOSE = ("own", "stood in for", "another's", "nobody's")
THEIRS = ("own", "stood in for")
OFFICES = ("dinas", "izin", "lain")
"""One's own, one that let guides in, and another."""


def offered(act, seen, who):
    """One case of those that an officer wants to visit."""
    return visits.offer(act, visits.Planning((seen,)), who)


ACTS: list[tuple[Callable[..., Decision], str, Act]] = [
    (handling.take, "take", handling.TakeCase("1")),
    (handling.send_back, "back", handling.SendBack("1", "road", "kabur")),
    (handling.accept, "accept", handling.AcceptCase("1")),
    (handling.change_road, "other_road", handling.ChangeRoad("1", "bina_umk")),
    (progress.move, "onward", progress.MoveStage("1", "onward", "apply")),
    (progress.move, "backward", progress.MoveStage("1", "backward", "apply")),
    (
        stage_reports.refuse,
        "not_done",
        stage_reports.RefuseReport("1", "apply", "buram"),
    ),
    (papers.show, "papers", papers.ShowPapers("1")),
    (papers.judge, "papers", papers.JudgePaper("1", "apply/nib")),
    (
        certificates.record,
        "certificate",
        certificates.RecordCertificate("1", "batikmark", "BMI-1"),
    ),
    (
        certificates.send_back,
        "certificate",
        certificates.ReturnCertificate("1", "bukan"),
    ),
    (
        certificate_tasks.add,
        "certificate",
        certificate_tasks.AddSurveillance("1", "2027-03-12"),
    ),
    (closing.close, "close", closing.CloseCase("1", "trial")),
    (closing.reopen, "reopen", closing.ReopenCase("1")),
    (assignment.hand_over, "hand_over", assignment.HandOverCase("1", "third")),
    (assignment.release, "release", assignment.ReleaseCase("1")),
    (assignment.note, "note", assignment.WriteInternalNote("1", "x")),
    (offered, "visit", visits.OfferVisits(("1",), ("2026-11-05T09:00",))),
]
ANSWER = replies.ReplyToOwner("Ya.", code="1")
OF_RIGHTS = {
    *("not_allowed", "not_holder", "unheld", "other_office", "not_possible"),
    *("already_taken", "already_yours"),
}
"""Why not, where it is a matter of rights; the other reasons come after them."""


def test_every_act_has_a_row_and_every_row_an_act():
    performed = set(acts({})) - {ActFor}
    assert performed - set(RIGHTS) == set()
    assert set(RIGHTS) - performed == set()


def test_every_officers_act_of_a_cases_life_is_walked():
    named = {name for right in RIGHTS.values() if right.roles for name in right.life}
    assert named == {name for _, name, _ in ACTS} | {"reply"}
    walked = {type(act) for *_, act in ACTS} | {
        merging.MergeCases,
        replies.ReplyToOwner,
        talks.Speak,
    }
    assert {
        act for act, right in RIGHTS.items() if right.roles and right.life
    } == walked
    assert {name for r in RIGHTS.values() for name in r.life} == {
        name for _, name in lifecycle.LIFE
    }


def somebody(role):
    works = officer(role=role, granted=("izin",), stands_for=("cuti",))
    return person("owner") if role == "owner" else person(officer=works)


def a_case(state, whose, office):
    holders = {"own": "petugas", "stood in for": "cuti", "nobody's": None}
    return case(state, holder_id=holders.get(whose, "rekan"), office_id=office)


def denied(decide, act, seen, who):
    """Whether *act* is denied for want of a right, at the gate or by its rule."""
    try:
        rights.ask(type(act), who)
        decide(act, seen, who)
    except Denied as why:
        return why.said.key.removeprefix("desk.") in OF_RIGHTS
    return False


def allowed(name, state, role, office, whose):
    """What the tables say, read without the code that asks them."""
    move = next((m for key, m in lifecycle.LIFE.items() if key == (state, name)), None)
    if move is None:
        return False
    if role == lifecycle.GUIDE:
        return office != "lain" and name in {"note", "visit"}
    if role not in lifecycle.HANDLERS or office != "dinas":
        return False
    if name == "take":
        return whose == "nobody's"
    if move.who == "taker" and whose == "nobody's":
        return True
    return move.who == "officer" or whose in THEIRS or role in lifecycle.LEADERS


STATES = ("submitted", "taken", "sent_back", "accepted", "closed", "withdrawn")
CELLS = tuple(product(STATES, ROLES, OFFICES, WHOSE))


@pytest.mark.parametrize(
    ("decide", "name", "act"), ACTS, ids=[type(each).__name__ for *_, each in ACTS]
)
def test_who_may_do_what_to_whose_case(decide, name, act):
    for state, role, office, whose in CELLS:
        staff = (officer(), officer("rekan"), officer("third"))
        seen = case_file(a_case(state, whose, office), staff=staff)
        walked = (state, role, office, whose)
        barred = denied(decide, act, seen, somebody(role))
        assert barred != allowed(name, *walked), walked


def test_who_may_write_to_whose_owner():
    for state, role, office, whose in CELLS:
        seen = replies.Replying(case_file(a_case(state, whose, office)))
        barred = denied(replies.reply, ANSWER, seen, somebody(role))
        walked = (state, role, office, whose)
        assert barred != allowed("reply", *walked), walked


@pytest.mark.parametrize("kind", RIGHTS, ids=lambda kind: kind.__name__)
def test_the_gate_lets_in_the_roles_of_the_row_and_nobody_else(kind):
    for role in ROLES:
        roles = RIGHTS[kind].roles
        try:
            rights.ask(kind, somebody(role))
            let_in = True
        except Denied:
            let_in = False
        assert let_in == (not roles or role in roles), role


def test_of_what_is_no_case_nothing_is_done():
    for decide, _, act in ACTS:
        with pytest.raises(Denied):
            decide(act, NO_CASE, somebody("admin"))
