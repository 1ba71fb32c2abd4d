"""How an officer comes to the desk on the web: by a link of the chat, used once.

Whoever has their chat has their desk, so there is no password to lose. The link spends
nothing by being looked at, and a browser that is signed in is listed among the devices.
"""

from datetime import timedelta

from msgspec import Struct

from conversations.cases import access, codes
from conversations.cases.decision import Decision, Denied, Log, Person
from conversations.cases.staff.changes import KeepToken
from conversations.engine.effects import Act, Option, Say

KIND = "desk"
"""What the pass of such a link is for."""
IDLE = timedelta(hours=12)
"""So long unused, a browser is signed out."""
LONGEST = timedelta(days=30)
"""So long after it was signed in, however much it is used."""


class OpenDesk(Act, frozen=True):
    """A link that opens the desk on the web."""


class Door(Struct, frozen=True):
    """Where the desk is (empty: nowhere), and a secret that nobody has yet."""

    site: str
    token: str


def open_desk(act: OpenDesk, seen: Door, who: Person) -> Decision:
    """The link, for a little while; an earlier one that is unused ends."""
    officer = access.officer(who, *access.LOOKERS)
    if not seen.site:
        raise Denied("desk.door.nowhere")
    address = f"{seen.site}/desk/masuk/{seen.token}"
    minutes = codes.VALID.seconds // 60
    said = Say(
        "desk.door",
        {"minutes": minutes},
        link=Option(address, key="desk.door.open"),
    )
    return Decision(
        changes=(KeepToken(who.id, KIND, seen.token),),
        log=(Log("desk.door", person=who.id, officer=officer.id),),
        reply=(said,),
    )
