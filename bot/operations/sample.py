"""The sample world: plainly sample, so that there is something to look at.

Nobody in it can be written to; in a demo its owners live in the web chat, so that an
announcement arrives somewhere. Loading it again changes nothing.
"""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from io import BytesIO
from itertools import chain
from typing import Any, TypeAlias

from PIL import Image, ImageDraw

from bot import words
from bot.operations import sample_office
from bot.operations.sample_certificates import SAMPLES, Sample, certify
from bot.operations.sample_showcase import NOBODYS, exhibit, programme
from conversations.cases.records import Case, Document
from conversations.cases.stages import Paper, papers_of
from conversations.cases.visits.times import next_days
from conversations.catalogue import catalogue
from conversations.catalogue.road import Road, Stage
from storage.cases import (
    businesses,
    cases,
    documents,
    findings,
    history,
    notes,
    stage_log,
    visits,
)
from storage.core.database import Database, Transaction
from storage.core.files import FileStore
from storage.core.ids import new_id
from storage.people import addresses, officers, offices, people
from storage.people.sessions import Sender, reach

Home: TypeAlias = tuple[str, str]
"""The channel and the account where people are."""
NOWHERE: Home = ("sample", "sample")
"""No relay sends there."""
NUMBERS = (
    *("Satu", "Dua", "Tiga", "Empat", "Lima", "Enam"),
    *("Tujuh", "Delapan", "Sembilan", "Sepuluh", "Sebelas", "Duabelas"),
    *("Tigabelas", "Empatbelas"),
)
STATES = (
    ("accepted", 3),
    ("closed_refused", 1),
    ("withdrawn", 1),
    ("sent_back", 2),
    ("taken", 2),
    ("submitted", 3),
    ("closed", len(SAMPLES)),
)
"""As what cases stand. What came first has come furthest; the last came to their goal
long ago."""
OPEN = len(NUMBERS) - len(SAMPLES)
REACHED = (6, 3, 1)
"""How many stages the accepted ones have behind them."""
ROADS = ("bina_umk", "batikmark", "sppt_sni")
KINDS = ("tulis", "cap", "kombinasi")
STUCK = 2
"""Of the accepted ones, whose owner cannot go on."""
SHOWN = (1, OPEN)
"""A guided maker and a certified one, who agreed that everybody sees them."""
OFFICERS = (
    ("Petugas Contoh Satu", "officer"),
    ("Petugas Contoh Dua", "officer"),
    ("Koordinator Contoh", "coordinator"),
)
INK = ((122, 62, 29), (31, 58, 95), (139, 30, 45), (58, 82, 52))
SIDE = 480
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
    def road(self) -> Road:
        certified = self.certified
        name = certified.road if certified else ROADS[self.number % len(ROADS)]
        return catalogue().roads[name]

    @property
    def certified(self) -> Sample | None:
        """What it came to, if it did."""
        return SAMPLES[self.number - OPEN] if self.number >= OPEN else None

    @property
    def age(self) -> timedelta:
        """How long ago it came: the first weeks ago, the last within the hour."""
        if self.certified:
            return timedelta(days=self.certified.since + 200)
        return timedelta(days=(OPEN - self.number) ** 3 / 40)

    @property
    def stages(self) -> tuple[Stage, ...]:
        """The stages it has seen, the present one last."""
        if self.certified:
            return self.road.stages
        return self.road.stages[: REACHED[self.number] + 1]

    @property
    def papers(self) -> tuple[Paper, ...]:
        """The papers that were sent for its present stage."""
        if self.state != "accepted":
            return ()
        return papers_of(self.road, self.stages[-1].id)[:2]

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
    """Fourteen of them, in all the states there are to see."""
    states = [state for state, count in STATES for _ in range(count)]
    for number, state in enumerate(states):
        yield Application(number, state)


async def load(database: Database, files: FileStore, home: Home = NOWHERE) -> None:
    """Put the sample world into a database, unless it is there; owners at *home*."""
    if await database.read(partial(_there, home=home)):
        return
    photos = [
        [await _photo(files, each.number + n) for n in range(1 + len(each.papers))]
        for each in applications()
    ]
    if not await database.write(partial(_fill, photos=photos, home=home)):
        for photo in chain.from_iterable(photos):  # somebody else was quicker
            for name in filter(None, (photo.name, photo.thumbnail)):
                await files.delete(name)


async def _there(tx: Transaction, home: Home) -> bool:
    first = await addresses.find(tx, *home, "owner-0")
    return first is not None and bool(await cases.of_person(tx, first.person_id))


