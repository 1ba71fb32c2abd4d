"""Goes through a catalogue by its classes: every fact, and every text to translate."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Annotated, Any, get_args, get_origin

from conversations.catalogue.reading import shape


def walk(node: object, path: str = "") -> Iterator[tuple[str, object]]:
    """Every dataclass at and below *node*, with the path that leads to it."""
    if isinstance(node, Mapping):
        for name, one in node.items():
            yield from walk(one, f"{path}.{name}")
    elif isinstance(node, tuple):
        for one in node:
            name = getattr(one, "id", "")
            yield from walk(one, f"{path}.{name}")
    elif is_dataclass(node):
        yield path.lstrip("."), node
        for field in fields(node):
            yield from walk(getattr(node, field.name), f"{path}.{field.name}")


def prose(node: object) -> Iterator[str]:
    """The texts of one dataclass itself that people read."""
    kind: Any = type(node)
    for field, hint in shape(kind):
        value = getattr(node, field.name)
        if get_origin(hint) is Annotated and value:
            yield value
        elif get_origin(hint) is tuple and get_origin(get_args(hint)[0]) is Annotated:
            yield from value
