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
from conversations.engine.told import as_named, corrected, heard
from conversations.engine.turn import Turn
from conversations.engine.values import Answers, Conversation, Here, Session, Who
from conversations.flows import BOOK
from conversations.flows.owner import apply
from conversations.language import Utterance, untitled

TOLD = ("kept", "offered", "missed", "made_up")
"""What becomes of each answer of a long message."""
_HERE = Here(Who(), date(2026, 11, 28), partial(words.label, "id"))
_ASKED = {each.key: each for each in (*apply.QUESTIONS.values(), *apply.FLOW.hears)}
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
_NAMES = {"owner_name", "business_name", "product"}
_KINDS = {"tulis": "tulis", "cap": "cap", "kombinasi": "kombinasi"}
_UNLABELLED = frozenset({"village", "nib", "system", "product", "capacity"})
"""What is told in passing, and was not always labelled."""


def told(half: Path) -> Counter[str]:
    """What became of every answer in the long messages of one half."""
    tally: Counter[str] = Counter()
    for message in _labelled(half, "together")["message"]:
        expected = dict(_expected(message["values"]))
        said = Utterance(message["said"])
        heard = listening.listen(said, apply.FLOW, Answers(), _HERE)
        for key, value in expected.items():
            tally[_became(key, value, heard.surely, heard.perhaps)] += 1
        extra = heard.surely.keys() - expected.keys() - _UNLABELLED
        tally["made_up"] += len(extra)
    return tally


def put_right(half: Path) -> Counter[str]:
    """What became of every correction in passing in one half."""
    tally: Counter[str] = Counter()
    for asked, messages in _labelled(half, "asked").items():
        for message in messages:
            about = _CALLED.get(message.get("about", ""), message.get("about"))
            if message["means"] == "change" and about in _SAMPLE:
                open_ = _CALLED.get(asked, asked)
                tally[_corrected(open_, about, message)] += 1
    return tally


def _labelled(half: Path, name: str) -> dict[str, Any]:
    return tomllib.loads((half / name).with_suffix(".toml").read_text("utf-8"))


def _corrected(open_: str, about: str, message: Mapping[str, Any]) -> str:
    """What becomes of a correction where *open_* is asked and all before it known."""
    keys = list(_SAMPLE)
    known = keys[: keys.index(open_)] if open_ in keys else keys
    answers = {key: _SAMPLE[key] for key in known}
    form = Conversation(apply.FLOW.name, 1, answers)
    turn = Turn(BOOK, Session(open=(form,), met=True), _HERE)
    said = Utterance(message["said"])
    change = corrected(turn, said)
    wanted = message.get("to", "")
    if about not in _NAMES:
        wanted = _read(_ASKED[about], str(wanted))
    if change is None:
        named = heard(turn, said).surely.get(about)
        return "kept" if named and _same(about, named, wanted) else "missed"
    try:
        found = as_named(_ASKED[about], change.said, Answers(), _HERE).value
    except Refusal:
        return "missed"  # the question is asked again
    right = change.question == about and _same(about, found, wanted)
    return "kept" if right else "made_up"


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
    for key, value in values.items():
        match key, value:
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
                if read := _read(_ASKED[key], value):
                    yield key, read
    kinds = set(f"{values.get('business_type')} {values.get('product')}".split())
    if found := kinds & _KINDS.keys():
        yield "batik_kind", found.pop() if len(found) == 1 else "kombinasi"


def _read(question: Question[Any], text: str) -> Any:
    try:
        return question.read(Typed(text), Answers(), _HERE).value
    except Refusal:
        return None
