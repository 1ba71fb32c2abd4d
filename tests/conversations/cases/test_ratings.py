"""How content owners are: who is asked, when, how often, and what is made of it."""

from datetime import timedelta
from decimal import Decimal

import pytest
from msgspec import structs

from conversations.cases.changes import QueueJob
from conversations.cases.decision import Denied
from conversations.cases.ratings import (
    AddRating,
    AskRating,
    ChangeRating,
    Ended,
    ExplainRating,
    RateCase,
    Ratings,
    Remark,
    ask,
    explain,
    rate,
)
from conversations.cases.reports import ratings as reported
from conversations.cases.reports.lines import PAGE
from conversations.engine.effects import Option, Say
from tests.conversations.cases.files import NOW, case, changed, person

OWNER = person("owner")
SAID = Say("owner.closed.stopped", actions=(Option("officer", key="action.officer"),))
OVER = Ended(case("closed", ending="stopped"), agreed=True)


def asked(seen=OVER, who=OWNER, said=SAID):
    return ask(AskRating("SRG-0001", said), seen, who)


def test_the_question_goes_with_the_news_in_one_bubble():
    news, question = asked().reply
    assert (news.joined, news.actions) == (True, ())
    assert [each.value for each in question.actions] == [
        *(f"rate:SRG-0001/{face}" for face in (5, 4, 3, 2, 1)),
        "officer",
    ], "what the news offered is offered still"
    assert changed(asked(), AddRating).case_id == "1"
    (alone,) = asked(said=None).reply
    assert alone.key == "rating.ask"


@pytest.mark.parametrize(
    ("seen", "who"),
    [
        (structs.replace(OVER, rated=0), OWNER),
        (structs.replace(OVER, rated=4), OWNER),
        (structs.replace(OVER, agreed=False), OWNER),
        (OVER, structs.replace(OWNER, helper="Penolong Contoh")),
        (OVER, person("another")),
        *((Ended(case("closed", ending=e), agreed=True), OWNER) for e in ("trial",)),
        (Ended(case("accepted"), agreed=True), OWNER),
        (Ended(), OWNER),
    ],
)
def test_nobody_is_asked_twice_or_for_another_or_without_consent(seen, who):
    decision = asked(seen, who)
    assert (decision.reply, decision.changes) == ((SAID,), ())


def test_at_night_only_the_news_goes_and_the_question_waits_for_the_morning():
    night = structs.replace(OWNER, now=NOW.replace(hour=15))  # 22.00 in Serang
    decision = asked(who=night)
    assert decision.reply == (SAID,)
    job = changed(decision, QueueJob)
    assert job.run_at == NOW.replace(hour=0) + timedelta(days=1), "07.00 there"


def test_a_face_is_kept_and_a_later_one_counts_instead():
    for before in (0, 2):
        seen = structs.replace(OVER, rated=before)
        decision = rate(RateCase("SRG-0001", 5), seen, OWNER)
        assert changed(decision, ChangeRating) == ChangeRating("1", face=5)
        assert [each.value for each in decision.reply[0].actions] == [
            "rate_words:SRG-0001"
        ]
    decision = explain(ExplainRating("SRG-0001", "Cepat."), seen, OWNER)
    assert changed(decision, ChangeRating) == ChangeRating("1", words="Cepat.")


@pytest.mark.parametrize(
    ("face", "seen", "who"),
    [
        (0, structs.replace(OVER, rated=0), OWNER),
        (6, structs.replace(OVER, rated=0), OWNER),
        (5, OVER, OWNER),
        (5, structs.replace(OVER, rated=0), person("another")),
        (5, Ended(), OWNER),
    ],
)
def test_what_was_not_asked_is_not_kept(face, seen, who):
    with pytest.raises(Denied):
        rate(RateCase("SRG-0001", face), seen, who)


def test_the_figure_is_everybodys_only_when_nobody_can_guess_who_said_what():
    few, enough = Ratings({5: 3, 4: 1}), Ratings({5: 3, 4: 2})
    assert (few.public, enough.public) == (False, True)
    assert (enough.mean, enough.count) == (Decimal("4.6"), 5)
    assert reported.summary(Ratings()) == ""


def test_the_report_shows_each_face_and_to_who_leads_the_words():
    found = Ratings({5: 3, 1: 1})
    (said,) = reported.shown(found, 0)
    assert [line.shown[0] for line in said.values["lines"]] == [3, 0, 0, 0, 1]
    remark = Remark("SRG-0001", "Batik Contoh", 1, "Lama sekali.")
    full = replace_remarks(found, remark, PAGE)
    assert reported.shown(full, 0)[-1].actions[-1].value == "report:ratings/1"
    assert "Lama sekali." in str(reported.shown(full, 0)[-1].values)
    assert reported.shown(replace_remarks(found, remark, 1), 0)[-1].actions == (
        Option("open:SRG-0001", label="SRG-0001 Batik Contoh"),
    )


def replace_remarks(found, remark, times):
    return structs.replace(found, remarks=(remark,) * times)
