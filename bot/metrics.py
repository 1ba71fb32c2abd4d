"""What Pandu counts and times, for Prometheus; nothing in it is about anybody.

Counters are of this process since it began. What waits is asked of the database when
somebody looks, and says how it is in all processes.
"""

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)

from storage.core.database import Database
from storage.messages import undelivered
from storage.messages.outbox import Claimed
from storage.ops import metrics

CONTENT_TYPE = CONTENT_TYPE_LATEST
BACKED_UP = "backed-up"
"""The file in the data folder whose age is that of the last backup."""

TURNS = Counter("pandu_turns", "Turns of a conversation, by how they ended", ["result"])
SENDS = Counter(
    "pandu_sends", "Attempts to send, by what became of them", ["channel", "result"]
)
REFUSALS = Counter(
    "pandu_refusals", "Requests that the web refused, by answer", ["status"]
)
OVER_BUDGET = Counter(
    "pandu_over_budget", "Messages past what one person may send", ["channel"]
)
RECEIVING = Histogram(
    "pandu_receive_seconds", "From a delivery to its commit, or to its refusal"
)
SENDING = Histogram("pandu_send_seconds", "One call to a platform", ["channel"])
REPLYING = Histogram(
    "pandu_reply_seconds", "From a turn until its reply is out", ["channel"]
)

_DEPTHS = {
    name: Gauge(f"pandu_{name}", f"Rows of {name.replace('_', ' that are ')}")
    for name in metrics.DEPTHS
}
_AGES = {
    name: Gauge(
        f"pandu_oldest_{name}_seconds", f"How long the oldest has waited: {name}"
    )
    for name in metrics.AGES
}
_FAILED = Gauge("pandu_outbox_failed", "Messages that did not arrive", ["reason"])
_FREE = Gauge("pandu_disk_free_ratio", "The share of the disk that is free")
_COMMITTED = Gauge("pandu_last_commit_age_seconds", "Since the last commit")
_FAILING = Gauge("pandu_commits_failing", "1 while the last commit failed")
_BACKED_UP = Gauge("pandu_backup_age_seconds", "Since `pandu backup`; -1 if never")


def took(done: int, failed: int) -> None:
    """So many turns were taken; a commit that is made again counts again."""
    TURNS.labels("done").inc(done)
    TURNS.labels("failed").inc(failed)


def sent(channel: str, row: Claimed) -> None:
    """A message is out; of a reply that went at once, how long since its turn."""
    if row.lane == 0 and row.attempts == 1:
        waited = (datetime.now(UTC) - row.due_at).total_seconds()
        REPLYING.labels(channel).observe(max(waited, 0.0))


async def exposed(database: Database, free: float, data_dir: Path) -> bytes:
    """Everything in the text that Prometheus reads."""
    for name, count in (await database.read(metrics.depths)).items():
        _DEPTHS[name].set(count)
    for name, age in (await database.read(metrics.ages)).items():
        _AGES[name].set(age.total_seconds())
    _FAILED.clear()
    for reason, count in (await database.read(undelivered.by_reason)).items():
        _FAILED.labels(reason).set(count)
    _FREE.set(free)
    _COMMITTED.set(database.health.since_commit)
    _FAILING.set(database.health.failing)
    backed_up = backup_age(data_dir)
    _BACKED_UP.set(backed_up.total_seconds() if backed_up else -1)
    return generate_latest(REGISTRY)


def backup_age(data_dir: Path) -> timedelta | None:
    """How old the last backup is, that was made here."""
    mark = data_dir / BACKED_UP
    if not mark.exists():
        return None
    return timedelta(seconds=max(time.time() - mark.stat().st_mtime, 0.0))
