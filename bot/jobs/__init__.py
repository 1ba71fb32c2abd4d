"""What happens by the clock."""

from bot.jobs.janitor import Janitor
from bot.jobs.reminders import Reminders
from bot.jobs.runner import Runner, Work
from bot.jobs.works import works

__all__ = ["Janitor", "Reminders", "Runner", "Work", "works"]
