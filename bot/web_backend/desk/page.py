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
    """*read* it; *note* that a person opened it, where that is to be known."""

    read: Callable[[Acting, Any], Awaitable[Any]]
    note: Callable[[Transaction, Seat, Any], Awaitable[None]] | None = None


Pages = Mapping[type, Page]
