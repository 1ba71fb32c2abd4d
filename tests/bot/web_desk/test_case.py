"""A case on the desk, as a browser without scripts works on it: forms and links."""

import re

import pytest

from storage.cases import cases, documents
from tests.bot.media.test_fetching import picture
from tests.history import acts
from tests.transactions import reading

pytestmark = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
CASE = "/desk/kasus/SRG-0001"


@pytest.fixture
async def owner(town):
    await town.hire("rina")
    await town.hire("budi")
    return await town.apply("owner")


@pytest.fixture
async def rina(owner, browsers):
    desk = await browsers().enter("rina")
    return await desk.go(CASE)


async def act(desk, verb, **fields):
    """Send a form of the case's page, with all that is hidden in it."""
    version = re.search(r'name="version" value="(\d+)"', desk.page)
    seen = {"code": "SRG-0001", "version": version[1] if version else ""}
    return await desk.post(f"{CASE}/{verb}", **{**seen, **fields})


async def case_of(town):
    async with reading(town.database) as tx:
        return await cases.by_code(tx, "SRG-0001")


async def test_a_case_is_taken_spoken_of_and_accepted_as_in_the_chat(rina, town, owner):
    assert "Ambil" in rina.page
    assert f"{CASE}/accept" not in rina.page
    await act(rina, "take")
    assert (rina.path, (await case_of(town)).state) == (CASE, "taken")
    assert "SRG-0001" in rina.page.partition('role="status"')[2][:400]
    await act(rina, "note", text="Telepon dulu sebelum kunjungan")
    assert "Telepon dulu sebelum kunjungan" in rina.page
    await act(rina, "reply", text="Besok saya ke bengkel Ibu <b>jam 9</b>")
    assert "&lt;b&gt;jam 9&lt;/b&gt;" in rina.page
    await act(rina, "accept")
    case = await case_of(town)
    assert (case.state, case.holder_name) == ("accepted", "Petugas 1")
    await town.settle()
    await town.let_go()
    told = owner.news()
    assert "Besok saya ke bengkel Ibu" in told
    assert "Telepon dulu" not in told


async def test_what_was_done_is_taken_back_with_the_button_beside_it(rina, town, owner):
    owner.news()
    await act(rina, "take")
    held = rina.page.partition('name="held" value="')[2].partition('"')[0]
    await rina.post("/desk/batal", held=held, back=CASE)
    assert (rina.path, (await case_of(town)).state) == (CASE, "submitted")
    await town.let_go()
    assert owner.news() == ""
    await rina.post("/desk/batal", held=held, back=CASE)
    assert 'role="alert"' in rina.page


async def test_what_is_typed_in_a_form_that_is_refused_stays(rina):
    await act(rina, "take")
    await act(rina, "back", field="photo", reason="x")
    assert rina.status == 409
    assert 'role="alert"' in rina.page
    await act(rina, "reply", text="a" * 4001)
    assert rina.status == 409
    assert "a" * 4001 in rina.page
    assert (await rina.post(f"{CASE}/nothing")).status == 404


async def test_another_who_was_quicker_is_seen_and_nothing_is_written_over(
    rina, browsers, town
):
    budi = await (await browsers().enter("budi")).go(CASE)
    await act(budi, "take")
    await act(rina, "close", ending="refused", reason="Alasan yang panjang")
    assert rina.status == 409
    assert "SRG-0001 baru saja berubah" in rina.page
    assert "Petugas 2 baru saja mengambil" in rina.page
    assert "<strong>Petugas 2</strong> mengambil kasus" in rina.page
    assert "Alasan yang panjang" not in (await case_of(town)).ending
    assert (await case_of(town)).holder_name == "Petugas 2"
    assert "dipegang Petugas 2" in rina.page
    await act(rina, "release")
    assert rina.status == 409
    assert (await case_of(town)).holder_name == "Petugas 2"


async def test_a_visit_is_offered_and_called_off_from_the_page(rina, town, owner):
    await act(rina, "take")
    for times in ({}, {"slot1": "besok"}):
        assert (await act(rina, "visit", **times)).status == 409
    await act(rina, "visit", slot1="2036-12-01T09:00", slot2="2036-12-02T10:30")
    assert "1 Desember 2036, 09.00" in rina.page
    await town.let_go()
    await town.settle()
    assert "Pilih waktu yang cocok" in owner.news()
    visit = rina.page.partition('name="visit" value="')[2].partition('"')[0]
    await act(rina, "cancel_visit", visit=visit, reason="Ada rapat di Serang")
    assert "dibatalkan" in rina.page


