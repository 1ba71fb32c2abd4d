"""What a person says of themselves, decided without a database."""

import pytest

from conversations.cases import changes
from conversations.cases.people import (
    Asked,
    DataShown,
    KeepConsent,
    KeepPerson,
    Reachable,
    ShowMyData,
    keep_consent,
    keep_person,
    reachable,
    show_my_data,
)
from conversations.cases.staff import changes as officer_changes
from tests.conversations.cases.files import person

OWNER, OFFICER = person(), person(works_as="officer")
LEFT = (changes.LeaveAnnouncements("owner"),)


@pytest.mark.parametrize(
    ("kind", "agreed", "more"),
    [
        ("notice", True, ()),
        ("notice", False, ()),
        ("announcements", True, ()),
        ("announcements", False, LEFT),
    ],
)
def test_an_answer_is_kept_with_what_was_asked_and_a_no_holds_at_once(
    kind, agreed, more
):
    seen = Asked("web", "2026-11", "hash")
    decision = keep_consent(KeepConsent(kind, agreed), seen, OWNER)
    kept = changes.Agree("owner", kind, agreed, "2026-11", "hash", "web")
    assert decision.changes == (kept, *more)
    (line,) = decision.log
    assert (line.act, line.person) == (f"consent.{kind}", "owner")
    assert line.detail == {"agreed": agreed}


@pytest.mark.parametrize(
    ("who", "said", "officer"),
    [
        (OWNER, {"name": "Contoh"}, None),
        (OFFICER, {"phone": "62811"}, None),
        (OFFICER, {"name": "Contoh", "language": "en"}, "Contoh"),
    ],
)
def test_only_what_was_said_changes_and_an_officer_is_called_so(who, said, officer):
    own, *more = keep_person(KeepPerson(**said), None, who).changes
    assert own == changes.RememberPerson(who.id, **said)
    called = [officer_changes.ChangeOfficer("petugas", name=officer)] if officer else []
    assert more == called


@pytest.mark.parametrize("yes", [True, False])
def test_the_address_that_was_used_is_marked(yes):
    (marked,) = reachable(Reachable(yes), "a1", OWNER).changes
    assert marked == changes.MarkReachable("a1", yes)
    assert reachable(Reachable(yes), "", OWNER).changes == ()


def test_what_is_kept_is_shown_to_its_person():
    kept = DataShown("Contoh", "", "id", notice=True, announcements=False)
    assert show_my_data(ShowMyData(), kept, OWNER).reply == (kept,)
