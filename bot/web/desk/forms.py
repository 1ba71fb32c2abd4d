"""What is typed into forms of the desk: long enough, and not too long."""

from collections.abc import Iterable, Mapping
from typing import Any

from aiohttp import web

from bot.web.backend import BACKEND
from bot.web.desk.backend import Said, Seat

LONGEST = 4000
"""Signs of a message: so many go into one bubble on every channel."""


class Wrong(Exception):
    """A form cannot be meant so; *key* and *values* are the words why."""

    def __init__(self, key: str, **values: Any) -> None:
        super().__init__(key)
        self.key = key
        self.values = values

    def said(self, request: web.Request, seat: Seat) -> Said:
        """Why, as the page says it."""
        words = request.app[BACKEND].words
        told = words.text(seat.language, self.key, self.values)
        return Said((((told, ""),),), refused=True)


def typed(form: Mapping[str, str], name: str, least: int, most: int) -> str:
    """What stands in a field."""
    said = form.get(name, "").strip()
    if len(said) < least:
        raise Wrong("web.desk.too_short", least=least)
    if len(said) > most:
        raise Wrong("web.desk.too_long", most=most, count=len(said))
    return said


def picked(request: web.Request, ready: Iterable[str]) -> Mapping[str, str]:
    """What is typed with the lasting answer that the address names, if it names one."""
    number = request.query.get("jawab", "")
    known = {str(n): each for n, each in enumerate(ready, 1)}
    return {"text": known[number]} if number in known else {}
