"""Papers of a road: sent by the owner, looked at by the officer who holds the case."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from msgspec import Struct, structs

from conversations.cases import access
from conversations.cases.case_file import CaseFile
from conversations.cases.changes import (
    AttachDocuments,
    DecideDocuments,
    ReplaceDocuments,
    WriteNote,
)
from conversations.cases.decision import Decision, Denied, Log, Notice, Person, Tell
from conversations.cases.names import stage_name
from conversations.cases.records import Case
from conversations.cases.stages import Paper
from conversations.cases.undo import undo_of
from conversations.engine.effects import Act, Fact, Option, Say

STATUS = Option("status", key="action.status")


# --- what can be done ----------------------------------------------------------------


class GivePaper(Act, frozen=True):
    """A paper of the stage a case is at; *more*: the next is asked for right after."""

    case: str
    paper: str
    files: tuple[str, ...]
    more: bool = False


class ShowPapers(Act, frozen=True):
    """The papers of a case's stage; with *paper* its files, to be decided on."""

    code: str
    paper: str = ""


class JudgePaper(Act, frozen=True):
    """Accept a paper; or send it back, with the reason."""

    code: str
    paper: str
    reason: str = ""


# --- what others hear of it, and what is shown ---------------------------------------


class PaperSent(Notice, frozen=True):
    """An owner sent a paper, to be decided on."""

    subject: ClassVar = "paper_sent"
    code: str
    business: str
    paper: str
    name: str
    files: tuple[str, ...] = ()


class PaperAccepted(Notice, frozen=True):
    """A paper is as it should be, as *also* are others accepted just before it.

    *next* is wanted now, unless all are there.
    """

    subject: ClassVar = "paper_accepted"
    of_a_case: ClassVar = True
    left: ClassVar = "accepted"
    code: str
    business: str
    officer: str
    name: str
    next: str = ""
    next_name: str = ""
    whole: bool = False
    also: tuple[str, ...] = ()


class PaperSentBack(Notice, frozen=True):
    """A paper has to come again."""

    subject: ClassVar = "paper_sent_back"
    of_a_case: ClassVar = True
    left: ClassVar = "back"
    code: str
    business: str
    officer: str
    paper: str
    name: str
    reason: str


class PapersJudged(Notice, frozen=True):
    """Of several papers some are *accepted*, and some have to come again, with why."""

    subject: ClassVar = "papers_judged"
    of_a_case: ClassVar = True
    code: str
    business: str
    officer: str
    accepted: tuple[str, ...]
    back: tuple[PaperSentBack, ...]


class PaperShown(Notice, frozen=True):
    """One paper with its files."""

    subject: ClassVar = "paper_shown"
    code: str
    paper: Paper


class PapersShown(Notice, frozen=True):
    """Every paper of the stage that a case is at."""

    subject: ClassVar = "papers_shown"
    code: str
    road: str
    stage: str
    papers: tuple[Paper, ...]


class PapersWhole(Notice, frozen=True):
    """The last paper of a stage was accepted: the case can go on."""

    subject: ClassVar = "papers_whole"
    code: str
    road: str
    stage: str


# --- what a flow asks ----------------------------------------------------------------


class Wanted(Struct, frozen=True, omit_defaults=True):
    """What a case waits for, by id and name; of the one asked for what comes *next*.

    A *problem* is why nothing can be sent: `unknown`, `late` or `enough`.
    """

    problem: str = ""
    code: str = ""
    stage_name: Fact | str = ""
    wanted: tuple[tuple[str, str], ...] = ()
    paper_name: Fact | str = ""
    next: str = ""


def wanted(asked: Mapping[str, Any], seen: CaseFile, who: Person) -> Wanted:
    """What the person's case waits for; and whether for the *paper* asked about."""
    name = asked.get("paper")
    case = seen.of(who.id)
    if case is None:
        return Wanted("unknown")
    if access.late(case, "paper"):
        return Wanted("late")
    missing = tuple((each.id, each.name) for each in seen.papers if each.wanted)
    stage = stage_name(case.road, case.stage)
    if not name:
        return Wanted("", case.code, stage, missing)
    paper = seen.paper(name)
    if paper is None:
        return Wanted("late")
    if paper.standing == "accepted":
        return Wanted("enough")
    after = seen.papers[seen.papers.index(paper) + 1 :]
    ahead = next((each.id for each in after if each.wanted), "")
    return Wanted("", case.code, stage, missing, Fact(label=paper.name), ahead)


# --- the owner -----------------------------------------------------------------------


def give(act: GivePaper, seen: CaseFile, who: Person) -> Decision:
    """A paper arrives: kept for its case, and shown to whoever answers for it."""
    case = seen.of(who.id)
    if case is None:
        raise Denied("paper.problem.unknown")
    paper = None if access.late(case, "paper") else seen.paper(act.paper)
    if paper is None:
        raise Denied("paper.problem.late", STATUS, code=case.code)
    if paper.standing == "accepted":
        raise Denied("paper.problem.enough", STATUS, code=case.code)
    news = PaperSent(case.code, case.business_name, paper.id, paper.name, act.files)
    left = [each for each in seen.papers if each.wanted and each is not paper]
    return Decision(
        changes=(
            ReplaceDocuments(case.id, paper.id),
            AttachDocuments(act.files, case.id, who.id, paper.id),
        ),
        log=(Log("case.paper_sent", case.id, who.id, detail={"paper": paper.id}),),
        tell=tuple(Tell(each.person_id, news) for each in seen.holders),
        reply=(_thanks(case, paper, left, more=act.more),),
    )


