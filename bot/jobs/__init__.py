"""What happens by the clock."""

from bot.jobs.handlers import handlers
from bot.jobs.janitor import Janitor
from bot.jobs.reminders import Reminders
from bot.jobs.runner import Runner, Work

__all__ = ["Janitor", "Reminders", "Runner", "Work", "handlers"]
