"""Who was slower hears who did what; and what they typed comes back."""

from datetime import timedelta

import pytest

from bot import words
from conversations.cases.handling import SendBack, TakeCase
from conversations.cases.meanwhile import CHANGES, JUST, Done, told
from conversations.engine.effects import Say
from tests.conversations.cases.files import NOW, case, person

WHO = person(works_as="officer")
DENIED = Say("desk.not_possible")
MINUTE = timedelta(minutes=1)


def keys(asked, last):
    said = told(DENIED, asked, case(), last, WHO)
    return [getattr(each, "key", "") or each.subject for each in said]


@pytest.mark.parametrize(
    ("last", "said"),
    [
        (None, []),
        (Done("case.accepted", NOW - JUST - MINUTE, "rekan", "Bu Rekan"), []),
        (Done("case.accepted", NOW - MINUTE, "petugas", "Bu Petugas"), []),
        (Done("case.accepted", NOW, "rekan", "Bu Rekan"), ["meanwhile.accepted"]),
        (Done("case.corrected", NOW), ["meanwhile.corrected"]),
    ],
)
def test_what_a_colleague_did_just_before_is_told_with_the_card_of_now(last, said):
    shown = ["card", *said] if said else []
    assert keys(TakeCase("1"), last) == [*shown, "desk.not_possible"]


def test_what_was_typed_is_not_lost():
    assert keys(SendBack("1", "photo", "terlalu gelap"), None) == [
        "desk.not_possible",
        "meanwhile.typed",
    ]


@pytest.mark.parametrize("act", sorted(CHANGES))
def test_everything_that_changes_a_case_has_words(act):
    key = f"meanwhile.{act.removeprefix('case.')}"
    assert words.text("id", key, {"officer": "Bu Rekan", "code": "SRG-1"}) != key
