"""Questions and lasting answers at the desk: the same acts as in the chat."""

import re

import pytest

from storage.core.files import FileStore

ASKED = "harga malam per kilo berapa?"
KEPT = "Tanya di koperasi batik."


@pytest.fixture
async def rina(town, browsers):
    await town.hire("rina")
    await town.hire("budi")
    await town.say("owner", "petugas", "Setuju", ASKED)
    return await browsers().enter("rina")


def leads(desk, to):
    """Where the first link of this kind leads."""
    found = re.search(rf'href="({to}[0-9a-z-]+)"', desk.page)
    assert found
    return found[1]


async def test_a_question_without_a_case_is_answered_for_everybody(
    rina, town, browsers
):
    budi = await browsers().enter("budi")
    await rina.go("/desk")
    at = leads(rina, "/desk/jawaban/tanya/")
    assert ASKED in (await rina.go(at)).page
    assert ASKED in (await budi.go(at)).page
    number = {"text": "Hubungi 0812 3456 7890.", "question": ASKED, "lasting": "1"}
    assert (await rina.post(at, open="1", **number)).status == 409
    assert "0812 3456 7890" in rina.page
    await rina.post(at, open="1", text=KEPT, question=ASKED, lasting="1")
    assert "Semua pertanyaan sudah dijawab" in rina.page
    assert 'action="/desk/batal"' in rina.page
    await town.let_go()
    await town.settle()
    assert KEPT in town.phone("owner").news()
    await budi.post(at, open="1", text="Saya juga jawab")
    assert (budi.status, "baru saja menjawab" in budi.page) == (409, True)
    other = await town.say("other", "halo", "per kilo, harga malam itu berapa ya?")
    assert KEPT in other.last.text
    assert "diberikan 1 kali" in (await budi.go("/desk/jawaban")).page


async def test_a_lasting_answer_is_written_found_mended_and_withdrawn(
    rina, town, browsers
):
    await rina.go("/desk/jawaban")
    await rina.post("/desk/jawaban", question=ASKED, answer="{gaji} sebulan")
    assert (rina.status, "gaji" in rina.page) == (409, True)
    await rina.post("/desk/jawaban", question=ASKED, answer=KEPT)
    assert "0 jawaban" not in (await rina.go("/desk/jawaban?cari=koperasi")).page
    at = leads(rina, "/desk/jawaban/")
    assert KEPT not in (await rina.go("/desk/jawaban?cari=helikopter")).page
    await rina.go(at)
    await rina.post(at, question=ASKED, answer="Tanya di pasar.")
    assert "Tanya di pasar." in rina.page
    assert "diakhiri" in rina.page
    budi = await (await browsers().enter("budi")).go(at)
    await budi.post(at, question=ASKED, answer="Dari halaman lama")
    assert budi.status == 409
    at = leads(await budi.go("/desk/jawaban"), "/desk/jawaban/")
    await (await budi.go(at)).post(at, ends="1")
    assert "diakhiri" in budi.page
    assert 'name="answer"' not in budi.page
    other = await town.say("other", "halo", ASKED)
    assert "pasar" not in other.news()


async def test_an_auditor_reads_a_question_but_sees_no_file_and_answers_nothing(
    rina, town, browsers, ring, tmp_path
):
    await town.hire("bupati", "auditor")
    auditor = await browsers().enter("bupati")
    await town.say("owner", "petugas")
    await town.photo("owner")
    await rina.go("/desk/jawaban")
    newest = re.findall(r"/desk/jawaban/tanya/[0-9a-z-]+", rina.page)[-1]
    photo = leads(await rina.go(newest), "/desk/berkas/")
    named = photo.rpartition("/")[2]
    await FileStore(tmp_path / "files", ring).put(named, b"photo", "jpg")
    assert (await rina.go(photo)).page == "photo"
    assert (await auditor.go(photo)).status == 404
    at = leads(await rina.go("/desk"), "/desk/jawaban/tanya/")
    await auditor.go(at)
    assert ASKED in auditor.page
    assert 'name="text"' not in auditor.page
    assert (
        await auditor.post("/desk/jawaban", question=ASKED, answer=KEPT)
    ).status in {
        403,
        409,
    }
