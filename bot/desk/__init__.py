"""Owners and officers: what they ask of each other, in the turn's own commit."""

from bot.desk.acts import performers

__all__ = ["performers"]
