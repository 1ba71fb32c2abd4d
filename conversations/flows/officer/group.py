"""What is typed in the topic of a case, in the office's group, and what it does there.

A reply to an owner's words goes to the owner as it stands, and so does `/balas`. What
else officers say to each other is theirs: it is not kept, but for what follows
`/catatan`. Forms are asked in one's own chat: a group answers no questions.
"""

from collections.abc import Callable, Mapping
from typing import Any

from msgspec import Struct

from conversations.cases.assignment import WriteInternalNote
from conversations.cases.decision import Notice
from conversations.cases.offices import ChangeOffice
from conversations.cases.replies import ReplyToOwner
from conversations.cases.topics import GroupLacks
from conversations.engine.effects import Act, Effect, Say
from conversations.engine.events import Event, Pressed, Sent, Typed

ANSWERED = (
    *("take", "accept", "pass", "onward", "backward", "reopen", "release"),
    *("unsend", "task_done", "task_not", "finding_done"),
)
"""Buttons whose answer all in the topic may read; others answer in private."""


CHOOSE = "/grup"
"""What whoever leads types in a group that is to be the office's."""


class Spot(Struct, frozen=True):
    """Where in a group it was said: in the topic of *code*, if it is one of ours.

    With *replies* it is a reply to a message of ours; *seen* are the owner's words
    that stand there, None where none do. *chat* is what the platform calls the group.
    """

    code: str = ""
    chat: str = ""
    replies: bool = False
    seen: tuple[str, ...] | None = None


def meant(event: Event, at: Spot) -> tuple[Effect, ...] | None:
    """What is done by it; None where it means what it means anywhere."""
    if isinstance(event, Typed) and event.text.startswith("/"):
        command, _, rest = event.text.partition(" ")
        begin = COMMANDS.get(command)
        return begin(rest.strip(), at) if begin else None
    if not at.replies:
        return None
    match event:
        case Typed(text=text):
            return replied(at, text)
        case Sent(files=files, text=text) if files:
            return replied(at, text, files)
    return ()


def replied(at: Spot, text: str, files: tuple[str, ...] = ()) -> tuple[Effect, ...]:
    """To the owner, if it is a reply to their words; else officers talk."""
    if at.seen is None or not at.code:
        return ()
    return (ReplyToOwner(text, files, code=at.code, seen=at.seen),)


def reply(rest: str, at: Spot) -> tuple[Effect, ...]:
    """`/balas` and the words for the owner."""
    return _about(at, rest, ReplyToOwner(rest, code=at.code, seen=at.seen), "balas")


def note(rest: str, at: Spot) -> tuple[Effect, ...]:
    """`/catatan` and the words that officers keep."""
    return _about(at, rest, WriteInternalNote(at.code, rest), "catatan")


def guide(_: str, at: Spot) -> tuple[Effect, ...]:
    """What can be done in a topic."""
    return (Say("desk.group.help" if at.code else "desk.group.help_outside"),)


def choose(_: str, at: Spot) -> tuple[Effect, ...]:
    """The office works in this group from here on."""
    return (ChangeOffice(group_chat=at.chat),)


def _about(at: Spot, words: str, act: Act, command: str) -> tuple[Effect, ...]:
    if not at.code:
        return (Say("desk.group.no_topic", {"command": command}),)
    if not words:
        return (Say("desk.group.no_words", {"command": command}),)
    return (act,)


COMMANDS = {"/balas": reply, "/catatan": note, "/bantuan": guide, CHOOSE: choose}
"""Commands that mean something else in a group than in one's own chat."""


def lacks(news: GroupLacks) -> Say:
    """What keeps cases from being topics, or that nothing does any more."""
    what, group = news.lacks or "nothing", {"group": news.office}
    return Say(f"desk.group.lacks.{what}", group, fallback="desk.group.lacks.no_admin")


HEARD: Mapping[type[Notice], Callable[[Any], Say]] = {GroupLacks: lacks}
"""What is said of each notice."""


def answered_here(event: Event, *, meant: bool) -> bool:
    """Whether the answer to it belongs into the topic, where it was said."""
    if isinstance(event, Pressed):
        return event.value.partition(":")[0] in ANSWERED
    return meant
