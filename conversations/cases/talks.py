"""An officer and an owner talk: each word goes to the other, and Pandu is silent.

A talk begins with the officer's first word, and is nothing but a conversation that is
open in either chat (`flows.shared.talk`). It ends when one of them says so, or a day
after the last word. Each word is kept as any reply and any answer is; those of the
owner go to whoever holds the case by then.
"""

from datetime import timedelta
from typing import Any, ClassVar

from msgspec import structs

from conversations.cases import access, messages, replies
from conversations.cases.changes import CancelJob, Change, QueueJob
from conversations.cases.decision import Decision, Denied, Notice, Person, Tell
from conversations.cases.messages import Answered, AnswerOfficer, Writing, to_each
from conversations.cases.replies import Replied, Replying, ReplyToOwner
from conversations.engine.effects import Act, Fact, Say

REST = timedelta(hours=24)
"""So long after the last word a talk is over."""
OVER = "talk"
"""The job that ends a talk."""

# --- what can be done ----------------------------------------------------------------


class Speak(ReplyToOwner, frozen=True):
    """An officer's words in a talk: they go at once."""


class SpeakBack(AnswerOfficer, frozen=True):
    """An owner's words in a talk."""


class EndTalk(Act, frozen=True):
    """The officer ends it: the talk about *code*, or that began with a *note*."""

    code: str = ""
    note: str = ""


class LeaveTalk(Act, frozen=True):
    """The owner ends it."""

    case: str = ""
    note: str = ""


# --- what others hear of it ----------------------------------------------------------


class Spoken(Replied, frozen=True):
    """An officer's words in a talk, which is open from here on."""

    subject: ClassVar = "spoken"


class SpokenBack(Answered, frozen=True):
    """An owner's words in a talk."""

    subject: ClassVar = "spoken_back"


class TalkOver(Notice, frozen=True):
    """To the owner: the *officer* ended it; without one, a day has passed."""

    subject: ClassVar = "talk_over"
    of_a_case: ClassVar = True
    officer: str = ""
    code: str = ""
    note: str = ""


class OwnerLeft(Notice, frozen=True):
    """To the officer: the *owner* ended it; without one, it is over by itself."""

    subject: ClassVar = "talk_left"
    at_once: ClassVar = True
    owner: str = ""
    code: str = ""
    note: str = ""


# --- the officer ---------------------------------------------------------------------


def speak(act: Speak, seen: Replying, who: Person) -> Decision:
    """As a reply, but that it goes at once.

    What cannot be said ends the talk, and is given back.
    """
    try:
        made = replies.reply(act, seen, who)
    except Denied as denied:
        over = Tell(who.id, OwnerLeft(code=act.code, note=act.note))
        typed = (Say("meanwhile.typed", {"text": act.text}),) if act.text else ()
        said = structs.replace(denied.said, joined=bool(typed))
        return Decision(tell=(over,), reply=(said, *typed), denied=True)
    tell = tuple(
        Tell(each.to, _spoken(each.notice, act))
        if isinstance(each.notice, Replied)
        else each
        for each in made.tell
    )
    owner = next(each.to for each in tell if isinstance(each.notice, Spoken))
    about = {"officer": who.id, "code": seen.file.code, "note": act.note}
    return structs.replace(
        made,
        changes=(*made.changes, *_goes_on(owner, about, who)),
        tell=tell,
        reply=tuple(each for each in made.reply if isinstance(each, Notice)),
        undo=None,
    )


def _spoken(words: Replied, act: Speak) -> Spoken:
    """*words* as they are heard in a talk; it is known by what it began with."""
    return Spoken(**{**structs.asdict(words), "note": act.note})


def end(act: EndTalk, seen: Replying, who: Person) -> Decision:
    """The owner hears that Pandu answers again; said at a desk, their own chat too."""
    officer, case = access.officer(who), seen.file.case
    owner, name = "", ""
    if case:
        _, case = access.look(who, case, case.code)
        owner, name = case.person_id, case.owner_name
    elif seen.question.note:
        owner, name = seen.question.theirs(officer).person_id, seen.question.name
    over = TalkOver(officer.name, seen.file.code, act.note)
    of = key(owner, seen.file.code or act.note)
    said = Say("desk.talk.ended", {"owner": name or Fact(key="desk.someone")})
    return Decision(
        changes=(CancelJob(of),) if owner else (),
        tell=(Tell(owner, over),) if owner else (),
        reply=(said, OwnerLeft(code=act.code, note=act.note)),
    )


# --- the owner -----------------------------------------------------------------------


def speak_back(act: SpeakBack, seen: Writing, who: Person) -> Decision:
    """As an answer, but that nothing is said to it where somebody hears it."""
    made = messages.answer(act, seen, who)
    heard = {each.to: each.notice for each in made.tell}
    told = tuple(
        Tell(to, SpokenBack(**structs.asdict(each)))
        for to, each in heard.items()
        if isinstance(each, Answered)
    )
    if not told:
        return made
    about = {"officer": told[0].to, "code": act.case, "note": act.note}
    changes = (*made.changes, *_goes_on(who.id, about, who))
    return structs.replace(made, changes=changes, tell=told, reply=())


def leave(act: LeaveTalk, seen: Writing, who: Person) -> Decision:
    """The officer hears that they talk no more, unless they ended it themselves."""
    if not seen.talking:
        return Decision(reply=(Say("talk.left"),))
    told = [seen.by] if seen.by else seen.file.holders
    return Decision(
        changes=(CancelJob(key(who.id, act.case or act.note), waits=True),),
        tell=to_each(told, OwnerLeft(who.name, act.case, act.note)),
        reply=(Say("talk.left"),),
    )


def _goes_on(owner: str, about: dict[str, Any], who: Person) -> tuple[Change, ...]:
    """It is over a day after this word, and no longer after the one before."""
    of, due = key(owner, about["code"] or about["note"]), who.now + REST
    return (CancelJob(of), QueueJob(OVER, {"owner": owner, **about}, due, of))


def key(owner: str, about: str) -> str:
    """The job that ends the talk of an *owner*: while it waits, they talk.

    They may talk with one officer *about* this and with another about that.
    """
    return f"{OVER}:{owner}:{about}"
