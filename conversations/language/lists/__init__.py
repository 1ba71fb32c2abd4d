"""Lists of words, each in a file of its own: what people, goods and places are called.

They speak for an answer. Whoever misses a word adds it to its file; no code changes.
"""

import tomllib
from importlib.resources import files

from conversations.language.slang import words

_FOLDER = files(__name__)


def listed(name: str) -> dict[str, frozenset[str]]:
    """The lists of words of the file *name*, by what each is called."""
    return {kind: words(rows) for kind, rows in phrases(name).items()}


def listings(name: str) -> dict[str, dict[str, frozenset[str]]]:
    """The lists of phrases of the file *name*, by their kind and what each is for."""
    text = (_FOLDER / f"{name}.toml").read_text("utf-8")
    return {
        kind: {key: _split(rows) for key, rows in each.items()}
        for kind, each in tomllib.loads(text).items()
    }


def _split(rows: str) -> frozenset[str]:
    """What stands between commas; without any, each word."""
    if "," not in rows:
        return words(rows)
    return frozenset(" ".join(each.split()) for each in rows.split(","))


def phrases(name: str) -> dict[str, str]:
    """The texts of the file *name*, by what each is called."""
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text("utf-8"))


def _words_of(name: str) -> frozenset[str]:
    """The words of the file *name*; a line that begins with # is a remark."""
    rows = (_FOLDER / f"{name}.txt").read_text("utf-8").splitlines()
    return words(*(row for row in rows if not row.startswith("#")))


PEOPLE = _words_of("people")
"""What people are called, and little else is."""
PEOPLE_TOO = _words_of("people_too")
"""What people are called, and what means something every day as well."""
THINGS = _words_of("things")
"""What small businesses make."""
DOORS = _words_of("doors")
"""What shops and brands like to be called."""
TRADES = _words_of("trades")
"""What stands before or behind the name of a shop."""
VILLAGES = _words_of("villages")
"""Villages of Kabupaten Serang and around it."""
EVERYDAY = listed("everyday")
"""Words that are no part of a name, by what they speak of."""
