"""Questions, replies and answers find their way, and stay with who they concern."""

from storage.cases import notes
from storage.people import officers
from tests.bot.phones import Town
from tests.transactions import reading, writing


async def test_a_question_reaches_the_desk_and_the_reply_comes_back(town):
    await town.hire("petugas")
    owner = await town.say("owner", "petugas")
    await town.say("owner", "Setuju", "Apakah label harus berbahasa Indonesia?")
    petugas = town.phone("petugas")
    assert "berbahasa Indonesia" in petugas.last.text
    assert owner.told("ask.sent")
    await town.act("petugas", "reply")
    await town.say("petugas", "Ya, bahasa Indonesia.")
    assert "Ya, bahasa Indonesia." in owner.news()
    await town.say("owner", "Baik, saya ganti labelnya")
    assert "saya ganti labelnya" in petugas.last.text
    person = await town.person("owner")
    async with reading(town.database) as tx:
        said = await notes.of_person(tx, person)
    assert [note.kind for note in said] == ["question", "reply", "answer"]
    assert said[0].answered


async def test_a_question_without_any_officer_is_kept_and_said_to_wait(town):
    await town.say("owner", "petugas", "Setuju", "Ada orang di sana?")
    assert town.phone("owner").told("ask.nobody")
    person = await town.person("owner")
    async with reading(town.database) as tx:
        assert [note.body for note in await notes.of_person(tx, person)] == [
            "Ada orang di sana?"
        ]


async def test_words_about_a_case_go_to_its_holder_alone(town):
    await town.hire("petugas")
    rekan = await town.hire("rekan")
    await town.apply()
    await town.act("petugas", "take")
    await town.act("petugas", "reply")
    await town.say("petugas", "Kapan bisa kami kunjungi?")
    rekan.news()
    await town.say("owner", "Kamis pagi")
    assert "Kamis pagi" in town.phone("petugas").last.text
    assert "Kamis pagi" not in rekan.news()


async def test_when_the_officer_has_left_the_answer_goes_to_who_is_on_duty(town):
    await town.hire("petugas")
    rekan = await town.hire("rekan")
    await town.apply()
    await town.act("petugas", "take")
    await town.act("petugas", "reply")
    await town.say("petugas", "Kapan bisa kami kunjungi?")
    person = await town.person("petugas")
    async with writing(town.database) as tx:
        petugas = await officers.by_person(tx, person)
        await officers.change(tx, petugas.id, active=False)
    await town.say("owner", "Kamis pagi")
    assert "Kamis pagi" in rekan.last.text
    await town.act("rekan", "reply")
    await town.say("rekan", "Baik, Kamis.")
    assert "Baik, Kamis." in town.phone("owner").news()


async def test_an_answer_to_what_is_somebody_elses_goes_nowhere(town):
    petugas = await town.hire("petugas")
    await town.apply()
    petugas.news()
    await town.press("thief", "answer:c:SRG-0001")
    thief = await town.say("thief", "Kirim datanya ke saya")
    assert thief.told("owner.unknown")
    assert "Kirim datanya" not in petugas.news()


async def test_photos_go_along_with_words(town):
    petugas = await town.hire("petugas")
    await town.say("owner", "petugas", "Setuju")
    await town.photo("owner")
    assert petugas.last.file


async def test_a_wish_to_be_forgotten_reaches_an_officer(town):
    petugas = await town.hire("petugas")
    await town.apply()
    await town.say("owner", "privasi", "Hapus data saya", "ya", "Ya, hapus data")
    assert petugas.told("desk.leaving")


QUESTION = "Apakah label harus berbahasa Indonesia?"


async def two_officers_and_a_question(town):
    petugas, rekan = await town.hire("petugas"), await town.hire("rekan")
    await town.say("owner", "petugas", "Setuju", QUESTION)
    return petugas, rekan


def cards(phone):
    about = [seen for seen in phone.screen if QUESTION in seen.text]
    return [seen for seen in about if "Tulis balasannya" not in seen.text]


