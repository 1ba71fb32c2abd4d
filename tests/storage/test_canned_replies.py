"""Lasting answers are found by words that only the key ring knows; few are read."""

import sqlalchemy as sa

from storage.cases import canned_replies
from storage.core.ids import new_id
from storage.tables import answer_words
from tests.storage.builders import an_office, an_officer
from tests.transactions import reading, writing


async def office(tx):
    await an_office(tx)
    return await an_officer(tx)


async def kept(tx, officer, question, keys=()):
    name = new_id()
    about = (name, "serang", officer.id, question, "Ya.")
    await canned_replies.keep(tx, *about, keys=keys)
    return name


async def found(database, *keys, office="serang"):
    async with reading(database) as tx:
        likely = await canned_replies.likely(tx, office, keys)
    return [each.question for each in likely]


async def test_an_answer_is_found_by_a_word_of_its_question(database):
    async with writing(database) as tx:
        officer = await office(tx)
        await kept(tx, officer, "jual keripik?", {"jl", "krpk"})
        await kept(tx, officer, "jual malam?", {"jl", "mlm"})
    assert await found(database, "krpk", "dftr") == ["jual keripik?"]
    assert set(await found(database, "jl")) == {"jual malam?", "jual keripik?"}
    assert await found(database, "dftr") == []
    assert await found(database, "jl", office="lain") == []
    assert await found(database) == []


async def test_no_word_of_a_question_can_be_read(database):
    async with writing(database) as tx:
        await kept(tx, await office(tx), "jual keripik?", {"krpk"})
    async with reading(database) as tx:
        rows = (await tx.conn.execute(sa.select(answer_words))).all()
    assert len(rows) == 1
    assert "krpk" not in rows[0].word_index


async def test_what_ended_is_found_no_more(database):
    async with writing(database) as tx:
        officer = await office(tx)
        name = await kept(tx, officer, "jual keripik?", {"krpk"})
        await canned_replies.end(tx, name, officer.id)
    assert await found(database, "krpk") == []
    async with reading(database) as tx:
        assert (await tx.conn.execute(sa.select(answer_words))).all() == []


async def test_what_an_earlier_version_kept_is_looked_through_as_before(database):
    async with writing(database) as tx:
        officer = await office(tx)
        await kept(tx, officer, "jual keripik?")
        ended = await kept(tx, officer, "jual malam?")
        await canned_replies.end(tx, ended, officer.id)
    assert await found(database, "anything") == ["jual keripik?"]


async def test_of_thousands_few_are_read_that_share_what_few_have(database):
    async with writing(database) as tx:
        officer = await office(tx)
        await kept(tx, officer, "biaya keripik?", {"by", "krpk"})
        for number in range(canned_replies.LIKELY * 2):
            await kept(tx, officer, f"biaya {number}?", {"by", str(number)})
    likely = await found(database, "by", "krpk")
    assert "biaya keripik?" in likely
    assert len(likely) == canned_replies.LIKELY
