"""Greetings and thanks: a message that is one, and nothing else."""

from typing import Literal, TypeAlias

from rapidfuzz import fuzz

from conversations.language.slang import COURTEOUS, words
from conversations.language.utterance import Utterance, once

Greeting: TypeAlias = Literal[
    "salam", "sunda", "jawa", "pagi", "siang", "sore", "malam", "plain"
]

# In the order of their weight: who greets in two ways is answered in the first.
_KINDS: dict[Greeting, tuple[str, ...]] = {
    "salam": ("salam", "aslm", "asslm", "aslkm", "askum", "ass", "assalam", "asw"),
    "sunda": (
        *("sampurasun", "sampurasuun", "wilujeng", "kumaha damang", "wilujeng enjing"),
        *("wilujeng siang", "wilujeng sonten", "wilujeng wengi", "wilujeng sumping"),
    ),
    "jawa": (
        *("punten", "permios", "saya nuwun", "saya nuhun", "kulonuwun", "kulanuwun"),
        *("sugeng enjing", "sugeng siang", "sugeng sonten", "sugeng dalu"),
        *("sugeng rawuh", "sugeng ndalu", "pripun kabare"),
    ),
    "pagi": ("pagi", "selamat pagi", "met pagi", "slmt pagi", "good morning"),
    "siang": ("siang", "selamat siang", "met siang", "slmt siang", "good afternoon"),
    "sore": ("sore", "selamat sore", "met sore", "slmt sore"),
    "malam": ("malam", "selamat malam", "met malam", "slmt malam", "good evening"),
    "plain": (
        *("halo", "hallo", "haloo", "helo", "hello", "hai", "hay", "hi", "hei", "hey"),
        *("permisi", "p", "ping", "tes", "test", "apa kabar"),
    ),
}
_KNOWN: dict[str, Greeting] = {
    phrase: kind for kind, phrases in _KINDS.items() for phrase in phrases
}
_TIMES = frozenset({"pagi", "siang", "sore", "malam", "plain"})
_LONGEST = 3  # words in a phrase, and in *as salamu alaikum*

_SALAM, _REPLY = "assalamualaikum", "waalaikumsalam"
_LIKE_SALAM = 78  # "asalamualaikum", "assalamuallaikum", "asslmualaikum"
_LIKE_LENGTHS = range(8, 25)
"""What is shorter or longer than these cannot be so like it."""
_BLESSING = words(
    "wr wb wrwb warahmatullah warahmatullahi warohmatullah warohmatullahi",
    "wabarakatuh wabarokatuh wabarakatu wabarokatu",
)

_THANKS = ("terima kasih", "nuhun", "suwun", "kesuwun", "syukron", "nuwun", "trim")
_BEGIN_THANKS = frozenset(thank.split()[0] for thank in _THANKS)
_BESIDE_THANKS = COURTEOUS | words(
    "banyak banget sekali pisan sanget oke siap sip baik ya atas infonya info",
    "bantuannya informasinya semua sama",
)
_HANDS = "\U0001f64f"


@once
def greeting(said: Utterance) -> Greeting | None:
    """Which kind of greeting *said* is; a reply to ours is plain."""
    words = said.words
    if len(words) > 4 * _LONGEST:
        return None
    found, end = greeted(words)
    return found if end == len(words) else None


@once
def opening(said: Utterance) -> Greeting | None:
    """How *said* greets before it says something else; None where it does not.

    "Malam" alone may be wax, and "pagi" a time: whoever greets so names somebody.
    """
    found, end = greeted(said.words)
    if end == len(said.words) or (end == 1 and found in _TIMES):
        return None
    return found


def greeted(words: tuple[str, ...]) -> tuple[Greeting | None, int]:
    """The weightiest greeting that *words* begin with, and where it ends."""
    found: set[Greeting] = set()
    at = 0
    while at < len(words):
        if words[at] in COURTEOUS or (found and words[at] in _BLESSING):
            at += 1
            continue
        for length in range(min(_LONGEST, len(words) - at), 0, -1):
            if kind := _kind(words[at : at + length]):
                found.add(kind)
                at += length
                break
        else:
            break
    return next((kind for kind in _KINDS if kind in found), None), at


def _kind(words: tuple[str, ...]) -> Greeting | None:
    """The kind of greeting *words* make together."""
    if kind := _KNOWN.get(" ".join(words)):
        return kind
    if len(words) > 1 and _kind(words[:1]) == "salam":
        return None  # it is whole already, and what follows says more
    joined = "".join(words)
    if len(joined) not in _LIKE_LENGTHS:
        return None
    if joined[:1] == "w" and fuzz.ratio(joined, _REPLY, score_cutoff=_LIKE_SALAM):
        return "plain"
    return "salam" if fuzz.ratio(joined, _SALAM, score_cutoff=_LIKE_SALAM) else None


@once
def thanks(said: Utterance) -> bool:
    """Whether *said* gives thanks and says nothing else."""
    if _BEGIN_THANKS.isdisjoint(said.words):
        return set(said.typed.strip()) == {_HANDS}
    rest = f" {said.folded} "
    for thank in _THANKS:
        rest = rest.replace(f" {thank} ", "  ")
    words = rest.split()
    return len(words) < len(said.words) and set(words) <= _BESIDE_THANKS
