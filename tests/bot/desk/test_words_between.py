"""Questions, replies and answers find their way, and stay with who they concern."""

from storage import notes, officers


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
    async with town.database.read() as tx:
        said = await notes.of_person(tx, person)
    assert [note.kind for note in said] == ["question", "reply", "answer"]
    assert said[0].answered


async def test_a_question_without_any_officer_is_kept_and_said_to_wait(town):
    await town.say("owner", "petugas", "Setuju", "Ada orang di sana?")
    assert town.phone("owner").told("ask.nobody")
    person = await town.person("owner")
    async with town.database.read() as tx:
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
    async with town.database.write() as tx:
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
