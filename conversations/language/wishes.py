"""A command with what it is about: "ubah nama usaha", "batal daftar", "untuk apa".

Nothing but the two may be said: "saya batal pesan kain" is about something else.
"""

from conversations.language.commands import Command
from conversations.language.lists import listed
from conversations.language.slang import COURTEOUS, words
from conversations.language.utterance import Utterance, once

_SAID = listed("wishes")
_BEFORE = COURTEOUS | _SAID["before"]
_BESIDE = COURTEOUS | _SAID["beside"]
_CHANGE = _SAID["change"]
_OF_FORMS = _SAID["of_forms"]
_CANCEL = _SAID["cancel"]
_GOING_ON = _SAID["going_on"]
_BACK = _SAID["back"]
_PLACES = _SAID["places"]
_LATER = _SAID["later"]
_GOES_ON = _SAID["goes_on"]
_NOT_NOW = _SAID["not_now"]
_BESIDE_NOT_NOW = _SAID["beside_not_now"]
_WHY = _SAID["why"]
_WHAT = COURTEOUS | _SAID["what"]
_AROUND_WHY = _SAID["around_why"]
_ABOUT_ASKING = _OF_FORMS | COURTEOUS | _AROUND_WHY
_UNDONE = (("tidak", "jadi"), ("never", "mind"))
_WISHES = (
    ("change", _CHANGE, _OF_FORMS),
    ("cancel", _CANCEL, _GOING_ON),
    ("cancel", frozenset({"mulai"}), frozenset({"lagi", "dari", "awal", "ulang"})),
    ("back", _BACK, _PLACES),
    ("later", _LATER, _GOES_ON),
)


_TELLING = (
    _CHANGE | _CANCEL | _BACK | _LATER | _WHY | words("mulai tidak never apa apaan")
)
"""Of these a wish has one, so that most texts need no second look."""
_WHAT_IT_IS = frozenset({"apa", "apaan"})
_KAN = "kan"
"""A body that is asked about: "kan itu apaan"."""


@once
def read_wish(said: Utterance) -> Command | None:
    """The command that *said* is, with the one thing it names.

    *tidak jadi* is not *exact*: where a yes or a no is asked, it is a no.
    """
    if _TELLING.isdisjoint(said.words):
        return None
    if _KAN in said.words and not _WHAT_IT_IS.isdisjoint(said.words):
        return None
    core = _core(list(said.words))
    spoken = set(core)
    puzzled = spoken <= _WHAT and not _WHAT_IT_IS.isdisjoint(spoken)
    if puzzled or (spoken & _WHY and spoken <= _WHY | _ABOUT_ASKING):
        return Command("help")
    if tuple(core[:2]) in _UNDONE and set(core[2:]) <= _GOING_ON:
        return Command("cancel", exact=False)
    verb, about = core[0], core[1:]
    if not about and verb in _BACK:
        return Command("back")
    if not about:
        return Command("cancel", exact=False) if verb in _CANCEL else None
    for name, verbs, objects in _WISHES:
        if verb in verbs and set(about) <= objects:
            return Command(name, " ".join(about) if name == "change" else "")
    return None


@once
def puts_off(said: Utterance) -> bool:
    """Whether *said* puts something off, and no more: "lagi sibuk", "besok ya"."""
    spoken = set(said.core)
    if len(said.words) == 1 or spoken.isdisjoint(_NOT_NOW):
        return False
    return spoken <= _NOT_NOW | _BESIDE_NOT_NOW


def _core(said: list[str]) -> list[str]:
    """The verb and what it is about; "ubah nama jadi Siti" is about the name."""
    while len(said) > 1 and said[0] in _BEFORE:
        said = said[1:]
    for between in ("jadi", "menjadi"):
        if said[:1] and said[0] in _CHANGE and between in said[2:]:
            said = said[: said.index(between, 2)]
    while len(said) > 1 and said[-1] in _BESIDE:
        said = said[:-1]
    return said
