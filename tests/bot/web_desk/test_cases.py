"""The list of cases and the board, as a browser without scripts reads them."""

import re
from urllib.parse import parse_qsl

import pytest

from bot.web.desk.cases import address, by
from conversations.cases.listing import Filters
from storage.cases import businesses, cases
from tests.storage.builders import a_case
from tests.transactions import writing

pytestmark = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
MANY = 30


@pytest.fixture
async def rina(town, browsers):
    """An officer at her desk, in whose office there are many cases."""
    await town.hire("rina")
    async with writing(town.database) as tx:
        for number in range(MANY):
            made = await a_case(tx, 500 + number)
            name = f"Anyaman Percobaan {number}"
            await businesses.change(tx, made.business_id, name=name)
            await cases.change(
                tx,
                made,
                state="accepted",
                road="batikmark",
                stage="pay",
                returned=number,
            )
    return await browsers().enter("rina")


def shown(desk):
    """The numbers of the cases of a list."""
    return re.findall(r'<a href="/desk/kasus/(SRG-\d+)">', desk.page)


def link(desk, rel):
    """Where a link of this kind leads."""
    found = re.search(rf'rel="{rel}" href="([^"]*)"', desk.page)
    return found[1].replace("&amp;", "&") if found else ""


async def test_a_list_goes_on_and_back_page_by_page(rina):
    await rina.go("/desk/kasus")
    first = shown(rina)
    assert f"{MANY} kasus" in rina.page
    assert "1 sampai 25" in rina.page
    await rina.go(link(rina, "next"))
    assert sorted([*first, *shown(rina)]) == sorted({*first, *shown(rina)})
    assert len(shown(rina)) == MANY - len(first)
    assert link(rina, "next") == ""
    await rina.go(link(rina, "prev"))
    assert shown(rina) == first


async def test_words_and_choices_narrow_it_together(rina):
    await rina.go("/desk/kasus?cari=anyaman+percobaan+7")
    assert len(shown(rina)) == 1
    await rina.go("/desk/kasus?cari=anyamn+percoban&mendesak=returned")
    assert f"{MANY - 2} kasus" in rina.page
    assert 'value="returned" selected' in rina.page
    await rina.go("/desk/kasus?cari=yang+macet+di+kramatwatu")
    assert "Kramatwatu, macet" in rina.page
    assert "Tidak ada kasus seperti ini" in rina.page
    await rina.go("/desk/kasus?cari=%3Cscript%3E&jalur=x/y&mulai=zzz&petugas=nobody")
    assert rina.status == 200
    assert "<script>" not in rina.page


async def test_the_board_counts_each_step_and_leads_to_all_of_it(rina):
    await rina.go("/desk/papan")
    assert "Bayar lewat SIMPONI" in rina.page
    assert len(shown(rina)) == 10
    found = re.search(r'href="(/desk/kasus\?[^"]*)">Lihat semua, 30', rina.page)
    assert found
    await rina.go(found[1].replace("&amp;", "&"))
    assert f"{MANY} kasus" in rina.page


async def test_an_address_asks_for_the_same_again(databases):
    asked = Filters("", "all", "360405", "batikmark", "pay", "me", "owner", "late", 9)
    told = dict(parse_qsl(address(asked, "batik & jaya", "n8")))
    assert (told["cari"], told["mulai"]) == ("batik & jaya", "n8")
    assert by(told) == asked
