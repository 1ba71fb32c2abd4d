"""The few fields of Telegram's updates that we use; all others are passed over."""

import msgspec


class User(msgspec.Struct, gc=False):
    """A person, or another bot."""

    id: int
    language_code: str = ""
    first_name: str = ""
    is_bot: bool = False


class Chat(msgspec.Struct, gc=False):
    """Where something happened: with one person, or in a group."""

    id: int
    type: str = "private"


class File(msgspec.Struct, gc=False):
    """A file of any kind; sizes of a photo have measures."""

    file_id: str
    mime_type: str = ""
    file_size: int = 0
    file_name: str = ""
    width: int = 0
    height: int = 0


class Location(msgspec.Struct, gc=False):
    """A place on the map."""

    latitude: float
    longitude: float


class Contact(msgspec.Struct, gc=False):
    """Somebody's card; *user_id* is theirs, if they are on Telegram."""

    phone_number: str
    first_name: str = ""
    last_name: str = ""
    user_id: int = 0


class Sticker(msgspec.Struct, gc=False):
    """A picture that stands for a feeling."""

    emoji: str = ""


class Poll(msgspec.Struct, gc=False):
    """A question to many."""

    question: str = ""


class Earlier(msgspec.Struct, gc=False):
    """The message that another one is a reply to."""

    message_id: int
    user: User | None = msgspec.field(name="from", default=None)


class Message(msgspec.Struct, gc=False):
    """A message; of its many fields, those that mean something to us."""

    message_id: int
    chat: Chat
    user: User | None = msgspec.field(name="from", default=None)
    sender_chat: Chat | None = None
    date: int = 0
    text: str | None = None
    caption: str = ""
    media_group_id: str = ""
    photo: list[File] = []
    # An animation also carries a `document`, so it is looked for first.
    animation: File | None = None
    document: File | None = None
    voice: File | None = None
    audio: File | None = None
    video: File | None = None
    video_note: File | None = None
    location: Location | None = None
    contact: Contact | None = None
    sticker: Sticker | None = None
    poll: Poll | None = None
    migrate_to_chat_id: int = 0
    message_thread_id: int = 0
    is_topic_message: bool = False
    reply_to_message: Earlier | None = None


class Press(msgspec.Struct, gc=False):
    """A button pressed under a message."""

    id: str
    user: User = msgspec.field(name="from")
    message: Message | None = None
    data: str | None = None


class Member(msgspec.Struct, gc=False):
    """How somebody stands to a chat."""

    status: str


class Membership(msgspec.Struct, gc=False):
    """A change of how we stand to a chat."""

    chat: Chat
    new_chat_member: Member
    user: User | None = msgspec.field(name="from", default=None)
    date: int = 0


class Update(msgspec.Struct, gc=False):
    """One event; exactly one of the fields is there, or none that we know."""

    update_id: int
    message: Message | None = None
    edited_message: Message | None = None
    callback_query: Press | None = None
    my_chat_member: Membership | None = None
