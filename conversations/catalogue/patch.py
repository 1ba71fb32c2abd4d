"""The Dinas's word as a patch: what its entries would say in the catalogue's own files.

It is TOML itself: a table for each file, in it the entries by their ids with the keys
that change. Whoever keeps the catalogue looks it over and copies it in.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from conversations.catalogue import catalogue
from conversations.catalogue.local import DETAILS, MORE_DETAILS
from conversations.catalogue.overrides import Stated, Word, entries, stage_as_said

OF_KIND = {
    "card": ("learn.toml", "card", "text"),
    "institution": ("institutions.toml", "institution", "does"),
    "matter": ("matters.toml", "matter", "text"),
    "product": ("mandatory.toml", "product", "note"),
    "region": ("regions.toml", "neighbour", "contact"),
    "standard": ("standards.toml", "standard", "note"),
    "term": ("glossary.toml", "term", "gloss"),
    "test": ("standards.toml", "test", "limit"),
}
"""For each kind of entry its file and table, and the key under which it says that."""
CODED = {"neighbour"}
"""Tables whose entries are known by a code."""
OF_STAGE = {
    "stage": "result",
    "do": "do",
    "time": "time",
    "cost": "cost",
    "paper": "papers",
}
"""The key of each part of a stage."""
LOCAL = "office.toml"
"""The file of an installation (`PANDU_OFFICE_FILE`), which says how it is reached."""

Tables = dict[str, dict[str, dict[str, dict[str, Any]]]]
"""By file, by kind of entry (empty: the file itself) and by id: what changes."""


def patch(word: Word) -> str:
    """*word* as TOML; empty where nothing was put right."""
    return "\n".join(line for file in _tables(word).items() for line in _lines(*file))


def _tables(word: Word) -> Tables:
    found: Tables = {}
    known = entries()
    for entry, stated in sorted(word.items()):
        if entry not in known:
            continue  # it left the catalogue
        for file, kind, name, values in _places(entry, stated, word):
            of = found.setdefault(file, {}).setdefault(kind, {}).setdefault(name, {})
            of.update(values)
    return found


def _places(
    entry: str, stated: Stated, word: Word
) -> Iterator[tuple[str, str, str, Mapping[str, Any]]]:
    """File, kind and id of an entry, and the keys that change."""
    kind, _, name = entry.partition(":")
    own = {
        "source": catalogue().office.short,
        "checked_on": stated.on,
        "confidence": "medium",
    }
    if kind in OF_KIND:
        file, table, key = OF_KIND[kind]
        yield file, table, name, {key: stated.text, **own}
    elif kind == "office" and name in (*DETAILS, *MORE_DETAILS):
        yield LOCAL, "office", "", {name: stated.text}
    for road in catalogue().roads.values():
        file = f"roads/{road.id}.toml"
        if entry == f"road:{road.id}":
            yield file, "", "", {"summary": stated.text, **own}
        if kind == "fee" and name in {fee.id for fee in road.fees}:
            yield file, "fee", name, {"amount": stated.text, **own}
        for stage in road.stages if kind in OF_STAGE else ():
            at = f"{road.id}/{stage.id}"
            if name == at or name.startswith(f"{at}/"):
                key = OF_STAGE[kind]
                said = getattr(stage_as_said(road, stage, word), key)
                yield file, "stage", stage.id, {key: said, **own}


def _lines(file: str, kinds: Mapping[str, Any]) -> Iterator[str]:
    """The tables of one file."""
    for kind, rows in sorted(kinds.items()):
        for name, values in rows.items():
            path = f'"{file}".{kind}' if kind else f'"{file}"'
            yield f"[[{path}]]" if name else f"[{path}]"
            known_by = "code" if kind in CODED else "id"
            whole = {known_by: name, **values} if name else values
            yield from (f"{key} = {_toml(value)}" for key, value in whole.items())
            yield ""


def _toml(value: str | date | tuple[str, ...]) -> str:
    """A value as TOML has it: its strings are those of JSON."""
    if isinstance(value, tuple):
        return f"[{', '.join(map(_toml, value))}]"
    return (
        str(value) if isinstance(value, date) else json.dumps(value, ensure_ascii=False)
    )
