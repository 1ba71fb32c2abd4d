"""No mark of ours stands in the book of one's own data: each has words."""

import re
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from bot import words
from bot.desk.data_book import PLAIN, READERS, shown
from bot.desk.dossier import entry
from bot.pictures import registry
from conversations.cases import stages
from conversations.catalogue import catalogue
from conversations.engine.events import (
    KINDS,
    Event,
    Notified,
    Pressed,
    Sent,
    Typed,
    dump,
)
from conversations.engine.values import Answers
from conversations.flows.officer import case_card
from conversations.flows.owner.apply import QUESTIONS
from storage.privacy.privacy_map import INDEXED, NAMES_A_PERSON
from storage.tables import metadata

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
TOLD = ("author", "role", "kind")
"""Columns whose every mark is told; of states only those of cases and documents."""


def marks():
    """Each mark that the tables of a person allow, where it is told."""
    for name in NAMES_A_PERSON:
        for check in metadata.tables[name].constraints:
            if isinstance(check, sa.CheckConstraint):
                column, _, listed = str(check.sqltext).partition(" IN ")
                stands = column == "state" and name in {"cases", "documents"}
                if stands or (column in TOLD and name not in {"outbox", "inbox"}):
                    for mark in re.findall(r"'(\w+)'", listed):
                        yield name, column, mark


@pytest.mark.parametrize("language", words.LANGUAGES)
@pytest.mark.parametrize(("table", "column", "mark"), sorted(marks()))
def test_every_mark_of_a_table_has_words(table, column, mark, language):
    said = shown(column, {column: mark}, language)
    assert said
    assert said != mark


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_every_column_that_is_told_has_a_name(language):
    columns = {
        column.name.removesuffix("_sealed")
        for name in NAMES_A_PERSON
        for column in metadata.tables[name].columns
        if column.name not in INDEXED.get(name, ())
    }
    told = columns & (PLAIN | set(READERS))
    nameless = {c for c in told if not words.has(language, f"export.column.{c}")}
    assert nameless == set()


@pytest.mark.parametrize("language", words.LANGUAGES)
@pytest.mark.parametrize("kind", [*KINDS, "export", "notice", "announcements"])
def test_every_kind_of_what_was_sent_has_words(kind, language):
    assert shown("kind", {"kind": kind}, language) not in {"", kind}


def test_what_every_file_is_for_has_words():
    papers = [
        paper.id
        for road in catalogue().roads.values()
        for stage in road.stages
        for paper in stages.papers_of(road, stage.id)
    ]
    for purpose in [*papers, *QUESTIONS, *registry.KINDS]:
        assert shown("purpose", {"purpose": purpose}, "id") not in {"", purpose}


def test_every_choice_of_an_application_is_told_by_its_words():
    for name, question in QUESTIONS.items():
        for option in question.options(Answers({})):
            said = shown("profile", {"profile": {name: option.value}}, "id")
            label = words.label("id", case_card.label(name)).rstrip("?")
            assert said in {"", f"{label}: {words.label('id', option)}"}


def test_a_mark_that_nobody_named_is_left_to_the_json():
    row = {"kind": "unheard_of", "state": "queued", "sector": "x-y", "act": "new.thing"}
    assert [said for _, said in entry(row, "id")] == ["Perubahan data"]


def test_what_came_in_is_told_as_what_the_person_did():
    events: list[tuple[Event, str]] = [
        (Typed("apa itu SNI?"), "apa itu SNI?"),
        (Pressed("take:SRG-0001"), "Menekan tombol"),
        (Sent("photo", ("01a2",), text="ini labelnya"), "Foto: ini labelnya"),
        (Sent("voice", ("01a2",)), "Pesan suara"),
        (Notified("paper_accepted", {"code": "SRG-0001"}), "Kabar untuk saya"),
    ]
    for event, said in events:
        assert shown("event", {"event": {"event": dump(event)}}, "id") == said


def test_moments_are_told_in_the_time_of_serang():
    assert shown("at", {"at": AT}, "id") == "23 November 2026, 09.00 WIB"


def test_a_stage_is_told_by_its_name_on_its_road():
    row = {"road": "batikmark", "stage": "apply"}
    assert shown("stage", row, "id") == "Daftar ke BBSPJIKB"
