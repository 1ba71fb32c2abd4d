"""One case for its page, in words: each part of the page is made by one function."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from typing import Any

from bot import words
from bot.desk.run import person
from bot.pipeline.acts import Acting
from bot.pipeline.render import Voice
from bot.views import ladder
from bot.web.desk import case as page
from bot.web.desk.backend import Seat
from bot.web.desk.case import CasePage, CaseQuery, NewsQuery
from bot.web_backend.desk.case_read import WholeCase, whole
from bot.web_backend.desk.page import Page, Pages
from bot.web_backend.desk.spoken import Files, spoken
from conversations.cases import (
    access,
    lifecycle,
    masking,
    mentions,
    queue,
    replies,
    rights,
    stages,
)
from conversations.cases.assignment import Staffed, colleagues
from conversations.cases.calendar import day_of
from conversations.cases.certificates.records import (
    Certificate,
    called,
    kinds_of,
    lasts,
)
from conversations.cases.closing import closable
from conversations.cases.decision import Denied, Person
from conversations.cases.doubles import doubles
from conversations.cases.exports import PrintCase
from conversations.cases.merging import further
from conversations.cases.names import place, road_name, stage_name
from conversations.cases.records import Case
from conversations.cases.staff.sign_in import IDLE
from conversations.cases.trail import Trace
from conversations.cases.visits.records import Finding, Visit
from conversations.catalogue import catalogue
from conversations.engine.effects import Fact
from conversations.flows.officer import case_card
from conversations.language import read_case_number
from storage.cases import cases, history
from storage.core.database import Transaction

VERBS = sorted({verb for _, verb in lifecycle.LIFE})
TAKE_ALONG = "take_along"
"""What may be done to a case and is no part of its life: to save it as a file."""


async def read(act: Acting, query: CaseQuery) -> CasePage:
    """All of the case, if it is of the office of whoever looks."""
    seen, who = await whole(act, query), person(act)
    said, case = _Words(act.voice.language, seen, act.now), seen.case
    files = Files(said.language, seen.file.documents)
    rungs, turn = said.ladder()
    offers = said.offers(who)
    return CasePage(
        head=said.head(turn),
        offers=offers,
        rungs=rungs,
        answers=tuple(said.answers(files)),
        papers=tuple(said.papers(files)),
        talk=tuple(said.spoken(files, internal=False)),
        notes=tuple(said.spoken(files, internal=True)),
        findings=tuple(said.finding(each, files) for each in seen.findings),
        others=tuple(files.rest()),  # what none of those above showed
        visits=tuple(map(said.visit, seen.visits)),
        certificates=tuple(map(said.certificate, seen.file.certificates)),
        cases=tuple(said.other(c) for c in seen.file.filed if c.id != case.id),
        twins=tuple(said.twins(query.beside)) if "close" in offers.can else (),
        history=tuple(said.happened(e) for e in seen.past if e.act != history.LOOKED),
    )


async def newest(act: Acting, query: NewsQuery) -> int:
    """The last that happened to it, for whoever may see the case."""
    code = query.code
    _, case = access.look(person(act), await cases.by_code(act.tx, code), code)
    return await history.newest(act.tx, case.id)


async def note(tx: Transaction, seat: Seat, query: CaseQuery, found: CasePage) -> None:
    """Who looked is written down; that a page looks again only where it never was.

    Whether it is open already is what the browser says, and anybody can say so.
    """
    since = tx.now - IDLE
    known = not query.opened and await history.looked(
        tx, found.head.id, seat.officer, since
    )
    if known:
        return
    about = {"case_id": found.head.id, "person_id": found.head.owner_id}
    await history.write(tx, history.LOOKED, officer_id=seat.officer, **about)


def _can(who: Person, case: Case) -> Iterable[str]:
    """What may be done to it now, as the acts themselves would say."""
    road = catalogue().roads.get(case.road)
    steps = stages.steps(road, case.stage)
    for verb in VERBS:
        if verb in stages.STEPS and verb not in steps:
            continue
        if verb == "not_done" and not case.reported:
            continue
        with suppress(Denied):
            access.may(verb, who, case, case.code)
            yield verb
    with suppress(Denied):
        rights.ask(PrintCase, who)
        yield TAKE_ALONG


def _steps(case: Case) -> tuple[Fact | str, Fact | str, Fact | str]:
    """The stage it is at, the one before and the one after, as they are called."""
    road = catalogue().roads.get(case.road)
    if road is None or case.state != "accepted":
        return "", "", ""
    found = [stages.beside(road, case.stage, each) for each in ("backward", "onward")]
    before, after = (stage_name(road.id, s.id) if s else "" for s in found)
    return stage_name(road.id, case.stage), before, after


def _state(case: Case) -> str:
    return "reported" if case.reported else case.outcome


class _Words:
    """The parts of a case in the language of whoever looks."""

    def __init__(self, language: str, seen: WholeCase, now: datetime) -> None:
        self.language = language
        self._seen = seen
        self._case = seen.case
        self._now = now

    def __call__(self, value: object) -> str:
        return words.show(self.language, value)

    def head(self, turn: str) -> page.Head:
        """What it is, whose, and how it stands."""
        case, seen = self._case, self._seen
        return page.Head(
            id=case.id,
            code=case.code,
            version=case.version,
            business=case.business_name,
            owner=case.owner_name or words.text(self.language, "web.desk.owner"),
            owner_id=case.person_id,
            phone=seen.phone,
            calls=masking.HIDDEN not in seen.phone,
            place=self(place(case.kecamatan)),
            listed=seen.listed,
            state="reported" if case.reported else case.state,
            state_label=self(Fact(key=f"desk.state.{_state(case)}")),
            road_label=self(road_name(case.road)),
            stage=self(_steps(case)[0]),
            stage_id=case.stage,
            holder=case.holder_name,
            turn=turn,
            age=self(queue.age(case.waiting_since, self._now)),
            warning=self(case_card.warning(case.details)),
            shut=self(seen.shut.since) if seen.shut else "",
            follows=case.follows,
            newest=next((e.seq for e in seen.past if e.act != history.LOOKED), 0),
        )

    def offers(self, who: Person) -> page.Offers:
        """What may be done to it, and what there is to choose from."""
        case, seen, file = self._case, self._seen, self._seen.file
        can = frozenset(_can(who, case))
        closing = closable({}, file, who) if "close" in can else None
        _, before, after = _steps(case)
        staff = colleagues({}, Staffed(file, seen.held), who).among
        ready = replies.ready(seen.lasting, case, who) if "reply" in can else ()
        return page.Offers(
            can=can,
            roads=self._named(
                r for r in catalogue().roads.values() if r.id != case.road
            ),
            kinds=self._named(kinds_of(case.road)),
            colleagues=tuple(page.Choice(each.id, each.label) for each in staff),
            endings=tuple(
                page.Choice(each, self(Fact(key=f"closing.as.{each}")))
                for each in (closing.endings if closing else ())
            ),
            missing=self(closing.missing) if closing else "",
            ready=tuple(page.Line(*each) for each in ready),
            calls=mentions.calls(file.officers, who.officer),
            talking="reply" in can and seen.talking,
            next=self(after),
            before=self(before),
        )

    def _named(self, among: Iterable[Any]) -> tuple[page.Choice, ...]:
        """Entries of the catalogue, by what they are called."""
        prose = words.prose
        return tuple(page.Choice(a.id, prose(self.language, a.name)) for a in among)

    def answers(self, files: Files) -> Iterable[page.Answer]:
        """Each answer by its name, with its files; the road is one as well."""
        case = self._case
        for name, line in case_card.answered(case.details):
            yield page.Answer(
                name,
                words.label(self.language, line.label),
                self(list(line.shown)),
                files.of(_files_in(case.details[name])),
                asked=case.state == "sent_back" and case.asked == name,
            )

    def papers(self, files: Files) -> Iterable[page.Paper]:
        """The papers of the present stage."""
        for one in self._seen.file.papers:
            yield page.Paper(
                one.id,
                words.prose(self.language, one.name),
                one.standing,
                words.text(self.language, f"paper.state.{one.standing}"),
                one.reason,
                files.of(one.files),
            )

    def spoken(self, files: Files, *, internal: bool) -> Iterable[page.Spoken]:
        """What was said to each other; or what officers keep for themselves."""
        kept = (n for n in self._seen.file.notes if (n.kind == "internal") == internal)
        return spoken(self.language, kept, self._seen.named, files)

    def ladder(self) -> tuple[tuple[page.Rung, ...], str]:
        """The stages of its road, and whose turn it is."""
        case, seen = self._case, self._seen.stands
        if seen is None:
            return (), ""
        listed = ladder.steps(seen)
        now = next((each.stage for each in listed if each.knot == "now"), None)
        whose = ladder.turn(seen, now) if now else None
        # To its owner it says "you"; to an officer it names them.
        owner = case.owner_name or words.text(self.language, "web.desk.owner")
        voice = Voice(self.language, "name", owner)
        drawn = ladder.drawing(voice, seen, listed, whose)
        rungs = tuple(page.Rung(r.name, r.state, r.note, r.time) for r in drawn.rungs)
        turn = next((each.note for each in drawn.rungs if each.state == "now"), "")
        return rungs, turn

    def visit(self, visit: Visit) -> page.Visit:
        """When, and how it stands; not chosen yet, it has several times."""
        times = (visit.at,) if visit.at else visit.slots
        return page.Visit(
            visit.id,
            ", ".join(words.moment(self.language, each) for each in times),
            visit.officer,
            words.text(self.language, f"visits.{visit.state}"),
            visit.ahead,
        )

    def happened(self, trace: Trace) -> page.Happened:
        """A line of the history; what no officer did, the owner did, or the clock."""
        by = trace.officer or words.text(self.language, "trail.by")
        return page.Happened(self(trace.what), by, trace.at)

    def finding(self, one: Finding, files: Files) -> page.Finding:
        """What a visit found wanting, and what its owner sent of it."""
        due, answered = self(one.due), one.state == "answered"
        return page.Finding(one.id, one.text, due, answered, files.of(one.files))

    def certificate(self, one: Certificate) -> page.Line:
        """What it is, its number, and how long it lasts."""
        until = lasts(one, day_of(self._now))
        told = words.text(self.language, until.key, until.values)
        return page.Line(self(called(one)), f"{one.number}. {told}")

    def twins(self, beside: str) -> Iterable[page.Twin]:
        """What may be the same case, compared; first what is to be *beside* it."""
        case, near = self._case, {each.code: each for each in self._seen.near}
        found = doubles(case, near.values())
        asked = near.get(read_case_number(beside, case.code.partition("-")[0]))
        why = {each.code: f"double.{each.why}" for each in found}
        if asked and asked.id != case.id and asked.state in lifecycle.OPEN:
            why = {asked.code: "", **why}
        for code, key in why.items():
            other = near[code]
            told = words.text(self.language, key) if key else ""
            kept = further(case, other).code
            rows = tuple(self.compared(case, other))
            yield page.Twin(code, other.business_name, told, kept, rows)

    def compared(self, *both: Case) -> Iterable[page.Compared]:
        """What is known of both, line by line."""
        table = [dict(self.told(each)) for each in both]
        for label in dict.fromkeys(label for told in table for label in told):
            yield page.Compared(label, *(told.get(label, "") for told in table))

    def told(self, case: Case) -> Iterable[tuple[str, str]]:
        """How a case stands, and what was answered in it."""
        stands = {
            "state": Fact(key=f"desk.state.{_state(case)}"),
            "stage": _steps(case)[0],
            "holder": case.holder_name,
            "opened": case.created_at,
        }
        for name, value in stands.items():
            yield words.text(self.language, f"desk.table.{name}"), self(value)
        for name, line in case_card.answered(case.details):
            if _files_in(case.details[name]):
                continue  # so many files are not the same files
            yield words.label(self.language, line.label), self(list(line.shown))

    def other(self, case: Case) -> page.Line:
        """Another case of the same owner."""
        state = self(Fact(key=f"desk.state.{_state(case)}"))
        about = f"{self(road_name(case.road))}, {state}"
        return page.Line(f"{case.code} {case.business_name}", about, _where(case.code))


def _files_in(value: Any) -> list[str]:
    """The ids of files in an answer, if it has some."""
    listed = value.get("files", ()) if isinstance(value, dict) else value
    ids = listed if isinstance(listed, list | tuple) else ()
    return [each for each in ids if isinstance(each, str)]


def _where(code: str) -> str:
    return f"/desk/kasus/{code}"


PAGES: Pages = {CaseQuery: Page(read, note), NewsQuery: Page(newest)}
