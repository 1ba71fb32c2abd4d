"""What every channel is: something that parses deliveries and sends bubbles.

A channel turns bytes into `Incoming`s (pure, no I/O) and sends `Bubble`s. It decides
nothing: what to say was decided by the turn, when to send by `bot.pipeline.send`.
"""

from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Protocol

from msgspec import Struct

from conversations.engine.events import Event

if TYPE_CHECKING:
    from bot.settings import Settings

Run = tuple[str, str]
"""A piece of text and its style: `""`, `"b"` (bold) or `"q"` (quiet)."""


@dataclass(frozen=True)
class Profile:
    """What a channel can show, and what it costs.

    *text* and *caption* are characters in one message; *buttons* how many choices one
    bubble can carry, arrows included, and *label* how long each may be.
    """

    name: str
    text: int
    caption: int
    buttons: int
    label: int
    together: bool = False
    """Ask several short questions in one bubble, since each message costs money."""
    joins: bool = False
    """Put all that one turn says into one bubble."""
    edits: bool = False
    """A bubble can be changed after it was sent."""
    narrows: bool = False
    """Of many choices a few are shown, and those that begin as one types."""
    shares: bool = False
    """With one key somebody shares their own number, and the platform says it is."""
    exits: bool = False
    """The ways out of a question stand on the screen: no bubble need name them."""


@dataclass(frozen=True)
class Rate:
    """*burst* messages at once, then one *every* so many seconds."""

    burst: int
    every: float


@dataclass(frozen=True)
class Pace:
    """A platform's limits; None is no limit. *account* is messages in any second."""

    chat: Rate | None = None
    group: Rate | None = None
    account: int | None = None


@dataclass(frozen=True)
class Surroundings:
    """What a channel is opened with, beside its own modules.

    *notify* wakes a visitor's pages, *kept* reads what they uploaded; *list_label* is
    what a list of choices is opened by.
    """

    settings: "Settings"
    notify: Callable[[str], None]
    kept: Callable[[str], AsyncIterator[bytes]]
    list_label: str = ""


@dataclass(frozen=True)
class ChannelSpec:
    """All that others must know of a channel: nobody else calls one by its name.

    *window* is for how long after a person wrote free text may be sent, *news* for how
    many seconds news may come of a message whose end nobody knows. *archives*: a
    person's whole archive can be handed over there. *bursts* are kinds of files that
    come one by one where they were sent together, *uploads* how the name of a file
    begins that lies with us until it is checked. *billed*: each message costs money.
    *menu* are the commands that the platform shows to each role, to owners those of "".
    """

    profile: Profile
    pace: Pace = field(default_factory=Pace)
    window: timedelta | None = None
    news: float = 0.0
    archives: bool = False
    bursts: frozenset[str] = frozenset()
    uploads: str = ""
    billed: bool = False
    longest_label: int = 0
    """How long the label of a choice may be, if longer than a button."""
    menu: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    open: Callable[[Surroundings], "Channel | None"] = lambda _: None
    """The channel, if the settings name it."""

    @property
    def name(self) -> str:
        """What the channel is called in the database, and nowhere else."""
        return self.profile.name


@dataclass(frozen=True)
class Media:
    """A file that the platform holds: how to fetch it and what it claims to be.

    *size* is in bytes, 0 when the platform does not say. *album* groups the parts of
    one album. *name* is what it is called on the phone that it comes from.
    """

    kind: str
    ref: str
    mime: str = ""
    size: int = 0
    album: str = ""
    name: str = ""


@dataclass(frozen=True)
class Status:
    """What a platform says became of a message we sent: *state* is a maximum."""

    external_id: str
    state: str
    """`sent`, `delivered`, `read` or `failed`; or it did not go now: `held`, its person
    must write first; `gone`, they cannot be reached; `again`, the platform's own fault.
    """
    opaque: str = ""
    """Our outbox id, where the platform hands it back (WhatsApp)."""
    code: str = ""


ANONYMOUS = "anonymous"
"""A problem that is none of ours: an admin of a group spoke in the group's name."""


class Incoming(Struct, frozen=True):
    """One event of a delivery, from one sender; *key* is unique for the platform.

    *sender* is the address to answer to (a chat id, a business-scoped id, a browser's
    visitor id). *aliases* are other ids of the same person on this channel. *status*
    stands instead of *event* for the fate of something we sent.
    """

    key: str
    sender: str
    event: Event | None = None
    status: Status | None = None
    media: Media | None = None
    at: datetime | None = None
    message: str = ""
    """The platform's id of the message, to recognise a later edit of it."""
    receipt: str = ""
    """By what the platform is told that this came: a button stops spinning, ticks
    turn blue."""
    phone: str = ""
    aliases: tuple[str, ...] = ()
    language: str = ""
    name: str = ""
    """What this person is called there."""
    group: bool = False
    thread: str = ""
    """The topic of a group that it came in."""
    answers: str = ""
    """The platform's id of a message of ours that this is a reply to."""
    moved_to: str = ""
    """The chat's new id, when a group became a supergroup."""
    left: str = ""
    """A number this person had, and somebody else may have from now on."""
    stops: bool = False
    """The platform says that this person wants no announcements of ours."""
    problem: str = ""
    """Authentic but unusable: kept as a dead letter, with this reason."""


