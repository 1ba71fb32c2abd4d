"""What two officers do at once happens once; who may not, does not."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from conversations.cases import codes
from conversations.cases.records import Audience, Document
from storage.cases import (
    businesses,
    cases,
    documents,
    history,
    merged,
    notes,
    reports,
)
from storage.core import leases
from storage.core.database import Conflict, Database, Transaction
from storage.core.ids import new_id
from storage.messages import inbox, outbox
from storage.ops import jobs, metrics
from storage.outreach import announcements, audience, recipients
from storage.people import absences, officers, people
from storage.people.sessions import people_by_id
from storage.privacy import privacy_map
from storage.tables import cases as case_rows
from storage.tables import metadata
from storage.tables import people as person_rows
from tests.history import acts
from tests.storage.builders import (
    a_case,
    a_message,
    an_event,
    an_office,
    an_officer,
    somebody,
)
from tests.storage.test_mailbox import at_once
from tests.transactions import reading, writing

DAY = timedelta(days=1)


async def test_case_numbers_have_no_gap_and_no_twin(database) -> None:
    async with writing(database) as tx:
        await an_office(tx)
        await somebody(tx)
    opened = await at_once(database, a_case, 10)
    assert sorted(case.code for case in opened) == [
        f"SRG-{n:04d}" for n in range(1, 11)
    ]
    async with reading(database) as tx:
        found = await cases.by_code(tx, "srg-0003", "serang")
        assert found is not None
        assert (found.owner_name, found.business_name, found.details) == (
            "Ibu Contoh",
            "Batik Contoh",
            {"photo": "1"},
        )
        assert await cases.by_code(tx, "SRG-0003", "elsewhere") is None
        assert len(await cases.waiting(tx, "serang")) == 10
        counted = await reports.since(tx, "serang", tx.now)
        assert counted.states == {"submitted": 10}


async def test_what_may_be_the_same_is_found_and_what_belongs_to_it_moves(
    database,
) -> None:
    async with writing(database) as tx:
        await an_office(tx)
        one, two, far, gone = [await a_case(tx, n) for n in (1, 2, 3, 4)]
        await businesses.change(tx, far.business_id, kecamatan="360406")
        await cases.change(tx, gone, state="closed")
        assert [each.id for each in await cases.near(tx, one)] == [two.id]
        nibs = "1234567890123", "12345 67890 123", "1234567890124"
        one, *_ = [
            await cases.change(tx, each, details={"nib": nib})
            for each, nib in zip((one, far, two), nibs, strict=True)
        ]
        assert [each.id for each in await cases.near(tx, one)] == [two.id, far.id]
        await tx.conn.execute(sa.update(case_rows).values(nib_index=""))
        assert [each.id for each in await cases.near(tx, one)] == [two.id]
        assert await cases.index_nibs(tx) == ""  # those of before have theirs, too
        assert [each.id for each in await cases.near(tx, one)] == [two.id, far.id]
        one = await cases.change(tx, one, details={})
        assert [each.id for each in await cases.near(tx, one)] == [two.id]
        for each in (one, far):
            await people.remember(tx, each.person_id, phone="+6281200000001")
        assert [each.id for each in await cases.near(tx, one)] == [two.id, far.id]
        note = await notes.write(tx, two.person_id, "question", "?", case_id=two.id)
        await merged.move_to(tx, one.id, notes=[note])
    async with reading(database) as tx:
        moved = await notes.of_case(tx, one.id, internal=True)
        assert [each.id for each in moved] == [note]
        assert await notes.of_case(tx, two.id, internal=True) == []


async def test_of_officers_who_take_a_case_at_once_one_wins(database) -> None:
    async with writing(database) as tx:
        await an_office(tx)
        case = await a_case(tx)
        desk = [await an_officer(tx, 100 + n) for n in range(4)]
    turns = iter(desk)

    async def take(tx: Transaction) -> bool:
        """As every act does it: read, decide, keep; anew if somebody was quicker."""
        found = await cases.by_id(tx, case.id)
        if found.holder_id:
            return False
        mine = next(turns, desk[0]).id
        await cases.change(tx, found, state="taken", holder_id=mine)
        return True

    won = await at_once(database, take, 4)
    assert sorted(won) == [False, False, False, True]
    async with reading(database) as tx:
        taken = await cases.by_id(tx, case.id)
        assert taken.state == "taken"
        assert taken.holder_name == "Petugas Contoh"


async def test_a_case_read_before_another_s_change_is_not_changed(database) -> None:
    async with writing(database) as tx:
        await an_office(tx)
        case = await a_case(tx)
        after = await cases.change(tx, case, asked="photo", details={"photo": "2"})
        assert (after.asked, after.details, after.version) == (
            "photo",
            {"photo": "2"},
            2,
        )
        with pytest.raises(Conflict):
            await cases.change(tx, case, state="accepted")


async def test_a_code_makes_one_officer_however_many_try_at_once(database) -> None:
    async with writing(database) as tx:
        await an_office(tx)
        code = await officers.invite(tx, "serang", "coordinator", DAY)
        seen = [await somebody(tx, n) for n in range(20)]
    ids = iter([one.person_id for one in seen])

    async def attempt(tx) -> bool:
        seen = await officers.invited(tx, code.lower())
        if seen.used_at:
            return False
        me = next(ids)
        await officers.use(tx, seen.id, me)
        about = (seen.office_id, seen.role, "Petugas Contoh")
        await officers.add(tx, new_id(), me, *about)
        return True

    found = await at_once(database, attempt, 20)
    assert sorted(found) == [*[False] * 19, True]
    async with reading(database) as tx:
        (officer,) = await officers.on_duty(tx, "serang")
        assert officer.role == "coordinator"
        assert officer.channel == "web"


async def test_a_code_that_is_wrong_or_old_is_told_apart(database) -> None:
    async with writing(database) as tx:
        await an_office(tx)
        old = await officers.invite(tx, "serang", "officer", -DAY)
        assert (await officers.invited(tx, old)).expires_at < tx.now
        assert await officers.invited(tx, "AAAAA-AAAAA") is None


async def test_every_code_that_is_tried_is_counted(database) -> None:
    async with writing(database) as tx:
        one = await somebody(tx)
        hour = codes.WITHIN
        for count in range(3):
            assert await officers.tried(tx, one.person_id, hour) == count
            await officers.note_try(tx, one.person_id)


async def test_who_left_comes_back_as_the_officer_they_were(database) -> None:
    async with writing(database) as tx:
        await an_office(tx)
        left = await an_officer(tx)
        await officers.change(tx, left.id, active=False)
        assert await officers.by_person(tx, left.person_id) is None
        was = await officers.ever(tx, left.person_id)
        assert was.id == left.id
        about = ("serang", "coordinator", "Rekan Contoh")
        await officers.add(tx, was.id, was.person_id, *about)
        again = await officers.by_person(tx, left.person_id)
        assert (again.id, again.role, again.name) == (left.id, *about[1:])


async def test_an_officer_off_duty_or_gone_is_not_alerted(database) -> None:
    async with writing(database) as tx:
        await an_office(tx)
        officer = await an_officer(tx)
        assert (await somebody(tx, 100)).officer.role == "officer"
        await officers.change(tx, officer.id, on_duty=False)
        assert await officers.on_duty(tx, "serang") == []
        await officers.change(tx, officer.id, active=False)
        assert await officers.by_person(tx, officer.person_id) is None
        assert (await somebody(tx, 100)).officer is None


async def test_notes_officers_keep_are_not_shown_to_the_owner(database) -> None:
    async with writing(database) as tx:
        await an_office(tx)
        case = await a_case(tx)
        for kind in ("question", "internal"):
            note = await notes.write(tx, case.person_id, kind, kind, case_id=case.id)
        shown = await notes.of_case(tx, case.id, internal=False)
        assert [one.body for one in shown] == ["question"]
        assert len(await notes.of_case(tx, case.id, internal=True)) == 2
        await notes.answer(tx, note, "p")
        with pytest.raises(Conflict):
            await notes.answer(tx, note, "p")


async def test_only_one_s_own_documents_go_into_a_case(database) -> None:
    async with writing(database) as tx:
        await an_office(tx)
        case, other = await a_case(tx, 1), await somebody(tx, 2)
        mine = Document(new_id(), case.person_id, "photo", "a.jpg")
        theirs = Document(new_id(), other.person_id, "photo", "b.jpg")
        for one in (mine, theirs):
            await documents.add(tx, one)
        await documents.attach(tx, [mine.id, theirs.id], case.id, case.person_id)
        assert [d.id for d in await documents.of_case(tx, case.id)] == [mine.id]
        assert [d.id for d in await documents.unattached(tx, tx.now + DAY)] == [
            theirs.id
        ]


async def test_an_announcement_reaches_who_agreed_and_nobody_twice(database) -> None:
    async with writing(database) as tx:
        await an_office(tx)
        author = await an_officer(tx)
        owners = [(await a_case(tx, n)).person_id for n in range(1, 6)]
        for one in owners[:4]:
            await people.consent(tx, one, "announcements", agreed=True)
        chosen = Audience("serang", kecamatan=("360405",))
        assert await audience.count(tx, chosen) == 4
        assert await audience.count(tx, Audience("serang", road=("x",))) == 0
        assert await audience.sample(tx, chosen) == ["Ibu Contoh"] * 3
        made = await announcements.freeze(tx, author.id, "Halo", chosen)
        assert not await announcements.listed(tx, made, 99)
        frozen = await announcements.by_id(tx, made)
        assert (frozen.count, frozen.text) == (4, "Halo")
        await people.consent(tx, owners[0], "announcements", agreed=False)
    chunks = await at_once(
        database, lambda tx: announcements.next_chunk(tx, frozen.id, 1), 6
    )
    reached = [target.person_id for chunk in chunks for target in chunk]
    assert sorted(reached) == sorted(owners[1:4])
    async with writing(database) as tx:
        assert await recipients.counts(tx, frozen.id) == {
            "queued": 3,
            "refused": 1,
        }


async def test_a_stopped_announcement_sends_no_more(database) -> None:
    async with writing(database) as tx:
        await an_office(tx)
        author = await an_officer(tx)
        for n in range(1, 4):
            case = await a_case(tx, n)
            await people.consent(tx, case.person_id, "announcements", agreed=True)
        made = await announcements.freeze(tx, author.id, "Halo", Audience("serang"))
        await announcements.listed(tx, made, 99)
        (first,) = await announcements.next_chunk(tx, made, 1)
        one = await somebody(tx, 1)
        about = announcements.subject(made)
        row = a_message(
            one, id=first.outbox_id, kind="announcement", lane=3, subject=about
        )
        await outbox.post(tx, [row])
        await announcements.stop(tx, made)
        with pytest.raises(Conflict):
            await announcements.stop(tx, made)
        assert await announcements.next_chunk(tx, made) == []
        assert await recipients.counts(tx, made) == {"stopped": 1, "waiting": 2}
        assert not await announcements.listed(tx, made, 99)
        assert await recipients.counts(tx, made) == {"stopped": 3}
        assert await outbox.cards(tx, about) == []
        assert await announcements.unfinished(tx) == []


async def test_a_lease_is_one_s_own_until_it_ends(database) -> None:
    async with writing(database) as tx:
        assert await leases.take(tx, "relay", "a", DAY)
        assert await leases.take(tx, "relay", "a", DAY)
        assert not await leases.take(tx, "relay", "b", DAY)
    later = Database(
        database.url.render_as_string(hide_password=False),
        database.ring,
        clock=lambda: tx.now + 2 * DAY,
    )
    async with writing(later) as then:
        assert await leases.take(then, "relay", "b", DAY)
        assert not await leases.take(then, "relay", "a", DAY)
        await leases.release(then, "relay", "b")
        assert await leases.take(then, "relay", "c", DAY)
    await later.close()


async def test_a_job_with_a_key_is_done_once_and_by_one(database) -> None:
    async with writing(database) as tx:
        assert await jobs.queue(tx, "digest", {"n": 1}, key="digest:1")
        assert not await jobs.queue(tx, "digest", {"n": 1}, key="digest:1")
    found = await at_once(database, lambda tx: jobs.claim(tx, 5, DAY), 6)
    (job,) = [job for several in found for job in several]
    async with writing(database) as tx:
        await jobs.again(tx, job.id, tx.now, "boom")
        (again,) = await jobs.claim(tx, 5, DAY)
        assert again.attempts == 2
        await jobs.done(tx, job.id)
        assert await jobs.claim(tx, 5, DAY) == []


async def test_what_waits_is_counted(database) -> None:
    async with writing(database) as tx:
        one = await somebody(tx)
        await inbox.take_in(tx, [an_event(tx, one, "a")])
        await outbox.post(tx, [a_message(one)])
        depths = await metrics.depths(tx)
        assert (depths["inbox_open"], depths["outbox_due"]) == (1, 1)
        assert (await metrics.ages(tx))["jobs"] == timedelta(0)


async def test_two_people_who_are_one_get_one_file(database) -> None:
    async with writing(database) as tx:
        await an_office(tx)
        case = await a_case(tx, 1)
        other = await somebody(tx, 2)
        await people.merge(tx, other.person_id, case.person_id)
        found = await somebody(tx, 1)
        assert found.person_id == other.person_id
        (moved,) = await cases.of_person(tx, other.person_id)
        assert moved.business_name == "Batik Contoh"


async def test_consent_is_kept_and_withdrawn(database) -> None:
    async with writing(database) as tx:
        one = (await somebody(tx)).person_id
        await people.consent(tx, one, "notice", agreed=True, version="1")
        await people.remember(tx, one, name="Ibu Contoh", phone="+62812")
        await history.write(tx, "person.agreed", person_id=one, version="1")
        seen = await somebody(tx)
        assert (seen.notice_version, seen.name, seen.has_phone) == (
            "1",
            "Ibu Contoh",
            True,
        )
        assert await people.phone(tx, one) == "+62812"
        assert await acts(tx, person_id=one) == ["person.agreed"]
        row = (await tx.conn.execute(sa.select(person_rows))).one()
        assert b"Contoh" not in row.name_sealed


def test_the_list_of_personal_data_is_that_of_the_tables() -> None:
    sealed = {
        table.name: tuple(c.name for c in table.columns if c.name.endswith("_sealed"))
        for table in metadata.tables.values()
    }
    assert {
        name: found for name, found in sealed.items() if found
    } == privacy_map.SEALED
    about = {
        table.name
        for table in metadata.tables.values()
        if "person_id" in table.columns
        or any(k.column is person_rows.c.id for k in table.foreign_keys)
    }
    assert set(privacy_map.NAMES_A_PERSON) == about | {"people"}
    for listed in (privacy_map.INDEXED, privacy_map.SEALED):
        for table, columns in listed.items():
            assert set(columns) <= set(metadata.tables[table].columns.keys())


async def test_whoever_is_away_is_stood_in_for_until_that_ends(database) -> None:
    async with writing(database) as tx:
        await an_office(tx)
        desk, deputy = await an_officer(tx), await an_officer(tx, 101)
        await absences.add(tx, desk.id, deputy.id, tx.now - DAY, tx.now + DAY)
    async with reading(database) as tx:
        away = await officers.by_id(tx, desk.id)
        assert away
        assert (away.away, away.on_duty) == (True, False)
        assert away.absence
        assert away.absence.deputy_id == deputy.id
        (reached,) = (await people_by_id(tx, [deputy.person_id])).values()
        assert reached.officer
        assert reached.officer.acts_for == (deputy.id, desk.id)
    async with writing(database) as tx:
        await absences.end(tx, desk.id)
    async with reading(database) as tx:
        staff = await officers.of_office(tx, "serang")
        assert [(each.absence, each.stands_for) for each in staff] == [(None, ())] * 2
