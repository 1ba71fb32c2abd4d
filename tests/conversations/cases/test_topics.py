"""What is done next to the topic of a case, and what a call that ended leaves."""

from dataclasses import replace

import pytest
from msgspec import structs

from conversations.cases.topics import (
    GONE,
    NO_TOPICS,
    NOT_EDITABLE,
    Call,
    Topic,
    Wanted,
    done,
    ended,
    failed,
    icon_of,
    name_of,
    next_call,
)
from tests.conversations.cases.files import case as a_case

SHOWN = Topic(thread="5", card="6", look="a", face="b")
SAME = Wanted("a", "b")


@pytest.mark.parametrize(
    ("topic", "wanted", "forum", "call"),
    [
        (Topic(), SAME, True, "create"),
        (Topic(thread="5"), SAME, True, "card"),
        (SHOWN, SAME, True, ""),
        (SHOWN, Wanted("A", "B", closed=True, lines=True), True, "say"),
        (SHOWN, Wanted("A", "B", closed=True), True, "edit"),
        (SHOWN, Wanted("A", "b", closed=True), True, "change"),
        (SHOWN, Wanted("a", "b", closed=True), True, "close"),
        (structs.replace(SHOWN, closed=True), SAME, True, "reopen"),
        # a group without topics has the card alone
        (Topic(), Wanted("a", "b", lines=True), False, "card"),
        (Topic(card="6"), Wanted("a", "b", lines=True), False, "edit"),
        (Topic(card="6", face="b"), Wanted("A", "b", closed=True), False, ""),
        (SHOWN, Wanted("A", "b", closed=True), False, ""),
    ],
)
def test_one_call_follows_another(topic, wanted, forum, call):
    assert next_call(topic, wanted, forum=forum) == call


def calling(do):
    call = Call("1", do, look="A", face="B")
    return structs.replace(SHOWN, call=call)


@pytest.mark.parametrize(
    ("do", "after"),
    [
        ("create", Topic(thread="9", look="A")),
        ("card", structs.replace(SHOWN, card="9", face="B")),
        ("edit", structs.replace(SHOWN, face="B")),
        ("change", structs.replace(SHOWN, look="A")),
        ("close", structs.replace(SHOWN, closed=True)),
        ("say", SHOWN),
    ],
)
def test_a_call_that_was_made_is_known(do, after):
    assert done(calling(do), "9") == after


@pytest.mark.parametrize(
    ("do", "why", "after"),
    [
        ("say", GONE, Topic()),
        ("edit", NOT_EDITABLE, structs.replace(SHOWN, card="", face="")),
        ("change", NO_TOPICS, SHOWN),
        ("say", "uncertain", structs.replace(SHOWN, tries=1)),
    ],
)
def test_a_call_that_came_to_nothing_is_made_up_for(do, why, after):
    assert failed(calling(do), why) == after


def test_what_can_never_be_changed_is_let_be():
    topic = calling("edit")
    for _ in range(3):
        topic = structs.replace(failed(topic, "odd"), call=calling("edit").call)
    assert failed(topic, "odd").face == "B"


@pytest.mark.parametrize(
    ("new", "icon", "over"),
    [
        ({"state": "submitted", "holder_id": None}, "new", False),
        ({"state": "accepted", "holder_id": None}, "new", False),
        ({"state": "taken"}, "taken", False),
        ({"state": "sent_back"}, "sent_back", False),
        ({"state": "accepted"}, "guided", False),
        ({"state": "closed", "ending": "finished"}, "done", True),
        ({"state": "closed", "ending": "test"}, "ended", True),
        ({"state": "withdrawn"}, "ended", True),
    ],
)
def test_a_topic_shows_how_its_case_stands(new, icon, over):
    case = replace(a_case(), **{"holder_id": "o1", **new})
    assert (icon_of(case), ended(case)) == (icon, over)
    assert name_of(case).startswith(f"{case.code} · ")
