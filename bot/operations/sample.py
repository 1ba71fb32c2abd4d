"""The sample world: plainly sample, so that there is something to look at.

Nobody in it can be written to. Loading it again changes nothing.
"""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw

from bot import words
from conversations.cases.records import Case, Document
from conversations.catalogue import catalogue
from storage.cases import businesses, cases, documents, history, notes
from storage.core.database import Database, Transaction
from storage.core.files import FileStore
from storage.core.ids import new_id
from storage.people import addresses, officers, offices, people
from storage.people.sessions import Sender, reach

CHANNEL = "sample"
"""No relay sends there."""
NUMBERS = (
    *("Satu", "Dua", "Tiga", "Empat", "Lima", "Enam"),
    *("Tujuh", "Delapan", "Sembilan", "Sepuluh", "Sebelas", "Duabelas"),
)
STATES = (
    ("submitted", 4),
    ("taken", 3),
    ("sent_back", 2),
    ("accepted", 3),
)
ROADS = ("bina_umk", "batikmark", "sppt_sni")
KINDS = ("tulis", "cap", "kombinasi")
OFFICERS = (
    ("Petugas Contoh Satu", "officer"),
    ("Petugas Contoh Dua", "officer"),
    ("Koordinator Contoh", "coordinator"),
)
INK = ((122, 62, 29), (31, 58, 95), (139, 30, 45), (58, 82, 52))
CLOTH = (244, 232, 208)
"""Brown soga, indigo, madder red and leaf green, on unbleached cloth."""


@dataclass(frozen=True)
class Application:
    """One sample application; *number* makes everything else of it."""

    number: int
    state: str

    @property
    def name(self) -> str:
        return NUMBERS[self.number]

    @property
    def fields(self) -> dict[str, Any]:
        """What its owner answered."""
        places = list(catalogue().kecamatan)
        return {
            "owner_name": f"Contoh {self.name}",
            "business_name": f"Batik Contoh {self.name}",
            "kecamatan": places[self.number * 5 % len(places)],
            "sector": "batik",
            "batik_kind": KINDS[self.number % len(KINDS)],
            "product": f"Kain batik {KINDS[self.number % len(KINDS)]}",
            "workers": 2 + self.number * 3 % 11,
        }


def applications() -> Iterator[Application]:
    """Twelve of them, in all the states there are to see."""
    states = [state for state, count in STATES for _ in range(count)]
    for number, state in enumerate(states):
        yield Application(number, state)


async def load(database: Database, files: FileStore) -> None:
    """Put the sample world into a database, unless it is there."""
    if await database.read(_there):
        return
    photos = [await _photo(files, each.number) for each in applications()]
    if not await database.write(partial(_fill, photos=photos)):
        for photo in photos:  # somebody else was quicker
            await files.delete(photo.name)


async def _there(tx: Transaction) -> bool:
    first = await addresses.find(tx, CHANNEL, CHANNEL, "owner-0")
    return first is not None and bool(await cases.of_person(tx, first.person_id))


async def _fill(tx: Transaction, photos: Sequence[Document]) -> bool:
    """The whole world, in one commit; False if it is there already."""
    await offices.ensure(tx, catalogue().office)
    if await _there(tx):
        return False
    desk = [await _officer(tx, *known) for known in enumerate(OFFICERS)]
    for application, photo in zip(applications(), photos, strict=True):
        await _apply(tx, application, photo, desk)
    return True


async def _somebody(tx: Transaction, external: str) -> str:
    """A sample person, who cannot be reached."""
    sender = Sender(CHANNEL, CHANNEL, external)
    reached = (await reach(tx, [sender]))[sender.key]
    await addresses.reachable(tx, reached.address_id, yes=False)
    return reached.person_id


async def _officer(tx: Transaction, number: int, who: tuple[str, str]) -> str:
    """A sample officer, never on duty: what is new is for those who can be alerted."""
    name, role = who
    office = catalogue().office.id
    person = await _somebody(tx, f"officer-{number}")
    officer_id = new_id()
    await officers.add(tx, officer_id, person, office, role, name)
    await officers.change(tx, officer_id, on_duty=False)
    return officer_id


