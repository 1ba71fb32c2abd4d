"""Rules with a small vote, and a veto that forbids acting and forces nothing.

They stand in `rules.toml`, and are found by the words and kinds that set them off.
"""

import tomllib
from collections import defaultdict
from collections.abc import Iterator
from importlib.resources import files

from msgspec import Struct, convert


class Rule(Struct, frozen=True, forbid_unknown_fields=True):
    """Looked at where any of *when* is said: with *all* of those, and *none* of those.

    *over* is the intent that a vetoed one must stand near for the veto to count.
    """

    name: str
    when: tuple[str, ...]
    all: tuple[str, ...] = ()
    none: tuple[str, ...] = ()
    vote: dict[str, int] = {}
    veto: frozenset[str] = frozenset()
    over: str = ""

    def holds(self, said: set[str]) -> bool:
        """Whether it holds for what a sentence is known by."""
        return said.issuperset(self.all) and said.isdisjoint(self.none)


_LISTED = tomllib.loads((files(__package__) / "rules.toml").read_text("utf-8"))
RULES = tuple(convert(each, Rule) for each in _LISTED["rule"])
_BY_TRIGGER: dict[str, list[int]] = defaultdict(list)
for _at, _rule in enumerate(RULES):
    for _word in _rule.when:
        _BY_TRIGGER[_word].append(_at)


def holding(said: set[str]) -> Iterator[Rule]:
    """The rules that hold for what a sentence is known by, in their order."""
    found = {at for word in said & _BY_TRIGGER.keys() for at in _BY_TRIGGER[word]}
    for at in sorted(found):
        if RULES[at].holds(said):
            yield RULES[at]
