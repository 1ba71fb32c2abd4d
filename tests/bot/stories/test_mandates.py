"""Mandates between people with phones: given, refused, ended, and never another's."""

import pytest

from bot.channels.terminal import Terminal
from bot.testing.world import Person, World
from conversations.catalogue import catalogue
from conversations.engine.events import Pressed, Typed
from conversations.flows.owner import consent
from storage.cases import businesses, cases, documents, notes
from storage.people import delegation, people
from storage.people.sessions import Sender, reach
from tests.transactions import reading, writing


async def person_id(world: World, person: Person) -> str:
    async with writing(world.database) as tx:
        sender = Sender(person.channel, Terminal.account, person.name)
        return (await reach(tx, [sender]))[sender.key].person_id


async def agreed(world: World, name: str) -> Person:
    """Somebody who agreed to the notice, and said their name."""
    person = world.person(name)
    me = await person_id(world, person)
    async with writing(world.database) as tx:
        await people.remember(tx, me, name=f"{name.title()} Contoh")
        await people.consent(tx, me, "notice", agreed=True, version=consent.version())
    return person


async def given(world: World, helper: Person, owner: Person, business: str) -> str:
    """A mandate, and the owner's business."""
    me, theirs = await person_id(world, helper), await person_id(world, owner)
    office = catalogue().office.id
    async with writing(world.database) as tx:
        await businesses.add(tx, theirs, office, name=business)
        return await delegation.give(tx, office, me, theirs)


def told(person: Person) -> str:
    return "\n".join(seen.text for seen in person.sees())


async def test_a_button_with_the_mandate_of_another_helper_opens_nothing(world) -> None:
    owner, helper = await agreed(world, "ibu"), await agreed(world, "penolong")
    stranger = await agreed(world, "orang")
    mandate = await given(world, helper, owner, "Batik Contoh")
    await stranger.does(Pressed(f"for:{mandate}"))
    assert "berakhir" in told(stranger)
    await stranger.says("status")
    assert "Batik Contoh" not in told(stranger)
    await stranger.does(Pressed(f"mandate_end:{mandate}"))
    assert "tidak berlaku" in told(stranger)
    await helper.does(Pressed(f"for:{mandate}"))
    assert "Untuk: Batik Contoh" in told(helper)


async def test_what_comes_in_the_very_moment_of_the_end_files_nothing(world) -> None:
    owner, helper = await agreed(world, "ibu"), await agreed(world, "penolong")
    mandate = await given(world, helper, owner, "Batik Contoh")
    await helper.does(Pressed(f"for:{mandate}"))
    await helper.says("petugas")
    told(helper)
    asked = Typed("Kapan petugas datang?")
    await world.happen([(owner, Typed("cabut kuasa")), (helper, asked)])
    assert "tidak dikirim" in told(helper)
    async with reading(world.database) as tx:
        assert await delegation.standing(tx, id_=mandate) == []


async def test_who_takes_their_consent_back_is_helped_no_more(world) -> None:
    owner, helper = await agreed(world, "ibu"), await agreed(world, "penolong")
    mandate = await given(world, helper, owner, "Batik Contoh")
    await helper.does(Pressed(f"for:{mandate}"))
    told(helper)
    await owner.says("privasi")
    await owner.taps("Tarik persetujuan")
    await owner.taps("Ya, tarik semua")
    assert "dicabut" in told(helper)
    await helper.says("status")
    assert "Untuk: Batik Contoh" not in told(helper)


@pytest.mark.parametrize("word", ["kuasa", "bantu"])
async def test_an_officer_neither_gives_nor_takes_a_mandate(world, word) -> None:
    officer = await world.officer("petugas")
    owner = await agreed(world, "ibu")
    me = await person_id(world, officer)
    async with writing(world.database) as tx:
        await people.consent(tx, me, "notice", agreed=True, version=consent.version())
    mandate = await given(world, owner, officer, "Batik Contoh")
    await owner.does(Pressed(f"for:{mandate}"))
    assert "berakhir" in told(owner)
    await officer.says(word)
    if word == "bantu":
        await officer.taps("Pemilik baru")
        await officer.says("7K3M-Q2XA")
    else:
        await officer.taps("Ya, buat kode")
        await officer.says("Ibu Contoh")
    assert "tidak memberi atau menerima kuasa" in told(officer)


async def test_a_statement_that_is_refused_comes_back_with_the_reason(world) -> None:
    officer = await world.officer("petugas")
    other = await world.officer("lain")
    helper = await agreed(world, "penolong")
    await helper.says("bantu")
    await helper.taps("Pemilik baru")
    await helper.taps("Pemilik tanpa HP")
    await helper.says("Nini Contoh", "Batik Contoh")
    await helper.sends_photo()
    told(helper)
    assert "Batik Contoh" in told(officer)
    await officer.taps("Tolak")
    await officer.says("tanda tangannya belum ada")
    assert "tanda tangannya belum ada" in told(helper)
    await other.taps("Catat kuasa")
    assert "sudah diputuskan" in told(other)
    async with reading(world.database) as tx:
        assert await cases.of_person(tx, await person_id(world, helper)) == []


async def test_two_businesses_of_one_name_are_told_apart_by_their_owners(
    world,
) -> None:
    helper = await agreed(world, "penolong")
    for name in ("ibu", "bapak"):
        await given(world, helper, await agreed(world, name), "Batik Contoh")
    await helper.says("bantu")
    labels = helper.screen[-1].labels
    assert labels[:2] == ["Batik Contoh (Ibu Contoh)", "Batik Contoh (Bapak Contoh)"]


async def test_whoever_only_needs_help_gets_it(world) -> None:
    owner = await agreed(world, "ibu")
    await owner.says("bantu")
    await owner.taps("Saya perlu bantuan")
    assert "kapan saja" in told(owner)


async def test_what_a_helper_says_aloud_is_the_question_of_the_owner(world) -> None:
    officer = await world.officer("petugas")
    owner, helper = await agreed(world, "ibu"), await agreed(world, "penolong")
    mandate = await given(world, helper, owner, "Batik Contoh")
    await helper.does(Pressed(f"for:{mandate}"))
    await helper.says("petugas")
    await helper.sends_photo("voice")
    theirs = await person_id(world, owner)
    async with reading(world.database) as tx:
        assert [note.author for note in await notes.of_person(tx, theirs)] == ["owner"]
        assert [d.kind for d in await documents.of_person(tx, theirs)] == ["voice"]
    assert "Ibu Contoh (lewat Penolong Contoh)" in told(officer)
