"""Buttons outside a form: made by one half of a codec, read by the other."""

import pytest

from conversations.cases.announcements import StopAnnouncement
from conversations.cases.buttons import ACTS, button, desk
from conversations.cases.canned_replies import MendAnswer, ShowAnswers
from conversations.cases.delegation import EndMandate, RecordMandate
from conversations.cases.handling import AcceptCase, TakeCase
from conversations.cases.overrides import (
    SettleFact,
    ShowFact,
    ShowFacts,
    TakeBackFact,
)
from conversations.cases.papers import JudgePaper, ShowPapers
from conversations.cases.progress import MoveStage, ShowStatus
from conversations.cases.queue import ShowCase, ShowQueue
from conversations.cases.recovery import SettleRecovery, StopRecovery
from conversations.engine.effects import Act, Begin, Effect
from conversations.engine.values import Here, Who
from conversations.flows.buttons import ACTIONS, DESK
from tests.conversations.chat import TODAY

CODE, PAPER = "SRG-0001", "apply/nib"


def here(role=""):
    return Here(Who(role=role), TODAY, lambda option: option.label)


@pytest.mark.parametrize(
    ("made", "wire", "effect"),
    [
        (desk("take", CODE), "take:SRG-0001", TakeCase(CODE)),
        (desk("open", CODE), "open:SRG-0001", ShowCase(CODE)),
        (desk("accept", CODE), "accept:SRG-0001", AcceptCase(CODE)),
        (desk("back", CODE), "back:SRG-0001", Begin("send_back", {"code": CODE})),
        (desk("papers", CODE), "papers:SRG-0001", ShowPapers(CODE)),
        (
            desk("papers", CODE, PAPER),
            "papers:SRG-0001/apply/nib",
            ShowPapers(CODE, PAPER),
        ),
        (desk("pass", CODE, PAPER), "pass:SRG-0001/apply/nib", JudgePaper(CODE, PAPER)),
        (
            desk("redo", CODE, PAPER),
            "redo:SRG-0001/apply/nib",
            Begin("judge", {"code": CODE, "paper": PAPER}),
        ),
        (
            desk("onward", CODE, "pay"),
            "onward:SRG-0001/pay",
            MoveStage(CODE, "onward", "pay"),
        ),
        (desk("move", "r1"), "move:r1", SettleRecovery("r1", moves=True)),
        (desk("deny", "r1"), "deny:r1", SettleRecovery("r1", moves=False)),
        (button("not_me", "r1"), "not_me:r1", StopRecovery("r1")),
        (button("queue", "2"), "queue:2", ShowQueue(2)),
        (button("queue", "x"), "queue:x", ShowQueue()),
        (button("answers"), "answers", ShowAnswers()),
        (button("mend", "a1"), "mend:a1", MendAnswer("a1")),
        (button("facts", "1"), "facts:1", ShowFacts(1)),
        (button("fact", "o1"), "fact:o1", ShowFact("o1")),
        (button("fact_yes", "o1"), "fact_yes:o1", SettleFact("o1", agreed=True)),
        (button("fact_no", "o1"), "fact_no:o1", SettleFact("o1", agreed=False)),
        (button("fact_back", "o1"), "fact_back:o1", TakeBackFact("o1")),
        (
            button("put_right", "cost:batikmark/test"),
            "put_right:cost:batikmark/test",
            Begin("fact", {"about": "cost:batikmark/test"}),
        ),
        (button("halt", "a1"), "halt:a1", StopAnnouncement("a1")),
        (button("mandate_yes", "m1"), "mandate_yes:m1", RecordMandate("m1")),
        (button("mandate_end", "m1"), "mandate_end:m1", EndMandate("m1")),
        (button("status"), "status", ShowStatus()),
        (desk("onward", CODE), "onward:SRG-0001", MoveStage(CODE, "onward", "")),
    ],
)
def test_a_button_reads_back_as_what_it_was_made_for(made, wire, effect: Effect):
    assert made.value == wire, "people have old cards: what they say never changes"
    verb, _, argument = wire.partition(":")
    assert ACTIONS[verb](argument, here(role="officer")) == (effect,)


@pytest.mark.parametrize("verb", DESK)
def test_what_only_the_desk_may_do_is_refused_to_others(verb):
    (said,) = ACTIONS[verb]("x", here())
    assert not isinstance(said, Act)
    assert getattr(said, "key", "") == "refusal.not_allowed"


def test_every_button_of_a_card_does_something():
    assert {act for acts in ACTS.values() for act in acts} <= set(ACTIONS)
