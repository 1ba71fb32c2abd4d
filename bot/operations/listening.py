"""Counts how well answers told at once are kept, and answers put right are heard.

The labels stand in `tests/understanding`: `together.toml`, and the changes in
`asked.toml`. They say what a person would note, so they are read as answers first.
"""

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from bot import words
from conversations.engine import listening
from conversations.engine.events import Typed
from conversations.engine.questions import Question, Refusal
from conversations.engine.turn import Turn
from conversations.engine.values import Answers, Conversation, Here, Session, Who
from conversations.engine.words import View
from conversations.flows import BOOK
from conversations.flows.owner import apply
from conversations.language import Utterance, untitled
from conversations.understanding import Change, Meaning, Told, understand

TOLD = ("kept", "offered", "missed", "made_up")
"""What becomes of each answer of a long message."""
_HERE = Here(Who(), date(2026, 11, 28), partial(words.label, "id"))
_ASKED = {
    each.key: each
    for each in (
        *apply.QUESTIONS.values(),
        *apply.FLOW.hears,
        *apply.FLOW.questions({}),
    )
}
_SAMPLE = {
    "owner_name": "Pemilik Contoh",
    "sector": "other",
    "business_name": "Usaha Contoh",
    "kecamatan": "360435",
    "phone": "+6281200000001",
    "product": "barang contoh",
    "batik_kind": "unknown",
    "workers": 99,
}
"""What was answered before it is put right: nothing that anybody labelled."""
_CALLED = {"business_type": "sector"}
"""Questions by what the labels call them."""
_NAMES = {"owner_name", "business_name", "office_name", "product"}
_KINDS = {"tulis": "tulis", "cap": "cap", "kombinasi": "kombinasi"}
_UNLABELLED = frozenset({"village", "nib", "system", "product", "capacity", "region"})
"""What is told in passing, and was not always labelled."""


def told(half: Path) -> Counter[str]:
    """What became of every answer in the long messages of one half."""
    tally: Counter[str] = Counter()
    for _, message in _labelled(half, "together"):
        expected = dict(_expected(message["values"]))
        said = Utterance(message["said"])
        heard = listening.listen(said, apply.FLOW, Answers(), _HERE)
        for key, value in expected.items():
            tally[_became(key, value, heard.surely, heard.perhaps)] += 1
        extra = heard.surely.keys() - expected.keys() - _UNLABELLED
        tally["made_up"] += len(extra)
    return tally


def put_right(half: Path) -> Counter[str]:
    """What became of every correction in passing; what is none may be taken for one."""
    tally: Counter[str] = Counter()
    for asked, message in _labelled(half, "asked"):
        turn, said = _asked(_CALLED.get(asked, asked)), Utterance(message["said"])
        meant = understand(said, View(turn, first=False))
        if message["means"] != "change":
            tally["made_up"] += isinstance(meant, Change) and bool(meant.surely)
        elif (wanted := _wanted(message)) and wanted.keys() <= _SAMPLE.keys():
            tally[_corrected(meant, wanted)] += 1
    return tally


def _labelled(half: Path, name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each message of one kind, and what it stands under."""
    for file in sorted(half.glob(f"{name}*.toml")):
        for under, messages in tomllib.loads(file.read_text("utf-8")).items():
            yield from ((under, message) for message in messages)


def _asked(open_: str) -> Turn:
    """A turn in which *open_* is asked, and all before it known."""
    keys = list(_SAMPLE)
    known = keys[: keys.index(open_)] if open_ in keys else keys
    form = Conversation(apply.FLOW.name, 1, {key: _SAMPLE[key] for key in known})
    return Turn(BOOK, Session(open=(form,), met=True), _HERE)


def _wanted(message: Mapping[str, Any]) -> dict[str, Any]:
    """What a correction puts right, by the keys of the questions."""
    changes = message.get("changes") or {message["about"]: message.get("to", "")}
    changes = {_CALLED.get(key, key): str(to) for key, to in changes.items()}
    return {
        key: to if key in _NAMES or not to else _read(_ASKED[key], to)
        for key, to in changes.items()
        if key in _ASKED
    }


def _corrected(meant: Meaning, wanted: Mapping[str, Any]) -> str:
    """What became of a correction that puts right what is *wanted*."""
    surely = meant.surely if isinstance(meant, Change | Told) else {}
    perhaps = meant.perhaps if isinstance(meant, Change) else {}
    if surely.keys() - wanted.keys():
        return "made_up"
    if not all(_same(key, surely[key], wanted[key]) for key in surely):
        return "made_up"
    if surely.keys() == wanted.keys():
        return "kept"
    if surely or not perhaps:
        return "missed"
    if not any(wanted.values()):
        return "kept" if perhaps.keys() == wanted.keys() else "missed"
    right = [
        key
        for key in wanted.keys() & perhaps.keys()
        if any(_same(key, each, wanted[key]) for each in perhaps[key])
    ]
    return "offered" if len(right) == len(wanted) else "missed"


def _became(
    key: str, value: Any, surely: Mapping[str, Any], perhaps: Mapping[str, Any]
) -> str:
    if key in surely:
        return "kept" if _same(key, surely[key], value) else "made_up"
    offered = any(_same(key, each, value) for each in perhaps.get(key, ()))
    return "offered" if offered else "missed"


def _same(key: str, found: Any, value: Any) -> bool:
    """Whether *found* is what was labelled; of a brand, whether there is none."""
    if key in _NAMES:
        return bool(_name(str(found)) == _name(str(value)))
    if key == "brand_status":
        return bool((found == "none") == (value == "none"))
    return bool(found == value)


def _name(text: str) -> str:
    """*text* without the title and the degree that may be left out of it."""
    bare: str = untitled(text.partition(",")[0]).casefold()
    return bare.strip(" .")


def _expected(values: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """The labels of one message as answers; those that are none are left out."""
    office = values.get("business_type") == "kantor"
    for key, value in values.items():
        match key, value:
            case "business_name", str() if office:
                yield "office_name", value
            case "has_nib", bool():
                yield key, "yes" if value else "no"
            case "has_trademark", bool():
                yield "brand_status", "certified" if value else "none"
            case "owner_name" | "business_name" | "product" | "workers", _:
                yield key, value
            case "business_type", str():
                sector = "batik" if "batik" in value.casefold() else None
                if sector := sector or _read(_ASKED["sector"], value):
                    yield "sector", sector
            case "kecamatan" | "phone", str():
                said = f"kecamatan {value}" if key == "kecamatan" else value
                if read := _read(_ASKED[key], said, office=office):
                    yield key, read
    kinds = set(f"{values.get('business_type')} {values.get('product')}".split())
    if found := kinds & _KINDS.keys():
        yield "batik_kind", found.pop() if len(found) == 1 else "kombinasi"


def _read(question: Question[Any], text: str, *, office: bool = False) -> Any:
    answers = Answers({"sector": "office"} if office else {})
    try:
        return question.read(Typed(text), answers, _HERE).value
    except Refusal:
        return None