async def _fill(
    tx: Transaction, photos: Sequence[Sequence[Document]], home: Home
) -> bool:
    """The whole world, in one commit; False if it is there already."""
    await offices.ensure(tx, catalogue().office)
    if await _there(tx, home):
        return False
    desk = [await _officer(tx, *known) for known in enumerate(OFFICERS)]
    for application, taken in zip(applications(), photos, strict=True):
        person = await _somebody(tx, f"owner-{application.number}", home)
        then = replace(tx, now=tx.now - application.age)
        case = await _apply(then, person, application, taken[0])
        holder = desk[application.number % 2]
        if application.state != "submitted":
            case = await _handle(then, case, application.state, holder)
        if application.state == "accepted":
            await _walk(tx, case, application)
            await _send(tx, case, application.papers, taken[1:])
            await _visit(tx, case, holder, application.number)
            if application.number == STUCK:
                told = words.text(words.DEFAULT, "sample.stuck")
                await notes.write(tx, person, "question", told, case_id=case.id)
        if application.certified:
            case = await _walk(tx, case, application)
            await certify(tx, case, application.certified)
        if application.number in SHOWN:
            phone = NOBODYS if application.certified else ""
            await exhibit(tx, case, application.fields, taken[0].id, phone)
    earlier = replace(tx, now=tx.now - timedelta(hours=3))
    await sample_office.apply(earlier, await _somebody(tx, "office", home))
    await programme(tx, desk[-1])
    return True


async def _somebody(tx: Transaction, external: str, home: Home = NOWHERE) -> str:
    """A sample person, who can be reached at home alone."""
    sender = Sender(*home, external)
    reached = (await reach(tx, [sender]))[sender.key]
    await addresses.reachable(tx, reached.address_id, yes=home != NOWHERE)
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
    tx: Transaction, person: str, application: Application, photo: Document
) -> Case:
    """One application, as its owner sent it."""
    fields, office = application.fields, catalogue().office.id
    road = application.road.id
    await people.remember(tx, person, name=fields["owner_name"])
    await people.consent(tx, person, "announcements", agreed=True, channel=NOWHERE[0])
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
    return case


async def _handle(tx: Transaction, case: Case, state: str, holder: str) -> Case:
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
        case = await cases.change(tx, case, state=state, asked="photo")
        await note(state)
    if state == "closed_refused":
        case = await cases.change(tx, case, state="closed", ending="refused")
        await note("closed")
    if state == "withdrawn":
        case = await cases.change(tx, case, state=state)
        await note(state)
    if state in {"accepted", "closed"}:
        case = await cases.change(tx, case, state="accepted")
        await note("accepted")
    return case


async def _walk(tx: Transaction, case: Case, application: Application) -> Case:
    """The stages of its road that a case has seen, each as long as the others."""
    stages = application.stages
    for number, stage in enumerate(stages):
        certified = application.certified
        last = timedelta(days=certified.since) if certified else timedelta(0)
        left = last + (application.age - last) * (
            (len(stages) - number) / (len(stages) + 1)
        )
        then = replace(tx, now=tx.now - left)
        if case.stage:
            await stage_log.end(then, case, finished=True)
        case = await cases.change(then, case, stage=stage.id)
        await stage_log.begin(then, case)
    await businesses.change(tx, case.business_id, stage=case.stage)
    return case


async def _send(
    tx: Transaction, case: Case, papers: Sequence[Paper], photos: Sequence[Document]
) -> None:
    """Papers of the present stage: the first was seen and is enough."""
    for number, (paper, photo) in enumerate(zip(papers, photos, strict=True)):
        sent = replace(photo, person_id=case.person_id)
        await documents.add(tx, sent)
        await documents.attach(tx, [sent.id], case.id, case.person_id, paper.id)
        if number == 0:
            await documents.decide(tx, [sent.id], "accepted")


async def _visit(tx: Transaction, case: Case, holder: str, number: int) -> None:
    """Of the first a visit is planned this week; the second has a report to read."""
    if number > 1:
        return
    ahead = next_days(tx.now, ())[0]
    at = ahead if number == 0 else ahead - timedelta(days=7)
    visit_id, then = new_id(), replace(tx, now=min(tx.now, at))
    ids = (case.office_id, case.id, case.person_id, holder)
    await visits.add(then, visit_id, *ids, (at,))
    visit = await visits.by_id(then, visit_id)
    assert visit  # noqa: S101 -- it was added just now
    if number == 0:
        await visits.change(tx, visit, state="booked", at=at)
        return
    told = {
        name: words.text(words.DEFAULT, f"sample.visit.{name}")
        for name in ("talk", "finding", "agreed")
    }
    due = at.date() + timedelta(days=14)
    report: dict[str, Any] = {
        "talk": told["talk"],
        "agreed": told["agreed"],
        "lacking": ["label"],
    }
    report |= {"seen": ["material", "process", "label"]}
    report |= {"findings": [[told["finding"], due.isoformat()]]}
    await visits.change(tx, visit, state="reported", at=at, report=report)
    await findings.find_wanting(tx, visit, [(new_id(), told["finding"], due)])


async def _photo(files: FileStore, number: int) -> Document:
    """A drawn photo, sealed and stored like any other; nobody's as yet."""
    document = new_id()
    data = await asyncio.to_thread(draw, number)
    stored = await files.put(document, data, "jpg")
    small = await files.put(f"{document}-s", data, "jpg")
    return Document(
        id=document,
        person_id="",
        kind="photo",
        name=stored.name,
        mime="image/jpeg",
        size=stored.size,
        sha256=stored.sha256,
        thumbnail=small.name,
        purpose="photo",
        width=SIDE,
        height=SIDE * 3 // 4,
    )


def draw(number: int, size: int = SIDE) -> bytes:
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
