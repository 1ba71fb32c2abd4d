"""What is logged, and what never is: ids and reasons, no person, no secret.

A token can slip into any text, tracebacks included, so it is taken out of the finished
line by the formatter; a filter would see the record only (research A9, measured).
"""

import logging
import re
import sys
from collections.abc import Iterable

_HIDDEN = "•••"
_PATTERNS = (
    re.compile(r"\d{6,}:[A-Za-z0-9_-]{30,}"),  # a Telegram token
    re.compile(r"EAA[A-Za-z0-9]{20,}"),  # a Graph API token
    re.compile(r"(?i)bearer\s+\S+"),
    re.compile(r"(?:\+?62|\b0)[ .-]?8(?:[ .-]?\d){7,12}\b"),  # a mobile number here
    re.compile(r"\b\d{4}(?:[ .-]?\d{4}){3}\b"),  # a NIK, a card
    re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+"),
)
QUIET = ("httpx", "httpcore", "telegram", "asyncio", "alembic", "fontTools")


class Redacting(logging.Formatter):
    """Formats a record, and hides what may not be seen in it."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")
        self._secrets = [secret for secret in secrets if secret]

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 -- the library's name
        """One line: what somebody wrote must not look like another."""
        return " ".join(super().formatMessage(record).splitlines())

    def format(self, record: logging.LogRecord) -> str:
        """The finished line, traceback and all, redacted."""
        line = super().format(record)
        for secret in self._secrets:
            line = line.replace(secret, _HIDDEN)
        for pattern in _PATTERNS:
            line = pattern.sub(_HIDDEN, line)
        return line


def set_up(secrets: Iterable[str] = (), level: int = logging.INFO) -> None:
    """Log to standard error, redacted, for the whole process."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Redacting(secrets))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
