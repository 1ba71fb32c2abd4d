"""Certificates in the database: what of them waits at the desk."""

from datetime import timedelta

from conversations.cases.calendar import day_of
from conversations.cases.records import Document
from storage.cases import cases, certificates, documents, waiting
from storage.core.ids import new_id
from tests.storage.builders import a_case, an_office
from tests.transactions import writing


async def test_a_day_that_is_over_waits_and_so_does_one_that_was_sent(database):
    async with writing(database) as tx:
        await an_office(tx)
        case = await a_case(tx)
        about = (case.office_id, case.person_id, case.business_id, case.id)
        names = ("office_id", "person_id", "business_id", "case_id")
        kind = {"road": "batikmark", "kind": "batikmark"}
        one = new_id()
        await certificates.add(
            tx, one, number="BM-1", **dict(zip(names, about, strict=True)), **kind
        )
        today = day_of(tx.now)
        for days in (-2, 0, 9):
            day = (today + timedelta(days)).isoformat()
            await certificates.add_task(
                tx, new_id(), one, case.person_id, "surveillance", day
            )
        (missed,) = await certificates.missed(tx, case.office_id)
        assert (missed.kind, day_of(missed.since)) == (
            "missed",
            today - timedelta(days=2),
        )
        assert await certificates.missed(tx, "lain") == []
        sent = Document(new_id(), case.person_id, "photo", "a.jpg")
        await documents.add(tx, sent)
        await documents.attach(tx, [sent.id], case.id, case.person_id, "certificate")
        for state, kinds in (("closed", 1), ("withdrawn", 0), ("accepted", 1)):
            now = await cases.by_id(tx, case.id)
            assert now
            await cases.change(tx, now, state=state)
            found = await waiting.papers(tx, case.office_id)
            assert [each.kind for each in found] == ["certificate"] * kinds
