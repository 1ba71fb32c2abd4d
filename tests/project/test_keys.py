"""Code and words meet: what is said has words, and words are said somewhere."""

import re
from collections import Counter
from typing import get_args

import pytest

from bot import words
from bot.channels.spec import CHANNELS
from bot.media import check as media_check
from bot.operations import refusals
from conversations.cases import readiness, stages
from conversations.cases.buttons import ACTS, MORE, REPORTED
from conversations.cases.closing import ENDINGS, FINISHED
from conversations.cases.doubles import NUMBERS
from conversations.cases.lifecycle import ROLES
from conversations.cases.meanwhile import CHANGES
from conversations.cases.records import outcome
from conversations.cases.trail import ACTS as ACTS_BY_KIND
from conversations.cases.trail import KNOWN as KNOWN_ACTS
from conversations.cases.visits import records as visit_records
from conversations.catalogue import catalogue
from conversations.engine import events
from conversations.engine.commands import ALIKE
from conversations.engine.questions import PERIODS, UNEXPLAINED
from conversations.flows import word_keys
from conversations.flows.shared import menu, wishes
from conversations.language import Doubt, Greeting, Other
from conversations.understanding import READERS
from conversations.understanding.intents import OFFICERS, OWNERS
from conversations.understanding.meaning import Reason
from locales import FOLDER
from storage.cases.documents import MARKS
from tests.project.spoken import (
    FETCHING,
    KEY,
    WRAPPED,
    Use,
    homes,
    spoken,
    strings,
    templates,
    uses,
    uses_in,
)
from tests.project.tree import ROOT, files, text

BROAD = re.compile(r"[a-z_]+\\\.\[\\w\.\]\+|\[.*")
PLACE = re.compile(r"{(\w+)}")
ALWAYS = {"you"}
READING = {
    *("no_number", "several", "too_short", "too_long"),
    *("landline", "foreign", "not_mobile"),
    *(
        "not_a_number",
        "not_exact",
        "which_number",
        "not_a_quantity",
        "not_a_day",
        "doubtful",
    ),
    *("not_these_digits", "digits_counted", "looks_like_nik"),
}
"""Why what was said is no answer, or only offered, as `reading` says."""
FULL = ("quota", "no_room")
"""Problems of files that there is no room for, whatever they are."""
WRITTEN = {"is_unlikely"} | {
    f"is_{why}"
    for why in (*get_args(Other), *get_args(Doubt))
    if why not in UNEXPLAINED
}
"""Why a text is not simply the answer, as `language.free_text` says."""
FETCH = ("gone", "later", "damaged")
"""Problems of what could not be had at all, after `bot.media.check.REASONS`."""

REASONS = (
    {use.pattern for use in uses() if use.call == "Refusal" and "[" not in use.pattern}
    | READING
    | WRITTEN
    | {"perhaps_elsewhere", "which_first"}
    | {
        f"file_{reason}{again}"
        for reason in (*media_check.REASONS, *FETCH, *FULL)
        for again in ("", ".again")
    }
    | {f"wanted_text_{kind}" for kind in events.KINDS}
    | {f"wanted_file_{kind}" for kind in events.KINDS}
)
# History and tables have names of this shape, too.
NOT_WORDS = {
    *("announcement.started", "announcement.stopped", "learn.toml"),
    *("programme.opened", "programme.closed", "request.asked", "consent.showcase"),
}
# A reason may be put in words by each question that raises it, instead of once for all.
OF_QUESTIONS = {"unsure"}

ABOUT = {
    about
    for path in files(ROOT / "conversations", ".py")
    for about in re.findall(r'AskOfficers\([^()]*about="(\w+)"', text(path))
}
"""What a question to officers can be about, besides anything at all."""

OUTCOMES = {outcome("closed", ending) for ending in ENDINGS}

FAMILIES = {
    "meant": {*OWNERS, *OFFICERS, "person"} - {"none"},
    "wish": {*wishes.HANDED_ON},
    "action": ("apply", "roads", "stages", "officer", "status", "subscribe", "answer"),
    "address": ("unknown", *(
        f"{form}{bare}"
        for form in ("bapak", "ibu", "kang", "teh")
        for bare in ("", ".bare")
    ), "name"),
    "announce.whom": ("all", "kecamatan", "sector", "road", "stage"),
    "ask.sent": ABOUT,
    "channel": {"terminal", "desk"} | {each.name for each in CHANNELS},
    "command": {n for each in CHANNELS for menu in each.menu.values() for n in menu},
    "cli.explain.because": get_args(Reason),
    "cli.explain.reader": {reader.__name__ for reader in READERS},
    "cli.refuse": {key for _, key in refusals.BY_KIND},
    "desk": (
        *("not_holder", "not_possible", "already_taken", "already_yours"),
        *("unheld", "no_colleague"),
    ),
    "desk.asked": ABOUT,
    "closing": ("stages", "papers", "unseen", "questions"),
    "closing.as": ENDINGS,
    "desk.act": {
        "confirm",
        *(act for acts in (*ACTS.values(), *MORE.values(), REPORTED) for act in acts),
    },
    "desk.card": {"new", "reported", *ACTS, *OUTCOMES},
    "desk.ended": ENDINGS,
    "desk.moved": stages.STEPS,
    "double": (*NUMBERS, "name"),
    "meanwhile": {act.removeprefix("case.") for act in CHANGES},
    "desk.state": {"reported", *ACTS, *OUTCOMES},
    **{
        f"field.{field.id}": {each.id for each in field.outsiders}
        for field in catalogue().fields.values()
        if field.outsiders
    },
    "file": MARKS,
    "greet": (*get_args(Greeting), "thanks"),
    "help": {"owner", "ask", *ROLES} - {*ALIKE},
    "ladder.knot": get_args(stages.Knot),
    "menu.what": {*menu.OWNER, *menu.OFFICER, *menu.NEWCOMER, "owner"},
    "owner.closed": {*ENDINGS} - {FINISHED},
    "owner.moved": (*stages.STEPS, "close"),
    "paper.state": get_args(stages.Standing),
    "per": {period for period in PERIODS if period},
    "readiness.band": get_args(readiness.Band),
    "refusal": REASONS,
    "route.warning": {
        row.id
        for road in catalogue().roads.values()
        for row in (*road.needs, *road.warnings)
    },
    "route.meanwhile": {
        row.id for road in catalogue().roads.values() for row in road.needs
    },
    "status.case": {*ACTS, *OUTCOMES},
    "trail": KNOWN_ACTS,
    "trail.kind": ACTS_BY_KIND,
    "visits": get_args(visit_records.State),
}  # fmt: skip


