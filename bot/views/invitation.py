"""An invitation to forward: its links, and the first of them as a QR."""

from bot.pictures.contents import Link
from bot.pipeline.render import Voice
from bot.views.drawn import Drawn
from conversations.cases.buttons import button
from conversations.cases.calendar import day_of
from conversations.cases.staff.invitations import InvitationMade
from conversations.engine.effects import Fact, Say


def shown(_: Voice, made: InvitationMade) -> Drawn:
    """What is forwarded as it is, with the button that makes it void."""
    values = {
        "role": Fact(key=f"desk.role.{made.role}"),
        "code": made.code,
        "until": day_of(made.until),
        "links": "\n".join(made.links),
    }
    back = button("revoke", made.id, key="action.revoke")
    key = "staff.invited" if made.links else "staff.invited_by_code"
    said = Say(key, values, actions=(back,), joined=made.waits)
    return Drawn(said, "qr", Link((*made.links, made.code)[0]), "undangan.png")
