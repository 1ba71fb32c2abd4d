"""What an auditor reads at the desk: on no page, and by no search, who an owner is."""

import pytest

from bot.web.desk.pages import MENU

pytestmark = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
CASE = "/desk/kasus/SRG-0001"
OWNER = {
    "Nama pemilik": "Ibu Sampelwati Contoh",
    "Nama usaha": "Batik Contoh 1",
    "Nomor HP/WA": "0812 0000 4321",
}
TOLD = ("sampelwati", "812 0000 4321", "81200004321", "0812-0000-4321")


@pytest.fixture
async def owner(town):
    await town.hire("rina")
    await town.hire("tamu", "auditor")
    await town.press("owner", "apply:bina_umk")
    await town.fill("owner", "apply", OWNER)
    return town


async def test_no_page_tells_an_auditor_who_an_owner_is(owner, browsers):
    desk = await browsers().enter("rina")
    await desk.go(CASE)
    said = "Bu Sampelwati, 0812-0000-4321, menunggu"
    await desk.post(f"{CASE}/note", code="SRG-0001", version="1", text=said)
    assert "Sampelwati" in desk.page
    auditor = await browsers().enter("tamu")
    for path in (*(where for _, where in MENU), CASE, "/desk/ekspor"):
        page = (await auditor.go(path)).page.casefold()
        assert not [each for each in TOLD if each in page], path
        assert auditor.status in {200, 403}, path


@pytest.mark.parametrize("said", ["Sampelwati", "sampelwat", "0812 0000 4321", "4321"])
async def test_a_search_does_not_tell_an_auditor_whose_a_case_is(owner, browsers, said):
    path = "/desk/kasus?cari=" + said.replace(" ", "+")
    assert CASE in (await (await browsers().enter("rina")).go(path)).page
    auditor = await browsers().enter("tamu")
    assert CASE not in (await auditor.go(path)).page
    assert CASE in (await auditor.go("/desk/kasus?cari=batik+contoh")).page
    assert CASE in (await auditor.go("/desk/kasus?cari=SRG-0001")).page
    heard = await owner.say("tamu", f"kasus {said}")
    assert "Batik Contoh 1" not in heard.news()
