"""What is kept about a person can be handed over, put together and forgotten."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from conversations.cases.records import Audience, Document
from storage.cases import businesses, cases, documents, dossier, notes, programmes
from storage.core.database import Database
from storage.core.ids import new_id
from storage.messages import inbox, outbox
from storage.people import officers, one_time_codes, people, sessions
from storage.people.sessions import Kept
from storage.privacy import erasure, mentions
from storage.privacy.privacy_map import NAMES_A_PERSON
from storage.tables import metadata
from tests.storage.builders import a_message, an_event, an_office, somebody
from tests.transactions import writing


async def a_life(tx, number: int = 1) -> str:
    """Somebody with something in most of the tables that name people."""
    seen = await somebody(tx, number)
    me = seen.person_id
    await people.remember(tx, me, name=f"Contoh {number}", phone=f"+6281200{number:05}")
    await people.consent(tx, me, "notice", agreed=True, version="1")
    business = await businesses.add(tx, me, "serang", name=f"Batik Contoh {number}")
    details = {"owner_name": f"Contoh {number}"}
    case = await cases.open_case(
        tx, "serang", me, business, "sppt_sni", details=details
    )
    id_ = new_id()
    await documents.add(
        tx, Document(id_, me, "photo", f"{id_}.jpg", thumbnail=f"{id_}-t.jpg")
    )
    await documents.attach(tx, [id_], case.id, me)
    await notes.write(tx, me, "question", "Berapa lama?", case_id=case.id)
    await inbox.take_in(tx, [an_event(tx, seen, f"e{number}", body=b"{}")])
    await outbox.post(tx, [a_message(seen, f"halo {number}")])
    await sessions.keep(tx, [Kept(me, seen.version, {"talk": {"kept": details}})])
    await one_time_codes.keep_code(tx, me, "link", one_time_codes.new_code())
    await officers.note_try(tx, me)
    return me


async def rows_of(tx, person_id) -> dict[str, int]:
    counted = {}
    for name, column in NAMES_A_PERSON.items():
        table = metadata.tables[name]
        count = sa.select(sa.func.count()).where(table.c[column] == person_id)
        counted[name] = (await tx.conn.execute(count)).scalar_one()
    return {name: count for name, count in counted.items() if count}


async def test_everything_that_names_a_person_is_handed_over(database) -> None:
    async with writing(database) as tx:
        await an_office(tx)
        me = await a_life(tx, 1)
        await a_life(tx, 2)
        found = await dossier.everything(tx, me)
        assert {name: len(rows) for name, rows in found.items() if rows} == (
            await rows_of(tx, me)
        )
    assert found["people"][0]["name"] == "Contoh 1"
    assert found["cases"][0]["details"] == {"owner_name": "Contoh 1"}
    assert found["outbox"][0]["body"] == {"text": "halo 1"}
    assert "blind_index" not in found["addresses"][0]
    assert not any(
        "_sealed" in key for rows in found.values() for r in rows for key in r
    )
    assert "Contoh 2" not in str(found)


async def test_what_officers_note_for_themselves_is_named_and_not_shown(
    database,
) -> None:
    async with writing(database) as tx:
        await an_office(tx)
        me = await a_life(tx)
        await notes.write(tx, me, "internal", "rahasia")
        found = await dossier.everything(tx, me)
    assert len(found["notes"]) == 2
    assert "rahasia" not in str(found)


async def test_an_erased_person_leaves_a_tombstone_and_no_content(database) -> None:
    async with writing(database) as tx:
        await an_office(tx)
        me, other = await a_life(tx, 1), await a_life(tx, 2)
        before = await rows_of(tx, other)
        assert len(await erasure.files_of(tx, me)) == 2
        await erasure.erase(tx, me)
        left = await rows_of(tx, me)
        assert left == {"people": 1, "addresses": 1, "threads": 1, "consents": 1}
        assert await erasure.forget_ways(tx, me)
        assert await rows_of(tx, me) == {"people": 1, "consents": 1}
        found = await dossier.everything(tx, me)
        assert "Contoh" not in str(found)
        assert "+62" not in str(found)
        assert await rows_of(tx, other) == before


async def test_who_agreed_anew_before_the_end_is_not_forgotten(database) -> None:
    async with writing(database) as tx:
        await an_office(tx)
        me = await a_life(tx)
        await erasure.erase(tx, me)
        await people.consent(tx, me, "notice", agreed=True, version="1")
        assert not await erasure.forget_ways(tx, me)
        assert (await somebody(tx, 1)).person_id == me


async def test_who_was_forgotten_is_somebody_new_when_they_write_again(
    database,
) -> None:
    async with writing(database) as tx:
        await an_office(tx)
        me = await a_life(tx)
        await erasure.erase(tx, me)
        await erasure.forget_ways(tx, me)
        again = await somebody(tx, 1)
        assert again.person_id != me
        assert (again.name, again.notice_version) == ("", "")


async def test_one_file_has_all_that_both_had(database) -> None:
    async with writing(database) as tx:
        await an_office(tx)
        away, keep = await a_life(tx, 1), (await somebody(tx, 2)).person_id
        await people.merge(tx, keep, away)
        for number in (1, 2):
            seen = await somebody(tx, number)
            assert (seen.person_id, seen.name) == (keep, "Contoh 1")
            assert seen.notice_version == "1"
        assert await people.phone(tx, keep) == "+628120000001"
        assert await rows_of(tx, away) == {"people": 1}
        found = await dossier.everything(tx, keep)
        assert len(found["people"]) == 2
        assert found["people"][0]["phone"] == found["people"][0]["name"] == ""


async def test_the_last_word_about_announcements_holds_for_both(database) -> None:
    async with writing(database) as tx:
        one = (await somebody(tx, 1)).person_id
        two = (await somebody(tx, 2)).person_id
        await people.consent(tx, one, "announcements", agreed=True)
        await people.consent(tx, two, "announcements", agreed=False)
        await people.merge(tx, one, two)
        assert not (await somebody(tx, 1)).announcements


async def test_a_number_that_changed_is_the_same_person(database) -> None:
    """WhatsApp tells the old id beside the new one."""
    async with writing(database) as tx:
        one = await somebody(tx, 1, channel="whatsapp")
        new = await somebody(tx, 9, channel="whatsapp", aliases=("1",))
        assert new.person_id == one.person_id
        later = await somebody(tx, 9, channel="whatsapp")
        assert later.person_id == one.person_id


async def test_a_code_works_once_and_for_ten_minutes(
    database_url, ring, database
) -> None:
    async with writing(database) as tx:
        one, now = (await somebody(tx)).person_id, tx.now
        old, made, fresh = (one_time_codes.new_code() for _ in range(3))
        await one_time_codes.keep_code(tx, one, "link", old)
        await one_time_codes.keep_code(tx, one, "link", made)
        assert (await one_time_codes.find_code(tx, old, "link")).problem == "unknown"
        typed = made.lower().replace("-", " ").replace("0", "o")
        assert (await one_time_codes.find_code(tx, typed, "link")).person_id == one
        await one_time_codes.use(tx, typed, "link")
        assert (await one_time_codes.find_code(tx, made, "link")).problem == "used"
        await one_time_codes.keep_code(tx, one, "link", fresh)
    late = Database(database_url, ring, clock=lambda: now + timedelta(minutes=11))
    async with writing(late) as tx:
        assert (await one_time_codes.find_code(tx, fresh, "link")).problem == "expired"
    await late.close()


@pytest.mark.parametrize("times", [8])
async def test_of_many_who_spend_a_token_one_does(database, times) -> None:
    async with writing(database) as tx:
        me = (await somebody(tx)).person_id
        made = await one_time_codes.token(tx, me)

    async def spend() -> str:
        async with writing(database) as tx:
            return (await one_time_codes.spend_token(tx, made)).person_id

    spent = await asyncio.gather(*(spend() for _ in range(times)))
    assert sorted(spent) == [""] * (times - 1) + [me]


async def test_a_programme_that_names_somebody_ends_with_them(database) -> None:
    async with writing(database) as tx:
        await an_office(tx)
        me, leader = await a_life(tx, 1), (await somebody(tx, 2)).person_id
        await people.remember(tx, me, name="Nyi Contohwati")
        await officers.add(tx, "o", leader, "serang", "coordinator", "Kepala Contoh")
        for id_, gives in (("p1", "Untuk Nyi Contohwati."), ("p2", "Untuk semua.")):
            about: dict[str, Any] = {"author_id": "o", "name": "Contoh"}
            about |= {"gives": gives, "quota": 0, "until": "2099-12-31"}
            await programmes.add(tx, id_, Audience("serang"), **about)
        await mentions.forget(tx, await mentions.find(tx, me), {})
        running = await programmes.running(tx, "serang", "2026-11-29")
    assert [each.id for each in running] == ["p2"]
