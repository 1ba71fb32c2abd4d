"""What an officer writes to an owner, who sees whom it goes to before a word is typed.

It is kept at once and goes some seconds later (`held_news`).
"""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, TypeAlias

from msgspec import Struct, structs

from conversations.cases import access
from conversations.cases.buttons import button
from conversations.cases.case_file import CaseFile
from conversations.cases.changes import AnswerNote, AttachDocuments, WriteNote
from conversations.cases.decision import Decision, Denied, Log, Notice, Person, Tell
from conversations.cases.handling import Handled, handled, refused
from conversations.cases.messages import Asked, to_each
from conversations.cases.placeholders import filled, of_case
from conversations.cases.records import (
    Business,
    CannedReply,
    Case,
    Note,
    Officer,
    unanswered,
)
from conversations.cases.undo import Undo
from conversations.engine.effects import Act, Fact, Line, Option, Say

Owner: TypeAlias = tuple[str | None, str, str]
"""The case that is written about, if any; whose it is, by id and by name."""

# --- what can be done ----------------------------------------------------------------


class ReplyToOwner(Act, frozen=True):
    """An officer's words to the owner of *code*, or to who asked *note*.

    They had *seen* these questions about the case; None, if none were shown. *picked*:
    the words are a lasting answer, and have not been seen as they are.
    """

    text: str
    files: tuple[str, ...] = ()
    code: str = ""
    note: str = ""
    seen: tuple[str, ...] | None = None
    picked: bool = False


# --- what others hear of it ----------------------------------------------------------


class Settled(Notice, frozen=True):
    """An owner's words were answered: the card of whoever else was asked changes."""

    subject: ClassVar = "settled"
    at_once: ClassVar = True
    note: str
    officer: str
    owner: str = ""
    text: str = ""


class AskedAgain(Asked, frozen=True):
    """The answer was taken back: the card of the question is as it was before."""

    subject: ClassVar = "asked_again"


class Replied(Notice, frozen=True):
    """An officer wrote: about the case *code*, or to a question, as *note*."""

    subject: ClassVar = "replied"
    of_a_case: ClassVar = True
    officer: str
    text: str = ""
    files: tuple[str, ...] = ()
    code: str = ""
    note: str = ""


# --- what is read --------------------------------------------------------------------


class Question(Struct, frozen=True):
    """A note that an officer replies to, and its owner's *name* and businesses.

    *by* is the officer who answered it first, *case* what it is about; if none, it is
    of the *office* that serves its owner.
    """

    note: Note | None = None
    businesses: tuple[Business, ...] = ()
    name: str = ""
    officers: tuple[Officer, ...] = ()
    by: Officer | None = None
    case: Case | None = None
    office: str = ""

    @property
    def about(self) -> tuple[str, str]:
        """The business that it is for, and the number of the case."""
        if self.case:
            return self.case.business_name, self.case.code
        return (self.businesses[0].name if self.businesses else ""), ""

    def theirs(self, officer: Officer) -> Note:
        """The note, if it is an owner's, and concerns the officer's office."""
        office, note = self.case.office_id if self.case else self.office, self.note
        if note is None or note.author != "owner" or office != officer.office_id:
            raise Denied("desk.unknown_note")
        return note


class Replying(Struct, frozen=True):
    """What an officer writes about: a case, or else a question.

    *lasting* are answers of the office that may be picked.
    """

    file: CaseFile
    question: Question = Question()
    lasting: tuple[CannedReply, ...] = ()


# --- whom it goes to -----------------------------------------------------------------


class Addressee(Handled, frozen=True, omit_defaults=True):
    """Whom a reply goes to, and the *question*; who else answered it before.

    Of a case these are all that are open, of those ids.
    """

    which: Say | str = ""
    question: Say | str = ""
    questions: tuple[str, ...] = ()
    by: str = ""
    ready: tuple[tuple[str, str], ...] = ()
    """Lasting answers that can be picked: what is asked, and what is said to it."""


def addressee(asked: Mapping[str, Any], seen: Replying, who: Person) -> Addressee:
    """To whom an officer is about to write, and about what."""
    try:
        if asked.get("note"):
            found = _asker(seen.question, who)
            return structs.replace(
                found, ready=ready(seen.lasting, seen.question.case, who)
            )
        found, case = handled(Addressee, "reply", seen.file, who)
    except Denied as denied:
        return refused(Addressee, denied, seen.file.code)
    still = unanswered(seen.file.notes)
    which = _which(found.business, found.code)
    ids = tuple(each.id for each in still)
    return structs.replace(
        found,
        which=which,
        question=_quoted(still),
        questions=ids,
        ready=ready(seen.lasting, case, who),
    )


