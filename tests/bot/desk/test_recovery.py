"""A lost phone: one's case comes back, and never into a stranger's hands."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot import words
from conversations.catalogue import catalogue
from conversations.engine.events import Blocked
from storage.cases import cases, documents, recoveries
from storage.messages import chat_history
from storage.people import addresses, officers, offices
from tests import history
from tests.bot.house import House
from tests.transactions import reading, writing

RIGHT = {
    "field.business_name": "Batik Contoh 1",
    "field.kecamatan": "Kramatwatu",
    "field.workers": "5",
    "recover.phone": "0001",
    "recover.product": "kain batik tulis",
}
WRONG = {
    "field.business_name": "Warung Melati",
    "field.kecamatan": "Anyar",
    "field.workers": "90",
    "recover.phone": "9999",
    "recover.product": "sarung tenun",
}
MONTHS = timedelta(days=40)


@pytest.fixture
async def house(database_url, ring, tmp_path):
    made = House(database_url, ring, tmp_path / "files")
    await made.town.open()
    yield made
    await made.database.close()


async def ask(town, name, *, code="SRG-0001", known=RIGHT, slip=0):
    """Say that a case is one's own; with *slip* so many answers are wrong."""
    phone = await town.say(name, "hp hilang")
    if "Setuju" in [button.label for button in phone.last.buttons]:
        await town.say(name, "Setuju")
    await town.say(name, code)
    for number in range(2):
        asked = phone.last.text
        home = next(each for each in known if words.text("id", f"{each}.ask") in asked)
        told = WRONG if number < slip else known
        await town.say(name, told[home])
    return phone


async def unknown(house, *names):
    """The case says nothing of *names*."""
    async with writing(house.database) as tx:
        case = await cases.by_code(tx, "SRG-0001")
        assert case
        details = {**case.details, **dict.fromkeys(names, "")}
        await cases.change(tx, case, details=details)


async def applied(house, quiet=timedelta()):
    """An owner with a case and a photo, not heard for a while; and an officer.

    How many work there is not known, so that something else is asked.
    """
    petugas = await house.town.hire("petugas")
    await house.town.apply("lama")
    await unknown(house, "workers")
    await house.later(quiet)
    return petugas


async def test_what_nobody_objects_to_comes_about_a_day_later(house):
    town = house.town
    petugas = await applied(house, MONTHS)
    old = await town.person("lama")
    house.now += MONTHS
    baru = await ask(town, "baru")
    assert baru.told("recover.waiting")
    assert town.phone("lama").told("recover.asked")
    assert petugas.told("desk.recovery.sure")
    await house.later(timedelta(hours=23))
    assert not baru.told("recover.done")
    await house.later(timedelta(hours=2))
    await house.later(timedelta(minutes=1))
    assert baru.told("recover.done")
    assert town.phone("lama").told("recover.left")
    assert await town.person("baru") == old
    assert await town.person("lama") != old
    assert "SRG-0001" in (await town.say("baru", "status")).last.text
    assert "SRG-0001" not in (await town.say("lama", "status")).last.text
    async with reading(house.database) as tx:
        (case,) = await cases.of_person(tx, old)
        assert len(await documents.of_case(tx, case.id)) == 1
        acts = await history.acts(tx, case_id=case.id)
    assert "recovery.asked" in acts
    assert "recovery.moved" in acts
    # Whoever has the old phone finds a page on which nothing was ever said.
    async with reading(house.database) as tx:
        left = await addresses.find(tx, "webchat", "web", "lama")
        assert left
        lines = await chat_history.visible(tx, left.id)
    assert "Batik Contoh 1" not in str(lines)
    assert [line.theirs for line in lines] == [True, False], "what they asked just now"


async def test_a_chat_in_use_makes_an_officer_decide(house):
    town = house.town
    petugas = await applied(house)
    baru = await ask(town, "baru")
    assert baru.told("recover.waiting")
    await house.later(timedelta(days=3))
    assert not baru.told("recover.done")
    assert petugas.told("desk.recovery.doubt")
    await town.act("petugas", "move")
    await house.later(timedelta(minutes=1))
    assert petugas.told("desk.recovery.moved.done")
    assert "SRG-0001" in (await town.say("baru", "status")).last.text


