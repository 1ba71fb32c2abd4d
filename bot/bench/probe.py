"""Somebody else who wants to write: `python -m bot.bench.probe FILE`.

Until its standard input ends it asks a SQLite database for its only writer, again and
again; then it says in milliseconds the longest that it had to wait.
"""

import select
import sqlite3
import sys
import time

PAUSE = 0.001


def main() -> None:
    """Ask until told to stop."""
    database = sqlite3.connect(sys.argv[1], timeout=0, isolation_level=None)
    longest, since = 0.0, 0.0
    while not select.select([sys.stdin], [], [], PAUSE)[0]:
        since = since or time.perf_counter()
        try:
            database.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            continue
        database.execute("ROLLBACK")
        longest, since = max(longest, time.perf_counter() - since), 0.0
    sys.stdout.write(f"{longest * 1e3:.1f}")


if __name__ == "__main__":
    main()
