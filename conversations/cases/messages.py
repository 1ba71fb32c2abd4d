"""What owners write to officers: questions, and answers to what these wrote.

Each is kept as a note and told to the other side. Where there is no case, the note
itself is what one replies to.
"""

from collections.abc import Sequence
from typing import Any, ClassVar

from msgspec import Struct

from conversations.cases import buttons
from conversations.cases.case_file import CaseFile
from conversations.cases.changes import AttachDocuments, Change, WriteNote
from conversations.cases.decision import Decision, Denied, Log, Notice, Person, Tell
from conversations.cases.records import Case, Note, Officer
from conversations.cases.word import within
from conversations.catalogue import catalogue
from conversations.engine.effects import Act, Fact, Say
from conversations.language import fold

# --- what can be done ----------------------------------------------------------------


class AskOfficers(Act, frozen=True):
    """A question to the Dinas, about *case* where there is one."""

    once = True
    text: str
    files: tuple[str, ...] = ()
    case: str = ""
    about: str = ""


class AnswerOfficer(Act, frozen=True):
    """The owner's answer to the officer who holds *case*, or wrote *note*."""

    text: str
    files: tuple[str, ...] = ()
    case: str = ""
    note: str = ""


# --- what others hear of it ----------------------------------------------------------


class Words(Notice, frozen=True):
    """An owner's words to an officer; by *helper*, who writes for them."""

    note: str
    owner: str = ""
    business: str = ""
    code: str = ""
    text: str = ""
    files: tuple[str, ...] = ()
    helper: str = ""


class Asked(Words, frozen=True):
    """An owner has a question, or a wish *about* something."""

    subject: ClassVar = "asked"
    about: str = ""


class Answered(Words, frozen=True):
    """An owner answered the officer who wrote."""

    subject: ClassVar = "answered"


# --- the owner -----------------------------------------------------------------------


class Writing(Struct, frozen=True):
    """What an owner writes about: the *file* of a case, if one is on its way.

    *note* is what they answer, if it was to them; *by* the officer who wrote that, or
    who holds the case. *business* is the newest they told of; *talking*: no one has
    ended their talk yet.
    """

    file: CaseFile
    note: Note | None = None
    by: Officer | None = None
    business: str = ""
    talking: bool = True


def meant(said: str, cases: Sequence[Case]) -> Case | None:
    """Which of these is asked about: by its number or its route; else the first."""
    words = fold(said)
    named = (
        case
        for case in cases
        if fold(case.code) in words or case.road.split("_")[0] in words.split()
    )
    return next(named, cases[0] if cases else None)


def ask(act: AskOfficers, seen: Writing, who: Person) -> Decision:
    """A question to whoever holds their case, else to whoever is on duty."""
    told = seen.file.holders
    news = Asked(*sender(seen, who), act.text, act.files, who.helper, act.about)
    shipped = catalogue().office.detail("hours", who.language)
    hours = within(seen.file.word, "office:hours", shipped)
    key = f"ask.sent.{act.about}" if act.about else "ask.sent"
    case, values = seen.file.case, {"hours": hours or Fact(key="ask.hours_unknown")}
    stuck = act.about == "stage" and case
    ways = buttons.ways(case.code, case.stage) if stuck and case else ()
    said = Say(key, values, fallback="ask.sent", actions=ways[:1])
    return Decision(
        changes=written("question", act.text, act.files, seen, who),
        log=(noted("note.asked", seen, who, about=act.about),),
        tell=to_each(told, news),
        reply=(said if told else Say("ask.nobody"),),
    )


def answer(act: AnswerOfficer, seen: Writing, who: Person) -> Decision:
    """Back to the officer who holds the case, or who wrote."""
    case, writer = seen.file.case, seen.by
    if case is None and seen.note is None:
        raise Denied("owner.unknown")
    told = [writer] if writer else seen.file.holders
    note, owner, business, code = sender(seen, who)
    news = Answered(
        note, owner, business, code if writer else "", act.text, act.files, who.helper
    )
    said = Say("answer.sent_desk" if told else "ask.nobody")
    if writer:
        said = Say("answer.sent", {"officer": writer.name})
    return Decision(
        changes=written("answer", act.text, act.files, seen, who),
        log=(noted("note.answered", seen, who),),
        tell=to_each(told, news),
        reply=(said,),
    )


def sender(seen: Writing, who: Person) -> tuple[str, str, str, str]:
    """The note, who writes, and for which business and case.

    About a case that is somebody else's by now it is the note that is answered.
    """
    case = seen.file.case
    named = (case.business_name, case.code) if case else (seen.business, "")
    if case and case.person_id != who.id:
        named = (case.business_name, "")
    return (who.fresh, who.name, *named)


def to_each(told: list[Officer], news: Notice) -> tuple[Tell, ...]:
    """Each of them hears it."""
    return tuple(Tell(each.person_id, news) for each in told)


def handed_in(
    files: tuple[str, ...], case: Case | None, who: Person
) -> tuple[Change, ...]:
    """An owner's files belong to the case they are about."""
    return (AttachDocuments(files, case.id, who.id),) if case and files else ()


def written(
    kind: str, text: str, files: tuple[str, ...], seen: Writing, who: Person
) -> tuple[Change, ...]:
    """Keep an owner's words."""
    case = seen.file.case
    of = case.id if case else None
    note = WriteNote(who.id, kind, text, who.fresh, of, files=files)
    return (*handed_in(files, case, who), note)


def noted(what: str, seen: Writing, who: Person, **detail: Any) -> Log:
    """A line of the history of what an owner wrote."""
    case = seen.file.case
    return Log(what, case.id if case else None, who.id, detail=detail)
