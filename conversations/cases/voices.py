"""What people send besides words: voices on their way to an officer, files put away.

An officer who listened may type what was said. That is no answer yet: it goes back to
whoever spoke, and they agree to it.
"""

from typing import ClassVar

from conversations.cases import access
from conversations.cases.decision import Decision, Log, Notice, Person, Tell
from conversations.cases.messages import (
    Words,
    Writing,
    handed_in,
    noted,
    sender,
    to_each,
    written,
)
from conversations.cases.replies import Question
from conversations.cases.retention import UNUSED
from conversations.cases.undo import Undo
from conversations.engine.effects import Act, Option, Say


class HandOver(Act, frozen=True):
    """A voice that no question took, for an officer to hear.

    *asked* is what was being asked, by *question* of *conversation*. *again*: what an
    officer heard in it was not what was said.
    """

    files: tuple[str, ...]
    text: str = ""
    asked: Option = Option("")
    question: str = ""
    conversation: int = 0
    again: bool = False


class PutAway(Act, frozen=True):
    """Files without a purpose: kept with the open case, or for some days.

    *quietly*: the person is only just being asked what they are for.
    """

    files: tuple[str, ...]
    quietly: bool = False


class TypeFor(Act, frozen=True):
    """What an officer heard in the voice of *note*, for its speaker to agree to.

    It answers *question* of their *conversation*.
    """

    note: str
    text: str
    conversation: int = 0
    question: str = ""


class Spoke(Words, frozen=True):
    """An owner spoke, perhaps where words were *asked*; or means something else."""

    subject: ClassVar = "spoke"
    asked: Option | str = ""
    question: str = ""
    conversation: int = 0
    again: bool = False


class Typed(Notice, frozen=True):
    """An officer typed what they heard in a voice; its speaker says whether so."""

    subject: ClassVar = "typed"
    of_a_case: ClassVar = True
    officer: str
    text: str
    files: tuple[str, ...] = ()
    conversation: int = 0
    question: str = ""


def hand_over(act: HandOver, seen: Writing, who: Person) -> Decision:
    """A voice that no question took: to whoever holds the case, or is on duty."""
    told = seen.file.holders
    news = Spoke(
        *sender(seen, who),
        act.text,
        act.files,
        who.helper,
        asked=act.asked if act.asked.value else "",
        question=act.question,
        conversation=act.conversation,
        again=act.again,
    )
    said = Say("voice.handed" if told else "voice.kept", joined=True)
    return Decision(
        changes=written("question", act.text, act.files, seen, who),
        log=(noted("note.spoke", seen, who),),
        tell=to_each(told, news),
        reply=() if act.again else (said,),
    )


def put_away(act: PutAway, seen: Writing, who: Person) -> Decision:
    """Files without a purpose: kept with the open case, else for some days."""
    case = seen.file.case
    said = Say("purpose.kept", {"days": UNUSED.days})
    if case:
        said = Say("purpose.kept_case", {"code": case.code})
    return Decision(
        changes=handed_in(act.files, case, who), reply=() if act.quietly else (said,)
    )


def type_for(act: TypeFor, seen: Question, who: Person) -> Decision:
    """What an officer heard, back to whoever spoke."""
    officer = access.officer(who)
    note = seen.theirs(officer)
    news = Typed(officer.name, act.text, note.files, act.conversation, act.question)
    return Decision(
        log=(Log("note.typed", note.case_id, note.person_id, officer.id),),
        tell=(Tell(note.person_id, news),),
        reply=(Say("desk.typed"),),
        undo=Undo(who.fresh, note.person_id),
    )
