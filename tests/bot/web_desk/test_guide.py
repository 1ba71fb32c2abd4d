"""A guide of BSN at the desk: the cases of offices that let them in, and no others."""

from datetime import timedelta
from functools import partial

import pytest

from conversations.cases.records import Document
from conversations.cases.staff.records import Office
from storage.cases import cases, documents
from storage.core.files import FileStore
from storage.core.ids import new_id
from storage.people import officers, offices
from tests.bot.phones import OFFICE
from tests.transactions import reading, writing

pytestmark = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
BSN = Office("bsn", "BSN Contoh", "BSN Contoh", "BSN", "9999", "Contoh")
LISTS = ("kasus?cari=SRG-0001", "kasus?cari=batik", "kasus", "papan?jalur=bina_umk")
PAPER = "01jdnv0000000000000000000p"


@pytest.fixture
async def desk(town, browsers, ring, tmp_path):
    """Somebody of BSN at their desk, and an office with a case, a visit and a file."""
    await town.database.write(partial(offices.add, office=BSN))
    await town.hire("kepala", "coordinator")
    invite = partial(officers.invite, office_id="bsn", role="guide")
    code = await town.database.write(partial(invite, valid=timedelta(days=1)))
    await town.say("bsn", f"/petugas {code}", "Pembina Contoh", "ya")
    await town.apply()
    stored = await FileStore(tmp_path / "files", ring).put(new_id(), b"sample", "jpg")
    async with writing(town.database) as tx:
        case = await cases.by_code(tx, "SRG-0001")
        paper = Document(PAPER, case.person_id, "photo", stored.name, case_id=case.id)
        await documents.add(tx, paper)
    return await browsers().enter("bsn")


async def the_guide(town):
    me = await town.person("bsn")
    async with reading(town.database) as tx:
        return await officers.by_person(tx, me)


async def lets_in(town, browsers, **how):
    """Whoever leads the office lets them in on its page, or out."""
    guide = await the_guide(town)
    leader = await browsers().enter("kepala")
    await leader.go("/desk/kantor")
    assert (
        await leader.post("/desk/kantor/izin", officer=guide.id, **how)
    ).status < 400


async def seen(town, desk):
    """On which pages of the desk, in the chat and of its files the case is seen."""
    shown = {path: (await desk.go(f"/desk/{path}")).page for path in LISTS}
    found = {path: "Batik Contoh 1" in page for path, page in shown.items()}
    for path in ("/desk/kasus/SRG-0001", f"/desk/berkas/{PAPER}"):
        found[path] = (await desk.go(path)).status == 200
    found["chat"] = "Batik Contoh 1" in (await town.say("bsn", "cari batik")).news()
    return found


async def test_what_an_office_lets_a_guide_see_is_seen_at_once_and_no_longer(
    desk, town, browsers
):
    assert not any((await seen(town, desk)).values())
    await lets_in(town, browsers)
    assert all((await seen(town, desk)).values())
    await lets_in(town, browsers, ends="1")
    assert not any((await seen(town, desk)).values())


async def test_what_a_guide_was_let_see_ends_with_their_role(desk, town, browsers):
    await lets_in(town, browsers)
    guide = await the_guide(town)
    assert guide.sees == ("bsn", OFFICE)
    async with writing(town.database) as tx:
        await officers.change(tx, guide.id, role="officer")
        await officers.change(tx, guide.id, role="guide")
    assert (await the_guide(town)).sees == ("bsn",)
