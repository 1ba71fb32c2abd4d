"""What people hear of each other: one table, and nothing in it without words."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import pytest
from msgspec import structs, to_builtins

from bot import words
from conversations.cases.decision import Notice
from conversations.cases.digest import Leave, Own
from conversations.cases.doubles import Double
from conversations.cases.papers import PaperSentBack
from conversations.cases.records import Case
from conversations.cases.stages import Paper
from conversations.cases.visits.news import Stop
from conversations.cases.visits.reports import Wanting
from conversations.catalogue.overrides import Stated
from conversations.engine.effects import Begin, Line, Option, Say
from conversations.flows import FLOWS, notices
from tests.conversations.cases.files import NOW, case

SAMPLES: dict[Any, Any] = {
    str: "x",
    bool: True,
    int: 2,
    Option | str: Option("x", label="X"),
    Any: None,
    datetime: NOW,
    datetime | None: NOW,
    date: NOW.date(),
    date | None: NOW.date(),
    Mapping[str, str]: {"workers": "5", "kecamatan": "x", "phone": "62811"},
    Paper: Paper("apply/x", "X"),
    Case: case("closed"),
    Stop: Stop("x", "x", NOW, "x", ("x",), "x"),
    Own: Own("question", "x", "x", "x", NOW, "reply:n:1", "x"),
    Wanting: Wanting("x", NOW.date()),
    Leave: Leave("x", "x", NOW.date(), begins=True),
    Line: Line(Option("x", label="X"), ("x",)),
    Mapping[str, Any]: {"business_name": "Batik Contoh"},
    Mapping[str, Stated]: {},
    PaperSentBack: PaperSentBack("SRG-0001", "x", "x", "apply/x", "X", "x"),
}
"""A value of each kind."""
NAMED = {
    "state": "taken",
    "outcome": "closed_trial",
    "ending": "stopped",
    "kind": "expiry",
    "RecoverySettled.state": "moved",
    "RoleChanged.role": "coordinator",
    "RequestSettled.how": "granted",
    "DataShown.language": "id",
    "FactCard.state": "stands",
    "FactCard.part": "time",
    "due": NOW.isoformat(),
    "VisitWaits.kind": "visit",
    "doubts": ("near",),
    "found": (Double("SRG-0002", "SRG-0001", "Batik Contoh", "name"),),
    "Several.news": tuple(
        (subject, {"code": "SRG-0001", "business": "Batik Contoh", "officer": "X"})
        for subject in ("taken", "released")
    ),
}
"""Fields that hold one of few marks."""


def sample(kind: type[Notice], *, full: bool) -> Notice:
    """A notice with all that it can say, or with as little as it must."""
    values = {
        field.name: _named(kind, field.name) or _value(field.type)
        for field in structs.fields(kind)
        if full or field.required
    }
    return kind(**values)


def _named(kind: type[Notice], name: str) -> Any:
    return NAMED.get(f"{kind.__name__}.{name}") or NAMED.get(name)


def _value(kind):
    if kind in SAMPLES:
        return SAMPLES[kind]
    (of, _) = kind.__args__
    return (SAMPLES[of],)


def test_no_two_notices_are_kept_by_one_name():
    kinds = {each.subject: each for each in notices.NOTICES}
    assert list(kinds.values()) == list(notices.NOTICES)


@pytest.mark.parametrize("full", [True, False])
@pytest.mark.parametrize("kind", notices.NOTICES, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("language", words.LANGUAGES)
def test_every_notice_has_words_for_all_it_says(language, kind, full):
    notice = sample(kind, full=full)
    for effect in notices.effects(notice):
        match effect:
            case Say():
                values = {**effect.values, "you": ""}
                said = words.text(language, effect.key, values, effect.fallback)
                assert not re.search(r"{\w+}", said), said
                assert all(words.label(language, one) for one in effect.actions)
            case Begin():
                assert effect.flow in FLOWS


@pytest.mark.parametrize("kind", notices.NOTICES, ids=lambda kind: kind.__name__)
def test_a_notice_that_was_kept_is_the_same_when_it_is_read(kind):
    notice = sample(kind, full=True)
    kept = to_builtins(notice)
    assert notices.told(kind.subject, kept) == notices.effects(notice)


@pytest.mark.parametrize(
    ("subject", "values"),
    [("paper_sent", {"code": 7}), ("paper_accepted", {})],
)
def test_what_can_be_read_no_more_is_said_plainly(subject, values):
    (said,) = notices.told(subject, values)
    assert said.key == "repair.unread"
