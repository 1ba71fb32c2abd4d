"""A frozen record with other values, on the way that every turn takes."""

from typing import TypeVar

T = TypeVar("T")


def changed(record: T, **values: object) -> T:
    """A copy of *record*, a dataclass without slots, with other *values*.

    `dataclasses.replace` looks at every field and freezes it anew, four times as dear.
    What the record has worked out about itself goes along with the copy.
    """
    copy: T = object.__new__(type(record))
    vars(copy).update(vars(record), **values)
    return copy
