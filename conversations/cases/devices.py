"""Where a person's data is open: in which chats, and how all others are shut.

A page in a browser is known by nothing but its cookie. Whoever has another way back
need not leave one open for ever, and no officer leaves the desk open where they no
longer sit.
"""

from datetime import datetime, timedelta

from msgspec import Struct

from conversations.cases.buttons import button
from conversations.cases.changes import LeaveBehind
from conversations.cases.decision import Decision, Denied, Log, Person
from conversations.engine.effects import Act, Fact, Line, Option, Say

IDLE = timedelta(days=180)
"""So long unused, the page of somebody with a chat they do use is shut."""
IDLE_DESK = timedelta(days=30)
"""So long unused, an officer's page is, whether there is another or not."""


DESK = "desk"
"""What the desk on the web is called among the chats."""


class ShowDevices(Act, frozen=True):
    """In which chats the person's data is open."""


class EndDevices(Act, frozen=True):
    """Shut every chat of the person's but the one that this was said in."""


class Device(Struct, frozen=True):
    """A chat by the name of its channel, and when somebody last wrote there.

    The desk on the web is one as well, in some *browser*.
    """

    channel: str
    heard: datetime
    here: bool = False
    browser: str = ""


class Devices(Struct, frozen=True):
    """All chats of a person; the one *here* by its address, channel and account."""

    all: tuple[Device, ...] = ()
    here: tuple[str, str, str] = ("", "", "")


def show(act: ShowDevices, seen: Devices, who: Person) -> Decision:
    """A line each; the others can be shut together."""
    if len(seen.all) == 1:
        return Decision(reply=(Say("devices.one"),))
    said = {"lines": [_line(each) for each in seen.all]}
    return Decision(
        reply=(Say("devices.list", said, actions=(button("end_devices"),)),)
    )


def end(act: EndDevices, seen: Devices, who: Person) -> Decision:
    """Whoever writes from there is a stranger from now on."""
    if len(seen.all) == 1:
        raise Denied("devices.one")
    return Decision(
        changes=(LeaveBehind(who.id, *seen.here),),
        log=(Log("devices.ended", person=who.id),),
        reply=(Say("devices.ended"),),
    )


def _line(each: Device) -> Line:
    here = Fact(key="devices.here") if each.here else each.heard
    shown = [each.browser, here] if each.browser else here
    return Line(Option("", key=f"channel.{each.channel}"), (shown,))
