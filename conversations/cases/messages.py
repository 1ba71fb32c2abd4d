"""What owner and officer write to each other: questions, replies, answers.

Each is kept as a note and told to the other side. Where there is no case, the note
itself is what one replies to.
"""

from collections.abc import Mapping
from typing import Any, ClassVar

from msgspec import Struct

from conversations.cases import access
from conversations.cases.buttons import button
from conversations.cases.case_file import CaseFile
from conversations.cases.changes import AnswerNote, AttachDocuments, Change, WriteNote
from conversations.cases.decision import Decision, Denied, Log, Notice, Person, Tell
from conversations.cases.records import Business, Case, Note, Officer
from conversations.cases.word import within
from conversations.catalogue import catalogue
from conversations.engine.effects import Act, Fact, Option, Say

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


class ReplyToOwner(Act, frozen=True):
    """An officer's words to the owner of *code*, or to who asked *note*."""

    text: str
    files: tuple[str, ...] = ()
    code: str = ""
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


class Settled(Notice, frozen=True):
    """An owner's words were answered: the card of whoever else was asked changes."""

    subject: ClassVar = "settled"
    note: str
    officer: str
    owner: str = ""
    text: str = ""


class Replied(Notice, frozen=True):
    """An officer wrote: about the case *code*, or to a question, as *note*."""

    subject: ClassVar = "replied"
    of_a_case: ClassVar = True
    officer: str
    text: str = ""
    files: tuple[str, ...] = ()
    code: str = ""
    note: str = ""


# --- the owner -----------------------------------------------------------------------


class Writing(Struct, frozen=True):
    """What an owner writes about: the *file* of a case, if one is on its way.

    *note* is what they answer, if it was to them; *by* the officer who wrote that, or
    who holds the case. *business* is the newest they told of.
    """

    file: CaseFile
    note: Note | None = None
    by: Officer | None = None
    business: str = ""


def ask(act: AskOfficers, seen: Writing, who: Person) -> Decision:
    """A question to whoever holds their case, else to whoever is on duty."""
    told = seen.file.holders
    news = Asked(*sender(seen, who), act.text, act.files, who.helper, act.about)
    shipped = catalogue().office.detail("hours", who.language)
    hours = within(seen.file.word, "office:hours", shipped)
    key = f"ask.sent.{act.about}" if act.about else "ask.sent"
    said = Say(
        key, {"hours": hours or Fact(key="ask.hours_unknown")}, fallback="ask.sent"
    )
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
    """The note, who writes, and for which business and case."""
    case = seen.file.case
    named = (case.business_name, case.code) if case else (seen.business, "")
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


# --- the officer ---------------------------------------------------------------------


class Question(Struct, frozen=True):
    """A note that an officer replies to, and its owner's *name* and businesses.

    *by* is the officer who answered it first.
    """

    note: Note | None = None
    businesses: tuple[Business, ...] = ()
    name: str = ""
    officers: tuple[Officer, ...] = ()
    by: Officer | None = None

    def theirs(self, officer: Officer, office: str) -> Note:
        """The note, if it is an owner's, and concerns the officer's office."""
        offices = {each.office_id for each in self.businesses} or {office}
        note = self.note
        if note is None or note.author != "owner" or officer.office_id not in offices:
            raise Denied("desk.unknown_note")
        return note


class Replying(Struct, frozen=True):
    """What an officer writes about: a case, or else a question."""

    file: CaseFile
    question: Question = Question()


class AnsweredBy(Struct, frozen=True, omit_defaults=True):
    """Who else has answered a note that an officer is about to reply to."""

    by: str = ""


def answered(asked: Mapping[str, Any], seen: Question, who: Person) -> AnsweredBy:
    """The officer of this office, other than who asks, who answered a note."""
    by = seen.by
    if by is None or by.person_id == who.id or by.office_id != who.office:
        return AnsweredBy()
    return AnsweredBy(by.name)


def reply(act: ReplyToOwner, seen: Replying, who: Person) -> Decision:
    """An officer's words to an owner: about a case, or to a question without one."""
    if act.code:
        officer, case = access.may("reply", who, seen.file.case, seen.file.code)
        words = Replied(officer.name, act.text, act.files, code=case.code)
        ids = (case.id, case.person_id, case.owner_name)
        return _replied(act, officer, ids, words)
    officer = access.officer(who)
    note = seen.question.theirs(officer, who.office)
    words = Replied(officer.name, act.text, act.files, note=who.fresh)
    of = (note.case_id, note.person_id, seen.question.name)
    decision = _replied(act, officer, of, words, note)
    if note.answered:
        return decision
    news = Settled(note.id, officer.name, seen.question.name, note.body)
    others = [each for each in seen.question.officers if each.id != officer.id]
    return Decision(
        changes=(*decision.changes, AnswerNote(note.id, officer.id)),
        log=decision.log,
        tell=(*to_each(others, news), *decision.tell),
        reply=(news, *decision.reply),
    )


def _replied(
    act: ReplyToOwner,
    officer: Officer,
    of: tuple[str | None, str, str],
    words: Replied,
    note: Note | None = None,
) -> Decision:
    case, owner, name = of
    written = WriteNote(
        owner, "reply", act.text, words.note, case, officer.id, act.files
    )
    what = "note.replied" if note else "case.replied"
    sent = {"owner": name or Fact(key="desk.someone")}
    return Decision(
        changes=(written,),
        log=(Log(what, case, owner, officer.id),),
        tell=(Tell(owner, words),),
        reply=(Say("desk.sent", sent, actions=_onward(note, act.text)),),
    )


def _onward(note: Note | None, text: str) -> tuple[Option, ...]:
    """After a reply to a question: make it everybody's, or add to it."""
    if note is None:
        return ()
    more = button("reply", f"n:{note.id}", key="action.reply_more")
    if note.kind != "question" or not (note.body and text):
        return (more,)
    return (button("lasting", note.id, key="action.keep_answer"), more)
