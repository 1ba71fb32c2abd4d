"""Reads a TOML table as one of the model's classes, and says all that is wrong.

The classes are the schema: nothing about a fact's keys is listed here. A problem is
a sentence that names the file and the entry, which are counted from one:
`roads/sppt_sni.toml: stage[2].source is missing`.
"""

import re
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache
from types import NoneType
from typing import (
    Annotated,
    Any,
    Literal,
    TypeAlias,
    TypeVar,
    get_args,
    get_origin,
    get_type_hints,
)

from conversations.catalogue.model import Prose

MOST_WORDS = 15
"""In a sentence that a person reads on a small phone."""

SHARED = ("source", "checked_on", "confidence", "verify")
"""What `[default]` of a file may say once for all of its entries."""

T = TypeVar("T")
Table: TypeAlias = Mapping[str, Any]


class Reader:
    """Reads the entries of one *file*; what is wrong is added to *problems*."""

    def __init__(self, file: str, default: Table, problems: list[str]) -> None:
        self.file = file
        self.default = default
        self.problems = problems
        for key in sorted(set(default) - set(SHARED)):
            self.complain(f"default.{key}", "is not known")

    def complain(self, where: str, what: str) -> None:
        """Note that the entry at *where* is wrong."""
        self.problems.append(f"{self.file}: {where} {what}")

    def entry(self, cls: type[T], table: Table, where: str) -> T | None:
        """*table* as a *cls*; `None` when something is wrong with it."""
        before = len(self.problems)
        kind: Any = cls
        known = {key(each): (each, hint) for each, hint in shape(kind)}
        shared = {name: v for name, v in self.default.items() if name in known}
        table = {**shared, **table}
        dot = f"{where}." if where else ""
        for name in sorted(set(table) - set(known)):
            self.complain(f"{dot}{name}", "is not known")
        values = {}
        for name, (field, hint) in known.items():
            if name in table:
                values[field.name] = self.value(hint, table[name], f"{dot}{name}")
            elif field.default is MISSING:
                self.complain(f"{dot}{name}", "is missing")
        return cls(**values) if len(self.problems) == before else None

    def entries(self, cls: type[T], tables: object, where: str) -> tuple[T, ...]:
        """A list of tables, each with an id of its own."""
        if not isinstance(tables, list) or not all(isinstance(t, dict) for t in tables):
            self.complain(where, "is not a list of tables")
            return ()
        made: dict[str, T] = {}
        for place, table in enumerate(tables, start=1):
            here = f"{where}[{place}]"
            one = self.entry(cls, table, here)
            if one is None:
                continue
            name = "id" if hasattr(one, "id") else "code"
            identity = getattr(one, name)
            if identity in made:
                self.complain(f"{here}.{name}", f"repeats {identity}")
            made[identity] = one
        return tuple(made.values())

    def value(self, hint: Any, value: Any, where: str) -> Any:
        """*value* if it is what the *hint* of a field asks for."""
        if get_origin(hint) is Annotated:
            self.prose(get_args(hint)[1], value, where)
        elif get_origin(hint) is Literal:
            if value not in get_args(hint):
                choices = ", ".join(filter(None, get_args(hint)))
                self.complain(where, f"is {value!r}, not one of {choices}")
        elif get_origin(hint) is tuple:
            return self.several(get_args(hint)[0], value, where)
        elif isinstance(hint, type) and is_dataclass(hint) and isinstance(value, dict):
            return self.entry(hint, value, where)
        elif type(value) is not hint:
            self.complain(where, f"is no {hint.__name__}")
        elif hint is str:
            self.data(value, where)
        return value

    def data(self, value: str, where: str) -> None:
        """A source must be there, and an id must fit in a button and a key."""
        name = where.rpartition(".")[2]
        if name == "source" and not value.strip():
            self.complain(where, "is empty")
        if name in {"id", "code"} and not re.fullmatch(r"[A-Za-z0-9_]+", value):
            self.complain(where, "is not made of letters, digits and _")

    def several(self, hint: Any, value: Any, where: str) -> tuple[Any, ...]:
        """A list, of tables or of plain values."""
        if isinstance(hint, type) and is_dataclass(hint):
            return self.entries(hint, value, where)
        if not isinstance(value, list):
            self.complain(where, "is not a list")
            return ()
        return tuple(
            self.value(hint, one, f"{where}[{place}]")
            for place, one in enumerate(value, start=1)
        )

    def prose(self, kind: Prose, value: object, where: str) -> None:
        """Text that people read: not too long, and in short sentences."""
        if not isinstance(value, str):
            self.complain(where, "is no str")
            return
        if not value or value != value.strip():
            self.complain(where, "is empty, or has blanks around it")
        if len(value) > kind.limit:
            self.complain(where, f"has {len(value)} characters, over {kind.limit}")
        for sentence in re.split(r"(?<=[.?!:;])\s+", value):
            if len(sentence.split()) > MOST_WORDS:
                self.complain(where, f"has a sentence over {MOST_WORDS} words")


def key(field: "Field[Any]") -> str:
    """How a field is called in TOML: a list of tables in the singular."""
    kinds = [kind for kind in get_args(field.type) if isinstance(kind, type)]
    of_tables = any(is_dataclass(kind) for kind in kinds)
    return field.name.removesuffix("s") if of_tables else field.name


@cache
def shape(cls: type[Any]) -> tuple[tuple["Field[Any]", Any], ...]:
    """The fields of a class, with their types; `X | None` counts as X."""
    hints = get_type_hints(cls, include_extras=True)
    return tuple((field, _plain(hints[field.name])) for field in fields(cls))


def _plain(hint: Any) -> Any:
    """*hint* without `| None`, which TOML cannot say."""
    args = get_args(hint)
    return next(a for a in args if a is not NoneType) if NoneType in args else hint
