"""Cases as a table: for whom, how much of it, and what is written down of that."""

import pytest
from msgspec import structs

from conversations.cases.decision import Denied
from conversations.cases.exports import (
    WHICH,
    AddExport,
    ExportCases,
    Exporting,
    export,
)
from conversations.cases.listing import ME, Filters
from tests.conversations.cases.files import changed, person

SEEN = Exporting("rahasia", "https://contoh.id/")
WHY = "undangan pelatihan"
ALL = WHICH["all"]


@pytest.mark.parametrize("role", ["officer", "coordinator", "admin", "auditor"])
def test_a_shortened_table_is_for_whoever_may_look(role):
    decision = export(ExportCases(WHICH["stuck"]), SEEN, person(works_as=role))
    kept = changed(decision, AddExport)
    assert (kept.about.by.urgent, kept.about.named, kept.reason) == ("stuck", False, "")
    assert decision.reply[0].values["link"] == "https://contoh.id/ekspor/rahasia"
    assert [line.act for line in decision.log] == ["cases.exported"]


def test_in_full_it_is_for_who_leads_and_the_reason_is_kept_beside_the_history():
    asked = ExportCases(ALL, named=True, reason=WHY)
    decision = export(asked, SEEN, person(works_as="coordinator"))
    assert changed(decision, AddExport).reason == WHY
    (line,) = decision.log
    assert line.detail["named"] is True
    assert WHY not in str(line.detail)


@pytest.mark.parametrize(
    ("asked", "role", "seen"),
    [
        (ExportCases(ALL, named=True, reason=WHY), "officer", SEEN),
        (ExportCases(ALL, named=True, reason=WHY), "auditor", SEEN),
        (ExportCases(ALL, named=True, reason="  ya "), "admin", SEEN),
        (ExportCases(ALL), "admin", structs.replace(SEEN, site="")),
        (ExportCases(ALL), None, SEEN),
    ],
)
def test_what_is_not_theirs_or_has_no_reason_is_not_given(asked, role, seen):
    who = person(works_as=role) if role else person("owner")
    with pytest.raises(Denied):
        export(asked, seen, who)


def test_whoever_fetches_it_at_once_needs_no_link_and_what_is_theirs_is_said_by_id():
    who = person(works_as="coordinator")
    asked = ExportCases(Filters(holder=ME, words="Sari"), token="rahasia")
    decision = export(asked, structs.replace(SEEN, site=""), who)
    about = changed(decision, AddExport).about
    assert (about.own, about.by.words) == (tuple(who.officer.acts_for), "")
    assert not decision.reply
    assert "Sari" not in str(decision.log)
