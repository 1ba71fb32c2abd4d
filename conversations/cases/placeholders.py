"""What a lasting answer leaves open, to be filled in for the case it is picked for.

"Kasus {nomor} sudah di tahap {tahap}": such an answer is a pattern for officers, and is
given to nobody by itself.
"""

import re
from collections.abc import Mapping

from conversations.cases.names import stage_name
from conversations.cases.records import Case

KNOWN = ("nama", "usaha", "nomor", "tahap", "petugas")
"""All that can be left open; whatever else stands in braces is a mistake."""
_OPEN = re.compile(r"\{([^{}]*)\}")


def left_open(text: str) -> tuple[str, ...]:
    """What *text* leaves open, each once."""
    return tuple(dict.fromkeys(map(_name, _OPEN.findall(text))))


def unknown(text: str) -> tuple[str, ...]:
    """What in *text* nothing can be put for; of braces without a partner, these."""
    named = (each for each in left_open(text) if each not in KNOWN)
    stray = dict.fromkeys(each for each in _OPEN.sub("", text) if each in "{}")
    return (*(each or "{}" for each in named), *stray)


def of_case(case: Case, officer: str) -> Mapping[str, str]:
    """What stands for each in a reply of *officer* about *case*."""
    stage = stage_name(case.road, case.stage).label if case.stage else ""
    values = (case.owner_name, case.business_name, case.code, stage, officer)
    return dict(zip(KNOWN, values, strict=True))


def filled(text: str, values: Mapping[str, str]) -> str:
    """*text* with all of it filled in; empty where that is not known."""
    if not all(values.get(each) for each in left_open(text)):
        return ""
    return _OPEN.sub(lambda found: values[_name(found[1])], text)


def _name(found: str) -> str:
    return found.strip().casefold()
