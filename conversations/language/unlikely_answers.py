"""What was written may be the answer, but hardly is: then it is asked."""

import re

from conversations.language.commands import read_command
from conversations.language.evidence import speaks_for
from conversations.language.free_words import known
from conversations.language.lead_ins import Core
from conversations.language.people import surely_a_person, undegreed
from conversations.language.slang import COURTEOUS, words
from conversations.language.text_kinds import (
    LINK,
    MANY,
    NAMES,
    SOME,
    Shape,
    also_a_name,
    odd,
)
from conversations.language.utterance import Utterance

_DEGREE = re.compile(r"(?i)(?:[a-z]{1,4}\.){1,4}[a-z]{0,4}\.?|[a-z]{1,5}\.?|m\.?kom\.?")
_AT_HOME = frozenset("di rumah sini sana sendiri ikut saja kecamatan desa".split())
_VAGUE = frozenset(
    {"semua", "banyak", "macam", "macem", "segala", "berbagai", "tergantung", "sesuai"}
)
_SLIPS = frozenset({"mneu", "meun", "emnu", "mennu", "menuu"})
_GOODS = known.goods | {"dan"}
_OF_SENTENCES = known.sentence | known.verbs | known.upset | known.asks | known.between
_OF_FIRMS = known.of_a_business & known.goods | {"cv", "ud", "pt", "toko"}
_LONG_NUMBER = 7
_UPSET = known.sentence | known.upset
_TALK = _UPSET | known.verbs
_TALK_OF_PLACES = _TALK | known.goods
_TALK_OF_GOODS = (known.sentence - known.describes) | known.verbs | known.upset
_OVER_DOORS = known.of_a_business | known.of_an_office
_VAGUE_DOORS = known.of_a_business | {"dinas", "kantor"}
_TALK_FIRST = known.verbs | known.asks_first | known.reluctant | known.waits_first
_NO_NAME = COURTEOUS | {"ya", "saja"}
_SPEAKS = words("saya kami kita belum tidak tapi i my salah atau")


def doubt(text: Utterance, shape: Shape, others: frozenset[str], core: Core) -> str:
    """Why it should be asked whether *text* is meant; empty where it is likely."""
    if why := _against(text, shape, others):
        return why
    if speaks_for(core.meant[0], shape, declared=core.declared):
        return ""
    return "other"


def _against(text: Utterance, shape: Shape, others: frozenset[str]) -> str:
    """What speaks against *text*."""
    said, written = list(text.words), text.typed
    if read_command(text) or text.folded in _SLIPS:
        return "command"
    if LINK.search(written):
        return "link"
    if known.labels.issuperset(said):
        return "other"
    if shape in NAMES and _several(written, shape):
        return "many"
    if text.folded in others or (shape == "person" and _GOODS.issuperset(said)):
        return "other"
    if shape == "person" and also_a_name(said):
        return "courtesy"
    return _DOUBTS.get(shape, _no_business)(written, said)


def _several(text: str, shape: Shape) -> bool:
    """Whether more than one thing is said; a degree behind a comma is none."""
    first, *rest = [part.strip() for part in re.split(r"[,;\n]", text)]
    del first
    if shape != "person":
        return len(rest) > 1
    return any(not _DEGREE.fullmatch(part.replace(" ", "")) for part in rest if part)


def _no_person(text: str, said: list[str]) -> str:
    if any(map(str.isdigit, text)):
        return "digits"
    if surely_a_person(text):
        return ""
    if (shorter := undegreed(text)) != text:
        text, said = shorter, list(Utterance(shorter).words)
    own = set()
    if text[:1].isupper() and said[0] in known.first_of_names:
        own.add(said[0])
    if text.lower().startswith("dr."):  # a doctor, not *dari*
        own.add("dari")
    # One letter is an initial.
    if any(w in _OF_SENTENCES and w not in own and len(w) > 1 for w in said):
        return "sentence"
    if set(said) & known.everyday:
        return "other"
    if not _OF_FIRMS.isdisjoint(said):
        return "other"
    if len(said) > MANY:
        return "sentence"
    return "noise" if odd(said) else ""


def _no_business(text: str, said: list[str]) -> str:
    """A name over a door may be any words behind *batik* or *warung*."""
    if re.search(rf"\d{{{_LONG_NUMBER},}}", re.sub(r"[ .-]", "", text)):
        return "digits"
    if said[0] in _OVER_DOORS:
        rest = said[1:]
        vague = not rest and said[0] in _VAGUE_DOORS
        if vague or _GOODS.issuperset(said):
            return "other"
        if rest and _NO_NAME.issuperset(rest):
            return "sentence"
        speaks = not _SPEAKS.isdisjoint(rest)
        return "sentence" if speaks or len(said) > MANY else ""
    if _GOODS.issuperset(said):
        return "other"
    doubtful = not (_UPSET.isdisjoint(said) and known.asks.isdisjoint(said))
    if doubtful or said[0] in known.tells_of_asking:
        return "sentence"
    if said[0] in _TALK_FIRST:
        return "sentence"
    if len(said) > MANY:
        return "sentence"
    return "noise" if odd(said) and not text.isupper() else ""


def _no_place(text: str, said: list[str]) -> str:
    if any(map(str.isdigit, text)):
        return "digits"
    if not _TALK_OF_PLACES.isdisjoint(said):
        return "sentence"
    return "sentence" if len(said) > SOME else "noise" if odd(said) else ""


def _no_product(text: str, said: list[str]) -> str:
    if re.search(rf"\d{{{_LONG_NUMBER},}}", re.sub(r"[ .-]", "", text)):
        return "digits"
    speaks = not (_TALK_OF_GOODS.isdisjoint(said) and known.asks.isdisjoint(said))
    if speaks or said[0] in _VAGUE:
        return "sentence"
    if len(said) > 2 * MANY:
        return "sentence"
    return "noise" if odd(said) else ""


def _no_address(text: str, said: list[str]) -> str:
    if set(said) <= _AT_HOME:
        return "sentence"
    if set(said) & known.of_an_address:
        return ""
    if not _TALK.isdisjoint(said):
        return "sentence"
    if re.search(rf"\d{{{_LONG_NUMBER},}}", re.sub(r"[ .-]", "", text)):
        return "digits"
    return "noise" if odd(said) else ""


_DOUBTS = {
    "person": _no_person,
    "product": _no_product,
    "address": _no_address,
    "place": _no_place,
}
