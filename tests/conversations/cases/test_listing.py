"""A list of cases: what a button keeps of it, whose turn it is, and what is urgent."""

from datetime import UTC, datetime, timedelta

import pytest
from msgspec import structs

from conversations.cases.decision import Denied
from conversations.cases.listing import (
    COUNTED,
    FIELDS,
    Filters,
    Listed,
    ShowCases,
    Start,
    read_spec,
    show_cases,
    spec,
)
from conversations.cases.queue import PAGE
from conversations.cases.turns import Limits, marks, turn
from conversations.engine.effects import Say
from tests.conversations.cases.files import NOW, case, person

DAY = timedelta(days=1)
AT = datetime(2026, 10, 1, 3, 4, 5, 678901, UTC)
ALL = Filters(
    "batik jaya", "all", "360405", "batikmark", "pay", "me", "owner", "late", 9
)
OFFICER = person(works_as="officer")


@pytest.mark.parametrize(
    "start", [Start(), Start(AT, 42, ahead=8), Start(AT, 7, back=True)]
)
@pytest.mark.parametrize("name", FIELDS)
def test_a_button_keeps_what_was_asked_for_and_where_one_was(name, start):
    by = Filters(**{name: getattr(ALL, name)})
    said = spec(by, start)
    assert said is not None
    assert read_spec(said) == (by, start)


def test_what_does_not_fit_a_button_has_none_and_nonsense_asks_for_all():
    assert spec(ALL) is None
    for text in ("", "x,,a~,nviele,d-4", "z1"):
        assert read_spec(text) == (Filters(), Start())


@pytest.mark.parametrize(
    ("shown", "whose"),
    [
        (case("submitted"), "dinas"),
        (case("taken"), "dinas"),
        (case("sent_back"), "owner"),
        (case("accepted", stage="apply"), "owner"),
        (case("accepted", stage="apply", reported_at=NOW), "dinas"),
        (case("accepted", stage="apply", holder_id=None), "dinas"),
        (case("accepted", stage="test"), "lab"),
        (case("closed"), ""),
    ],
)
def test_whose_turn_it_is(shown, whose):
    assert turn(shown) == whose


@pytest.mark.parametrize(
    ("shown", "found"),
    [
        (case("taken", waiting_since=NOW), ()),
        (case("submitted", waiting_since=NOW - 6 * DAY), ("late",)),
        (case("sent_back", waiting_since=NOW - 20 * DAY), ()),
        (case("accepted", waiting_since=NOW - 31 * DAY), ("stuck",)),
        (case("taken", road="mandatory", returned=2), ("mandatory", "returned")),
        (case("closed", waiting_since=NOW - 99 * DAY), ()),
    ],
)
def test_what_is_urgent(shown, found):
    assert marks(shown, Limits.at(NOW)) == found


def test_a_page_leads_to_the_one_before_and_the_one_after():
    rows = tuple(case(code=f"SRG-{n:04}", waiting_since=AT) for n in range(9, 9 + PAGE))
    seen = Listed(Filters(urgent="late"), Start(AT, 8, ahead=PAGE), 30, rows)
    (said,) = show_cases(ShowCases(), seen, OFFICER).reply
    assert isinstance(said, Say)
    assert said.values["place"] == Say("desk.span", {"first": 9, "last": 16})
    before, after = (read_spec(each.value[6:]) for each in said.actions[-2:])
    assert before == (seen.filters, Start())
    assert after == (seen.filters, Start(AT, 16, ahead=2 * PAGE))
    assert said.actions[0].value == "open:SRG-0009"


def test_of_very_many_it_says_that_there_are_more_and_goes_on():
    rows = tuple(case(code=f"SRG-{n:04}", waiting_since=AT) for n in range(1, 1 + PAGE))
    far = Start(AT, 8, ahead=4 * COUNTED)
    seen = Listed(Filters(), far, COUNTED + 1, rows)
    (said,) = show_cases(ShowCases(), seen, OFFICER).reply
    assert said.values["count"] == Say("desk.more_than", {"count": COUNTED})
    assert seen.after == Start(AT, PAGE, ahead=far.ahead + PAGE)
    assert structs.replace(seen, rows=rows[:-1]).after is None


@pytest.mark.parametrize(
    ("seen", "who", "key"),
    [
        (Listed(), person(), "desk.not_allowed"),
        (Listed(), OFFICER, "desk.cases_empty"),
        (Listed(Filters(holder="me")), OFFICER, "desk.mine_empty"),
    ],
)
def test_where_there_is_none_it_says_what_can_be_asked(seen, who, key):
    with pytest.raises(Denied) as denied:
        show_cases(ShowCases(), seen, who)
    assert denied.value.said.key == key