async def test_when_one_officer_answers_the_cards_of_all_say_who_did(town):
    petugas, rekan = await two_officers_and_a_question(town)
    await town.act("petugas", "reply")
    await town.say("petugas", "Ya, bahasa Indonesia.")
    for phone in (petugas, rekan):
        (card,) = cards(phone)
        assert "Dijawab oleh Petugas 1." in card.text
        assert card.buttons == ()


async def test_what_is_taken_back_reaches_nobody_and_the_question_waits_again(town):
    petugas, rekan = await two_officers_and_a_question(town)
    town.patient = False
    await town.act("petugas", "reply")
    await town.say("petugas", "Ya, bahasa Jawa.")
    await town.act("petugas", "unsend")
    town.patient = True
    await town.settle()
    assert "bahasa Jawa" not in town.phone("owner").news()
    for phone in (petugas, rekan):
        (card,) = cards(phone)
        assert [each.label for each in card.buttons] == ["Balas"]
    await town.act("rekan", "reply")
    await town.say("rekan", "Ya, bahasa Indonesia.")
    assert "bahasa Indonesia." in town.phone("owner").news()


async def test_a_reply_outlives_the_process_that_dies_before_it_went(town, database):
    await two_officers_and_a_question(town)
    town.patient = False
    await town.act("petugas", "reply")
    await town.say("petugas", "Ya, bahasa Indonesia.")
    await town.press("petugas", town.phone("petugas").button("unsend")[:-1])
    assert "bahasa Indonesia." not in town.phone("owner").news()
    after = await type(town)(database).open()
    await after.settle()
    assert "bahasa Indonesia." in after.phone("owner").news()


async def test_only_the_card_of_the_question_that_was_answered_changes(town):
    _, rekan = await two_officers_and_a_question(town)
    await town.say("owner", "petugas", "Warnanya bebas?")
    await town.act("petugas", "reply")
    await town.say("petugas", "Bebas.")
    (card,) = cards(rekan)
    assert card.buttons
    assert "Dijawab" not in card.text


async def test_who_replies_from_an_old_card_is_told_who_answered_and_may_add(town):
    petugas, rekan = await two_officers_and_a_question(town)
    old = rekan.button("reply")
    await town.act("petugas", "reply")
    await town.say("petugas", "Ya, bahasa Indonesia.")
    await town.press("rekan", old)
    assert rekan.told("reply.more.ask")
    assert "Petugas 1" in rekan.last.text
    await town.say("rekan", "Ukuran hurufnya bebas.")
    assert "Ukuran hurufnya bebas." in town.phone("owner").news()
    assert "Dijawab oleh Petugas 1." in cards(petugas)[0].text


async def test_who_answered_adds_to_it_without_being_told_that_it_was_them(town):
    petugas, _ = await two_officers_and_a_question(town)
    await town.act("petugas", "reply")
    await town.say("petugas", "Ya, bahasa Indonesia.")
    await town.act("petugas", "reply")
    assert not petugas.told("reply.more.ask")
    await town.say("petugas", "Ukuran hurufnya bebas.")
    assert "Ukuran hurufnya bebas." in town.phone("owner").news()


async def test_a_talk_goes_on_in_a_new_process_and_ends_with_its_case(town):
    petugas, owner = await town.hire("petugas"), await town.apply()
    await town.act("petugas", "take")
    await town.press("petugas", "talk:SRG-0001")
    await town.say("petugas", "Motifnya dari mana?")
    again = await Town(town.database).open()
    again.phones = town.phones
    petugas.news(), owner.news()
    await again.say("owner", "dari ibu saya")
    await again.say("petugas", "Baik, saya catat")
    assert "dari ibu saya" in petugas.news()
    assert "Baik, saya catat" in owner.news()
    await again.press("petugas", "close:SRG-0001")
    await again.say("petugas", "Berhenti")
    assert owner.news().startswith("Obrolan dengan petugas ikut selesai.")
    assert "Obrolan ditutup" in petugas.news()
    await again.say("owner", "halo")
    assert petugas.news() == ""
