"""An officer's reply becomes the answer for everybody, after they looked it over.

It stays so until an officer of the office corrects it or withdraws it.
"""

import re
from dataclasses import replace

import sqlalchemy as sa

from bot.channels.base import decode_button
from conversations.catalogue import catalogue
from storage.cases import canned_replies
from storage.core.ids import new_id
from storage.people import officers, offices
from storage.tables import history
from tests.transactions import reading, writing

ASKED = "harga malam per kilo berapa?"


async def asked_and_replied(town, reply):
    petugas = await town.hire("petugas")
    await town.say("owner", "petugas", "Setuju", ASKED)
    await town.act("petugas", "reply")
    await town.say("petugas", reply)
    return petugas


async def test_a_kept_answer_is_given_to_the_next_who_asks(town):
    petugas = await asked_and_replied(town, "Tanya di koperasi batik.")
    await town.act("petugas", "lasting")
    assert petugas.told("lasting.review.ask")
    assert ASKED in petugas.last.text
    assert "Tanya di koperasi batik." in petugas.last.text
    await town.say("petugas", "ya")
    await town.say("other", "halo", "per kilo, harga malam itu berapa ya?")
    assert "Tanya di koperasi batik." in town.phone("other").last.text


async def test_nothing_is_kept_before_the_officer_agreed(town):
    await asked_and_replied(town, "Tanya di koperasi batik.")
    await town.act("petugas", "lasting")
    await town.say("other", "halo", ASKED)
    assert "koperasi" not in town.phone("other").news()


async def test_a_number_of_a_person_is_asked_to_be_left_out(town):
    petugas = await asked_and_replied(town, "Hubungi 0812 3456 7890.")
    await town.act("petugas", "lasting")
    assert petugas.told("lasting.common_answer.ask")
    await town.say("petugas", "Hubungi 0812 3456 7890.")
    assert petugas.told("refusal.personal")
    await town.say("petugas", "Tanya di koperasi batik.")
    assert petugas.told("lasting.review.ask")


async def test_an_owner_keeps_no_answer(town):
    await asked_and_replied(town, "Tanya di koperasi batik.")
    await town.press("owner", "lasting:none")
    assert town.phone("owner").told("refusal.not_allowed")


async def test_what_nobody_answered_reaches_the_desk_with_one_tap(town):
    petugas = await town.hire("petugas")
    await town.say("owner", "halo", "kapan ada lomba helikopter?")
    assert town.phone("owner").told("wonder.send.ask")
    await town.say("owner", "ya", "Setuju")
    assert town.phone("owner").told("ask.sent")
    assert "kapan ada lomba helikopter?" in petugas.last.text


async def kept(town, reply="Tanya di koperasi batik."):
    petugas = await asked_and_replied(town, reply)
    await town.act("petugas", "lasting")
    await town.say("petugas", "ya")
    return petugas


async def corrected(town, answer):
    await town.say("petugas", "jawaban")
    await town.act("petugas", "kept")
    await town.act("petugas", "mend")
    return await town.say("petugas", answer, "ya")


async def asks(town, name):
    phone = await town.say(name, "halo")
    phone.news()
    return (await town.say(name, ASKED)).news()


async def history_of(town, act):
    async with reading(town.database) as tx:
        lines = sa.select(history).where(history.c.act == act)
        return (await tx.conn.execute(lines)).all()


async def test_officers_see_every_lasting_answer_with_who_gave_it_and_when(town):
    await kept(town)
    await town.hire("rekan")
    rekan = await town.say("rekan", "jawaban")
    assert ASKED in rekan.last.text
    assert "Petugas 1" in rekan.last.text
    await town.act("rekan", "kept")
    assert "Tanya di koperasi batik." in rekan.last.text
    assert "Disimpan Petugas 1" in rekan.last.text


async def test_nobody_but_an_officer_sees_the_list(town):
    await kept(town)
    other = await town.say("other", "halo", "jawaban")
    assert other.told("refusal.not_allowed")
    assert "koperasi" not in other.news()


async def test_an_office_without_lasting_answers_is_told_how_to_keep_one(town):
    await town.hire("petugas")
    assert (await town.say("petugas", "jawaban")).told("desk.answers_none")


async def test_a_corrected_answer_is_what_everybody_reads_from_then_on(town):
    petugas = await kept(town)
    await corrected(town, "Tanya di pasar Ciruas.")
    assert petugas.told("lasting.corrected")
    news = await asks(town, "other")
    assert "Tanya di pasar Ciruas." in news
    assert "koperasi" not in news