class Button(Struct, frozen=True, array_like=True):
    """A choice under a bubble; *id* comes back in `Pressed` through `decode_button`."""

    id: str
    label: str


class Bubble(Struct, frozen=True):
    """One message to a person, words final, free of any channel's markup.

    *wants* names a special way to answer that a channel may offer: `contact`,
    `location`. *page* and *pages* count a long list of choices. *file* is a document
    id, *mime* its type, and *filename* what it is to be called on the phone.
    """

    runs: tuple[Run, ...]
    buttons: tuple[Button, ...] = ()
    wants: str = ""
    file: str = ""
    mime: str = ""
    filename: str = ""
    link: tuple[str, str] | None = None
    """A label and an address for one link button."""

    @property
    def plain(self) -> str:
        """The words alone."""
        return "".join(text for text, _ in self.runs)


@dataclass(frozen=True)
class Outgoing:
    """A bubble on its way: what `Channel.send` gets.

    *to* is the address; *replaces* the platform's id of the message to edit;
    *opaque* our outbox id, handed to platforms that give it back; *window_until* the
    end of the time in which free text may be sent, where a channel has one. Of what is
    *extra*, `quotes` is the platform's id of the message that this one answers,
    `thread` the topic of a group that it goes into, and `topic` what is to be done to
    one instead of saying anything (`TopicCall`).
    """

    id: str
    to: str
    bubble: Bubble
    kind: str = "prompt"
    replaces: str = ""
    press: str = ""
    window_until: datetime | None = None
    file: bytes = b""
    extra: Mapping[str, Any] = field(default_factory=dict)


class TopicCall(Struct, frozen=True, omit_defaults=True):
    """What is done to the topic *thread* of a group: *do* is one of `TOPIC_CALLS`.

    *icon* is a state of a case, which the channel shows as it can.
    """

    do: str
    thread: str = ""
    name: str = ""
    icon: str = ""


TOPIC_CALLS = ("create", "change", "close", "reopen", "delete")
"""Of these `create` alone makes something: `Delivered` says what it is called."""


@dataclass(frozen=True)
class Delivered:
    """The platform took the message, and calls it *external_id*."""

    external_id: str = ""


class SendError(Exception):
    """The message was not sent, or we cannot know. The subclasses say which."""


class Later(SendError):
    """Not sent: try again after *seconds*, or when we think fit if they are 0.

    *scope* is whom it concerns: this `message`, its `chat`, or the `account`.
    """

    def __init__(self, seconds: float, scope: str = "chat", reason: str = "") -> None:
        super().__init__(reason or f"later: {seconds} s ({scope})")
        self.seconds = seconds
        self.scope = scope


class Unreachable(SendError):
    """Not sent, and this person cannot be reached on this channel any more."""


class Refused(SendError):
    """Not sent, and never will be as it stands; *reason* is a short code."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class WindowClosed(Refused):
    """Not sent: free text is only allowed for a time after the person wrote."""

    def __init__(self) -> None:
        super().__init__("window_closed")


class Unwanted(Refused):
    """Not sent: this person told the platform that they want no announcements."""

    def __init__(self) -> None:
        super().__init__("unwanted")


class Uncertain(SendError):
    """It may have been sent: the connection ended before the answer came."""


class Moved(SendError):
    """Not sent: the chat goes on under the address *to*."""

    def __init__(self, to: str) -> None:
        super().__init__("moved")
        self.to = to


class FetchError(Exception):
    """A file could not be fetched; *reason* is `gone`, `too_large` or `later`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Channel(Protocol):
    """The outside of a channel, as the rest of Pandu sees it."""

    name: str
    account: str
    profile: Profile

    def parse(self, body: bytes) -> list[Incoming]:
        """All events of one authentic delivery, in order; never raises.

        What cannot be read becomes an `Incoming` with a *problem*.
        """
        ...

    async def send(self, outgoing: Outgoing) -> Delivered:
        """Send one bubble, or raise a `SendError`."""
        ...

    def fetch(self, media: Media) -> AsyncIterator[bytes]:
        """The file in chunks; raises `FetchError`."""
        ...

    async def acknowledge(self, receipt: str) -> None:
        """Show that it came: a spinner stops, ticks turn blue; never raises."""
        ...

    async def show_writing(self, to: str) -> None:
        """Have *to* see for some seconds that an answer is on its way; never raises."""
        ...

    async def door(self) -> str:
        """The address people open us by; raises `SendError`, empty if there is none."""
        ...

    async def close(self) -> None:
        """Give back connections."""
        ...


class Forums(Protocol):
    """A channel with groups that may have topics."""

    name: str
    profile: Profile

    async def lacks(self, group: str) -> str:
        """Why *group* can have no topics of ours; empty where nothing is wanting."""
        ...


def encode_button(value: str, question: str = "", conversation: int = 0) -> str:
    """A button's id, which ends in its value: at most 64 bytes, as Telegram allows."""
    return f"{conversation}|{question}|{value}" if question else f"!{value}"


def decode_button(text: str) -> tuple[str, str, int]:
    """Value, question and conversation of a button's id, as `Pressed` takes them."""
    if text.startswith("!"):
        return text[1:], "", 0
    number, _, rest = text.partition("|")
    question, _, value = rest.partition("|")
    return value, question, int(number) if number.isdecimal() else 0