async def test_what_an_officer_refuses_stays_and_both_hear_of_it(house):
    town = house.town
    await applied(house)
    me = await town.person("lama")
    baru = await ask(town, "baru")
    await town.act("petugas", "deny")
    await house.later(timedelta(days=3))
    assert baru.told("recover.denied")
    assert town.phone("lama").told("recover.stays")
    assert await town.person("lama") == me
    assert await town.person("baru") != me


async def test_an_old_chat_that_speaks_up_in_time_leaves_it_to_an_officer(house):
    town = house.town
    petugas = await applied(house)
    house.now += MONTHS
    baru = await ask(town, "baru")
    await house.later(timedelta(hours=1))
    await town.say("lama", "halo")
    await house.later(timedelta(days=2))
    assert baru.told("recover.doubted")
    assert petugas.told("desk.recovery.doubt")
    assert "SRG-0001" in (await town.say("lama", "status")).last.text


async def test_an_objection_stops_it(house):
    town = house.town
    petugas = await applied(house)
    house.now += MONTHS
    baru = await ask(town, "baru")
    await town.act("lama", "not_me")
    await house.later(timedelta(days=2))
    assert baru.told("recover.denied")
    assert petugas.told("desk.recovery.stopped")
    assert "SRG-0001" in (await town.say("lama", "status")).last.text


async def test_a_chat_that_blocked_us_counts_as_lost(house):
    town = house.town
    await applied(house)
    await town.happen("lama", Blocked())
    assert (await ask(town, "baru")).told("recover.waiting")


async def test_one_answer_that_is_only_alike_makes_an_officer_look(house):
    town = house.town
    petugas = await applied(house)
    house.now += MONTHS
    # A kecamatan is right or wrong: beside the phone number nothing were alike.
    await unknown(house, "kecamatan")
    alike = {
        **RIGHT,
        "field.business_name": "batik conto 1",
        "recover.product": "kain batik tulus",
        "field.workers": "6",
        "recover.phone": "0001",
    }
    baru = await ask(town, "baru", known=alike)
    assert baru.told("recover.waiting")
    assert petugas.told("desk.recovery.doubt")


async def test_nobody_learns_whether_a_case_exists_or_what_answers_were_worth(house):
    town = house.town
    petugas = await applied(house)
    before = len(petugas.screen)
    heard = []
    for name, code, slip in (
        ("a", "SRG-0001", 1),
        ("b", "SRG-0777", 0),
        ("c", "SRG-0001", 0),
    ):
        if name == "c":
            assert len(petugas.screen) == before
            assert not town.phone("lama").told("recover.asked")
        phone = await ask(town, name, code=code, slip=slip)
        *_, verdict = phone.last.text.split(
            "\n\n"
        )  # before it may stand what they said
        heard.append((verdict, [b.label for b in phone.last.buttons]))
    assert heard[0] == heard[1] == heard[2]
    await house.later(timedelta(hours=25))
    for name in "ab":
        assert town.phone(name).told("recover.denied")


async def test_strangers_who_try_keep_no_owner_out(house):
    town = house.town
    petugas = await applied(house)
    house.now += MONTHS
    for stranger in "abcdef":
        await ask(town, stranger, slip=2)
    baru = await ask(town, "baru")
    assert baru.told("recover.waiting")
    assert petugas.told("desk.recovery.doubt")
    await town.act("petugas", "move")
    await house.later(timedelta(minutes=1))
    assert "SRG-0001" in (await town.say("baru", "status")).last.text


async def test_a_second_try_that_went_better_is_not_refused_for_the_first(house):
    town = house.town
    await applied(house)
    house.now += MONTHS
    await ask(town, "baru", slip=2)
    await ask(town, "baru")
    await house.later(timedelta(hours=25))
    await house.later(timedelta(minutes=1))
    assert town.phone("baru").told("recover.done")
    assert not town.phone("baru").told("recover.denied")