async def test_what_was_corrected_stays_on_record_and_is_shown_beside_the_new(town):
    petugas = await kept(town)
    await corrected(town, "Tanya di pasar Ciruas.")
    await town.say("petugas", "jawaban")
    await town.act("petugas", "kept")
    assert "Tanya di pasar Ciruas." in petugas.last.text
    assert "Tanya di koperasi batik." in petugas.last.text
    (line,) = await history_of(town, "note.corrected")
    async with reading(town.database) as tx:
        old = await canned_replies.by_id(tx, line.detail["instead_of"])
    assert old.answer == "Tanya di koperasi batik."
    assert old.ended_by == line.officer_id


async def test_an_answer_is_withdrawn_only_when_that_was_meant(town):
    petugas = await kept(town)
    await town.say("petugas", "jawaban")
    await town.act("petugas", "kept")
    await town.act("petugas", "retract")
    assert petugas.told("retract.sure.ask")
    await town.say("petugas", "tidak")
    assert petugas.told("retract.left")
    assert "koperasi" in await asks(town, "other")


async def withdrawn(town, name="petugas"):
    await town.say(name, "jawaban")
    await town.act(name, "kept")
    await town.act(name, "retract")
    return await town.say(name, "ya")


async def test_what_was_withdrawn_is_found_by_nobody_at_once(town):
    petugas = await kept(town)
    await withdrawn(town)
    assert petugas.told("lasting.withdrawn")
    assert "koperasi" not in await asks(town, "other")
    assert town.phone("other").told("wonder.send.ask")
    assert (await town.say("petugas", "jawaban")).told("desk.answers_none")
    assert len(await history_of(town, "note.withdrawn")) == 1


async def test_the_card_of_what_was_withdrawn_says_so_and_has_no_buttons(town):
    petugas = await kept(town)
    await withdrawn(town)
    (card,) = [seen for seen in petugas.screen if "Ditarik oleh" in seen.text]
    assert card.buttons == ()


async def test_an_old_button_of_what_was_withdrawn_says_by_whom(town):
    await kept(town)
    rekan = await town.hire("rekan")
    await town.say("rekan", "jawaban")
    await town.act("rekan", "kept")
    await withdrawn(town)
    await town.act("rekan", "mend")
    assert rekan.told("desk.answer_withdrawn")
    assert "Petugas 1" in rekan.last.text


async def test_of_two_who_correct_one_answer_the_second_is_told_of_the_first(town):
    await kept(town)
    rekan = await town.hire("rekan")
    await town.say("rekan", "jawaban")
    await town.act("rekan", "kept")
    await town.act("rekan", "mend")
    await corrected(town, "Tanya di pasar Ciruas.")
    await town.say("rekan", "Tanya tetangga.", "ya")
    assert rekan.told("desk.answer_mended")
    assert "pasar Ciruas" in await asks(town, "other")


async def test_an_answer_of_another_office_is_not_there(town):
    petugas = await kept(town)
    person = await town.person("petugas")
    async with writing(town.database) as tx:
        elsewhere = replace(catalogue().office, id="elsewhere", case_prefix="LAIN")
        await offices.ensure(tx, elsewhere)
        officer = await officers.by_person(tx, person)
        theirs = new_id()
        await canned_replies.keep(
            tx, theirs, "elsewhere", officer.id, "Rahasia apa?", "Rahasia."
        )
    for verb in ("kept", "mend"):
        await town.press("petugas", f"{verb}:{theirs}")
        assert petugas.told("desk.unknown_answer")
    await town.press("petugas", f"retract:{theirs}")
    await town.say("petugas", "ya")
    assert "Rahasia." not in petugas.news()
    async with reading(town.database) as tx:
        assert (await canned_replies.by_id(tx, theirs)).ended_at is None


async def test_many_answers_come_in_pages_that_fit_every_channel(town):
    petugas = await town.hire("petugas")
    person = await town.person("petugas")
    async with writing(town.database) as tx:
        officer = await officers.by_person(tx, person)
        for number in range(20):
            asked = f"Pertanyaan {number} apa?"
            office = officer.office_id
            await canned_replies.keep(tx, new_id(), office, officer.id, asked, "Ya.")
    await town.say("petugas", "jawaban")
    seen = set()
    for _ in range(3):
        assert len(petugas.last.buttons) <= 10
        labels = " ".join(button.label for button in petugas.last.buttons)
        seen |= set(re.findall(r"Pertanyaan (\d+)", labels))
        onward = [b for b in petugas.last.buttons if b.label == "Berikutnya"]
        if onward:
            await town.press("petugas", decode_button(onward[0].id)[0])
    assert len(seen) == 20
