"""What a person says of themselves, and is shown again."""

from conversations.engine.effects import Act


class KeepPerson(Act, frozen=True):
    """What the person said of themselves; an empty field is left as it was."""

    name: str = ""
    phone: str = ""
    address_form: str = ""
    language: str = ""


class ShowMyData(Act, frozen=True):
    """Show the person what is kept about them."""


class KeepConsent(Act, frozen=True):
    """The person agreed, or did not, to the notice or to announcements."""

    kind: str
    agreed: bool


class Reachable(Act, frozen=True):
    """The person can, or cannot, be sent to on the channel the event came by."""

    yes: bool
