"""Colleagues called by name in an internal note: "@rina tolong cek".

Who is called hears of it, with the case one tap away. Nobody but an officer of the
office can be called, so that such words never reach an owner.
"""

import re
from collections.abc import Sequence
from typing import ClassVar

from conversations.cases.decision import Notice
from conversations.cases.records import Officer
from conversations.language import fold

_CALLED = re.compile(r"(?<!\w)@(\w[\w.]*\w)")
_WORD = re.compile(r"\w+")


class Mentioned(Notice, frozen=True):
    """A colleague called an officer in an internal note, whose words are *text*."""

    subject: ClassVar = "mentioned"
    code: str
    business: str
    by: str
    text: str


def mentioned(
    text: str, officers: Sequence[Officer]
) -> tuple[list[Officer], list[str]]:
    """Whom of *officers* the words call, and the names that are nobody's.

    Any part of a name will do, written whole; two of one name both hear of it, and
    "@bu.rina" calls Bu Rina alone.
    """
    found: list[Officer] = []
    nobody: list[str] = []
    for called in _CALLED.findall(text):
        words = _words(called)
        named = [each for each in officers if words <= _words(each.name)]
        if not named:
            nobody.append(f"@{called}")
        found += [each for each in named if each not in found]
    return found, nobody


def calls(officers: Sequence[Officer], by: Officer | None) -> tuple[str, ...]:
    """How an officer calls each of the others, as it is written in a note."""
    others = (each for each in officers if not by or each.id != by.id)
    return tuple(f"@{'.'.join(_WORD.findall(each.name))}" for each in others)


def _words(called: str) -> set[str]:
    """The words of a name, whatever stands between them."""
    return {*fold(" ".join(_WORD.findall(called))).split()}
