"""What happens by the clock."""

from bot.jobs.alarm import Alarm
from bot.jobs.erasure import Erasure
from bot.jobs.group_desk import GroupDesk
from bot.jobs.handlers import handlers
from bot.jobs.janitor import Janitor
from bot.jobs.menus import Menus
from bot.jobs.reminders import Reminders
from bot.jobs.runner import Runner, Work

__all__ = [
    "Alarm",
    "Erasure",
    "GroupDesk",
    "Janitor",
    "Menus",
    "Reminders",
    "Runner",
    "Work",
    "handlers",
]
