"""One case for its page: read as its acts read it, and put in words."""

from collections.abc import Iterable, Sequence

from bot import words
from bot.desk import progress, replies
from bot.desk.case_file import beside_others
from bot.desk.run import person
from bot.pipeline.acts import Acting
from bot.pipeline.render import Voice
from bot.views import ladder
from bot.web.desk import case as page
from bot.web.desk.backend import Seat
from bot.web.desk.case import CasePage, CaseQuery
from bot.web.uploads import PICTURES
from bot.web_backend.desk.page import Page, Pages
from conversations.cases import access, lifecycle, queue, rights, stages
from conversations.cases.assignment import Staffed, colleagues
from conversations.cases.calendar import day_of
from conversations.cases.case_file import CaseFile
from conversations.cases.certificates.records import (
    Certificate,
    called,
    kinds_of,
    lasts,
)
from conversations.cases.closing import closable
from conversations.cases.decision import Denied, Person
from conversations.cases.names import paper_name, place, road_name, stage_name
from conversations.cases.progress import on_road
from conversations.cases.records import Case, Document, Note
from conversations.cases.trail import Trace
from conversations.cases.visits.records import Finding, Visit
from conversations.catalogue import catalogue
from conversations.engine.effects import Fact
from conversations.flows.officer import case_card
from storage.cases import cases, findings, history, visits
from storage.core.database import Transaction
from storage.core.ids import made_at
from storage.messages import undelivered
from storage.people import officers, people

VERBS = sorted({verb for _, verb in lifecycle.LIFE})
HAPPENED = 50
"""So many lines of the history are shown."""


async def read(act: Acting, query: CaseQuery) -> CasePage:
    """All of the case, if it is of the office of whoever looks."""
    who = person(act)
    rights.ask(queue.ShowCase, who)
    file = rights.shown(queue.ShowCase, await beside_others(act, query), who)
    officer, case = access.look(who, file.case, file.code)
    said = Words(act)
    can = frozenset(_can(who, case))
    owner = case.person_id
    shut = await undelivered.shut_to(act.tx, owner)
    past = await history.trail(act.tx, case_id=case.id, limit=HAPPENED)
    wrote = [note.officer_id for note in file.notes if note.officer_id]
    by = await officers.names(act.tx, wrote)
    held = await cases.counts_held(act.tx, case.office_id) if "hand_over" in can else {}
    to = await replies.ADDRESSEE(act, {"code": case.code}) if "reply" in can else {}
    closing = closable({}, file, who) if "close" in can else None
    road = catalogue().roads.get(case.road)
    files = Files(said, file.documents)
    stage, before, after = _steps(case)
    answers = tuple(said.answers(case, files))
    papers = tuple(said.papers(file, files))
    talk = tuple(said.spoken(file.notes, by, files, internal=False))
    notes = tuple(said.spoken(file.notes, by, files, internal=True))
    wanting = await findings.listed(act.tx, case_id=case.id)
    found = tuple(said.finding(each, files) for each in wanting)
    ladder_shown, turn = await said.ladder(case)
    return CasePage(
        id=case.id,
        code=case.code,
        version=case.version,
        business=case.business_name,
        owner=case.owner_name,
        owner_id=owner,
        phone=await people.phone(act.tx, owner) if officer.role != "auditor" else "",
        place=said(place(case.kecamatan)),
        state="reported" if case.reported else case.state,
        state_label=said(Fact(key=f"desk.state.{_state(case)}")),
        road=case.road,
        stage=said(stage) if stage else "",
        stage_id=case.stage,
        holder=case.holder_name,
        holds=case.holder_id == officer.id,
        turn=turn,
        age=said(queue.age(case.waiting_since, act.now)),
        warning=said(case_card.warning(case.details)),
        shut=said(shut.since) if shut else "",
        road_label=said(road_name(case.road)),
        rungs=ladder_shown,
        answers=answers,
        papers=papers,
        others=tuple(files.rest()),  # what none of those above showed
        talk=talk,
        notes=notes,
        findings=found,
        visits=tuple([said.visit(v) for v in await visits.of_case(act.tx, case.id)]),
        certificates=tuple(said.certificate(c) for c in file.certificates),
        cases=tuple(said.other(c) for c in file.filed if c.id != case.id),
        can=can,
        roads=tuple(
            page.Choice(each.id, words.prose(said.language, each.name))
            for each in catalogue().roads.values()
            if each.id != case.road
        ),
        colleagues=tuple(
            page.Choice(each.id, f"{each.name} ({each.count})")
            for each in colleagues({}, Staffed(file, held), who).among
        ),
        endings=tuple(
            page.Choice(each, said(Fact(key=f"closing.as.{each}")))
            for each in (closing.endings if closing else ())
        ),
        kinds=tuple(
            page.Choice(each.id, words.prose(said.language, each.name))
            for each in (kinds_of(case.road) if road else ())
        ),
        missing=said(closing.missing) if closing and closing.missing else "",
        ready=tuple(page.Line(asked, text) for asked, text in to.get("ready", ())),
        history=tuple(said.happened(e) for e in past if e.act != history.LOOKED),
        next=said(after) if after else "",
        before=said(before) if before else "",
    )


