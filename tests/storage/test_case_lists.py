"""Lists of cases on a database: by every filter, page by page, and by what is found."""

from datetime import timedelta
from functools import partial
from typing import Any

from msgspec import structs

from conversations.cases.listing import Filters, Listed, Start
from conversations.cases.queue import PAGE
from conversations.cases.turns import Limits, marks, turn
from storage.cases import businesses, cases, finding, listing
from storage.people import people
from storage.privacy import erasure
from tests.storage.builders import a_case, an_office, an_officer
from tests.transactions import reading, writing

DAY = timedelta(days=1)


async def test_the_filters_say_of_many_what_the_rules_say_of_one(database):
    async with writing(database) as tx:
        await an_office(tx)
        desk = await an_officer(tx)
        for n, (state, stage, road, days) in enumerate(
            (
                ("submitted", "", "batikmark", 9),
                ("taken", "", "mandatory", 1),
                ("sent_back", "", "batikmark", 20),
                ("accepted", "apply", "batikmark", 40),
                ("accepted", "test", "batikmark", 2),
                ("closed", "", "batikmark", 90),
            ),
            start=1,
        ):
            made = await a_case(tx, n)
            held = "" if state == "submitted" else desk.id
            more = {"state": state, "stage": stage, "holder_id": held, "road": road}
            since = tx.now - days * DAY
            plain: Any = {**more, "returned": n % 3}
            await cases.change(tx, made, waiting_since=since, **plain)
    async with reading(database) as tx:
        everything = Filters(state="all")
        every = await listing.page(tx, ["serang"], everything, Start())
        assert len(every) == 6
        limits = Limits.at(tx.now)

        async def codes(**by):
            found = await listing.page(tx, ["serang"], Filters(**by), Start())
            assert await listing.count(tx, ["serang"], Filters(**by)) == len(found)
            return [each.code for each in found]

        for who in ("dinas", "owner", "lab"):
            own = [each.code for each in every if turn(each) == who]
            assert await codes(turn=who) == own, who
        for why in ("mandatory", "late", "stuck", "returned"):
            own = [each.code for each in every if why in marks(each, limits)]
            assert own
            assert await codes(urgent=why) == own, why
        urgent = [each.code for each in every if marks(each, limits)]
        assert await codes(urgent="urgent") == urgent
        assert await codes(holder="nobody") == ["SRG-0001"]
        assert await codes(state="closed") == ["SRG-0006"]
        assert await codes(stage="test", holder=desk.id) == ["SRG-0005"]
        assert await codes(days=20) == ["SRG-0004", "SRG-0003"]
        assert await codes(kecamatan="nowhere") == []


async def test_pages_go_on_and_back_and_lose_none(database):
    async with writing(database) as tx:
        await an_office(tx)
        for number in range(2 * PAGE + 1):
            made = await a_case(tx, number + 1)
            since = tx.now - number // 2 * DAY  # two and two at one moment
            await cases.change(tx, made, waiting_since=since)
    async with reading(database) as tx:

        async def page(start):
            rows = await listing.page(tx, ["serang"], Filters(), start)
            return Listed(Filters(), start, 2 * PAGE + 1, tuple(rows))

        first = await page(Start())
        second = await page(first.after)
        last = await page(second.after)
        shown = [*first.rows, *second.rows, *last.rows]
        assert len({each.code for each in shown}) == len(shown) == 2 * PAGE + 1
        assert shown == sorted(shown, key=lambda each: each.waiting_since)
        assert last.after is None
        assert (await page(last.before)).rows == second.rows
        assert second.before == Start()


async def test_a_case_is_found_by_its_names_as_they_are_now(database):
    async def found(*said):
        async with reading(database) as tx:
            numbers = sorted(await finding.named(tx, "serang", said), reverse=True)
            found = await cases.by_numbers(tx, "serang", numbers)
            return [each.code for each in found]

    async with writing(database) as tx:
        await an_office(tx)
        await an_office(tx, id="elsewhere", prefix="ELS")
        one, two = await a_case(tx, 1), await a_case(tx, 2)
    assert await found("batik", "contoh") == ["SRG-0002", "SRG-0001"]
    async with writing(database) as tx:
        await businesses.change(tx, one.business_id, name="Anyaman Percobaan")
        await people.remember(tx, two.person_id, name="Rohmah")
        details = {"village": "Harjatani"}
        await cases.change(tx, two, details=details)
    assert await found("anyaman") == ["SRG-0001"]
    assert await found("batik") == ["SRG-0002"]
    assert await found("rohma", "harjatani") == ["SRG-0002"]
    assert await found("kramatwatu") == ["SRG-0002", "SRG-0001"]
    async with writing(database) as tx:
        await people.remember(tx, two.person_id, phone="+6281200007890")
    assert await found("7890") == ["SRG-0002"]
    async with writing(database) as tx:
        await erasure.erase(tx, two.person_id)
    assert await found("rohmah") == []
    assert await found("7890") == []
    async with reading(database) as tx:
        assert await finding.named(tx, "elsewhere", ["batik"]) == set()
        by = Filters(words="x", road=one.road)
        among = partial(listing.let_through, tx, "serang")
        assert await among(by, {1, 9}) == {1}
        assert await among(structs.replace(by, road="?"), {1}) == set()
        assert await among(by, {*range(999)}) == {1}
