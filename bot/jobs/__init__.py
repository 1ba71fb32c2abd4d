"""What happens by the clock."""

from bot.jobs.janitor import Janitor

__all__ = ["Janitor"]