def ready(
    lasting: Sequence[CannedReply], case: Case | None, who: Person
) -> tuple[tuple[str, str], ...]:
    """What each answers, and its words filled in for *case*, where they can be."""
    name = who.officer.name if who.officer else ""
    values = of_case(case, name) if case else {"petugas": name}
    texts = ((each.question, filled(each.answer, values)) for each in lasting)
    return tuple((question, text) for question, text in texts if text)


def _asker(seen: Question, who: Person) -> Addressee:
    """Who asked; and the officer, other than who writes, who answered before."""
    note = seen.theirs(access.officer(who))
    business, code = seen.about
    by = seen.by
    other = by is not None and by.person_id != who.id and by.office_id == who.office
    return Addressee(
        code=code,
        business=business,
        owner=seen.name or Fact(key="desk.someone"),
        which=_which(business, code),
        question=_quoted([note]),
        by=by.name if by and other else "",
    )


def _which(business: str, code: str) -> Say | str:
    """For which business it is, and which case."""
    named = {"business": business, "code": code}
    return Say("reply.which", named) if business or code else ""


def _quoted(notes: Sequence[Note]) -> Say | str:
    """The question itself; nothing where there is none, or it was spoken."""
    said = [each.body for each in notes if each.body]
    if len(said) < 2:  # noqa: PLR2004 -- one is no list
        return Say("reply.question", {"text": said[0]}) if said else ""
    lines = [Line(Option("", label=str(n)), (text,)) for n, text in enumerate(said, 1)]
    return Say("reply.questions", {"lines": lines})


# --- the rules -----------------------------------------------------------------------


def reply(act: ReplyToOwner, seen: Replying, who: Person) -> Decision:
    """An officer's words to an owner: about a case, or to a question without one.

    The cards of what they answer say so, on every phone.
    """
    if act.code:
        officer, case = access.may("reply", who, seen.file.case, seen.file.code)
        of: Owner = (case.id, case.person_id, case.owner_name)
        note, first, staff = None, _shown(act, seen.file.notes), seen.file.officers
    else:
        officer = access.officer(who)
        note = seen.question.theirs(officer)
        of = (note.case_id, note.person_id, seen.question.name)
        first, staff = ([] if note.answered else [note]), seen.question.officers
    answered = tuple(each.id for each in first)
    code = seen.file.code if act.code else ""
    words = Replied(officer.name, act.text, act.files, code, who.fresh)
    decision = _replied(act, officer, of, words, note, answered)
    # Of a case that was made one with another, its other owner may have asked.
    asked = {each.person_id: each.id for each in first if each.person_id != of[1]}
    others_too = tuple(
        Tell(one, structs.replace(words, code="", note=id_))
        for one, id_ in asked.items()
    )
    news = [Settled(each.id, officer.name, of[2], each.body) for each in first]
    others = [each for each in staff if each.id != officer.id]
    settled = [tell for each in news for tell in to_each(others, each)]
    return structs.replace(
        decision,
        tell=(*settled, *decision.tell, *others_too),
        reply=(*news, *decision.reply),
    )


def _shown(act: ReplyToOwner, notes: Sequence[Note]) -> list[Note]:
    """What words about a case answer: the open questions whoever wrote had seen.

    Where none were shown, the only one: of several nobody knows which was meant.
    """
    open_ = unanswered(notes)
    if act.seen is not None:
        return [each for each in open_ if each.id in act.seen]
    return open_ if len(open_) == 1 else []


def _replied(
    act: ReplyToOwner,
    officer: Officer,
    of: Owner,
    words: Replied,
    note: Note | None,
    answered: tuple[str, ...],
) -> Decision:
    case, owner, name = of
    about = (owner, "reply", act.text, words.note, case, officer.id, act.files)
    what = "note.replied" if note else "case.replied"
    sent = {"owner": name or Fact(key="desk.someone"), "text": act.text}
    said = "desk.sent_picked" if act.picked else "desk.sent"
    return Decision(
        changes=(
            *_brought(act, case, officer),
            WriteNote(*about),
            *(AnswerNote(each, officer.id) for each in answered),
        ),
        log=(Log(what, case, owner, officer.id),),
        tell=(Tell(owner, words),),
        reply=(Say(said, sent, actions=_onward(note, act.text)),),
        undo=Undo(words.note, owner, case, words.code, answered=answered),
    )


def _brought(
    act: ReplyToOwner, case: str | None, officer: Officer
) -> tuple[AttachDocuments, ...]:
    """An officer's files are kept with the case they are about."""
    of = (AttachDocuments(act.files, case, officer.person_id),) if case else ()
    return of if act.files else ()


def _onward(note: Note | None, text: str) -> tuple[Option, ...]:
    """After a reply to a question: make it everybody's, or add to it."""
    if note is None:
        return ()
    more = button("reply", f"n:{note.id}", key="action.reply_more")
    if note.kind != "question" or not (note.body and text):
        return (more,)
    return (button("lasting", note.id, key="action.keep_answer"), more)
