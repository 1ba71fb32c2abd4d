"""The desk's part of the house: who may sit there, what they see, what they do.

An act is done by whoever does it in the chat, in one commit, by the same rules: none of
them stands here.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from typing import Any, TypeVar

from msgspec import structs

from bot import words
from bot.desk import meanwhile
from bot.media import quota
from bot.media.check import Problem, check, gather
from bot.media.fetching import store
from bot.pipeline.acts import Acting, Performers
from bot.pipeline.ingest import Busy
from bot.pipeline.loops import Wake
from bot.pipeline.reads import Kept, Reads
from bot.pipeline.render import Voice
from bot.pipeline.render import said as worded
from bot.pipeline.word import Known, serving
from bot.sheets import read as sheets
from bot.views.file_name import file_name
from bot.web.backend import NotTaken, Served, Streamed
from bot.web.desk.backend import P, Query, Refused, Said, Seat, Seen
from bot.web.desk.case import CaseQuery
from bot.web_backend.case_table import table
from bot.web_backend.desk import case_out
from bot.web_backend.desk.case import TAKE_ALONG
from bot.web_backend.desk.pages import PAGES
from conversations.cases import access, rights
from conversations.cases.contacts.importing import BringContacts
from conversations.cases.decision import Denied
from conversations.cases.exports import ExportCases
from conversations.cases.masking import MASKED
from conversations.cases.records import Case, Document, Officer
from conversations.cases.staff.sign_in import KIND
from conversations.catalogue import catalogue
from conversations.engine.effects import Act, Say
from storage.cases import (
    cases,
    documents,
    exports,
    history,
    notes,
    waiting,
)
from storage.core.database import Database, Transaction, Work, away
from storage.core.files import FileStore, Missing
from storage.people import desk_sessions, officers, offices, one_time_codes, sessions
from storage.people.sessions import Reached

T = TypeVar("T")
TYPED = "meanwhile.typed"
"""What gives words back that here still stand in their form."""
TAKEN = "case.taken_along"
UNDO = "unsend:"
"""How the button begins that takes an act back."""


@dataclass
class DeskBackend:
    """The real desk: what `bot.app` gives to `bot.web`."""

    database: Database
    files: FileStore
    performers: Performers
    known_at: Callable[[str], Kept[Known]]
    wake: Wake = field(default_factory=Wake)
    watchers: Sequence[str] = ()
    reads: Reads = field(default_factory=Reads)

    async def sign_in(self, token: str, browser: str) -> str:
        """Of many who spend one link at once, one is signed in."""

        async def enter(tx: Transaction) -> str:
            spent = await one_time_codes.spend_token(tx, token, KIND)
            officer = await officers.by_person(tx, spent.person_id)
            if spent.problem or officer is None:
                return ""
            await history.write(tx, "session.begun", officer_id=officer.id)
            return await desk_sessions.begin(tx, officer.person_id, browser)

        return await self.database.write(enter)

    async def seat(
        self, session: str, *, used: bool = True, counted: bool = True
    ) -> Seat | None:
        """Their role and office as they are now; that they were here is noted."""

        async def find(tx: Transaction) -> tuple[str, Seat] | None:
            found = await desk_sessions.find(tx, session)
            officer = found and await officers.by_person(tx, found.person_id)
            if not found or not officer:
                return None
            office = await offices.by_id(tx, officer.office_id)
            seat = Seat(
                officer.id,
                officer.person_id,
                officer.name,
                officer.role,
                office.id,
                office.short_name,
                officer.language or words.DEFAULT,
                await _waits(tx, office.id) if counted else 0,
            )
            return (found.id if found.stale(tx.now) else "", seat)

        found = await self._read(find)
        if used and found and found[0]:
            await self.database.write(partial(desk_sessions.used, session_id=found[0]))
        return found[1] if found else None

    async def sign_out(self, session: str) -> None:
        """This browser alone."""
        await self.database.write(partial(desk_sessions.end, token=session))

    async def look(self, seat: Seat, query: Query[P]) -> P:
        """By the reader of the query's page, and noted where looking is."""
        page = PAGES[type(query)]

        async def read(tx: Transaction) -> P:
            acting = self._looking(tx, await _officer(tx, seat))
            with serving(await acting.known.get(tx)):
                found: P = await page.read(acting, query)
            return found

        try:
            found = await self._read(read)
        except Denied as denied:
            raise _refused(seat, denied.said.key, denied.said.values) from denied
        if page.note:
            note = page.note

            async def noted(tx: Transaction) -> None:
                await note(tx, seat, query, found)

            await self.database.write(noted)
        return found

    async def act(self, seat: Seat, act: Act, seen: Seen | None = None) -> Said:
        """In one commit; whoever is to hear of it does so after it."""
        done: list[Acting] = []

        async def perform(tx: Transaction) -> Said:
            acting = await self._acting(tx, seat)
            done[:] = [acting]
            if not await _brought(tx, seat, getattr(act, "files", ())):
                acting.denied = True
                return _said(acting, [Say("refusal.file_gone")])
            if seen and await _moved(tx, seen):
                acting.denied = True
                stale = Say("web.desk.stale", {"code": seen.code})
                return _said(acting, await meanwhile.told(acting, act, stale))
            with serving(await acting.known.get(tx)):
                effects = await self.performers.perform(acting, act)
                said = [each for each in effects if isinstance(each, Say)]
                return _said(acting, said)

        said = await self.reads.committed(self.database, perform)
        if done and done[0].told:
            self.wake.ring()
        return said

    async def file(
        self, seat: Seat, document: str, *, small: bool = False
    ) -> Served | None:
        """Of a case that whoever looks sees, or of a question; not for auditors."""
        find = partial(_seen_by, seat=seat, document=document)
        try:
            seen = await self._read(find)
        except Denied:
            seen = None
        if seen is None:
            return None
        found, case = seen
        preview = small and found.thumbnail
        with suppress(Missing):
            body = await self.files.read(preview or found.name)
            mime = "image/jpeg" if preview else found.mime
            return Served(body, mime, file_name(found, case))
        return None

    async def attach(
        self, seat: Seat, chunks: AsyncIterator[bytes], mime: str, name: str
    ) -> str:
        """Checked and sealed as what comes through any channel; nobody's yet."""
        if not quota.roomy(self.files):
            raise NotTaken("no_room")
        if quota.over(*await self._read(partial(quota.kept, person_id=seat.person))):
            raise NotTaken("quota")
        checked = await check(await gather(chunks), mime)
        if isinstance(checked, Problem):
            raise NotTaken(checked.reason)
        document = await store(self.files, seat.person, checked, name)
        await self.database.write(partial(documents.add, document=document))
        return document.id

    async def case_out(self, seat: Seat, code: str, kind: str) -> Streamed:
        """What the page of the case shows them; that it was taken along is noted."""
        case = await self.look(seat, CaseQuery(code=code))
        if TAKE_ALONG not in case.offers.can:
            raise _refused(seat, "desk.not_allowed")
        head = case.head

        async def note(tx: Transaction) -> None:
            about = {"case_id": head.id, "person_id": head.owner_id}
            await history.write(tx, TAKEN, officer_id=seat.officer, kind=kind, **about)

        await self.database.write(note)
        fetch = partial(self.file, seat)
        made = (
            case_out.pdf(case, fetch, seat.language, datetime.now(UTC))
            if kind == "pdf"
            else case_out.archive(case, fetch)
        )
        return Streamed(made, case_out.KINDS[kind], f"{head.code}.{kind}")

    async def bring(self, seat: Seat, called: str, data: bytes) -> Said:
        """Nobody else's file is opened at all."""
        if seat.role not in rights.RIGHTS[BringContacts].roles:
            raise _refused(seat, "desk.not_allowed")
        try:
            found = await asyncio.to_thread(sheets.read, data)
        except sheets.Unreadable as bad:
            said = words.text(seat.language, f"contacts.unreadable.{bad.reason}")
            return Said((((said, ""),),), refused=True)
        return await self.act(seat, BringContacts(called, found))

    async def cases_out(
        self, seat: Seat, act: ExportCases, sheet: str
    ) -> Streamed | Said:
        """By the secret of a link that nobody is given, spent at once."""
        token = one_time_codes.new_token()
        said = await self.act(seat, structs.replace(act, token=token))
        about = await self.database.write(partial(exports.spend, token=token))
        return table(self.database, about, sheet) if about else said

    async def demo_door(self, role: str) -> str:
        """The first sample officer of the role."""

        async def make(tx: Transaction) -> str:
            among = await officers.of_office(tx, catalogue().office.id)
            one = next((each for each in among if each.role == role), None)
            if one is None:
                return ""
            made = one_time_codes.new_token()
            await one_time_codes.keep_token(tx, one.person_id, KIND, made)
            return made

        return await self.database.write(make)

    def _looking(self, tx: Transaction, officer: Officer) -> Acting:
        """Who looks, as readers of acts know them; nothing is locked."""
        me = Reached(
            person_id=officer.person_id,
            address_id=officer.address_id,
            channel=officer.channel,
            account=officer.account,
            language=officer.language or words.DEFAULT,
            address_form="",
            name=officer.name,
            has_phone=False,
            notice_version="",
            announcements=False,
            applied=False,
            state=None,
            version=0,
            behind=0,
            officer=officer,
        )
        return self._at(tx, me, officer.office_id)

    async def _acting(self, tx: Transaction, seat: Seat) -> Acting:
        """Who acts, their conversation locked; who is no officer now is told so."""
        me = (await sessions.people_by_id(tx, [seat.person]))[seat.person]
        return self._at(tx, me, seat.office_id)

    def _at(self, tx: Transaction, me: Reached, office: str) -> Acting:
        return Acting(
            tx,
            me,
            tx.now,
            office,
            self.watchers,
            reads=self.reads,
            known_at=self.known_at,
            in_chat=False,
        )

    async def _read(self, work: Work[T]) -> T:
        """A database that is away is no fault of the page's."""
        try:
            return await self.database.read(work)
        except Exception as error:
            if away(error):
                raise Busy from error
            raise