def _can(who: Person, case: Case) -> Iterable[str]:
    """What may be done to it now, as the acts themselves would say."""
    road = catalogue().roads.get(case.road)
    steps = stages.steps(road, case.stage)
    for verb in VERBS:
        if verb in stages.STEPS and verb not in steps:
            continue
        if verb == "not_done" and not case.reported:
            continue
        try:
            access.may(verb, who, case, case.code)
        except Denied:
            continue
        yield verb


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


class Files:
    """The files of a case by what they are for, each shown once."""

    def __init__(self, said: "Words", documents: Sequence[Document]) -> None:
        self._said = said
        self._documents = {each.id: each for each in documents}
        self._shown: set[str] = set()

    def of(self, ids: Iterable[str]) -> tuple[page.File, ...]:
        """Those of *ids* that belong to the case."""
        found = [self._documents[each] for each in ids if each in self._documents]
        self._shown |= {each.id for each in found}
        return tuple(self._file(each) for each in found)

    def rest(self) -> tuple[page.File, ...]:
        """What has no place of its own: papers of stages that are over."""
        left = (each for each in self._documents if each not in self._shown)
        return tuple(self._file(self._documents[each]) for each in left)

    def _file(self, one: Document) -> page.File:
        name = paper_name(one.purpose)
        what = words.prose(self._said.language, name) if name else one.called
        kind = one.kind if one.kind in {"photo", "voice"} else "document"
        return page.File(
            one.id,
            what or words.text(self._said.language, f"web.desk.file.{kind}"),
            made_at(one.id),
            one.mime,
            one.mime in PICTURES,
            one.width,
            one.height,
        )


class Words:
    """The parts of a case in the language of whoever looks."""

    def __init__(self, act: Acting) -> None:
        self.language = act.voice.language
        self._act = act

    def __call__(self, value: object) -> str:
        return words.show(self.language, value)

    def answers(self, case: Case, files: Files) -> Iterable[page.Answer]:
        """Each answer by its name, with its files; the road is one as well."""
        for name, line in case_card.answered(case.details):
            value = case.details[name]
            listed = value.get("files", ()) if isinstance(value, dict) else value
            ids = listed if isinstance(listed, list | tuple) else ()
            yield page.Answer(
                name,
                words.label(self.language, line.label),
                self(list(line.shown)),
                files.of(each for each in ids if isinstance(each, str)),
                asked=case.state == "sent_back" and case.asked == name,
            )

    def papers(self, file: CaseFile, files: Files) -> Iterable[page.Paper]:
        """The papers of the present stage."""
        for one in file.papers:
            yield page.Paper(
                one.id,
                words.prose(self.language, one.name),
                one.standing,
                words.text(self.language, f"paper.state.{one.standing}"),
                one.reason,
                files.of(one.files),
            )

    def spoken(
        self,
        notes: Sequence[Note],
        by: dict[str, str],
        files: Files,
        *,
        internal: bool,
    ) -> Iterable[page.Spoken]:
        """What was said to each other; or what officers keep for themselves."""
        for note in notes:
            if (note.kind == "internal") == internal:
                owner = note.author == "owner"
                yield page.Spoken(
                    note.id,
                    words.text(self.language, f"desk.note.{note.kind}"),
                    "" if owner else by.get(note.officer_id or "", ""),
                    note.body,
                    note.created_at,
                    not owner,
                    files.of(note.files),
                    open=note.kind == "question" and not note.answered,
                )

    async def ladder(self, case: Case) -> tuple[tuple[page.Rung, ...], str]:
        """The stages of its road, and whose turn it is."""
        if not (on_road(case) and case.stage):
            return (), ""
        seen = await progress.on_road(self._act, case)
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
        until = lasts(one, day_of(self._act.now))
        told = words.text(self.language, until.key, until.values)
        return page.Line(self(called(one)), f"{one.number}. {told}")

    def other(self, case: Case) -> page.Line:
        """Another case of the same owner."""
        state = self(Fact(key=f"desk.state.{_state(case)}"))
        about = f"{self(road_name(case.road))}, {state}"
        return page.Line(f"{case.code} {case.business_name}", about, _where(case.code))


def _where(code: str) -> str:
    return f"/desk/kasus/{code}"


async def note(tx: Transaction, seat: Seat, found: CasePage) -> None:
    """Who looked is written down."""
    about = {"case_id": found.id, "person_id": found.owner_id}
    await history.write(tx, history.LOOKED, officer_id=seat.officer, **about)


PAGES: Pages = {CaseQuery: Page(read, note)}
