"""What was made one comes apart again: when it is reopened, when somebody is erased."""

from dataclasses import replace

from conversations.cases.closing import DUPLICATE
from conversations.cases.merging import MERGED
from conversations.cases.records import Document
from storage.cases import cases, documents, history, merged, notes
from storage.core.ids import new_id
from storage.privacy import erasure
from tests.storage.builders import a_case, an_office
from tests.storage.test_privacy import rows_of
from tests.transactions import writing


async def made_one(tx, into, of):
    """*of* with a document and a question, all of it *into* the other from here on."""
    document, note = new_id(), new_id()
    await documents.add(
        tx, Document(document, of.person_id, "photo", f"{document}.bin")
    )
    await documents.attach(tx, [document], of.id, of.person_id)
    about = (of.person_id, "question", "Berapa lama?")
    await notes.write(tx, *about, note_id=note, case_id=of.id)
    new = {"state": "closed", "ending": DUPLICATE, "follows": into.code}
    ended = await cases.change(tx, of, **new)
    await merged.move_to(tx, into.id, [document], [note])
    return ended


async def held_by(tx, case):
    found = await documents.of_case(tx, case.id)
    said = await notes.of_case(tx, case.id, internal=True)
    return len(found), len(said)


async def test_what_was_brought_comes_back_to_the_case_that_is_opened_again(database):
    async with writing(database) as tx:
        await an_office(tx)
        one, two, three = [await a_case(tx, n) for n in (1, 2, 3)]
        ended = await made_one(tx, two, three)
        two = await made_one(tx, one, two)
        await merged.move_to(tx, one.id, *await all_of(tx, two))
        assert await held_by(tx, one) == (2, 2)
        await comes_apart(tx, ended)
        assert (await held_by(tx, one), await held_by(tx, three)) == ((1, 1), (1, 1))
        # What it went on as is gone: nothing is moved.
        await comes_apart(tx, replace(two, follows="SRG-9999"))
        assert await held_by(tx, one) == (1, 1)


async def comes_apart(tx, case):
    """Put back what *case* brought; how it is taken back again."""
    there = await merged.brought(tx, case)
    for each in there:
        await merged.move_to(tx, case.id, each.documents, each.notes, each.visits)
    return there


async def test_two_of_one_owner_come_apart_exactly_by_what_was_moved(database):
    async with writing(database) as tx:
        await an_office(tx)
        one = await a_case(tx)
        two = await a_case(tx)
        ended = await made_one(tx, one, two)
        moved = dict(zip(("documents", "notes"), await all_of(tx, one), strict=True))
        await made_one(tx, one, await a_case(tx))
        await history.write(tx, MERGED, case_id=one.id, case=ended.id, **moved)
        (there,) = await comes_apart(tx, ended)
        assert (there.case_id, await held_by(tx, two)) == (one.id, (1, 1))
        assert await held_by(tx, one) == (1, 1)
        await merged.move_to(tx, there.case_id, there.documents, there.notes)
        assert await held_by(tx, one) == (2, 2)


async def all_of(tx, case):
    found = await documents.of_case(tx, case.id)
    said = await notes.of_case(tx, case.id, internal=True)
    return [each.id for each in found], [each.id for each in said]


async def test_whoever_is_erased_takes_nothing_of_the_other_along(database):
    async with writing(database) as tx:
        await an_office(tx)
        one, two = [await a_case(tx, n) for n in (1, 2)]
        two = await made_one(tx, one, two)
        await merged.give_back(tx, one.person_id)
        await erasure.erase(tx, one.person_id)
        assert await held_by(tx, two) == (1, 1)
        await merged.give_back(tx, two.person_id)
        await erasure.erase(tx, two.person_id)
        for each in (one, two):
            left = await rows_of(tx, each.person_id)
            assert left.keys() <= {"people", "addresses", "threads"}
            assert await held_by(tx, each) == (0, 0)
