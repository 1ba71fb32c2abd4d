"""The shape of a WhatsApp delivery, as far as we read it.

The platform adds fields at will and sends null for what it does not know, so whatever
we can do without may be missing, and what we do not know is passed over.
"""

from typing import Annotated

from msgspec import Meta, Struct, field

Id = Annotated[str, Meta(min_length=1, max_length=512)]
Latitude = Annotated[float, Meta(ge=-90, le=90)]
Longitude = Annotated[float, Meta(ge=-180, le=180)]


class Words(Struct, frozen=True):
    """What someone typed."""

    body: str


class File(Struct, frozen=True):
    """A photo, document, voice note, video or sticker."""

    id: Id
    mime_type: str | None = None
    caption: str | None = None
    filename: str | None = None


class Reply(Struct, frozen=True):
    """The choice someone made, with the id we gave it."""

    id: str
    title: str | None = None


class Interactive(Struct, frozen=True):
    """An answer to reply buttons or to a list; forms carry neither."""

    button_reply: Reply | None = None
    list_reply: Reply | None = None


class TemplateButton(Struct, frozen=True):
    """A press on a template's quick reply."""

    payload: str | None = None
    text: str | None = None


class Location(Struct, frozen=True):
    """A place on the map."""

    latitude: Latitude
    longitude: Longitude
    name: str | None = None


class CardName(Struct, frozen=True):
    """How a contact card calls someone."""

    formatted_name: str | None = None


class CardPhone(Struct, frozen=True):
    """A number on a contact card."""

    phone: str | None = None


class Card(Struct, frozen=True):
    """A contact card."""

    name: CardName | None = None
    phones: list[CardPhone] | None = None


class System(Struct, frozen=True):
    """Someone's number or business-scoped id changed; these are the new and the old."""

    type: str | None = None
    wa_id: str | None = None
    new_wa_id: str | None = None
    user_id: str | None = None
    parent_user_id: str | None = None
    previous_user_id: str | None = None
    previous_parent_user_id: str | None = None


class Revised(Struct, frozen=True):
    """A message as it reads after an edit."""

    text: Words | None = None
    image: File | None = None
    video: File | None = None
    document: File | None = None


class Edit(Struct, frozen=True):
    """The edit of an earlier message."""

    original_message_id: Id
    message: Revised


class Message(Struct, frozen=True):
    """One message; *type* names the field that holds what it says."""

    id: Id
    type: str = "unknown"
    from_: str | None = field(default=None, name="from")
    from_user_id: str | None = None
    from_parent_user_id: str | None = None
    timestamp: str | int | None = None
    group_id: str | None = None
    origin: str | None = None  # "contact_request": the card they were asked for
    text: Words | None = None
    interactive: Interactive | None = None
    button: TemplateButton | None = None
    image: File | None = None
    document: File | None = None
    audio: File | None = None
    voice: File | None = None
    video: File | None = None
    sticker: File | None = None
    location: Location | None = None
    contacts: list[Card] | None = None
    system: System | None = None
    edit: Edit | None = None


class Fault(Struct, frozen=True):
    """Why a message failed."""

    code: int | str | None = None


class Fate(Struct, frozen=True):
    """What became of a message of ours."""

    id: Id
    status: Annotated[str, Meta(min_length=1, max_length=32)]
    timestamp: str | int | None = None
    recipient_id: str | None = None
    recipient_user_id: str | None = None
    biz_opaque_callback_data: str | None = None
    errors: list[Fault] | None = None


class Pair(Struct, frozen=True):
    """An id before and after its change."""

    previous: str | None = None
    current: str | None = None


class Renaming(Struct, frozen=True):
    """A business-scoped id that changed, as some numbers' deliveries tell it."""

    user_id: Pair
    wa_id: str | None = None
    parent_user_id: Pair | None = None
    timestamp: str | int | None = None


class Preference(Struct, frozen=True):
    """What someone told the platform to let through of ours."""

    category: str
    value: str
    wa_id: str | None = None
    user_id: str | None = None
    timestamp: str | int | None = None


class Profile(Struct, frozen=True):
    """What people call themselves there."""

    name: str | None = None


class Contact(Struct, frozen=True):
    """Who wrote one of the messages beside it."""

    profile: Profile | None = None
    wa_id: str | None = None
    user_id: str | None = None
    parent_user_id: str | None = None


class Metadata(Struct, frozen=True):
    """Which of our numbers this is about."""

    phone_number_id: str | None = None


class Value(Struct, frozen=True):
    """What a change holds."""

    metadata: Metadata | None = None
    contacts: list[Contact] | None = None
    messages: list[Message] | None = None
    statuses: list[Fate] | None = None
    user_id_update: list[Renaming] | None = None
    user_preferences: list[Preference] | None = None


class Change(Struct, frozen=True):
    """One change of an entry; *field* says of what kind."""

    value: Value
    field: str = "messages"


class Entry(Struct, frozen=True):
    """The changes of one business account."""

    changes: list[Change]


class Delivery(Struct, frozen=True):
    """The body of one delivery."""

    object: str
    entry: list[Entry]
