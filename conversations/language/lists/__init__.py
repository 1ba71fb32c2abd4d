"""Lists of words, each in a file of its own: what people, goods and places are called.

They speak for an answer. Whoever misses a word adds it to its file; no code changes.
"""

import tomllib
from importlib.resources import files

from conversations.language.slang import words

_FOLDER = files(__name__)


def _listed(name: str) -> frozenset[str]:
    """The words of the file *name*; a line that begins with # is a remark."""
    rows = (_FOLDER / f"{name}.txt").read_text("utf-8").splitlines()
    return words(*(row for row in rows if not row.startswith("#")))


PEOPLE = _listed("people")
"""What people are called, and little else is."""
PEOPLE_TOO = _listed("people_too")
"""What people are called, and what means something every day as well."""
THINGS = _listed("things")
"""What small businesses make."""
DOORS = _listed("doors")
"""What shops and brands like to be called."""
TRADES = _listed("trades")
"""What stands before or behind the name of a shop."""
VILLAGES = _listed("villages")
"""Villages of Kabupaten Serang and around it."""
EVERYDAY = {
    kind: words(rows)
    for kind, rows in tomllib.loads(
        (_FOLDER / "everyday.toml").read_text("utf-8")
    ).items()
}
"""Words that are no part of a name, by what they speak of."""
