"""An Indonesian mobile number, however it is written, as +628..."""

import re
from dataclasses import dataclass

import phonenumbers

from conversations.language.digit_runs import MOST_LETTERS, Stretch, stretches, within
from conversations.language.heard import MOST_OFFERED
from conversations.language.number_words import ONES
from conversations.language.utterance import Utterance, once

MOBILE = re.compile(r"\+628[1-9][0-9]{7,11}")
FIXED = re.compile(r"\+62[2-79][0-9]{6,10}")
_WRITTEN = "(?:0|62|620)8[1-9][0-9]{7,11}"

_COUNTRY = "62"
_FOURS = re.compile(r"\d{4}(?=\d{2})|\d+")
_FEWEST, _MOST = 9, 13  # digits after +62, as `MOBILE` has them
_LONGEST = len("0062") + len("0") + _MOST
_SPOKEN = {word: str(value) for word, value in ONES.items()} | {"o": "0", "oh": "0"}
_TWICE = frozenset({"dobel", "double", "dua kali"})
_FEWEST_SPOKEN = 3
"""So many digits in a row, said as words or written, before words are digits."""


@dataclass(frozen=True)
class Dialled:
    """A *phone* in the one form we keep, or the *reason* there is none.

    *offers* are numbers that may have been meant; *echo* says that a letter or a word
    was read as a digit, or that another number stood beside the one that was taken.
    A *landline* is for whoever may have one.
    """

    phone: str = ""
    reason: str = ""
    offers: tuple[str, ...] = ()
    echo: bool = False
    landline: str = ""


def as_dialled(phone: str) -> str:
    """A number as people here write it, 0812 3456 7890; another's as it is kept."""
    here, _, national = phone.partition(f"+{_COUNTRY}")
    return phone if here or not national else " ".join(_FOURS.findall(f"0{national}"))


@once
def read_phone(said: Utterance) -> Dialled:
    """The mobile number in *said*.

    Of several stretches of digits the one that is a mobile number wins; of two, both
    are offered. Reasons: `no_number`, `several`, `too_short`, `too_long`, `landline`,
    `foreign`, `not_mobile`, and `doubtful` with an offer.
    """
    written = _digits_said(said)
    found = stretches(said if written == said.typed else written)
    if not found.stretches:
        digits = any(sign.isdecimal() for sign in said.typed[:MOST_LETTERS])
        return Dialled(reason="too_long" if digits else "no_number")
    each = [_dialled(stretch) for stretch in found.stretches]
    phones = list(dict.fromkeys(one.phone for one in each if one.phone))
    if len(phones) == 1 and not found.denied:
        inexact = len(each) > 1 or found.mended or written != said.typed
        return Dialled(phones[0], echo=inexact)
    phones = phones or _inside(found.stretches)
    if phones:
        reason = "several" if len(phones) > 1 else "doubtful"
        return Dialled(reason=reason, offers=tuple(phones[:MOST_OFFERED]))
    if len(each) > 1 and len({one.reason for one in each}) > 1:
        return Dialled(reason="not_mobile")
    return each[0]


def _dialled(stretch: Stretch) -> Dialled:
    """*stretch* as one number."""
    digits = stretch.digits
    if len(digits) > _LONGEST:
        return Dialled(reason="too_long")
    if stretch.abroad or digits.startswith("00"):
        digits = digits.removeprefix("00")
        if not digits.startswith(_COUNTRY):
            return Dialled(reason="foreign")
    national = _national(digits)
    number = f"+{_COUNTRY}{national}"
    # A digit that stands alone behind a number is more likely a word about it.
    if MOBILE.fullmatch(number) and not _trailing(stretch):
        return Dialled(number)
    reason = _reason(national)
    return Dialled(reason=reason, landline=number if reason == "landline" else "")


def _trailing(stretch: Stretch) -> bool:
    """Whether a last group of a digit or two, far shorter than others, can go."""
    *most, last = stretch.groups
    shorter = f"+{_COUNTRY}{_national(''.join(most))}"
    alone = len(last) == 1 and len(most) < len("0812345678")
    behind = len(last) <= len("12") and all(len(each) > len("12") for each in most)
    return (alone or behind) and MOBILE.fullmatch(shorter) is not None


def _inside(found: tuple[Stretch, ...]) -> list[str]:
    """The mobile numbers that some groups of a stretch make together."""
    parts = [part for stretch in found for part in within(stretch, _WRITTEN)]
    numbers = (f"+{_COUNTRY}{_national(part)}" for part in parts)
    return list(dict.fromkeys(n for n in numbers if MOBILE.fullmatch(n)))


def _digits_said(text: Utterance) -> str:
    """*text* with digits for a row of their words: "nol delapan satu dua 3456"."""
    words = text.plain.split() if len(text.typed) <= MOST_LETTERS else []
    made: list[str] = []
    doubled = False
    for word in words:
        bare = word.strip(".,;:-")
        if bare in _TWICE:
            doubled = True
            continue
        digit = _SPOKEN.get(bare, "")
        made.append(digit * (2 if doubled and digit else 1) or word)
        doubled = False
    said = " ".join(made)
    spoken = sum(word.strip(".,;:-") in _SPOKEN for word in words)
    return said if spoken >= _FEWEST_SPOKEN else text.typed


def _national(digits: str) -> str:
    """*digits* without the 62 or 0 before them; 620812... is written too."""
    if digits.startswith(_COUNTRY):
        digits = digits.removeprefix(_COUNTRY)
    return digits.removeprefix("0")


def _reason(national: str) -> str:
    """Why +62 and *national* is no mobile number."""
    if len(national) > _MOST:
        return "too_long"
    number = phonenumbers.PhoneNumber(
        country_code=int(_COUNTRY), national_number=int(national or 0)
    )
    kind = phonenumbers.number_type(number)
    if kind == phonenumbers.PhoneNumberType.FIXED_LINE:
        return "landline"
    return "too_short" if len(national) < _FEWEST else "not_mobile"
