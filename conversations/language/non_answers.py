"""What was written is plainly no answer, but a question, a wait, a courtesy."""

import re
from typing import TypeAlias

from conversations.language.commands import read_command
from conversations.language.courtesy import greeting, thanks
from conversations.language.free_words import SOFT, known
from conversations.language.identity import MARK
from conversations.language.text_kinds import (
    FEW,
    LINK,
    MASHED,
    NAMES,
    OVER_A_DOOR,
    SOME,
    Shape,
    also_a_name,
)
from conversations.language.utterance import Utterance
from conversations.language.yesno import answered, read_answer

Words: TypeAlias = tuple[str, ...]

_SKIPPING = known.skips | SOFT
_NODDING = known.nods | SOFT
_ASKING_FIRST = known.asks | known.asks_first
_IN_SENTENCES = known.sentence | known.between
_TOLD = known.sentence - {"tanya"}
_BESIDE_UNKNOWING = known.unknowing | frozenset(
    {"apa", "ini", "saya", "yang", "tidak", "saja", "produk"}
)
_BESIDE_NUMBERS = known.units | known.numbers | SOFT | {"hp", "wa", "no", "nomor"}
_BESIDE_WAITING = known.waiting | known.sentence
_ADDRESS_LINK = re.compile(r"https?:|www\.|\S@\S", re.IGNORECASE)
_LAUGHS = re.compile(r"(?:wk){2,}w?k?|k?(?:wk)+|(?:h[aeiou]){2,}h?|(?:x[iz]){2,}|lo+l")
_OWN_NAME = frozenset("nama saya aku pemilik pemiliknya pakai sendiri ini saja".split())
_HARDLY_ASKS = {("apa", "adanya"), ("mana", "lagi"), ("mana", "suka")}
_BEGIN_NONE = frozenset(
    "belum tidak tanpa none nihil no not acan durung dont nothing".split()
)
_HAVE = (["ada"], ["punya"], ["bernama"], ["dikasih"], ["kepikiran"])
_WILL = (["mau"], ["usah"], ["boleh"], ["percaya"], ["ingin"], ["tanya"], ["perlu"])


def plainly_other(text: Utterance, shape: Shape) -> str:
    """Why *text* is no answer at all; empty where it may be one."""
    said = text.words
    written = text.clean
    if MARK in written or not any(map(str.isalnum, written)) or not said:
        return "no_words"
    if not any(map(str.isalpha, text.plain)):
        return "digits"
    if (_ADDRESS_LINK if shape in {"address", *OVER_A_DOOR} else LINK).search(written):
        return "link"
    return (
        _commanding(text, said)
        or _empty(text, said, shape)
        or _courteous(text, said, shape)
        or _numbers(written, said)
        or _asking(text, said, shape)
        or _noise(text.plain, said)
    )


def _courteous(text: Utterance, said: Words, shape: Shape) -> str:
    """A greeting, thanks, or a nod."""
    if shape == "person" and also_a_name(said):
        return ""
    if greeting(text) or thanks(text):
        return "courtesy"
    if _NODDING.issuperset(said):
        answer = read_answer(text)
        if answer in {"no", "not_yet"}:
            return "denied"
        return "courtesy" if shape == "person" or set(said) & known.nods else ""
    return ""


def _commanding(text: Utterance, said: Words) -> str:
    """A word that works anywhere, or was meant as one."""
    command = read_command(text)
    if (command and command.exact) or text.clean.startswith("/"):
        return "command"
    if known.skips.isdisjoint(said) or not _SKIPPING.issuperset(said):
        return ""
    return "skip"


def _empty(text: Utterance, said: Words, shape: Shape) -> str:
    """That there is none, that one does not know, will not say, or needs a moment."""
    core = [word for word in said if word not in SOFT] or list(said)
    words = set(core)
    if shape == "person" and also_a_name(said):
        return ""
    answer = answered(text)
    if answer == "unknown" or _unknowing(core, shape):
        return "unknown"
    if words & known.same_core and words <= known.same:
        return "same"
    if shape in OVER_A_DOOR and {"nama"} < words <= _OWN_NAME:
        return "same"
    if answer in {"no", "not_yet"}:
        return "none" if {"ada", "punya", "belum"} & words else "denied"
    if core[0] in _BEGIN_NONE and (words <= known.empty or core[1:2] in _HAVE):
        return "none"
    if _unwilling(core, shape):
        return "unwilling"
    return "wait" if _waiting(core, shape) else ""


def _unknowing(said: list[str], shape: Shape) -> bool:
    """Whether one does not know, or does not care."""
    if said[0] in {"tidak", "kurang", "belum", "not"} and set(said[1:2]) & known.knows:
        return True
    words = {re.sub(r"\d+$", "", word) for word in said}
    vague = words & known.unknowing
    if shape == "address" and "banyak" in words:
        return False
    return bool(vague) and words <= _BESIDE_UNKNOWING and words != {"i"}


def _unwilling(said: list[str], shape: Shape) -> bool:
    """Whether one would rather not say."""
    if said[0] in {"tidak", "jangan"} and said[1:2] in _WILL:
        return True
    words = set(said)
    found = words & known.reluctant
    if shape in OVER_A_DOOR and words & known.of_a_business:
        return False
    sure = len(said) <= FEW or "takut" in found or len(found) > 1
    return bool(found) and (sure or bool(words & known.sentence))


def _waiting(said: list[str], shape: Shape) -> bool:
    """Whether a moment is asked for."""
    if said[0] not in known.waits_first:
        return said[:2] == ["just", "a"]
    if shape not in OVER_A_DOOR or len(said) == 1:
        return True
    return bool((set(said) - {said[0]}) & _BESIDE_WAITING)


def _numbers(text: str, said: Words) -> str:
    """Whether it is an amount, money, a day or a telephone number."""
    if not any(map(str.isdigit, text)):
        return "digits" if set(said) <= known.numbers else ""
    rest = {re.sub(r"\d+", "", word) for word in said} - {""}
    return "digits" if rest <= _BESIDE_NUMBERS else ""


def _asking(text: Utterance, said: Words, shape: Shape) -> str:
    """Whether it is surely a question."""
    asks = not known.asks.isdisjoint(said)
    first = said[0] in _ASKING_FIRST
    tells = bool(set(said) & known.tells_of_asking)
    if text.asked:
        few = shape in NAMES and len(said) <= SOME
        asks = asks or not _IN_SENTENCES.isdisjoint(said)
        return "" if few and not (asks or tells or first) else "question"
    if shape in OVER_A_DOOR:
        named = (
            said[0] in known.of_a_business
            or text.clean.istitle()
            or said in _HARDLY_ASKS
        )
        if named and len(said) <= SOME:
            return ""
    if asks or (said[0] in known.asks_first and len(said) > 1):
        return "question"
    if tells and (shape not in OVER_A_DOOR or not _TOLD.isdisjoint(said)):
        return "question"
    return "question" if said[-1] in known.asks_last and len(said) > FEW else ""


def _noise(text: str, said: Words) -> str:
    """Laughter, or fingers on the keys."""
    joined = "".join(said)
    if len(set(text)) == 1:
        return "noise"
    if all(word in known.laughs or _LAUGHS.fullmatch(word) for word in said):
        return "noise"
    return "noise" if MASHED.search(joined) and len(said) <= FEW else ""
