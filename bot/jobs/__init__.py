"""What happens by the clock."""

from bot.jobs.janitor import Janitor
from bot.jobs.runner import Runner, Work

__all__ = ["Janitor", "Runner", "Work"]
