"""Whoever asks of their own case reads the fact they ask for, however it stands."""

import pytest

from bot.pipeline.render import Voice, said
from bot.views import VIEWS
from conversations.cases.progress import Filed, OnRoad, ShowStatus, status
from conversations.cases.records import Note
from conversations.catalogue import catalogue
from conversations.engine.effects import Say
from conversations.flows.notices import NOTICES
from tests.conversations.cases import files
from tests.conversations.cases.files import NOW, ROAD, papers, person

OWNER, VOICE = person("owner"), Voice("id")
SINCE, HOLDER, NUMBER = "November 2026", "Pak Contoh", "SRG-0001"
STAGES = catalogue().roads[ROAD].stages


def case(state="accepted", **about):
    """A case of an officer whose name is no word of ours."""
    return files.case(state, holder_name=HOLDER, **about)


def says(notice):
    """The bubbles of a notice, also of one that comes with a drawing."""
    if isinstance(notice, Say):
        return (notice,)
    if type(notice) in VIEWS:
        drawn = VIEWS[type(notice)](VOICE, notice)
        return (*drawn.before, drawn.said)
    out = NOTICES[type(notice)](notice)
    return out if isinstance(out, tuple) else (out,)


def told(*cases, guided=(), notes=(), to_do=False):
    """What the owner of *cases* reads who asks how they stand, or what *to_do*."""
    seen = Filed(
        cases,
        {each.id: OnRoad(each, papers(), NOW) for each in guided},
        {each.id: notes for each in cases} if notes else {},
    )
    shown: list[str] = []
    for notice in status(ShowStatus(to_do=to_do), seen, OWNER).reply:
        shown += [text for each in says(notice) for text, _ in said(each, VOICE)]
    return "\n".join(shown)


@pytest.mark.parametrize(
    ("state", "more", "facts"),
    [
        ("submitted", {}, ["menunggu petugas", SINCE]),
        ("taken", {}, [HOLDER, SINCE]),
        ("sent_back", {"asked": "photo"}, [HOLDER, "oto", "lanjut"]),
        ("accepted", {"road": "gone"}, [HOLDER]),
        ("closed", {"ending": "finished", "certificate": "C-1"}, ["C-1", SINCE]),
        ("closed", {"ending": "stopped"}, ["dihentikan", SINCE]),
        ("closed", {"ending": "duplicate"}, ["sama", SINCE]),
        ("closed", {"ending": "elsewhere"}, ["luar wilayah", SINCE]),
        ("closed", {"ending": "trial"}, ["percobaan", SINCE]),
        ("closed", {"ending": "refused"}, ["belum bisa diterima", SINCE]),
        ("withdrawn", {}, ["ditarik kembali", SINCE]),
    ],
)
def test_each_state_tells_its_number_and_what_it_waits_for(state, more, facts):
    text = told(case(state, **more))
    assert [each for each in (NUMBER, *facts) if each not in text] == [], text


def test_why_it_was_sent_back_stands_beside_what_is_wanted():
    reason = Note(
        "n", "1", "owner", "officer", None, "reason", "Fotonya buram", (), NOW, True, ""
    )
    text = told(case("sent_back", asked="photo"), notes=(reason,))
    assert "Fotonya buram" in text


@pytest.mark.parametrize("stage", [each.id for each in STAGES])
def test_at_each_stage_of_the_road_it_is_named_and_so_is_the_officer(stage):
    one = case(stage=stage)
    text = told(one, guided=(one,))
    name = next(each.name for each in STAGES if each.id == stage)
    assert [each for each in (NUMBER, name, HOLDER) if each not in text] == [], text


def test_of_two_cases_each_is_told():
    text = told(case("withdrawn"), case("submitted", id="2", code="SRG-0002"))
    assert "SRG-0001" in text
    assert "SRG-0002" in text


def test_who_has_none_is_told_so():
    assert "belum" in told().casefold()


def test_who_asks_what_to_do_reads_it_of_the_case_that_is_most_urgent():
    waits, guided = case("submitted"), case(code="SRG-0002", id="2")
    returned = case("sent_back", code="SRG-0003", id="3", asked="photo")
    text = told(waits, guided, guided=(guided,), to_do=True)
    assert "Daftar ke BBSPJIKB" in text
    assert text.index("SRG-0002") < text.index("Yang lain")
    text = told(waits, guided, returned, guided=(guided,), to_do=True)
    assert text.index("SRG-0003") < text.index("Yang lain")
