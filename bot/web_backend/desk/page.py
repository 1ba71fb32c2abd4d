"""How a page is read: by one function, given who looks and what for.

PAGES = {QueueQuery: Page(read)}
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.pipeline.acts import Acting
from bot.web.desk.backend import Seat
from storage.core.database import Transaction


@dataclass(frozen=True)
class Page:
    """*read* it; *note* who looked, and by which query, where that is to be known."""

    read: Callable[[Acting, Any], Awaitable[Any]]
    note: Callable[[Transaction, Seat, Any, Any], Awaitable[None]] | None = None


Pages = Mapping[type, Page]
