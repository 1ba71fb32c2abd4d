"""Visits in the database: what waits at the desk, and that they go with their owner."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from storage.cases import cases, findings, visits
from storage.core.database import Conflict
from storage.core.ids import new_id
from storage.privacy.erasure import erase
from storage.tables import findings as finding_rows
from storage.tables import visit_guests
from storage.tables import visits as visit_rows
from tests.storage.builders import a_case, an_office, an_officer, somebody
from tests.transactions import writing


async def a_visit(tx):
    await an_office(tx)
    case, desk = await a_case(tx), await an_officer(tx)
    await cases.change(tx, case, state="accepted", holder_id=desk.id)
    slots = (tx.now - timedelta(hours=3), tx.now + timedelta(days=1))
    visit_id = new_id()
    await visits.add(
        tx, visit_id, case.office_id, case.id, case.person_id, desk.id, slots
    )
    return await visits.by_id(tx, visit_id)


async def test_a_report_and_a_finding_wait_until_they_are_seen_to(database):
    async with writing(database) as tx:
        visit = await a_visit(tx)
        assert visit.slots[0] < tx.now < visit.slots[1]
        await visits.change(tx, visit, state="booked", at=visit.slots[0])
        promised = await visits.booked(tx, visit.officer_id, visit.slots[0], lock=True)
        assert [each.id for each in promised] == [visit.id]
        assert [each.kind for each in await visits.waiting(tx, "serang")] == ["report"]
        with pytest.raises(Conflict):
            await visits.change(tx, visit, state="cancelled")
        wanting = [(new_id(), "Label belum lengkap", tx.now.date())]
        await findings.find_wanting(tx, visit, wanting)
        (found,) = await findings.listed(tx, visit_id=visit.id)
        await findings.settle(tx, found, "answered", ["p"])
        with pytest.raises(Conflict):
            await findings.settle(tx, found, "done")
        kinds = [each.kind for each in await visits.waiting(tx, "serang")]
        assert kinds == ["report", "finding"]
        counted = await visits.counted(tx, "serang", visit.slots[0])
        assert counted == {"booked": 1}


async def test_a_code_lets_one_guest_in_and_all_of_it_goes_with_the_owner(database):
    async with writing(database) as tx:
        visit = await a_visit(tx)
        guest = await somebody(tx, 50)
        await visits.invite(tx, visit.id, "K0DE-1234")
        assert await visits.invited(tx, "kode-1234") == (visit.id, False)
        await visits.join(tx, "kode-1234", guest.person_id)
        assert await visits.invited(tx, "K0DE-1234") == (visit.id, True)
        with pytest.raises(Conflict):
            await visits.join(tx, "K0DE-1234", visit.person_id)
        assert [v.id for v in await visits.guest_of(tx, guest.person_id)] == [visit.id]
        await findings.find_wanting(tx, visit, [(new_id(), "x", tx.now.date())])
        await erase(tx, visit.person_id)
        for table in (visit_rows, finding_rows, visit_guests):
            assert (await tx.conn.execute(sa.select(table))).first() is None