def _refused(seat: Seat, key: str, values: Mapping[str, Any] | None = None) -> Refused:
    """Said to them by name."""
    you = Voice(seat.language, "name", seat.name).you
    return Refused(words.text(seat.language, key, {"you": you, **(values or {})}))


async def _officer(tx: Transaction, seat: Seat) -> Officer:
    """Whoever sits there, if they were not sent away a moment ago."""
    found = await officers.by_person(tx, seat.person)
    if found is None:
        raise Denied("desk.not_allowed")
    return found


async def _waits(tx: Transaction, office_id: str) -> int:
    """Cases that nobody took, and questions."""
    _, untaken, _ = await cases.count_waiting(tx, office_id)
    return untaken + await waiting.count_questions(tx, office_id)


async def _seen_by(
    tx: Transaction, *, seat: Seat, document: str
) -> tuple[Document, Case | None] | None:
    """A file and its case; one without a case, if its owner asked with it here."""
    me = await _officer(tx, seat)
    found = (await documents.by_ids(tx, [document])).get(document)
    if found is None:
        return None
    if found.case_id:
        case = await cases.by_id(tx, found.case_id)
        return (found, case) if access.opens_files(me, case) else None
    if me.role in MASKED or me.office_id != await offices.serving(tx, found.person_id):
        return None
    asked = await notes.of_person(tx, found.person_id)
    return (found, None) if any(document in each.files for each in asked) else None


async def _brought(tx: Transaction, seat: Seat, files: Sequence[str]) -> bool:
    """Whether whoever sits there brought these files, and nobody has them yet."""
    found = await documents.by_ids(tx, files) if files else {}
    own = [d for d in found.values() if d.person_id == seat.person and not d.case_id]
    return len(own) == len(set(files))


async def _moved(tx: Transaction, seen: Seen) -> bool:
    """Whether a case is not what it was when it was seen."""
    case = await cases.by_code(tx, seen.code)
    return case is not None and case.version != seen.version


def _said(acting: Acting, effects: Sequence[Say]) -> Said:
    """What is said in words; the buttons of a chat stand on the page already."""
    undo, seconds = "", 0
    for each in effects:
        for action in each.actions:
            if action.value.startswith(UNDO):
                undo = action.value.removeprefix(UNDO)
                seconds = int(str(each.values["seconds"]))
    told = (each for each in effects if not each.edits and each.key != TYPED)
    texts = tuple(worded(each, acting.voice) for each in told)
    said = tuple(text for text in texts if text)
    return Said(said, undo, refused=acting.denied, seconds=seconds)
