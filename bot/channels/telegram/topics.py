"""Topics of a Telegram group: one a case, with an icon that shows how it stands.

Topics may bear only the icons that Telegram itself hands out, so of each state there is
a list of what would do; the first that is among them is taken.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from telegram import ChatFullInfo, ChatMember, ChatMemberAdministrator, Sticker

from bot.channels.base import Refused, TopicCall
from bot.channels.telegram.render import Call

LONGEST = 128
"""Letters of a topic's name."""
ICONS: Mapping[str, str] = {
    "new": "❗⁉🔥",
    "taken": "👀🔎",
    "sent_back": "📝❓",
    "guided": "📈📚",
    "reported": "⚡💡",
    "done": "🏆🏁",
    "ended": "📁📰",
}
"""What would do for each state of a case, the best first."""
COLOURS: Mapping[str, int] = {
    "new": 0xFB6F5F,
    "taken": 0x6FB9F0,
    "sent_back": 0xFFD67E,
    "guided": 0x8EEE98,
    "reported": 0xCB86DB,
    "done": 0x8EEE98,
    "ended": 0xFF93B2,
}
"""Where no icon is to be had, Telegram gives a topic one of six colours, for ever."""

_METHODS = {
    "change": "edit_forum_topic",
    "close": "close_forum_topic",
    "reopen": "reopen_forum_topic",
    "delete": "delete_forum_topic",
}
_VARIANT = "\ufe0f"
"""Follows an emoji or does not; it is the same one."""


def chosen(stickers: Iterable[Sticker]) -> dict[str, str]:
    """The icon of each state, among those that are allowed."""
    allowed = {
        (each.emoji or "").replace(_VARIANT, ""): each.custom_emoji_id or ""
        for each in stickers
    }
    fitting = {
        state: next((allowed[one] for one in wanted if one in allowed), "")
        for state, wanted in ICONS.items()
    }
    return {state: icon for state, icon in fitting.items() if icon}


def call_of(asked: TopicCall, chat: str, icons: Mapping[str, str]) -> Call:
    """The method of the Bot API by which *asked* is done."""
    icon = icons.get(asked.icon, "")
    values: dict[str, Any] = {"chat_id": chat}
    if asked.do != "create":
        if not asked.thread.isdecimal():
            raise Refused("thread_gone")
        values["message_thread_id"] = int(asked.thread)
    if asked.do in {"create", "change"}:
        values["name"] = asked.name[:LONGEST]
        if icon:
            values["icon_custom_emoji_id"] = icon
    if asked.do == "create":
        if not icon and asked.icon in COLOURS:
            values["icon_color"] = COLOURS[asked.icon]
        return Call("create_forum_topic", values)
    return Call(_METHODS[asked.do], values)


def lacks(chat: ChatFullInfo, us: ChatMember) -> str:
    """Why a group has no topics of ours; empty where nothing is wanting."""
    if not chat.is_forum:
        return "no_forum"
    if not isinstance(us, ChatMemberAdministrator):
        return "no_admin"
    if not us.can_manage_topics:
        return "no_rights"
    return "" if us.can_delete_messages else "no_deleting"
