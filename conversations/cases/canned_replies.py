"""An officer's answer, kept for everybody who asks the same.

Every officer of the office finds them in a list, corrects one, or withdraws one; from
then on nobody hears the old one, and its text stays on record.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from msgspec import Struct

from conversations.cases import access, lifecycle
from conversations.cases.buttons import button, pages
from conversations.cases.calendar import day_of
from conversations.cases.changes import Change, EndReply, KeepReply
from conversations.cases.decision import Decision, Denied, Log, Notice, Person, Tell
from conversations.cases.placeholders import KNOWN, left_open, unknown
from conversations.cases.records import CannedReply, Note, Officer
from conversations.cases.replies import Question
from conversations.catalogue import similar
from conversations.engine.effects import Act, Line, Option, Say

QUOTED = 60
"""Characters of a question that stand for it in the list."""
_PERSONAL = re.compile(r"(?:\d[\s.\-]?){8,}|\S+@\S+\.\w+")
"""A phone number, a NIK, an address of mail: eight digits in a row are no fact."""


class OfferAnswer(Act, frozen=True):
    """Lay the question *note* and the officer's reply to it before them, to be kept."""

    note: str


class KeepAnswer(Act, frozen=True):
    """An officer's *answer* to whoever asks *question*, instead of the one it mends."""

    question: str
    answer: str
    mends: str = ""


class ShowAnswers(Act, frozen=True):
    """What the officer's office answers for good."""

    page: int = 0


class ShowAnswer(Act, frozen=True):
    """One lasting answer, with who gave it and when."""

    answer: str


class MendAnswer(Act, frozen=True):
    """Lay a lasting answer before the officer, to be corrected."""

    answer: str


class WithdrawAnswer(Act, frozen=True):
    """Give a lasting answer to nobody any more."""

    answer: str


class CountAnswer(Act, frozen=True):
    """A lasting answer was given to somebody who asked."""

    answer: str


class CountGiven(Change, frozen=True):
    """It was given once more."""

    answer_id: str


class ReplyLaidBefore(Notice, frozen=True):
    """A question and its reply, for its officer to look over; or one to be mended."""

    subject: ClassVar = "lasting"
    question: str
    answer: str = ""
    mends: str = ""


class ReplyShown(Notice, frozen=True):
    """One of them, who gave it and when; *open* to whoever may change it.

    *edits* the card on which it was shown.
    """

    subject: ClassVar = "canned_reply"
    id: str
    first: str
    question: str
    answer: str
    officer: str
    on: date
    before: str = ""
    open: bool = False
    withdrawn: bool = False
    edits: bool = False


# --- what is decided -----------------------------------------------------------------


def personal(text: str) -> bool:
    """Whether a number or an address of a person is in what everybody may read."""
    return bool(_PERSONAL.search(text))


class Offered(Struct, frozen=True):
    """A question, and all that was *said* with its owner."""

    question: Question
    said: tuple[Note, ...] = ()


class ReplyFile(Struct, frozen=True):
    """What is read of a reply: what it corrected, and what it became.

    *names* are those of the officers who had to do with it, by id.
    """

    reply: CannedReply | None = None
    before: CannedReply | None = None
    latest: CannedReply | None = None
    names: Mapping[str, str] = {}


class ReplyList(Struct, frozen=True):
    """Those of an office that stand, the newest first: all, or one page of *count*."""

    replies: tuple[CannedReply, ...] = ()
    names: Mapping[str, str] = {}
    count: int = 0
    page: int = 0
    pages: int = 1


class AnsweredBefore(Struct, frozen=True, omit_defaults=True):
    """What an officer answered before, and when; nothing if nobody.

    Unless it was surely this that was asked, *question* is what they had been asked.
    """

    answer: str = ""
    officer: str = ""
    on: date | None = None
    question: str = ""
    id: str = ""


def offer(act: OfferAnswer, seen: Offered, who: Person) -> Decision:
    """Lay a question and this officer's newest reply to it before them."""
    officer = access.officer(who)
    asked = seen.question.theirs(officer)
    replies = [
        note.body
        for note in seen.said
        if note.kind == "reply"
        and note.officer_id == officer.id
        and note.id > asked.id
        and note.body
    ]
    if not replies or not asked.body:
        raise Denied("desk.unknown_note")
    return Decision(tell=(Tell(who.id, ReplyLaidBefore(asked.body, replies[-1])),))


