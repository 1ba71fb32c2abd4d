"""A case as a topic of the office's group: how it should look, and what is done next.

A group bears few calls in a minute, so nothing is sent as it happens. A topic that
changed is brought to how its case stands now, one call at a time: whatever happened
while it waited its turn is in that call.
"""

from collections.abc import Iterable
from datetime import timedelta
from typing import ClassVar

from msgspec import Struct, structs

from conversations.cases.applications import CaseCorrected
from conversations.cases.closing import OwnerWithdrew
from conversations.cases.decision import Notice, Tell
from conversations.cases.lifecycle import OPEN
from conversations.cases.messages import Answered, Words
from conversations.cases.papers import PaperSent
from conversations.cases.records import Case
from conversations.cases.replies import Replied
from conversations.cases.stage_reports import StageReported
from conversations.cases.talks import Spoken, SpokenBack
from conversations.catalogue import catalogue

HEARD = (Words, Spoken, PaperSent, CaseCorrected, StageReported, OwnerWithdrew)
"""What is told of a case that stands in its topic as well."""
AS = {SpokenBack: Answered, Spoken: Replied}
"""Words of a talk, and what they stand there as."""
PAUSE = timedelta(minutes=10)
"""So long a topic rests after a call that came to nothing."""
TRIES = 3
LET_BE = ("edit", "change", "close", "reopen")
"""What comes to nothing so often in a row is let be until the case changes again."""
GONE, NOT_EDITABLE = "thread_gone", "not_editable"
"""Refusals that say what is wrong: the topic, or its card."""
SILENT = "silent"
"""What a group lacks of which the platform says nothing: it is asked again soon."""
NO_TOPICS, SHUT_OUT = "no_topics", "unreachable"
"""No topic's own fault: there can be none, or the group let us go."""


class GroupLacks(Notice, frozen=True):
    """Whoever leads an *office* hears what its group is short of; empty: of nothing."""

    subject: ClassVar = "group_lacks"
    lacks: str
    office: str


class Call(Struct, frozen=True, omit_defaults=True):
    """What was asked of the platform, and how the topic looks once it is done.

    *id* is that of the message that carries it, *lines* are those it says.
    """

    id: str
    do: str
    look: str = ""
    face: str = ""
    lines: tuple[str, ...] = ()


class Topic(Struct, frozen=True, omit_defaults=True):
    """What the platform shows of a case, by its own names for it.

    *look* and *face* are marks of the name with its icon, and of the card.
    """

    thread: str = ""
    card: str = ""
    look: str = ""
    face: str = ""
    closed: bool = False
    call: Call | None = None
    tries: int = 0


class Wanted(Struct, frozen=True):
    """How a topic should look now; *lines*: something is to be said in it."""

    look: str
    face: str
    closed: bool = False
    lines: bool = False


def next_call(topic: Topic, wanted: Wanted, *, forum: bool) -> str:
    """What is done next to a topic, in one word; empty where nothing is wanting.

    A group without topics has the card alone.
    """
    if forum and not topic.thread:
        return "create"
    if not topic.card:
        return "card"
    if topic.thread and wanted.lines:
        return "say"
    if topic.face != wanted.face:
        return "edit"
    if not (forum and topic.thread):
        return ""
    if topic.look != wanted.look:
        return "change"
    if topic.closed != wanted.closed:
        return "close" if wanted.closed else "reopen"
    return ""


def done(topic: Topic, named: str) -> Topic:
    """The topic after its call, whose message or topic the platform calls *named*."""
    call = topic.call
    assert call is not None  # noqa: S101 -- the caller saw it
    topic = structs.replace(topic, call=None, tries=0)
    match call.do:
        case "create":
            return Topic(thread=named, look=call.look)
        case "card":
            return structs.replace(topic, card=named, face=call.face)
        case "edit":
            return structs.replace(topic, face=call.face)
        case "change":
            return structs.replace(topic, look=call.look)
        case "close" | "reopen":
            return structs.replace(topic, closed=call.do == "close")
    return topic


def failed(topic: Topic, why: str) -> Topic:
    """The topic after a call that was refused, or whose end nobody knows.

    One that was deleted is made again with its card, a card that was is sent again.
    """
    call = topic.call
    assert call is not None  # noqa: S101 -- the caller saw it
    if why == GONE:
        return Topic()
    if why == NOT_EDITABLE and call.do == "edit":
        return structs.replace(topic, call=None, card="", face="")
    if why in {NO_TOPICS, SHUT_OUT}:
        return structs.replace(topic, call=None)
    if call.do in LET_BE and topic.tries + 1 >= TRIES:
        return done(topic, "")
    return structs.replace(topic, call=None, tries=topic.tries + 1)


def name_of(case: Case) -> str:
    """What a topic is called: "SRG-0042 · Batik Contoh · Kramatwatu"."""
    place = catalogue().kecamatan.get(case.kecamatan)
    parts = (case.code, case.business_name, place.name if place else "")
    return " · ".join(part for part in parts if part)


def icon_of(case: Case) -> str:
    """How a case stands, in one of seven words."""
    if ended(case):
        return "done" if case.outcome == "closed" else "ended"
    if not case.holder_id:
        return "new"
    if case.reported:
        return "reported"
    return "guided" if case.state == "accepted" else case.state


def ended(case: Case) -> bool:
    """Whether nobody works on it any more: then its topic is closed."""
    return case.state not in OPEN


def heard(tell: Iterable[Tell]) -> tuple[Notice, ...]:
    """What of it the topic of a case hears, each once however many are told."""
    news = {repr(each.notice): each.notice for each in tell}
    told = (one for one in news.values() if isinstance(one, HEARD))
    return tuple(
        kind(**structs.asdict(one)) if (kind := AS.get(type(one))) else one
        for one in told
    )
