"""A mandate stands while it is given and not ended, and for nobody else."""

import asyncio

import pytest

from conversations.cases.records import Document
from storage.cases import businesses, documents, dossier
from storage.core.database import Conflict
from storage.core.ids import new_id
from storage.people import delegation, one_time_codes, people
from storage.privacy import erasure
from tests.storage.builders import an_office, somebody
from tests.transactions import writing


async def an_owner(tx, number: int) -> str:
    me = (await somebody(tx, number)).person_id
    await people.remember(tx, me, name=f"Pemilik Contoh {number}")
    await people.consent(tx, me, "notice", agreed=True, version="1")
    await businesses.add(tx, me, "serang", name=f"Batik Contoh {number}")
    return me


async def a_photo(tx, person_id: str) -> str:
    id_ = new_id()
    await documents.add(tx, Document(id_, person_id, "photo", f"{id_}.jpg"))
    return id_


async def names(tx, helper: str) -> list[str]:
    return sorted(m.name for m in await delegation.standing(tx, helper=helper))


async def test_a_helper_acts_for_those_who_gave_a_mandate_and_no_other(
    database,
) -> None:
    async with writing(database) as tx:
        await an_office(tx)
        one, two = await an_owner(tx, 1), await an_owner(tx, 2)
        helper, other = (await somebody(tx, 8)).person_id, await an_owner(tx, 9)
        given = await delegation.give(tx, "serang", helper, one)
        await delegation.give(tx, "serang", other, two)
        assert await names(tx, helper) == ["Batik Contoh 1"]
        assert await names(tx, other) == ["Batik Contoh 2"]
        (found,) = await delegation.standing(tx, owner=one)
        assert (found.helper_id, found.owner_name) == (helper, "Pemilik Contoh 1")
        assert await delegation.standing(tx, id_=given, helper=other) == []


async def test_nothing_stands_once_it_has_ended_or_consent_was_withdrawn(
    database,
) -> None:
    async with writing(database) as tx:
        await an_office(tx)
        one, two, three = [await an_owner(tx, number) for number in (1, 2, 3)]
        helper = (await somebody(tx, 8)).person_id
        first, *_ = [
            await delegation.give(tx, "serang", helper, owner)
            for owner in (one, two, three)
        ]
        await delegation.end(tx, first)
        assert await names(tx, helper) == ["Batik Contoh 2", "Batik Contoh 3"]
        await people.consent(tx, two, "notice", agreed=False)
        assert await names(tx, helper) == ["Batik Contoh 3"]
        await people.merge(tx, helper, three)
        assert await names(tx, helper) == []


async def test_what_lay_open_goes_on_when_the_same_owner_gives_it_again(
    database,
) -> None:
    async with writing(database) as tx:
        await an_office(tx)
        one, two = await an_owner(tx, 1), await an_owner(tx, 2)
        helper = (await somebody(tx, 8)).person_id
        first = await delegation.give(tx, "serang", helper, one)
        await delegation.keep_talk(tx, first, {"kept": {"owner_name": "Contoh"}})
        await delegation.end(tx, first)
        again = await delegation.give(tx, "serang", helper, one)
        assert again != first
        assert await delegation.talk(tx, again) == {"kept": {"owner_name": "Contoh"}}
        other = await delegation.give(tx, "serang", helper, two)
        assert await delegation.talk(tx, other) == {}


async def test_a_statement_makes_the_owner_somebody_when_an_officer_records_it(
    database,
) -> None:
    async with writing(database) as tx:
        await an_office(tx)
        helper = (await somebody(tx, 8)).person_id
        photo = await a_photo(tx, helper)
        details = {"owner_name": "Ibu Contoh", "business_name": "Batik Contoh"}
        asked = await delegation.ask(tx, "serang", helper, details, [photo])
        assert await names(tx, helper) == []
        found = await delegation.asked(tx, asked)
        assert found
        assert found.details == details
        owner = new_id()
        await delegation.record(tx, found, None, owner)
        assert await delegation.asked(tx, asked) is None
        await people.consent(tx, owner, "notice", agreed=True, version="1")
        assert await names(tx, helper) == ["Ibu Contoh"]
        assert [one.id for one in await documents.of_person(tx, owner)] == [photo]
        assert (
            await documents.unattached(tx, tx.now.replace(year=tx.now.year + 1)) == []
        )