def _thanks(case: Case, paper: Paper, left: list[Paper], *, more: bool) -> Say:
    """It has arrived; and what is still to come, unless that is asked right now."""
    name = Fact(label=paper.name)
    if more:
        return Say("paper.taken", {"name": name}, joined=True)
    if left:
        values = {"name": name, "left": [Fact(label=each.name) for each in left]}
        return Say("paper.taken_left", values, actions=(choose(case), STATUS))
    values = {"name": name, "officer": case.holder_name}
    return Say("paper.taken_all", values, actions=(STATUS,))


def choose(case: Case) -> Option:
    """The button to choose which paper to send."""
    return Option(f"send:{case.code}", key="action.choose_paper")


# --- the officer ---------------------------------------------------------------------


def show(act: ShowPapers, seen: CaseFile, who: Person) -> Decision:
    """The papers of a stage, or one of them with its files."""
    officer, case = access.may("papers", who, seen.case, seen.code)
    if not act.paper:
        every = PapersShown(case.code, case.road, case.stage, seen.papers)
        return Decision(reply=(every,))
    paper = _sent(act.paper, seen, case)
    looked = {"paper": paper.id}
    return Decision(
        log=(Log("case.paper_seen", case.id, case.person_id, officer.id, looked),),
        reply=(PaperShown(case.code, paper),),
    )


def judge(act: JudgePaper, seen: CaseFile, who: Person) -> Decision:
    """Accept a paper or send it back, and tell the owner."""
    officer, case = access.may("papers", who, seen.case, seen.code)
    paper = _sent(act.paper, seen, case)
    name = Fact(label=paper.name)
    now = replace(
        paper, standing="back" if act.reason else "accepted", reason=act.reason
    )
    if paper.standing == now.standing:
        raise Denied("desk.paper_decided", name=name, code=case.code)
    after = tuple(now if each is paper else each for each in seen.papers)
    about = (case.code, case.business_name, officer.name)
    verdict = "sent_back" if act.reason else "accepted"
    changes: tuple[DecideDocuments | WriteNote, ...]
    changes = (DecideDocuments(paper.files, verdict),)
    news: Notice = PaperSentBack(*about, paper.id, paper.name, act.reason)
    if act.reason:
        why = WriteNote(
            case.person_id,
            "reason",
            act.reason,
            who.fresh,
            case.id,
            officer.id,
            paper.files,
        )
        changes = (*changes, why)
    else:
        news = _ahead(PaperAccepted(*about, paper.name), after)
    decided, said = {"paper": paper.id}, {"code": case.code, "name": name}
    undo = undo_of(who.fresh, case, changes, seen.documents)
    more = any(each.standing == "sent" for each in after)
    return Decision(
        changes=changes,
        log=(
            Log(f"case.paper_{verdict}", case.id, case.person_id, officer.id, decided),
        ),
        tell=(Tell(case.person_id, news),),
        reply=(
            Say(f"desk.judged.{verdict}", said, joined=True),
            _left(case, after),
        ),
        undo=structs.replace(undo, more=more),
    )


def _ahead(news: PaperAccepted, papers: Sequence[Paper]) -> PaperAccepted:
    """*news* with what is wanted next of *papers*, or that all of them are there."""
    following = next((each for each in papers if each.wanted), None)
    next_, name = (following.id, following.name) if following else ("", "")
    whole = all(each.standing == "accepted" for each in papers)
    return structs.replace(news, next=next_, next_name=name, whole=whole)


def together(
    verdicts: Sequence[PaperAccepted | PaperSentBack], papers: Sequence[Paper]
) -> Notice | None:
    """Verdicts that were held, the last of each paper, as one notice.

    None of a paper of *papers* that stands otherwise by now: it came again, say.
    """
    stand = {each.name: each.standing for each in papers}
    last = {each.name: each for each in verdicts}.values()
    found = [each for each in last if stand.get(each.name, each.left) == each.left]
    back = tuple(each for each in found if isinstance(each, PaperSentBack))
    accepted = [each for each in found if isinstance(each, PaperAccepted)]
    names = tuple(each.name for each in accepted)
    if back:
        one, about = back[0], (back[0].code, back[0].business, back[0].officer)
        return one if len(found) == 1 else PapersJudged(*about, names, back)
    if not accepted:
        return None
    news = structs.replace(accepted[-1], also=names[:-1])
    return _ahead(news, papers) if news.name in stand else news


def _left(case: Case, papers: tuple[Paper, ...]) -> Notice:
    """What is still to be decided on, or that all is as it should be."""
    if any(each.standing != "accepted" for each in papers):
        return PapersShown(case.code, case.road, case.stage, papers)
    return PapersWhole(case.code, case.road, case.stage)


def _sent(name: str, seen: CaseFile, case: Case) -> Paper:
    """A paper that the owner sent."""
    paper = seen.paper(name)
    if paper is None or not paper.files:
        raise Denied("desk.paper_gone", code=case.code)
    return paper
