"""Who holds what only one process may do, and whether that process still lives.

A lease outlasts whoever was killed. On one machine nobody need wait for its end: each
process keeps a file locked for as long as it lives, and however it ends, the system
lets go of the lock. Of processes elsewhere nothing is known: their lease must end.
"""

import secrets
from contextlib import suppress
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path


class Holder:
    """This process among all, by its *name*; its locked file lies in *folder*."""

    def __init__(self, folder: Path) -> None:
        self.name = secrets.token_hex(8)
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self._sweep()
        self._own = (folder / self.name).open("wb")
        with suppress(OSError):  # a disk without locks: then leases are waited for
            flock(self._own, LOCK_EX)

    def ended(self, name: str) -> bool:
        """Whether the process of that *name* is known to have ended."""
        path = self._folder / name
        if name == self.name or not name.isalnum() or not path.is_file():
            return False
        with path.open("rb") as file:
            try:
                flock(file, LOCK_EX | LOCK_NB)
            except OSError:
                return False
        return True

    def close(self) -> None:
        """This process holds nothing any more."""
        self._own.close()
        (self._folder / self.name).unlink(missing_ok=True)

    def _sweep(self) -> None:
        """Files of the dead are kept for as long as somebody may ask for them."""
        dead = [path for path in self._folder.iterdir() if self.ended(path.name)]
        for path in sorted(dead, key=lambda each: each.stat().st_mtime)[:-KEPT]:
            path.unlink(missing_ok=True)


KEPT = 8
"""Files of the dead, the latest: a lease names none but them."""