async def test_the_same_two_things_are_asked_again_and_again(house):
    town = house.town
    await applied(house)
    for name in ("a", "b"):
        await ask(town, name, slip=2)
    asked = [
        [seen.text for seen in town.phone(name).screen if "Contoh:" in seen.text]
        for name in ("a", "b")
    ]
    assert asked[0] == asked[1]


@pytest.mark.parametrize("code", ["SRG-0001", "SRG-0777"])
async def test_one_who_tries_three_times_waits_for_an_hour(house, code):
    town = house.town
    await applied(house)
    for _ in range(3):
        await ask(town, "a", code=code, slip=2)
    assert not town.phone("a").told("recover.too_often")
    assert (await ask(town, "a", code=code, slip=2)).told("recover.too_often")
    assert not (await ask(town, "b", code=code)).told("recover.too_often")
    house.now += timedelta(hours=2)
    assert "paling cepat" in (await ask(town, "a", code=code)).last.text


async def test_an_officers_chat_is_never_had_this_way(house):
    town = house.town
    await applied(house)
    await town.apply("petugas", number=2)
    house.now += MONTHS
    baru = await ask(
        town,
        "baru",
        code="SRG-0002",
        known={
            **RIGHT,
            "field.business_name": "Batik Contoh 2",
            "recover.phone": "0002",
        },
    )
    await house.later(timedelta(hours=25))
    assert baru.told("recover.denied")
    assert (await town.say("petugas", "hp hilang")).told("recover.officer")


async def test_who_asks_for_their_own_case_has_it(house):
    town = house.town
    await applied(house)
    assert (await town.say("lama", "hp hilang")).told("devices.one")
    assert "SRG-0001" in (await town.say("lama", "SRG-0001")).last.text


async def test_another_offices_officer_sees_and_decides_nothing(house):
    town = house.town
    petugas = await applied(house)
    other = replace(catalogue().office, id="lain", case_prefix="LAIN")
    async with writing(house.database) as tx:
        await offices.ensure(tx, other)
        code = await officers.invite(tx, "lain", "admin", timedelta(days=1))
    await town.say("jauh", f"/petugas {code}", "Petugas Jauh")
    await ask(town, "baru")
    assert not town.phone("jauh").told("desk.recovery.doubt")
    jauh = await town.press("jauh", petugas.button("move"))
    assert jauh.told("desk.recovery.unknown")


async def test_of_two_officers_who_decide_the_first_does(house):
    town = house.town
    await applied(house)
    await town.hire("two")
    await ask(town, "baru")
    move, deny = (town.phone("two").button(verb) for verb in ("move", "deny"))
    await town.press("petugas", deny)
    two = await town.press("two", move)
    assert two.told("desk.recovery.late")
    await house.later(timedelta(minutes=1))
    assert "SRG-0001" in (await town.say("lama", "status")).last.text


async def test_of_two_chats_that_ask_one_gets_it_and_one_hears_no(house):
    town = house.town
    petugas = await applied(house)
    house.now += MONTHS
    await ask(town, "baru")
    assert (await ask(town, "lain")).told("recover.waiting")
    move = petugas.button("move")
    await house.later(timedelta(days=2))
    assert town.phone("baru").told("recover.doubted")
    await town.press("petugas", move)
    await house.later(timedelta(minutes=1))
    async with reading(house.database) as tx:
        (case,) = await cases.of_person(tx, await town.person("lain"))
        assert await recoveries.waiting(tx, case.id) == []
    assert town.phone("baru").told("recover.denied")


async def test_a_number_that_is_typed_alone_is_answered(house):
    town = house.town
    await applied(house)
    assert (await town.say("baru", "halo", "srg 1")).told("recover.offer")
    assert (await town.say("baru", "srg-777")).told("recover.offer")
    assert "SRG-0001" in (await town.say("lama", "SRG-0001")).last.text
