"""Who is alerted: those on duty; when nobody is, everybody who could act."""

from collections.abc import Sequence
from typing import Protocol, TypeVar

from conversations.cases.lifecycle import HANDLERS


class Officer(Protocol):
    """What the rule needs to know of an officer."""

    @property
    def role(self) -> str: ...

    @property
    def on_duty(self) -> bool: ...


O = TypeVar("O", bound=Officer)  # noqa: E741 -- one letter, as type variables are


def alerted(officers: Sequence[O]) -> list[O]:
    """Whom of an office's active *officers* something new concerns."""
    able = [officer for officer in officers if officer.role in HANDLERS]
    return [officer for officer in able if officer.on_duty] or able