async def _apply(
    tx: Transaction, application: Application, photo: Document, desk: Sequence[str]
) -> None:
    """One application, brought to its state by the acts that lead there."""
    person = await _somebody(tx, f"owner-{application.number}")
    fields, office = application.fields, catalogue().office.id
    road = ROADS[application.number % len(ROADS)]
    await people.remember(tx, person, name=fields["owner_name"])
    await people.consent(tx, person, "announcements", agreed=True, channel=CHANNEL)
    plain = {name: fields[name] for name in ("kecamatan", "sector")}
    business = await businesses.add(
        tx,
        person,
        office,
        name=fields["business_name"],
        profile=fields,
        road=road,
        **plain,
    )
    await documents.add(tx, replace(photo, person_id=person))
    details = {**fields, "photo": [photo.id]}
    case = await cases.open_case(tx, office, person, business, road, details=details)
    await documents.attach(tx, [photo.id], case.id, person)
    await history.write(tx, "case.opened", case_id=case.id, person_id=person)
    holder = desk[application.number % 2]
    if application.state != "submitted":
        await _handle(tx, case, application.state, holder)


async def _handle(tx: Transaction, case: Case, state: str, holder: str) -> None:
    """What an officer did with it."""

    async def note(what: str) -> None:
        ids = {"case_id": case.id, "person_id": case.person_id}
        await history.write(tx, f"case.{what}", officer_id=holder, **ids)

    case = await cases.change(tx, case, state="taken", holder_id=holder)
    await note("taken")
    if state == "sent_back":
        reason = words.text(words.DEFAULT, "sample.reason")
        await notes.write(
            tx,
            case.person_id,
            "reason",
            reason,
            case_id=case.id,
            officer_id=holder,
        )
        await cases.change(tx, case, state=state, asked="photo")
        await note(state)
    if state == "accepted":
        stage = catalogue().roads[case.road].stages[0].id
        await cases.change(tx, case, state=state, stage=stage)
        await businesses.change(tx, case.business_id, stage=stage)
        await note(state)


async def _photo(files: FileStore, number: int) -> Document:
    """A drawn photo, sealed and stored like any other; nobody's as yet."""
    document = new_id()
    data = await asyncio.to_thread(draw, number)
    stored = await files.put(document, data, "jpg")
    return Document(
        id=document,
        person_id="",
        kind="photo",
        name=stored.name,
        mime="image/jpeg",
        size=stored.size,
        sha256=stored.sha256,
        purpose="photo",
    )


def draw(number: int, size: int = 480) -> bytes:
    """A piece of cloth with a motif of four petals, as JPEG; each number its own."""
    ink = INK[number % len(INK)]
    cloth = Image.new("RGB", (size, size * 3 // 4), CLOTH)
    pen = ImageDraw.Draw(cloth)
    step = 48 + number % 3 * 12
    petal = step * 9 // 20
    for row in range(-1, size // step + 1):
        for column in range(-1, size // step + 1):
            x, y = column * step + step // 2 * (row % 2), row * step
            for dx, dy in ((0, -1), (0, 1), (-1, 0), (1, 0)):
                wide, tall = (petal, petal // 2) if dx else (petal // 2, petal)
                centre = (x + dx * petal // 2, y + dy * petal // 2)
                pen.ellipse(_box(*centre, wide // 2, tall // 2), outline=ink, width=3)
            pen.ellipse(_box(x, y, 4, 4), fill=ink)
    pen.rectangle((0, 0, cloth.width - 1, cloth.height - 1), outline=ink, width=10)
    written = BytesIO()
    cloth.save(written, "JPEG", quality=80)
    return written.getvalue()


def _box(x: int, y: int, wide: int, tall: int) -> tuple[int, int, int, int]:
    return x - wide, y - tall, x + wide, y + tall
