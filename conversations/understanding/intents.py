"""What can be wanted, by name, and by whom: `intents.toml`."""

import tomllib
from importlib.resources import files

_LISTED = tomllib.loads((files(__package__) / "intents.toml").read_text("utf-8"))
_WHO: dict[str, str] = {each["name"]: each["who"] for each in _LISTED["intent"]}

OWNERS = frozenset(name for name, who in _WHO.items() if who != "officer")
OFFICERS = frozenset(name for name, who in _WHO.items() if who != "owner")
SHOWN = frozenset(_LISTED["shown"].split())
"""What only shows or asks something, and harms nobody who meant another."""
URGENT = ("fraud", "erase", "lost_phone", "anger", "officer")
"""Weighed wherever one is, for whoever says it cannot wait."""