async def test_what_is_typed_when_the_session_is_over_is_shown_to_be_copied(rina):
    rina.session.cookie_jar.clear()
    await act(rina, "reply", text="Panjang sekali <i>balasannya</i>")
    assert rina.status == 401
    assert "Panjang sekali &lt;i&gt;balasannya" in rina.page


async def test_a_case_of_nobody_here_is_refused_in_words(rina, town, browsers):
    assert (await rina.go("/desk/kasus/SRG-0999")).status == 403
    assert "SRG-0999" in rina.page
    await town.hire("sita", "auditor")
    await act(await rina.go(CASE), "note", text="Telepon Contoh di 0812 0000 0001")
    auditor = await (await browsers().enter("sita")).go(CASE)
    assert auditor.status == 200
    assert "Telepon C. di 0812" in auditor.page
    assert not re.search("Contoh A|0000 ?0001|tel:|berkas.pdf", auditor.page)
    assert "<textarea" not in auditor.page
    assert (await act(auditor, "take")).status == 409


async def test_files_are_shown_to_the_office_alone(rina, town, browsers):
    async with reading(town.database) as tx:
        case = await cases.by_code(tx, "SRG-0001")
        (photo, *_) = await documents.of_case(tx, case.id)
    assert f"/desk/berkas/{photo.id}" in rina.page
    assert (
        await rina.go(f"/desk/berkas/{photo.id}")
    ).status == 404  # no file in a town
    assert (await browsers().go(f"/desk/berkas/{photo.id}")).status == 401


async def test_a_talk_is_begun_and_ended_on_the_page_and_pandu_is_silent(
    rina, town, owner
):
    await act(rina, "take")
    await act(rina, "talk", text="Motifnya dari mana, Bu?")
    await town.settle()
    assert "Motifnya dari mana, Bu?" in owner.news()
    before = (await rina.go(f"{CASE}/kabar")).page
    await town.say("owner", "status saja dulu, nanti saya kirim")
    assert (await rina.go(f"{CASE}/kabar")).page != before
    await rina.go(CASE)
    assert "status saja dulu, nanti saya kirim" in rina.page
    assert "Sedang ngobrol dengan Contoh A" in rina.page
    await town.say("rina", "antrean")  # her chat is in no talk
    await act(rina, "end_talk")
    await town.settle()
    assert "menutup obrolan" in owner.news()
    assert "Obrolan dengan Contoh A selesai" in rina.page
    assert "Sedang ngobrol" not in rina.page
    await act(rina, "talk", text=" ")
    assert rina.status == 409


async def test_a_file_goes_with_a_reply_and_stays_with_the_case(rina, town, owner):
    owner.news()
    await act(rina, "take")
    await rina.attach(f"{CASE}/reply", b"no picture", text="Contohnya ini")
    assert rina.status == 409
    assert "Contohnya ini" in rina.page
    await rina.attach(f"{CASE}/reply", picture(), text="")
    assert rina.status == 200
    found = re.findall('/desk/berkas/([^/"]+)" data-what', rina.page)
    async with rina.session.get(f"/desk/berkas/{found[-1]}/kecil") as small:
        assert small.content_type == "image/jpeg"
    await town.settle()
    assert found[-1] in [seen.file for seen in owner.screen]
    another = await rina.go(CASE)
    await act(another, "reply", text="Ini juga", files=found[0])  # the owner's own
    assert another.status == 409
    assert "Ini juga" in another.page


async def test_two_that_are_the_same_are_compared_made_one_and_parted_again(rina, town):
    await town.apply("lain")
    await act(await rina.go(CASE), "take")
    assert "Mungkin sama dengan SRG-0002 Batik Contoh 1" in rina.page
    assert "nomor teleponnya sama" in rina.page
    assert re.search("Nama pemilik</th><td>Contoh A</td><td>.*sama", rina.page)
    await rina.go(f"{CASE}?banding=2")
    assert "menjadi satu di SRG-0001" in rina.page
    assert (await act(rina, "merge", other="SRG-0099")).status == 409
    await act(rina, "merge", other="SRG-0002")
    assert "digabung ke" in rina.page
    held = rina.page.partition('name="held" value="')[2].partition('"')[0]
    await rina.go("/desk/kasus/SRG-0002")
    assert f'Terkait dengan <a href="{CASE}"' in rina.page
    await rina.post("/desk/batal", held=held, back=CASE)
    assert "Mungkin sama dengan SRG-0002" in rina.page


async def test_whoever_looks_is_written_down_whatever_the_browser_says(
    owner, town, browsers
):
    desk = await browsers().enter("budi")
    again = {"headers": {"X-Look-Again": "1"}}
    for _ in range(2):
        async with desk.session.get(CASE, **again) as answer:
            assert answer.status == 200
    async with reading(town.database) as tx:
        assert (await acts(tx)).count("case.seen") == 1
