"""An officer's reply becomes the answer for everybody, after they looked it over."""

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
    await town.say("other", "halo", "malam sekilo harga berapa per kilo?")
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
    await town.say("owner", "halo", "kapan ada pelatihan canting?")
    assert town.phone("owner").told("wonder.send.ask")
    await town.say("owner", "ya", "Setuju")
    assert town.phone("owner").told("ask.sent")
    assert "kapan ada pelatihan canting?" in petugas.last.text
