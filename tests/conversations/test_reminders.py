"""When an owner is reminded, and of what: one thing, twice at most, and never at night."""

from datetime import datetime, timedelta

import pytest

from conversations.cases.calendar import at as clock
from conversations.cases.calendar import waited
from conversations.cases.reminders import due, quiet
from conversations.engine.events import Notified, Pressed
from conversations.flows import BOOK
from tests.conversations.chat import Chat

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def there(said):
    """A moment by the clock of the office."""
    naive = datetime.fromisoformat(said)
    return clock(naive.date(), naive.time())


@pytest.mark.parametrize(
    ("silence", "closes_in", "number"),
    [
        (HOUR, None, 0),
        (DAY - HOUR, None, 0),
        (DAY, None, 1),
        (DAY + 11 * HOUR, None, 1),
        (2 * DAY, None, 0),
        (7 * DAY - HOUR, None, 0),
        (7 * DAY, None, 2),
        (8 * DAY, None, 0),
        (400 * DAY, None, 0),
        (19 * HOUR, 5 * HOUR, 0),
        (20 * HOUR, 4 * HOUR, 1),
        (24 * HOUR, 0 * HOUR, 0),
        (7 * DAY, -6 * DAY, 0),
    ],
)
def test_a_reminder_is_due_after_a_day_and_after_a_week(silence, closes_in, number):
    assert due(silence, closes_in) == number


@pytest.mark.parametrize(
    ("at", "disturbs"),
    [
        ("2026-11-23 06:59", True),
        ("2026-11-23 07:00", False),
        ("2026-11-23 19:59", False),
        ("2026-11-23 20:00", True),
        ("2026-11-23 00:00", True),
        ("2026-11-27 11:29", False),
        ("2026-11-27 11:30", True),
        ("2026-11-27 13:00", False),
        ("2026-11-26 12:00", False),
    ],
)
def test_nobody_is_disturbed_at_night_or_at_friday_prayers(at, disturbs):
    assert quiet(there(at)) is disturbs


@pytest.mark.parametrize(
    ("since", "until"),
    [
        ("2026-11-23 09:00", "2026-11-24 09:00"),  # Monday, Tuesday
        ("2026-11-26 15:00", "2026-11-27 15:00"),  # Thursday, Friday
        ("2026-11-27 09:00", "2026-11-30 09:00"),  # Friday, Monday
        ("2026-11-28 09:00", "2026-12-01 09:00"),  # from Saturday on to Tuesday
        ("2026-11-29 09:00", "2026-12-01 09:00"),
    ],
)
def test_a_case_waited_long_when_a_working_day_went_by(since, until):
    since, until = there(since), there(until)
    assert not waited(since, until - timedelta(minutes=1), 1)
    assert waited(since, until, 1)


# --- what is said -----------------------------------------------------------------

PAPER = {"last": False, "code": "SRG-0001", "paper": "apply/npwp", "name": "NPWP"}
BACK = {"last": False, "code": "SRG-0001", "field": "product", "officer": "Bu Contoh"}


@pytest.fixture
def chat():
    """Somebody in the middle of an application, who has agreed to the notice."""
    chat = Chat(BOOK, noticed=True)
    chat.says("halo", "daftar")
    assert chat.question == "owner_name"
    return chat


def remind(chat, **values):
    chat.take(Notified("remind", {"last": False, **values}))
    return chat


def test_a_form_that_lies_open_is_asked_again(chat):
    assert remind(chat).said == ["remind.form"]
    assert chat.question == "owner_name"


@pytest.mark.parametrize("word", ["bahasa", "privasi", "menu", "batal", "ubah"])
def test_a_short_thing_left_over_a_form_is_over(chat, word):
    chat.says(word)
    remind(chat)
    assert chat.question == "owner_name"


def test_the_last_reminder_says_that_it_is(chat):
    assert remind(chat, last=True).said == ["remind.last", "remind.form"]


def test_a_form_put_aside_is_one_button_away(chat):
    chat.says("simpan dulu")
    assert remind(chat).said == ["remind.aside"]
    assert chat.asked is None
    chat.take(Pressed("resume"))
    assert chat.question == "owner_name"


@pytest.mark.parametrize("word", ["menu", "bahasa", "privasi", "terima kasih"])
def test_who_left_nothing_hears_nothing(word):
    chat = Chat(BOOK, noticed=True)
    chat.says("halo", word)
    assert remind(chat).out == ()


def test_an_open_form_comes_before_a_paper_and_a_paper_before_what_was_put_aside(chat):
    assert remind(chat, **PAPER).said == ["remind.form"]
    chat.says("simpan dulu")
    chat.world = {"papers": {"code": "SRG-0001", "paper_name": "NPWP", "wanted": []}}
    assert "remind.paper" in remind(chat, **PAPER).said
    assert chat.question == "file"


def test_the_answer_sent_back_is_asked_at_once():
    chat = Chat(BOOK, noticed=True)
    assert "remind.sent_back" in remind(chat, **BACK).said
    assert chat.question == "product"


# --- a form that was thrown away ------------------------------------------------------


def test_a_form_thrown_away_by_mistake_is_had_back(chat):
    chat.says("Ibu Contoh", "batal", "drop")
    assert chat.talk.open == ()
    chat.take(Pressed("restore"))
    assert chat.said == ["repair.restored"]
    assert chat.question == "sector"
    assert chat.answers["owner_name"] == "Ibu Contoh"


@pytest.mark.parametrize(("days", "there"), [(0, True), (7, True), (8, False)])
def test_it_can_be_had_back_for_seven_days(chat, days, there, monkeypatch):
    chat.says("Ibu Contoh", "batal", "drop")
    monkeypatch.setattr("tests.conversations.chat.TODAY", chat.here.today + days * DAY)
    chat.take(Pressed("restore"))
    assert (chat.question == "sector") is there
    assert chat.talk.dropped is None


def test_what_was_had_back_once_is_not_had_twice(chat):
    chat.says("batal", "drop")
    chat.take(Pressed("restore"))
    chat.take(Pressed("restore"))
    assert "repair.nothing_to_restore" in chat.said
    assert chat.question == "owner_name"


def test_without_consent_nothing_of_the_form_is_kept():
    chat = Chat(BOOK)
    chat.says("halo", "apply", "tidak")
    assert chat.talk.dropped is None
