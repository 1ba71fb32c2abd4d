"""Where a case stands fits one message, whatever stands on it and however it stands."""

from datetime import timedelta

import pytest

from bot import words
from bot.channels.base import Bubble, Outgoing
from bot.channels.telegram import channel as telegram
from bot.channels.telegram.render import calls
from bot.channels.whatsapp import channel as whatsapp
from bot.channels.whatsapp.layout import lay_out
from bot.pipeline.render import Voice, compose
from bot.views import caption, ladder
from conversations.cases import stages
from conversations.cases.progress import LadderShown, OnRoad
from conversations.catalogue import catalogue
from tests.conversations.cases.files import NOW, case
from tests.project.spoken import spoken

LONG = "Batik Contoh Kramatwatu " * 4
SHORT = "Batik Contoh"
REASON = "nomornya belum terbaca karena fotonya gelap, coba dekat jendela; " * 5
WAYS: dict[str, tuple[stages.Standing, ...]] = {
    "none": ("missing",),
    "sent": ("sent",),
    "accepted": ("accepted",),
    "back": ("back",),
    "some_of_each": ("accepted", "missing", "back", "sent", "missing"),
    "the_last_missing": ("accepted",) * 13 + ("missing",),
}
ROADS = sorted(catalogue().roads)


def standing(road, place, way, reason=REASON):
    """The papers of a stage, each in the next state of *way*."""
    listed = stages.papers_of(road, road.stages[place].id)
    return tuple(
        stages.Paper(each.id, each.name, state, reason[:300] if state == "back" else "")
        for n, each in enumerate(listed)
        for state in (WAYS[way][n % len(WAYS[way])],)
    )


def told(
    name, place, way="none", language="id", called=SHORT, ours=None, reported=None
):
    """What is said of a case at a stage of a road, as one bubble of one channel."""
    road = catalogue().roads[name]
    seen = OnRoad(
        case(
            road=name,
            stage=road.stages[place].id,
            business_name=called[:80],
            holder_name=called[:60],
            reported_at=reported,
        ),
        standing(road, place, way),
        NOW,
        {each.id: NOW for each in road.stages[:place]},
        {each.id: [timedelta(days=ours)] * 9 for each in road.stages} if ours else {},
    )
    voice = Voice(language, "ibu", called[:60])
    shown = ladder.shown(voice, LadderShown(seen))
    (draft,) = compose([*shown.before, shown.said], voice, whatsapp.PROFILE)
    return draft.bubble


@pytest.mark.parametrize("reported", [None, NOW], ids=["", "reported"])
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", ROADS)
def test_nobody_is_told_whose_turn_it_is_without_what_to_do(name, way, reported):
    road = catalogue().roads[name]
    for place, stage in enumerate(road.stages):
        shown = told(name, place, way, reported=reported)
        assert shown.plain.count("Sekarang giliran") == 1, stage.id
        sent = standing(road, place, way)
        wanted = stages.wanted(sent)
        looked_at = any(each.standing == "sent" for each in sent) and not wanted
        if reported or looked_at:
            assert "Tidak ada yang perlu dikirim sekarang. " in shown.plain
            assert f"giliran Bu {SHORT}" not in shown.plain
        elif wanted and wanted[0].standing == "back":
            assert f"kirim lagi {wanted[0].name}" in shown.plain
        else:
            assert (f"giliran Bu {SHORT}" in shown.plain) == (stage.who == "owner")
            assert stage.do[0] in shown.plain
            page = (stage.link.name, stage.link.url) if stage.link else None
            assert shown.link == page


def test_whose_turn_it_is_stands_nowhere_else():
    """A new text that says so belongs under the test above, or holds what to do."""
    said = [key for key, text in spoken("id").items() if "giliran" in text.casefold()]
    named = ("ladder.turn.", "desk.turn", "web.desk.")  # officers read it in lists
    aside = [key for key in said if not key.startswith(named)]
    assert [key for key in aside if not key.startswith("memory.case.")] == []
    waits = {"memory.case.taken", "memory.case.reported"}
    assert [
        key for key in aside if key not in waits and "{do}" not in spoken("id")[key]
    ] == []


def messages(bubble: Bubble) -> tuple[int, int]:
    """How many messages a bubble with a picture is on WhatsApp and on Telegram."""
    picture = {"type": "image", "image": {"id": "1"}}
    laid = lay_out(bubble, "Pilih", picture)
    with_file = Bubble(bubble.runs, bubble.buttons, file="1", mime="image/png")
    return len(laid), len(calls(Outgoing("1", "7", with_file, file=b"x")))


@pytest.mark.parametrize("language", words.LANGUAGES)
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", ROADS)
def test_it_is_one_message_at_every_stage_however_long_the_names(name, way, language):
    for place in range(len(catalogue().roads[name].stages)):
        for called in (SHORT, LONG):
            for ours in (None, 240):
                bubble = told(name, place, way, language, called, ours)
                assert messages(bubble) == (1, 1), bubble.plain


@pytest.mark.parametrize("name", ROADS)
def test_the_present_stage_and_the_one_next_thing_are_always_said(name):
    road = catalogue().roads[name]
    for place, stage in enumerate(road.stages):
        for way in WAYS:
            shown = told(name, place, way, called=LONG).plain
            assert f"sekarang: {stage.name}" in shown
            wanted = [p for p in standing(road, place, way) if p.wanted]
            assert ("Langkah berikutnya" in shown) == bool(wanted)


def test_papers_are_counted_by_how_they_stand_and_the_wanted_named():
    shown = told("sppt_sni", 1, "some_of_each").plain
    assert "3 diterima, 2 sedang diperiksa, 2 diminta ulang, 5 belum ada" in shown
    assert "nomornya belum terbaca" in shown


def test_many_papers_stand_in_three_short_lists():
    shown = told("sppt_sni", 1).plain
    assert "Sudah ada: merek atau bukti daftarnya; NIB; surat lisensi" in shown
    assert "Dibuat bersama Dinas: gambar letak tanda SNI, " in shown


def test_what_came_back_is_named_before_what_is_missing():
    shown = told("batikmark", 0, "some_of_each").plain
    assert shown.index("diminta ulang (") < shown.index(": belum ada")


def test_of_many_stages_the_near_ones_are_named_and_the_far_ones_counted():
    road = catalogue().roads["sppt_sni"]
    shown = told("sppt_sni", 6, called=LONG, way="back").plain
    for near in road.stages[5:8]:
        assert near.name in shown
    many = told("sppt_sni", 1, "back", called=LONG).plain
    assert f"tahap lagi, sampai {road.stages[-1].name}" in many


def test_a_road_is_told_in_three_lines_of_names():
    road = catalogue().roads["batikmark"]
    shown = told("batikmark", 2).plain.split("\n")
    names = [stage.name for stage in road.stages]
    done, now, later = names[:2], names[2], names[3:]
    at = shown.index(f"● selesai: {'; '.join(done)}")
    assert shown[at + 1] == f"◉ sekarang: {now}"
    assert shown[at + 2] == f"○ nanti: {'; '.join(later)}"


@pytest.mark.parametrize("name", ROADS)
def test_a_small_phone_shows_most_of_it_at_once(name):
    for place in range(len(catalogue().roads[name].stages)):
        for way in WAYS:
            shown = told(name, place, way).plain
            assert len(shown) <= caption.FITS
            if len(shown) > caption.ROOM:  # then how long it takes is on the picture
                assert "lamanya" not in shown


def test_no_channel_shows_less_beside_a_picture_than_a_caption_is_made_for():
    assert telegram.TelegramChannel.profile.caption == whatsapp.PROFILE.caption == 1024
