"""How content owners were, at the desk and on the front page: the same figures."""

from dataclasses import replace
from datetime import timedelta

import pytest

from storage.cases import ratings
from tests.bot.phones import OFFICE
from tests.bot.test_front_page import backend
from tests.storage.builders import a_case
from tests.transactions import writing

pytestmark = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)


async def rated(town, *faces, days=0):
    async with writing(town.database) as tx:
        then = replace(tx, now=tx.now - timedelta(days=days))
        for number, face in enumerate(faces, 500 + 10 * days):
            case = await a_case(tx, number)
            own = {"person_id": case.person_id, "office_id": OFFICE}
            await ratings.add(then, case_id=case.id, **own)
            words = "Sabar, telepon 0812 3456 7890" if face == 1 else None
            await ratings.change(tx, case.id, face, words)


async def test_the_faces_by_month_their_words_and_the_figure_for_everybody(
    town, browsers, ring, tmp_path
):
    await town.hire("kepala", "coordinator")
    await town.hire("rina")
    kepala, rina = await browsers().enter("kepala"), await browsers().enter("rina")
    assert "Belum ada pemilik" in (await kepala.go("/desk/kepuasan")).page
    await rated(town, 5, 5, 4)
    await rated(town, 1, days=40)
    house = backend(town.database, ring, tmp_path)
    assert await house.content("id") == ""
    await kepala.go("/desk/kepuasan")
    assert "3,8 dari 5 menurut 4 pemilik" in kepala.page
    assert "baru muncul setelah 5" in kepala.page
    assert "<strong>4,7</strong>" in kepala.page
    assert kepala.page.count('<th scope="row">') == 2
    assert "Sabar" in kepala.page
    await rina.go("/desk/kepuasan")
    assert ("3,8" in rina.page, "Sabar" in rina.page) == (True, False)
    await rated(town, 5, days=1)
    assert (
        "4 dari 5 menurut 5 pemilik"
        in (await kepala.go("/desk/kepuasan?halaman=x")).page
    )
    assert "4 dari 5" in await backend(town.database, ring, tmp_path).content("id")
