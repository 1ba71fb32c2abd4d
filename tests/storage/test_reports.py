"""The numbers of an office, month by month, and who applied for which office."""

from datetime import timedelta

import sqlalchemy as sa

from conversations.cases.calendar import day_of, month_of
from conversations.cases.reports.opd import Opd
from storage.cases import businesses, cases, certificates, notes, reports
from storage.core.ids import new_id
from storage.tables import businesses as business_rows
from storage.tables import cases as case_rows
from tests.storage.builders import a_case, an_office
from tests.transactions import reading, writing


async def test_the_last_twelve_months_are_counted(database) -> None:
    async with writing(database) as tx:
        await an_office(tx)
        now, before = await a_case(tx, 1), await a_case(tx, 2)
        last = month_of(tx.now) - timedelta(days=1)
        own = sa.update(case_rows).where(case_rows.c.id == before.id)
        await tx.conn.execute(own.values(created_at=last))
        for number, on in enumerate(("", day_of(last).isoformat(), "1999-01-01")):
            await certificates.add(
                tx,
                new_id(),
                number=str(number),
                office_id="serang",
                person_id=now.person_id,
                business_id=now.business_id,
                case_id=now.id,
                road="sppt_sni",
                kind="sppt_sni",
                issued_on=on,
            )
    async with reading(database) as tx:
        months = await reports.trend(tx, "serang")
        assert len(months) == 12
        assert [(each.opened, each.certified) for each in months[-2:]] == [
            (1, 1),
            (1, 1),
        ]
        assert months[-1].began == day_of(month_of(tx.now))
        assert sum(each.opened + each.certified for each in months) == 4


async def test_an_office_that_applied_is_told_with_how_far_it_came(database) -> None:
    async with writing(database) as tx:
        await an_office(tx)
        case = await a_case(tx)
        await businesses.add(tx, case.person_id, "serang", name="Batik Contoh")
        own = sa.update(business_rows).where(business_rows.c.id == case.business_id)
        await tx.conn.execute(own.values(kind="office"))
    async with reading(database) as tx:
        assert await reports.opd(tx, "serang") == (Opd("Batik Contoh", guided=True),)


async def test_what_does_not_move_comes_with_what_was_said_of_it(database) -> None:
    async with writing(database) as tx:
        await an_office(tx)
        case, other = await a_case(tx, 1), await a_case(tx, 2)
        old = tx.now - timedelta(days=31)
        await cases.change(tx, case, waiting_since=old)
        for kind, said in (("question", "Belum ada NIB"), ("internal", "Rahasia")):
            about = {"case_id": case.id}
            await notes.write(tx, case.person_id, kind, said, **about)
    async with reading(database) as tx:
        report = await reports.since(tx, "serang", tx.now)
        assert (report.whole.guided, report.whole.stuck) == (2, 1)
        found = await reports.followers(tx, "serang", stuck=True, limit=8)
        assert found.count == 1
        assert [(each.code, each.said, each.by) for each in found.rows] == [
            (case.code, "Belum ada NIB", "owner")
        ]
        here = await reports.followers(
            tx, "serang", kecamatan=other.kecamatan, limit=1, offset=1
        )
        assert (here.count, len(here.rows)) == (2, 1)