def missing(found: tuple[Use, ...]) -> list[str]:
    """Calls that lead to no words."""
    known = set(spoken("id"))
    return sorted(
        f"{use.at}: {use.pattern}"
        for use in found
        if use.call != "Refusal" and not any(use.leads_to(key) for key in known)
    )


def unfilled(found: tuple[Use, ...]) -> list[str]:
    """Calls whose words wait for a value that does not come."""
    return sorted(
        f"{use.at}: {key} {names}"
        for use in found
        if use.values is not None
        and use.call in {"Say", "say", *FETCHING}
        and not use.at.startswith(tuple(path for path, _ in WRAPPED))
        for key, said in spoken("id").items()
        if use.leads_to(key)
        and (names := sorted({*PLACE.findall(said)} - use.values - ALWAYS))
    )


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_no_key_stands_twice(language):
    """A second one would silently take the place of the first."""
    path = FOLDER / language / "LC_MESSAGES" / "pandu.po"
    counted = Counter(re.findall(r'^msgid "(.+)"$', text(path), re.MULTILINE))
    assert [key for key, count in counted.items() if count > 1] == []


def test_whatever_the_code_says_has_words():
    assert missing(uses()) == []


def test_whatever_looks_like_a_key_is_one():
    rooms = {key.split(".")[0] for key in spoken("id")}
    known = {*spoken("id"), *homes()}
    homely = {key.rpartition(".")[0] for key in spoken("id")}
    asked = {each for each in strings() if KEY.fullmatch(each)}
    asked = {each for each in asked if each.split(".")[0] in rooms - {"web"}}
    asked -= {each for each in asked if f"cli.{each}" in known}
    assert asked - known - homely - NOT_WORDS == set()


@pytest.mark.parametrize("family", FAMILIES)
def test_every_member_of_a_family_has_words(family):
    named = {f"{family}.{name}" for name in FAMILIES[family]}
    said = {f"{home}.{name}" for home in homes() for name in OF_QUESTIONS}
    assert named - set(spoken("id")) - said == set()


def test_no_word_waits_for_a_value_the_code_does_not_give():
    assert unfilled(uses()) == []


def test_no_option_is_called_by_the_words_of_a_question():
    """`menu.what.ask` cannot be both what is asked and what one may ask."""
    asked = {f"{home}.{part}" for home in homes() for part in ("ask", "help", "label")}
    named = {f"menu.what.{name}" for name in FAMILIES["menu.what"]}
    assert named & asked == set()


def test_no_words_are_left_that_nobody_says():
    of_homes = {
        f"{home}.{part}"
        for home in homes()
        for part in ("ask", "help", "label", "example", "with", "is_it", *REASONS)
    }
    families = {f"{family}.{name}" for family in FAMILIES for name in FAMILIES[family]}
    said = strings() | of_homes | families | set(word_keys())
    shapes = {*templates(), *(use.pattern for use in uses())}
    # `desk.<problem>` could be anything of the desk: its family says what it can be.
    # The same of whatever else is the template of a family.
    told = {rf"{re.escape(family)}\.[\w.]+" for family in FAMILIES}
    shapes = {each for each in shapes - told if not BROAD.fullmatch(each)}
    shape = re.compile("|".join(shapes))
    pages = tuple(each for each in strings() if each.startswith("web."))
    unsaid = {key for key in spoken("id") if key not in said}
    unsaid -= {key for key in unsaid if key.startswith(pages)}
    assert {key for key in unsaid if not shape.fullmatch(key)} == set()


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_every_key_can_be_said(language):
    for key in spoken(language):
        assert words.runs(language, key, dict.fromkeys(PLACE.findall(key), "x"))


@pytest.mark.parametrize(
    ("source", "guard"),
    [
        ('Say("desk.nothing_of_the_kind")', missing),
        ('Option("x", key="action.nothing")', missing),
        ('words.text(language, "option.nothing")', missing),
        ('Say(f"nothing.{what}")', missing),
        ('Say("repair.echo")', unfilled),
        ('self.say("repair.partly", {"count": 1})', unfilled),
    ],
)
def test_a_gap_between_code_and_words_is_noticed(source, guard):
    assert len(guard(tuple(uses_in(source)))) == 1
