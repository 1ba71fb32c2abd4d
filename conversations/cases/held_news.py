"""What an officer does is done at once; that its owner hears of it waits some seconds.

Until then all of it is taken back by a tap: the case is as it was, and nobody was told.
What waits is kept in the act's own commit, so that a process that dies meanwhile loses
nothing. Acts that follow each other quickly upon one case are told as one message; so
are verdicts on its papers, for which news waits while more of them lie undecided.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, ClassVar

from msgspec import Struct, structs, to_builtins

from conversations.cases import access, buttons
from conversations.cases.cards import CaseChanged, card, renewed
from conversations.cases.case_file import CaseFile
from conversations.cases.certificates.records import DropCertificate
from conversations.cases.changes import (
    CaseFields,
    Change,
    ChangeBusiness,
    ChangeCase,
    DecideDocuments,
    DropHeldNews,
    TakeBackNote,
    TakeBackStage,
)
from conversations.cases.decision import Decision, Denied, Log, Notice, Person
from conversations.cases.messages import to_each
from conversations.cases.papers import PaperAccepted, PaperSentBack, together
from conversations.cases.records import Case, Officer
from conversations.cases.replies import AskedAgain, Question, Replied
from conversations.cases.stages import Paper
from conversations.cases.undo import Undo
from conversations.cases.visits.news import VisitCalledOff, VisitCancelled
from conversations.cases.visits.records import Visit
from conversations.engine.effects import Act, Option, Say

GROUP = "group"
"""Told so, instead of to a person by id: the topic of the case."""
HOLD = timedelta(seconds=10)
"""So long news waits before it goes."""
LIMIT = timedelta(minutes=5)
"""However many acts follow each other, none waits longer for the next."""


class TakeBack(Act, frozen=True):
    """What the officer did, known by the id *held*, was a mistake."""

    held: str


class Several(Notice, frozen=True):
    """What was done to one case in a few seconds; each as it is kept."""

    subject: ClassVar = "several"
    of_a_case: ClassVar = True
    code: str
    news: tuple[tuple[str, Mapping[str, Any]], ...]


class HeldNews(Struct, frozen=True):
    """What waits: who did it, how it is put back, and whom to tell of what."""

    id: str
    by: str
    created_at: datetime
    due_at: datetime
    undo: Undo
    told: tuple[tuple[str, str, Mapping[str, Any]], ...]


class Doubted(Struct, frozen=True):
    """What is to be taken back, if it still waits; and what it was about, as it is."""

    file: CaseFile
    news: HeldNews | None = None
    answered: tuple[Question, ...] = ()
    visits: tuple[Visit, ...] = ()


VERDICTS = (PaperAccepted, PaperSentBack)
FALLS_OUT = (VisitCancelled, VisitCalledOff)
URGENT = frozenset(each.subject for each in (Replied, *FALLS_OUT))
"""What waits for nothing that is done after it."""

# --- when it goes --------------------------------------------------------------------


def due(undo: Undo, now: datetime) -> datetime:
    """When it goes, if nothing is done after it."""
    return now + (LIMIT if undo.more else HOLD)


def ripe(found: Sequence[HeldNews], now: datetime) -> Sequence[HeldNews]:
    """What goes now of what waits about one case, the oldest first.

    All of it once the newest is due. Before that, what is urgent with all before it;
    and what can be taken back no more, once the oldest has waited for long.
    """
    late = found and now - found[0].created_at >= LIMIT
    for count in range(len(found), 0, -1):
        last = found[count - 1]
        goes = last.due_at <= now and (count == len(found) or _urgent(last))
        if goes or (late and now - last.created_at >= HOLD):
            return found[:count]
    return ()


def _urgent(news: HeldNews) -> bool:
    return any(subject in URGENT for _, subject, _ in news.told)


def folded(
    news: Sequence[Notice], code: str, papers: Sequence[Paper] = ()
) -> Notice | None:
    """What one person is told of one case, as one notice; its *papers* as they stand.

    That its visit falls out stands first: the last has the buttons. None where nothing
    of it is so any more.
    """
    ordered = sorted(news, key=lambda one: not isinstance(one, FALLS_OUT))
    verdicts = [each for each in ordered if isinstance(each, VERDICTS)]
    last = verdicts[-1] if verdicts else None
    said = [
        together(verdicts, papers) if each is last else each
        for each in ordered
        if each is last or not isinstance(each, VERDICTS)
    ]
    told = [each for each in said if each]
    if len(told) <= 1:
        return told[0] if told else None
    return Several(code, tuple((each.subject, to_builtins(each)) for each in told))


def soon(undo: Undo, *actions: Option) -> Say:
    """Others hear of it soon; until then it is undone, or gone on from."""
    back = buttons.button("unsend", undo.id)
    wait = LIMIT if undo.more else HOLD
    said = {"seconds": wait.seconds, "minutes": wait.seconds // 60}
    key = "desk.held_for_more" if undo.more else "desk.held"
    return Say(key, said, actions=(back, *actions))


# --- taking it back ------------------------------------------------------------------


def take_back(act: TakeBack, seen: Doubted, who: Person) -> Decision:
    """It never was: nobody is told, and all is as it was before."""
    officer, news, case = access.officer(who), seen.news, seen.file.case
    if news is None:
        raise Denied("desk.unsend_late")
    if news.by != who.id:
        raise Denied("desk.unsend_not_yours")
    undo = news.undo
    if case and not _stands(undo, seen.file):
        raise Denied(
            "desk.unsend_moved", buttons.desk("open", case.code), code=case.code
        )
    changes = (
        DropHeldNews(act.held),
        TakeBackNote(act.held, undo.answered),
        *(DecideDocuments(ids, state) for state, ids in undo.documents.items()),
    )
    what = "case.taken_back" if undo.acted else "note.taken_back"
    log = Log(what, undo.case, undo.owner, officer.id)
    if case and undo.acted:
        after = _before(undo, seen.file, case)
        said = Say("desk.undone", {"code": case.code, "business": case.business_name})
        return Decision(
            changes=(*changes, *_put_back(undo, seen.file, case, after)),
            log=(log,),
            tell=renewed(seen.file, after, who),
            reply=(
                card(CaseChanged, after),
                structs.replace(said, actions=buttons.of_case(after)),
            ),
        )
    if undo.visits:
        return _visits_back(undo, seen, officer)
    cards = [_question(each) for each in seen.answered]
    staff = [each for question in seen.answered for each in question.officers]
    others = [each for each in dict.fromkeys(staff) if each.id != officer.id]
    target = undo.code or (f"n:{cards[0].note}" if cards else "")
    again = buttons.button("reply", target, key="action.reply_again")
    return Decision(
        changes=changes,
        log=(log,),
        tell=tuple(tell for each in cards for tell in to_each(others, each)),
        reply=(*cards, Say("desk.unsent", actions=(again,) if target else ())),
    )


def _visits_back(undo: Undo, seen: Doubted, officer: Officer) -> Decision:
    """Nothing was offered, or called off; unless an owner saw it and was quicker."""
    again = buttons.desk("visit", undo.code)
    now = {each.id: each.state for each in seen.visits}
    if any(now.get(each.visit_id) != each.left for each in undo.visits):
        raise Denied("desk.unsend_moved", again, code=undo.code)
    return Decision(
        changes=(DropHeldNews(undo.id), *undo.visits),
        log=(Log("visit.taken_back", undo.case, undo.owner, officer.id),),
        reply=(Say("desk.visit.taken_back", {"code": undo.code}, actions=(again,)),),
    )


def _stands(undo: Undo, file: CaseFile) -> bool:
    """Whether all that was done is still as the act left it."""
    fields = {n: v for n, v in structs.asdict(undo.left).items() if v is not None}
    states = {one.id: one.state for one in file.documents}
    return all(
        (getattr(file.case, n) or "") == (v or "") for n, v in fields.items()
    ) and all(
        states.get(one, undo.verdict) == undo.verdict
        for ids in undo.documents.values()
        for one in ids
    )


def _before(undo: Undo, file: CaseFile, case: Case) -> Case:
    """*case* as it was."""
    was = {n: v for n, v in structs.asdict(undo.was).items() if v is not None}
    if "holder_id" in was:
        named = {each.id: each.name for each in file.officers}
        was["holder_name"] = named.get(was["holder_id"], "")
        was["holder_id"] = was["holder_id"] or None
    reported_at = case.waiting_since if was.pop("reported", False) else None
    return replace(case, **was, reported_at=reported_at)


def _put_back(undo: Undo, file: CaseFile, case: Case, after: Case) -> list[Change]:
    """The changes by which a case, and its business with it, is as it was."""
    put: list[Change] = [DropCertificate(undo.id)]
    if undo.moved:
        put.append(undo.moved)
    put += undo.parted
    if undo.began or undo.ended:
        put.append(TakeBackStage(case.id, began=undo.began, ended=undo.ended))
    if undo.left != CaseFields():
        put.append(ChangeCase(case, **structs.asdict(undo.was)))
    if undo.left.stage is not None or undo.left.road is not None:
        others = (c for c in file.filed if c.business_id == case.business_id)
        guided = [c for c in (after, *others) if c.state == "accepted"]
        at = next((c for c in guided if c is after or c.id != case.id), None)
        road, stage = (at.road, at.stage) if at else (after.road, "")
        put.append(ChangeBusiness(case.business_id, road=road, stage=stage))
    return put


def _question(seen: Question) -> AskedAgain:
    """The card of a question, as it was before it was answered."""
    note, (business, code) = seen.note, seen.about
    assert note is not None  # noqa: S101 -- whoever read it left out what is gone
    return AskedAgain(note.id, seen.name, business, code, note.body)