def keep(act: KeepAnswer, seen: ReplyFile, who: Person) -> Decision:
    """Keep what the officer looked over; what it mends ends with that."""
    officer = access.officer(who)
    if personal(act.question) or personal(act.answer):
        raise Denied("refusal.personal")
    if wrong := unknown(act.answer):
        raise Denied("desk.answer_open", wrong=wrong, known=KNOWN)
    about = (who.fresh, officer.office_id, officer.id, act.question, act.answer)
    keys = similar.keys(act.question)
    if not act.mends:
        done = "lasting.done_open" if left_open(act.answer) else "lasting.done"
        return Decision(
            changes=(KeepReply(*about, keys=keys),),
            log=(_log("kept", officer, who.fresh),),
            reply=(Say(done),),
        )
    old = _standing(seen, officer)
    new = CannedReply(*about, who.now, old.first, None, "")
    return Decision(
        changes=(EndReply(old.id, officer.id), KeepReply(*about, old.first, keys)),
        log=(_log("corrected", officer, who.fresh, instead_of=old.id),),
        reply=(
            _shown(new, officer, officer.name, old, edits=True),
            Say("lasting.corrected"),
        ),
    )


def withdraw(act: WithdrawAnswer, seen: ReplyFile, who: Person) -> Decision:
    """Whoever asks is told again that nobody knows."""
    officer = access.officer(who)
    old = _standing(seen, officer)
    gone = ReplyShown(
        old.id,
        old.first,
        old.question,
        old.answer,
        officer.name,
        day_of(who.now),
        withdrawn=True,
        edits=True,
    )
    return Decision(
        changes=(EndReply(old.id, officer.id),),
        log=(_log("withdrawn", officer, old.id),),
        reply=(gone, Say("lasting.withdrawn")),
    )


def show_all(act: ShowAnswers, seen: ReplyList, who: Person) -> Decision:
    """What the office answers; each a button."""
    access.officer(who, *access.LOOKERS)
    if not seen.count:
        raise Denied("desk.answers_none")
    lines = [
        Line(
            Option("", label=seen.names.get(each.officer_id, "")),
            ([day_of(each.created_at), _short(each.question)],),
        )
        for each in seen.replies
    ]
    values = {
        "count": seen.count,
        "page": seen.page + 1,
        "pages": seen.pages,
        "lines": lines,
    }
    each = (button("kept", r.id, label=_short(r.question)) for r in seen.replies)
    actions = (*each, *pages("answers", seen.page, seen.pages))
    return Decision(reply=(Say("desk.answers", values, actions=actions),))


def show(act: ShowAnswer, seen: ReplyFile, who: Person) -> Decision:
    """One answer, with its buttons for whoever may change it."""
    officer = access.officer(who, *access.LOOKERS)
    found = _standing(seen, officer)
    by = seen.names.get(found.officer_id, "")
    return Decision(reply=(_shown(found, officer, by, seen.before),))


def mend(act: MendAnswer, seen: ReplyFile, who: Person) -> Decision:
    """Ask the officer for a better answer to the same question."""
    found = _standing(seen, access.officer(who))
    laid = ReplyLaidBefore(found.question, mends=found.id)
    return Decision(tell=(Tell(who.id, laid),))


def find(asked: Mapping[str, Any], seen: ReplyList, who: Person) -> AnsweredBefore:
    """What an officer answered before to this question, or perhaps to this."""
    whole = (each for each in seen.replies if not left_open(each.answer))
    known = {each.id: each for each in whole}
    questions = {name: each.question for name, each in known.items()}
    like = similar.likest(str(asked.get("text", "")), questions)
    if like is None:
        return AnsweredBefore()
    found = known[like.id]
    return AnsweredBefore(
        found.answer,
        seen.names.get(found.officer_id, ""),
        day_of(found.created_at),
        "" if like.sure else found.question,
        found.id,
    )


def count(act: CountAnswer, seen: None, who: Person) -> Decision:
    """What is given often is worth being right."""
    return Decision((CountGiven(act.answer),))


def _standing(seen: ReplyFile, officer: Officer) -> CannedReply:
    """A reply of the officer's own office, if nobody corrected or withdrew it."""
    found = seen.reply
    if found is None or found.office_id != officer.office_id:
        raise Denied("desk.unknown_answer")
    if found.ended_at:
        mended = seen.latest is not None and seen.latest.id != found.id
        key = "desk.answer_mended" if mended else "desk.answer_withdrawn"
        raise Denied(key, officer=seen.names.get(found.ended_by, ""))
    return found


def _shown(
    found: CannedReply,
    officer: Officer,
    by: str,
    old: CannedReply | None,
    *,
    edits: bool = False,
) -> ReplyShown:
    return ReplyShown(
        found.id,
        found.first,
        found.question,
        found.answer,
        by,
        day_of(found.created_at),
        old.answer if old else "",
        officer.role in lifecycle.HANDLERS,
        edits=edits,
    )


def _short(question: str) -> str:
    return question if len(question) <= QUOTED else f"{question[: QUOTED - 1]}…"


def _log(what: str, officer: Officer, answer: str, **detail: str) -> Log:
    about = {"answer": answer, **detail}
    return Log(f"note.{what}", officer=officer.id, detail=about)
