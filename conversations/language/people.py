"""Whether words are what a person is called: by lists, by sound, by their endings."""

import re

from conversations.language.free_words import known
from conversations.language.lists import (
    EVERYDAY,
    PEOPLE,
    PEOPLE_TOO,
    THINGS,
    TRADES,
    VILLAGES,
)
from conversations.language.normalise import fold, plain
from conversations.language.slang import words
from conversations.language.text_kinds import FEW, SOME, odd

ANY_DAY = frozenset().union(*EVERYDAY.values()) | known.sentence | known.asks
"""Words of which no name is made, but by chance."""
_WORD = re.compile(r"[^\W_]+")
_QUOTE = re.compile(r"['`\u2018\u2019\u02bb\u02bc]")
_DEGREES = re.compile(
    r"(?i)(?:,\s*|\s+)(?:(?:[sm]|dr|dra|ph|a\.?m)\.\s?[a-z]{1,5}(?:\.[a-z]{1,3})*\.?"
    r"|dipl\.?\s?[a-z]+\.?|b\.sc\.?|amd\.?|mba\.?)(?=,|\s|$)"
)
_TITLES = known.titles | words(
    "h hj ir dr drg drs dra r rd rr ra rm tb kh ust ustad ustadz ustadzah haji hajah",
    "hajjah prof nyi ki ni i ny tn tuan nyonya mak abah umi cut teuku tgk dt kh neng",
    "kak tubagus raden ceu mang bang mr mrs ms om bunda bin binti bt van de al el",
    "sutan puti la cik wa ode",
)
CALLS = known.titles | words(
    "hj ir drg drs dra tb rd ust ustad ustadz haji hajah mang ceu",
)
"""Titles beside which a word written large is a name."""
_ENDINGS = re.compile(
    r"\w{3,}(?:wati|yanti|santi|ningsih|ningrum|ningtyas|astuti|anto|yono|tono|jono"
    r"|uddin|udin|syah|iyah|unnisa|urohman|urrahman|ullah|ulloh|yanah|aeni|aenah|iati"
    r"|wahyudi|woyo|yadi|putra|wijaya|kusuma|negara|winata|atmaja|iawan|mawan|irawan"
    r"|nawan|irah|inah|inem|iyem|toro|goro|andari|artini|artati|armi|arni)|\w{4,}sari"
)
_SPOKEN = re.compile(
    r"(?:ng|ny|meng|meny|mem|men|ber|ter|di[bdgjkpst])\w{2,}"
    r"|ke\w{3,}an|pe\w{3,}an|\w{3,}(?:nya|kan|in|lah|kah)"
)
"""How verbs look, and words with something hung on them."""
_SOUNDS = (
    ("oe", "u"), ("dj", "j"), ("tj", "c"), ("kh", "h"), ("ch", "c"), ("sy", "s"),
    ("sh", "s"), ("dh", "d"), ("th", "t"), ("dz", "z"), ("f", "p"), ("v", "p"),
    ("q", "k"), ("y", "i"), ("z", "j"),
)  # fmt: skip
_TWICE = re.compile(r"(.)\1+")
_OTHER = PEOPLE_TOO | THINGS | TRADES | VILLAGES
_SMALL = _TITLES | words("by dan von &")
"""What is written small in a name."""
_HEARD_FROM = 4
"""Letters of a sound by which a name is known; shorter ones are like any word."""

MOST_OF_A_NAME = 60
_ORNAMENT = re.compile(r"[^\w\s.,'’-]|_")
"""Flowers and hearts around the name somebody bears on a platform."""
_NO_NAME = re.compile(r"[\d/@:]")


def surely_a_person(text: str) -> bool:
    """Whether all words of *text* are what people are called."""
    said = _untitled(spoken(undegreed(text)))
    return bool(said) and all(map(called, said)) and any(map(only_called, said))


def a_person(text: str, *, declared: bool) -> bool:
    """Whether something says that *text* is the name of a person."""
    text = undegreed(text)
    whole = spoken(text)
    said = _untitled(whole)
    if surely_a_person(text):
        return True
    titled = len(said) < len(whole)
    if said and titled and all(word in PEOPLE_TOO for word in said):
        return True
    strange = [word for word in said if not called(word)]
    if not said or any(map(everyday, strange)):
        return False
    if declared:
        return len(said) <= SOME
    unknown = [word for word in strange if not _ends_like_a_name(word)]
    large = written_large(text) and (len(said) > 1 or whole[0] in CALLS)
    if large and (titled or len(unknown) < len(said)):
        return True
    if not any(only_called(word) or _ends_like_a_name(word) for word in said):
        return False
    return not unknown or (len(unknown) == 1 and _sounds_like_one(unknown[0]))


def undegreed(text: str) -> str:
    """*text* without the degrees behind a name, which look like other words."""
    while (shorter := _DEGREES.sub("", text, count=1)) != text:
        text = shorter
    return text


def spoken(text: str) -> list[str]:
    """The words of *text* as they were written, small."""
    return _WORD.findall(_QUOTE.sub("", plain(text)))


def folded(said: set[str]) -> set[str]:
    """The plain Indonesian words for *said*."""
    return {word for each in said for word in fold(each).split()}


def _untitled(said: list[str]) -> list[str]:
    """*said* without titles and initials."""
    return [word for word in said if word not in _TITLES and len(word) > 1]


def everyday(word: str) -> bool:
    """Whether *word* is one of which no name is made."""
    return word in ANY_DAY or bool(folded({word}) & ANY_DAY)


def has_everyday(text: str) -> bool:
    """Whether *text* has a word of which no name is made."""
    return any(everyday(word) and not called(word) for word in spoken(text))


def names_somebody(text: str) -> bool:
    """Whether a word of *text* is the name of a person, or may be, and is no thing."""
    return any(called(word) and word not in THINGS | TRADES for word in spoken(text))


def only_called(word: str) -> bool:
    """Whether *word* is the name of a person and nothing else, however it is spelt."""
    if word in PEOPLE:
        return True
    return _sound(word) in _HEARD and word not in _OTHER and not everyday(word)


def called(word: str) -> bool:
    """Whether somebody may be called *word*, whatever else it means."""
    return word in PEOPLE_TOO or only_called(word)


def _sound(word: str) -> str:
    """*word* as it sounds: Choerul is Khoirul, Djoko is Joko."""
    for letters, sound in _SOUNDS:
        word = word.replace(letters, sound)
    return _TWICE.sub(r"\1", word).removesuffix("h")


_HEARD = frozenset(s for s in map(_sound, PEOPLE) if len(s) >= _HEARD_FROM)


def _ends_like_a_name(word: str) -> bool:
    return word not in _OTHER and bool(_ENDINGS.fullmatch(word))


def _sounds_like_one(word: str) -> bool:
    """Whether *word* beside a name may be one: it is no verb, and no thing."""
    other = word in _OTHER or _SPOKEN.fullmatch(word) or odd([word])
    return not other and len(word) > FEW and word.isalpha()


def written_large(text: str) -> bool:
    """Whether every word begins large, as nobody writes a sentence."""
    if text.isupper():
        return False
    return text.istitle() or all(
        part[:1].isupper() or part.rstrip(".").casefold() in _SMALL
        for part in text.split()
    )


def called_elsewhere(name: str) -> str:
    """The *name* that somebody bears on a platform, if it can be a person's."""
    kept = " ".join(_ORNAMENT.sub(" ", name).split())
    if _NO_NAME.search(name) or len(kept) > MOST_OF_A_NAME:
        return ""
    return kept if a_person(kept, declared=True) else ""
