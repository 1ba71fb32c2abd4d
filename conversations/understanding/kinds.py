"""Which words count as one, whichever language they are said in: `kinds.toml`."""

import re
import tomllib
from importlib.resources import files

_LISTED: dict[str, str] = tomllib.loads(
    (files(__package__) / "kinds.toml").read_text("utf-8")
)


def _kinds() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for kind, rows in _LISTED.items():
        for word in rows.split():
            found[word] = (*found.get(word, ()), f"={kind}")
    return found


_KINDS = _kinds()
_BEFORE = ("", "di", "me", "ng", "n", "ber", "ter", "ke", "ka", "pang", "per", "nga")
_BEHIND = (
    *("", "nya", "in", "kan", "an", "na", "ne", "e", "keun", "ken", "aken", "i", "ku"),
    *("lah", "kah"),
)
"""What is hung on a word in Indonesian, Sundanese and Javanese."""
_SHORTEST, _TELLING = 3, 5
"""Letters that a stem has, and a word that is known without its vowels."""
_VOWEL = re.compile("[aeiou]")


def _skeletons() -> dict[str, tuple[str, ...]]:
    """The kind of each word by its consonants, as in a hurry: "dftr"."""
    found: dict[str, tuple[str, ...]] = {}
    for word, kinds in _KINDS.items():
        bare = _VOWEL.sub("", word)
        if len(bare) >= _SHORTEST and len(word) >= _TELLING:
            found[bare] = kinds if found.get(bare, kinds) == kinds else ()
    return found


_SKELETONS = _skeletons()


def kinds_of(word: str) -> tuple[str, ...]:
    """The kinds of *word*, with what is hung on it or without vowels."""
    if word in _KINDS:
        return _KINDS[word]
    if not _VOWEL.search(word):
        return _SKELETONS.get(word, ())
    for behind in _BEHIND:
        if word.endswith(behind):
            stem = word.removesuffix(behind)
            for before in _BEFORE:
                if stem.startswith(before) and (
                    kinds := _KINDS.get(stem[len(before) :])
                ):
                    return kinds
    return ()


def words_of(*kinds: str) -> frozenset[str]:
    """The words that are listed for *kinds*."""
    return frozenset(word for kind in kinds for word in _LISTED[kind].split())
