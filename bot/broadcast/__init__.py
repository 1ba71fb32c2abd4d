"""Announcements: to whom, how they look, how they go out, and how they are stopped."""

from bot.broadcast.fanout import Fanout

__all__ = ["Fanout"]
