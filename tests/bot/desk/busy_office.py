"""An office with one of everything, and whoever could want to reach into it.

What is its own says so: whoever sees `MARK` has seen something of this office.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot.pipeline.acts import Acting
from bot.pipeline.reads import ReadFirst, Reads
from conversations.cases.contacts.records import Contact
from conversations.cases.delegation import ActFor
from conversations.cases.held_news import HeldNews
from conversations.cases.records import Audience, Document
from conversations.cases.staff.records import Office, Team
from conversations.cases.undo import Undo
from conversations.cases.visits.records import Visit
from conversations.engine.effects import Act
from storage.cases import (
    businesses,
    canned_replies,
    cases,
    certificates,
    documents,
    findings,
    held_news,
    history,
    notes,
    overrides,
    programmes,
    ratings,
    recoveries,
    requests,
    visits,
)
from storage.outreach import announcements
from storage.people import (
    absences,
    contacts,
    delegation,
    officers,
    offices,
    people,
    sessions,
    teams,
)
from storage.tables import metadata
from tests.bot.phones import OFFICE
from tests.storage.builders import somebody
from tests.transactions import reading, writing

MARK = "Rahasia"
Rows = dict[str, dict[tuple[Any, ...], dict[str, Any]]]
OTHER = Office("lain", "Dinas Lain", "Dinas Lain", "LAN", "9999", "Lain")
STAFF = {
    **dict.fromkeys(("rina", "rekan", "cuti"), (OFFICE, "officer")),
    **{role: (OFFICE, role) for role in ("coordinator", "admin")},
    "second": (OFFICE, "admin"),
    **{f"other {r}": ("lain", r) for r in ("officer", "coordinator", "admin")},
    **{f"other {r}": ("lain", r) for r in ("auditor", "guide")},
}
"""Whoever works in this office, or in another one."""
OWNERS = ("ibu", "orang", "penolong")
"""Whose affairs these are; somebody else with a case; somebody who helps."""


@dataclass
class Tried:
    """What was *said* to an act, and the tables in which it *touched* what is not theirs.

    It was *denied*, or not.
    """

    said: Sequence[Any]
    denied: bool
    touched: set[str]

    @property
    def told(self) -> tuple[bool, str]:
        """What it came to, to tell it from what others are told."""
        return self.denied, self.said[0].key if self.said else ""

    @property
    def seen(self) -> bool:
        """Whether something of this office stands in what was said."""
        return any(MARK in repr(e) for e in self.said if not isinstance(e, ActFor))


class Undone(Exception):
    """Nothing that was tried remains."""

    def __init__(self, tried: Tried) -> None:
        super().__init__()
        self.tried = tried


class BusyOffice:
    """The office, and what becomes of an act that somebody tries there."""

    def __init__(self, town) -> None:
        self.database, self.turns = town.database, town.turns
        self.people: dict[str, str] = {}
        self.before: Rows = {}

    async def open(self):
        async with writing(self.database) as tx:
            await offices.add(tx, OTHER)
            for number, name in enumerate((*OWNERS, *STAFF), 700):
                reached = await somebody(tx, number, channel="webchat")
                self.people[name] = reached.person_id
            for name, (office, role) in STAFF.items():
                about = (
                    f"at {name}",
                    self.people[name],
                    office,
                    role,
                    f"Petugas {name}",
                )
                await officers.add(tx, *about)
            for owner in OWNERS:
                await self._applies(tx, owner)
            await self._ibus(tx)
            await self._offices(tx)
            self.before = await rows(tx)
        return self

    async def _applies(self, tx, owner):
        """Each has a business, and two cases that are guided."""
        me = self.people[owner]
        mine = MARK if owner == "ibu" else "Biasa"
        await people.consent(tx, me, "notice", agreed=True, version="1")
        await people.remember(tx, me, name=f"Ibu {mine}", phone="+628120000")
        business = await businesses.add(
            tx, me, OFFICE, name=f"Batik {mine}", business_id=f"business {owner}"
        )
        for number in (1, 2):
            id_ = f"case {owner} {number}"
            road = ("bina_umk", "batikmark")[number - 1]
            case = await cases.open_case(
                tx, OFFICE, me, business, road, case_id=id_, stage="apply"
            )
            holder = "at rina" if owner == "ibu" else "at rekan"
            await cases.change(tx, case, state="accepted", holder_id=holder)

    async def _ibus(self, tx):
        """What there is of the owner whose affairs these are."""
        me, case = self.people["ibu"], "case ibu 1"
        for kind in "question", "reply":
            said: dict[str, Any] = {"note_id": f"a {kind}", "case_id": case}
            said |= {"officer_id": "at rina"} if kind == "reply" else {}
            await notes.write(tx, me, kind, f"{MARK} {kind}", **said)
        voice = Document("spoken", me, "voice", "v.ogg", case_id=case)
        await documents.add(tx, voice)
        about: dict[str, Any] = {
            "note_id": "a voice",
            "case_id": case,
            "files": [voice.id],
        }
        await notes.write(tx, me, "question", "", **about)
        for state in "offered", "booked", "reported":
            await visits.add(tx, state, OFFICE, case, me, "at rina", [tx.now])
            visit = await a_visit(tx, state)
            at = tx.now - timedelta(hours=3)
            report = {"seen": MARK} if state == "reported" else None
            await visits.change(tx, visit, state=state, at=at, report=report)
        visit = await a_visit(tx, "reported")
        await findings.find_wanting(tx, visit, [("finding", MARK, tx.now.date())])
        await visits.invite(tx, "booked", "AAAA-AAAA")
        paper = Document(
            "paper", me, "photo", "p.jpg", case_id=case, purpose="apply/nib"
        )
        await documents.add(tx, paper)
        about = {"office_id": OFFICE, "person_id": me, "business_id": "business ibu"}
        about |= {"case_id": "case ibu 2", "road": "batikmark", "kind": "batikmark"}
        days = {
            "body": "Contoh",
            "issued_on": "2026-01-01",
            "valid_until": "2029-01-01",
        }
        await certificates.add(tx, "certificate", number=MARK, **about, **days)
        await certificates.add_task(
            tx, "task", "certificate", me, "surveillance", "2027-01-01"
        )
        await ratings.add(tx, case_id="case ibu 1", office_id=OFFICE, person_id=me)
        await recoveries.add(
            tx, "recovery", self.people["orang"], "SRG-0001", case_id=case, said={}
        )
        whom = {"owner_name": MARK, "business_name": MARK}
        await delegation.ask(tx, OFFICE, self.people["orang"], whom, [], "statement")
        await delegation.give(tx, OFFICE, self.people["penolong"], me, "mandate")
        await history.write(tx, "case.seen", case_id=case, officer_id="at rina")
        undo = Undo("held", me, case, "SRG-0001", acted=True)
        rina = self.people["rina"]
        soon = tx.now + timedelta(seconds=9)
        await held_news.hold(tx, HeldNews("held", rina, tx.now, soon, undo, ()))

    async def _offices(self, tx):
        """What an office has of its own."""
        me, whom = self.people["ibu"], Audience(OFFICE)
        await canned_replies.keep(tx, "answer", OFFICE, "at rina", MARK, MARK)
        for id_, state in ("fact", "proposed"), ("stands", "stands"):
            entry = "office:telephone" if id_ == "fact" else "office:address"
            await overrides.add(tx, id_, OFFICE, "at rina", entry, MARK, "", state)
        await announcements.freeze(tx, "at coordinator", MARK, whom, "announcement")
        await programmes.add(
            tx,
            "programme",
            whom,
            author_id="at coordinator",
            name="Bantuan",
            gives="Bantuan",
            quota=9,
            until="2099-01-01",
        )
        for id_, programme in ("asked", "programme"), ("letter", None):
            await requests.add(
                tx, id_, OFFICE, me, "business ibu", programme, brand=MARK
            )
        await contacts.add(tx, OFFICE, [Contact(MARK)])
        await teams.keep(tx, Team("team", OFFICE, MARK), ["at rina"])
        day = timedelta(days=1)
        for id_, waits in ("invitation", False), ("admin", True):
            about: dict[str, Any] = {
                "invitation_id": id_,
                "invited_by": "at admin",
                "waits": waits,
            }
            role = "admin" if waits else "officer"
            await officers.invite(tx, OFFICE, role, day, **about)
        await absences.add(tx, "at cuti", "at rekan", tx.now + day, tx.now + 2 * day)

    async def tries(self, name: str, act: Act) -> "Tried":
        """What becomes of it when *name* does this; nothing of it remains."""
        reads = Reads()
        while True:
            try:
                async with writing(self.database) as tx:
                    before = await written(tx)
                    acting = await self._acting(tx, name, reads)
                    said = await self.turns.performers.perform(acting, act)
                    moved = await written(tx) != before
                    touched = self._touched(name, await rows(tx)) if moved else set()
                    raise Undone(Tried(said, acting.denied, touched))
            except ReadFirst as first:
                async with reading(self.database) as tx:
                    reads._found[first.key] = await first.read(tx)
            except Undone as undone:
                return undone.tried

    async def asks(self, name: str, question: str, asked):
        """What a form of *name* learns by this question."""
        reads = Reads()
        while True:
            try:
                async with writing(self.database) as tx:
                    acting = await self._acting(tx, name, reads)
                    look_up = self.turns.performers.look_ups[question]
                    return await look_up(acting, asked)
            except ReadFirst as first:
                async with reading(self.database) as tx:
                    reads._found[first.key] = await first.read(tx)

    def _touched(self, name: str, after: Rows) -> set[str]:
        """The tables of which rows changed that are not for *name* to change."""
        ids = {id_ for who, id_ in self.people.items() if who in {"ibu", "penolong"}}
        ids |= {"business ibu", "case ibu 1", "case ibu 2"}
        if name.startswith("other"):
            ids |= {OFFICE, *self.people.values()} - {self.people[name]}
            ids |= {f"at {who}" for who, at in STAFF.items() if at[0] == OFFICE}
        return {table for table, row in changes(self.before, after) if ids & named(row)}

    async def _acting(self, tx, name, reads):
        id_ = self.people[name]
        me = (await sessions.people_by_id(tx, [id_]))[id_]
        office = STAFF.get(name, (OFFICE,))[0]
        return Acting(tx, me, tx.now, office, reads=reads, known_at=self.turns.known_at)


async def a_visit(tx, id_: str) -> Visit:
    """One that there is."""
    (found,) = await visits.by_ids(tx, [id_])
    return found


async def written(tx) -> int:
    """How many rows this connection has written."""
    found = await tx.conn.exec_driver_sql("SELECT total_changes()")
    count: int = found.scalar_one()
    return count


async def rows(tx) -> Rows:
    """Every row of every table, by its key."""
    return {
        name: {
            tuple(getattr(row, key.name) for key in table.primary_key): row._asdict()
            for row in await tx.conn.execute(table.select())
        }
        for name, table in metadata.tables.items()
    }


def changes(before: Rows, after: Rows) -> list[tuple[str, dict[str, Any]]]:
    """The rows that are new, other or no more, each with its table."""
    return [
        (name, was.get(key) or now[key])
        for name in before
        for was, now in [(before[name], after[name])]
        for key in was.keys() | now.keys()
        if was.get(key) != now.get(key)
    ]


def named(row) -> set[str]:
    """What a row has in its columns."""
    return {each for each in row.values() if isinstance(each, str)}