async def test_a_statement_that_was_refused_leaves_nothing_but_an_upload(
    database,
) -> None:
    async with writing(database) as tx:
        await an_office(tx)
        helper = (await somebody(tx, 8)).person_id
        photo = await a_photo(tx, helper)
        details = {"owner_name": "Ibu Contoh", "business_name": "Batik Contoh"}
        asked = await delegation.ask(tx, "serang", helper, details, [photo])
        found = await delegation.asked(tx, asked)
        assert found
        await delegation.refuse(tx, found)
        assert await delegation.asked(tx, asked) is None
        later = tx.now.replace(year=tx.now.year + 1)
        assert [one.id for one in await documents.unattached(tx, later)] == [photo]
        assert "Contoh" not in str(await dossier.everything(tx, helper))


async def test_a_helper_carries_off_that_they_help_and_nothing_of_the_helped(
    database,
) -> None:
    async with writing(database) as tx:
        await an_office(tx)
        owner, helper = await an_owner(tx, 1), (await somebody(tx, 8)).person_id
        given = await delegation.give(tx, "serang", helper, owner)
        await delegation.keep_talk(tx, given, {"kept": {"owner_name": "Contoh"}})
        theirs = await dossier.everything(tx, helper)
        assert [row["id"] for row in theirs["mandates"]] == [given]
        assert "Contoh" not in str(theirs)
        (own,) = (await dossier.everything(tx, owner))["mandates"]
        assert own["talk"] == {"kept": {"owner_name": "Contoh"}}


@pytest.mark.parametrize("leaves", ["owner", "helper"])
async def test_a_mandate_goes_with_either_of_the_two(database, leaves) -> None:
    async with writing(database) as tx:
        await an_office(tx)
        both = {"owner": await an_owner(tx, 1), "helper": await an_owner(tx, 8)}
        given = await delegation.give(tx, "serang", both["helper"], both["owner"])
        await delegation.keep_talk(tx, given, {"kept": {}})
        await erasure.erase(tx, both[leaves])
        for each in both.values():
            assert (await dossier.everything(tx, each))["mandates"] == []


async def test_a_code_for_a_mandate_links_no_chats(database) -> None:
    async with writing(database) as tx:
        one, made = (await somebody(tx)).person_id, one_time_codes.new_code()
        await one_time_codes.keep_code(tx, one, "mandate", made)
        assert (await one_time_codes.find_code(tx, made, "link")).problem == "unknown"
        assert (await one_time_codes.find_code(tx, made, "mandate")).person_id == one


async def test_a_code_that_was_found_is_used_once(database) -> None:
    async with writing(database) as tx:
        one, made = (await somebody(tx)).person_id, one_time_codes.new_code()
        await one_time_codes.keep_code(tx, one, "mandate", made)

        async def found(typed: str) -> one_time_codes.Spent:
            return await one_time_codes.find_code(tx, typed, "mandate")

        assert (await found("0000-0000")).problem == "unknown"
        assert await found(made.lower()) == one_time_codes.Spent(one)
        await one_time_codes.use(tx, made.lower(), "mandate")
        assert (await found(made)).problem == "used"
        with pytest.raises(Conflict):
            await one_time_codes.use(tx, made, "mandate")


async def test_of_many_who_spend_a_code_one_gets_the_mandate(database) -> None:
    async with writing(database) as tx:
        one, made = (await somebody(tx)).person_id, one_time_codes.new_code()
        await one_time_codes.keep_code(tx, one, "mandate", made)

    async def spend() -> None:
        async with writing(database) as tx:
            await one_time_codes.use(tx, made, "mandate")

    spent = await asyncio.gather(*(spend() for _ in range(3)), return_exceptions=True)
    assert [type(each) for each in spent if each] == [Conflict, Conflict]
