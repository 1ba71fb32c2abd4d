"""A helper among several owners files and sees for each exactly what is theirs."""

import random
from dataclasses import dataclass

import pytest

from bot.channels.terminal import Terminal
from bot.testing.form_player import reply
from bot.testing.world import NoButton, Person, World
from conversations.catalogue import catalogue
from conversations.flows.owner import consent
from storage.cases import businesses, cases, dossier
from storage.people import delegation, people
from storage.people.sessions import Sender, reach
from tests.transactions import reading, writing

STEPS = 45
STAYS = 0.8
"""How likely a helper goes on with the one they are at."""
WHOM, APPLY = "untuk siapa", "Ajukan pendampingan"
KEPT = ("people", "businesses", "cases", "documents", "notes", "checks", "mandates")
"""Tables that hold what was filed or begun for an owner."""


@dataclass(frozen=True)
class Life:
    """What one owner has to say; no word of it is anybody else's."""

    mark: str
    place: str
    id: str
    mandate: str

    def answers(self) -> dict[str, str]:
        """What is answered otherwise than the form's own examples."""
        return {"Kecamatan": self.place, "Produk": f"kain {self.mark}"}


async def a_life(world: World, mark: str, place: str, helper: str) -> Life:
    """An owner with a chat of their own, who gave *helper* a mandate."""
    world.person(mark, "telegram")
    office = catalogue().office.id
    async with writing(world.database) as tx:
        sender = Sender("telegram", Terminal.account, mark)
        owner = (await reach(tx, [sender]))[sender.key].person_id
        await people.remember(tx, owner, name=f"Pemilik {mark}")
        await people.consent(
            tx, owner, "notice", agreed=True, version=consent.version()
        )
        called = {"business_name": f"Batik {mark}"}
        await businesses.add(
            tx, owner, office, name=called["business_name"], profile=called
        )
        given = await delegation.give(tx, office, helper, owner)
    return Life(mark, place, owner, given)


async def kept(world: World, owner: str) -> dict[str, list[dict[str, object]]]:
    async with reading(world.database) as tx:
        found = await dossier.everything(tx, owner)
    return {table: found[table] for table in KEPT}


class Helper:
    """Somebody who looks after several, in whatever order chance wills."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.now: Life | None = None

    async def does(self, act: str) -> str:
        """One act; what is seen of it."""
        if act.startswith("> "):
            await self.person.taps(act.removeprefix("> "))
        elif act == "[foto]":
            await self.person.sends_photo()
        else:
            await self.person.says(act)
        return "\n".join(seen.text for seen in self.person.sees())

    async def turns_to(self, life: Life) -> str:
        """Look after this owner from here on."""
        await self.does(WHOM)
        self.now = life
        return await self.does(f"> Batik {life.mark}")

    async def goes_on(self, life: Life) -> str:
        """Whatever is asked, answered; else the application is begun, or looked at."""
        asked = await self.person.place.asked("apply")
        if asked:
            answer = reply(asked, life.answers())
            return await self.does(answer.file or answer.text)
        last = self.person.screen[-1].text
        chance = ("status", "menu", "data usaha saya", "kenali sni", "lanjut")
        if "Mau mulai dari mana" in last:
            return await self.does(f"> {APPLY}")
        return await self.does(random.choice(chance))


@pytest.mark.parametrize("seed", range(2))
async def test_nothing_of_one_owner_is_seen_or_filed_for_another(world, seed) -> None:
    chance = random.Random(seed)
    random.seed(seed)
    world.person("penolong", "telegram")
    helper = Helper(world.people["penolong"])
    await helper.does("halo")
    async with writing(world.database) as tx:
        sender = Sender("telegram", Terminal.account, "penolong")
        me = (await reach(tx, [sender]))[sender.key].person_id
    marks = (("Melati", "Anyar"), ("Kenanga", "Ciruas"), ("Cempaka", "Kramatwatu"))
    lives = [await a_life(world, mark, place, me) for mark, place in marks]
    standing, ended_at = list(lives), chance.randrange(STEPS // 2)
    ended, before = lives[chance.randrange(3)], {}
    for step in range(STEPS):
        if step == ended_at:
            await world.people[ended.mark].says("cabut kuasa")
            helper.person.sees()
            standing.remove(ended)
            before = await kept(world, ended.id)
            helper.now = None
            with pytest.raises(NoButton):
                await helper.turns_to(ended)
        life = helper.now if helper.now and chance.random() < STAYS else None
        life = life or chance.choice(standing)
        if life is helper.now:
            seen = await helper.goes_on(life)
        else:
            seen = await helper.turns_to(life)
        others = [other.mark for other in lives if other is not life]
        assert not any(mark in seen for mark in others), seen
        if before and chance.random() > STAYS:
            old = chance.choice([b for b in helper.person.buttons if "|" in b.id])
            await helper.person.taps(old.label, old=True)
            helper.person.sees()
            await helper.does(WHOM)
            helper.now = None
    assert await kept(world, ended.id) == before
    for life in lives:
        said = str(await kept(world, life.id))
        assert not any(other.mark in said for other in lives if other is not life)
    async with reading(world.database) as tx:
        filed = {life.mark: await cases.of_person(tx, life.id) for life in lives}
        assert await cases.of_person(tx, me) == []
    for life in standing:
        for case in filed[life.mark]:
            assert (case.business_name, case.details["product"]) == (
                f"Batik {life.mark}",
                f"kain {life.mark}",
            )
    assert any(filed.values())
