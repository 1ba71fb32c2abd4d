"""Two dozen officers at work at the same moments: whoever names a case sees that one."""

import random
from collections.abc import Sequence

from bot.channels.terminal import Terminal
from bot.testing.world import Person, World
from conversations.catalogue import catalogue
from conversations.engine.events import Typed
from storage.cases import businesses, cases
from storage.people.sessions import Sender, reach
from tests.transactions import writing

OFFICE = catalogue().office.id
NAMES = [
    "siti",
    "ani",
    "budi",
    "dewi",
    "eko",
    "fitri",
    "gita",
    "hadi",
    "ika",
    "joko",
    "kartini",
    "lina",
    "maya",
    "nana",
    "oki",
    "putri",
    "rina",
    "sari",
    "tini",
    "umar",
    "wati",
    "yanti",
    "zainab",
    "agus",
]


async def an_office(world: World, count: int) -> list[Person]:
    """So many officers, and a case for each, of another owner in another place."""
    places = [*catalogue().kecamatan][:count]
    async with writing(world.database) as tx:
        for place in places:
            sender = Sender("telegram", Terminal.account, f"ibu {place}")
            owner = (await reach(tx, [sender]))[sender.key].person_id
            business = await businesses.add(
                tx, owner, OFFICE, name="Batik Contoh", kecamatan=place
            )
            await cases.open_case(tx, OFFICE, owner, business, "bina_umk")
    for place in places:
        world.person(f"ibu {place}")
    return [await world.officer(name) for name in NAMES[:count]]


async def at_once(
    world: World, staff: Sequence[Person], *texts: str
) -> list[list[str]]:
    """What each sees, when all of them type theirs in one moment."""
    for each in staff:
        each.sees()
    typed = zip(staff, map(Typed, texts), strict=True)
    await world.happen(list(typed))
    return [[s.text for s in each.sees() if not s.changed] for each in staff]


async def test_whoever_names_a_case_sees_that_one_however_many_are_at_work(seed, world):
    chance = random.Random(seed)
    staff = await an_office(world, len(NAMES))
    numbers = list(range(1, len(NAMES) + 1))
    chance.shuffle(numbers)
    await at_once(world, staff, *(f"kasus {n}" for n in numbers))
    # What is typed is the button under one's own case, whatever became of the others.
    taken = await at_once(world, staff, *["ambil"] * len(NAMES))
    for number, seen in zip(numbers, taken, strict=True):
        assert [f"SRG-{number:04d}" in text for text in seen] == [True], number
    for _ in range(4):
        chance.shuffle(numbers)
        said = [chance.choice(("kasus {}", "buka kasus {}", "srg-{}")) for _ in staff]
        named = [each.format(n) for each, n in zip(said, numbers, strict=True)]
        for number, seen in zip(
            numbers, await at_once(world, staff, *named), strict=True
        ):
            assert seen, number
            assert all(f"SRG-{number:04d}" in text for text in seen), (number, seen)


async def test_no_word_beside_a_number_presses_a_button_of_another_case(world):
    mine, theirs = await an_office(world, 2)
    await mine.says("kasus 1")
    await mine.says("ambil")
    # The card of what a colleague took changes on one's own phone; nothing else does.
    await theirs.says("kasus 2")
    await theirs.says("ambil")
    mine.sees()
    for said in ("buka kasus 2", "buka srg-0002", "terima SRG-0002", "ambil kasus 2"):
        await mine.says(said)
        assert not [seen for seen in mine.sees() if "SRG-0001" in seen.text], said
    await mine.says("kasus 1")
    mine.sees()
    await mine.says("terima")
    assert "SRG-0001" in mine.sees()[-1].text
