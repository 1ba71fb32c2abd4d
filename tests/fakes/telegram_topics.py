"""Groups with topics at the fake Telegram: made, changed, shut, and deleted by people.

fake.forum(-100200)                       a group whose bot may do everything
fake.forum(-100200, rights=("topics",))   ... or not everything
fake.forums["-100200"].topics[2].name     as it looks now
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.fakes.telegram_faults import Limits, Refusal, flood

RIGHTS = ("topics", "delete")
ALLOWED = "❗️👀📝📈⚡️🏆📁"
"""Icons that topics may have here, among them a variant with its selector."""


@dataclass
class Topic:
    """One topic as people see it."""

    name: str
    icon: str = ""
    colour: int = 0
    closed: bool = False


@dataclass
class Forum:
    """A group with topics, and what the bot may do there; None: it is no admin."""

    rights: tuple[str, ...] | None = RIGHTS
    forum: bool = True
    topics: dict[int, Topic] = field(default_factory=dict)


def icons():
    found = ALLOWED.replace("\ufe0f", "")
    return {f"icon-{number}": emoji for number, emoji in enumerate(found)}


class Topics:
    """What `FakeTelegram` knows of topics."""

    forums: dict[str, Forum]
    messages: dict[tuple[str, int], dict[str, Any]]
    limits: Limits
    clock: Callable[[], float]
    _number: int

    def forum(self, chat, **how):
        self.forums[str(chat)] = Forum(**how)
        return self.forums[str(chat)]

    def delete_topic(self, chat, thread):
        """Somebody deletes a topic, with all that stands in it."""
        del self.forums[str(chat)].topics[thread]
        gone = [
            key
            for key, message in self.messages.items()
            if key[0] == str(chat) and message.get("message_thread_id") == str(thread)
        ]
        for key in gone:
            del self.messages[key]

    def paced(self, call):
        """Every call to a group counts: edits and topics as well as messages."""
        if wait := self.limits.retry_after(call.chat, self.clock()):
            raise flood(wait)

    def check_thread(self, call):
        thread = call.params.get("message_thread_id")
        if thread is not None:
            self._topic(call, "message thread not found")

    def _topic(self, call, no="TOPIC_ID_INVALID"):
        forum = self.forums.get(call.chat, Forum(forum=False))
        topic = forum.topics.get(int(call.params["message_thread_id"]))
        if topic is None:
            raise Refusal(400, f"Bad Request: {no}")
        return topic

    def _managed(self, call):
        self.paced(call)
        forum = self.forums.get(call.chat)
        if forum is None or not forum.forum:
            raise Refusal(400, "Bad Request: the chat is not a forum")
        if "topics" not in (forum.rights or ()):
            raise Refusal(400, "Bad Request: not enough rights to manage topics")
        return forum

    def _createForumTopic(self, call):  # noqa: N802 - the platform's names
        forum = self._managed(call)
        self._number += 1  # a topic is the message that begins it
        name, icon = call.params["name"], self._icon(call)
        colour = int(call.params.get("icon_color", 0))
        forum.topics[self._number] = Topic(name, icon, colour)
        made = {"message_thread_id": self._number, "name": name}
        return {**made, "icon_color": colour or 7322096}

    def _editForumTopic(self, call):  # noqa: N802
        self._managed(call)
        topic = self._topic(call)
        name, icon = call.params["name"], self._icon(call) or topic.icon
        if (topic.name, topic.icon) == (name, icon):
            raise Refusal(400, "Bad Request: TOPIC_NOT_MODIFIED")
        topic.name, topic.icon = name, icon
        return True

    def _closeForumTopic(self, call):  # noqa: N802
        return self._shut(call, closed=True)

    def _reopenForumTopic(self, call):  # noqa: N802
        return self._shut(call, closed=False)

    def _shut(self, call, *, closed):
        self._managed(call)
        topic = self._topic(call)
        if topic.closed == closed:
            raise Refusal(400, "Bad Request: TOPIC_NOT_MODIFIED")
        topic.closed = closed
        return True

    def _deleteForumTopic(self, call):  # noqa: N802
        forum = self._managed(call)
        self._topic(call)
        if "delete" not in forum.rights:
            raise Refusal(400, "Bad Request: not enough rights to delete messages")
        self.delete_topic(call.chat, int(call.params["message_thread_id"]))
        return True

    def _icon(self, call):
        wanted = call.params.get("icon_custom_emoji_id", "")
        if wanted and wanted not in icons():
            raise Refusal(400, "Bad Request: DOCUMENT_INVALID")
        return icons().get(wanted, "")

    def _getForumTopicIconStickers(self, call):  # noqa: N802
        size = {"width": 100, "height": 100, "is_animated": True, "is_video": False}
        return [
            {
                **size,
                "file_id": name,
                "file_unique_id": name,
                "type": "custom_emoji",
                "emoji": emoji,
                "custom_emoji_id": name,
            }
            for name, emoji in icons().items()
        ]

    def _getChat(self, call):  # noqa: N802
        forum = self.forums.get(call.chat, Forum(forum=False))
        return {
            "id": int(call.chat),
            "type": "supergroup",
            "title": "Contoh",
            "accent_color_id": 0,
            "max_reaction_count": 0,
            "accepted_gift_types": {
                "unlimited_gifts": False,
                "limited_gifts": False,
                "unique_gifts": False,
                "premium_subscription": False,
                "gifts_from_channels": False,
            },
            "is_forum": forum.forum,
        }

    def _getChatMember(self, call):  # noqa: N802
        user = {"id": 1000, "is_bot": True, "first_name": "Pandu"}
        rights = self.forums.get(call.chat, Forum(rights=None)).rights
        if rights is None:
            return {"user": user, "status": "member"}
        may = dict.fromkeys(ADMIN, False)
        may |= {"can_manage_topics": "topics" in rights}
        may |= {"can_delete_messages": "delete" in rights}
        return {"user": user, "status": "administrator", **may}


ADMIN = (
    "can_be_edited",
    "is_anonymous",
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
)
